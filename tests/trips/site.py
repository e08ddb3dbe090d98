"""The product as its commands run it: a demo of its own in a folder that goes away, served on a free port, its people signed in."""

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext

ROOT = Path(__file__).parents[2]
UP_SECONDS = 60
ONWARD = "import sys, django; django.setup(); from tests.trips.onward import go_on; print(go_on(int(sys.argv[1])))"


@dataclass(frozen=True)
class Site:
    """A served demo. `people` are as `renjana demo --json` prints them; `finished` and `running` are its years."""

    base: str
    data: Path
    people: list[dict[str, Any]]
    finished: int
    running: int

    def person(self, role: str, bidang: str | None = None) -> dict[str, Any]:
        """The one of the demo in a role, of a bidang when it is named."""
        return next(one for one in self.people if one["role"] == role and (bidang is None or one["bidang"] == bidang))

    def go_on(self, langkah: int) -> None:
        """Walk the running year on until `langkah` is open."""
        done = subprocess.run([sys.executable, "-c", ONWARD, str(langkah)], env=environment(self.data), cwd=ROOT, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"the demo did not reach step {langkah}")

    def enter(self, browser: Browser, person: dict[str, Any] | None, **options: Any) -> BrowserContext:
        """A browser context in which this person is signed in; nobody when None."""
        context = browser.new_context(locale="id-ID", timezone_id="Asia/Jakarta", base_url=self.base, **options)
        if person is not None:
            page = context.new_page()
            page.goto("/masuk/")
            page.fill("[name=nama]", person["sign_in"])
            page.fill("[name=sandi]", person["password"])
            page.get_by_role("button", name="Masuk", exact=True).click()
            page.wait_for_url("**/")
            page.close()
        return context


def environment(data: Path) -> dict[str, str]:
    """The environment of a command that keeps its state in `data`."""
    dropped = {"DATABASE_URL", "RENJANA_BASE_URL", "RENJANA_SECRET_KEY", "RENJANA_TEST_DB", "RENJANA_TEST_DATABASE"}
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    return kept | {"RENJANA_DATA": str(data), "PYTHONPATH": path, "DJANGO_SETTINGS_MODULE": "renjana.config.settings"}


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def demo_site() -> Iterator[Site]:
    """Make a demo in a temporary folder and serve it; both are gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="renjana-site-") as folder:
        data, command = Path(folder), [sys.executable, "-m", "renjana.cli.main"]
        made = subprocess.run([*command, "demo", "--json"], env=environment(data), check=True, capture_output=True, text=True)
        told = json.loads(made.stdout)
        port = free_port()
        with subprocess.Popen([*command, "serve", "--port", str(port)], env=environment(data), stdout=subprocess.DEVNULL) as server:
            try:
                wait_for(port, server)
                years = {state["status"]: int(year) for year, state in told["years"].items()}
                yield Site(f"http://127.0.0.1:{port}", data, told["people"], years["selesai"], years["berjalan"])
            finally:
                server.terminate()


def wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    """Until the server takes connections. Raises RuntimeError when it ends or takes too long."""
    until = time.monotonic() + UP_SECONDS
    while time.monotonic() < until and server.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("the server did not come up")
