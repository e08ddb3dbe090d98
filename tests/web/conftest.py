"""A page in a real browser that has nothing but the product's style sheet and script."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

import renjana.web

STATIC = Path(renjana.web.__file__).parent / "static" / "web"
KINDS = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
ADDRESS = "http://localhost/"


@pytest.fixture
def show(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Give a function that shows an HTML body, at 1366 px unless told otherwise."""
    pages: list[Page] = []

    def show_body(body: str, *, width: int = 1366) -> Page:
        page = browser.new_page(viewport={"width": width, "height": 740})
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        head = '<link rel="stylesheet" href="/renjana.css">'
        head += "".join(f'<script type="module" src="/{name}.js"></script>' for name in ("renjana", "grid", "outbox"))
        html = f'<!doctype html><html lang="id"><head><meta charset="utf-8"><title>Uji</title>{head}</head><body>{body}</body></html>'

        def answer(route: Route) -> None:
            name = route.request.url.removeprefix(ADDRESS).split("?")[0]
            file = STATIC / name
            if name and file.is_file():
                route.fulfill(body=file.read_bytes(), content_type=KINDS[file.suffix])
            else:
                route.fulfill(body=html, content_type="text/html")

        page.route("**/*", answer)
        page.goto(ADDRESS)
        pages.append(page)
        return page

    yield show_body
    for page in pages:
        page.close()
