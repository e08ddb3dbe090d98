"""Double clicks, two tabs, two people: one transition happens, the others are told."""

from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from renjana.alur import actions
from renjana.alur.models import Run, Task
from renjana.alur.queries import broken_link
from renjana.alur.rules import AlreadyDone
from renjana.surat.actions import reserve_number
from renjana.surat.models import Surat
from tests.alur.threads import at_once, real_database
from tests.people import MONDAY, Dinas, a_dinas, a_run

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast() -> Dinas:
    return a_dinas()


def seen_by_a_thread(work: Any) -> Any:
    return at_once(1, lambda _: work())[0]


def test_twenty_simultaneous_finishes_make_one_transition(cast: Dinas, tmp_path: Path) -> None:
    run = a_run(cast, langkah=2)
    task = run.task.get(status="terbuka")
    before = run.event.count()

    with real_database(tmp_path):
        results = at_once(20, lambda _: actions.complete(Task.objects.get(pk=task.pk), by=cast.perencana, now=task.mulai))
        steps, events, sound = seen_by_a_thread(
            lambda: (list(run.task.values_list("langkah", "status")), run.event.count(), broken_link(Run.objects.get(pk=run.pk)))
        )

    assert Counter(type(result) for result in results) == {Task: 1, AlreadyDone: 19}
    assert steps == [(1, "selesai"), (2, "selesai"), (3, "terbuka")]
    assert (events, sound) == (before + 2, None)


def test_finishing_and_returning_at_once_take_one_way(cast: Dinas, tmp_path: Path) -> None:
    run = a_run(cast, langkah=9)
    task = run.task.get(status="terbuka")

    def work(number: int) -> Task | None:
        mine = Task.objects.get(pk=task.pk)
        if number % 2:
            return actions.send_back(mine, 8, "Perbaiki", by=cast.sekretaris, now=task.mulai)
        return actions.complete(mine, by=cast.sekretaris, now=task.mulai)

    with real_database(tmp_path):
        results = at_once(8, work)
        waiting, sound = seen_by_a_thread(lambda: (list(run.task.filter(status="terbuka")), broken_link(Run.objects.get(pk=run.pk))))

    assert Counter(type(result) for result in results) == {Task: 1, AlreadyDone: 7}
    assert len(waiting) == 1
    assert sound is None


def test_a_finish_against_a_cancel_leaves_no_open_step_behind(cast: Dinas, tmp_path: Path) -> None:
    run = a_run(cast, langkah=3)
    task = run.task.get(status="terbuka")

    def work(number: int) -> Any:
        if number:
            return actions.complete(Task.objects.get(pk=task.pk), by=cast.staf, now=task.mulai)
        return actions.cancel(Run.objects.get(pk=run.pk), "Salah tahun", by=cast.sekretaris, now=task.mulai)

    with real_database(tmp_path):
        results = at_once(6, work)
        status, waiting, sound = seen_by_a_thread(
            lambda: (Run.objects.get(pk=run.pk).status, run.task.filter(status="terbuka").count(), broken_link(Run.objects.get(pk=run.pk)))
        )

    assert isinstance(results[0], Run)
    assert {type(result) for result in results[1:]} <= {Task, AlreadyDone}
    assert (status, waiting, sound) == ("dibatalkan", 0, None)


def test_lines_written_at_once_stay_one_chain(cast: Dinas, tmp_path: Path) -> None:
    run = a_run(cast, langkah=2)
    before = run.event.count()

    with real_database(tmp_path):
        results = at_once(16, lambda number: actions.record(Run.objects.get(pk=run.pk), "catatan", f"Baris {number}.", by=cast.staf, now=MONDAY))
        numbers, sound = seen_by_a_thread(lambda: (list(run.event.values_list("urutan", flat=True)), broken_link(Run.objects.get(pk=run.pk))))

    assert not [result for result in results if isinstance(result, Exception)]
    assert (numbers, sound) == (list(range(1, before + 17)), None)


def test_letters_numbered_at_once_have_neither_gap_nor_double(cast: Dinas, tmp_path: Path) -> None:
    def work(number: int) -> str:
        return reserve_number(
            cast.pd, jenis="undangan", klasifikasi="000.1.5", perihal=f"Rapat {number}", kepada="", tanggal=MONDAY.date(), by=cast.staf, now=MONDAY
        ).nomor

    with real_database(tmp_path):
        results = at_once(20, work)
        kept = seen_by_a_thread(lambda: list(Surat.objects.order_by("urut").values_list("urut", "nomor")))

    assert sorted(results) == [f"000.1.5/{number:03d}/KOMINFO/2027" for number in range(1, 21)]
    assert kept == [(number, f"000.1.5/{number:03d}/KOMINFO/2027") for number in range(1, 21)]


def test_only_one_of_many_starts_of_a_year_succeeds(cast: Dinas, tmp_path: Path) -> None:
    run = a_run(cast)
    actions.cancel(run, "Ulangi", by=cast.sekretaris, now=MONDAY + timedelta(minutes=1))

    with real_database(tmp_path):
        results = at_once(8, lambda _: actions.start_run(run.tahap, run.sop, by=cast.sekretaris, now=MONDAY))

    assert Counter(isinstance(result, Run) for result in results) == {True: 1, False: 7}
    assert {str(result) for result in results if not isinstance(result, Run)} == {
        "Renja 2027 rancangan awal sudah dimulai; lanjutkan yang ada atau batalkan dahulu."
    }
