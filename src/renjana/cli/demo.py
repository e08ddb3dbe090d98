"""`renjana demo`: one invented agency with its people, a finished year and a year at step 6. Done once; a second time only prints."""

import json
import sys
import tempfile
from argparse import Namespace
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from renjana.alur.models import Run
from renjana.alur.queries import open_task
from renjana.cli.agency import Agency, found_agency
from renjana.cli.demo_clock import Timetable, finished_timetable, running_timetable
from renjana.cli.demo_people import Person, enrich, people_of
from renjana.cli.demo_years import DemoWalk
from renjana.cli.folder import Folder, read_folder
from renjana.cli.prepare import prepare
from renjana.cli.sample import renstra
from renjana.cli.sample_files import write_folder
from renjana.organisasi.models import Orang, PerangkatDaerah
from renjana.organisasi.queries import kalender_of
from renjana.renstra.actions import store_renstra
from renjana.sop.definition import shipped

ALL_STEPS = 99
CEILING = {"selesai": 11_500_000_000, "berjalan": 12_500_000_000}
SAMPLE_YEAR, SAMPLE_BEGINS = 2027, 2025
BASIS = "Renstra rekaan untuk peragaan"
OCCUPIED = "Database ini sudah berisi perangkat daerah lain; peragaan hanya dibuat pada pemasangan yang kosong. Pakai RENJANA_DATA lain."


def run(words: Namespace) -> int:
    """Write the sample folder, or make the demo and print who may sign in."""
    if words.folder is not None:
        return export(words.folder)
    now = timezone.now()
    prepare(now)
    pd = ensure_demo(now)
    if pd is None:
        sys.stderr.write(f"renjana demo: {OCCUPIED}\n")
        return 1
    print(as_json(pd) if words.json else as_text(pd))
    return 0


def export(folder: Path) -> int:
    """Write a sample folder for `renjana rehearse`; an existing folder must be empty."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        sys.stderr.write(f"renjana demo: {folder} sudah ada dan tidak kosong; pilih folder lain.\n")
        return 1
    for path in write_folder(folder, tahun=SAMPLE_YEAR, tahun_awal=SAMPLE_BEGINS):
        print(path)
    return 0


def the_demo() -> PerangkatDaerah | None:
    """The agency of the demo; None while there is none."""
    return PerangkatDaerah.objects.filter(orang__rekaan=True).distinct().first()


def ensure_demo(now: datetime) -> PerangkatDaerah | None:
    """The agency of the demo, made when nothing else is there: everything or nothing. None when the database holds another agency."""
    found = the_demo()
    if found is not None or PerangkatDaerah.objects.exists() or Orang.objects.exists():
        return found
    with transaction.atomic():
        return make_demo(now)


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
    walk.until(walk.begin(CEILING["selesai"]), ALL_STEPS)


def _running_year(agency: Agency, folder: Folder, tahun_awal: int, table: Timetable, now: datetime) -> None:
    walk = DemoWalk(folder, agency, _silent, table=table, year=folder.skenario.tahun - tahun_awal)
    run = walk.begin(CEILING["berjalan"])
    walk.until(run, 5)
    walk.gather_partly(run, now)


def _silent(line: str) -> None:
    """The demo is made without telling its steps."""


def years_of(pd: PerangkatDaerah) -> dict[str, dict[str, Any]]:
    """How far each year is, by year: {"status", "langkah"}; a finished one stands at its last step."""
    found = {}
    for one in Run.objects.filter(perangkat_daerah=pd).select_related("tahap__renja").order_by("tahap__renja__tahun", "pk"):
        task = open_task(one) or one.task.order_by("-urutan").first()
        found[str(one.tahap.renja.tahun)] = {"status": one.status, "langkah": task.langkah if task else 0}
    return found


def as_json(pd: PerangkatDaerah) -> str:
    """Address, people with sign-in name, role, bidang and password, years."""
    people = [asdict(person) for person in people_of(pd)]
    return json.dumps({"address": settings.BASE_URL, "people": people, "years": years_of(pd)}, ensure_ascii=False, indent=2)


def as_text(pd: PerangkatDaerah) -> str:
    """The same for a terminal."""
    people = people_of(pd)
    rows = [("Nama", "NIP (nama masuk)", "Peran", "Bidang", "Kata sandi"), *map(_cells, people)]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    lines = [f"{pd.nama}, {pd.pemda.nama}. Semua orang dan angka rekaan.", ""]
    lines += ["  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[4]]) for row in rows]
    lines += ["", *(f"Renja {tahun}: {state['status']}, langkah {state['langkah']} dari 13" for tahun, state in years_of(pd).items())]
    return "\n".join(lines)


def _cells(person: Person) -> tuple[str, str, str, str, str]:
    return person.name, person.sign_in, person.role, person.bidang or "-", person.password or "(sudah diganti)"
