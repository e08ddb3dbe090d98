"""Every cell of the official sheet, ten columns by thirteen steps, equals the source: in the DOCX as in the PDF, on A4 as on F4."""

import io
import re
import subprocess
import zipfile
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import docx
import pytest
from docx.table import Table, _Cell
from hypothesis import HealthCheck, given, settings
from openxml_audit import OpenXmlValidator

from renjana.cetak.pdf import compile_paper
from renjana.cetak.sop_docx import sop_docx
from renjana.sop.columns import SHEETS
from renjana.sop.definition import SHIPPED, shipped
from renjana.sop.model import Langkah, Sop
from renjana.sop.sheet import describe, lay_out, sheet_data
from tests.cetak.judge import faults, letters, text_of
from tests.sop.sops import sops

pytestmark = pytest.mark.once

PAPERS = tuple(SHEETS)
STAMP = datetime(2027, 1, 15, 8, tzinfo=UTC)


@cache
def word(kode: str, kertas: str) -> bytes:
    return sop_docx(lay_out(shipped(kode), kertas=kertas))


@cache
def pdf(kode: str, kertas: str) -> bytes:
    return compile_paper("sop", sheet_data(lay_out(shipped(kode), kertas=kertas)), timestamp=STAMP)


def words(cell: _Cell) -> str:
    """The text of a cell without the raised marks of editor's notes."""
    return "\n".join("".join(run.text for run in paragraph.runs if not run.font.superscript) for paragraph in cell.paragraphs)


def told(cell: _Cell) -> list[str]:
    """What the pictures in a cell say to people who do not see them."""
    return [each.get("descr") for each in cell._tc.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr")]


def rows_of(table: Table) -> list[list[_Cell]]:
    """The cells of rows of the flow: those that begin with a step's number."""
    return [list(row.cells) for row in table.rows[3:] if re.fullmatch(r"\d+\.", row.cells[0].text)]


def flow_rows(content: bytes) -> list[list[_Cell]]:
    return [row for table in docx.Document(io.BytesIO(content)).tables[1:] for row in rows_of(table) if len(row) > 6]


@pytest.mark.parametrize("kertas", PAPERS)
@pytest.mark.parametrize("kode", SHIPPED)
def test_every_cell_of_the_docx_equals_the_source(kode: str, kertas: str) -> None:
    sop, sheet = shipped(kode), lay_out(shipped(kode), kertas=kertas)
    rows = flow_rows(word(kode, kertas))
    assert len(rows) == len(sop.langkah)
    for place, (step, row) in enumerate(zip(sop.langkah, rows, strict=True)):
        actors = [actor.id for actor in sop.pelaksana]
        texts = [words(row[0]), words(row[1]), *(words(cell) for cell in row[2 + len(actors) :])]
        assert texts == [f"{step.nomor}.", step.uraian, step.kelengkapan, step.waktu, step.output, step.keterangan]
        drawn = [told(row[2 + column]) for column in range(len(actors))]
        assert drawn == [[describe(sheet, place, column)] if actor in step.pelaksana else [] for column, actor in enumerate(actors)]
        assert all(not words(row[2 + column]) for column in range(len(actors)))


def test_the_renja_has_ten_columns_by_thirteen_steps() -> None:
    rows = flow_rows(word("penyusunan-renja", "F4"))
    assert [len(row) for row in rows] == [10] * 13


def column_words(content: bytes, sop: Sop, kertas: str) -> dict[tuple[int, int], str]:
    """Words of the PDF by step and column: each word of a flow page by where it stands in the table that the layout computed."""
    sheet = lay_out(sop, kertas=kertas)
    listed = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=content, capture_output=True, check=True).stdout.decode()
    pages = listed.split("<page ")[1:]
    edges = [sum(sheet.columns.widths[:number]) for number in range(len(sheet.columns.widths) + 1)]
    found: dict[tuple[int, int], str] = {}
    for board, page in zip(sheet.boards, pages[-sheet.pages :], strict=True):
        for line in page.splitlines():
            if "<word " not in line:
                continue
            values = dict(part.split("=", 1) for part in line.partition("<word ")[2].partition(">")[0].replace('"', "").split())
            x = (float(values["xMin"]) + float(values["xMax"])) / 2 * 25.4 / 72 - 14
            y = (float(values["yMin"]) + float(values["yMax"])) / 2 * 25.4 / 72 - 13
            column = sum(x >= edge for edge in edges[1:-1])
            for row in board.frame.rows:
                if row.top <= y < row.bottom:
                    key = (row.index, column)
                    found[key] = found.get(key, "") + line.partition(">")[2].partition("</word>")[0] + " "
    return found


