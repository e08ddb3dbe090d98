"""Pages of the Renstra (read, bring in) and of the nomenclature (search, bring in)."""

from typing import Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from renjana.organisasi.models import Orang
from renjana.renstra.actions import import_nomenklatur, read_renstra_file, store_renstra
from renjana.renstra.faults import ImportFault
from renjana.renstra.forms import NomenklaturForm, RenstraForm
from renjana.renstra.models import Renstra, Tingkat, VersiNomenklatur
from renjana.renstra.plan import RenstraBaca, default_start
from renjana.renstra.queries import current_edition, renstra_lines, search_nomenklatur
from renjana.surat.actions import keep_file
from renjana.surat.models import Berkas
from renjana.surat.queries import berkas_of, read_file

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PER_PAGE = 50
LEVELS = (Tingkat.SUB_KEGIATAN, Tingkat.KEGIATAN, Tingkat.PROGRAM, Tingkat.BIDANG_URUSAN)


def _person(request: HttpRequest) -> Orang:
    return cast(Orang, request.user)


@require_safe
def renstra(request: HttpRequest) -> HttpResponse:
    """The agency's Renstra, a period at a time, with sums that go upward."""
    periods = list(Renstra.objects.filter(perangkat_daerah=_person(request).perangkat_daerah_id).order_by("-tahun_awal"))
    asked = request.GET.get("periode", "")
    shown = next((one for one in periods if str(one.tahun_awal) == asked), periods[0] if periods else None)
    years = range(shown.tahun_awal, shown.tahun_akhir + 1) if shown else range(0)
    lines, totals = renstra_lines(shown) if shown else ([], {})
    context = {
        "periods": periods,
        "shown": shown,
        "years": years,
        "lines": lines,
        "total": [totals.get(year, 0) for year in years],
        "may_import": _may_import(request),
    }
    return render(request, "renstra/renstra.html", context)


def _may_import(request: HttpRequest) -> bool:
    return bool({"perencana", "admin"} & set(getattr(request, "roles", ())))


@require_http_methods(["GET", "HEAD", "POST"])
def impor(request: HttpRequest) -> HttpResponse:
    """Bring a Renstra in: upload, look over what was read and doubted, then save. Nothing is stored before that."""
    if request.method == "POST" and request.POST.get("aksi") == "simpan":
        return _save(request)
    form = RenstraForm(request.POST or None, request.FILES or None, initial={"tahun_awal": default_start(timezone.localdate().year + 1)})
    if request.method != "POST" or not form.is_valid():
        return render(request, "renstra/impor.html", {"form": form}, status=422 if form.errors else 200)
    name, content = form.cleaned_data["berkas"]
    tahun_awal = form.cleaned_data["tahun_awal"]
    try:
        found = read_renstra_file(_person(request).perangkat_daerah, content, tahun_awal=tahun_awal, file=name)
    except ImportFault as fault:
        return render(request, "renstra/impor.html", {"form": form, "faults": fault.faults}, status=422)
    if found.faults:
        return render(request, "renstra/impor.html", {"form": form, "faults": found.faults}, status=422)
    by = _person(request)
    berkas = keep_file(by.perangkat_daerah, name, content, XLSX, by=by, now=timezone.now())
    return render(request, "renstra/periksa.html", _preview(found, berkas))


def _preview(found: RenstraBaca, berkas: Berkas) -> dict[str, Any]:
    years = range(found.tahun_awal, found.tahun_akhir + 1)
    return {
        "found": found,
        "berkas": berkas,
        "years": [(year, found.total(year)) for year in years],
        "counts": [(label, found.count(tingkat)) for tingkat, label in Tingkat.choices if found.count(tingkat)],
    }


def _save(request: HttpRequest) -> HttpResponse:
    """Read the kept file once more and store it; what changed in between would show as a fault."""
    by = _person(request)
    pk, tahun_awal = request.POST.get("berkas", ""), request.POST.get("tahun_awal", "")
    berkas = get_object_or_404(berkas_of(by), pk=int(pk) if pk.isdigit() else 0)
    form = RenstraForm({"tahun_awal": tahun_awal})
    form.fields.pop("berkas")
    if not form.is_valid():
        return redirect("renstra:impor")
    start = form.cleaned_data["tahun_awal"]
    try:
        found = read_renstra_file(by.perangkat_daerah, read_file(berkas), tahun_awal=start, file=berkas.nama)
    except ImportFault as fault:
        return render(request, "renstra/impor.html", {"form": RenstraForm(), "faults": fault.faults}, status=422)
    if found.faults:
        return render(request, "renstra/impor.html", {"form": RenstraForm(), "faults": found.faults}, status=422)
    stored = store_renstra(by.perangkat_daerah, found, dasar=f"Berkas {berkas.nama}, SHA-256 {berkas.sha256[:12]}")
    messages.success(request, f"{stored} tersimpan: {found.count('sub_kegiatan')} sub kegiatan.")
    return redirect("renstra:renstra")


@require_safe
def nomenklatur(request: HttpRequest) -> HttpResponse:
    """Search the nomenclature by code, with or without points, or by name."""
    editions = list(VersiNomenklatur.objects.order_by("-dibuat"))
    versi = next((one for one in editions if str(one.pk) == request.GET.get("versi")), current_edition())
    tingkat = request.GET.get("tingkat", Tingkat.SUB_KEGIATAN)
    tingkat = tingkat if tingkat in LEVELS else Tingkat.SUB_KEGIATAN
    words = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:100]
    own = request.GET.get("semua") != "1"
    urusan = _person(request).perangkat_daerah.bidang_urusan if own else ()
    rows = search_nomenklatur(versi.pk if versi else 0, words, bidang_urusan=urusan, tingkat=tingkat)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("halaman"))
    levels = [(one.value, one.label) for one in LEVELS]
    context = {"editions": editions, "versi": versi, "page": page, "q": words, "tingkat": tingkat, "levels": levels, "own": own}
    return render(request, "renstra/nomenklatur.html", context | {"may_import": _may_import(request)})


@require_http_methods(["GET", "HEAD", "POST"])
def impor_nomenklatur(request: HttpRequest) -> HttpResponse:
    """Bring an edition in from SIPD-RI's export."""
    form = NomenklaturForm(request.POST or None, request.FILES or None)
    faults: tuple[Any, ...] = ()
    if request.method == "POST" and form.is_valid():
        name, content = form.cleaned_data["berkas"]
        try:
            versi = import_nomenklatur(content, form.cleaned_data["nama"], timezone.now(), file=name)
        except ImportFault as fault:
            faults = fault.faults[:100]
        else:
            messages.success(request, f"Nomenklatur {versi.nama} tersimpan: {versi.isi.count()} kode.")
            return redirect("renstra:nomenklatur")
    return render(request, "renstra/impor_nomenklatur.html", {"form": form, "faults": faults}, status=422 if form.errors or faults else 200)
