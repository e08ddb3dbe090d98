"""The grid in a real browser: what is typed is stored on leaving the cell, waits in the browser while there is no connection, and is never
dropped unseen when somebody else was faster. 600 cells are pasted at once.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from renjana.pengumpulan import actions
from renjana.pengumpulan.queries import rows_by_bidang
from renjana.renja.values import RencanaValue
from tests.pengumpulan.rows import DOMAIN, ENTRIES, INTERNET, a_row
from tests.pengumpulan.stage import Stage, at_gathering
from tests.people import a_dinas
from tests.trips.office import Desk

pytestmark = [pytest.mark.browser, pytest.mark.once]

PAGE = "/renja/2027/pengumpulan/APTIKA/"
PASTE_MS = 50


def apart(work: Callable[[], Any]) -> Any:
    """Do it in a thread of its own: the browser's event loop runs in this one."""
    with ThreadPoolExecutor(1) as other:
        return other.submit(work).result()


@pytest.fixture
def stage(transactional_db: None) -> Stage:
    stage = at_gathering(a_dinas())
    stage.now = timezone.now()
    actions.save_rows(stage.isian("APTIKA"), [a_row(), a_row(DOMAIN, pagu=60_000_000)], by=stage.dinas.aptika, now=stage.now)
    return stage


@pytest.fixture
def page(stage: Stage, desk: Callable[..., Desk]) -> Page:
    found = desk("aptika", stage.dinas.aptika.nip)
    found.open(PAGE)
    return found.page


def row(stage: Stage, kode: str = INTERNET) -> RencanaValue:
    return apart(lambda: {one.kode: one for one in rows_by_bidang(stage.run)["APTIKA"]}[kode])


def save_as_staf(stage: Stage, **fields: Any) -> None:
    mine = replace(row(stage), **fields)
    apart(lambda: actions.save_rows(stage.isian("APTIKA"), [mine], by=stage.dinas.staf, now=timezone.now()))


def cell(page: Page, key: str, kode: str = INTERNET) -> str:
    return f'tr:has(input[name="b.kode"][value="{kode}"]) [name="b.{key}"]'


def state(page: Page, words: str) -> None:
    expect(page.locator("[data-save-state]")).to_contain_text(words, timeout=8000)


def test_a_cell_is_stored_when_it_is_left_and_shows_how_it_was_read(stage: Stage, page: Page) -> None:
    page.fill(cell(page, "pagu"), "1,5 juta")
    page.press(cell(page, "pagu"), "Enter")
    state(page, "Tersimpan")
    assert row(stage).pagu == 1_500_000
    expect(page.locator(cell(page, "pagu"))).to_have_value("1.500.000")
    page.fill(cell(page, "pagu"), "1.50")
    page.press(cell(page, "pagu"), "Enter")
    state(page, "1 sel perlu Anda perbaiki")
    expect(page.locator(".error-message")).to_contain_text("“1.50” bisa berarti 1,50 atau 150")
    assert row(stage).pagu == 1_500_000
    page.fill(cell(page, "pagu"), "150")
    page.press(cell(page, "pagu"), "Enter")
    state(page, "Tersimpan")
    expect(page.locator(".error-message")).to_have_count(0)
    page.fill(cell(page, "sumber_dana"), "9.9.9")
    page.press(cell(page, "sumber_dana"), "Enter")
    state(page, "1 sel diragukan dan belum tersimpan")
    expect(page.locator(".doubt-message")).to_contain_text("“9.9.9” tidak ada dalam daftar sumber dana")
    page.press(cell(page, "sumber_dana"), "Control+z")
    state(page, "Tersimpan")
    expect(page.locator(".doubt-message")).to_have_count(0)
    page.fill(cell(page, "sumber_dana"), "9.9.9")
    page.press(cell(page, "sumber_dana"), "Enter")
    page.get_by_role("button", name="Simpan, memang demikian").click()
    state(page, "Tersimpan")
    assert row(stage).sumber_dana[0].nama == "9.9.9"


def test_without_a_connection_cells_wait_in_the_browser_and_go_out_later(stage: Stage, page: Page) -> None:
    page.context.set_offline(True)
    page.fill(cell(page, "pagu"), "77")
    page.press(cell(page, "pagu"), "Enter")
    page.fill(cell(page, "lokasi", DOMAIN), "Kalirejo")
    page.press(cell(page, "lokasi", DOMAIN), "Enter")
    state(page, "Belum terkirim, akan dicoba lagi. 2 baris tersimpan di peramban ini.")
    assert (row(stage).pagu, row(stage, DOMAIN).lokasi) == (250_000_000, "Kecamatan Terbanggi Besar")
    page.context.set_offline(False)
    state(page, "Tersimpan")
    assert (row(stage).pagu, row(stage, DOMAIN).lokasi) == (77, "Kalirejo")


def test_a_page_that_was_closed_while_offline_still_brings_its_cells(stage: Stage, page: Page) -> None:
    page.context.set_offline(True)
    page.fill(cell(page, "pagu"), "88")
    page.press(cell(page, "pagu"), "Enter")
    state(page, "Belum terkirim")
    save_as_staf(stage, lokasi="Anak Tuha")
    page.context.set_offline(False)
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    state(page, "Tersimpan")
    assert (row(stage).pagu, row(stage).lokasi) == (88, "Anak Tuha")


def test_the_same_cell_of_two_people_is_asked_on_a_page_of_its_own(stage: Stage, page: Page) -> None:
    save_as_staf(stage, pagu=22, catatan="Rapat 5 Januari")
    page.fill(cell(page, "pagu"), "11")
    page.press(cell(page, "pagu"), "Enter")
    state(page, "diubah Dedi Kurniawan pukul")
    assert row(stage).pagu == 22
    page.get_by_role("button", name="Simpan isian").click()
    expect(page.locator("h1")).to_contain_text("Baris ini diubah Dedi Kurniawan pukul")
    expect(page.locator("fieldset")).to_contain_text("sebelumnya 250.000.000")
    page.get_by_role("button", name="Pakai yang baru semua").click()
    page.wait_for_url("**/APTIKA/")
    page.wait_for_timeout(1500)
    assert (row(stage).pagu, row(stage).catatan) == (22, "Rapat 5 Januari")
    assert page.evaluate("Object.keys(localStorage).length") == 0


def test_six_hundred_cells_are_pasted_in_fifty_milliseconds(stage: Stage, page: Page) -> None:
    rows = [a_row(kode) for kode in sorted(ENTRIES)] + [a_row(f"2.16.03.2.02.9{number:03d}") for number in range(100)]
    apart(lambda: actions.save_rows(stage.isian("APTIKA"), rows, by=stage.dinas.staf, now=timezone.now()))
    page.reload()
    page.focus(cell(page, "lokasi", min(ENTRIES)))
    spent = page.evaluate(
        """() => [1, 2, 3].map((time) => {
        const block = Array.from({ length: 100 }, (_, i) => [`Kalirejo ${time}`, "PAD", "Warga", "2", "11", String(i)].join("\\t")).join("\\n");
        const data = new DataTransfer(); data.setData("text/plain", block);
        const begun = performance.now();
        document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        const spent = performance.now() - begun;
        if (time < 3) document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: "z", ctrlKey: true, bubbles: true }));
        return spent; }).sort((a, b) => a - b)[1]"""
    )
    assert page.locator("td.changed").count() >= 590
    print(f"600 cells in {spent:.1f} ms")
    assert spent < PASTE_MS
    page.keyboard.press("Control+z")
    assert page.locator("td.changed").count() == 0
