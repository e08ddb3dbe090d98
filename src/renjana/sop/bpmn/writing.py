"""An SOP as BPMN 2.0 text: valid by OMG's schema, drawn with positions and lanes, runnable, and read back as the same SOP.

A run answers each task with `kembali`: 0 goes on, a number is the step that it returns to.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from xml.sax.saxutils import escape, quoteattr

from renjana.sop.bpmn.diagram import Diagram, Flow, Lane, Node, diagram_of
from renjana.sop.bpmn.places import Bounds, Places, places
from renjana.sop.bpmn.words import BOX_FIELDS, DC, DI, DIAGRAM, HEAD_FIELDS, MODEL, OWN, STEP_FIELDS, STEP_FLAGS, XSI
from renjana.sop.model import Langkah, Sop

TOLD = (("Kelengkapan", "kelengkapan"), ("Waktu", "waktu"), ("Output", "output"), ("Keterangan", "keterangan"))


def as_bpmn(sop: Sop) -> str:
    """The SOP as a BPMN file; `read_bpmn(as_bpmn(sop).encode()).sop == sop`. The same SOP gives the same text."""
    diagram = diagram_of(sop)
    spaces = {"bpmn": MODEL, "bpmndi": DIAGRAM, "dc": DC, "di": DI, "renjana": OWN, "xsi": XSI}
    head = {f"xmlns:{prefix}": uri for prefix, uri in spaces.items()} | {"id": f"berkas_{sop.kode}", "targetNamespace": f"{OWN}:{sop.kode}"}
    shared = {actor for step in sop.langkah if len(step.pelaksana) > 1 for actor in step.pelaksana}
    body = [
        *(_resource(lane) for lane in diagram.lanes if lane.pelaksana.id in shared),
        _tag("bpmn:collaboration", {"id": "kerja_sama"}, _tag("bpmn:participant", _participant(diagram, sop))),
        _tag("bpmn:process", {"id": diagram.process, "name": sop.nama, "isExecutable": "true"}, "".join(_process(sop, diagram))),
        _drawing(diagram, places(diagram)),
    ]
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{_tag("bpmn:definitions", head, "".join(body))}'


def _tag(name: str, attributes: Mapping[str, str], inner: str = "") -> str:
    """An element on lines of its own; text, which never begins with a bracket, stays as it is."""
    words = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items())
    if not inner:
        return f"<{name}{words}/>\n"
    return f"<{name}{words}>{chr(10) if inner.startswith('<') else ''}{inner}</{name}>\n"


def _text(name: str, words: str, attributes: Mapping[str, str] | None = None) -> str:
    return _tag(name, attributes or {}, escape(words))


def _kept(*own: str) -> str:
    return _tag("bpmn:extensionElements", {}, "".join(own))


def _participant(diagram: Diagram, sop: Sop) -> dict[str, str]:
    return {"id": diagram.pool, "name": sop.perangkat_daerah, "processRef": diagram.process}


def _resource(lane: Lane) -> str:
    """An actor who shares a step, so that the task can name everyone who may do it."""
    own = _tag("renjana:pelaksana", {"id": lane.pelaksana.id})
    return _tag("bpmn:resource", {"id": f"orang_{lane.id}", "name": lane.pelaksana.nama}, _kept(own))


def _process(sop: Sop, diagram: Diagram) -> Iterator[str]:
    yield _kept(
        _tag("renjana:sop", {key: getattr(sop, key) for key in HEAD_FIELDS}),
        _tag("renjana:identitas", asdict(sop.identitas)),
        *(_text(f"renjana:{key}", entry) for key in BOX_FIELDS for entry in getattr(sop, key)),
        *(_text("renjana:catatan", note.isi, {"id": note.id, "letak": note.letak}) for note in sop.catatan),
    )
    yield _tag("bpmn:laneSet", {"id": "lajur"}, "".join(_lane(lane, number, diagram) for number, lane in enumerate(diagram.lanes)))
    for node in diagram.nodes:
        yield _node(node, diagram)
    for flow in diagram.flows:
        yield _flow(flow)


def _lane(lane: Lane, number: int, diagram: Diagram) -> str:
    nodes = "".join(_text("bpmn:flowNodeRef", node.id) for node in diagram.nodes if node.lane == number)
    own = _kept(_tag("renjana:pelaksana", {"id": lane.pelaksana.id}))
    return _tag("bpmn:lane", {"id": lane.id, "name": lane.pelaksana.nama}, own + nodes)


def _node(node: Node, diagram: Diagram) -> str:
    inner = _step(node.step) if node.step else ""
    inner += "".join(_text("bpmn:incoming", flow.id) for flow in diagram.flows if flow.target == node.id)
    inner += "".join(_text("bpmn:outgoing", flow.id) for flow in diagram.flows if flow.source == node.id)
    if node.step and len(node.step.pelaksana) > 1:
        lanes = {lane.pelaksana.id: lane.id for lane in diagram.lanes}
        named = [_text("bpmn:resourceRef", f"orang_{lanes[actor]}") for actor in node.step.pelaksana]
        inner += "".join(_tag("bpmn:potentialOwner", {}, each) for each in named)
    more = {"default": diagram.defaults[node.id]} if node.id in diagram.defaults else {}
    return _tag(f"bpmn:{node.kind}", {"id": node.id, "name": node.name, **more}, inner)


def _step(step: Langkah) -> str:
    """What a task says to people who read it in another tool, and what this product reads back."""
    words = "\n".join(f"{label}: {getattr(step, key)}" for label, key in TOLD)
    flags = {key: "true" for key in STEP_FLAGS if getattr(step, key)}
    notes = "".join(_tag("renjana:catatan", {"ref": note}) for note in step.catatan)
    own = _tag("renjana:langkah", {key: getattr(step, key) for key in STEP_FIELDS} | flags, notes)
    return _text("bpmn:documentation", words) + _kept(own)


def _flow(flow: Flow) -> str:
    when = "" if flow.ke is None else _text("bpmn:conditionExpression", f"kembali == {flow.ke}", {"xsi:type": "bpmn:tFormalExpression"})
    name = {"name": flow.name} if flow.name else {}
    return _tag("bpmn:sequenceFlow", {"id": flow.id, **name, "sourceRef": flow.source, "targetRef": flow.target}, when)


def _drawing(diagram: Diagram, placed: Places) -> str:
    shapes = [_shape(diagram.pool, placed.bounds[diagram.pool], {"isHorizontal": "true"})]
    shapes += [_shape(lane.id, placed.bounds[lane.id], {"isHorizontal": "true"}) for lane in diagram.lanes]
    for node in diagram.nodes:
        shapes.append(_shape(node.id, placed.bounds[node.id], {"isMarkerVisible": "true"} if node.kind == "exclusiveGateway" else {}))
    for flow in diagram.flows:
        points = "".join(_tag("di:waypoint", {"x": str(x), "y": str(y)}) for x, y in placed.lines[flow.id])
        shapes.append(_tag("bpmndi:BPMNEdge", {"id": f"garis_{flow.id}", "bpmnElement": flow.id}, points))
    plane = _tag("bpmndi:BPMNPlane", {"id": "bidang_gambar", "bpmnElement": "kerja_sama"}, "".join(shapes))
    return _tag("bpmndi:BPMNDiagram", {"id": "gambar"}, plane)


def _shape(name: str, bounds: Bounds, more: Mapping[str, str]) -> str:
    box = {"x": str(bounds.x), "y": str(bounds.y), "width": str(bounds.w), "height": str(bounds.h)}
    return _tag("bpmndi:BPMNShape", {"id": f"bentuk_{name}", "bpmnElement": name, **more}, _tag("dc:Bounds", box))
