"""`renjana run`: everything from nothing to a served demo. Run again, it keeps what is there and starts at once."""

import subprocess
import sys
from argparse import Namespace

from django.utils import timezone

from renjana.cli.demo import as_text, is_vacant, the_demo
from renjana.cli.prepare import prepare
from renjana.cli.serve import watch


def run(words: Namespace) -> int:
    """Prepare, make the demo in an empty database, print who may sign in, serve."""
    prepare(timezone.now())
    if is_vacant() and (status := make_demo()) != 0:
        return status
    if (pd := the_demo()) is not None:
        print(as_text(pd), flush=True)
    return watch(words.host, words.port, f"\nRenjana melayani di http://{words.host}:{words.port} (hentikan dengan Ctrl+C)")


def make_demo() -> int:
    """Make the demo in a process of its own: printing starts threads, and what serves is forked from a process without any."""
    print("Menyiapkan peragaan, kira-kira setengah menit ...", flush=True)
    return subprocess.run([sys.executable, "-m", "renjana.cli.main", "demo"], stdout=subprocess.DEVNULL, check=False).returncode
