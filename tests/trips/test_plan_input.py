"""The planner brings in a nomenclature and a Renstra sheet with heads of its own, corrects a figure, and fills a list, in a real browser."""

from collections.abc import Callable
from pathlib import Path

import pytest

from renjana.renja.models import RealisasiTriwulan
from renjana.renstra.models import ItemRenstra, PerubahanAngka, Renstra, VersiNomenklatur
from tests.people import Dinas
from tests.renstra.test_nomenklatur import HEAD, a_line
from tests.renstra.workbooks import an_xlsx
from tests.trips.office import Desk

pytestmark = [pytest.mark.browser, pytest.mark.once]

STRANGE = [
    ["RENCANA STRATEGIS"],
    ["a", "b", "c", "d"],
    ["2.16.03.2.02.0040 Penyediaan Akses Internet", "Titik", 7, "1,5 juta"],
    ["2.16.03.2.02.0043 Aplikasi", "Dokumen", 2, 2_000_000],
    ["Promosi Literasi Digital", "Orang", 30, 500_000],
]


@pytest.mark.parametrize(("scripts", "width"), [(True, 1366), (False, 360)], ids=["scripts-wide", "plain-narrow"])
def test_a_planner_prepares_what_a_plan_stands_on(office: Dinas, desk: Callable[..., Desk], tmp_path: Path, scripts: bool, width: int) -> None:
    Renstra.objects.all().delete()
    sheet, export = tmp_path / "lembar.xlsx", tmp_path / "nomenklatur.xlsx"
    sheet.write_bytes(an_xlsx(STRANGE))
    lines = [
        a_line(nama="Penyediaan Akses Internet"),
        a_line("2.16.03.2.02.0043", nama="Aplikasi"),
        a_line("2.16.03.2.02.0050", nama="Literasi Digital"),
    ]
    export.write_bytes(an_xlsx([HEAD, *lines]))
    planner = desk("perencana", office.perencana.nip, width=width, scripts=scripts)

    planner.open("/nomenklatur/impor/")
    planner.page.fill("[name=nama]", "SIPD 2028")
    planner.page.set_input_files("[name=berkas]", export)
    planner.press("Baca dan simpan")
    planner.look_over("versi")

    planner.open("/renstra/impor/")
    planner.look_over("impor")
    planner.page.fill("[name=tahun_awal]", "2025")
    planner.page.set_input_files("[name=berkas]", sheet)
    planner.press("Baca dan periksa")
    assert planner.says("Kolom mana berisi apa?")
    planner.page.fill("[name=baris_judul]", "2")
    planner.press("Tampilkan kolomnya")
    planner.look_over("pemetaan")
    for letters, key in (("A", "uraian"), ("B", "satuan"), ("C", "target_1"), ("D", "dana_1")):
        planner.page.select_option(f"[name=kolom-{letters}]", key)
    planner.press("Pakai pemetaan ini")
    planner.look_over("periksa")
    assert planner.says("Kode yang perlu Anda pastikan")
    planner.page.fill("[name=ketik-0]", "2.16.03.2.02.0050")
    planner.press("Pakai kode ini")
    assert Renstra.objects.count() == 0
    planner.press("Simpan")
    assert planner.says("Renstra 2025-2029")
    planner.look_over("renstra")
    assert sorted(ItemRenstra.objects.filter(tingkat="sub_kegiatan").values_list("kode", flat=True)) == [f"2.16.03.2.02.00{n}" for n in (40, 43, 50)]

    planner.page.get_by_role("link", name="Penyediaan Akses Internet").first.click()
    planner.look_over("item")
    planner.page.get_by_label("Pagu 2025 (Rp)").fill("2 juta")
    planner.page.get_by_label("Alasan koreksi").fill("Salah ketik pada lembar")
    planner.press("Simpan koreksi")
    assert planner.says("Koreksi tersimpan")
    assert PerubahanAngka.objects.get().baru == "Rp2.000.000"

    planner.open("/renja/2026/bahan/triwulan/tambah/")
    planner.look_over("tambah")
    planner.page.locator("[name=kode]").fill("216032020040")
    planner.page.locator("[name=indikator]").fill("Jumlah titik")
    planner.page.locator("[name=tw1_rp]").fill("1,5 juta")
    planner.press("Simpan")
    planner.look_over("triwulan")
    assert RealisasiTriwulan.objects.get().tw1_rp == 1_500_000
    assert VersiNomenklatur.objects.filter(nama="SIPD 2028").exists()
    assert planner.watch.faults == []
