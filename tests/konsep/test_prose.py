"""Text from another editor: the simplest Markdown is read, signs that mean nothing stay, and no word is lost."""

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renjana.cetak.papers import Blok
from renjana.konsep.anchors import SENTENCE, Place, replaced
from renjana.konsep.preview import Marks, for_page
from renjana.konsep.prose import Words, blocks, bullets, cut, paragraph, plain, typed

pytestmark = pytest.mark.once


def run(teks: str, style: str = "") -> dict[str, object]:
    return {"teks": teks, "tebal": "b" in style, "miring": "i" in style}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Isu *penting*.", [run("Isu "), run("penting", "i"), run(".")]),
        ("Isu _penting_.", [run("Isu "), run("penting", "i"), run(".")]),
        ("**Isu** penting", [run("Isu", "b"), run(" penting")]),
        ("***Isu*** __penting__", [run("Isu", "bi"), run(" "), run("penting", "b")]),
        ("**Isu *penting***", [run("Isu ", "b"), run("penting", "bi")]),
        ("_**Isu**_", [run("Isu", "bi")]),
        ("(*e-government*), *big\ndata*", [run("("), run("e-government", "i"), run("), "), run("big data", "i")]),
        ("2 * 3 * 4 = 24", "2 * 3 * 4 = 24"),
        ("2*3*4", "2*3*4"),
        ("nama_file_baru dan *satu", "nama_file_baru dan *satu"),
        ("Rp5.000,00 **) dan *)", "Rp5.000,00 **) dan *)"),
        ("#1 dari 5", "#1 dari 5"),
    ],
)
def test_signs_of_stress_make_words_bold_or_slanted_and_others_stay(text: str, words: Words) -> None:
    assert blocks(text) == [paragraph(words)]


@pytest.mark.parametrize("line", ["# Isu", "## Isu", "###### Isu", "## Isu ##"])
def test_a_line_that_begins_with_hashes_is_a_subhead(line: str) -> None:
    assert blocks(f"Sebelum.\n{line}\nSesudah.") == [paragraph("Sebelum."), {"jenis": "subjudul", "isi": "Isu"}, paragraph("Sesudah.")]


@pytest.mark.parametrize("line", ["---", "***", "* * *", "=====", "___"])
def test_a_line_drawn_across_the_page_parts_paragraphs_and_is_not_printed(line: str) -> None:
    assert blocks(f"Satu\n{line}\ndua") == [paragraph("Satu"), paragraph("dua")]


def test_lists_keep_their_numbers_together_when_items_go_on_in_indented_lines() -> None:
    text = "1. jaringan\n   belum sampai\n2. data *terbuka*\n\n- satu\n* dua\nSelesai."

    assert blocks(text) == [
        bullets(["jaringan belum sampai", [run("data "), run("terbuka", "i")]], "1"),
        bullets(["satu", "dua"]),
        paragraph("Selesai."),
    ]


@given(st.text(alphabet="xY1 *_#-\n\t=", max_size=60))
def test_no_letter_is_lost_whatever_the_signs_around_it(text: str) -> None:
    assert [one for one in said(blocks(text)) if one.isalnum()] == [one for one in text if one.isalnum()]


@given(st.lists(st.sampled_from(["kata", "*kata*", "**dua kata**", "_x_", "# kata", "- kata", "\n", "\n\n"]), max_size=20).map(" ".join))
def test_text_whose_signs_all_mean_something_is_said_the_same_when_it_is_typed_again(text: str) -> None:
    assert said(blocks(typed(blocks(text)))) == said(blocks(text))


def said(content: list[Blok]) -> str:
    return "\n".join(chain.from_iterable(map(plain, block.get("butir", [block.get("isi", "")])) for block in content))


def test_words_are_cut_where_asked_and_keep_their_stress() -> None:
    assert cut([run("Isu "), run("penting", "i"), run(".")], 2, 8) == [run("u "), run("pent", "i")]  # type: ignore[list-item]
    assert cut("Isu penting", 4, 11) == [run("penting")]


def test_the_page_shows_stress_also_inside_a_sentence_that_is_corrected() -> None:
    places = [(1, Place(SENTENCE, "", "penting sekali"))]

    (shown,) = for_page(blocks("Satu. Isu *penting* sekali."), Marks(places))

    assert [[(part.nomor, list(part.runs)) for part in sentence] for sentence in shown["kalimat"]] == [
        [(None, [run("Satu.")])],
        [(None, [run("Isu ")]), (1, [run("penting", "i"), run(" sekali")]), (None, [run(".")])],
    ]


def test_a_suggestion_finds_its_words_among_signs_and_leaves_other_paragraphs_alone() -> None:
    text = "Isu *satu*.\n\nIsu **dua** penting.\n\n1. *tiga*"

    assert replaced(text, "Isu dua penting.", "Isu dua selesai.") == ("Isu *satu*.\n\nIsu dua selesai.\n\n1. *tiga*", 1)
    assert replaced(text, "penting", "berat") == ("Isu *satu*.\n\nIsu **dua** berat.\n\n1. *tiga*", 1)
    assert replaced(text, "Isu", "Soal") == (text, 2)
