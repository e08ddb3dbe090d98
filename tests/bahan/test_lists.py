"""Lists of source data on their pages: entered, corrected, deleted, put back; each figure with its origin."""

from decimal import Decimal

import pytest

from renjana.alur.models import Event
from renjana.bahan.models import CadanganBahan
from renjana.organisasi.models import Perubahan
from renjana.renja.models import RancanganRkpd, RealisasiLalu, RealisasiTriwulan, Usulan
from tests.bahan.stage import Stage, a_stage
from tests.people import Dinas

REALISASI = {"kode": "2.16.03.2.02.0036", "indikator": "Jumlah titik", "tipe": "akumulatif", "satuan": "Titik", "target_n2": "25"}
USULAN = {"pengusul": "Kecamatan Kalirejo", "sumber": "Musrenbang", "uraian": "Internet balai", "status": "dipertimbangkan"}


@pytest.fixture
def stage(dinas: Dinas) -> Stage:
    return a_stage(dinas)


def test_a_row_is_entered_with_its_origin_and_its_line_of_history(stage: Stage) -> None:
    answer = stage.post("2027/bahan/realisasi/tambah/", **REALISASI, realisasi_n2="20,5")
    assert answer.status_code == 302
    row = RealisasiLalu.objects.get()
    assert (row.kode, row.target_n2, row.realisasi_n2, row.asal, row.diubah_oleh) == (
        "2.16.03.2.02.0036",
        Decimal(25),
        Decimal("20.5"),
        "diketik",
        stage.dinas.perencana,
    )
    event = Event.objects.filter(jenis="data").get()
    assert event.uraian == "2.16.03.2.02.0036 Jumlah titik ditambahkan."
    assert event.data["baru"]["realisasi_n2"] == "20,5"
    page = stage.get("2027/bahan/realisasi/").content.decode()
    assert "kini 2.16.03.2.02.0040" in page
    assert "Realisasi s/d 2024" in page


def test_a_code_is_taken_without_points_and_a_penunjang_under_the_main_bidang_urusan(stage: Stage) -> None:
    stage.post("2027/bahan/rkpd/tambah/", kode="216032020040", pagu="1,5 juta")
    stage.post("2027/bahan/rkpd/tambah/", kode="x.xx.01.2.01.0001", pagu="Rp 2.000.000")
    assert list(RancanganRkpd.objects.values_list("kode", "pagu")) == [("2.16.01.2.01.0001", 2_000_000), ("2.16.03.2.02.0040", 1_500_000)]


NINES = "9" * 20


@pytest.mark.parametrize(
    ("jenis", "row", "cell", "value", "said"),
    [
        ("realisasi", REALISASI, "realisasi_n2", "-5", "“-5” bernilai negatif."),
        ("realisasi", REALISASI, "target_renstra", NINES, "terlalu besar."),
        ("triwulan", REALISASI, "tw1_rp", "-5", "“-5” bernilai negatif."),
        ("triwulan", REALISASI, "target_rp", NINES, "terlalu besar."),
        ("triwulan", REALISASI, "tw2_k", "banyak", "“banyak” bukan bilangan."),
        ("usulan", USULAN, "kode", "tanpa kode", "Ini bukan kode"),
        ("rkpd", {"kode": "2.16.03.2.02.0040"}, "pagu", "dua juta", "“dua juta” bukan bilangan."),
        ("rkpd", {"kode": "2.16.03.2.02.0040"}, "kode", "2.16.03.2.02.0040.0001.0002", "Ini bukan kode"),
    ],
)
def test_bad_codes_and_money_of_every_list_get_a_sentence_at_their_field(
    stage: Stage, jenis: str, row: dict[str, str], cell: str, value: str, said: str
) -> None:
    before = Event.objects.count()
    answer = stage.post(f"2027/bahan/{jenis}/tambah/", **(row | {cell: value}))
    page = answer.content.decode()
    assert (answer.status_code, said in page, value in page) == (422, True, True)
    assert f'aria-describedby="id_{cell}' in page
    assert [model.objects.count() for model in (RealisasiLalu, RealisasiTriwulan, Usulan, RancanganRkpd, Event)] == [0, 0, 0, 0, before]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"kode": "bukan kode"}, "Ini bukan kode"),
        ({"kode": ""}, "wajib diisi"),
        ({"realisasi_n2": "1.50"}, "bisa berarti 1,50 atau 150"),
        ({"realisasi_n2": "banyak"}, "bukan bilangan"),
        ({"indikator": ""}, "wajib diisi"),
    ],
)
def test_a_faulty_cell_is_named_and_nothing_is_kept(stage: Stage, fields: dict[str, str], said: str) -> None:
    answer = stage.post("2027/bahan/realisasi/tambah/", **(REALISASI | fields))
    assert answer.status_code == 422
    assert said.lower() in answer.content.decode().lower()
    assert RealisasiLalu.objects.count() == 0


def test_the_same_indicator_twice_under_a_code_is_refused(stage: Stage) -> None:
    stage.post("2027/bahan/realisasi/tambah/", **REALISASI)
    answer = stage.post("2027/bahan/realisasi/tambah/", **(REALISASI | {"indikator": "JUMLAH  titik"}))
    assert (answer.status_code, "sudah ada di bawah kode" in answer.content.decode()) == (422, True)


