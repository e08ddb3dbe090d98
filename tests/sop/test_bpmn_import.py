"""BPMN drawn by other tools: read as far as the five symbols go, else refused with every element; hostile files are stopped at the door."""

import tomllib
from itertools import pairwise
from pathlib import Path
from time import perf_counter
from typing import Any
from xml.sax.saxutils import quoteattr

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from SpiffWorkflow.bpmn.parser.BpmnParser import BpmnValidator

from renjana.sop.bpmn.graph import LIMIT_ARROWS, LIMIT_NODES
from renjana.sop.bpmn.reading import DEFAULT_TIME, STATUS, read_bpmn
from renjana.sop.bpmn.tree import LIMIT_BYTES, LIMIT_DEPTH, LIMIT_ELEMENTS
from renjana.sop.bpmn.words import MODEL
from renjana.sop.bpmn.writing import as_bpmn
from renjana.sop.definition import dump, load, shipped
from renjana.sop.faults import DefinitionError
from renjana.sop.model import Sop
from tests.sop.sops import words

pytestmark = pytest.mark.once

FOLDER = Path(__file__).with_name("bpmn")
EXPECTED: dict[str, Any] = tomllib.loads((FOLDER / "harapan.toml").read_text("utf-8"))
REFUSED: dict[str, list[str]] = EXPECTED.pop("ditolak")


def drawing(inner: str, flows: str = "") -> bytes:
    arrows = "".join(
        f'<sequenceFlow id="f{n}" sourceRef="{a}" targetRef="{b}"/>' for n, (a, b) in enumerate(pair.split(">") for pair in flows.split())
    )
    return f'<definitions xmlns="{MODEL}" targetNamespace="x"><process id="p" name="Uji">{inner}{arrows}</process></definitions>'.encode()


PLAIN = '<startEvent id="s"/><task id="t1" name="Satu"/><task id="t2" name="Dua"/><endEvent id="e"/>'
STRAIGHT = "s>t1 t1>t2 t2>e"


def rows(sop: Sop) -> list[list[Any]]:
    names = {actor.id: actor.nama for actor in sop.pelaksana}
    return [
        [
            step.nomor,
            step.uraian,
            " dan ".join(names[actor] for actor in step.pelaksana),
            step.bentuk,
            list(step.kembali),
            "" if "waktu-sementara" in step.catatan else step.waktu,
            step.kelengkapan,
            step.output,
            step.keterangan,
        ]
        for step in sop.langkah
    ]


def faults(content: bytes) -> list[str]:
    with pytest.raises(DefinitionError) as caught:
        read_bpmn(content)
    return [str(fault) for fault in caught.value.faults]


def test_every_file_of_the_folder_is_expected_to_be_read_or_refused() -> None:
    assert {path.stem for path in FOLDER.glob("*.bpmn")} == EXPECTED.keys() | REFUSED.keys()
    assert len(EXPECTED) + len(REFUSED) >= 15


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.bpmn")), ids=lambda path: path.stem)
def test_every_file_of_the_folder_is_a_valid_bpmn_by_the_schema_but_one_with_a_broken_rectangle(path: Path) -> None:
    schema = BpmnValidator().validator
    assert schema.validate(etree.fromstring(path.read_bytes())) == (path.stem != "lajur-dari-gambar")


@pytest.mark.parametrize("name", EXPECTED)
def test_a_drawing_of_another_tool_is_read(name: str) -> None:
    read = read_bpmn((FOLDER / f"{name}.bpmn").read_bytes(), pemda="Pemerintah Contoh", perangkat_daerah="Dinas Contoh")
    assert (read.sop.nama, rows(read.sop)) == (EXPECTED[name]["nama"], EXPECTED[name]["langkah"])
    assert (read.sop.pemda, read.sop.perangkat_daerah, read.sop.status) == ("Pemerintah Contoh", "Dinas Contoh", STATUS)
    assert load(dump(read.sop)) == read.sop


@pytest.mark.parametrize("name", REFUSED)
def test_a_drawing_beyond_the_five_symbols_is_refused_with_every_element_and_why(name: str) -> None:
    assert faults((FOLDER / f"{name}.bpmn").read_bytes()) == REFUSED[name]


