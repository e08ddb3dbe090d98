"""`renjana rehearse FOLDER --out DIR`: a throw-away database for one rehearsal, its progress on standard error, its exit status.

Exit 0: the archive is made. 1: the folder has faults (all named), or step 7 found errors that nobody waived (findings and summary are
written). Nothing of an installation is read or written.
"""

import importlib
import os
import sys
import tempfile
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from renjana.cli.results_names import SUMMARY, known_names
from renjana.cli.status import WRONG_WORDS, tell


def run(words: Namespace) -> int:
    """Rehearse in a folder of its own that is gone afterwards."""
    if wrong := unfit(words.out):
        tell(f"renjana rehearse: {wrong}")
        return WRONG_WORDS
    with tempfile.TemporaryDirectory(prefix="renjana-gladi-") as home:
        os.environ |= {
            "RENJANA_DATA": home,
            "DATABASE_URL": "",
            "DJANGO_SETTINGS_MODULE": "renjana.config.settings",
            "RENJANA_EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend",
        }
        django.setup()
        create_tables()
        walk = importlib.import_module("renjana.cli.walk")
        status: int = walk.run(words.folder, words.out, teller(quiet=words.quiet))
    return status


def unfit(out: Path) -> str:
    """Why nothing can be written to DIR; empty when it can."""
    if out.exists() and not out.is_dir():
        return f"{out} berkas, bukan folder; tulis alamat folder hasil."
    taken = [name for name in known_names() if (out / name).exists()]
    if taken and SUMMARY not in taken:
        return f"{out} bukan hasil gladi sebelumnya, tetapi berisi {', '.join(taken)}, yang akan tertimpa; pilih folder lain."
    near = next(folder for folder in (out, *out.resolve().parents) if folder.exists())
    return "" if os.access(near, os.W_OK) else f"folder {near} tidak dapat ditulisi; pilih folder lain."


def create_tables() -> None:
    """Make every table as the models say, and the triggers that keep the order: the same database as by migrations, in a quarter of the time."""
    settings.MIGRATION_MODULES = {app.label: None for app in apps.get_app_configs()}
    call_command("migrate", verbosity=0, interactive=False, skip_checks=True, run_syncdb=True)
    triggers = importlib.import_module("renjana.alur.migrations.0002_triggers")
    with connection.schema_editor() as editor:
        triggers.create(apps, editor)


def teller(*, quiet: bool) -> Callable[[str], None]:
    """Where progress goes."""

    def say(line: str) -> None:
        if not quiet:
            sys.stderr.write(f"{line}\n")
            sys.stderr.flush()

    return say
