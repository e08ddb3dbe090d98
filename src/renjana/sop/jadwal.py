"""The schedule of an SOP: each step's begin and due time, forward from a start or back from a deadline. Without ways back."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from renjana.sop.model import Langkah, Sop
from renjana.sop.waktu import Kalender, WaktuBaku, due, opening, parse, worked

MINUTE = timedelta(minutes=1)
FARTHEST = timedelta(days=3660)
_TOO_EARLY = "Tenggat ini tidak terkejar: kalender tidak memuat hari kerja yang cukup sebelumnya."


@dataclass(frozen=True)
class Baris:
    """A step's place in time. `kerja` are working minutes from begin to due; `menunggu` minutes in which the office is closed or nothing runs,
    counted from the end of the step before (for the first step from the wished start)."""

    nomor: int
    uraian: str
    pelaksana: tuple[str, ...]
    waktu: str
    mulai: datetime
    tenggat: datetime
    kerja: int
    menunggu: int


@dataclass(frozen=True)
class Jadwal:
    """A whole schedule on one calendar, in the order of the steps."""

    sop: Sop
    kalender: Kalender
    baris: tuple[Baris, ...]

    @property
    def mulai(self) -> datetime:
        """When the first step begins."""
        return self.baris[0].mulai

    @property
    def selesai(self) -> datetime:
        """When the last step is due."""
        return self.baris[-1].tenggat


def forward(sop: Sop, start: datetime, kalender: Kalender) -> Jadwal:
    """Every step begins when the one before is due. Raises ValueError for a start without zone or a calendar without working days."""
    return Jadwal(sop, kalender, tuple(_rows(sop, kalender, start, _onward(sop, start, kalender))))


def back_from(sop: Sop, deadline: datetime, kalender: Kalender) -> Jadwal:
    """The latest begin of every step with which the last is still due by the deadline. Raises ValueError as `forward` does."""
    begins: list[datetime] = []
    limit = deadline
    for step in reversed(sop.langkah):
        limit = latest_start(limit, parse(step.waktu), kalender)
        begins.append(limit)
    return Jadwal(sop, kalender, tuple(_rows(sop, kalender, begins[-1], iter(begins[::-1]))))


def ends_from(sop: Sop, nomor: int, at: datetime, kalender: Kalender) -> dict[int, datetime]:
    """When step `nomor` and every one after it end, by number: this one at `at`, each other its standard later."""
    numbers = [step.nomor for step in sop.langkah]
    ends = {nomor: at}
    for step in sop.langkah[numbers.index(nomor) + 1 :]:
        ends[step.nomor] = at = due(at, parse(step.waktu), kalender)
    return ends


def latest_start(deadline: datetime, waktu: WaktuBaku, kalender: Kalender) -> datetime:
    """The latest whole minute at which a standard may begin and still be due by the deadline; always inside working time.

    Later starts are never due earlier, so it is found by halving. Raises ValueError when ten years before are not enough.
    """
    if deadline.tzinfo is None:
        raise ValueError("Waktu harus disertai zonanya.")
    high = deadline.astimezone(kalender.zone).replace(second=0, microsecond=0) + MINUTE
    back = timedelta(days=1)
    while due(high - back, waktu, kalender) > deadline:
        back *= 2
        if back > FARTHEST:
            raise ValueError(_TOO_EARLY)
    low = high - back
    while high - low > MINUTE:
        middle = low + (high - low) // 2 // MINUTE * MINUTE
        if due(middle, waktu, kalender) <= deadline:
            low = middle
        else:
            high = middle
    return low


def as_json(jadwal: Jadwal) -> dict[str, Any]:
    """The schedule as plain JSON values, times in ISO form with their zone."""
    rows = [asdict(row) | {"mulai": row.mulai.isoformat(), "tenggat": row.tenggat.isoformat()} for row in jadwal.baris]
    head = {"kode": jadwal.sop.kode, "versi": jadwal.sop.versi, "nama": jadwal.sop.nama}
    return {**head, "mulai": jadwal.mulai.isoformat(), "selesai": jadwal.selesai.isoformat(), "langkah": rows}


def _onward(sop: Sop, start: datetime, kalender: Kalender) -> Iterator[datetime]:
    moment = start
    for step in sop.langkah:
        begin = opening(moment, kalender)
        yield begin
        moment = due(begin, parse(step.waktu), kalender)


def _rows(sop: Sop, kalender: Kalender, before: datetime, begins: Iterator[datetime]) -> Iterator[Baris]:
    names = {actor.id: actor.nama for actor in sop.pelaksana}
    for step, begin in zip(sop.langkah, begins, strict=True):
        row = _row(step, names, begin, before, kalender)
        yield row
        before = row.tenggat


def _row(step: Langkah, names: dict[str, str], begin: datetime, before: datetime, kalender: Kalender) -> Baris:
    end = due(begin, parse(step.waktu), kalender)
    minutes = worked(begin, end, kalender)
    waiting = (end - min(before, begin)) // MINUTE - minutes
    actors = tuple(names[actor] for actor in step.pelaksana)
    return Baris(step.nomor, step.uraian, actors, step.waktu, begin, end, minutes, waiting)
