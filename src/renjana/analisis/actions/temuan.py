"""The life of findings: kept, sent to a bidang, answered, noted, waived, opened again."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.urls import reverse

from renjana.alur.actions import notify, record
from renjana.alur.models import Run, Task
from renjana.alur.queries import must_act, open_task, step_kerja, task_for
from renjana.alur.rules import NotAllowed, Refused
from renjana.analisis.findings import Finding
from renjana.analisis.messages import message_text
from renjana.analisis.models import OPEN, Temuan
from renjana.analisis.queries import findings_of
from renjana.analisis.rules import DECIDING, KERJA, Answer, compare
from renjana.organisasi.models import Bidang, Orang
from renjana.pengumpulan.models import Isian
from renjana.pengumpulan.queries import contacts, may_fill

BATCH = 500
SHORTEST = 5


def store_findings(run: Run, found: Sequence[Finding], looked: Collection[str], *, now: datetime) -> int:
    """Bring the kept findings of a run into line with these, for the checks that looked; how many were fixed."""
    rows = {row.kunci: row for row in Temuan.objects.select_for_update().filter(run=run, kode__in=looked)}
    change = compare((Answer(row.kunci, row.pesan, row.status) for row in rows.values()), found)
    made = (Temuan(run=run, kunci=one.kunci, ditemukan=now, bidang=one.bidang, objek=one.objek, **_said(one)) for one in change.new)
    Temuan.objects.bulk_create(made, batch_size=BATCH)
    _reopened(rows, (*change.changed, *change.back), now=now)
    return Temuan.objects.filter(run=run, kunci__in=change.gone).update(status=Temuan.Status.SELESAI, waktu=now)


def _said(finding: Finding) -> dict[str, str | int]:
    return {"kode": finding.kode, "tingkat": finding.tingkat, "pesan": finding.pesan, "kolom": finding.kolom, "nomor": finding.nomor}


def _reopened(rows: Mapping[str, Temuan], findings: Iterable[Finding], *, now: datetime) -> None:
    """What says something else now, or is back, is open again; what the bidang answered stays readable beside it."""
    changed = []
    for finding in findings:
        row = rows[finding.kunci]
        for name, value in _said(finding).items():
            setattr(row, name, value)
        row.status, row.alasan, row.oleh, row.waktu, row.dikirim, row.ditemukan = Temuan.Status.TERBUKA, "", None, None, None, now
        changed.append(row)
    fields = ["kode", "tingkat", "pesan", "kolom", "nomor", "status", "alasan", "oleh", "waktu", "dikirim", "ditemukan"]
    Temuan.objects.bulk_update(changed, fields, batch_size=100)


@transaction.atomic
def waive(temuan: Temuan, alasan: str, *, by: Orang, now: datetime) -> Temuan:
    """Let a finding stand, with a reason that is kept with it and in the history."""
    reason = _reason(alasan, "Tuliskan alasan mengabaikan temuan ini, supaya pemeriksa memahaminya.")
    task = _deciding(temuan.run, by=by, now=now)
    if temuan.status == Temuan.Status.SELESAI:
        raise Refused("Temuan ini sudah diperbaiki; tidak perlu diabaikan.")
    _decide(temuan, Temuan.Status.DIABAIKAN, reason, by, now)
    data = {"temuan": temuan.kunci, "pesan": temuan.pesan, "alasan": reason}
    record(temuan.run, "temuan-diabaikan", f"{temuan.kode} {temuan.objek} diabaikan: {reason}", by=by, now=now, task=task, data=data)
    return temuan


@transaction.atomic
def note(temuan: Temuan, catatan: str, *, by: Orang, now: datetime) -> Temuan:
    """Write a note on a warning that stays open. Raises Refused for errors: those are fixed or waived."""
    if temuan.tingkat == Temuan.Tingkat.ERROR:
        raise Refused("Kesalahan diperbaiki, atau diabaikan dengan alasan; catatan hanya untuk peringatan.")
    _deciding(temuan.run, by=by, now=now)
    note_all(temuan.run, [temuan], catatan, by=by, now=now)
    return temuan


def note_all(run: Run, findings: Sequence[Temuan], catatan: str, *, by: Orang, now: datetime) -> None:
    """The same note on several open warnings, one line of history."""
    text = _reason(catatan, "Tuliskan catatannya, supaya pemeriksa memahami peringatan ini.")
    if not findings:
        return
    for one in findings:
        one.alasan, one.oleh, one.waktu = text, by, now
    Temuan.objects.bulk_update(findings, ["alasan", "oleh", "waktu"], batch_size=200)
    what = f"{findings[0].kode} {findings[0].objek}" if len(findings) == 1 else f"{len(findings)} peringatan"
    data = {"temuan": [one.kunci for one in findings], "catatan": text}
    record(run, "temuan-dicatat", f"{what} diberi catatan: {text}", by=by, now=now, task=open_task(run), data=data)


def _reason(text: str, asked: str) -> str:
    words = " ".join(text.split())
    if len(words) < SHORTEST:
        raise Refused(asked)
    return words


@transaction.atomic
def reopen(temuan: Temuan, *, by: Orang, now: datetime) -> Temuan:
    """Take a waiver back."""
    task = _deciding(temuan.run, by=by, now=now)
    if temuan.status != Temuan.Status.DIABAIKAN:
        raise Refused("Hanya temuan yang diabaikan yang dapat dibuka kembali.")
    before = Temuan.Status.DIJAWAB if temuan.dijawab else Temuan.Status.DIKIRIM if temuan.dikirim else Temuan.Status.TERBUKA
    _decide(temuan, before, "", by, now)
    record(temuan.run, "temuan-dibuka", f"{temuan.kode} {temuan.objek} dibuka kembali.", by=by, now=now, task=task, data={"temuan": temuan.kunci})
    return temuan


def _decide(temuan: Temuan, status: Temuan.Status, alasan: str, by: Orang, now: datetime) -> None:
    temuan.status, temuan.alasan, temuan.oleh, temuan.waktu = status, alasan, by, now
    temuan.save(update_fields=["status", "alasan", "oleh", "waktu"])


def _deciding(run: Run, *, by: Orang, now: datetime) -> Task:
    """The open task in which findings are decided: the analysis, or a step on the way to submission."""
    task = open_task(run)
    if task is None or step_kerja(task) not in DECIDING:
        task = task_for(run, KERJA)
    must_act(task, by, now)
    return task


@transaction.atomic
def send_findings(run: Run, bidang: Bidang, *, by: Orang, now: datetime) -> int:
    """Send every open finding of a bidang as one message, in the app and by e-mail, and open its isian for repair; how many were sent.

    Raises Refused when the bidang has none.
    """
    task = task_for(run, KERJA)
    must_act(task, by, now)
    findings = [one for one in findings_of(run, bidang=bidang.kode) if one.is_open]
    if not findings:
        raise Refused(f"{bidang.nama} tidak memiliki temuan terbuka.")
    for one in findings:
        one.dikirim, one.status = now, Temuan.Status.DIKIRIM if one.status == Temuan.Status.TERBUKA else one.status
    Temuan.objects.bulk_update(findings, ["dikirim", "status"], batch_size=200)
    tahun = run.tahap.renja.tahun
    Isian.objects.filter(run=run, bidang=bidang, status__in=[Isian.Status.DIKIRIM, Isian.Status.DISETUJUI]).update(
        status=Isian.Status.DIKEMBALIKAN, alasan=f"{len(findings)} temuan analisis perlu ditanggapi.", diputuskan=now, diputuskan_oleh=by
    )
    people = contacts(run, now).get(bidang.pk, [])
    address = reverse("analisis:bidang", kwargs={"tahun": tahun, "bidang": bidang.kode})
    title = f"{len(findings)} temuan analisis Renja {tahun} untuk {bidang.nama}"
    text = message_text([one.pesan for one in findings])
    notify([one.pk for one in people], run, f"temuan-{bidang.pk}-{now:%Y%m%d%H%M%S}", title, now=now, isi=text, tautan=address)
    data = {"bidang": bidang.kode, "temuan": [one.kunci for one in findings], "kepada": [one.nama for one in people]}
    record(run, "temuan-dikirim", f"{len(findings)} temuan dikirim kepada {bidang.nama}.", by=by, now=now, task=task, data=data)
    return len(findings)


@transaction.atomic
def answer_findings(run: Run, bidang: Bidang, answers: Mapping[int, str], *, by: Orang, now: datetime) -> int:
    """Keep what a bidang answers to its findings, by their keys; empty and unchanged answers are passed over. How many were kept.

    Raises NotAllowed for people of another bidang, Refused once the analysis is over.
    """
    task = task_for(run, KERJA)
    if not may_fill(by, bidang, now):
        raise NotAllowed(f"Temuan {bidang.nama} dijawab oleh penghubung bidang itu, bukan oleh Anda.")
    rows = Temuan.objects.select_for_update().filter(run=run, bidang=bidang.kode, pk__in=answers, status__in=OPEN)
    changed = []
    for row in rows:
        text = answers[row.pk].strip()
        if text and text != row.jawaban:
            row.jawaban, row.dijawab, row.dijawab_oleh, row.status = text, now, by, Temuan.Status.DIJAWAB
            changed.append(row)
    Temuan.objects.bulk_update(changed, ["jawaban", "dijawab", "dijawab_oleh", "status"], batch_size=200)
    if changed:
        data = {"bidang": bidang.kode, "jawaban": {row.kunci: row.jawaban for row in changed}}
        record(run, "temuan-dijawab", f"{bidang.nama} menjawab {len(changed)} temuan.", by=by, now=now, task=task, data=data)
    return len(changed)
