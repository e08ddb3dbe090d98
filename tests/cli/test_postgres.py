"""The command on PostgreSQL: the same demo, served by processes forked from one that had a connection pool."""

import os
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.cli.commands import renjana
from tests.cli.served import Browser, serving

SERVER = os.environ.get("RENJANA_TEST_DATABASE", "")
pytestmark = pytest.mark.skipif(not SERVER, reason="needs the PostgreSQL of RENJANA_TEST_DB=postgres")


@pytest.fixture
def database(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An empty database of its own, as DATABASE_URL."""
    name = f"renjana_cli_{os.getpid()}"
    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield SERVER.replace("/postgres?", f"/{name}?")
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_run_makes_the_demo_and_serves_it(tmp_path: Path, database: str) -> None:
    with serving(tmp_path, "run", DATABASE_URL=database) as served:
        people = renjana(tmp_path, "demo", "--json", DATABASE_URL=database)
        assert people.returncode == 0, people.stderr
        for _ in range(6):
            assert Browser(served.address).get("/masuk/")[0] == 200
        assert served.stop() == 0
        assert "Traceback" not in served.output.read_text()
    assert renjana(tmp_path, "verify", DATABASE_URL=database).returncode == 0
    assert not (tmp_path / "renjana.sqlite3").exists()
