"""A change that the meeting decided on, as its bidang meets it: applied with one click, answered with a reason, taken back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from renjana.alur.http import now_of, person, refusals, show_refused
from renjana.alur.rules import Refused
from renjana.pengumpulan import actions
from renjana.pengumpulan.merging import column_label
from renjana.pengumpulan.models import Isian, UsulanRapat
from renjana.pengumpulan.queries import current_kerja, fills, rows_of
from renjana.pengumpulan.rules import ANALYSE, GATHER
from renjana.pengumpulan.usulan_rows import usulan_lines
from renjana.pengumpulan.views.isian import reach


@require_http_methods(["GET", "HEAD", "POST"])
@refusals
def usulan(request: HttpRequest, tahun: int, bidang: str, pk: int) -> HttpResponse:
    """One change of the meeting with what stands in its cell now, and what may be done about it."""
    run, own = reach(request, tahun, bidang)
    found = get_object_or_404(UsulanRapat.objects.select_related("bidang"), run=run, bidang=own.bidang_id, pk=pk, diajukan__isnull=False)
    status, answer = 200, request.POST.get("jawaban", "")
    if request.method == "POST":
        try:
            return _decided(request, own, found, answer)
        except Refused as fault:
            status = show_refused(request, fault)
    (line,) = [one for one in usulan_lines(own, rows_of(own)) if one.usulan.pk == found.pk]
    may = fills(request.wewenang, own.bidang) and current_kerja(run) in {GATHER, ANALYSE}  # type: ignore[attr-defined]
    context = {"run": run, "isian": own, "line": line, "may_decide": may, "answer": answer or line.usulan.jawaban}
    return render(request, "pengumpulan/usulan.html", context, status=status)


def _decided(request: HttpRequest, own: Isian, found: UsulanRapat, answer: str) -> HttpResponse:
    by, now, aksi, tahun = person(request), now_of(request), request.POST.get("aksi", ""), own.run.tahap.renja.tahun
    head, cell = f"Keputusan rapat no. {found.keputusan}", f"{found.kode}, {column_label(found.kolom, tahun, found.nomor)}"
    if aksi == "terapkan":
        actions.apply_usulan(found, by=by, now=now, base=request.POST.get("dasar"))
        messages.success(request, f"{head} diterapkan: {cell} sekarang {found.menjadi}. Anda dapat mengurungkannya pada daftar usulan rapat.")
    elif aksi == "urungkan":
        actions.undo_usulan(found, by=by, now=now)
        messages.success(request, f"Penerapan keputusan rapat no. {found.keputusan} diurungkan: {cell} kembali seperti semula.")
    else:
        actions.answer_usulan(found, answer, by=by, now=now)
        messages.success(request, f"{head} tidak diterapkan; alasan Anda tercatat dan terlihat pada analisis.")
    place = reverse("pengumpulan:isian", kwargs={"tahun": tahun, "bidang": own.bidang.kode})
    return redirect(f"{place}#usulan-rapat")
