"""Any Renstra that can be written into a sheet comes back as the same tree, whatever the order of its columns and the words of its heads."""

import io
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from renjana.renstra.pemetaan import HEADS, LABELS, Pemetaan, find_pemetaan, from_data, parse, to_toml
from renjana.renstra.plan import RenstraBaca, final_target
from renjana.renstra.rules import read_renstra
from renjana.renstra.workbook import SheetRows, column_letters, read_workbook

pytestmark = pytest.mark.once

WORD = st.text(st.characters(whitelist_categories=("Lu", "Ll")), min_size=3, max_size=12).map(lambda word: f"Nama {word}")
MONEY = st.integers(1, 10**12)
TARGET = st.integers(1, 10**6)
YEARLY = {
    "target": ("TARGET TAHUN {k}", "Target {y}", "target tahun ke-{k}", "Target Kinerja Tahun {y}", "Tahun {y} Target"),
    "dana": ("DANA TAHUN {k}", "Pagu {y}", "Anggaran tahun ke {k}", "Pagu Indikatif Tahun {y}", "Rp Tahun {y}", "Tahun {y} (Rp)"),
}


@dataclass(frozen=True)
class Leaf:
    """A sub kegiatan to be written: where it stands, its name, money and targets by year."""

    kode: str
    nama: str
    satuan: str
    indikator: str
    pagu: tuple[int, ...]
    target: tuple[int, ...]


@st.composite
def plans(draw: Any) -> list[Leaf]:
    codes = draw(st.sets(st.tuples(st.integers(2, 5), st.integers(1, 3), st.integers(1, 40)), min_size=1, max_size=12))
    years = draw(st.sampled_from([5, 6]))
    return [
        Leaf(
            f"2.16.{program:02d}.2.{kegiatan:02d}.{sub:04d}",
            draw(WORD),
            draw(st.sampled_from(["Dokumen", "%", "Indeks", "Orang"])),
            draw(WORD),
            tuple(draw(MONEY) for _ in range(years)),
            tuple(draw(TARGET) for _ in range(years)),
        )
        for program, kegiatan, sub in sorted(codes)
    ]


@st.composite
def headed(draw: Any) -> tuple[list[Leaf], list[str], dict[str, str]]:
    """A plan, the keys of its columns in some order, and a head for each out of the known ones."""
    plan = draw(plans())
    years = range(1, len(plan[0].pagu) + 1)
    keys = ["kode", "uraian", "satuan", "indikator", *(f"{kind}_{year}" for year in years for kind in YEARLY)]
    heads = {}
    for key in keys:
        kind, _, number = key.partition("_")
        choices = HEADS[key] if key in HEADS else YEARLY[kind]
        heads[key] = draw(st.sampled_from(choices)).format(k=number, y=2024 + int(number or 0)).upper()
    return plan, draw(st.permutations(keys)), heads


def cell(leaf: Leaf, key: str) -> Any:
    kind, _, number = key.partition("_")
    if kind == "dana":
        return float(leaf.pagu[int(number) - 1])
    if kind == "target":
        return leaf.target[int(number) - 1]
    return leaf.nama if key == "uraian" else getattr(leaf, key)


def read(sheets: Any, **fields: Any) -> RenstraBaca:
    return read_renstra(sheets, tahun_awal=2025, bidang_urusan=("2.16",), **fields)


def check_same(found: RenstraBaca, plan: list[Leaf]) -> None:
    """The sub kegiatan that were read are those that were written, under the parents that their codes name."""
    assert found.faults == ()
    leaves = [item for item in found.items if item.tingkat == "sub_kegiatan"]
    assert [(item.kode, item.nama) for item in leaves] == [(leaf.kode, leaf.nama) for leaf in plan]
    for item, leaf in zip(leaves, plan, strict=True):
        (one,) = item.indikator
        target = {2025 + place: Decimal(number) for place, number in enumerate(leaf.target)}
        assert item.pagu == {2025 + place: money for place, money in enumerate(leaf.pagu)}
        assert (one.uraian, one.satuan, one.target, one.target_akhir) == (leaf.indikator, leaf.satuan, target, final_target(one.tipe, target))
        assert item.induk is not None
        assert found.items[item.induk].kode == leaf.kode[:12]
    for year in range(2025, found.tahun_akhir + 1):
        assert found.total(year) == sum(leaf.pagu[year - 2025] for leaf in plan)


@given(headed())
def test_a_plan_comes_back_whatever_the_order_of_columns_and_the_words_of_heads(drawn: tuple[list[Leaf], list[str], dict[str, str]]) -> None:
    plan, order, heads = drawn
    rows = tuple(tuple(cell(leaf, key) for key in order) for leaf in plan)
    found = read([SheetRows("Sampul", (("judul",),)), SheetRows("R", (tuple(heads[key] for key in order), *rows))])
    check_same(found, plan)
    assert found.tahun_akhir == 2024 + len(plan[0].pagu)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(headed())
