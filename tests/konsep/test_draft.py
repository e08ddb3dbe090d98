"""Step 8 and 9: the draft is made of the data, says when it is stale, and goes back with its corrections."""

import io
import re
import subprocess
import zipfile
from datetime import timedelta

import pytest

from renjana.alur.models import Keluaran, Run
from renjana.alur.queries import broken_link, open_task
from renjana.alur.rules import NotAllowed, Refused
from renjana.konsep import actions
from renjana.konsep.models import Komentar, Subbab
from renjana.konsep.queries import is_current, latest_version, plan_data
from renjana.surat.queries import read_file
from tests.people import MONDAY, Dinas, a_run
from tests.people_plan import a_plan

pytestmark = pytest.mark.django_db
RICH = (
    "# Isu *utama*\n\nSoal **berat**^[Menurut survei.] pada {tabel:t-c-33} sebesar {total_pagu}.\n\n1. satu _dua_\n   tiga\n   - empat\n\n"
    "Tabel: Titik lemah\n| Titik | Jumlah |\n|---|---|\n| Simpul{x} | {jumlah_program} |"
)


@pytest.fixture
def run(dinas: Dinas) -> Run:
    run = a_run(dinas, langkah=8)
    a_plan(dinas, run.tahap)
    return run


def test_the_draft_prints_every_subbab_and_both_files_with_what_is_stressed(dinas: Dinas, run: Run) -> None:
    now = MONDAY + timedelta(days=9)
    actions.write_narrative(run, {"2.3": RICH}, by=dinas.perencana, now=now)
    version = actions.build_draft(run, by=dinas.perencana, now=now)
    assert (version.nomor, is_current(run, version)) == (1, True)
    printed = subprocess.run(["pdftotext", "-layout", "-", "-"], input=read_file(version.pdf), capture_output=True, check=True).stdout.decode()
    assert re.search(r"Isu utama\s+Soal berat1 pada Tabel T-C\.33 sebesar Rp[\d.]+\.\s+1\. +satu dua tiga\n\s+• +empat\n", printed)
    assert re.search(r"\n *1\s+Menurut survei\.\n", printed)
    assert re.search(r"Tabel 2\.\d+\. Titik lemah\s+Titik +Jumlah\s+Simpul\[angka “x” tidak", printed)
    with zipfile.ZipFile(io.BytesIO(read_file(version.docx))) as package:
        document, notes = (package.read(f"word/{name}.xml").decode() for name in ("document", "footnotes"))
    runs = re.findall(r"<w:rPr>(<w:[bi]/>)</w:rPr><w:t[^>]*>(utama|berat|dua)</w:t>", document)
    assert (document.count("<w:footnoteReference "), "> Menurut survei.<" in notes) == (1, True)
    assert runs == [("<w:i/>", "utama"), ("<w:b/>", "berat"), ("<w:i/>", "dua")]
    assert list(Keluaran.objects.filter(task__run=run, task__langkah=8).values_list("jenis", flat=True)) == ["konsep-pdf", "konsep-docx"]
    assert run.subbab.count() == 15


def test_totals_in_the_text_equal_the_rows(dinas: Dinas, run: Run) -> None:
    data = plan_data(run, MONDAY)
    total = data["lampiran_data"]["jumlah"]["pagu"]
    sentence = data["bab"][2]["subbab"][2]["blok"][0]["isi"]
    assert f"Rp{total:,}".replace(",", ".") in sentence
    assert total == sum(row["pagu"] for row in data["lampiran_data"]["rencana"])


def test_a_draft_made_before_a_change_cannot_go_up(dinas: Dinas, run: Run) -> None:
    now = MONDAY + timedelta(days=9)
    actions.build_draft(run, by=dinas.perencana, now=now)
    row = Subbab.objects.get(run=run, nomor="2.3")
    actions.write_subbab(row, "Isu baru.", versi=row.versi, by=dinas.perencana, now=now)
    with pytest.raises(Refused, match="susun lagi"):
        actions.finish_draft(run, by=dinas.perencana, now=now)


def test_a_second_writer_is_told_and_nothing_is_lost(dinas: Dinas, run: Run) -> None:
    actions.open_document(run)
    row = Subbab.objects.get(run=run, nomor="2.3")
    actions.write_subbab(row, "Teks Rina.", versi=1, by=dinas.perencana, now=MONDAY)
    with pytest.raises(actions.Conflict) as conflict:
        actions.write_subbab(row, "Teks Dedi.", versi=1, by=dinas.staf, now=MONDAY)
    assert conflict.value.current.isi == "Teks Rina."


def test_only_the_actors_of_step_eight_write(dinas: Dinas, run: Run) -> None:
    actions.open_document(run)
    row = Subbab.objects.get(run=run, nomor="1.1")
    with pytest.raises(NotAllowed):
        actions.write_subbab(row, "Teks.", versi=1, by=dinas.kadis, now=MONDAY)


def test_a_correction_goes_back_with_its_comments_and_returns_when_they_are_solved(dinas: Dinas, run: Run) -> None:
    now = MONDAY + timedelta(days=9)
    actions.build_draft(run, by=dinas.perencana, now=now)
    actions.finish_draft(run, by=dinas.perencana, now=now)
    row = Subbab.objects.get(run=run, nomor="2.3")
    actions.comment(row, "Sebutkan sumber data.", by=dinas.sekretaris, now=now)
    with pytest.raises(Refused, match="1 komentar terbuka"):
        actions.pass_correction(run, by=dinas.sekretaris, now=now)
    opened = actions.return_correction(run, "Lengkapi isu.", by=dinas.sekretaris, now=now)
    assert (opened.langkah, opened.putaran) == (8, 2)
    assert run.event.get(jenis="dikembalikan").data["komentar"] == ["2.3: Sebutkan sumber data."]
    actions.resolve(Komentar.objects.get(), "Ditambahkan.", by=dinas.perencana, now=now)
    actions.build_draft(run, by=dinas.perencana, now=now)
    actions.finish_draft(run, by=dinas.perencana, now=now)
    actions.pass_correction(run, by=dinas.sekretaris, now=now)
    task = open_task(run)
    version = latest_version(run)
    assert task is not None
    assert version is not None
    assert (task.langkah, version.nomor) == (10, 2)
    run.refresh_from_db()
    assert broken_link(run) is None
