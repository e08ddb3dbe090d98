"""Where one can go, and where one is."""

import pytest

from renjana.organisasi.policy import READERS
from renjana.web.navigation import bottom_entries, personal_entries, primary_entries, year_entries


def current(entries: list[object]) -> list[str]:
    return [entry.label for entry in entries if entry.current]  # type: ignore[attr-defined]


def test_the_product_has_five_sections() -> None:
    assert [entry.label for entry in primary_entries("/", READERS)] == ["Beranda", "Tugas saya", "Renja", "Surat", "Arsip"]


def test_a_phone_has_four() -> None:
    assert [entry.short for entry in bottom_entries("/", READERS)] == ["Beranda", "Tugas", "Renja", "Cari"]


@pytest.mark.parametrize(("path", "section"), [("/", "Beranda"), ("/tugas/", "Tugas saya"), ("/renja/2027/analisis/", "Renja"), ("/surat/", "Surat")])
def test_the_section_that_holds_the_page_is_marked(path: str, section: str) -> None:
    assert current(list(primary_entries(path, READERS))) == [section]


@pytest.mark.parametrize(
    ("path", "section"),
    [
        ("/renja/2027/", "Ringkasan"),
        ("/renja/2027/disposisi/", "Ringkasan"),
        ("/renja/2027/alur/", "Alur"),
        ("/renja/2027/format/", "Pengumpulan"),
        ("/renja/2027/pengumpulan/APTIKA/", "Pengumpulan"),
        ("/renja/2027/rapat/undangan/", "Rapat"),
        ("/renja/2027/dokumen/koreksi/", "Dokumen"),
        ("/renja/2027/pengesahan/", "Dokumen"),
        ("/renja/2027/pengiriman/surat-pengantar/", "Surat & pengiriman"),
        ("/renja/2027/riwayat/", "Riwayat"),
    ],
)
def test_every_page_of_a_year_belongs_to_one_section(path: str, section: str) -> None:
    assert current(list(year_entries(2027, path, READERS))) == [section]


def test_nobody_but_an_admin_is_led_to_the_settings() -> None:
    assert "Pengaturan" not in [entry.label for entry in personal_entries(frozenset({"staf"}))]


def test_what_the_policy_refuses_is_not_offered() -> None:
    assert [entry.label for entry in primary_entries("/", {"bidang"})] == ["Beranda", "Tugas saya", "Renja"]
    assert "Riwayat" not in [entry.label for entry in year_entries(2027, "/renja/2027/", {"bidang"})]
