"""The drawing of a run: sound SVG for any SOP, every step where its actor is, ways back dashed and counted."""

from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renjana.alur.swimlane import BAND, SHORT, State, Way, channels, draw, short_name
from renjana.sop.definition import shipped
from renjana.sop.model import Identitas, Langkah, Pelaksana, Sop

SVG = "{http://www.w3.org/2000/svg}"
words = st.text("abc &<>\"'é", min_size=1, max_size=30).filter(str.strip)


def parsed(drawing: str) -> ElementTree.Element:
    return ElementTree.fromstring(drawing.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))  # noqa: S314 - our own text


@st.composite
def sops(chance: st.DrawFn) -> Sop:
    lanes = chance(st.integers(1, 8))
    count = chance(st.integers(1, 40))
    actors = tuple(Pelaksana(f"p{number}", chance(words)) for number in range(lanes))
    steps = []
    for number in range(1, count + 1):
        who = chance(st.lists(st.sampled_from([actor.id for actor in actors]), min_size=1, max_size=2, unique=True))
        back = chance(st.lists(st.integers(1, number - 1), max_size=2, unique=True)) if number > 1 else []
        steps.append(Langkah(number, chance(words), tuple(who), "-", "1 Jam", "x", kembali=tuple(back)))
    return Sop("x", "1", "X", "", "", Identitas(), (), (), (), (), (), (), actors, tuple(steps))


@settings(max_examples=80, deadline=None)
@given(sop=sops(), at=st.integers(0, 40))
def test_any_sop_is_drawn_soundly(sop: Sop, at: int) -> None:
    states = {
        step.nomor: State("done" if step.nomor < at else "active" if step.nomor == at else "later", f"/langkah/{step.nomor}/?a=1&b=2")
        for step in sop.langkah
    }
    drawings = draw(sop, states, sprite="/static/icons.svg")

    assert all("style=" not in drawing for drawing in drawings)
    links = [link for drawing in drawings for link in parsed(drawing).iter(f"{SVG}a")]
    assert len(links) == sum(len(step.pelaksana) for step in sop.langkah)
    assert {link.get("href") for link in links} == {state.url for state in states.values()}
    for drawing in drawings:
        root = parsed(drawing)
        _, _, width, height = (float(value) for value in str(root.get("viewBox")).split())
        boxes = [box for link in root.iter(f"{SVG}a") for box in link.iter(f"{SVG}rect")]
        placed = [(float(str(box.get("x"))), float(str(box.get("y")))) for box in boxes]
        assert len(set(placed)) == len(placed)
        assert all(0 <= x <= width - 70 and 0 <= y <= height - 50 for x, y in placed)
        assert len(boxes) <= BAND * 2


@given(st.lists(st.tuples(st.integers(1, 12), st.integers(1, 12)).filter(lambda pair: pair[1] < pair[0]), unique=True, max_size=8))
def test_overlapping_ways_back_never_share_a_level(pairs: list[tuple[int, int]]) -> None:
    levels = channels([Way(dari, ke) for dari, ke in pairs])
    for one, level in levels.items():
        for other, same in levels.items():
            if one != other and level == same:
                assert one.dari < other.ke or other.dari < one.ke


def test_the_shipped_sop_has_a_short_name_for_every_work() -> None:
    assert {step.kerja for step in shipped().langkah} == set(SHORT)
    assert all(len(line) <= 11 for step in shipped().langkah for line in short_name(step))


def test_a_step_of_two_actors_stands_in_both_lanes() -> None:
    (drawing,) = draw(shipped(), {8: State("active", "/dokumen/", ("16 Nov 10.20", "lewat 2 jam"), "red")}, sprite="/i.svg")
    boxes = [link for link in parsed(drawing).iter(f"{SVG}a") if link.get("href") == "/dokumen/"]
    assert [box.get("class") for box in boxes] == ["box active", "box active"]
    assert [str(box.get("aria-label")).split(", ")[-2] for box in boxes] == ["Perencana", "Staf/Jabatan Fungsional Umum"]
    assert "sekarang langkah 8" in drawing
    assert '<text class="due red"' in drawing


@pytest.mark.parametrize(("times", "said"), [(0, False), (3, True)])
def test_a_way_back_tells_how_often_it_was_taken(times: int, said: bool) -> None:
    (drawing,) = draw(shipped(), {}, sprite="/i.svg", ways=[Way(9, 8, times)])
    assert (f">{times}×<" in drawing) is said
    assert drawing.count('class="back"') == sum(len(step.kembali) for step in shipped().langkah)


def test_long_names_are_cut_to_two_lines() -> None:
    step = Langkah(1, "Mempertanggungjawabkan pelaksanaan anggaran belanja daerah", ("a",), "", "1 Jam", "")
    assert short_name(step) == ("Mempertang…", "pelaksanaa…")
