"""Steps 10 and 11: submit, sign or return."""

import io
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pikepdf
from django.conf import settings
from django.db import transaction

from renjana.alur.actions import Done, Output, complete, record, send_back
from renjana.alur.models import Run, Task
from renjana.alur.queries import authority_for, must_act, open_task, step_kerja, task_for
from renjana.alur.rules import Refused
from renjana.cetak.papers import LOCAL_SENTENCE
from renjana.cetak.pdf import compile_paper, compile_plan
from renjana.cetak.qr import matrix
from renjana.konsep.actions import standing
from renjana.konsep.models import VersiKonsep
from renjana.konsep.queries import final_data, version_and_comments
from renjana.organisasi.models import Orang
from renjana.organisasi.queries import Wewenang, zone_of
from renjana.pengesahan.models import Pengajuan, TandaTangan
from renjana.pengesahan.papers import approval_sheet
from renjana.pengesahan.queries import authority_path, latest_submission
from renjana.pengesahan.rules import new_code, scan_faults, shown_code, submission_faults
from renjana.pengesahan.sealing import signed_by
from renjana.pengesahan.signing import HEAD_WORDS, judge
from renjana.surat.actions import Paper, keep_files
from renjana.surat.models import Berkas
from renjana.surat.queries import read_file

PDF = "application/pdf"
CHANGED = "Data berubah sesudah dokumen diajukan; kembalikan ke langkah 8 supaya disusun ulang."


@dataclass(frozen=True)
class Signed:
    """What step 11 keeps: of which draft, its code, the head of the history in it, the signed bytes, the disposisi that passes them on."""

    version: VersiKonsep
    kode: str
    head: str
    content: bytes
    sheet: bytes


def submit(run: Run, catatan: str, *, by: Orang, now: datetime) -> Pengajuan:
    """Put the corrected document before the Kepala Dinas. Raises Refused with everything that is missing."""
    task = task_for(run, "pengesahan.pengajuan")
    must_act(task, by, now)
    version, waiting = version_and_comments(run)
    current, held = standing(run, version, now=now)
    faults = submission_faults(built=version is not None, current=current, open_comments=waiting)
    if reasons := (*faults, *filter(None, (held,))):
        raise Refused(" ".join(reasons))
    if version is None:  # pragma: no cover - the rule above has refused it
        raise Refused("Dokumen belum pernah disusun.")
    return _submitted(task, version, catatan, by=by, now=now)


@transaction.atomic
def _submitted(task: Task, version: VersiKonsep, catatan: str, *, by: Orang, now: datetime) -> Pengajuan:
    submission = Pengajuan.objects.create(task=task, versi=version, catatan=catatan.strip())
    submitted = Output("dokumen-renja", f"Dokumen Renja versi {version.nomor}", version.pdf)
    data = {"versi": version.nomor, "sha256": version.pdf.sha256, "catatan": submission.catatan}
    complete(task, Done(f"Dokumen Renja versi {version.nomor} diajukan kepada Kepala Dinas.", data, outputs=[submitted]), by=by, now=now)
    return submission


def approve(run: Run, *, by: Orang, now: datetime) -> TandaTangan:
    """Approve and sign: the final document is printed once, signed, judged, sealed and kept, and step 12 opens; or nothing happens."""
    task = task_for(run, "pengesahan.penandatanganan")
    authority = must_act(task, by, now)
    submission, kode, head = latest_submission(run), new_code(), run.kepala
    tte = panel(run, kode, now) | history_panel(run.peristiwa, head)
    data = final_data(run, submission.versi, now, tte) if submission is not None else None
    if submission is None or data is None:
        raise Refused(CHANGED)
    signed = _signed(run, data, authority, head=head, by=by, now=now)
    sheet = compile_paper("disposisi", approval_sheet(run, kode, by=by, now=now), timestamp=now)
    return _store(task, Signed(submission.versi, kode, head, signed, sheet), authority, by=by, now=now)


def print_for_pen(run: Run, *, by: Orang, now: datetime) -> Berkas:
    """The final document without an electronic signature, printed once for each submission. Raises Refused when the data changed since."""
    task = task_for(run, "pengesahan.penandatanganan")
    must_act(task, by, now)
    submission = latest_submission(run)
    if submission is not None and submission.cetakan is not None:
        return submission.cetakan
    data = final_data(run, submission.versi, now, {}) if submission is not None else None
    if submission is None or data is None:
        raise Refused(CHANGED)
    paper = Paper(f"renja-{run.tahap.renja.tahun}-untuk-ditandatangani.pdf", compile_plan(data, timestamp=now), PDF, sealed=True)
    with transaction.atomic():
        [submission.cetakan] = keep_files(run.perangkat_daerah, [paper], by=by, now=now)
        submission.save(update_fields=["cetakan"])
        words = f"Naskah akhir versi {submission.versi.nomor} dicetak untuk ditandatangani dengan pena."
        record(run, "dicetak", words, by=by, now=now, task=task, data={"sha256": submission.cetakan.sha256})
    return submission.cetakan


