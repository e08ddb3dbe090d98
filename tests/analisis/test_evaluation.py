"""The evaluation in figures: achievement by formula type, predikat, the Renstra to its end, money against ceilings."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.test import Client

from renjana.alur.rules import NotAllowed
from renjana.analisis.actions.bahan import keep_factors, keep_reported_factors
from renjana.analisis.evaluation import UNDIVIDED, evaluation_of, sources
from renjana.analisis.findings import CheckValues, FaktorValue, words
from renjana.analisis.models import FaktorCapaian
from renjana.renja.actions import import_realisasi
from renjana.renja.values import RealisasiValue, RenstraItemValue, RenstraValue, SumberDanaValue
from tests.analisis.runs import a_collected_run
from tests.people import MONDAY, Dinas
from tests.renja.plans import a_plan, a_rencana

CODE = "2.16.03.2.02.0040"
LIST = "kode,indikator,satuan,target_renstra,realisasi_sd_n3,target_n2,realisasi_n2,target_n1"


def a_report(tipe: str, target: int, reached: int, *, renstra: int = 100, before: int = 20, following: int = 30) -> RealisasiValue:
    return RealisasiValue(CODE, f"Indikator {tipe}", tipe, "Titik", *(Decimal(value) for value in (renstra, before, target, reached, following)))


def test_achievement_follows_the_formula_type() -> None:
    reports = (a_report("akumulatif", 25, 20), a_report("persentase", 85, 83, renstra=95, following=90), a_report("tren_negatif", 60, 50))
    found = evaluation_of(CheckValues(replace(a_plan(), realisasi=reports))).capaian
    assert [one.tingkat_realisasi for one in found] == [Decimal("80.00"), Decimal("97.65"), Decimal("120.00")]
    assert [one.predikat for one in found] == ["Tinggi", "Sangat Tinggi", "Sangat Tinggi"]
    assert [one.sisi for one in found] == ["di bawah target", "di bawah target", "di atas target"]
    assert [one.perkiraan for one in found] == [Decimal(70), Decimal(90), Decimal(30)]
    assert [one.tingkat_capaian for one in found] == [Decimal("70.00"), Decimal("94.74"), Decimal("333.33")]


def test_what_the_renstra_still_asks_for_is_spread_over_its_years() -> None:
    renstra = RenstraValue(2025, 2029, (RenstraItemValue("2.16.03", "program", "Nama"),))
    (found,) = evaluation_of(CheckValues(replace(a_plan(), realisasi=(a_report("akumulatif", 25, 20),), renstra=renstra))).capaian
    assert (found.sisa, found.per_tahun) == (Decimal(30), Decimal("10.00"))
    (negative,) = evaluation_of(CheckValues(replace(a_plan(), realisasi=(a_report("tren_negatif", 60, 50, renstra=25),), renstra=renstra))).capaian
    assert (negative.sisa, negative.per_tahun) == (Decimal(5), None)


def test_what_misses_or_passes_its_target_wants_a_factor_and_a_follow_up() -> None:
    reports = (a_report("akumulatif", 25, 20), a_report("persentase", 50, 50))
    plan = replace(a_plan(), realisasi=reports)
    found = evaluation_of(CheckValues(plan, faktor={}))
    assert found.counts == {"di_bawah": 1, "tepat": 1, "di_atas": 0, "belum": 0, "menunggu": 1}
    said = {(CODE, words("Indikator akumulatif")): FaktorValue("Lelang gagal", "Lelang ulang")}
    assert evaluation_of(CheckValues(plan, faktor=said)).counts["menunggu"] == 0


def test_programs_of_the_renstra_that_the_plan_leaves_out_are_named_with_their_money() -> None:
    items = (
        RenstraItemValue("2.16.03", "program", "Aplikasi"),
        RenstraItemValue("2.20.02", "program", "Statistik"),
        RenstraItemValue("2.20.02.2.01.0018", "sub_kegiatan", "Data", {2027: 70_000_000}),
    )
    found = evaluation_of(CheckValues(replace(a_plan(), renstra=RenstraValue(2025, 2029, items))))
    assert found.hilang == (("2.20.02", "Statistik", 70_000_000),)


def test_money_is_held_against_ceiling_renstra_and_the_year_after() -> None:
    items = (RenstraItemValue(CODE, "sub_kegiatan", "Akses", {2027: 300_000_000}),)
    found = evaluation_of(CheckValues(replace(a_plan(), renstra=RenstraValue(2025, 2029, items), pagu_indikatif=800_000_000)))
    (program,) = found.per_program
    assert (program.pagu, program.batas, program.selisih, program.maju) == (400_000_000, 300_000_000, 100_000_000, 440_000_000)
    assert (program.bagian, program.pertumbuhan) == (Decimal("50.00"), Decimal("10.00"))
    assert (found.total.selisih, [one.pagu for one in found.per_bidang]) == (-400_000_000, [0, 0, 400_000_000])


def test_sources_add_up_to_the_whole_whether_divided_or_not() -> None:
    pad, dau = SumberDanaValue("1.1", "PAD", 100), SumberDanaValue("1.2.1.01.02", "DAU", 150)
    rows = (a_rencana(pagu=250, sumber_dana=(pad, dau)), a_rencana(pagu=70, sumber_dana=(replace(pad, pagu=None), dau)), a_rencana(pagu=30))
    found = sources(rows)
    assert found[("1.1", "PAD")] == 100
    assert found[("", UNDIVIDED)] == 70
    assert sum(found.values()) == 350


def test_factors_come_with_the_list_or_from_the_page_of_their_bidang(dinas: Dinas, client: Client) -> None:
    run = a_collected_run(dinas)
    text = f"{LIST},faktor,tindak_lanjut\n{CODE},Jumlah,Titik,100,20,25,20,30,Lelang gagal,Lelang ulang\n"
    import_realisasi(run.tahap, text)
    assert keep_reported_factors(run, text, by=dinas.staf, now=MONDAY) == 1
    assert keep_reported_factors(run, f"{LIST}\n", by=dinas.staf, now=MONDAY) == 0
    assert FaktorCapaian.objects.get().tindak_lanjut == "Lelang ulang"
    client.force_login(dinas.aptika)
    page = client.get("/renja/2027/analisis/evaluasi/").content.decode()
    assert "Lelang gagal" in page
    assert "Tinggi" in page
    assert client.post("/renja/2027/analisis/evaluasi/", {"kunci-0": CODE, "faktor-0": "Hujan", "tindak_lanjut-0": "Geser jadwal"}).status_code == 302
    assert FaktorCapaian.objects.get().faktor == "Hujan"
    client.force_login(dinas.ikp)
    assert 'name="faktor-0"' not in client.get("/renja/2027/analisis/evaluasi/").content.decode()
    with pytest.raises(NotAllowed):
        keep_factors(run, {(CODE, "Jumlah"): ("x", "y")}, bidang=frozenset({"IKP"}), owners={CODE: "APTIKA"}, by=dinas.ikp, now=MONDAY)
