"""How urgent a task is, in words a person would use."""

from datetime import timedelta

import pytest

from renjana.web.queries import rounded, urgency
from tests.people import MONDAY, WIB


@pytest.mark.parametrize(("minutes", "shown"), [(0, 0), (449, 449), (450 + 119, 450 + 60), (450 * 5 + 119, 450 * 5)])
def test_long_stretches_are_rounded(minutes: int, shown: int) -> None:
    assert rounded(minutes) == shown


@pytest.mark.parametrize(
    ("due_in", "minutes", "tone", "word"),
    [
        (timedelta(minutes=-31), 31, "red", "lewat 31 menit"),
        (timedelta(0), 0, "amber", "tenggat hari ini 08.00"),
        (timedelta(hours=5), 300, "amber", "tenggat hari ini 13.00"),
        (timedelta(days=2), 900, "", "2 hari kerja lagi"),
        (timedelta(days=1), 430, "", "7 jam 10 menit kerja lagi"),
    ],
)
def test_a_due_time_has_a_tone_and_a_word(due_in: timedelta, minutes: int, tone: str, word: str) -> None:
    assert urgency(MONDAY + due_in, MONDAY, WIB, minutes) == (tone, word)
