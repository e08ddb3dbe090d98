"""Faults of every kind, planted into clean plans: each is found under its own name, and nothing else is found."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renjana.analisis.checks import CHECKS
from renjana.analisis.findings import CheckValues
from renjana.analisis.rules import find
from tests.analisis.clean import Clean, a_clean
from tests.analisis.planters import GATE_STAGE, IMPLIED, PLANTERS

pytestmark = pytest.mark.once
KINDS = tuple(check.kode for check in CHECKS)
FAULTS = 300
SIZE = 300


def plant(clean: Clean, kode: str, seed: int) -> tuple[set[str], set[str], str]:
    """The kinds found after planting one fault, the objects named by its own kind, and the object it was planted in."""
    base: CheckValues = clean.gate if kode in GATE_STAGE else clean.analysis
    planted = PLANTERS[kode](base, Random(seed))  # noqa: S311 - a seed plants the same fault again
    found = find(planted.values)
    return {one.kode for one in found}, {one.objek for one in found if one.kode == kode}, planted.objek


def test_there_is_a_planter_for_every_check() -> None:
    assert sorted(PLANTERS) == sorted(KINDS)
    assert len(KINDS) == 57


@pytest.mark.parametrize("seed", range(4))
def test_a_clean_plan_of_three_hundred_sub_kegiatan_has_no_finding(seed: int) -> None:
    clean = a_clean(SIZE, seed)
    assert sum(len(row.indikator) for row in clean.analysis.plan.rows) == 900
    assert find(clean.analysis) == ()
    assert find(clean.gate) == ()


def test_three_hundred_planted_faults_are_all_found_and_none_is_misnamed() -> None:
    clean, wrong = a_clean(SIZE), []
    for seed in range(FAULTS):
        kode = KINDS[seed % len(KINDS)]
        kinds, objects, planted = plant(clean, kode, seed)
        if kinds != {kode} | IMPLIED.get(kode, frozenset()) or objects != {planted}:
            wrong.append((seed, kode, sorted(kinds), sorted(objects)[:3], planted))
    assert wrong == []


@settings(max_examples=80, deadline=None)
@given(size=st.sampled_from((150, 210)), seed=st.integers(0, 2**31), kode=st.sampled_from(KINDS))
def test_a_fault_in_any_plan_is_found_under_its_own_name(size: int, seed: int, kode: str) -> None:
    kinds, objects, planted = plant(a_clean(size, seed % 2), kode, seed)
    assert kinds == {kode} | IMPLIED.get(kode, frozenset())
    assert objects == {planted}
