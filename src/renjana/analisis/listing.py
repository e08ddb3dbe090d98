"""The list of findings as the page shows it: filters with their counts, lines with the words around a finding."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from renjana.analisis.checks import BY_CODE
from renjana.analisis.models import Temuan
from renjana.analisis.places import Place, place_for
from renjana.analisis.scoring import GROUPS
from renjana.renstra.codes import level, program_of

TONES = {"error": "red", "warning": "amber", "info": "blue"}
ICONS = {"error": "warning", "warning": "clock", "info": "info"}
LABELS = {"error": "Kesalahan", "warning": "Peringatan", "info": "Catatan"}
LEVELS = (
    ("", "Terbuka", ""),
    *((key, label, ICONS[key]) for key, label in LABELS.items()),
    ("dijawab", "Dijawab", "comment"),
    ("diabaikan", "Diabaikan", "check"),
    ("selesai", "Sudah diperbaiki", "check-circle"),
)
SHORT = 30
DECIDED = frozenset({"diabaikan", "selesai", "dijawab"})


@dataclass(frozen=True)
class Asked:
    """What the page was asked to show; "" where everything is meant. `tingkat` is a level of open findings, or a status."""

    tingkat: str = ""
    bidang: str = ""
    kelompok: str = ""
    program: str = ""

    def takes(self, row: Temuan) -> bool:
        """Whether the page shows this finding."""
        if self.tingkat in DECIDED:
            return row.status == self.tingkat and self.about(row)
        return row.is_open and (not self.tingkat or row.tingkat == self.tingkat) and self.about(row)

    def about(self, row: Temuan) -> bool:
        """The same without looking at level and status."""
        return (
            (not self.bidang or row.bidang == self.bidang)
            and (not self.kelompok or row.kode[0] in self.kelompok)
            and (not self.program or program_in(row.objek) == self.program)
        )

    @property
    def query(self) -> str:
        """The query of the address."""
        given = {key: value for key, value in vars(self).items() if value}
        return f"?{urlencode(given)}#temuan" if given else "?#temuan"


@dataclass(frozen=True)
class FilterLink:
    """A filter as a link, with how many findings it shows."""

    label: str
    query: str
    jumlah: int
    current: bool
    icon: str = ""


@dataclass(frozen=True)
class Choice:
    """A filter as a list to choose from: its name, its words, its options as (value, label)."""

    name: str
    label: str
    value: str
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Filters:
    """What was asked, the links by level and status, the further choices."""

    asked: Asked
    by_tingkat: tuple[FilterLink, ...]
    choices: tuple[Choice, ...]


def program_in(objek: str) -> str:
    """The program that a finding is about; "" for one that names no code from program down."""
    return program_of(objek) if level(objek) in {"program", "kegiatan", "sub_kegiatan"} and objek[:1].isdigit() else ""


def read_filters(query: Mapping[str, str], rows: Sequence[Temuan], figures: Mapping[str, Any]) -> Filters:
    """From the query of the address; words it does not know are passed over. `figures` are those of the analysis."""
    options = {
        "bidang": tuple((kode, nama) for kode, nama, _ in figures["per_bidang"]),
        "kelompok": tuple((letters, nama) for nama, letters, _ in GROUPS),
        "program": tuple((kode, _short(kode, nama)) for kode, nama, *_ in figures["per_program"]),
    }
    known = {"tingkat": {key for key, _, _ in LEVELS}, **{name: {value for value, _ in found} for name, found in options.items()}}
    asked = Asked(**{name: query.get(name, "") if query.get(name, "") in values else "" for name, values in known.items()})
    about = [row for row in rows if asked.about(row)]
    links = tuple(
        FilterLink(label, one.query, sum(one.takes(row) for row in about), key == asked.tingkat, icon)
        for key, label, icon in LEVELS
        for one in (replace(asked, tingkat=key),)
    )
    labels = {"bidang": "Bidang", "kelompok": "Kelompok", "program": "Program"}
    choices = tuple(Choice(name, labels[name], getattr(asked, name), found) for name, found in options.items())
    return Filters(asked, links, choices)


def _short(kode: str, nama: str) -> str:
    name = nama.removeprefix("PROGRAM ").removeprefix("Program ").capitalize()
    return f"{kode} {name if len(name) <= SHORT else name[:SHORT].rpartition(' ')[0] + ' …'}"


@dataclass(frozen=True)
class FindingLine:
    """A finding as the list shows it. `tempat` is where it is corrected; None when this person has no way there."""

    temuan: Temuan
    tone: str
    icon: str
    label: str
    aturan: str
    sumber: str
    bidang: str
    tempat: Place | None


def finding_lines(rows: Iterable[Temuan], names: Mapping[str, str], roles: Set[str]) -> list[FindingLine]:
    """Findings with the words around them, for a person of these roles. `names` gives the names of bidang by code."""
    lines = []
    for row in rows:
        check = BY_CODE.get(row.kode)
        tone, icon, label = TONES[row.tingkat], ICONS[row.tingkat], LABELS[row.tingkat]
        if row.status == Temuan.Status.DIABAIKAN:
            tone, icon, label = "green", "check", "Diabaikan"
        elif row.status == Temuan.Status.SELESAI:
            tone, icon, label = "green", "check-circle", "Sudah diperbaiki"
        lines.append(
            FindingLine(
                temuan=row,
                tone=tone,
                icon=icon,
                label=label,
                aturan=check.aturan if check else "",
                sumber=check.sumber if check else "",
                bidang=names.get(row.bidang, row.bidang),
                tempat=place_for(row, roles),
            )
        )
    return lines
