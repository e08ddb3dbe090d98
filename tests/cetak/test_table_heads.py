"""Columns of official tables: nested heads, numbers, years in labels. Pure values, no printer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renjana.organisasi.table import Column, HeadCell, Leaf, fill_years, filled, head_rows, leaves, number_row

SIPD = (
    Column(1, "no", "No"),
    Column(8, "target", "Target {n}", group="Capaian"),
    Column(9, "pagu", "Pagu Indikatif (Rp)", group="Capaian", unit="Rp", kind="money"),
    Column(12, "nasional", "Prioritas > Nasional", group="Capaian"),
    Column(13, "daerah", "Prioritas > Daerah", group="Capaian"),
    Column(15, "target_maju", "Target", group="Prakiraan Maju {n+1}"),
    Column(16, "pagu_maju", "Pagu Indikatif", group="Prakiraan Maju {n+1}", unit="Rp", kind="money"),
)


def test_groups_span_their_columns_and_short_heads_reach_down() -> None:
    assert head_rows(filled(SIPD, 2027)) == (
        (HeadCell("No", 1, 3), HeadCell("Capaian", 4, 1), HeadCell("Prakiraan Maju 2028", 2, 1)),
        (
            HeadCell("Target 2027", 1, 2),
            HeadCell("Pagu Indikatif (Rp)", 1, 2),
            HeadCell("Prioritas", 2, 1),
            HeadCell("Target", 1, 2),
            HeadCell("Pagu Indikatif (Rp)", 1, 2),
        ),
        (HeadCell("Nasional"), HeadCell("Daerah")),
    )


def test_split_columns_share_a_number_and_keep_their_own_head() -> None:
    columns = (Column(1, "no", "No"), Column(8, "tw1", "Triwulan", sub=("K", "Rp")), Column(9, "tw2", "Triwulan", sub=("K", "Rp")))
    assert head_rows(columns) == (
        (HeadCell("No", 1, 2), HeadCell("Triwulan", 2, 1), HeadCell("Triwulan", 2, 1)),
        (HeadCell("K"), HeadCell("Rp"), HeadCell("K"), HeadCell("Rp")),
    )
    assert number_row(columns) == (HeadCell("1"), HeadCell("8", 2), HeadCell("9", 2))
    assert [(leaf.key, leaf.kind) for leaf in leaves(columns)][1:3] == [("tw1_k", "number"), ("tw1_rp", "money")]


def test_a_split_column_beside_groups_reaches_down_to_its_parts() -> None:
    columns = (Column(1, "a", "A > B", group="G"), Column(2, "b", "T", sub=("K", "Rp")))
    assert head_rows(columns)[0] == (HeadCell("G", 1, 1), HeadCell("T", 2, 2))
    assert head_rows(columns)[2] == (HeadCell("B"), HeadCell("K"), HeadCell("Rp"))


def test_the_same_group_apart_is_two_groups() -> None:
    columns = (Column(1, "a", "A", group="G"), Column(2, "b", "B"), Column(3, "c", "C", group="G"))
    assert head_rows(columns)[0] == (HeadCell("G"), HeadCell("B", 1, 2), HeadCell("G"))


def test_a_formula_stands_beside_the_number() -> None:
    assert Column(8, "tingkat", "Tingkat (%)", unit="%", formula="7/6*100").number == "8=7/6×100"


def test_a_unit_is_printed_once() -> None:
    assert Column(6, "pagu", "Pagu", unit="Rp").heads == ("Pagu (Rp)",)
    assert Column(8, "tingkat", "Tingkat (%)", unit="%").heads == ("Tingkat (%)",)


@pytest.mark.parametrize(
    ("label", "printed"),
    [
        ("s/d Tahun (n-3)", "s/d Tahun 2024"),
        ("Tahun Lalu (n-2)", "Tahun Lalu (2025)"),
        ("(Renja PD Tahun Berjalan n-1)", "(Renja PD Tahun Berjalan 2026)"),
        ("Tahun n", "Tahun 2027"),
        ("Tahun {n} dan Tahun {n+1}", "Tahun 2027 dan Tahun 2028"),
        ("Tahun {akhir} {kab}", "Tahun 2029 Lampung Tengah"),
        ("Indikator", "Indikator"),
        ("n/a dan nama", "n/a dan nama"),
    ],
)
def test_years_stand_where_the_regulation_writes_n(label: str, printed: str) -> None:
    assert fill_years(label, 2027, akhir="2029", kab="Lampung Tengah") == printed


@given(st.lists(st.tuples(st.sampled_from(["", "G", "G > H", "K"]), st.sampled_from([(), ("K", "Rp"), ("K", "Rp", "%")])), min_size=1, max_size=9))
def test_the_head_covers_every_column_once_in_every_row(shapes: list[tuple[str, tuple[str, ...]]]) -> None:
    columns = tuple(Column(n, f"k{n}", f"L{n}", group=group or None, sub=sub) for n, (group, sub) in enumerate(shapes, 1))
    width = len(leaves(columns))
    rows = head_rows(columns)
    covered = [[0] * width for _ in rows]
    for level, cells in enumerate(rows):
        place = 0
        for cell in cells:
            while place < width and covered[level][place]:
                place += 1
            for down in range(cell.rowspan):
                for across in range(cell.colspan):
                    covered[level + down][place + across] += 1
            place += cell.colspan
    assert covered == [[1] * width] * len(rows)
    assert sum(cell.colspan for cell in number_row(columns)) == width


def test_leaves_carry_kind_and_unit() -> None:
    assert leaves((SIPD[2],)) == (Leaf("pagu", "money", "Rp", 0.0),)
