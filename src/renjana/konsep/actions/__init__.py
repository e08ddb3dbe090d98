"""Steps 8 and 9: write the text, print a draft, ask for corrections, pass or return."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from renjana.alur.actions import Done, Output, complete, keep_output, record, send_back
from renjana.alur.models import Run, Task
from renjana.alur.queries import must_act, task_for
from renjana.alur.rules import Refused
from renjana.analisis.actions.naskah import check_document
from renjana.analisis.queries import open_errors_of
from renjana.analisis.rules import why_not_submitted
from renjana.cetak.docx import plan_docx
from renjana.cetak.pdf import as_json, compile_plan
from renjana.konsep.actions.koreksi import apply_all as apply_all
from renjana.konsep.actions.koreksi import apply_suggestion as apply_suggestion
from renjana.konsep.actions.koreksi import comment as comment
from renjana.konsep.actions.koreksi import reopen as reopen
from renjana.konsep.actions.koreksi import resolve as resolve
from renjana.konsep.mark import document_mark
from renjana.konsep.models import Subbab, Suntingan, VersiKonsep
from renjana.konsep.plan import content_digest
from renjana.konsep.queries import Content, content_of, is_current, naskah_of, open_comments, order_of, plan_data, rows_of, version_and_comments
from renjana.konsep.rules import correction_faults, draft_faults
from renjana.konsep.snapshot import as_bytes, snapshot
from renjana.organisasi.models import Orang
from renjana.surat.actions import Paper, keep_files

DOCX, JSON = "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "application/json"


class Conflict(Exception):
    """Somebody else changed this subbab since it was read; `current` is how it stands now."""

    def __init__(self, current: Subbab) -> None:
        super().__init__("Bagian ini diubah orang lain sesudah Anda membukanya.")
        self.current = current


@transaction.atomic
def open_document(run: Run) -> None:
    """Make the rows of every subbab, once."""
    order = order_of(run)
    known = set(rows_of(run).values_list("nomor", flat=True))
    Subbab.objects.bulk_create(
        [
            Subbab(run=run, sistematika=order.kode, nomor=entry.nomor, urutan=number, judul=entry.judul)
            for number, entry in enumerate(order.bagian, 1)
            if entry.nomor not in known
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def write_subbab(subbab: Subbab, isi: str, *, versi: int, by: Orang, now: datetime) -> Subbab:
    """Keep the text of a subbab; an empty text brings the prepared one back. Raises Conflict when `versi` is no longer the row's version."""
    _may_write(subbab.run, by, now)
    sumber = Subbab.Sumber.DITULIS if isi.strip() else Subbab.Sumber.SIAP
    return _change(subbab, isi.strip(), sumber, versi=versi, by=by, now=now)


@transaction.atomic
def accept_text(subbab: Subbab, *, versi: int, by: Orang, now: datetime) -> Subbab:
    """Take the prepared text as it is: it keeps following the data, and no longer counts as unread."""
    _may_write(subbab.run, by, now)
    return _change(subbab, "", Subbab.Sumber.DITERIMA, versi=versi, by=by, now=now)


def _change(subbab: Subbab, isi: str, sumber: Subbab.Sumber, *, versi: int, by: Orang, now: datetime) -> Subbab:
    changed = Subbab.objects.filter(pk=subbab.pk, versi=versi).update(isi=isi, sumber=sumber, versi=versi + 1, diubah=now, diubah_oleh=by)
    current = Subbab.objects.select_related("diubah_oleh", "run").get(pk=subbab.pk)
    if not changed:
        raise Conflict(current)
    Suntingan.objects.filter(subbab=subbab, oleh=by).delete()
    record(
        subbab.run, "naskah", f"Subbab {subbab.nomor} {sumber.label.lower()}.", by=by, now=now, data={"nomor": subbab.nomor, "kata": len(isi.split())}
    )
    return current


def write_narrative(run: Run, texts: Mapping[str, str], *, by: Orang, now: datetime) -> None:
    """Write several subbab at once, by number. Raises Refused for a number that the order of chapters does not have."""
    open_document(run)
    rows = {row.nomor: row for row in rows_of(run)}
    if unknown := sorted(set(texts) - set(rows)):
        raise Refused(f"Subbab {', '.join(unknown)} tidak ada pada sistematika {order_of(run).dasar}.")
    for nomor, text in texts.items():
        write_subbab(rows[nomor], text, versi=rows[nomor].versi, by=by, now=now)


