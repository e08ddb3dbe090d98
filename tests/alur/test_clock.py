"""Pauses, hand-overs, delegations, cancelling: who may act at which hour, and what happens to the due time."""

from datetime import datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from renjana.alur import actions
from renjana.alur.models import Pemberitahuan, Run, Task
from renjana.alur.queries import awaited_for, broken_link, inbox, open_task, step_of
from renjana.alur.rules import NotAllowed, Refused
from renjana.organisasi.models import Delegasi, Jabatan, PemangkuJabatan
from renjana.organisasi.queries import kalender_around, wewenang_of
from renjana.sop.waktu import due, parse, worked
from tests.people import MONDAY, WIB, Dinas, a_run

MINUTE = timedelta(minutes=1)


def the_open(run: Run) -> Task:
    task = open_task(run)
    assert task is not None
    return task


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2027, 1, day, hour, minute, tzinfo=WIB)


def test_a_pause_of_forty_working_minutes_moves_the_due_time_by_forty(dinas: Dinas) -> None:
    run = a_run(dinas, langkah=2)
    task = the_open(run)
    assert task.jatuh_tempo == at(4, 10, 10)

    actions.pause(task, "Menunggu Renstra", by=dinas.perencana, now=at(4, 9))
    actions.resume(task, by=dinas.perencana, now=at(4, 9, 40))

    assert the_open(run).jatuh_tempo == at(4, 10, 50)


def test_a_pause_over_the_night_costs_only_working_time(dinas: Dinas) -> None:
    run = a_run(dinas, langkah=2, now=at(4, 13))
    task = the_open(run)
    assert task.jatuh_tempo == at(4, 15, 10)

    actions.pause(task, "Listrik padam", by=dinas.perencana, now=at(4, 15))
    actions.resume(task, by=dinas.perencana, now=at(6, 8))

    assert the_open(run).jatuh_tempo == at(6, 8, 10)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(begin=st.integers(0, 119), length=st.integers(0, 6000))
def test_any_pause_leaves_the_working_time_that_was_left(dinas: Dinas, begin: int, length: int) -> None:
    with transaction.atomic():
        run = a_run(dinas, langkah=2)
        task = the_open(run)
        calendar = kalender_around(dinas.pd, MONDAY)
        start = task.mulai + begin * MINUTE
        end = start + length * MINUTE
        left = worked(start, task.jatuh_tempo, calendar)

        actions.pause(task, "Menunggu", by=dinas.perencana, now=start)
        actions.resume(task, by=dinas.perencana, now=end)

        assert worked(end, the_open(run).jatuh_tempo, calendar) == left
        assert the_open(run).jatuh_tempo == due(end, parse(f"{left} Menit"), calendar)
        transaction.set_rollback(True)


def test_a_paused_step_cannot_be_finished_until_it_goes_on(dinas: Dinas) -> None:
    run = a_run(dinas, langkah=2)
    task = the_open(run)
    actions.pause(task, "Menunggu Renstra", by=dinas.perencana, now=MONDAY)

    step = step_of(run, "pengumpulan.format", dinas.perencana, MONDAY)
    assert (step.may_act, step.is_paused) == (False, True)
    assert step.reason == "Langkah ini sedang dijeda. Lanjutkan dahulu dari halaman ringkasan."
    with pytest.raises(Refused):
        actions.complete(task, by=dinas.perencana, now=MONDAY)
    actions.resume(task, by=dinas.perencana, now=MONDAY)
    assert actions.complete(task, by=dinas.perencana, now=MONDAY) is not None


@pytest.mark.parametrize("sebab", ["", "   "])
def test_a_pause_needs_a_reason(dinas: Dinas, sebab: str) -> None:
    with pytest.raises(Refused):
        actions.pause(the_open(a_run(dinas, langkah=2)), sebab, by=dinas.perencana, now=MONDAY)


