"""Cells of official tables in words, for files, and for pages."""

import csv
import io
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renjana.cetak.tables import cell_text, csv_text, guarded, html_rows, paper_table
from renjana.organisasi.table import Column, Leaf

TEXT, MONEY, COUNT, PERCENT = (Leaf("k", kind, None, 0.0) for kind in ("text", "money", "number", "percent"))
THOUSANDS = Leaf("k", "money", "Rp.000", 0.0)
COLUMNS = (
    Column(1, "kode", "Kode", kind="code"),
    Column(2, "uraian", "Uraian"),
    Column(3, "pagu", "Pagu", unit="Rp", kind="money"),
    Column(4, "catatan", "Catatan"),
)
ROWS: list[dict[str, Any]] = [
    {"tingkat": 2, "kode": "2.16.01", "uraian": "Program", "pagu": 1_500_000},
    {"kode": "2.16.01.2.01.0001", "uraian": "Sub kegiatan", "pagu": 1_500_000, "catatan": ["Kec. A", "Kec. B"]},
    {"kode": "", "uraian": "Baris nama", "rentang": {"uraian": 3}},
]


@pytest.mark.parametrize(
    ("value", "leaf", "words"),
    [
        (1_500_000, MONEY, "1.500.000"),
        (0, MONEY, "0"),
        (500_000_000, THOUSANDS, "500.000"),
        (500_500, THOUSANDS, "500,50"),
        (Decimal("95.5"), COUNT, "95,50"),
        (Decimal("0.125"), COUNT, "0,125"),
        (Decimal("1200.00"), COUNT, "1.200"),
        (Decimal(80), PERCENT, "80,00"),
        (Decimal("97.647"), PERCENT, "97,65"),
        ("12 Dokumen", TEXT, "12 Dokumen"),
        (["a", "b"], TEXT, "a\nb"),
        ("", MONEY, ""),
        (None, MONEY, "-"),
    ],
)
def test_values_read_as_indonesians_write_them(value: Any, leaf: Leaf, words: str) -> None:
    assert cell_text(value, leaf) == words


def test_missing_values_print_a_dash_on_the_lowest_level_alone() -> None:
    assert [cell_text(None, MONEY, level) for level in range(5)] == ["", "", "", "", "-"]


def test_a_table_for_paper_holds_head_numbers_cells_and_total() -> None:
    table = paper_table(COLUMNS, ROWS, jumlah={"uraian": "JUMLAH", "pagu": 3_000_000})
    assert table["kepala"] == [[{"teks": name, "colspan": 1, "rowspan": 1} for name in ("Kode", "Uraian", "Pagu (Rp)", "Catatan")]]
    assert [one["teks"] for one in table["nomor"]] == ["1", "2", "3", "4"]
    assert table["rata"] == ["kiri", "kiri", "kanan", "kiri"]
    assert table["baris"][0] == {"tingkat": 2, "sel": ["2.16.01", "Program", "1.500.000", ""]}
    assert table["baris"][1]["sel"] == ["2.16.01.2.01.0001", "Sub kegiatan", "1.500.000", "Kec. A\nKec. B"]
    assert table["baris"][2]["sel"] == ["", {"isi": "Baris nama", "colspan": 3}]
    assert table["jumlah"] == ["", "JUMLAH", "3.000.000", ""]


def test_a_page_gets_each_cell_with_its_side_and_span() -> None:
    assert html_rows(paper_table(COLUMNS, ROWS))[2] == (4, [("", "kiri", 1), ("Baris nama", "kiri", 3)])
    assert html_rows(paper_table(COLUMNS, ROWS))[0] == (
        2,
        [("2.16.01", "kiri", 1), ("Program", "kiri", 1), ("1.500.000", "kanan", 1), ("", "kiri", 1)],
    )


def test_widths_follow_the_column_then_its_key_then_its_kind() -> None:
    columns = (Column(1, "kode", "Kode"), Column(2, "x", "X", kind="money"), Column(3, "y", "Y", width=9))
    assert paper_table(columns, [])["lebar"] == [2.4, 2.4, 9]


def test_csv_holds_plain_values_that_another_program_reads_back() -> None:
    lines = list(csv.reader(io.StringIO(csv_text(COLUMNS, ROWS, jumlah={"pagu": 3_000_000}))))
    assert lines[0] == ["kode", "uraian", "pagu", "catatan"]
    assert lines[2] == ["2.16.01.2.01.0001", "Sub kegiatan", "1500000", "Kec. A; Kec. B"]
    assert lines[4] == ["", "", "3000000", ""]


@given(st.text(max_size=20))
def test_no_text_of_a_csv_is_a_formula(words: str) -> None:
    assert not guarded(words).startswith(("=", "+", "@", "\t", "\r"))
    assert guarded(words).lstrip("'").endswith(words.lstrip("'"))


def test_a_dash_alone_is_left_as_it_is() -> None:
    assert guarded("-") == "-"
    assert guarded("-1+1") == "'-1+1"
