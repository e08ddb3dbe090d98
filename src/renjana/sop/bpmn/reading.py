"""A BPMN file as an SOP: the product's own export comes back as it was, a stranger's drawing as far as the five symbols go, the rest refused."""

import re
import unicodedata
from dataclasses import dataclass, field, fields, replace
from typing import Any

from renjana.sop.bpmn.graph import Graph, called, read_graph
from renjana.sop.bpmn.order import Ordered, order
from renjana.sop.bpmn.tree import Element, read_xml
from renjana.sop.bpmn.values import Lanes, assigned, own, owners, read_lanes, told
from renjana.sop.bpmn.words import BOX_FIELDS, HEAD_FIELDS, MODEL, OWN, STEP_FIELDS, STEP_FLAGS
from renjana.sop.definition import dump, load
from renjana.sop.faults import DefinitionError, Fault
from renjana.sop.model import KEPUTUSAN, MULAI, PROSES, SELESAI, Catatan, Identitas, Langkah, Pelaksana, Sop
from renjana.sop.waktu import parse

DEFAULT_TIME = "1 Hari"
NOBODY = "Pelaksana"
IMPORTED = Catatan("dari-bpmn", "Seluruh SOP", "Diambil dari berkas BPMN; identitas, dasar hukum, dan kotak lain belum diisi.")
NO_TIME = Catatan("waktu-sementara", "Waktu langkah", f"Berkas BPMN tidak memuat waktu; {DEFAULT_TIME} ialah isian sementara yang harus ditetapkan.")
STATUS = "diimpor dari BPMN, belum disahkan"


@dataclass(frozen=True)
class Imported:
    """The SOP, and what the reader has to know about it: left out, assumed, filled for the time being."""

    sop: Sop
    notes: tuple[str, ...]


@dataclass
class _Cast:
    """Actors by id in the order of the drawing, growing while steps name them; `by_lane` and `pool` say who stands where."""

    lanes: Lanes
    resources: dict[str, Element]
    pool: str
    names: dict[str, str] = field(default_factory=dict)
    by_lane: dict[str, str] = field(default_factory=dict)

    def actor(self, name: str) -> str:
        """The id of an actor by name, made when it is new."""
        for known, found in self.names.items():
            if found == name:
                return known
        made = code(name, "pelaksana", set(self.names), "_")
        self.names[made] = name
        return made

    def resource(self, name: str) -> str:
        """The id of the actor that a resource stands for."""
        element = self.resources.get(name)
        mine = own(element, "pelaksana") if element else None
        if mine and mine.get("id"):
            self.names.setdefault(mine.get("id"), element.get("name") if element else "")
            return mine.get("id")
        return self.actor((element.get("name").strip() if element else "") or name)

    def of(self, node: Element) -> tuple[str, ...]:
        """Who does a step: its lane, or whom an engine would ask, or the pool; and whoever else may do it."""
        lane = self.by_lane.get(self.lanes.of.get(node.get("id"), ""))
        shared = tuple(dict.fromkeys(self.resource(name) for name in owners(node)))
        if lane is None:
            return shared or (self.actor(assigned(node) or self.pool),)
        return shared if lane in shared else (lane, *shared)


def read_bpmn(content: bytes, *, pemda: str = "-", perangkat_daerah: str = "-") -> Imported:
    """Read a BPMN 2.0 file. Raises DefinitionError with everything that cannot be taken over, each element with its line, id and reason.

    `pemda` and `perangkat_daerah` head an SOP that was drawn by another tool.
    """
    graph = read_graph(read_xml(content))
    lanes = read_lanes(graph)
    cast = _cast(graph, lanes)
    ordered = order(graph, lambda node: lanes.of.get(node, ""))
    if graph.faults:
        raise DefinitionError(tuple(graph.faults))
    mine = own(graph.process, "sop")
    steps = [_step(graph, cast, ordered, place) for place in range(len(ordered.steps))]
    sop = _own_head(graph, mine) if mine else _strange_head(graph, pemda, perangkat_daerah)
    sop = replace(sop, pelaksana=tuple(Pelaksana(*each) for each in cast.names.items()), langkah=tuple(steps))
    if any(NO_TIME.id in step.catatan for step in steps) and NO_TIME not in sop.catatan:
        sop = replace(sop, catatan=(*sop.catatan, NO_TIME))
    return Imported(_checked(sop, graph, ordered), (*(() if mine else graph.notes), *_assumed(graph, sop, ordered)))


