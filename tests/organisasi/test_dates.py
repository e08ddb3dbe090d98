"""Days, hours and stretches of time as Indonesians write them."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renjana.organisasi import dates

DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31))
NOON = datetime(2026, 11, 24, 2, 30, tzinfo=UTC)


@given(DAYS)
def test_a_day_as_printed_is_read_back(day: date) -> None:
    for text in (dates.tanggal(day), dates.tanggal_pendek(day), f"{day:%d/%m/%Y}", f"{day:%d-%m-%y}", day.isoformat()):
        assert dates.parse_tanggal(text) == day


@given(DAYS)
def test_the_day_of_the_week_is_right(day: date) -> None:
    monday = date(2026, 11, 23)
    assert dates.hari_tanggal(day).split(",")[0] == dates.DAYS[(day - monday).days % 7]


@pytest.mark.parametrize(("zone", "clock"), [("Asia/Jakarta", "09.30 WIB"), ("Asia/Makassar", "10.30 WITA"), ("Asia/Jayapura", "11.30 WIT")])
def test_the_clock_names_its_zone(zone: str, clock: str) -> None:
    assert dates.pukul(NOON, ZoneInfo(zone)) == clock
    assert dates.tanggal_waktu(NOON, ZoneInfo(zone)) == f"24 November 2026, {clock}"


@pytest.mark.parametrize(
    ("text", "words"),
    [("31/2/2027", "bukan tanggal yang ada"), ("besok", "bukan tanggal"), ("13/13/2027", "bukan tanggal yang ada"), ("", "bukan tanggal")],
)
def test_what_is_no_day_is_refused_with_a_sentence(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        dates.parse_tanggal(text)


@pytest.mark.parametrize(("minutes", "words"), [(0, "0 menit"), (211, "3 jam 31 menit"), (450, "1 hari"), (960, "2 hari 1 jam"), (-5, "0 menit")])
def test_a_stretch_of_working_time_is_said_in_words(minutes: int, words: str) -> None:
    assert dates.lama(minutes) == words


def test_months_are_roman_in_letter_numbers() -> None:
    assert [dates.romawi(month) for month in (1, 4, 9, 12)] == ["I", "IV", "IX", "XII"]
