"""One flow page while it is being drawn: what stands on it, and what a new path would cost there."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from renjana.sop.columns import Columns
from renjana.sop.drawing import CLOSE, CORNER, SAME, Box, Label, Line, Pentagon, Point, Symbol, alongside, crossing, length, meets, segment, segments
from renjana.sop.pages import Frame

PER_MM, PER_CROSSING, PER_JOINT, PER_RULE = 0.02, 7.0, 2.5, 4.0
AROUND_SYMBOL, AROUND_WORD, AROUND_PENTAGON = 0.9, 0.3, 0.7

Key = tuple[int, int]
"""Row and column of a symbol."""


@dataclass(frozen=True)
class Wanted:
    """A path somebody wants to draw, from symbols it may touch, with the word at its exit and the pentagons at its ends."""

    points: tuple[Point, ...]
    target: int
    own: frozenset[Key]
    label: Label | None = None
    pentagons: tuple[Pentagon, ...] = ()
    extra: float = 0.0

    @property
    def least(self) -> float:
        """What it costs on an empty page."""
        return length(self.points) * PER_MM + self.extra


@dataclass
class Board:
    """Symbols, lines, words and pentagons of one page, with the sides of symbols that are taken and where main lines enter."""

    columns: Columns
    frame: Frame
    symbols: list[Symbol] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    pentagons: list[Pentagon] = field(default_factory=list)
    taken: dict[Key, set[str]] = field(default_factory=dict)
    entered: dict[int, int] = field(default_factory=dict)
    _parts: list[tuple[Box, int | None, Point]] = field(default_factory=list)
    _targets: set[int | None] = field(default_factory=set)
    _known: dict[tuple[Box, frozenset[Key], int, Point | None, Point | None], float | None] = field(default_factory=dict)

    def of(self, row: int) -> list[Symbol]:
        """The symbols of a step, from left to right."""
        return sorted((symbol for symbol in self.symbols if symbol.row == row), key=lambda symbol: symbol.x)

    def take(self, symbol: Symbol, side: str) -> None:
        """Mark a side (L, R, B) of a symbol as the exit of a line."""
        self.taken.setdefault((symbol.row, symbol.column), set()).add(side)

    def free(self, symbol: Symbol, side: str) -> bool:
        return side not in self.taken.get((symbol.row, symbol.column), set())

    def draw(self, line: Line) -> None:
        """Put a line on the page. The double arrow between the actors of a step is never joined by another line."""
        self.lines.append(line)
        target = None if line.both else line.target
        self._parts += [(part, target, line.points[-1]) for part in segments(line.points)]
        self._targets.add(target)
        self._known.clear()

    def add(self, label: Label | None = None, pentagon: Pentagon | None = None) -> None:
        """Put a word or a pentagon on the page; one that already stands there is not put twice."""
        if label:
            self.labels.append(label)
        if pentagon and pentagon not in self.pentagons:
            self.pentagons.append(pentagon)
        self._known.clear()

    def cost(self, wanted: Wanted, limit: float) -> float | None:
        """What the path costs; None when it may not be drawn or costs `limit` or more."""
        price = wanted.least
        parts = segments(wanted.points)
        for number, part in enumerate(parts):
            end = wanted.points[-1]
            own = self._price(part, wanted, end if number + 1 == len(parts) else None)
            if own is None or price + own >= limit:
                return None
            price += own
        if any(not self._stands(pentagon, wanted) for pentagon in wanted.pentagons):
            return None
        if wanted.label:
            extra = self._word(wanted.label, parts, wanted)
            return None if extra is None or price + extra >= limit else price + extra
        return price

    def _price(self, part: Box, wanted: Wanted, last: Point | None) -> float | None:
        joint = wanted.points[-1] if wanted.target in self._targets else None
        key = (part, wanted.own, wanted.target, joint, last)
        if key not in self._known:
            self._known[key] = self._meeting(part, wanted, last)
        return self._known[key]

    def _meeting(self, part: Box, wanted: Wanted, last: Point | None) -> float | None:
        """The price of what one stretch meets; None when it meets what it must not."""
        for symbol in self.symbols:
            if meets(part, symbol.box, -0.05 if (symbol.row, symbol.column) in wanted.own else AROUND_SYMBOL):
                return None
        if any(meets(part, label.box, AROUND_WORD) for label in self.labels):
            return None
        if any(meets(part, pentagon.box, AROUND_PENTAGON) for pentagon in self.pentagons if pentagon not in wanted.pentagons):
            return None
        price = 0.0
        for other, target, end in self._parts:
            if not meets(part, other, CLOSE):
                continue
            joins = target == wanted.target and _same(end, wanted.points[-1])
            apart = alongside(part, other)
            if apart is not None:
                if not joins or apart > SAME:
                    return None
                price += PER_JOINT
                continue
            found = crossing(part, other)
            if found is None or found[1] <= -CORNER:
                continue
            if found[1] >= CORNER:
                price += PER_CROSSING
            elif not joins and not (target == wanted.target and last is not None and _same(found[0], last) and _on(last, other)):
                return None
        return price

    def _stands(self, pentagon: Pentagon, wanted: Wanted) -> bool:
        """Whether a pentagon may stand where it is wanted: on the table, clear of everything else on the page."""
        if pentagon in self.pentagons:
            return True
        box = pentagon.box
        if box[0] < self.columns.left + 0.2 or box[2] > self.columns.right - 0.2:
            return False
        if any(meets(box, other.box, 0.7) for other in self.pentagons) or any(meets(box, label.box, 0.2) for label in self.labels):
            return False
        if any(meets(box, symbol.box, 0.3) for symbol in self.symbols if (symbol.row, symbol.column) not in wanted.own):
            return False
        return not any(meets(box, part, 0.5) for part, _, _ in self._parts)

    def _word(self, label: Label, parts: Sequence[Box], wanted: Wanted) -> float | None:
        """The price of a word's place; None when it may not stand there."""
        box = label.box
        if box[0] < self.columns.left + 0.2 or box[2] > self.columns.right - 0.2:
            return None
        if any(meets(box, part, 0.15) for part in parts) or any(meets(box, part, 0.25) for part, _, _ in self._parts):
            return None
        if any(meets(box, other.box, 0.2) for other in self.labels):
            return None
        if any(meets(box, pentagon.box, 0.25) for pentagon in (*self.pentagons, *wanted.pentagons)):
            return None
        if any(meets(box, symbol.box, 0.2) for symbol in self.symbols if (symbol.row, symbol.column) not in wanted.own):
            return None
        rules = (self.columns.left + column * self.columns.actor for column in range(1, self.columns.count))
        return PER_RULE * sum(box[0] < rule - 0.05 and box[2] > rule + 0.05 for rule in rules)


def _same(a: Point, b: Point) -> bool:
    return abs(a[0] - b[0]) <= SAME and abs(a[1] - b[1]) <= SAME


def _on(point: Point, part: Box) -> bool:
    return meets(segment(point, point), part, SAME)