def test_a_step_is_paused_once_and_resumed_once(dinas: Dinas) -> None:
    task = the_open(a_run(dinas, langkah=2))
    actions.pause(task, "Menunggu", by=dinas.perencana, now=MONDAY)
    with pytest.raises(Refused):
        actions.pause(task, "Menunggu lagi", by=dinas.perencana, now=MONDAY)
    actions.resume(task, by=dinas.perencana, now=MONDAY)
    with pytest.raises(Refused):
        actions.resume(task, by=dinas.perencana, now=MONDAY)


def test_others_cannot_stop_the_clock(dinas: Dinas) -> None:
    with pytest.raises(NotAllowed):
        actions.pause(the_open(a_run(dinas, langkah=2)), "Menunggu", by=dinas.kadis, now=MONDAY)


def test_resuming_from_an_old_page_moves_the_present_due_time(dinas: Dinas) -> None:
    run = a_run(dinas, langkah=2)
    old = the_open(run)
    actions.pause(the_open(run), "Menunggu", by=dinas.perencana, now=at(4, 8, 20))
    actions.resume(the_open(run), by=dinas.perencana, now=at(4, 8, 30))
    actions.pause(the_open(run), "Menunggu lagi", by=dinas.perencana, now=at(4, 8, 40))

    actions.resume(old, by=dinas.perencana, now=at(4, 9))

    assert the_open(run).jatuh_tempo == at(4, 10, 40)


def plh(dinas: Dinas, mulai: datetime, selesai: datetime) -> Delegasi:
    post = Jabatan.objects.get(perangkat_daerah=dinas.pd, pelaksana="kepala_dinas")
    return Delegasi.objects.create(jabatan=post, orang=dinas.sekretaris, mulai=mulai, selesai=selesai, dasar="SK 800/1/2027")


def test_a_delegation_begins_and_ends_at_its_hour(dinas: Dinas) -> None:
    run = a_run(dinas, langkah=11)
    plh(dinas, at(18, 8), at(18, 12))

    def who(now: datetime) -> list[str]:
        people = [("kadis", dinas.kadis), ("sekretaris", dinas.sekretaris)]
        return [key for key, orang in people if step_of(run, "pengesahan.penandatanganan", orang, now).may_act]

    assert who(at(18, 7, 59)) == ["kadis"]
    assert who(at(18, 8)) == ["sekretaris"]
    assert who(at(18, 12)) == ["sekretaris"]
    assert who(at(18, 12, 1)) == ["kadis"]


def test_who_acts_for_another_is_named_so_everywhere(dinas: Dinas) -> None:
    run = a_run(dinas, langkah=11)
    plh(dinas, at(18, 8), at(18, 12))
    task, now = the_open(run), at(18, 9)

    assert [(entry.nama, entry.acting_for) for entry in awaited_for(task, now)] == [("Sri Wahyuningsih", "Plh. Kepala Dinas")]
    refused = step_of(run, "pengesahan.penandatanganan", dinas.kadis, now)
    assert refused.reason == "Langkah 11 dikerjakan oleh Kepala Dinas (Sri Wahyuningsih, Plh. Kepala Dinas), bukan oleh Anda."
    actions.record(run, "catatan", "Dokumen dibaca.", by=dinas.sekretaris, now=now, task=task)
    actions.complete(task, by=dinas.sekretaris, now=now)

    assert set(run.event.filter(waktu=now, oleh=dinas.sekretaris).values_list("bertindak_untuk", flat=True)) == {"Plh. Kepala Dinas"}
    assert Task.objects.get(pk=task.pk).bertindak_untuk == "Plh. Kepala Dinas"
    assert broken_link(run) is None


def test_a_holder_who_left_office_may_no_longer_act(dinas: Dinas) -> None:
    run = a_run(dinas, langkah=2)
    PemangkuJabatan.objects.filter(orang=dinas.perencana).update(selesai=at(4, 0).date())

    assert step_of(run, "pengumpulan.format", dinas.perencana, at(4, 15)).may_act
    assert not step_of(run, "pengumpulan.format", dinas.perencana, at(5, 8)).may_act


