"""SIGKILL of server and worker in the middle of a step: after the restart the step is wholly done or not begun."""

import json
import sqlite3
import threading
import time
from contextlib import closing, suppress
from http.client import HTTPException
from pathlib import Path
from typing import Any

import pytest

from tests.cli.commands import renjana, spoken_json
from tests.cli.served import Browser, Served, serving, tree

pytestmark = pytest.mark.once
STEP = 11


def facts(home: Path) -> dict[str, Any]:
    """What the database says of the one run: the open step, and everything that step 11 writes."""
    with closing(sqlite3.connect(home / "renjana.sqlite3")) as database:

        def tell(query: str, *values: int) -> Any:
            return database.execute(query, values).fetchone()[0]

        return {
            "open": tell("SELECT langkah FROM alur_task WHERE status = 'terbuka'"),
            "signatures": tell("SELECT count(*) FROM pengesahan_tandatangan"),
            "outputs": tell("SELECT count(*) FROM alur_keluaran k JOIN alur_task t ON t.id = k.task_id WHERE t.langkah = ?", STEP),
            "finished": tell("SELECT count(*) FROM alur_event WHERE langkah = ? AND jenis = 'selesai'", STEP),
            "sealed": tell("SELECT count(*) FROM surat_berkas WHERE disegel"),
        }


NOT_BEGUN = {"open": 11, "signatures": 0, "outputs": 0, "finished": 0, "sealed": 0}
WHOLLY_DONE = {"open": 12, "signatures": 1, "outputs": 2, "finished": 1, "sealed": 1}


def signed_in(home: Path, address: str, role: str) -> tuple[Browser, str]:
    """A browser of the person with this role, and the password, which the signature asks for again."""
    kept = json.loads((home / "demo.json").read_text())["orang"]
    with closing(sqlite3.connect(home / "renjana.sqlite3")) as database:
        query = (
            "SELECT o.nip FROM organisasi_orang o JOIN organisasi_pemangkujabatan p ON p.orang_id = o.id "
            "JOIN organisasi_jabatan j ON j.id = p.jabatan_id WHERE j.peran = ?"
        )
        nip = database.execute(query, (role,)).fetchone()[0]
    browser = Browser(address)
    status, _ = browser.post("/masuk/", nama=nip, sandi=kept[nip]["sandi"])
    assert status == 200
    return browser, kept[nip]["sandi"]


def year_of(home: Path) -> int:
    with closing(sqlite3.connect(home / "renjana.sqlite3")) as database:
        return int(database.execute("SELECT tahun FROM renja_renja").fetchone()[0])


def press_sign(browser: Browser, tahun: int, password: str) -> tuple[int, str]:
    return browser.post(f"/renja/{tahun}/pengesahan/", sandi=password)


def printing(served: Served) -> bool:
    """Whether the document is being printed right now."""
    for pid in tree(served.process.pid):
        with suppress(OSError):
            if b"renjana.cetak.child" in Path(f"/proc/{pid}/cmdline").read_bytes():
                return True
    return False


def kept_files(home: Path) -> int:
    return sum(1 for _ in (home / "files").glob("*/*"))


@pytest.mark.parametrize(
    ("moment", "grace"),
    [("printing", 0.0), ("first file kept", 0.0), ("first file kept", 0.01), ("first file kept", 0.05)],
    ids=["while printing", "while storing", "a moment later", "about at the end"],
)
def test_a_killed_signature_is_wholly_done_or_not_begun(signing_home: Path, moment: str, grace: float) -> None:
    tahun = year_of(signing_home)
    assert facts(signing_home) == NOT_BEGUN
    with serving(signing_home) as served:
        browser, password = signed_in(signing_home, served.address, "kadis")
        before = kept_files(signing_home)

        def press() -> None:
            with suppress(OSError, HTTPException):
                press_sign(browser, tahun, password)

        pressing = threading.Thread(target=press)
        pressing.start()
        while pressing.is_alive() and not (printing(served) if moment == "printing" else kept_files(signing_home) > before):
            time.sleep(0.001)
        time.sleep(grace)
        served.kill()
        pressing.join(60)
    after = facts(signing_home)
    assert after in (NOT_BEGUN, WHOLLY_DONE)
    assert moment != "printing" or after == NOT_BEGUN
    assert spoken_json(signing_home, "verify", "--json")["utuh"] is True
    with serving(signing_home) as served:
        browser, password = signed_in(signing_home, served.address, "kadis")
        if after == NOT_BEGUN:
            status, page = press_sign(browser, tahun, password)
            assert status == 200, page
        assert facts(signing_home) == WHOLLY_DONE
        assert served.stop() == 0
    assert renjana(signing_home, "verify").returncode == 0
