"""`renjana work`: the worker alone, for machines that do not serve the web."""

import os
import sys
from argparse import Namespace


def run(words: Namespace) -> int:
    """Become the worker process."""
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, "-m", "renjana.config.worker"])  # noqa: S606 - our own module, no shell
