"""Checks K01 to K08: each finds its planted fault and is silent on a clean plan."""

from dataclasses import replace

import pytest

from tests.analisis.planted import notes, plan_with, said
from tests.renja.plans import KOMINFO, a_plan, a_rencana

pytestmark = pytest.mark.once


@pytest.mark.parametrize("kode", ["K01", "K02", "K03", "K04", "K05", "K06", "K07", "K08"])
def test_a_clean_plan_is_passed_in_silence(kode: str) -> None:
    assert notes(kode) == []
    assert notes(kode, a_plan(a_rencana("2.16.01.2.01.0001"))) == []


def test_k01_names_a_code_that_the_nomenclature_does_not_know() -> None:
    row = replace(a_rencana(), kode="2.16.03.2.02.9999")
    assert "2.16.03.2.02.9999" in said("K01", replace(a_plan(), rows=(row,)))
    assert "tidak ada pada nomenklatur pemutakhiran 2027" in said("K01", replace(a_plan(), rows=(row,)))


def test_k01_and_k04_point_an_old_code_to_its_successor() -> None:
    plan = replace(a_plan(), rows=(replace(a_rencana(), kode="2.16.03.2.02.0036"),))
    assert "ganti dengan 2.16.03.2.02.0040 Penyediaan Akses Internet" in said("K01", plan)
    assert "pakai 2.16.03.2.02.0040 Penyediaan Akses Internet" in said("K04", plan)


def test_k01_is_silent_where_there_is_no_nomenclature_and_where_another_check_speaks() -> None:
    assert notes("K01", replace(a_plan(), nomenklatur={})) == []
    assert notes("K01", replace(a_plan(), rows=(replace(a_rencana(), kode="1.03.02.2.01.0109"),))) == []


@pytest.mark.parametrize("kode", ["2.16.03.2.02.40", "2.16.03.2.02", "2.16.3.2.02.0040"])
def test_k02_names_a_code_of_the_wrong_shape(kode: str) -> None:
    assert "bentuk kode tidak benar" in said("K02", replace(a_plan(), rows=(replace(a_rencana(), kode=kode),)))


def test_k02_names_a_code_of_a_province_in_a_kabupaten_and_the_other_way() -> None:
    province = replace(a_plan(), rows=(replace(a_rencana(), kode="2.16.03.1.02.0040"),))
    assert "kabupaten/kota memakai 2" in said("K02", province)
    assert notes("K02", replace(province, agency=replace(KOMINFO, kode_wilayah="18"))) == []
    assert "provinsi memakai 1" in "".join(note.pesan for note in notes("K02", replace(a_plan(), agency=replace(KOMINFO, kode_wilayah="18"))))


def test_k03_names_what_the_nomenclature_calls_otherwise() -> None:
    assert "“Penyediaan Akses Internet”" in said("K03", plan_with(nama="Akses Internet"))
    assert notes("K03", plan_with(nama="Penyediaan  Akses Internet ")) == []


def test_k05_names_a_bidang_urusan_of_another_agency() -> None:
    plan = replace(a_plan(), rows=(replace(a_rencana(), kode="1.03.02.2.01.0109"),))
    assert "bidang urusan 1.03 bukan kewenangan" in said("K05", plan)
    assert "2.16, 2.20, 2.21" in said("K05", plan)


@pytest.mark.parametrize("kode", ["2.20.01.2.01.0001", "X.XX.01.2.01.0001"])
def test_k06_gives_the_code_under_the_main_bidang_urusan(kode: str) -> None:
    assert "ganti kodenya dengan 2.16.01.2.01.0001" in said("K06", replace(a_plan(), rows=(replace(a_rencana(), kode=kode),)))


def test_k07_names_a_sub_kegiatan_written_twice_by_one_bidang() -> None:
    plan = a_plan(a_rencana(), a_rencana())
    assert "ditulis 2 kali oleh APTIKA" in said("K07", plan)
    assert notes("K07", a_plan(a_rencana(), a_rencana(bidang="IKP"))) == []


def test_k08_names_codes_of_papua_elsewhere() -> None:
    plan = replace(a_plan(), rows=(replace(a_rencana(), kode="2.16.03.3.02.0013"),))
    assert "khusus untuk Papua" in said("K08", plan)
    assert notes("K02", plan) == []
    assert notes("K08", replace(plan, agency=replace(KOMINFO, kode_wilayah="91.01"))) == []
