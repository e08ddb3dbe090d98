"""When things happened in the demo: two timetables in working days of the agency, one of a finished year, one that stands at step 6 now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from renjana.sop.waktu import Kalender, due, parse, worked

Moment = tuple[int, str]
"""A working day counted from the first as 0, and a time of day."""

FINISHED: Mapping[tuple[int, int], Moment] = {
    (1, 1): (0, "08:08"),
    (2, 1): (0, "10:05"),
    (3, 1): (0, "11:00"),
    (4, 1): (0, "11:30"),
    (5, 1): (0, "14:30"),
    (6, 1): (1, "10:20"),
    (7, 1): (5, "09:30"),
    (8, 1): (7, "09:00"),
    (9, 1): (8, "08:50"),
    (8, 2): (9, "11:00"),
    (9, 2): (10, "09:15"),
    (10, 1): (10, "10:00"),
    (11, 1): (10, "10:08"),
    (12, 1): (10, "10:20"),
    (13, 1): (10, "11:15"),
}
"""End of each visit, by step and round. Step 6 is late, step 9 returns the draft once."""
BEGIN = "08:00"
MEETING_LENGTH = timedelta(minutes=90)
MEETING_SLOTS = ("13:00", "09:00")
NEEDED_MINUTES = 60
DAYS_AGO = 300


@dataclass(frozen=True)
class Timetable:
    """`ends` by step and round; `meeting` is when the meeting begins."""

    begin: datetime
    ends: Mapping[tuple[int, int], datetime]
    meeting: datetime
    deadline: datetime


def is_working(day: date, calendar: Kalender) -> bool:
    """Whether the office works on a day."""
    return bool(calendar.hours(day))


def on(day: date, clock: str, calendar: Kalender) -> datetime:
    """A time of day at the agency."""
    return calendar.at(day, time.fromisoformat(clock))


def shifted(day: date, days: int, calendar: Kalender) -> date:
    """So many working days after a working day, or before it when negative."""
    step = timedelta(days=1 if days > 0 else -1)
    for _ in range(abs(days)):
        day += step
        while not is_working(day, calendar):
            day += step
    return day


def finished_timetable(now: datetime, calendar: Kalender) -> Timetable:
    """A run some ten months ago that began on a working Monday."""
    day = now.astimezone(calendar.zone).date() - timedelta(days=DAYS_AGO)
    while day.weekday() != 0 or not is_working(day, calendar):
        day += timedelta(days=1)
    ends = {place: on(shifted(day, days, calendar), clock, calendar) for place, (days, clock) in FINISHED.items()}
    return Timetable(on(day, BEGIN, calendar), ends, on(day, "13:00", calendar), on(shifted(day, 1, calendar), "16:00", calendar))


def running_timetable(now: datetime, calendar: Kalender) -> Timetable:
    """A run that began two working days before its meeting, whose step 6 has been open for an hour of work at least."""
    meeting = latest_meeting(now, calendar)
    day = shifted(meeting.date(), -2, calendar)
    ends = {place: on(day, clock, calendar) for place, (_, clock) in list(FINISHED.items())[:4]}
    ends[5, 1] = meeting + MEETING_LENGTH
    return Timetable(on(day, BEGIN, calendar), ends, meeting, on(shifted(meeting.date(), 2, calendar), "16:00", calendar))


def latest_meeting(now: datetime, calendar: Kalender) -> datetime:
    """The last usual hour for a meeting after which the bidang had time to fill their formats."""
    day = now.astimezone(calendar.zone).date()
    while True:
        for clock in MEETING_SLOTS:
            begin = on(day, clock, calendar)
            end = begin + MEETING_LENGTH
            if is_working(day, calendar) and end < now and worked(end, now, calendar) >= NEEDED_MINUTES:
                return begin
        day -= timedelta(days=1)


def spread(begin: datetime, minutes: int, count: int, calendar: Kalender) -> list[datetime]:
    """So many moments of work, evenly within the working minutes after `begin`, in order."""
    return [due(begin, parse(f"{max(1, minutes * place // (count + 1))} Menit"), calendar) for place in range(1, count + 1)]
