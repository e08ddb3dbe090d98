"""`renjana serve`: web and worker as two processes, watched until SIGTERM. A process that dies is started again."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from argparse import Namespace
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import FrameType

from renjana.cli.prepare import collect_static, waiting_migrations

GRACE_SECONDS = 25
WAITS = (0.2, 1, 3, 10)
STEADY_SECONDS = 30
LOOK_SECONDS = 0.2
PR_SET_PDEATHSIG = 1


@dataclass
class Child:
    """A process to keep alive; `died` counts quick deaths in a row, and the wait before the next start grows with them."""

    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    due: float = 0.0
    died: int = 0

    def start(self) -> None:
        self.started = time.monotonic()
        self.process = subprocess.Popen(self.command, preexec_fn=_die_with_parent, start_new_session=True)  # noqa: S603 - own commands; no threads here

    def look(self, now: float) -> None:
        """Start it when it is due; note a death."""
        if self.process is None:
            if now >= self.due:
                self.start()
            return
        if (status := self.process.poll()) is None:
            return
        self.died = 0 if now - self.started > STEADY_SECONDS else self.died + 1
        self.due = now + WAITS[min(self.died, len(WAITS) - 1)]
        self.process = None
        sys.stderr.write(f"renjana: proses {self.name} berhenti (status {status}); dijalankan lagi.\n")


@dataclass
class Watch:
    """Keeps children alive until told to stop, then stops them in order and waits for what they are doing."""

    children: list[Child]
    stopping: bool = False
    on_look: list[Callable[[], bool]] = field(default_factory=list)

    def stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True

    def run(self) -> int:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.stop)
        while not self.stopping:
            for child in self.children:
                child.look(time.monotonic())
            self.on_look = [task for task in self.on_look if not task()]
            time.sleep(LOOK_SECONDS)
        return self.end()

    def end(self) -> int:
        """Ask every child to stop, wait for the work in hand, end what does not stop in time. 0 when all stopped by themselves."""
        running = [child.process for child in self.children if child.process is not None and child.process.poll() is None]
        for process in running:
            process.terminate()
        until, status = time.monotonic() + GRACE_SECONDS, 0
        for process in running:
            try:
                process.wait(max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
                status = 1
        return status


def _die_with_parent() -> None:
    """Linux ends this child when the watcher dies, however it dies, so that the port is free again."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def web_command(host: str, port: int) -> list[str]:
    """Gunicorn with two processes of four threads: reading goes on while a paper is printed."""
    where = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    options = {
        "--bind": where,
        "--worker-class": "gthread",
        "--workers": os.environ.get("RENJANA_WEB_WORKERS", "2"),
        "--threads": "4",
        "--timeout": "120",
        "--graceful-timeout": str(GRACE_SECONDS - 5),
        "--max-requests": "5000",
        "--max-requests-jitter": "500",
        "--log-level": "warning",
    }
    words = [word for pair in options.items() for word in pair]
    return [sys.executable, "-m", "gunicorn", "renjana.config.wsgi:application", *words, "--no-control-socket"]


def worker_command() -> list[str]:
    """The worker's process."""
    return [sys.executable, "-m", "renjana.config.worker"]


def port_is_free(host: str, port: int) -> bool:
    """Whether nobody listens there yet."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def answers(host: str, port: int) -> bool:
    """Whether the web takes connections."""
    target = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - compared, not bound
    try:
        socket.create_connection((target, port), timeout=1).close()
    except OSError:
        return False
    return True


def watch(host: str, port: int, greeting: str) -> int:
    """Serve until SIGTERM; `greeting` is printed once the web takes connections."""
    if not port_is_free(host, port):
        sys.stderr.write(f"renjana: port {port} di {host} sudah dipakai; hentikan pemakainya atau pilih --port lain.\n")
        return 1

    def greet() -> bool:
        if answers(host, port):
            print(greeting, flush=True)
            return True
        return False

    children = [Child("web", web_command(host, port)), Child("pekerja", worker_command())]
    return Watch(children, on_look=[greet]).run()


def run(words: Namespace) -> int:
    """Serve what is there already; `renjana init` or `renjana run` prepares it."""
    if waiting := waiting_migrations():
        sys.stderr.write(f"renjana: {waiting} perubahan tabel belum diterapkan; jalankan renjana init dahulu.\n")
        return 1
    collect_static()
    return watch(words.host, words.port, f"Renjana melayani di http://{words.host}:{words.port}")
