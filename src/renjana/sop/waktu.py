"""Working time: from a start and a standard to a due time, and back.

Rule (domain reference, "How a standard becomes a due time"): a start inside working time counts as it is, any other moves to the next
opening; menit and jam use up slots; hari goes to the n-th working day at the same clock time, capped at that day's closing and pushed
out of its break. Hours: Perpres 21/2023 pasal 3-4 (37.5 h a week; Ramadan 32.5 h); the clock ends are set by the head of the region.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

WIB = ZoneInfo("Asia/Jakarta")
WORKDAY_MINUTES = 450
"""Net minutes of a working day on average: 37.5 hours in five days."""

Slot = tuple[time, time]
Week = Mapping[int, tuple[Slot, ...]]

_NORMAL = ((time(7, 30), time(12)), (time(13), time(16)))
_NORMAL_FRIDAY = ((time(7, 30), time(11, 30)), (time(13), time(16, 30)))
_RAMADAN = ((time(8), time(12)), (time(12, 30), time(15)))
_RAMADAN_FRIDAY = ((time(8), time(11, 30)), (time(12, 30), time(15, 30)))
NORMAL_WEEK: Week = MappingProxyType({**dict.fromkeys(range(4), _NORMAL), 4: _NORMAL_FRIDAY})
RAMADAN_WEEK: Week = MappingProxyType({**dict.fromkeys(range(4), _RAMADAN), 4: _RAMADAN_FRIDAY})
LIMIT_DAYS = 3660
"""How far ahead a next working day is looked for before the calendar is called empty."""


@dataclass(frozen=True)
class WaktuBaku:
    """A standard time: `jumlah` of menit, jam or hari kerja."""

    jumlah: int
    satuan: str

    def __str__(self) -> str:
        return f"{self.jumlah} {self.satuan.capitalize()}"


@dataclass(frozen=True)
class Kalender:
    """The office's own calendar. `libur` are closed days; `ramadan` ranges include both ends; weeks map weekday (0 = Monday) to slots."""

    libur: frozenset[date] = frozenset()
    ramadan: tuple[tuple[date, date], ...] = ()
    zone: ZoneInfo = WIB
    pekan: Week = field(default_factory=lambda: NORMAL_WEEK, hash=False)
    pekan_ramadan: Week = field(default_factory=lambda: RAMADAN_WEEK, hash=False)

    def hours(self, day: date) -> tuple[Slot, ...]:
        """Opening hours of a day in local time; empty when closed."""
        if day in self.libur:
            return ()
        week = self.pekan_ramadan if any(start <= day <= end for start, end in self.ramadan) else self.pekan
        return week.get(day.weekday(), ())

    def slots(self, day: date) -> tuple[tuple[datetime, datetime], ...]:
        """The same as aware times."""
        return tuple((self._at(day, start), self._at(day, end)) for start, end in self.hours(day))

    def _at(self, day: date, clock: time) -> datetime:
        return datetime.combine(day, clock, self.zone)

    def slots_from(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        """Slots in order from a day on. Raises ValueError when the calendar has no working day for ten years."""
        quiet = 0
        while quiet < LIMIT_DAYS:
            slots = self.slots(day)
            quiet = 0 if slots else quiet + 1
            yield from slots
            day += timedelta(days=1)
        raise ValueError("Kalender ini tidak memuat satu pun hari kerja.")


def parse(text: str) -> WaktuBaku:
    """Read "10 Menit", "2 Jam", "4 Hari" (also "hari kerja"). Raises ValueError with a sentence."""
    match = re.fullmatch(r"\s*(\d{1,7})\s*(menit|jam|hari)(?:\s+kerja)?\s*", text, re.IGNORECASE)
    if match is None or int(match[1]) == 0:
        raise ValueError(f'Waktu "{text}" tidak terbaca; tulis bilangan dan satuannya, misalnya "10 Menit", "2 Jam", atau "4 Hari".')
    return WaktuBaku(int(match[1]), match[2].lower())


def standard_minutes(waktu: WaktuBaku) -> int:
    """The standard as working minutes for figures; a hari counts 450."""
    return waktu.jumlah * {"menit": 1, "jam": 60, "hari": WORKDAY_MINUTES}[waktu.satuan]


def opening(start: datetime, kalender: Kalender) -> datetime:
    """The start itself when inside working time (both ends of a slot are inside), else the next opening. In the calendar's zone."""
    local = start.astimezone(kalender.zone)
    for begin, end in kalender.slots_from(local.date()):
        if local <= end:
            return max(local, begin)
    raise ValueError("Kalender ini tidak memuat satu pun hari kerja.")  # pragma: no cover - slots_from raises first


def due(start: datetime, waktu: WaktuBaku, kalender: Kalender) -> datetime:
    """When a standard that starts at `start` is used up. `start` is aware; the result is in the calendar's zone."""
    begin = opening(start, kalender)
    if waktu.satuan == "hari":
        return _after_days(begin, waktu.jumlah, kalender)
    left = timedelta(minutes=standard_minutes(waktu))
    for slot_begin, slot_end in kalender.slots_from(begin.date()):
        if slot_end < begin:
            continue
        here = max(begin, slot_begin)
        if left <= slot_end - here:
            return here + left
        left -= slot_end - here
    raise ValueError("Kalender ini tidak memuat satu pun hari kerja.")  # pragma: no cover - slots_from raises first


def _after_days(begin: datetime, count: int, kalender: Kalender) -> datetime:
    day, found, quiet = begin.date(), 0, 0
    while found < count:
        day += timedelta(days=1)
        works = bool(kalender.hours(day))
        found += works
        quiet = 0 if works else quiet + 1
        if quiet > LIMIT_DAYS:
            raise ValueError("Kalender ini tidak memuat satu pun hari kerja.")
    slots = kalender.slots(day)
    moment = datetime.combine(day, begin.timetz().replace(tzinfo=None), kalender.zone)
    if moment >= slots[-1][1]:
        return slots[-1][1]
    for slot_begin, slot_end in slots:
        if moment < slot_begin:
            return slot_begin
        if moment <= slot_end:
            return moment
    return slots[-1][1]  # pragma: no cover - the first test caught it


def worked(start: datetime, end: datetime, kalender: Kalender) -> int:
    """Whole working minutes between two moments; 0 when `end` is not after `start`."""
    if end <= start:
        return 0
    begin, finish = start.astimezone(kalender.zone), end.astimezone(kalender.zone)
    total, day = timedelta(), begin.date()
    while day <= finish.date():
        for slot_begin, slot_end in kalender.slots(day):
            total += max(timedelta(), min(slot_end, finish) - max(slot_begin, begin))
        day += timedelta(days=1)
    return int(total.total_seconds() // 60)
