"""The inbox of a person: what waits for them, what waits for others, what they finished. One query however many tasks there are."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, F, IntegerField, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from renjana.alur.models import Pemberitahuan, Task
from renjana.alur.queries import awaited_among, carried_by, named, pelaksana_names, sop_of, step_url
from renjana.alur.rules import urgency
from renjana.organisasi.models import Orang
from renjana.organisasi.queries import Wewenang, zone_of
from renjana.sop.flow import step as langkah_of

SHOWN, FINISHED = 50, 20


@dataclass(frozen=True)
class Entry:
    """A line of the inbox. `people` are those awaited; "" for one's own."""

    task: Task
    title: str
    nomor: int
    year: str
    tahun: int
    url: str
    tone: str
    word: str
    people: str


@dataclass(frozen=True)
class Inbox:
    """The three lists (most urgent first; finished: newest first) cut to SHOWN, with how many wait in all."""

    mine: list[Entry]
    others: list[Entry]
    done: list[Entry]
    mine_count: int
    others_count: int
    all_mine: int
    notices: int
    years: list[int]
    late_count: int


def inbox_of(orang: Orang, people: Sequence[Wewenang], now: datetime, *, tahun: int | None = None, late: bool = False) -> Inbox:
    """Sort the tasks of the person's agency, of one year or only the late ones when asked. `people` is everybody's authority now."""
    zone = ZoneInfo(zone_of(orang.perangkat_daerah_id))
    actors = {entry.pelaksana for entry in people if entry.orang == orang.pk and entry.effective and entry.pelaksana}
    rows: list[Any] = list(_rows(orang, actors))
    waiting = [task for task in rows if task.status == Task.Status.TERBUKA]
    wanted = [task for task in waiting if tahun in (None, task.tahun) and (not late or task.jatuh_tempo < now)]
    mine = [task for task in wanted if _is_mine(task, orang)]
    others = [task for task in wanted if not _is_mine(task, orang)]
    done = [task for task in rows if task.status != Task.Status.TERBUKA and tahun in (None, task.tahun) and not late]
    return Inbox(
        mine=[_entry(task, now, zone, ()) for task in mine[:SHOWN]],
        others=[_entry(task, now, zone, people) for task in others[:SHOWN]],
        done=[_entry(task, now, zone, ()) for task in sorted(done, key=lambda task: task.selesai, reverse=True)],
        mine_count=len(mine),
        others_count=len(others),
        all_mine=sum(1 for task in waiting if _is_mine(task, orang)),
        notices=rows[0].unread if rows else 0,
        years=sorted({task.tahun for task in waiting}, reverse=True),
        late_count=sum(1 for task in waiting if task.jatuh_tempo < now),
    )


def _rows(orang: Orang, actors: Collection[str]) -> QuerySet[Task]:
    """Open tasks of the agency and the last ones this person finished, with the unread notices counted along."""
    agency = Task.objects.filter(run__perangkat_daerah=orang.perangkat_daerah_id)
    finished = agency.filter(oleh=orang).exclude(status=Task.Status.TERBUKA).order_by("-selesai", "-id").values("pk")[:FINISHED]
    unread = Pemberitahuan.objects.filter(orang=orang, dibaca__isnull=True).order_by().values("orang").annotate(n=Count("pk")).values("n")
    return (
        agency.filter(Q(status=Task.Status.TERBUKA) | Q(pk__in=finished))
        .annotate(
            tahun=F("run__tahap__renja__tahun"),
            fitting=carried_by(actors),
            unread=Coalesce(Subquery(unread, output_field=IntegerField()), 0),
        )
        .select_related("run__tahap__renja", "run__sop", "ditugaskan")
        .defer("run__sop__isi")
        .order_by("jatuh_tempo", "id")
    )


def _is_mine(task: Any, orang: Orang) -> bool:
    return bool(task.fitting) if task.ditugaskan_id is None else task.ditugaskan_id == orang.pk


def _entry(task: Task, now: datetime, zone: ZoneInfo, people: Sequence[Wewenang]) -> Entry:
    sop = sop_of(task.run.sop)
    step = langkah_of(sop, task.langkah)
    tahun = task.run.tahap.renja.tahun
    tone, word = urgency(task.jatuh_tempo, now, zone)
    names = [named(entry) for entry in awaited_among(task, step.pelaksana, people)] or [pelaksana_names(sop, step.pelaksana)]
    return Entry(
        task=task,
        title=step.uraian,
        nomor=step.nomor,
        year=str(task.run.tahap),
        tahun=tahun,
        url=step_url(step, tahun),
        tone=tone,
        word=word,
        people=" atau ".join(dict.fromkeys(names)) if people else "",
    )
