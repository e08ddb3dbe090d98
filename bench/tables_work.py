"""The work of `bench.tables`, loaded once Django is set up: a plan of 300 sub kegiatan, and three ways to its tables."""

import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Sum

from renjana.analisis.sheets import tables_workbook
from renjana.analisis.table_page import table_page
from renjana.organisasi.models import Bidang, Pemda, PerangkatDaerah
from renjana.renja.actions import store_rows
from renjana.renja.models import Indikator, RancanganRkpd, RealisasiLalu, RencanaSubKegiatan, Renja, SumberDanaRencana, Tahap, Usulan
from renjana.renja.queries import plan_values
from renjana.renja.tables import COLUMNS, OfficialTable, official_table
from renjana.renja.values import EvaluasiValue, IndikatorValue, PlanValues, RencanaValue, SumberDanaValue
from renjana.renstra.actions import install_nomenklatur
from renjana.renstra.codes import level, parents
from renjana.renstra.models import IndikatorRenstra, ItemRenstra, Renstra

NOW = datetime(2027, 1, 4, 1, tzinfo=UTC)
ROUNDS, PLAIN_ROUNDS, BUDGET = 9, 3, 0.3
TWO = (
    IndikatorValue("Jumlah titik", "akumulatif", "Titik", Decimal(12), Decimal(13)),
    IndikatorValue("Indeks", "persentase", "%", Decimal(90), Decimal(95)),
)
QUARTER, MONEY = (Decimal(1), Decimal(2), Decimal(3), None), (1, 2, 3, None)


def codes() -> list[str]:
    """Three hundred codes under three bidang urusan, 15 programs and 60 kegiatan."""
    return [
        f"2.{urusan}.{program:02d}.2.{kegiatan:02d}.{number:04d}"
        for urusan in ("16", "20", "21")
        for program in range(1, 6)
        for kegiatan in range(1, 5)
        for number in range(1, 6)
    ]


def a_stage() -> Tahap:
    """The plan with two indicators a sub kegiatan, and everything the tables set beside it."""
    pemda = Pemda.objects.create(nama="Kabupaten Uji", kode_wilayah="18.02", ibu_kota="Uji")
    pd = PerangkatDaerah.objects.create(pemda=pemda, kode="2.16", nama="Dinas Uji", singkatan="UJI", bidang_urusan=["2.16", "2.20", "2.21"])
    units = [Bidang.objects.create(perangkat_daerah=pd, kode=f"B{number}", nama=f"Bidang {number}", urutan=number) for number in range(5)]
    renstra = Renstra.objects.create(perangkat_daerah=pd, tahun_awal=2025, tahun_akhir=2029)
    edition = install_nomenklatur(NOW)
    tahap = Tahap.objects.create(renja=Renja.objects.create(perangkat_daerah=pd, tahun=2027, versi_nomenklatur=edition, renstra=renstra))
    for place, unit in enumerate(units):
        store_rows(tahap, unit, [a_row(kode, unit.kode) for kode in codes()[place :: len(units)]], by=None, now=NOW)
    beside(tahap, renstra)
    return tahap


def beside(tahap: Tahap, renstra: Renstra) -> None:
    """The Renstra, the years before, the RKPD and proposals."""
    for order, kode in enumerate(sorted({step for lowest in codes() for step in (*parents(lowest)[2:], lowest)})):
        pagu = {"2027": 5} if level(kode) == "sub_kegiatan" else {}
        item = ItemRenstra.objects.create(renstra=renstra, tingkat=level(kode) or "", kode=kode, nama=kode, urutan=order, pagu=pagu)
        IndikatorRenstra.objects.create(item=item, uraian="Jumlah titik", satuan="Titik", target={"2027": "12"}, target_akhir=60)
    past = {"indikator": "Jumlah titik", "satuan": "Titik", "target_n2": 9, "realisasi_n2": 8, "target_n1": 9}
    RealisasiLalu.objects.bulk_create(RealisasiLalu(tahap=tahap, kode=kode, **past) for kode in codes())
    RancanganRkpd.objects.bulk_create(RancanganRkpd(tahap=tahap, kode=kode, pagu=1_000_000) for kode in codes()[::2])
    Usulan.objects.bulk_create(Usulan(tahap=tahap, pengusul="Camat", uraian=kode, kode=kode) for kode in codes()[::8])


