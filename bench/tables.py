"""All official tables of an agency of 300 sub kegiatan, read from the database and built, side by side with two plain ways."""

import importlib
import os
import sys
import tempfile

import django
from django.core.management import call_command


def main() -> int:
    """Make an installation of its own, measure in it, and print; 1 when over the budget."""
    with tempfile.TemporaryDirectory(prefix="renjana-bench-") as home:
        os.environ |= {"RENJANA_DATA": home, "DATABASE_URL": "", "DJANGO_SETTINGS_MODULE": "renjana.config.settings"}
        django.setup()
        call_command("migrate", verbosity=0)
        return int(importlib.import_module("bench.tables_work").measure())


if __name__ == "__main__":
    sys.exit(main())
