"""Opening hours of a week as data: the national default, and an agency's own hours read from text.

Source: Perpres 21/2023 pasal 3-4: five days, 37 hours 30 minutes a week net of breaks, from 07.30, break 60 minutes (Friday 90);
in Ramadan 32 hours 30 minutes, from 08.00, break 30 minutes (Friday 60). The clock ends are left to the head of the region;
the defaults here are ends that add up exactly.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import time
from types import MappingProxyType

Slot = tuple[time, time]
Week = Mapping[int, tuple[Slot, ...]]
"""Opening hours by weekday, 0 = Monday; a day that is absent is closed."""

DAYS = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu")
_SPAN = re.compile(r"\s*(\d{1,2})[.:](\d{2})\s*[-–]\s*(\d{1,2})[.:](\d{2})\s*")


def slots_of(spans: Iterable[str]) -> tuple[Slot, ...]:
    """The hours of one day from texts such as "07.30-12.00". Raises ValueError with a sentence when unreadable or out of order."""
    slots: list[Slot] = []
    for span in spans:
        match = _SPAN.fullmatch(span)
        if match is None or int(match[1]) > 23 or int(match[3]) > 23 or int(match[2]) > 59 or int(match[4]) > 59:
            raise ValueError(f'Jam kerja "{span}" tidak terbaca; tulis seperti "07.30-12.00".')
        slots.append((time(int(match[1]), int(match[2])), time(int(match[3]), int(match[4]))))
    check_slots(slots)
    return tuple(slots)


def check_slots(slots: Sequence[Slot]) -> None:
    """Raises ValueError with a sentence when hours end before they begin, or begin before the ones above end."""
    for place, (begin, end) in enumerate(slots):
        if begin >= end:
            raise ValueError(f"Jam kerja {begin:%H.%M}-{end:%H.%M} berakhir sebelum dimulai.")
        if place and begin <= slots[place - 1][1]:
            raise ValueError(f"Jam kerja {begin:%H.%M}-{end:%H.%M} tidak terpisah dari jam sebelumnya.")


def week_from(data: Mapping[str, Sequence[str]]) -> Week:
    """A week from day names and spans: {"senin": ["07.30-12.00", "13.00-16.00"], ...}. Raises ValueError with every fault in it."""
    week: dict[int, tuple[Slot, ...]] = {}
    faults: list[str] = []
    for day, spans in data.items():
        if day.lower() not in DAYS:
            faults.append(f'Hari "{day}" tidak dikenal; pilih {", ".join(DAYS)}.')
            continue
        try:
            week[DAYS.index(day.lower())] = slots_of(spans)
        except ValueError as fault:
            faults.append(f"{day.capitalize()}: {fault}")
    if not faults and not any(week.values()):
        faults.append("Jam kerja belum diisi; isi paling sedikit satu hari.")
    if faults:
        raise ValueError("\n".join(faults))
    return MappingProxyType({day: slots for day, slots in sorted(week.items()) if slots})


def week_as_data(week: Week) -> dict[str, list[str]]:
    """The reverse of `week_from`, to keep or to show."""
    return {DAYS[day]: [f"{begin:%H.%M}-{end:%H.%M}" for begin, end in slots] for day, slots in sorted(week.items())}


def week_minutes(week: Week) -> int:
    """Working minutes of a whole week, to be held against the 2,250 (Ramadan 1,950) of the Perpres."""
    return sum(_minute(end) - _minute(begin) for slots in week.values() for begin, end in slots)


def _minute(clock: time) -> int:
    return clock.hour * 60 + clock.minute


_NORMAL, _FRIDAY = ("07.30-12.00", "13.00-16.00"), ("07.30-11.30", "13.00-16.30")
_RAMADAN, _RAMADAN_FRIDAY = ("08.00-12.00", "12.30-15.00"), ("08.00-11.30", "12.30-15.30")
NORMAL_WEEK = week_from({**dict.fromkeys(DAYS[:4], _NORMAL), "jumat": _FRIDAY})
RAMADAN_WEEK = week_from({**dict.fromkeys(DAYS[:4], _RAMADAN), "jumat": _RAMADAN_FRIDAY})
