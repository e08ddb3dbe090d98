"""Checks R, E, L, T03, D08, B01 and B03."""

from dataclasses import replace
from decimal import Decimal

import pytest

from renjana.renja.values import RealisasiValue, RenstraItemValue, RenstraValue, SumberDanaValue, UsulanValue
from tests.analisis.planted import notes, plan_with, said
from tests.renja.plans import a_plan, a_rencana, an_rkpd

pytestmark = pytest.mark.once
CODES = ("2.16.03", "2.16.03.2.02", "2.16.03.2.02.0040", "2.16.03.2.02.0043")
LEVELS = {3: "program", 5: "kegiatan", 6: "sub_kegiatan"}


def a_renstra(*codes: str) -> RenstraValue:
    return RenstraValue(2025, 2029, tuple(RenstraItemValue(kode, LEVELS[len(kode.split("."))], "Nama", {2027: 1}) for kode in codes))


REPORT = RealisasiValue(
    "2.16.03.2.02.0040",
    a_rencana().indikator[0].uraian,
    "akumulatif",
    "Titik",
    Decimal(100),
    Decimal(20),
    Decimal(25),
    Decimal(20),
    Decimal(30),
)
CHECKS = ["R01", "R02", "R04", "R05", "E01", "E02", "E05", "L01", "L03", "L04", "L05", "T03", "D08", "B01", "B03"]


@pytest.mark.parametrize("kode", CHECKS)
def test_a_clean_plan_is_passed_in_silence(kode: str) -> None:
    full = replace(a_plan(), renstra=a_renstra(*CODES), realisasi=(REPORT,), rkpd=(an_rkpd(pagu=250_000_000),))
    assert notes(kode, full, sent={"SEKRETARIAT": True, "IKP": True, "APTIKA": True}) == []
    assert notes(kode) == []


def test_r01_names_a_program_or_kegiatan_that_the_renstra_does_not_have() -> None:
    assert "Program 2.16.03" in said("R01", replace(a_plan(), renstra=a_renstra("2.16.02")))
    assert "Kegiatan 2.16.03.2.02" in said("R01", replace(a_plan(), renstra=a_renstra("2.16.03")))


def test_r02_asks_why_a_sub_kegiatan_is_new_and_knows_former_codes() -> None:
    assert "2.16.03.2.02.0043" in said("R02", replace(a_plan(), renstra=a_renstra(*CODES[:3])))
    assert notes("R02", replace(a_plan(), renstra=a_renstra(*CODES[:3], "2.16.03.2.02.0024"))) == []


def test_r04_tells_when_the_final_target_is_passed() -> None:
    late = replace(REPORT, target_renstra=Decimal(80))
    assert "menjadi 82 Titik, melebihi target akhir Renstra 80 Titik" in said("R04", replace(a_plan(), realisasi=(late,)))


def test_r05_names_a_program_that_was_left_out() -> None:
    renstra = a_renstra(*CODES, "2.20.02", "2.20.02.2.01.0018")
    assert "Program 2.20.02 Nama direncanakan Renstra untuk 2027" in said("R05", replace(a_plan(), renstra=renstra))


def test_e01_e02_and_e05_ask_for_what_was_not_reported_or_looks_odd() -> None:
    assert "realisasi 2025 kosong" in said("E01", replace(a_plan(), realisasi=(replace(REPORT, realisasi_n2=None),)))
    assert "target 2026 kosong" in said("E02", replace(a_plan(), realisasi=(replace(REPORT, target_n1=None),)))
    assert "tingkat realisasi 400%" in said("E05", replace(a_plan(), realisasi=(replace(REPORT, realisasi_n2=Decimal(100)),)))


@pytest.mark.parametrize("lokasi", ["", "-", " "])
def test_l01_asks_for_a_place(lokasi: str) -> None:
    assert "lokasi belum diisi" in said("L01", plan_with(lokasi=lokasi))


def test_l03_asks_for_a_source_of_the_list_and_guesses() -> None:
    assert "belum diisi" in said("L03", plan_with(sumber_dana=()))
    near = said("L03", plan_with(sumber_dana=(SumberDanaValue("", "Dana Transfer Umum Alokasi Umum"),)))
    assert "mungkin yang dimaksud “Dana Transfer Umum-Dana Alokasi Umum”" in near
    assert "pilih dari daftar" in said("L03", plan_with(sumber_dana=(SumberDanaValue("9.9", "xyz"),)))


def test_l04_and_l05_ask_for_people_and_months() -> None:
    assert "kelompok sasaran belum diisi" in said("L04", plan_with(kelompok_sasaran="-"))
    assert "bulan awal 9 sesudah bulan akhir 3" in said("L05", plan_with(bulan_awal=9, bulan_akhir=3))
    unnamed = said("L05", plan_with(bulan_awal=9, bulan_akhir=3, nama="2.16.03.2.02.0040"))
    assert unnamed == "2.16.03.2.02.0040: bulan awal 9 sesudah bulan akhir 3; tukar atau perbaiki."
    assert "tertulis 1 s.d. 13" in said("L05", plan_with(bulan_akhir=13))
    assert notes("L05", plan_with(bulan_awal=None, bulan_akhir=None)) == []


def test_t03_asks_where_a_proposal_went() -> None:
    usulan = UsulanValue("Camat", "Musrenbang", "", "Internet", "", "", "", "diterima", "")
    assert "belum dipetakan ke sub kegiatan" in said("T03", replace(a_plan(), usulan=(usulan,)))
    refused = replace(usulan, status="ditolak")
    assert "ditolak tanpa alasan" in said("T03", replace(a_plan(), usulan=(refused,)))
    assert notes("T03", replace(a_plan(), usulan=(replace(usulan, kode="2.16.03.2.02.0040"), replace(refused, alasan="Bukan wewenang")))) == []


def test_d08_asks_for_a_note_on_every_difference_from_the_rkpd() -> None:
    assert "rancangan awal RKPD Rp200.000.000, kebutuhan Rp250.000.000" in said("D08", replace(a_plan(), rkpd=(an_rkpd(),)))
    assert notes("D08", replace(a_plan(), rkpd=(an_rkpd(catatan="Penambahan titik"),))) == []


def test_b01_names_each_bidang_that_has_not_sent() -> None:
    assert "Sekretariat belum mengirim isian" in said("B01", sent={"IKP": True, "APTIKA": True, "SEKRETARIAT": False})
    assert len(notes("B01", sent={})) == 3


def test_b03_names_the_bidang_that_share_a_sub_kegiatan() -> None:
    assert "diisi oleh APTIKA dan IKP" in said("B03", a_plan(a_rencana(), a_rencana(bidang="IKP")))