def marked(sop: Sop, step: Langkah) -> set[str]:
    """What a cell may hold behind its text: letters of editor's notes."""
    return {chr(ord("a") + number) for number, note in enumerate(sop.catatan) if note.id in step.catatan}


@pytest.mark.parametrize("kertas", PAPERS)
@pytest.mark.parametrize("kode", SHIPPED)
def test_every_cell_of_the_pdf_equals_the_source(kode: str, kertas: str) -> None:
    sop = shipped(kode)
    found, count = column_words(pdf(kode, kertas), sop, kertas), len(sop.pelaksana)
    for row, step in enumerate(sop.langkah):
        texts = (str(step.nomor), step.uraian, step.kelengkapan, step.waktu, step.output, step.keterangan)
        for column, text in zip((0, 1, *range(2 + count, 6 + count)), texts, strict=True):
            printed, source = letters(found.get((row, column), "")), letters(text)
            assert printed.startswith(source), (step.nomor, column)
            assert set(printed[len(source) :]) <= marked(sop, step), (step.nomor, column)
        symbol = {"mulai": "mulai", "selesai": "selesai"}.get(step.bentuk, "")
        for column, actor in enumerate(sop.pelaksana):
            inside = letters(found.get((row, 2 + column), ""))
            assert (symbol in inside) if actor.id in step.pelaksana else ("mulai" not in inside and "selesai" not in inside)


@pytest.mark.parametrize("kertas", PAPERS)
def test_identity_boxes_and_notes_stand_in_the_docx(kertas: str) -> None:
    sop = shipped()
    document = docx.Document(io.BytesIO(word("penyusunan-renja", kertas)))
    identity = "\n".join(cell.text for row in document.tables[0].rows for cell in row.cells)
    for box in (sop.dasar_hukum, sop.kualifikasi, sop.keterkaitan, sop.peralatan, sop.peringatan, sop.pencatatan):
        assert all(entry in identity for entry in box)
    assert sop.identitas.disahkan_oleh in identity
    notes = "\n".join(cell.text for row in document.tables[-1].rows for cell in row.cells)
    assert all(f"{note.letak}: {note.isi}" in notes for note in sop.catatan)


@pytest.mark.parametrize("kertas", PAPERS)
def test_the_docx_is_sound_landscape_and_as_large_as_its_paper(kertas: str, tmp_path: Path) -> None:
    path = tmp_path / "sop.docx"
    path.write_bytes(word("penyusunan-renja", kertas))
    assert OpenXmlValidator().validate(str(path)).errors == []
    section = docx.Document(str(path)).sections[0]
    assert [round(length.mm) for length in (section.page_width, section.page_height)] == [round(side) for side in SHEETS[kertas]]  # type: ignore[union-attr]


@pytest.mark.parametrize("kertas", PAPERS)
def test_the_pdf_is_archival_accessible_and_as_large_as_its_paper(kertas: str) -> None:
    assert faults(pdf("penyusunan-renja", kertas)) == []
    info = subprocess.run(["pdfinfo", "-"], input=pdf("penyusunan-renja", kertas), capture_output=True, check=True).stdout.decode()
    size = next(line for line in info.splitlines() if line.startswith("Page size"))
    assert [round(float(part) * 25.4 / 72) for part in size.split()[2:5:2]] == [round(side) for side in SHEETS[kertas]]


def test_the_same_sheet_gives_the_same_docx_and_symbols_that_look_alike_are_kept_once() -> None:
    again = sop_docx(lay_out(shipped()))
    assert again == word("penyusunan-renja", "F4")
    with zipfile.ZipFile(io.BytesIO(again)) as package:
        assert len([name for name in package.namelist() if name.endswith(".svg")]) == 8


@given(sop=sops(most_steps=6, most_actors=5))
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_sop_gives_a_docx_whose_cells_equal_it(sop: Sop) -> None:
    rows = flow_rows(sop_docx(lay_out(sop)))
    assert [words(row[1]) for row in rows] == [step.uraian for step in sop.langkah]


def test_the_status_of_a_proposal_is_printed_on_both() -> None:
    status = "disusun sebagai usulan, belum disahkan"
    text = "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(word("rapat-internal", "A4"))).paragraphs)
    assert status in text
    assert status in text_of(pdf("rapat-internal", "A4"))


def test_what_is_proposed_is_not_said_to_be_read_from_a_source() -> None:
    assert lay_out(shipped("rapat-internal")).legend == (
        "Garis putus-putus: pelaksana atau arah alir disusun sebagai usulan; berlaku setelah disahkan instansi.",
    )
    assert "naskah asal dicetak" not in text_of(pdf("rapat-internal", "A4"))
    assert "naskah asal dicetak" in text_of(pdf("penyusunan-renja", "A4"))
