"""The grid moves like a worksheet: arrows, Enter, Esc, a pasted block, fill down, totals; one row at a time on a phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

ROW = """<tr><th scope="row" class="frozen">{0}</th><td class="num"><input id="target-{0}" name="{0}.target" value="{1}"></td>
<td class="num{3}"><input id="pagu-{0}" name="{0}.pagu" value="{2}"></td>
<td><select id="dana-{0}" name="{0}.dana"><option value="PAD">PAD</option><option value="DAU">DAU</option></select></td></tr>"""


def a_grid(*rows: tuple[str, str, str], faulty: int = -1) -> str:
    body = "".join(ROW.format(i, target, pagu, " error" if i == faulty else "") for i, (_, target, pagu) in enumerate(rows))
    return f"""<form method="post" data-dirty><ul class="error-summary"><li><a href="#pagu-2">Baris ketiga</a></li></ul>
<table class="grid" data-grid><thead><tr><th>Kode</th><th>Target</th><th>Pagu</th><th>Dana</th></tr></thead>
<tbody><tr class="group"><th>Kegiatan</th><td></td><td><output id="sum" data-sum="pagu"></output></td></tr>{body}</tbody>
<tfoot><tr class="total"><th>Jumlah</th><td></td><td><output id="all" data-sum-all="pagu"></output></td></tr></tfoot></table>
<span id="state" data-save-state><span>Tersimpan</span></span></form>"""


THREE = (("a", "1", "1.000.000"), ("b", "2", "2.000.000"), ("c", "3", "3.000.000"))


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id"))


def paste(page: Page, text: str) -> None:
    page.evaluate(
        """text => { const data = new DataTransfer(); data.setData("text/plain", text);
        document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true })); }""",
        text,
    )


def test_arrows_and_enter_move_between_cells(show: Callable[..., Page]) -> None:
    page = show(a_grid(*THREE))
    page.focus("#target-0")
    page.keyboard.press("ArrowDown")
    assert focused(page) == "target-1"
    page.keyboard.press("ArrowRight")
    assert focused(page) == "pagu-1"
    page.keyboard.press("Enter")
    assert focused(page) == "pagu-2"
    page.keyboard.press("Shift+Enter")
    assert focused(page) == "pagu-1"
    page.keyboard.press("ArrowLeft")
    assert focused(page) == "target-1"


def test_a_caret_inside_the_text_stays_in_its_cell(show: Callable[..., Page]) -> None:
    page = show(a_grid(*THREE))
    page.focus("#pagu-0")
    page.keyboard.press("F2")
    page.keyboard.press("ArrowLeft")
    assert focused(page) == "pagu-0"


def test_escape_brings_back_what_the_cell_held(show: Callable[..., Page]) -> None:
    page = show(a_grid(*THREE))
    page.focus("#pagu-0")
    page.keyboard.type("99")
    page.keyboard.press("Escape")
    assert page.input_value("#pagu-0") == "1.000.000"


def test_a_block_from_excel_fills_cells_and_totals_and_stops_at_the_edge(show: Callable[..., Page]) -> None:
    page = show(a_grid(*THREE))
    page.focus("#target-1")
    paste(page, "20\t2,5 juta\tDAU\n30\tRp 3.500.000\tHibah\n40\t1\tPAD\n")
    assert [page.input_value(f"#target-{row}") for row in range(3)] == ["1", "20", "30"]
    assert [page.input_value(f"#dana-{row}") for row in range(3)] == ["PAD", "DAU", "PAD"]
    assert page.text_content("#sum") == page.text_content("#all") == "7.000.000"
    assert page.text_content("#state") == "Belum disimpan"


def test_an_ambiguous_amount_is_not_counted(show: Callable[..., Page]) -> None:
    page = show(a_grid(*THREE))
    page.fill("#pagu-0", "1.50")
    page.keyboard.press("Tab")
    assert page.text_content("#all") == "5.000.000"


def test_fill_down_copies_the_cell_above(show: Callable[..., Page]) -> None:
    page = show(a_grid(*THREE))
    page.focus("#pagu-1")
    page.keyboard.press("Control+d")
    assert page.input_value("#pagu-1") == "1.000.000"
    assert page.text_content("#all") == "5.000.000"


def test_a_phone_shows_the_faulty_row_first_and_one_row_at_a_time(show: Callable[..., Page]) -> None:
    page = show(a_grid(*THREE, faulty=1), width=360)
    expect(page.locator("#pagu-1")).to_be_visible()
    expect(page.locator("#pagu-0")).to_be_hidden()
    page.get_by_role("button", name="Berikutnya").click()
    expect(page.locator("#pagu-2")).to_be_visible()
    page.get_by_role("button", name="Sebelumnya").click()
    expect(page.get_by_text("Baris 2 dari 3")).to_be_visible()
    page.get_by_role("link", name="Baris ketiga").click()
    expect(page.locator("#pagu-2")).to_be_visible()


def test_a_desktop_shows_every_row(show: Callable[..., Page]) -> None:
    page = show(a_grid(*THREE))
    expect(page.locator("tbody input:visible")).to_have_count(6)
    expect(page.get_by_text("Baris 1 dari 3")).to_be_hidden()
