"""The office's own calendar over the national one, and what it does to a working day."""

from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from renjana.organisasi.actions.kalender import save_day, save_ramadan
from renjana.organisasi.models import HariLibur, Ramadan
from renjana.organisasi.queries import kalender_of, national_holidays
from renjana.organisasi.refusal import Refused
from renjana.organisasi.rules import guessed_ramadan, overlap, workdays
from renjana.organisasi.year import year_of
from tests.people import MONDAY, WIB, Dinas

ANNIVERSARY = date(2027, 7, 1)
LEAVE = date(2027, 3, 12)


def admin(dinas: Dinas) -> Client:
    client = Client()
    client.force_login(dinas.admin)
    return client


def test_an_own_closing_and_a_day_worked_change_the_working_calendar(dinas: Dinas) -> None:
    save_day(dinas.pd, ANNIVERSARY, "Hari jadi", masuk=False, by=dinas.admin, now=MONDAY)
    save_day(dinas.pd, LEAVE, "SE 1/2027", masuk=True, by=dinas.admin, now=MONDAY)
    kalender = kalender_of(dinas.pd, [2027])
    assert kalender.slots(ANNIVERSARY) == ()
    assert kalender.slots(LEAVE)[0][0] == datetime(2027, 3, 12, 7, 30, tzinfo=WIB)


def test_another_agency_keeps_its_own_calendar(dinas: Dinas, other_dinas: Dinas) -> None:
    save_day(dinas.pd, ANNIVERSARY, "Hari jadi", masuk=False, by=dinas.admin, now=MONDAY)
    assert kalender_of(other_dinas.pd, [2027]).slots(ANNIVERSARY) != ()


def test_what_the_agency_says_holds_over_what_the_pemda_says(dinas: Dinas) -> None:
    HariLibur.objects.create(pemda=dinas.pd.pemda, tanggal=ANNIVERSARY, sebab="Libur daerah")
    save_day(dinas.pd, ANNIVERSARY, "Pelayanan tetap buka", masuk=True, by=dinas.admin, now=MONDAY)
    assert kalender_of(dinas.pd, [2027]).slots(ANNIVERSARY) != ()
    day = next(day for day in year_of(dinas.pd, 2027).days if day.tanggal == ANNIVERSARY)
    assert (day.kind, day.works, day.sebab) == ("pemda", True, "Libur daerah")


@pytest.mark.parametrize(
    ("day", "masuk", "words"),
    [(date(2027, 7, 2), True, "bukan hari libur"), (date(2027, 7, 3), False, "akhir pekan")],
)
def test_a_word_that_changes_nothing_is_refused(dinas: Dinas, day: date, masuk: bool, words: str) -> None:
    with pytest.raises(Refused, match=words):
        save_day(dinas.pd, day, "sebab", masuk=masuk, by=dinas.admin, now=MONDAY)


def test_a_day_said_again_replaces_what_was_said(dinas: Dinas) -> None:
    save_day(dinas.pd, ANNIVERSARY, "Hari jadi", masuk=False, by=dinas.admin, now=MONDAY)
    save_day(dinas.pd, ANNIVERSARY, "Pilkada", masuk=False, by=dinas.admin, now=MONDAY)
    assert [entry.sebab for entry in HariLibur.objects.all()] == ["Pilkada"]


def test_the_page_closes_a_day_and_takes_it_back(dinas: Dinas) -> None:
    client = admin(dinas)
    before = year_of(dinas.pd, 2027).total
    answer = client.post("/pengaturan/kalender/", {"tanggal": "1 Juli 2027", "jenis": "libur", "sebab": "Hari jadi"})
    assert answer.headers["Location"] == "/pengaturan/kalender/?tahun=2027"
    assert year_of(dinas.pd, 2027).total == before - 1
    assert client.post(f"/pengaturan/kalender/{HariLibur.objects.get().pk}/").status_code == 302
    assert year_of(dinas.pd, 2027).total == before
    wrong = client.post("/pengaturan/kalender/", {"tanggal": "32/1/2027", "jenis": "libur", "sebab": ""})
    assert wrong.status_code == 422


