"""Children of the watcher: a signal that comes while one is being made is not lost."""

import os
import signal
import time

import pytest

from renjana.cli.processes import FORK, STOPS, Child, begin_child

pytestmark = pytest.mark.once


def slow_start(number: int) -> int:
    """Make a child whose first act is to be told to stop, before it has taken signals itself; its exit code."""

    def told_first() -> None:
        os.kill(os.getpid(), number)
        begin_child(lambda: time.sleep(30))

    signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
    try:
        process = FORK.Process(target=told_first)
        process.start()
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS)
    process.join(20)
    assert process.exitcode is not None
    return process.exitcode


@pytest.mark.parametrize("number", STOPS)
def test_a_stop_before_the_child_takes_signals_still_ends_it(number: signal.Signals) -> None:
    before = signal.signal(number, lambda *_: None)
    try:
        assert slow_start(number) == -number
    finally:
        signal.signal(number, before)


def test_a_started_child_and_its_watcher_take_stops_as_ever() -> None:
    child = Child("uji", lambda: time.sleep(30))
    child.start(time.monotonic())
    assert not set(STOPS) & set(signal.pthread_sigmask(signal.SIG_BLOCK, []))
    assert child.process is not None
    child.process.terminate()
    child.process.join(20)
    assert child.process.exitcode == -signal.SIGTERM
