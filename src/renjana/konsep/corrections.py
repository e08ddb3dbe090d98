"""The corrections of a subbab as its pages show them: numbered while they are open, with what became of the place they are about."""

from collections.abc import Sequence
from dataclasses import dataclass

from renjana.konsep.anchors import Place, found
from renjana.konsep.models import Komentar, Subbab
from renjana.konsep.preview import Marks
from renjana.konsep.queries import Reading
from renjana.konsep.words import Span, word_spans
from renjana.renja.tables import NAMES


@dataclass(frozen=True)
class Correction:
    """A correction; `nomor` from 1 while it is open, else 0. `ada` whether its place is still there; `rentang` the suggestion word by word."""

    row: Komentar
    nomor: int
    ada: bool
    rentang: tuple[Span, ...]


def corrections_of(subbab: Subbab, reading: Reading) -> tuple[Correction, ...]:
    """All of a subbab, in the order in which they were asked for. One query."""
    numbered, number = [], 0
    for row in subbab.komentar.select_related("oleh", "dijawab_oleh"):
        is_open = row.status == Komentar.Status.TERBUKA
        number += is_open
        there = found(place_of(row), reading.blocks, reading.rows)
        spans = word_spans("" if row.tindakan == Komentar.Tindakan.SISIP else row.kutipan, row.usulan) if row.tindakan else ()
        numbered.append(Correction(row, number if is_open else 0, there, spans))
    return tuple(numbered)


def place_of(row: Komentar) -> Place:
    """What a correction is about."""
    return Place(row.jangkar, row.tempat, row.kutipan)


def marks_of(corrections: Sequence[Correction], reading: Reading, *, pick: bool = False, picked: Place | None = None) -> Marks:
    """What the page of the subbab marks: the open corrections and the place that is picked (number 0)."""
    places = [(entry.nomor, place_of(entry.row)) for entry in corrections if entry.nomor]
    rows = {NAMES[kode]: [(kode, row) for row in found_rows] for kode, found_rows in reading.rows.items()}
    return Marks((*([(0, picked)] if picked else []), *places), pick, rows)
