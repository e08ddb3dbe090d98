"""What the analysis works on and what it finds, as values."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any, Literal

from renjana.analisis.naskah import NaskahValue
from renjana.renja.values import PlanValues, RealisasiValue, RencanaValue, RenstraValue
from renjana.renstra.codes import parents

Severity = Literal["error", "warning", "info"]
ORDER: Mapping[str, int] = {"error": 0, "warning": 1, "info": 2}


@dataclass(frozen=True)
class Note:
    """One thing that a check found. `objek` is a code or a name; `letak` parts several notes of one check on one object.

    `kolom` and `nomor` name the cell of the bidang's format: the key of its column, and which indicator of the sub kegiatan (from 0).
    `tingkat` is only given where this note weighs another than its check.
    """

    bidang: str
    objek: str
    pesan: str
    letak: str = ""
    kolom: str = ""
    nomor: int = 0
    tingkat: Severity | None = None


@dataclass(frozen=True)
class FaktorValue:
    """Why an indicator missed or passed its target, and what is done about it, as the bidang says."""

    faktor: str = ""
    tindak_lanjut: str = ""


@dataclass(frozen=True)
class PrioritasValue:
    """The priorities and tags of a sub kegiatan; "" where nothing was said, "tidak ada" where there is none."""

    nasional: str = ""
    daerah: str = ""
    tag: tuple[str, ...] = ()


@dataclass(frozen=True)
class SipdValue:
    """What SIPD-RI holds of a sub kegiatan; whole rupiah, None where its cell is empty."""

    pagu: int | None
    pagu_maju: int | None


@dataclass(frozen=True)
class PastValue:
    """Money of year n-2 of a sub kegiatan, under its present code; whole rupiah, None while unknown."""

    pagu: int | None = None
    realisasi: int | None = None


@dataclass(frozen=True)
class CheckValues:
    """The plan with what the checks ask beside it; what is None is not known, and the checks that need it stay silent.

    `sent` tells per bidang whether its isian was sent or excused. `ambang` holds the agency's own thresholds by key. `kolom` are the
    columns that the format asked for. `tabel` holds printed rows of official tables by code. `faktor` is by code and words of the indicator
    (see `words`), `prioritas`, `sipd` and `lalu` by code of the sub kegiatan. `lampiran` are the kinds of proof at hand. `dianalisis` is
    when the latest analysis ran, for a look at a plan without a new one.
    """

    plan: PlanValues
    sent: Mapping[str, bool] | None = None
    ambang: Mapping[str, int] = field(default_factory=dict)
    kolom: frozenset[str] | None = None
    naskah: NaskahValue | None = None
    tabel: Mapping[str, Sequence[Mapping[str, Any]]] = field(default_factory=dict)
    faktor: Mapping[tuple[str, str], FaktorValue] | None = None
    prioritas: Mapping[str, PrioritasValue] | None = None
    sipd: Mapping[str, SipdValue] | None = None
    lalu: Mapping[str, PastValue] = field(default_factory=dict)
    lampiran: frozenset[str] | None = None
    dianalisis: datetime | None = None

    def label(self, kode: str) -> str:
        """A code with its name, as messages print it."""
        name = self.plan.name_of(kode)
        return kode if name == kode else f"{kode} {name}"

    def bidang_under(self, kode: str) -> str:
        """The bidang that plans beneath a code; "" when several do or none."""
        owners = self._owners.get(kode, set())
        return next(iter(owners)) if len(owners) == 1 else ""

    @cached_property
    def _owners(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for row in self.plan.rows:
            for step in (*parents(row.kode), row.kode):
                found.setdefault(step, set()).add(row.bidang)
        return found

    @cached_property
    def renstra_pagu(self) -> Mapping[str, int]:
        """What the Renstra plans for year n beneath each code."""
        return renstra_sums(self.plan.renstra, self.plan.tahun)

    def renstra_pagu_of(self, tahun: int) -> Mapping[str, int]:
        """The same for another year."""
        return renstra_sums(self.plan.renstra, tahun)

    @cached_property
    def reported(self) -> Mapping[str, tuple[RealisasiValue, ...]]:
        """Reports of earlier years by the present code of their sub kegiatan, kegiatan or program."""
        found: dict[str, list[RealisasiValue]] = {}
        for report in self.plan.realisasi:
            found.setdefault(self.plan.successors.get(report.kode, report.kode), []).append(report)
        return {kode: tuple(reports) for kode, reports in found.items()}

    def report_of(self, kode: str, uraian: str) -> RealisasiValue | None:
        """What was reported of an indicator, under the code's present or former number; None when nothing was."""
        return next((one for one in self.reported.get(kode, ()) if words(one.indikator) == words(uraian)), None)


