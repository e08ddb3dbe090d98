"""Make an installation ready: tables, nomenclature, SOPs, static files. Doing it again changes nothing and is quick."""

import hashlib
import logging
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from renjana.alur.actions import install_sop
from renjana.renstra.actions import install_nomenklatur
from renjana.sop.definition import SHIPPED, shipped_text

STAMP = "asal.sha256"


def prepare(now: datetime) -> None:
    """Bring the installation to this version of the product."""
    make_folders()
    if waiting_migrations():
        call_command("migrate", verbosity=0, interactive=False)
    install_nomenklatur(now)
    for kode in SHIPPED:
        install_sop(shipped_text(kode), now=now)
    collect_static()


def make_folders() -> None:
    """The data folders, readable by their owner; keys by nobody else."""
    for folder, mode in ((settings.FILES, 0o750), (settings.KEYS, 0o700)):
        Path(folder).mkdir(parents=True, exist_ok=True, mode=mode)


def waiting_migrations() -> int:
    """How many changes of tables are not applied yet."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def collect_static() -> None:
    """Collect and compress static files when they are not those of this version; a stamp remembers what was collected."""
    root = Path(settings.STATIC_ROOT)
    stamp, wanted = root / STAMP, static_digest()
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    level = logging.root.manager.disable
    logging.disable(logging.WARNING)
    try:
        call_command("collectstatic", verbosity=0, interactive=False)
    finally:
        logging.disable(level)
    stamp.write_text(wanted)


def static_digest() -> str:
    """A digest of names, sizes and times of every static file there is."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            state = Path(storage.path(name)).stat()
            digest.update(f"{name}|{state.st_size}|{state.st_mtime_ns}\n".encode())
    return digest.hexdigest()
