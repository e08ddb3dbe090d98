"""Run as a program: makes an installation whose one run waits for the signature of the Kepala Dinas (step 11), in RENJANA_DATA."""

import os
from datetime import datetime

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "renjana.config.settings")
django.setup()

from django.utils import timezone  # noqa: E402

from renjana.cli.agency import found_agency  # noqa: E402
from renjana.cli.demo_clock import finished_timetable  # noqa: E402
from renjana.cli.demo_make import sample_folder  # noqa: E402
from renjana.cli.demo_people import enrich  # noqa: E402
from renjana.cli.demo_years import DemoWalk  # noqa: E402
from renjana.cli.prepare import prepare  # noqa: E402
from renjana.organisasi.queries import kalender_of  # noqa: E402


def make(now: datetime) -> None:
    """One agency, one year, ten steps done."""
    prepare(now)
    folder = sample_folder(now.year, now.year - 1, now)
    agency = found_agency(folder)
    enrich(agency, now)
    table = finished_timetable(now, kalender_of(agency.pd, range(now.year - 2, now.year + 3)))
    walk = DemoWalk(folder, agency, lambda line: None, table=table, year=1)
    walk.until(walk.begin(12_500_000_000), 10)


if __name__ == "__main__":
    make(timezone.now())
