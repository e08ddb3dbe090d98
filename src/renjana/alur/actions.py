"""The verbs of a run. Each is one transaction and one line of history; only the actions of steps call them."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from renjana.alur.models import Event, Jeda, Keluaran, Pelaku, Pemberitahuan, Run, SopVersi, Task, Transisi
from renjana.alur.queries import authority_for, langkah_of, pelaksana_names, sop_of
from renjana.alur.rules import AlreadyDone, Link, NotAllowed, Refused, digest
from renjana.organisasi.models import Orang, PerangkatDaerah
from renjana.organisasi.queries import holders, kalender_around
from renjana.renja.models import Tahap
from renjana.sop.definition import load
from renjana.sop.flow import advance, first, transitions
from renjana.sop.model import Langkah
from renjana.sop.waktu import due, parse, worked
from renjana.surat.models import Berkas


@transaction.atomic
def install_sop(text: str, *, now: datetime, perangkat_daerah: PerangkatDaerah | None = None) -> SopVersi:
    """Keep an SOP definition as a version with its allowed moves; the same text twice is kept once. Raises DefinitionError with every fault."""
    sop = load(text)
    sidik = hashlib.sha256(text.encode()).hexdigest()
    versi, made = SopVersi.objects.get_or_create(
        perangkat_daerah=perangkat_daerah,
        kode=sop.kode,
        versi=sop.versi,
        defaults={"nama": sop.nama, "isi": text, "sidik": sidik, "dibuat": now},
    )
    if not made:
        if versi.sidik != sidik:
            raise Refused(f"SOP {sop.kode} versi {sop.versi} sudah ada dengan isi lain; naikkan nomor versinya.")
        return versi
    Transisi.objects.bulk_create(Transisi(sop=versi, dari=dari, hasil=hasil, ke=ke) for dari, hasil, ke in transitions(sop))
    return versi


@transaction.atomic
def start_run(tahap: Tahap, versi: SopVersi, *, by: Orang, now: datetime, tenggat: datetime | None = None) -> Run:
    """Begin the SOP for a tahap: step 1 opens. Raises Refused when this tahap has a run already."""
    try:
        with transaction.atomic():
            run = Run.objects.create(
                perangkat_daerah=tahap.renja.perangkat_daerah, tahap=tahap, sop=versi, mulai=now, tenggat=tenggat, dimulai_oleh=by
            )
    except IntegrityError as fault:
        raise Refused(f"{tahap} sudah dimulai; lanjutkan yang ada atau batalkan dahulu.") from fault
    record(run, "mulai", f"Penyusunan {tahap} dimulai menurut {versi}.", by=by, now=now, data={"sop": versi.kode, "versi": versi.versi})
    _open(run, first(sop_of(versi)), previous=None, now=now, by=by)
    return run


@transaction.atomic
def finish(task: Task, *, by: Orang, now: datetime, uraian: str = "", data: Mapping[str, Any] | None = None) -> Task | None:
    """Finish a task and open the next; None when the run has ended.

    Raises NotAllowed when the person may not act, AlreadyDone when an earlier request closed the task (then nothing changes).
    """
    step = _begin(task, by=by, now=now)
    following = advance(sop_of(task.run.sop), task.langkah, "selesai")
    return _close(
        task, Task.Status.SELESAI, following, by=by, now=now, uraian=uraian or f"Langkah {step.nomor} selesai: {step.uraian}.", data=data
    )


@transaction.atomic
def send_back(task: Task, ke: int, alasan: str, *, by: Orang, now: datetime, data: Mapping[str, Any] | None = None) -> Task:
    """Take a way back that the SOP allows, with a reason. Raises Refused for a missing reason or a way that does not exist."""
    step = _begin(task, by=by, now=now)
    if not alasan.strip():
        raise Refused("Tuliskan alasan pengembalian, supaya yang menerima tahu apa yang harus diperbaiki.")
    if ke not in step.kembali:
        ways = " atau ".join(str(number) for number in step.kembali) or "mana pun"
        raise Refused(f"SOP ini tidak mengembalikan langkah {step.nomor} ke langkah {ke}, hanya ke langkah {ways}.")
    task.alasan = alasan.strip()
    uraian = f"Langkah {step.nomor} dikembalikan ke langkah {ke}: {task.alasan}"
    opened = _close(task, Task.Status.DIKEMBALIKAN, ke, by=by, now=now, uraian=uraian, data={**(data or {}), "alasan": task.alasan})
    if opened is None:  # pragma: no cover - a way back always leads to a step
        raise Refused("Jalan kembali ini tidak membuka langkah mana pun.")
    return opened


@transaction.atomic
def pause(task: Task, sebab: str, *, by: Orang, now: datetime) -> Jeda:
    """Stop the clock of an open task, with a reason. Raises Refused when it already stands still."""
    _begin(task, by=by, now=now, paused_too=True)
    if not sebab.strip():
        raise Refused("Tuliskan sebab jeda, misalnya menunggu Kepala Dinas kembali dari perjalanan dinas.")
    try:
        with transaction.atomic():
            jeda = Jeda.objects.create(task=task, mulai=now, sebab=sebab.strip(), oleh=by)
    except IntegrityError as fault:
        raise Refused("Langkah ini sudah dijeda.") from fault
    record(task.run, "jeda", f"Langkah {task.langkah} dijeda: {jeda.sebab}", by=by, now=now, task=task, data={"sebab": jeda.sebab})
    return jeda


@transaction.atomic
def resume(task: Task, *, by: Orang, now: datetime) -> Task:
    """Let the clock run again; the due time moves by the working time that the pause took."""
    _begin(task, by=by, now=now, paused_too=True)
    jeda = task.jeda.filter(selesai__isnull=True).first()
    if jeda is None:
        raise Refused("Langkah ini tidak sedang dijeda.")
    jeda.selesai = now
    jeda.save(update_fields=["selesai"])
    calendar = kalender_around(task.run.perangkat_daerah, jeda.mulai)
    minutes = worked(jeda.mulai, now, calendar)
    if minutes:
        task.jatuh_tempo = due(task.jatuh_tempo, parse(f"{minutes} Menit"), calendar)
        task.save(update_fields=["jatuh_tempo"])
    uraian = f"Langkah {task.langkah} dilanjutkan; tenggat bergeser {minutes} menit kerja."
    record(task.run, "lanjut", uraian, by=by, now=now, task=task, data={"menit": minutes, "jatuh_tempo": task.jatuh_tempo.isoformat()})
    return task


@transaction.atomic
def reassign(task: Task, orang: Orang, alasan: str, *, by: Orang, now: datetime) -> Task:
    """Hand an open task to one person of the same agency, with a reason."""
    _still_open(task)
    if orang.perangkat_daerah_id != task.run.perangkat_daerah_id or not orang.is_active:
        raise Refused("Tugas hanya dapat dialihkan kepada orang aktif dari perangkat daerah yang sama.")
    if not alasan.strip():
        raise Refused("Tuliskan alasan pengalihan tugas.")
    task.ditugaskan = orang
    task.save(update_fields=["ditugaskan"])
    uraian = f"Langkah {task.langkah} dialihkan kepada {orang.nama}: {alasan.strip()}"
    record(task.run, "alih", uraian, by=by, now=now, task=task, data={"kepada": orang.pk, "alasan": alasan.strip()})
    notify(
        [orang.pk], task.run, f"alih-{task.pk}-{orang.pk}-{now.isoformat()}", f"Tugas langkah {task.langkah} dialihkan kepada Anda", now=now
    )
    return task


@transaction.atomic
def cancel(run: Run, alasan: str, *, by: Orang, now: datetime) -> Run:
    """End a run before its end, with a reason; its rows and history stay."""
    run = Run.objects.select_for_update(of=("self",)).get(pk=run.pk)
    if run.status != Run.Status.BERJALAN:
        raise AlreadyDone("Penyusunan ini sudah berakhir.")
    if not alasan.strip():
        raise Refused("Tuliskan alasan pembatalan.")
    run.task.filter(status=Task.Status.TERBUKA).update(status=Task.Status.DIBATALKAN, selesai=now, oleh=by)
    run.status, run.selesai, run.alasan_batal = Run.Status.DIBATALKAN, now, alasan.strip()
    run.save(update_fields=["status", "selesai", "alasan_batal"])
    record(run, "batal", f"Penyusunan dibatalkan: {run.alasan_batal}", by=by, now=now, data={"alasan": run.alasan_batal})
    return run


@transaction.atomic
def record(
    run: Run, jenis: str, uraian: str, *, by: Orang | None, now: datetime, task: Task | None = None, data: Mapping[str, Any] | None = None
) -> Event:
    """Append one line to the history, chained to the line before. `data` is plain JSON. The run row is the lock of its chain."""
    locked = Run.objects.select_for_update().only("kepala", "peristiwa").get(pk=run.pk)
    link = Link(
        urutan=locked.peristiwa + 1,
        waktu=now,
        jenis=jenis,
        langkah=task.langkah if task else None,
        putaran=task.putaran if task else None,
        oleh=by.pk if by else None,
        nama_oleh=by.nama if by else "Renjana",
        bertindak_untuk=task.bertindak_untuk if task else "",
        uraian=uraian,
        data=dict(data or {}),
        prev=locked.kepala,
    )
    mark = digest(run.pk, link)
    event = Event.objects.create(
        run_id=run.pk,
        urutan=link.urutan,
        waktu=now,
        jenis=jenis,
        langkah=link.langkah,
        putaran=link.putaran,
        oleh=by,
        nama_oleh=link.nama_oleh,
        bertindak_untuk=link.bertindak_untuk,
        uraian=uraian,
        data=link.data,
        prev=link.prev,
        hash=mark,
    )
    Run.objects.filter(pk=run.pk).update(peristiwa=link.urutan, kepala=mark)
    run.peristiwa, run.kepala = link.urutan, mark
    return event


@transaction.atomic
def keep_output(task: Task, jenis: str, judul: str, berkas: Berkas, *, by: Orang, now: datetime) -> Keluaran:
    """Tie a file to the step that made it, with its digest in the history."""
    output = Keluaran.objects.create(task=task, jenis=jenis, judul=judul, berkas=berkas, dibuat=now)
    record(
        task.run,
        "keluaran",
        f"{judul} dibuat.",
        by=by,
        now=now,
        task=task,
        data={"jenis": jenis, "sha256": berkas.sha256, "nama": berkas.nama},
    )
    return output


def notify(people: list[int], run: Run | None, kunci: str, judul: str, *, now: datetime, isi: str = "", tautan: str = "") -> None:
    """Put a notice into the outbox of each person, once per key, in the caller's transaction."""
    Pemberitahuan.objects.bulk_create(
        [Pemberitahuan(orang_id=pk, run=run, kunci=kunci, judul=judul, isi=isi, tautan=tautan, dibuat=now) for pk in sorted(set(people))],
        ignore_conflicts=True,
    )


