"""Step 7 in the demo's office: planted faults are found, sent, repaired in the grid and in a workbook, waived; a decision of the meeting is
applied; another pagu is tried out; the gate opens and the draft says the figures.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.utils import timezone
from playwright.sync_api import expect

from renjana.alur.models import Run
from renjana.alur.queries import broken_link, open_task
from renjana.analisis.models import Temuan
from renjana.cli.demo import ensure_demo
from renjana.organisasi.models import Orang
from renjana.organisasi.numerals import ribuan
from renjana.pengumpulan.models import Isian
from renjana.renja.actions import store_rows
from renjana.renja.queries import rencana_values
from tests.people import PASSWORD
from tests.trips.office import Desk, Watch
from tests.trips.onward import go_on

pytestmark = [pytest.mark.browser, pytest.mark.once]

FAULTY = {"APTIKA": {"lokasi": ""}, "IKP": {"kelompok_sasaran": ""}}
"""What is planted into the first row of these bidang. The demo's own fault is E01: an indicator of last year is not published yet."""
OFFICE = ("staf", "perencana")
DECIDED = "2.20.02.2.01.0018"


def apart(work: Callable[[], Any]) -> Any:
    """Do it in a thread of its own: the browser's event loop runs in this one."""
    with ThreadPoolExecutor(1) as other:
        return other.submit(work).result()


def at_analysis() -> Run:
    """The demo, its running year at step 7, with faults in the rows that were gathered."""
    ensure_demo(timezone.now())
    assert go_on(7) == 7
    run = Run.objects.select_related("tahap__renja", "sop", "perangkat_daerah").get(status=Run.Status.BERJALAN)
    rows = rencana_values(run.tahap_id)
    for isian in Isian.objects.filter(run=run, bidang__kode__in=FAULTY).select_related("bidang"):
        own = [row for row in rows if row.bidang == isian.bidang.kode]
        spoiled = replace(own[0], **FAULTY[isian.bidang.kode])  # type: ignore[arg-type]
        store_rows(run.tahap, isian.bidang, [spoiled, *own[1:]], by=isian.diisi_oleh, now=timezone.now(), only=[spoiled.kode])
    for one in Orang.objects.all():
        one.set_password(PASSWORD)
        one.save(update_fields=["password"])
    return run


class Office:
    """The people of the trip at their desks."""

    def __init__(self, run: Run, desk: Callable[..., Desk], folder: Path) -> None:
        self.run, self.folder, self.watch, self.desk = run, folder, Watch(), desk
        self.year = f"/renja/{run.tahap.renja.tahun}/"
        self.desks: dict[str, Desk] = {}

    def at(self, name: str, path: str) -> Desk:
        if name not in self.desks:
            post = {"peran": name} if name in OFFICE else {"peran": "bidang", "bidang__kode": name}
            who = apart(lambda: Orang.objects.get(**{f"pemangku__jabatan__{key}": value for key, value in post.items()}))
            self.desks[name] = self.desk(name, who.nip, width=1366)
            self.desks[name].watch = self.watch
        self.desks[name].open(self.year + path)
        return self.desks[name]

    def statuses(self) -> dict[str, str]:
        """What became of the errors of the rows, by check."""
        errors = Temuan.objects.filter(run=self.run, tingkat="error").exclude(kode__startswith="B")
        return apart(lambda: dict(errors.values_list("kode", "status")))

    def row(self, bidang: str, kode: str = "") -> Any:
        return apart(lambda: next(one for one in rencana_values(self.run.tahap_id) if one.bidang == bidang and kode in {"", one.kode}))


def test_what_is_found_is_sent_repaired_waived_and_decided_until_the_gate_opens(
    transactional_db: None, desk: Callable[..., Desk], tmp_path: Path, settings: Any
) -> None:
    settings.DATA = tmp_path
    office = Office(apart(at_analysis), desk, tmp_path)
    found_and_sent(office)
    repaired_in_the_grid(office)
    repaired_in_the_workbook(office)
    decision_applied(office)
    another_pagu_tried(office)
    waived_and_finished(office)
    the_draft_says_the_figures(office)
    assert office.watch.faults == []
    assert apart(lambda: broken_link(office.run)) is None


def found_and_sent(office: Office) -> None:
    staf = office.at("staf", "analisis/")
    staf.press("Jalankan analisis")
    assert office.statuses() == dict.fromkeys(("E01", "L01", "L04"), "terbuka")
    assert staf.says("1 usulan rapat belum diterapkan atau dijawab"), staf.page.inner_text("main")[:900]
    staf.look_over("temuan")
    staf.page.set_viewport_size({"width": 1366, "height": 800})
    for bidang in ("APTIKA", "IKP"):
        staf = office.at("staf", f"analisis/bidang/{bidang}/")
        staf.page.get_by_role("button", name="temuan").first.click()
        staf.page.wait_for_load_state("load")
    assert office.statuses() == dict.fromkeys(("E01", "L01", "L04"), "dikirim")


