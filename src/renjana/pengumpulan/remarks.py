"""What the page of the grid says about its cells: faults and doubts, in a list above the grid and at each cell."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from renjana.pengumpulan.columns import BY_KEY
from renjana.pengumpulan.doubts import Consent
from renjana.pengumpulan.grid import GridLine, cell_id
from renjana.pengumpulan.reading import Finding
from renjana.pengumpulan.rules import Gap

SHORT = 60
"""Letters of a name that a line of the list shows."""


@dataclass(frozen=True)
class Remarks:
    """Sentences by the id of an input: `errors` have to be mended, `doubts` may be meant. `marks` are the doubts that were asked about so far;
    `sending` tells that the isian was to be sent.
    """

    errors: Mapping[str, str] = field(default_factory=dict)
    doubts: Mapping[str, str] = field(default_factory=dict)
    marks: Collection[str] = ()
    sending: bool = False

    @property
    def asks(self) -> bool:
        """Whether a second press stores what is doubted; not while something has to be mended."""
        return bool(self.doubts) and not self.errors


NOTHING = Remarks()


def remarks_on(findings: Iterable[Finding], asked: Sequence[Finding], consent: Consent) -> Remarks:
    """The faults among `findings` and the doubts that are asked, on the cells that they name."""
    marks = {*consent.marks, *(one.tanda for one in asked)}
    return Remarks(_by_cell(one for one in findings if one.blocking), _by_cell(asked), marks, consent.sending)


def remarks_on_stored(findings: Iterable[Finding], consent: Consent) -> Remarks:
    """The same on the grid of what is stored, whose lines count from 1 as read_stored counts them."""
    found = list(findings)
    doubts = [one for one in found if not one.blocking]
    errors = {cell_id(one.row, one.key): one.message for one in found if one.blocking}
    return Remarks(errors, {cell_id(one.row, one.key): one.message for one in doubts}, {*consent.marks, *(one.tanda for one in doubts)}, sending=True)


def _by_cell(findings: Iterable[Finding]) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in findings:
        found[one.cell] = f"{found[one.cell]} {one.message}" if one.cell in found else one.message
    return found


def gap_errors(gaps: Iterable[Gap], lines: Sequence[GridLine]) -> dict[str, str]:
    """Messages of empty cells by id of their input."""
    places: dict[str, list[int]] = {}
    for line in lines:
        places.setdefault(line.kode, []).append(line.number)
    return {cell_id(places[gap.kode][gap.nomor], gap.key): gap.message for gap in gaps if gap.nomor < len(places.get(gap.kode, ()))}


def summary(lines: Sequence[GridLine], told: Mapping[str, str], tahun: int) -> list[dict[str, Any]]:
    """The sentences above the grid, in the order of the lines: each with its row, sub kegiatan and column, linked to its cell."""
    found = []
    for line in lines:
        prefix = f"c{line.number}-"
        for place, message in told.items():
            if place.startswith(prefix):
                column = BY_KEY[place.removeprefix(prefix)]
                named = message.lower().startswith(column.label.split(" {")[0].lower())
                place_of = f"Baris {line.number}, {_called(line)}{'' if named else ', ' + column.judul(tahun)}"
                found.append({"id": place, "text": f"{place_of}: {message}"})
    return found


def _called(line: GridLine) -> str:
    if line.nama == line.kode:
        return line.kode
    return f"{line.kode} {line.nama if len(line.nama) <= SHORT else line.nama[:SHORT].rpartition(' ')[0] + '…'}"
