"""A real chromium, people who are signed in, and an agency ready for its first order."""

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.people import Dinas, a_dinas
from tests.trips.office import Desk, ready_agency

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium")
    if path is None:
        if os.environ.get("CI") == "true":
            pytest.fail("chromium is not installed")
        pytest.skip("chromium is not installed")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def office(transactional_db: None) -> Dinas:
    """An agency with a sekretariat and one bidang, its Renstra and nomenclature, and nothing begun."""
    dinas = a_dinas()
    ready_agency(dinas)
    return dinas


@pytest.fixture
def desk(browser: Browser, live_server: object) -> Iterator[Callable[..., Desk]]:
    """Opens a desk: `desk(person, width, scripts)` is a signed-in browser context of that person."""
    opened: list[Desk] = []

    def open_desk(name: str, sign_in: str, *, width: int = 1366, scripts: bool = True) -> Desk:
        made = Desk(browser, live_server.url, name, sign_in, width=width, scripts=scripts)  # type: ignore[attr-defined]
        opened.append(made)
        return made

    yield open_desk
    for one in opened:
        one.close()
