"""Six people walk the SOP from the order to the archive in a real browser: with scripts and without, wide and narrow."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import openpyxl
import pytest

from renjana.alur.models import Run
from renjana.alur.queries import broken_link
from renjana.pengesahan.models import TandaTangan
from renjana.pengesahan.queries import verdict_of
from renjana.renja.models import RencanaSubKegiatan
from tests.people import PASSWORD, Dinas
from tests.trips.office import Desk, Watch

pytestmark = [pytest.mark.browser, pytest.mark.once]

TAHUN = 2027
PEOPLE = ("sekretaris", "perencana", "staf", "kadis", "sekretariat", "aptika")
MOST_CLICKS = 60
TYPED = {"lokasi": "Kab. Lampung Tengah", "sumber_dana": "1.1", "kelompok_sasaran": "Perangkat Daerah", "bulan_awal": "1", "bulan_akhir": "12"}


@pytest.mark.parametrize(("scripts", "width"), [(True, 1366), (False, 360)], ids=["scripts-wide", "plain-narrow"])
def test_the_whole_sop_by_hand(office: Dinas, desk: Callable[..., Desk], tmp_path: Path, scripts: bool, width: int) -> None:
    watch = Watch()
    desks: dict[str, Desk] = {}
    for name in PEOPLE:
        desks[name] = desk(name, office.people[name].nip, width=width, scripts=scripts)
        desks[name].watch = watch
    watch.clicks = len(PEOPLE)
    walk = Walk(desks, watch, tmp_path)
    walk.order()
    walk.format()
    walk.meeting()
    walk.collection()
    walk.analysis()
    walk.document()
    walk.approval()
    walk.dispatch()

    run = Run.objects.get()
    assert (run.status, broken_link(run)) == (Run.Status.SELESAI, None)
    with ThreadPoolExecutor(1) as apart:  # the browser's event loop runs in this thread
        signature = TandaTangan.objects.select_related("berkas").get()
        assert apart.submit(verdict_of, signature).result().sah is True
    assert RencanaSubKegiatan.objects.count() == 4
    assert watch.faults == []
    assert watch.clicks <= MOST_CLICKS
    print(f"{watch.clicks} clicks, {len(watch.pages)} pages looked over")


class Walk:
    """The steps, each done by whoever the SOP names."""

    def __init__(self, desks: dict[str, Desk], watch: Watch, folder: Path) -> None:
        self.desks, self.watch, self.folder = desks, watch, folder

    def at(self, name: str, path: str) -> Desk:
        """Somebody opens a page from the notice or the inbox."""
        desk = self.desks[name]
        desk.open(path)
        desk.look_over(f"{name} {path}")
        return desk

    def year(self, rest: str = "") -> str:
        return f"/renja/{TAHUN}/{rest}"

    def order(self) -> None:
        desk = self.at("sekretaris", "/renja/mulai/")
        desk.page.fill("[name=tahun]", str(TAHUN))
        desk.page.fill("[name=pagu_indikatif]", "12.500.000.000")
        desk.page.fill("[name=tenggat]", "29/12/2030")
        desk.press("Mulai penyusunan")
        desk.look_over("perintah")
        desk.press("Berikan perintah")
        assert desk.says("Langkah 2 dari 13")

    def format(self) -> None:
        desk = self.at("perencana", self.year("format/"))
        desk.page.fill("[name=tanggal]", "20/12/2030")
        desk.page.fill("[name=jam]", "16.00")
        for select in desk.page.locator("select[name^='bidang.']:visible").all():  # what the proposal could not divide
            code = (select.get_attribute("name") or "").removeprefix("bidang.")
            select.select_option("SEKRETARIAT" if code.startswith("2.16.01") else "APTIKA")
        desk.press("Simpan dan pratinjau")
        desk.look_over("pratinjau")
        desk.press("Terbitkan format")
        assert desk.says("Langkah 3 dari 13")
        desk = self.at("staf", self.year("penyampaian/"))
        desk.press("Sampaikan kepada", exact=False)
        for name in ("sekretariat", "aptika"):
            self.at(name, self.year(f"pengumpulan/{name.upper()}/"))
        desk.open(self.year("penyampaian/"))
        desk.press("Selesai menyampaikan")
        assert desk.says("Belum ada tanda terima dari")
        desk.page.fill("[name=alasan]", "Tanda terima menyusul.")
        desk.press("Selesai menyampaikan")
        assert desk.says("Langkah 4 dari 13")

    def meeting(self) -> None:
        desk = self.at("staf", self.year("rapat/undangan/"))
        desk.press("Buat undangan")
        desk.look_over("rapat")
        desk.tick("Sri Wahyuningsih")
        desk.tick("Rina Oktaviani")
        desk.press("Simpan daftar hadir")
        desk.page.fill("[name=pembahasan]", "Sekretariat: menyampaikan rencana.\nAptika: menyampaikan rencana.")
        desk.page.fill("[name=isi-1]", "Seluruh bidang melengkapi isian.")
        desk.page.fill("[name=dimajukan]", "peserta sudah lengkap")
        desk.press("Tutup rapat")
        assert desk.says("Langkah 6 dari 13")

    def collection(self) -> None:
        self.fill_grid(self.at("sekretariat", self.year("pengumpulan/SEKRETARIAT/")))
        self.send_workbook(self.at("aptika", self.year("pengumpulan/APTIKA/")))
        desk = self.at("staf", self.year("pengumpulan/"))
        desk.press("Terima 2 isian")
        desk.look_over("pengumpulan diterima")
        desk.press("Tutup pengumpulan")
        assert desk.says("Langkah 7 dari 13")

    def fill_grid(self, desk: Desk) -> None:
        for key, value in TYPED.items():
            for cell in desk.page.locator(f"input[name$='.{key}']").all():
                cell.fill(value)
            for choice in desk.page.locator(f"select[name$='.{key}']").all():
                choice.select_option(value)
        desk.press("Simpan dan kirim")
        assert desk.says("Menunggu diperiksa"), desk.page.inner_text("main")[:600]

    def send_workbook(self, desk: Desk) -> None:
        book = desk.download("Unduh Excel", self.folder)
        filled = self.fill_book(book)
        desk.open(self.year("pengumpulan/APTIKA/unggah/"))
        desk.page.set_input_files("input[type=file]", filled)
        desk.press("Periksa berkas")
        desk.look_over("periksa isi")
        desk.press("Simpan", exact=False)
        desk.press("Simpan dan kirim")
        assert desk.says("Menunggu diperiksa"), desk.page.inner_text("main")[:600]

    def fill_book(self, path: Path) -> Path:
        """Fill the workbook as a person would: every empty cell under the head of its column."""
        book = openpyxl.load_workbook(path)
        sheet = book.worksheets[0]
        keys = next(row for row in sheet.iter_rows(max_row=12) if any(cell.value == "kode" for cell in row))
        for line in sheet.iter_rows(min_row=keys[0].row + 1):
            if any(isinstance(cell.value, str) and cell.value.startswith("2.16.03") for cell in line[:3]):
                for head, cell in zip(keys, line, strict=True):
                    if (value := TYPED.get(str(head.value))) is not None:
                        cell.value = int(value) if value.isdigit() else value
        target = path.with_name("terisi.xlsx")
        book.save(target)
        return target

    def analysis(self) -> None:
        desk = self.at("staf", self.year("analisis/"))
        desk.press("Jalankan analisis")
        desk.look_over("analisis dijalankan")
        if desk.page.locator("[name=catatan]").count():
            desk.page.fill("[name=catatan]", "Dibahas dengan Bappeda pada rapat orientasi.")
        desk.press("Selesaikan analisis")
        assert desk.says("Langkah 8 dari 13"), desk.page.inner_text("main")[:1500]

    def document(self) -> None:
        desk = self.at("perencana", self.year("dokumen/"))
        self.at("perencana", self.year("dokumen/2.3/"))
        desk.page.locator(".ProseMirror" if desk.scripts else "[name=isi]").fill("Isu utama ialah keterbatasan jaringan intra.")
        desk.press("Simpan teks")
        desk.open(self.year("dokumen/"))
        desk.press("Susun konsep")
        desk.look_over("konsep tersusun")
        desk.press("Serahkan ke Sekretaris")
        desk = self.at("sekretaris", self.year("dokumen/koreksi/"))
        self.at("sekretaris", self.year("dokumen/koreksi/3.3/"))
        desk.open(self.year("dokumen/koreksi/"))
        desk.press("Setujui konsep")
        desk = self.at("sekretaris", self.year("pengesahan/pengajuan/"))
        desk.press("Ajukan kepada Kepala Dinas")
        assert desk.says("Langkah 11 dari 13")

    def approval(self) -> None:
        desk = self.at("kadis", self.year("pengesahan/"))
        desk.page.fill("[name=sandi]", PASSWORD)
        desk.press("Setujui dan tanda tangani")
        assert desk.says("sudah ditandatangani")
        kode = TandaTangan.objects.get().kode
        self.at("kadis", f"/verifikasi/{kode}/")
        assert desk.says("Dokumen ini asli")

    def dispatch(self) -> None:
        desk = self.at("perencana", self.year("pengiriman/surat-pengantar/"))
        desk.press("Buat surat pengantar")
        desk = self.at("staf", self.year("pengiriman/"))
        desk.page.fill("[name=penerima]", "Petugas Bappeda")
        desk.press("Catat bukti terima")
        desk.look_over("bukti terima")
        assert desk.says("Tanda terima belum bertanda tangan")
        desk.page.set_input_files("[name=pindaian]", {"name": "tanda-terima.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 pindaian"})
        desk.press("Catat bukti terima")
        desk.page.fill("[name=lokasi]", "Ruang arsip, rak 2")
        desk.press("Arsipkan dan selesaikan")
        assert desk.says("terkirim dan diarsipkan")
        self.at("staf", self.year())
        self.at("staf", self.year("riwayat/"))
        self.at("staf", "/arsip/")
