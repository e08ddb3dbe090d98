"""The entry of the `renjana` command: read the words, set Django up once, run the subcommand."""

import importlib
import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from contextlib import suppress

import django
from django.db import OperationalError, ProgrammingError

from renjana.cli.status import FAULTS
from renjana.cli.words import build

SETTINGS = "renjana.config.settings"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give its exit status: 0 good, 1 faults found. Wrong words exit with 2."""
    words = build().parse_args(argv)
    try:
        status = run(words)
        sys.stdout.flush()
    except BrokenPipeError:
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAULTS
    except KeyboardInterrupt:
        return FAULTS
    except (OperationalError, ProgrammingError) as fault:
        return fail(f"Database tidak dapat dipakai ({fault}). Periksa RENJANA_DATA atau DATABASE_URL, lalu jalankan renjana init.")
    except PermissionError as fault:
        return fail(f"Tidak boleh menulis atau membaca {fault.filename}. Perbaiki hak aksesnya.")
    return status


def run(words: Namespace) -> int:
    """Run the subcommand's module. It is loaded by name, since modules that read the database load after Django is set up."""
    if words.database:
        os.umask(0o027)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
        if (port := getattr(words, "port", None)) is not None:
            os.environ.setdefault("RENJANA_BASE_URL", f"http://127.0.0.1:{port}")
        django.setup()
    return int(importlib.import_module(words.module).run(words))


def fail(sentence: str) -> int:
    """Tell a fault on standard error."""
    sys.stderr.write(f"renjana: {sentence}\n")
    return FAULTS


if __name__ == "__main__":
    sys.exit(main())
