"""Where a figure of an official table comes from: what it sums, what it is computed from, or who filled it, where, when, in which version."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from renjana.alur.models import Run
from renjana.analisis.queries import plan_of
from renjana.analisis.sources import Fact, Told, source_of
from renjana.cetak.cell_formulas import OPERAND, PERCENT
from renjana.cetak.tables import cell_text
from renjana.organisasi.table import Column, Leaf, leaves
from renjana.renja.numbers import with_unit
from renjana.renja.rows import Row, key_of, split_key
from renjana.renja.tables import OfficialTable, official_table
from renjana.renja.values import PlanValues, RencanaValue

SUM = "Dijumlahkan dari {count} baris di bawahnya; tidak pernah diketik."
COMPUTED = "Dihitung dari kolom lain pada baris yang sama: {formula}."
BY_TYPE = " Rumus mengikuti tipe indikatornya, jadi berbeda dari kepala kolom."
FROM_PLAN = "Target rencana sub kegiatan dan indikator tingkat di atasnya, seperti pada Tabel T-C.33."
AVERAGE = "Rata-rata persentase semua indikator pada kolom ini."
PREDICATE = (
    "Kata pada skala predikat untuk rata-rata di atasnya: 91 ke atas Sangat Tinggi, 76 Tinggi, 66 Sedang, 51 Rendah, di bawahnya Sangat Rendah."
)


@dataclass(frozen=True)
class Part:
    """A figure that goes into another: its name, its value, and the address of its own origin ("" for none)."""

    nama: str
    nilai: str
    address: str = ""


@dataclass(frozen=True)
class Origin:
    """What the page of an origin shows. `cara` is a sentence; `parts` go into the figure; `facts`, `told`, `decided` say who filled it."""

    table: OfficialTable
    baris: str
    kolom: str
    nilai: str
    cara: str
    parts: tuple[Part, ...] = ()
    facts: tuple[Fact, ...] = ()
    told: tuple[Told, ...] = ()
    decided: tuple[str, ...] = field(default=())


def origin_of(run: Run, kode: str, kunci: str, kolom: str, *, zone: str) -> Origin | None:
    """The origin of one figure; None when the table has no such row or column now."""
    plan = plan_of(run)
    table = official_table(kode, plan)
    row = next((one for one in _rows(table) if one["kunci"] == kunci and kunci), None)
    leaf = next((one for one in leaves(table.columns) if one.key == kolom), None)
    if row is None or leaf is None:
        return None
    page = _Page(table, row, leaf, plan, f"{reverse('analisis:tabel', kwargs={'tahun': plan.tahun, 'kode': kode})}asal/")
    computed = page.summed() or page.computed()
    if computed is not None:
        return page.origin(*computed)
    if row["baris"] == "ringkasan":
        return page.origin(AVERAGE if kunci == "rata" else PREDICATE, ())
    if kode == "t-c-31" and kolom == "keb_dana":
        return page.origin(SUM.format(count=len(plan.rows_under(kunci))), page.needs())
    if kode == "t-c-31" and kolom == "keb_target":
        return page.origin(FROM_PLAN, page.targets())
    source = source_of(run, plan, kode, kunci, kolom, zone=zone)
    return page.origin(source.cara, (), source.facts, source.told, source.decided)


def _rows(table: OfficialTable) -> Iterator[Row]:
    yield from table.rows
    if table.jumlah:
        yield table.jumlah


@dataclass(frozen=True)
class _Page:
    """One figure of a table with what stands around it."""

    table: OfficialTable
    row: Row
    leaf: Leaf
    plan: PlanValues
    base: str

    @property
    def column(self) -> Column:
        return next(one for one in self.table.columns if self.leaf.key in {one.key, *(f"{one.key}_{part.lower()}" for part in one.sub)})

    def origin(self, cara: str, parts: tuple[Part, ...], *more: Any) -> Origin:
        """The figure with the sentence that says how it came to be."""
        part = self.leaf.key.removeprefix(self.column.key).strip("_")
        heads = " › ".join((*self.column.heads, *([part.upper() if part == "k" else "Rp"] if part else [])))
        text = cell_text(self.row.get(self.leaf.key), self.leaf, self.row["tingkat"]) or "-"
        return Origin(self.table, self.name(self.row), f"Kolom {self.column.no}: {heads}", text, cara, parts, *more)

    def name(self, row: Row) -> str:
        """What a row is called: code, name and, of a further indicator, its words."""
        kode, bidang, order = split_key(row["kunci"])
        if row["baris"] in {"jumlah", "perangkat_daerah"}:
            return f"Jumlah {self.plan.agency.nama}"
        if row["baris"] == "ringkasan":
            return str(row["program"])
        if "." not in kode and not kode.isdecimal():
            return kode
        if self.table.kode in {"t-c-30", "t-c-32"}:
            return str(row.get("prog") or row.get("indikator"))
        unit = next((one.nama for one in self.plan.bidang if one.kode == bidang), bidang)
        words = f" · {row.get('indikator')}" if order else ""
        return f"{kode} {self.plan.name_of(kode)}{words}" + (f" ({unit})" if unit else "")

    def _part(self, row: Row, leaf: Leaf, nama: str) -> Part:
        text = cell_text(row.get(leaf.key), leaf, row["tingkat"]) or "-"
        return Part(nama, text, f"{self.base}{row['kunci']}/{leaf.key}/" if text != "-" else "")

    def summed(self) -> tuple[str, tuple[Part, ...]] | None:
        """The rows that the figure is the sum of; None when it is no sum."""
        places = self.row.get("dari", {}).get(self.leaf.key)
        if places is None:
            return None
        rows = [self.table.rows[place] for place in places]
        return SUM.format(count=len(rows)), tuple(self._part(row, self.leaf, self.name(row)) for row in rows)

    def computed(self) -> tuple[str, tuple[Part, ...]] | None:
        """The columns that the figure is computed from; None when it is filled."""
        by_type = self.row.get("rumus", {}).get(self.leaf.key)
        formula = by_type or self.column.formula
        if formula is None or self.row["baris"] == "ringkasan":
            return None
        suffix = self.leaf.key.removeprefix(self.column.key)
        by_name = {str(one.no): one for one in self.table.columns} | {one.key: one for one in self.table.columns}
        used = [by_name[name] for name in OPERAND.findall(formula.removesuffix(PERCENT))]
        known = {leaf.key: leaf for leaf in leaves(self.table.columns)}
        parts = tuple(self._part(self.row, known[one.key + suffix], f"Kolom {one.no}: {one.heads[-1]}") for one in used)
        return _told(formula, {one.key: one.no for one in used}) + (BY_TYPE if by_type else ""), parts

    def needs(self) -> tuple[Part, ...]:
        """What a need of T-C.31 is the sum of: the plan's own rows, whose origin T-C.33 shows."""
        found = []
        for row in self.plan.rows_under(split_key(self.row["kunci"])[0]):
            text = cell_text(row.pagu, Leaf("pagu", "money", "Rp", 0))
            found.append(Part(self._planned(row), text, self._elsewhere(key_of(row.kode, row.bidang), "pagu") if row.pagu is not None else ""))
        return tuple(found)

    def targets(self) -> tuple[Part, ...]:
        """Where the target of a need of T-C.31 stands in T-C.33: on the sub kegiatan, or on the program or kegiatan itself."""
        kode = split_key(self.row["kunci"])[0]
        rows = [row for row in self.plan.rows_under(kode) if row.kode == kode]
        found = [
            Part(
                f"{self._planned(row)} · {one.uraian}",
                with_unit(one.target, one.satuan) or "-",
                self._elsewhere(key_of(kode, row.bidang, order), "target"),
            )
            for row in rows
            for order, one in enumerate(row.indikator)
        ]
        above = self.plan.induk.get(kode, ()) if not rows else ()
        name = f"{kode} {self.plan.name_of(kode)}"
        found += [
            Part(
                f"{name} · {one.uraian}",
                with_unit(one.target, one.satuan) or "-",
                self._elsewhere(key_of(kode, "", order) if order else kode, "target"),
            )
            for order, one in enumerate(above)
        ]
        return tuple(found)

    def _planned(self, row: RencanaValue) -> str:
        unit = next((one.nama for one in self.plan.bidang if one.kode == row.bidang), row.bidang)
        return f"{row.kode} {self.plan.name_of(row.kode)} ({unit})"

    def _elsewhere(self, kunci: str, kolom: str) -> str:
        """The origin of a figure of the plan, as T-C.33 shows it."""
        return f"{self.base.replace('t-c-31', 't-c-33')}{kunci}/{kolom}/"


def _told(formula: str, numbers: dict[str, int]) -> str:
    """A formula as a sentence, in numbers of columns as the head prints them."""
    percent = formula.endswith(PERCENT)
    words = OPERAND.sub(lambda match: str(numbers.get(match[0], match[0])), formula.removesuffix(PERCENT))
    if ";" in words:
        return f"Nilai terakhir yang terisi dari kolom {words.replace(';', ', ')}."
    if words.isdecimal():
        return f"Sama dengan kolom {words}."
    return COMPUTED.format(formula=words + (" × 100" if percent else ""))
