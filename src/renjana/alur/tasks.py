"""The worker's loop body: deadline notices are written once, outbox notices go out by e-mail.

A notice is taken by a lease (`coba_lagi`) that is committed before anything is sent, so that two workers never send the same one, and marked
right after. A worker that is killed in between leaves the lease to run out; the notice then goes out with the same Message-ID, by which mail
servers drop a second copy.
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from smtplib import SMTPException
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q

from renjana.alur.actions import notify, record
from renjana.alur.models import Jeda, Pemberitahuan, Run, Task
from renjana.alur.queries import awaited_for, sop_of, step_url
from renjana.alur.rules import deadline_stage, retry_after
from renjana.organisasi.dates import tanggal_waktu
from renjana.organisasi.queries import kalender_of, zone_of
from renjana.sop.flow import step as langkah_of
from renjana.sop.waktu import Kalender, worked

log = logging.getLogger("renjana.tasks")
LEASE = timedelta(minutes=10)
TOO_OLD = timedelta(days=7)
TRIES, BATCH = 8, 50


def work_once(now: datetime) -> int:
    """Do what is due at `now`: deadline notices, then e-mail. The number of things done; 0 means that there was nothing to do."""
    return tell_deadlines(now) + send_notices(now)


@dataclass(frozen=True)
class Deadline:
    """An open task near or past its due time. `key` names it once for all: a due time that moves makes a new one."""

    task: Task
    stage: str

    @property
    def key(self) -> str:
        return f"{self.stage}-{self.task.pk}-{self.task.jatuh_tempo.timestamp():.0f}"


def tell_deadlines(now: datetime) -> int:
    """Write a notice to those awaited for each open, running task that is nearly or wholly past its due time. Once per key."""
    calendars: dict[int, Kalender] = {}
    found = []
    for task in _running_tasks():
        pd = task.run.perangkat_daerah
        if pd.pk not in calendars:
            calendars[pd.pk] = kalender_of(pd, range(now.year - 2, now.year + 3))
        if stage := _stage(task, now, calendars[pd.pk]):
            found.append(Deadline(task, stage))
    told = set(Pemberitahuan.objects.filter(kunci__in=[deadline.key for deadline in found]).values_list("kunci", flat=True))
    return sum(_tell(deadline, now) for deadline in found if deadline.key not in told)


def _running_tasks() -> list[Task]:
    """Open tasks whose clock runs."""
    paused = Exists(Jeda.objects.filter(task=OuterRef("pk"), selesai__isnull=True))
    tasks = Task.objects.filter(~paused, status=Task.Status.TERBUKA, run__status=Run.Status.BERJALAN)
    return list(tasks.select_related("run__perangkat_daerah", "run__tahap__renja", "run__sop", "ditugaskan").order_by("jatuh_tempo"))


def _stage(task: Task, now: datetime, calendar: Kalender) -> str:
    total, left = worked(task.mulai, task.jatuh_tempo, calendar), worked(now, task.jatuh_tempo, calendar)
    return deadline_stage(task.mulai, task.jatuh_tempo, now, total=total, left=left)


@transaction.atomic
def _tell(deadline: Deadline, now: datetime) -> int:
    """Write the notices and, for what is late, a line of history; nothing when the task moved on or another worker was faster."""
    run = Run.objects.select_for_update(of=("self",)).select_related("sop", "tahap__renja").get(pk=deadline.task.run_id)
    task = Task.objects.filter(pk=deadline.task.pk, status=Task.Status.TERBUKA, jatuh_tempo=deadline.task.jatuh_tempo).first()
    if task is None or Pemberitahuan.objects.filter(kunci=deadline.key).exists():
        return 0
    task.run = run
    step = langkah_of(sop_of(run.sop), task.langkah)
    people = {entry.orang for entry in awaited_for(task, now)}
    late = deadline.stage == "lewat"
    title = f"Langkah {step.nomor} {'melewati tenggat' if late else 'hampir melewati tenggat'}: {step.uraian}"
    until = tanggal_waktu(task.jatuh_tempo, ZoneInfo(zone_of(run.perangkat_daerah_id)))
    told = people | ({run.dimulai_oleh_id} if late else set())
    notify([*told], run, deadline.key, title, now=now, isi=f"Tenggat {until}.", tautan=step_url(step, run.tahap.renja.tahun))
    if late:
        record(run, "lewat", f"Tenggat langkah {step.nomor} terlewati, {until}.", by=None, now=now, task=task)
    return len(told)


def send_notices(now: datetime) -> int:
    """Send waiting notices, at most BATCH in one go. The number sent."""
    taken, sent = _take(now), 0
    for notice in taken:
        try:
            _message(notice).send()
        except (OSError, SMTPException) as fault:
            log.warning("notice %s was not sent: %s", notice.pk, fault)
            Pemberitahuan.objects.filter(pk=notice.pk).update(gagal=F("gagal") + 1, coba_lagi=now + retry_after(notice.gagal + 1))
        else:
            Pemberitahuan.objects.filter(pk=notice.pk).update(dikirim=now)
            sent += 1
    return sent


def _take(now: datetime) -> list[Pemberitahuan]:
    """Lease the oldest waiting notices to this worker; each row by one conditional update, so that nobody else gets it."""
    free = Q(coba_lagi__isnull=True) | Q(coba_lagi__lte=now)
    waiting = Pemberitahuan.objects.filter(
        free, dikirim__isnull=True, dibaca__isnull=True, gagal__lt=TRIES, dibuat__gt=now - TOO_OLD, orang__is_active=True
    ).exclude(orang__email=None)
    candidates = list(waiting.exclude(orang__email="").select_related("orang", "run__tahap__renja").order_by("id")[:BATCH])
    return [notice for notice in candidates if Pemberitahuan.objects.filter(free, pk=notice.pk, dikirim__isnull=True).update(coba_lagi=now + LEASE)]


def _message(notice: Pemberitahuan) -> EmailMessage:
    host = urlsplit(settings.BASE_URL).hostname or "localhost"
    lines = [f"Yth. {notice.orang.nama},", "", notice.judul]
    lines += ["", notice.isi] if notice.isi else []
    lines += ["", f"Buka: {settings.BASE_URL}{notice.tautan}"] if notice.tautan else []
    lines += ["", "Surel ini dikirim otomatis oleh Renjana; jangan dibalas."]
    headers = {"Message-ID": f"<pemberitahuan-{notice.pk}@{host}>", "Auto-Submitted": "auto-generated"}
    subject = " ".join(notice.judul.split())
    return EmailMessage(subject, "\n".join(lines), settings.DEFAULT_FROM_EMAIL, [notice.orang.email or ""], headers=headers)