def build_draft(run: Run, *, by: Orang, now: datetime) -> VersiKonsep:
    """Print the draft as PDF and DOCX from the data as they stand. Printing comes first; storing is one transaction."""
    task = task_for(run, "konsep.penyusunan")
    _may_write(run, by, now)
    open_document(run)
    mark, content = document_mark(run), content_of(run)
    data, said = plan_data(run, now, content=content), as_bytes(snapshot(content.material, content.written))
    pdf, docx = compile_plan(data, timestamp=now), plan_docx(data, tanda=content_digest(data))
    with transaction.atomic():
        number = (run.versi_konsep.select_for_update().order_by("-nomor").values_list("nomor", flat=True).first() or 0) + 1
        name = f"konsep-renja-{run.tahap.renja.tahun}-v{number}"
        papers = [
            Paper(f"{name}.pdf", pdf, "application/pdf"),
            Paper(f"{name}.docx", docx, DOCX),
            Paper(f"{name}.json", as_json(data).encode(), JSON),
            Paper(f"{name}-isi.json", said, JSON),
        ]
        files = dict(zip(("pdf", "docx", "data", "isi"), keep_files(run.perangkat_daerah, papers, by=by, now=now), strict=True))
        version = VersiKonsep.objects.create(run=run, nomor=number, **files, sidik_isi=content_digest(data), tanda=mark, dibuat=now, dibuat_oleh=by)
        keep_output(task, Output("konsep-pdf", f"Konsep Renja versi {number} (PDF)", version.pdf), by=by, now=now)
        keep_output(task, Output("konsep-docx", f"Konsep Renja versi {number} (DOCX)", version.docx), by=by, now=now)
    held_back(run, mark, now=now, content=content)
    return version


def held_back(run: Run, mark: str, *, now: datetime, content: Content) -> str:
    """Look at the document with the checks of the gate; why it may not go on, "" when it may. What is found is kept.

    `mark` is the mark of the content, taken before it was read.
    """
    naskah, plan = naskah_of(run, content)
    return check_document(run, naskah, mark, now=now, plan=plan)


def standing(run: Run, version: VersiKonsep | None, *, now: datetime) -> tuple[bool, str]:
    """Whether a draft still says what the data say, and why the document may not go on, "" when it may. `version` has its `diperiksa`.

    Two queries while the mark is the one that draft and gate have seen; else all is read once more.
    """
    mark = document_mark(run)
    if version is not None and version.tanda == getattr(version, "diperiksa", "") == mark:
        return True, why_not_submitted(open_errors_of(run))
    content = content_of(run)
    return version is not None and is_current(run, version, content), held_back(run, mark, now=now, content=content)


def finish_draft(run: Run, *, by: Orang, now: datetime) -> None:
    """Hand the draft to the Sekretaris. Raises Refused with everything that is missing."""
    task = task_for(run, "konsep.penyusunan")
    must_act(task, by, now)
    version, waiting = version_and_comments(run)
    current, held = standing(run, version, now=now)
    reasons = draft_faults(built=version is not None, current=current, missing=(), open_comments=waiting)
    if held:
        reasons = (*reasons, held)
    if reasons or version is None:
        raise Refused(" ".join(reasons))
    data = {"versi": version.nomor, "pdf": version.pdf.sha256, "docx": version.docx.sha256}
    complete(task, Done(f"Konsep Renja versi {version.nomor} diserahkan untuk dikoreksi.", data), by=by, now=now)


def pass_correction(run: Run, *, by: Orang, now: datetime) -> None:
    """Pass the corrected document on to submission."""
    task = task_for(run, "konsep.koreksi")
    must_act(task, by, now)
    version, waiting = version_and_comments(run)
    _, held = standing(run, version, now=now)
    if reasons := (*correction_faults(waiting), *filter(None, (held,))):
        raise Refused(" ".join(reasons))
    if version is None:
        raise Refused("Belum ada konsep yang disusun; kembalikan ke langkah 8.")
    corrected = Output("dokumen-terkoreksi", f"Dokumen Renja versi {version.nomor}, terkoreksi", version.pdf)
    uraian = f"Konsep Renja versi {version.nomor} dikoreksi dan disetujui."
    complete(task, Done(uraian, {"versi": version.nomor}, outputs=[corrected]), by=by, now=now)


def return_correction(run: Run, alasan: str, *, by: Orang, now: datetime) -> Task:
    """Send the draft back to step 8 with a reason; the open corrections go with it."""
    task = task_for(run, "konsep.koreksi")
    listed = [f"{entry.subbab.nomor}: {entry.isi}" for entry in open_comments(run)]
    return send_back(task, 8, alasan, by=by, now=now, data={"komentar": listed})


def _may_write(run: Run, by: Orang, now: datetime) -> None:
    must_act(task_for(run, "konsep.penyusunan"), by, now)
