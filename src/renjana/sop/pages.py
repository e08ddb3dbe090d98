"""Rows of the flow table and their division into pages. y counts from the top of a page's body, in mm."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from renjana.sop.columns import INSET_X, INSET_Y, MARGIN_BOTTOM, MARGIN_TOP, PAD, SHEETS, SIZES, Columns, block_height, columns_for
from renjana.sop.measure import width, wrap
from renjana.sop.model import KEPUTUSAN, Langkah, Sop

TITLE = 11.0
HEAD_GROUP, HEAD_NUMBERS = 5.4, 4.0
STRETCH = 1.3
STACKED = 2.6
"""Height of each further letter in a pentagon."""


class SheetError(ValueError):
    """The SOP cannot be printed; the message is a whole Indonesian sentence."""


@dataclass(frozen=True)
class Needs:
    """What routing asked of the rows: decisions whose ways back end at a letter beside them, steps entered from a letter, height of strips."""

    exits: frozenset[tuple[int, int]] = frozenset()
    entries: frozenset[int] = frozenset()
    strip: float = 10.6


@dataclass(frozen=True)
class Cell:
    """A cell's lines and the marks of editor's notes behind the last one."""

    lines: tuple[str, ...]
    mark: str = ""


@dataclass(frozen=True)
class Row:
    """A step's row: `middle` is the height of its symbols."""

    index: int
    top: float
    bottom: float
    middle: float
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Frame:
    """A flow page before anything is drawn on it. Strips hold connectors; None where the flow begins or ends."""

    number: int
    title: tuple[str, ...]
    head: float
    strip_top: float | None
    rows: tuple[Row, ...]
    strip_bottom: float | None
    strip: float

    @property
    def bottom(self) -> float:
        """Where the table ends."""
        return self.rows[-1].bottom + (0 if self.strip_bottom is None else self.strip)


@dataclass(frozen=True)
class Draft:
    """A step's row before it has a place: height, and how much of it the symbol needs above and below its middle."""

    height: float
    above: float
    below: float
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Measures:
    """Everything the division into pages looks at."""

    body: float
    title: tuple[str, ...]
    head: float
    strip: float
    legend: float
    drafts: tuple[Draft, ...] = field(default=())

    @property
    def head_top(self) -> float:
        return block_height(len(self.title), TITLE) + 3.4

    def fixed(self, first: bool, last: bool) -> float:
        """Height that is not rows."""
        return self.head_top + self.head + (0 if first else self.strip) + (self.legend if last else self.strip)


def drafts_for(sop: Sop, columns: Columns, needs: Needs, marks: dict[int, dict[str, str]]) -> tuple[Draft, ...]:
    """Every row with its lines broken and its height known; `marks` of notes by row and field."""
    return tuple(_draft(step, index, columns, needs, marks.get(index, {})) for index, step in enumerate(sop.langkah))


def _draft(step: Langkah, index: int, columns: Columns, needs: Needs, marks: dict[str, str]) -> Draft:
    fields = ("nomor", "uraian", "kelengkapan", "waktu", "output", "keterangan")
    texts = (f"{step.nomor}.", step.uraian, step.kelengkapan, step.waktu, step.output, step.keterangan)
    widths = (*columns.widths[:2], *columns.widths[-4:])
    cells = tuple(
        Cell(_lines(text, room - 2 * INSET_X, columns.text, marks.get(name, "")), marks.get(name, ""))
        for name, text, room in zip(fields, texts, widths, strict=True)
    )
    half, letter = columns.size(step.bentuk)[1] / 2, columns.pentagon[1]
    above = half + (letter + 1.9 if index in needs.entries else PAD)
    stacked = len([target for source, target in needs.exits if source == index])
    below = max(half + PAD, 2.6 + letter + STACKED * (stacked - 1) + 0.9) if stacked else half + PAD
    if step.bentuk == KEPUTUSAN and len(step.pelaksana) > 1:
        below = max(below, half + PAD + 1)
    tallest = max(block_height(len(cell.lines), columns.text) for cell in cells) + 2 * INSET_Y
    return Draft(max(tallest, above + below), above, below, cells)


