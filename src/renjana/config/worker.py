"""The worker: does what the requests left for later, round after round, until SIGTERM. Any number of workers may run."""

import logging
import os
import signal
import sys
from threading import Event

import django
from django.utils import timezone

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "renjana.config.settings")
django.setup()

from django.db import Error, close_old_connections  # noqa: E402 - after the setup

from renjana.alur.tasks import work_once  # noqa: E402 - reads models, so after the setup
from renjana.pengumpulan.tasks import remind_bidang  # noqa: E402 - the same

logger = logging.getLogger("renjana.worker")
REST_SECONDS = 5.0
ILL_SECONDS = 30.0


def round_of_work() -> float:
    """One round; how long to rest after it. A fault of one round never ends the worker."""
    try:
        now = timezone.now()
        done = remind_bidang(now) + work_once(now)
    except Error:
        logger.exception("database tidak menjawab")
        return ILL_SECONDS
    except Exception:
        logger.exception("satu putaran kerja gagal")
        return ILL_SECONDS
    finally:
        close_old_connections()
    return 0.0 if done else REST_SECONDS


def main() -> int:
    """Work until told to stop; the round in hand is finished first."""
    stopping = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    while not stopping.is_set():
        stopping.wait(round_of_work())
    return 0


if __name__ == "__main__":
    sys.exit(main())
