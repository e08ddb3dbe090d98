"""The schedule of an SOP, forward and back, and its picture."""

import json
import re
import xml.etree.ElementTree as ET
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renjana.sop.definition import shipped
from renjana.sop.jadwal import as_json, back_from, forward, latest_start
from renjana.sop.jadwal_svg import clock, jadwal_svg
from renjana.sop.model import Sop
from renjana.sop.waktu import WIB, Kalender, WaktuBaku, due, parse, worked
from tests.sop.sops import a_langkah, a_sop, sops
from tests.sop.test_jadwal import DATA, OFFICE
from tests.sop.test_waktu import MINUTE, calendars, is_inside, starts

pytestmark = pytest.mark.once

standards = st.one_of(
    st.builds(WaktuBaku, st.integers(1, 900), st.just("menit")),
    st.builds(WaktuBaku, st.integers(1, 20), st.just("jam")),
    st.builds(WaktuBaku, st.integers(1, 10), st.just("hari")),
)
LATE = datetime(2027, 3, 1, 9, 0, tzinfo=WIB)


@pytest.mark.parametrize("jadwal", DATA["jadwal"], ids=lambda jadwal: jadwal["nama"])
def test_forward_is_the_known_schedule(jadwal: dict[str, object]) -> None:
    start = jadwal["mulai"]
    assert isinstance(start, datetime)
    made = forward(shipped(), start.replace(tzinfo=WIB), OFFICE)
    assert [row.tenggat.replace(tzinfo=None) for row in made.baris] == jadwal["tenggat"]


def test_waiting_is_the_time_in_which_the_office_is_closed() -> None:
    made = forward(shipped(), datetime(2027, 1, 4, 8, tzinfo=WIB), OFFICE)
    rows = {row.nomor: (row.kerja, row.menunggu) for row in made.baris}
    night_and_holiday = (24 + 15) * 60 + 30
    assert (rows[1], rows[5], rows[6]) == ((10, 0), (120, 60), (180, night_and_holiday))


def test_a_start_on_a_closed_day_waits_for_the_opening() -> None:
    made = forward(shipped(), datetime(2027, 1, 2, 10, tzinfo=WIB), OFFICE)
    assert made.mulai == datetime(2027, 1, 4, 7, 30, tzinfo=WIB)
    assert made.baris[0].menunggu == 45 * 60 + 30


@pytest.mark.parametrize(
    ("deadline", "waktu", "expected"),
    [
        ("2027-01-06 10:00", "2 Jam", "2027-01-06 08:00"),
        ("2027-01-06 13:30", "2 Jam", "2027-01-06 10:30"),
        ("2027-01-06 12:30", "30 Menit", "2027-01-06 11:30"),
        ("2027-01-06 07:30", "30 Menit", "2027-01-04 15:30"),
        ("2027-01-08 09:00", "1 Hari", "2027-01-07 09:00"),
        ("2027-01-08 12:30", "1 Hari", "2027-01-07 11:30"),
        ("2027-01-10 09:00", "1 Hari", "2027-01-07 16:00"),
        ("2027-01-06 09:00", "1 Hari", "2027-01-04 09:00"),
    ],
)
def test_the_latest_start_is_found_by_hand_too(deadline: str, waktu: str, expected: str) -> None:
    found = latest_start(datetime.fromisoformat(deadline).replace(tzinfo=WIB), parse(waktu), OFFICE)
    assert found == datetime.fromisoformat(expected).replace(tzinfo=WIB)


@given(starts, standards, calendars())
@settings(max_examples=80, deadline=None)
def test_the_latest_start_meets_the_deadline_and_a_minute_later_would_not(deadline: datetime, waktu: WaktuBaku, kalender: Kalender) -> None:
    found = latest_start(deadline, waktu, kalender)
    assert due(found, waktu, kalender) <= deadline < due(found + MINUTE, waktu, kalender)
    assert is_inside(found, kalender)


@given(sops(most_steps=6), starts, calendars())
@settings(max_examples=40, deadline=None)
def test_going_back_from_a_deadline_and_forward_again_ends_in_time(sop: Sop, deadline: datetime, kalender: Kalender) -> None:
    small = a_sop(*(a_langkah(step.nomor, bentuk=step.bentuk, kembali=step.kembali, waktu=f"{step.nomor * 7} Menit") for step in sop.langkah))
    back = back_from(small, deadline, kalender)
    assert back.selesai <= deadline
    assert forward(small, back.mulai, kalender).selesai <= deadline
    assert forward(small, back.mulai + MINUTE, kalender).selesai > deadline


