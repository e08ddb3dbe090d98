"""An eye on drawn SOP sheets that knows nothing of how they are routed: it looks at the plain data and names every fault it sees."""

from collections.abc import Iterator
from itertools import combinations, pairwise
from typing import Any

from renjana.sop.model import Sop

Point = tuple[float, float]
Polygon = list[Point]
TOUCH = 0.06
APART = 0.6


def faults(data: dict[str, Any], sop: Sop) -> list[str]:
    """Everything wrong with the sheet, as sentences; empty for a good one."""
    found = [f"lembar {number}: {fault}" for number, page in enumerate(data["lembar"], 1) for fault in _page_faults(page, data)]
    return [*found, *_flow_faults(data, sop)]


def _page_faults(page: dict[str, Any], data: dict[str, Any]) -> Iterator[str]:
    yield from _line_faults(page)
    yield from _crowded(page)
    yield from _outside(page, data)
    for one, other in combinations(page["lines"], 2):
        yield from _pair_faults(one, other)


# shapes


def symbol_polygon(symbol: dict[str, Any]) -> Polygon:
    """A decision's four corners; the box of any other symbol."""
    x, y, w, h = symbol["x"], symbol["y"], symbol["w"] / 2, symbol["h"] / 2
    if symbol["bentuk"] == "keputusan":
        return [(x, y - h), (x + w, y), (x, y + h), (x - w, y)]
    return [(x - w, y - h), (x + w, y - h), (x + w, y + h), (x - w, y + h)]


def _label_polygon(label: dict[str, Any]) -> Polygon:
    x, y, w, h = label["x"], label["y"], label["w"], label["h"]
    return [(x, y), (x + w, y), (x + w, y + h), (x, y + h)]


def _pentagon_polygon(pentagon: dict[str, Any]) -> Polygon:
    return _label_polygon({**pentagon, "x": pentagon["x"] - pentagon["w"] / 2})


def inside_length(a: Point, b: Point, polygon: Polygon) -> float:
    """How much of a segment lies inside a convex polygon whose corners go clockwise (y points down)."""
    low, high = 0.0, 1.0
    for p, q in pairwise([*polygon, polygon[0]]):
        normal = (-(q[1] - p[1]), q[0] - p[0])
        begin = (a[0] - p[0]) * normal[0] + (a[1] - p[1]) * normal[1]
        slope = (b[0] - a[0]) * normal[0] + (b[1] - a[1]) * normal[1]
        if abs(slope) < 1e-9:
            if begin <= 1e-6:
                return 0.0
            continue
        cut = -begin / slope
        low, high = (max(low, cut), high) if slope > 0 else (low, min(high, cut))
    return max(0.0, high - low) * (abs(a[0] - b[0]) + abs(a[1] - b[1]))


def overlap(one: Polygon, other: Polygon) -> bool:
    """Whether two convex polygons share more than an edge."""
    for polygon in (one, other):
        for p, q in pairwise([*polygon, polygon[0]]):
            axis = (q[1] - p[1], p[0] - q[0])
            first = [x * axis[0] + y * axis[1] for x, y in one]
            second = [x * axis[0] + y * axis[1] for x, y in other]
            size = (axis[0] ** 2 + axis[1] ** 2) ** 0.5 * 0.02
            if max(first) <= min(second) + size or max(second) <= min(first) + size:
                return False
    return True


def on_edge(point: Point, polygon: Polygon) -> bool:
    """Whether a point lies on the outline of a polygon."""
    for p, q in pairwise([*polygon, polygon[0]]):
        long = ((q[0] - p[0]) ** 2 + (q[1] - p[1]) ** 2) ** 0.5
        away = abs((q[0] - p[0]) * (point[1] - p[1]) - (q[1] - p[1]) * (point[0] - p[0])) / long
        along = ((point[0] - p[0]) * (q[0] - p[0]) + (point[1] - p[1]) * (q[1] - p[1])) / long
        if away < 0.02 and -0.02 < along < long + 0.02:
            return True
    return False


def _segments(line: dict[str, Any]) -> list[tuple[Point, Point]]:
    points = [(point[0], point[1]) for point in line["points"]]
    return list(pairwise(points))


# what a line may not do


def _line_faults(page: dict[str, Any]) -> Iterator[str]:
    solid = [(f"simbol baris {symbol['row']}", symbol_polygon(symbol)) for symbol in page["symbols"]]
    solid += [(f"segilima {'/'.join(pentagon['letters'])}", _pentagon_polygon(pentagon)) for pentagon in page["pentagons"]]
    words = [(f'kata "{label["text"]}"', _label_polygon(label)) for label in page["labels"]]
    for line in page["lines"]:
        name = f"garis {line['source']} ke {line['target']}"
        parts = _segments(line)
        for a, b in parts:
            if min(abs(a[0] - b[0]), abs(a[1] - b[1])) > 0.001:
                yield f"{name} miring"
            for what, polygon in solid:
                if inside_length(a, b, polygon) > TOUCH:
                    yield f"{name} menembus {what}"
            for what, polygon in words:
                if inside_length(a, b, polygon) > 0:
                    yield f"{name} menyentuh {what}"
        for (a, b), (c, d) in combinations(parts, 2):
            if _shared(a, b, c, d, 0.3) > 0.3:
                yield f"{name} menumpuk dirinya"


def _shared(a: Point, b: Point, c: Point, d: Point, apart: float) -> float:
    """How long two parallel segments run nearer than `apart`."""
    for along in (0, 1):
        across = 1 - along
        if abs(a[across] - b[across]) < 0.001 and abs(c[across] - d[across]) < 0.001 and abs(a[across] - c[across]) < apart:
            return min(max(a[along], b[along]), max(c[along], d[along])) - max(min(a[along], b[along]), min(c[along], d[along]))
    return -1.0


