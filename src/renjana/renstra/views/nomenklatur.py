"""Pages of the nomenclature: search, a code, the editions, bringing one in."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from renjana.organisasi.models import PerangkatDaerah
from renjana.organisasi.views.asking import Question, asked, confirmed, may_write
from renjana.renstra.actions import import_nomenklatur, remove_nomenklatur
from renjana.renstra.codebook import code_page, find
from renjana.renstra.codes import lists_of, normalize, resolve
from renjana.renstra.editions import edition_lines, renja_count
from renjana.renstra.faults import ImportFault
from renjana.renstra.forms.berkas import NomenklaturForm
from renjana.renstra.models import Tingkat, VersiNomenklatur
from renjana.renstra.queries import current_edition

PER_PAGE = 50
SHOWN_FAULTS = 100
LEVELS = (Tingkat.SUB_KEGIATAN, Tingkat.KEGIATAN, Tingkat.PROGRAM, Tingkat.BIDANG_URUSAN)


def _main(pd: PerangkatDaerah) -> str:
    return str(pd.bidang_urusan[0]) if pd.bidang_urusan else ""


@require_safe
def nomenklatur(request: HttpRequest) -> HttpResponse:
    """Search the nomenclature by code, with or without points, or by words."""
    pd = asked(request).pd
    editions = list(VersiNomenklatur.objects.order_by("-dibuat", "-pk"))
    versi = next((one for one in editions if str(one.pk) == request.GET.get("versi")), editions[0] if editions else None)
    tingkat = request.GET.get("tingkat", Tingkat.SUB_KEGIATAN)
    tingkat = tingkat if tingkat in LEVELS else Tingkat.SUB_KEGIATAN
    words = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:100]
    own = request.GET.get("semua") != "1"
    urusan = pd.bidang_urusan if own else ()
    found = find(versi.pk if versi else 0, words, bidang_urusan=urusan, tingkat=tingkat, lists=lists_of(pd.pemda.kode_wilayah))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("halaman"))
    context = {
        "editions": editions,
        "versi": versi,
        "page": page,
        "rows": [(row, resolve(row.kode, _main(pd))) for row in page],
        "q": words,
        "tingkat": tingkat,
        "levels": [(one.value, one.label) for one in LEVELS],
        "own": own,
        "may_import": may_write(request, "renstra:impor_nomenklatur"),
    }
    return render(request, "renstra/nomenklatur.html", context)


@require_safe
def kode(request: HttpRequest, versi: int, kode: str) -> HttpResponse:
    """A code of an edition: what it means, what stands above and beneath, what it was before."""
    pd = asked(request).pd
    edition = get_object_or_404(VersiNomenklatur, pk=versi)
    page = code_page(edition.pk, normalize(kode), main=_main(pd), lists=lists_of(pd.pemda.kode_wilayah)) if normalize(kode) else None
    if page is None:
        raise Http404(f"Kode ini tidak ada pada nomenklatur {edition.nama}. Cari dengan namanya.")
    beneath = [(row, resolve(row.kode, _main(pd))) for row in page.beneath]
    above = [(row, resolve(row.kode, _main(pd))) for row in page.above]
    return render(request, "renstra/kode.html", {"versi": edition, "page": page, "beneath": beneath, "above": above})


@require_safe
def versi(request: HttpRequest) -> HttpResponse:
    """The editions side by side, and which Renja of the agency uses which."""
    a = asked(request)
    context = {"lines": edition_lines(a.pd), "current": current_edition(), "may_write": may_write(request, "renstra:hapus_versi")}
    return render(request, "renstra/versi.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def hapus_versi(request: HttpRequest, versi: int) -> HttpResponse:
    """Remove an edition that no Renja uses, after asking."""
    a = asked(request)
    found = get_object_or_404(VersiNomenklatur, pk=versi)
    text = "Versi ini hilang dari pencarian. Renja yang ada tidak berubah; versi yang dipakai Renja tidak dapat dihapus."
    question = Question(f"Hapus nomenklatur {found.nama}?", text, "Hapus versi", reverse("renstra:versi"))
    return confirmed(
        request,
        question,
        lambda: remove_nomenklatur(found, renja_count(found), by=a.by, now=a.now),
        f"Nomenklatur {found.nama} dihapus.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def impor_nomenklatur(request: HttpRequest) -> HttpResponse:
    """Bring an edition in from SIPD-RI's export."""
    a = asked(request)
    form = NomenklaturForm(request.POST or None, request.FILES or None)
    faults: tuple[Any, ...] = ()
    if request.method == "POST" and form.is_valid():
        name, content = form.cleaned_data["berkas"]
        try:
            found = import_nomenklatur(content, form.cleaned_data["nama"], a.now, file=name, by=a.by)
        except ImportFault as fault:
            faults = fault.faults
        else:
            messages.success(request, f"Nomenklatur {found.nama} tersimpan: {found.isi.count()} kode.")
            return redirect("renstra:versi")
    context = {"form": form, "faults": faults[:SHOWN_FAULTS], "hidden": max(0, len(faults) - SHOWN_FAULTS)}
    return render(request, "renstra/impor_nomenklatur.html", context, status=422 if form.errors or faults else 200)
