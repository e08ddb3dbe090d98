"""An export of SIPD-RI against the plan: what is missing here, what is missing there, which figure is another, and in which cell."""

import io
import time
from dataclasses import replace
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renjana.analisis.sheets import table_file
from renjana.renja.sipd_compare import HERE, OTHER, THERE, Comparison, compare_export
from renjana.renja.sipd_html import MAX_BYTES, is_html, tables_of
from renjana.renja.sipd_reading import REPORT, SHEET, read_export, read_sheets, target_of
from renjana.renja.values import IndikatorValue, PlanValues
from renjana.renstra.workbook import SheetRows, WorkbookFault
from tests.cetak.samples import STAMP
from tests.renja.plans import a_plan, a_rencana

pytestmark = pytest.mark.once

CODES = ("2.16.01.2.02.0001", "2.16.02.2.01.0014", "2.16.03.2.02.0040", "2.20.02.2.01.0018")


def export(plan: PlanValues, kode: str = "sipd-ri-17", **cells: Any) -> bytes:
    """The plan as SIPD-RI would give it, with these cells of its first sheet changed."""
    content = table_file(kode, plan, "xlsx", rekaan=True, now=STAMP)
    book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    for cell, value in cells.items():
        book.worksheets[0][cell] = value
    book.save(target := io.BytesIO())
    return target.getvalue()


def compared(plan: PlanValues, content: bytes, name: str = "sipd.xlsx") -> Comparison:
    return compare_export(plan, read_export(content, name=name, main="2.16"))


def found(result: Comparison) -> list[tuple[str, str, str, str, str, str]]:
    return [(one.jenis, one.kode, one.kolom, one.renjana, one.sipd, one.sel) for one in result.differences]


@pytest.mark.parametrize(("kode", "form"), [("sipd-ri-17", REPORT), ("sipd", SHEET)])
def test_the_plan_itself_has_no_difference(kode: str, form: str) -> None:
    plan = a_plan(*(a_rencana(code, 10_000_000 + place) for place, code in enumerate(CODES)))
    result = compared(plan, export(plan, kode))
    assert (result.bentuk, result.equal, result.sama, result.jumlah_sipd) == (form, True, 4, plan.total)


PLANNED = st.tuples(st.sampled_from(CODES), st.sampled_from(["IKP", "APTIKA"]), st.integers(0, 10**12))


@settings(max_examples=20, deadline=None)
@given(st.lists(PLANNED, min_size=1, unique_by=lambda one: one[:2]))
def test_any_plan_goes_out_and_compares_equal(rows: list[tuple[str, str, int]]) -> None:
    plan = a_plan(*(a_rencana(code, pagu, bidang=bidang, pagu_maju=pagu + 1) for code, bidang, pagu in rows))
    book = openpyxl.load_workbook(io.BytesIO(export(plan)))
    sheets = [SheetRows(sheet.title, tuple(sheet.iter_rows(values_only=True))) for sheet in book]
    assert compare_export(plan, read_sheets(sheets, name="sipd.xlsx", main="2.16")).equal


def test_another_figure_is_told_with_both_values_and_its_cell() -> None:
    plan = a_plan(a_rencana())
    changed = replace(plan, rows=(a_rencana(pagu=240_000_000, pagu_maju=1, indikator=(replace(plan.rows[0].indikator[0], target=Decimal(11)),)),))
    assert found(compared(plan, export(changed))) == [
        (OTHER, "2.16.03.2.02.0040", "Pagu 2027", "250.000.000", "240.000.000", "I13"),
        (OTHER, "2.16.03.2.02.0040", "Pagu 2028", "275.000.000", "1", "P13"),
        (OTHER, "2.16.03.2.02.0040", "Target 2027", "12 Titik", "11 Titik", "H13"),
    ]


def test_what_is_missing_is_told_on_the_side_where_it_is_missing() -> None:
    ours, theirs = a_plan(a_rencana(), a_rencana("2.20.02.2.01.0018", 5)), a_plan(a_rencana(), a_rencana("2.16.02.2.01.0014", 7))
    assert [one[:5] for one in found(compared(ours, export(theirs)))] == [
        (HERE, "2.16.02.2.01.0014", "Sub kegiatan", "", "7"),
        (THERE, "2.20.02.2.01.0018", "Sub kegiatan", "5", ""),
    ]


def test_indicators_are_matched_by_their_words() -> None:
    base = a_rencana()
    more = IndikatorValue("Jumlah laporan", "akumulatif", "Laporan", Decimal(2), Decimal(3))
    ours, theirs = a_plan(replace(base, indikator=(*base.indikator, more))), a_plan(base)
    assert [one[:5] for one in found(compared(ours, export(theirs)))] == [(THERE, base.kode, "Indikator", "Jumlah laporan", "")]
    assert [one[:5] for one in found(compared(theirs, export(ours)))] == [(HERE, base.kode, "Indikator", "", "Jumlah laporan")]
    other = a_plan(replace(base, indikator=(replace(base.indikator[0], uraian="Jumlah lain"),)))
    assert next(one[2:5] for one in found(compared(ours, export(other)))) == ("Indikator", base.indikator[0].uraian, "")


