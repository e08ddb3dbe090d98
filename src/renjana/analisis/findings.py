"""What the analysis works on and what it finds, as values."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from renjana.renja.values import PlanValues, RencanaValue

Severity = Literal["error", "warning", "info"]
ORDER: Mapping[str, int] = {"error": 0, "warning": 1, "info": 2}


@dataclass(frozen=True)
class Note:
    """One thing that a check found. `objek` is a code or a name; `letak` parts several notes of one check on one object.

    `tingkat` is only given where this note weighs another than its check.
    """

    bidang: str
    objek: str
    pesan: str
    letak: str = ""
    tingkat: Severity | None = None


@dataclass(frozen=True)
class CheckValues:
    """The plan with what the checks ask beside it. `sent` tells per bidang whether its isian was sent or excused; None while unknown.

    `ambang` holds the agency's own thresholds in percent, by check. `kolom` are the columns that the format asked for, None for all.
    """

    plan: PlanValues
    sent: Mapping[str, bool] | None = None
    ambang: Mapping[str, int] = field(default_factory=dict)
    kolom: frozenset[str] | None = None

    def label(self, kode: str) -> str:
        """A code with its name, as messages print it."""
        name = self.plan.name_of(kode)
        return kode if name == kode else f"{kode} {name}"

    def bidang_under(self, kode: str) -> str:
        """The bidang that plans beneath a code; "" when several do."""
        owners = {row.bidang for row in self.plan.rows_under(kode)}
        return owners.pop() if len(owners) == 1 else ""


@dataclass(frozen=True)
class Check:
    """A rule of the analysis: its id, how much it weighs, what it asks, where it comes from, and the function that looks.

    `kolom` is the column of the format that it needs; where the format left that out, the check stays silent.
    """

    kode: str
    tingkat: Severity
    aturan: str
    sumber: str
    find: Callable[[CheckValues], Iterable[Note]]
    kolom: str = ""


@dataclass(frozen=True)
class Finding:
    """A note under its check. `kunci` stays the same while the same thing is wrong with the same object."""

    kode: str
    tingkat: Severity
    bidang: str
    objek: str
    pesan: str
    letak: str = ""

    @property
    def kunci(self) -> str:
        """What makes this finding one and the same from analysis to analysis."""
        return "|".join((self.kode, self.bidang, self.objek, self.letak))[:300]


def on(row: RencanaValue, pesan: str, letak: str = "") -> Note:
    """A note on a sub kegiatan: its name, then the message."""
    return Note(row.bidang, row.kode, f"{row.kode} {row.nama}: {pesan}", letak)