def _still_open(task: Task) -> None:
    """Lock the task row and look again: of simultaneous requests only the first finds it open."""
    status = Task.objects.select_for_update(of=("self",)).values_list("status", flat=True).get(pk=task.pk)
    if status != Task.Status.TERBUKA:
        raise AlreadyDone(f"Langkah {task.langkah} sudah ditutup oleh permintaan sebelumnya; tidak ada yang diubah.")


def _begin(task: Task, *, by: Orang, now: datetime, paused_too: bool = False) -> Langkah:
    """Check that this person may act on this task now; sets `bertindak_untuk`."""
    _still_open(task)
    sop = sop_of(task.run.sop)
    step = langkah_of(sop, task.langkah)
    authority = authority_for(task, by, now)
    if authority is None:
        raise NotAllowed(f"Langkah {step.nomor} dikerjakan {pelaksana_names(sop, step.pelaksana)}, bukan oleh Anda.")
    if not paused_too and task.jeda.filter(selesai__isnull=True).exists():
        raise Refused("Langkah ini sedang dijeda. Lanjutkan dahulu dari halaman ringkasan.")
    task.bertindak_untuk = authority.acting_for
    return step


def _close(
    task: Task, status: Task.Status, following: int | None, *, by: Orang, now: datetime, uraian: str, data: Mapping[str, Any] | None
) -> Task | None:
    task.status, task.ke, task.selesai, task.oleh = status, following, now, by
    changed = Task.objects.filter(pk=task.pk, status=Task.Status.TERBUKA).update(
        status=status, ke=following, selesai=now, oleh=by, bertindak_untuk=task.bertindak_untuk, alasan=task.alasan
    )
    if not changed:
        raise AlreadyDone(f"Langkah {task.langkah} sudah ditutup oleh permintaan sebelumnya; tidak ada yang diubah.")
    record(task.run, str(status), uraian, by=by, now=now, task=task, data=data)
    if following is not None:
        return _open(task.run, following, previous=task, now=now, by=by)
    task.run.status, task.run.selesai = Run.Status.SELESAI, now
    task.run.save(update_fields=["status", "selesai"])
    record(task.run, "tamat", f"Seluruh langkah {task.run.sop.nama} selesai.", by=by, now=now)
    return None