@pytest.mark.parametrize("tahun", ["abc", "99999", "0001", "²²²²", "-1", "2027&tahun=x"])
def test_a_strange_year_still_shows_a_calendar(dinas: Dinas, tahun: str) -> None:
    assert admin(dinas).get(f"/pengaturan/kalender/?tahun={tahun}").status_code == 200


def test_ramadan_is_guessed_from_idulfitri_until_it_is_kept(dinas: Dinas) -> None:
    assert year_of(dinas.pd, 2027).guess == (date(2027, 2, 8), date(2027, 3, 9))
    save_ramadan(dinas.pd, date(2027, 2, 8), date(2027, 3, 9), "SE 3/2027", by=dinas.admin, now=MONDAY)
    year = year_of(dinas.pd, 2027)
    assert (year.guess, [entry.sumber for entry in year.ramadan]) == (None, ["SE 3/2027"])
    assert kalender_of(dinas.pd, [2027]).slots(date(2027, 2, 9))[0][0].hour == 8


def test_ramadan_of_a_year_is_kept_once_and_is_a_month(dinas: Dinas) -> None:
    save_ramadan(dinas.pd, date(2027, 2, 8), date(2027, 3, 9), "", by=dinas.admin, now=MONDAY)
    save_ramadan(dinas.pd, date(2027, 2, 9), date(2027, 3, 9), "Isbat", by=dinas.admin, now=MONDAY)
    assert [entry.mulai for entry in Ramadan.objects.all()] == [date(2027, 2, 9)]
    with pytest.raises(Refused, match="paling lama 30 hari"):
        save_ramadan(dinas.pd, date(2028, 1, 1), date(2028, 3, 1), "", by=dinas.admin, now=MONDAY)


def test_ramadan_is_the_pengelola_s_to_change(dinas: Dinas) -> None:
    client = Client()
    client.force_login(dinas.sekretaris)
    assert client.post("/pengaturan/ramadan/", {"mulai": "8/2/2027", "selesai": "9/3/2027"}).status_code == 403
    assert admin(dinas).post("/pengaturan/ramadan/", {"mulai": "8/2/2027", "selesai": "9/3/2027"}).status_code == 302
    assert Ramadan.objects.count() == 1


def test_the_guess_agrees_with_the_years_that_are_known() -> None:
    assert [guessed_ramadan(national_holidays(year)) for year in (2026, 2027)] == [
        (date(2026, 2, 19), date(2026, 3, 20)),
        (date(2027, 2, 8), date(2027, 3, 9)),
    ]


@given(st.integers(min_value=2000, max_value=2099), st.sets(st.integers(min_value=0, max_value=364), max_size=40))
def test_working_days_of_the_months_are_the_weekdays_that_are_open(year: int, numbers: set[int]) -> None:
    closed = {date(year, 1, 1) + timedelta(days=number) for number in numbers}
    days = [date(year, 1, 1) + timedelta(days=number) for number in range(366)]
    open_days = [day for day in days if day.year == year and day.weekday() < 5 and day not in closed]
    assert workdays(year, closed) == tuple(sum(day.month == month for day in open_days) for month in range(1, 13))


STRETCH = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(sorted)


@given(STRETCH, STRETCH)
def test_stretches_meet_when_they_share_a_day(one: list[int], other: list[int]) -> None:
    def day(number: int) -> date:
        return date(2027, 1, 1) + timedelta(days=number)

    shared = set(range(one[0], one[1] + 1)) & set(range(other[0], other[1] + 1))
    assert overlap(day(one[0]), day(one[1]), [(day(other[0]), day(other[1]))]) == bool(shared)
    assert overlap(day(one[0]), None, [(day(other[0]), day(other[1]))]) == (one[0] <= other[1])