def code(text: str, fallback: str, taken: set[str], joint: str = "-") -> str:
    """A code of small letters, numbers and `joint` from any text; numbered when it is taken already."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    made = joint.join(re.findall(r"[a-z0-9]+", plain))[:50].strip(joint) or fallback
    number, found = 1, made
    while found in taken:
        number += 1
        found = f"{made}{joint}{number}"
    return found


def _cast(graph: Graph, lanes: Lanes) -> _Cast:
    pools = [each for team in graph.root.each(MODEL, "collaboration") for each in team.each(MODEL, "participant")]
    mine = [pool.get("name").strip() for pool in pools if pool.get("processRef").rpartition(":")[2] == graph.process.get("id")]
    resources = {each.get("id"): each for each in graph.root.each(MODEL, "resource")}
    cast = _Cast(lanes, resources, next(filter(None, mine), NOBODY))
    for number, (lane, name) in enumerate(lanes.names.items(), 1):
        if lanes.ids.get(lane):
            cast.by_lane[lane] = lanes.ids[lane]
            cast.names[lanes.ids[lane]] = name
        else:
            cast.by_lane[lane] = cast.actor(" ".join(name.split()) or f"{NOBODY} {number}")
    return cast


def _step(graph: Graph, cast: _Cast, ordered: Ordered, place: int) -> Langkah:
    node = ordered.steps[place]
    element = graph.nodes[node].element
    back = tuple(ordered.steps.index(target) + 1 for target in ordered.back.get(node, ()))
    last = place + 1 == len(ordered.steps)
    bentuk = MULAI if not place else KEPUTUSAN if back else SELESAI if last else PROSES
    mine = own(element, "langkah")
    values: dict[str, Any] = {key: mine.get(key) for key in STEP_FIELDS} if mine else _strange_values(graph, element)
    flags: dict[str, Any] = {key: mine.get(key) == "true" for key in STEP_FLAGS} if mine else {}
    notes = tuple(each.get("ref") for each in mine.each(OWN, "catatan")) if mine else ()
    name = element.get("name") if mine else " ".join(element.get("name").split()) or node
    if not mine and not values["waktu"]:
        notes, values["waktu"] = (*notes, NO_TIME.id), DEFAULT_TIME
    return Langkah(place + 1, name, cast.of(element), bentuk=bentuk, kembali=back, catatan=notes, **values, **flags)


def _strange_values(graph: Graph, element: Element) -> dict[str, str]:
    """What a step of another tool says; a time that cannot be read is left out here and told as missing."""
    found = {"kelengkapan": "-", "waktu": "", "output": "-", "keterangan": "-"} | told(graph, element)
    try:
        parse(found["waktu"])
    except ValueError:
        found["waktu"] = ""
    if element.name == "callActivity":
        linked = element.get("calledElement").rpartition(":")[2]
        found["sop_terkait"] = code(linked or element.get("name"), "sop-terkait", set())
    return found


def _own_head(graph: Graph, mine: Element) -> Sop:
    kept = [child for kept in graph.process.each(MODEL, "extensionElements") for child in kept.children if child.space == OWN]
    block = next((child for child in kept if child.name == "identitas"), None)
    boxes: dict[str, Any] = {key: tuple(child.text for child in kept if child.name == key) for key in BOX_FIELDS}
    notes = tuple(Catatan(child.get("id"), child.get("letak"), child.text) for child in kept if child.name == "catatan")
    identity = Identitas(**{each.name: block.get(each.name) for each in fields(Identitas)}) if block else Identitas()
    head: dict[str, Any] = {key: mine.get(key) for key in HEAD_FIELDS}
    return Sop(nama=graph.process.get("name"), identitas=identity, pelaksana=(), langkah=(), catatan=notes, **boxes, **head)


def _strange_head(graph: Graph, pemda: str, perangkat_daerah: str) -> Sop:
    process, pools = graph.process, [each for team in graph.root.each(MODEL, "collaboration") for each in team.each(MODEL, "participant")]
    names = [process.get("name"), *(pool.get("name") for pool in pools if pool.get("processRef") == process.get("id")), process.get("id")]
    name = next((" ".join(each.split()) for each in names if each.strip()), "SOP dari BPMN")
    boxes: dict[str, Any] = dict.fromkeys(BOX_FIELDS, ())
    return Sop(
        kode=code(name.removeprefix("SOP "), "sop-dari-bpmn", set()),
        versi="1",
        nama=name.removeprefix("SOP "),
        pemda=pemda,
        perangkat_daerah=perangkat_daerah,
        identitas=Identitas(),
        pelaksana=(),
        langkah=(),
        catatan=(IMPORTED,),
        status=STATUS,
        **boxes,
    )


def _assumed(graph: Graph, sop: Sop, ordered: Ordered) -> list[str]:
    """What was filled in because the file does not say it."""
    timeless = [str(step.nomor) for step in sop.langkah if NO_TIME.id in step.catatan]
    strange = [step for step, node in zip(sop.langkah, ordered.steps, strict=True) if own(graph.nodes[node].element, "langkah") is None]
    bare = [str(step.nomor) for step in strange if "-" in (step.kelengkapan, step.output)]
    said = [f"Langkah {', '.join(timeless)} tidak memuat waktu; diisi {DEFAULT_TIME} untuk sementara."] if timeless else []
    return said + ([f'Langkah {", ".join(bare)} tidak memuat kelengkapan atau output; diisi "-".'] if bare else [])


def _checked(sop: Sop, graph: Graph, ordered: Ordered) -> Sop:
    """The SOP by the same check as any definition. Raises DefinitionError that names elements instead of places."""
    try:
        return load(dump(sop))
    except DefinitionError as found:
        raise DefinitionError(tuple(_named(fault, graph, ordered) for fault in found.faults)) from found


def _named(fault: Fault, graph: Graph, ordered: Ordered) -> Fault:
    match = re.match(r"langkah\[(\d+)\]\.?(.*)", fault.place)
    if match is None:
        return Fault(None, fault.place, fault.message)
    element = graph.nodes[ordered.steps[int(match[1]) - 1]].element
    return Fault(element.line, f"{called(element)}, {match[2] or 'langkah'}", fault.message)
