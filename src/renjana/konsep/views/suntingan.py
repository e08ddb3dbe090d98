"""What the editor of a subbab tells the server while somebody writes: the text so far. It hears who else writes, and how the page will print."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_POST

from renjana.alur.http import get_run, now_of, person, refusals
from renjana.konsep.actions.suntingan import AWAY, drop_unsaved, keep_unsaved
from renjana.konsep.forms import SubbabForm
from renjana.konsep.models import Subbab, Suntingan
from renjana.konsep.preview import for_page
from renjana.konsep.queries import reading_of, rows_of, writing
from renjana.organisasi.dates import pukul


@require_POST
@refusals
def suntingan(request: HttpRequest, tahun: int, nomor: str) -> HttpResponse:
    """Keep the text so far; 409 when the subbab was changed meanwhile, and the text is kept all the same. "buang" throws it away."""
    run, by, now = get_run(request, tahun), person(request), now_of(request)
    row = get_object_or_404(rows_of(run).select_related("run", "diubah_oleh"), nomor=nomor)
    if "buang" in request.POST:
        drop_unsaved(row, by=by, now=now)
        return redirect("konsep:subbab", tahun=tahun, nomor=nomor)
    form = SubbabForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"salah": " ".join(str(message) for messages in form.errors.values() for message in messages)}, status=422)
    written = form.cleaned_data["isi"] if form.has_text else None
    versi = form.cleaned_data["versi"]
    entry = keep_unsaved(row, written, versi=versi, by=by, now=now)
    told: dict[str, object] = {"pukul": _hour(entry.terakhir), "lain": others(writing(row, now - AWAY), entry), "berubah": _changed(row, versi)}
    if written is not None:
        shown = for_page(reading_of(run, row, written).blocks)
        told["pratinjau"] = render_to_string("konsep/_naskah.html", {"preview": shown, "subbab": row}, request)
    return JsonResponse(told, status=409 if told["berubah"] else 200)


def others(entries: list[Suntingan], own: Suntingan | None) -> list[str]:
    """The other people who write at this moment, each with since when."""
    return [f"{entry.oleh.nama} sejak pukul {_hour(entry.sejak)}" for entry in entries if own is None or entry.oleh_id != own.oleh_id]


def _hour(moment: datetime) -> str:
    return pukul(moment, timezone.get_current_timezone())


def _changed(row: Subbab, versi: int) -> str:
    if row.versi == versi or row.diubah_oleh is None or row.diubah is None:
        return ""
    return f"{row.diubah_oleh.nama} menyimpan bagian ini pukul {_hour(row.diubah)}. Teks Anda tetap ada; simpan untuk membandingkan keduanya."
