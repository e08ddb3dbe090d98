"""The official tables, built from the values of a plan."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renjana.renja.tables import COLUMNS, official_table
from renjana.renja.values import IndikatorValue, LayananValue, RealisasiValue, RenstraIndikatorValue, RenstraItemValue, RenstraValue, UsulanValue
from tests.renja.plans import a_plan, a_rencana, an_rkpd

pytestmark = pytest.mark.once

KEYS = {
    "t-c-29": "kode uraian indikator target_renstra realisasi_sd_n3 target_n2 realisasi_n2 tingkat_realisasi target_n1 perkiraan_capaian "
    "tingkat_capaian",
    "t-c-30": "no indikator spm ikk target_n2 target_n1 target_n target_np1 realisasi_n2 realisasi_n1 proyeksi_n proyeksi_np1 catatan",
    "t-c-31": "no rkpd_prog rkpd_lokasi rkpd_indikator rkpd_target rkpd_pagu keb_prog keb_lokasi keb_indikator keb_target keb_dana catatan",
    "t-c-32": "no prog lokasi indikator volume catatan",
    "t-c-33": "kode uraian indikator lokasi target pagu sumber_dana catatan target_maju pagu_maju",
    "sipd-ri-17": "no kode uraian indikator target_akhir_renstra realisasi_n2 prakiraan_n1 target pagu lokasi sumber_dana prio_nasional "
    "prio_daerah kelompok_sasaran target_maju pagu_maju pd",
}


@pytest.mark.parametrize("kode", KEYS)
def test_columns_are_numbered_and_keyed_as_the_official_table(kode: str) -> None:
    assert [column.key for column in COLUMNS[kode]] == KEYS[kode].split()
    assert [column.no for column in COLUMNS[kode]] == list(range(1, len(COLUMNS[kode]) + 1))


def test_tc33_prints_the_tree_with_sums() -> None:
    table = official_table("t-c-33", a_plan())
    found = [(row["baris"], row["kode"], row["pagu"], row["pagu_maju"]) for row in table.rows]
    assert found == [
        ("urusan", "2", 400_000_000, 440_000_000),
        ("bidang_urusan", "2.16", 400_000_000, 440_000_000),
        ("program", "2.16.03", 400_000_000, 440_000_000),
        ("kegiatan", "2.16.03.2.02", 400_000_000, 440_000_000),
        ("sub_kegiatan", "2.16.03.2.02.0040", 250_000_000, 275_000_000),
        ("sub_kegiatan", "2.16.03.2.02.0043", 150_000_000, 165_000_000),
    ]
    assert table.jumlah is not None
    assert (table.jumlah["uraian"], table.jumlah["pagu"], table.jumlah["pagu_maju"]) == ("JUMLAH", 400_000_000, 440_000_000)
    assert table.rows[2]["uraian"] == "PROGRAM PENGELOLAAN APLIKASI INFORMATIKA"
    assert table.rows[4]["target"] == "12 Titik"
    assert table.rows[4]["sumber_dana"] == "Dana Transfer Umum-Dana Alokasi Umum"
    assert table.judul.endswith("Tahun 2027 dan Prakiraan Maju Tahun 2028 Kabupaten Lampung Tengah")


def test_further_indicators_stand_on_rows_below_without_code() -> None:
    row = a_rencana()
    more = IndikatorValue("Jumlah laporan", "akumulatif", "Laporan", Decimal("2.5"), None)
    table = official_table("t-c-33", a_plan(a_rencana(indikator=(*row.indikator, more))))
    last = table.rows[-1]
    assert (last["baris"], last["kode"], last["uraian"], last["indikator"], last["target"], last["pagu"]) == (
        "indikator",
        "",
        "",
        "Jumlah laporan",
        "2,50 Laporan",
        "",
    )


def test_program_penunjang_is_printed_under_the_main_bidang_urusan() -> None:
    table = official_table("t-c-33", a_plan(a_rencana("2.16.01.2.01.0001")))
    assert [row["kode"] for row in table.rows] == ["2", "2.16", "2.16.01", "2.16.01.2.01", "2.16.01.2.01.0001"]
    assert table.rows[2]["uraian"] == "PROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH KABUPATEN/KOTA"
    assert table.rows[0]["uraian"] == "URUSAN PEMERINTAHAN WAJIB YANG TIDAK BERKAITAN DENGAN PELAYANAN DASAR"


@given(st.lists(st.integers(1, 10**12), min_size=1, max_size=6))
def test_the_total_row_is_the_sum_of_the_sub_kegiatan_rows(amounts: list[int]) -> None:
    codes = ["2.16.02.2.01.0014", "2.16.02.2.01.0025", "2.16.03.2.01.0004", "2.20.02.2.01.0018", "2.21.02.2.01.0006", "2.16.01.2.02.0001"]
    table = official_table("t-c-33", a_plan(*(a_rencana(code, amount) for code, amount in zip(codes, amounts, strict=False))))
    assert table.jumlah is not None
    for baris in ("urusan", "bidang_urusan", "program", "kegiatan", "sub_kegiatan"):
        assert sum(row["pagu"] for row in table.rows if row["baris"] == baris) == table.jumlah["pagu"] == sum(amounts)


REPORT = RealisasiValue("2.16.03.2.02.0024", "Jumlah titik", "akumulatif", "Titik", Decimal(100), Decimal(20), Decimal(25), Decimal(20), Decimal(30))


def test_tc29_prints_what_was_reported_under_its_own_code_and_computes_the_rest() -> None:
    plan = a_plan(a_rencana("2.16.03.2.02.0043"), realisasi=(REPORT,))
    row = official_table("t-c-29", plan, units=False).rows[-1]
    assert (row["kode"], row["uraian"]) == ("2.16.03.2.02.0024", "Penyelenggaraan Jaringan Intra Pemerintah Daerah Kab/Kota")
    assert (row["tingkat_realisasi"], row["perkiraan_capaian"], row["tingkat_capaian"]) == (Decimal("80.00"), Decimal(70), Decimal("70.00"))
    printed = official_table("t-c-29", plan).rows[-1]
    assert (printed["target_renstra"], printed["perkiraan_capaian"], printed["tingkat_capaian"]) == (
        "100 Titik",
        "70 Titik",
        Decimal("70.00"),
    )
    assert official_table("t-c-29", a_plan()).empty


def test_sipd_17_finds_the_history_of_a_sub_kegiatan_under_its_former_code() -> None:
    row = a_rencana("2.16.03.2.02.0043")
    report = RealisasiValue("2.16.03.2.02.0024", row.indikator[0].uraian, "akumulatif", "Titik", None, None, Decimal(25), Decimal(20), Decimal(30))
    renstra = RenstraValue(
        2025,
        2029,
        (
            RenstraItemValue(
                row.kode,
                "sub_kegiatan",
                row.nama,
                indikator=(RenstraIndikatorValue(row.indikator[0].uraian, "akumulatif", "Titik", {}, Decimal(100)),),
            ),
        ),
    )
    table = official_table("sipd-ri-17", a_plan(row, realisasi=(report,), renstra=renstra))
    assert [entry["baris"] for entry in table.rows] == [
        "perangkat_daerah",
        "urusan",
        "bidang_urusan",
        "program",
        "kegiatan",
        "sub_kegiatan",
        "indikator",
    ]
    last = table.rows[-1]
    assert (last["target_akhir_renstra"], last["realisasi_n2"], last["prakiraan_n1"], last["pagu"]) == (
        "100 Titik",
        "20 Titik",
        "30 Titik",
        250_000_000,
    )
    assert table.jumlah is not None
    assert table.jumlah["pagu"] == 250_000_000


def test_tc31_sets_the_rkpd_against_the_need_and_says_the_difference() -> None:
    plan = a_plan(a_rencana(pagu=650_000_000), a_rencana("2.16.03.2.02.0043", 10), rkpd=(an_rkpd(pagu=500_000_000), an_rkpd("2.16.02", 7)))
    table = official_table("t-c-31", plan)
    notes = [(row["rkpd_pagu"], row["keb_dana"], row["catatan"]) for row in table.rows]
    assert notes == [
        (7, None, "Tidak direncanakan oleh perangkat daerah."),
        (500_000_000, 650_000_000, "Penambahan Rp150.000.000 (30%)."),
        (None, 10, "Belum ada dalam rancangan awal RKPD."),
    ]
    assert table.jumlah is not None
    assert (table.jumlah["rkpd_pagu"], table.jumlah["keb_dana"]) == (500_000_007, 650_000_010)
    assert official_table("t-c-31", a_plan()).empty


def test_tc31_counts_no_money_twice_when_the_rkpd_lists_parents_and_children() -> None:
    plan = a_plan(rkpd=(an_rkpd("2.16.03", 400_000_000), an_rkpd("2.16.03.2.02.0040", 400_000_000)))
    table = official_table("t-c-31", plan)
    assert table.jumlah is not None
    assert table.jumlah["rkpd_pagu"] == 400_000_000
    assert [row["keb_dana"] for row in table.rows] == [400_000_000, 250_000_000]


def test_tc32_tells_what_became_of_each_proposal() -> None:
    usulan = (
        UsulanValue(
            "Camat Terbanggi Besar",
            "Musrenbang",
            "2.16.03.2.02.0040",
            "Akses internet kampung",
            "Kampung X",
            "Titik",
            "3 Titik",
            "diterima",
            "",
        ),
        UsulanValue("Warga", "Surat", "", "Menara baru", "", "", "", "ditolak", "Bukan kewenangan kabupaten."),
    )
    table = official_table("t-c-32", a_plan(usulan=usulan))
    assert [row["catatan"] for row in table.rows] == [
        "Usulan Camat Terbanggi Besar (Musrenbang). Diakomodasi pada 2.16.03.2.02.0040.",
        "Usulan Warga (Surat). Ditolak: Bukan kewenangan kabupaten.",
    ]


def test_tc30_needs_indicators_of_the_agency_itself() -> None:
    assert official_table("t-c-30", a_plan()).empty
    one = RenstraIndikatorValue("Indeks SPBE", "nilai_akhir", "Indeks", {2025: Decimal("2.6"), 2026: Decimal("2.8"), 2027: Decimal(3)}, None)
    renstra = RenstraValue(2025, 2029, (RenstraItemValue("", "sasaran", "Meningkatnya layanan digital", indikator=(one,)),))
    report = RealisasiValue("2.16", "Indeks SPBE", "nilai_akhir", "Indeks", None, None, None, Decimal("2.55"), Decimal("2.82"))
    (row,) = official_table("t-c-30", a_plan(renstra=renstra, realisasi=(report,)), units=False).rows
    assert (row["target_n2"], row["target_n1"], row["target_n"], row["target_np1"]) == (Decimal("2.6"), Decimal("2.8"), Decimal(3), None)
    assert (row["realisasi_n2"], row["realisasi_n1"]) == (Decimal("2.55"), Decimal("2.82"))


def test_tc30_prints_what_the_planner_says_and_reckons_a_note_where_there_is_none() -> None:
    two = [RenstraIndikatorValue(name, "nilai_akhir", "Indeks", {2025: Decimal("2.6")}, None) for name in ("Indeks SPBE", "Indeks KIP")]
    renstra = RenstraValue(2025, 2029, (RenstraItemValue("", "tujuan", "Layanan digital", indikator=tuple(two)),))
    report = RealisasiValue("2.16", "Indeks SPBE", "nilai_akhir", "Indeks", None, None, None, Decimal("2.55"), None)
    said = (LayananValue("indeks  kip", spm="Standar nasional", ikk="IKK 2.16", catatan="Perlu perhatian."),)
    first, second = official_table("t-c-30", a_plan(renstra=renstra, realisasi=(report,), layanan=said)).rows
    assert (first["spm"], first["ikk"], first["catatan"]) == (None, None, "Tahun 2025: 98,08% dari target.")
    assert (second["spm"], second["ikk"], second["catatan"]) == ("Standar nasional", "IKK 2.16", "Perlu perhatian.")


def test_rows_can_be_written_as_plain_data() -> None:
    table = official_table("t-c-33", a_plan())
    assert json.loads(json.dumps(table.rows)) == [dict(row) for row in table.rows]
