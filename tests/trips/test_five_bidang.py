"""One format, five bidang: two answer by workbook, one after a return, one in the grid, one from a phone; two people meet in one cell; the
collection closes.
"""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.utils import timezone
from playwright.sync_api import expect

from renjana.alur import actions as alur
from renjana.alur.queries import broken_link, open_task
from renjana.pengumpulan.models import Isian
from renjana.pengumpulan.queries import rows_by_bidang
from tests.pengumpulan.stage import PLAN, Stage, at_format
from tests.people import a_dinas, actor_of
from tests.trips.office import Desk, Watch

pytestmark = [pytest.mark.browser, pytest.mark.once]

YEAR = "/renja/2027/"
PEOPLE = ("perencana", "staf", "sekretariat", "ikp", "aptika", "statistik", "persandian")
TYPED = {"lokasi": "Kab. Lampung Tengah", "sumber_dana": "PAD", "kelompok_sasaran": "Masyarakat", "bulan_awal": "1", "bulan_akhir": "12"}
QUESTION = "Apa kendala utama bidang Anda tahun ini?"


def apart(work: Callable[[], Any]) -> Any:
    """Do it in a thread of its own: the browser's event loop runs in this one."""
    with ThreadPoolExecutor(1) as other:
        return other.submit(work).result()


class Office:
    """The people of the trip at their desks."""

    def __init__(self, stage: Stage, desk: Callable[..., Desk], folder: Path) -> None:
        self.stage, self.folder, self.watch = stage, folder, Watch()
        self.desks = {name: desk(name, stage.dinas.people[name].nip, width=360 if name == "ikp" else 1366) for name in PEOPLE}
        for one in self.desks.values():
            one.watch = self.watch

    def at(self, name: str, path: str) -> Desk:
        found = self.desks[name]
        found.open(YEAR + path)
        return found

    def isian(self, kode: str) -> str:
        return apart(lambda: Isian.objects.get(run=self.stage.run, bidang__kode=kode).status)

    def pagu(self, kode: str) -> list[int | None]:
        return apart(lambda: [row.pagu for row in rows_by_bidang(self.stage.run).get(kode, ())])

    def answer(self, name: str) -> None:
        """Answer the question of the format."""
        desk = self.at(name, f"pengumpulan/{name.upper()}/")
        desk.page.get_by_role("link", name="Pertanyaan").click()
        desk.page.get_by_label("Jawaban, baris 1").fill("Jaringan di dua kecamatan belum stabil.")
        desk.press("Simpan jawaban")

    def book(self, name: str, **cells: object) -> Path:
        """The workbook of a bidang, downloaded and filled; `cells` by address on top."""
        desk = self.at(name, f"pengumpulan/{name.upper()}/")
        path = desk.download("Unduh Excel", self.folder)
        found = openpyxl.load_workbook(path)
        sheet = found["Isian"]
        keys = {cell.value: cell.column for cell in sheet[5] if cell.value}
        for row in range(8, 8 + sum(1 for _, who in PLAN.items() if who[0] == name.upper())):
            for key, value in TYPED.items():
                sheet.cell(row, keys[key]).value = int(value) if value.isdigit() else value
        for place, value in cells.items():
            sheet[place] = value
        found.save(path)
        return path

    def upload(self, name: str, path: Path) -> Desk:
        desk = self.at(name, f"pengumpulan/{name.upper()}/unggah/")
        desk.page.set_input_files("input[type=file]", path)
        desk.press("Periksa berkas")
        return desk

    def fill_grid(self, desk: Desk, values: Mapping[str, str]) -> None:
        """Fill every empty cell of these columns; each is stored on leaving it."""
        for key, value in values.items():
            for cell in desk.page.locator(f"input[name='b.{key}']").all():
                cell.evaluate("(one, value) => { one.value = value; one.dispatchEvent(new Event('change', { bubbles: true })); }", value)
        expect(desk.page.locator("[data-save-state]")).to_contain_text("Tersimpan", timeout=8000)


@pytest.fixture
def office(transactional_db: None, desk: Callable[..., Desk], tmp_path: Path) -> Office:
    return Office(at_format(a_dinas()), desk, tmp_path)


def test_five_bidang_answer_each_in_its_way(office: Office) -> None:
    hand_out(office)
    by_workbook(office)
    by_workbook_with_a_clash(office)
    by_grid(office)
    from_a_phone_after_a_return(office)
    without_a_plan(office)
    close(office)
    assert office.watch.faults == []
    assert apart(lambda: broken_link(office.stage.run)) is None


def hand_out(office: Office) -> None:
    desk = office.at("perencana", "format/")
    desk.page.fill("[name=tanggal]", "12/1/2030")
    desk.page.fill("[name=pertanyaan]", QUESTION)
    desk.press("Terbitkan format")
    desk.press("Tetap terbitkan")
    desk = office.at("staf", "penyampaian/")
    desk.press("Sampaikan kepada 5 bidang")
    desk.press("Selesai menyampaikan")

    def onward() -> None:
        while (task := open_task(office.stage.run)) is not None and task.langkah < 6:
            alur.complete(task, by=actor_of(office.stage.dinas, task), now=timezone.now())

    apart(onward)


