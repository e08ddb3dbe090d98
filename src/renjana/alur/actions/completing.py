"""How a run moves: it begins, a step is completed or sent back. Each is one transaction, chained to the history.

The run's row is the lock of everything that happens in it. Whoever changes a run takes it first; who completes a step has seen its head,
and takes the run only if that head is still the last. Of simultaneous requests one goes through and the others find the work done.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, cast

from django.db import IntegrityError, transaction

from renjana.alur.actions.notices import notices, send
from renjana.alur.chain import Line, Moved, append, in_one_transaction, record
from renjana.alur.models import Keluaran, Pemberitahuan, Run, Seen, SopVersi, Task
from renjana.alur.queries import PAUSED, authority_among, awaited_for, is_paused, pelaksana_names, sop_of, step_url, why_not
from renjana.alur.rules import AlreadyDone, NotAllowed, Refused
from renjana.organisasi.models import Orang
from renjana.organisasi.queries import Wewenang, kalender_around, wewenang_in
from renjana.renja.models import Tahap
from renjana.sop.flow import advance, first
from renjana.sop.flow import step as langkah_of
from renjana.sop.model import Langkah
from renjana.sop.waktu import due, parse
from renjana.surat.models import Berkas


@dataclass(frozen=True)
class Turn:
    """A person at work on an open task: the run, the step, everybody's authority at that hour, how often each step was visited."""

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
    """How a step was finished: the line of history with its data, the papers made, notices besides the next step's, fields changed of the run.

    `told`: the papers tell the history or what stands in it, so that nothing may have happened since the task was read.
    """

    uraian: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
    outputs: Sequence[Output] = ()
    notices: Sequence[Pemberitahuan] = ()
    changed: Sequence[str] = ()
    told: bool = False


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
    opening = _opening(run, first(sop_of(versi)), wewenang_in(run.perangkat_daerah_id, now), now=now)
    append(run, [begun, opening.line], now)
    send(_open(opening, by=by))
    return run


PLAIN = Done()
MEANWHILE = "Ada yang berubah pada penyusunan ini saat langkah diselesaikan; muat ulang halaman dan periksa lagi."


@in_one_transaction
def complete(task: Task, done: Done = PLAIN, *, by: Orang, now: datetime) -> Task | None:
    """Finish a task with the papers that the step made, and open the next; None when the run has ended.

    Within the caller's transaction where there is one, whose undoing is then the caller's. At most seven queries when the task comes from
    `task_for` and nothing has happened since, two more otherwise.
    Raises NotAllowed when the person may not act, AlreadyDone when an earlier request closed the task (then nothing changes),
    Refused when the papers tell of a history that has gone on.
    """
    head = task.seen.kepala if task.seen else None
    try:
        turn = _seen_turn(task, by=by, now=now)
        if done.told and head not in (None, turn.run.kepala):
            raise Refused(MEANWHILE)
        return _completed(turn, done)
    except Moved:
        turn = begin_turn(task, by=by, now=now)
        if done.told:
            raise Refused(MEANWHILE) from None
        return _completed(turn, done)


def _seen_turn(task: Task, *, by: Orang, now: datetime) -> Turn:
    """A turn by what was seen with the task; what was seen refuses nobody before it has been looked at again."""
    try:
        return begin_turn(task, by=by, now=now, seen=True)
    except Refused:
        return begin_turn(task, by=by, now=now)


def _completed(turn: Turn, done: Done) -> Task | None:
    following = advance(sop_of(turn.run.sop), turn.task.langkah, "selesai")
    text = done.uraian or f"Langkah {turn.step.nomor} selesai: {turn.step.uraian}."
    return _close(turn, Task.Status.SELESAI, following, replace(done, uraian=text))


