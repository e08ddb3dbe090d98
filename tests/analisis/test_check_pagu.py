"""Checks P01 to P09."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renjana.analisis.checks.pagu import unequal_sums
from renjana.analisis.findings import CheckValues
from renjana.renja.plan_rows import tc33
from renjana.renja.values import RenstraItemValue, RenstraValue, SumberDanaValue
from tests.analisis.planted import notes, plan_with, said
from tests.renja.plans import a_plan, a_rencana

pytestmark = pytest.mark.once


def a_renstra(*amounts: tuple[str, int], induk: str = "") -> RenstraValue:
    return RenstraValue(2025, 2029, tuple(RenstraItemValue(kode, "sub_kegiatan", "Nama", {2027: amount}, induk=induk) for kode, amount in amounts))


@pytest.mark.parametrize("kode", ["P01", "P02", "P03", "P06", "P07", "P08", "P09"])
def test_a_clean_plan_is_passed_in_silence(kode: str) -> None:
    assert notes(kode) == []


@pytest.mark.parametrize(("pagu", "word"), [(None, "belum diisi"), (0, "tertulis Rp0"), (-1, "tertulis -Rp1")])
def test_p01_names_a_sub_kegiatan_without_money(pagu: int | None, word: str) -> None:
    assert word in said("P01", plan_with(pagu=pagu))


def test_p02_names_a_head_that_is_not_the_sum_beneath_it() -> None:
    plan = a_plan()
    rows = [dict(row) for row in tc33(plan).rows]
    rows[2]["pagu"] += 7_327_480
    (note,) = unequal_sums(CheckValues(plan), rows)
    assert note.objek == "2.16.03"
    assert "tertulis Rp407.327.480, jumlah sub kegiatannya Rp400.000.000 (selisih Rp7.327.480)" in note.pesan


@given(st.lists(st.integers(0, 10**12), min_size=1, max_size=5))
def test_p02_never_blames_the_tables_that_the_product_prints(amounts: list[int]) -> None:
    codes = ["2.16.02.2.01.0014", "2.16.03.2.01.0004", "2.20.02.2.01.0018", "2.21.02.2.01.0006", "2.16.01.2.02.0001"]
    assert notes("P02", a_plan(*(a_rencana(code, amount) for code, amount in zip(codes, amounts, strict=False)))) == []


def test_p03_names_the_ceiling_and_by_how_much_it_is_passed() -> None:
    pesan = said("P03", replace(a_plan(), pagu_indikatif=399_000_000))
    assert "Rp400.000.000 melebihi pagu indikatif Rp399.000.000 sebesar Rp1.000.000" in pesan
    assert notes("P03", replace(a_plan(), pagu_indikatif=None)) == []
    assert notes("P03", replace(a_plan(), pagu_indikatif=400_000_000)) == []


def test_p06_names_a_program_far_from_its_renstra() -> None:
    far = replace(a_plan(), renstra=a_renstra(("2.16.03.2.02.0040", 300_000_000)))
    assert "33% di atas Renstra tahun 2027 (Rp300.000.000)" in said("P06", far)
    near = replace(a_plan(), renstra=a_renstra(("2.16.03.2.02.0040", 390_000_000)))
    assert notes("P06", near) == []
    assert "di atas" in said("P06", near, ambang={"P06": 1})


def test_p06_counts_rows_of_the_renstra_that_have_no_code() -> None:
    renstra = RenstraValue(
        2025,
        2029,
        (
            *a_renstra(("2.16.03.2.02.0040", 300_000_000)).items,
            RenstraItemValue("", "sub_kegiatan", "Tanpa kode", {2027: 100_000_000}, induk="2.16.03.2.02"),
        ),
    )
    assert notes("P06", replace(a_plan(), renstra=renstra)) == []


def test_p07_names_sources_that_do_not_add_up() -> None:
    sources = (SumberDanaValue("1.1", "PAD", 100_000_000), SumberDanaValue("1.2.1.01.02", "DAU", 100_000_000))
    assert "Rp200.000.000, pagu sub kegiatan Rp250.000.000" in said("P07", plan_with(sumber_dana=sources))


def test_p08_asks_for_the_money_ahead_or_for_a_reason() -> None:
    assert "pagu prakiraan maju 2028 belum diisi" in said("P08", plan_with(pagu_maju=None))
    assert "tanpa alasan" in said("P08", plan_with(pagu_maju=0))
    assert notes("P08", plan_with(pagu_maju=0, catatan="Selesai pada 2027.")) == []


def test_p09_tells_of_a_leap_ahead_unless_a_note_explains_it() -> None:
    assert "naik 60%" in said("P09", plan_with(pagu_maju=400_000_000))
    assert notes("P09", plan_with(pagu_maju=400_000_000, catatan="Penambahan titik.")) == []
