"""How long writers wait for SQLite: with the queue at a file lock (as the product runs) against SQLite's own busy handler."""

import multiprocessing
import os
import random
import sys
import tempfile
import time
from typing import Any

import django
from django.conf import settings
from django.db import OperationalError, connections, transaction

WRITERS, WRITES = 8, 60
THINK_SECONDS, WORK_SECONDS = 0.02, 0.01
ENGINES = {"gate": "renjana.config.sqlite", "plain": "django.db.backends.sqlite3"}
FORK = multiprocessing.get_context("fork")


def write(alias: str, seed: int, begin: Any, out: Any) -> None:
    """One writer: transactions about as long as finishing a step, thinking between them; reports their milliseconds and the failures."""
    chance, waits, faults = random.Random(seed), [], 0  # noqa: S311 - spreads the writers, guards nothing
    begin.wait()
    for _ in range(WRITES):
        time.sleep(chance.random() * 2 * THINK_SECONDS)
        started = time.perf_counter()
        try:
            with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
                cursor.execute("UPDATE counter SET value = value + 1")
                time.sleep(WORK_SECONDS)
                cursor.executemany("INSERT INTO line (number) VALUES (%s)", [(number,) for number in range(20)])
        except OperationalError:
            faults += 1
        waits.append((time.perf_counter() - started) * 1000)
    out.put((waits, faults))


def measure(alias: str) -> tuple[list[float], int]:
    """Milliseconds of every write in order of length, and how many failed."""
    with connections[alias].cursor() as cursor:
        cursor.execute("CREATE TABLE counter (value INTEGER)")
        cursor.execute("INSERT INTO counter VALUES (0)")
        cursor.execute("CREATE TABLE line (number INTEGER)")
    connections[alias].close()
    out, begin = FORK.Queue(), FORK.Event()
    writers = [FORK.Process(target=write, args=(alias, seed, begin, out)) for seed in range(WRITERS)]
    for writer in writers:
        writer.start()
    begin.set()
    reports = [out.get() for _ in writers]
    for writer in writers:
        writer.join()
    return sorted(wait for waits, _ in reports for wait in waits), sum(faults for _, faults in reports)


def main() -> int:
    """Measure both and print them side by side."""
    with tempfile.TemporaryDirectory(prefix="renjana-bench-") as home:
        os.environ |= {"RENJANA_DATA": home, "DATABASE_URL": "", "DJANGO_SETTINGS_MODULE": "renjana.config.settings"}
        shared = settings.DATABASES["default"]
        settings.DATABASES.update({alias: {**shared, "ENGINE": engine, "NAME": f"{home}/{alias}.sqlite3"} for alias, engine in ENGINES.items()})
        django.setup()
        slow = {}
        for alias in ENGINES:
            waits, failed = measure(alias)
            slow[alias] = waits[len(waits) * 95 // 100]
            middle, longest = waits[len(waits) // 2], waits[-1]
            print(f"{alias:<6} middle {middle:6.1f} ms  slowest twentieth {slow[alias]:6.1f} ms  longest {longest:7.1f} ms  failed {failed}")
    print(f"{WRITERS} writers, {WRITES} writes each: without the gate the slowest twentieth waits {slow['plain'] / slow['gate']:.1f} times as long")
    return 0


if __name__ == "__main__":
    sys.exit(main())
