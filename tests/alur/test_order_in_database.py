"""What no hand in SQL can do, on either database: skip a step, reopen one, invent a way back, rewrite the history."""

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from renjana.alur import actions
from renjana.alur.models import Event, Run, Task
from renjana.alur.queries import open_task
from tests.people import MONDAY, Dinas, a_run

COLUMNS = "run_id, urutan, langkah, putaran, dari_id, status, mulai, jatuh_tempo, bertindak_untuk, alasan"


def refused(sql: str, *params: Any) -> str:
    """The database's own words when it refuses the statement."""
    with pytest.raises(DatabaseError) as fault, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, params)
    return str(fault.value)


def insert(run: Run, *, urutan: int, langkah: int, dari: int | None, status: str = "terbuka", putaran: int = 1) -> str:
    values = (run.pk, urutan, langkah, putaran, dari, status, MONDAY.isoformat(), MONDAY.isoformat(), "", "")
    places = ", ".join(["%s"] * len(values))
    return refused(f"INSERT INTO alur_task ({COLUMNS}) VALUES ({places})", *values)  # noqa: S608 - no outside words


@pytest.fixture
def at_nine(dinas: Dinas) -> Run:
    return a_run(dinas, langkah=9)


def the_open(run: Run) -> Task:
    task = open_task(run)
    assert task is not None
    return task


def test_a_step_cannot_be_opened_while_another_is_open(at_nine: Run) -> None:
    task = the_open(at_nine)
    assert "urutan SOP" in insert(at_nine, urutan=task.urutan + 1, langkah=10, dari=task.pk)


@pytest.mark.parametrize("langkah", [1, 3, 11, 13, 99])
def test_a_step_cannot_be_opened_out_of_order(dinas: Dinas, langkah: int) -> None:
    run = a_run(dinas, langkah=9)
    task = the_open(run)
    Task.objects.filter(pk=task.pk).update(status="selesai", ke=10, selesai=MONDAY)
    assert "urutan SOP" in insert(run, urutan=task.urutan + 1, langkah=langkah, dari=task.pk, putaran=7)


def test_a_second_beginning_cannot_be_written(at_nine: Run) -> None:
    task = the_open(at_nine)
    Task.objects.filter(pk=task.pk).update(status="selesai", ke=10, selesai=MONDAY)
    assert "urutan SOP" in insert(at_nine, urutan=task.urutan + 1, langkah=1, dari=None, putaran=2)


def test_a_step_of_a_cancelled_run_cannot_be_opened(at_nine: Run, dinas: Dinas) -> None:
    task = the_open(at_nine)
    actions.cancel(at_nine, "Salah tahun", by=dinas.sekretaris, now=task.mulai)
    assert "urutan SOP" in insert(at_nine, urutan=task.urutan + 1, langkah=10, dari=task.pk)


def test_a_closed_step_cannot_be_born(at_nine: Run) -> None:
    task = the_open(at_nine)
    assert "urutan SOP" in insert(at_nine, urutan=task.urutan + 1, langkah=10, dari=task.pk, status="selesai")


def test_a_predecessor_of_another_run_does_not_count(at_nine: Run, other_dinas: Dinas) -> None:
    other = a_run(other_dinas, langkah=9)
    own, foreign = the_open(at_nine), the_open(other)
    Task.objects.filter(pk__in=[own.pk, foreign.pk]).update(status="selesai", ke=10, selesai=MONDAY)
    assert "urutan SOP" in insert(at_nine, urutan=own.urutan + 1, langkah=10, dari=foreign.pk)


@pytest.mark.parametrize(("status", "ke"), [("selesai", 11), ("selesai", None), ("dikembalikan", 7), ("dikembalikan", 10), ("dikembalikan", None)])
def test_a_step_cannot_be_closed_towards_where_the_sop_does_not_lead(at_nine: Run, status: str, ke: int | None) -> None:
    task = the_open(at_nine)
    assert "urutan SOP" in refused("UPDATE alur_task SET status = %s, ke = %s, selesai = mulai WHERE id = %s", status, ke, task.pk)


@pytest.mark.parametrize("status", ["terbuka", "dikembalikan", "dibatalkan"])
def test_a_closed_step_cannot_be_reopened_or_turned(at_nine: Run, status: str) -> None:
    closed = at_nine.task.get(langkah=4)
    assert "ditutup" in refused("UPDATE alur_task SET status = %s WHERE id = %s", status, closed.pk)


def test_where_a_closed_step_went_cannot_be_changed(at_nine: Run) -> None:
    assert "ditutup" in refused("UPDATE alur_task SET ke = 9 WHERE id = %s", at_nine.task.get(langkah=4).pk)


@pytest.mark.parametrize("column", ["langkah", "urutan", "putaran", "dari_id"])
def test_an_open_step_cannot_be_moved(at_nine: Run, column: str) -> None:
    task = the_open(at_nine)
    value = at_nine.task.get(langkah=2).pk if column == "dari_id" else 12
    assert "letak langkah" in refused(f"UPDATE alur_task SET {column} = %s WHERE id = %s", value, task.pk)  # noqa: S608 - a column name


def test_a_step_cannot_be_moved_to_another_run(at_nine: Run, other_dinas: Dinas) -> None:
    other = a_run(other_dinas)
    assert "letak langkah" in refused("UPDATE alur_task SET run_id = %s WHERE id = %s", other.pk, the_open(at_nine).pk)


def test_a_second_run_of_the_same_sop_does_not_lend_its_moves(at_nine: Run) -> None:
    task = the_open(at_nine)
    assert refused("UPDATE alur_task SET status = 'selesai', ke = 10, selesai = NULL WHERE id = %s", task.pk)


@pytest.mark.parametrize("column", ["uraian", "nama_oleh", "hash", "jenis", "data"])
def test_an_event_cannot_be_changed(at_nine: Run, column: str) -> None:
    value = "{}" if column == "data" else "x"
    assert "riwayat" in refused(f"UPDATE alur_event SET {column} = %s WHERE run_id = %s", value, at_nine.pk)  # noqa: S608 - a column name


def test_an_event_cannot_be_deleted(at_nine: Run) -> None:
    before = Event.objects.count()
    assert "riwayat" in refused("DELETE FROM alur_event WHERE run_id = %s", at_nine.pk)
    assert Event.objects.count() == before


def test_the_orm_is_refused_too(at_nine: Run) -> None:
    event = at_nine.event.get(urutan=3)
    with pytest.raises(DatabaseError), transaction.atomic():
        event.delete()
    event.uraian = "lain"
    with pytest.raises(DatabaseError), transaction.atomic():
        event.save()
