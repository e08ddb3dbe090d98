"""The verbs of a run. Each is one transaction and one line of history; only the actions of steps call them.

The run's row is the lock of everything that happens in it: whoever changes a run takes it first, so that of simultaneous
requests one goes through and the others find the work done.
"""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, cast

from django.db import IntegrityError, transaction

from renjana.alur.chain import Line as Line
from renjana.alur.chain import append, note
from renjana.alur.chain import note_all as note_all
from renjana.alur.chain import record as record
from renjana.alur.models import Jeda, Keluaran, Pelaku, Pemberitahuan, Run, Seen, SopVersi, Task, Transisi
from renjana.alur.queries import PAUSED, authority_among, awaited_for, is_paused, pelaksana_names, sop_of, step_url, why_not
from renjana.alur.rules import AlreadyDone, NotAllowed, Refused, general_faults, needs_of
from renjana.organisasi.models import Orang, PerangkatDaerah
from renjana.organisasi.queries import Wewenang, kalender_around, wewenang_in
from renjana.renja.models import Tahap
from renjana.sop.definition import load
from renjana.sop.flow import advance, first, transitions
from renjana.sop.flow import step as langkah_of
from renjana.sop.model import Langkah
from renjana.sop.waktu import due, parse, worked
from renjana.surat.actions import keep_file
from renjana.surat.models import Berkas


@dataclass(frozen=True)
class Turn:
    """A person at work on an open task: the locked run, the step, everybody's authority at that hour, how often each step was visited."""

    run: Run
    task: Task
    step: Langkah
    people: tuple[Wewenang, ...]
    visits: Mapping[int, int]
    by: Orang
    now: datetime


@dataclass(frozen=True)
class Output:
    """A paper that a step made: what it is (a slug), its title, its kept file."""

    jenis: str
    judul: str
    berkas: Berkas


@dataclass(frozen=True)
class Done:
    """How a step was finished: the line of history with its data, the papers made, notices besides the next step's, fields changed of the run."""

    uraian: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
    outputs: Sequence[Output] = ()
    notices: Sequence[Pemberitahuan] = ()
    changed: Sequence[str] = ()


@dataclass(frozen=True)
class GeneralWork:
    """What a person hands in for a step that no area knows: a file (empty `nama`: none), what was ticked, a note."""

    nama: str = ""
    content: bytes = b""
    jenis: str = ""
    ticked: tuple[str, ...] = ()
    catatan: str = ""


@transaction.atomic
def install_sop(text: str, *, now: datetime, perangkat_daerah: PerangkatDaerah | None = None) -> SopVersi:
    """Keep an SOP definition as a version with its allowed moves; the same text twice is kept once.

    Raises DefinitionError with every fault.
    """
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
    begun = Line("mulai", f"Penyusunan {tahap} dimulai menurut {versi}.", by=by, data={"sop": versi.kode, "versi": versi.versi})
    people = wewenang_in(run.perangkat_daerah_id, now)
    _, opened, told = _open(run, first(sop_of(versi)), people, previous=None, putaran=1, by=by, now=now)
    append(run, [begun, opened], now)
    send(told)
    return run


@transaction.atomic
def finish(task: Task, *, by: Orang, now: datetime, uraian: str = "", data: Mapping[str, Any] | None = None) -> Task | None:
    """Finish a task and open the next; None when the run has ended. Ten queries.

    Raises NotAllowed when the person may not act, AlreadyDone when an earlier request closed the task (then nothing changes).
    """
    return complete(task, Done(uraian, data or {}), by=by, now=now)


@transaction.atomic(savepoint=False)
def complete(task: Task, done: Done, *, by: Orang, now: datetime) -> Task | None:
    """The same with the papers that the step made, within the caller's transaction where there is one, whose undoing is then the caller's.

    Two queries less when the task comes from `task_for`.
    """
    turn = _begin(task, by=by, now=now)
    following = advance(sop_of(turn.run.sop), task.langkah, "selesai")
    text = done.uraian or f"Langkah {turn.step.nomor} selesai: {turn.step.uraian}."
    return _close(turn, Task.Status.SELESAI, following, replace(done, uraian=text))


