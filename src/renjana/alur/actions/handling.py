"""What is done with a task besides finishing it: pause, resume, hand to somebody, and the end of a run before its end."""

from datetime import datetime

from django.db import transaction

from renjana.alur.actions.completing import address_of, begin_turn, line_of, lock, look
from renjana.alur.actions.notices import notify
from renjana.alur.chain import Line, append
from renjana.alur.models import Jeda, Run, Task
from renjana.alur.queries import awaited_for
from renjana.alur.rules import AlreadyDone, Refused
from renjana.organisasi.models import Orang
from renjana.organisasi.queries import kalender_around, wewenang_in
from renjana.sop.waktu import due, parse, worked


@transaction.atomic
def pause(task: Task, sebab: str, *, by: Orang, now: datetime) -> Jeda:
    """Stop the clock of an open task, with a reason. Raises Refused when it already stands still."""
    turn = begin_turn(task, by=by, now=now, paused_too=True)
    if not sebab.strip():
        raise Refused("Tuliskan sebab jeda, misalnya menunggu Kepala Dinas kembali dari perjalanan dinas.")
    if task.jeda.filter(selesai__isnull=True).exists():
        raise Refused("Langkah ini sudah dijeda.")
    jeda = Jeda.objects.create(task=task, mulai=now, sebab=sebab.strip(), oleh=by)
    append(turn.run, [line_of(turn, "jeda", f"Langkah {task.langkah} dijeda: {jeda.sebab}", {"sebab": jeda.sebab})], now)
    return jeda


@transaction.atomic
def resume(task: Task, *, by: Orang, now: datetime) -> Task:
    """Let the clock run again; the due time moves by the working minutes that the pause took."""
    turn = begin_turn(task, by=by, now=now, paused_too=True)
    jeda = task.jeda.filter(selesai__isnull=True).first()
    if jeda is None:
        raise Refused("Langkah ini tidak sedang dijeda.")
    jeda.selesai = max(now, jeda.mulai)
    jeda.save(update_fields=["selesai"])
    calendar = kalender_around(turn.run.perangkat_daerah, jeda.mulai)
    minutes = worked(jeda.mulai, now, calendar)
    if minutes:
        task.jatuh_tempo = due(task.jatuh_tempo, parse(f"{minutes} Menit"), calendar)
        task.save(update_fields=["jatuh_tempo"])
    text = f"Langkah {task.langkah} dilanjutkan; tenggat bergeser {minutes} menit kerja."
    append(turn.run, [line_of(turn, "lanjut", text, {"menit": minutes, "jatuh_tempo": task.jatuh_tempo})], now)
    return task


@transaction.atomic
def reassign(task: Task, orang: Orang, alasan: str, *, by: Orang, now: datetime) -> Task:
    """Hand an open task to one person of the same agency, with a reason. Who may do so is the policy's decision."""
    run = lock(task)
    look(task)
    if orang.perangkat_daerah_id != run.perangkat_daerah_id or not orang.is_active:
        raise Refused("Tugas hanya dapat dialihkan kepada orang aktif dari perangkat daerah yang sama.")
    if not any(entry.orang == orang.pk and entry.effective for entry in wewenang_in(run.perangkat_daerah_id, now)):
        raise Refused(f"{orang.nama} sedang tidak memangku jabatan; pilih orang lain.")
    if task.ditugaskan_id == orang.pk:
        raise Refused(f"Langkah {task.langkah} memang sudah dialihkan kepada {orang.nama}.")
    if not alasan.strip():
        raise Refused("Tuliskan alasan pengalihan tugas.")
    task.ditugaskan = orang
    task.save(update_fields=["ditugaskan"])
    text = f"Langkah {task.langkah} dialihkan kepada {orang.nama}: {alasan.strip()}"
    event = append(run, [Line("alih", text, task, by, data={"kepada": orang.pk, "alasan": alasan.strip()})], now)
    title = f"Tugas langkah {task.langkah} dialihkan kepada Anda"
    notify([orang.pk], run, f"alih-{run.pk}-{event.urutan}", title, now=now, isi=alasan.strip(), tautan=address_of(run, task.langkah))
    return task


@transaction.atomic
def cancel(run: Run, alasan: str, *, by: Orang, now: datetime) -> Run:
    """End a run before its end, with a reason; its rows and history stay."""
    run.refresh_from_db(fields=["status", "kepala", "peristiwa"], from_queryset=Run.objects.select_for_update())
    if run.status != Run.Status.BERJALAN:
        raise AlreadyDone("Penyusunan ini sudah berakhir.")
    if not alasan.strip():
        raise Refused("Tuliskan alasan pembatalan.")
    waiting = run.task.filter(status=Task.Status.TERBUKA).first()
    told = [entry.orang for entry in awaited_for(waiting, now)] if waiting else []
    Jeda.objects.filter(task__run=run, selesai__isnull=True).update(selesai=now)
    run.task.filter(status=Task.Status.TERBUKA).update(status=Task.Status.DIBATALKAN, selesai=now, oleh=by)
    run.status, run.selesai, run.alasan_batal = Run.Status.DIBATALKAN, now, alasan.strip()
    run.save(update_fields=["status", "selesai", "alasan_batal"])
    text = f"Penyusunan dibatalkan: {run.alasan_batal}"
    append(run, [Line("batal", text, by=by, data={"alasan": run.alasan_batal})], now)
    people = {*told, run.dimulai_oleh_id} - {by.pk}
    notify([*people], run, f"batal-{run.pk}", f"Penyusunan {run.tahap} dibatalkan", now=now, isi=run.alasan_batal)
    return run
