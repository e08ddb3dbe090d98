"""An SOP as the nodes and flows of a BPMN process, before it is written: a task a step, a gateway behind each decision, a lane an actor."""

from collections.abc import Iterator
from dataclasses import dataclass

from renjana.sop.flow import after
from renjana.sop.model import Langkah, Pelaksana, Sop


@dataclass(frozen=True)
class Lane:
    """A row of the pool."""

    id: str
    pelaksana: Pelaksana


@dataclass(frozen=True)
class Node:
    """A flow node in the lane with that number; `step` is the step of a task."""

    id: str
    kind: str
    name: str
    lane: int
    step: Langkah | None = None


@dataclass(frozen=True)
class Flow:
    """A sequence flow. `ke` is the step that a way back leads to, `lane` the lane it leaves from."""

    id: str
    source: str
    target: str
    lane: int
    name: str = ""
    ke: int | None = None

    @property
    def back(self) -> bool:
        """Whether it is a way back."""
        return self.ke is not None


@dataclass(frozen=True)
class Diagram:
    """The whole process; nodes in the order of the SOP, `defaults` maps a gateway to its way on."""

    pool: str
    process: str
    lanes: tuple[Lane, ...]
    nodes: tuple[Node, ...]
    flows: tuple[Flow, ...]
    defaults: dict[str, str]


def diagram_of(sop: Sop) -> Diagram:
    """The diagram of a sound SOP. A step of several actors stands in the lane of the first."""
    lanes = {actor.id: number for number, actor in enumerate(sop.pelaksana)}
    nodes = tuple(_nodes(sop, lanes))
    flows = tuple(_flows(sop, lanes))
    return Diagram(
        pool="kolam",
        process=f"sop_{sop.kode}",
        lanes=tuple(Lane(f"lajur_{number}", actor) for number, actor in enumerate(sop.pelaksana, 1)),
        nodes=nodes,
        flows=flows,
        defaults={flow.source: flow.id for flow in flows if flow.source.startswith("keputusan_") and not flow.back},
    )


def _nodes(sop: Sop, lanes: dict[str, int]) -> Iterator[Node]:
    first, last = sop.langkah[0], sop.langkah[-1]
    yield Node("mulai", "startEvent", "Mulai", lanes[first.pelaksana[0]])
    for step in sop.langkah:
        lane = lanes[step.pelaksana[0]]
        yield Node(f"langkah_{step.nomor}", "userTask", step.uraian, lane, step)
        if step.kembali:
            yield Node(f"keputusan_{step.nomor}", "exclusiveGateway", "Disetujui?", lane)
    yield Node("selesai", "endEvent", "Selesai", lanes[last.pelaksana[0]])


def _flows(sop: Sop, lanes: dict[str, int]) -> Iterator[Flow]:
    yield Flow("alir_mulai", "mulai", f"langkah_{sop.langkah[0].nomor}", lanes[sop.langkah[0].pelaksana[0]])
    for step in sop.langkah:
        here, lane, following = f"langkah_{step.nomor}", lanes[step.pelaksana[0]], after(sop, step.nomor)
        target = "selesai" if following is None else f"langkah_{following}"
        if not step.kembali:
            yield Flow(f"alir_{step.nomor}", here, target, lane)
            continue
        gate, several = f"keputusan_{step.nomor}", len(step.kembali) > 1
        yield Flow(f"alir_{step.nomor}", here, gate, lane)
        yield Flow(f"alir_{step.nomor}_ya", gate, target, lane, "Ya")
        for ke in step.kembali:
            yield Flow(f"alir_{step.nomor}_ke_{ke}", gate, f"langkah_{ke}", lane, f"Tidak, ke {ke}" if several else "Tidak", ke)
