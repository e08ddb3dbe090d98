"""The head of the history takes the run: who has seen an older head neither skips what happened since nor tells of it."""

import pytest

from renjana.alur import actions
from renjana.alur.actions import Done
from renjana.alur.models import Run, Task
from renjana.alur.queries import broken_link, waiting_task
from renjana.alur.rules import AlreadyDone, NotAllowed, Refused
from tests.people import MONDAY, Dinas, a_run

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(dinas: Dinas) -> Run:
    return a_run(dinas, langkah=2)


def seen(run: Run) -> Task:
    task = waiting_task(run)
    assert task is not None
    return task


def test_a_line_written_meanwhile_stands_before_the_step_that_is_completed(dinas: Dinas, run: Run) -> None:
    task = seen(run)
    actions.record(Run.objects.get(pk=run.pk), "catatan", "Sementara itu.", by=dinas.staf, now=MONDAY)

    actions.complete(task, by=dinas.perencana, now=MONDAY)

    assert list(run.event.order_by("urutan").values_list("jenis", flat=True))[-3:] == ["catatan", "selesai", "buka"]
    assert broken_link(run) is None


def test_papers_that_tell_the_history_are_refused_when_it_has_gone_on(dinas: Dinas, run: Run) -> None:
    task = seen(run)
    actions.record(Run.objects.get(pk=run.pk), "catatan", "Sementara itu.", by=dinas.staf, now=MONDAY)

    with pytest.raises(Refused, match="muat ulang halaman"):
        actions.complete(task, Done(told=True), by=dinas.perencana, now=MONDAY)

    assert seen(run).langkah == 2
    actions.complete(seen(run), Done(told=True), by=dinas.perencana, now=MONDAY)
    assert seen(run).langkah == 3


def test_what_another_request_did_meanwhile_is_looked_at_before_anything_is_written(dinas: Dinas, run: Run) -> None:
    first, second, third = seen(run), seen(Run.objects.get(pk=run.pk)), seen(Run.objects.get(pk=run.pk))
    actions.reassign(first, dinas.staf, "Perencana cuti.", by=dinas.sekretaris, now=MONDAY)

    with pytest.raises(NotAllowed):
        actions.complete(second, by=dinas.perencana, now=MONDAY)

    actions.complete(first, by=dinas.staf, now=MONDAY)
    with pytest.raises(AlreadyDone):
        actions.complete(third, by=dinas.staf, now=MONDAY)
    assert broken_link(run) is None
