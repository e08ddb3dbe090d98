"""Reading workbooks: values with their places, and every evil file refused in one sentence while the reader lives on."""

import io
import time
import zipfile
from datetime import date

import pytest
import xlsxwriter

from renjana.renstra.workbook import WorkbookFault, address, column_index, column_letters, read_workbook, text_of
from tests.renstra.workbooks import an_xlsx, raw_xlsx

pytestmark = pytest.mark.once


def fault_of(content: bytes, name: str = "isian.xlsx") -> str:
    start = time.monotonic()
    with pytest.raises(WorkbookFault) as caught:
        read_workbook(content, name=name)
    assert time.monotonic() - start < 10
    return str(caught.value)


def test_values_come_back_with_their_places() -> None:
    (sheet,) = read_workbook(an_xlsx([["Kode", "Pagu"], [], ["2.16.02", 1500000, 95.5]]), name="a.xlsx")
    assert sheet.nama == "Lembar1"
    assert list(sheet.lines()) == [(1, ("Kode", "Pagu")), (3, ("2.16.02", 1500000, 95.5))]
    assert (sheet.at(3, 1), sheet.at(3, 9), sheet.at(99, 0)) == (1500000, None, None)
    assert isinstance(sheet.at(3, 1), int)


def test_dates_and_truth_values_keep_their_kind() -> None:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        page = book.add_worksheet()
        page.write_datetime(0, 0, date(2027, 1, 4), book.add_format({"num_format": "dd/mm/yyyy"}))
        page.write_boolean(0, 1, True)
    (sheet,) = read_workbook(stream.getvalue(), name="a.xlsx")
    assert sheet.rows == ((date(2027, 1, 4), True),)


def test_a_formula_never_calculated_is_named_and_not_read_as_empty_text() -> None:
    (sheet,) = read_workbook(
        raw_xlsx('<row r="1"><c r="A1"><f>1+1</f></c><c r="B1"><f>1+1</f><v>2</v></c><c r="C1" t="e"><v>#REF!</v></c></row>'), name="a.xlsx"
    )
    assert sheet.rows == ((None, 2),)
    assert set(sheet.unread) == {"A1", "C1"}
    assert "rumus yang belum dihitung" in sheet.unread["A1"]
    assert "#REF!" in sheet.unread["C1"]


def test_cells_that_are_only_coloured_far_away_do_no_harm() -> None:
    content = raw_xlsx('<row r="1"><c r="A1"><v>7</v></c></row><row r="1048576"><c r="XFD1048576" s="0"/><c r="XFD1048576" s="0"></c></row>')
    (sheet,) = read_workbook(content, name="a.xlsx")
    assert sheet.rows == ((7,),)


@pytest.mark.parametrize(
    "cells",
    [
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        '<row r="1"><c r="XFD1"><v>1</v></c></row>',
        '<row r="1048576"><c><v>1</v></c></row>',
        "<x:row r='1048576'><x:c r='A1048576'><x:v>1</x:v></x:c></x:row>",
    ],
)
def test_a_filled_cell_in_the_far_corner_is_refused_by_name(cells: str) -> None:
    sentence = fault_of(raw_xlsx(cells))
    assert "terlalu jauh dari datanya" in sentence
    assert any(cell in sentence for cell in ("XFD1048576", "XFD1", "A1048576"))


@pytest.mark.parametrize("reference", ["&#88;FD1048576", "A0x1", "ABCDE1", ""])
def test_a_disguised_cell_name_is_refused(reference: str) -> None:
    assert "menamai selnya secara tidak wajar" in fault_of(raw_xlsx(f'<row r="1"><c r="{reference}"><v>1</v></c></row>'))


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "kosong"),
        (b"kode,pagu\n2.16,1\n", "teks"),
        (b"%PDF-1.7\n", "PDF"),
        (b"<html><table></table></html>", "halaman web"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ".xls"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "kata sandi"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "bukan buku kerja"),
        (b"PK\x03\x04 potongan", "terpotong"),
        (an_xlsx([["a", 1]])[:-100], "terpotong"),
        (an_xlsx([["a", 1]])[:40], "terpotong"),
    ],
)
def test_a_file_of_another_kind_is_named_for_what_it_is(content: bytes, word: str) -> None:
    sentence = fault_of(content)
    assert word in sentence
    assert "isian.xlsx" in sentence
    assert sentence.count("{") == 0