def _lines(text: str, room: float, size: float, mark: str) -> tuple[str, ...]:
    return wrap(text, room, size, last=width(mark, size * 0.8) + 0.8 if mark else 0)


def divide(measures: Measures) -> list[Frame]:
    """Pages as few as possible, then as even as possible. Raises SheetError for a row that is taller than a page."""
    spans = _spans(measures, measures.body)
    limit = measures.body - 3
    while limit > measures.body * 0.5:
        evener = _spans(measures, limit)
        if len(evener) != len(spans):
            break
        spans, limit = evener, limit - 3
    frames: list[Frame] = []
    stretch = STRETCH
    for number, (first, last) in enumerate(spans):
        begins, ends = number == 0, number + 1 == len(spans)
        rows = measures.drafts[first:last]
        spare = (measures.body - measures.fixed(begins, ends) - 0.6) / sum(row.height for row in rows)
        if spare < 1:
            raise SheetError(f"Teks langkah {first + 1} terlalu panjang untuk satu halaman; ringkas uraian atau kolom lainnya.")
        factor = max(1.0, min(STRETCH, spare, stretch if ends else STRETCH))
        stretch = factor
        frames.append(_frame(measures, number, (first, last), factor, ends))
    return frames


def _spans(measures: Measures, limit: float) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    start, used = 0, 0.0
    for index, row in enumerate(measures.drafts):
        last = index + 1 == len(measures.drafts)
        if index > start and used + row.height + measures.fixed(not spans, last) + 0.7 > limit:
            spans.append((start, index))
            start, used = index, 0.0
        used += row.height
    return [*spans, (start, len(measures.drafts))]


def _frame(measures: Measures, number: int, span: tuple[int, int], factor: float, ends: bool) -> Frame:
    y = measures.head_top + measures.head
    strip_top = y if number else None
    y += measures.strip if number else 0
    rows: list[Row] = []
    for index in range(*span):
        draft = measures.drafts[index]
        bottom = y + draft.height * factor
        middle = y + draft.above + (bottom - y - draft.above - draft.below) / 2
        rows.append(Row(index, y, bottom, middle, draft.cells))
        y = bottom
    return Frame(number, measures.title, measures.head_top, strip_top, tuple(rows), None if ends else y, measures.strip)


def body_height(kertas: str) -> float:
    """Height between the margins."""
    return SHEETS[kertas][1] - MARGIN_TOP - MARGIN_BOTTOM


def fitting(
    sop: Sop, kertas: str, needs: Needs, marks: dict[int, dict[str, str]], legend: Callable[[Columns], tuple[float, float]]
) -> tuple[Columns, list[Frame]]:
    """Columns and pages at the largest type whose rows fit. Raises SheetError when none does.

    `legend` gives the height to keep free below the last table, without and with the editor's notes; the notes stand there unless that
    would ask for one more page.
    """
    for number, size in enumerate(SIZES):
        columns = columns_for(sop, kertas, size)
        bare, whole = legend(columns)
        measures = Measures(
            body=body_height(kertas),
            title=wrap(f"SOP : {sop.nama.upper()}", columns.total - 34, TITLE, bold=True),
            head=HEAD_GROUP + columns.head_height + HEAD_NUMBERS,
            strip=needs.strip,
            legend=bare,
            drafts=drafts_for(sop, columns, needs, marks),
        )
        try:
            frames = divide(measures)
        except SheetError:
            if number + 1 == len(SIZES):
                raise
            continue
        return columns, _roomier(measures, frames, whole)
    raise SheetError("SOP tidak dapat disusun pada lembar ini.")


def _roomier(measures: Measures, frames: list[Frame], legend: float) -> list[Frame]:
    """The pages with room for a taller legend, if that takes no further page."""
    try:
        roomy = divide(replace(measures, legend=legend))
    except SheetError:
        return frames
    return roomy if len(roomy) == len(frames) else frames
