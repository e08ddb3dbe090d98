"""Reminders: the worker tells a bidang before the deadline and after it, once each, in the app and by e-mail; nobody else is told."""

from datetime import datetime, timedelta

import pytest
from django.core import mail

from renjana.alur.models import Event, Pemberitahuan
from renjana.alur.queries import broken_link
from renjana.alur.tasks import send_notices
from renjana.organisasi.models import Orang
from renjana.pengumpulan import actions
from renjana.pengumpulan.models import Format
from renjana.pengumpulan.rules import reminder_stage
from renjana.pengumpulan.tasks import remind_bidang
from tests.pengumpulan.rows import a_row
from tests.pengumpulan.stage import DEADLINE, Stage, at_gathering
from tests.people import Dinas

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def stage(dinas: Dinas) -> Stage:
    stage = at_gathering(dinas)
    actions.save_rows(stage.isian("APTIKA"), [a_row()], by=dinas.aptika, now=stage.now)
    actions.send_isian(stage.isian("APTIKA"), by=dinas.aptika, now=stage.now, alasan="Dikirim")
    return stage


def told(stage: Stage, words: str) -> list[str]:
    notices = Pemberitahuan.objects.filter(judul__contains=words).select_related("orang")
    return sorted(notice.orang.nama for notice in notices)


def test_the_stages_lie_around_the_deadline() -> None:
    assert reminder_stage(DEADLINE, DEADLINE - DAY, left=451) == ""
    assert reminder_stage(DEADLINE, DEADLINE - DAY, left=450) == "dekat"
    assert reminder_stage(DEADLINE, DEADLINE, left=0) == "lewat"


def test_long_before_the_deadline_nobody_is_told(stage: Stage) -> None:
    assert remind_bidang(DEADLINE - 5 * DAY) == 0


def test_one_working_day_before_the_deadline_every_awaited_bidang_is_told_once(stage: Stage) -> None:
    assert [remind_bidang(DEADLINE - DAY + minutes * MINUTE) for minutes in (0, 1, 60)] == [4, 0, 0]
    assert told(stage, "ditunggu sampai 12 Januari 2027, 16.00 WIB") == ["Fitri Handayani", "Made Suarjana", "Nita Permatasari", "Wayan Sudarma"]
    event = Event.objects.filter(jenis="isian-diingatkan").latest("id")
    assert (event.oleh, event.data["otomatis"], stage.isian("IKP").kali_diingatkan) == (None, "dekat", 1)
    assert broken_link(stage.run) is None


def test_past_the_deadline_the_bidang_and_those_who_gather_are_told_once(stage: Stage) -> None:
    assert [remind_bidang(DEADLINE - DAY), remind_bidang(DEADLINE), remind_bidang(DEADLINE + DAY)] == [4, 4, 0]
    assert told(stage, "Isian Bidang Statistik melewati tenggat") == ["Dedi Kurniawan"]
    assert told(stage, "Isian Renja 2027 Bidang Statistik melewati tenggat") == ["Nita Permatasari"]


def test_reminders_go_out_by_email(stage: Stage) -> None:
    Orang.objects.filter(pk=stage.dinas.ikp.pk).update(email="ikp@contoh.invalid")
    send_notices(DEADLINE - DAY)
    mail.outbox.clear()
    remind_bidang(DEADLINE - DAY)
    send_notices(DEADLINE - DAY)
    assert [letter.subject for letter in mail.outbox if letter.to == ["ikp@contoh.invalid"]] == [
        "Isian Renja 2027 Bidang Informasi dan Komunikasi Publik ditunggu sampai 12 Januari 2027, 16.00 WIB"
    ]


def test_a_deadline_that_moves_brings_a_new_reminder(stage: Stage) -> None:
    remind_bidang(DEADLINE - DAY)
    later = datetime.fromtimestamp(DEADLINE.timestamp(), DEADLINE.tzinfo) + 7 * DAY
    Format.objects.update(tenggat=later)
    assert [remind_bidang(DEADLINE), remind_bidang(later - DAY), remind_bidang(later)] == [0, 4, 4]


def test_after_the_collection_nobody_is_reminded(stage: Stage) -> None:
    for isian in (stage.isian(kode) for kode in ("SEKRETARIAT", "IKP", "STATISTIK", "PERSANDIAN")):
        actions.skip_isian(isian, "Tidak ada rencana", by=stage.dinas.staf, now=stage.now)
    actions.accept_isian(stage.isian("APTIKA"), by=stage.dinas.staf, now=stage.now)
    actions.close_collection(stage.run, by=stage.dinas.staf, now=stage.now)
    assert remind_bidang(DEADLINE + DAY) == 0
