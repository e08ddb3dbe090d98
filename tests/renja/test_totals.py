"""Totals of every table against sums made another way: on the demo's plan, on a real agency's sheet, on generated plans."""

import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from renjana.cli.sample import isian_of
from renjana.renja.rows import Row
from renjana.renja.sipd import overview, pack
from renjana.renja.tables import COLUMNS, official_table
from renjana.renja.values import PlanValues, RencanaValue
from tests.renja.plans import BIDANG, a_plan, a_rencana, an_evaluasi, an_rkpd

pytestmark = pytest.mark.once

REAL = Path(__file__).resolve().parents[3] / "shared" / "data" / "renstra-contoh.xlsx"
UNITS = ("SEKRETARIAT", "IKP", "APTIKA", "STATISTIK", "PERSANDIAN")
CODE = st.builds("2.{}.{:02d}.2.{:02d}.{:04d}".format, st.sampled_from(["16", "20", "21"]), st.integers(1, 3), st.integers(1, 3), st.integers(1, 9))
AMOUNT = st.none() | st.integers(0, 10**13)
ROW = st.tuples(CODE, st.sampled_from(["IKP", "APTIKA"]), AMOUNT, AMOUNT)
ROWS = st.lists(ROW, min_size=1, max_size=25, unique_by=lambda one: one[:2])


def demo() -> PlanValues:
    return a_plan(*(row for unit in UNITS for row in isian_of(1, unit)))


def real() -> PlanValues:
    """The sheet that a real agency keeps, its third and fourth year as a plan. Parents are typed beside their children there: they are not read."""
    if not REAL.exists():
        pytest.skip("../shared is not there")
    sheet = openpyxl.load_workbook(REAL, data_only=True).active
    rows = []
    for cells in sheet.iter_rows(min_row=2, values_only=True):
        parts = str(cells[1] or "").lower().replace("x.xx", "1.03").split(".")
        if len(parts) == 6 and f"{'.'.join(parts[:5])}.{parts[5]:0>4}" not in {row.kode for row in rows}:
            kode = f"{'.'.join(parts[:5])}.{parts[5]:0>4}"
            rows.append(RencanaValue(kode, str(cells[2]), "IKP", round(cells[11] or 0), round(cells[13] or 0)))
    return a_plan(*rows, induk={})


def generated(rows: list[tuple[str, str, int | None, int | None]]) -> PlanValues:
    base = a_rencana()
    return a_plan(*(replace(base, kode=kode, bidang=bidang, pagu=pagu, pagu_maju=maju) for kode, bidang, pagu, maju in rows))


def beneath(plan: PlanValues, kode: str, key: str) -> int:
    """The sum of everything under a code, by the letters of the codes alone."""
    return sum(getattr(row, key) or 0 for row in plan.rows if row.kode == kode or row.kode.startswith(f"{kode}."))


def heads(rows: tuple[Row, ...]) -> Iterator[Row]:
    return (row for row in rows if row["baris"] in {"urusan", "bidang_urusan", "program", "kegiatan"})


def check(plan: PlanValues) -> None:
    for kode in ("t-c-33", "sipd-ri-17"):
        table = official_table(kode, plan)
        assert table.jumlah is not None
        for key in ("pagu", "pagu_maju"):
            total = sum(getattr(row, key) or 0 for row in plan.rows)
            assert table.jumlah[key] == total
            assert [row[key] for row in heads(table.rows)] == [beneath(plan, row["kode"], key) for row in heads(table.rows)]
            carriers = [row for row in table.rows if row["kunci"].count("~") == 2 and row[key] not in ("", None)]
            assert sum(row[key] for row in carriers) == total
            assert_linked(table.rows, table.jumlah, key)
    assert sum(entry.pagu for entry in pack(plan)) == overview(plan).jumlah["pagu"] == plan.total  # type: ignore[index]


def assert_linked(rows: tuple[Row, ...], jumlah: Row, key: str) -> None:
    """What each head names as its parts adds up to the head, and every part is named once."""
    named: list[int] = []
    for row in [*rows, jumlah]:
        places = row.get("dari", {}).get(key)
        if places is not None:
            assert sum(rows[place][key] or 0 for place in places) == row[key]
            named += places
    assert len(named) == len(set(named))


