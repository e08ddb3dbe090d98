"""The SOP sheet on paper and as SVG: archival, accessible, whole, the same words on both, blanks left blank."""

import re
import xml.etree.ElementTree as ET
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings

from renjana.cetak.pdf import compile_paper
from renjana.sop.definition import SHIPPED, shipped
from renjana.sop.measure import width, wrap
from renjana.sop.model import Langkah, Sop
from renjana.sop.sheet import Sheet, SheetError, lay_out, sheet_data
from renjana.sop.svg import flow_svg
from tests.cetak.judge import faults, letters, page_count, text_of
from tests.sop.sops import a_langkah, a_sop, sops
from tests.sop.test_sheet_lines import SAMPLES, a_random_sop, sample

pytestmark = pytest.mark.once

STAMP = datetime(2027, 1, 15, 8, tzinfo=UTC)
LABELS = ("Nomor SOP", "Tanggal Pembuatan", "Tanggal Revisi", "Tanggal Pengesahan", "Disahkan Oleh", "Nama SOP")
BOXES = ("dasar_hukum", "kualifikasi", "keterkaitan", "peralatan", "peringatan", "pencatatan")
SVG = "{http://www.w3.org/2000/svg}"


def paper(sheet: Sheet) -> bytes:
    return compile_paper("sop", sheet_data(sheet), timestamp=STAMP)


def cells(step: Langkah) -> tuple[str, ...]:
    return step.uraian, step.kelengkapan, step.waktu, step.output, step.keterangan


def printed(sop: Sop) -> list[str]:
    """Every text of an SOP that the sheet must show."""
    block = [entry for key in BOXES for entry in getattr(sop, key)]
    notes = [text for note in sop.catatan for text in (note.letak, note.isi)]
    heads = [*LABELS, "Kelengkapan dan Peralatan", "URAIAN PROSEDUR", "PELAKSANA", sop.judul_mutu, *(actor.nama for actor in sop.pelaksana)]
    whole = [sop.nama, sop.pemda, sop.perangkat_daerah, sop.identitas.disahkan_oleh, sop.identitas.disahkan_nama, sop.identitas.nomor]
    return [text for text in (*block, *notes, *heads, *whole, *(cell for step in sop.langkah for cell in cells(step))) if letters(text)]


def drawn_words(svg: str) -> list[str]:
    """The lines of text in a drawing, in its order."""
    return ["".join(text.itertext()) for text in ET.fromstring(svg).iter(f"{SVG}text")]  # noqa: S314 - our own drawing


@pytest.mark.parametrize("kertas", ["F4", "A4"])
def test_every_text_of_the_seed_is_on_the_paper(kertas: str) -> None:
    sop = shipped()
    shown = letters(text_of(paper(lay_out(sop, kertas=kertas))))
    assert [text for text in printed(sop) if letters(text) not in shown] == []


@pytest.mark.parametrize("sop", [*map(shipped, SHIPPED[1:]), *map(sample, SAMPLES), a_random_sop(12, 20, 0.3, 0.2, 12, 5)])
def test_every_text_of_other_procedures_is_on_the_paper(sop: Sop) -> None:
    shown = letters(text_of(paper(lay_out(sop, kertas="A4"))))
    turned = {actor.nama for actor in sop.pelaksana} if lay_out(sop, kertas="A4").columns.turned else set()
    assert [text for text in printed(sop) if text not in turned and letters(text) not in shown] == []


@pytest.mark.parametrize("kertas", ["F4", "A4"])
def test_the_paper_is_archival_accessible_and_sound(kertas: str) -> None:
    assert faults(paper(lay_out(shipped(), kertas=kertas))) == []


def test_a_crowded_paper_is_archival_accessible_and_sound() -> None:
    assert faults(paper(lay_out(a_random_sop(12, 24, 0.6, 0.4, 12, 9)))) == []


def test_the_same_procedure_gives_the_same_bytes() -> None:
    assert paper(lay_out(shipped())) == paper(lay_out(shipped()))


def test_cover_and_identity_stand_before_the_flow_pages() -> None:
    sheet = lay_out(shipped())
    assert page_count(paper(sheet)) == 2 + sheet.pages == 4


def test_blanks_of_the_identity_stay_blank() -> None:
    lines = text_of(paper(lay_out(shipped())), "-layout", "-f", "2", "-l", "2").splitlines()
    for label in LABELS[:4]:
        assert [line.split(label)[1].strip() for line in lines if label in line] == [":"]
    assert [line.strip() for line in lines if "NIP." in line] == ["NIP."]


def test_columns_are_numbered_through_for_any_number_of_actors() -> None:
    for actors in (1, 4, 7, 12):
        numbers = [word for word in drawn_words(flow_svg(lay_out(a_random_sop(actors, 6, 0.3, 0, 3, 1)), 0)) if word.isdigit()]
        assert numbers[: actors + 6] == [str(number) for number in range(1, actors + 7)]


def test_the_drawing_shows_the_same_words_as_the_paper() -> None:
    sheet = lay_out(shipped())
    shown = letters(" ".join(word for number in range(sheet.pages) for word in drawn_words(flow_svg(sheet, number))))
    assert [cell for step in sheet.sop.langkah for cell in cells(step) if letters(cell) not in shown] == []


def test_head_and_title_are_repeated_on_every_flow_page() -> None:
    sheet = lay_out(shipped())
    for number in range(sheet.pages):
        words = drawn_words(flow_svg(sheet, number))
        assert ["SOP : PENYUSUNAN RENCANA KERJA (RENJA)", f"Lembar {number + 1} dari 2"] == words[:2]
        assert {"NO", "PELAKSANA", "Sekretaris", "Waktu", "Output", "10"} <= set(words)


