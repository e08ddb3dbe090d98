"""Ways back on the flow pages: the cheapest free path of each, or a pair of letters where no path is free.

Order: main lines, letters that were asked for, ways over pages, ways within a page (short ones first). A way that finds no path goes into
the failures; the layout then gives its rows room for a letter and begins again, so that in the end every way is drawn.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from renjana.sop.board import Board, Wanted
from renjana.sop.columns import Columns, between
from renjana.sop.drawing import Label, Line, Pentagon, Point, Symbol, straightened
from renjana.sop.mainlines import below, beside, draw_main_lines, label_main_lines, place_symbols
from renjana.sop.model import Sop
from renjana.sop.pages import STACKED, Frame, Needs
from renjana.sop.plan import Plan, Way

DEAREST = 27.0
"""A line that costs more (three crossings and a long way) is harder to follow than a letter."""
DOWN = 2.2
HEAD_ROOM = 2.3
ALWAYS = 1e9


@dataclass(frozen=True)
class Exit:
    """Where a way may leave a decision: the path's beginning, the word's place, on which side of `x` lanes may lie, and a charge."""

    symbol: Symbol
    side: str
    start: tuple[Point, ...]
    sign: int
    room: float
    label: Label
    charge: float

    def allows(self, lane: float) -> bool:
        return self.sign * (lane - self.start[-1][0]) > self.room


@dataclass(frozen=True)
class Entry:
    """Where a way may end: a point of a step's symbol, or of the main line above it; lanes lie on the side `sign`."""

    symbol: Symbol
    point: Point
    sign: int
    charge: float

    def allows(self, lane: float) -> bool:
        return self.sign * (lane - self.point[0]) > HEAD_ROOM


@dataclass(frozen=True)
class Found:
    """The path that was chosen, what it costs, and the exit it takes."""

    wanted: Wanted
    price: float
    leaving: Exit | None = None


def draw(sop: Sop, columns: Columns, plan: Plan, needs: Needs, frames: Sequence[Frame]) -> tuple[Sequence[Board], Needs]:
    """The pages, and what they would need so that nothing failed; the needs come back as they were when everything found its place.

    Several orders are tried, since an early way may stand in a later one's path: short ones first, ways over pages last, from the end,
    and at last the failures first. Fewest failures win, then the lowest price.
    """
    free = [way for way in plan.ways if way not in needs.exits]
    orders = [
        sorted(free, key=lambda way: (not plan.crosses(way), way[0] - way[1], way)),
        sorted(free, key=lambda way: (plan.crosses(way), way[0] - way[1], way)),
        sorted(free, reverse=True),
    ]
    tried = [_attempt(sop, columns, plan, needs, frames, order) for order in (orders if len(free) > 1 else orders[:1])]
    best = min(tried, key=_rank)
    if best[0].failed and len(free) > 1:
        failed = best[0].failed
        again = [*failed, *(way for way in orders[0] if way not in failed)]
        best = min(best, _attempt(sop, columns, plan, needs, frames, again), key=_rank)
    return best[0].boards, best[1]


def _attempt(sop: Sop, columns: Columns, plan: Plan, needs: Needs, frames: Sequence[Frame], order: Sequence[Way]) -> tuple["Router", Needs]:
    router = Router(sop, columns, plan, needs, frames)
    return router, router.run(order)


def _rank(tried: tuple["Router", Needs]) -> tuple[int, float]:
    return len(tried[1].exits) + len(tried[1].entries), tried[0].price