@transaction.atomic
def send_back(task: Task, ke: int, alasan: str, *, by: Orang, now: datetime, data: Mapping[str, Any] | None = None) -> Task:
    """Take a way back that the SOP allows, with a reason. Raises Refused for a missing reason or a way that does not exist."""
    turn = begin_turn(task, by=by, now=now)
    if not alasan.strip():
        raise Refused("Tuliskan alasan pengembalian, supaya yang menerima tahu apa yang harus diperbaiki.")
    if ke not in turn.step.kembali:
        ways = " atau ".join(str(number) for number in turn.step.kembali)
        only = f"hanya ke langkah {ways}" if ways else "dan langkah ini tidak dapat dikembalikan"
        raise Refused(f"SOP ini tidak mengembalikan langkah {turn.step.nomor} ke langkah {ke}, {only}.")
    task.alasan = alasan.strip()
    text = f"Langkah {turn.step.nomor} dikembalikan ke langkah {ke}: {task.alasan}"
    return cast(Task, _close(turn, Task.Status.DIKEMBALIKAN, ke, Done(text, {**(data or {}), "alasan": task.alasan})))


@in_one_transaction
def keep_output(task: Task, made: Output, *, by: Orang, now: datetime) -> Keluaran:
    """Tie a file to the step that made it, with its digest in the history; in the caller's transaction where there is one."""
    output = Keluaran.objects.create(task=task, jenis=made.jenis, judul=made.judul, berkas=made.berkas, dibuat=now)
    record(task.run, "keluaran", f"{made.judul} dibuat.", by=by, now=now, task=task, data=about(made))
    return output


def lock(task: Task) -> Run:
    """Take the run of a task, with what the flow needs of it. One query when the task does not know its run yet or knows all of it."""
    if Task._meta.get_field("run").is_cached(task):
        task.run.refresh_from_db(fields=["status", "kepala", "peristiwa"], from_queryset=Run.objects.select_for_update())
    else:
        runs = Run.objects.select_for_update(of=("self",)).select_related("sop", "tahap__renja", "perangkat_daerah")
        task.run = runs.get(pk=task.run_id)
    return task.run


def look(task: Task) -> Seen:
    """Look at a task of the locked run: is it paused, who carries it. Raises AlreadyDone when it is closed.

    One query; none when nothing has happened in the run since the task was read.
    """
    if _is_fresh(task):
        return cast(Seen, task.seen)
    rows = list(Task.objects.filter(run=task.run).values_list("pk", "langkah", "status", "ditugaskan", "jatuh_tempo", is_paused()))
    status, ditugaskan, jatuh_tempo, paused = next(row[2:] for row in rows if row[0] == task.pk)
    if status != Task.Status.TERBUKA:
        raise AlreadyDone(f"Langkah {task.langkah} sudah ditutup oleh permintaan sebelumnya; tidak ada yang diubah.")
    task.ditugaskan_id, task.jatuh_tempo = ditugaskan, jatuh_tempo
    task.seen = Seen(task.run.kepala, paused, Counter(row[1] for row in rows))
    return task.seen


def _is_fresh(task: Task) -> bool:
    """Whether what was seen with a task still belongs to the head of its run, as far as this request knows."""
    return task.seen is not None and Task._meta.get_field("run").is_cached(task) and task.seen.kepala == task.run.kepala


def begin_turn(task: Task, *, by: Orang, now: datetime, paused_too: bool = False, seen: bool = False) -> Turn:
    """Lock the run and check that this person may act on this task now; sets `bertindak_untuk`.

    With `seen`, a run of which all is known is not locked: its next line of history takes it, or raises Moved.
    """
    run = task.run if seen and _is_fresh(task) else lock(task)
    known = look(task)
    sop = sop_of(run.sop)
    step = langkah_of(sop, task.langkah)
    people = wewenang_in(run.perangkat_daerah_id, now)
    own = by.perangkat_daerah_id == run.perangkat_daerah_id
    authority = authority_among(people, step.pelaksana, by, task.ditugaskan_id) if own else None
    if authority is None:
        raise NotAllowed(why_not(sop, step, task, awaited_for(task, now)))
    if known.paused and not paused_too:
        raise Refused(PAUSED)
    task.bertindak_untuk = authority.acting_for
    return Turn(run, task, step, people, known.visits, by, now)


def line_of(turn: Turn, jenis: str, uraian: str, data: Mapping[str, Any]) -> Line:
    """A line of history of a turn."""
    return Line(jenis, uraian, turn.task, turn.by, turn.task.bertindak_untuk, data)


