"""Evil files through real HTTP at a running server: each gets a sentence with its place, nothing is stored, and the server goes on answering."""

import io
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.cli.commands import spoken_json
from tests.cli.served import Browser, Served, serving
from tests.renstra.workbooks import raw_xlsx

pytestmark = pytest.mark.once
UNIT = "PERSANDIAN"
FAR = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
PLAN = ("renja_rencanasubkegiatan", "renja_indikator", "renja_sumberdanarencana", "pengumpulan_isian", "alur_event")
TABLES = ("surat_berkas", "pengumpulan_unggahanisian", "alur_event", "renja_rencanasubkegiatan", "renstra_itemrenstra")


@dataclass
class Door:
    """The upload page of one bidang in a served demo."""

    served: Served
    contact: Browser
    planner: Browser
    path: str
    book: bytes

    def edited(self, sheet: str = "Isian", **cells: Any) -> bytes:
        kept = openpyxl.load_workbook(io.BytesIO(self.book))
        for cell, value in cells.items():
            kept[sheet][cell] = value
        kept.save(target := io.BytesIO())
        return target.getvalue()

    def send(self, name: str, content: bytes) -> tuple[int, str]:
        return self.contact.send(f"{self.path}unggah/", "berkas", name, content)

    def counted(self) -> list[int]:
        with closing(sqlite3.connect(self.served.home / "renjana.sqlite3")) as db:
            return [db.execute(f"select count(*) from {table}").fetchone()[0] for table in TABLES]  # noqa: S608 - fixed names

    def plan(self) -> list[tuple[Any, ...]]:
        """All rows of every plan with their indicators and sources, the states of all isian, and how long the history is."""
        with closing(sqlite3.connect(self.served.home / "renjana.sqlite3")) as db:
            return [row for table in PLAN for row in db.execute(f"select * from {table} order by id")]  # noqa: S608 - fixed names


def grid_pairs(page: str) -> list[tuple[str, str]]:
    """Names and values of the grid's inputs in the order of the page; ticks left out."""
    found = []
    for tag, name, rest in re.findall(r'(<(?:input|select)[^>]* name="(b\.\w+)"[^>]*>)((?:<option[^>]*>[^<]*</option>)*)', page):
        if 'type="checkbox"' not in tag:
            value = re.search(r'value="([^"]*)"', tag) or re.search(r"<option selected>([^<]*)<", rest)
            found.append((name, unescape(value[1]) if value else ""))
    return found


@pytest.fixture(scope="module")
def door(demo_master: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    home = Path(shutil.copytree(demo_master, tmp_path_factory.mktemp("jahat") / "data"))
    said = spoken_json(home, "demo", "--json")
    with serving(home) as served:
        desks = {}
        for person in said["people"]:
            if person["bidang"] == UNIT or person["role"] == "perencana":
                desks[person["role"]] = Browser(served.address)
                desks[person["role"]].post("/masuk/", nama=person["sign_in"], sandi=person["password"])
        path = f"/renja/{max(said['years'])}/pengumpulan/{UNIT}/"
        yield Door(served, desks["bidang"], desks["perencana"], path, desks["bidang"].download(f"{path}excel/"))


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("surat.xlsx", b"%PDF-1.7\n%bytes", "adalah PDF, bukan buku kerja Excel"),
        ("kosong.xlsx", b"", "kosong (0 byte)"),
        ("bom.xlsx", raw_xlsx("", extra={"xl/worksheets/sheet1.xml": b" " * (120 * 1024 * 1024)}), "terlalu besar setelah dibuka"),
        ("jauh.xlsx", raw_xlsx(FAR), "berisi sel XFD1048576"),
    ],
)
def test_a_file_that_is_no_workbook_of_ours(door: Door, name: str, content: bytes, said: str) -> None:
    before = door.counted()
    status, page = door.send(name, content)
    assert (status, said in page, door.counted()) == (422, True, before)
    assert door.contact.get(door.path)[0] == 200


@pytest.mark.parametrize(
    ("cell", "value", "said"),
    [
        ("H8", "dua juta", "bukan bilangan"),
        ("H8", "1.50", "bisa berarti 1,50 atau 150"),
        ("H8", "=1000*2", "rumus"),
        ("H8", -5, "negatif"),
        ("G8", -5, "negatif"),
        ("L8", 13, "“13” bukan bulan. tulis 1 sampai 12"),
        ("M8", 0, "“0” bukan bulan"),
        ("H8", 10**18, "terlalu besar"),
        ("B8", "2.16.03.2.02.9999", "2.16.03.2.02.9999"),
        ("B8", "2.16.03", "2.16.03"),
    ],
)
def test_a_cell_that_cannot_be_meant(door: Door, cell: str, value: object, said: str) -> None:
    before = door.counted()
    status, page = door.send("isian.xlsx", door.edited(**{cell: value}))
    assert (status, f"<b>Sel {cell}</b>" in page, said in page.lower()) == (422, True, True)
    assert door.counted()[2:] == before[2:]


