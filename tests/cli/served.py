"""A served installation as a browser without scripts meets it: real processes, a real port, real requests."""

import http.cookiejar
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.cli.commands import environment

UP_SECONDS = 120


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def tree(pid: int) -> list[int]:
    """A process and everything below it."""
    found = [pid]
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError, IndexError, ValueError):
            parent = int(entry.read_text().rpartition(")")[2].split()[1])
            if parent == pid:
                found += tree(int(entry.parent.name))
    return found


@dataclass
class Browser:
    """Keeps cookies, follows redirects, fills the hidden token of forms."""

    address: str
    jar: http.cookiejar.CookieJar = field(default_factory=http.cookiejar.CookieJar)

    def __post_init__(self) -> None:
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))

    def get(self, path: str) -> tuple[int, str]:
        return self._open(self.address + path)

    def post(self, path: str, *, form: str = "", **fields: str) -> tuple[int, str]:
        """Post a form. `form` is the page it stands on, where that is another one."""
        return self.post_pairs(path, list(fields.items()), form=form)

    def post_pairs(self, path: str, pairs: list[tuple[str, str]], *, form: str = "") -> tuple[int, str]:
        """Post a form whose fields share names, in the order given."""
        data = urllib.parse.urlencode([("csrfmiddlewaretoken", self._token(form or path)), *pairs]).encode()
        return self._open(self.address + path, data)

    def send(self, path: str, field: str, name: str, content: bytes, *, form: str = "", **fields: str) -> tuple[int, str]:
        """Post a form with one file in it."""
        token, edge = self._token(form or path), "renjana-edge-7f1c"
        parts = [f'name="{key}"\r\n\r\n{value}'.encode() for key, value in {"csrfmiddlewaretoken": token, **fields}.items()]
        parts.append(f'name="{field}"; filename="{name}"\r\nContent-Type: application/octet-stream\r\n\r\n'.encode() + content)
        lines = b"".join(f"--{edge}\r\nContent-Disposition: form-data; ".encode() + part + b"\r\n" for part in parts)
        return self._open(self.address + path, lines + f"--{edge}--\r\n".encode(), f"multipart/form-data; boundary={edge}")

    def download(self, path: str) -> bytes:
        with self.opener.open(self.address + path, timeout=60) as answer:
            return bytes(answer.read())

    def _token(self, path: str) -> str:
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.get(path)[1])
        assert token is not None, f"{path} has no form"
        return token[1]

    def _open(self, address: str, data: bytes | None = None, kind: str = "application/x-www-form-urlencoded") -> tuple[int, str]:
        headers = {"Referer": address} | ({"Content-Type": kind} if data is not None else {})
        request = urllib.request.Request(address, data=data, headers=headers)  # noqa: S310 - loopback
        try:
            with self.opener.open(request, timeout=60) as answer:
                return int(answer.status), answer.read().decode()
        except urllib.error.HTTPError as fault:
            return fault.code, fault.read().decode(errors="replace")


@dataclass
class Served:
    """`renjana serve` on a port of its own. `output` is where both streams go."""

    home: Path
    port: int
    process: subprocess.Popen[bytes]
    output: Path

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def wait_until_up(self) -> None:
        """Until a page answers and the watcher, which looks ten times a second, has said so."""
        until = time.monotonic() + UP_SECONDS
        while time.monotonic() < until and self.process.poll() is None:
            with suppress(OSError):
                urllib.request.urlopen(f"{self.address}/masuk/", timeout=10).close()  # noqa: S310 - loopback
                if "Renjana melayani di" in self.output.read_text():
                    return
            time.sleep(0.05)
        raise AssertionError(f"not served: {self.output.read_text()}")

    def kill(self) -> None:
        """SIGKILL for the watcher, the web and the worker at once; waits until the port is free."""
        for pid in tree(self.process.pid):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait(10)

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(40)


@contextmanager
def serving(home: Path, *words: str, **more: str) -> Iterator[Served]:
    port = free_port()
    output = home / f"serve-{port}.txt"
    with output.open("wb") as file:
        command = [sys.executable, "-m", "renjana.cli.main", *(words or ("serve",)), "--port", str(port)]
        process = subprocess.Popen(command, env=environment(home, **more), stdout=file, stderr=subprocess.STDOUT)
    served = Served(home, port, process, output)
    try:
        served.wait_until_up()
        yield served
    finally:
        if process.poll() is None:
            served.kill()
