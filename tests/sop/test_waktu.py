"""Working time holds its laws on any calendar, and agrees with an oracle that walks minute by minute."""

from datetime import date, datetime, time, timedelta
from time import perf_counter
from zoneinfo import ZoneInfo

from hypothesis import example, given, settings
from hypothesis import strategies as st

from renjana.sop.pekan import NORMAL_WEEK, RAMADAN_WEEK, Slot, Week, week_as_data, week_from
from renjana.sop.waktu import WIB, Kalender, WaktuBaku, due, opening, worked

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
FIRST = date(2026, 12, 1)
ZONES = [ZoneInfo(name) for name in ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")]


@st.composite
def slots(draw: st.DrawFn) -> tuple[Slot, ...]:
    """One to three separate spans of a day."""
    count = draw(st.integers(1, 3))
    ends = sorted(draw(st.lists(st.integers(0, 287), min_size=2 * count, max_size=2 * count, unique=True)))
    clocks = [time(end // 12, end % 12 * 5) for end in ends]
    return tuple((clocks[place], clocks[place + 1]) for place in range(0, len(clocks), 2))


own_weeks: st.SearchStrategy[Week] = st.dictionaries(st.integers(0, 6), slots(), min_size=1)


@st.composite
def calendars(draw: st.DrawFn) -> Kalender:
    """Closed days and Ramadan ranges inside some four months, national hours or an agency's own."""
    closed = frozenset(FIRST + DAY * offset for offset in draw(st.sets(st.integers(0, 120), max_size=25)))
    starts = draw(st.lists(st.tuples(st.integers(0, 120), st.integers(0, 30)), max_size=2))
    ranges = tuple((FIRST + DAY * start, FIRST + DAY * (start + length)) for start, length in starts)
    weeks = draw(st.one_of(st.just((NORMAL_WEEK, RAMADAN_WEEK)), st.tuples(own_weeks, own_weeks)))
    return Kalender(closed, ranges, draw(st.sampled_from(ZONES)), *weeks)


starts = st.integers(0, 120 * 24 * 60).map(lambda minute: datetime(2026, 12, 1, tzinfo=WIB) + MINUTE * minute)
amounts = st.integers(1, 3000)


def is_inside(moment: datetime, kalender: Kalender) -> bool:
    return any(begin <= moment <= end for begin, end in kalender.slots(moment.date()))


def works_next(moment: datetime, kalender: Kalender) -> bool:
    """Whether the minute that begins now is a working one."""
    return any(begin <= moment < end for begin, end in kalender.slots(moment.date()))


def slow_opening(start: datetime, kalender: Kalender) -> datetime:
    moment = start.astimezone(kalender.zone)
    while not is_inside(moment, kalender):
        moment += MINUTE
    return moment


def slow_due(start: datetime, waktu: WaktuBaku, kalender: Kalender) -> datetime:
    moment = slow_opening(start, kalender)
    if waktu.satuan == "hari":
        return slow_days(moment, waktu.jumlah, kalender)
    left = waktu.jumlah * {"menit": 1, "jam": 60}[waktu.satuan]
    while left:
        left -= works_next(moment, kalender)
        moment += MINUTE
    return moment


def slow_days(moment: datetime, count: int, kalender: Kalender) -> datetime:
    day = moment.date()
    while count:
        day += DAY
        count -= any(works_next(datetime.combine(day, time(), kalender.zone) + MINUTE * minute, kalender) for minute in range(1440))
    moment = datetime.combine(day, moment.time(), kalender.zone)
    later = [moment + MINUTE * ahead for ahead in range(1440) if (moment + MINUTE * ahead).date() == day]
    earlier = [moment - MINUTE * back for back in range(1440) if (moment - MINUTE * back).date() == day]
    return next(candidate for candidate in [*later, *earlier] if is_inside(candidate, kalender))


@settings(max_examples=60, deadline=None)
@given(
    starts,
    st.one_of(st.builds(WaktuBaku, st.integers(1, 900), st.just("menit")), st.builds(WaktuBaku, st.integers(1, 15), st.just("jam"))),
    calendars(),
)
def test_minutes_and_hours_agree_with_the_minute_by_minute_oracle(start: datetime, waktu: WaktuBaku, kalender: Kalender) -> None:
    assert due(start, waktu, kalender) == slow_due(start, waktu, kalender)


@settings(max_examples=60, deadline=None)
@given(starts, st.integers(1, 4), calendars())
def test_days_agree_with_the_minute_by_minute_oracle(start: datetime, count: int, kalender: Kalender) -> None:
    waktu = WaktuBaku(count, "hari")
    assert due(start, waktu, kalender) == slow_due(start, waktu, kalender)


@settings(max_examples=60, deadline=None)
@given(starts, st.integers(0, 6000), calendars())
def test_worked_agrees_with_the_minute_by_minute_oracle(start: datetime, length: int, kalender: Kalender) -> None:
    local = start.astimezone(kalender.zone)
    slow = sum(works_next(local + MINUTE * offset, kalender) for offset in range(length))
    assert worked(start, start + MINUTE * length, kalender) == slow


@given(
    starts,
    st.one_of(st.builds(WaktuBaku, amounts, st.sampled_from(["menit", "jam"])), st.builds(WaktuBaku, st.integers(1, 40), st.just("hari"))),
    calendars(),
)
def test_a_due_time_is_inside_working_time_and_later_than_the_opening(start: datetime, waktu: WaktuBaku, kalender: Kalender) -> None:
    found = due(start, waktu, kalender)
    assert is_inside(found, kalender)
    assert found > opening(start, kalender) >= start
    assert found.tzinfo is kalender.zone


@given(starts, starts, amounts, st.sampled_from(["menit", "jam", "hari"]), calendars())
def test_who_starts_later_is_not_due_earlier(one: datetime, other: datetime, amount: int, satuan: str, kalender: Kalender) -> None:
    early, late = sorted((one, other))
    waktu = WaktuBaku(amount if satuan != "hari" else amount % 20 + 1, satuan)
    assert due(early, waktu, kalender) <= due(late, waktu, kalender)


@given(starts, amounts, amounts, calendars())
def test_more_time_is_due_later(start: datetime, amount: int, more: int, kalender: Kalender) -> None:
    assert due(start, WaktuBaku(amount, "menit"), kalender) < due(start, WaktuBaku(amount + more, "menit"), kalender)


@given(starts, amounts, amounts, calendars())
def test_minutes_add_up(start: datetime, first: int, second: int, kalender: Kalender) -> None:
    in_two = due(due(start, WaktuBaku(first, "menit"), kalender), WaktuBaku(second, "menit"), kalender)
    assert in_two == due(start, WaktuBaku(first + second, "menit"), kalender)


@given(starts, st.integers(1, 50), calendars())
def test_an_hour_is_sixty_minutes(start: datetime, hours: int, kalender: Kalender) -> None:
    assert due(start, WaktuBaku(hours, "jam"), kalender) == due(start, WaktuBaku(hours * 60, "menit"), kalender)


@given(starts, amounts, st.integers(0, 59), calendars())
@example(datetime(2027, 2, 5, 16, 20, tzinfo=WIB), 20, 0, Kalender(ramadan=((date(2027, 2, 8), date(2027, 3, 9)),)))
def test_worked_gives_back_what_was_due(start: datetime, amount: int, seconds: int, kalender: Kalender) -> None:
    start += timedelta(seconds=seconds)
    assert worked(start, due(start, WaktuBaku(amount, "menit"), kalender), kalender) == amount


@given(starts, starts, starts, calendars())
def test_worked_minutes_add_up(one: datetime, two: datetime, three: datetime, kalender: Kalender) -> None:
    start, middle, end = sorted((one, two, three))
    assert worked(start, middle, kalender) + worked(middle, end, kalender) == worked(start, end, kalender)
    assert worked(end, start, kalender) == 0


@given(starts, calendars())
def test_nothing_is_worked_before_the_opening(start: datetime, kalender: Kalender) -> None:
    opened = opening(start, kalender)
    assert worked(start, opened, kalender) == 0
    assert opening(opened, kalender) == opened


@given(starts, st.integers(1, 60), calendars())
def test_days_land_on_the_nth_working_day_at_the_same_clock_time_or_as_near_as_it_is_open(start: datetime, count: int, kalender: Kalender) -> None:
    opened = opening(start, kalender)
    found = due(start, WaktuBaku(count, "hari"), kalender)
    between = [opened.date() + DAY * offset for offset in range(1, (found.date() - opened.date()).days + 1)]
    assert sum(bool(kalender.hours(day)) for day in between) == count
    wished = datetime.combine(found.date(), opened.time(), kalender.zone)
    hours = kalender.slots(found.date())
    if is_inside(wished, kalender):
        assert found == wished
    elif wished > hours[-1][1]:
        assert found == hours[-1][1]
    else:
        assert found == min(begin for begin, _ in hours if begin > wished)


@given(own_weeks)
def test_own_hours_survive_being_kept_as_data(week: Week) -> None:
    assert week_from(week_as_data(week)) == dict(sorted(week.items()))


def test_years_ahead_cost_milliseconds() -> None:
    kalender = Kalender(ramadan=((date(2027, 2, 8), date(2027, 3, 9)),))
    start = datetime(2027, 1, 4, 8, tzinfo=WIB)
    began = perf_counter()
    for waktu in (WaktuBaku(1_000_000, "menit"), WaktuBaku(20_000, "jam"), WaktuBaku(2_500, "hari")):
        worked(start, due(start, waktu, kalender), kalender)
    assert perf_counter() - began < 1.0
