"""The pictures as values: their figures agree with the plan, what is large is kept, and what is not there is said in a sentence."""

from dataclasses import replace
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from renjana.analisis.findings import CheckValues
from renjana.analisis.pictures import Picture, every_picture, of_collection, of_table
from renjana.analisis.pictures.parts import MOST
from renjana.cetak.drawing import NARROW, WIDE
from renjana.renja.values import RealisasiValue, RkpdValue
from tests.analisis.clean import a_clean
from tests.cetak.test_charts import faults
from tests.renja.plans import a_plan, a_rencana

WIB = ZoneInfo("Asia/Jakarta")
EMPTY = CheckValues(replace(a_plan(), rows=(), realisasi=(), rkpd=(), renstra=None, pagu_indikatif=None))


def by_key(values: CheckValues, lalu: dict[str, int] | None = None) -> dict[str, Picture]:
    return {one.kunci: one for one in every_picture(values, lalu or {}, WIB)}


def last_year(values: CheckValues) -> dict[str, int]:
    """Everything a fifth lower, and one program that ended."""
    return {row.kode: (row.pagu or 0) * 4 // 5 for row in values.plan.rows} | {"2.16.90.2.01.0001": 7_000_000}


def test_without_data_every_picture_is_a_sentence() -> None:
    found = by_key(EMPTY)
    assert {one.kunci for one in found.values() if one.draw} == set()
    assert {kunci: one.alasan for kunci, one in found.items() if kunci in {"perubahan", "capaian-program", "plafon-bidang", "rkpd-program"}} == {
        "perubahan": "Data Renja 2026 tidak tersedia, sehingga perubahan pagu belum dapat digambarkan.",
        "capaian-program": "Realisasi Tahun 2025 belum dilaporkan, sehingga capaian program belum dapat digambarkan.",
        "plafon-bidang": "Pagu indikatif belum ditetapkan, sehingga pagu belum dapat dibandingkan dengannya.",
        "rkpd-program": "Rancangan awal RKPD belum memuat pagu, sehingga batas setiap program belum dapat digambarkan.",
    }
    assert all(one.alasan.endswith(".") for one in found.values())


def test_what_is_missing_leaves_its_series_out_and_is_said() -> None:
    picture = by_key(CheckValues(replace(a_plan(), renstra=None)))["pagu-program"]
    assert [column.label for column in picture.columns] == ["Kode", "Nama", "Renja 2027 (Rp)"]
    assert picture.catatan == "Data Renja 2026 dan Renstra 2027 tidak tersedia, sehingga tidak dibandingkan."


@pytest.mark.parametrize("size", [5, 300])
def test_every_picture_of_a_plan_sums_to_it_and_is_drawn_without_a_fault_in_both_frames(size: int) -> None:
    values = a_clean(size).analysis
    found = by_key(values, last_year(values))
    assert all(one.draw for one in found.values())
    total = values.plan.total
    assert found["sumber-dana"].jumlah == {"nama": "Jumlah", "pagu": total, "bagian": Decimal(100)}
    assert sum(row["pagu"] for row in found["sumber-dana"].rows) == total
    assert {found[f"plafon-{what}"].rows[-1]["pagu"] for what in ("program", "bidang", "sumber-dana")} == {0}
    changed = found["perubahan"].jumlah or {}
    assert (changed["kini"], changed["selisih"]) == (total, total - changed["lalu"])
    assert sum(row["selisih"] for row in found["perubahan"].rows) == changed["selisih"]
    drawings = [one.draw(frame) for one in found.values() for frame in (WIDE, NARROW) if one.draw]
    assert [fault for chart in drawings for fault in faults(chart)] == []
    assert max(len(chart.svg) for chart in drawings) < 24_000


def test_a_program_of_last_year_that_ended_stands_in_the_changes_and_replaced_codes_count_under_the_new_one() -> None:
    plan = a_plan(a_rencana("2.16.03.2.02.0043", 150_000_000))
    values = CheckValues(replace(plan, successors={"2.16.99.2.01.0001": "2.16.03.2.02.0043"}))
    rows = by_key(values, {"2.16.99.2.01.0001": 100_000_000, "2.20.02.2.01.0019": 9_000_000})["perubahan"].rows
    assert [(row["kode"], row["lalu"], row["kini"], row["selisih"]) for row in rows] == [
        ("2.16.03", 100_000_000, 150_000_000, 50_000_000),
        ("2.20.02", 9_000_000, 0, -9_000_000),
    ]
    same = by_key(values, {"2.16.03.2.02.0043": 150_000_000})["perubahan"]
    assert same.alasan == "Pagu setiap program sama dengan Renja 2026."


def test_achievement_of_a_program_is_the_mean_of_its_indicators_with_its_predikat() -> None:
    def report(kode: str, reached: int | None) -> RealisasiValue:
        done = None if reached is None else Decimal(reached)
        return RealisasiValue(kode, f"Indikator {kode} {reached}", "akumulatif", "Titik", Decimal(100), Decimal(0), Decimal(100), done, Decimal(9))

    reports = (report("2.16.03.2.02.0040", 80), report("2.16.03.2.02.0040", 41), report("2.16.03", None), report("2.20.02.2.01.0018", None))
    picture = by_key(CheckValues(replace(a_plan(), realisasi=reports)))["capaian-program"]
    keys = ("kode", "indikator", "dinilai", "capaian", "predikat")
    assert [tuple(row[key] for key in keys) for row in picture.rows] == [
        ("2.16.03", 3, 2, Decimal("60.50"), "Rendah"),
        ("2.20.02", 1, 0, None, "belum dapat dinilai"),
    ]


def test_thirty_programs_draw_the_largest_and_list_all() -> None:
    rows = tuple(replace(a_rencana(), kode=f"2.16.{number:02d}.2.01.0001", pagu=number * 10**8) for number in range(1, 31))
    values = CheckValues(replace(a_plan(), rows=rows, rkpd=tuple(RkpdValue(row.kode, "", "", "", row.pagu) for row in rows), pagu_indikatif=10**11))
    for picture in by_key(values, {row.kode: 10**6 for row in rows}).values():
        if picture.draw is not None and picture.kunci != "capaian-program":
            chart = picture.draw(WIDE)
            height = float(chart.svg.partition('viewBox="0 0 640 ')[2].partition('"')[0])
            assert height < 880, picture.kunci
            assert faults(chart) == []
    assert len(by_key(values)["pagu-program"].rows) == 30
    assert by_key(values)["pagu-program"].catatan.endswith(f"Yang digambarkan {MOST} program dengan pagu terbesar.")


def test_the_document_takes_every_picture_of_the_page_beside_an_official_table_or_in_its_annex() -> None:
    values = a_clean(5).analysis
    found = {kode: [one.kunci for one in of_table(kode, values, {})] for kode in ("t-c-29", "t-c-30", "t-c-31", "t-c-33", "sipd-ri-17")}
    assert found == {
        "t-c-29": ["capaian-program"],
        "t-c-30": [],
        "t-c-31": ["rkpd-program"],
        "t-c-33": ["pagu-program", "sumber-dana", "plafon-program", "plafon-bidang", "plafon-sumber-dana"],
        "sipd-ri-17": ["perubahan"],
    }
    annexed = [one.kunci for one in of_collection(values, WIB)]
    assert sorted([key for keys in found.values() for key in keys] + annexed) == sorted(by_key(values))
