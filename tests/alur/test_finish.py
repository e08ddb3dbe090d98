"""Finishing, returning and ending: what moves, what stays, who may."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from renjana.alur import actions
from renjana.alur.models import Event, Pemberitahuan, Run, Task
from renjana.alur.queries import broken_link, open_task, step_of
from renjana.alur.rules import AlreadyDone, NotAllowed, Refused
from tests.people import MONDAY, Dinas, a_dinas, a_run, actor_of, finish

HOUR = timedelta(hours=1)


def the_open(run: Run) -> Task:
    task = open_task(run)
    assert task is not None
    return task


def test_the_whole_sop_runs_from_the_first_step_to_the_last(dinas: Dinas) -> None:
    run = a_run(dinas, langkah=14)

    run.refresh_from_db()
    assert run.status == Run.Status.SELESAI
    assert list(run.task.values_list("langkah", "putaran", "status")) == [(number, 1, "selesai") for number in range(1, 14)]
    assert run.event.count() == run.peristiwa == 1 + 13 * 2 + 1
    assert broken_link(run) is None


def test_finishing_opens_the_next_step_with_its_due_time_and_tells_its_actor(dinas: Dinas) -> None:
    run = a_run(dinas)

    task = actions.complete(the_open(run), by=dinas.sekretaris, now=MONDAY)

    assert task is not None
    assert (task.langkah, task.putaran, task.mulai, task.jatuh_tempo) == (2, 1, MONDAY, MONDAY + 2 * HOUR)
    assert list(Pemberitahuan.objects.values_list("orang", "judul", "tautan")) == [
        (dinas.perencana.pk, f"Langkah 2: {step_of(run, 'pengumpulan.format', dinas.perencana, MONDAY).langkah.uraian}", "/renja/2027/format/")
    ]


def test_somebody_who_does_not_play_the_actor_is_refused_and_nothing_changes(dinas: Dinas) -> None:
    run = a_run(dinas)
    before = run.event.count()

    with pytest.raises(NotAllowed) as refusal:
        actions.complete(the_open(run), by=dinas.staf, now=MONDAY)

    assert str(refusal.value) == "Langkah 1 dikerjakan oleh Sekretaris (Sri Wahyuningsih), bukan oleh Anda."
    assert the_open(run).langkah == 1
    assert run.event.count() == before


def test_the_same_actor_of_another_agency_is_refused(dinas: Dinas, other_dinas: Dinas) -> None:
    run = a_run(dinas)

    with pytest.raises(NotAllowed):
        actions.complete(the_open(run), by=other_dinas.sekretaris, now=MONDAY)


def test_a_step_finished_from_an_old_page_changes_nothing(dinas: Dinas) -> None:
    run = a_run(dinas)
    old = the_open(run)
    actions.complete(the_open(run), by=dinas.sekretaris, now=MONDAY)
    before = run.event.count()

    with pytest.raises(AlreadyDone):
        actions.complete(old, by=dinas.sekretaris, now=MONDAY)

    assert (run.event.count(), run.task.count()) == (before, 2)


def test_a_way_back_opens_a_second_visit_with_the_reason(dinas: Dinas) -> None:
    run = a_run(dinas, langkah=9)
    task = the_open(run)

    opened = actions.send_back(task, 8, "  Jumlah BAB IV tidak cocok.  ", by=dinas.sekretaris, now=task.mulai)

    assert (opened.langkah, opened.putaran, opened.dari) == (8, 2, task)
    closed = Task.objects.get(pk=task.pk)
    assert (closed.status, closed.ke, closed.alasan) == ("dikembalikan", 8, "Jumlah BAB IV tidak cocok.")
    notice = Pemberitahuan.objects.get(orang=dinas.perencana, kunci=f"tugas-{opened.pk}")
    assert notice.isi == "Dikembalikan oleh Sri Wahyuningsih: Jumlah BAB IV tidak cocok."
    assert broken_link(run) is None


@pytest.mark.parametrize(
    ("ke", "alasan", "sentence"),
    [
        (8, "   ", "Tuliskan alasan pengembalian, supaya yang menerima tahu apa yang harus diperbaiki."),
        (3, "Ulangi", "SOP ini tidak mengembalikan langkah 9 ke langkah 3, hanya ke langkah 8."),
    ],
)
def test_a_way_back_needs_a_reason_and_must_exist(dinas: Dinas, ke: int, alasan: str, sentence: str) -> None:
    run = a_run(dinas, langkah=9)

    with pytest.raises(Refused) as refusal:
        actions.send_back(the_open(run), ke, alasan, by=dinas.sekretaris, now=the_open(run).mulai)

    assert str(refusal.value) == sentence
    assert the_open(run).langkah == 9


def test_a_step_without_a_way_back_says_so(dinas: Dinas) -> None:
    run = a_run(dinas, langkah=2)

    with pytest.raises(Refused) as refusal:
        actions.send_back(the_open(run), 1, "Ulangi", by=dinas.perencana, now=MONDAY)

    assert str(refusal.value) == "SOP ini tidak mengembalikan langkah 2 ke langkah 1, dan langkah ini tidak dapat dikembalikan."


def test_either_actor_of_a_step_with_two_may_finish_it(dinas: Dinas) -> None:
    run = a_run(dinas, langkah=8)
    task = the_open(run)

    assert step_of(run, "konsep.penyusunan", dinas.perencana, task.mulai).may_act
    assert step_of(run, "konsep.penyusunan", dinas.staf, task.mulai).may_act
    assert actions.complete(task, by=dinas.staf, now=task.mulai) is not None


@pytest.mark.parametrize("langkah", [1, 8, 13])
def test_finishing_costs_at_most_twelve_queries(dinas: Dinas, langkah: int) -> None:
    run = a_run(dinas, langkah=langkah)
    task = Task.objects.get(pk=the_open(run).pk)
    by = actor_of(dinas, task)
    task = Task.objects.get(pk=task.pk)

    with CaptureQueriesContext(connection) as queries:
        actions.complete(task, by=by, now=task.jatuh_tempo)

    assert len(queries) <= 12, "\n".join(query["sql"][:120] for query in queries)


def test_a_tahap_has_one_run_unless_it_was_cancelled(dinas: Dinas) -> None:
    run = a_run(dinas)
    with pytest.raises(Refused):
        actions.start_run(run.tahap, run.sop, by=dinas.sekretaris, now=MONDAY)

    actions.cancel(run, "Salah tahun", by=dinas.sekretaris, now=MONDAY)
    again = actions.start_run(run.tahap, run.sop, by=dinas.sekretaris, now=MONDAY)

    assert (the_open(again).langkah, open_task(run)) == (1, None)


def test_the_page_of_a_step_says_who_is_awaited(dinas: Dinas) -> None:
    run = a_run(dinas, langkah=2)

    early = step_of(run, "rapat.undangan", dinas.staf, MONDAY)
    past = step_of(run, "disposisi.perintah", dinas.sekretaris, MONDAY)

    assert (early.may_act, early.is_open, [entry.nama for entry in early.awaited]) == (False, False, ["Rina Oktaviani"])
    assert early.reason.startswith("Langkah 4 belum mulai: masih menunggu langkah 2, Membuat format pengumpulan data")
    assert past.reason.startswith("Langkah 1 sudah selesai; sekarang langkah 2, ")


def test_reading_a_step_costs_at_most_two_queries(dinas: Dinas, django_assert_max_num_queries: Any) -> None:
    run = a_run(dinas, langkah=6)
    with django_assert_max_num_queries(2):
        step_of(run, "pengumpulan.penghimpunan", dinas.staf, MONDAY)


def test_history_lines_of_two_runs_do_not_mix(dinas: Dinas) -> None:
    first, second = a_run(dinas, langkah=4), a_run(a_dinas("9.99", serial=3), langkah=3)

    assert [broken_link(run) for run in (first, second)] == [None, None]
    assert set(Event.objects.filter(run=first).values_list("oleh__perangkat_daerah", flat=True)) <= {dinas.pd.pk, None}


def test_a_finished_run_cannot_be_cancelled(dinas: Dinas) -> None:
    run = a_run(dinas, langkah=14)
    with pytest.raises(AlreadyDone):
        actions.cancel(run, "Terlambat", by=dinas.sekretaris, now=MONDAY)


def test_finish_helper_of_the_cast_takes_the_way_of_the_sop(dinas: Dinas) -> None:
    run = a_run(dinas, langkah=12)
    task = finish(dinas, the_open(run))
    assert task is not None
    assert task.langkah == 13