def renstra_sums(renstra: RenstraValue | None, tahun: int) -> dict[str, int]:
    """What a Renstra plans in a year beneath each code, rows without a code under their parent; the whole under ""."""
    sums: dict[str, int] = {"": 0}
    for item in renstra.items if renstra else ():
        if item.tingkat == "sub_kegiatan":
            for step in {"", *parents(item.kode or f"{item.induk}.0000"), item.kode, item.induk}:
                sums[step] = sums.get(step, 0) + item.pagu.get(tahun, 0)
    return sums


def words(text: str) -> str:
    """A text without case and spare blanks, for comparison."""
    return " ".join(text.casefold().split())


@dataclass(frozen=True)
class Ambang:
    """A threshold that an agency may set for itself: its key, the default, the unit, what it means, where the default comes from."""

    kunci: str
    nilai: int
    satuan: str
    makna: str
    sumber: str = "kebiasaan kerja, bukan angka peraturan; tetapkan bersama Bappeda"


@dataclass(frozen=True)
class Check:
    """A rule of the analysis: its id, how much it weighs, what it asks, where it comes from, and the function that looks.

    `kolom` is the column of the format that it needs, `perlu` the data (see `at_hand`): without them the check stays silent and does not
    apply. `hilang` marks a rule whose findings say that something is not there at all. `gate` runs it again on the way to submission.
    """

    kode: str
    tingkat: Severity
    aturan: str
    sumber: str
    find: Callable[[CheckValues], Iterable[Note]]
    kolom: str = ""
    perlu: str = ""
    ambang: tuple[Ambang, ...] = ()
    hilang: bool = False
    gate: bool = False

    def applies(self, values: CheckValues) -> bool:
        """Whether the data that it needs are there."""
        asked = not self.kolom or values.kolom is None or self.kolom in values.kolom
        return asked and (not self.perlu or at_hand(self.perlu, values))

    def limit(self, values: CheckValues, place: int = 0) -> int:
        """The threshold that holds: the agency's own, else the default."""
        known = self.ambang[place]
        return values.ambang.get(known.kunci, known.nilai)


def at_hand(name: str, values: CheckValues) -> bool:
    """Whether these data exist: a part of the plan (renstra, realisasi, rkpd, usulan, nomenklatur, pagu_indikatif) or what stands beside it."""
    if name in {"renstra", "realisasi", "rkpd", "usulan", "nomenklatur", "pagu_indikatif"}:
        found = getattr(values.plan, name)
        return bool(found.items) if name == "renstra" and found is not None else bool(found)
    return getattr(values, name) is not None


Finder = Callable[[CheckValues], Iterable[Note]]


def check(kode: str, tingkat: Severity, aturan: str, sumber: str, **details: Any) -> Callable[[Finder], Check]:
    """Make a check of a function that looks; `details` are the further fields of Check."""

    def made(find: Finder) -> Check:
        return Check(kode, tingkat, aturan, sumber, find, **details)

    return made


@dataclass(frozen=True)
class Finding:
    """A note under its check. `kunci` stays the same while the same thing is wrong with the same object."""

    kode: str
    tingkat: Severity
    bidang: str
    objek: str
    pesan: str
    letak: str = ""
    kolom: str = ""
    nomor: int = 0

    @property
    def kunci(self) -> str:
        """What makes this finding one and the same from analysis to analysis."""
        return "|".join((self.kode, self.bidang, self.objek, self.letak))[:300]


def on(row: RencanaValue, pesan: str, letak: str = "", kolom: str = "kode", nomor: int = 0) -> Note:
    """A note on a cell of a sub kegiatan: its name, then the message."""
    nama = "" if row.nama == row.kode else row.nama.removeprefix(f"{row.kode} ")
    return Note(row.bidang, row.kode, f"{row.kode} {nama}".rstrip() + f": {pesan}", letak, kolom, nomor)
