"""From nodes and arrows to the order of the steps: one way on, and ways back from decisions. Whatever else is drawn is refused by name."""

from collections.abc import Callable
from dataclasses import dataclass, field

from renjana.sop.bpmn.graph import END, GATEWAY, REFUSED, START, STEP, Graph, Node, called
from renjana.sop.bpmn.tree import refused


@dataclass
class Ordered:
    """Steps in order as node ids, and where each may return to."""

    steps: list[str] = field(default_factory=list)
    back: dict[str, list[str]] = field(default_factory=dict)


def order(graph: Graph, lane_of: Callable[[str], str]) -> Ordered:
    """The steps from the start to the end; faults go to the graph. `lane_of` tells a gateway that is a step of its own.

    Raises DefinitionError when nothing can be followed because there is no start.
    """
    alone = _own_gateways(graph, lane_of)
    first = _first(graph, alone)
    found = Ordered()
    here: str | None = first
    while here is not None:
        found.steps.append(here)
        here = _onward(graph, here, alone, found)
    _check_reached(graph)
    return found


def _own_gateways(graph: Graph, lane_of: Callable[[str], str]) -> set[str]:
    """Decisions that stand in the lane of somebody who does not do the step before: there the diamond is the step, as on an SOP AP."""
    found = set()
    for node in graph.nodes.values():
        if node.kind == GATEWAY and node.name and len(graph.out(node.id)) > 1:
            before = [graph.nodes[arrow.source] for arrow in graph.into(node.id)]
            lanes = {lane_of(each.id) for each in before if each.kind == STEP}
            if lanes and lane_of(node.id) not in lanes:
                found.add(node.id)
    return found


def _is_step(graph: Graph, node: str, alone: set[str]) -> bool:
    return graph.nodes[node].kind == STEP or node in alone


def _first(graph: Graph, alone: set[str]) -> str:
    """The step that the start leads to; without a start symbol, the only step that nothing leads to."""
    starts = [node for node in graph.nodes.values() if node.kind == START]
    if not starts:
        starts = [node for node in graph.nodes.values() if node.kind == STEP and not graph.into(node.id)]
        if len(starts) == 1:
            return starts[0].id
    for node in starts[1:]:
        graph.refuse(node.element, "SOP hanya boleh punya satu permulaan.")
    if not starts:
        raise refused(graph.process.line, "tidak punya permulaan yang dapat diikuti.")
    steps, ends, odd = _reach(graph, starts[0].id, alone)
    if not odd and (ends or len(steps) > 1):
        graph.refuse(starts[0].element, "permulaan harus menuju tepat satu kegiatan; keputusan harus didahului kegiatan yang memutuskan.")
    if not steps:
        raise refused(starts[0].element.line, f"{called(starts[0].element)} tidak menuju kegiatan apa pun.")
    return steps[0]


def _reach(graph: Graph, node: str, alone: set[str]) -> tuple[list[str], list[str], bool]:
    """Steps and ends that follow a node directly or through decisions and connectors, in the order of the drawing.

    True when something refused stands between, so that what is missing behind it is no fault of its own.
    """
    steps: list[str] = []
    ends: list[str] = []
    passed: set[str] = set()
    waiting = [arrow.target for arrow in graph.out(node)]
    while waiting:
        here = waiting.pop(0)
        if here in passed:
            continue
        passed.add(here)
        if _is_step(graph, here, alone):
            steps.append(here)
        elif graph.nodes[here].kind == END:
            ends.append(here)
        else:
            waiting = [arrow.target for arrow in graph.out(here)] + waiting
    return steps, ends, any(graph.nodes[each].kind == REFUSED for each in passed)


def _onward(graph: Graph, here: str, alone: set[str], found: Ordered) -> str | None:
    """The next step; ways back of this one are noted, and what the order of an SOP AP has no room for is refused."""
    node = graph.nodes[here]
    steps, ends, odd = _reach(graph, here, alone)
    back = [step for step in steps if step in found.steps and step != here]
    onward = [step for step in steps if step not in found.steps]
    if back:
        found.back[here] = back
    if not odd:
        _check_ways(graph, node, (steps, ends), (onward, back))
    return onward[0] if onward else None


def _check_ways(graph: Graph, node: Node, reached: tuple[list[str], list[str]], ways: tuple[list[str], list[str]]) -> None:
    """One way on, ways back only to earlier steps, the end only behind the last step."""
    (steps, ends), (onward, back) = reached, ways
    parallel = _parallel(graph, node)
    if parallel:
        graph.refuse(node.element, parallel)
    if node.id in steps:
        graph.refuse(node.element, "kembali ke dirinya sendiri; jalan kembali harus menuju langkah sebelumnya.")
    if len(onward) > 1 and not parallel:
        names = " dan ".join(called(graph.nodes[step].element) for step in onward)
        graph.refuse(node.element, f"bercabang maju ke {names}; SOP AP hanya punya satu jalan maju, cabang lain harus kembali ke langkah sebelumnya.")
    if onward and ends:
        graph.refuse(node.element, "dapat berakhir di tengah alur; SOP AP hanya berakhir pada langkah terakhir.")
    if not onward and back:
        graph.refuse(node.element, "keputusan tidak punya jalan maju ke langkah berikutnya; tambahkan langkah penutup.")
    if not steps and not ends:
        graph.refuse(node.element, "tidak menuju langkah berikutnya maupun akhir.")


def _parallel(graph: Graph, node: Node) -> str:
    """Several arrows out of a task mean work at the same time, unless each but the default carries a condition."""
    arrows = graph.out(node.id)
    bare = [arrow for arrow in arrows if not arrow.conditional and arrow.id != node.element.get("default")]
    if node.kind == STEP and len(arrows) > 1 and bare:
        return f"{len(arrows)} arah keluar tanpa keputusan berarti dikerjakan bersamaan; sisipkan keputusan Ya/Tidak."
    return ""


def _check_reached(graph: Graph) -> None:
    """Every node must be on some way from the start."""
    starts = [node.id for node in graph.nodes.values() if node.kind == START]
    starts = starts or [node.id for node in graph.nodes.values() if node.kind == STEP and not graph.into(node.id)]
    reached: set[str] = set()
    waiting = [*starts, *(node.id for node in graph.nodes.values() if node.kind == REFUSED)]
    while waiting:
        here = waiting.pop()
        if here not in reached:
            reached.add(here)
            waiting += [arrow.target for arrow in graph.out(here)]
    told = {fault.place for fault in graph.faults}
    for node in graph.nodes.values():
        if node.id not in reached and called(node.element) not in told:
            graph.refuse(node.element, "tidak dapat dicapai dari permulaan.")
