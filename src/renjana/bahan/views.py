"""Pages of the source data: what a plan looks back on, list by list, and what it stands on."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from renjana.alur.http import get_run, now_of, person, refusals
from renjana.alur.models import Run
from renjana.alur.rules import Refused
from renjana.bahan import actions
from renjana.bahan.forms import BarisForm, BerkasForm, DasarForm
from renjana.bahan.page import list_rows, money_sums
from renjana.bahan.queries import Place, backups_of, moved_codes, place_in_run, place_of_year, why_closed, years_reported
from renjana.bahan.reading import read_rows
from renjana.bahan.rules import DAFTAR, head_of
from renjana.bahan.sheets import list_workbook
from renjana.organisasi.models import Orang
from renjana.organisasi.policy import may
from renjana.organisasi.views.asking import Question, confirmed, status_of, tried
from renjana.renja.tables import COLUMNS, NAMES
from renjana.renstra.faults import ImportFault

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PER_PAGE = 100
BACKUPS = 5
FIRST, LAST = 2015, 2095
BOTH = ["GET", "HEAD", "POST"]


def _place(request: HttpRequest, tahun: int, jenis: str) -> Place:
    """The list of an address: of the run of that year, or for quarters of the year itself. 404 for what is not there."""
    if jenis not in DAFTAR:
        raise Http404("Daftar ini tidak dikenal.")
    if DAFTAR[jenis].of_year:
        if not FIRST <= tahun <= LAST:
            raise Http404("Tahun ini di luar jangkauan.")
        return place_of_year(person(request).perangkat_daerah, tahun)
    return place_in_run(get_run(request, tahun), jenis)


def _may_write(request: HttpRequest) -> bool:
    return may("bahan:tambah", getattr(request, "roles", frozenset()), write=True)


def _frame(place: Place) -> dict[str, Any]:
    """What every page of a list needs: its place, its base template, the way back."""
    return {
        "place": place,
        "run": place.run,
        "base": "web/base_year.html" if place.run else "web/base.html",
        "jenis": place.daftar.jenis,
        "tahun": place.tahun,
    }


@require_safe
@refusals
def bahan(request: HttpRequest, tahun: int) -> HttpResponse:
    """Every list of a year with how many rows it has, and what the plan stands on."""
    run = get_run(request, tahun)
    pd = person(request).perangkat_daerah
    places = [place_in_run(run, jenis) for jenis, daftar in DAFTAR.items() if not daftar.of_year]
    places += [place_of_year(pd, tahun - 1), place_of_year(pd, tahun - 2)]
    lines = [(place, place.rows().count(), [(kode, NAMES[kode]) for kode in place.daftar.tabel if kode in COLUMNS]) for place in places]
    context = {"run": run, "tahun": tahun, "lines": lines, "renja": run.tahap.renja, "closed": why_closed(places[0])}
    return render(request, "bahan/bahan.html", context | {"may_write": _may_write(request)})


@require_safe
def triwulan(request: HttpRequest) -> HttpResponse:
    """The years that have realisation by quarter, and the years that may get it."""
    a = person(request)
    this = timezone.localtime(now_of(request)).year
    reported = years_reported(a.perangkat_daerah)
    years = sorted({*reported, this, this - 1}, reverse=True)
    return render(request, "bahan/triwulan.html", {"years": [(year, reported.get(year, 0)) for year in years]})


@require_safe
@refusals
def daftar(request: HttpRequest, tahun: int, jenis: str) -> HttpResponse:
    """A list: rows with the origin of their figures, search, sums, what can be put back."""
    place = _place(request, tahun, jenis)
    words = request.GET.get("q", "").replace("\x00", "")[:100]
    rows = list_rows(place, moved_codes(place), words)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("halaman"))
    context = {
        **_frame(place),
        "page": page,
        "q": words,
        "heads": [(head_of(kolom, place.tahun), kolom.kind in {"number", "money"}) for kolom in place.daftar.kolom],
        "sums": money_sums(place) if rows else [],
        "closed": why_closed(place),
        "may_write": _may_write(request),
        "backups": backups_of(place)[:BACKUPS],
        "tables": [(kode, NAMES[kode]) for kode in place.daftar.tabel if kode in COLUMNS] if place.run else [],
    }
    return render(request, "bahan/daftar.html", context)


@require_http_methods(BOTH)
@refusals
def tambah(request: HttpRequest, tahun: int, jenis: str) -> HttpResponse:
    """A new row."""
    place = _place(request, tahun, jenis)
    form = BarisForm(request.POST or None, daftar=place.daftar, tahun=place.tahun, main=place.main)
    by, now = person(request), now_of(request)
    if request.method == "POST" and tried(form, lambda: actions.save_row(place, None, form.values(), by=by, now=now)):
        messages.success(request, "Baris tersimpan.")
        return redirect("bahan:tambah" if "lagi" in request.POST else "bahan:daftar", tahun=tahun, jenis=jenis)
    return render(request, "bahan/baris.html", {**_frame(place), "form": form, "closed": why_closed(place)}, status=status_of(form))


@require_http_methods(BOTH)
@refusals
def baris(request: HttpRequest, tahun: int, jenis: str, pk: int) -> HttpResponse:
    """Correct a row."""
    place = _place(request, tahun, jenis)
    row = get_object_or_404(place.rows(), pk=pk)
    initial = {key: getattr(row, key) for key in place.daftar.keys} | {"dilihat": actions.state_of(row)}
    form = BarisForm(request.POST or None, daftar=place.daftar, tahun=place.tahun, main=place.main, initial=initial)
    by, now = person(request), now_of(request)
    if request.method == "POST" and tried(
        form, lambda: actions.save_row(place, pk, form.values(), seen=form.cleaned_data["dilihat"], by=by, now=now)
    ):
        messages.success(request, "Perubahan tersimpan.")
        return redirect("bahan:daftar", tahun=tahun, jenis=jenis)
    return render(request, "bahan/baris.html", {**_frame(place), "form": form, "row": row, "closed": why_closed(place)}, status=status_of(form))


@require_http_methods(BOTH)
@refusals
def hapus(request: HttpRequest, tahun: int, jenis: str, pk: int) -> HttpResponse:
    """Delete a row, after asking; it can be put back."""
    place = _place(request, tahun, jenis)
    row = get_object_or_404(place.rows(), pk=pk)
    back = reverse("bahan:daftar", kwargs={"tahun": tahun, "jenis": jenis})
    question = Question("Hapus baris ini?", f"{row}. Baris dapat dipulihkan dari bawah daftar.", "Hapus baris", back)
    by, now = person(request), now_of(request)
    return confirmed(request, question, lambda: actions.delete_row(place, pk, by=by, now=now), "Baris dihapus; dapat dipulihkan di bawah daftar.")


@require_http_methods(BOTH)
@refusals
def impor(request: HttpRequest, tahun: int, jenis: str) -> HttpResponse:
    """Read a list from a file; every fault at once, with its cell, and nothing stored then."""
    place = _place(request, tahun, jenis)
    form = BerkasForm(request.POST or None, request.FILES or None, initial={"cara": "ganti"})
    faults: Sequence[Any] = ()
    if request.method == "POST" and form.is_valid():
        name, content = form.cleaned_data["berkas"]
        try:
            total = _take(place, name, content, add=form.cleaned_data["cara"] == "tambah", by=person(request), request=request)
        except ImportFault as fault:
            faults = fault.faults
        else:
            messages.success(request, f"{place.judul}: {total} baris tersimpan. Isi sebelumnya dapat dipulihkan di bawah daftar.")
            return redirect("bahan:daftar", tahun=tahun, jenis=jenis)
    heads = [head_of(kolom, place.tahun) for kolom in place.daftar.kolom]
    context = {**_frame(place), "form": form, "faults": faults[:200], "hidden": max(0, len(faults) - 200), "heads": heads}
    return render(request, "bahan/impor.html", context | {"closed": why_closed(place)}, status=422 if form.errors or faults else 200)


def _take(place: Place, name: str, content: bytes, *, add: bool, by: Orang, request: HttpRequest) -> int:
    if said := why_closed(place):
        raise Refused(said)
    rows = read_rows(place.daftar, content, file=name, main=place.main, tahun=place.tahun)
    return actions.import_rows(place, rows, file=name, add=add, by=by, now=now_of(request))


@require_safe
@refusals
def berkas(request: HttpRequest, tahun: int, jenis: str) -> HttpResponse:
    """The list as a workbook that can be filled and read again."""
    place = _place(request, tahun, jenis)
    headers = {"Content-Disposition": f'attachment; filename="{jenis}-{tahun}.xlsx"'}
    return HttpResponse(list_workbook(place), content_type=XLSX, headers=headers)


@require_POST
@refusals
def pulihkan(request: HttpRequest, tahun: int, jenis: str, pk: int) -> HttpResponse:
    """Put back what an import replaced or a deletion took."""
    place = _place(request, tahun, jenis)
    cadangan = get_object_or_404(backups_of(place), pk=pk)
    total = actions.put_back(place, cadangan, by=person(request), now=now_of(request))
    messages.success(request, f"{total} baris dipulihkan.")
    return redirect("bahan:daftar", tahun=tahun, jenis=jenis)


@require_POST
@refusals
def isi(request: HttpRequest, tahun: int) -> HttpResponse:
    """Fill T-C.29 from the quarters of year n-2, the targets of year n-1 and the Renstra."""
    run = get_run(request, tahun)
    total = actions.fill_realisasi(run, by=person(request), now=now_of(request))
    messages.success(request, f"Realisasi tahun lalu diisi dari realisasi triwulan: {total} baris. Isi sebelumnya dapat dipulihkan.")
    return redirect("bahan:daftar", tahun=tahun, jenis="realisasi")


@require_http_methods(BOTH)
@refusals
def dasar(request: HttpRequest, tahun: int) -> HttpResponse:
    """Which edition of the nomenclature and which Renstra the plan stands on."""
    run: Run = get_run(request, tahun)
    renja = run.tahap.renja
    initial = {"nomenklatur": renja.versi_nomenklatur_id, "renstra": renja.renstra_id}
    form = DasarForm(request.POST or None, pd=run.perangkat_daerah, tahun=tahun, initial=initial)
    by, now = person(request), now_of(request)

    def act() -> object:
        return actions.use_basis(run, form.cleaned_data["nomenklatur"], form.cleaned_data["renstra"], by=by, now=now)

    if request.method == "POST" and tried(form, act):
        messages.success(request, "Dasar Renja tersimpan. Analisis berikutnya memakai dasar ini.")
        return redirect("bahan:bahan", tahun=tahun)
    context = {"run": run, "tahun": tahun, "form": form, "closed": why_closed(place_in_run(run, "realisasi"))}
    return render(request, "bahan/dasar.html", context | {"may_write": _may_write(request)}, status=status_of(form))
