"""A flow page of the sheet as SVG for the web: the same lines, words and places as on paper.

Looks are plain attributes, which a style sheet overrides by class: `sop-sheet` (root), `sop-paper`, `sop-title`, `sop-head`,
`sop-strip`, `sop-rule`, `sop-text`, `sop-muted`, `sop-row`, `sop-symbol`, `sop-word`, `sop-line`, `sop-arrow`, `sop-pentagon`,
`sop-label`; `is-now`, `is-done`, … on rows and symbols.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from renjana.sop.columns import CAP, INSET_X, LABEL, PITCH, block_height
from renjana.sop.drawing import Label, Line, Pentagon, Symbol, heads, strokes
from renjana.sop.measure import POINT, width, wrap
from renjana.sop.model import KEPUTUSAN, MULAI, PROSES, SELESAI
from renjana.sop.pages import HEAD_GROUP, HEAD_NUMBERS, TITLE, Cell, Frame
from renjana.sop.plan import NOTE
from renjana.sop.sheet import KEY_HEIGHT, SMALL, Sheet, describe, sheet_number

INK, MUTED, GREY, LIGHT, INFERRED = "#000", "#555", "#e4e4e4", "#f4f4f4", "#3c3c3c"
FILLS = {"now": "#ffe7a8", "done": "#d7ead9", "late": "#f6d0cc"}
EDGE = 5
"""White paper around the table."""
FAMILY = "Arimo, Arial, 'Liberation Sans', Helvetica, sans-serif"
STROKE, RULE, DASH = 0.265, 0.18, "0.92 0.53"
WORDS = {MULAI: "MULAI", SELESAI: "SELESAI"}
_MARK = re.compile(r"[a-z]+(-[a-z]+)*")
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def flow_svg(sheet: Sheet, page_index: int, *, marks: Mapping[int, str] | None = None) -> str:
    """One flow page (from 0) with its table and words; the last one also carries the legend, none the editor's notes.

    `marks` colours steps by number: "now", "done", "late", or another lower case word that the style sheet knows as `is-<word>`.
    For people who do not see it the drawing is one image with a title; the page owes them a table of the steps beside it.
    """
    board = sheet.boards[page_index]
    frame, last = board.frame, page_index + 1 == sheet.pages
    tall = frame.bottom + (_legend_height(sheet) if last else 0)
    said = {number: mark for number, mark in (marks or {}).items() if _MARK.fullmatch(mark)}
    first, final = (sheet.sop.langkah[frame.rows[k].index].nomor for k in (0, -1))
    title = f"{sheet_number(sheet, page_index) or 'Lembar alir'} SOP {sheet.sop.nama}: langkah {first} sampai {final}"
    parts = [
        _box(-EDGE, -EDGE, sheet.columns.total + 2 * EDGE, tall + 2 * EDGE, "sop-paper", "#fff"),
        *_titles(sheet, page_index),
        *_rows(sheet, frame, said),
        *_strips(sheet, frame),
        *_head(sheet, frame),
        *_rules(sheet, frame),
        *(line_svg(line, board.lines) for line in board.lines),
        *(_symbol(sheet, symbol, said) for symbol in board.symbols),
        *(pentagon_svg(pentagon, sheet.columns.letter) for pentagon in board.pentagons),
        *(label_svg(label) for label in board.labels),
        *(_legend(sheet, frame.bottom) if last else ()),
    ]
    name = f"sop-{sheet.sop.kode}-{page_index + 1}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="sop-sheet" role="img" aria-labelledby={quoteattr(name)} '
        f'viewBox="{-EDGE} {-EDGE} {_n(sheet.columns.total + 2 * EDGE)} {_n(tall + 2 * EDGE)}" font-family="{FAMILY}" '
        f'fill="{INK}"><title id={quoteattr(name)}>{_words(title)}</title>{"".join(parts)}</svg>'
    )


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _words(text: str) -> str:
    return escape(_UNSEEN.sub("", text))


@dataclass(frozen=True)
class Look:
    """How text is set: points, class, anchor, weight, colour when not ink."""

    size: float
    kind: str = "sop-text"
    anchor: str = "start"
    bold: bool = False
    fill: str = ""


def _text(x: float, y: float, text: str, look: Look) -> str:
    """One line of text on its base line, as wide as on paper whatever font the reader has."""
    if not text.strip():
        return ""
    long = width(text, look.size, bold=look.bold)
    more = f' textLength="{_n(long)}" lengthAdjust="spacingAndGlyphs"' if long > 4 else ""
    more += ' font-weight="700"' if look.bold else ""
    more += "" if look.anchor == "start" else f' text-anchor="{look.anchor}"'
    more += f' fill="{look.fill}"' if look.fill else ""
    return f'<text class="{look.kind}" x="{_n(x)}" y="{_n(y)}" font-size="{_n(look.size * POINT)}"{more}>{_words(text)}</text>'


def _block(x: float, middle: float, lines: Sequence[str], look: Look) -> list[str]:
    """Lines of text centred on a height."""
    top = middle - block_height(len(lines), look.size) / 2 + CAP * look.size * POINT
    return [_text(x, top + number * PITCH * look.size * POINT, line, look) for number, line in enumerate(lines)]


def _box(x: float, y: float, w: float, h: float, kind: str, fill: str) -> str:
    return f'<rect class="{kind}" x="{_n(x)}" y="{_n(y)}" width="{_n(w)}" height="{_n(h)}" fill="{fill}"/>'


def _titles(sheet: Sheet, number: int) -> list[str]:
    title = sheet.boards[number].frame.title
    lines = _block(0, block_height(len(title), TITLE) / 2, title, Look(TITLE, "sop-title", bold=True))
    return [*lines, _text(sheet.columns.total, CAP * 8 * POINT, sheet_number(sheet, number), Look(8, "sop-muted", "end", fill=MUTED))]


def _edges(sheet: Sheet) -> list[float]:
    """Where columns begin, and where the last one ends."""
    found = [0.0]
    for each in sheet.columns.widths:
        found.append(found[-1] + each)
    return found


def _head(sheet: Sheet, frame: Frame) -> list[str]:
    columns, edges = sheet.columns, _edges(sheet)
    y, names, size = frame.head, frame.head + HEAD_GROUP, columns.head
    strong = Look(size, anchor="middle", bold=True)
    numbers = names + columns.head_height
    n, group, middle = columns.count, y + HEAD_GROUP / 2, names + columns.head_height / 2
    whole = (y + numbers) / 2
    parts = [_box(0, y, columns.total, numbers - y, "sop-head", GREY), _box(0, numbers, columns.total, HEAD_NUMBERS, "sop-strip", LIGHT)]

    def word(first: int, last: int, height: float, text: str) -> None:
        room = edges[last] - edges[first] - 1.6
        place = (edges[first] + edges[last]) / 2
        parts.extend(_block(place, height, wrap(text, room, size, bold=True), strong))

    word(0, 1, whole, "NO")
    word(1, 2, whole, "URAIAN PROSEDUR")
    word(2, 2 + n, group, "PELAKSANA")
    word(2 + n, 5 + n, group, f"{sheet.sop.judul_mutu} {sheet.head_mark}".strip())
    word(5 + n, 6 + n, whole, "Keterangan")
    for offset, text in enumerate(("Kelengkapan dan Peralatan", "Waktu", "Output")):
        word(2 + n + offset, 3 + n + offset, middle, text)
    for column, lines in enumerate(columns.names):
        x = columns.axis(column)
        drawn = _block(x, middle, lines, strong)
        parts += [f'<g transform="rotate(-90 {_n(x)} {_n(middle)})">{"".join(drawn)}</g>'] if columns.turned else drawn
    centre = numbers + HEAD_NUMBERS / 2
    for number in range(n + 6):
        parts += _block((edges[number] + edges[number + 1]) / 2, centre, (str(number + 1),), Look(6.8, anchor="middle"))
    return parts


def _rows(sheet: Sheet, frame: Frame, marks: Mapping[int, str]) -> list[str]:
    columns, edges, parts = sheet.columns, _edges(sheet), []
    places = (0, 1, 2 + columns.count, 3 + columns.count, 4 + columns.count, 5 + columns.count)
    for row in frame.rows:
        mark = marks.get(sheet.sop.langkah[row.index].nomor)
        if mark:
            parts.append(_box(0, row.top, columns.total, row.bottom - row.top, f"sop-row is-{mark}", "none"))
        for cell, place in zip(row.cells, places, strict=True):
            middle = place in (0, 3 + columns.count)
            x = (edges[place] + edges[place + 1]) / 2 if middle else edges[place] + INSET_X
            parts += _cell(cell, x, (row.top + row.bottom) / 2, columns.text, "middle" if middle else "start")
    return parts


def _cell(cell: Cell, x: float, middle: float, size: float, anchor: str) -> list[str]:
    parts = _block(x, middle, cell.lines, Look(size, anchor=anchor))
    if cell.mark:
        last = middle + block_height(len(cell.lines), size) / 2
        parts.append(_text(x + width(cell.lines[-1], size) + 0.5, last, cell.mark, Look(size * 0.8, "sop-muted", fill=MUTED)))
    return parts


def _strips(sheet: Sheet, frame: Frame) -> list[str]:
    parts = []
    for upper, y in ((True, frame.strip_top), (False, frame.strip_bottom)):
        if y is not None:
            parts.append(_box(0, y, sheet.columns.total, frame.strip, "sop-strip", LIGHT))
            left, right = sheet.plan.notes.get((frame.number, upper), ((), ()))
            parts += _block(sheet.columns.left - INSET_X, y + frame.strip / 2, left, Look(NOTE, "sop-muted", "end", fill=MUTED))
            parts += _block(sheet.columns.right + INSET_X, y + frame.strip / 2, right, Look(NOTE, "sop-muted", fill=MUTED))
    return parts


def _rules(sheet: Sheet, frame: Frame) -> list[str]:
    """All rules of the table as one path: strips have none between the actors."""
    columns, edges, n = sheet.columns, _edges(sheet), sheet.columns.count
    top, names = frame.head, frame.head + HEAD_GROUP
    numbers = names + columns.head_height
    body, end = frame.rows[0].top, frame.rows[-1].bottom
    level = [(0.0, top), (0.0, numbers), (0.0, numbers + HEAD_NUMBERS), (0.0, body), *((0.0, row.bottom) for row in frame.rows), (0.0, frame.bottom)]
    parts = [f"M{_n(x)} {_n(y)}H{_n(columns.total)}" for x, y in level]
    parts.append(f"M{_n(edges[2])} {_n(names)}H{_n(edges[5 + n])}")
    for number, x in enumerate(edges):
        inner = 2 < number < 2 + n or 2 + n < number < 5 + n
        if number in (0, 2, 2 + n, 6 + n):
            parts.append(f"M{_n(x)} {_n(top)}V{_n(frame.bottom)}")
        else:
            parts.append(f"M{_n(x)} {_n(names if inner else top)}V{_n(numbers + HEAD_NUMBERS)}M{_n(x)} {_n(body)}V{_n(end)}")
    return [f'<path class="sop-rule" d="{"".join(parts)}" fill="none" stroke="{INK}" stroke-width="{RULE}"/>']


def _pen(dashed: bool) -> str:
    return f'stroke="{INFERRED if dashed else INK}" stroke-width="{STROKE}"' + (f' stroke-dasharray="{DASH}"' if dashed else "")


def line_svg(line: Line, others: Sequence[Line]) -> str:
    """A line with its bridges and arrow heads."""
    path = "".join(pen + " ".join(_n(value) for value in values) for pen, values in strokes(line, others))
    ends = "".join("M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in head) + "Z" for head in heads(line))
    tips = f'<path class="sop-arrow" d="{ends}" fill="{INFERRED if line.dashed else INK}"/>' if ends else ""
    return f'<path class="sop-line" d="{path}" fill="none" {_pen(line.dashed)}/>{tips}'


def shape_svg(symbol: Symbol, kind: str, fill: str) -> str:
    """The outline of a symbol."""
    left, top, right, bottom = symbol.box
    look = f'class="{kind}" fill="{fill}" {_pen(symbol.dashed)}'
    if symbol.bentuk == KEPUTUSAN:
        return f'<path {look} d="M{_n(left)} {_n(symbol.y)}L{_n(symbol.x)} {_n(top)}L{_n(right)} {_n(symbol.y)}L{_n(symbol.x)} {_n(bottom)}Z"/>'
    radius = f' rx="{_n(symbol.h / 2)}"' if symbol.bentuk in WORDS else ""
    return f'<rect {look} x="{_n(left)}" y="{_n(top)}" width="{_n(symbol.w)}" height="{_n(symbol.h)}"{radius}/>'


def _symbol(sheet: Sheet, symbol: Symbol, marks: Mapping[int, str]) -> str:
    mark = marks.get(sheet.sop.langkah[symbol.row].nomor)
    shape = shape_svg(symbol, f"sop-symbol is-{mark}" if mark else "sop-symbol", FILLS.get(mark or "", "#fff"))
    word = WORDS.get(symbol.bentuk, "")
    inside = _block(symbol.x, symbol.y, (word,), Look(sheet.columns.capsule, "sop-word", "middle", bold=True)) if word else []
    return f"<g><title>{_words(describe(sheet, symbol.row, symbol.column))}</title>{shape}{''.join(inside)}</g>"


def pentagon_svg(pentagon: Pentagon, size: float) -> str:
    """An off-page connector with its letters."""
    left, top, right, bottom = pentagon.box
    shoulder = min(2.2, pentagon.h * 0.42)
    base, tip, neck = (bottom, top, top + shoulder) if pentagon.up else (top, bottom, bottom - shoulder)
    path = f"M{_n(left)} {_n(base)}H{_n(right)}V{_n(neck)}L{_n(pentagon.x)} {_n(tip)}L{_n(left)} {_n(neck)}Z"
    middle = (base + tip) / 2 + (0.35 if pentagon.up else -0.35) * shoulder
    letters = "".join(_block(pentagon.x, middle, pentagon.letters, Look(size, "sop-word", "middle", bold=True)))
    return f'<path class="sop-pentagon" d="{path}" fill="#fff" {_pen(pentagon.dashed)}/>{letters}'


def label_svg(label: Label) -> str:
    """The word at a way out of a decision."""
    return "".join(_block(label.x + label.w / 2, label.y + label.h / 2, (label.text,), Look(LABEL, "sop-label", "middle")))


def _legend_height(sheet: Sheet) -> float:
    lines = sum(len(wrap(text, sheet.columns.total - 10, SMALL)) for text in sheet.legend)
    return KEY_HEIGHT + lines * PITCH * SMALL * POINT


def _legend(sheet: Sheet, top: float) -> list[str]:
    y, x, step, small = top + 5.2, 0.0, PITCH * SMALL * POINT, Look(SMALL)
    parts = _block(x, y, ("Simbol:",), Look(SMALL, bold=True))
    x += width("Simbol:", SMALL, bold=True) + 5
    sizes = {MULAI: (8, 3.8, "mulai, selesai"), PROSES: (7, 3.8, "kegiatan"), KEPUTUSAN: (8, 5, "keputusan")}
    for bentuk, (w, h, text) in sizes.items():
        parts += [shape_svg(Symbol(0, 0, x + w / 2, y, w, h, bentuk, False), "sop-symbol", "#fff"), *_block(x + w + 1.4, y, (text,), small)]
        x += w + width(text, SMALL) + 6.9
    parts += [line_svg(Line(0, 0, ((x, y), (x + 8, y)), False), ()), *_block(x + 9.4, y, ("arah alir",), small)]
    x += width("arah alir", SMALL) + 14.9
    parts += [pentagon_svg(Pentagon(x + 2.2, y - 2.2, 4.4, 4.4, (), False, False), SMALL)]
    parts += _block(x + 5.8, y, ("sambungan (huruf sama = bertemu)",), small)
    y += 3.6
    for line in [line for text in sheet.legend for line in wrap(text, sheet.columns.total - 10, SMALL)]:
        y += step
        parts.append(_text(0, y, line, small))
    return parts