@pytest.mark.parametrize("name", EXPECTED)
def test_what_was_read_from_another_tool_is_exported_and_read_back_as_it_is(name: str) -> None:
    sop = read_bpmn((FOLDER / f"{name}.bpmn").read_bytes()).sop
    assert read_bpmn(as_bpmn(sop).encode()).sop == sop


def test_what_was_left_out_or_filled_in_is_said() -> None:
    read = read_bpmn((FOLDER / "bizagi.bpmn").read_bytes())
    assert read.notes == (
        "1 proses kosong tidak diambil karena tidak mengubah urutan langkah.",
        "Isian tambahan aplikasi lain hanya diambil bila berupa waktu, kelengkapan, output, atau keterangan (http://www.bizagi.com/bpmn20).",
        f"Langkah 2 tidak memuat waktu; diisi {DEFAULT_TIME} untuk sementara.",
        'Langkah 1, 2 tidak memuat kelengkapan atau output; diisi "-".',
    )
    assert [note.id for note in read.sop.catatan] == ["dari-bpmn", "waktu-sementara"]


def test_a_linked_sop_is_taken_from_a_call_activity() -> None:
    assert [step.sop_terkait for step in read_bpmn((FOLDER / "sop-terkait.bpmn").read_bytes()).sop.langkah] == ["", "rapat-internal", ""]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1", "windows-1252"])
def test_any_usual_encoding_is_read(encoding: str) -> None:
    head = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>'
    content = (head + drawing(PLAIN.replace("Satu", "Café"), STRAIGHT).decode()).encode(encoding)
    assert read_bpmn(content).sop.langkah[0].uraian == "Café"


def test_our_own_file_edited_elsewhere_keeps_what_was_not_touched() -> None:
    text = as_bpmn(shipped()).replace('name="Memerintahkan penyusunan Rencana Kerja (Renja)"', 'name="Memerintahkan penyusunan Renja"')
    text = text.replace('name="Perencana"', 'name="Perencana Ahli Muda"')
    found, before = read_bpmn(text.encode()).sop, shipped()
    assert found.langkah[0].uraian == "Memerintahkan penyusunan Renja"
    assert found.langkah[1:] == before.langkah[1:]
    assert [actor.nama for actor in found.pelaksana] == ["Kepala Dinas", "Sekretaris", "Perencana Ahli Muda", "Staf/Jabatan Fungsional Umum"]
    assert (found.identitas, found.catatan, found.dasar_hukum) == (before.identitas, before.catatan, before.dasar_hukum)


def test_a_value_of_our_own_that_another_tool_spoiled_is_refused_by_its_element() -> None:
    spoiled = as_bpmn(shipped()).replace('waktu="2 Hari"', 'waktu="sebentar"').replace('waktu="1 Hari"', 'waktu=""')
    told = [message.partition(":")[0].partition(", ")[2] for message in faults(spoiled.encode())]
    assert told == [
        'userTask langkah_8 "Membuat Konsep rencana kerja (Renja) tahunan", waktu',
        'userTask langkah_9 "Mengoreksi Konsep Dokumen rencana kerja (Renja) tahunan", waktu',
    ]


ENTITY = b'<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = b'<!DOCTYPE d SYSTEM "file:///etc/passwd">'
NO_DOCTYPE = "berkas: memuat deklarasi DOCTYPE atau entitas; berkas BPMN tidak memerlukannya dan berkas ini ditolak."
COMPLEX = "terlalu rumit untuk sebuah SOP (terlalu banyak atau terlalu dalam unsurnya)."


@pytest.mark.parametrize("head", [ENTITY, OUTSIDE, b'<!DOCTYPE d PUBLIC "-//x//y" "http://127.0.0.1:1/x.dtd">', b"<!DOCTYPE definitions>"])
def test_entities_and_document_types_are_refused_before_anything_is_read(head: bytes) -> None:
    assert faults(head + drawing(PLAIN, STRAIGHT)) == [f"baris 1, {NO_DOCTYPE}"]


def test_files_that_are_too_large_too_deep_or_too_many_are_refused() -> None:
    deep = b"<a>" * (LIMIT_DEPTH + 1)
    many = b"<a>" + b"<b/>" * LIMIT_ELEMENTS + b"</a>"
    attributes = b"<a " + b" ".join(b'x%d=""' % n for n in range(101)) + b"/>"
    assert faults(b" " * (LIMIT_BYTES + 1)) == ["berkas: terlalu besar untuk sebuah SOP (lebih dari 2 juta bita)."]
    assert [faults(content) for content in (deep, many, attributes)] == [[f"baris 1, berkas: {COMPLEX}"]] * 3