def approve_by_pen(run: Run, content: bytes, *, by: Orang, now: datetime) -> TandaTangan:
    """Approve with the scan of the paper that was signed by hand: it is sealed and kept by its digest, and step 12 opens.

    Raises Refused when the paper was not printed here, the data changed since, or the scan cannot be the whole of it.
    """
    task = task_for(run, "pengesahan.penandatanganan")
    authority = must_act(task, by, now)
    submission = latest_submission(run)
    printed = submission.cetakan if submission else None
    if reasons := scan_faults(printed=pages_in(read_file(printed)) if printed else None, scanned=pages_in(content)):
        raise Refused(" ".join(reasons))
    if submission is None or final_data(run, submission.versi, now, {}) is None:
        raise Refused(CHANGED)
    kode = new_code()
    sheet = compile_paper("disposisi", approval_sheet(run, kode, by=by, now=now), timestamp=now)
    paper = Signed(submission.versi, kode, run.kepala, content, sheet)
    return _keep(task, paper, authority, TandaTangan.Cara.BASAH, by=by, now=now)


def pages_in(content: bytes) -> int | None:
    """How many pages a PDF has; None for what cannot be opened as one."""
    try:
        with pikepdf.open(io.BytesIO(content)) as document:
            return len(document.pages)
    except (pikepdf.PdfError, ValueError):
        return None


def _signed(run: Run, data: dict[str, Any], authority: Wewenang, *, head: str, by: Orang, now: datetime) -> bytes:
    pd = run.perangkat_daerah
    pdf = compile_plan(data, timestamp=now)
    reason = f"Pengesahan Renja {run.tahap.renja.tahun}. {HEAD_WORDS} {head}"
    return signed_by(pdf, authority, pd, reason=reason, by=by, now=now)


def panel(run: Run, kode: str, now: datetime) -> dict[str, Any]:
    """What the printed signature panel shows: code, hour, QR to the verification page, the sentence of a local certificate."""
    return {
        "kode": shown_code(kode),
        "waktu": now.astimezone(ZoneInfo(zone_of(run.perangkat_daerah_id))).isoformat(timespec="minutes"),
        "qr": matrix(f"{settings.BASE_URL}/verifikasi/{kode}/"),
        "kaki": f"{LOCAL_SENTENCE}. Periksa keasliannya di {settings.BASE_URL}/verifikasi/{kode}/",
    }


def history_panel(number: int, head: str) -> dict[str, Any]:
    """The head of the history as the panel prints it, so that the paper proves the history up to the signature."""
    half = len(head) // 2
    return {"riwayat": {"nomor": number, "sidik": [head[:half], head[half:]]}}


def _store(task: Task, paper: Signed, authority: Wewenang, *, by: Orang, now: datetime) -> TandaTangan:
    verdict = judge(paper.content, authority_path())
    if not verdict.sah:
        raise Refused(f"Tanda tangan tidak lolos pemeriksaan ({verdict.sebab}); tidak ada yang disimpan. Coba lagi atau hubungi pengelola.")
    return _keep(task, paper, authority, TandaTangan.Cara.LOKAL, by=by, now=now)


@transaction.atomic
def _keep(task: Task, paper: Signed, authority: Wewenang, cara: TandaTangan.Cara, *, by: Orang, now: datetime) -> TandaTangan:
    """Seal and keep what was signed, and finish step 11."""
    run, content, version, kode, sheet = task.run, paper.content, paper.version, paper.kode, paper.sheet
    pd, tahun = run.perangkat_daerah, run.tahap.renja.tahun
    papers = [
        Paper(f"renja-{tahun}.pdf", content, PDF, sealed=True),
        Paper(f"disposisi-persetujuan-renja-{tahun}.pdf", sheet, PDF),
    ]
    berkas, approval = keep_files(pd, papers, by=by, now=now)
    signature = TandaTangan.objects.create(
        run=run,
        task=task,
        versi=version,
        cara=cara,
        berkas=berkas,
        kode=kode,
        judul=f"Rencana Kerja (Renja) Tahun {tahun}",
        orang=by,
        nama=by.nama,
        jabatan=authority.jabatan,
        bertindak_untuk=authority.acting_for,
        waktu=now,
        kepala_riwayat=paper.head,
    )
    outputs = [
        Output("renja", f"Dokumen Renja {tahun} bertanda tangan{' basah' if cara == TandaTangan.Cara.BASAH else ''}", berkas),
        Output("disposisi-persetujuan", "Disposisi persetujuan dokumen Renja", approval),
    ]
    data = {"kode": kode, "sha256": berkas.sha256, "versi": version.nomor, "bertindak_untuk": authority.acting_for, "cara": str(cara)}
    complete(task, Done(f"Renja {tahun} disetujui dan ditandatangani {by.nama}.", data, outputs, told=True), by=by, now=now)
    return signature


def return_document(run: Run, ke: int, alasan: str, *, by: Orang, now: datetime) -> Task:
    """Send the document back to step 9 or 8, with a reason."""
    task = task_for(run, "pengesahan.penandatanganan")
    return send_back(task, ke, alasan, by=by, now=now)


@transaction.atomic
def note_view(run: Run, *, by: Orang, now: datetime) -> None:
    """Remember that the Kepala Dinas opened the document, once per visit of step 11."""
    task = open_task(run)
    if task is None or step_kerja(task) != "pengesahan.penandatanganan":
        return
    seen = run.event.filter(jenis="dibaca", langkah=task.langkah, putaran=task.putaran, oleh=by).exists()
    if not seen and authority_for(task, by, now) is not None:
        record(run, "dibaca", f"{by.nama} membuka dokumen yang diajukan.", by=by, now=now, task=task)
