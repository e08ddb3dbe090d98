"""`renjana run`: everything from nothing to a served demo. Run again, it keeps what is there and starts at once."""

from argparse import Namespace

from django.utils import timezone

from renjana.cli.demo import as_text, ensure_demo
from renjana.cli.prepare import prepare
from renjana.cli.serve import watch


def run(words: Namespace) -> int:
    """Prepare, make the demo in an empty database, print who may sign in, serve."""
    now = timezone.now()
    prepare(now)
    pd = ensure_demo(now)
    if pd is not None:
        print(as_text(pd), flush=True)
    return watch(words.host, words.port, f"\nRenjana melayani di http://{words.host}:{words.port} (hentikan dengan Ctrl+C)")