def test_a_source_that_is_none_and_months_in_the_wrong_order_are_shown_with_their_cells_before_anything_is_stored(door: Door) -> None:
    before = door.counted()
    status, page = door.send("isian.xlsx", door.edited(J8="APBDes", L8=11, M8=3))
    assert (status, "Sel J8" in page, "tidak ada dalam daftar sumber dana" in page) == (200, True, True)
    assert ("Sel M8" in page, "Bulan selesai (3) mendahului bulan mulai (11)" in page) == (True, True)
    assert door.counted()[2:] == before[2:]


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("bulan_awal", "13", "“13” bukan bulan"),
        ("bulan_akhir", "0", "“0” bukan bulan"),
        ("pagu", "-5", "“-5” bernilai negatif"),
        ("pagu", "9" * 20, "terlalu besar"),
        ("target", "banyak", "“banyak” bukan bilangan"),
        ("sumber_dana", "9.9.9", "“9.9.9” tidak ada dalam daftar sumber dana"),
    ],
)
def test_the_grid_of_a_served_page_stores_nothing_of_such_a_press(door: Door, key: str, value: str, said: str) -> None:
    """As a browser without scripts posts it, by "Simpan dan kirim" with a reason."""
    shown = door.contact.get(door.path)[1]
    pairs = grid_pairs(shown)
    at = next(place for place, (name, _) in enumerate(pairs) if name == f"b.{key}")
    pairs[at] = (f"b.{key}", value)
    before = door.plan()
    status, page = door.contact.post_pairs(door.path, [*pairs, ("aksi", "kirim"), ("alasan", "Apa adanya")])
    assert (status, said in page, f'<a href="#c1-{key}">Baris 1, ' in page, f'id="g-c1-{key}"' in page) == (422, True, True, True)
    assert (value in page, door.plan()) == (True, before)


def test_a_code_of_no_list_is_shown_with_its_cell_before_anything_is_stored(door: Door) -> None:
    before = door.counted()
    sheet = openpyxl.load_workbook(io.BytesIO(door.book)).worksheets[0]
    row = next(row for row in range(8, 500) if not sheet.cell(row, 2).value)
    cells = {"B": "2.16.03.2.02.9999", "D": "Jumlah", "F": "Dokumen", "G": 1, "H": 5}
    status, page = door.send("isian.xlsx", door.edited(**{f"{column}{row}": value for column, value in cells.items()}))
    assert (status, f"Sel B{row}" in page, "2.16.03.2.02.9999 tidak ada dalam nomenklatur" in page) == (200, True, True)
    assert door.counted()[2:] == before[2:]


def test_the_workbook_of_another_bidang_is_refused(door: Door) -> None:
    other = door.planner.download(door.path.replace(UNIT, "IKP") + "excel/")
    before = door.counted()
    status, page = door.send("isian.xlsx", other)
    assert (status, "Berkas ini milik Bidang Informasi dan Komunikasi Publik" in page, door.counted()) == (422, True, before)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"PK\x03\x04rusak", raw_xlsx(FAR)])
def test_a_broken_renstra_is_refused_and_the_server_goes_on(door: Door, content: bytes) -> None:
    before = door.counted()
    status, page = door.planner.send("/renstra/impor/", "berkas", "renstra.xlsx", content, tahun_awal="2025")
    assert (status, 'role="alert"' in page, door.counted()) == (422, True, before)
    assert door.planner.get("/renstra/")[0] == 200


def test_a_changed_seal_and_the_workbook_of_last_year_are_refused(door: Door) -> None:
    kept = openpyxl.load_workbook(io.BytesIO(door.book))
    hidden = next(sheet for sheet in kept if sheet.sheet_state != "visible" and any(row[0].value == "mac" for row in sheet.iter_rows()))
    cell = next(row[1] for row in hidden.iter_rows() if row[0].value == "mac")
    cell.value = "0" * 64
    kept.save(changed := io.BytesIO())
    year = int(door.path.split("/")[2])
    last = door.planner.download(door.path.replace(str(year), str(year - 1)) + "excel/")
    before = door.counted()
    status, page = door.send("isian.xlsx", changed.getvalue())
    assert (status, 'role="alert"' in page, door.counted()) == (422, True, before)
    status, page = door.send("isian.xlsx", last)
    assert (status, f"Berkas ini untuk Renja {year - 1}" in page, door.counted()) == (422, True, before)


def test_merged_cells_are_answered_and_store_nothing(door: Door) -> None:
    kept = openpyxl.load_workbook(io.BytesIO(door.book))
    kept["Isian"].merge_cells("G8:H8")
    kept.save(merged := io.BytesIO())
    before = door.counted()
    status, _ = door.send("isian.xlsx", merged.getvalue())
    assert status in {200, 422}
    assert door.counted()[2:] == before[2:]
