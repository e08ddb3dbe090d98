"""What goes out comes back: rows to cells to rows, and rows to a workbook to rows."""

from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from renjana.pengumpulan.merging import mark_of
from renjana.pengumpulan.reading import Line, cells_of, number_cell, read_lines
from renjana.renja.values import IndikatorValue, RencanaValue, SumberDanaValue
from renjana.renstra.nomenklatur import sumber_dana
from tests.pengumpulan.rows import ENTRIES, KNOWN, a_row, a_workbook, an_indikator, read_back

pytestmark = pytest.mark.once

WORDS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=40).map(lambda text: " ".join(text.split()))
NAMED = WORDS.filter(lambda text: text.strip("-– ") != "")
TARGETS = st.none() | st.decimals(0, 10**9, places=4, allow_nan=False).map(lambda number: number.normalize() + Decimal(0))
MONEY = st.none() | st.integers(0, 10**15 - 1)
MONTHS = st.none() | st.integers(1, 12)
SOURCES = st.sampled_from(sumber_dana()).map(lambda source: SumberDanaValue(source.kode, source.nama))
INDIKATOR = st.builds(
    IndikatorValue,
    uraian=NAMED,
    tipe=st.sampled_from(("akumulatif", "persentase", "nilai_akhir", "tren_negatif")),
    satuan=WORDS,
    target=TARGETS,
    target_maju=TARGETS,
)


@st.composite
def plans(draw: st.DrawFn) -> tuple[RencanaValue, ...]:
    codes = draw(st.lists(st.sampled_from(sorted(ENTRIES)), unique=True, max_size=6))
    return tuple(
        RencanaValue(
            kode=kode,
            nama=ENTRIES[kode].nama,
            bidang="APTIKA",
            pagu=draw(MONEY),
            pagu_maju=draw(MONEY),
            lokasi=draw(WORDS),
            kelompok_sasaran=draw(WORDS),
            bulan_awal=draw(MONTHS),
            bulan_akhir=draw(MONTHS),
            catatan=draw(WORDS),
            indikator=tuple(draw(st.lists(INDIKATOR, min_size=1, max_size=3))),
            sumber_dana=tuple(draw(st.lists(SOURCES, unique=True, max_size=2))),
        )
        for kode in codes
    )


def lines_of(rows: tuple[RencanaValue, ...]) -> list[Line]:
    lines = [cells for row in rows for cells in cells_of(row)]
    return [Line(number, cells, dict.fromkeys(cells, "x")) for number, cells in enumerate(lines, 1)]


@given(plans())
def test_rows_shown_as_cells_are_read_back_equal(rows: tuple[RencanaValue, ...]) -> None:
    reading = read_lines(lines_of(rows), known=KNOWN, bidang="APTIKA")
    assert reading.faults == ()
    assert reading.rows == rows


@settings(deadline=timedelta(seconds=5), max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(plans())
def test_rows_go_through_a_workbook_and_come_back_equal(rows: tuple[RencanaValue, ...]) -> None:
    book = read_back(a_workbook(rows))
    reading = read_lines(book.lines, known=KNOWN, bidang="APTIKA")
    assert book.findings == reading.faults == ()
    assert reading.rows == rows


@settings(deadline=timedelta(seconds=5), max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(plans(), plans())
def test_a_workbook_filled_by_a_person_says_what_the_person_filled(handed: tuple[RencanaValue, ...], filled: tuple[RencanaValue, ...]) -> None:
    typed = [cells for row in filled for cells in cells_of(row)]
    reading = read_lines(read_back(a_workbook(handed, typed)).lines, known=KNOWN, bidang="APTIKA")
    assert reading.faults == ()
    assert sorted(reading.rows, key=lambda row: row.kode) == sorted(filled, key=lambda row: row.kode)


@given(st.decimals(0, 10**12, places=4, allow_nan=False))
def test_a_number_is_written_so_that_it_has_one_reading(number: Decimal) -> None:
    row = a_row(indikator=(an_indikator(target=number),))
    reading = read_lines(lines_of((row,)), known=KNOWN, bidang="APTIKA")
    assert (reading.faults, reading.rows[0].indikator[0].target) == ((), number)


def test_three_decimals_get_a_fourth() -> None:
    assert [number_cell(Decimal(text)) for text in ("12.125", "0.125", "1250", "95.50", "12.12")] == ["12,1250", "0,125", "1.250", "95,5", "12,12"]


@given(plans(), plans())
def test_equal_rows_have_equal_marks_and_others_do_not(left: tuple[RencanaValue, ...], right: tuple[RencanaValue, ...]) -> None:
    for one in left:
        for other in right:
            assert (mark_of(one) == mark_of(other)) == (cells_of(one) == cells_of(other))
