"""Pages of steps 10 and 11, and the public verification."""

import hashlib

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from renjana.alur.http import get_run, get_step, now_of, person, refusals
from renjana.alur.models import Run
from renjana.alur.queries import sop_of
from renjana.konsep.queries import is_current, version_and_comments
from renjana.pengesahan import actions
from renjana.pengesahan.forms import MOST_BYTES, BasahForm, CocokForm, KembaliForm, PengajuanForm, PeriksaForm, SetujuForm
from renjana.pengesahan.models import Pengajuan
from renjana.pengesahan.queries import (
    by_code,
    changed_since_last,
    compared_with_last,
    history_fault,
    latest_submission,
    plan_summary,
    ratified_by_code,
    signature_of,
    verdict_of,
)
from renjana.pengesahan.rules import shown_code, submission_faults
from renjana.pengesahan.views_sop import show_verified
from renjana.sop.flow import step as langkah_of

BOTH = ["GET", "HEAD", "POST"]


@require_http_methods(BOTH)
@refusals
def pengajuan(request: HttpRequest, tahun: int) -> HttpResponse:
    """Put the corrected document before the Kepala Dinas."""
    run = get_run(request, tahun)
    form = PengajuanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.submit(run, form.cleaned_data["catatan"], by=person(request), now=now_of(request))
        messages.success(request, "Dokumen diajukan. Kepala Dinas menerima satu kartu untuk disetujui.")
        return redirect("alur:run", tahun=tahun)
    step = get_step(request, run, "pengesahan.pengajuan")
    version, waiting = version_and_comments(run)
    faults = submission_faults(built=version is not None, current=version is not None and is_current(run, version), open_comments=waiting)
    context = {
        "run": run,
        "step": step,
        "form": form,
        "version": version,
        "submission": latest_submission(run),
        "summary": plan_summary(run),
        "blocked": " ".join(faults) if step.may_act else "",
    }
    return render(request, "pengesahan/pengajuan.html", context)


@require_http_methods(BOTH)
@refusals
def penandatanganan(request: HttpRequest, tahun: int) -> HttpResponse:
    """One card: what, how much, what changed, which findings were waived; sign or return."""
    run = get_run(request, tahun)
    step = get_step(request, run, "pengesahan.penandatanganan", to_act=request.method == "POST")
    if "cetak" in request.POST:
        return redirect("surat:berkas", pk=actions.print_for_pen(run, by=person(request), now=now_of(request)).pk)
    pen = BasahForm(request.POST if "basah" in request.POST else None, request.FILES or None, orang=person(request), prefix="basah")
    if "basah" in request.POST and pen.is_valid():
        return _by_pen(request, run, pen)
    ways = _ways(run, step.langkah.kembali)
    returning = "kembalikan" in request.POST
    signing = request.method == "POST" and not returning and "basah" not in request.POST
    approve = SetujuForm(request.POST if signing else None, orang=person(request))
    back = KembaliForm(request.POST if returning else None, ways=ways)
    if request.method == "POST":
        if returning and back.is_valid():
            data = back.cleaned_data
            actions.return_document(run, data["ke"], data["alasan"], by=person(request), now=now_of(request))
            messages.success(request, f"Dokumen dikembalikan ke langkah {data['ke']} beserta catatan Anda.")
            return redirect("alur:run", tahun=tahun)
        if signing and approve.is_valid():
            signature = actions.approve(run, by=person(request), now=now_of(request))
            messages.success(request, f"Dokumen ditandatangani. Kode verifikasi {shown_code(signature.kode)}.")
            return redirect("pengesahan:penandatanganan", tahun=tahun)
    elif step.may_act:
        actions.note_view(run, by=person(request), now=now_of(request))
    submission = latest_submission(run)
    context = {
        "run": run,
        "step": step,
        "approve": approve,
        "back": back,
        "pen": pen,
        "submission": submission,
        "since": _since(run, submission) if step.is_open else None,
        "signature": signature_of(run),
        "summary": plan_summary(run),
        "changed": changed_since_last(run),
    }
    return render(request, "pengesahan/penandatanganan.html", context, status=422 if approve.errors or back.errors or pen.errors else 200)


def _by_pen(request: HttpRequest, run: Run, pen: BasahForm) -> HttpResponse:
    file = pen.cleaned_data["pindaian"]
    signature = actions.approve_by_pen(run, file.read(), by=person(request), now=now_of(request))
    messages.success(request, f"Naskah bertanda tangan tersimpan dan disegel. Kode verifikasi {shown_code(signature.kode)}.")
    return redirect("pengesahan:penandatanganan", tahun=run.tahap.renja.tahun)


def _since(run: Run, submission: Pengajuan | None) -> dict[str, object] | None:
    """What changed since the draft before, in figures."""
    found = compared_with_last(run, submission)
    if found is None:
        return None
    before, change = found
    return {"before": before, "change": change, "paragraphs": change.count("ubah", "tambah", "hapus"), "less": -change.jumlah.selisih}


def _ways(run: Run, numbers: tuple[int, ...]) -> list[tuple[int, str]]:
    sop = sop_of(run.sop)
    return [(number, f"Langkah {number}: {langkah_of(sop, number).uraian}") for number in numbers]


@require_http_methods(BOTH)
def periksa(request: HttpRequest) -> HttpResponse:
    """Ask for a code."""
    form = PeriksaForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        found = by_code(form.cleaned_data["kode"]) or ratified_by_code(form.cleaned_data["kode"])
        if found is not None:
            return redirect("pengesahan:verifikasi", kode=found.kode)
        form.add_error("kode", "Kode ini tidak terdaftar. Periksa lagi huruf dan angkanya.")
    return render(request, "pengesahan/periksa.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(BOTH)
def verifikasi(request: HttpRequest, kode: str) -> HttpResponse:
    """What a signed document is, judged anew from the sealed file; a file can be held against it."""
    signature = by_code(kode)
    if signature is None and (ratified := ratified_by_code(kode)) is not None:
        return show_verified(request, ratified)
    if signature is None:
        return render(request, "pengesahan/tidak_terdaftar.html", {"kode": kode[:30]}, status=404)
    form = CocokForm(request.POST or None, request.FILES or None)
    same: bool | None = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["berkas"]
        if given.size > MOST_BYTES:
            form.add_error("berkas", "Berkas lebih besar dari 50 MB; dokumen yang ditandatangani tidak sebesar itu.")
        else:
            same = _digest(given) == signature.berkas.sha256
    verdict = verdict_of(signature)
    context = {
        "signature": signature,
        "verdict": verdict,
        "history_fault": history_fault(signature, verdict),
        "code": shown_code(signature.kode),
        "form": form,
        "same": same,
        "letter": getattr(getattr(signature.run, "surat_pengantar", None), "surat", None),
    }
    return render(request, "pengesahan/verifikasi.html", context, status=422 if form.errors else 200)


def _digest(file: object) -> str:
    total = hashlib.sha256()
    for chunk in file.chunks():  # type: ignore[attr-defined]
        total.update(chunk)
    return total.hexdigest()
