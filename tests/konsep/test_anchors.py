"""A correction is fastened to a sentence, a drawing or a row; its suggestion is applied with one press or refused with the reason."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from renjana.alur.models import Run
from renjana.alur.rules import AlreadyDone, NotAllowed, Refused
from renjana.konsep import actions
from renjana.konsep.anchors import Place, replaced, sentences
from renjana.konsep.corrections import corrections_of
from renjana.konsep.models import Komentar, Subbab
from renjana.konsep.queries import reading_of, rows_of
from tests.people import MONDAY, Dinas, a_run
from tests.people_plan import a_plan

NOW = MONDAY + timedelta(days=9)
PAGE = "/renja/2027/dokumen/koreksi/2.3/"
TEXT = "Sinyal di kampung masih lemah. Anggaran Rp1.500.000 belum cukup.\n\n- Data belum padu."


@pytest.fixture
def run(dinas: Dinas) -> Run:
    """A run at step 9 whose subbab 2.3 somebody wrote."""
    run = a_run(dinas, langkah=9)
    a_plan(dinas, run.tahap)
    actions.open_document(run)
    rows_of(run).filter(nomor="2.3").update(isi=TEXT, sumber=Subbab.Sumber.DITULIS, versi=2)
    return run


def row_of(run: Run, nomor: str = "2.3") -> Subbab:
    return rows_of(run).select_related("run").get(nomor=nomor)


def ask(dinas: Dinas, run: Run, kutipan: str, usulan: str = "", isi: str = "Perbaiki.") -> Komentar:
    return actions.comment(row_of(run), isi, pada=Place("kalimat", "", kutipan), usulan=usulan, by=dinas.sekretaris, now=NOW)


def send_back(dinas: Dinas, run: Run) -> None:
    actions.return_correction(run, "Perbaiki.", by=dinas.sekretaris, now=NOW)


@pytest.mark.once
def test_dots_in_numbers_and_after_titles_end_no_sentence() -> None:
    text = "Renja No. 5 Tahun 2027. Total Rp1.500.000. Kata Dr. H. Musa a.n. Bupati. “Setuju.” 20 program."
    assert sentences(text) == ["Renja No. 5 Tahun 2027.", "Total Rp1.500.000.", "Kata Dr. H. Musa a.n. Bupati.", "“Setuju.” 20 program."]
    assert " ".join(sentences(text)) == text


@pytest.mark.once
@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Ada 20 sub\nkegiatan di sini.", "20 sub kegiatan", ("Ada 21 sub kegiatan di sini.", 1)),
        ("Ada 120 sub kegiatan.", "20 sub kegiatan", ("Ada 120 sub kegiatan.", 0)),
        ("Satu. Satu.", "Satu.", ("Satu. Satu.", 2)),
        ("Satu.", " ", ("Satu.", 0)),
    ],
)
def test_a_passage_is_replaced_where_it_stands_once(text: str, words: str, expected: tuple[str, int]) -> None:
    assert replaced(text, words, "21 sub kegiatan") == expected


def test_a_suggestion_is_applied_in_step_eight_and_closes_its_correction(dinas: Dinas, run: Run) -> None:
    made = ask(dinas, run, "Rp1.500.000", "Rp1.750.000", isi="")
    with pytest.raises(Refused, match="Langkah 8"):
        actions.apply_suggestion(made, by=dinas.perencana, now=NOW)
    send_back(dinas, run)
    with pytest.raises(NotAllowed):
        actions.apply_suggestion(made, by=dinas.sekretaris, now=NOW)
    done = actions.apply_suggestion(made, by=dinas.perencana, now=NOW)
    row = row_of(run)
    assert (row.isi, row.versi) == (TEXT.replace("Rp1.500.000", "Rp1.750.000"), 3)
    assert (done.status, done.jawaban, done.isi) == ("selesai", "Usulan diterapkan.", "Ganti kalimat menurut usulan.")
    assert run.event.get(jenis="usulan-diterapkan").data == {
        "subbab": "2.3",
        "tindakan": "ganti",
        "semula": "Rp1.500.000",
        "menjadi": "Rp1.750.000",
    }
    with pytest.raises(Refused, match="sudah ditangani"):
        actions.apply_suggestion(made, by=dinas.perencana, now=NOW)


def test_a_suggestion_on_the_prepared_text_keeps_the_rest_of_it(dinas: Dinas, run: Run) -> None:
    quoted = "Tujuannya adalah:"
    made = actions.comment(row_of(run, "1.3"), "", pada=Place("kalimat", "", quoted), usulan="Tujuan Renja:", by=dinas.sekretaris, now=NOW)
    send_back(dinas, run)
    actions.apply_suggestion(made, by=dinas.perencana, now=NOW)
    row = row_of(run, "1.3")
    assert row.isi.startswith("Maksud penyusunan Renja Tahun 2027")
    assert "\n\nTujuan Renja:\n\na. menjamin kesesuaian" in row.isi


def test_a_suggestion_whose_sentence_changed_is_refused_and_says_so(dinas: Dinas, run: Run) -> None:
    made = ask(dinas, run, "Sinyal di kampung masih lemah.", "Sinyal di tujuh kampung lemah.")
    send_back(dinas, run)
    row = row_of(run)
    actions.write_subbab(row, "Sinyal sudah baik.", versi=row.versi, by=dinas.perencana, now=NOW)
    with pytest.raises(Refused, match="Kalimat yang diganti sudah berubah"):
        actions.apply_suggestion(made, by=dinas.perencana, now=NOW)
    (shown,) = corrections_of(row_of(run), reading_of(run, row_of(run)))
    assert (shown.nomor, shown.ada) == (1, False)


def test_a_correction_without_words_or_with_a_foreign_passage_is_refused_with_every_reason(dinas: Dinas, run: Run) -> None:
    with pytest.raises(Refused, match=r"Tuliskan apa yang perlu dikoreksi\. Bagian yang dikutip tidak ada"):
        ask(dinas, run, "Kalimat dari dokumen lain.", isi=" ")
    with pytest.raises(Refused, match="memerlukan kutipan"):
        actions.comment(row_of(run), "x", usulan="y", by=dinas.sekretaris, now=NOW)
    assert Komentar.objects.count() == 0


def test_a_correction_is_closed_and_opened_only_by_the_actors_of_the_open_step(dinas: Dinas, run: Run) -> None:
    made = ask(dinas, run, "Data belum padu.")
    for act in (lambda: actions.resolve(made, "", by=dinas.perencana, now=NOW), lambda: actions.reopen(made, by=dinas.perencana, now=NOW)):
        with pytest.raises(NotAllowed):
            act()
    assert actions.resolve(made, "Sudah.", by=dinas.sekretaris, now=NOW).status == "selesai"
    assert actions.reopen(made, by=dinas.sekretaris, now=NOW).status == "terbuka"


def get(client: Client, path: str, **data: Any) -> str:
    return client.get(path, data).content.decode()


def test_sentences_drawings_and_rows_are_picked_by_their_links(dinas: Dinas, run: Run, client: Client) -> None:
    client.force_login(dinas.sekretaris)
    page = get(client, PAGE)
    assert page.count('class="pick"') == 3
    assert 'href="?kutipan=Anggaran+Rp1.500.000+belum+cukup.#minta"' in page
    picked = get(client, PAGE, kutipan="Anggaran Rp1.500.000 belum cukup.")
    assert "<mark>Anggaran Rp1.500.000 belum cukup.</mark>" in picked
    plan = get(client, PAGE.replace("2.3", "3.3"))
    assert "Koreksi baris 2.16.03.2.02.0040" in plan
    assert "?jangkar=grafik&amp;tempat=Pagu+Program+Tahun+2027#minta" in plan
    place = {"jangkar": "baris", "tempat": "t-c-33|2.16.03.2.02.0040~APTIKA~0"}
    assert "Baris tabel: <b>2.16.03.2.02.0040" in get(client, PAGE.replace("2.3", "3.3"), **place)
    answer = client.post(PAGE.replace("2.3", "3.3"), {**place, "isi": "Pagu ini terlalu besar."})
    assert answer.status_code == 302
    made = Komentar.objects.get()
    assert (made.jangkar, made.tempat, made.kutipan[:17]) == ("baris", place["tempat"], "2.16.03.2.02.0040")


def test_the_form_keeps_what_was_typed_when_it_lacks_something(dinas: Dinas, run: Run, client: Client) -> None:
    client.force_login(dinas.sekretaris)
    answer = client.post(PAGE, {"kutipan": "Tidak ada di sini.", "isi": "Perbaiki kalimat ini."})
    assert answer.status_code == 422
    assert "Bagian yang dikutip tidak ada" in answer.content.decode()
    assert "Perbaiki kalimat ini." in answer.content.decode()


def test_step_eight_lists_the_open_corrections_and_applies_a_suggestion_by_its_button(dinas: Dinas, run: Run, client: Client) -> None:
    made = ask(dinas, run, "Data belum padu.", "Data antarbidang belum padu.")
    send_back(dinas, run)
    client.force_login(dinas.perencana)
    listed = get(client, "/renja/2027/dokumen/")
    assert f'href="/renja/2027/dokumen/2.3/#koreksi-{made.pk}"' in listed
    assert "<mark>Data belum padu.<sup>" in get(client, "/renja/2027/dokumen/2.3/")
    answer = client.post(f"/renja/2027/dokumen/komentar/{made.pk}/", {"terapkan": "1", "dari": "subbab"})
    assert answer["Location"] == "/renja/2027/dokumen/2.3/"
    assert row_of(run).isi.endswith("- Data antarbidang belum padu.")


def test_the_same_correction_sent_from_two_tabs_is_kept_once(dinas: Dinas, run: Run) -> None:
    actions.comment(row_of(run), "Sebutkan sumbernya.", by=dinas.sekretaris, now=NOW)
    with pytest.raises(AlreadyDone, match="tidak dicatat dua kali"):
        actions.comment(row_of(run), " Sebutkan sumbernya. ", by=dinas.sekretaris, now=NOW)
    actions.comment(row_of(run), "Sebutkan tahunnya.", by=dinas.sekretaris, now=NOW)
    assert Komentar.objects.filter(subbab=row_of(run)).count() == 2
