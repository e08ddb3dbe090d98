"""The official tables on their pages and as files."""

import csv
import io
import re
import subprocess
from decimal import Decimal

import docx
import openpyxl
import pytest
from django.test import Client

from renjana.alur.models import Event
from renjana.analisis.sheets import FORMS, table_file
from renjana.organisasi.table import number_row
from renjana.renja.actions import store_rows
from renjana.renja.models import Tahap, Usulan
from renjana.renja.queries import plan_values
from renjana.renja.tables import COLUMNS, official_table
from renjana.renstra.models import IndikatorRenstra, ItemRenstra, Renstra
from renjana.renstra.workbook import read_workbook
from tests.analisis.runs import a_collected_run, rows_of
from tests.cetak.samples import STAMP
from tests.cetak.test_cell_formulas import full_plan
from tests.people import Dinas


@pytest.fixture
def page(dinas: Dinas, client: Client) -> Client:
    a_collected_run(dinas, rows_of(lokasi=""), rows_of("2.16.03.2.02.0043", 150_000_000))
    client.force_login(dinas.staf)
    return client


@pytest.mark.parametrize("kode", COLUMNS)
def test_every_official_table_has_its_page_and_its_four_forms(page: Client, kode: str) -> None:
    assert page.get(f"/renja/2027/tabel/{kode}/").status_code == 200
    for form, kind in FORMS.items():
        answer = page.get(f"/renja/2027/tabel/{kode}.{form}")
        assert (answer.status_code, answer["Content-Type"]) == (200, kind)
        assert answer["Content-Disposition"] == f'attachment; filename="{kode}-2027.{form}"'
    assert len(read_workbook(page.get(f"/renja/2027/tabel/{kode}.xlsx").content, name="t.xlsx")) == 1


def test_what_is_no_table_and_no_form_is_not_found(page: Client) -> None:
    assert page.get("/renja/2027/tabel/t-c-99/").status_code == 404
    assert page.get("/renja/2027/tabel/t-c-33.odt").status_code == 404
    assert page.get("/renja/2027/tabel/t-c-33/asal/2.16.99/pagu/").status_code == 404
    assert page.get("/renja/2027/tabel/t-c-33/asal/2.16.03/rahasia/").status_code == 404


def test_the_csv_of_tc33_can_be_summed_by_other_programs(page: Client) -> None:
    rows = list(csv.DictReader(io.StringIO(page.get("/renja/2027/tabel/t-c-33.csv").content.decode("utf-8-sig"))))
    assert [(row["baris"], row["pagu"]) for row in rows if row["baris"] in {"sub_kegiatan", "jumlah"}] == [
        ("sub_kegiatan", "250000000"),
        ("sub_kegiatan", "150000000"),
        ("jumlah", "400000000"),
    ]


def test_two_bidang_with_one_sub_kegiatan_keep_both_rows_in_the_database_and_add(page: Client, dinas: Dinas) -> None:
    tahap = a_run_of(dinas)
    store_rows(tahap, dinas.bidang["IKP"], [rows_of("2.16.03.2.02.0043", 50_000_000)], by=dinas.ikp, now=STAMP)
    assert tahap.rencana.filter(kode="2.16.03.2.02.0043").count() == 2
    rows = list(csv.DictReader(io.StringIO(page.get("/renja/2027/tabel/t-c-33.csv").content.decode("utf-8-sig"))))
    assert [row["pagu"] for row in rows if row["kode"] == "2.16.03.2.02.0043"] == ["50000000", "150000000"]
    assert next(row["pagu"] for row in rows if row["kode"] == "2.16.03.2.02") == "450000000"


def test_every_figure_of_the_page_is_a_link_to_its_origin(page: Client) -> None:
    body = page.get("/renja/2027/tabel/t-c-33/").content.decode().partition("<tbody>")[2]
    assert re.findall(r'<a href="/renja/2027/tabel/t-c-33/asal/2\.16\.03\.2\.02\.0043~APTIKA~0/(\w+)/">([^<]+)</a>', body) == [
        ("target", "12 Titik"),
        ("pagu", "150.000.000"),
        ("target_maju", "13 Titik"),
        ("pagu_maju", "165.000.000"),
    ]
    bare = [text for text in re.findall(r'<td class="num[^"]*">([^<]+)</td>', body) if text.strip("-")]
    assert bare == []


def test_an_empty_tc32_says_nihil_with_the_reason_that_the_planner_writes(page: Client, dinas: Dinas) -> None:
    address = "/renja/2027/tabel/t-c-32/"
    assert "Nihil. Tidak ada usulan dari pemangku kepentingan." in page.get(address).content.decode()
    assert page.post(address, {"alasan": "x"}).status_code == 422
    reason = "Usulan musrenbang bidang ini sudah ditampung perangkat daerah lain."
    assert page.post(address, {"alasan": reason}).status_code == 302
    assert f"Nihil. {reason}" in page.get(address).content.decode()
    assert Event.objects.filter(jenis="data").latest("urutan").data == {"jenis": "alasan_nihil", "alasan": reason}
    plan = plan_values(a_run_of(dinas))
    for form, text in {form: words_of(form, table_file("t-c-32", plan, form, rekaan=True, now=STAMP)) for form in FORMS}.items():
        assert f"Nihil. {reason}" in " ".join(text.split()), form


