"""Small enhancements: numbers read as the server reads them, dialogs, copying, double submits, the digest of a file."""

import hashlib
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1500000", "1500000"),
        ("1.500.000", "1500000"),
        ("1.500.000,00", "1500000"),
        ("Rp 1.500.000", "1500000"),
        ("1,5 juta", "1500000"),
        ("2 miliar", "2000000000"),
        ("Rp1.500.000,-", "1500000"),
        ("850 rb", "850000"),
        ("1.5 juta", "NaN"),
        ("1,500,000", "NaN"),
        ("", "null"),
        ("1.50", "NaN"),
        ("0.125", "NaN"),
        ("1,500", "NaN"),
    ],
)
def test_numbers_are_read_as_the_server_reads_them(show: Callable[..., Page], text: str, value: str) -> None:
    page = show("")
    read = """async text => { const { readNumber } = await import("/grid.js"); return String(readNumber(text)); }"""
    assert page.evaluate(read, text) == value


def test_a_second_click_sends_nothing(show: Callable[..., Page]) -> None:
    page = show("""<form method="post" action="/kirim"><button>Kirim</button></form><iframe name="w"></iframe>""")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method) if request.method == "POST" else None)
    page.evaluate("document.forms[0].target = 'w'")
    page.get_by_role("button").dblclick()
    page.wait_for_timeout(200)
    assert sent == ["POST"]


def test_a_dialog_opens_by_its_link_and_closes(show: Callable[..., Page]) -> None:
    page = show('<a href="/cari/" data-dialog="d">Cari</a><dialog id="d"><button data-close>Tutup</button></dialog>')
    page.get_by_role("link").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.get_by_role("button", name="Tutup").click()
    expect(page.locator("#d")).to_be_hidden()
    assert page.url == "http://localhost/"


def test_control_k_opens_the_search(show: Callable[..., Page]) -> None:
    page = show('<dialog id="search"><input id="q"></dialog>')
    page.keyboard.press("Control+k")
    expect(page.locator("#q")).to_be_visible()


def test_the_copy_button_copies_and_says_so(show: Callable[..., Page]) -> None:
    page = show('<span id="n">000.7.2.6/046</span><button data-copy="n"><i></i>Salin nomor</button>')
    page.get_by_role("button").click()
    expect(page.get_by_role("button")).to_have_text("Tersalin")
    assert page.evaluate("navigator.clipboard.readText()") == "000.7.2.6/046"


@pytest.mark.parametrize(("content", "verdict"), [(b"asli", "✓ Cocok: renja.pdf"), (b"diubah", "✕ Tidak cocok: renja.pdf")])
def test_a_chosen_file_is_matched_with_the_digest(show: Callable[..., Page], content: bytes, verdict: str) -> None:
    digest = hashlib.sha256(b"asli").hexdigest()
    page = show(f'<p id="d">{digest}</p><label data-match="d" data-result="r">PDF<input type="file"></label><p id="r"></p>')
    page.set_input_files("input", {"name": "renja.pdf", "mimeType": "application/pdf", "buffer": content})
    expect(page.locator("#r")).to_have_text(verdict)


def test_a_select_that_filters_sends_its_form(show: Callable[..., Page]) -> None:
    page = show('<form data-autosubmit><select name="l"><option>1</option><option>2</option></select></form>')
    page.select_option("select", "2")
    page.wait_for_url("**/?l=2")


def test_unsaved_work_is_announced(show: Callable[..., Page]) -> None:
    page = show('<form method="post" data-dirty><input id="a"><span data-save-state><span>Tersimpan 09.41</span></span></form>')
    page.fill("#a", "x")
    assert page.text_content("[data-save-state]") == "Belum disimpan"
