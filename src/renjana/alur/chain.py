"""The history of a run: lines chained by SHA-256, appended in the transaction of what they tell."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import transaction

from renjana.alur.models import Event, Run, Task
from renjana.alur.queries import authority_among, sop_of
from renjana.alur.rules import Link, digest, plain
from renjana.organisasi.models import Orang
from renjana.organisasi.queries import wewenang_in
from renjana.sop.flow import step as langkah_of

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True)
class Line:
    """A line of history before it is chained. `by` None is the program itself."""

    jenis: str
    uraian: str
    task: Task | None = None
    by: Orang | None = None
    acting: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)


class Moved(Exception):
    """Something happened in the run after its head was read; nothing was written."""


def in_one_transaction(verb: Callable[P, T]) -> Callable[P, T]:
    """Let a verb join its caller's transaction, whose undoing is then the caller's; alone it has its own."""

    @wraps(verb)
    def joined(*args: P.args, **kwargs: P.kwargs) -> T:
        if transaction.get_connection().in_atomic_block:
            return verb(*args, **kwargs)
        with transaction.atomic():
            return verb(*args, **kwargs)

    return joined


@in_one_transaction
def record(
    run: Run, jenis: str, uraian: str, *, by: Orang | None, now: datetime, task: Task | None = None, data: Mapping[str, Any] | None = None
) -> Event:
    """Append one line to the history, chained to the line before; in the caller's transaction where there is one. `by` None is the program itself."""
    return note_all(run, [Line(jenis, uraian, task, by, data=data or {})], now)


def note_all(run: Run, lines: Sequence[Line], now: datetime) -> Event:
    """Append lines that say nothing yet of whom one acts for, in the caller's transaction; gives the last. Three queries in a request."""
    run.refresh_from_db(fields=["kepala", "peristiwa"], from_queryset=Run.objects.select_for_update())
    return append(run, [replace(line, acting=_acting(run, line, now)) for line in lines], now)


def append(run: Run, lines: Sequence[Line], now: datetime, *, changed: Sequence[str] = ()) -> Event:
    """Chain lines behind the last one of a run; gives the last. Two queries however many lines.

    Takes the run when it is not locked yet. Raises Moved when its head is no longer the one that was read.
    `changed` are fields of the run that are to be saved along.
    """
    events: list[Event] = []
    head, number = run.kepala, run.peristiwa
    for line in lines:
        number += 1
        link = Link(
            urutan=number,
            waktu=now,
            jenis=line.jenis,
            langkah=line.task.langkah if line.task else None,
            putaran=line.task.putaran if line.task else None,
            oleh=line.by.pk if line.by else None,
            nama_oleh=line.by.nama if line.by else "Renjana",
            bertindak_untuk=line.acting,
            uraian=line.uraian,
            data=plain(line.data),
            prev=head,
        )
        head = digest(run.pk, link)
        told = {name: getattr(link, name) for name in Link.__dataclass_fields__ if name != "oleh"}
        events.append(Event(run=run, oleh=line.by, hash=head, **told))
    fields = {name: getattr(run, name) for name in changed}
    if not Run.objects.filter(pk=run.pk, kepala=run.kepala).update(kepala=head, peristiwa=number, **fields):
        raise Moved(str(run))
    Event.objects.bulk_create(events)
    run.kepala, run.peristiwa = head, number
    return events[-1]


def _acting(run: Run, line: Line, now: datetime) -> str:
    """For whom this person acts on this step at `now`; "" for the holder."""
    if line.task is None:
        return ""
    if line.task.bertindak_untuk or line.by is None:
        return line.task.bertindak_untuk
    step = langkah_of(sop_of(run.sop), line.task.langkah)
    authority = authority_among(wewenang_in(run.perangkat_daerah_id, now), step.pelaksana, line.by, None)
    return authority.acting_for if authority else ""
