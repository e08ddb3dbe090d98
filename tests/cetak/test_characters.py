"""What paper can carry: mended, named, replaced."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renjana.cetak.characters import clean, clean_text, printable, unprintable
from renjana.cetak.measure import text_width, wrap


@pytest.mark.parametrize(
    ("pasted", "printed"),
    [
        ("\uf0b7 satu", "• satu"),
        ("\uf0a7 dua", "▪ dua"),
        ("\uf0fc tiga", "√ tiga"),
        ("\uf0e0 lain", " lain"),
        ("a\x00b\x08c\x1b", "abc"),
        ("a\r\nb\rc\vd", "a\nb\nc\nd"),
        ("kolom\tkolom", "kolom kolom"),
        ("e\u0301", "é"),
        ("nol\u200blebar\ufeff", "nollebar"),
        ("🙂", "□"),
        ("Rp1.500 “kutip” – — … ½ m²", "Rp1.500 “kutip” – — … ½ m²"),
    ],
)
def test_pasted_text_prints(pasted: str, printed: str) -> None:
    assert clean_text(pasted) == printed


def test_what_no_paper_can_show_is_named_once_in_order() -> None:
    assert unprintable("a 🙂 b 漢 🙂") == ["🙂", "漢"]
    assert unprintable("Penyusunan dokumen – 95,50% • √ ≥ ≤\n") == []


@given(st.text())
def test_cleaned_text_holds_only_what_the_font_draws(words: str) -> None:
    cleaned = clean_text(words)
    assert all(c == "\n" or ord(c) in printable() for c in cleaned)
    assert unicodedata.is_normalized("NFC", cleaned)
    assert clean_text(cleaned) == cleaned


def test_every_string_of_a_structure_is_cleaned_and_nothing_else() -> None:
    assert clean({"a": ["\uf0b7", 1, None], "b": ({"c": "x\x00"},)}) == {"a": ["•", 1, None], "b": [{"c": "x"}]}


def test_words_are_measured_by_the_fonts_own_widths() -> None:
    assert text_width("iiii", 10) < text_width("MMMM", 10)
    assert text_width("MM", 20) == pytest.approx(2 * text_width("MM", 10))


@given(st.lists(st.text("abcdefghij", min_size=1, max_size=14), max_size=12))
def test_wrapped_lines_fit_or_are_cut(words: list[str]) -> None:
    lines = wrap(" ".join(words), 10, 80, lines=3)
    assert len(lines) <= 3
    assert all(text_width(line, 10) <= 80 or " " not in line for line in lines)
    if "…" not in "".join(lines):
        assert " ".join(lines) == " ".join(words)
