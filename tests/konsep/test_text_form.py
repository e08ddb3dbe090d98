"""The text of a subbab is kept in one form: blocks are written as text and read again, and are the same."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renjana.konsep.prose import as_text, blocks, bullets, escaped, normal_blocks, paragraph, plain, table, with_values
from renjana.konsep.richtext import from_html, to_html

pytestmark = pytest.mark.once

SIGNS = st.text(alphabet="ab1 .*_#-|\\{}^[]()•=~é:", max_size=12)
PIECES = st.sampled_from(["Tabel: ", "1. ", "a) ", "- ", "## ", "---", "{total_pagu}", "^[x]", "kata", "\\*", "•"])


def runs() -> Any:
    style = st.tuples(st.booleans(), st.booleans())
    text = st.builds(lambda one, two, look: {"teks": one + two, "tebal": look[0], "miring": look[1]}, PIECES, SIGNS, style)
    figure = st.builds(lambda look: {"teks": "{pagu:2.16}", "tebal": look[0], "miring": look[1], "rujukan": "pagu:2.16"}, style)
    note = st.builds(lambda words: {"teks": "", "tebal": False, "miring": False, "kaki": words}, SIGNS)
    return st.lists(st.one_of(text, figure, note), max_size=4)


WORDS = st.one_of(SIGNS, st.builds(str.__add__, PIECES, SIGNS), runs())
KINDS = st.sampled_from(["", "1", "a"])
LISTS = st.recursive(
    st.builds(bullets, st.lists(WORDS, max_size=3), KINDS),
    lambda inner: st.builds(
        bullets, st.lists(st.one_of(WORDS, st.fixed_dictionaries({"isi": WORDS, "blok": st.lists(inner, max_size=2)})), max_size=3), KINDS
    ),
    max_leaves=4,
)
TABLES = st.integers(1, 3).flatmap(
    lambda wide: st.builds(
        table, SIGNS, st.lists(WORDS, min_size=wide, max_size=wide), st.lists(st.lists(WORDS, min_size=wide, max_size=wide), max_size=2)
    )
)
BLOCKS = st.lists(st.one_of(st.builds(paragraph, WORDS), st.builds(lambda w: {"jenis": "subjudul", "isi": w}, WORDS), LISTS, TABLES), max_size=4)


@given(BLOCKS)
def test_what_was_written_reads_the_same(content: list[Any]) -> None:
    kept = normal_blocks(content)

    assert normal_blocks(kept) == kept
    assert blocks(as_text(kept)) == kept
    assert from_html(to_html(kept, {})) == kept


@given(st.text(alphabet="ab1 .*_#-|\\{}^[]\n:•", max_size=40))
def test_any_typed_text_is_kept_in_a_form_that_stays(text: str) -> None:
    once = as_text(normal_blocks(blocks(text)))

    assert as_text(normal_blocks(blocks(once))) == once


@given(st.builds(str.__add__, PIECES, SIGNS))
def test_escaped_words_mean_nothing_but_themselves(text: str) -> None:
    words = " ".join(text.split())

    assert plain(blocks(f"x {escaped(words)}")[0]["isi"]) == f"x {words}".strip()


def test_a_table_with_a_title_and_a_list_in_a_list() -> None:
    text = "Tabel: Sasaran\n| Nama | Pagu |\n|---|---|\n| Aplikasi\\|web | {total_pagu} |\n\n- satu\n   1. dalam\n   2. lagi\n- dua"

    assert with_values(blocks(text), {"total_pagu": "Rp10"}) == [
        table("Sasaran", ["Nama", "Pagu"], [["Aplikasi|web", "Rp10"]]),
        bullets([{"isi": "satu", "blok": [bullets(["dalam", "lagi"], "1")]}, "dua"]),
    ]


def test_a_name_that_the_data_do_not_know_is_a_sentence_at_its_place() -> None:
    (said,) = with_values(blocks("Pagu **{lama}**."), {})

    assert plain(said["isi"]) == "Pagu [angka “lama” tidak ada pada data; pilih angka lain atau hapus rujukan ini]."
