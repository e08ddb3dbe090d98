"""Checks I01 to I10."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from renjana.analisis.findings import CheckValues
from renjana.analisis.rules import find
from renjana.renja.values import IndikatorValue, PlanValues, RealisasiValue, RenstraIndikatorValue, RenstraItemValue, RenstraValue
from tests.analisis.planted import notes, plan_with, said
from tests.renja.plans import a_plan, a_rencana

pytestmark = pytest.mark.once
FIRST = a_rencana().indikator[0]
PERCENT = "2.16.02.2.01.0025"


def with_indicator(kode: str = "2.16.03.2.02.0040", **fields: Any) -> PlanValues:
    row = a_rencana(kode)
    return a_plan(replace(row, indikator=(replace(row.indikator[0], **fields),)))


@pytest.mark.parametrize("kode", ["I01", "I02", "I03", "I04", "I05", "I06", "I07", "I08", "I09", "I10"])
def test_a_clean_plan_is_passed_in_silence(kode: str) -> None:
    assert notes(kode) == []
    assert notes(kode, a_plan(a_rencana(PERCENT))) == []


def test_i01_names_a_sub_kegiatan_without_an_indicator_and_offers_the_listed_one() -> None:
    assert FIRST.uraian in said("I01", plan_with(indikator=()))


def test_i01_names_each_program_without_an_indicator_where_others_have_one() -> None:
    plan = a_plan(a_rencana(), a_rencana(PERCENT))
    some = {kode: found for kode, found in plan.induk.items() if kode != "2.16.02"}
    assert "Program 2.16.02" in said("I01", replace(plan, induk=some))


def test_i01_tells_a_renstra_without_any_indicator_on_a_level_once_as_a_warning() -> None:
    renstra = RenstraValue(2025, 2029, (RenstraItemValue("2.16.02", "program", "Nama", {}),))
    plan = replace(a_plan(a_rencana(), a_rencana(PERCENT)), renstra=renstra)
    lower = {kode: found for kode, found in plan.induk.items() if kode.count(".") > 2}
    start = "Renstra 2025-2029 tidak memuat indikator program satu pun, padahal setiap program memerlukan indikator hasil (outcome); 2 program"
    assert said("I01", replace(plan, induk=lower)).startswith(start)
    found = [one for one in find(CheckValues(replace(plan, induk={}))) if one.kode == "I01"]
    assert [(one.objek, one.tingkat, one.bidang) for one in found] == [("Kegiatan", "warning", ""), ("Program", "warning", "")]
    assert notes("I01", replace(plan, induk={}, renstra=None)) == []


def test_i02_names_a_target_that_is_missing() -> None:
    assert "target tahun 2027" in said("I02", with_indicator(target=None))


def test_i03_asks_for_the_unit_of_the_nomenclature() -> None:
    assert "satuan tertulis Paket, pada nomenklatur Titik" in said("I03", with_indicator(satuan="Paket"))
    assert "belum diisi" in said("I03", with_indicator(satuan=""))
    assert notes("I03", with_indicator(satuan=" titik")) == []
    assert notes("I03", with_indicator(PERCENT, satuan="Persen")) == []


def test_i03_lets_a_further_indicator_have_its_own_unit() -> None:
    more = IndikatorValue("Jumlah laporan", "akumulatif", "Laporan", Decimal(1), Decimal(1))
    assert notes("I03", plan_with(indikator=(more, FIRST))) == []


def test_i04_misses_the_indicator_of_the_nomenclature() -> None:
    assert FIRST.uraian in said("I04", with_indicator(uraian="Jumlah titik"))


def test_i05_keeps_percent_between_zero_and_a_hundred() -> None:
    assert "tertulis 120%" in said("I05", with_indicator(PERCENT, target=Decimal(120)))
    assert notes("I05", with_indicator(PERCENT, target=Decimal(120), uraian="Persentase pertumbuhan permohonan")) == []


def test_i06_finds_an_output_where_an_outcome_belongs() -> None:
    induk = {"2.16.03": (IndikatorValue("Jumlah dokumen yang disusun", "akumulatif", "Dokumen", Decimal(1), Decimal(1)),)}
    assert "adalah keluaran" in said("I06", replace(a_plan(), induk=induk))


def test_i07_sees_a_target_that_falls_behind_what_was_reached() -> None:
    plan = with_indicator(PERCENT, target=Decimal(80))
    uraian = plan.rows[0].indikator[0].uraian
    report = RealisasiValue("2.16.02.2.01.0017", uraian, "persentase", "%", None, None, Decimal(80), Decimal(85), Decimal(90))
    assert "mundur dari realisasi 85%" in said("I07", replace(plan, realisasi=(report,)))
    fine = replace(report, realisasi_n2=Decimal(70))
    assert notes("I07", replace(plan, realisasi=(fine,))) == []


def test_i08_compares_with_the_target_of_the_renstra() -> None:
    one = RenstraIndikatorValue(FIRST.uraian, "akumulatif", "Titik", {2027: Decimal(15)})
    renstra = RenstraValue(2025, 2029, (RenstraItemValue("2.16.03.2.02.0040", "sub_kegiatan", "Akses", indikator=(one,)),))
    assert "12 Titik, pada Renstra 15" in said("I08", replace(a_plan(), renstra=renstra))
    assert notes("I08", replace(plan_with(catatan="Dikurangi"), renstra=renstra)) == []


def test_i09_asks_for_the_target_ahead() -> None:
    assert "target prakiraan maju 2028" in said("I09", with_indicator(target_maju=None))


def test_i10_wants_whole_numbers_of_what_is_counted() -> None:
    assert "12,50 Titik tidak bulat" in said("I10", with_indicator(target=Decimal("12.5")))
