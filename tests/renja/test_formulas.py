"""The computed columns of T-C.29."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renjana.renja.formulas import achievement, evaluate, predikat
from renjana.renja.values import RealisasiValue

pytestmark = pytest.mark.once

POSITIVE = st.decimals(min_value="0.01", max_value="999999", places=2)
TIPE = st.sampled_from(["akumulatif", "persentase", "nilai_akhir", "tren_negatif"])


def a_report(tipe: str, *numbers: str | None) -> RealisasiValue:
    return RealisasiValue("2.16.03.2.02.0043", "Jumlah titik", tipe, "Titik", *(Decimal(one) if one else None for one in numbers))


def test_akumulatif_adds_as_the_example_of_the_table_does() -> None:
    judged = evaluate(a_report("akumulatif", "100", "20", "25", "20", "30"))
    assert (judged.tingkat_realisasi, judged.perkiraan_capaian, judged.tingkat_capaian) == (Decimal("80.00"), Decimal(70), Decimal("70.00"))


def test_persentase_takes_the_last_value_as_the_example_of_the_table_does() -> None:
    judged = evaluate(a_report("persentase", "95", "80", "85", "83", "90"))
    assert (judged.tingkat_realisasi, judged.perkiraan_capaian, judged.tingkat_capaian) == (Decimal("97.65"), Decimal(90), Decimal("94.74"))


def test_tren_negatif_is_better_when_smaller() -> None:
    judged = evaluate(a_report("tren_negatif", "10", None, "20", "25", "12"))
    assert (judged.tingkat_realisasi, judged.perkiraan_capaian, judged.tingkat_capaian) == (Decimal("80.00"), Decimal(12), Decimal("83.33"))


def test_what_cannot_be_divided_stays_empty() -> None:
    judged = evaluate(a_report("akumulatif", None, None, None, "20", None))
    assert (judged.tingkat_realisasi, judged.perkiraan_capaian, judged.tingkat_capaian) == (None, None, None)
    assert achievement(Decimal(0), Decimal(5), "akumulatif") is None
    assert achievement(Decimal(5), Decimal(0), "tren_negatif") is None


@given(POSITIVE, TIPE)
def test_reaching_the_target_exactly_is_a_hundred_percent(target: Decimal, tipe: str) -> None:
    assert achievement(target, target, tipe) == Decimal("100.00")


@given(POSITIVE, POSITIVE, POSITIVE, POSITIVE, POSITIVE)
def test_akumulatif_adds_three_years_and_the_others_only_the_last(a: Decimal, b: Decimal, c: Decimal, d: Decimal, e: Decimal) -> None:
    numbers = [str(one) for one in (a, b, c, d, e)]
    assert evaluate(a_report("akumulatif", *numbers)).perkiraan_capaian == b + d + e
    assert evaluate(a_report("nilai_akhir", *numbers)).perkiraan_capaian == e


def test_predicates_follow_the_scale_without_gaps() -> None:
    words = [predikat(Decimal(one)) for one in ("91", "90.99", "76", "75.99", "66", "51", "50.99")]
    assert words == ["Sangat Tinggi", "Tinggi", "Tinggi", "Sedang", "Sedang", "Rendah", "Sangat Rendah"]
