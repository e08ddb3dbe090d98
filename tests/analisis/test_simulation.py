"""What if, as values: sums are met exactly, nothing falls below zero, protected rows keep what they have, sources follow."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from renjana.alur.rules import Refused
from renjana.analisis.findings import CheckValues, PrioritasValue
from renjana.analisis.simulation import JUMLAH, PERSEN, Kaidah, apply_rule, changed_rows, kaidah_from, mandatory, row_key, share, simulate, words_of
from renjana.renja.values import RencanaValue, SumberDanaValue
from renjana.renstra.codes import program_of
from tests.renja.plans import a_plan, a_rencana

AMOUNTS = st.one_of(st.none(), st.integers(0, 10**12))
UNITS = st.sampled_from([1, 1_000, 100_000, 1_000_000])
patient = settings(deadline=timedelta(seconds=5), suppress_health_check=[HealthCheck.too_slow])
PAD, DAU = ("1.1", "PAD"), ("1.2.1.01.02", "DAU")
PLACES = [("2.16.02.2.01.0014", "IKP"), ("2.16.03.2.02.0040", "APTIKA"), ("2.16.03.2.02.0043", "APTIKA"), ("2.20.02.2.01.0019", "STATISTIK")]


@st.composite
def rows(draw: st.DrawFn) -> tuple[RencanaValue, ...]:
    """Rows of three bidang; some have sources whose amounts make up the pagu, some do not."""
    found = []
    for kode, bidang in PLACES:
        pagu = draw(AMOUNTS)
        first = draw(st.integers(0, pagu or 0))
        sources = draw(st.sampled_from([(), (SumberDanaValue(*PAD),), (SumberDanaValue(*PAD, first), SumberDanaValue(*DAU, (pagu or 0) - first))]))
        found.append(RencanaValue(kode, kode, bidang, pagu, sumber_dana=sources))
    return tuple(found)


@patient
@given(st.integers(0, 10**13), st.lists(st.integers(0, 10**12), min_size=1, max_size=8), UNITS)
def test_a_share_meets_its_sum_in_whole_units_and_never_below_zero(total: int, weights: list[int], unit: int) -> None:
    assume(sum(weights))
    parts = share(total, weights, unit)
    assert sum(parts) == total
    assert min(parts) >= 0
    assert sum(part % unit != 0 for part in parts) <= 1
    assert all(part == 0 for part, weight in zip(parts, weights, strict=True) if not weight)
    exact = [Decimal(total) * weight / sum(weights) for weight in weights]
    rest = total % unit
    assert all(abs(part - wanted) < unit + rest for part, wanted in zip(parts, exact, strict=True))


@patient
@given(rows(), st.integers(0, 4 * 10**12), UNITS)
def test_after_a_cut_the_plan_is_exactly_its_ceiling(plan: tuple[RencanaValue, ...], ceiling: int, unit: int) -> None:
    assume(sum(row.pagu or 0 for row in plan))
    after = apply_rule(plan, Kaidah(JUMLAH, Decimal(ceiling), bulat=unit), ())
    assert sum(row.pagu or 0 for row in after) == ceiling
    assert min(row.pagu or 0 for row in after) >= 0


@patient
@given(rows(), st.decimals(-100, 400, places=2), UNITS, st.sets(st.sampled_from([f"{kode}~{bidang}~0" for kode, bidang in PLACES])))
def test_protected_rows_are_untouched_and_the_others_follow_the_percentage(
    plan: tuple[RencanaValue, ...], percent: Decimal, unit: int, kept: set[str]
) -> None:
    kaidah = Kaidah(PERSEN, percent, bulat=unit, lindungi=frozenset(kept))
    free = sum(row.pagu or 0 for row in plan if row_key(row) not in kaidah.lindungi)
    assume(free)
    after = apply_rule(plan, kaidah, ())
    assert [new for old, new in zip(plan, after, strict=True) if row_key(old) in kaidah.lindungi] == [
        row for row in plan if row_key(row) in kaidah.lindungi
    ]
    moved = sum(row.pagu or 0 for row in after if row_key(row) not in kaidah.lindungi)
    assert abs(moved - Decimal(free) * (100 + percent) / 100) <= Decimal(unit) / 2
    assert min(row.pagu or 0 for row in after) >= 0


@patient
@given(rows(), st.integers(0, 10**12), UNITS)
def test_sources_go_on_making_up_the_pagu_and_another_source_stays(plan: tuple[RencanaValue, ...], wanted: int, unit: int) -> None:
    try:
        after = apply_rule(plan, Kaidah(JUMLAH, Decimal(wanted), sumber=PAD[0], bulat=unit), ())
    except Refused:
        return
    for old, new in zip(plan, after, strict=True):
        if len(new.sumber_dana) == 2:
            assert sum(source.pagu or 0 for source in new.sumber_dana) == (new.pagu or 0)
            assert new.sumber_dana[1] == old.sumber_dana[1]


@patient
@given(rows(), st.sampled_from(["2.16.02", "2.16.03", ""]), st.sampled_from(["APTIKA", ""]), st.integers(0, 10**9))
def test_rows_outside_the_scope_keep_everything(plan: tuple[RencanaValue, ...], program: str, bidang: str, wanted: int) -> None:
    try:
        after = apply_rule(plan, Kaidah(JUMLAH, Decimal(wanted), program=program, bidang=bidang), ())
    except Refused:
        return
    within = [(program in {"", program_of(row.kode)}) and bidang in {"", row.bidang} for row in plan]
    assert [new for new, own in zip(after, within, strict=True) if not own] == [old for old, own in zip(plan, within, strict=True) if not own]
    assert sum(row.pagu or 0 for row, own in zip(after, within, strict=True) if own) == wanted


def test_a_remainder_goes_to_the_largest_fractions() -> None:
    assert share(100_000, [1, 1, 1], 1_000) == [34_000, 33_000, 33_000]
    assert share(10, [5, 3, 3], 1) == [4, 3, 3]
    assert share(1_500, [1, 3], 1_000) == [0, 1_500]


def test_what_cannot_be_done_is_said_with_what_to_change() -> None:
    plan = (a_rencana(pagu=100_000),)
    with pytest.raises(Refused, match="Tidak ada pagu yang dapat diubah"):
        apply_rule(plan, Kaidah(PERSEN, Decimal(-10), bidang="IKP"), ())
    two = (*plan, a_rencana("2.16.03.2.02.0043", 50_000))
    with pytest.raises(Refused, match=r"yang dilindungi saja sudah Rp100\.000, melebihi Rp90\.000"):
        apply_rule(two, Kaidah(JUMLAH, Decimal(90_000)), {row_key(plan[0])})
    with pytest.raises(Refused, match="Kaidah 2: Pagu tidak dapat dikurangi lebih dari 100%"):
        simulate(CheckValues(a_plan(*two)), [Kaidah(PERSEN, Decimal(-10)), Kaidah(PERSEN, Decimal(-101))])


def test_salaries_and_what_is_marked_spm_or_mandatory_count_as_mandatory() -> None:
    salary = replace(a_rencana(), kode="2.16.01.2.02.0001")
    plan = a_plan(salary, a_rencana(), a_rencana("2.16.03.2.02.0043"))
    tags = {"2.16.03.2.02.0043": PrioritasValue(tag=("Mandatory spending",))}
    assert {key.split("~")[0] for key in mandatory(CheckValues(plan, prioritas=tags))} == {"2.16.01.2.02.0001", "2.16.03.2.02.0043"}


def test_rules_follow_one_another_are_kept_and_told_in_words() -> None:
    plan = a_plan(a_rencana(pagu=200_000_000), a_rencana("2.16.03.2.02.0043", 100_000_000))
    rules = [Kaidah(PERSEN, Decimal(-10)), Kaidah(JUMLAH, Decimal(250_000_000), bidang="APTIKA", bulat=1, wajib=False)]
    after = simulate(CheckValues(plan), rules).plan
    assert [row.pagu for row in after.rows] == [166_666_667, 83_333_333]
    assert [(one.pagu, one.menjadi) for one in changed_rows(plan.rows, after.rows)] == [(200_000_000, 166_666_667), (100_000_000, 83_333_333)]
    assert [kaidah_from(one.as_json()) for one in rules] == rules
    assert words_of(rules[0], plan) == "kurangi 10% untuk seluruh rencana, dibulatkan ke Rp1.000, baris wajib tetap"
    assert words_of(rules[1], plan) == "sesuaikan menjadi Rp250.000.000 untuk Bidang Aplikasi Informatika"
