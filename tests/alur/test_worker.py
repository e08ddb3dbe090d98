"""The worker's loop body: deadline notices once, e-mail never twice, failures tried again later."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend

from renjana.alur import actions
from renjana.alur.models import Pemberitahuan, Run, Task
from renjana.alur.queries import broken_link, open_task
from renjana.alur.rules import deadline_stage, retry_after
from renjana.alur.tasks import LEASE, TRIES, send_notices, tell_deadlines, work_once
from renjana.organisasi.models import Orang
from tests.alur.threads import at_once, real_database
from tests.people import MONDAY, WIB, Dinas, a_dinas, a_run

HOUR = timedelta(hours=1)


class BrokenBackend(BaseEmailBackend):
    """A mail server that refuses everybody."""

    def send_messages(self, email_messages: Any) -> int:
        raise ConnectionRefusedError("no server")


def the_open(run: Run) -> Task:
    task = open_task(run)
    assert task is not None
    return task


def test_a_notice_goes_out_once_with_its_link_and_key(dinas: Dinas) -> None:
    run = a_run(dinas)
    actions.notify([dinas.staf.pk], run, "coba", "Langkah 3: Sampaikan format", now=MONDAY, isi="Segera.", tautan="/renja/2027/penyampaian/")
    notice = Pemberitahuan.objects.get(kunci="coba")

    assert (send_notices(MONDAY), send_notices(MONDAY), send_notices(MONDAY + 24 * HOUR)) == (1, 0, 0)

    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == (["staf1@contoh.invalid"], "Langkah 3: Sampaikan format")
    assert "Yth. Dedi Kurniawan," in letter.body
    assert "Buka: http://127.0.0.1:8000/renja/2027/penyampaian/" in letter.body
    assert letter.extra_headers["Message-ID"] == f"<pemberitahuan-{notice.pk}@127.0.0.1>"
    notice.refresh_from_db()
    assert notice.dikirim == MONDAY


@pytest.mark.parametrize("change", ["read", "no address", "inactive", "too old"])
def test_what_need_not_be_mailed_stays(dinas: Dinas, change: str) -> None:
    made = MONDAY - timedelta(days=8) if change == "too old" else MONDAY
    actions.notify([dinas.staf.pk], None, "coba", "Judul", now=made)
    if change == "read":
        Pemberitahuan.objects.update(dibaca=MONDAY)
    if change == "no address":
        Orang.objects.filter(pk=dinas.staf.pk).update(email=None)
    if change == "inactive":
        Orang.objects.filter(pk=dinas.staf.pk).update(is_active=False)
    assert (send_notices(MONDAY), mail.outbox) == (0, [])


def test_a_failed_notice_waits_longer_each_time_and_is_given_up(dinas: Dinas, settings: Any) -> None:
    actions.notify([dinas.staf.pk], None, "coba", "Judul", now=MONDAY)
    settings.EMAIL_BACKEND = f"{__name__}.BrokenBackend"
    now = MONDAY
    for failure in range(1, TRIES + 1):
        assert send_notices(now) == 0
        notice = Pemberitahuan.objects.get()
        assert (notice.gagal, notice.coba_lagi, notice.dikirim) == (failure, now + retry_after(failure), None)
        assert send_notices(now + retry_after(failure) / 2) == 0
        assert Pemberitahuan.objects.get().gagal == failure
        now += retry_after(failure)
    send_notices(now)
    assert Pemberitahuan.objects.get().gagal == TRIES


def test_a_worker_killed_before_sending_leaves_a_lease_that_runs_out(dinas: Dinas) -> None:
    actions.notify([dinas.staf.pk], None, "coba", "Judul", now=MONDAY)
    Pemberitahuan.objects.update(coba_lagi=MONDAY + LEASE)

    assert [send_notices(MONDAY), send_notices(MONDAY + LEASE / 2), send_notices(MONDAY + LEASE)] == [0, 0, 1]


@pytest.mark.django_db(transaction=True)
def test_many_workers_send_each_notice_once(tmp_path: Path, settings: Any) -> None:
    dinas = a_dinas()
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    for number in range(30):
        actions.notify([dinas.staf.pk], None, f"n{number}", f"Judul {number}", now=MONDAY)

    with real_database(tmp_path):
        results = at_once(6, lambda _: send_notices(MONDAY))

    assert sum(results) == 30
    letters = "".join(path.read_text() for path in (tmp_path / "mail").iterdir())
    assert sorted(letters.count(f"Subject: Judul {number}\n") for number in range(30)) == [1] * 30


def test_a_late_step_is_told_once_to_who_is_awaited_and_who_began_and_stands_in_the_history(dinas: Dinas) -> None:
    run = a_run(dinas, langkah=2)
    task = the_open(run)
    late = task.jatuh_tempo + timedelta(minutes=1)

    assert tell_deadlines(task.jatuh_tempo - timedelta(minutes=31)) == 0
    assert tell_deadlines(task.jatuh_tempo - timedelta(minutes=30)) == 1
    assert tell_deadlines(task.jatuh_tempo - timedelta(minutes=20)) == 0
    assert tell_deadlines(late) == 2
    assert tell_deadlines(late + HOUR) == 0

    told = Pemberitahuan.objects.filter(judul__contains="melewati tenggat").order_by("pk").values_list("orang", "judul")
    title = "melewati tenggat: Membuat format pengumpulan data dan informasi"
    assert [(orang, title in judul) for orang, judul in told] == [
        (dinas.perencana.pk, True),
        *((pk, True) for pk in sorted([dinas.perencana.pk, dinas.sekretaris.pk])),
    ]
    event = run.event.get(jenis="lewat")
    assert (event.nama_oleh, event.langkah, event.uraian) == ("Renjana", 2, "Tenggat langkah 2 terlewati, 4 Januari 2027, 10.10 WIB.")
    assert broken_link(run) is None


def test_a_paused_or_finished_step_is_not_told(dinas: Dinas) -> None:
    run = a_run(dinas, langkah=2)
    task = the_open(run)
    actions.pause(task, "Menunggu", by=dinas.perencana, now=task.mulai)
    assert tell_deadlines(task.jatuh_tempo + HOUR) == 0
    actions.resume(task, by=dinas.perencana, now=task.mulai)
    actions.cancel(run, "Batal", by=dinas.kadis, now=task.mulai)
    assert tell_deadlines(task.jatuh_tempo + HOUR) == 0


def test_a_due_time_that_moved_is_told_anew(dinas: Dinas) -> None:
    run = a_run(dinas, langkah=2)
    task = the_open(run)
    late = task.jatuh_tempo + timedelta(minutes=1)
    assert tell_deadlines(late) == 2
    actions.pause(task, "Menunggu", by=dinas.perencana, now=late)
    actions.resume(task, by=dinas.perencana, now=late + HOUR)
    assert tell_deadlines(the_open(run).jatuh_tempo + timedelta(minutes=1)) == 2
    assert run.event.filter(jenis="lewat").count() == 2


def test_a_late_step_without_anybody_is_noted_once(dinas: Dinas) -> None:
    run = a_run(dinas, langkah=2)
    dinas.perencana.pemangku.all().delete()
    late = the_open(run).jatuh_tempo + HOUR
    assert [tell_deadlines(late) for _ in range(3)] == [1, 0, 0]
    assert run.event.filter(jenis="lewat").count() == 1


def test_nothing_to_do_is_nothing(dinas: Dinas) -> None:
    assert work_once(MONDAY) == 0


@pytest.mark.parametrize(
    ("total", "left", "minutes", "stage"),
    [(120, 31, -31, ""), (120, 30, -30, "hampir"), (10, 1, -1, ""), (60, 15, -15, "hampir"), (120, 0, 0, "hampir"), (120, 0, 1, "lewat")],
)
def test_nearly_late_is_the_last_quarter_of_an_hour_or_more(total: int, left: int, minutes: int, stage: str) -> None:
    due = datetime(2027, 1, 4, 12, tzinfo=WIB)
    assert deadline_stage(due - timedelta(minutes=total), due, due + timedelta(minutes=minutes), total=total, left=left) == stage
