"""The history of a run: lines chained by SHA-256, appended in the transaction of what they tell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db import transaction

from renjana.alur.models import Event, Run, Task
from renjana.alur.queries import authority_among, sop_of
from renjana.alur.rules import Link, digest, plain
from renjana.organisasi.models import Orang
from renjana.organisasi.queries import wewenang_in
from renjana.sop.flow import step as langkah_of


@dataclass(frozen=True)
class Line:
    """A line of history before it is chained. `by` None is the program itself."""

    jenis: str
    uraian: str
    task: Task | None = None
    by: Orang | None = None
    acting: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)


@transaction.atomic
def record(
    run: Run, jenis: str, uraian: str, *, by: Orang | None, now: datetime, task: Task | None = None, data: Mapping[str, Any] | None = None
) -> Event:
    """Append one line to the history, chained to the line before. `by` None is the program itself."""
    return note(run, jenis, uraian, by=by, now=now, task=task, data=data)


def note(
    run: Run, jenis: str, uraian: str, *, by: Orang | None, now: datetime, task: Task | None = None, data: Mapping[str, Any] | None = None
) -> Event:
    """The same in the caller's transaction."""
    return note_all(run, [Line(jenis, uraian, task, by, data=data or {})], now)


def note_all(run: Run, lines: Sequence[Line], now: datetime) -> Event:
    """Append lines that say nothing yet of whom one acts for, in the caller's transaction; gives the last. Three queries in a request."""
    run.refresh_from_db(fields=["kepala", "peristiwa"], from_queryset=Run.objects.select_for_update())
    return append(run, [replace(line, acting=_acting(run, line, now)) for line in lines], now)


def append(run: Run, lines: Sequence[Line], now: datetime, *, changed: Sequence[str] = ()) -> Event:
    """Chain lines behind the last one of a locked run; gives the last. Two queries however many lines.

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
        fields = {name: getattr(link, name) for name in Link.__dataclass_fields__ if name != "oleh"}
        events.append(Event(run=run, oleh=line.by, hash=head, **fields))
    Event.objects.bulk_create(events)
    run.kepala, run.peristiwa = head, number
    run.save(update_fields=["kepala", "peristiwa", *changed])
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
