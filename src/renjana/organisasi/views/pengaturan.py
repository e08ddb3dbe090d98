"""Summary of the settings, the agency with its letterhead, the pattern of letter numbers, the history of changes."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from renjana.organisasi.actions.susunan import save_agency, save_pattern, shares_pemda
from renjana.organisasi.dates import romawi
from renjana.organisasi.directory import summary_of
from renjana.organisasi.emblem import data_url
from renjana.organisasi.forms.susunan import InstansiForm, PolaForm
from renjana.organisasi.models import PerangkatDaerah
from renjana.organisasi.numbering import fill_pattern, pattern_faults
from renjana.organisasi.queries import unit_code
from renjana.organisasi.views.asking import BOTH, READ, Asked, asked, done, may_write, status_of, tried
from renjana.organisasi.year import year_of

PER_PAGE = 50
WRITES = ("agency", "numbering", "bidang", "people", "delegations", "qualifications", "calendar")


@require_http_methods(READ)
def summary(request: HttpRequest) -> HttpResponse:
    """Everything that can be set, with where it stands."""
    a = asked(request)
    year = year_of(a.pd, a.today.year)
    context = {"pd": a.pd, "summary": summary_of(a.pd, a.now, a.today), "year": year, "example": example(a.pd, a.pd.pola_nomor, a)}
    return render(request, "organisasi/pengaturan.html", context | {"writes": {name for name in WRITES if may_write(request, f"organisasi:{name}")}})


def example(pd: PerangkatDaerah, pattern: str, a: Asked) -> str:
    """The number that a pattern prints for letter 45 of today; empty when the pattern cannot number letters."""
    if pattern_faults(pattern):
        return ""
    values: dict[str, str | int] = {
        "klasifikasi": "000.7.2",
        "urut": 45,
        "sisipan": "",
        "bulan_romawi": romawi(a.today.month),
        "kode_unit": unit_code(pd),
        "kode_pd": pd.singkatan,
        "tahun": a.today.year,
    }
    return fill_pattern(pattern, values)


@require_http_methods(BOTH)
def agency(request: HttpRequest) -> HttpResponse:
    """The agency and its letterhead, with the paper beside the form."""
    a = asked(request)
    may, shared = may_write(request, "organisasi:agency"), shares_pemda(a.pd)
    form = InstansiForm(request.POST or None, request.FILES or None, pd=a.pd, shared=shared)
    if request.method == "POST" and tried(form, lambda: save_agency(a.pd, form.agency(), form.government(), by=a.by, now=a.now)):
        return done(request, "Perangkat daerah dan kop tersimpan. Surat yang sudah terbit tidak berubah.", "organisasi:agency")
    shown = PerangkatDaerah.objects.select_related("pemda").get(pk=a.pd.pk)
    emblem = data_url(shown.pemda.lambang) if shown.pemda.lambang else ""
    context = {"form": form, "pd": shown, "emblem": emblem, "may_write": may, "number": example(shown, shown.pola_nomor, a), "today": a.today}
    return render(request, "organisasi/instansi.html", context, status=status_of(form))


@require_http_methods(BOTH)
def numbering(request: HttpRequest) -> HttpResponse:
    """The pattern of letter numbers; "Lihat contoh" shows what it prints without keeping it."""
    a = asked(request)
    form = PolaForm(request.POST or None, initial={"pola": a.pd.pola_nomor})
    trying = "contoh" in request.POST
    if request.method == "POST" and not trying and tried(form, lambda: save_pattern(a.pd, form.cleaned_data["pola"], by=a.by, now=a.now)):
        return done(request, "Pola nomor surat tersimpan; berlaku untuk surat berikutnya.", "organisasi:numbering")
    pattern = form.cleaned_data.get("pola", "") if form.is_bound and form.is_valid() else a.pd.pola_nomor
    context = {"form": form, "example": example(a.pd, pattern, a), "trying": trying, "may_write": may_write(request, "organisasi:numbering")}
    return render(request, "organisasi/nomor.html", context, status=status_of(form))


@require_http_methods(READ)
def changes(request: HttpRequest) -> HttpResponse:
    """Who changed which setting, and when; newest first."""
    page = Paginator(asked(request).pd.perubahan.all(), PER_PAGE).get_page(request.GET.get("halaman"))
    return render(request, "organisasi/riwayat.html", {"page": page})