def test_the_drawing_holds_no_style_and_no_script() -> None:
    svg = flow_svg(lay_out(shipped()), 0, marks={1: "done", 2: "now"})
    assert re.findall(r"<style|<script|\sstyle=|\son\w+=|href=", svg) == []


def test_the_drawing_has_a_title_and_every_symbol_says_what_it_is() -> None:
    sheet = lay_out(shipped())
    root = ET.fromstring(flow_svg(sheet, 1))  # noqa: S314 - our own drawing
    titles = ["".join(title.itertext()) for title in root.iter(f"{SVG}title")]
    assert root.get("role") == "img"
    assert titles[0] == "Lembar 2 dari 2 SOP Penyusunan Rencana Kerja (Renja): langkah 9 sampai 13"
    assert titles[1] == "Keputusan, langkah 9, oleh Sekretaris; tidak: kembali ke langkah 8 (disimpulkan)"
    assert len(titles) == 6


def test_marks_colour_the_symbols_of_their_steps_alone() -> None:
    root = ET.fromstring(flow_svg(lay_out(shipped()), 0, marks={1: "done", 8: "now", 3: 'x" onload="'}))  # noqa: S314 - our own drawing
    kinds = [kind for kind in (part.get("class", "") for part in root.iter()) if "is-" in kind]
    assert kinds == ["sop-row is-done", "sop-row is-now", "sop-symbol is-done", "sop-symbol is-now", "sop-symbol is-now"]


def test_markup_in_texts_stays_text() -> None:
    svg = flow_svg(lay_out(a_sop(nama='Uji <b> & "kutip"')), 0)
    assert drawn_words(svg)[0] == 'SOP : UJI <B> & "KUTIP"'


def test_inferred_actors_are_dashed_and_said_in_the_legend() -> None:
    sheet = lay_out(shipped())
    dashed = {symbol.row + 1 for board in sheet.boards for symbol in board.symbols if symbol.dashed}
    assert dashed == {9, 10, 11, 12, 13}
    assert sheet.legend[0].startswith("Garis putus-putus: pelaksana atau arah alir disimpulkan")


def test_editor_notes_are_marked_where_they_belong() -> None:
    sheet = lay_out(shipped())
    marks = {
        (row.index + 1, place): cell.mark for board in sheet.boards for row in board.frame.rows for place, cell in enumerate(row.cells) if cell.mark
    }
    assert sheet.head_mark == "a)"
    assert marks[4, 1] == "c)"
    assert marks[3, 4] == "e)"
    assert marks[11, 1] == "b) g) i)"


def test_every_line_of_text_fits_its_cell() -> None:
    for sop in (shipped(), a_random_sop(12, 30, 0.3, 0.2, 60, 3)):
        sheet = lay_out(sop, kertas="A4")
        rooms = (*sheet.columns.widths[:2], *sheet.columns.widths[-4:])
        for row in (row for board in sheet.boards for row in board.frame.rows):
            for cell, room in zip(row.cells, rooms, strict=True):
                assert max(width(line, sheet.columns.text) for line in cell.lines) <= room - 2
                assert len(cell.lines) * sheet.columns.text * 0.41 <= row.bottom - row.top


def test_rows_follow_each_other_without_gap() -> None:
    for board in lay_out(a_random_sop(5, 30, 0.3, 0.2, 12, 4)).boards:
        assert all(above.bottom == below.top for above, below in pairwise(board.frame.rows))


def test_a_text_taller_than_a_page_is_refused_with_its_step() -> None:
    sop = a_sop(a_langkah(1, bentuk="mulai"), a_langkah(2, uraian="kata " * 5000), a_langkah(3, bentuk="selesai"))
    with pytest.raises(SheetError, match="Teks langkah 2 terlalu panjang untuk satu halaman"):
        lay_out(sop)


def test_an_unknown_sheet_size_is_refused() -> None:
    with pytest.raises(SheetError, match='Kertas "A5" tidak dikenal; pilih F4 atau A4'):
        lay_out(shipped(), kertas="A5")


def test_words_break_at_spaces_hyphens_and_slashes_and_are_cut_only_when_they_must() -> None:
    assert wrap("masing-masing bidang", 14, 8) == ("masing-", "masing", "bidang")
    assert wrap("Staf/Jabatan", 14, 8) == ("Staf/", "Jabatan")
    assert "".join(wrap("Pertanggungjawabannya", 10, 8)) == "Pertanggungjawabannya"
    assert wrap("", 10, 8) == ("",)


@given(sop=sops(most_steps=6, most_actors=12))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_readable_text_gives_a_sound_drawing(sop: Sop) -> None:
    sheet = lay_out(sop)
    assert [len(ET.fromstring(flow_svg(sheet, number))) > 0 for number in range(sheet.pages)] == [True] * sheet.pages  # noqa: S314 - ours


def test_a_paper_prints_whatever_people_type() -> None:
    odd = 'Kata #strong[tebal] $x$ \\ "kutip" <b> & * _ ` ~ @ \u0627\u0644 \U0001f600 baris\nbaru'
    sop = a_sop(nama=odd, dasar_hukum=(odd, odd), langkah=(a_langkah(1, uraian=odd, bentuk="mulai"), a_langkah(2, output=odd, bentuk="selesai")))
    assert "Kata #strong[tebal] $x$ \\" in text_of(paper(lay_out(sop)))
