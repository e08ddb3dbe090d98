"""The further parts in the workbook: they go out with locked keys, come back with faults by cell, and keep what others wrote."""

import io
import re
import zipfile
from collections.abc import Mapping
from html import unescape

import openpyxl
import pytest
from django.test import Client

from renjana.pengumpulan.books import book_name
from renjana.pengumpulan.models import BarisLembar, UnggahanIsian
from renjana.surat.queries import read_file
from tests.pengumpulan.stage import Stage
from tests.pengumpulan.test_grid import contact
from tests.pengumpulan.test_lembar import QUESTIONS, posted
from tests.pengumpulan.test_lembar import stage as stage
from tests.pengumpulan.test_upload import upload

PAGE = "/renja/2027/pengumpulan/APTIKA/"


def filled(client: Client, cells: Mapping[str, object]) -> bytes:
    """The workbook of the page, with these cells as Sheet!A1."""
    return typed(client.get(f"{PAGE}excel/").content, cells)


def typed(content: bytes, cells: Mapping[str, object]) -> bytes:
    """A workbook with these cells as Sheet!A1."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for place, value in cells.items():
        sheet, _, cell = place.partition("!")
        book[sheet][cell] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def rows(part: str) -> list[dict[str, str]]:
    return [one.sel for one in BarisLembar.objects.filter(lembar=part)]


def test_the_workbooks_handed_out_hold_every_part_of_the_format(stage: Stage) -> None:
    client = contact(stage)
    paper = stage.run.task.get(langkah=2).keluaran.get(jenis="format-bidang").berkas
    with zipfile.ZipFile(io.BytesIO(read_file(paper))) as archive:
        handed = archive.read(book_name(2027, "APTIKA"))
    book = openpyxl.load_workbook(io.BytesIO(handed))
    assert [book[name].max_row for name in ("Realisasi tahun lalu", "Usulan", "Pertanyaan")] == [7, 20, 7]
    assert (book["Realisasi tahun lalu"]["E7"].value, book["Pertanyaan"]["B6"].value) == (12.5, QUESTIONS[0])
    client.post(upload(stage, typed(handed, CELLS))["Location"], {"aksi": "simpan"})
    assert [row["jawaban"] for row in rows("narasi")] == ["Jaringan.", ""]


CELLS = {"Pertanyaan!C6": "Jaringan.", "Usulan!B6": "Adi Jaya", "Usulan!C6": "Musrenbang", "Usulan!D6": "Internet", "Usulan!H6": "diterima"}


def test_parts_filled_in_excel_are_compared_and_stored(stage: Stage) -> None:
    client = contact(stage)
    figures = {f"Realisasi tahun lalu!{column}{line}": value for line in (6, 7) for column, value in (("E", 10), ("F", 9.5), ("G", 11))}
    review = upload(stage, filled(client, CELLS | figures))["Location"]
    page = client.get(review).content.decode()
    assert ("Pertanyaan!C6" in page, "<ins>Adi Jaya</ins>" in page) == (True, True)
    assert rows("usulan") == []
    client.post(review, {"aksi": "simpan"})
    assert [row["jawaban"] for row in rows("narasi")] == ["Jaringan.", ""]
    assert [(row["pengusul"], row["status"]) for row in rows("usulan")] == [("Adi Jaya", "diterima")]
    assert [row["realisasi_n2"] for row in rows("realisasi")] == ["9,5", "9,5"]


def test_the_same_workbook_twice_stores_a_row_once(stage: Stage) -> None:
    client = contact(stage)
    content = filled(client, CELLS)
    for _ in range(2):
        client.post(upload(stage, content)["Location"], {"aksi": "simpan"})
    assert len(rows("usulan")) == 1


def test_faults_of_a_part_are_named_by_sheet_and_cell_and_marked_in_the_copy(stage: Stage) -> None:
    client = contact(stage)
    answer = upload(stage, filled(client, {"Realisasi tahun lalu!F6": "1.50", "Usulan!B6": "Adi Jaya", "Usulan!C6": "entah"}))
    page = answer.content.decode()
    assert (answer.status_code, "Sel Realisasi tahun lalu!F6" in page, "Sel Usulan!C6" in page) == (422, True, True)
    copy = openpyxl.load_workbook(io.BytesIO(client.get(f"{PAGE}unggah/{UnggahanIsian.objects.get().pk}/").content))
    assert "1,50 atau 150" in copy["Realisasi tahun lalu"]["F6"].comment.text
    assert (copy["Usulan"]["C6"].comment is not None, copy["Usulan"]["B6"].value) == (True, "Adi Jaya")
    assert not BarisLembar.objects.exists()


def test_what_somebody_wrote_on_the_page_meanwhile_stays(stage: Stage) -> None:
    client = contact(stage)
    content = filled(client, {"Pertanyaan!C6": "Dari Excel"})
    data = posted(client.get(f"{PAGE}lembar/narasi/").content.decode())
    client.post(f"{PAGE}lembar/narasi/", data | {"2.sel_jawaban": "Dari halaman"})
    client.post(upload(stage, content)["Location"], {"aksi": "simpan"})
    assert [row["jawaban"] for row in rows("narasi")] == ["Dari Excel", "Dari halaman"]


def test_the_same_cell_of_two_people_is_asked_and_either_side_can_be_taken(stage: Stage) -> None:
    client = contact(stage)
    content = filled(client, {"Pertanyaan!C6": "Dari Excel"})
    data = posted(client.get(f"{PAGE}lembar/narasi/").content.decode())
    client.post(f"{PAGE}lembar/narasi/", data | {"1.sel_jawaban": "Dari halaman"})
    for side, kept in (("mereka", "Dari halaman"), ("saya", "Dari Excel")):
        review = upload(stage, content)["Location"]
        page = client.get(review).content.decode()
        name = unescape(re.findall(r'name="(pilih\.narasi:[^"]*)"', page)[0])
        assert ("1 sel diubah dua orang" in page, "sel Pertanyaan!C6" in page) == (True, True)
        assert client.post(review, {"aksi": "simpan"}).status_code == 422
        assert [row["jawaban"] for row in rows("narasi")] == ["Dari halaman", ""]
        client.post(review, {"aksi": "simpan", name: side})
        assert [row["jawaban"] for row in rows("narasi")] == [kept, ""]


@pytest.mark.parametrize("place", ["Pertanyaan!B6", "Realisasi tahun lalu!B6"])
def test_locked_cells_of_a_part_come_from_the_format(stage: Stage, place: str) -> None:
    client = contact(stage)
    review = upload(stage, filled(client, CELLS | {place: "Diubah"}))["Location"]
    client.post(review, {"aksi": "simpan"})
    assert "Diubah" not in str(rows("narasi") + rows("realisasi"))