@transaction.atomic
def send_back(task: Task, ke: int, alasan: str, *, by: Orang, now: datetime, data: Mapping[str, Any] | None = None) -> Task:
    """Take a way back that the SOP allows, with a reason. Raises Refused for a missing reason or a way that does not exist."""
    turn = _begin(task, by=by, now=now)
    if not alasan.strip():
        raise Refused("Tuliskan alasan pengembalian, supaya yang menerima tahu apa yang harus diperbaiki.")
    if ke not in turn.step.kembali:
        ways = " atau ".join(str(number) for number in turn.step.kembali)
        only = f"hanya ke langkah {ways}" if ways else "dan langkah ini tidak dapat dikembalikan"
        raise Refused(f"SOP ini tidak mengembalikan langkah {turn.step.nomor} ke langkah {ke}, {only}.")
    task.alasan = alasan.strip()
    text = f"Langkah {turn.step.nomor} dikembalikan ke langkah {ke}: {task.alasan}"
    return cast(Task, _close(turn, Task.Status.DIKEMBALIKAN, ke, Done(text, {**(data or {}), "alasan": task.alasan})))


@transaction.atomic
def pause(task: Task, sebab: str, *, by: Orang, now: datetime) -> Jeda:
    """Stop the clock of an open task, with a reason. Raises Refused when it already stands still."""
    turn = _begin(task, by=by, now=now, paused_too=True)
    if not sebab.strip():
        raise Refused("Tuliskan sebab jeda, misalnya menunggu Kepala Dinas kembali dari perjalanan dinas.")
    if task.jeda.filter(selesai__isnull=True).exists():
        raise Refused("Langkah ini sudah dijeda.")
    jeda = Jeda.objects.create(task=task, mulai=now, sebab=sebab.strip(), oleh=by)
    append(turn.run, [_line(turn, "jeda", f"Langkah {task.langkah} dijeda: {jeda.sebab}", {"sebab": jeda.sebab})], now)
    return jeda


@transaction.atomic
def resume(task: Task, *, by: Orang, now: datetime) -> Task:
    """Let the clock run again; the due time moves by the working minutes that the pause took."""
    turn = _begin(task, by=by, now=now, paused_too=True)
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
    append(turn.run, [_line(turn, "lanjut", text, {"menit": minutes, "jatuh_tempo": task.jatuh_tempo})], now)
    return task


@transaction.atomic
def reassign(task: Task, orang: Orang, alasan: str, *, by: Orang, now: datetime) -> Task:
    """Hand an open task to one person of the same agency, with a reason. Who may do so is the policy's decision."""
    run = _lock(task)
    _look(task)
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
    notify([orang.pk], run, f"alih-{run.pk}-{event.urutan}", title, now=now, isi=alasan.strip(), tautan=_address(run, task.langkah))
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


@transaction.atomic
def keep_output(task: Task, jenis: str, judul: str, berkas: Berkas, *, by: Orang, now: datetime) -> Keluaran:
    """Tie a file to the step that made it, with its digest in the history."""
    return add_output(task, Output(jenis, judul, berkas), by=by, now=now)


def add_output(task: Task, made: Output, *, by: Orang, now: datetime) -> Keluaran:
    """The same in the caller's transaction."""
    output = Keluaran.objects.create(task=task, jenis=made.jenis, judul=made.judul, berkas=made.berkas, dibuat=now)
    note(task.run, "keluaran", f"{made.judul} dibuat.", by=by, now=now, task=task, data=_about(made.jenis, made.berkas))
    return output


@transaction.atomic
def complete_general(task: Task, work: GeneralWork, *, by: Orang, now: datetime) -> Task | None:
    """Finish a step that no area knows: its outputs are kept, its note is recorded. Raises Refused with every reason."""
    step = _begin(task, by=by, now=now).step
    outputs = task.keluaran.count() + (work.nama != "")
    if reasons := general_faults(needs_of(step.kelengkapan), work.ticked, outputs=outputs, note=work.catatan):
        raise Refused(" ".join(reasons))
    if work.nama:
        hand_in(task, work, by=by, now=now)
    data = {"kelengkapan": list(work.ticked), "catatan": work.catatan.strip()}
    note = f" {work.catatan.strip()}" if work.catatan.strip() else ""
    return finish(task, by=by, now=now, uraian=f"Langkah {step.nomor} selesai: {step.uraian}.{note}", data=data)


