"""The demo's timetables: whenever it is made, everything lies in working time, in order, and before now."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renjana.cli.demo_clock import NEEDED_MINUTES, Timetable, finished_timetable, is_working, latest_meeting, running_timetable, shifted, spread
from renjana.organisasi.queries import national_holidays
from renjana.sop.waktu import WIB, Kalender, worked

pytestmark = pytest.mark.once
CALENDAR = Kalender(libur=frozenset(day for year in range(2024, 2034) for day, _ in national_holidays(year)))
FIRST = datetime(2026, 1, 1, tzinfo=UTC)
MOMENTS = st.integers(0, 6 * 365 * 24 * 60).map(lambda minutes: FIRST + timedelta(minutes=minutes))


def in_order(table: Timetable) -> list[datetime]:
    return [table.begin, *sorted(table.ends.values())]


@given(MOMENTS)
@settings(max_examples=60, deadline=None)
def test_the_finished_year_lies_months_ago_in_working_time(now: datetime) -> None:
    table = finished_timetable(now, CALENDAR)
    moments = in_order(table)
    assert moments == [table.begin, *table.ends.values()]
    assert timedelta(days=200) < now - moments[-1] < timedelta(days=300)
    assert all(any(start <= moment <= end for start, end in CALENDAR.slots(moment.date())) for moment in moments)
    assert moments[0].weekday() == 0


@given(MOMENTS)
@settings(max_examples=60, deadline=None)
def test_the_running_year_began_two_working_days_before_its_meeting_and_step_6_is_under_way(now: datetime) -> None:
    table = running_timetable(now, CALENDAR)
    opened = table.ends[5, 1]
    assert in_order(table) == [table.begin, *table.ends.values()]
    assert shifted(table.begin.date(), 2, CALENDAR) == table.meeting.date()
    assert opened < now
    assert worked(opened, now, CALENDAR) >= NEEDED_MINUTES
    assert table.deadline > opened


@given(MOMENTS)
@settings(max_examples=40, deadline=None)
def test_the_meeting_is_on_a_working_day(now: datetime) -> None:
    assert is_working(latest_meeting(now, CALENDAR).date(), CALENDAR)


def test_moments_are_spread_in_order_over_working_time() -> None:
    begin = datetime(2027, 1, 4, 14, 30, tzinfo=WIB)
    found = spread(begin, 260, 10, Kalender())
    assert found == sorted(found)
    assert len(set(found)) == 10
    assert found[-1] <= datetime(2027, 1, 5, 10, 20, tzinfo=WIB)
