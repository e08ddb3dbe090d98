"""Drafts have names and are compared on a page: with one another, and with the text as it stands."""

from datetime import timedelta

import pytest
from django.test import Client

from renjana.alur.models import Run
from renjana.konsep import actions
from renjana.konsep.models import VersiKonsep
from renjana.konsep.queries import rows_of, said_in, said_now
from renjana.konsep.snapshot import as_bytes
from renjana.renja.models import RencanaSubKegiatan
from renjana.surat.actions import keep_file
from tests.people import MONDAY, Dinas, a_run
from tests.people_plan import a_plan

NOW = MONDAY + timedelta(days=9)
PAGE = "/renja/2027/dokumen/banding/"


@pytest.fixture
def run(dinas: Dinas) -> Run:
    """A run at step 8 with two drafts: a text and a pagu changed between them."""
    run = a_run(dinas, langkah=8)
    a_plan(dinas, run.tahap)
    actions.open_document(run)
    a_version(run, dinas, 1)
    actions.write_subbab(rows_of(run).get(nomor="3.1"), "Prioritas nasional ditelaah.", versi=1, by=dinas.perencana, now=NOW)
    RencanaSubKegiatan.objects.filter(tahap=run.tahap, kode="2.16.03.2.02.0040").update(pagu=233_000_000)
    a_version(run, dinas, 2)
    return run


def a_version(run: Run, dinas: Dinas, nomor: int) -> VersiKonsep:
    """A draft that keeps what it said, with a paper of one word."""
    paper = keep_file(dinas.pd, "konsep.pdf", b"konsep", "application/pdf", by=dinas.perencana, now=NOW)
    said = keep_file(dinas.pd, f"isi-{nomor}.json", as_bytes(said_now(run)), "application/json", by=dinas.perencana, now=NOW)
    files = {"pdf": paper, "docx": paper, "isi": said}
    return VersiKonsep.objects.create(run=run, nomor=nomor, **files, dibuat=NOW + timedelta(hours=nomor), dibuat_oleh=dinas.perencana)


def page(client: Client, **data: str) -> str:
    answer = client.get(PAGE, data)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_draft_keeps_what_it_said(dinas: Dinas, run: Run) -> None:
    built = actions.build_draft(run, by=dinas.perencana, now=NOW + timedelta(hours=3))
    assert (built.nomor, said_in(built)) == (3, said_now(run))
    rows_of(run).filter(nomor="3.1").update(isi="")
    assert said_in(built) != said_now(run)


def test_the_last_two_drafts_are_compared_unless_others_are_chosen(dinas: Dinas, run: Run, client: Client) -> None:
    client.force_login(dinas.sekretaris)
    shown = page(client)
    assert "Versi 1 dibanding versi 2" in shown
    assert "+Rp83.000.000" in shown
    assert "<del>150.000.000</del> <ins>233.000.000</ins>" in shown
    assert "<ins>Prioritas nasional ditelaah.</ins>" in shown
    assert "Isinya sama" in page(client, dari="2", ke="kini")
    assert "naskah sekarang" in page(client, dari="1", ke="kini")
    assert client.get(PAGE, {"dari": "1", "ke": "9"}).status_code == 404


def test_a_draft_is_named_once_and_the_name_is_in_the_history(dinas: Dinas, run: Run, client: Client) -> None:
    client.force_login(dinas.perencana)
    for _ in range(2):
        client.post("/renja/2027/dokumen/versi/1/nama/", {"nama": " Sebelum  rapat Bappeda "})
    assert VersiKonsep.objects.get(nomor=1).nama == "Sebelum rapat Bappeda"
    assert run.event.get(jenis="versi-dinamai").data == {"versi": 1, "semula": "", "menjadi": "Sebelum rapat Bappeda"}
    assert "Versi 1 (Sebelum rapat Bappeda)" in client.get("/renja/2027/dokumen/versi/").content.decode()
    client.post("/renja/2027/dokumen/versi/1/nama/", {"nama": "x" * 61})
    assert VersiKonsep.objects.get(nomor=1).nama == "Sebelum rapat Bappeda"


def test_drafts_of_before_are_listed_but_not_compared(dinas: Dinas, run: Run, client: Client) -> None:
    run.versi_konsep.update(isi=None)
    client.force_login(dinas.pembaca)
    assert "Versi 2" in client.get("/renja/2027/dokumen/versi/").content.decode()
    assert "Belum ada yang dapat dibandingkan" in page(client)
    assert "Beri nama" not in client.get("/renja/2027/dokumen/versi/").content.decode()