def _open(run: Run, nomor: int, *, previous: Task | None, now: datetime, by: Orang) -> Task:
    sop = sop_of(run.sop)
    step = langkah_of(sop, nomor)
    calendar = kalender_around(run.perangkat_daerah, now)
    task = Task.objects.create(
        run=run,
        urutan=previous.urutan + 1 if previous else 1,
        langkah=nomor,
        putaran=run.task.filter(langkah=nomor).count() + 1,
        dari=previous,
        mulai=now,
        jatuh_tempo=due(now, parse(step.waktu), calendar),
    )
    Pelaku.objects.bulk_create(Pelaku(task=task, pelaksana=actor) for actor in step.pelaksana)
    people = holders(run.perangkat_daerah_id, step.pelaksana, now)
    uraian = f"Langkah {nomor} dibuka untuk {pelaksana_names(sop, step.pelaksana)}, tenggat {task.jatuh_tempo:%d-%m-%Y %H.%M}."
    data = {"jatuh_tempo": task.jatuh_tempo.isoformat(), "kepada": [entry.nama for entry in people]}
    record(run, "buka", uraian, by=None, now=now, task=task, data=data)
    others = [entry.orang for entry in people if entry.orang != by.pk]
    notify(others, run, f"tugas-{task.pk}", f"Langkah {nomor}: {step.uraian}", now=now, tautan=f"/renja/{run.tahap.renja.tahun}/")
    return task