def test_rows_without_a_code_and_totals_that_do_not_add_up_stay_visible() -> None:
    plan = a_plan(a_rencana())
    result = compared(plan, export(plan, I14=250_000_009))
    assert [one[2:5] for one in found(result)] == [("Jumlah", "250.000.000", "250.000.009")]
    book = openpyxl.load_workbook(io.BytesIO(export(plan)))
    book.worksheets[0].insert_rows(14)
    book.worksheets[0]["C14"], book.worksheets[0]["I14"] = "Kegiatan tanpa kode", 4_000
    book.save(target := io.BytesIO())
    lost = compared(plan, target.getvalue())
    assert [(one.nama, one.kolom, one.sipd) for one in lost.differences] == [
        ("Kegiatan tanpa kode", "Baris tanpa kode", "4.000"),
        ("Jumlah pada ekspor tidak sama dengan baris-barisnya", "Jumlah", "250.000.000"),
    ]


def test_money_with_two_readings_is_named_and_nothing_is_guessed() -> None:
    plan = a_plan(a_rencana())
    result = compared(plan, export(plan, I13="1.50"))
    assert result.faults == ("Sel I13: “1.50” bisa berarti 1,50 atau 150. Tulis 1,50 untuk pecahan atau 150 tanpa titik.",)
    assert not result.equal


def head(*cells: tuple[str, int, int]) -> str:
    return f"<tr>{''.join(f'<th colspan={across} rowspan={down}>{words}</th>' for words, across, down in cells)}</tr>"


def line(*cells: str) -> str:
    return f"<tr>{''.join(f'<td>{words}</td>' for words in cells)}</tr>"


def a_report(indikator: IndikatorValue) -> bytes:
    """The report as SIPD-RI saves it from the screen: one sub kegiatan of 900 million."""
    tall = [
        "No",
        "Kode",
        "Urusan/ Bidang Urusan/ Program/ Kegiatan/ Sub Kegiatan",
        "Indikator",
        "Target Akhir Periode Renstra OPD",
        "Realisasi",
        "Prakiraan",
    ]
    ends = ("Kelompok Sasaran", 1, 3), ("Prakiraan Maju Rencana Tahun 2028", 2, 1), ("Perangkat Daerah", 1, 3)
    money = ("Target 2027", 1, 2), ("Pagu Indikatif (Rp)", 1, 2), ("Lokasi", 1, 2), ("Sumber Dana", 1, 2), ("Prioritas", 2, 1)
    rows = [
        head(*((words, 1, 3) for words in tall), ("Capaian Kinerja dan Kerangka Pendanaan", 6, 1), *ends),
        head(*money, ("Target", 1, 2), ("Pagu Indikatif (Rp)", 1, 2)),
        head(("Nasional", 1, 1), ("Daerah", 1, 1)),
        line(*map(str, range(1, 18))),
        line("", "X.XX.01", "PROGRAM PENUNJANG", *[""] * 5, "900.000.000", *[""] * 6, "990.000.000", ""),
        line("", "X.XX.01.2.02.0001", "Gaji"),
        line(*[""] * 3, indikator.uraian, *[""] * 3, f"12 {indikator.satuan}", "900.000.000", *[""] * 5, f"13 {indikator.satuan}", "990.000.000", ""),
        f"<tr><td colspan=8>Jumlah</td><td>900.000.000</td>{'<td></td>' * 6}<td>990.000.000</td><td></td></tr>",
    ]
    return f"<html><body><h3>Laporan</h3><table border=1>{''.join(rows)}</table></body></html>".encode()


def test_a_report_saved_as_html_is_read_whatever_its_name() -> None:
    row = a_rencana("2.16.01.2.02.0001", 900_000_000)
    content = a_report(row.indikator[0])
    assert compared(a_plan(row), content, "laporan.xls").equal
    lower = compared(a_plan(replace(row, pagu=1)), content, "laporan.xls")
    assert [(one.kolom, one.sipd, one.sel) for one in lower.differences] == [("Pagu 2027", "900.000.000", "I7")]


@pytest.mark.parametrize("content", [b"PK\x03\x04rusak", b"kode,pagu\n1,2", b"<html><table><tr><td>Kode</td></tr></table></html>", b""])
def test_what_is_no_export_is_refused_with_a_sentence(content: bytes) -> None:
    with pytest.raises(WorkbookFault, match=r"sipd\.xls"):
        read_export(content, name="sipd.xls", main="2.16")


@given(
    st.lists(
        st.sampled_from(["<table>", "</table>", "<tr>", "</tr>", "<td rowspan=9>", "<td colspan=99999>", "</td>", "12", "a&amp;b", "<td rowspan=x>"])
    )
)
def test_any_soup_of_tags_is_read_or_passed_over(parts: list[str]) -> None:
    content = "".join(parts).encode()
    for rows in tables_of(content):
        assert all(len(row) < 1000 for row in rows)
    assert is_html(b"<TABLE>")
    assert not is_html(b"PK<table")


EVIL = (b"<tr>" + b"<td>1" * 500_000, b"<!" * 2_000_000, b"<!--" * 1_000_000, b" " * MAX_BYTES)


@pytest.mark.parametrize("content", EVIL, ids=("cells", "declarations", "comments", "size"))
def test_a_page_made_to_hang_its_reader_is_refused_in_time(content: bytes) -> None:
    started = time.monotonic()
    with pytest.raises(WorkbookFault, match=r"laporan\.xls"):
        read_export(b"<table>" + content, name="laporan.xls", main="2.16")
    assert time.monotonic() - started < 8


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [("12 Dokumen", Decimal(12), "Dokumen"), ("95,50%", Decimal("95.50"), "%"), ("1.200 Orang", Decimal(1200), "Orang"), ("banyak", None, "banyak")],
)
def test_targets_are_read_as_number_and_unit(text: str, number: Decimal | None, unit: str) -> None:
    assert target_of(text) == (number, unit)
