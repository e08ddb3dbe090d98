"""Many hands at once on a real database: PostgreSQL as it is, SQLite as a file with its write gate, as in production."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

from django.db import connection, connections


@contextmanager
def real_database(folder: Path) -> Iterator[None]:
    """Let new threads find the present rows in a real database; SQLite's test database lives in memory and is copied to a file."""
    if connection.vendor != "sqlite":
        yield
        return
    path = folder / "many.sqlite3"
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(path)])
    with closing(sqlite3.connect(path)) as first:
        first.execute("PRAGMA journal_mode=WAL")
    before = connections.settings["default"]
    connections.settings["default"] = {**before, "NAME": str(path)}
    try:
        yield
    finally:
        connections.settings["default"] = before


def at_once(count: int, work: Callable[[int], Any]) -> list[Any]:
    """Run `work(number)` in `count` threads that start together; what each gave, or the exception it ended with."""
    barrier, results = Barrier(count), [None] * count

    def body(number: int) -> None:
        try:
            barrier.wait(30)
            results[number] = work(number)
        except Exception as fault:
            results[number] = fault  # type: ignore[call-overload]
        finally:
            connections.close_all()

    threads = [Thread(target=body, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return results
