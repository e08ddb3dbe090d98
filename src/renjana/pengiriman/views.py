"""Pages of steps 12 and 13, and the archive."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from renjana.alur.http import get_run, get_step, now_of, person, refusals
from renjana.alur.models import Run
from renjana.alur.queries import sop_of
from renjana.organisasi.emblem import data_url
from renjana.organisasi.signatory import local_day, signature
from renjana.pengiriman import actions
from renjana.pengiriman.forms import ArsipForm, BuktiForm, PengantarForm
from renjana.pengiriman.models import Arsip, Pengiriman, SuratPengantar
from renjana.pengiriman.queries import archives_of, missing_proof, passages_of, sound
from renjana.pengiriman.rules import verdict

BOTH = ["GET", "HEAD", "POST"]


@require_http_methods(BOTH)
@refusals
def surat_pengantar(request: HttpRequest, tahun: int) -> HttpResponse:
    """Write the cover letter; its number comes from the register."""
    run = get_run(request, tahun)
    form = PengantarForm(request.POST or None, initial=_letter_initial(run))
    if request.method == "POST" and form.is_valid():
        letter = actions.write_letter(run, form.letter(), by=person(request), now=now_of(request))
        messages.success(request, f"Surat pengantar {letter.surat.nomor} dibuat. Serahkan kepada staf untuk dikirim.")
        return redirect("alur:run", tahun=tahun)
    step = get_step(request, run, "pengiriman.surat_pengantar")
    made = SuratPengantar.objects.filter(run=run).select_related("surat__berkas").first()
    context = {"run": run, "step": step, "form": form, "letter": made}
    if made is None:
        context |= _paper(run, now_of(request))
    return render(request, "pengiriman/surat_pengantar.html", context, status=422 if form.errors else 200)


def _paper(run: Run, now: datetime) -> dict[str, Any]:
    """What the letter will print besides what the form asks: letterhead, place, day, signatory."""
    pd = run.perangkat_daerah
    return {
        "pd": pd,
        "emblem": data_url(pd.pemda.lambang) if pd.pemda.lambang else "",
        "today": local_day(pd, now),
        "signatory": signature(pd, "kepala_dinas", now),
    }


def _letter_initial(run: Run) -> dict[str, Any]:
    pd, tahun = run.perangkat_daerah, run.tahap.renja.tahun
    return {
        "kepada": f"Kepala Badan Perencanaan Pembangunan Daerah {pd.pemda.nama}",
        "nama-1": f"Dokumen Rencana Kerja (Renja) {pd.nama} Tahun {tahun}",
        "banyaknya-1": "2 (dua) eksemplar",
        "keterangan-1": "Disampaikan dengan hormat untuk bahan lebih lanjut.",
        "nama-2": "Berkas digital dokumen Renja (PDF/A bertanda tangan)",
        "banyaknya-2": "1 (satu) berkas",
        "keterangan-2": "Keasliannya dapat diperiksa pada halaman verifikasi.",
    }


@require_http_methods(BOTH)
@refusals
def pengiriman(request: HttpRequest, tahun: int) -> HttpResponse:
    """Prove the receipt, note the copies, archive, end the run."""
    run = get_run(request, tahun)
    archiving = "arsipkan" in request.POST
    shelf = ArsipForm(request.POST if archiving else None)
    if archiving and shelf.is_valid():
        made = actions.archive_run(run, shelf.cleaned_data["lokasi"], by=person(request), now=now_of(request))
        messages.success(request, f"Renja {tahun} diarsipkan dengan {made.jumlah} berkas. Seluruh langkah SOP selesai.")
        return redirect("pengiriman:pengiriman", tahun=tahun)
    sent = Pengiriman.objects.filter(run=run).select_related("bukti").first()
    given = request.POST if request.method == "POST" and not archiving else None
    proof = BuktiForm(given, request.FILES or None, kept=sent, initial=_proof_initial(sent, now_of(request)))
    if given is not None and proof.is_valid():
        received = actions.prove_receipt(run, proof.proof(), by=person(request), now=now_of(request))
        messages.success(request, "Bukti terima dicatat. " + (" ".join(missing_proof(received)) or "Sekarang arsipkan dokumennya."))
        return redirect("pengiriman:pengiriman", tahun=tahun)
    step = get_step(request, run, "pengiriman.pengiriman")
    context = {"run": run, "step": step, "proof": proof, "shelf": shelf, "sent": sent, **_delivery(run, now_of(request))}
    context["unproven"] = " ".join(missing_proof(sent))
    return render(request, "pengiriman/pengiriman.html", context, status=422 if proof.errors or shelf.errors else 200)


def _proof_initial(sent: Pengiriman | None, now: datetime) -> dict[str, Any]:
    """What was kept, to be corrected; before that, what is usual."""
    local = timezone.localtime(sent.diterima if sent else now)
    times = {"tanggal": local.date(), "pukul": f"{local:%H.%M}"}
    if sent is None:
        return {**times, "salinan": "Kepala Dinas\nSekretariat\nSetiap bidang"}
    kept = {name: getattr(sent, name) for name in ("cara", "penerima", "jabatan_penerima")}
    return {**kept, **times, "salinan": "\n".join(sent.salinan)}


def _delivery(run: Run, now: datetime) -> dict[str, Any]:
    passages = passages_of(run, now)
    return {
        "letter": SuratPengantar.objects.filter(run=run).select_related("surat__berkas").first(),
        "archive": Arsip.objects.filter(run=run).select_related("berkas").first(),
        "passages": passages,
        "verdict": verdict(passages, len(sop_of(run.sop).langkah)),
    }


@require_http_methods(["GET", "HEAD"])
def arsip(request: HttpRequest) -> HttpResponse:
    """The archive of the agency: classification, retention, place, files."""
    return render(request, "pengiriman/arsip.html", {"archives": archives_of(person(request))})


@require_http_methods(["POST"])
def periksa_arsip(request: HttpRequest, pk: int) -> HttpResponse:
    """Check an archive against its manifest, byte for byte."""
    row = get_object_or_404(Arsip.objects.select_related("berkas"), pk=pk, run__perangkat_daerah=person(request).perangkat_daerah_id)
    fault = sound(row)
    if fault:
        messages.error(request, fault)
    else:
        messages.success(request, f"Arsip {row.nomor_berkas} utuh: {row.jumlah} berkas cocok dengan daftar sidiknya.")
    return redirect("pengiriman:arsip")
