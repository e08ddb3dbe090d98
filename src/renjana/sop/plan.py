"""What has to be drawn on the flow pages: the ways back, the letters of connectors, and the notes in the strips between pages."""

from collections.abc import Sequence
from dataclasses import dataclass

from renjana.sop.columns import INSET_X, Columns, block_height
from renjana.sop.measure import wrap
from renjana.sop.model import SELESAI, Sop
from renjana.sop.pages import Frame, Needs

NOTE = 6.8
"""Type of the notes in strips, in points."""

HARD = "\u00a0"

Way = tuple[int, int]
"""A way back as rows: from a decision to an earlier step."""


@dataclass(frozen=True)
class Plan:
    """Letters by row: `onward` of the row before a page break, `targets` of steps that are entered from a letter."""

    ways: tuple[Way, ...]
    page_of: dict[int, int]
    onward: dict[int, str]
    targets: dict[int, str]
    notes: dict[tuple[int, bool], tuple[tuple[str, ...], tuple[str, ...]]]
    """Lines left and right of the actors in the strip of a page; True is the upper strip."""

    def crosses(self, way: Way) -> bool:
        return self.page_of[way[0]] != self.page_of[way[1]]

    def lettered(self, way: Way, needs: Needs) -> bool:
        """Whether the way back is drawn by letters and not as one line."""
        return self.crosses(way) or way in needs.exits


def ways_of(sop: Sop) -> tuple[Way, ...]:
    """Every way back, in the order of the steps."""
    rows = {step.nomor: row for row, step in enumerate(sop.langkah)}
    return tuple((row, rows[nomor]) for row, step in enumerate(sop.langkah) for nomor in step.kembali if rows.get(nomor, row) < row)


def goes_on(sop: Sop, row: int) -> bool:
    """Whether a main line leads from this row to the next."""
    return row + 1 < len(sop.langkah) and sop.langkah[row].bentuk != SELESAI


def letter(number: int) -> str:
    """A, B … Z, AA, AB …"""
    text = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def plan(sop: Sop, columns: Columns, frames: Sequence[Frame], needs: Needs) -> Plan:
    """Letters in reading order: on each page first the main line that leaves it, then the steps entered from elsewhere."""
    page_of = {row.index: frame.number for frame in frames for row in frame.rows}
    ways = ways_of(sop)
    called = {way[1] for way in ways if page_of[way[0]] != page_of[way[1]] or way in needs.exits}
    onward: dict[int, str] = {}
    targets: dict[int, str] = {}
    for frame in frames:
        last = frame.rows[-1].index
        if frame.strip_bottom is not None and goes_on(sop, last):
            onward[last] = letter(len(onward) + len(targets))
        for row in frame.rows:
            if row.index in called:
                targets[row.index] = letter(len(onward) + len(targets))
    bare = Plan(ways, page_of, onward, targets, {})
    notes = {(frame.number, upper): _note(sop, bare, frame, upper) for frame in frames for upper in (True, False)}
    return Plan(ways, page_of, onward, targets, {key: _halves(found, columns) for key, found in notes.items() if found})


def _halves(found: Sequence[str], columns: Columns) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The notes as lines in the cell left of the actors, and in the one to their right as soon as the left one would grow beyond three."""
    left, right = columns.left - 2 * INSET_X, columns.total - columns.right - 2 * INSET_X
    for count in range(len(found), 0, -1):
        lines = wrap(_joined(found[:count]), left, NOTE)
        rest = wrap(_joined(found[count:]), right, NOTE) if found[count:] else ()
        if len(lines) <= 3 or count == 1 or len(lines) <= len(rest):
            return lines, rest
    return (), ()


def _joined(found: Sequence[str]) -> str:
    return f"{HARD}{HARD}| ".join(found)


def _note(sop: Sop, bare: Plan, frame: Frame, upper: bool) -> list[str]:
    """What each letter in a strip means: "A ke langkah 9 (lembar 2)", "B dari langkah 9 dan 11 (lembar 2)"."""
    here = frame.number
    parts: list[str] = []
    edge = frame.rows[0].index - 1 if upper else frame.rows[-1].index
    if edge in bare.onward:
        parts.append(_told(sop, bare, bare.onward[edge], "dari" if upper else "ke", [edge if upper else edge + 1]))
    for target, mark in bare.targets.items():
        sources = sorted({way[0] for way in bare.ways if way[1] == target and bare.crosses(way)})
        if upper and any(bare.page_of[source] == here for source in sources):
            parts.append(_told(sop, bare, mark, "ke", [target]))
        if not upper and sources and bare.page_of[target] == here:
            parts.append(_told(sop, bare, mark, "dari", sources))
    return parts


def _told(sop: Sop, bare: Plan, mark: str, word: str, rows: Sequence[int]) -> str:
    numbers = [str(sop.langkah[row].nomor) for row in rows]
    listed = numbers[0] if len(numbers) == 1 else f"{', '.join(numbers[:-1])} dan{HARD}{numbers[-1]}"
    first, last = (bare.page_of[rows[k]] + 1 for k in (0, -1))
    pages = str(first) if first == last else f"{first}-{last}"
    return f"{mark}{HARD}{word}{HARD}langkah{HARD}{listed} (lembar{HARD}{pages})"


def strip_height(made: Plan, columns: Columns) -> float:
    """The height that the strips need for their notes and their pentagons."""
    lines = max((len(half) for halves in made.notes.values() for half in halves), default=1)
    return max(columns.pentagon[1] + 5.4, block_height(lines, NOTE) + 2.4)
