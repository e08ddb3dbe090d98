"""A finding leads to where its data are corrected, for who may correct them."""

from random import Random
from typing import Any

import pytest
from django.test import Client

from renjana.alur.models import Run
from renjana.analisis import places
from renjana.analisis.checks import BY_CODE, CHECKS
from renjana.analisis.findings import Finding, Note
from renjana.analisis.models import Temuan
from renjana.organisasi.models import Orang
from renjana.organisasi.policy import POLICY
from renjana.pengumpulan.models import Isian
from renjana.renja.models import RealisasiLalu, Usulan
from renjana.renja.values import RencanaValue
from tests.analisis.clean import a_clean
from tests.analisis.planters import GATE_STAGE, PLANTERS
from tests.analisis.runs import a_collected_run, rows_of
from tests.people import MONDAY, Dinas

ELSEWHERE: dict[str, set[places.Place | None]] = {
    **{kode: {places.PAGU} for kode in ("P02", "P03", "P05")},
    **{kode: {places.DOKUMEN} for kode in ("P04", "R03", "D01", "D02", "D03", "D04", "D05")},
    **{kode: {places.REALISASI} for kode in ("E01", "E02", "E05")},
    "I01": {places.SEL, places.RENSTRA},
    "I06": {places.RENSTRA},
    "E03": {places.CAPAIAN},
    "E04": {places.EVALUASI},
    "R05": {places.KUMPUL},
    "T01": {places.DATA},
    "T02": {places.SEL, places.DATA},
    "T03": {places.USULAN},
    "D06": {places.BUKTI, places.UNDANGAN, places.RAPAT},
    "D07": {places.SEL, places.DATA},
    "D08": {places.SEL, places.RKPD},
    "B01": {places.ISIAN},
    "B02": {places.ANALISIS},
}
"""What is not, or not always, corrected in a cell of an isian."""


def test_what_stands_in_words_leads_to_the_document_and_to_the_renstra() -> None:
    note = Note("", "2.16.02", "Pesan", "naskah")
    assert places.place_of(a_finding("P02", note)) == places.DOKUMEN
    assert places.place_of(a_finding("K03", Note("", "2.16.02", "Pesan", "renstra"))) == places.RENSTRA
    assert places.place_of(a_finding("K03", Note("IKP", "2.16.02.2.01.0014", "Pesan", "", "kode"))) == places.SEL


def a_finding(kode: str, note: Note, run: Run | None = None) -> Temuan:
    found = Finding(kode, note.tingkat or BY_CODE[kode].tingkat, note.bidang, note.objek, note.pesan, note.letak, note.kolom, note.nomor)
    fields: dict[str, Any] = {name: getattr(found, name) for name in ("kode", "tingkat", "bidang", "objek", "pesan", "kunci", "kolom", "nomor")}
    return Temuan(run=run, ditemukan=MONDAY, **fields) if run else Temuan(**fields)


def a_filled_run(dinas: Dinas, *rows: RencanaValue) -> Run:
    """A run at the analysis with the isian of APTIKA."""
    run = a_collected_run(dinas, *rows)
    Isian.objects.create(run=run, bidang=dinas.bidang["APTIKA"])
    return run


def kept(run: Run, kode: str, note: Note) -> Temuan:
    found = a_finding(kode, note, run)
    found.save()
    return found


def reached(orang: Orang, found: Temuan) -> str:
    client = Client()
    client.force_login(orang)
    answer = client.get(f"/renja/2027/analisis/temuan/{found.pk}/sel/")
    assert answer.status_code == 302
    where: str = answer["Location"]
    assert client.get(where.partition("#")[0]).status_code == 200
    return where


@pytest.mark.once
def test_every_one_of_the_checks_leads_to_where_its_fault_was_planted() -> None:
    clean, wrong = a_clean(60), []
    for check in CHECKS:
        base = clean.gate if check.kode in GATE_STAGE else clean.analysis
        notes = list(check.find(PLANTERS[check.kode](base, Random(1)).values))  # noqa: S311 - the same fault again
        found = {places.place_of(a_finding(check.kode, note)) for note in notes}
        if not notes or not found <= ELSEWHERE.get(check.kode, {places.SEL}):
            wrong.append((check.kode, found))
    assert wrong == []
    assert len(CHECKS) == 57


