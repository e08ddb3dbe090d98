"""The editor of a subbab in a real browser: a page of Word is pasted, a figure put in, kept by itself and saved; the policy is never broken."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from playwright.sync_api import expect

from renjana.konsep import actions
from renjana.konsep.models import Subbab, Suntingan
from tests.people import a_dinas, a_run
from tests.people_plan import a_plan
from tests.trips.office import Desk

pytestmark = [pytest.mark.browser, pytest.mark.once]
WORD = """<html xmlns:o="urn:x"><head><style>p{color:red}</style></head><body><!--StartFragment--><h1 style="color:red">Isu</h1>
<p class=MsoNormal style='mso-x:1'>Sinyal <b>lemah</b><a href="#_ftn1" name="_ftnref1">[1]</a>,
<span style="font-style:italic">sekali</span>.<o:p></o:p></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>1.<span>&nbsp;</span></span>Satu</p>
<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>a.<span>&nbsp;</span></span>Dalam</p>
<table onclick="alert(1)"><tr><td><p>Titik</p></td></tr><tr><td><p>Kampung</p></td></tr></table><p>Akhir <del>lama</del></p>
<script>alert(1)</script><img src=x onerror=alert(1)><div id="ftn1"><p>[1] Survei.</p></div><!--EndFragment--></body></html>"""
PASTE = """html => { const data = new DataTransfer(); data.setData("text/html", html);
document.querySelector(".ProseMirror").dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true})) }"""
TEXT = "# Isu\n\nSinyal **lemah**^[Survei.], *sekali*.\n\n1. Satu\n   a. Dalam\n\n| Titik |\n|---|\n| Kampung |\n\nAkhir {total_pagu}"


def test_a_page_of_word_is_written_kept_and_saved(transactional_db: None, desk: Callable[..., Desk]) -> None:
    dinas = a_dinas()
    run = a_run(dinas, langkah=8)
    a_plan(dinas, run.tahap)
    actions.open_document(run)
    one = desk("perencana", dinas.perencana.nip)
    said: list[str] = []
    one.page.on("console", lambda message: said.append(message.text))
    one.page.on("pageerror", lambda fault: said.append(str(fault)))
    one.open("/renja/2027/dokumen/2.3/")
    one.page.locator(".ProseMirror").click()
    one.page.keyboard.press("Control+a")
    one.page.evaluate(PASTE, WORD)
    one.page.keyboard.type(" ")
    one.page.locator("#sisip-angka").select_option("total_pagu")

    expect(one.page.locator("[data-save-state]")).to_contain_text("Tersimpan sementara")
    expect(one.page.locator("[data-preview]")).to_contain_text("Sinyal lemah [Survei.]")
    with ThreadPoolExecutor(1) as other:
        assert other.submit(lambda: Suntingan.objects.get().isi).result() == TEXT
    one.page.get_by_role("button", name="Simpan teks").click()
    expect(one.page.get_by_text("Subbab 2.3 tersimpan.")).to_be_visible()
    with ThreadPoolExecutor(1) as other:
        assert other.submit(lambda: Subbab.objects.get(nomor="2.3").isi).result() == TEXT
    assert said == []
