"""`renjana check`: what is well, what is not, and what to do."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from renjana.cli.check import look
from renjana.cli.main import main
from tests.cli.commands import renjana


@pytest.mark.once
def test_a_prepared_installation_is_well(tmp_path: Path) -> None:
    home = tmp_path / "data"
    assert renjana(home, "init").returncode == 0
    done = renjana(home, "check", "--json")
    found = json.loads(done.stdout)
    assert [part for part in found["bagian"] if not part["baik"]] == []
    assert (found["baik"], done.returncode) == (True, 0)
    assert [part["bagian"] for part in found["bagian"]] == [
        "pengaturan",
        "folder data",
        "folder berkas",
        "folder kunci",
        "huruf cetak",
        "database",
        "disk",
        "tabel",
        "isi awal",
    ]


@pytest.mark.once
@pytest.mark.parametrize("address", ["http://127.0.0.1:8000", "https://renjana.contoh.invalid"])
def test_deployment_checks_are_clean(tmp_path: Path, address: str) -> None:
    done = renjana(tmp_path / "data", "check", "--json", RENJANA_BASE_URL=address)
    settings = json.loads(done.stdout)["bagian"][0]
    assert settings["baik"], settings["keterangan"]


@pytest.mark.once
def test_an_installation_that_was_never_prepared_says_so(tmp_path: Path) -> None:
    done = renjana(tmp_path / "data", "check")
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert any(line.startswith("SALAH  folder berkas") and "renjana init" in line for line in lines)
    assert any(line.startswith("SALAH  tabel") for line in lines)


def part(name: str) -> Any:
    return next(finding for finding in look() if finding.bagian == name)


@pytest.mark.django_db
def test_keys_that_others_may_read_are_named(settings: Any, tmp_path: Path) -> None:
    settings.KEYS = tmp_path / "keys"
    settings.KEYS.mkdir(mode=0o700)
    (settings.KEYS / "ca.key.pem").touch(mode=0o600)
    assert part("folder kunci").baik
    (settings.KEYS / "ca.key.pem").chmod(0o644)
    found = part("folder kunci")
    assert not found.baik
    assert "ca.key.pem" in found.keterangan


@pytest.mark.django_db
@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_named(settings: Any, tmp_path: Path) -> None:
    settings.FILES = tmp_path / "files"
    settings.FILES.mkdir(mode=0o500)
    assert not part("folder berkas").baik


@pytest.mark.django_db
def test_an_empty_database_lacks_sop_and_nomenclature(capsys: pytest.CaptureFixture[str]) -> None:
    found = part("isi awal")
    assert not found.baik
    assert found.keterangan == "Belum terpasang: SOP dan nomenklatur; jalankan renjana init."
    assert main(["check"]) == 1
    assert "SALAH  isi awal" in capsys.readouterr().out
