"""What the worker does for the collection: reminders before and after the deadline for filling."""

from datetime import datetime

from renjana.alur.models import Run
from renjana.organisasi.queries import kalender_of
from renjana.pengumpulan import rules
from renjana.pengumpulan.actions import remind_by_itself
from renjana.pengumpulan.models import Format, Isian
from renjana.sop.waktu import Kalender, worked


def remind_bidang(now: datetime) -> int:
    """Remind every bidang that is awaited and near or past its deadline and was not told so yet; how many were reminded."""
    found: list[tuple[Isian, str]] = []
    calendars: dict[int, Kalender] = {}
    formats = Format.objects.filter(diterbitkan__isnull=False, tenggat__isnull=False, run__status=Run.Status.BERJALAN)
    for kept in formats.select_related("run__perangkat_daerah"):
        pd = kept.run.perangkat_daerah
        if pd.pk not in calendars:
            calendars[pd.pk] = kalender_of(pd, range(now.year - 1, now.year + 2))
        if kept.tenggat is None or not (stage := _stage(kept.tenggat, now, calendars[pd.pk])):
            continue
        key = rules.reminder_key(stage, kept.tenggat)
        found += [(isian, stage) for isian in Isian.objects.filter(run=kept.run_id, status__in=rules.OPEN).exclude(pengingat=key)]
    return sum(remind_by_itself(isian, stage, now=now) for isian, stage in found)


def _stage(tenggat: datetime, now: datetime, calendar: Kalender) -> str:
    return rules.reminder_stage(tenggat, now, left=worked(min(now, tenggat), tenggat, calendar))
