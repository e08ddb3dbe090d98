"""Installations that several tests copy; made once however many test processes run."""

import fcntl
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.commands import environment, renjana


def _once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    base = factory.getbasetemp()
    shared = (base.parent if base.name.startswith("popen-") else base) / name
    with (shared.parent / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (shared / "made").exists():
            shared.mkdir(exist_ok=True)
            make(shared)
            (shared / "made").touch()
    return shared


def _make_demo(home: Path) -> None:
    done = renjana(home, "demo")
    assert done.returncode == 0, done.stderr


def _make_signing(home: Path) -> None:
    command = [sys.executable, "-m", "tests.cli.at_signing"]
    done = subprocess.run(command, env=environment(home), capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="session")
def demo_master(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _once(tmp_path_factory, "demo", _make_demo)


@pytest.fixture(scope="session")
def signing_master(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _once(tmp_path_factory, "signing", _make_signing)


@pytest.fixture
def demo_home(demo_master: Path, tmp_path: Path) -> Path:
    """An installation with the demo, for one test alone."""
    return Path(shutil.copytree(demo_master, tmp_path / "data"))


@pytest.fixture
def signing_home(signing_master: Path, tmp_path: Path) -> Path:
    """An installation whose run waits for the signature, for one test alone."""
    return Path(shutil.copytree(signing_master, tmp_path / "data"))
