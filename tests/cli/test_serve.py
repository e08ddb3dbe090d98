"""`renjana serve` and `renjana run`: answers, restarts what dies, stops cleanly, tells what stands in its way."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.cli.commands import environment, renjana, spoken_json
from tests.cli.served import Browser, serving, tree

pytestmark = pytest.mark.once
OWN = {"RENJANA_BASE_URL": "https://renja.contoh.invalid"}


def alive(pids: list[int]) -> list[int]:
    return [pid for pid in pids if Path(f"/proc/{pid}").exists() and "zombie" not in Path(f"/proc/{pid}/status").read_text()]


def wait_for_end(pids: list[int], seconds: float = 30) -> list[int]:
    until = time.monotonic() + seconds
    while (left := alive(pids)) and time.monotonic() < until:
        time.sleep(0.05)
    return left


def children(pid: int) -> list[int]:
    return [entry for entry in tree(pid) if entry != pid and str(pid) == parent(entry)]


def wait_for_others(pid: int, first: list[int], seconds: float = 60) -> list[int]:
    """The children of a process once two new ones are there."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        found = [child for child in children(pid) if child not in first]
        if len(found) == 2:
            return found
        time.sleep(0.05)
    return []


def parent(pid: int) -> str:
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1]
    return ""


def test_everybody_of_the_demo_can_sign_in(demo_home: Path) -> None:
    people = spoken_json(demo_home, "demo", "--json")["people"]
    with serving(demo_home) as served:
        for person in people:
            status, page = Browser(served.address).post("/masuk/", nama=person["sign_in"], sandi=person["password"])
            assert (status, person["name"] in page) == (200, True), person["name"]
        assert spoken_json(demo_home, "demo", "--json")["address"] == served.address
        link = renjana(demo_home, "activate", people[0]["sign_in"]).stdout
        assert f"{served.address}/aktivasi/" in link
        assert "https://renja.contoh.invalid/aktivasi/" in renjana(demo_home, "activate", people[0]["sign_in"], **OWN).stdout
        status, page = Browser(served.address).post("/masuk/", nama=people[0]["sign_in"], sandi="bukan sandinya")
        assert status == 422
        assert served.stop() == 0
        assert "Renjana melayani di" in served.output.read_text()
        assert "Traceback" not in served.output.read_text()


def test_what_dies_is_started_again_and_nothing_is_left_behind(demo_home: Path) -> None:
    with serving(demo_home) as served:
        first = children(served.process.pid)
        assert len(first) == 2
        for pid in first:
            os.kill(pid, signal.SIGKILL)
        assert len(wait_for_others(served.process.pid, first)) == 2
        served.wait_until_up()
        everything = tree(served.process.pid)
        assert served.stop() == 0
        assert wait_for_end(everything) == []


def test_a_killed_watcher_takes_its_children_with_it(demo_home: Path) -> None:
    with serving(demo_home) as served:
        everything = tree(served.process.pid)
        os.kill(served.process.pid, signal.SIGKILL)
        served.process.wait(10)
        assert wait_for_end(everything[1:]) == []


def test_a_port_in_use_is_told(demo_home: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = renjana(demo_home, "serve", "--port", str(port))
    assert done.returncode == 1
    assert done.stderr == f"renjana: port {port} di 127.0.0.1 sudah dipakai; hentikan pemakainya atau pilih --port lain.\n"


def test_a_database_that_was_never_prepared_is_told(tmp_path: Path) -> None:
    done = renjana(tmp_path / "kosong", "serve", "--port", "8999")
    assert done.returncode == 1
    assert re.fullmatch(r"renjana: \d+ perubahan tabel belum diterapkan; jalankan renjana init dahulu\.\n", done.stderr)


def test_run_keeps_the_data_and_names_the_people(demo_home: Path) -> None:
    before = (demo_home / "demo.json").read_text()
    with serving(demo_home, "run") as served:
        assert served.stop() == 0
        told = served.output.read_text()
    for name in ("Hendra Wirawan", "Yuni Astuti", f"http://127.0.0.1:{served.port}"):
        assert name in told
    assert (demo_home / "demo.json").read_text() == before


def test_the_worker_sends_what_waits_and_stops(demo_home: Path) -> None:
    command = [sys.executable, "-m", "renjana.cli.main", "work"]
    worker = subprocess.Popen(command, env=environment(demo_home))
    try:
        until = time.monotonic() + 60
        while time.monotonic() < until and not list(demo_home.glob("mail/*")):
            time.sleep(0.1)
        assert list(demo_home.glob("mail/*"))
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(30) == 0
    finally:
        if worker.poll() is None:
            worker.kill()