def test_a_giant_drawing_is_refused_and_the_largest_allowed_is_read_soon() -> None:
    many = "".join(f'<task id="x{n}" name="Langkah {n}"/>' for n in range(LIMIT_NODES))
    assert "lebih dari 400 simbol" in faults(drawing(PLAIN + many, STRAIGHT))[0]
    assert "2000 garis" in faults(drawing(PLAIN, " ".join([STRAIGHT] * 700)))[0]
    chain = [f"x{n}" for n in range(LIMIT_NODES - 2)]
    nodes = '<startEvent id="s"/><endEvent id="e"/>' + "".join(f'<task id="{name}" name="Langkah {name}"/>' for name in chain)
    ties = "".join(f'<association id="a{n}" sourceRef="{chain[n % 398]}" targetRef="t"/>' for n in range(LIMIT_ARROWS))
    began = perf_counter()
    sop = read_bpmn(drawing(nodes + ties, " ".join(f"{a}>{b}" for a, b in pairwise(["s", *chain, "e"])))).sop
    assert (len(sop.langkah), perf_counter() - began < 5) == (LIMIT_NODES - 2, True)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "bukan XML yang utuh"),
        (b"PK\x03\x04", "bukan XML yang utuh"),
        (b"<definitions>", "bukan XML yang utuh"),
        (b'<?xml version="1.0" encoding="nonsens"?><a/>', "pengodean karakter"),
        (b"<svg/>", "bukan berkas BPMN 2.0"),
        (b'<definitions xmlns="http://schema.omg.org/spec/BPMN/1.2"/>', "bukan berkas BPMN 2.0"),
        (f'<definitions xmlns="{MODEL}"/>'.encode(), "tidak memuat proses dengan kegiatan"),
        (drawing('<endEvent id="e"/>'), "tidak punya permulaan yang dapat diikuti"),
        (drawing('<startEvent id="s"/><endEvent id="e"/>', "s>e"), "tidak menuju kegiatan apa pun"),
    ],
)
def test_what_is_not_a_bpmn_process_is_refused_with_a_sentence(content: bytes, told: str) -> None:
    (message,) = faults(content)
    assert told in message


def test_a_decision_right_after_the_start_and_a_single_step_are_refused() -> None:
    gate = PLAIN + '<exclusiveGateway id="g" name="Mana?"/>'
    assert "keputusan harus didahului kegiatan yang memutuskan" in faults(drawing(gate, "s>g g>t1 g>t2 t1>t2 t2>e"))[0]
    assert "hanya satu" in faults(drawing('<startEvent id="s"/><task id="t1" name="Satu"/><endEvent id="e"/>', "s>t1 t1>e"))[0]


nodes = st.sampled_from(["s", "t1", "t2", "t3", "g", "h", "e"])


@given(st.lists(st.tuples(nodes, nodes), max_size=12))
def test_any_drawing_of_a_few_nodes_is_read_as_a_sound_sop_or_refused(pairs: list[tuple[str, str]]) -> None:
    four = PLAIN + '<task id="t3" name="Tiga"/><exclusiveGateway id="g"/><exclusiveGateway id="h"/>'
    try:
        sop = read_bpmn(drawing(four, " ".join(f"{a}>{b}" for a, b in pairs))).sop
    except DefinitionError:
        return
    assert load(dump(sop)) == sop


@given(st.binary(max_size=300))
def test_any_bytes_are_refused_with_a_sentence(content: bytes) -> None:
    assert faults(content)


@given(words, words)
def test_any_name_becomes_a_step_and_an_actor(name: str, actor: str) -> None:
    lane = f'<laneSet id="l"><lane id="a" name={quoteattr(actor)}><flowNodeRef>t1</flowNodeRef><flowNodeRef>t2</flowNodeRef></lane></laneSet>'
    sop = read_bpmn(drawing(lane + PLAIN.replace('"Satu"', quoteattr(name)), STRAIGHT)).sop
    assert (sop.langkah[0].uraian, [each.nama for each in sop.pelaksana]) == (" ".join(name.split()), [" ".join(actor.split())])
