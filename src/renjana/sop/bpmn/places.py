"""Where everything of an exported diagram stands, in the pixels of BPMN tools: one column a node, one lane an actor, lines around both.

No two nodes share a column, so a line that goes up or down beside a node, or over the one it ends at, meets no other node.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from renjana.sop.bpmn.diagram import Diagram, Flow, Node

TASK, GATEWAY, EVENT = (150, 96), (50, 50), (36, 36)
SIZES = {"userTask": TASK, "exclusiveGateway": GATEWAY, "startEvent": EVENT, "endEvent": EVENT}
LEFT, TOP, BAND, GAP = 160, 80, 30, 56
ABOVE, BELOW, CHANNEL, ENTRY = 24, 30, 8, 10

Point = tuple[int, int]


@dataclass(frozen=True)
class Bounds:
    """A rectangle: left, top, width, height."""

    x: int
    y: int
    w: int
    h: int

    @property
    def middle(self) -> Point:
        return self.x + self.w // 2, self.y + self.h // 2

    @property
    def bottom(self) -> int:
        return self.y + self.h

    @property
    def right(self) -> int:
        return self.x + self.w


@dataclass(frozen=True)
class Places:
    """Rectangles by id (the pool under its own id) and the points of each line by the line's id."""

    bounds: dict[str, Bounds]
    lines: dict[str, tuple[Point, ...]]


def places(diagram: Diagram) -> Places:
    """Place a whole diagram."""
    backs = Counter(flow.lane for flow in diagram.flows if flow.back)
    lanes = _lanes(diagram, backs)
    bounds = _nodes(diagram.nodes, lanes)
    right = max(each.right for each in bounds.values()) + GAP
    found = {lane.id: Bounds(LEFT + BAND, each.y, right - LEFT - BAND, each.h) for lane, each in zip(diagram.lanes, lanes, strict=True)}
    found[diagram.pool] = Bounds(LEFT, TOP, right - LEFT, sum(each.h for each in lanes))
    return Places(found | bounds, _lines(diagram, bounds, lanes))


def _lanes(diagram: Diagram, backs: Counter[int]) -> list[Bounds]:
    """Rows of the pool, as high as a task and the channels of the ways back that leave there."""
    rows, y = [], TOP
    for number in range(len(diagram.lanes)):
        high = ABOVE + TASK[1] + BELOW + CHANNEL * backs[number]
        rows.append(Bounds(LEFT, y, 0, high))
        y += high
    return rows


def _nodes(nodes: Sequence[Node], lanes: Sequence[Bounds]) -> dict[str, Bounds]:
    found, x = {}, LEFT + BAND + GAP
    for node in nodes:
        w, h = SIZES[node.kind]
        found[node.id] = Bounds(x, lanes[node.lane].y + ABOVE + (TASK[1] - h) // 2, w, h)
        x += w + GAP
    return found


def _lines(diagram: Diagram, bounds: dict[str, Bounds], lanes: Sequence[Bounds]) -> dict[str, tuple[Point, ...]]:
    found: dict[str, tuple[Point, ...]] = {}
    channels: Counter[int] = Counter()
    entries: Counter[str] = Counter()
    for flow in diagram.flows:
        source, target = bounds[flow.source], bounds[flow.target]
        if not flow.back:
            found[flow.id] = _onward(source, target)
            continue
        channels[flow.lane] += 1
        entries[flow.target] += 1
        y = lanes[flow.lane].bottom - CHANNEL * channels[flow.lane]
        found[flow.id] = _back(flow, source, target, y, entries[flow.target])
    return found


def _onward(source: Bounds, target: Bounds) -> tuple[Point, ...]:
    """Out at the right, up or down in the gap before the target, in at its left."""
    begin, end = (source.right, source.middle[1]), (target.x, target.middle[1])
    if begin[1] == end[1]:
        return begin, end
    bend = target.x - GAP // 2
    return begin, (bend, begin[1]), (bend, end[1]), end


def _back(flow: Flow, source: Bounds, target: Bounds, y: int, number: int) -> tuple[Point, ...]:
    """Out at the bottom, along a channel below the lane's nodes, into the target from below or, in a lower lane, from above."""
    x = target.x + min(ENTRY * number, target.w - ENTRY)
    return (source.middle[0], source.bottom), (source.middle[0], y), (x, y), (x, target.y if target.y > y else target.bottom)
