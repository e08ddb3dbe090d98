"""Reading a Renstra sheet as people keep it."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renjana.renstra.plan import RenstraBaca, default_start, final_target, tipe_of
from renjana.renstra.rules import read_renstra
from renjana.renstra.workbook import SheetRows

pytestmark = pytest.mark.once

YEARLY = [head for year in range(1, 6) for head in (f"TARGET TAHUN {year}", f"DANA TAHUN {year}")]
HEAD = ("SASARAN", "KODE", "PROGRAM DAN KEGIATAN", "SATUAN", "INDIKATOR", "DATA CAPAIAN AWAL", *YEARLY)
PROGRAM = (None, "x.xx.01", "PROGRAM PENUNJANG", None, 0, None, 240, 30)
KEGIATAN = (None, "x.xx.01.2.01", "Perencanaan", 0, 0, None, 84, 30)
SUB = (None, "x.xx.01.2.01.0001", "Dokumen perencanaan", "Dokumen", "Jumlah dokumen", 10, 12, 10, 12, 11)
SUB2 = (None, "x.xx.01.2.01.0002", "Dokumen RKA", "Dokumen", "Jumlah RKA", None, 1, 20)


def read(*rows: Sequence[Any], head: Sequence[str] = HEAD, bidang_urusan: Sequence[str] = ("2.16", "2.20"), **fields: Any) -> RenstraBaca:
    sheet = SheetRows("RENSTRA", (tuple(head), *(tuple(row) for row in rows)), **fields)
    return read_renstra([sheet], tahun_awal=2025, bidang_urusan=bidang_urusan)


def said(found: RenstraBaca) -> str:
    return "\n".join(str(doubt) for doubt in found.doubts)


def test_a_tree_is_read_with_money_and_targets_by_year() -> None:
    found = read(PROGRAM, KEGIATAN, SUB, SUB2)
    assert found.faults == ()
    assert [(item.tingkat, item.kode) for item in found.items] == [
        ("urusan", "2"),
        ("bidang_urusan", "2.16"),
        ("program", "2.16.01"),
        ("kegiatan", "2.16.01.2.01"),
        ("sub_kegiatan", "2.16.01.2.01.0001"),
        ("sub_kegiatan", "2.16.01.2.01.0002"),
    ]
    sub = found.items[4]
    assert sub.pagu == {2025: 10, 2026: 11}
    (one,) = sub.indikator
    assert (one.uraian, one.satuan, one.target, one.capaian_awal, one.target_akhir) == (
        "Jumlah dokumen",
        "Dokumen",
        {2025: Decimal(12), 2026: Decimal(12)},
        Decimal(10),
        Decimal(24),
    )
    assert (found.total(2025), found.total(2026), found.tahun_akhir) == (30, 11, 2029)


def test_zeros_stand_for_no_indicator_and_parents_carry_no_money() -> None:
    found = read(PROGRAM, KEGIATAN, SUB, SUB2)
    assert [item.indikator for item in found.items[:4]] == [(), (), (), ()]
    assert all(item.pagu == {} for item in found.items[:4])


def test_a_parent_typed_beside_its_children_is_compared_and_only_told() -> None:
    found = read(PROGRAM, (*KEGIATAN[:7], 31), SUB, SUB2)
    assert "Dana 2.16.01.2.01 tidak sama dengan jumlah di bawahnya (2025 tertulis Rp31, jumlahnya Rp30" in said(found)
    assert found.total(2025) == 30


def test_a_row_without_code_is_kept_under_its_kegiatan_and_named() -> None:
    found = read(PROGRAM, (*KEGIATAN[:7], 35), SUB, SUB2, (None, None, "Rehabilitasi", None, None, None, None, 5))
    (lost,) = found.without_code
    assert (lost.nama, lost.pagu, found.items[lost.induk or 0].kode) == ("Rehabilitasi", {2025: 5}, "2.16.01.2.01")
    assert "tidak berkode" in said(found)
    assert found.total(2025) == 35


def test_a_code_under_a_strange_parent_counts_where_its_code_says() -> None:
    found = read(KEGIATAN, (None, "2.16.02.2.01", "Informasi", None, None, None, None, 10), SUB)
    assert "ditulis di bawah 2.16.02.2.01, padahal menurut kodenya milik 2.16.01.2.01" in said(found)
    assert found.items[found.items[-1].induk or 0].kode == "2.16.01.2.01"


def test_fractions_of_a_rupiah_are_rounded_half_up_and_told() -> None:
    found = read(PROGRAM, KEGIATAN, (*SUB[:7], 10202248687.5), SUB2)
    assert found.items[4].pagu[2025] == 10202248688
    assert "1 nilai dana berpecahan dibulatkan ke rupiah penuh (H4)" in said(found)


def test_columns_are_found_by_their_heads_wherever_they_stand() -> None:
    head = ("Dana Tahun 2025", "INDIKATOR KINERJA", "Program/Kegiatan", "kode", "Target 2025", "Satuan")
    found = read((5, "Jumlah", "Dokumen", "2.16.01.2.01.0001", 3, "Laporan"), head=head)
    sub = found.items[-1]
    assert (sub.kode, sub.pagu, sub.indikator[0].target, found.faults) == ("2.16.01.2.01.0001", {2025: 5}, {2025: Decimal(3)}, ())


def test_a_head_of_three_rows_with_cells_joined_downwards_is_found() -> None:
    top = ("KODE REKENING", "Program / Kegiatan / Sub Kegiatan", "Tolok Ukur Kinerja", "Sat.", "TARGET DAN PENDANAAN", None)
    head = (top, (None, None, None, None, "Tahun 2025", None), (None, None, None, None, "Target", "Rp"))
    sheet = SheetRows("Matrik", (("MATRIK RENSTRA",), *head, ("2.16.01.2.01.0001", "Dokumen", "Jumlah", "Laporan", 3, 5)))
    found = read_renstra([sheet], tahun_awal=2025, bidang_urusan=("2.16",))
    sub = found.items[-1]
    assert (sub.kode, sub.pagu, sub.indikator[0].satuan, sub.indikator[0].target) == ("2.16.01.2.01.0001", {2025: 5}, "Laporan", {2025: Decimal(3)})


def test_a_title_above_the_head_does_no_harm() -> None:
    sheet = SheetRows("R", (("RENSTRA DINAS",), (), HEAD, PROGRAM, KEGIATAN, SUB))
    assert read_renstra([SheetRows("Sampul", (("judul",),)), sheet], tahun_awal=2025, bidang_urusan=("2.16",)).count("sub_kegiatan") == 1


def test_without_its_head_a_sheet_is_refused_in_one_sentence() -> None:
    (fault,) = read(("a",), head=("x", "y")).faults
    assert "Tidak ada lembar dengan judul kolom KODE" in fault.message


def test_money_that_is_text_is_read_or_named_by_its_cell() -> None:
    found = read(PROGRAM, KEGIATAN, (*SUB[:7], "Rp 1.500.000"), (*SUB2[:7], "seratus juta"))
    assert found.items[4].pagu == {2025: 1500000}
    (fault,) = found.faults
    assert (fault.row, fault.column) == (5, "DANA TAHUN 1")
    assert "Sel H5" in fault.message


def test_a_formula_never_calculated_is_a_fault_on_a_sub_kegiatan_and_nothing_on_a_parent() -> None:
    unread = {"H3": "Sel H3 berisi rumus", "H4": "Sel H4 berisi rumus yang belum dihitung"}
    found = read(PROGRAM, (*KEGIATAN[:7], None), (*SUB[:7], None), SUB2, unread=unread)
    assert [(fault.row, fault.message) for fault in found.faults] == [(4, "Sel H4 berisi rumus yang belum dihitung")]


def test_money_twice_on_one_code_is_a_fault_but_a_second_indicator_is_not() -> None:
    twice = read(PROGRAM, KEGIATAN, SUB, SUB)
    assert "sudah ada pada baris 4" in twice.faults[0].message
    more = read(PROGRAM, KEGIATAN, SUB, (None, None, None, "Laporan", "Jumlah laporan", None, 2), (*SUB[:4], "Jumlah lain", None, 3))
    assert [one.uraian for one in more.items[-1].indikator] == ["Jumlah dokumen", "Jumlah laporan", "Jumlah lain"]


def test_parents_that_are_missing_or_come_late_are_put_in_place() -> None:
    found = read(SUB, KEGIATAN, PROGRAM)
    assert [(item.kode, item.nama) for item in found.items[2:]] == [
        ("2.16.01", "PROGRAM PENUNJANG"),
        ("2.16.01.2.01", "Perencanaan"),
        ("2.16.01.2.01.0001", "Dokumen perencanaan"),
    ]


def test_a_bidang_urusan_typed_as_a_number_keeps_its_zero() -> None:
    found = read((None, 2.2, "STATISTIK", None, None, None, None, None), (None, 2, "URUSAN", None, None), SUB)
    assert [item.kode for item in found.items[:3]] == ["2", "2.20", "2.16"]


def test_a_total_row_counts_nothing() -> None:
    found = read(PROGRAM, KEGIATAN, SUB, (None, None, "JUMLAH", None, None, None, None, 999))
    assert found.total(2025) == 10


def test_sasaran_are_kept_once_with_their_indicators() -> None:
    found = read(("Meningkatnya layanan", None, None, "Indeks", "Indeks SPBE", 2.5, 2.6), ("Meningkatnya layanan", *PROGRAM[1:]), KEGIATAN, SUB)
    (sasaran,) = [item for item in found.items if item.tingkat == "sasaran"]
    assert (sasaran.nama, sasaran.indikator[0].uraian, sasaran.indikator[0].target) == (
        "Meningkatnya layanan",
        "Indeks SPBE",
        {2025: Decimal("2.6")},
    )


def test_a_target_that_is_no_number_is_left_empty_and_told() -> None:
    found = read(PROGRAM, KEGIATAN, (*SUB[:6], "dua belas", 10))
    assert found.items[-1].indikator[0].target == {}
    assert "Sel G4 berisi 'dua belas', bukan angka" in said(found)


@pytest.mark.parametrize(("tahun", "start"), [(2025, 2025), (2027, 2025), (2029, 2025), (2030, 2030), (2024, 2020)])
def test_the_period_of_a_year_is_its_five_years(tahun: int, start: int) -> None:
    assert default_start(tahun) == start


def test_the_unit_suggests_how_an_indicator_adds_up() -> None:
    assert [tipe_of(unit) for unit in ("%", "Persen", "Indeks", "Dokumen", "")] == [
        "persentase",
        "persentase",
        "nilai_akhir",
        "akumulatif",
        "akumulatif",
    ]
    assert final_target("nilai_akhir", {2025: Decimal(1), 2029: Decimal(3)}) == Decimal(3)
    assert final_target("akumulatif", {}) is None


@given(st.lists(st.integers(0, 10**12), min_size=1, max_size=12))
def test_the_total_is_the_sum_of_the_sub_kegiatan_whatever_parents_say(amounts: list[int]) -> None:
    subs = [(None, f"2.16.02.2.01.{place:04d}", "Sub", "Unit", "Jumlah", None, 1, amount) for place, amount in enumerate(amounts)]
    found = read((None, "2.16.02", "PROGRAM", None, None, None, None, 7), (None, "2.16.02.2.01", "Kegiatan", None), *subs)
    assert found.total(2025) == sum(amounts)
    assert found.count("sub_kegiatan") == len(amounts)