@pytest.mark.parametrize("plan", [demo, real])
def test_totals_equal_sums_made_by_letters(plan: Any) -> None:
    check(plan())


@given(ROWS)
def test_totals_hold_for_any_plan(rows: list[tuple[str, str, int | None, int | None]]) -> None:
    check(generated(rows))


def test_the_real_sheet_is_a_plan_of_many_rows() -> None:
    assert len(real().rows) > 50


@given(ROWS, st.lists(st.tuples(CODE, AMOUNT), max_size=6, unique_by=lambda one: one[0]), st.integers(1, 5))
def test_both_totals_of_tc31_count_every_rupiah_once(rows: Any, given_rows: list[tuple[str, int | None]], cut: int) -> None:
    plan = generated(rows)
    rkpd = {".".join(kode.split(".")[: cut + 1]): an_rkpd(".".join(kode.split(".")[: cut + 1]), pagu) for kode, pagu in given_rows}
    table = official_table("t-c-31", replace(plan, rkpd=tuple(rkpd.values())))
    if not rkpd:
        assert table.empty
        return
    assert table.jumlah is not None
    lowest = [kode for kode in rkpd if not any(other.startswith(f"{kode}.") for other in rkpd)]
    assert table.jumlah["rkpd_pagu"] == sum(rkpd[kode].pagu or 0 for kode in lowest)
    assert table.jumlah["keb_dana"] == plan.total
    for key in ("rkpd_pagu", "keb_dana"):
        assert sum(table.rows[place][key] or 0 for place in table.jumlah["dari"][key]) == table.jumlah[key]


@given(st.lists(st.tuples(CODE, AMOUNT, AMOUNT, AMOUNT), min_size=1, max_size=12, unique_by=lambda one: one[0]))
def test_totals_of_e81_equal_sums_made_by_letters(rows: list[tuple[str, int | None, int | None, int | None]]) -> None:
    reported = [an_evaluasi(kode, target_rp=target, lalu_rp=lalu, triwulan_rp=(first, None, 5, None)) for kode, target, lalu, first in rows]
    table = official_table("e-81-b", a_plan(evaluasi=tuple(reported)))
    (total,) = [row for row in table.rows if row["baris"] == "jumlah"]
    assert total["target_renja_rp"] == sum(target or 0 for _, target, _, _ in rows)
    assert total["realisasi_renja_rp"] == sum((first or 0) + 5 for *_, first in rows)
    for row in heads(table.rows):
        under = [one for one in rows if one[0].startswith(f"{row['kunci']}.")]
        assert row["realisasi_lalu_rp"] == sum(lalu or 0 for _, _, lalu, _ in under)
        assert row["realisasi_renstra_rp"] == sum((lalu or 0) + (first or 0) + 5 for _, _, lalu, first in under)


def test_two_bidang_with_one_sub_kegiatan_keep_both_rows_and_add() -> None:
    plan = a_plan(a_rencana(pagu=250_000_000), a_rencana(pagu=50_000_000, bidang="IKP"))
    table = official_table("t-c-33", plan)
    assert [(row["kunci"], row["pagu"]) for row in table.rows if row["baris"] == "sub_kegiatan"] == [
        ("2.16.03.2.02.0040~APTIKA~0", 250_000_000),
        ("2.16.03.2.02.0040~IKP~0", 50_000_000),
    ]
    check(plan)
    (entry,) = pack(plan)
    assert (entry.pagu, entry.bidang) == (300_000_000, (BIDANG[2].nama, BIDANG[1].nama))


def test_all_tables_of_three_hundred_sub_kegiatan_take_less_than_a_third_of_a_second() -> None:
    parts = product((16, 20, 21), range(5), range(4), range(5))
    codes = ["2.{}.{:02d}.2.{:02d}.{:04d}".format(*part) for part in parts]
    base = a_rencana()
    rows = [replace(base, kode=kode) for kode in codes]
    plan = a_plan(*rows, evaluasi=tuple(an_evaluasi(kode) for kode in codes), rkpd=tuple(an_rkpd(kode) for kode in codes[::2]))
    taken = []
    for _ in range(3):
        started = time.process_time()
        tables = [official_table(kode, plan) for kode in COLUMNS]
        taken.append(time.process_time() - started)
    assert sum(len(table.rows) for table in tables) > 1_500
    assert min(taken) < 0.3
