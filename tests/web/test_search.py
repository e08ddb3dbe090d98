"""Search finds codes with or without dots, letters and years, and only what the person may see."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from renjana.renja.models import RencanaSubKegiatan
from renjana.surat.models import Surat
from renjana.web.queries import search
from tests.people import MONDAY, Dinas, a_run


@pytest.fixture
def run(dinas: Dinas) -> Any:
    run = a_run(dinas, langkah=6)
    rows = (("APTIKA", "2.16.03.2.02.0043", "Penyediaan akses internet"), ("IKP", "2.16.02.2.01.0012", "Layanan informasi publik"))
    for bidang, kode, nama in rows:
        RencanaSubKegiatan.objects.create(tahap=run.tahap, bidang=dinas.bidang[bidang], kode=kode, nama=nama, diubah=MONDAY)
    return run


@pytest.mark.parametrize("words", ["2.16.03", "21603", "216032020043", "akses", "AKSES internet", "  akses   internet "])
def test_a_row_is_found_by_code_with_or_without_dots_and_by_name(dinas: Dinas, run: Any, words: str) -> None:
    assert [row.kode for row in search(dinas.staf, words).rencana] == ["2.16.03.2.02.0043"]


def test_a_letter_is_found_by_number_and_subject(dinas: Dinas) -> None:
    surat = Surat.objects.create(
        perangkat_daerah=dinas.pd,
        tahun=2027,
        urut=46,
        nomor="000.7.2.6/046/KOMINFO/2027",
        jenis="pengantar",
        klasifikasi="000.7.2.6",
        perihal="Penyampaian Renja",
        tanggal=date(2027, 1, 15),
        dibuat=MONDAY,
        dibuat_oleh=dinas.staf,
    )
    assert search(dinas.staf, "046/KOMINFO").surat == [surat]
    assert search(dinas.staf, "penyampaian").surat == [surat]


def test_a_year_finds_its_run(dinas: Dinas, run: Any) -> None:
    assert search(dinas.staf, "2027").runs == [run]
    assert search(dinas.staf, "2028").runs == []


def test_no_words_find_nothing(dinas: Dinas, run: Any) -> None:
    assert search(dinas.staf, "   ").count == 0


def test_another_agency_finds_nothing(dinas: Dinas, other_dinas: Dinas, run: Any) -> None:
    assert search(other_dinas.staf, "akses").count == 0


def test_a_contact_person_finds_only_rows_of_the_own_bidang(client: Client, dinas: Dinas, run: Any) -> None:
    client.force_login(dinas.aptika)
    assert "Penyediaan akses internet" in client.get("/cari/?q=216").content.decode()
    assert "Layanan informasi publik" not in client.get("/cari/?q=216").content.decode()


def test_the_page_says_what_to_try_when_nothing_fits(client: Client, dinas: Dinas) -> None:
    client.force_login(dinas.staf)
    page = client.get("/cari/", {"q": "<script>"}).content.decode()
    assert "Tidak ada yang cocok" in page
    assert "<script>" not in page.replace('<script type="module"', "")
