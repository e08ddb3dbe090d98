"""An SOP as BPMN: valid by OMG's schema, drawn without collisions, run by another engine step by step like our flow, read back as it was."""

import random
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from SpiffWorkflow.bpmn.parser.BpmnParser import BpmnParser, BpmnValidator
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState

from renjana.sop.bpmn.diagram import diagram_of
from renjana.sop.bpmn.places import Bounds, places
from renjana.sop.bpmn.reading import read_bpmn
from renjana.sop.bpmn.writing import as_bpmn
from renjana.sop.definition import SHIPPED, shipped
from renjana.sop.flow import DONE, RETURNED, Outcome, advance, first, step
from renjana.sop.model import Sop
from tests.sop.sops import sops

pytestmark = pytest.mark.once

VALIDATOR = BpmnValidator()


class Engine:
    """The export in SpiffWorkflow."""

    def __init__(self, sop: Sop, text: str = "") -> None:
        parser = BpmnParser(validator=VALIDATOR)
        parser.add_bpmn_str((text or as_bpmn(sop)).encode())
        self.run = BpmnWorkflow(parser.get_spec(f"sop_{sop.kode}"))

    def position(self) -> int | None:
        """The step that waits; None at the end. Exactly one task is ever ready."""
        self.run.do_engine_steps()
        ready = self.run.get_tasks(state=TaskState.READY)
        if not ready:
            assert self.run.is_completed()
            return None
        (task,) = ready
        return int(task.task_spec.bpmn_id.removeprefix("langkah_"))

    def answer(self, kembali: int) -> None:
        (task,) = self.run.get_tasks(state=TaskState.READY)
        task.data["kembali"] = kembali
        task.run()


def walk(sop: Sop, seed: int, longest: int = 40, text: str = "") -> None:
    """One run in both engines, with ways back taken at random, compared at each step."""
    choose = random.Random(seed)  # noqa: S311 - chooses ways, keeps no secret
    engine, here = Engine(sop, text), first(sop)
    for number in range(longest):
        assert engine.position() == here
        ways = step(sop, here).kembali
        target = choose.choice(ways) if ways and number < longest / 2 and choose.random() < 0.6 else None
        engine.answer(target or 0)
        following = advance(sop, here, Outcome(RETURNED, target) if target else DONE)
        if following is None:
            break
        here = following
    else:
        return
    assert engine.position() is None


@pytest.mark.parametrize("kode", SHIPPED)
def test_what_ships_is_valid_and_comes_back_as_it_was(kode: str) -> None:
    text = as_bpmn(shipped(kode))
    VALIDATOR.validate(etree.fromstring(text.encode()))
    read = read_bpmn(text.encode())
    assert (read.sop, read.notes) == (shipped(kode), ())


def test_the_renja_goes_back_from_9_to_8_and_from_11_to_9_or_8_in_the_other_engine() -> None:
    engine, seen = Engine(shipped()), []
    answers = {9: [8, 0, 0, 0], 11: [9, 8, 0]}
    while (here := engine.position()) is not None:
        seen.append(here)
        engine.answer(answers[here].pop(0) if here in answers else 0)
    assert seen == [1, 2, 3, 4, 5, 6, 7, 8, 9, 8, 9, 10, 11, 9, 10, 11, 8, 9, 10, 11, 12, 13]


@pytest.mark.parametrize("kode", SHIPPED)
def test_the_other_engine_walks_what_ships_like_our_flow(kode: str) -> None:
    for seed in range(20):
        walk(shipped(kode), seed)


@given(sop=sops(), seed=st.integers(0, 10_000))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_sop_is_valid_runs_like_our_flow_and_comes_back_as_it_was(sop: Sop, seed: int) -> None:
    read = read_bpmn(as_bpmn(sop).encode())
    assert (read.sop, read.notes) == (sop, ())
    walk(sop, seed)


def test_an_export_whose_way_back_leads_elsewhere_would_be_noticed() -> None:
    sop = shipped()
    wrong = as_bpmn(sop).replace('sourceRef="keputusan_9" targetRef="langkah_8"', 'sourceRef="keputusan_9" targetRef="langkah_7"')
    with pytest.raises(AssertionError):
        walk(sop, seed=1, text=wrong)


def test_every_lane_holds_the_steps_of_its_actor_and_a_shared_step_names_both() -> None:
    root = etree.fromstring(as_bpmn(shipped()).encode())
    spaces = {"b": "http://www.omg.org/spec/BPMN/20100524/MODEL"}
    lanes = {lane.get("name"): [each.text for each in lane.findall("b:flowNodeRef", spaces)] for lane in root.iterfind(".//b:lane", spaces)}
    assert lanes == {
        "Kepala Dinas": ["langkah_11", "keputusan_11"],
        "Sekretaris": ["mulai", "langkah_1", "langkah_9", "keputusan_9", "langkah_10"],
        "Perencana": ["langkah_2", "langkah_8", "langkah_12"],
        "Staf/Jabatan Fungsional Umum": [*(f"langkah_{n}" for n in (3, 4, 5, 6, 7, 13)), "selesai"],
    }
    names = {each.get("id"): each.get("name") for each in root.iterfind("b:resource", spaces)}
    owners = [each.text for each in root.iterfind(".//b:userTask[@id='langkah_8']/b:potentialOwner/b:resourceRef", spaces)]
    assert [names[owner] for owner in owners] == ["Perencana", "Staf/Jabatan Fungsional Umum"]


def meets(box: Bounds, a: tuple[int, int], b: tuple[int, int]) -> bool:
    """Whether an upright or level stretch touches a rectangle."""
    left, right, top, bottom = min(a[0], b[0]), max(a[0], b[0]), min(a[1], b[1]), max(a[1], b[1])
    return left <= box.right and right >= box.x and top <= box.bottom and bottom >= box.y


def collisions(sop: Sop) -> Iterator[tuple[str, str]]:
    diagram = diagram_of(sop)
    placed = places(diagram)
    for flow in diagram.flows:
        for a, b in pairwise(placed.lines[flow.id]):
            assert a[0] == b[0] or a[1] == b[1]
            strangers = (node.id for node in diagram.nodes if node.id not in (flow.source, flow.target))
            yield from ((flow.id, node) for node in strangers if meets(placed.bounds[node], a, b))


@given(sop=sops())
@settings(max_examples=60, deadline=None)
def test_no_line_of_the_drawing_meets_a_node_that_is_not_its_own_and_every_node_stands_in_its_lane(sop: Sop) -> None:
    assert list(collisions(sop)) == []
    diagram = diagram_of(sop)
    placed = places(diagram)
    for node in diagram.nodes:
        lane, box = placed.bounds[diagram.lanes[node.lane].id], placed.bounds[node.id]
        assert lane.x < box.x
        assert lane.y < box.y
        assert box.right < lane.right
        assert box.bottom < lane.bottom
