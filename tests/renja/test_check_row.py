"""Rows of a format as people write them."""

from decimal import Decimal
from typing import Any

import pytest

from renjana.renja.rules import FIELDS, check_row, join_rows, prefill, sources
from renjana.renja.values import IndikatorValue, RenstraIndikatorValue, RenstraItemValue, RenstraValue, SumberDanaValue

pytestmark = pytest.mark.once

GOOD: dict[str, Any] = {
    "kode": "x.xx.01.2.01.0001",
    "indikator": "Jumlah dokumen",
    "tipe": "Nilai akhir",
    "satuan": "Dokumen",
    "target": "95,5",
    "pagu": "1.500.000",
    "lokasi": "Gunung Sugih",
    "sumber_dana": "dana transfer umum-dana alokasi umum",
    "kelompok_sasaran": "ASN",
    "bulan_awal": "Januari",
    "bulan_akhir": 12,
    "target_maju": 97,
    "pagu_maju": 1650000,
    "catatan": "",
}


def test_the_fields_are_those_of_the_format() -> None:
    assert tuple(GOOD) == FIELDS


def test_a_good_row_becomes_values() -> None:
    row, faults = check_row(GOOD, row=2, main="2.16")
    assert faults == ()
    assert row is not None
    assert (row.kode, row.pagu, row.pagu_maju, row.bulan_awal, row.bulan_akhir) == ("2.16.01.2.01.0001", 1500000, 1650000, 1, 12)
    assert row.indikator == IndikatorValue("Jumlah dokumen", "nilai_akhir", "Dokumen", Decimal("95.5"), Decimal(97))
    assert row.sumber_dana == (SumberDanaValue("1.2.1.01.02", "Dana Transfer Umum-Dana Alokasi Umum"),)


def test_every_fault_of_a_row_is_told_with_its_column() -> None:
    bad = GOOD | {"kode": "Jumlah", "pagu": "seratus", "target": "banyak", "tipe": "naik", "bulan_awal": "lusa", "lokasi": "x" * 301}
    row, faults = check_row(bad, row=7, main="2.16")
    assert row is None
    assert [(fault.row, fault.column) for fault in faults] == [
        (7, "kode"),
        (7, "tipe"),
        (7, "target"),
        (7, "pagu"),
        (7, "lokasi"),
        (7, "bulan_awal"),
    ]


@pytest.mark.parametrize("value", ["1.50", "0.125", "1,500", 1500.5, "-5", True])
def test_money_that_could_be_read_two_ways_is_refused(value: Any) -> None:
    row, (fault, *_) = check_row(GOOD | {"pagu": value}, row=2, main="2.16")
    assert row is None
    assert fault.column == "pagu"


def test_what_is_empty_stays_empty_for_the_analysis_to_say() -> None:
    row, faults = check_row({"kode": "2.16.02.2.01.0014", "sumber_dana": "Uang kas"}, row=2, main="2.16")
    assert faults == ()
    assert row is not None
    assert (row.pagu, row.indikator, row.lokasi, row.bulan_awal) == (None, None, "", None)
    assert row.sumber_dana == (SumberDanaValue("", "Uang kas"),)


def test_the_unit_decides_the_type_that_nobody_wrote() -> None:
    row, _ = check_row(GOOD | {"tipe": "", "satuan": "%", "target": "90%"}, row=2, main="2.16")
    assert row is not None
    assert row.indikator is not None
    assert (row.indikator.tipe, row.indikator.target) == ("persentase", Decimal(90))


def test_several_sources_are_parted_by_semicolons() -> None:
    assert [source.kode for source in sources("PAD; 1.2.1.01.02;")] == ["1.1", "1.2.1.01.02"]
    assert [(source.kode, source.pagu) for source in sources("PAD = 40.000.000; 1.2.1.01.02=21,5 juta; 1.1 = banyak")] == [
        ("1.1", 40_000_000),
        ("1.2.1.01.02", 21_500_000),
        ("", None),
    ]


def test_rows_of_one_code_without_money_add_indicators() -> None:
    first, _ = check_row(GOOD, row=2, main="2.16")
    second, _ = check_row({"kode": GOOD["kode"], "indikator": "Jumlah laporan", "satuan": "Laporan", "target": 1}, row=3, main="2.16")
    assert first is not None
    assert second is not None
    (joined,), faults = join_rows([first, second], bidang="SEKRETARIAT", name_of=lambda kode: f"Nama {kode}")
    assert faults == ()
    assert (joined.nama, joined.pagu, [one.uraian for one in joined.indikator]) == (
        "Nama 2.16.01.2.01.0001",
        1500000,
        ["Jumlah dokumen", "Jumlah laporan"],
    )


def test_a_code_that_brings_money_twice_is_a_fault() -> None:
    rows = [check_row(GOOD, row=number, main="2.16")[0] for number in (2, 3)]
    joined, (fault,) = join_rows([row for row in rows if row], bidang="SEKRETARIAT", name_of=str)
    assert len(joined) == 1
    assert (fault.row, fault.column) == (3, "kode")
    assert "sudah ada pada baris 2" in fault.message


def test_the_renstra_prefills_a_year_and_the_next_under_new_codes() -> None:
    one = RenstraIndikatorValue("Jumlah titik", "akumulatif", "Titik", {2027: Decimal(3), 2028: Decimal(4)})
    renstra = RenstraValue(
        2025,
        2029,
        (
            RenstraItemValue("2.16.03", "program", "PROGRAM", {}),
            RenstraItemValue("2.16.03.2.02.0036", "sub_kegiatan", "Akses", {2027: 10, 2028: 11}, (one,)),
            RenstraItemValue("2.16.03.2.02.0099", "sub_kegiatan", "Tahun lain", {2025: 10}),
            RenstraItemValue("", "sub_kegiatan", "Tanpa kode", {2027: 10}),
        ),
    )
    (row,) = prefill(renstra, 2027, successors={"2.16.03.2.02.0036": "2.16.03.2.02.0040"})
    assert (row.kode, row.pagu, row.pagu_maju, row.bidang) == ("2.16.03.2.02.0040", 10, 11, "")
    assert row.indikator == (IndikatorValue("Jumlah titik", "akumulatif", "Titik", Decimal(3), Decimal(4)),)
