"""What the editor sends becomes blocks and nothing else: hostile HTML leaves words at most, Word's structure stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renjana.konsep.inline import plain
from renjana.konsep.prose import as_text, blocks
from renjana.konsep.richtext import from_html, to_html

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ('<p onclick="x()">a<script>alert(1)</script>b</p>', "ab"),
        ("<p>a</p><style>p{}</style><iframe srcdoc='<p>x</p>'></iframe><p>b", "a\n\nb"),
        ('<a href="javascript:alert(1)">kata</a><img src=x onerror=alert(1)>', "kata"),
        ("<svg><script>x</script><p>y</p></svg>z", "z"),
        ("<p>&lt;script&gt;x&lt;/script&gt;</p>", "<script>x</script>"),
        ('<data value="total_pagu">Rp0</data> <data value="}{ x">9</data>', "{total_pagu} 9"),
        ('<p>a<sup data-kaki="b ] *c* {d}"></sup></p>', "a^[b \\] \\*c\\* \\{d\\}]"),
        ("<table><tr><td colspan=9999999999>a<td>b</table>", "| a | b |\n|---|---|"),
        ("<table><tr><td colspan=3>a<tr><td>b|c</table>", "| a |  |  |\n|---|---|---|\n| b\\|c |  |  |"),
        ("<ul><li>a<ol type=a><li>b</ol><li><p>c<p>d</ul>", "- a\n   a. b\n- c d"),
        ("<h1>J</h1>lepas<div>x<br>y</div>", "# J\n\nlepas\n\nx y"),
        ("<p>1. bukan daftar</p><p>- juga</p><p># bukan</p>", "1\\. bukan daftar\n\n\\- juga\n\n\\# bukan"),
    ],
)
def test_only_words_and_their_structure_come_through(html: str, text: str) -> None:
    assert as_text(from_html(html)) == text


def test_a_tower_of_tags_is_flattened_and_its_words_are_kept() -> None:
    assert as_text(from_html("<div>" * 5000 + "dalam" + "</div>" * 5000)) == "dalam"
    assert "dalam" in as_text(from_html("<ul><li>" * 200 + "dalam"))


@given(st.text(alphabet="<>/abpdiv =\"'&;!-{}*|", max_size=60))
def test_whatever_comes_what_the_page_gets_back_has_only_our_tags(html: str) -> None:
    again = to_html(blocks(as_text(from_html(html))), {})

    assert from_html(again) == from_html(html)
    assert "<div" not in again


def test_names_of_figures_come_back_from_the_editor_whatever_it_shows() -> None:
    (shown,) = from_html(to_html(blocks("Pagu **{total_pagu}**."), {"total_pagu": "Rp1 <b>"}))

    assert plain(shown["isi"]) == "Pagu {total_pagu}."
