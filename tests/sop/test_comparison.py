"""Two versions of an SOP: what was added, removed, moved and changed, matched by what steps say and do."""

import json
from dataclasses import fields, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renjana.sop.comparison import ADDED, CHANGED, MOVED, REMOVED, SAME, Change, as_json, compare
from renjana.sop.comparison_text import comparison_text
from renjana.sop.definition import shipped
from renjana.sop.model import Langkah, Sop
from tests.sop.sops import a_langkah, a_sop, sops

pytestmark = pytest.mark.once


def numbered(steps: list[Langkah], old: Sop, **changes: object) -> Sop:
    """The SOP with these steps in this order: numbers made new, ways back led to where their steps stand now."""
    places = {step.nomor: place for place, step in enumerate(steps, 1)}
    moved = [
        replace(step, nomor=place, kembali=tuple(places[target] for target in step.kembali if target in places))
        for place, step in enumerate(steps, 1)
    ]
    return replace(old, langkah=tuple(moved), **changes)  # type: ignore[arg-type]


def kinds(old: Sop, new: Sop) -> list[tuple[str, int | None, int | None]]:
    return [(step.jenis, step.lama, step.baru) for step in compare(old, new).langkah]


RENJA = shipped()


def test_a_step_put_in_between_is_added_and_those_behind_it_are_the_same() -> None:
    steps = list(RENJA.langkah)
    steps.insert(9, a_langkah(0, uraian="Memverifikasi Renja oleh Bappeda", pelaksana=("sekretaris",)))
    found = compare(RENJA, numbered(steps, RENJA))
    assert [(step.jenis, step.baru) for step in found.langkah if step.jenis != SAME] == [(ADDED, 10)]
    assert [(step.lama, step.baru) for step in found.langkah][9:] == [(None, 10), (10, 11), (11, 12), (12, 13), (13, 14)]
    assert not found.kepala


def test_a_removed_step_is_told_where_it_stood() -> None:
    steps = [step for step in RENJA.langkah if step.nomor != 7]
    assert kinds(RENJA, numbered(steps, RENJA))[5:8] == [(SAME, 6, 6), (REMOVED, 7, None), (SAME, 8, 7)]


def test_only_the_step_that_left_its_order_has_moved() -> None:
    steps = list(RENJA.langkah)
    steps.insert(5, steps.pop(2))
    assert [kind for kind in kinds(RENJA, numbered(steps, RENJA)) if kind[0] != SAME] == [(MOVED, 3, 6)]


COLUMNS: dict[str, tuple[object, Change]] = {
    "uraian": (
        "Melaksanakan Rapat pembahasan rencana kerja dan anggaran",
        Change("uraian", RENJA.langkah[4].uraian, "Melaksanakan Rapat pembahasan rencana kerja dan anggaran"),
    ),
    "pelaksana": (("perencana", "staf"), Change("pelaksana", "Staf/Jabatan Fungsional Umum", "Perencana dan Staf/Jabatan Fungsional Umum")),
    "kelengkapan": ("Bahan rapat", Change("kelengkapan", "Draft Renja", "Bahan rapat")),
    "waktu": ("3 Jam", Change("waktu", "2 Jam", "3 Jam")),
    "output": ("Notulen", Change("output", "Draft Renja", "Notulen")),
    "keterangan": ("-", Change("keterangan", "SOP Rapat Internal", "-")),
    "bentuk": ("keputusan", Change("bentuk", "proses", "keputusan")),
    "kerja": ("rapat.lain", Change("kerja", "rapat.pelaksanaan", "rapat.lain")),
    "kembali": ((4,), Change("kembali", "", "4")),
    "kembali_disimpulkan": (True, Change("kembali_disimpulkan", "tidak", "ya")),
    "sop_terkait": ("", Change("sop_terkait", "rapat-internal", "")),
    "disimpulkan": (True, Change("disimpulkan", "tidak", "ya")),
    "catatan": ((), Change("catatan", "sop-terkait", "")),
}


@pytest.mark.parametrize("column", COLUMNS)
def test_every_column_of_a_step_is_compared(column: str) -> None:
    value, change = COLUMNS[column]
    steps = list(RENJA.langkah)
    steps[4] = replace(steps[4], **{column: value})  # type: ignore[arg-type]
    (step,) = [each for each in compare(RENJA, replace(RENJA, langkah=tuple(steps))).langkah if each.jenis != SAME]
    assert (step.jenis, step.lama, step.baru, step.perubahan) == (CHANGED, 5, 5, (change,))


def test_no_column_of_a_step_is_forgotten() -> None:
    assert COLUMNS.keys() == {entry.name for entry in fields(Langkah)} - {"nomor"}


