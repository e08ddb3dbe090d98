"""The page of the pictures and its files; the page of the proofs, and when a proof is asked for."""

from xml.etree import ElementTree as ET

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from renjana.alur.models import Event, Run
from renjana.analisis.actions.bukti import attach_proof
from renjana.analisis.checks.bukti import EVIDENCE, FIRST_STAGE, FROM_FORUM
from renjana.analisis.queries import evidence_of
from renjana.renja.models import Renja, Tahap
from renjana.renja.queries import last_year
from renjana.surat.actions import Paper
from tests.analisis.planted import notes
from tests.analisis.runs import a_collected_run
from tests.people import MONDAY, Dinas
from tests.renja.plans import a_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(dinas: Dinas) -> Run:
    return a_collected_run(dinas)


def test_each_picture_stands_with_its_table_or_says_why_there_is_none(dinas: Dinas, run: Run, client: Client) -> None:
    client.force_login(dinas.aptika)
    page = client.get("/renja/2027/analisis/gambar/").content.decode()
    assert page.count('role="img"') == 2 * page.count('class="drawings"')
    assert page.count("<caption") == page.count('class="drawings"')
    assert 'href="/renja/2027/analisis/"' not in page
    assert "Data Renja 2026 tidak tersedia, sehingga perubahan pagu belum dapat digambarkan." in page
    assert 'data-label="Renja 2027 (Rp)">250.000.000</td>' in page


def test_a_picture_leaves_as_svg_and_as_csv_and_a_missing_one_is_not_found(dinas: Dinas, run: Run, client: Client) -> None:
    client.force_login(dinas.perencana)
    drawn = client.get("/renja/2027/analisis/gambar/pagu-program.svg")
    assert (drawn["Content-Type"], drawn["Content-Disposition"]) == ("image/svg+xml", 'attachment; filename="pagu-program-2027.svg"')
    assert ET.fromstring(drawn.content).findtext("{http://www.w3.org/2000/svg}title") == "Pagu Program Tahun 2027"  # noqa: S314 - our own drawing
    table = client.get("/renja/2027/analisis/gambar/sumber-dana.csv").content.decode("utf-8-sig").splitlines()
    assert table[0] == "kode,nama,pagu,bagian"
    assert table[-1] == ",Jumlah,250000000,100"
    for address in ("perubahan.svg", "lain.svg", "pagu-program.pdf"):
        assert client.get(f"/renja/2027/analisis/gambar/{address}").status_code == 404


def test_last_year_is_the_latest_stage_of_the_own_renja_that_has_rows(dinas: Dinas, run: Run) -> None:
    renja = run.tahap.renja
    assert last_year(renja) == {}
    before = Renja.objects.create(perangkat_daerah=dinas.pd, tahun=2026, versi_nomenklatur=renja.versi_nomenklatur)
    stages = [Tahap.objects.create(renja=before, jenis=jenis) for jenis in Tahap.Jenis.values]
    for stage, pagu in zip(stages[:2], (100, 70), strict=True):
        stage.rencana.create(bidang=dinas.bidang["APTIKA"], kode="2.16.03.2.02.0040", nama="Nama", pagu=pagu, diubah=MONDAY)
    assert last_year(renja) == {"2.16.03.2.02.0040": 70}


def test_a_proof_that_was_attached_is_no_longer_asked_for_and_is_in_the_history(dinas: Dinas, run: Run, client: Client) -> None:
    client.force_login(dinas.staf)
    assert "Belum waktunya" in client.get("/renja/2027/analisis/bukti/").content.decode()
    wrong = client.post("/renja/2027/analisis/bukti/", {"jenis": "sk_tim", "berkas": SimpleUploadedFile("sk.exe", b"x")})
    assert (wrong.status_code, evidence_of(run)) == (422, frozenset())
    false = client.post("/renja/2027/analisis/bukti/", {"jenis": "sk_tim", "berkas": SimpleUploadedFile("sk.xlsx", b"bukan excel")})
    assert (false.status_code, "Isi berkas ini bukan .xlsx" in false.content.decode(), evidence_of(run)) == (422, True, frozenset())
    done = client.post("/renja/2027/analisis/bukti/", {"jenis": "sk_tim", "berkas": SimpleUploadedFile("sk tim.pdf", b"%PDF-1.7")})
    assert (done.status_code, evidence_of(run)) == (302, frozenset({"sk_tim"}))
    assert "Bukti: SK Tim Penyusun Renja dibuat." in Event.objects.filter(run=run).latest("urutan").uraian
    client.force_login(dinas.aptika)
    assert client.get("/renja/2027/analisis/bukti/").status_code == 403


def test_the_newest_proof_of_a_kind_counts(dinas: Dinas, run: Run, client: Client) -> None:
    for name in ("salah.pdf", "benar.pdf"):
        attach_proof(run, "foto", Paper(name, name.encode(), "application/pdf"), by=dinas.staf, now=MONDAY)
    client.force_login(dinas.perencana)
    page = client.get("/renja/2027/analisis/bukti/").content.decode()
    assert "benar.pdf" in page
    assert "salah.pdf" not in page


def test_a_proof_is_asked_for_once_it_can_exist_and_until_it_is_there() -> None:
    keys = [key for key, _, _ in EVIDENCE]
    plan = a_plan()
    assert Tahap.Jenis.RANCANGAN_AWAL.label == FIRST_STAGE
    first = notes("D06", a_plan(stage=FIRST_STAGE), lampiran=frozenset())
    later = notes("D06", a_plan(stage="Rancangan"), lampiran=frozenset())
    assert (len(first), len(later)) == (len(keys) - len(FROM_FORUM), len(keys))
    assert notes("D06", plan, lampiran=frozenset(keys)) == []
    assert notes("D06", a_plan(stage=FIRST_STAGE), lampiran=frozenset(keys) - FROM_FORUM) == []
    assert notes("D06", plan) == []
