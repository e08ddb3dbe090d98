"""The list of years: every run of an agency with its step and who is awaited."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import Prefetch

from renjana.alur.models import Run, Task
from renjana.alur.queries import awaited_among, named, pelaksana_names, runs_of, sop_of
from renjana.alur.rules import urgency
from renjana.alur.swimlane import SHORT
from renjana.organisasi.models import Orang
from renjana.organisasi.queries import Wewenang, zone_of
from renjana.sop.flow import step as langkah_of


@dataclass(frozen=True)
class YearRow:
    """A run in the list of years."""

    run: Run
    position: int
    total: int
    uraian: str
    people: str
    due_at: datetime | None
    tone: str
    word: str

    @property
    def done(self) -> int:
        return self.position - 1 if self.due_at else self.position


def year_rows(orang: Orang, people: Sequence[Wewenang], now: datetime) -> list[YearRow]:
    """Every run of the agency, newest year first. `people` is everybody's authority at `now`. Two queries."""
    waiting = Task.objects.filter(status=Task.Status.TERBUKA).select_related("ditugaskan")
    runs = list(runs_of(orang).order_by("-tahap__renja__tahun", "-mulai").prefetch_related(Prefetch("task", waiting, to_attr="waiting")))
    zone = ZoneInfo(zone_of(orang.perangkat_daerah_id))
    return [_year_row(run, next(iter(run.waiting), None), people, now, zone) for run in runs]


def _year_row(run: Run, task: Task | None, people: Sequence[Wewenang], now: datetime, zone: ZoneInfo) -> YearRow:
    sop = sop_of(run.sop)
    total = len(sop.langkah)
    if task is None:
        tone = "green" if run.status == Run.Status.SELESAI else ""
        return YearRow(run, total, total, "", "", None, tone, run.get_status_display().lower())
    step = langkah_of(sop, task.langkah)
    awaited = awaited_among(task, step.pelaksana, people)
    names = " atau ".join(dict.fromkeys(named(entry) for entry in awaited)) or pelaksana_names(sop, step.pelaksana)
    position = [one.nomor for one in sop.langkah].index(step.nomor) + 1
    return YearRow(run, position, total, SHORT.get(step.kerja, step.uraian), names, task.jatuh_tempo, *urgency(task.jatuh_tempo, now, zone))