def a_row(kode: str, bidang: str) -> RencanaValue:
    """A sub kegiatan as a bidang fills it."""
    return RencanaValue(
        kode, f"Sub kegiatan {kode}", bidang, 1_000_000, 1_100_000, "Kabupaten", "Warga", 1, 12, "", TWO, (SumberDanaValue("1.1", "PAD"),)
    )


def with_quarters(values: PlanValues) -> PlanValues:
    """The plan with a year to evaluate."""
    rows = (EvaluasiValue(kode, "Jumlah titik", "akumulatif", "Titik", Decimal(9), 9, Decimal(1), 1, QUARTER, MONEY) for kode in codes())
    return replace(values, evaluasi=tuple(rows))


def ours(tahap: Tahap) -> list[OfficialTable]:
    """Every official table, from the database."""
    values = with_quarters(plan_values(tahap))
    return [official_table(kode, values) for kode in COLUMNS]


def anew(values: PlanValues) -> list[tuple[str, int, int]]:
    """Code and money of T-C.33 alone, every head filtered and added anew from the whole plan, as a grouping per level does."""
    found = []
    for kode in sorted({step for row in values.rows for step in (*parents(row.kode), row.kode)}):
        beneath = [row for row in values.rows if row.kode == kode or row.kode.startswith(f"{kode}.")]
        found.append((kode, sum(row.pagu or 0 for row in beneath), sum(row.pagu_maju or 0 for row in beneath)))
    return found


def by_query(tahap: Tahap) -> list[tuple[str, int, int]]:
    """The same from a query for each cell, with indicators and sources of each row asked for one by one."""
    found = []
    rows = RencanaSubKegiatan.objects.filter(tahap=tahap)
    for kode in sorted({step for row in rows for step in (*parents(row.kode), row.kode)}):
        beneath = rows.filter(kode__startswith=kode)
        money = [beneath.aggregate(total=Sum(key))["total"] or 0 for key in ("pagu", "pagu_maju")]
        if kode.count(".") == 5:
            list(Indikator.objects.filter(rencana__tahap=tahap, rencana__kode=kode))
            list(SumberDanaRencana.objects.filter(rencana__tahap=tahap, rencana__kode=kode))
        found.append((kode, money[0], money[1]))
    return found


def spent(label: str, work: Callable[[], Any], rounds: int) -> float:
    """Median CPU seconds of some rounds, printed."""
    taken = []
    for _ in range(rounds):
        before = time.process_time()
        work()
        taken.append(time.process_time() - before)
    median = statistics.median(taken)
    print(f"{label:<62} {median:7.3f} CPU-s")
    return median


def measure() -> int:
    """All three in one run, after a look that they say the same; then what a page and a workbook of them cost."""
    tahap = a_stage()
    values = with_quarters(plan_values(tahap))
    tables = {table.kode: table for table in ours(tahap)}
    printed = [(row["kode"], row["pagu"], row["pagu_maju"]) for row in tables["t-c-33"].rows if row["kode"]]
    assert printed == anew(values) == by_query(tahap), "the three ways differ"
    rows = sum(len(table.rows) for table in tables.values())
    print(f"{len(values.rows)} sub kegiatan, {len(tables)} tables, {rows} rows, medians of {ROUNDS} and {PLAIN_ROUNDS} rounds")
    ready = spent("every official table, with reading the plan from the database", lambda: ours(tahap), ROUNDS)
    grouped = spent("T-C.33's sums alone, every head added anew (plan in memory)", lambda: anew(values), PLAIN_ROUNDS)
    asked = spent("T-C.33's sums alone, a query for each cell", lambda: by_query(tahap), PLAIN_ROUNDS)
    spent("the page of T-C.33, ready for its template", lambda: table_page(tables["t-c-33"], 2027), ROUNDS)
    spent("a workbook of all tables, with formulas", lambda: tables_workbook(values, now=NOW), PLAIN_ROUNDS)
    print(f"{asked / ready:.1f} times all our tables for one by a query for each cell; {grouped / ready:.2f} times for its sums alone, added anew")
    return 0 if ready <= BUDGET else 1
