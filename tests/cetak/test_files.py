"""XLSX, DOCX, calendar files, QR codes, emblems: accepted by judges that are not ours, the same for the same data."""

import base64
import io
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import docx
import icalendar
import openpyxl
import pytest
from openxml_audit import OpenXmlValidator

from renjana.cetak import qr
from renjana.cetak.docx import plan_docx
from renjana.cetak.ics import invitation
from renjana.cetak.xlsx import Sheet, workbook_bytes
from renjana.organisasi.emblem import wrap
from renjana.organisasi.table import filled
from tests.cetak.samples import STAMP, WIB
from tests.cetak.samples_plan import COLUMNS, N, official, paragraph, renja, subbab, tree

PIXEL = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAIAAAADCAIAAAA2iEnWAAAAFklEQVR4nGP8z8DAwMDAxAADCBYjAwMAGjgBBZJ1DmAAAAAASUVORK5CYII=")
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def audited(content: bytes, name: str, folder: Path) -> list[str]:
    path = folder / name
    path.write_bytes(content)
    return [str(error) for error in OpenXmlValidator().validate(str(path)).errors]


def workbook(rows: list[dict[str, Any]]) -> bytes:
    total = {"uraian": "JUMLAH", "pagu": rows[0]["pagu"]}
    sheets = [Sheet(kode, kode, filled(columns, N, akhir="2029"), rows, total if kode == "T-C.33" else None) for kode, columns in COLUMNS.items()]
    return workbook_bytes(sheets, judul="Tabel Renja", penulis="Dinas", created=STAMP)


@pytest.fixture(scope="module")
def plan() -> docx.document.Document:
    return docx.Document(io.BytesIO(plan_docx(renja(12))))


@pytest.mark.parametrize("more", [{}, {"konsep": True, "kertas": "F4"}], ids=["final", "draft"])
def test_office_would_open_the_plan(tmp_path: Path, more: dict[str, Any]) -> None:
    assert audited(plan_docx(renja(12, **more)), "renja.docx", tmp_path) == []


def test_the_same_plan_gives_the_same_docx() -> None:
    assert plan_docx(renja(6)) == plan_docx(renja(6))


def test_the_plan_has_real_headings_and_landscape_sections_for_tables(plan: docx.document.Document) -> None:
    headings = [one.text for one in plan.paragraphs if one.style.style_id == "Heading1"]
    assert headings[:2] == ["KATA PENGANTAR", "DAFTAR TABEL"]
    assert headings[3:] == [f"BAB {one['no']} {one['judul']}" for one in renja(3)["bab"]]
    wide = [section for section in plan.sections if section.page_width > section.page_height]
    assert len(wide) == 6


def test_heads_repeat_merge_and_rows_stay_whole(plan: docx.document.Document) -> None:
    matrix = plan.tables[-1]._tbl
    rows = matrix.findall(f"{WORD}tr")
    assert [row.find(f"{WORD}trPr/{WORD}tblHeader") is not None for row in rows[:5]] == [True, True, True, True, False]
    assert all(row.find(f"{WORD}trPr/{WORD}cantSplit") is not None for row in rows)
    spans = [int(one.get(f"{WORD}val")) for one in rows[0].iter(f"{WORD}gridSpan")]
    assert spans == [6, 2]
    for row in rows:
        covered = sum(
            int(found.get(f"{WORD}val")) if (found := cell.find(f".//{WORD}gridSpan")) is not None else 1 for cell in row.findall(f"{WORD}tc")
        )
        assert covered == 17


def test_cells_say_the_same_as_on_paper(plan: docx.document.Document) -> None:
    words = [[cell.text for cell in row.cells] for row in plan.tables[-1].rows]
    assert "2.16.01.2.01.0001" in words[8]
    assert "50.000.000" in words[8]
    assert words[-1][2] == "JUMLAH"


def test_a_docx_never_poses_as_the_signed_paper(plan: docx.document.Document) -> None:
    text = "\n".join(one.text for one in plan.paragraphs)
    assert "Naskah sah: PDF bertanda tangan elektronik, kode R8N2JA." in text
    assert "Ditandatangani secara elektronik" not in text


def test_lists_of_contents_are_fields_that_update_on_opening() -> None:
    with zipfile.ZipFile(io.BytesIO(plan_docx(renja(6)))) as archive:
        body, settings = archive.read("word/document.xml").decode(), archive.read("word/settings.xml").decode()
    assert 'TOC \\o "1-2" \\h \\z \\u' in body
    assert "TOC \\h \\z \\f T" in body
    assert '<w:updateFields w:val="true"/>' in settings


def test_tables_one_after_the_other_make_no_empty_pages() -> None:
    bab = [
        {"no": "I", "judul": "TABEL", "subbab": [subbab("1.1", "Dua", official("T-C.32", "A", [{}]), official("T-C.32", "B", [{}]), paragraph("x"))]}
    ]
    sections = docx.Document(io.BytesIO(plan_docx(renja(3, bab=bab)))).sections
    assert [one.page_width > one.page_height for one in sections] == [False, False, False, True, True, False]