def _close(turn: Turn, status: Task.Status, following: int | None, done: Done) -> Task | None:
    """Close the task and open the next. The history comes first: by it the run is taken."""
    run, now = turn.run, turn.now
    lines = [
        *(line_of(turn, "keluaran", f"{one.judul} dibuat.", about(one)) for one in done.outputs),
        line_of(turn, str(status), done.uraian, done.data),
    ]
    if following is None:
        run.status, run.selesai = Run.Status.SELESAI, now
        ended = Line("tamat", f"Seluruh langkah {run.sop.nama} selesai.", by=turn.by)
        append(run, [*lines, ended], now, changed=["status", "selesai", *done.changed])
        _shut(turn, status, following, done.outputs)
        people = {run.dimulai_oleh_id} - {turn.by.pk}
        send([*notices([*people], run, f"tamat-{run.pk}", f"{run.tahap} selesai", now=now, tautan=address_of(run)), *done.notices])
        return None
    opening = _opening(run, following, turn.people, previous=turn.task, putaran=turn.visits.get(following, 0) + 1, now=now)
    append(run, [*lines, opening.line], now, changed=done.changed)
    _shut(turn, status, following, done.outputs)
    send([*_open(opening, by=turn.by), *done.notices])
    return opening.task


def _shut(turn: Turn, status: Task.Status, following: int | None, outputs: Sequence[Output]) -> None:
    """Close the task and tie its papers to it. Two queries however many."""
    task = turn.task
    task.status, task.ke, task.selesai, task.oleh = status, following, turn.now, turn.by
    task.save(update_fields=["status", "ke", "selesai", "oleh", "bertindak_untuk", "alasan"])
    Keluaran.objects.bulk_create(Keluaran(task=task, jenis=one.jenis, judul=one.judul, berkas=one.berkas, dibuat=turn.now) for one in outputs)


def about(made: Output) -> dict[str, Any]:
    """What the history says of a paper."""
    return {"jenis": made.jenis, "sha256": made.berkas.sha256, "nama": made.berkas.nama}


@dataclass(frozen=True)
class Opening:
    """A step about to be opened: its task, not yet stored, its line of history, who is awaited."""

    task: Task
    step: Langkah
    line: Line
    awaited: tuple[Wewenang, ...]


def _opening(run: Run, nomor: int, people: Sequence[Wewenang], *, previous: Task | None = None, putaran: int = 1, now: datetime) -> Opening:
    sop = sop_of(run.sop)
    step = langkah_of(sop, nomor)
    task = Task(
        run=run,
        urutan=previous.urutan + 1 if previous else 1,
        langkah=nomor,
        putaran=putaran,
        dari=previous,
        mulai=now,
        jatuh_tempo=due(now, parse(step.waktu), kalender_around(run.perangkat_daerah, now)),
    )
    awaited = tuple(entry for entry in people if entry.effective and entry.pelaksana in step.pelaksana)
    uraian = f"Langkah {nomor} dibuka untuk {pelaksana_names(sop, step.pelaksana)}, tenggat {task.jatuh_tempo:%d-%m-%Y %H.%M}."
    data = {"jatuh_tempo": task.jatuh_tempo, "kepada": [entry.nama for entry in awaited]}
    return Opening(task, step, Line("buka", uraian, task, data=data), awaited)


def _open(opening: Opening, *, by: Orang) -> list[Pemberitahuan]:
    """Store the task of a step; the notices to those awaited."""
    task, step, previous = opening.task, opening.step, opening.task.dari
    task.save(force_insert=True)
    others = [entry.orang for entry in opening.awaited if entry.orang != by.pk]
    reason = f"Dikembalikan oleh {by.nama}: {previous.alasan}" if previous and previous.status == Task.Status.DIKEMBALIKAN else ""
    title = f"Langkah {step.nomor}: {step.uraian}"
    return notices(others, task.run, f"tugas-{task.pk}", title, now=task.mulai, isi=reason, tautan=address_of(task.run, step.nomor))


def address_of(run: Run, nomor: int | None = None) -> str:
    """The page of a step, else of the run."""
    tahun = run.tahap.renja.tahun
    return f"/renja/{tahun}/" if nomor is None else step_url(langkah_of(sop_of(run.sop), nomor), tahun)
