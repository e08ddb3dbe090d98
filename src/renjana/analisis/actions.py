"""The verbs of step 7: analyse, waive, reopen, finish."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from renjana.alur.actions import finish, keep_output, record
from renjana.alur.models import Run, Task
from renjana.alur.queries import must_act, open_task, sop_of, task_for
from renjana.alur.rules import Refused
from renjana.analisis.checks import CHECKS
from renjana.analisis.findings import Finding
from renjana.analisis.models import Analisis, Temuan
from renjana.analisis.queries import check_values, findings_of, is_stale, latest, open_errors, row_state
from renjana.analisis.rules import Answer, compare, count, find, why_not_finished
from renjana.analisis.sheets import findings_workbook, tables_workbook
from renjana.organisasi.models import Orang
from renjana.renja.actions import import_realisasi, import_rkpd, import_usulan, store_layanan
from renjana.renja.values import LayananValue
from renjana.surat.actions import keep_file

KERJA = "analisis.analisis"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BATCH = 500
LONGEST = 200
"""Letters of what is said about a service indicator."""
IMPORTS = {"realisasi": import_realisasi, "rkpd": import_rkpd, "usulan": import_usulan}


def analyse(run: Run, *, by: Orang, now: datetime) -> tuple[Finding, ...]:
    """Run every check and keep what it finds, with the official tables as a workbook.

    Answers to findings that stay are kept; fixed ones become selesai; changed ones open again. Raises NotAllowed and Refused.
    """
    task = task_for(run, KERJA)
    must_act(task, by, now)
    state = row_state(run)
    values = check_values(run)
    found = find(values)
    tables = tables_workbook(values.plan, now=task.mulai)
    with transaction.atomic():
        store_findings(run, found, now=now)
        before = latest(run)
        berkas = keep_file(run.perangkat_daerah, f"tabel-renja-{values.plan.tahun}.xlsx", tables, XLSX, by=by, now=now)
        if before is None or before.berkas_id != berkas.pk:
            keep_output(task, "tabel", f"Tabel resmi Renja {values.plan.tahun}", berkas, by=by, now=now)
        seen = {"baris": state.baris, "pagu": state.pagu, "diubah": state.diubah, "berkas": berkas}
        Analisis.objects.update_or_create(run=run, defaults={"waktu": now, "oleh": by, "aturan": len(CHECKS), **seen})
        sums = count(Temuan.objects.filter(run=run).values_list("tingkat", "status"))
        uraian = f"{len(CHECKS)} aturan diperiksa: {sums['error']} kesalahan, {sums['warning']} peringatan, {sums['info']} catatan terbuka."
        record(run, "analisis", uraian, by=by, now=now, task=task, data=dict(sums))
    return found


def store_findings(run: Run, found: Sequence[Finding], *, now: datetime) -> None:
    """Bring the kept findings of a run into line with these."""
    rows = {row.kunci: row for row in Temuan.objects.select_for_update().filter(run=run)}
    change = compare((Answer(row.kunci, row.pesan, row.status) for row in rows.values()), found)
    Temuan.objects.bulk_create(
        (
            Temuan(
                run=run,
                kode=one.kode,
                tingkat=one.tingkat,
                bidang=one.bidang,
                objek=one.objek,
                pesan=one.pesan,
                kunci=one.kunci,
                ditemukan=now,
            )
            for one in change.new
        ),
        batch_size=BATCH,
    )
    _reopened(rows, (*change.changed, *change.back), now=now)
    Temuan.objects.filter(run=run, kunci__in=change.gone).update(status=Temuan.Status.SELESAI, waktu=now)


def _reopened(rows: dict[str, Temuan], findings: Iterable[Finding], *, now: datetime) -> None:
    changed = []
    for finding in findings:
        row = rows[finding.kunci]
        row.pesan, row.tingkat, row.status, row.alasan, row.oleh, row.waktu = finding.pesan, finding.tingkat, "terbuka", "", None, None
        row.ditemukan = now
        changed.append(row)
    Temuan.objects.bulk_update(changed, ["pesan", "tingkat", "status", "alasan", "oleh", "waktu", "ditemukan"], batch_size=200)


@transaction.atomic
def waive(temuan: Temuan, alasan: str, *, by: Orang, now: datetime) -> Temuan:
    """Let a finding stand, with a reason that is kept with it and in the history."""
    reason = " ".join(alasan.split())
    if len(reason) < 5:
        raise Refused("Tuliskan alasan mengabaikan temuan ini, supaya pemeriksa memahaminya.")
    task = _deciding(temuan, by=by, now=now)
    if temuan.status == Temuan.Status.SELESAI:
        raise Refused("Temuan ini sudah diperbaiki; tidak perlu diabaikan.")
    temuan.status, temuan.alasan, temuan.oleh, temuan.waktu = Temuan.Status.DIABAIKAN, reason, by, now
    temuan.save(update_fields=["status", "alasan", "oleh", "waktu"])
    data = {"temuan": temuan.kunci, "pesan": temuan.pesan, "alasan": reason}
    record(temuan.run, "temuan-diabaikan", f"{temuan.kode} {temuan.objek} diabaikan: {reason}", by=by, now=now, task=task, data=data)
    return temuan


@transaction.atomic
def reopen(temuan: Temuan, *, by: Orang, now: datetime) -> Temuan:
    """Take a waiver back."""
    task = _deciding(temuan, by=by, now=now)
    if temuan.status != Temuan.Status.DIABAIKAN:
        raise Refused("Hanya temuan yang diabaikan yang dapat dibuka kembali.")
    temuan.status, temuan.alasan, temuan.oleh, temuan.waktu = Temuan.Status.TERBUKA, "", by, now
    temuan.save(update_fields=["status", "alasan", "oleh", "waktu"])
    record(temuan.run, "temuan-dibuka", f"{temuan.kode} {temuan.objek} dibuka kembali.", by=by, now=now, task=task, data={"temuan": temuan.kunci})
    return temuan


def _deciding(temuan: Temuan, *, by: Orang, now: datetime) -> Task:
    task = task_for(temuan.run, KERJA)
    must_act(task, by, now)
    return task


def reasons_to_wait(run: Run, findings: Sequence[Temuan]) -> str:
    """Everything that stands in the way of finishing step 7, as sentences; "" when nothing does. Two queries."""
    analisis, state = latest(run), row_state(run)
    stale = analisis is not None and is_stale(analisis, state)
    return why_not_finished(open_errors(findings), analysed=analisis is not None, stale=stale, rows=state.baris)


def finish_analysis(run: Run, *, by: Orang, now: datetime) -> Task | None:
    """Finish step 7 with its output, the findings and their answers. Raises Refused with every reason at once."""
    task = task_for(run, KERJA)
    must_act(task, by, now)
    findings = list(findings_of(run))
    if reasons := reasons_to_wait(run, findings):
        raise Refused(reasons)
    tahun, agency = run.tahap.renja.tahun, run.perangkat_daerah
    judul = f"Temuan analisis Renja {tahun}"
    content = findings_workbook(findings, judul=judul, penulis=agency.nama, now=now)
    waived = sum(one.status == Temuan.Status.DIABAIKAN for one in findings)
    with transaction.atomic():
        berkas = keep_file(agency, f"temuan-renja-{tahun}.xlsx", content, XLSX, by=by, now=now)
        keep_output(task, "temuan", judul, berkas, by=by, now=now)
        uraian = f"Analisis selesai: {len(findings) - waived} temuan tanpa kesalahan terbuka, {waived} diabaikan dengan alasan."
        return finish(task, by=by, now=now, uraian=uraian, data={"temuan": len(findings), "diabaikan": waived})


def take_list(run: Run, jenis: str, text: str, *, by: Orang, now: datetime) -> int:
    """Take realisasi, rkpd or usulan from a CSV, in place of what was there, until the analysis is finished; the number of rows.

    Raises ImportFault with every fault, Refused when the analysis is over.
    """
    _before_the_end(run)
    with transaction.atomic():
        number = IMPORTS[jenis](run.tahap, text)
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