@transaction.atomic
def hand_in(task: Task, work: GeneralWork, *, by: Orang, now: datetime) -> Keluaran:
    """Keep a file as an output of a step that no area knows. Only who may act on the open step may."""
    turn = _begin(task, by=by, now=now)
    berkas = keep_file(turn.run.perangkat_daerah, work.nama, work.content, work.jenis, by=by, now=now)
    return keep_output(task, f"langkah-{task.langkah}", work.nama, berkas, by=by, now=now)


@transaction.atomic
def read_notices(orang: Orang, pk: int | None, *, now: datetime) -> str:
    """Mark one notice as read, or all of them when `pk` is None; the link of the one, "" otherwise."""
    unread = orang.pemberitahuan.all() if pk is None else orang.pemberitahuan.filter(pk=pk)
    unread.filter(dibaca__isnull=True).update(dibaca=now)
    return "" if pk is None else unread.values_list("tautan", flat=True).first() or ""


def notify(people: Sequence[int], run: Run | None, kunci: str, judul: str, *, now: datetime, isi: str = "", tautan: str = "") -> None:
    """Put a notice into the outbox of each person, once per key, in the caller's transaction."""
    send(notices(people, run, kunci, judul, now=now, isi=isi, tautan=tautan))


def notices(people: Sequence[int], run: Run | None, kunci: str, judul: str, *, now: datetime, isi: str = "", tautan: str = "") -> list[Pemberitahuan]:
    """The same notices, not yet in the outbox."""
    return [
        Pemberitahuan(orang_id=pk, run=run, kunci=kunci[:120], judul=judul[:200], isi=isi, tautan=tautan, dibuat=now) for pk in sorted(set(people))
    ]


def send(ready: Sequence[Pemberitahuan]) -> None:
    """Put notices into the outbox, each once per key, in the caller's transaction. One query."""
    Pemberitahuan.objects.bulk_create(ready, ignore_conflicts=True)


def _lock(task: Task) -> Run:
    """Take the run of a task, with what the flow needs of it. One query when the task does not know its run yet or knows all of it."""
    if Task._meta.get_field("run").is_cached(task):
        task.run.refresh_from_db(fields=["status", "kepala", "peristiwa"], from_queryset=Run.objects.select_for_update())
    else:
        runs = Run.objects.select_for_update(of=("self",)).select_related("sop", "tahap__renja", "perangkat_daerah")
        task.run = runs.get(pk=task.run_id)
    return task.run


def _look(task: Task) -> Seen:
    """Look at a task of the locked run: is it paused, who carries it. Raises AlreadyDone when it is closed.

    One query; none when nothing has happened in the run since the task was read.
    """
    if task.seen is not None and task.seen.kepala == task.run.kepala:
        return task.seen
    rows = list(Task.objects.filter(run=task.run).values_list("pk", "langkah", "status", "ditugaskan", "jatuh_tempo", is_paused()))
    status, ditugaskan, jatuh_tempo, paused = next(row[2:] for row in rows if row[0] == task.pk)
    if status != Task.Status.TERBUKA:
        raise AlreadyDone(f"Langkah {task.langkah} sudah ditutup oleh permintaan sebelumnya; tidak ada yang diubah.")
    task.ditugaskan_id, task.jatuh_tempo = ditugaskan, jatuh_tempo
    task.seen = Seen(task.run.kepala, paused, Counter(row[1] for row in rows))
    return task.seen


def _begin(task: Task, *, by: Orang, now: datetime, paused_too: bool = False) -> Turn:
    """Lock the run and check that this person may act on this task now; sets `bertindak_untuk`."""
    run = _lock(task)
    seen = _look(task)
    sop = sop_of(run.sop)
    step = langkah_of(sop, task.langkah)
    people = wewenang_in(run.perangkat_daerah_id, now)
    own = by.perangkat_daerah_id == run.perangkat_daerah_id
    authority = authority_among(people, step.pelaksana, by, task.ditugaskan_id) if own else None
    if authority is None:
        raise NotAllowed(why_not(sop, step, task, awaited_for(task, now)))
    if seen.paused and not paused_too:
        raise Refused(PAUSED)
    task.bertindak_untuk = authority.acting_for
    return Turn(run, task, step, people, seen.visits, by, now)


