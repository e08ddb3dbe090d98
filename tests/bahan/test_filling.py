"""T-C.29 filled from quarters, the Renstra and the running year; what a plan stands on."""

from decimal import Decimal

import pytest

from renjana.bahan.filling import fill
from renjana.renja.models import RealisasiLalu, RealisasiTriwulan
from renjana.renja.queries import plan_values
from renjana.renja.values import EvaluasiValue, RealisasiValue, RenstraIndikatorValue, RenstraItemValue, RenstraValue
from renjana.renstra.actions import store_renstra
from renjana.renstra.models import VersiNomenklatur
from renjana.renstra.plan import RenstraBaca
from tests.bahan.stage import Stage, a_stage
from tests.people import MONDAY, Dinas

OLD, NEW = "2.16.03.2.02.0036", "2.16.03.2.02.0040"


def quarters(*numbers: int | None) -> tuple[Decimal | None, Decimal | None, Decimal | None, Decimal | None]:
    first, second, third, fourth = [None if number is None else Decimal(number) for number in (*numbers, None, None, None, None)[:4]]
    return first, second, third, fourth


@pytest.mark.once
@pytest.mark.parametrize(("tipe", "reached"), [("akumulatif", 60), ("persentase", 30), ("nilai_akhir", 30), ("tren_negatif", 30)])
def test_a_year_is_the_sum_of_its_quarters_or_the_last_of_them_by_type(tipe: str, reached: int) -> None:
    (row,) = fill((), [EvaluasiValue(OLD, "Titik", tipe, "Titik", Decimal(100), None, Decimal(40), None, quarters(10, 20, None, 30))], {}, None, {})
    assert (row.target_n2, row.realisasi_n2, row.realisasi_sd_n3) == (100, reached, 40)


@pytest.mark.once
def test_an_old_code_meets_the_new_one_in_the_renstra_and_in_the_running_year() -> None:
    item = RenstraItemValue(NEW, "sub_kegiatan", "Akses", {}, (RenstraIndikatorValue("Jumlah  TITIK", "akumulatif", "Titik", {}, Decimal(300)),))
    renstra = RenstraValue(2025, 2029, (item,))
    (row,) = fill((), [EvaluasiValue(OLD, "Jumlah titik", "akumulatif", "Titik")], {(NEW, "jumlah titik"): Decimal(100)}, renstra, {OLD: NEW})
    assert (row.kode, row.target_renstra, row.target_n1) == (OLD, 300, 100)


@pytest.mark.once
def test_what_no_source_knows_stays_and_rows_of_other_indicators_are_left() -> None:
    kept = RealisasiValue(OLD, "Jumlah titik", "akumulatif", "Titik", Decimal(1), Decimal(2), Decimal(3), Decimal(4), Decimal(5))
    other = RealisasiValue(NEW, "Lain", "akumulatif", "Titik", Decimal(9))
    rows = fill((kept, other), [EvaluasiValue(OLD, "Jumlah titik", "akumulatif", "Titik", Decimal(30))], {}, None, {})
    assert rows == [RealisasiValue(OLD, "Jumlah titik", "akumulatif", "Titik", Decimal(1), Decimal(2), Decimal(30), Decimal(4), Decimal(5)), other]


@pytest.fixture
def stage(dinas: Dinas) -> Stage:
    return a_stage(dinas)


def a_year(stage: Stage, tahun: int, **fields: object) -> None:
    words = {"kode": OLD, "indikator": "Jumlah titik", "satuan": "Titik", "diubah": MONDAY}
    RealisasiTriwulan.objects.create(perangkat_daerah=stage.dinas.pd, tahun=tahun, **(words | fields))


def test_the_page_fills_tc29_and_can_take_it_back(stage: Stage) -> None:
    answer = stage.post("2027/bahan/realisasi/isi/")
    assert (answer.status_code, "Realisasi triwulan 2025 belum ada" in answer.content.decode()) == (422, True)
    a_year(stage, 2025, target_k=25, tw1_k=5, tw2_k=7, tw4_k=8, lalu_k=20)
    a_year(stage, 2026, target_k=30, kode=NEW)
    stage.post("2027/bahan/realisasi/tambah/", kode="2.20.02.2.01.0016", indikator="Lain", tipe="akumulatif", target_n2="1")
    assert stage.post("2027/bahan/realisasi/isi/").status_code == 302
    rows = {row.kode: row for row in RealisasiLalu.objects.all()}
    filled = rows[OLD]
    assert (filled.target_n2, filled.realisasi_n2, filled.realisasi_sd_n3, filled.target_n1, filled.asal) == (
        25,
        20,
        20,
        30,
        "Realisasi triwulan 2025",
    )
    assert rows["2.20.02.2.01.0016"].asal == "diketik"
    newest = stage.get("2027/bahan/realisasi/").context["backups"][0]
    stage.post(f"2027/bahan/realisasi/pulihkan/{newest.pk}/")
    assert [row.kode for row in RealisasiLalu.objects.all()] == ["2.20.02.2.01.0016"]


def test_quarters_of_the_running_year_are_the_values_of_e81(stage: Stage) -> None:
    a_year(stage, 2026, target_k=30, target_rp=400, tw1_k=3, tw1_rp=50, lalu_rp=9, unit="Aptika")
    (value,) = plan_values(stage.run.tahap).evaluasi
    assert value == EvaluasiValue(
        OLD, "Jumlah titik", "akumulatif", "Titik", Decimal(30), 400, None, 9, quarters(3), (50, None, None, None), "Aptika", ""
    )


def test_the_basis_of_a_plan_changes_with_its_line_of_history(stage: Stage) -> None:
    renstra = store_renstra(stage.dinas.pd, RenstraBaca(2025, 2029, (), (), ()), dasar="uji")
    strange = store_renstra(stage.dinas.pd, RenstraBaca(2030, 2034, (), (), ()), dasar="uji")
    other = VersiNomenklatur.objects.create(nama="SIPD 2028", sumber="uji", dibuat=MONDAY)
    assert stage.post("2027/bahan/dasar/", nomenklatur=other.pk, renstra=strange.pk).status_code == 422
    assert stage.post("2027/bahan/dasar/", nomenklatur=other.pk, renstra=renstra.pk).status_code == 302
    stage.run.tahap.renja.refresh_from_db()
    assert (stage.run.tahap.renja.versi_nomenklatur, stage.run.tahap.renja.renstra) == (other, renstra)
    answer = stage.post("2027/bahan/dasar/", nomenklatur=other.pk, renstra=renstra.pk)
    assert (answer.status_code, "Belum ada yang diubah" in answer.content.decode()) == (422, True)
