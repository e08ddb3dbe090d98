"""Refused requests: every status has plain words, and a code to read over the phone."""

import re

import pytest

from renjana.web.problems import PROBLEMS, problem_of, reference_code


@pytest.mark.parametrize("status", [400, 403, 404, 409, 413, 422, 429, 500, 503])
def test_every_status_has_a_headline_a_reason_and_advice(status: int) -> None:
    row = PROBLEMS[status]
    assert all(text.endswith(".") for text in (row.reason, row.advice))
    assert not row.title.endswith(".")


def test_an_unknown_status_takes_the_row_of_its_class() -> None:
    assert problem_of(418) == PROBLEMS[400]
    assert problem_of(502) == PROBLEMS[500]


def test_reference_codes_avoid_letters_that_sound_or_look_alike() -> None:
    codes = {reference_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(re.fullmatch(r"[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}", code) for code in codes)
