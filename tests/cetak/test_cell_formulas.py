"""Formulas of the workbooks: what a spreadsheet reckons anew is what the product wrote beside them."""

import io
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renjana.analisis.sheets import sipd_workbook, tables_workbook
from renjana.cetak.cell_formulas import Formulas, column_letters
from renjana.renja.tables import COLUMNS
from renjana.renja.values import EvaluasiValue, PlanValues, RealisasiValue
from tests.cetak.evaluator import formulas_of
from tests.cetak.samples import STAMP
from tests.renja.plans import a_plan, a_rencana, a_renstra, an_evaluasi, an_rkpd

pytestmark = pytest.mark.once

CODES = ("2.16.02.2.01.0014", "2.16.02.2.01.0026", "2.16.03.2.01.0004", "2.16.03.2.02.0040", "2.20.02.2.01.0018", "2.16.01.2.02.0001")
TIPE = st.sampled_from(["akumulatif", "persentase", "nilai_akhir", "tren_negatif"])
COUNT = st.none() | st.decimals(0, 9999, places=2)
MONEY = st.none() | st.integers(0, 10**12)


def same(cached: Any, reckoned: Any) -> bool:
    """Equal as numbers, else as words; an empty cell is read as None."""
    if isinstance(reckoned, Decimal) and isinstance(cached, int | float):
        return Decimal(str(cached)) == reckoned
    return (cached or "") == (reckoned or "")


def differing(content: bytes) -> list[tuple[str, str, Any, Any]]:
    return [one for one in formulas_of(io.BytesIO(content)) if not same(one[2], one[3])]


def reports() -> st.SearchStrategy[tuple[RealisasiValue, ...]]:
    one = st.builds(RealisasiValue, st.sampled_from(CODES), st.just("Jumlah"), TIPE, st.sampled_from(["Titik", "%", 'Unit "A"']), *[COUNT] * 5)
    return st.lists(one, max_size=8).map(tuple)


def evaluations() -> st.SearchStrategy[tuple[EvaluasiValue, ...]]:
    quarters, money = st.tuples(COUNT, COUNT, COUNT, COUNT), st.tuples(MONEY, MONEY, MONEY, MONEY)
    one = st.builds(EvaluasiValue, st.sampled_from(CODES), st.just("Jumlah"), TIPE, st.just("Titik"), COUNT, MONEY, COUNT, MONEY, quarters, money)
    return st.lists(one, max_size=6).map(tuple)


def full_plan() -> PlanValues:
    """A plan with data for every table."""
    rows = [a_rencana(code, 100_000_000 + place) for place, code in enumerate(CODES)]
    realisasi = tuple(
        RealisasiValue(code, "Jumlah", tipe, "Titik", Decimal(100), Decimal(20), Decimal(25), Decimal("20.5"), Decimal(30))
        for code, tipe in zip(CODES, ["akumulatif", "persentase", "nilai_akhir", "tren_negatif"] * 2, strict=False)
    )
    rkpd = (an_rkpd("2.16.03", 300_000_000), an_rkpd("2.16.03.2.02.0040", 250_000_000), an_rkpd("2.21.02", 7_000))
    return a_plan(*rows, realisasi=realisasi, rkpd=rkpd, evaluasi=tuple(an_evaluasi(code) for code in CODES), renstra=a_renstra(*CODES))


def test_every_formula_of_every_table_gives_the_value_written_beside_it() -> None:
    content = tables_workbook(full_plan(), now=STAMP)
    assert differing(content) == []
    sheets = {cell.partition("!")[0] for cell, *_ in formulas_of(io.BytesIO(content))}
    assert sheets == {"T-C.29", "T-C.31", "T-C.33", "E.81", "E.81 (17 kolom)", "SIPD-RI"}


def test_the_pack_sums_by_formula_too() -> None:
    (total,) = formulas_of(io.BytesIO(sipd_workbook(full_plan(), now=STAMP)))
    assert same(total[2], total[3])


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(CODES), MONEY, MONEY), max_size=8, unique_by=lambda one: one[0]), reports(), evaluations())
def test_formulas_hold_for_any_plan(planned: list[tuple[str, Any, Any]], realisasi: tuple[Any, ...], evaluasi: tuple[Any, ...]) -> None:
    rows = [a_rencana(code, pagu, pagu_maju=maju) for code, pagu, maju in planned]
    plan = a_plan(*rows, realisasi=realisasi, evaluasi=evaluasi, renstra=a_renstra(*CODES))
    assert differing(tables_workbook(plan, now=STAMP)) == []


def test_a_head_without_an_indicator_has_no_formula_in_its_counts() -> None:
    plan = a_plan(realisasi=(RealisasiValue(CODES[3], "Jumlah", "akumulatif", "Titik", None, None, Decimal(0), Decimal(1), None),))
    found = {cell: (formula, value) for cell, formula, value, _ in formulas_of(io.BytesIO(tables_workbook(plan, now=STAMP)))}
    heads = [cell for cell in found if cell.startswith("T-C.29!")]
    assert {int(cell.partition("!")[2][1:]) for cell in heads} == {10}
    assert found["T-C.29!H10"][1] == found["T-C.29!J10"][1] == found["T-C.29!K10"][1] == "-"


def test_neighbours_are_summed_as_a_range_and_long_lists_in_parts() -> None:
    rows = [{"baris": "sub_kegiatan", "pagu": 1}, {"baris": "indikator", "pagu": ""}, {"baris": "sub_kegiatan", "pagu": None}] * 300
    formulas = Formulas(COLUMNS["t-c-33"], rows, 8)
    total = {"baris": "jumlah", "dari": {"pagu": [0, 2, 3, 5]}}
    assert formulas.of(total, "pagu", 20, "") == "=SUM(F8:F13)"
    apart = {"baris": "jumlah", "dari": {"pagu": [3 * place for place in range(300)]}}
    assert (formulas.of(apart, "pagu", 20, "") or "").count("SUM(") == 2


@pytest.mark.parametrize(("place", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_have_letters(place: int, letters: str) -> None:
    assert column_letters(place) == letters
