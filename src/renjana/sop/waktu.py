"""Working time: from a start and a standard to a due time, and back.

The rule: (1) a start inside working time counts as it is, both ends of a slot being inside; any other start moves to the next opening.
(2) Menit and jam use up working minutes slot by slot; a due time at the very end of a slot stays there. (3) Hari go to the n-th working
day after the start's day, at the same clock time; later than that day's closing becomes its closing, inside its break the break's end.
Source of the hours: Perpres 21/2023 pasal 3-4 (see `pekan`); closed days: public holidays and cuti bersama (SKB 3 Menteri) and local ones.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from renjana.sop.pekan import NORMAL_WEEK, RAMADAN_WEEK, Slot, Week, check_slots

WIB = ZoneInfo("Asia/Jakarta")
WORKDAY_MINUTES = 450
"""Net minutes of a working day on average: 37.5 hours in five days."""
QUIET_DAYS = 3660
"""How many closed days in a row before the calendar is called empty."""
_EMPTY = "Kalender ini tidak memuat hari kerja yang cukup untuk menghitung tenggat."


@dataclass(frozen=True)
class WaktuBaku:
    """A standard time: `jumlah` of menit, jam or hari kerja."""

    jumlah: int
    satuan: str

    def __str__(self) -> str:
        return f"{self.jumlah} {self.satuan.capitalize()}"


@dataclass(frozen=True)
class Kalender:
    """The office's own calendar. `libur` are closed days; `ramadan` ranges include both ends; weeks map weekday (0 = Monday) to slots.

    `zone` is one without summer time, as all of Indonesia's are. Raises ValueError for hours that overlap or ranges that run backwards.
    """

    libur: frozenset[date] = frozenset()
    ramadan: tuple[tuple[date, date], ...] = ()
    zone: ZoneInfo = WIB
    pekan: Week = field(default_factory=lambda: NORMAL_WEEK, hash=False)
    pekan_ramadan: Week = field(default_factory=lambda: RAMADAN_WEEK, hash=False)

    def __post_init__(self) -> None:
        for week in (self.pekan, self.pekan_ramadan):
            for slots in week.values():
                check_slots(slots)
        for first, last in self.ramadan:
            if last < first:
                raise ValueError(f"Rentang Ramadan {first:%d-%m-%Y} s.d. {last:%d-%m-%Y} berakhir sebelum dimulai.")

    def hours(self, day: date) -> tuple[Slot, ...]:
        """Opening hours of a day in local time; empty when closed."""
        if day in self.libur:
            return ()
        week = self.pekan_ramadan if any(first <= day <= last for first, last in self.ramadan) else self.pekan
        return week.get(day.weekday(), ())

    def slots(self, day: date) -> tuple[tuple[datetime, datetime], ...]:
        """The same as aware times."""
        return tuple((self.at(day, begin), self.at(day, end)) for begin, end in self.hours(day))

    def at(self, day: date, clock: time) -> datetime:
        """An aware time of this calendar."""
        return datetime.combine(day, clock, self.zone)

    def workdays(self, day: date) -> Iterator[date]:
        """Working days in order, from this day on. Raises ValueError when none comes for ten years."""
        quiet = 0
        while quiet < QUIET_DAYS and day < date.max:
            if self.hours(day):
                quiet = 0
                yield day
            quiet += 1
            day += timedelta(days=1)
        raise ValueError(_EMPTY)

    def slots_from(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        """Slots in order, from this day on. Raises ValueError when none comes for ten years."""
        for workday in self.workdays(day):
            yield from self.slots(workday)


def parse(text: str) -> WaktuBaku:
    """Read "10 Menit", "2 Jam", "4 Hari" (also "hari kerja"). Raises ValueError with a sentence."""
    match = re.fullmatch(r"\s*([0-9]{1,7})\s*(menit|jam|hari)(?:\s+kerja)?\s*", text, re.IGNORECASE)
    if match is None or int(match[1]) == 0:
        raise ValueError(f'Waktu "{text}" tidak terbaca; tulis bilangan dan satuannya, misalnya "10 Menit", "2 Jam", atau "4 Hari".')
    return WaktuBaku(int(match[1]), match[2].lower())


def standard_minutes(waktu: WaktuBaku) -> int:
    """The standard as working minutes for figures; a hari counts 450."""
    return waktu.jumlah * {"menit": 1, "jam": 60, "hari": WORKDAY_MINUTES}[waktu.satuan]


def opening(start: datetime, kalender: Kalender) -> datetime:
    """The start itself when inside working time (both ends of a slot are inside), else the next opening. In the calendar's zone."""
    local = _local(start, kalender)
    return next(max(local, begin) for begin, end in kalender.slots_from(local.date()) if local <= end)


def due(start: datetime, waktu: WaktuBaku, kalender: Kalender) -> datetime:
    """When a standard that starts at `start` is used up, in the calendar's zone. Cost: a look at each day between, no minute is counted.

    Raises ValueError for a start without a zone and for a calendar without enough working days.
    """
    begin = opening(start, kalender)
    if waktu.satuan == "hari":
        return _after_days(begin, waktu.jumlah, kalender)
    return _after_minutes(begin, standard_minutes(waktu), kalender)


def _after_minutes(begin: datetime, minutes: int, kalender: Kalender) -> datetime:
    left = timedelta(minutes=minutes)
    for slot_begin, slot_end in kalender.slots_from(begin.date()):
        here = max(begin, slot_begin)
        if here > slot_end:
            continue
        if left <= slot_end - here:
            return here + left
        left -= slot_end - here
    raise AssertionError("slots_from ends by raising")


def _after_days(begin: datetime, count: int, kalender: Kalender) -> datetime:
    """The n-th working day after begin's own, begin being inside working time."""
    days = kalender.workdays(begin.date())
    for _ in range(count):
        next(days)
    day = next(days)
    slots = kalender.slots(day)
    moment = kalender.at(day, begin.time())
    inside = (max(moment, slot_begin) for slot_begin, slot_end in slots if moment <= slot_end)
    return next(inside, slots[-1][1])


def closing(day: date, kalender: Kalender) -> datetime:
    """When the work of a day ends. A closed day keeps the hour of the working day before it. Raises ValueError when ten years know none."""
    before = (day - timedelta(days=back) for back in range(min(QUIET_DAYS, day.toordinal())))
    hours = next((hours for one in before if (hours := kalender.hours(one))), None)
    if hours is None:
        raise ValueError(_EMPTY)
    return kalender.at(day, hours[-1][1])


def worked(start: datetime, end: datetime, kalender: Kalender) -> int:
    """Whole working minutes between two moments, wherever they fall; 0 when `end` is not after `start`."""
    begin, finish = _local(start, kalender), _local(end, kalender)
    total, day = timedelta(), begin.date()
    while day <= finish.date():
        for slot_begin, slot_end in kalender.slots(day):
            total += max(timedelta(), min(slot_end, finish) - max(slot_begin, begin))
        day += timedelta(days=1)
    return total // timedelta(minutes=1)


def _local(moment: datetime, kalender: Kalender) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("Waktu harus disertai zonanya.")
    return moment.astimezone(kalender.zone)
