"""Two drafts compared: prose word by word, tables cell by cell, pagu summed; nothing is lost, and nothing is told that did not change."""

from dataclasses import replace
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renjana.konsep.comparison import Cell, Comparison, PaguChange, compare
from renjana.konsep.prepared import Material
from renjana.konsep.sistematika import SISTEMATIKA
from renjana.konsep.snapshot import Isi, as_bytes, from_bytes, snapshot
from renjana.konsep.words import Span, pairs, word_spans
from renjana.renja.values import PlanValues
from tests.analisis.clean import a_clean
from tests.renja.plans import a_plan, a_rencana

pytestmark = pytest.mark.once

WORDS = st.lists(st.sampled_from(["pagu", "naik", "turun", "20", "21", "Rp1.500.000", "sub", "kegiatan", "dan"]), max_size=12).map(" ".join)
ONE, TWO = "2.16.03.2.02.0040", "2.16.03.2.02.0043"


def said(plan: PlanValues, *, kode: str = "86_2017", **written: str) -> Isi:
    texts = {key.replace("s", "").replace("_", "."): text for key, text in written.items()}
    return snapshot(Material(plan, SISTEMATIKA[kode], ("Undang-Undang uji",)), texts)


def tables(found: Comparison) -> dict[str, list[tuple[str, str, str]]]:
    """For every table: what became of which row."""
    named = [(table, one.nomor) for one in found.bagian for table in one.tabel]
    return {table.nama or nomor: [(row.nasib, row.kode, row.nama) for row in table.baris] for table, nomor in named}


@given(WORDS, WORDS)
@settings(max_examples=60, deadline=None)
def test_the_words_of_both_texts_are_all_there(before: str, after: str) -> None:
    spans = word_spans(before, after)
    assert " ".join(span.teks for span in spans if span.jenis != "tambah").split() == before.split()
    assert " ".join(span.teks for span in spans if span.jenis != "hapus").split() == after.split()


@given(st.lists(WORDS, max_size=6), st.lists(WORDS, max_size=6))
@settings(max_examples=60, deadline=None)
def test_every_paragraph_is_told_once_and_in_order(before: list[str], after: list[str]) -> None:
    found = list(pairs(before, after))
    assert [left for left, _ in found if left is not None] == list(range(len(before)))
    assert [right for _, right in found if right is not None] == list(range(len(after)))


def test_a_changed_sentence_shows_the_words_that_changed() -> None:
    assert word_spans("direncanakan 20 sub kegiatan", "direncanakan 21 sub kegiatan baru") == (
        Span("sama", "direncanakan"),
        Span("hapus", "20"),
        Span("tambah", "21"),
        Span("sama", "sub kegiatan"),
        Span("tambah", "baru"),
    )


def test_the_same_document_has_no_difference_and_survives_its_file() -> None:
    isi = said(a_plan(a_rencana(ONE), a_rencana(TWO)), s2_3="Isu pertama.")
    assert from_bytes(as_bytes(isi)) == isi
    assert compare(isi, from_bytes(as_bytes(isi))).empty


def test_a_changed_pagu_is_told_in_text_tables_and_sums() -> None:
    before = said(a_plan(a_rencana(ONE, 250_000_000), a_rencana(TWO, 100_000_000)))
    after = said(a_plan(a_rencana(ONE, 333_000_000), a_rencana(TWO, 100_000_000)))
    found = compare(before, after)
    assert found.jumlah == PaguChange("", "Jumlah", "", 350_000_000, 433_000_000)
    assert [(one.kode, one.selisih) for one in found.pagu] == [(ONE, 83_000_000)]
    assert [(one.kode, one.selisih) for one in found.program] == [("2.16.03", 83_000_000)]
    shown = next(table for one in found.bagian for table in one.tabel if table.nama == "T-C.33")
    row = next(row for row in shown.baris if row.kode == ONE)
    assert [cell for cell in row.sel if cell.changed] == [Cell("250.000.000", "333.000.000"), Cell("275.000.000", "366.300.000")]
    assert [head.rpartition(": ")[2] for head, _ in shown.heads] == ["Kebutuhan Dana/Pagu Indikatif (Rp)"] * 2
    spans = [span for one in found.bagian if one.nomor == "4.1" for text in one.paragraf for span in text.rentang]
    assert (Span("hapus", "Rp350.000.000,") in spans, Span("tambah", "Rp433.000.000,") in spans) == (True, True)


def test_a_row_that_came_and_one_that_went_are_named() -> None:
    found = compare(said(a_plan(a_rencana(ONE))), said(a_plan(a_rencana(TWO))))
    fates = {(fate, kode) for fate, kode, _ in tables(found)["T-C.33"]}
    assert {("tambah", TWO), ("hapus", ONE)} <= fates
    assert {(one.kode, one.semula, one.menjadi) for one in found.pagu} == {(ONE, 250_000_000, None), (TWO, None, 250_000_000)}


def test_paragraphs_are_changed_added_and_taken_out() -> None:
    plan = a_plan(a_rencana(ONE))
    found = compare(
        said(plan, s2_3="Sinyal di kampung masih lemah.\n\nAnggaran terbatas."),
        said(plan, s2_3="Sinyal di tujuh kampung masih lemah.\n\nTenaga analis data belum tersedia di bidang."),
    )
    assert [(one.nomor, [text.nasib for text in one.paragraf]) for one in found.bagian] == [("2.3", ["ubah", "hapus", "tambah"])]
    assert (found.count("ubah"), found.count("tambah", "hapus"), found.cells) == (1, 2, 0)


def test_a_document_in_another_order_of_chapters_is_compared_by_topic() -> None:
    plan = a_plan(a_rencana(ONE))
    found = compare(said(plan, s2_5="Usulan ditelaah."), said(plan, kode="14_2026", s2_4="Usulan ditelaah lagi."))
    by_number = {one.nomor: one for one in found.bagian if one.nasib != "hapus"}
    assert (by_number["2.4"].dari, by_number["2.4"].nasib) == ("2.5", "ubah")
    assert {one.nomor for one in found.bagian if one.nasib == "tambah"} == {"2.2", "2.5", "3.2", "5.1", "5.2"}


def test_two_drafts_of_three_hundred_sub_kegiatan_are_compared_in_fifty_milliseconds() -> None:
    plan = a_clean(300).analysis.plan
    rows = [replace(row, pagu=(row.pagu or 0) + 1_000_000) for row in plan.rows if row is not plan.rows[7]]
    before, after = said(plan), said(replace(plan, rows=tuple(rows)), s2_3="Ditulis ulang.")
    spent = []
    for _ in range(3):
        begin = process_time()
        found = compare(before, after)
        spent.append(process_time() - begin)
    assert len(found.pagu) == 300
    assert min(spent) < 0.05
