"""Keeps child processes alive until told to stop. Children are forked from a process that has loaded the product once, so they start at once."""

import ctypes
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from types import FrameType

from django.db import connections

GRACE_SECONDS = 25
WAITS = (0.0, 1.0, 1.0, 3.0, 10.0)
STEADY_SECONDS = 30
LOOK_SECONDS = 0.1
PR_SET_PDEATHSIG = 1
STOPS = (signal.SIGTERM, signal.SIGINT)
FORK = multiprocessing.get_context("fork")


def close_database() -> None:
    """Leave nothing of the database open: a connection or a pool must not be shared with a child."""
    for connection in connections.all(initialized_only=True):
        connection.close()
        if callable(close_pool := getattr(connection, "close_pool", None)):
            close_pool()


def begin_child(work: Callable[[], None]) -> None:
    """What every child does first: take signals itself, leave the terminal's group, end when the watcher ends.

    A stop that came while it was being made was held back, and ends it here.
    """
    for number in STOPS:
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS)
    os.setsid()
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    work()


@dataclass
class Child:
    """A process to keep alive; `died` counts quick deaths in a row, and the wait before the next start grows with them."""

    name: str
    work: Callable[[], None]
    process: multiprocessing.context.ForkProcess | None = None
    started: float = 0.0
    due: float = 0.0
    died: int = 0

    def look(self, now: float) -> None:
        """Start it when it is due; note a death."""
        if self.process is None:
            if now >= self.due:
                self.start(now)
            return
        if (status := self.process.exitcode) is None:
            return
        self.died = 0 if now - self.started > STEADY_SECONDS else self.died + 1
        self.due = now + WAITS[min(self.died, len(WAITS) - 1)]
        self.process = None
        sys.stderr.write(f"renjana: proses {self.name} berhenti (status {status}); dijalankan lagi.\n")

    def start(self, now: float) -> None:
        close_database()
        self.started = now
        self.process = FORK.Process(target=begin_child, args=(self.work,), name=self.name)
        signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
        try:
            self.process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS)


@dataclass
class Watch:
    """Keeps children alive until SIGTERM or SIGINT, then stops them and waits for the work in hand.

    `when_up` is asked after every look until it says True.
    """

    children: list[Child]
    when_up: Callable[[], bool]
    stopping: bool = field(default=False, init=False)

    def stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True

    def run(self) -> int:
        """Watch to the end; 0 when every child stopped by itself."""
        for number in STOPS:
            signal.signal(number, self.stop)
        up = False
        while not self.stopping:
            for child in self.children:
                child.look(time.monotonic())
            up = up or self.when_up()
            time.sleep(LOOK_SECONDS)
        return self.end()

    def end(self) -> int:
        running = [child.process for child in self.children if child.process is not None and child.process.is_alive()]
        for process in running:
            process.terminate()
        until, status = time.monotonic() + GRACE_SECONDS, 0
        for process in running:
            process.join(max(0.1, until - time.monotonic()))
            if process.is_alive():
                process.kill()
                process.join()
                status = 1
        return status
