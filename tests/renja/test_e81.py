"""E.81 in its two column sets: the example of the table, types of indicator, parents, averages."""

from decimal import Decimal

import pytest

from renjana.renja.rows import Row
from renjana.renja.tables import COLUMNS, official_table
from renjana.renja.values import PlanValues
from tests.renja.plans import a_plan, a_renstra, an_evaluasi

pytestmark = pytest.mark.once

CODE = "2.16.03.2.02.0040"


def rows_of(kode: str, plan: PlanValues) -> dict[str, Row]:
    return {row["kunci"]: row for row in official_table(kode, plan, units=False).rows}


def a_year(*reported: object, **fields: object) -> PlanValues:
    return a_plan(evaluasi=reported or (an_evaluasi(),), renstra=a_renstra(CODE, "2.16.03.2.02.0043"), **fields)


def test_columns_are_numbered_as_the_two_forms() -> None:
    assert [column.no for column in COLUMNS["e-81-a"]] == list(range(1, 16))
    assert [column.no for column in COLUMNS["e-81-b"]] == list(range(1, 18))
    assert {column.key: column.number for column in COLUMNS["e-81-a"]}["tingkat_renstra"] == "14=13/5×100"
    assert {column.key: column.number for column in COLUMNS["e-81-b"]}["tingkat_renstra"] == "15=14/5×100"


def test_the_example_of_the_table_is_computed_as_it_prints() -> None:
    row = rows_of("e-81-b", a_year())[CODE]
    assert (row["realisasi_renja_k"], row["realisasi_renja_rp"]) == (Decimal(95), 380_000_000)
    assert (row["tingkat_renja_k"], row["tingkat_renja_rp"]) == (Decimal("95.00"), Decimal("95.00"))
    assert (row["realisasi_renstra_k"], row["realisasi_renstra_rp"]) == (Decimal(135), 680_000_000)
    assert (row["tingkat_renstra_k"], row["tingkat_renstra_rp"]) == (Decimal("45.00"), Decimal("34.00"))


def test_both_forms_say_the_same() -> None:
    first, second = rows_of("e-81-a", a_year())[CODE], rows_of("e-81-b", a_year())[CODE]
    assert {key: second[key] for key in first if key != "rumus"} == {key: first[key] for key in first if key != "rumus"}


@pytest.mark.parametrize(
    ("tipe", "done", "until", "percent"),
    [("akumulatif", 95, 135, "45.00"), ("persentase", 35, 35, "11.67"), ("nilai_akhir", 35, 35, "11.67"), ("tren_negatif", 35, 35, "857.14")],
)
def test_quarters_add_for_akumulatif_and_the_last_counts_for_the_others(tipe: str, done: int, until: int, percent: str) -> None:
    row = rows_of("e-81-a", a_year(an_evaluasi(tipe=tipe)))[CODE]
    assert (row["realisasi_renja_k"], row["realisasi_renstra_k"], row["tingkat_renstra_k"]) == (done, until, Decimal(percent))


def test_the_last_quarter_that_was_reported_counts() -> None:
    row = rows_of("e-81-a", a_year(an_evaluasi(tipe="persentase", triwulan_k=(Decimal(10), Decimal(20), None, None))))[CODE]
    assert row["realisasi_renja_k"] == 20


def test_what_was_not_reported_stays_empty() -> None:
    bare = an_evaluasi(triwulan_k=(None,) * 4, triwulan_rp=(None,) * 4, lalu_k=None, lalu_rp=None)
    row = rows_of("e-81-b", a_year(bare))[CODE]
    empty = ("realisasi_renja_k", "realisasi_renja_rp", "tingkat_renja_k", "realisasi_renstra_k", "tingkat_renstra_rp")
    assert [row[key] for key in empty] == [None] * 5


def test_money_typed_on_a_parent_is_passed_over_and_its_indicator_kept() -> None:
    program = an_evaluasi("2.16.03", indikator="Indeks SPBE", tipe="nilai_akhir", target_rp=9, lalu_rp=9, triwulan_rp=(9, 9, 9, 9))
    rows = rows_of("e-81-a", a_year(program, an_evaluasi(), an_evaluasi("2.16.03.2.02.0043")))
    assert (rows["2.16.03"]["indikator"], rows["2.16.03"]["target_renja_rp"]) == ("Indeks SPBE", 800_000_000)
    assert rows["jumlah"]["target_renja_rp"] == rows["2"]["target_renja_rp"] == 800_000_000
    assert rows["2.16.03"]["sasaran"] == "Meningkatnya layanan digital"
    assert (rows["2.16.03"]["no"], rows["2.16"]["no"], rows["2.16"]["indikator"]) == (1, "", "")


def test_several_indicators_stand_below_without_money() -> None:
    rows = rows_of("e-81-a", a_year(an_evaluasi(), an_evaluasi(indikator="Jumlah laporan", target_rp=None, lalu_rp=None, triwulan_rp=(None,) * 4)))
    more = rows[f"{CODE}~~1"]
    assert (more["program"], more["indikator"], more["target_renja_rp"], more["realisasi_renja_k"]) == ("", "Jumlah laporan", "", 95)
    assert rows["jumlah"]["target_renja_rp"] == 400_000_000


def test_averages_and_their_words_stand_below_the_rows() -> None:
    half = an_evaluasi("2.16.03.2.02.0043", triwulan_k=(Decimal(50), None, None, None))
    table = official_table("e-81-b", a_year(an_evaluasi(), half), units=False)
    average, predicate = (row for row in table.rows if row["baris"] == "ringkasan")
    assert (average["tingkat_renja_k"], predicate["tingkat_renja_k"]) == (Decimal("72.50"), "Sedang")
    assert (average["tingkat_renstra_k"], predicate["tingkat_renstra_k"]) == (Decimal("37.50"), "Sangat Rendah")
    assert average["rata"] == ["tingkat_renja_k", "tingkat_renstra_k"]


def test_without_reports_it_says_nihil() -> None:
    table = official_table("e-81-a", a_plan())
    assert table.empty
    assert table.printed[0]["no"] == "Nihil. Realisasi triwulan tahun berjalan belum dilaporkan."
