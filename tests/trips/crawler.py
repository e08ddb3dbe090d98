"""Goes through every page a person can reach: all answers are looked at; pages with new kinds of elements are drawn, at both widths."""

import re
from collections import Counter, defaultdict, deque
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

from axe_playwright_python.base import AXE_SCRIPT
from django.urls import Resolver404, resolve
from playwright.sync_api import APIResponse, Browser, BrowserContext, ConsoleMessage, Page

from tests.trips.site import Site

WIDTHS = (1366, 360)
HEIGHT = 800
FAULTS = """() => axe.run({resultTypes: ["violations"]})
  .then(found => found.violations.map(one => ({id: one.id, html: one.nodes[0].html.slice(0, 200)})))"""
ALIKE = 2
"""Addresses of one view with other keys that are asked for, by person; lists of letters and files go on and on."""
TAG = re.compile(r"<([a-z][a-z0-9]*)((?:\s+[a-z-]+(?:=\"[^\"]*\")?)*)\s*/?>")
ATTRIBUTE = re.compile(r"([a-z-]+)(?:=\"([^\"]*)\")?")
TELLING = frozenset({"class", "role", "type"})
LINK = re.compile(r"<a\s[^>]*?href=\"([^\"#?][^\"#]*)|<a\s[^>]*?href=\"(\?[^\"#]*)")
WATCH = 'addEventListener("securitypolicyviolation", event => console.error("CSP " + event.violatedDirective + " " + event.blockedURI))'
OVERFLOW = """() => document.documentElement.scrollWidth <= innerWidth ? "" :
  [...document.querySelectorAll("main *, header *, footer *")].filter(e => e.getBoundingClientRect().right > innerWidth + 1)
  .slice(0, 3).map(e => e.tagName + "." + e.className).join(" ") || "document" """


@dataclass
class Crawler:
    """Remembers what it has seen, over all people; `faults` says what is wrong, each once.

    A file that somebody was given is not made again for the next person: who may have it is the policy matrix's question.
    """

    site: Site
    browser: Browser
    faults: list[str] = field(default_factory=list)
    drawn: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    files: set[str] = field(default_factory=set)
    answered: int = 0
    pictures: int = 0

    def fault(self, text: str) -> None:
        """Note a fault once."""
        if text not in self.faults:
            self.faults.append(text)

    def go_through(self, person: dict[str, Any] | None, seeds: tuple[str, ...], *, within: str = "/") -> None:
        """Every page from these addresses on, as this person, that begins with `within`. Links must answer; seeds may refuse."""
        name = f"{person['role']} {person['bidang'] or ''}".strip() if person else "nobody"
        context = self.site.enter(self.browser, person, viewport={"width": WIDTHS[0], "height": HEIGHT})
        context.add_init_script(WATCH)
        page = context.new_page()
        page.on("console", lambda message: self.console(name, page, message))
        page.on("pageerror", lambda error: self.fault(f"{name} {page.url}: {error}"))
        Round(self, context, page, name, within).run(seeds)
        context.close()

    def console(self, name: str, page: Page, message: ConsoleMessage) -> None:
        """What the browser complains about; that a page refused is not news."""
        if message.type == "error" and "the server responded with a status of 4" not in message.text:
            self.fault(f"{name} {page.url}: {message.text}")

    def draw(self, page: Page, name: str, path: str) -> None:
        """Open the page at both widths: nothing wider than the window, nothing for axe."""
        self.pictures += 1
        page.set_viewport_size({"width": WIDTHS[0], "height": HEIGHT})
        page.goto(path)
        page.evaluate(AXE_SCRIPT)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": HEIGHT})
            if wide := page.evaluate(OVERFLOW):
                self.fault(f"{path} at {width} ({name}): wider than the page: {wide}")
            for one in page.evaluate(FAULTS):
                self.fault(f"{path} at {width} ({name}): {one['id']}: {one['html']}")

    def headers(self, path: str, answer: APIResponse) -> None:
        """Every answer forbids foreign content and guessing of its kind."""
        policy = answer.headers.get("content-security-policy", "")
        if "default-src 'none'" not in policy or "unsafe" in policy:
            self.fault(f"{path}: Content-Security-Policy {policy or 'missing'}")
        if answer.headers.get("x-content-type-options") != "nosniff":
            self.fault(f"{path}: no nosniff")


@dataclass
class Round:
    """One person's way through the pages."""

    crawler: Crawler
    context: BrowserContext
    page: Page
    name: str
    within: str
    seen: set[str] = field(default_factory=set)
    alike: Counter[str] = field(default_factory=Counter)

    def run(self, seeds: tuple[str, ...]) -> None:
        waiting = deque((seed, "") for seed in seeds)
        while waiting:
            path, origin = waiting.popleft()
            if path in self.seen or path in self.crawler.files or not self.wanted(path):
                continue
            self.seen.add(path)
            waiting.extend((found, path) for found in self.visit(path, origin))

    def wanted(self, path: str) -> bool:
        """Whether to ask for an address: all views and years, but not every letter or page of a list."""
        if not path.startswith(self.within):
            return False
        kind = kind_of(path)
        self.alike[kind] += 1
        return not kind.startswith("organisasi:sign_out") and self.alike[kind] <= ALIKE

    def visit(self, path: str, origin: str) -> list[str]:
        """Ask, judge, draw when this view has not shown such elements yet; the addresses it links to."""
        answer = self.context.request.get(path)
        self.crawler.answered += 1
        self.crawler.headers(path, answer)
        if answer.status >= (400 if origin else 500):
            self.crawler.fault(f"{self.name}: {answer.status} {path} linked from {origin or 'nowhere'}")
        if not answer.headers.get("content-type", "").startswith("text/html"):
            self.crawler.files.add(path)
            return []
        html = answer.text()
        view = "refused" if answer.status >= 400 else kind_of(answer.url.removeprefix(self.crawler.site.base)).split(" ")[0]
        known, made = self.crawler.drawn[view], elements(html)
        if not made <= known:
            known |= made
            self.crawler.draw(self.page, self.name, path)
        return links(html, answer.url, self.crawler.site.base)


def kind_of(path: str) -> str:
    """What addresses have in common that differ only in a key: view, year, names of the query."""
    parts = urlsplit(path)
    try:
        match = resolve(parts.path)
    except Resolver404:
        return f"missing {parts.path}"
    names = sorted(pair.split("=")[0] for pair in parts.query.split("&") if pair)
    return f"{match.view_name} {match.kwargs.get('tahun', '')} {' '.join(names)}"


def elements(html: str) -> frozenset[str]:
    """The kinds of elements of a page: names, and those attributes that decide how they look and what they are."""
    found = set()
    for tag, attributes in TAG.findall(html):
        telling = [f"{key}={value}" for key, value in ATTRIBUTE.findall(attributes) if key in TELLING]
        found.add(f"{tag} {' '.join(sorted(telling))}")
    return frozenset(found)


def links(html: str, url: str, base: str) -> list[str]:
    """The addresses inside the product that a page links to, in order, without their fragments."""
    whole = (urljoin(url, (first or second).replace("&amp;", "&")) for first, second in LINK.findall(html))
    return list(dict.fromkeys(one.removeprefix(base) for one in whole if one.startswith(base + "/")))
