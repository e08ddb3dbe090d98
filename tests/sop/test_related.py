"""The graph of related SOPs: what runs inside what, what is only named, and its drawing."""

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renjana.sop.definition import SHIPPED, shipped
from renjana.sop.related import Graf, Hubungan, related, related_svg
from tests.sop.sops import a_langkah, a_sop

pytestmark = pytest.mark.once

ALL = [shipped(kode) for kode in SHIPPED]


def titles(graf: Graf) -> list[str]:
    root = ET.fromstring(related_svg(graf))  # noqa: S314 - our own drawing
    return ["".join(each.itertext()) for each in root.iter() if each.tag.endswith("title")]


def test_what_ships_runs_inside_steps_5_and_6() -> None:
    graf = related(ALL)
    assert graf.hubungan == (Hubungan("penyusunan-renja", "rapat-internal", (5,)), Hubungan("penyusunan-renja", "pengumpulan-data", (6,)))
    assert [(node.kode, node.tingkat, node.ada) for node in graf.sop] == [
        ("penyusunan-renja", 0, True),
        ("rapat-internal", 1, True),
        ("pengumpulan-data", 1, True),
    ]
    assert [node.status for node in graf.sop] == ["", *["disusun sebagai usulan, belum disahkan"] * 2]


def test_an_sop_that_is_only_named_stands_as_missing() -> None:
    graf = related([shipped()])
    assert [(node.kode, node.ada) for node in graf.sop] == [("penyusunan-renja", True), ("rapat-internal", False), ("pengumpulan-data", False)]
    named = related([a_sop(keterkaitan=("SOP Surat Masuk", "Surat  masuk"))])
    assert named.hubungan == (Hubungan("contoh", "surat-masuk"),)
    assert [(node.nama, node.status) for node in named.sop][1:] == [("Surat  masuk", "belum ada")]


def test_sops_that_use_each_other_are_drawn_without_end() -> None:
    def using(kode: str, other: str) -> object:
        return a_sop(a_langkah(1, bentuk="mulai", sop_terkait=other), a_langkah(2, bentuk="selesai"), kode=kode, nama=kode)

    graf = related([using("a", "b"), using("b", "c"), using("c", "a")])  # type: ignore[list-item]
    assert [(arrow.dari, arrow.ke) for arrow in graf.hubungan] == [("a", "b"), ("b", "c"), ("c", "a")]
    assert len(titles(graf)) == 4


def test_the_drawing_says_every_relation_in_words() -> None:
    assert titles(related(ALL)) == [
        "Hubungan antar-SOP",
        "SOP Rapat Internal berjalan di dalam langkah 5 SOP Penyusunan Rencana Kerja (Renja)",
        "SOP Pengumpulan Data berjalan di dalam langkah 6 SOP Penyusunan Rencana Kerja (Renja)",
    ]
    assert "tidak ada hubungan" in related_svg(related([a_sop()]))


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")), max_size=12))
def test_any_relations_give_each_sop_once_and_no_box_upon_another(pairs: list[tuple[str, str]]) -> None:
    sops = []
    for kode in sorted({a for a, _ in pairs}):
        linked = [b for a, b in pairs if a == kode]
        steps = [a_langkah(number, sop_terkait=other) for number, other in enumerate(linked, 1)]
        sops.append(a_sop(*steps, kode=kode, nama=kode))
    graf = related(sops)
    assert sorted(node.kode for node in graf.sop) == sorted({name for pair in pairs for name in pair})
    root = ET.fromstring(related_svg(graf))  # noqa: S314 - our own drawing
    corners = [(each.get("x"), each.get("y")) for each in root.iter() if each.get("class") == "terkait-box"]
    assert len(set(corners)) == len(corners) == len(graf.sop)
