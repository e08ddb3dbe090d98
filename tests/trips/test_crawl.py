"""Every page of the demo for every role, as the commands serve it: it answers, fits, keeps the policy, and axe finds nothing."""

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from playwright.sync_api import Browser

from tests.trips.crawler import Crawler
from tests.trips.site import Site, demo_site

pytestmark = [pytest.mark.browser, pytest.mark.once]

FILLERS = {"bidang": ("STATISTIK", "APTIKA"), "kode": ("t-c-33", "t-c-30"), "nomor": ("3", "2.3")}
"""What stands for the parts of an address that are neither year nor number."""
CONTACTS = ("STATISTIK", "PERSANDIAN")
"""Whose format was returned, and whose is still being filled."""


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with demo_site() as made:
        yield made


def addresses(site: Site) -> tuple[str, ...]:
    """Every address of the product that can be written without a key, for both years."""
    found = ["/"]
    for route in routes(get_resolver()):
        for year in (site.running, site.finished):
            path = route.replace("<int:tahun>", str(year))
            for place in range(2):
                filled = path
                for name, values in FILLERS.items():
                    for kind in ("str", "slug", "int"):
                        filled = filled.replace(f"<{kind}:{name}>", values[place])
                if "<" not in filled:
                    found.append(f"/{filled}")
    return tuple(dict.fromkeys(found))


def routes(resolver: URLResolver, before: str = "") -> Iterator[str]:
    """The routes of all addresses."""
    for entry in resolver.url_patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield route
        else:
            yield from routes(entry, route)


def test_every_page_of_every_role(site: Site, browser: Browser) -> None:
    crawler = Crawler(site, browser)
    seeds = addresses(site)
    crawler.go_through(None, seeds)
    for person in (one for one in site.people if one["bidang"] in {None, *CONTACTS}):
        crawler.go_through(person, seeds)
    for langkah, roles in ((7, ("staf",)), (8, ("perencana",)), (9, ("sekretaris", "perencana")), (11, ("kadis", "sekretaris")), (13, ("staf",))):
        site.go_on(langkah)
        crawler.files.clear()
        for role in roles:
            crawler.go_through(site.person(role), seeds, within=f"/renja/{site.running}/")
    print(f"{crawler.answered} answers, {crawler.pictures} pages drawn")
    assert crawler.faults == []


def test_refusals_and_static_files_keep_the_policy_too(site: Site, browser: Browser) -> None:
    crawler = Crawler(site, browser)
    context = site.enter(browser, site.person("bidang", "IKP"))
    style = context.request.get("/masuk/").text().split('rel="stylesheet" href="')[1].split('"')[0]
    expected = {
        "/tidak-ada/": 404,
        f"/renja/{site.running}/riwayat/": 403,
        f"/renja/{site.running}/pengumpulan/APTIKA/": 404,
        style: 200,
        "/static/tidak-ada.css": 404,
    }
    got = {}
    for path in expected:
        answer = context.request.get(path)
        got[path] = answer.status
        crawler.headers(path, answer)
    answer = context.request.post(f"/renja/{site.running}/pengumpulan/IKP/", form={"aksi": "simpan"})
    crawler.headers("a form without its token", answer)
    context.close()
    assert (got, answer.status, crawler.faults) == (expected, 403, [])