def test_a_workbook_of_another_writer_comes_back_too(drawn: tuple[list[Leaf], list[str], dict[str, str]]) -> None:
    plan, order, heads = drawn
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([heads[key] for key in order])
    for leaf in plan:
        sheet.append([cell(leaf, key) for key in order])
    book.save(target := io.BytesIO())
    check_same(read(read_workbook(target.getvalue(), name="r.xlsx")), plan)


@given(headed())
def test_told_by_hand_a_sheet_without_a_known_head_comes_back(drawn: tuple[list[Leaf], list[str], dict[str, str]]) -> None:
    plan, order, _ = drawn
    sheets = [SheetRows("R", (("x",) * len(order), *(tuple(cell(leaf, key) for key in order) for leaf in plan)))]
    assert find_pemetaan(sheets, tahun_awal=2025) is None
    told = Pemetaan("R", 1, {key: place for place, key in enumerate(order)})
    check_same(read(sheets, pemetaan=told), plan)
    check_same(read(sheets, pemetaan=parse(to_toml(told))), plan)


@given(plans())
def test_a_code_glued_to_its_name_needs_no_column_of_its_own(plan: list[Leaf]) -> None:
    keys = [f"{kind}_{year}" for year in range(1, len(plan[0].pagu) + 1) for kind in YEARLY]
    head = ("Program dan kegiatan", "Satuan", "Indikator", *(f"{key.replace('_', ' tahun ')}" for key in keys))
    rows = [(f"{leaf.kode} - {leaf.nama}", leaf.satuan, leaf.indikator, *(cell(leaf, key) for key in keys)) for leaf in plan]
    check_same(read([SheetRows("R", (head, *rows))]), plan)


def test_a_head_of_two_rows_and_a_row_of_numbers_are_understood() -> None:
    top = ("KODE", "PROGRAM/KEGIATAN", "INDIKATOR", "SATUAN", "TAHUN 2025", None, "TAHUN 2026", None)
    below = (None, None, None, None, "TARGET", "Rp", "TARGET", "Rp")
    row = ("2.16.02.2.01.0001", "Nama", "Jumlah", "Dokumen", 3, 1000, 4, 2000)
    (leaf,) = [item for item in read([SheetRows("R", (("RENSTRA",), top, below, tuple(range(1, 9)), row))]).items if item.tingkat == "sub_kegiatan"]
    assert (leaf.pagu, leaf.indikator[0].target) == ({2025: 1000, 2026: 2000}, {2025: 3, 2026: 4})


def test_tujuan_and_sasaran_stand_above_the_programs_that_serve_them() -> None:
    head = ("TUJUAN", "SASARAN", "KODE", "PROGRAM DAN KEGIATAN", "TIPE", "SATUAN", "INDIKATOR", "TARGET TAHUN 1", "DANA TAHUN 1")
    rows = [
        ("Tata kelola", None, None, None, "nilai akhir", "Indeks", "Indeks SPBE", 2.6, None),
        ("Tata kelola", "Layanan digital", None, None, "tren negatif", "Hari", "Lama layanan", 3, None),
        (None, None, "2.16.02", "PROGRAM", None, "%", "Persentase", 80, None),
        (None, None, "2.16.02.2.01.0001", "Sub", "rumus aneh", "Dokumen", "Jumlah", 1, 10),
    ]
    found = read([SheetRows("R", (head, *rows))])
    by_level = {item.tingkat: item for item in found.items}
    program, sasaran = by_level["program"], by_level["sasaran"]
    assert (by_level["tujuan"].nama, by_level["tujuan"].indikator[0].tipe) == ("Tata kelola", "nilai_akhir")
    assert (sasaran.nama, sasaran.indikator[0].tipe, found.items[sasaran.induk or 0].nama) == ("Layanan digital", "tren_negatif", "Tata kelola")
    assert program.sasaran is not None
    assert found.items[program.sasaran].nama == "Layanan digital"
    assert [doubt.cell for doubt in found.doubts if doubt.kind == "tipe"] == ["E5"]


@given(
    st.dictionaries(st.sampled_from(sorted(LABELS)), st.integers(0, 200), max_size=12),
    st.text(max_size=20),
    st.dictionaries(st.text(min_size=1, max_size=20), st.just("2.16.02.2.01.0001"), max_size=4),
)
def test_a_mapping_is_the_same_after_toml(kolom: dict[str, int], lembar: str, kode: dict[str, str]) -> None:
    kolom = {key: place for place, key in {place: key for key, place in kolom.items()}.items()} | {"uraian": 300, "dana_1": 301}
    told = Pemetaan(lembar, 4, kolom, kode, 2025)
    assert parse(to_toml(told)) == told == from_data(told.as_data())
    assert column_letters(301) in to_toml(told)
