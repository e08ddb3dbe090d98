"""What a BPMN file says about one task beside its name: actors, standard time, kelengkapan, output, keterangan, from wherever a tool keeps it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from renjana.sop.bpmn.graph import Graph
from renjana.sop.bpmn.tree import Element
from renjana.sop.bpmn.words import DC, DIAGRAM, MODEL, OWN
from renjana.sop.waktu import parse

KEYS: Mapping[str, str] = {
    "waktu": "waktu",
    "mutu baku waktu": "waktu",
    "durasi": "waktu",
    "kelengkapan": "kelengkapan",
    "kelengkapan dan peralatan": "kelengkapan",
    "output": "output",
    "keluaran": "output",
    "keterangan": "keterangan",
}
_LINE = re.compile(r"\s*([A-Za-z ]{4,30}?)\s*:\s*(\S.*)")


@dataclass
class Lanes:
    """Who does what: the name of each lane by its id, in the order of the drawing, the lane of each node, own ids of actors by lane."""

    names: dict[str, str] = field(default_factory=dict)
    of: dict[str, str] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)


def own(element: Element, name: str) -> Element | None:
    """The product's own element among the extensions of another."""
    for kept in element.each(MODEL, "extensionElements"):
        for found in kept.each(OWN, name):
            return found
    return None


def read_lanes(graph: Graph) -> Lanes:
    """Lanes without lanes inside. A node that none names stands in the lane whose rectangle holds its middle, else in none."""
    found = Lanes()
    for lane in graph.process.walk():
        if lane.space != MODEL or lane.name != "lane" or any(inner for inner in lane.each(MODEL, "childLaneSet") if any(inner.each(MODEL, "lane"))):
            continue
        found.names[lane.get("id")] = lane.get("name")
        if actor := own(lane, "pelaksana"):
            found.ids[lane.get("id")] = actor.get("id")
        for reference in lane.each(MODEL, "flowNodeRef"):
            found.of.setdefault(reference.text.strip(), lane.get("id"))
    boxes = _boxes(graph.root)
    for node in graph.nodes:
        if node not in found.of and node in boxes:
            x, y = boxes[node][0] + boxes[node][2] / 2, boxes[node][1] + boxes[node][3] / 2
            inside = (lane for lane in found.names if lane in boxes and _holds(boxes[lane], x, y))
            if lane_id := next(inside, None):
                found.of[node] = lane_id
    return found


def _boxes(root: Element) -> dict[str, tuple[float, float, float, float]]:
    """Rectangles of the drawing by the id of what they show; one that is not made of numbers is left out."""
    found = {}
    for shape in (each for each in root.walk() if each.space == DIAGRAM and each.name == "BPMNShape"):
        for bounds in shape.each(DC, "Bounds"):
            try:
                x, y, w, h = (float(bounds.get(key)) for key in ("x", "y", "width", "height"))
            except ValueError:
                continue
            found[shape.get("bpmnElement")] = (x, y, w, h)
    return found


def _holds(box: tuple[float, float, float, float], x: float, y: float) -> bool:
    return box[0] <= x <= box[0] + box[2] and box[1] <= y <= box[1] + box[3]


def assigned(element: Element) -> str:
    """The group or person that an engine would give a task to, when it is written as a plain name."""
    places = [element, *(each for each in element.walk() if each.name == "assignmentDefinition")]
    for key in ("candidateGroups", "assignee"):
        for place in places:
            name = place.get(key).split(",")[0].strip()
            if name and not name.startswith(("=", "$", "#")):
                return name
    return ""


def owners(element: Element) -> list[str]:
    """Ids of the resources that a task names as those who may do it."""
    roles = element.each(MODEL, "potentialOwner", "humanPerformer", "performer", "resourceRole")
    return [each.text.strip().rpartition(":")[2] for role in roles for each in role.each(MODEL, "resourceRef")]


def told(graph: Graph, element: Element) -> dict[str, str]:
    """Values by field: properties of any tool first, then lines of the documentation, data objects, notes tied to the task."""
    found: dict[str, str] = {}
    for kept in element.each(MODEL, "extensionElements"):
        for each in kept.walk():
            _take(found, each.get("name") or each.get("key") or each.get("metaKey"), each.get("value") or each.get("metaValue"))
    for document in element.each(MODEL, "documentation"):
        for line in document.text.splitlines():
            if match := _LINE.fullmatch(line):
                _take(found, match[1], match[2])
    _take(found, "kelengkapan", ", ".join(_data(graph, element, incoming=True)))
    _take(found, "output", ", ".join(_data(graph, element, incoming=False)))
    for words in _annotations(graph, element):
        _take(found, "waktu" if _is_time(words) else "keterangan", words)
    return found


def _take(found: dict[str, str], key: str, words: str) -> None:
    name = KEYS.get(" ".join(key.lower().split()))
    if name and words.strip():
        found.setdefault(name, words.strip())


def _is_time(words: str) -> bool:
    try:
        parse(words)
    except ValueError:
        return False
    return True


def _data(graph: Graph, element: Element, *, incoming: bool) -> list[str]:
    """Names of data objects that go into or come out of a task."""
    kind, side = ("dataInputAssociation", "sourceRef") if incoming else ("dataOutputAssociation", "targetRef")
    ends = [each.text.strip() for link in element.each(MODEL, kind) for each in link.each(MODEL, side)]
    ends += [other for other, inward in graph.ties.get(element.get("id"), ()) if inward == incoming]
    return list(dict.fromkeys(graph.data[end] for end in ends if end in graph.data))


def _annotations(graph: Graph, element: Element) -> list[str]:
    return [graph.annotations[other] for other, _ in graph.ties.get(element.get("id"), ()) if other in graph.annotations]
