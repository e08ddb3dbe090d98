"""Fixtures of every test. The database and the data folder are chosen in tests/environment.py."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.db.backends.sqlite3.base import DatabaseOperations
from django.test import override_settings
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, sync_playwright

from tests.people import Dinas, a_dinas

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no fault
settings.load_profile("busy")


@pytest.fixture(scope="session", autouse=True)
def _history_can_be_flushed() -> Iterator[None]:
    """Let transactional tests empty the tables on SQLite, where the trigger that keeps the history stops the flush too."""
    plain = DatabaseOperations.sql_flush

    def sql_flush(self: DatabaseOperations, style: Any, tables: Any, **options: Any) -> list[str]:
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = 'alur_event_delete'")
            keeps = [row[0] for row in cursor.fetchall()]
        drop = ["DROP TRIGGER alur_event_delete"] if keeps else []
        return [*drop, *plain(self, style, tables, **options), *keeps]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "sql_flush", sql_flush)
        yield


@pytest.fixture(autouse=True)
def _own_files(request: pytest.FixtureRequest, settings: Any, tmp_path: Path) -> None:
    """Every test keeps its files and mail in a folder of its own, which begins with what the module's starting state keeps."""
    settings.FILES = tmp_path / "files"
    if "kept_files" in request.fixturenames:
        shutil.copytree(request.getfixturevalue("kept_files"), settings.FILES)
    settings.KEYS = tmp_path / "keys"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    settings.ALLOWED_HOSTS = ["*"]
    settings.PASSWORD_HASHERS = HASHERS


@pytest.fixture(scope="module")
def kept_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the files of `kept` lie; each test begins with a copy."""
    return tmp_path_factory.mktemp("kept")


@pytest.fixture(scope="module")
def kept(django_db_setup: None, django_db_blocker: Any, kept_files: Path) -> Iterator[Callable[[Callable[[], Any]], Any]]:
    """Give a function that builds what all tests of the module begin from: each test rolls back to it, and it goes with the module."""
    outer = transaction.atomic()

    def build(make: Callable[[], Any]) -> Any:
        with django_db_blocker.unblock(), override_settings(PASSWORD_HASHERS=HASHERS, FILES=kept_files):
            return make()

    with django_db_blocker.unblock():
        outer.__enter__()
    yield build
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        outer.__exit__(None, None, None)


@pytest.fixture
def dinas(db: None) -> Dinas:
    """The agency of most tests, with its cast."""
    return a_dinas()


@pytest.fixture
def other_dinas(dinas: Dinas) -> Dinas:
    """A second agency of the same Pemda."""
    return a_dinas("1.03.0.00.0.00.01.0000", nama="Dinas Pekerjaan Umum dan Penataan Ruang", serial=2)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with the longest, the trips. On PostgreSQL run what touches a database; rules and papers have been tested already."""
    items.sort(key=lambda item: "trips" not in item.nodeid)
    if os.environ.get("RENJANA_TEST_DB") != "postgres":
        return
    touching = [item for item in items if item.get_closest_marker("django_db") or {"db", "transactional_db"} & set(getattr(item, "fixturenames", ()))]
    config.hook.pytest_deselected(items=[item for item in items if item not in touching])
    items[:] = touching


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A real chromium for the tests of one module: while it runs, its event loop does too, and signing needs a loop of its own."""
    path = shutil.which("chromium")
    if path is None:
        if os.environ.get("CI") == "true":
            pytest.fail("chromium is not installed")
        pytest.skip("chromium is not installed")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()
