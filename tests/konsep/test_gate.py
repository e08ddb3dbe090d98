"""The checks that read the document hold it at steps 8, 9 and 10 until a fault is mended or waived."""

from datetime import timedelta

import pytest

from renjana.alur.models import Run
from renjana.alur.rules import Refused
from renjana.analisis import actions as analisis
from renjana.analisis.models import Temuan
from renjana.konsep import actions as konsep
from renjana.konsep.models import Subbab
from renjana.konsep.queries import naskah_of
from renjana.pengesahan import actions as pengesahan
from tests.people import MONDAY, Dinas, a_run
from tests.people_plan import a_plan

LATER = MONDAY + timedelta(days=12)


@pytest.fixture
def run(dinas: Dinas) -> Run:
    """A run at step 8 with a small sound plan and its prepared texts."""
    run = a_run(dinas, langkah=8)
    a_plan(dinas, run.tahap)
    konsep.open_document(run)
    return run


def write(run: Run, nomor: str, text: str, dinas: Dinas) -> None:
    row = Subbab.objects.select_related("run").get(run=run, nomor=nomor)
    konsep.write_subbab(row, text, versi=row.versi, by=dinas.perencana, now=LATER)


def held(run: Run) -> set[str]:
    return set(Temuan.objects.filter(run=run, tingkat="error").exclude(status="selesai").values_list("kode", flat=True))


def test_the_prepared_document_passes_and_its_tables_are_read(run: Run) -> None:
    assert konsep.standing(run, None, now=LATER) == (False, "")
    naskah, plan = naskah_of(run)
    assert {table.kode for table in naskah.tabel} == {"t-c-29", "t-c-30", "t-c-31", "t-c-32", "t-c-33", "sipd-ri-17"}
    assert str(len(plan.sub_kegiatan)) + " sub kegiatan" in naskah.chapter(3)


def test_a_wrong_count_and_a_wrong_total_hold_the_draft_until_they_are_mended(run: Run, dinas: Dinas) -> None:
    write(run, "3.3", "Renja Tahun 2027 memuat 23 sub kegiatan. Kebutuhan dana seluruhnya Rp7.327.480.", dinas)
    konsep.build_draft(run, by=dinas.perencana, now=LATER)
    assert held(run) == {"D01", "P04"}
    with pytest.raises(Refused, match="BAB III menulis 23 sub kegiatan, matriks memuat 5"):
        konsep.finish_draft(run, by=dinas.perencana, now=LATER)
    assert held(run) == {"D01", "P04"}
    write(run, "3.3", "", dinas)
    konsep.build_draft(run, by=dinas.perencana, now=LATER)
    assert held(run) == set()
    konsep.finish_draft(run, by=dinas.perencana, now=LATER)


def test_what_is_waived_with_a_reason_goes_up(run: Run, dinas: Dinas) -> None:
    write(run, "5.1", "Renja Tahun 2025 menjadi acuan.", dinas)
    konsep.build_draft(run, by=dinas.perencana, now=LATER)
    (finding,) = Temuan.objects.filter(run=run, tingkat="error")
    assert (finding.kode, finding.objek) == ("D04", "Subbab 5.1")
    analisis.waive(finding, "Menyebut acuan lama", by=dinas.perencana, now=LATER)
    konsep.finish_draft(run, by=dinas.perencana, now=LATER)
    konsep.pass_correction(run, by=dinas.sekretaris, now=LATER)
    pengesahan.submit(run, "", by=dinas.sekretaris, now=LATER)


def test_correction_and_submission_look_again(run: Run, dinas: Dinas) -> None:
    konsep.build_draft(run, by=dinas.perencana, now=LATER)
    konsep.finish_draft(run, by=dinas.perencana, now=LATER)
    Subbab.objects.filter(run=run, nomor="5.1").update(isi="Renja Tahun 2025 menjadi acuan.")
    with pytest.raises(Refused, match=r"Subbab 5\.1: Renja tertulis tahun 2025, seharusnya 2027"):
        konsep.pass_correction(run, by=dinas.sekretaris, now=LATER)
