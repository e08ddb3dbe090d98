"""The order of chapters is data: two files that can be held beside each other, and a document that changes over without losing a word."""

import pytest
from django.test import Client

from renjana.alur.models import Run
from renjana.alur.rules import NotAllowed, Refused
from renjana.konsep import actions
from renjana.konsep.actions.sistematika import choose_order
from renjana.konsep.models import Komentar, Subbab
from renjana.konsep.prepared import prepared
from renjana.konsep.queries import content_of, material_of, open_comments, order_of, rows_of
from renjana.konsep.sistematika import SISTEMATIKA, Sistematika, beside
from renjana.renja.models import Tahap
from renjana.renja.tables import COLUMNS
from tests.people import MONDAY, Dinas, a_run
from tests.people_plan import a_plan

FIVE, SIX = SISTEMATIKA["86_2017"], SISTEMATIKA["14_2026"]


@pytest.fixture
def run(dinas: Dinas) -> Run:
    run = a_run(dinas, langkah=8)
    a_plan(dinas, run.tahap)
    actions.open_document(run)
    return run


@pytest.mark.once
@pytest.mark.parametrize("order", SISTEMATIKA.values(), ids=SISTEMATIKA)
def test_every_subbab_stands_in_a_chapter_says_what_it_holds_and_names_known_tables(order: Sistematika) -> None:
    numbers = [entry.nomor for entry in order.bagian]
    assert numbers == sorted(set(numbers))
    assert {entry.bab for entry in order.bagian} == set(range(1, len(order.bab) + 1))
    assert len({entry.topik for entry in order.bagian}) == len(order.bagian)
    assert [entry.nomor for entry in order.bagian if not entry.muatan or not set(entry.tabel) <= set(COLUMNS)] == []
    keys = [item.kunci for entry in order.bagian for item in entry.muatan]
    assert len(set(keys)) == len(keys)


@pytest.mark.once
def test_the_six_chapters_are_marked_as_to_be_confirmed() -> None:
    assert (FIVE.konfirmasi, len(FIVE.bab), len(SIX.bab)) == ("", 5, 6)
    assert "perlu dikonfirmasi" in SIX.konfirmasi


@pytest.mark.once
def test_what_five_chapters_lack_for_six_and_six_for_five_is_listed() -> None:
    def lacking(order: Sistematika, other: Sistematika) -> dict[str, list[str]]:
        return {entry.bagian.nomor: [item.kunci for item in entry.kurang] for entry in beside(order, other) if not entry.whole}

    assert lacking(SIX, FIVE) == {
        "2.1": ["capaian-iku"],
        "2.5": ["inovasi"],
        "3.2": ["arah-kebijakan"],
        "5.1": ["target-iku"],
        "5.2": ["target-ikk"],
    }
    assert list(lacking(FIVE, SIX)) == ["2.1", "2.2", "2.3", "2.4", "2.5", "3.1", "3.3"]
    assert [entry.nomor for entry in beside(FIVE, SIX)[5].sejajar] == ["2.1", "2.2"]
    assert [entry.whole for entry in beside(FIVE, FIVE)] == [True] * 15


def test_texts_go_along_with_their_corrections_and_come_back(dinas: Dinas, run: Run) -> None:
    rows = {row.nomor: row for row in rows_of(run)}
    actions.write_subbab(rows["2.3"], "Isu baru.", versi=1, by=dinas.perencana, now=MONDAY)
    actions.write_subbab(rows["2.4"], "Review baru.", versi=1, by=dinas.perencana, now=MONDAY)
    Komentar.objects.create(subbab=rows["2.3"], isi="Sebutkan sumbernya.", oleh=dinas.sekretaris, waktu=MONDAY)
    done = choose_order(run, "14_2026", by=dinas.perencana, now=MONDAY)
    assert (("2.5", "2.4") in done.pindah, done.tinggal) == (True, ("2.4",))
    assert [row.nomor for row in rows_of(run)] == [entry.nomor for entry in SIX.bagian]
    assert content_of(run).written == {"2.3": "Isu baru."}
    assert [entry.subbab.judul for entry in open_comments(run)] == ["Rumusan Permasalahan dan Isu Strategis"]
    assert run.event.get(jenis="sistematika").data["tinggal"] == ["2.4"]
    choose_order(run, "86_2017", by=dinas.perencana, now=MONDAY)
    assert [row.nomor for row in rows_of(run)] == [entry.nomor for entry in FIVE.bagian]
    assert content_of(run).written == {"2.3": "Isu baru.", "2.4": "Review baru."}


def test_every_subbab_of_both_orders_has_a_prepared_text(run: Run) -> None:
    for kode in SISTEMATIKA:
        run.tahap.renja.regulasi = kode
        material = material_of(run)
        assert [entry.nomor for entry in order_of(run).bagian if not prepared(entry.nomor, material)] == []


def test_the_change_is_refused_while_a_correction_would_lose_its_place(dinas: Dinas, run: Run) -> None:
    row = Subbab.objects.get(run=run, nomor="2.4")
    Komentar.objects.create(subbab=row, isi="Lengkapi.", oleh=dinas.sekretaris, waktu=MONDAY)
    with pytest.raises(Refused, match=r"Subbab 2\.4 tidak ada pada Permendagri Nomor 14 Tahun 2026"):
        choose_order(run, "14_2026", by=dinas.perencana, now=MONDAY)
    with pytest.raises(NotAllowed):
        choose_order(run, "14_2026", by=dinas.kadis, now=MONDAY)
    with pytest.raises(Refused, match="Pilih sistematika lain"):
        choose_order(run, "1_1999", by=dinas.perencana, now=MONDAY)
    Komentar.objects.all().delete()
    Tahap.objects.create(renja=run.tahap.renja, jenis=Tahap.Jenis.RANCANGAN)
    with pytest.raises(Refused, match="tahap lain sudah ada"):
        choose_order(run, "14_2026", by=dinas.perencana, now=MONDAY)
    run.tahap.renja.refresh_from_db()
    assert run.tahap.renja.regulasi == "86_2017"


def test_the_page_shows_both_and_changes_over(dinas: Dinas, run: Run, client: Client) -> None:
    client.force_login(dinas.perencana)
    page = client.get("/renja/2027/dokumen/sistematika/").content.decode()
    assert page.count("Perlu ditambah") == 5
    assert "perlu dikonfirmasi" in page
    client.force_login(dinas.pembaca)
    assert "Ganti ke" not in client.get("/renja/2027/dokumen/sistematika/").content.decode()
    client.force_login(dinas.perencana)
    answer = client.post("/renja/2027/dokumen/sistematika/", {"sistematika": "14_2026"})
    assert (answer.status_code, answer["Location"]) == (302, "/renja/2027/dokumen/")
    assert "Inovasi Bidang Urusan" in client.get("/renja/2027/dokumen/").content.decode()