def test_a_way_back_to_the_same_step_under_another_number_is_no_change() -> None:
    steps = [a_langkah(0, uraian="Membuka buku agenda"), *a_sop().langkah]
    assert [kind[0] for kind in kinds(a_sop(), numbered(steps, a_sop()))] == [ADDED, SAME, SAME, SAME, SAME]


def test_a_way_back_to_another_step_is_one() -> None:
    steps = list(RENJA.langkah)
    steps[8] = replace(steps[8], kembali=(7,))
    (step,) = [each for each in compare(RENJA, replace(RENJA, langkah=tuple(steps))).langkah if each.jenis != SAME]
    assert step.perubahan == (Change("kembali", "8", "7"),)


def test_head_identity_boxes_actors_and_notes_are_compared() -> None:
    new = replace(
        RENJA,
        judul_mutu="MUTU BAKU",
        identitas=replace(RENJA.identitas, nomor="065/1/2027"),
        peralatan=("Renstra", "Perangkat Komputer", "Printer"),
        pelaksana=(RENJA.pelaksana[1], RENJA.pelaksana[0], *RENJA.pelaksana[2:3], replace(RENJA.pelaksana[3], nama="Pelaksana")),
        catatan=RENJA.catatan[1:],
    )
    assert compare(RENJA, new).kepala == (
        Change("judul_mutu", "MUTU BUKU", "MUTU BAKU"),
        Change("identitas.nomor", "", "065/1/2027"),
        Change("peralatan", "Format penyusunan Renja", ""),
        Change("peralatan", "", "Printer"),
        Change("pelaksana", "Staf/Jabatan Fungsional Umum", "Pelaksana"),
        Change(
            "urutan pelaksana",
            "Kepala Dinas, Sekretaris, Perencana, Staf/Jabatan Fungsional Umum",
            "Sekretaris, Kepala Dinas, Perencana, Pelaksana",
        ),
        Change("catatan", "Kepala kolom 7-9: “MUTU BUKU” pada naskah asal dimaksudkan Mutu Baku.", ""),
    )


def test_the_text_shows_each_step_once_with_its_sign() -> None:
    steps = list(RENJA.langkah)
    steps[6] = replace(steps[6], waktu="5 Hari")
    lines = comparison_text(compare(RENJA, replace(RENJA, versi="2", langkah=tuple(steps)))).splitlines()
    assert lines[:2] == ["Lama: Penyusunan Rencana Kerja (Renja) versi 1", "Baru: Penyusunan Rencana Kerja (Renja) versi 2"]
    place = lines.index("~  7        Menganalisis data dan informasi renja yang telah terkumpul")
    assert [line.strip() for line in lines[place + 1 : place + 4]] == ["waktu", "- 4 Hari", "+ 5 Hari"]
    assert lines[-1] == "Langkah: 0 ditambah, 0 dihapus, 0 dipindah, 1 diubah, 12 tetap."
    assert "Tidak ada perbedaan." in comparison_text(compare(RENJA, RENJA))


@given(sops())
def test_an_sop_does_not_differ_from_itself(sop: Sop) -> None:
    found = compare(sop, sop)
    assert found.same
    assert json.loads(json.dumps(as_json(found)))["sama"] is True


@given(sops(), sops())
@settings(max_examples=60, deadline=None)
def test_every_step_of_both_is_told_exactly_once(old: Sop, new: Sop) -> None:
    found = compare(old, new).langkah
    assert sorted(step.lama for step in found if step.lama) == [step.nomor for step in old.langkah]
    assert [step.baru for step in found if step.baru] == [step.nomor for step in new.langkah]
    assert all((step.lama is None) == (step.jenis == ADDED) and (step.baru is None) == (step.jenis == REMOVED) for step in found)


@given(st.permutations(range(13)))
@settings(max_examples=60, deadline=None)
def test_steps_in_another_order_are_moved_and_never_added_or_removed(order: list[int]) -> None:
    bare = [replace(step, kembali=(), kembali_disimpulkan=False) for step in RENJA.langkah]
    old = replace(RENJA, langkah=tuple(bare))
    found = compare(old, numbered([bare[place] for place in order], old))
    assert {step.jenis for step in found.langkah} <= {SAME, MOVED}
    assert found.same == (order == list(range(13)))


@given(st.sets(st.integers(1, 13)))
def test_what_is_removed_one_way_is_added_the_other(gone: set[int]) -> None:
    less = numbered([step for step in RENJA.langkah if step.nomor not in gone], RENJA)
    assert [step.lama for step in compare(RENJA, less).langkah if step.jenis == REMOVED] == sorted(gone)
    assert [step.baru for step in compare(less, RENJA).langkah if step.jenis == ADDED] == sorted(gone)