def test_every_place_is_a_page_of_the_policy() -> None:
    kinds = [one for one in vars(places).values() if isinstance(one, places.Place)]
    assert [one for one in kinds if one.page not in POLICY] == []


def test_an_empty_realisation_is_corrected_in_its_row_by_who_keeps_the_figures(dinas: Dinas) -> None:
    run = a_filled_run(dinas)
    kode = "2.16.03.2.02.0040"
    RealisasiLalu.objects.create(tahap=run.tahap, kode=kode, urutan=0, indikator="Pertama", target_n2=4, realisasi_n2=4)
    second = RealisasiLalu.objects.create(tahap=run.tahap, kode=kode, urutan=1, indikator="Kedua", target_n2=4)
    found = kept(run, "E01", Note("APTIKA", kode, "Kedua: realisasi 2025 kosong.", "1"))
    assert reached(dinas.perencana, found) == f"/renja/2027/bahan/realisasi/{second.pk}/#id_realisasi_n2"
    assert reached(dinas.kadis, found) == f"/renja/2027/bahan/realisasi/?q={kode}"
    assert reached(dinas.aptika, found) == "/renja/2027/pengumpulan/APTIKA/"
    client = Client()
    client.force_login(dinas.staf)
    assert "Perbaiki baris realisasinya lalu periksa ulang" in client.get(f"/renja/2027/analisis/temuan/{found.pk}/").content.decode()
    explained = kept(run, "E04", Note("APTIKA", kode, "tulis faktor penyebabnya.", "1"))
    assert reached(dinas.aptika, explained) == "/renja/2027/analisis/evaluasi/#faktor-1"


def test_a_proposal_is_corrected_in_its_row(dinas: Dinas) -> None:
    run = a_filled_run(dinas)
    rows = [Usulan.objects.create(tahap=run.tahap, urutan=n, pengusul="Camat", uraian=f"Usulan ke-{n}", status="ditolak") for n in (0, 1)]
    found = kept(run, "T03", Note("", "Usulan 2", "ditolak tanpa alasan; tulis alasannya."))
    assert reached(dinas.staf, found) == f"/renja/2027/bahan/usulan/{rows[1].pk}/#id_alasan"


def test_a_finding_of_a_program_or_of_several_bidang_leads_to_the_first_row_beneath_it(dinas: Dinas) -> None:
    run = a_filled_run(dinas, rows_of("2.16.02.2.01.0014"), rows_of("2.16.03.2.02.0040"))
    program = kept(run, "R01", Note("APTIKA", "2.16.03", "tidak ada pada Renstra."))
    several = kept(run, "B03", Note("", "2.16.03.2.02.0040", "diisi oleh dua bidang.", kolom="kode"))
    nobody = kept(run, "D08", Note("", "9.99.01.2.01.0001", "tulis Catatan Penting.", kolom="catatan"))
    assert reached(dinas.staf, program) == "/renja/2027/pengumpulan/APTIKA/?sel=r-2#r-2"
    assert reached(dinas.staf, several) == "/renja/2027/pengumpulan/APTIKA/?sel=r-2#r-2"
    assert reached(dinas.staf, nobody) == "/renja/2027/pengumpulan/"


def test_a_proof_that_no_step_makes_is_attached(dinas: Dinas) -> None:
    run = a_filled_run(dinas)
    found = kept(run, "D06", Note("", "SK Tim Penyusun Renja", "belum dilampirkan."))
    minutes = kept(run, "D06", Note("", "Notulen rapat", "belum dilampirkan."))
    assert reached(dinas.staf, found) == "/renja/2027/analisis/bukti/"
    assert reached(dinas.staf, minutes) == "/renja/2027/rapat/"