def test_a_reason_is_refused_where_there_are_proposals(page: Client, dinas: Dinas) -> None:
    Usulan.objects.create(tahap=a_run_of(dinas), pengusul="Camat", uraian="Akses internet")
    assert page.post("/renja/2027/tabel/t-c-32/", {"alasan": "Tidak ada usulan tahun ini."}).status_code == 422


def test_a_reader_may_not_write_the_reason(page: Client, dinas: Dinas) -> None:
    reader = Client()
    reader.force_login(dinas.pembaca)
    assert "Simpan alasan" not in reader.get("/renja/2027/tabel/t-c-32/").content.decode()
    assert reader.post("/renja/2027/tabel/t-c-32/", {"alasan": "Tidak ada usulan tahun ini."}).status_code == 403


def test_the_planner_fills_spm_ikk_and_notes_of_tc30(page: Client, dinas: Dinas) -> None:
    renja = a_run_of(dinas).renja
    renja.renstra = Renstra.objects.create(perangkat_daerah=dinas.pd, tahun_awal=2025, tahun_akhir=2029)
    renja.save()
    item = ItemRenstra.objects.create(renstra=renja.renstra, tingkat="tujuan", nama="Layanan digital", urutan=0)
    IndikatorRenstra.objects.create(item=item, uraian="Indeks SPBE", satuan="Indeks", target={"2027": "3"})
    address = "/renja/2027/tabel/t-c-30/lengkapi/"
    assert "Indeks SPBE" in page.get(address).content.decode()
    assert page.post(address, {"0.ikk": "x" * 201}).status_code == 422
    assert page.post(address, {"0.ikk": "IKK 2.16", "0.catatan": "Perlu perhatian."}).status_code == 302
    shown = page.get("/renja/2027/tabel/t-c-30/").content.decode()
    assert "IKK 2.16" in shown
    assert "Perlu perhatian." in shown
    event = Event.objects.filter(jenis="data").latest("urutan")
    assert event.data["sesudah"] == [["Indeks SPBE", "", "IKK 2.16", "Perlu perhatian."]]
    before = Event.objects.count()
    page.post(address, {"0.ikk": "IKK 2.16", "0.catatan": "Perlu perhatian."})
    assert Event.objects.count() == before


@pytest.mark.once
@pytest.mark.parametrize("kode", COLUMNS)
def test_all_forms_of_a_table_hold_the_same_words(kode: str) -> None:
    plan = full_plan()
    table = official_table(kode, plan)
    wanted = table.judul, *(cell.text for cell in number_row(table.columns))
    texts = {form: " ".join(words_of(form, table_file(kode, plan, form, rekaan=True, now=STAMP)).split()) for form in ("xlsx", "pdf", "docx")}
    for form, text in texts.items():
        assert [words for words in wanted if words not in text.replace("\u200b", "")] == [], form


@pytest.mark.once
def test_a_workbook_shows_units_by_number_formats_and_keeps_numbers_as_numbers() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(table_file("t-c-29", full_plan(), "xlsx", rekaan=True, now=STAMP))).active
    cell = next(cell for row in sheet.iter_rows() for cell in row if cell.value == 20.5)
    assert cell.number_format == '#,##0.00##" Titik"'
    assert sheet.print_title_rows == "$3:$5"
    assert sheet.page_setup.orientation == "landscape"


@pytest.mark.once
def test_a_word_table_is_landscape_and_its_heads_repeat() -> None:
    document = docx.Document(io.BytesIO(table_file("e-81-b", full_plan(), "docx", rekaan=True, now=STAMP)))
    (section,) = document.sections
    assert section.page_width > section.page_height
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    rows = document.tables[0]._tbl.findall(f"{space}tr")
    heads = [row.find(f"{space}trPr/{space}tblHeader") is not None for row in rows]
    assert heads == [True] * 4 + [False] * (len(rows) - 4)


@pytest.mark.once
def test_the_page_and_the_sheet_agree_on_a_percentage_of_a_negative_trend() -> None:
    rows = official_table("t-c-29", full_plan(), units=False).rows
    row = next(row for row in rows if row.get("rumus", {}).get("tingkat_realisasi"))
    assert row["tingkat_realisasi"] == (Decimal(25) / Decimal("20.5") * 100).quantize(Decimal("0.01"))


def a_run_of(dinas: Dinas) -> Tahap:
    """The stage of the only run."""
    return dinas.pd.run.get().tahap


def words_of(form: str, content: bytes) -> str:
    """Everything a form prints, as text."""
    if form == "pdf":
        return subprocess.run(["pdftotext", "-layout", "-", "-"], input=content, capture_output=True, check=True).stdout.decode()
    if form == "docx":
        document = docx.Document(io.BytesIO(content))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        return "\n".join([*(one.text for one in document.paragraphs), *cells])
    if form == "xlsx":
        sheets = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
        return "\n".join(str(cell.value) for sheet in sheets for row in sheet.iter_rows() for cell in row if cell.value is not None)
    return content.decode("utf-8-sig")