def test_a_task_handed_over_is_that_person_s_alone(dinas: Dinas) -> None:
    run = a_run(dinas, langkah=2)
    task = the_open(run)

    actions.reassign(task, dinas.staf, "Perencana cuti", by=dinas.sekretaris, now=MONDAY)

    assert not step_of(run, "pengumpulan.format", dinas.perencana, MONDAY).may_act
    assert step_of(run, "pengumpulan.format", dinas.perencana, MONDAY).reason == "Langkah 2 dialihkan kepada Dedi Kurniawan, bukan kepada Anda."
    assert [inbox(who, wewenang_of(who, MONDAY)).count() for who in (dinas.perencana, dinas.staf)] == [0, 1]
    with pytest.raises(NotAllowed):
        actions.complete(Task.objects.get(pk=task.pk), by=dinas.perencana, now=MONDAY)
    assert actions.complete(task, by=dinas.staf, now=MONDAY) is not None
    assert Pemberitahuan.objects.filter(orang=dinas.staf, judul="Tugas langkah 2 dialihkan kepada Anda").count() == 1


def test_a_hand_over_seen_late_still_holds(dinas: Dinas) -> None:
    run = a_run(dinas, langkah=2)
    old = the_open(run)
    actions.reassign(the_open(run), dinas.staf, "Perencana cuti", by=dinas.sekretaris, now=MONDAY)
    with pytest.raises(NotAllowed):
        actions.complete(old, by=dinas.perencana, now=MONDAY)


def test_a_task_goes_only_to_working_people_of_the_agency_with_a_reason(dinas: Dinas, other_dinas: Dinas) -> None:
    task = the_open(a_run(dinas, langkah=2))
    gone = dinas.ikp
    gone.is_active = False
    gone.save()
    PemangkuJabatan.objects.filter(orang=dinas.aptika).delete()
    for orang, alasan in ((other_dinas.staf, "Cuti"), (gone, "Cuti"), (dinas.aptika, "Cuti"), (dinas.staf, "  ")):
        with pytest.raises(Refused):
            actions.reassign(task, orang, alasan, by=dinas.sekretaris, now=MONDAY)
    assert the_open(task.run).ditugaskan is None


def test_cancelling_keeps_the_rows_and_tells_who_was_awaited(dinas: Dinas) -> None:
    run = a_run(dinas, langkah=4)
    task = the_open(run)
    actions.pause(task, "Menunggu", by=dinas.staf, now=task.mulai)

    actions.cancel(run, "  Diganti tahap lain.  ", by=dinas.kadis, now=task.mulai)

    run.refresh_from_db()
    assert (run.status, run.alasan_batal, run.task.count()) == ("dibatalkan", "Diganti tahap lain.", 4)
    assert (open_task(run), task.jeda.filter(selesai=None).count()) == (None, 0)
    told = set(Pemberitahuan.objects.filter(kunci=f"batal-{run.pk}").values_list("orang", flat=True))
    assert told == {dinas.staf.pk, dinas.sekretaris.pk}
    assert broken_link(run) is None


def test_cancelling_needs_a_reason(dinas: Dinas) -> None:
    run = a_run(dinas)
    with pytest.raises(Refused):
        actions.cancel(run, " ", by=dinas.kadis, now=MONDAY)
    assert the_open(run).status == "terbuka"


def test_a_notice_is_written_once_for_its_key(dinas: Dinas) -> None:
    run = a_run(dinas)
    for _ in range(3):
        actions.notify([dinas.staf.pk, dinas.staf.pk, dinas.kadis.pk], run, "sekali", "Sekali saja", now=MONDAY)
    assert sorted(Pemberitahuan.objects.filter(kunci="sekali").values_list("orang", flat=True)) == sorted([dinas.staf.pk, dinas.kadis.pk])