def _line(turn: Turn, jenis: str, uraian: str, data: Mapping[str, Any]) -> Line:
    return Line(jenis, uraian, turn.task, turn.by, turn.task.bertindak_untuk, data)


def _close(turn: Turn, status: Task.Status, following: int | None, done: Done) -> Task | None:
    task, run, now = turn.task, turn.run, turn.now
    task.status, task.ke, task.selesai, task.oleh = status, following, now, turn.by
    task.save(update_fields=["status", "ke", "selesai", "oleh", "bertindak_untuk", "alasan"])
    lines = [*_keep_outputs(turn, done.outputs), _line(turn, str(status), done.uraian, done.data)]
    if following is not None:
        opened, line, told = _open(run, following, turn.people, previous=task, putaran=turn.visits.get(following, 0) + 1, by=turn.by, now=now)
        append(run, [*lines, line], now, changed=done.changed)
        send([*told, *done.notices])
        return opened
    run.status, run.selesai = Run.Status.SELESAI, now
    ended = Line("tamat", f"Seluruh langkah {run.sop.nama} selesai.", by=turn.by)
    append(run, [*lines, ended], now, changed=["status", "selesai", *done.changed])
    people = {run.dimulai_oleh_id} - {turn.by.pk}
    send([*notices([*people], run, f"tamat-{run.pk}", f"{run.tahap} selesai", now=now, tautan=_address(run)), *done.notices])
    return None


def _keep_outputs(turn: Turn, outputs: Sequence[Output]) -> list[Line]:
    """Tie the papers to the step; their lines of history. One query however many."""
    Keluaran.objects.bulk_create(Keluaran(task=turn.task, jenis=one.jenis, judul=one.judul, berkas=one.berkas, dibuat=turn.now) for one in outputs)
    return [_line(turn, "keluaran", f"{one.judul} dibuat.", _about(one.jenis, one.berkas)) for one in outputs]


def _about(jenis: str, berkas: Berkas) -> dict[str, Any]:
    return {"jenis": jenis, "sha256": berkas.sha256, "nama": berkas.nama}


def _open(
    run: Run, nomor: int, people: Sequence[Wewenang], *, previous: Task | None, putaran: int, by: Orang, now: datetime
) -> tuple[Task, Line, list[Pemberitahuan]]:
    """Open a step: its task, its line of history, the notices to those awaited."""
    sop = sop_of(run.sop)
    step = langkah_of(sop, nomor)
    task = Task.objects.create(
        run=run,
        urutan=previous.urutan + 1 if previous else 1,
        langkah=nomor,
        putaran=putaran,
        dari=previous,
        mulai=now,
        jatuh_tempo=due(now, parse(step.waktu), kalender_around(run.perangkat_daerah, now)),
    )
    Pelaku.objects.bulk_create(Pelaku(task=task, pelaksana=actor) for actor in step.pelaksana)
    awaited = [entry for entry in people if entry.effective and entry.pelaksana in step.pelaksana]
    uraian = f"Langkah {nomor} dibuka untuk {pelaksana_names(sop, step.pelaksana)}, tenggat {task.jatuh_tempo:%d-%m-%Y %H.%M}."
    data = {"jatuh_tempo": task.jatuh_tempo, "kepada": [entry.nama for entry in awaited]}
    others = [entry.orang for entry in awaited if entry.orang != by.pk]
    reason = f"Dikembalikan oleh {by.nama}: {previous.alasan}" if previous and previous.status == Task.Status.DIKEMBALIKAN else ""
    told = notices(others, run, f"tugas-{task.pk}", f"Langkah {nomor}: {step.uraian}", now=now, isi=reason, tautan=_address(run, nomor))
    return task, Line("buka", uraian, task, data=data), told


def _address(run: Run, nomor: int | None = None) -> str:
    """The page of a step, else of the run."""
    tahun = run.tahap.renja.tahun
    return f"/renja/{tahun}/" if nomor is None else step_url(langkah_of(sop_of(run.sop), nomor), tahun)