@given(starts, calendars())
@settings(max_examples=40, deadline=None)
def test_rows_follow_each_other_and_their_time_adds_up(start: datetime, kalender: Kalender) -> None:
    for made in (forward(shipped("rapat-internal"), start, kalender), back_from(shipped("rapat-internal"), start, kalender)):
        before = min(start, made.mulai)
        for row in made.baris:
            assert before <= row.mulai < row.tenggat
            assert row.kerja == worked(row.mulai, row.tenggat, kalender)
            assert row.kerja >= 1
            assert row.menunggu >= 0
            before = row.tenggat
        rows = made.baris
        first = min(start, made.mulai) if made.selesai > start else made.mulai
        assert sum(row.kerja + row.menunggu for row in rows) == (made.selesai - first) // MINUTE


def test_a_deadline_that_no_calendar_reaches_is_refused() -> None:
    with pytest.raises(ValueError, match=r"tidak terkejar|tidak memuat hari kerja"):
        latest_start(LATE, WaktuBaku(9000, "hari"), Kalender())
    with pytest.raises(ValueError, match="zonanya"):
        latest_start(LATE.replace(tzinfo=None), WaktuBaku(1, "hari"), Kalender())


def test_the_schedule_as_json_carries_zones() -> None:
    found = json.loads(json.dumps(as_json(forward(shipped(), datetime(2027, 1, 4, 8, tzinfo=WIB), OFFICE))))
    assert (found["mulai"], found["selesai"]) == ("2027-01-04T08:00:00+07:00", "2027-01-15T13:05:00+07:00")
    assert found["langkah"][5]["tenggat"] == "2027-01-06T09:10:00+07:00"


def svg_of(sop: Sop, start: datetime, kalender: Kalender = OFFICE) -> ET.Element:
    return ET.fromstring(jadwal_svg(forward(sop, start, kalender)))  # noqa: S314 - our own drawing


def words(root: ET.Element, kind: str) -> list[str]:
    return ["".join(each.itertext()) for each in root.iter() if each.get("class") == kind]


def test_the_picture_says_everything_in_words_and_holds_no_style_or_script() -> None:
    text = jadwal_svg(forward(shipped(), datetime(2027, 1, 4, 8, tzinfo=WIB), OFFICE))
    root = ET.fromstring(text)  # noqa: S314 - our own drawing
    title, told = ("".join(each.itertext()) for each in list(root)[:2])
    assert title == "Jadwal SOP Penyusunan Rencana Kerja (Renja): Senin 4 Jan 2027 08.00 sampai Jumat 15 Jan 2027 13.05"
    assert told.startswith("langkah 1, Sekretaris: Senin 4 Jan 08.00 sampai Senin 4 Jan 08.10; langkah 2, Perencana")
    assert told.count("; langkah ") == 12
    assert (root.get("role"), root.get("aria-labelledby")) == ("img", "jadwal-sop jadwal-sop-isi")
    assert re.findall(r"<style|<script|\sstyle=|\son\w+=|href=", text) == []
    assert len(text) < 16_000


def test_every_step_has_a_bar_and_its_due_time_and_closed_days_are_grey() -> None:
    root = svg_of(shipped(), datetime(2027, 1, 4, 8, tzinfo=WIB))
    assert len(words(root, "jadwal-bar")) == 13
    assert words(root, "jadwal-due")[-1] == "Jumat 15 Jan 13.05"
    assert len(words(root, "jadwal-closed")) == 3
    assert words(root, "jadwal-day") == ["Sen 4", "Jan 2027", "Rab 6", "Kam 7", "Jum 8", "Sen 11", "Sel 12", "Rab 13", "Kam 14", "Jum 15"]


def test_bars_do_not_leave_the_picture_however_long_the_schedule() -> None:
    sop = a_sop(a_langkah(1, bentuk="mulai", waktu="1 Menit"), a_langkah(2, waktu="366 Hari"), a_langkah(3, bentuk="selesai", uraian="kata " * 200))
    root = svg_of(sop, datetime(2027, 1, 4, 8, tzinfo=WIB))
    left, _, wide, _ = map(float, (root.get("viewBox") or "").split())
    places = [float(x) for each in root.iter() if each.get("class") == "jadwal-bar" for x in re.findall(r"[MH]([\d.]+)", each.get("d") or "")]
    assert min(places) >= left
    assert max(places) <= left + wide
    assert all("…" in text for text in words(root, "jadwal-step") if text.startswith("3."))


@given(sops(most_steps=8), starts, calendars())
@settings(max_examples=30, deadline=None)
def test_any_schedule_gives_a_sound_picture(sop: Sop, start: datetime, kalender: Kalender) -> None:
    small = a_sop(*(a_langkah(step.nomor, uraian=step.uraian, bentuk=step.bentuk, kembali=step.kembali) for step in sop.langkah))
    assert len(words(svg_of(small, start, kalender), "jadwal-bar")) == len(small.langkah)


def test_a_clock_is_written_as_people_say_it() -> None:
    assert clock(datetime.combine(date(2027, 5, 7), (LATE + timedelta(minutes=5)).time(), WIB)) == "Jumat 7 Mei 09.05"
