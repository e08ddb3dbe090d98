"""The invented plan that the demo and the sample folder share: one table of sub kegiatan, from which Renstra, isian and past years are derived.

Codes, names, indicators and units are the nomenclature's own; people, targets and money are invented (cli/gladi).
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from pathlib import Path

from renjana.organisasi.numerals import parse_decimal
from renjana.renja.values import IndikatorValue, RencanaValue, SumberDanaValue
from renjana.renstra.codes import URUSAN, level, parents, template
from renjana.renstra.nomenklatur import Entry, find_sumber_dana, shipped
from renjana.renstra.plan import PERCENT, IndikatorBaca, ItemBaca, RenstraBaca, final_target, tipe_of

DATA = Path(__file__).parent / "gladi"
YEARS = 5
ROUND = 500_000
HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Measure:
    """An indicator with its target in the first year of the Renstra and what every year adds."""

    uraian: str
    satuan: str
    target: Decimal
    tambah: Decimal
    awal: Decimal | None = None

    def at(self, year: int) -> Decimal:
        """The target of a year, counted from 0; percentages stop at a hundred, nothing falls below zero."""
        value = max(Decimal(0), self.target + year * self.tambah)
        return min(HUNDRED, value) if self.satuan in PERCENT else value

    def read(self, tahun_awal: int) -> IndikatorBaca:
        """As the Renstra holds it."""
        tipe = tipe_of(self.satuan)
        target = {tahun_awal + year: self.at(year) for year in range(YEARS)}
        return IndikatorBaca(self.uraian, self.satuan, tipe, target, self.awal, final_target(tipe, target))


@dataclass(frozen=True)
class Planned:
    """A sub kegiatan of the sample. `pagu` is that of the Renstra's first year, whole rupiah; `tumbuh` and `beda` are percent."""

    kode: str
    nama: str
    bidang: str
    measure: Measure
    pagu: int
    tumbuh: int
    beda: int
    lokasi: str
    sumber_dana: str
    kelompok_sasaran: str
    bulan: tuple[int, int]
    catatan: str

    def renstra_pagu(self, year: int) -> int:
        """What the Renstra gives it in a year, counted from 0."""
        return rounded(self.pagu * (1 + Decimal(self.tumbuh) / 100) ** year)

    def renja_pagu(self, year: int) -> int:
        """What the bidang asks for: the Renstra's, a few percent apart."""
        return rounded(self.renstra_pagu(year) * (1 + Decimal(self.beda) / 100))

    def value(self, year: int) -> RencanaValue:
        """As the bidang's isian of a year, counted from 0."""
        source = find_sumber_dana(self.sumber_dana)
        if source is None:
            raise LookupError(f"{self.sumber_dana} bukan sumber dana.")
        measure = self.measure
        return RencanaValue(
            kode=self.kode,
            nama=self.nama,
            bidang=self.bidang,
            pagu=self.renja_pagu(year),
            pagu_maju=self.renstra_pagu(year + 1),
            lokasi=self.lokasi,
            kelompok_sasaran=self.kelompok_sasaran,
            bulan_awal=self.bulan[0],
            bulan_akhir=self.bulan[1],
            catatan=self.catatan,
            indikator=(IndikatorValue(measure.uraian, tipe_of(measure.satuan), measure.satuan, measure.at(year), measure.at(year + 1)),),
            sumber_dana=(SumberDanaValue(source.kode, source.nama),),
        )


@dataclass(frozen=True)
class Head:
    """A node above the sub kegiatan that carries an indicator: tujuan, sasaran (empty code), program, kegiatan."""

    tingkat: str
    kode: str
    nama: str
    measure: Measure


def rounded(amount: Decimal | int) -> int:
    """Whole rupiah in steps of half a million, as plans are written."""
    return int((Decimal(amount) / ROUND).quantize(Decimal(1), ROUND_HALF_UP)) * ROUND


@lru_cache(maxsize=1)
def names() -> dict[str, Entry]:
    """The nomenclature by code."""
    return {entry.kode: entry for entry in shipped()}


def entry_of(kode: str) -> Entry:
    """The nomenclature's entry of a code, program penunjang under its own list."""
    return names().get(kode) or names()[template(kode)]


@lru_cache(maxsize=1)
def planned() -> tuple[Planned, ...]:
    """Every sub kegiatan of the sample, in order of code."""
    return tuple(_planned(row) for row in _table("rencana.csv"))


def _planned(row: dict[str, str]) -> Planned:
    entry = entry_of(row["kode"])
    return Planned(
        kode=row["kode"],
        nama=entry.nama,
        bidang=row["bidang"],
        measure=Measure(entry.indikator, entry.satuan, Decimal(row["target"]), Decimal(row["tambah"])),
        pagu=int(row["pagu"]),
        tumbuh=int(row["tumbuh"]),
        beda=int(row["beda"]),
        lokasi=row["lokasi"],
        sumber_dana=row["sumber_dana"],
        kelompok_sasaran=row["kelompok_sasaran"],
        bulan=(int(row["bulan_awal"]), int(row["bulan_akhir"])),
        catatan=row["catatan"],
    )


@lru_cache(maxsize=1)
def heads() -> tuple[Head, ...]:
    """Tujuan, sasaran, program and kegiatan with their indicators, in the order of the table."""
    return tuple(
        Head(
            row["tingkat"],
            row["kode"],
            row["nama"] or entry_of(row["kode"]).nama,
            Measure(row["indikator"], row["satuan"], parse_decimal(row["target"]), parse_decimal(row["tambah"]), parse_decimal(row["awal"])),
        )
        for row in _table("indikator.csv")
    )


def _table(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def isian_of(year: int, bidang: str) -> tuple[RencanaValue, ...]:
    """What one bidang plans for a year, counted from the Renstra's first as 0."""
    return tuple(row.value(year) for row in planned() if row.bidang == bidang)


def renstra(tahun_awal: int) -> RenstraBaca:
    """The five-year plan of the sample: tujuan and sasaran, then each program with its kegiatan and sub kegiatan."""
    items = list(_renstra_items(tahun_awal))
    return RenstraBaca(tahun_awal, tahun_awal + YEARS - 1, tuple(items), (), ())


def _renstra_items(tahun_awal: int) -> Iterator[ItemBaca]:
    goals = [head for head in heads() if not head.kode]
    measured = {head.kode: head for head in heads() if head.kode}
    place: dict[str, int] = {}
    count, sasaran = 0, None
    for head in goals:
        sasaran = count if head.tingkat == "sasaran" else sasaran
        yield ItemBaca(head.tingkat, "", head.nama, 0, 0 if head.tingkat == "sasaran" else None, indikator=(head.measure.read(tahun_awal),))
        count += 1
    for row in planned():
        parent: int | None = None
        for kode in parents(row.kode):
            if kode not in place:
                place[kode] = count
                above = _above(kode, parent, measured.get(kode), tahun_awal)
                yield replace(above, sasaran=sasaran) if above.tingkat == "program" else above
                count += 1
            parent = place[kode]
        pagu = {tahun_awal + year: row.renstra_pagu(year) for year in range(YEARS)}
        yield ItemBaca("sub_kegiatan", row.kode, row.nama, 0, parent, pagu, row.lokasi, (row.measure.read(tahun_awal),))
        count += 1


def _above(kode: str, parent: int | None, head: Head | None, tahun_awal: int) -> ItemBaca:
    own = (head.measure.read(tahun_awal),) if head else ()
    return ItemBaca(level(kode) or "", kode, URUSAN.get(kode) or entry_of(kode).nama, 0, parent, indikator=own)
