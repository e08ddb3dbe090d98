"""A real chromium, people who are signed in, and an agency ready for its first order."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from tests.people import Dinas, a_dinas
from tests.trips.office import Desk, ready_agency


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
