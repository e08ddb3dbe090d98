"""Charts of what happened: from last year's total to this year's, how far the collection is, how long the steps took."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from renjana.cetak.charts import UNIT, Part
from renjana.cetak.drawing import GAP, INK, NOW, OVER, PAPER, SIZE, SMALL, WIDE, Chart, Drawing, Frame, Scale, juta, widest
from renjana.cetak.measure import text_width, wrap
from renjana.organisasi.dates import lama

DAY = 450
CUT = 4
"""An axis of a waterfall leaves out what all of it shares once the changes are less than a part in so many of the whole."""
LEVELS = ("#ffffff", "#d3e0ec", "#a9c4dd", "#6f9cc4", NOW)
"""Fills of the heat map from empty to complete; the last carries light words."""


@dataclass(frozen=True)
class Heat:
    """A cell: what it says, and how far it is from 0 (empty) to 4 (complete)."""

    kata: str
    tingkat: int


@dataclass(frozen=True)
class Span:
    """Standard and actual working minutes of one step."""

    nama: str
    baku: int
    nyata: int


def waterfall(awal: Part, perubahan: Sequence[Part], akhir: str, judul: str, *, frame: Frame = WIDE) -> Chart:
    """From one total through its changes to the next: rows that begin where the one before ended; `akhir` names the last."""
    drawing = Drawing(frame)
    ends = [awal.nilai]
    for part in perubahan:
        ends.append(ends[-1] + part.nilai)
    origin = _origin(ends)
    said = [juta(awal.nilai), *(_change(part.nilai) for part in perubahan), juta(ends[-1])]
    scale = Scale(min(origin, *ends), max(origin + 1, *ends), drawing.left, drawing.width - widest(said) - GAP - 2)
    y = drawing.legend([("now", "jumlah"), ("hollow", "bertambah"), ("short", "berkurang")])
    first = y
    rows = [(awal.nama, origin, awal.nilai, "now"), *_steps(perubahan, ends), (akhir, origin, ends[-1], "now")]
    for (name, begin, end, kind), words in zip(rows, said, strict=True):
        top, y = drawing.row(name, y, 16)
        low, high = sorted((scale.at(begin), scale.at(end)))
        drawing.bar(kind, low, top, high - low, 16)
        drawing.text(max(high, low + 1) + GAP, top + 12.5, words)
    drawing.axis(scale.at(origin), first, y)
    cut = f"; sumbu mulai dari {juta(origin)}" if origin else ""
    drawing.note(drawing.left, y + 14, f"{UNIT}{cut}")
    listed = "; ".join(f"{part.nama} {_change(part.nilai)}" for part in perubahan)
    return drawing.chart(y + 20, judul, f"{judul} dalam {UNIT}: {awal.nama} {juta(awal.nilai)}; {listed}; {akhir} {juta(ends[-1])}.")


def _steps(perubahan: Sequence[Part], ends: Sequence[int]) -> list[tuple[str, int, int, str]]:
    return [(part.nama, ends[n], ends[n + 1], "short" if part.nilai < 0 else "hollow") for n, part in enumerate(perubahan)]


def _origin(ends: Sequence[int]) -> int:
    """Where the axis begins: at nothing, or at a round amount below everything when the changes are small against the whole."""
    low, high = min(ends), max(ends)
    if low <= 0 or (high - low) * CUT > high:
        return 0
    step = int(10 ** max(0, len(str(max(1, high - low))) - 1))
    return max(0, (low - (high - low) // 2) // step * step)


def _change(value: int) -> str:
    return f"+{juta(value)}" if value > 0 else juta(value)


def heat_map(names: Sequence[str], heads: Sequence[str], cells: Sequence[Sequence[Heat]], judul: str, *, frame: Frame = WIDE) -> Chart:
    """Rows by columns, a cell each: darker is more. In a narrow frame the cells of a row stand below its name, each under its head."""
    drawing = Drawing(frame)
    y = _wide_cells(drawing, names, heads, cells) if frame.names else _narrow_cells(drawing, names, heads, cells)
    said = "; ".join(
        f"{name}: {', '.join(f'{head} {cell.kata}' for head, cell in zip(heads, row, strict=True))}" for name, row in zip(names, cells, strict=True)
    )
    return drawing.chart(y + 4, judul, f"{judul}. {said}.")


def _wide_cells(drawing: Drawing, names: Sequence[str], heads: Sequence[str], cells: Sequence[Sequence[Heat]]) -> float:
    each = (drawing.width - drawing.left) / max(1, len(heads))
    broken = [wrap(head, SMALL, each - 5, lines=3) for head in heads]
    tall = max((len(lines) for lines in broken), default=1) * 13 + 4
    for place, lines in enumerate(broken):
        for number, line in enumerate(lines):
            drawing.note(drawing.left + (place + 0.5) * each, tall - 6 - 13 * (len(lines) - 1 - number), line, anchor="middle")
    y = float(tall)
    for name, row in zip(names, cells, strict=True):
        top, following = drawing.row(name, y, 25)
        for place, cell in enumerate(row):
            _cell(drawing, cell, (drawing.left + place * each, top), (each - 3, 25))
        y = following - 3
    return y


def _narrow_cells(drawing: Drawing, names: Sequence[str], heads: Sequence[str], cells: Sequence[Sequence[Heat]]) -> float:
    wide = min(96.0, max(44.0, widest(heads, SMALL) + 8))
    across = max(1, int((drawing.width - 1) // wide))
    wide = (drawing.width - 1) / across
    y = 0.0
    for name, row in zip(names, cells, strict=True):
        begin, y = drawing.row(name, y, 42 * math.ceil(len(row) / across))
        for place, (head, cell) in enumerate(zip(heads, row, strict=True)):
            x, top = 1 + place % across * wide, begin + place // across * 42
            drawing.note(x + wide / 2 - 1.5, top + 11, wrap(head, SMALL, wide - 5, lines=1)[0], anchor="middle")
            _cell(drawing, cell, (x, top + 15), (wide - 3, 22))
    return y


def _cell(drawing: Drawing, cell: Heat, place: tuple[float, float], size: tuple[float, float]) -> None:
    (x, y), (wide, high) = place, size
    box = f'x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:g}"'
    drawing.parts.append(f'<rect class="cell p{cell.tingkat}" {box} fill="{LEVELS[cell.tingkat]}" stroke="#7b8288"/>')
    words = wrap(cell.kata, SMALL, wide - 4, lines=1)[0] if cell.kata else ""
    ink, kind = (PAPER, "small reversed") if cell.tingkat == len(LEVELS) - 1 else (INK, "small")
    drawing.text(x + wide / 2, y + high / 2 + 4, words, fill=ink, kind=kind, size=SMALL, anchor="middle")


def duration_dumbbells(spans: Sequence[Span], judul: str) -> Chart:
    """Standard (ring) and actual (disc) working time of each step on a logarithmic scale; a square marks what took longer."""
    drawing = Drawing(Frame(WIDE.width, 232))
    left, row, head = drawing.left, 27, 40
    said = [f"{lama(one.nyata)} dari {lama(one.baku)}" for one in spans]
    long = min(236.0, drawing.width - left - 18 - max(text_width(words, SIZE) for words in said))
    top = max([4 * DAY, *(max(one.baku, one.nyata) for one in spans)]) * 1.15
    low = 5

    def at(minutes: int) -> float:
        return left + long * math.log(max(low, minutes) / low) / math.log(top / low)

    height = head + len(spans) * row + 4
    drawing.mark(left + 4, 8, "baku", NOW)
    drawing.text(left + 14, 12, "waktu baku")
    drawing.mark(left + 92, 8, "nyata", NOW)
    drawing.text(left + 102, 12, "waktu nyata")
    drawing.mark(left + 186, 8, "lewat", OVER)
    drawing.text(left + 196, 12, "melewati baku")
    for minutes, name in ((10, "10 mnt"), (60, "1 jam"), (DAY, "1 hari"), (4 * DAY, "4 hari")):
        drawing.line(at(minutes), head - 6, at(minutes), height - 4, width=0.6)
        drawing.note(at(minutes), head - 10, name, anchor="middle")
    for place, one in enumerate(spans):
        y, late = head + place * row + row / 2, one.nyata > one.baku
        drawing.row(one.nama, y - row / 2, row, lines=2)
        kind = {"stroke": OVER, "kind": "short"} if late else {}
        drawing.line(at(one.baku), y, at(one.nyata), y, width=2, **kind)
        drawing.mark(at(one.baku), y, "baku", NOW)
        drawing.mark(at(one.nyata), y, "lewat" if late else "nyata", OVER if late else NOW)
        drawing.text(left + long + 14, y + 4, said[place], fill=OVER if late else INK, kind="short small" if late else "small", size=SMALL)
    words = "; ".join(f"{one.nama}: baku {lama(one.baku)}, nyata {lama(one.nyata)}" for one in spans)
    return drawing.chart(height, judul, f"{judul}. {words}.")
