"""Pages of the Renstra: the tree, a node with its figures, the history, which version is in force."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from renjana.organisasi.views.asking import Asked, Question, asked, confirmed, done, may_write, status_of, tried
from renjana.renstra.actions import correct_item, put_in_force
from renjana.renstra.forms.item import ItemForm
from renjana.renstra.models import ItemRenstra, PerubahanAngka, Renstra
from renjana.renstra.queries import periods_of
from renjana.renstra.tree import Filters, renstra_lines

PER_PAGE = 50
DEPTHS = (("program", "Sampai program"), ("kegiatan", "Sampai kegiatan"), ("", "Sampai sub kegiatan"))


@require_safe
def renstra(request: HttpRequest) -> HttpResponse:
    """The agency's Renstra, a version at a time: money and targets by year, with sums that go upward."""
    periods = periods_of(asked(request).pd)
    wanted = request.GET.get("versi", "")
    in_force = next((one for one in periods if one.berlaku), None)
    shown = next((one for one in periods if str(one.pk) == wanted), in_force or (periods[0] if periods else None))
    lines, totals = renstra_lines(shown) if shown else ([], {})
    filters = Filters(request.GET.get("program", ""), request.GET.get("tingkat", ""), request.GET.get("q", "").replace("\x00", "")[:100])
    years = range(shown.tahun_awal, shown.tahun_akhir + 1) if shown else range(0)
    context = {
        "periods": periods,
        "shown": shown,
        "years": years,
        "lines": [line for line in lines if filters.takes(line)],
        "programs": [(line.kode, line.nama) for line in lines if line.tingkat == "program"],
        "depths": DEPTHS,
        "filters": filters,
        "filtered": any((filters.program, filters.depth, filters.words)),
        "counts": [(label, sum(line.tingkat == level for line in lines)) for level, label in COUNTED],
        "without_code": sum(line.tingkat == "sub_kegiatan" and not line.kode for line in lines),
        "total": [totals.get(year, 0) for year in years],
        "may_import": may_write(request, "renstra:impor"),
    }
    return render(request, "renstra/renstra.html", context)


COUNTED = (
    ("tujuan", "Tujuan"),
    ("sasaran", "Sasaran"),
    ("program", "Program"),
    ("kegiatan", "Kegiatan"),
    ("sub_kegiatan", "Sub kegiatan"),
)


def _item(a: Asked, pk: int) -> ItemRenstra:
    return get_object_or_404(ItemRenstra.objects.select_related("renstra", "induk", "sasaran"), pk=pk, renstra__perangkat_daerah=a.pd)


@require_http_methods(["GET", "HEAD", "POST"])
def item(request: HttpRequest, pk: int) -> HttpResponse:
    """A node with every figure: whoever may corrects them, with a reason; the history stands beneath."""
    a = asked(request)
    found = _item(a, pk)
    years = range(found.renstra.tahun_awal, found.renstra.tahun_akhir + 1)
    form = ItemForm(request.POST or None, item=found, indikator=list(found.indikator.all()), years=years)
    if request.method == "POST" and tried(form, lambda: correct_item(found, form.koreksi(), by=a.by, now=a.now)):
        return done(request, "Koreksi tersimpan beserta riwayatnya.", "renstra:item", pk)
    context = {
        "item": found,
        "form": form,
        "years": years,
        "history": found.perubahan_angka.all()[:PER_PAGE],
        "may_write": may_write(request, "renstra:item"),
    }
    return render(request, "renstra/item.html", context, status=status_of(form))


@require_safe
def riwayat(request: HttpRequest) -> HttpResponse:
    """Every correction of the agency's Renstra, newest first."""
    rows = PerubahanAngka.objects.filter(renstra__perangkat_daerah=asked(request).pd).select_related("renstra")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("halaman"))
    return render(request, "renstra/riwayat.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def berlakukan(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a version in force, after asking."""
    a = asked(request)
    found = get_object_or_404(Renstra, pk=pk, perangkat_daerah=a.pd)
    text = "Renja yang dimulai sesudah ini memakai versi ini. Renja yang sudah ada tetap memakai versinya, dan versi lain tetap tersimpan."
    question = Question(f"Berlakukan {found}?", text, "Berlakukan", reverse("renstra:renstra"), danger=False)
    return confirmed(request, question, lambda: put_in_force(found, by=a.by, now=a.now), f"{found} berlaku.")