def test_pasted_signs_and_markup_stay_text_in_docx(tmp_path: Path) -> None:
    bab = [{"no": "I", "judul": "A & B", "subbab": [subbab("1.1", "<x>", paragraph("\x00a\uf0b7 \"<w:p/>\" & 'b'\nbaris"))]}]
    content = plan_docx(renja(3, bab=bab))
    assert audited(content, "renja.docx", tmp_path) == []
    assert "a• \"<w:p/>\" & 'b'\nbaris" in [one.text for one in docx.Document(io.BytesIO(content)).paragraphs]


def test_excel_would_open_the_tables(tmp_path: Path) -> None:
    assert audited(workbook(tree(12)), "tabel.xlsx", tmp_path) == []


def test_the_same_tables_give_the_same_workbook() -> None:
    assert workbook(tree(6)) == workbook(tree(6))


def test_a_workbook_is_ready_to_print_with_numbers_as_numbers() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(workbook(tree(12))))["T-C.33"]
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.print_title_rows == "$3:$5"
    assert sheet.freeze_panes == "A6"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet["F6"].value == sheet.cell(sheet.max_row, 6).value == sum(row["pagu"] for row in tree(12) if row["tingkat"] == 4)
    assert {str(one) for one in sheet.merged_cells.ranges} == {"A3:A4", "B3:B4", "C3:C4", "D3:G3", "H3:H4", "I3:J3"}


@pytest.mark.parametrize("risky", ["=1+1", "+62812", "-1+1", "@SUM(A1)", "=HYPERLINK(\"x\")"])  # fmt: skip
def test_text_that_looks_like_a_formula_is_marked_as_text(risky: str) -> None:
    rows = tree(6)
    rows[-1]["uraian"] = risky
    sheet = openpyxl.load_workbook(io.BytesIO(workbook(rows)))["T-C.33"]
    cell = sheet.cell(sheet.max_row - 1, 2)
    assert (cell.value, cell.data_type, cell.quotePrefix) == (risky, "s", True)


def test_thousands_stand_under_their_unit() -> None:
    row = {"no": 1, "2_4": 500_000_000, "7_4": 650_500_500}
    content = workbook_bytes([Sheet("T/C:31", "x", COLUMNS["T-C.31"], [row])], judul="x", penulis="y", created=STAMP)
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    assert sheet.title == "TC31"
    assert (sheet["F6"].value, sheet["K6"].value) == (500_000, 650_500.5)


def test_an_invitation_opens_in_a_calendar_with_its_times_and_guests() -> None:
    start = datetime(2027, 1, 6, 9, tzinfo=WIB)
    values: dict[str, Any] = {
        "uid": "rapat-1@renjana",
        "title": "Rapat Pembahasan Renja 2028",
        "start": start,
        "end": start + timedelta(hours=2),
        "place": "Ruang Rapat, lantai 2; sayap timur",
        "description": "Undangan 000.1.5/012.\nBawa isian.",
        "attendees": ["perencana@contoh.go.id"],
        "stamp": STAMP,
    }
    content = invitation(**values)
    event = icalendar.Calendar.from_ical(content).walk("VEVENT")[0]
    assert event.decoded("dtstart") == datetime(2027, 1, 6, 2, tzinfo=UTC)
    assert event.decoded("dtend") == datetime(2027, 1, 6, 4, tzinfo=UTC)
    assert event.decoded("dtstamp") == STAMP
    assert (str(event["location"]), str(event["description"])) == (values["place"], values["description"])
    assert str(event["attendee"]) == "mailto:perencana@contoh.go.id"
    assert invitation(**values) == content


def test_a_code_is_a_square_of_modules() -> None:
    rows = qr.matrix("https://renjana.contoh.go.id/verifikasi/R8N2JA/")
    assert {len(row) for row in rows} == {len(rows)}
    assert rows[0].startswith("1111111")
    assert set("".join(rows)) == {"0", "1"}


def test_an_emblem_is_wrapped_in_its_own_proportions() -> None:
    assert 'viewBox="0 0 2 3"' in wrap(PIXEL)
    jpeg = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x0b\x08\x00\x05\x00\x07\x01\x01\x11\x00" + b"\xff\xd9"
    assert 'viewBox="0 0 7 5"' in wrap(jpeg)


@pytest.mark.parametrize("broken", [b"", b"<svg/>", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", PIXEL[:20], b"\x89PNG\r\n\x1a\n" + b"0" * 600_000])
def test_other_files_are_refused_as_emblem_with_what_to_do(broken: bytes) -> None:
    with pytest.raises(ValueError, match="Unggah gambar PNG atau JPEG"):
        wrap(broken)
