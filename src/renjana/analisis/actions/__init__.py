"""The verbs of step 7: analyse, finish, take a list. What is decided about findings is in temuan.py, the gate of later steps in naskah.py."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from renjana.alur.actions import Done, Output, complete, keep_output, record
from renjana.alur.models import Run, Task
from renjana.alur.queries import must_act, open_task, sop_of, task_for
from renjana.alur.rules import Refused
from renjana.analisis.actions.bahan import OWN, keep_reported_factors, must_look_again
from renjana.analisis.actions.temuan import note_all, reopen, store_findings, waive
from renjana.analisis.checks import ANALYSIS
from renjana.analisis.findings import Finding
from renjana.analisis.mark import check_mark
from renjana.analisis.models import Analisis, Temuan
from renjana.analisis.queries import check_values, findings_of, is_stale, latest, latest_and_usulan, open_errors, row_state, unnoted
from renjana.analisis.rules import KERJA, count, find, why_not_finished
from renjana.analisis.sheets import findings_workbook, tables_workbook
from renjana.analisis.summary import summary_of
from renjana.organisasi.models import Orang
from renjana.renja.actions import import_realisasi, import_rkpd, import_usulan, store_layanan
from renjana.renja.e81_rows import WRITTEN
from renjana.renja.models import Renja
from renjana.renja.values import LayananValue
from renjana.surat.actions import Paper, keep_file, keep_files

__all__ = [
    "KERJA",
    "XLSX",
    "analyse",
    "describe_services",
    "explain_nihil",
    "finish_analysis",
    "reasons_to_wait",
    "reopen",
    "take_list",
    "waive",
    "write_evaluation",
]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST, LONGEST_NOTE = 200, 1500
"""Letters of what is said about a service indicator, and in one part below E.81."""
IMPORTS = {"realisasi": import_realisasi, "rkpd": import_rkpd, "usulan": import_usulan}


def analyse(run: Run, *, by: Orang, now: datetime) -> tuple[Finding, ...]:
    """Run every check and keep what it finds, with the official tables as a workbook.

    Answers to findings that stay are kept; fixed ones become selesai; changed ones open again. Raises NotAllowed and Refused.
    """
    task = task_for(run, KERJA)
    must_act(task, by, now)
    mark, state = check_mark(run), row_state(run)
    values = check_values(run)
    found = find(values, ANALYSIS)
    tables = tables_workbook(values.plan, now=task.mulai)
    with transaction.atomic():
        fixed = store_findings(run, found, [check.kode for check in ANALYSIS], now=now)
        before = latest(run)
        berkas = keep_file(run.perangkat_daerah, f"tabel-renja-{values.plan.tahun}.xlsx", tables, XLSX, by=by, now=now)
        if before is None or before.berkas_id != berkas.pk:
            keep_output(task, Output("tabel", f"Tabel resmi Renja {values.plan.tahun}", berkas), by=by, now=now)
        seen = {"baris": state.baris, "pagu": state.pagu, "diubah": state.diubah, "berkas": berkas, "ringkasan": summary_of(values), "tanda": mark}
        Analisis.objects.update_or_create(run=run, defaults={"waktu": now, "oleh": by, "aturan": len(ANALYSIS), **seen})
        sums = count(Temuan.objects.filter(run=run).values_list("tingkat", "status"))
        uraian = f"{len(ANALYSIS)} aturan diperiksa: {sums['error']} kesalahan, {sums['warning']} peringatan, {sums['info']} catatan terbuka."
        gone = f" {fixed} temuan sudah diperbaiki." if fixed else ""
        record(run, "analisis", uraian + gone, by=by, now=now, task=task, data=dict(sums) | {"diperbaiki": fixed})
    return found


def reasons_to_wait(run: Run, findings: Sequence[Temuan], analisis: Analisis | None) -> str:
    """Everything that stands in the way of finishing step 7, as sentences; "" when nothing does.

    While the mark of what the checks looked at is the same, they would find the same. Else they look once more:
    whatever changed since the analysis, rows, lists or thresholds, asks for a new one.
    """
    waiting = len(unnoted(findings))
    if analisis is not None and analisis.tanda == check_mark(run):
        return why_not_finished(open_errors(findings), analysed=True, stale=False, rows=analisis.baris, unnoted=waiting)
    state = row_state(run)
    said = {one.kunci: one.pesan for one in find(check_values(run), ANALYSIS)}
    looked = {check.kode for check in ANALYSIS}
    kept = {one.kunci: one.pesan for one in findings if one.kode in looked}
    stale = analisis is not None and (is_stale(analisis, state) or said != kept)
    return why_not_finished(open_errors(findings), analysed=analisis is not None, stale=stale, rows=state.baris, unnoted=waiting)


@transaction.atomic
def finish_analysis(run: Run, *, by: Orang, now: datetime, catatan: str = "") -> Task | None:
    """Finish step 7 with its output, the findings and their answers. `catatan` is the note on every open warning that has none yet.

    Raises Refused with every reason at once.
    """
    task = task_for(run, KERJA)
    must_act(task, by, now)
    findings = list(findings_of(run))
    if catatan.strip():
        note_all(run, unnoted(findings), catatan, by=by, now=now)
    analisis, unanswered = latest_and_usulan(run)
    if reasons := reasons_to_wait(run, findings, analisis):
        raise Refused(reasons)
    tahun, agency = run.tahap.renja.tahun, run.perangkat_daerah
    judul = f"Temuan analisis Renja {tahun}"
    content = findings_workbook(findings, judul=judul, penulis=agency.nama, now=now)
    waived = sum(one.status == Temuan.Status.DIABAIKAN for one in findings)
    [berkas] = keep_files(agency, [Paper(f"temuan-renja-{tahun}.xlsx", content, XLSX)], by=by, now=now)
    uraian = f"Analisis selesai: {len(findings) - waived} temuan tanpa kesalahan terbuka, {waived} diabaikan dengan alasan."
    if unanswered:
        uraian += f" {unanswered} usulan rapat belum diterapkan atau dijawab."
    data = {"temuan": len(findings), "diabaikan": waived, "usulan": unanswered}
    return complete(task, Done(uraian, data, outputs=[Output("temuan", judul, berkas)]), by=by, now=now)


def take_list(run: Run, jenis: str, text: str, *, by: Orang, now: datetime) -> int:
    """Take realisasi, rkpd, usulan or a list of our own from a CSV, in place of what was there, until the analysis is finished; the number of rows.

    The analysis then has to be run again.

    Raises ImportFault with every fault, Refused when the analysis is over.
    """
    _before_the_end(run)
    with transaction.atomic():
        number = OWN[jenis](run, text, by=by, now=now) if jenis in OWN else IMPORTS[jenis](run.tahap, text)
        if jenis == "realisasi":
            keep_reported_factors(run, text, by=by, now=now)
        must_look_again(run)
        record(run, "data", f"{number} baris {jenis} dibaca dari berkas.", by=by, now=now, data={"jenis": jenis, "baris": number})
    return number


def _before_the_end(run: Run) -> None:
    """Raises Refused when the analysis of this round is over."""
    task = open_task(run)
    analysis = next(step.nomor for step in sop_of(run.sop).langkah if step.kerja == KERJA)
    if task is None or task.langkah > analysis:
        raise Refused("Analisis sudah selesai; data ini tidak dapat diganti lagi pada putaran ini.")


@transaction.atomic
def describe_services(run: Run, rows: Sequence[LayananValue], *, by: Orang, now: datetime) -> int:
    """Keep SPM, IKK and note of the indicators of T-C.30; the number of indicators that have any. Raises Refused after the analysis."""
    _before_the_end(run)
    long = [row.uraian for row in rows if max(len(row.spm), len(row.ikk), len(row.catatan)) > LONGEST]
    if long:
        raise Refused(f"Singkatkan sampai {LONGEST} huruf: {'; '.join(long)}.")
    before = [list(row) for row in run.tahap.layanan.values_list("uraian", "spm", "ikk", "catatan")]
    number = store_layanan(run.tahap, rows)
    after = [list(row) for row in run.tahap.layanan.values_list("uraian", "spm", "ikk", "catatan")]
    if before != after:
        data = {"jenis": "layanan", "sebelum": before, "sesudah": after}
        record(run, "data", f"SPM, IKK, dan catatan T-C.30 diisi untuk {number} indikator.", by=by, now=now, data=data)
    return number


@transaction.atomic
def explain_nihil(run: Run, alasan: str, *, by: Orang, now: datetime) -> None:
    """Say why there is no proposal of stakeholders; T-C.32 prints it behind Nihil. Raises Refused."""
    reason = " ".join(alasan.split())
    if len(reason) < 10:
        raise Refused("Tuliskan dalam satu kalimat mengapa tidak ada usulan.")
    _before_the_end(run)
    if run.tahap.usulan.exists():
        raise Refused("Tabel ini sudah berisi usulan, jadi tidak nihil.")
    run.tahap.alasan_nihil = reason
    run.tahap.save(update_fields=["alasan_nihil"])
    record(run, "data", f"Alasan T-C.32 nihil: {reason}", by=by, now=now, data={"jenis": "alasan_nihil", "alasan": reason})


@transaction.atomic
def write_evaluation(run: Run, written: Mapping[str, str], *, by: Orang, now: datetime) -> int:
    """Keep what is written below E.81 (e81_rows.WRITTEN); how many of its parts changed. Raises Refused when the run has ended."""
    _before_the_end(run)
    renja = Renja.objects.select_for_update().get(pk=run.tahap.renja_id)
    said = {key: " ".join(written.get(key, "").split())[:LONGEST_NOTE] for key in WRITTEN}
    changed = [key for key in WRITTEN if said[key] != renja.catatan_evaluasi.get(key, "")]
    if changed:
        renja.catatan_evaluasi = said
        renja.save(update_fields=["catatan_evaluasi"])
        text = f"Catatan evaluasi E.81 diisi: {', '.join(WRITTEN[key].lower() for key in changed)}."
        record(run, "data", text, by=by, now=now, data={"jenis": "catatan_evaluasi", **{key: said[key] for key in changed}})
    return len(changed)
