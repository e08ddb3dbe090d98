"""`renjana init`: an installation without a demo, ready for an agency's own data."""

from argparse import Namespace

from django.conf import settings
from django.utils import timezone

from renjana.cli.prepare import prepare


def run(words: Namespace) -> int:
    """Prepare the installation and say where it is."""
    prepare(timezone.now())
    print(f"Renjana siap di {settings.DATA}: tabel, nomenklatur, dan SOP terpasang.")
    return 0
