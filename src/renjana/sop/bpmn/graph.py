"""From the elements of a BPMN file to nodes and flows of the five symbols; whatever is outside them is refused, each by its name and id."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from renjana.sop.bpmn.tree import Element, refused
from renjana.sop.bpmn.words import MODEL
from renjana.sop.faults import Fault

LIMIT_NODES, LIMIT_ARROWS = 400, 2_000
TASKS = ("task", "userTask", "manualTask", "sendTask", "receiveTask", "callActivity")
START, END, GATEWAY, LINK, STEP, REFUSED = "mulai", "akhir", "keputusan", "sambungan", "kegiatan", "ditolak"
"""Kinds of nodes. What is refused stays in the graph, so that what follows it can still be judged."""
KINDS: Mapping[str, str] = {
    "startEvent": START,
    "endEvent": END,
    "exclusiveGateway": GATEWAY,
    "intermediateThrowEvent": LINK,
    "intermediateCatchEvent": LINK,
    **dict.fromkeys(TASKS, STEP),
}
QUIET: tuple[str, ...] = ("documentation", "extensionElements", "laneSet", "textAnnotation", "association", "group")
QUIET += ("dataObject", "dataObjectReference", "dataStoreReference", "ioSpecification", "property", "auditing", "monitoring", "sequenceFlow")
DATA = ("dataObjectReference", "dataStoreReference", "dataObject")
SEQUENCE = "SOP AP berjalan satu langkah demi satu langkah"
REASONS: Mapping[str, str] = {
    "parallelGateway": f"gerbang paralel tidak termasuk lima simbol; {SEQUENCE}, maka urutkan cabangnya.",
    "inclusiveGateway": f"gerbang inklusif tidak termasuk lima simbol; {SEQUENCE}, maka pakai keputusan Ya/Tidak.",
    "complexGateway": "gerbang kompleks tidak termasuk lima simbol; pakai keputusan Ya/Tidak.",
    "eventBasedGateway": "gerbang peristiwa tidak termasuk lima simbol; pakai keputusan Ya/Tidak.",
    "serviceTask": "dikerjakan sistem, bukan pelaksana; ubah menjadi kegiatan yang dilakukan orang (user task).",
    "scriptTask": "dikerjakan sistem, bukan pelaksana; ubah menjadi kegiatan yang dilakukan orang (user task).",
    "businessRuleTask": "dikerjakan sistem, bukan pelaksana; ubah menjadi kegiatan yang dilakukan orang (user task).",
    "subProcess": "subproses tidak termasuk lima simbol; jadikan SOP terkait (call activity) atau uraikan menjadi kegiatan.",
    "adHocSubProcess": "subproses tanpa urutan tidak termasuk lima simbol; uraikan menjadi kegiatan yang berurutan.",
    "transaction": "transaksi tidak termasuk lima simbol; uraikan menjadi kegiatan.",
    "boundaryEvent": "peristiwa yang menempel pada kegiatan tidak termasuk lima simbol; tulis batas waktunya sebagai waktu baku.",
}
LOOPS = {
    "standardLoopCharacteristics": "penanda perulangan tidak termasuk lima simbol; gambar jalan kembali dari sebuah keputusan.",
    "multiInstanceLoopCharacteristics": "penanda pengulangan jamak tidak termasuk lima simbol; jadikan SOP terkait bagi tiap bidang.",
}


@dataclass
class Node:
    """A node of the drawing; `element` is what the file holds."""

    id: str
    kind: str
    element: Element

    @property
    def name(self) -> str:
        return self.element.get("name").strip()


@dataclass(frozen=True)
class Arrow:
    """A sequence flow between two nodes."""

    id: str
    source: str
    target: str
    line: int
    conditional: bool


@dataclass
class Graph:
    """One process: its element, nodes in the order of the file, arrows, what is wrong, what was left out with a word."""

    process: Element
    root: Element
    nodes: dict[str, Node] = field(default_factory=dict)
    arrows: list[Arrow] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @cached_property
    def ties(self) -> dict[str, list[tuple[str, bool]]]:
        """What associations tie to each id, and whether it points to it."""
        found: dict[str, list[tuple[str, bool]]] = {}
        for link in (link for place in self.places for link in place.each(MODEL, "association")):
            found.setdefault(link.get("targetRef"), []).append((link.get("sourceRef"), True))
            found.setdefault(link.get("sourceRef"), []).append((link.get("targetRef"), False))
        return found

    @cached_property
    def data(self) -> dict[str, str]:
        """Names of data objects and stores by id."""
        return {each.get("id"): each.get("name").strip() for each in self.process.each(MODEL, *DATA) if each.get("name").strip()}

    @cached_property
    def annotations(self) -> dict[str, str]:
        """Texts of notes by id, each on one line."""
        notes = (each for place in self.places for each in place.each(MODEL, "textAnnotation"))
        texts = {each.get("id"): " ".join(words for text in each.each(MODEL, "text") for words in text.text.split()) for each in notes}
        return {name: words for name, words in texts.items() if words}

    @property
    def places(self) -> list[Element]:
        """Where notes and their ties may stand."""
        return [self.process, *self.root.each(MODEL, "collaboration")]

    def refuse(self, element: Element, message: str) -> None:
        """Name an element with the reason why it cannot be taken over."""
        self.faults.append(Fault(element.line, called(element), message))

    def out(self, node: str) -> list[Arrow]:
        """Arrows that leave a node, in the order of the file."""
        return [arrow for arrow in self.arrows if arrow.source == node]

    def into(self, node: str) -> list[Arrow]:
        return [arrow for arrow in self.arrows if arrow.target == node]


def called(element: Element) -> str:
    """An element as people find it in their drawing: kind, id, name."""
    name = " ".join(element.get("name").split())
    return f"{element.name} {element.get('id') or '(tanpa id)'}" + (f' "{name[:60]}"' if name else "")


def read_graph(root: Element) -> Graph:
    """The one process of the file. Raises DefinitionError when the file is not BPMN 2.0 or does not hold exactly one."""
    if root.space != MODEL or root.name != "definitions":
        raise refused(root.line, "bukan berkas BPMN 2.0; ekspor dari aplikasinya sebagai BPMN 2.0 (.bpmn).")
    count = {name: sum(1 for each in root.walk() if each.name == name) for name in ("sequenceFlow", "association")}
    nodes = sum(1 for process in root.each(MODEL, "process") for child in process.children if child.name not in QUIET)
    if nodes > LIMIT_NODES or max(count.values()) > LIMIT_ARROWS:
        raise refused(root.line, f"terlalu besar untuk sebuah SOP (lebih dari {LIMIT_NODES} simbol atau {LIMIT_ARROWS} garis).")
    drawn = [process for process in root.each(MODEL, "process") if any(child.name in KINDS for child in process.each(MODEL, *KINDS))]
    if not drawn:
        raise refused(root.line, "tidak memuat proses dengan kegiatan.")
    graph = Graph(drawn[0], root)
    for other in drawn[1:]:
        graph.refuse(other, "satu berkas hanya boleh memuat satu proses; satu SOP satu alur, maka simpan proses lain di berkas sendiri.")
    _read_nodes(graph)
    _read_arrows(graph)
    _join_links(graph)
    _tell_left_out(graph)
    return graph


def _read_nodes(graph: Graph) -> None:
    for element in graph.process.children:
        if element.space != MODEL or element.name in QUIET:
            continue
        kind = KINDS.get(element.name, REFUSED)
        if kind == REFUSED:
            graph.refuse(element, REASONS.get(element.name, "tidak termasuk lima simbol SOP AP."))
            graph.nodes.setdefault(element.get("id"), Node(element.get("id"), kind, element))
        elif not element.get("id"):
            graph.refuse(element, "tidak punya id.")
        elif element.get("id") in graph.nodes:
            graph.refuse(element, "id-nya dipakai lebih dari sekali.")
        else:
            graph.nodes[element.get("id")] = Node(element.get("id"), kind, element)
            for message in _unfit(element, kind):
                graph.refuse(element, message)


def _unfit(element: Element, kind: str) -> Iterator[str]:
    """What makes a node of a known kind more than its symbol can say."""
    events = [child.name.removesuffix("EventDefinition") for child in element.each(MODEL, *_definitions(element))]
    if kind == LINK and events != ["link"]:
        yield f"peristiwa antara jenis {', '.join(events) or 'umum'} tidak termasuk lima simbol; hanya sambungan halaman (link) yang dapat dibaca."
    if kind in (START, END) and events:
        yield f"peristiwa jenis {', '.join(events)} tidak termasuk lima simbol; pakai awal atau akhir yang biasa."
    if element.get("isForCompensation") == "true":
        yield "kegiatan kompensasi tidak termasuk lima simbol."
    for child in element.each(MODEL, *LOOPS):
        yield LOOPS[child.name]


def _definitions(element: Element) -> set[str]:
    return {child.name for child in element.children if child.name.endswith("EventDefinition") or child.name == "eventDefinitionRef"}


def _read_arrows(graph: Graph) -> None:
    known = {element.get("id") for element in graph.process.walk() if element.get("id")}
    for element in graph.process.each(MODEL, "sequenceFlow"):
        ends = element.get("sourceRef"), element.get("targetRef")
        lost = [f'"{end}"' for end in ends if end not in known]
        if lost:
            graph.refuse(element, f"ujungnya tidak terhubung ke unsur yang ada ({', '.join(lost)}).")
        if all(end in graph.nodes for end in ends):
            conditional = any(True for _ in element.each(MODEL, "conditionExpression"))
            graph.arrows.append(Arrow(element.get("id"), *ends, element.line, conditional))


def _join_links(graph: Graph) -> None:
    """Off-page connectors: each throwing link meets the catching link of its name."""
    links = [node for node in graph.nodes.values() if node.kind == LINK and any(node.element.each(MODEL, "linkEventDefinition"))]
    caught: dict[str, str] = {}
    for node in (node for node in links if node.element.name == "intermediateCatchEvent"):
        if _letter(node) in caught:
            graph.refuse(node.element, f'sambungan masuk "{_letter(node)}" ada lebih dari satu; beri huruf yang berbeda.')
        caught.setdefault(_letter(node), node.id)
    thrown = [node for node in links if node.element.name == "intermediateThrowEvent"]
    for node in thrown:
        if _letter(node) in caught:
            graph.arrows.append(Arrow(f"{node.id}~", node.id, caught[_letter(node)], node.element.line, conditional=False))
        else:
            graph.refuse(node.element, f'sambungan keluar "{_letter(node)}" tidak punya pasangan sambungan masuk yang sama namanya.')
    letters = {_letter(node) for node in thrown}
    for name, node_id in caught.items():
        if name not in letters:
            graph.refuse(graph.nodes[node_id].element, f'sambungan masuk "{name}" tidak punya pasangan sambungan keluar yang sama namanya.')


def _letter(node: Node) -> str:
    named = [child.get("name").strip() for child in node.element.each(MODEL, "linkEventDefinition")]
    return next(filter(None, named), node.name)


def _tell_left_out(graph: Graph) -> None:
    """What a drawing may hold beside the five symbols without changing the procedure is left out, and said."""
    empty = [each for each in graph.root.each(MODEL, "process") if each is not graph.process and not any(each.each(MODEL, *KINDS))]
    messages = [flow for each in graph.root.each(MODEL, "collaboration") for flow in each.each(MODEL, "messageFlow")]
    groups = [group for each in graph.places for group in each.each(MODEL, "group")]
    spaces = sorted({each.space for each in graph.process.walk() if each.space not in (MODEL, "") and not each.space.startswith("urn:renjana:")})
    for label, found in (("proses kosong", empty), ("arus pesan", messages), ("kelompok", groups)):
        if found:
            graph.notes.append(f"{len(found)} {label} tidak diambil karena tidak mengubah urutan langkah.")
    if spaces:
        graph.notes.append(
            f"Isian tambahan aplikasi lain hanya diambil bila berupa waktu, kelengkapan, output, atau keterangan ({', '.join(spaces)})."
        )
