"""Three hundred due times that can be checked by hand, held against the product and against a count of single minutes."""

import re
import tomllib
from collections import Counter
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from renjana.sop.waktu import WIB, Kalender, due, parse
from tests.sop.test_waktu import slow_due

pytestmark = pytest.mark.once

DATA: dict[str, Any] = tomllib.loads(Path(__file__).with_name("tenggat.toml").read_text("utf-8"))
CLOSED = frozenset(date.fromisoformat(day) for day in DATA["libur"])
OFFICE = Kalender(libur=CLOSED, ramadan=((DATA["ramadan"][0], DATA["ramadan"][1]),))
ROWS = [(section, *row) for section, table in DATA["kasus"].items() for row in table["baris"]]
CHANGES = DATA["perubahan"]["baris"]
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def at(text: str) -> datetime:
    """A moment as the file writes it; its day of the week must be right too."""
    found = datetime.strptime(text[4:], "%Y-%m-%d %H.%M").replace(tzinfo=WIB)
    assert text[:3] == DAYS[found.weekday()], text
    return found


def test_the_file_holds_three_hundred_different_cases_with_their_reasons() -> None:
    cases = [tuple(row[:2]) for _, *row in ROWS] + [tuple(row[:3]) for row in CHANGES]
    assert len(cases) == 300
    assert [case for case, count in Counter(cases).items() if count > 1] == []
    assert all(row[-1] for row in [*ROWS, *CHANGES])


@pytest.mark.parametrize("section", DATA["kasus"])
def test_every_due_time_is_the_one_of_the_file_and_of_the_count_of_minutes(section: str) -> None:
    for name, start, standard, expected, _ in ROWS:
        if name == section:
            found = due(at(start), parse(standard), OFFICE)
            assert (start, standard, found) == (start, standard, at(expected))
            assert slow_due(at(start), parse(standard), OFFICE) == found


def test_a_day_closed_in_mid_run_moves_the_due_time_as_the_file_says() -> None:
    for start, standard, day, before, after, reason in CHANGES:
        later = Kalender(libur=CLOSED | {date.fromisoformat(day[4:])}, ramadan=OFFICE.ramadan)
        assert due(at(start), parse(standard), OFFICE) == at(before)
        assert due(at(start), parse(standard), later) == at(after)
        assert slow_due(at(start), parse(standard), later) == at(after)
        assert (before == after) == reason.startswith("not touched")


def test_the_stretches_of_the_reasons_add_up_to_the_standard_and_end_at_the_due_time() -> None:
    """The words are held to the figures, so that who checks by hand checks what the machine does."""
    told = 0
    for start, standard, expected, reason in [row[1:] for row in ROWS] + [[row[0], row[1], row[4], row[5]] for row in CHANGES]:
        stretches = re.findall(r"(\d\d)\.(\d\d)-(\d\d)\.(\d\d)", reason)
        if "Hari" in standard or "slots" in reason:
            assert f"{parse(standard).jumlah} working day" in reason or "slots" in reason
            continue
        minutes = sum(int(c) * 60 + int(d) - int(a) * 60 - int(b) for a, b, c, d in stretches)
        assert minutes == parse(standard).jumlah * (60 if parse(standard).satuan == "jam" else 1), (start, standard)
        assert expected.endswith(".".join(stretches[-1][2:]))
        told += 1
    assert told > 150


def test_no_due_time_of_the_file_is_outside_working_time() -> None:
    for expected in [row[3] for row in ROWS] + [row[4] for row in CHANGES]:
        moment = at(expected)
        assert moment.weekday() < 5
        assert time(7, 30) <= moment.time() <= time(16, 30)


def test_more_holidays_never_make_a_standard_due_earlier() -> None:
    for _, start, standard, expected, _ in ROWS:
        closed = at(start).date() + timedelta(days=1)
        assert due(at(start), parse(standard), Kalender(libur=CLOSED | {closed}, ramadan=OFFICE.ramadan)) >= at(expected)
