"""The page of the pictures: each with its table, to look at, to print, to take away as SVG or CSV."""

from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from renjana.alur.http import get_run
from renjana.alur.models import Run
from renjana.analisis.page import picture_page
from renjana.analisis.pictures import Picture, every_picture
from renjana.analisis.queries import check_values
from renjana.cetak.drawing import WIDE
from renjana.cetak.tables import csv_text
from renjana.organisasi.policy import may
from renjana.organisasi.queries import zone_of
from renjana.renja.queries import last_year

KINDS = {"svg": "image/svg+xml", "csv": "text/csv; charset=utf-8"}


@require_safe
def gambar(request: HttpRequest, tahun: int) -> HttpResponse:
    """Every picture of a year."""
    run = get_run(request, tahun)
    shown = [picture_page(picture) for picture in pictures_of(run)]
    for one in shown:
        one["svg"] = mark_safe(one["svg"])  # noqa: S308 - drawn by our own charts, which escape every word
    analyses = may("analisis:analisis", getattr(request, "roles", frozenset()))
    return render(request, "analisis/gambar.html", {"run": run, "tahun": tahun, "shown": shown, "analyses": analyses})


@require_safe
def gambar_berkas(request: HttpRequest, tahun: int, kunci: str, bentuk: str) -> HttpResponse:
    """One picture as a file: the drawing, or its table."""
    run = get_run(request, tahun)
    picture = next((one for one in pictures_of(run) if one.kunci == kunci), None)
    if picture is None or picture.draw is None or bentuk not in KINDS:
        raise Http404("Gambar ini tidak ada, atau datanya belum ada; kembali ke halaman Gambar.")
    table = csv_text(picture.columns, picture.rows, jumlah=picture.jumlah)
    content = picture.draw(WIDE).svg.encode() if bentuk == "svg" else table.encode("utf-8-sig")
    headers = {"Content-Disposition": f'attachment; filename="{kunci}-{tahun}.{bentuk}"'}
    return HttpResponse(content, content_type=KINDS[bentuk], headers=headers)


def pictures_of(run: Run) -> tuple[Picture, ...]:
    """The pictures of a run. What `check_values` asks and two queries."""
    return every_picture(check_values(run), last_year(run.tahap.renja), ZoneInfo(zone_of(run.perangkat_daerah_id)))
