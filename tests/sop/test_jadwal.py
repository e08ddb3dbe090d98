"""Due times of the seed's thirteen steps on known calendars, and the rule's own examples."""

import tomllib
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import holidays
import pytest

from renjana.sop.definition import shipped
from renjana.sop.pekan import NORMAL_WEEK, RAMADAN_WEEK, week_as_data, week_from, week_minutes
from renjana.sop.waktu import WIB, Kalender, WaktuBaku, due, opening, parse, standard_minutes, worked

DATA: dict[str, Any] = tomllib.loads(Path(__file__).with_name("jadwal.toml").read_text("utf-8"))
OFFICE = Kalender(libur=frozenset(DATA["libur"]), ramadan=((DATA["ramadan"][0], DATA["ramadan"][1]),))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=WIB)


@pytest.mark.parametrize("jadwal", DATA["jadwal"], ids=lambda jadwal: jadwal["nama"])
def test_each_step_is_due_when_the_schedule_says(jadwal: dict[str, Any]) -> None:
    moment, found = jadwal["mulai"].replace(tzinfo=WIB), []
    for langkah in shipped().langkah:
        moment = due(moment, parse(langkah.waktu), OFFICE)
        found.append(moment.replace(tzinfo=None))
    assert found == jadwal["tenggat"]


def test_the_standard_of_the_whole_sop_is_665_minutes_and_7_days() -> None:
    standards = [parse(langkah.waktu) for langkah in shipped().langkah]
    days = sum(waktu.jumlah for waktu in standards if waktu.satuan == "hari")
    minutes = sum(standard_minutes(waktu) for waktu in standards if waktu.satuan != "hari")
    assert (minutes, days) == (665, 7)
    total = sum(standard_minutes(waktu) for waktu in standards)
    assert total == 3815
    assert total / 60 == pytest.approx(63.583333333333336)
    assert total / 450 == pytest.approx(8.477777777777778)


def test_the_default_weeks_are_those_of_the_perpres() -> None:
    assert (week_minutes(NORMAL_WEEK) / 60, week_minutes(RAMADAN_WEEK) / 60) == (37.5, 32.5)


def test_the_closed_days_of_the_schedules_are_national_ones() -> None:
    national = holidays.country_holidays("ID", years=(2026, 2027), categories=("public", "government"), language="id")
    assert set(DATA["libur"]) <= set(national)


def test_the_national_calendar_knows_cuti_bersama() -> None:
    national = holidays.country_holidays("ID", years=2026, categories=("public", "government"), language="id")
    assert sorted(national.items())[:9] == [
        (date(2026, 1, 1), "Tahun Baru Masehi"),
        (date(2026, 1, 16), "Isra Mikraj Nabi Muhammad"),
        (date(2026, 2, 16), "Cuti Bersama Tahun Baru Imlek"),
        (date(2026, 2, 17), "Tahun Baru Imlek"),
        (date(2026, 3, 18), "Cuti Bersama Hari Suci Nyepi"),
        (date(2026, 3, 19), "Hari Suci Nyepi"),
        (date(2026, 3, 20), "Cuti Bersama Hari Raya Idul Fitri"),
        (date(2026, 3, 21), "Hari Raya Idul Fitri"),
        (date(2026, 3, 22), "Hari kedua dari Hari Raya Idul Fitri"),
    ]


@pytest.mark.parametrize(
    ("start", "waktu", "expected"),
    [
        pytest.param("2027-01-02 10:00", "1 Hari", "2027-01-06 07:30", id="Saturday opens on Monday, Tuesday is closed"),
        pytest.param("2027-01-07 11:45", "1 Hari", "2027-01-08 13:00", id="into Friday's break becomes the break's end"),
        pytest.param("2027-01-14 16:00", "1 Hari", "2027-01-15 16:00", id="Thursday's closing is inside Friday"),
        pytest.param("2027-01-15 16:20", "1 Hari", "2027-01-18 16:00", id="later than Monday's closing becomes its closing"),
        pytest.param("2027-01-15 16:30", "1 Hari", "2027-01-18 16:00", id="Friday's closing is still Friday"),
        pytest.param("2027-01-15 16:31", "1 Hari", "2027-01-19 07:30", id="after closing the clock starts at the next opening"),
        pytest.param("2027-02-05 07:30", "1 Hari", "2027-02-08 08:00", id="before the opening of Ramadan becomes its opening"),
        pytest.param("2027-03-09 12:15", "1 Hari", "2027-03-10 13:00", id="a break's start opens first, then meets the next day's break"),
        pytest.param("2027-01-06 11:00", "60 Menit", "2027-01-06 12:00", id="the end of a slot stays there"),
        pytest.param("2027-01-06 12:00", "1 Menit", "2027-01-06 13:01", id="a start at the end of a slot works on after the break"),
        pytest.param("2027-01-06 12:30", "1 Jam", "2027-01-06 14:00", id="a start in the break opens after it"),
        pytest.param("2027-01-06 05:00", "8 Jam", "2027-01-07 08:00", id="a start before opening waits for it"),
        pytest.param("2027-02-05 16:00", "1 Jam", "2027-02-08 08:30", id="half an hour before and half in Ramadan"),
        pytest.param("2027-03-09 14:30", "1 Jam", "2027-03-10 08:00", id="half an hour in and half after Ramadan"),
    ],
)
def test_a_standard_becomes_a_due_time_by_the_rule(start: str, waktu: str, expected: str) -> None:
    assert due(at(start), parse(waktu), OFFICE) == at(expected)