@pytest.mark.parametrize(
    ("extra", "word"),
    [
        ({"xl/vbaProject.bin": b"x"}, "makro"),
        ({"xl/workbook.bin": b"x"}, ".xlsb"),
        ({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}, "OpenDocument"),
        ({"word/document.xml": "<d/>"}, "Word"),
        ({"../evil.xml": "<d/>"}, "tidak wajar"),
        ({"xl/sharedStrings.xml": '<!DOCTYPE x [<!ENTITY a "b">]><sst/>'}, "entitas"),
        ({"xl/styles.xml": "<styleSheet/>".encode("utf-16")}, "penyandian"),
        ({f"xl/x{n}.xml": "<a/>" for n in range(1200)}, "tidak wajar"),
        ({"xl/workbook.xml": "<workbook"}, "rusak"),
    ],
)
def test_a_workbook_with_a_strange_part_is_refused(extra: dict[str, str | bytes], word: str) -> None:
    assert word in fault_of(raw_xlsx('<row r="1"><c r="A1"><v>1</v></c></row>', extra=extra))


def test_a_zip_bomb_is_refused() -> None:
    assert "terlalu besar setelah dibuka" in fault_of(raw_xlsx("", extra={"xl/sharedStrings.xml": b" " * 200_000_000}))


def test_a_bomb_that_lies_about_its_size_is_refused() -> None:
    content = bytearray(raw_xlsx("", extra={"xl/sharedStrings.xml": b" " * 200_000_000}))
    honest = (200_000_000).to_bytes(4, "little")
    place = content.rfind(honest)
    content[place : place + 4] = (100).to_bytes(4, "little")
    assert "rusak" in fault_of(bytes(content))


def test_cells_that_never_end_cost_no_more_than_their_length() -> None:
    fault_of(raw_xlsx('<row r="1">' + '<c r="A1">' * 400_000))


def test_a_million_rows_are_refused() -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 1_000_001, 1))
    assert "A20001" in fault_of(raw_xlsx(rows))


def test_a_password_on_the_zip_is_named() -> None:
    content = bytearray(raw_xlsx(""))
    for place in range(len(content) - 10):
        if content[place : place + 4] == b"PK\x01\x02":
            content[place + 8] |= 1
    assert "kata sandi" in fault_of(bytes(content))


def test_a_stale_dimension_hides_no_rows() -> None:
    sheet = '<dimension ref="A1:A1"/><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="5"><c r="B5"><v>2</v></c></row></sheetData>'
    content = raw_xlsx(
        "",
        extra={"xl/worksheets/sheet1.xml": f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{sheet}</worksheet>'},
    )
    (read,) = read_workbook(content, name="a.xlsx")
    assert list(read.lines()) == [(1, (1,)), (5, (None, 2))]


def test_control_characters_that_a_cell_spells_out_are_dropped() -> None:
    (sheet,) = read_workbook(raw_xlsx('<row r="1"><c r="A1" t="inlineStr"><is><t>a_x0000_b_x0001__x000A_c</t></is></c></row>'), name="a.xlsx")
    assert text_of(sheet.at(1, 0)) == "ab c"


def test_a_part_missing_from_the_list_is_a_broken_file() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert "rusak" in fault_of(stream.getvalue())


def test_columns_are_named_as_excel_names_them() -> None:
    assert [column_letters(index) for index in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
    assert [column_index(column_letters(index)) for index in range(1000)] == list(range(1000))
    assert address(7, 1) == "B7"


def test_text_of_a_cell_is_what_a_person_reads() -> None:
    assert [text_of(value) for value in (None, " a \u00a0 b\n", 12, 95.5, True)] == ["", "a b", "12", "95.5", "True"]
