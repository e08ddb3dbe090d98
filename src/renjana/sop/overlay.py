"""The drawing of a flow page apart from its table, for papers whose table is a real one: every symbol alone, and the lines of a page."""

from renjana.sop.columns import CAP
from renjana.sop.drawing import Symbol
from renjana.sop.measure import POINT
from renjana.sop.sheet import Sheet
from renjana.sop.svg import FAMILY, INK, WORDS, label_svg, line_svg, pentagon_svg, shape_svg

MARGIN = 0.3
"""Millimetres around a symbol, for half the width of its outline."""


def lines_svg(sheet: Sheet, number: int) -> str:
    """Lines, words at decisions and connectors of a flow page, as large as its table and without ground."""
    board = sheet.boards[number]
    parts = [
        *(line_svg(line, board.lines) for line in board.lines),
        *(pentagon_svg(pentagon, sheet.columns.letter) for pentagon in board.pentagons),
        *(label_svg(label) for label in board.labels),
    ]
    return _svg(0, 0, sheet.columns.total, board.frame.bottom, "".join(parts))


def symbol_svg(sheet: Sheet, symbol: Symbol) -> str:
    """One symbol with its word, `MARGIN` larger on each side."""
    word = WORDS.get(symbol.bentuk, "")
    left, top, right, bottom = symbol.box
    size = sheet.columns.capsule * POINT
    place = f'x="{symbol.x:.2f}" y="{symbol.y + CAP * size / 2:.2f}" font-size="{size:.2f}"'
    text = f'<text {place} text-anchor="middle" font-weight="700">{word}</text>' if word else ""
    inner = shape_svg(symbol, "sop-symbol", "#fff") + text
    return _svg(left - MARGIN, top - MARGIN, right - left + 2 * MARGIN, bottom - top + 2 * MARGIN, inner)


def _svg(x: float, y: float, wide: float, tall: float, inner: str) -> str:
    size = f'width="{wide:.2f}mm" height="{tall:.2f}mm" viewBox="{x:.2f} {y:.2f} {wide:.2f} {tall:.2f}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="{FAMILY}" fill="{INK}">{inner}</svg>'