def _pair_faults(one: dict[str, Any], other: dict[str, Any]) -> Iterator[str]:
    """Two lines may cross; they may share a way only to the very same end; one may end on the other only for the same step."""
    name = f"garis {one['source']} ke {one['target']} dan {other['source']} ke {other['target']}"
    joined = one["points"][-1] == other["points"][-1] and not one["both"] and not other["both"]
    for a, b in _segments(one):
        for c, d in _segments(other):
            if not joined and _shared(a, b, c, d, APART) > 0.05:
                yield f"{name} bertumpuk"
    if joined:
        return
    for first, second in ((one, other), (other, one)):
        for number, point in enumerate(first["points"]):
            touched = any(_near(point, c, d) for c, d in _segments(second))
            ends = number + 1 == len(first["points"]) and first["target"] == second["target"] and not second["both"]
            if touched and not ends:
                yield f"{name} bersentuhan di {point}"


def _near(point: Point, a: Point, b: Point) -> bool:
    low, high = (min(a[0], b[0]), min(a[1], b[1])), (max(a[0], b[0]), max(a[1], b[1]))
    return all(low[k] - 0.3 < point[k] < high[k] + 0.3 for k in (0, 1))


# what must have room


def _crowded(page: dict[str, Any]) -> Iterator[str]:
    things = [(f"simbol baris {symbol['row']}", symbol_polygon(symbol)) for symbol in page["symbols"]]
    things += [(f'kata "{label["text"]}"', _label_polygon(label)) for label in page["labels"]]
    things += [(f"segilima {'/'.join(pentagon['letters'])}", _pentagon_polygon(pentagon)) for pentagon in page["pentagons"]]
    for (name, one), (second, other) in combinations(things, 2):
        if overlap(one, other):
            yield f"{name} menutupi {second}"


def _outside(page: dict[str, Any], data: dict[str, Any]) -> Iterator[str]:
    actors = len(data["pelaksana"])
    left = sum(data["kolom"][:2])
    right = left + sum(data["kolom"][2 : 2 + actors])
    top, bottom = page["head"] + sum(data["heads"]), page["bottom"]
    width, height = data["sizes"]["sheet"]
    side, above, below = data["sizes"]["margin"]
    if sum(data["kolom"]) > width - 2 * side + 0.01 or bottom > height - above - below:
        yield "tabel keluar dari halaman"
    polygons = [symbol_polygon(symbol) for symbol in page["symbols"]]
    polygons += [_label_polygon(label) for label in page["labels"]] + [_pentagon_polygon(pentagon) for pentagon in page["pentagons"]]
    polygons += [[(point[0], point[1]) for point in line["points"]] for line in page["lines"]]
    for polygon in polygons:
        if any(not (left <= x <= right and top <= y <= bottom) for x, y in polygon):
            yield f"gambar keluar dari kolom pelaksana: {polygon}"
    rows = {row["row"]: row for row in page["rows"]}
    for symbol in page["symbols"]:
        row = rows[symbol["row"]]
        if not row["top"] < symbol["y"] - symbol["h"] / 2 < symbol["y"] + symbol["h"] / 2 < row["top"] + row["height"]:
            yield f"simbol baris {symbol['row']} keluar dari barisnya"


# the flow read back from the drawing


def _flow_faults(data: dict[str, Any], sop: Sop) -> Iterator[str]:
    """The arrows, followed with a finger over letters and pages, must tell exactly the flow of the SOP."""
    letters: dict[str, set[int]] = {}
    leaving: list[tuple[int, int | tuple[str, ...]]] = []
    for page in data["lembar"]:
        for line in page["lines"]:
            start, end = _thing_at(page, line, 0), _thing_at(page, line, -1)
            if start is None or end is None or (line["both"] and start != end):
                yield f"garis {line['source']} ke {line['target']} tidak berpangkal atau tidak berujung"
            elif isinstance(start, int) and not line["both"]:
                leaving.append((start, end))
            elif isinstance(start, tuple) and isinstance(end, int):
                for mark in start:
                    letters.setdefault(mark, set()).add(end)
    yield from (f"huruf {mark} berujung pada {len(ends)} langkah" for mark, ends in letters.items() if len(ends) != 1)
    told = [(start, end) for start, end in leaving if isinstance(end, int)]
    told += [(start, target) for start, end in leaving if isinstance(end, tuple) for mark in end for target in letters.get(mark, ())]
    rows = {step.nomor: row for row, step in enumerate(sop.langkah)}
    wanted = [(row, row + 1) for row in range(len(sop.langkah) - 1)]
    wanted += [(row, rows[target]) for row, step in enumerate(sop.langkah) for target in step.kembali]
    if sorted(told) != sorted(wanted):
        yield f"alir terbaca {sorted(set(told) ^ set(wanted))} berbeda dari SOP"


def _symbol_at(page: dict[str, Any], point: Point) -> int | None:
    return next((symbol["row"] for symbol in page["symbols"] if on_edge(point, symbol_polygon(symbol))), None)


def _thing_at(page: dict[str, Any], line: dict[str, Any], which: int) -> int | tuple[str, ...] | None:
    """What stands at an end of a line: a row's symbol, a pentagon's letters, or what the line leads to that it joins there."""
    point = tuple(line["points"][which])
    row = _symbol_at(page, point)
    if row is not None:
        return row
    for pentagon in page["pentagons"]:
        if on_edge(point, _pentagon_polygon(pentagon)):
            return tuple(pentagon["letters"])
    if which == -1:
        for other in page["lines"]:
            if other is not line and not other["both"] and any(_near(point, c, d) for c, d in _segments(other)):
                return _thing_at(page, other, -1)
    return None
