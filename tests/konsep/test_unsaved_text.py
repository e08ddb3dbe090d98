"""While somebody writes, the text is kept and seen as it will print; others see who writes; nobody's words are lost when two save."""

from datetime import timedelta

import pytest
from django.test import Client

from renjana.alur.models import Event, Run
from renjana.alur.rules import NotAllowed
from renjana.konsep import actions
from renjana.konsep.actions.suntingan import AWAY, keep_unsaved
from renjana.konsep.figures import values_of
from renjana.konsep.models import Subbab
from renjana.konsep.queries import material_of, plan_data, rows_of
from tests.people import MONDAY, Dinas, a_run
from tests.people_plan import a_plan

pytestmark = pytest.mark.django_db
NOW = MONDAY + timedelta(days=9)
PAGE = "/renja/2027/dokumen/2.3/"


@pytest.fixture
def run(dinas: Dinas) -> Run:
    run = a_run(dinas, langkah=8)
    a_plan(dinas, run.tahap)
    actions.open_document(run)
    return run


@pytest.fixture
def row(run: Run) -> Subbab:
    return rows_of(run).select_related("run").get(nomor="2.3")


def test_what_is_written_is_kept_shown_as_it_prints_and_comes_back_without_a_line_of_history(client: Client, dinas: Dinas, row: Subbab) -> None:
    client.force_login(dinas.perencana)
    lines = Event.objects.count()

    told = client.post(f"{PAGE}suntingan/", {"versi": 1, "rupa": '<p>Dana <data value="total_pagu">?</data>.</p>'})

    total = values_of(material_of(row.run))["total_pagu"]
    assert (told.status_code, told.json()["lain"], told.json()["berubah"]) == (200, [], "")
    assert f"Dana {total}." in told.json()["pratinjau"]
    assert (Event.objects.count(), rows_of(row.run).get(nomor="2.3").isi) == (lines, "")
    page = client.get(PAGE).content.decode()
    assert "Dana {total_pagu}.</textarea>" in page
    assert f'<p>Dana <data value="total_pagu">{total}</data>.</p>' in page
    client.post(f"{PAGE}suntingan/", {"buang": 1})
    assert row.suntingan.count() == 0


def test_a_text_saved_by_another_meanwhile_answers_409_and_both_texts_stay(client: Client, dinas: Dinas, row: Subbab) -> None:
    actions.write_subbab(row, "Punya orang lain.", versi=1, by=dinas.perencana, now=NOW)
    client.force_login(dinas.perencana)

    told = client.post(f"{PAGE}suntingan/", {"versi": 1, "rupa": "<p>Punya saya.</p>"})
    saved = client.post(PAGE, {"versi": 1, "rupa": "<p>Punya saya.</p>"})

    assert (told.status_code, saved.status_code) == (409, 409)
    assert "Teks Anda tetap ada" in told.json()["berubah"]
    assert {"Punya saya.", "Punya orang lain."} == {words for words in ("Punya saya.", "Punya orang lain.") if words in saved.content.decode()}
    assert row.suntingan.get().isi == "Punya saya."
    client.post(PAGE, {"versi": 2, "isi": "Punya saya."})
    assert (rows_of(row.run).get(nomor="2.3").isi, row.suntingan.count()) == ("Punya saya.", 0)


def test_who_writes_is_told_with_since_when_until_not_heard_of(client: Client, dinas: Dinas, row: Subbab) -> None:
    other = dinas.staf
    row.suntingan.create(oleh=other, sejak=NOW, terakhir=NOW)
    first = keep_unsaved(row, None, versi=1, by=dinas.perencana, now=NOW)
    later = keep_unsaved(row, "x", versi=1, by=dinas.perencana, now=NOW + AWAY)
    away = keep_unsaved(row, None, versi=1, by=dinas.perencana, now=NOW + 3 * AWAY)
    client.force_login(dinas.perencana)

    assert (first.sejak, later.sejak, away.sejak, away.isi) == (NOW, NOW, NOW + 3 * AWAY, "x")
    row.suntingan.filter(oleh=other).update(terakhir=NOW + timedelta(days=3650))
    assert client.post(f"{PAGE}suntingan/", {"versi": 1}).json()["lain"][0].startswith(f"{other.nama} sejak pukul ")


def test_nobody_but_the_writer_of_the_step_keeps_a_text(dinas: Dinas, row: Subbab) -> None:
    with pytest.raises(NotAllowed):
        keep_unsaved(row, "x", versi=1, by=dinas.aptika, now=NOW)


def test_a_sign_that_cannot_be_printed_is_refused_at_the_field(client: Client, dinas: Dinas, row: Subbab) -> None:
    client.force_login(dinas.perencana)
    page = client.post(PAGE, {"versi": 1, "rupa": "<p>Baik 😀</p>"})

    assert (page.status_code, "Tanda “😀” tidak dapat dicetak" in page.content.decode()) == (422, True)


def test_a_figure_in_a_written_text_follows_the_data_and_a_suggestion_leaves_it_a_figure(dinas: Dinas, run: Run, row: Subbab) -> None:
    total = values_of(material_of(run))["total_pagu"]
    actions.write_subbab(row, "Dana {total_pagu} kurang. {lama}", versi=1, by=dinas.perencana, now=NOW)
    said = plan_data(run, NOW)["bab"][1]["subbab"][2]["blok"][0]["isi"]
    assert said.startswith(f"Dana {total} kurang. [angka “lama” tidak ada pada data")

    row.komentar.create(
        jangkar="kalimat",
        kutipan=f"Dana {total} kurang.",
        usulan=f"Anggaran {total} cukup.",
        tindakan="ganti",
        isi="x",
        oleh=dinas.sekretaris,
        waktu=NOW,
    )
    actions.apply_suggestion(row.komentar.select_related("subbab__run").get(), by=dinas.perencana, now=NOW)
    assert rows_of(run).get(nomor="2.3").isi == "Anggaran {total_pagu} cukup. {lama}"
