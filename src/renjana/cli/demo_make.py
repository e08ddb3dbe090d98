"""Make the demo: one agency, its people, a finished year and a year at step 6. Loaded only when there is something to make."""

import tempfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from django.db.models import F

from renjana.alur.models import Pemberitahuan, Run
from renjana.cli.agency import Agency, found_agency
from renjana.cli.demo_clock import Timetable, finished_timetable, running_timetable
from renjana.cli.demo_meeting import PROPOSED
from renjana.cli.demo_people import enrich
from renjana.cli.demo_quarters import report_quarters
from renjana.cli.demo_years import DemoWalk
from renjana.cli.folder import Folder, read_folder
from renjana.cli.sample import renstra
from renjana.cli.sample_files import write_folder
from renjana.organisasi.models import PerangkatDaerah
from renjana.organisasi.queries import kalender_of
from renjana.renstra.actions import store_renstra
from renjana.sop.definition import shipped

ALL_STEPS = 99
CEILING = {"selesai": 11_500_000_000, "berjalan": 12_500_000_000}
BASIS = "Renstra rekaan untuk peragaan"


def make_demo(now: datetime) -> PerangkatDaerah:
    """The agency, its people and both years. The running year is the one after `now`."""
    tahun = now.year + 1
    tahun_awal = tahun - 2
    folder = sample_folder(tahun, tahun_awal, now)
    agency = found_agency(folder)
    enrich(agency, now)
    plan = store_renstra(agency.pd, renstra(tahun_awal), dasar=BASIS)
    plan.rekaan = True
    plan.save(update_fields=["rekaan"])
    calendar = kalender_of(agency.pd, range(now.year - 2, now.year + 3))
    _finished_year(agency, tahun - 1, tahun_awal, finished_timetable(now, calendar))
    _running_year(agency, folder, tahun_awal, running_timetable(now, calendar), now)
    for back, ended in ((2, 4), (1, (now.month - 1) // 3)):
        report_quarters(agency.pd, tahun - back, year=tahun - back - tahun_awal, ended=ended, now=now)
    return agency.pd


def sample_folder(tahun: int, tahun_awal: int, mulai: datetime) -> Folder:
    """The sample as read from its files, for another year and without what belongs to the sample's own dates."""
    with tempfile.TemporaryDirectory(prefix="renjana-") as place:
        write_folder(Path(place), tahun=tahun, tahun_awal=tahun_awal)
        folder = read_folder(Path(place), tuple(actor.nama for actor in shipped().pelaksana))
    skenario = replace(folder.skenario, tahun=tahun, renstra_mulai=tahun_awal, mulai=mulai, ramadan=(), libur=(), plh=())
    return replace(folder, skenario=skenario)


def _finished_year(agency: Agency, tahun: int, tahun_awal: int, table: Timetable) -> None:
    folder = sample_folder(tahun, tahun_awal, table.begin)
    walk = DemoWalk(folder, agency, _silent, table=table, year=tahun - tahun_awal)
    run = walk.begin(CEILING["selesai"])
    walk.until(run, ALL_STEPS)
    _read(run, table.ends[13, 1])


def _running_year(agency: Agency, folder: Folder, tahun_awal: int, table: Timetable, now: datetime) -> None:
    walk = DemoWalk(folder, agency, _silent, table=table, year=folder.skenario.tahun - tahun_awal, changes=PROPOSED)
    run = walk.begin(CEILING["berjalan"])
    walk.until(run, 5)
    _read(run, table.meeting)
    walk.gather_partly(run, now)


def _read(run: Run, until: datetime) -> None:
    """Nobody has waited for the demo to read notices this old, and nobody gets them by mail."""
    Pemberitahuan.objects.filter(run=run, dibuat__lte=until).update(dibaca=F("dibuat"), dikirim=F("dibuat"))


def _silent(line: str) -> None:
    """The demo is made without telling its steps."""
