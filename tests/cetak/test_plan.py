"""The whole Renja: archival and accessible, numbered by chapter, nested heads, signed with its last paragraph, its data inside."""

import io
import json
import re
import resource
import time
from typing import Any

import pikepdf
import pytest

from renjana.cetak.papers import Bab
from renjana.cetak.pdf import PaperError, compile_paper, compile_plan
from renjana.cetak.plan import full_title, numbered
from tests.cetak.judge import faults, letters, page_count, text_of
from tests.cetak.samples import DINAS, KADIS, STAMP, signed
from tests.cetak.samples_plan import N, chapters, official, paragraph, renja, subbab, tree


def plan(count: int = 12, **more: Any) -> bytes:
    return compile_paper("renja", numbered(renja(count, **more)), timestamp=STAMP)


@pytest.fixture(scope="module")
def printed() -> bytes:
    return plan(60)


def pages(pdf: bytes) -> list[str]:
    return text_of(pdf, "-layout").split("\f")[:-1]


def test_the_plan_is_archival_accessible_and_sound(printed: bytes) -> None:
    assert faults(printed) == []


@pytest.mark.parametrize("kertas", ["A4", "F4"])
@pytest.mark.parametrize("konsep", [True, False])
def test_drafts_and_both_sheets_are_archival_too(kertas: str, *, konsep: bool) -> None:
    assert faults(plan(kertas=kertas, konsep=konsep)) == []


def test_the_child_process_prints_the_same_bytes() -> None:
    assert compile_plan(renja(12), timestamp=STAMP) == plan(12)


def test_the_child_process_reports_what_is_wrong() -> None:
    broken = {**renja(3), "ttd": {}}
    with pytest.raises(PaperError, match="renja"):
        compile_plan(broken, timestamp=STAMP)


def test_pages_are_numbered_by_chapter(printed: bytes) -> None:
    feet = [re.search(r"(i+|[IV]+-\d+)\s*$", one.rstrip()) for one in pages(printed)]
    labels = [found[1] if found else "" for found in feet]
    assert labels[:5] == ["", "i", "ii", "iii", "I-1"]
    for roman in ("I", "II", "III", "IV", "V"):
        own = [one for one in labels if one.startswith(f"{roman}-")]
        assert own == [f"{roman}-{n}" for n in range(1, len(own) + 1)]
        assert own


def test_the_list_of_contents_points_at_chapter_pages(printed: bytes) -> None:
    listed = pages(printed)[2]
    assert re.search(r"BAB II HASIL EVALUASI RENJA PERANGKAT DAERAH TAHUN LALU [ .]+\u2060?II-1\n", listed)
    assert re.search(r"4\.1 Rencana Kerja [ .]+\u2060?IV-1\n", listed)
    tables = pages(printed)[3]
    assert re.search(r"Tabel T-C\.29 +Rekapitulasi [\w ]+[ .]+\u2060?II-2\n", tables)
    assert "Gambar 3.2" in tables


def test_heads_repeat_on_every_page_of_a_table(printed: bytes) -> None:
    heads = [letters(one) for one in pages(printed) if "IV-" in one and "Koordinasi" in one]
    assert len(heads) >= 3
    for one in heads:
        assert letters("Capaian Kinerja dan Kerangka Pendanaan") in one
        assert letters("NasionalDaerah") in one or "nasional" in one
        assert letters("1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17") in one


@pytest.mark.parametrize("count", [11, 14, 17, 20, 23, 26, 29])
def test_a_head_row_never_ends_a_page(count: int) -> None:
    rows = tree(count)
    heads = {row["kode"] for row in rows if row["tingkat"] < 4}
    bab: Bab = {
        "no": "I",
        "judul": "UJI",
        "subbab": [subbab("1.1", "Tabel", official("T-C.33", "Uji", rows)), subbab("1.2", "Akhir", paragraph("a"))],
    }
    for one in pages(plan(bab=[bab])):
        lines = [line for line in one.splitlines() if re.match(r"\s*2[.\d]*\s", line)]
        if lines:
            assert lines[-1].split()[0] not in heads


def test_every_cell_and_heading_is_printed(printed: bytes) -> None:
    text = letters(text_of(printed))
    for row in tree(60):
        assert letters(row["kode"] + row["uraian"]) in text
    for bab in chapters(60):
        assert letters(f"BAB {bab['no']} {bab['judul']}") in text
        for one in bab["subbab"]:
            assert letters(f"{one['nomor']} {one['judul']}") in text


def test_the_data_travel_inside_the_document(printed: bytes) -> None:
    with pikepdf.open(io.BytesIO(printed)) as document:
        attached = document.attachments["renja.json"].get_file().read_bytes()
    rows = json.loads(attached)["sub_kegiatan"]
    assert len(rows) == 60
    assert rows[3] == {"kode": "2.16.01.2.01.0004", "pagu": 57_500_000}


@pytest.mark.parametrize("filler", range(0, 60, 4))
def test_the_signature_stands_with_the_last_paragraph(filler: int) -> None:
    last = [paragraph("Kalimat isi untuk menggeser halaman. " * filler), paragraph("Paragraf terakhir dokumen ini.")]
    pdf = plan(bab=[{"no": "V", "judul": "PENUTUP", "subbab": [subbab("5.1", "Penutup", *last)]}])
    final = pages(pdf)[-1]
    assert "Paragraf terakhir dokumen ini." in final
    assert "Kode: R8N2JA" in final
    assert "bukan TTE tersertifikasi BSrE" in final


def test_a_plan_without_electronic_signature_leaves_room_for_a_pen() -> None:
    pdf = plan(ttd=signed(KADIS, status="Plt."), konsep=True)
    text = " ".join(text_of(pdf).split())
    assert "Plt. KEPALA DINAS KOMUNIKASI, INFORMATIKA DAN STATISTIK, Ir. Sutan Contoh Mahardika, M.M." in text
    assert "Kode:" not in text


def test_a_title_that_names_agency_and_year_is_not_completed_again() -> None:
    whole = f"Rencana Kerja (Renja) {DINAS} Tahun {N}"
    assert full_title(renja(3)) == whole
    assert full_title(renja(3, judul=whole)) == whole
    assert plan(3, judul=whole) == plan(3)


def test_tables_and_charts_are_numbered_apart_in_each_chapter() -> None:
    found = [block["nomor"] for bab in numbered(renja(3))["bab"] for one in bab["subbab"] for block in one["blok"] if "nomor" in block]
    assert found == ["2.1", "3.1", "3.1", "3.2"]


def test_a_chapter_may_end_in_a_table_or_hold_nothing() -> None:
    bare: list[Bab] = [
        {"no": "I", "judul": "KOSONG", "subbab": [subbab("1.1", "Belum ditulis")]},
        {"no": "II", "judul": "TABEL", "subbab": [subbab("2.1", "Dua", official("T-C.32", "A", [{}]), official("T-C.32", "B", [{}]))]},
    ]
    pdf = plan(bab=bare)
    assert faults(pdf) == []
    assert page_count(pdf) == 9


def test_sixty_sub_kegiatan_cost_little() -> None:
    before = time.process_time() + resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    pdf = compile_plan(renja(60), timestamp=STAMP)
    spent = time.process_time() + resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
    assert page_count(pdf) >= 20
    assert spent < 6
