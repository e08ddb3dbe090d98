"""What stands on a flow page, as values: symbols, lines, labels, pentagons; and the plain geometry of boxes and segments. Millimetres."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from renjana.sop.model import KEPUTUSAN

Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom. A segment is a box without width or without height."""

SAME = 0.001
CLOSE = 1.15
"""Two parallel lines nearer than this read as one."""
CORNER = 0.9
"""A crossing this near to the end of a line reads as a joint."""
BRIDGE = 0.85
HEAD = (1.9, 0.72)
"""Length and half width of an arrow head."""


@dataclass(frozen=True)
class Symbol:
    """The symbol of a step in an actor's column; `row` counts the steps of the SOP from 0, x and y are its centre."""

    row: int
    column: int
    x: float
    y: float
    w: float
    h: float
    bentuk: str
    dashed: bool

    @cached_property
    def box(self) -> Box:
        return self.x - self.w / 2, self.y - self.h / 2, self.x + self.w / 2, self.y + self.h / 2

    @property
    def decides(self) -> bool:
        return self.bentuk == KEPUTUSAN


@dataclass(frozen=True)
class Line:
    """A line of flow from step `source` to step `target` (rows); `both` marks the double arrow between the actors of one step."""

    source: int
    target: int
    points: tuple[Point, ...]
    dashed: bool
    both: bool = False
    headless: bool = False


@dataclass(frozen=True)
class Label:
    """A word at the exit of a decision; x and y are its left top corner."""

    x: float
    y: float
    w: float
    h: float
    text: str
    dashed: bool

    @cached_property
    def box(self) -> Box:
        return self.x, self.y, self.x + self.w, self.y + self.h


@dataclass(frozen=True)
class Pentagon:
    """A connector with its letters (more than one when a decision goes back to several steps); x is its axis, y its top."""

    x: float
    y: float
    w: float
    h: float
    letters: tuple[str, ...]
    up: bool
    dashed: bool

    @cached_property
    def box(self) -> Box:
        return self.x - self.w / 2, self.y, self.x + self.w / 2, self.y + self.h


def segment(a: Point, b: Point) -> Box:
    """The stretch between two points, ends in order."""
    return min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])


def segments(points: Sequence[Point]) -> list[Box]:
    """The stretches of a path, without empty ones."""
    return [segment(a, b) for a, b in pairwise(points) if abs(a[0] - b[0]) + abs(a[1] - b[1]) > SAME]


def straightened(points: Sequence[Point]) -> tuple[Point, ...]:
    """The same path without points in the middle of a straight stretch."""
    kept: list[Point] = []
    for point in points:
        if kept and abs(kept[-1][0] - point[0]) + abs(kept[-1][1] - point[1]) <= SAME:
            continue
        if len(kept) > 1 and any(abs(kept[-2][k] - kept[-1][k]) <= SAME and abs(kept[-1][k] - point[k]) <= SAME for k in (0, 1)):
            kept.pop()
        kept.append(point)
    return tuple(kept)


def length(points: Sequence[Point]) -> float:
    """How long a path is."""
    return sum(abs(a[0] - b[0]) + abs(a[1] - b[1]) for a, b in pairwise(points))


def meets(a: Box, b: Box, gap: float = 0) -> bool:
    """Whether two boxes overlap or come nearer than `gap`."""
    return a[2] > b[0] - gap and a[0] < b[2] + gap and a[3] > b[1] - gap and a[1] < b[3] + gap


def upright(part: Box) -> bool:
    """Whether a segment runs up and down."""
    return part[2] - part[0] <= SAME


def alongside(a: Box, b: Box) -> float | None:
    """Distance of two parallel segments that run side by side for a while; None when they do not."""
    if upright(a) != upright(b):
        return None
    across, along = (0, 1) if upright(a) else (1, 0)
    apart = abs(a[across] - b[across])
    return apart if apart < CLOSE and a[along + 2] > b[along] - 0.4 and b[along + 2] > a[along] - 0.4 else None


def crossing(a: Box, b: Box) -> tuple[Point, float] | None:
    """Where two perpendicular segments meet, and how far inside both (negative: they miss by that much); None for parallel ones."""
    if upright(a) == upright(b):
        return None
    v, h = (a, b) if upright(a) else (b, a)
    x, y = v[0], h[1]
    return (x, y), min(x - h[0], h[2] - x, y - v[1], v[3] - y)


def strokes(line: Line, others: Sequence[Line]) -> list[tuple[str, tuple[float, ...]]]:
    """The path as pen commands M, L, C (absolute), shortened under its heads, with a bridge over each line it crosses on the level."""
    points = list(line.points)
    if not line.headless:
        points[-1] = _back(points[-2], points[-1])
    if line.both:
        points[0] = _back(points[1], points[0])
    walls = [part for other in others if other is not line for part in segments(other.points) if upright(part)]
    pen: list[tuple[str, tuple[float, ...]]] = [("M", points[0])]
    for a, b in pairwise(points):
        if abs(a[1] - b[1]) <= SAME:
            pen += _bridges(a, b, walls)
        pen.append(("L", b))
    return pen


def _bridges(a: Point, b: Point, walls: Sequence[Box]) -> list[tuple[str, tuple[float, ...]]]:
    met = (crossing(segment(a, b), wall) for wall in walls)
    places = {round(point[0], 3) for found in met if found for point, inside in [found] if inside > CORNER / 2}
    way = 1 if b[0] > a[0] else -1
    pen: list[tuple[str, tuple[float, ...]]] = []
    for x in sorted(places, reverse=way < 0):
        near, far, y = x - way * BRIDGE, x + way * BRIDGE, a[1]
        pen += [("L", (near, y)), ("C", (near, y - BRIDGE * 1.3, far, y - BRIDGE * 1.3, far, y))]
    return pen


def heads(line: Line) -> list[tuple[Point, Point, Point]]:
    """The arrow heads as triangles, tip first."""
    found = [] if line.headless else [_head(line.points[-2], line.points[-1])]
    return [*found, _head(line.points[1], line.points[0])] if line.both else found


def _direction(a: Point, b: Point) -> Point:
    if abs(a[0] - b[0]) <= SAME:
        return (0, 1) if b[1] > a[1] else (0, -1)
    return (1, 0) if b[0] > a[0] else (-1, 0)


def _back(a: Point, b: Point) -> Point:
    """The end of a line drawn back to the middle of its head."""
    dx, dy = _direction(a, b)
    return b[0] - dx * 1.5, b[1] - dy * 1.5


def _head(a: Point, b: Point) -> tuple[Point, Point, Point]:
    dx, dy = _direction(a, b)
    long, half = HEAD
    foot = b[0] - dx * long, b[1] - dy * long
    return b, (foot[0] - dy * half, foot[1] - dx * half), (foot[0] + dy * half, foot[1] + dx * half)