def by_workbook(office: Office) -> None:
    """The sekretariat: a cell cannot be read, the marked copy comes back, the corrected one is stored and sent."""
    desk = office.upload("sekretariat", office.book("sekretariat", H8="1.50"))
    assert desk.says("“1.50” bisa berarti 1,50 atau 150"), desk.page.inner_text("main")
    copy = desk.download("Unduh berkas bertanda", office.folder)
    found = openpyxl.load_workbook(copy)
    assert "1,50 atau 150" in found["Isian"]["H8"].comment.text
    found["Isian"]["H8"] = 1_500_000
    found.save(copy)
    desk = office.upload("sekretariat", copy)
    desk.look_over("perbandingan")
    desk.press("Simpan", exact=False)
    office.answer("sekretariat")
    office.desks["sekretariat"].press("Simpan dan kirim")
    assert (office.isian("SEKRETARIAT"), office.pagu("SEKRETARIAT")) == ("dikirim", [1_500_000])


def by_workbook_with_a_clash(office: Office) -> None:
    """Statistik: while it fills its workbook, the staf writes into the same cell on the page."""
    path = office.book("statistik", H8=90_000_000)
    helper = office.at("staf", "pengumpulan/STATISTIK/")
    office.fill_grid(helper, {"pagu": "85000000", "catatan": "Sesuai rapat"})
    desk = office.upload("statistik", path)
    desk.look_over("benturan")
    assert (desk.says("1 sel diubah dua orang"), desk.says("1 sel diubah di halaman")) == (True, True), desk.page.inner_text("main")
    desk.page.locator("input[type=radio][value=saya]").check()
    desk.press("Simpan", exact=False)
    office.answer("statistik")
    office.desks["statistik"].press("Simpan dan kirim")
    rows = apart(lambda: rows_by_bidang(office.stage.run)["STATISTIK"])
    assert [(row.pagu, row.catatan, row.lokasi) for row in rows] == [(90_000_000, "Sesuai rapat", "Kab. Lampung Tengah")]


def by_grid(office: Office) -> None:
    """Aptika: saved on leaving each cell; a sub kegiatan that another bidang has too stays in both."""
    office.answer("aptika")
    desk = office.at("aptika", "pengumpulan/APTIKA/tambah/?cari=2.16.02.2.01.0014")
    desk.press("Tambahkan", exact=False)
    office.fill_grid(desk, TYPED | {"target": "4", "target_maju": "5", "pagu": "1,5 juta", "pagu_maju": "2 juta"})
    desk.look_over("kisi")
    desk.page.set_viewport_size({"width": 1366, "height": 800})
    desk.press("Simpan dan kirim")
    assert (office.isian("APTIKA"), office.pagu("APTIKA")) == ("dikirim", [1_500_000] * 3)


def from_a_phone_after_a_return(office: Office) -> None:
    """IKP: from a phone; the staf gives it back with a reason, it is corrected and sent again."""
    office.answer("ikp")
    desk = office.at("ikp", "pengumpulan/IKP/")
    office.fill_grid(desk, TYPED)
    desk.press("Simpan dan kirim")
    helper = office.at("staf", "pengumpulan/IKP/")
    helper.page.fill("#alasan-kembali", "Lokasi sebutkan kecamatannya")
    helper.press("Kembalikan")
    desk = office.at("ikp", "pengumpulan/IKP/")
    assert desk.says("Lokasi sebutkan kecamatannya")
    office.fill_grid(desk, {"lokasi": "Kecamatan Kalirejo"})
    desk.press("Simpan dan kirim")
    assert office.isian("IKP") == "dikirim"


def without_a_plan(office: Office) -> None:
    office.answer("persandian")
    desk = office.at("persandian", "pengumpulan/PERSANDIAN/")
    desk.page.fill("#alasan", "Kegiatan persandian digabung ke bidang Aptika")
    desk.press("Simpan dan kirim")
    assert office.isian("PERSANDIAN") == "dikirim"


def close(office: Office) -> None:
    desk = office.at("staf", "pengumpulan/")
    desk.look_over("matriks")
    assert desk.page.locator("table.heat tbody tr").count() == 5
    desk.page.set_viewport_size({"width": 1366, "height": 800})
    desk.press("Terima 5 isian")
    desk.press("Tutup pengumpulan")
    assert desk.says("Langkah 7 dari 13"), desk.page.inner_text("main")[:800]
    rows = apart(lambda: [row for some in rows_by_bidang(office.stage.run).values() for row in some])
    shared = [row.bidang for row in rows if row.kode == "2.16.02.2.01.0014"]
    assert (len(rows), sorted(shared)) == (len(PLAN) + 1, ["APTIKA", "IKP"])