class Router:
    """Draws everything on the pages of one attempt; `needs` afterwards also holds what failed."""

    def __init__(self, sop: Sop, columns: Columns, plan: Plan, needs: Needs, frames: Sequence[Frame]) -> None:
        self.sop, self.columns, self.plan, self.needs = sop, columns, plan, needs
        self.boards = [place_symbols(sop, columns, frame) for frame in frames]
        self.price = 0.0
        self.failed: list[Way] = []

    def run(self, order: Sequence[Way]) -> Needs:
        """Draw it all, ways back in the given order, and give back the needs, grown by every way that found no path."""
        grown = self.needs
        draw_main_lines(self.sop, self.plan, self.boards)
        for source in sorted({way[0] for way in self.needs.exits}):
            self._letter_at_decision(source)
        for target in sorted(self.plan.targets):
            if target in self.needs.entries:
                self._letter_at_step(target)
        for board in self.boards:
            label_main_lines(board)
        for target in sorted(self.plan.targets):
            if target not in self.needs.entries and not self._from_strip(target):
                grown = replace(grown, entries=grown.entries | {target})
        for way in order:
            if not (self._to_strip(way) if self.plan.crosses(way) else self._within(way)):
                self.failed.append(way)
                grown = replace(grown, exits=grown.exits | {way})
                if not self.plan.crosses(way):
                    grown = replace(grown, entries=grown.entries | {way[1]})
        return grown

    def _dashed(self, way: Way) -> bool:
        return self.sop.langkah[way[0]].kembali_disimpulkan or self.sop.langkah[way[0]].disimpulkan

    # letters beside symbols

    def _letter_at_decision(self, source: int) -> None:
        """One short line from the decision to a pentagon with the letters of all ways back that leave it so."""
        board = self.boards[self.plan.page_of[source]]
        targets = sorted((way[1] for way in self.needs.exits if way[0] == source), reverse=True)
        letters = tuple(self.plan.targets[target] for target in targets)
        dashed = self._dashed((source, targets[0]))
        w, h = self.columns.pentagon
        found: list[tuple[Wanted, Exit]] = []
        for symbol in board.of(source):
            reach = between(0, self.columns.actor / 2 - 0.3 - w / 2 - symbol.w / 2, 0.75)
            for side, sign in (("L", -1), ("R", 1)):
                if not board.free(symbol, side):
                    continue
                corner = symbol.x + sign * symbol.w / 2
                top = (corner + sign * reach, symbol.y + 2.6)
                pentagon = Pentagon(top[0], top[1], w, h + STACKED * (len(letters) - 1), letters, up=False, dashed=dashed)
                points = straightened(((corner, symbol.y), (top[0], symbol.y), top))
                text = self.columns.tidak() if len(targets) > 1 else self._word(source, targets[0])
                label = beside(board, symbol, sign, text, above=True, dashed=dashed)
                wanted = Wanted(points, -1 - source, frozenset({(source, symbol.column)}), label, (pentagon,))
                found.append((wanted, Exit(symbol, side, points[:1], sign, 0, label, 0)))
        best = cheapest(board, found, ALWAYS)
        if best is None:
            raise AssertionError(f"no room for a letter at row {source}")
        self._draw(board, best, (source, targets[0]), dashed)

    def _letter_at_step(self, target: int) -> None:
        """A pentagon above the step's symbol, joined to the line that comes down to it."""
        board = self.boards[self.plan.page_of[target]]
        entered = board.entered.get(target)
        symbol = next(symbol for symbol in board.of(target) if entered in (None, symbol.column))
        sources = [way for way in self.plan.ways if way[1] == target and self.plan.lettered(way, self.needs)]
        dashed = all(self._dashed(way) for way in sources)
        w, h = self.columns.pentagon
        off = min(w / 2 + 3.4, self.columns.actor / 2 - 0.3 - w / 2)
        top = symbol.y - symbol.h / 2
        found = []
        for sign in (-1, 1):
            pentagon = Pentagon(symbol.x + sign * off, top - 0.9 - h, w, h, (self.plan.targets[target],), up=False, dashed=dashed)
            joint = (symbol.x, pentagon.y + h * 0.45)
            points = ((pentagon.x + -sign * w / 2, joint[1]), joint, *(((symbol.x, top),) if entered is None else ()))
            found.append((Wanted(points, target, frozenset({(target, symbol.column)}), None, (pentagon,)), None))
        best = cheapest(board, found, ALWAYS)
        if best is None:
            raise AssertionError(f"no room for a letter above row {target}")
        self._draw(board, best, (sources[0][0], target), dashed)

    # paths

    def _within(self, way: Way) -> bool:
        board = self.boards[self.plan.page_of[way[0]]]
        exits, entries = list(self._exits(board, way)), list(self._entries(board, way[1]))
        found: list[tuple[Wanted, Exit | None]] = []
        for leaving, entry in product(exits, entries):
            own, charge = _keys(leaving.symbol, entry.symbol), leaving.charge + entry.charge
            for lane in self.columns.lanes:
                if leaving.allows(lane) and entry.allows(lane):
                    found.append((Wanted(_path(leaving, lane, entry), way[1], own, leaving.label, (), charge), leaving))
        return self._try(board, found, way, DEAREST)

    def _to_strip(self, way: Way) -> bool:
        """From a decision up to a pentagon in the upper strip of its page."""
        board = self.boards[self.plan.page_of[way[0]]]
        w, h = self.columns.pentagon
        y = (board.frame.strip_top or 0.0) + (board.frame.strip - h) / 2
        found: list[tuple[Wanted, Exit | None]] = []
        for leaving in self._exits(board, way):
            for lane in self.columns.lanes:
                if leaving.allows(lane):
                    pentagon = Pentagon(lane, y, w, h, (self.plan.targets[way[1]],), up=True, dashed=self._dashed(way))
                    pentagon = next((other for other in board.pentagons if replace(other, dashed=pentagon.dashed) == pentagon), pentagon)
                    points = straightened((*leaving.start, (lane, leaving.start[-1][1]), (lane, y + h)))
                    found.append((Wanted(points, way[1], _keys(leaving.symbol), leaving.label, (pentagon,), leaving.charge), leaving))
        return self._try(board, found, way, DEAREST)

    def _from_strip(self, target: int) -> bool:
        """From a pentagon in the lower strip of the page up to the step; False also when no way comes over pages."""
        sources = [way for way in self.plan.ways if way[1] == target and self.plan.crosses(way)]
        board = self.boards[self.plan.page_of[target]]
        if not sources or board.frame.strip_bottom is None:
            return False
        dashed = all(self._dashed(way) for way in sources)
        w, h = self.columns.pentagon
        y = board.frame.strip_bottom + (board.frame.strip - h) / 2
        found: list[tuple[Wanted, Exit | None]] = []
        for entry in self._entries(board, target):
            for lane in self.columns.lanes:
                if entry.allows(lane):
                    pentagon = Pentagon(lane, y, w, h, (self.plan.targets[target],), up=True, dashed=dashed)
                    points = straightened(((lane, y), (lane, entry.point[1]), entry.point))
                    found.append((Wanted(points, target, _keys(entry.symbol), None, (pentagon,), entry.charge), None))
        return self._try(board, found, sources[0], DEAREST, dashed=dashed)

    def _exits(self, board: Board, way: Way) -> Iterator[Exit]:
        text, dashed = self._word(*way), self._dashed(way)
        for symbol in board.of(way[0]):
            for side, sign in (("L", -1), ("R", 1)):
                if board.free(symbol, side):
                    corner = (symbol.x + sign * symbol.w / 2, symbol.y)
                    for above in (False, True):
                        label = beside(board, symbol, sign, text, above=above, dashed=dashed)
                        yield Exit(symbol, side, (corner,), sign, 1.1, label, 0.5 * above)
            if board.free(symbol, "B"):
                foot = (symbol.x, symbol.y + symbol.h / 2)
                for sign in (1, -1):
                    label = below(board, symbol, -sign, text, dashed)
                    yield Exit(symbol, "B", (foot, (foot[0], foot[1] + DOWN)), sign, 1.3, label, 1.2)

    def _entries(self, board: Board, target: int) -> Iterator[Entry]:
        for symbol in board.of(target):
            heights = ((0.0, 0.0),) if symbol.decides else ((0.0, 0.0), (-0.27, 1.0), (0.27, 1.0))
            for sign in (-1, 1):
                for share, charge in heights:
                    yield Entry(symbol, (symbol.x + sign * symbol.w / 2, symbol.y + share * symbol.h), sign, charge)
                if board.entered.get(target) == symbol.column:
                    yield Entry(symbol, (symbol.x, symbol.y - symbol.h / 2 - 2.1), sign, 1.5)

    def _word(self, source: int, target: int) -> str:
        several = len(self.sop.langkah[source].kembali) > 1
        return self.columns.tidak(self.sop.langkah[target].nomor if several else None)

    def _try(self, board: Board, found: Sequence[tuple[Wanted, Exit | None]], way: Way, limit: float, *, dashed: bool | None = None) -> bool:
        best = cheapest(board, found, limit)
        if best is not None:
            self._draw(board, best, way, self._dashed(way) if dashed is None else dashed)
        return best is not None

    def _draw(self, board: Board, found: Found, way: Way, dashed: bool) -> None:
        if found.leaving:
            board.take(found.leaving.symbol, found.leaving.side)
        self.price += found.price
        for pentagon in found.wanted.pentagons:
            board.add(pentagon=pentagon)
        board.draw(Line(way[0], way[1], found.wanted.points, dashed))
        board.add(found.wanted.label)


def cheapest(board: Board, choices: Sequence[tuple[Wanted, Exit | None]], limit: float) -> Found | None:
    """The choice that costs least and less than `limit`; the first of equals."""
    best: Found | None = None
    for least, wanted, leaving in sorted(((wanted.least, wanted, leaving) for wanted, leaving in choices), key=lambda choice: choice[0]):
        if least >= limit:
            break
        price = board.cost(wanted, limit)
        if price is not None:
            best, limit = Found(wanted, price, leaving), price
    return best


def _keys(*symbols: Symbol) -> frozenset[tuple[int, int]]:
    return frozenset((symbol.row, symbol.column) for symbol in symbols)


def _path(leaving: Exit, lane: float, entry: Entry) -> tuple[Point, ...]:
    return straightened((*leaving.start, (lane, leaving.start[-1][1]), (lane, entry.point[1]), entry.point))
