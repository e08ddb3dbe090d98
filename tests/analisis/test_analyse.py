"""Step 7 from rows in the database to its end."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from renjana.alur.models import Task
from renjana.alur.queries import open_task
from renjana.alur.rules import NotAllowed, Refused
from renjana.analisis import actions
from renjana.analisis.models import Temuan
from renjana.analisis.queries import check_values
from renjana.renja.actions import store_rows
from tests.analisis.runs import a_collected_run, rows_of
from tests.people import MONDAY, Dinas
from tests.renja.plans import a_rencana

LATER = MONDAY + timedelta(days=9)


def test_a_clean_run_is_analysed_and_finished_with_its_papers(dinas: Dinas) -> None:
    run = a_collected_run(dinas)
    assert actions.analyse(run, by=dinas.staf, now=LATER) == ()
    task = open_task(run)
    assert task is not None
    following = actions.finish_analysis(run, by=dinas.staf, now=LATER)
    assert following is not None
    assert following.langkah == 8
    assert sorted(task.keluaran.values_list("jenis", flat=True)) == ["tabel", "temuan"]
    assert Task.objects.get(pk=task.pk).status == Task.Status.SELESAI


def test_errors_stand_in_the_way_until_they_are_fixed_or_waived(dinas: Dinas) -> None:
    run = a_collected_run(dinas, rows_of(pagu=None), rows_of(kode="2.16.03.2.02.0043", lokasi=""))
    found = actions.analyse(run, by=dinas.staf, now=LATER)
    assert {one.kode for one in found} == {"P01", "P08", "L01"}
    with pytest.raises(Refused) as refused:
        actions.finish_analysis(run, by=dinas.staf, now=LATER)
    assert all(kode in str(refused.value) for kode in ("P01", "P08", "L01"))
    for temuan in Temuan.objects.filter(run=run):
        actions.waive(temuan, "Menunggu surat Bappeda", by=dinas.staf, now=LATER)
    assert actions.finish_analysis(run, by=dinas.staf, now=LATER) is not None


def test_what_is_fixed_vanishes_and_what_stays_keeps_its_answer(dinas: Dinas) -> None:
    run = a_collected_run(dinas, rows_of(lokasi=""), rows_of(kode="2.16.03.2.02.0043", lokasi=""))
    actions.analyse(run, by=dinas.staf, now=LATER)
    kept = Temuan.objects.get(run=run, objek="2.16.03.2.02.0043")
    actions.waive(kept, "Lokasi menyusul", by=dinas.staf, now=LATER)
    store_rows(run.tahap, dinas.bidang["APTIKA"], [a_rencana(), rows_of(kode="2.16.03.2.02.0043", lokasi="")], by=dinas.aptika, now=LATER)
    actions.analyse(run, by=dinas.staf, now=LATER)
    statuses = dict(Temuan.objects.filter(run=run).values_list("objek", "status"))
    assert statuses == {"2.16.03.2.02.0040": "selesai", "2.16.03.2.02.0043": "diabaikan"}


def test_rows_that_change_after_the_analysis_ask_for_a_new_one(dinas: Dinas) -> None:
    run = a_collected_run(dinas)
    actions.analyse(run, by=dinas.staf, now=LATER)
    store_rows(run.tahap, dinas.bidang["APTIKA"], [a_rencana(pagu=1_000_000)], by=dinas.aptika, now=LATER + timedelta(minutes=1))
    with pytest.raises(Refused, match="jalankan analisis lagi"):
        actions.finish_analysis(run, by=dinas.staf, now=LATER + timedelta(minutes=2))


def test_only_the_actor_of_the_step_decides_and_only_with_a_reason(dinas: Dinas) -> None:
    run = a_collected_run(dinas, rows_of(lokasi=""))
    with pytest.raises(NotAllowed):
        actions.analyse(run, by=dinas.aptika, now=LATER)
    actions.analyse(run, by=dinas.staf, now=LATER)
    temuan = Temuan.objects.get(run=run)
    with pytest.raises(NotAllowed):
        actions.waive(temuan, "Menunggu surat", by=dinas.aptika, now=LATER)
    with pytest.raises(Refused, match="alasan"):
        actions.waive(temuan, " ", by=dinas.staf, now=LATER)
    actions.waive(temuan, "Menunggu surat", by=dinas.staf, now=LATER)
    actions.reopen(temuan, by=dinas.staf, now=LATER)
    assert Temuan.objects.get(run=run).status == "terbuka"


def test_before_step_7_there_is_nothing_to_analyse(dinas: Dinas) -> None:
    run = a_collected_run(dinas, langkah=6)
    with pytest.raises(Refused, match="belum mulai"):
        actions.analyse(run, by=dinas.staf, now=LATER)


def test_the_values_of_a_plan_take_the_same_few_queries_at_any_size(dinas: Dinas) -> None:
    run = a_collected_run(dinas)
    with CaptureQueriesContext(connection) as few:
        check_values(run)
    rows = [rows_of(kode=f"2.16.03.2.02.{n:04d}") for n in range(1, 120)]
    store_rows(run.tahap, dinas.bidang["APTIKA"], rows, by=dinas.aptika, now=LATER)
    with CaptureQueriesContext(connection) as many:
        check_values(run)
    assert len(many) == len(few) <= 20


def test_a_list_comes_in_until_the_analysis_is_over(dinas: Dinas) -> None:
    run = a_collected_run(dinas)
    text = "kode,lokasi,indikator,target,pagu\n2.16.03.2.02.0040,Kabupaten,Jumlah,3 Titik,1000\n"
    assert actions.take_list(run, "rkpd", text, by=dinas.perencana, now=LATER) == 1
    assert [one.kode for one in actions.analyse(run, by=dinas.staf, now=LATER)] == ["D08"]
    actions.finish_analysis(run, by=dinas.staf, now=LATER, catatan="Selisih dibahas dengan Bappeda")
    with pytest.raises(Refused, match="sudah selesai"):
        actions.take_list(run, "rkpd", text, by=dinas.perencana, now=LATER)
