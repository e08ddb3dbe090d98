"""The SIPD pack on its pages: ticks that are remembered and grow stale, and the comparison with an export."""

import io
from datetime import timedelta

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from renjana.alur.models import Run
from renjana.analisis.actions.bahan import import_priorities
from renjana.analisis.queries import plan_of
from renjana.analisis.sheets import table_file
from renjana.renja.actions import store_rows
from renjana.renja.models import SalinanSipd
from renjana.renja.queries import plan_values
from renjana.renja.sipd import pack
from renjana.renja.tables import official_table
from tests.analisis.runs import a_collected_run, rows_of
from tests.people import MONDAY, Dinas

FIRST, SECOND = "2.16.03.2.02.0040", "2.16.03.2.02.0043"


@pytest.fixture
def run(dinas: Dinas) -> Run:
    return a_collected_run(dinas, rows_of(FIRST), rows_of(SECOND, 150_000_000))


@pytest.fixture
def page(run: Run, dinas: Dinas, client: Client) -> Client:
    client.force_login(dinas.staf)
    return client


def copy_page(page: Client, kode: str) -> str:
    return page.get(f"/renja/2027/sipd/salin/{kode}/").content.decode()


def tick(page: Client, kode: str) -> str:
    """Tick a sub kegiatan off as the page does; where the page leads next."""
    sidik = copy_page(page, kode).partition('name="sidik" value="')[2].partition('"')[0]
    return str(page.post(f"/renja/2027/sipd/salin/{kode}/", {"aksi": "tandai", "sidik": sidik})["Location"])


def test_every_field_stands_in_an_input_with_a_button_that_copies_it(page: Client) -> None:
    shown = copy_page(page, FIRST)
    assert 'value="250000000" readonly' in shown
    assert shown.count("data-copy=") == shown.count("readonly") - shown.count('placeholder="tidak ada di data"')
    assert page.get("/renja/2027/sipd/salin/2.16.99.2.99.9999/").status_code == 404


def test_priorities_are_printed_where_they_were_said_and_missed_where_not(page: Client, run: Run, dinas: Dinas) -> None:
    before = pack(plan_of(run))
    import_priorities(run, f"kode,nasional,daerah,tag\n{FIRST},Transformasi digital,Layanan publik,\n", by=dinas.staf, now=MONDAY)
    after = pack(plan_of(run))
    assert [old.sidik == new.sidik for old, new in zip(before, after, strict=True)] == [False, True]
    rows = official_table("sipd-ri-17", plan_of(run)).rows
    said = {row["kunci"]: (row["prio_nasional"], row["prio_daerah"]) for row in rows if row["kunci"].endswith("~0")}
    assert sorted(map(str, said.values())) == ["('Transformasi digital', 'Layanan publik')", "(None, None)"]
    table = page.get("/renja/2027/tabel/sipd-ri-17/").content.decode()
    assert ("Transformasi digital" in table, "daerah 1 sub kegiatan tidak ada di data" in table) == (True, True)
    assert ('value="Layanan publik"' in copy_page(page, FIRST), "perlu konfirmasi" in copy_page(page, SECOND)) == (True, True)


def test_a_tick_is_remembered_with_its_person_and_leads_to_the_next(page: Client, run: Run, dinas: Dinas) -> None:
    assert tick(page, FIRST) == f"/renja/2027/sipd/salin/{SECOND}/"
    assert tick(page, SECOND) == "/renja/2027/sipd/"
    overview = page.get("/renja/2027/sipd/").content.decode()
    assert "2 dari 2 sub kegiatan sudah disalin" in overview
    assert SalinanSipd.objects.get(kode=FIRST).disalin_oleh == dinas.staf
    page.post(f"/renja/2027/sipd/salin/{FIRST}/", {"aksi": "batal"})
    assert "1 dari 2 sub kegiatan sudah disalin" in page.get("/renja/2027/sipd/").content.decode()


def test_a_change_after_the_tick_makes_it_stale(page: Client, run: Run, dinas: Dinas) -> None:
    tick(page, FIRST)
    later = MONDAY + timedelta(days=1)
    store_rows(run.tahap, dinas.bidang["APTIKA"], [rows_of(FIRST, 1), rows_of(SECOND, 150_000_000)], by=dinas.aptika, now=later)
    assert "Berubah sesudah disalin" in page.get("/renja/2027/sipd/").content.decode()
    assert "Isinya berubah sesudah disalin" in copy_page(page, FIRST)


def test_a_tick_on_what_changed_meanwhile_is_not_taken(page: Client) -> None:
    answer = page.post(f"/renja/2027/sipd/salin/{FIRST}/", {"aksi": "tandai", "sidik": "0" * 64}, follow=True)
    assert "Isinya berubah selama Anda menyalin" in answer.content.decode()
    assert not SalinanSipd.objects.exists()


def test_a_reader_copies_without_a_tick(page: Client, dinas: Dinas) -> None:
    reader = Client()
    reader.force_login(dinas.pembaca)
    assert "Tandai sudah disalin" not in copy_page(reader, FIRST)
    assert reader.post(f"/renja/2027/sipd/salin/{FIRST}/", {"aksi": "tandai"}).status_code == 403


def test_the_pack_is_a_workbook_with_a_sheet_each(page: Client) -> None:
    book = openpyxl.load_workbook(io.BytesIO(page.get("/renja/2027/sipd.xlsx").content))
    assert book.sheetnames == ["Daftar", FIRST, SECOND]


def test_an_export_is_compared_on_the_page_and_nothing_is_stored(page: Client, run: Run) -> None:
    content = table_file("sipd-ri-17", plan_values(run.tahap), "xlsx", rekaan=True, now=MONDAY)
    address = "/renja/2027/sipd/bandingkan/"
    assert "Tidak ada perbedaan" in page.post(address, {"berkas": SimpleUploadedFile("sipd.xlsx", content)}).content.decode()
    book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    book.worksheets[0]["I13"] = 240_000_000
    book.save(target := io.BytesIO())
    shown = page.post(address, {"berkas": SimpleUploadedFile("sipd.xlsx", target.getvalue())}).content.decode()
    assert "240.000.000" in shown
    assert ">I13<" in shown
    refused = page.post(address, {"berkas": SimpleUploadedFile("foto.png", b"\x89PNG\r\n\x1a\n")})
    assert refused.status_code == 422
    assert "bukan buku kerja Excel" in refused.content.decode()


def test_without_rows_the_pages_say_what_fills_them(dinas: Dinas, client: Client) -> None:
    run = a_collected_run(dinas)
    run.tahap.rencana.all().delete()
    client.force_login(dinas.staf)
    assert "Paket terisi dari isian bidang." in client.get("/renja/2027/sipd/").content.decode()
