"""The pictures in the document: in their chapters, numbered by chapter, each with its table and its words, in PDF and DOCX."""

import io
import re
import zipfile
from datetime import timedelta

import pytest
from django.test import Client

from renjana.alur.models import Run
from renjana.cetak.docx import plan_docx
from renjana.cetak.plan import numbered
from renjana.konsep import actions
from renjana.konsep.mark import document_mark
from renjana.konsep.queries import content_of, plan_data
from renjana.renja.models import Renja, Tahap
from tests.people import MONDAY, Dinas, a_run
from tests.people_plan import a_plan

pytestmark = pytest.mark.django_db
LATER = MONDAY + timedelta(days=9)


@pytest.fixture
def run(dinas: Dinas) -> Run:
    """A run at step 8, with a Renja of the year before and a pagu indikatif."""
    run = a_run(dinas, langkah=8)
    a_plan(dinas, run.tahap)
    Renja.objects.filter(pk=run.tahap.renja_id).update(pagu_indikatif=2_000_000_000)
    before = Renja.objects.create(perangkat_daerah=dinas.pd, tahun=2026, versi_nomenklatur=run.tahap.renja.versi_nomenklatur)
    Tahap.objects.create(renja=before).rencana.create(
        bidang=dinas.bidang["APTIKA"], kode="2.16.03.2.02.0040", nama="Nama", pagu=90_000_000, diubah=MONDAY
    )
    return Run.objects.get(pk=run.pk)


def figures(run: Run) -> list[tuple[str, str, str]]:
    """Subbab, kind with number, and title of every picture and of the table beside it."""
    data = numbered(plan_data(run, LATER))  # type: ignore[arg-type]
    parts = [*(one for bab in data["bab"] for one in bab["subbab"]), *({**one, "nomor": "L"} for one in data["lampiran"])]
    found = [(one["nomor"], block) for one in parts for block in one["blok"]]
    titles = {block["judul"] for _, block in found if block["jenis"] == "grafik"}
    return [
        (nomor, f"{block['jenis']} {block['nomor']}", block["judul"])
        for nomor, block in found
        if block["jenis"] in {"grafik", "tabel"} and block.get("judul") in titles
    ]


def test_pictures_stand_in_their_chapters_with_their_tables(run: Run) -> None:
    assert figures(run) == [
        ("2.1", "grafik 2.1", "Capaian Kinerja Program Tahun 2025"),
        ("2.1", "tabel 2.1", "Capaian Kinerja Program Tahun 2025"),
        ("3.3", "grafik 3.1", "Pagu Program Tahun 2027"),
        ("3.3", "tabel 3.2", "Pagu Program Tahun 2027"),
        ("3.3", "grafik 3.2", "Komposisi Pagu Menurut Sumber Dana Tahun 2027"),
        ("3.3", "tabel 3.3", "Komposisi Pagu Menurut Sumber Dana Tahun 2027"),
        ("3.3", "grafik 3.3", "Pagu Program terhadap Pagu Indikatif Tahun 2027"),
        ("3.3", "tabel 3.4", "Pagu Program terhadap Pagu Indikatif Tahun 2027"),
        ("3.3", "grafik 3.4", "Pagu Bidang terhadap Pagu Indikatif Tahun 2027"),
        ("3.3", "tabel 3.5", "Pagu Bidang terhadap Pagu Indikatif Tahun 2027"),
        ("3.3", "grafik 3.5", "Pagu Sumber Dana terhadap Pagu Indikatif Tahun 2027"),
        ("3.3", "tabel 3.6", "Pagu Sumber Dana terhadap Pagu Indikatif Tahun 2027"),
        ("4.1", "grafik 4.1", "Perubahan Pagu dari Renja 2026 ke Renja 2027"),
        ("4.1", "tabel 4.1", "Perubahan Pagu dari Renja 2026 ke Renja 2027"),
        ("L", "grafik L.1", "Kelengkapan Isian Menurut Bidang dan Bagian"),
        ("L", "tabel L.1", "Kelengkapan Isian Menurut Bidang dan Bagian"),
        ("L", "grafik L.2", "Perubahan Terakhir Isian Menurut Bidang dan Hari"),
        ("L", "tabel L.2", "Perubahan Terakhir Isian Menurut Bidang dan Hari"),
    ]


def test_the_words_of_each_picture_go_into_the_docx_and_no_year_is_held_for_a_fault(run: Run, dinas: Dinas) -> None:
    content = plan_docx(plan_data(run, LATER))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        document = package.read("word/document.xml").decode()
    described = re.findall(r'<wp:docPr[^>]* descr="([^"]*)"', document)
    assert [re.split(r" dalam |: |[.] ", one)[0] for one in described[1:]] == list(dict.fromkeys(title for _, _, title in figures(run)))
    actions.open_document(run)
    assert actions.held_back(run, document_mark(run), now=LATER, content=content_of(run)) == ""


def test_the_preview_shows_picture_and_table(run: Run, dinas: Dinas, client: Client) -> None:
    actions.open_document(run)
    client.force_login(dinas.perencana)
    page = client.get("/renja/2027/dokumen/4.1/").content.decode()
    assert page.count('role="img"') == 1
    assert '<th scope="col" class="num">Perubahan (Rp)</th>' in page