def test_a_proposal_that_is_turned_down_needs_its_reason_and_one_taken_its_code(stage: Stage) -> None:
    answer = stage.post("2027/bahan/usulan/tambah/", **(USULAN | {"status": "ditolak"}))
    assert (answer.status_code, "alasan usulan ini ditolak" in answer.content.decode()) == (422, True)
    answer = stage.post("2027/bahan/usulan/tambah/", **(USULAN | {"status": "diterima"}))
    assert (answer.status_code, "yang menampung usulan" in answer.content.decode()) == (422, True)
    assert stage.post("2027/bahan/usulan/tambah/", **(USULAN | {"status": "ditolak", "alasan": "Bukan kewenangan"})).status_code == 302
    assert Usulan.objects.get().alasan == "Bukan kewenangan"


def test_a_correction_keeps_before_and_after_and_an_older_page_is_refused(stage: Stage) -> None:
    stage.post("2027/bahan/realisasi/tambah/", **REALISASI)
    row = RealisasiLalu.objects.get()
    seen = row.diubah.isoformat() if row.diubah else ""
    path = f"2027/bahan/realisasi/{row.pk}/"
    assert stage.post(path, **(REALISASI | {"target_n2": "30"}), dilihat=seen).status_code == 302
    assert Event.objects.filter(jenis="data").latest("urutan").data == {
        "jenis": "realisasi",
        "lama": {"target_n2": "25"},
        "baru": {"target_n2": "30"},
    }
    answer = stage.post(path, **(REALISASI | {"target_n2": "40"}), dilihat=seen)
    assert (answer.status_code, "baru saja diubah oleh Rina Oktaviani" in answer.content.decode()) == (422, True)
    assert RealisasiLalu.objects.get().target_n2 == 30


def test_a_row_that_was_deleted_can_be_put_back_as_it_was(stage: Stage) -> None:
    stage.post("2027/bahan/realisasi/tambah/", **REALISASI, realisasi_n2="20")
    before = RealisasiLalu.objects.values("kode", "indikator", "tipe", "satuan", "target_n2", "realisasi_n2", "asal").get()
    pk = RealisasiLalu.objects.get().pk
    assert "Hapus baris ini?" in stage.get(f"2027/bahan/realisasi/{pk}/hapus/").content.decode()
    assert RealisasiLalu.objects.count() == 1
    stage.post(f"2027/bahan/realisasi/{pk}/hapus/")
    assert RealisasiLalu.objects.count() == 0
    kept = CadanganBahan.objects.get()
    assert "Dapat dipulihkan" in stage.get("2027/bahan/realisasi/").content.decode()
    stage.post(f"2027/bahan/realisasi/pulihkan/{kept.pk}/")
    assert RealisasiLalu.objects.values(*before).get() == before
    assert stage.post(f"2027/bahan/realisasi/pulihkan/{kept.pk}/").status_code == 404


def test_lists_close_with_the_analysis_but_quarters_stay_open(dinas: Dinas) -> None:
    stage = a_stage(dinas, langkah=8)
    answer = stage.post("2027/bahan/realisasi/tambah/", **REALISASI)
    assert (answer.status_code, "Analisis sudah selesai" in answer.content.decode()) == (422, True)
    assert "Tambah baris" not in stage.get("2027/bahan/realisasi/").content.decode()
    quarters = {"kode": "2.16.03.2.02.0040", "indikator": "Jumlah titik", "tipe": "akumulatif", "tw1_k": "3", "tw1_rp": "1,5 juta"}
    assert stage.post("2026/bahan/triwulan/tambah/", **quarters).status_code == 302
    row = RealisasiTriwulan.objects.get()
    assert (row.tahun, row.tw1_k, row.tw1_rp) == (2026, 3, 1_500_000)
    assert Perubahan.objects.latest("pk").uraian == "Realisasi triwulan 2026: 2.16.03.2.02.0040 Jumlah titik ditambahkan."


def test_a_list_of_another_agency_is_not_there(stage: Stage, other_dinas: Dinas) -> None:
    stage.post("2027/bahan/realisasi/tambah/", **REALISASI)
    quarters = {"kode": "2.16.03.2.02.0040", "indikator": "Jumlah titik", "tipe": "akumulatif"}
    stage.post("2026/bahan/triwulan/tambah/", **quarters)
    row, quarter = RealisasiLalu.objects.get(), RealisasiTriwulan.objects.get()
    stage.client.force_login(other_dinas.perencana)
    assert stage.get("2027/bahan/realisasi/").status_code == 404
    assert stage.get(f"2026/bahan/triwulan/{quarter.pk}/").status_code == 404
    assert stage.post(f"2026/bahan/triwulan/{quarter.pk}/hapus/").status_code == 404
    assert "Jumlah titik" not in stage.get("2026/bahan/triwulan/").content.decode()
    assert stage.get(f"2027/bahan/realisasi/{row.pk}/").status_code == 404


def test_the_overview_shows_every_list_and_what_the_plan_stands_on(stage: Stage) -> None:
    page = stage.get("2027/bahan/").content.decode()
    for words in ("Realisasi tahun lalu", "Realisasi triwulan 2026", "Realisasi triwulan 2025", "Usulan", "Rancangan awal RKPD", "pemutakhiran 2027"):
        assert words in page
    assert stage.client.get("/realisasi/").status_code == 200
    assert stage.get("2027/bahan/lain/").status_code == 404
    assert stage.get("1999/bahan/triwulan/").status_code == 404
