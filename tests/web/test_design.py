"""Templates of all areas use what the style sheet and the sprite have, and what is sent stays small."""

import gzip
import re
from pathlib import Path

import pytest

import renjana

PACKAGE = Path(renjana.__file__).parent
STATIC = PACKAGE / "web" / "static" / "web"
TEMPLATES = sorted(PACKAGE.glob("*/templates/**/*.html"))
STYLE = (STATIC / "renjana.css").read_text()
CLASSES = set(re.findall(r"\.([a-z][a-z0-9-]*)", STYLE))
ICONS = set(re.findall(r'<symbol id="([a-z-]+)"', (STATIC / "icons.svg").read_text()))
TAGS = re.compile(r"[\w-]*\{\{.*?\}\}[\w-]*|{%.*?%}|{{.*?}}|{#.*?#}", re.S)


def name_of(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_a_template_uses_only_classes_of_the_style_sheet(path: Path) -> None:
    text = TAGS.sub(" ", path.read_text())
    used = {word for attribute in re.findall(r'\sclass="([^"]*)"', text) for word in attribute.split()}
    assert sorted(used - CLASSES) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_a_template_draws_only_icons_of_the_sprite(path: Path) -> None:
    used = set(re.findall(r'{% icon "([^"]+)"', path.read_text())) | set(re.findall(r'icon_name="([^"]+)"', path.read_text()))
    assert sorted(used - ICONS) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_a_template_has_no_inline_script_or_style(path: Path) -> None:
    assert re.findall(r"\sstyle=|<style|<script(?![^>]*(?:src=|application/json))|\son[a-z]+=\"", path.read_text()) == []


@pytest.mark.parametrize(("file", "kib"), [("renjana.css", 14), ("renjana.js", 6), ("grid.js", 4), ("outbox.js", 4), ("icons.svg", 4)])
def test_what_pages_load_stays_small(file: str, kib: int) -> None:
    assert len(gzip.compress((STATIC / file).read_bytes(), 9)) <= kib * 1024


def test_the_style_sheet_has_no_class_that_nothing_uses() -> None:
    by_value = {"p0", "p1", "p2", "p3", "p4", "is-bold", "is-italic"}
    sources = [*TEMPLATES, *PACKAGE.rglob("*.py"), *STATIC.glob("*.js")]
    words = {word for path in sources for word in re.findall(r"[a-z][a-z0-9-]*", path.read_text())}
    assert sorted(set(re.findall(r"\.([a-z][a-z0-9-]*)", re.sub(r"/\*.*?\*/", "", STYLE, flags=re.S))) - words - by_value) == []


def test_the_style_sheet_keeps_to_its_layers() -> None:
    assert re.findall(r"@layer ([^;{]+)[;{]", STYLE) == [
        "reset, tokens, base, layout, components, print",
        "reset ",
        "tokens ",
        "base ",
        "layout ",
        "components ",
        "print ",
    ]


@pytest.mark.parametrize("path", sorted(PACKAGE.glob("*/forms.py")), ids=name_of)
def test_a_form_reads_dates_and_decimals_as_indonesians_write_them(path: Path) -> None:
    assert re.findall(r"forms\.(?:DateField|DecimalField|FloatField)\(", path.read_text()) == []