def test_a_due_time_stands_in_the_zone_of_the_calendar() -> None:
    makassar = Kalender(zone=ZoneInfo("Asia/Makassar"))
    found = due(at("2027-01-06 08:00"), WaktuBaku(1, "jam"), makassar)
    assert (found.isoformat(), found.tzinfo) == ("2027-01-06T10:00:00+08:00", makassar.zone)


def test_an_agency_may_have_its_own_hours() -> None:
    hours = {"senin": ["08.00-14.00"], "sabtu": ["08.00-12.00", "12.30-15:00"]}
    kalender = Kalender(pekan=week_from(hours), pekan_ramadan=week_from(hours))
    assert week_as_data(kalender.pekan) == {"senin": ["08.00-14.00"], "sabtu": ["08.00-12.00", "12.30-15.00"]}
    assert due(at("2027-01-05 09:00"), parse("5 Jam"), kalender) == at("2027-01-09 13:30")
    assert due(at("2027-01-04 13:00"), parse("1 Hari"), kalender) == at("2027-01-09 13:00")


def test_faulty_hours_are_named_all_at_once() -> None:
    with pytest.raises(ValueError, match="Hari") as caught:
        week_from({"senen": ["08.00-12.00"], "selasa": ["8 pagi"], "rabu": ["12.00-08.00"], "kamis": ["08.00-12.00", "11.00-13.00"]})
    assert str(caught.value).splitlines() == [
        'Hari "senen" tidak dikenal; pilih senin, selasa, rabu, kamis, jumat, sabtu, minggu.',
        'Selasa: Jam kerja "8 pagi" tidak terbaca; tulis seperti "07.30-12.00".',
        "Rabu: Jam kerja 12.00-08.00 berakhir sebelum dimulai.",
        "Kamis: Jam kerja 11.00-13.00 tidak terpisah dari jam sebelumnya.",
    ]


def test_a_week_without_any_hour_is_refused() -> None:
    with pytest.raises(ValueError, match="isi paling sedikit satu hari"):
        week_from({"senin": []})


def test_a_calendar_refuses_ranges_and_hours_that_run_backwards() -> None:
    with pytest.raises(ValueError, match=r"Ramadan 09-03-2027 s\.d\. 08-02-2027 berakhir sebelum dimulai"):
        Kalender(ramadan=((date(2027, 3, 9), date(2027, 2, 8)),))
    with pytest.raises(ValueError, match="berakhir sebelum dimulai"):
        Kalender(pekan={0: ((time(12), time(8)),)})


def test_a_calendar_without_working_days_is_refused() -> None:
    with pytest.raises(ValueError, match="tidak memuat hari kerja"):
        due(at("2027-01-04 08:00"), parse("1 Jam"), Kalender(pekan={}))
    with pytest.raises(ValueError, match="tidak memuat hari kerja"):
        due(at("2027-01-04 08:00"), WaktuBaku(9_999_999, "hari"), Kalender())


def test_a_time_without_zone_is_refused() -> None:
    naive = at("2027-01-04 08:00").replace(tzinfo=None)
    for call in (lambda: opening(naive, OFFICE), lambda: worked(naive, at("2027-01-04 09:00"), OFFICE)):
        with pytest.raises(ValueError, match="zonanya"):
            call()


@pytest.mark.parametrize(
    ("text", "expected"),
    [("10 Menit", WaktuBaku(10, "menit")), ("2 Jam", WaktuBaku(2, "jam")), (" 4 hari kerja ", WaktuBaku(4, "hari")), ("1JAM", WaktuBaku(1, "jam"))],
)
def test_a_printed_time_is_read(text: str, expected: WaktuBaku) -> None:
    assert parse(text) == expected


@pytest.mark.parametrize("text", ["", "0 Menit", "Menit", "-1 Jam", "1,5 Jam", "2 Minggu", "dua jam", "10", "12345678 Menit", "٣ Jam"])
def test_an_unreadable_time_says_how_to_write_it(text: str) -> None:
    with pytest.raises(ValueError, match="tidak terbaca; tulis bilangan dan satuannya"):
        parse(text)


def test_a_standard_prints_as_it_was_read() -> None:
    assert [str(parse(langkah.waktu)) for langkah in shipped().langkah] == [langkah.waktu for langkah in shipped().langkah]


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        ("2027-01-06 06:00", "2027-01-06 20:00", 450),
        ("2027-01-06 12:10", "2027-01-06 12:50", 0),
        ("2027-01-01 06:00", "2027-01-06 08:00", 450 + 30),
        ("2027-01-06 09:00", "2027-01-06 08:00", 0),
        ("2027-01-06 09:00:30", "2027-01-06 09:02:00", 1),
        ("2027-02-08 00:00", "2027-02-13 00:00", 1950),
    ],
)
def test_worked_minutes_are_counted_wherever_the_ends_fall(start: str, end: str, minutes: int) -> None:
    assert worked(at(start), at(end), OFFICE) == minutes
