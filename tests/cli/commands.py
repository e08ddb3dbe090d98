"""Runs the command as people do: another process, a data folder of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

SECONDS = 120


def environment(home: Path, **more: str) -> dict[str, str]:
    """The environment of a fresh installation in `home`: SQLite, no setting of the tests."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("RENJANA_", "DATABASE_URL", "DJANGO_"))}
    return {**kept, "RENJANA_DATA": str(home), "DATABASE_URL": "", "PYTHONDONTWRITEBYTECODE": "1", **more}


def renjana(home: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run one command to its end."""
    command = [sys.executable, "-m", "renjana.cli.main", *words]
    return subprocess.run(command, env=environment(home, **more), capture_output=True, text=True, timeout=SECONDS, check=False)


def spoken_json(home: Path, *words: str) -> Any:
    """What a command that succeeds says as JSON."""
    done = renjana(home, *words)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