def repaired_in_the_grid(office: Office) -> None:
    """Aptika: one click from the finding to its cell."""
    bidang = office.at("APTIKA", "analisis/bidang/APTIKA/")
    bidang.page.get_by_role("link", name="Buka sel L01").click()
    bidang.page.wait_for_load_state("load")
    cell = bidang.page.locator(f"input{bidang.page.evaluate('location.hash')}")
    cell.fill("Kab. Lampung Tengah")
    cell.blur()
    expect(bidang.page.locator("[data-save-state]")).to_contain_text("Tersimpan", timeout=15000)
    bidang.press("Simpan dan kirim")
    assert office.row("APTIKA").lokasi == "Kab. Lampung Tengah"


def repaired_in_the_workbook(office: Office) -> None:
    """IKP: the finding stands as a comment on its cell in the workbook."""
    bidang = office.at("IKP", "analisis/bidang/IKP/")
    path = bidang.download("Excel bertanda", office.folder)
    book = openpyxl.load_workbook(path)
    [cell] = [one for line in book["Isian"].iter_rows() for one in line if one.comment and "L04" in one.comment.text]
    cell.value = "Masyarakat Kabupaten Lampung Tengah"
    book.save(path)
    bidang.open(f"{office.year}pengumpulan/IKP/unggah/")
    bidang.page.set_input_files("input[type=file]", path)
    bidang.press("Periksa berkas")
    bidang.press("Simpan", exact=False)
    bidang.press("Simpan dan kirim")
    assert office.row("IKP").kelompok_sasaran == "Masyarakat Kabupaten Lampung Tengah"


def decision_applied(office: Office) -> None:
    """The planner applies what the meeting decided for Statistik; the origin of the figure tells it."""
    desk = office.at("perencana", "pengumpulan/STATISTIK/")
    desk.look_over("usulan rapat")
    desk.page.set_viewport_size({"width": 1366, "height": 800})
    desk.press("Terapkan", exact=False)
    assert office.row("STATISTIK", DECIDED).pagu == 75_000_000
    desk.open(f"{office.year}tabel/t-c-33/asal/{DECIDED}~STATISTIK~0/pagu/")
    assert desk.says("Keputusan rapat no. 2 diterapkan"), desk.page.inner_text("main")


def another_pagu_tried(office: Office) -> None:
    """The planner sees what five percent less would bring, and drops it."""
    desk, before = office.at("perencana", "analisis/simulasi/"), office.row("STATISTIK", DECIDED).pagu
    desk.page.fill("[name=nilai]", "5")
    desk.press("Hitung simulasi")
    assert desk.says("Kurangi 5% untuk seluruh rencana"), desk.page.inner_text("main")
    desk.look_over("simulasi")
    desk.page.set_viewport_size({"width": 1366, "height": 800})
    desk.press("Buang simulasi")
    assert office.row("STATISTIK", DECIDED).pagu == before


def waived_and_finished(office: Office) -> None:
    staf = office.at("staf", "analisis/")
    staf.press("Periksa ulang")
    assert office.statuses() == {"E01": "dikirim", "L01": "selesai", "L04": "selesai"}
    assert not staf.says("usulan rapat belum")
    staf.page.get_by_role("link", name="Abaikan temuan E01").click()
    staf.page.fill("[name=alasan]", "Realisasinya baru dipublikasikan bulan depan")
    staf.press("Abaikan temuan")
    if staf.page.locator("#catatan").count():
        staf.page.fill("#catatan", "Sesuai kesepakatan rapat dan arahan pimpinan")
    staf.press("Selesaikan analisis")
    assert staf.says("Langkah 8 dari 13"), staf.page.inner_text("main")[:900]


def the_draft_says_the_figures(office: Office) -> None:
    desk = office.at("perencana", "dokumen/")
    desk.press("Susun konsep")
    total = apart(lambda: sum(row.pagu or 0 for row in rencana_values(office.run.tahap_id)))
    links = [link.get_attribute("href") for link in desk.page.locator("a.title").all()]
    texts, pictures = [], []
    for link in links:
        desk.open(str(link))
        texts.append(desk.page.inner_text("main"))
        drawn = desk.page.locator("figure:has(svg) figcaption")
        pictures += [(str(link).rstrip("/").rpartition("/")[2], words) for words in drawn.all_inner_texts()]
    tahun = apart(lambda: office.run.tahap.renja.tahun)
    assert f"Rp{ribuan(total)}" in " ".join(texts)
    assert pictures == [
        ("2.1", f"Capaian Kinerja Program Tahun {tahun - 2}"),
        ("2.4", f"Pagu Program terhadap Rancangan Awal RKPD Tahun {tahun}"),
        ("3.3", f"Pagu Program Tahun {tahun}"),
        ("3.3", f"Komposisi Pagu Menurut Sumber Dana Tahun {tahun}"),
        *(("3.3", f"Pagu {what} terhadap Pagu Indikatif Tahun {tahun}") for what in ("Program", "Bidang", "Sumber Dana")),
        ("4.1", f"Perubahan Pagu dari Renja {tahun - 1} ke Renja {tahun}"),
    ]
    task = apart(lambda: open_task(office.run))
    assert task.langkah == 8
