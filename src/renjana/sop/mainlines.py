"""The symbols of a page and the main line from each step to the next; over a page break it runs by way of a pentagon."""

from collections.abc import Sequence
from itertools import pairwise

from renjana.sop.board import Board
from renjana.sop.columns import Columns
from renjana.sop.drawing import Label, Line, Pentagon, Point, Symbol, meets, segments, straightened
from renjana.sop.model import Sop
from renjana.sop.pages import Frame
from renjana.sop.plan import Plan, goes_on

BELOW, BELOW_WORD = 2.0, 3.0
"""How far below a symbol a line turns that leaves it downwards and then runs sideways; the second leaves room for a word."""


def place_symbols(sop: Sop, columns: Columns, frame: Frame) -> Board:
    """An empty page with its symbols, and the double arrow between the actors of one step."""
    board = Board(columns, frame)
    place = {actor.id: column for column, actor in enumerate(sop.pelaksana)}
    for row in frame.rows:
        step = sop.langkah[row.index]
        w, h = columns.size(step.bentuk)
        held = sorted({place[name] for name in step.pelaksana if name in place})
        symbols = [Symbol(row.index, j, columns.axis(j), row.middle, w, h, step.bentuk, step.disimpulkan) for j in held]
        board.symbols += symbols
        for a, b in pairwise(symbols):
            board.draw(Line(row.index, row.index, ((a.x + w / 2, a.y), (b.x - w / 2, b.y)), step.disimpulkan, both=True))
            board.take(a, "R")
            board.take(b, "L")
    return board


def draw_main_lines(sop: Sop, plan: Plan, boards: Sequence[Board]) -> None:
    """The main line of every step that has one."""
    for row in range(len(sop.langkah)):
        if goes_on(sop, row):
            here, there = boards[plan.page_of[row]], boards[plan.page_of[row + 1]]
            if here is there:
                _on_one_page(here, row)
            else:
                _over_pages(here, there, row, plan.onward[row])


def _nearest(here: Board, there: Board, row: int) -> tuple[Symbol, Symbol]:
    pairs = [(a, b) for a in here.of(row) for b in there.of(row + 1)]
    return min(pairs, key=lambda pair: (abs(pair[0].column - pair[1].column), pair[0].column, pair[1].column))


def _on_one_page(board: Board, row: int) -> None:
    a, b = _nearest(board, board, row)
    board.entered[row + 1] = b.column
    side, sign = ("R", 1) if b.column > a.column else ("L", -1)
    foot, head = (a.x, a.y + a.h / 2), (b.x, b.y - b.h / 2)
    if a.column == b.column or not board.free(a, side):
        turn = foot[1] + (BELOW_WORD if a.decides else BELOW)
        board.take(a, "B")
        points: tuple[Point, ...] = (foot, (a.x, turn), (b.x, turn), head)
    else:
        board.take(a, side)
        points = ((a.x + sign * a.w / 2, a.y), (b.x, a.y), head)
    board.draw(Line(row, row + 1, straightened(points), a.dashed or b.dashed))


def _over_pages(here: Board, there: Board, row: int, letter: str) -> None:
    a, b = _nearest(here, there, row)
    w, h = here.columns.pentagon
    there.entered[row + 1] = b.column
    here.take(a, "B")
    dashed = a.dashed or b.dashed
    leave, arrive = here.frame.strip_bottom or 0.0, there.frame.strip_top or 0.0
    top = leave + (here.frame.strip - h) / 2
    start = arrive + (there.frame.strip - h) / 2
    here.add(pentagon=Pentagon(a.x, top, w, h, (letter,), up=False, dashed=dashed))
    there.add(pentagon=Pentagon(b.x, start, w, h, (letter,), up=False, dashed=dashed))
    here.draw(Line(row, row + 1, ((a.x, a.y + a.h / 2), (a.x, top)), dashed))
    there.draw(Line(row, row + 1, ((b.x, start + h), (b.x, b.y - b.h / 2)), dashed))


def label_main_lines(board: Board) -> None:
    """The word "Ya" where the main line leaves a decision."""
    for line in [line for line in board.lines if line.target == line.source + 1]:
        source = next((symbol for symbol in board.of(line.source) if _starts(line, symbol) and symbol.decides), None)
        if source is None:
            continue
        text = board.columns.ya()
        if line.points[0][1] > source.y + source.h / 4:
            spots = [below(board, source, sign, text, source.dashed or line.dashed) for sign in (1, -1)]
        else:
            sign = 1 if line.points[0][0] > source.x else -1
            spots = [beside(board, source, sign, text, above=above, dashed=line.dashed) for above in (True, False)]
        board.add(next((spot for spot in spots if _clear(board, spot)), spots[0]))


def _starts(line: Line, symbol: Symbol) -> bool:
    return meets((*line.points[0], *line.points[0]), symbol.box, 0.05)


def _clear(board: Board, label: Label) -> bool:
    things = [pentagon.box for pentagon in board.pentagons] + [other.box for other in board.labels]
    parts = [part for line in board.lines for part in segments(line.points)]
    return not any(meets(label.box, box, 0.25) for box in things) and not any(meets(label.box, part, 0.2) for part in parts)


def beside(board: Board, symbol: Symbol, sign: int, text: str, *, above: bool, dashed: bool) -> Label:
    """A word at the right (sign 1) or left corner of a decision, slid along the slanted edge when the column's margin is too narrow."""
    w, h = board.columns.label_size(text)
    slide = max(0.7, w - (board.columns.actor / 2 - symbol.w / 2 - 0.35))
    drop = min(symbol.h / 2 - 0.6, max(0.45, (slide + 0.3) * symbol.h / symbol.w))
    corner = symbol.x + sign * symbol.w / 2
    return Label(corner - slide if sign > 0 else corner + slide - w, symbol.y - drop - h if above else symbol.y + drop, w, h, text, dashed)


def below(board: Board, symbol: Symbol, sign: int, text: str, dashed: bool) -> Label:
    """A word beside a line that leaves a decision downwards, at its right (sign 1) or left."""
    w, h = board.columns.label_size(text)
    gap = min(0.8, board.columns.actor / 2 - w - 0.2)
    return Label(symbol.x + gap if sign > 0 else symbol.x - gap - w, symbol.y + symbol.h / 2 + 0.15, w, h, text, dashed)
