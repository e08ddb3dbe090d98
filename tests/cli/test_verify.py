"""`renjana verify` names what no longer is as it was recorded."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from renjana.cli.main import main
from tests.cli.commands import renjana
from tests.people import Dinas, a_run


def test_a_sound_installation_is_good(dinas: Dinas, capsys: pytest.CaptureFixture[str]) -> None:
    a_run(dinas, langkah=3)
    assert main(["verify"]) == 0
    assert capsys.readouterr().out.splitlines()[0].split() == ["Riwayat", "1", "diperiksa,", "utuh"]


def test_json_has_every_part(dinas: Dinas, capsys: pytest.CaptureFixture[str]) -> None:
    a_run(dinas, langkah=2)
    assert main(["verify", "--json"]) == 0
    nothing = {"diperiksa": 0, "rusak": []}
    assert json.loads(capsys.readouterr().out) == {
        "utuh": True,
        "riwayat": {"diperiksa": 1, "rusak": []},
        "berkas": nothing,
        "tanda_tangan": nothing,
        "arsip": nothing,
    }


def change(home: Path, statement: str) -> None:
    with closing(sqlite3.connect(home / "renjana.sqlite3")) as database:
        for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            database.execute(f"DROP TRIGGER {row[0]}")
        assert database.execute(statement).rowcount == 1
        database.commit()


def told(home: Path) -> dict[str, Any]:
    done = renjana(home, "verify", "--json")
    assert done.returncode == 1, done.stdout
    found: dict[str, Any] = json.loads(done.stdout)
    assert found["utuh"] is False
    return found


@pytest.mark.once
def test_a_changed_line_of_history_is_named(demo_home: Path) -> None:
    change(demo_home, "UPDATE alur_event SET uraian = uraian || '.' WHERE id = (SELECT min(id) + 3 FROM alur_event)")
    rusak = told(demo_home)["riwayat"]["rusak"]
    assert [entry["sebab"] for entry in rusak] == ["peristiwa 4: Isi peristiwa nomor 4 berubah sesudah dicatat."]


@pytest.mark.once
def test_a_changed_byte_of_the_signed_document_breaks_file_and_seal(demo_home: Path) -> None:
    with closing(sqlite3.connect(demo_home / "renjana.sqlite3")) as database:
        query = "SELECT b.sha256 FROM surat_berkas b JOIN pengesahan_tandatangan t ON t.berkas_id = b.id"
        sha256 = database.execute(query).fetchone()[0]
    file = demo_home / "files" / sha256[:2] / sha256
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.chmod(0o640)
    file.write_bytes(content)
    found = told(demo_home)
    assert len(found["berkas"]["rusak"]) == 1
    assert len(found["tanda_tangan"]["rusak"]) == 1
    assert found["riwayat"]["rusak"] == []


@pytest.mark.once
def test_a_lost_archive_is_named(demo_home: Path) -> None:
    with closing(sqlite3.connect(demo_home / "renjana.sqlite3")) as database:
        query = "SELECT b.sha256 FROM surat_berkas b JOIN pengiriman_arsip a ON a.berkas_id = b.id"
        sha256 = database.execute(query).fetchone()[0]
    (demo_home / "files" / sha256[:2] / sha256).unlink()
    found = told(demo_home)
    assert len(found["berkas"]["rusak"]) == len(found["arsip"]["rusak"]) == 1


@pytest.mark.once
def test_a_database_without_tables_is_told(tmp_path: Path) -> None:
    done = renjana(tmp_path / "kosong", "verify")
    assert done.returncode == 1
    assert "jalankan renjana init" in done.stderr
    assert "Traceback" not in done.stderr
