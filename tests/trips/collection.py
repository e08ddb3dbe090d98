"""The people of a collection at their desks: what a bidang does with its workbook and its grid in a real browser."""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import openpyxl
from playwright.sync_api import expect

from renjana.alur.models import Run
from renjana.pengumpulan.models import Isian
from renjana.pengumpulan.queries import rows_by_bidang
from tests.people import Dinas
from tests.trips.office import Desk, Watch

YEAR = "/renja/2027/"
PEOPLE = ("perencana", "staf", "sekretariat", "ikp", "aptika", "statistik", "persandian")
TYPED = {"lokasi": "Kab. Lampung Tengah", "sumber_dana": "PAD", "kelompok_sasaran": "Masyarakat", "bulan_awal": "1", "bulan_akhir": "12"}
LACKING = {"satuan": "Dokumen", "target": "1", "pagu": "0", "target_maju": "1", "pagu_maju": "0"}
"""What is typed where the Renstra says nothing."""
MEANT = "Simpan dan kirim, memang demikian"
FIRST = 8
"""The first line of a workbook's sheet."""
FILL = """(given) => { for (const [key, value, always] of given) for (const cell of document.querySelectorAll(`[name="b.${key}"]`)) {
    if (cell.type === "hidden" || (cell.value && !always)) continue;
    cell.value = value; cell.dispatchEvent(new Event("change", { bubbles: true })); } }"""


def apart(work: Callable[[], Any]) -> Any:
    """Do it in a thread of its own: the browser's event loop runs in this one."""
    with ThreadPoolExecutor(1) as other:
        return other.submit(work).result()


class Office:
    """The people of the trip at their desks; IKP sits at a phone."""

    run: Run

    def __init__(self, dinas: Dinas, desk: Callable[..., Desk], folder: Path) -> None:
        self.dinas, self.folder, self.watch, self.opener = dinas, folder, Watch(), desk
        self.desks: dict[str, Desk] = {}

    def at(self, name: str, path: str) -> Desk:
        """A person opens a page of the year."""
        if name not in self.desks:
            self.desks[name] = self.opener(name, self.dinas.people[name].nip, width=360 if name == "ikp" else 1366)
            self.desks[name].watch = self.watch
        found = self.desks[name]
        found.open(path if path.startswith("/") else YEAR + path)
        return found

    def isian(self, kode: str) -> str:
        """The state of a bidang's isian."""
        return str(apart(lambda: Isian.objects.get(run=self.run, bidang__kode=kode).status))

    def plan(self, kode: str) -> dict[str, int | None]:
        """The pagu of each sub kegiatan of a bidang."""
        return {row.kode: row.pagu for row in self.rows(kode)}

    def rows(self, kode: str) -> list[Any]:
        """What a bidang planned."""
        return list(apart(lambda: rows_by_bidang(self.run).get(kode, ())))

    def answer(self, name: str) -> None:
        """Answer the question of the format; it is stored on leaving the cell."""
        desk = self.at(name, f"pengumpulan/{name.upper()}/lembar/narasi/")
        desk.page.get_by_label("Jawaban, baris 1").fill("Jaringan di dua kecamatan belum stabil.")
        desk.page.keyboard.press("Tab")
        expect(desk.page.locator("[data-save-state]")).to_contain_text("Tersimpan", timeout=8000)

    def book(self, name: str, **cells: object) -> Path:
        """The workbook of a bidang, downloaded and filled; `cells` by address on top."""
        desk = self.at(name, f"pengumpulan/{name.upper()}/")
        path = desk.download("Unduh Excel", self.folder)
        found = openpyxl.load_workbook(path)
        sheet = found["Isian"]
        keys = {cell.value: cell.column for cell in sheet[5] if cell.value}
        row = FIRST
        while str(sheet.cell(row, 1).value or "").endswith("#1"):
            for key, value in (TYPED | {key: value for key, value in LACKING.items() if sheet.cell(row, keys[key]).value is None}).items():
                sheet.cell(row, keys[key]).value = int(value) if value.isdigit() else value
            row += 1
        for place, text in cells.items():
            sheet[place] = text
        found.save(path)
        return path

    def upload(self, name: str, path: Path) -> Desk:
        """Hand a workbook in, to be looked over."""
        desk = self.at(name, f"pengumpulan/{name.upper()}/unggah/")
        desk.page.set_input_files("input[type=file]", path)
        desk.press("Periksa berkas")
        return desk

    def fill_grid(self, desk: Desk, values: Mapping[str, str], lacking: Mapping[str, str] = LACKING) -> None:
        """Fill every cell of some columns and the empty ones of others; each is stored on leaving it."""
        given = [[key, value, True] for key, value in values.items()] + [[key, value, False] for key, value in lacking.items()]
        desk.page.evaluate(FILL, given)
        expect(desk.page.locator("[data-save-state]")).to_contain_text("Tersimpan", timeout=20000)

    def send(self, desk: Desk) -> None:
        """Save and send; what the Renstra handed out and the nomenclature doubts is asked about, and meant."""
        desk.press("Simpan dan kirim")
        if desk.page.get_by_role("button", name=MEANT).count():
            if "ragu" not in self.watch.pages:
                desk.look_over("ragu")
            desk.press(MEANT)
