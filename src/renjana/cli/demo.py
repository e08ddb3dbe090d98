"""`renjana demo`: one invented agency with its people, a finished year and a year at step 6. Done once; a second time only prints."""

import importlib
import json
import sys
from argparse import Namespace
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from renjana.alur.models import Run
from renjana.alur.queries import open_task
from renjana.cli.demo_people import Person, people_of
from renjana.cli.prepare import prepare
from renjana.cli.sample_files import write_folder
from renjana.organisasi.models import Orang, PerangkatDaerah

SAMPLE_YEAR, SAMPLE_BEGINS = 2027, 2025
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


def is_vacant() -> bool:
    """Whether nobody keeps anything in this database yet."""
    return not PerangkatDaerah.objects.exists() and not Orang.objects.exists()


def ensure_demo(now: datetime) -> PerangkatDaerah | None:
    """The agency of the demo, made when nothing else is there: everything or nothing. None when the database holds another agency."""
    if not is_vacant():
        return the_demo()
    maker = importlib.import_module("renjana.cli.demo_make")
    with transaction.atomic():
        made: PerangkatDaerah = maker.make_demo(now)
    return made


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
