"""What the documentation names exists: files, pages, commands, actions, tests, environment variables, dependencies."""

import importlib
import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.urls import get_resolver, reverse

from renjana.cli.demo_people import OTHERS
from renjana.cli.words import build
from renjana.organisasi.policy import POLICY
from renjana.sop.definition import shipped

pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "renjana"
SHOTS = "docs/shots/"
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
LINK = re.compile(r"(!?)\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"`([^`\n]+)`")
BLOCK = re.compile(r"```\w*\n(.*?)```", re.DOTALL)
SHELL = re.compile(r"```sh\n(.*?)```", re.DOTALL)
VARIABLE = re.compile(r"\b(?:RENJANA_[A-Z_]+|DATABASE_URL)\b")
VIEW = re.compile(r"[a-z]+:[a-z_0-9]+")
FILE = re.compile(r"(?:src|tests|docs|bench|requirements|\.ci)/[\w./*-]+(?:::\w+)?")
INSIDE = re.compile(r"(?:[a-z]+/)+[\w./]+\.py")
CALLABLE = re.compile(r"(?:renjana\.)?(?P<area>[a-z]+)(?:\.[a-z_]+)+")
SUFFIXES = frozenset({".csv", ".docx", ".ics", ".json", ".md", ".pdf", ".pem", ".png", ".py", ".toml", ".xlsx", ".zip"})
AREAS = {path.parent.name for path in SOURCE.glob("*/__init__.py")}


def words(page: Path) -> list[str]:
    """Everything in backticks outside blocks."""
    return CODE.findall(BLOCK.sub("", page.read_text("utf-8")))


def named(pattern: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """Page and word for every word in backticks that is wholly of this form."""
    return ((page.name, word) for page in PAGES for word in words(page) if pattern.fullmatch(word))


def lines() -> Iterator[tuple[str, str]]:
    """Page and line of every shell block."""
    for page in PAGES:
        for block in SHELL.findall(page.read_text("utf-8")):
            yield from ((page.name, line.strip()) for line in block.splitlines() if line.strip())


def steps() -> list[list[str]]:
    """The rows of the table of steps in docs/sop.md, without backticks."""
    found = []
    for line in (ROOT / "docs" / "sop.md").read_text("utf-8").splitlines():
        cells = [cell.strip().replace("`", "") for cell in line.strip("|").split("|")]
        if line.startswith("|") and cells[0].isdigit():
            found.append(cells)
    return found


def attribute(name: str) -> object:
    """What a dotted name of the product stands for: a module, or something in it."""
    parts = name.removeprefix("renjana.").split(".")
    module: object = importlib.import_module("renjana")
    for end, part in enumerate(parts, 1):
        module = getattr(module, part) if hasattr(module, part) else importlib.import_module(".".join(["renjana", *parts[:end]]))
    return module


def test_the_people_of_the_readme_are_those_of_the_demo() -> None:
    told = re.findall(r"^\| (\d{18}) \| ([^|]+) \|", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    scenario = tomllib.loads((SOURCE / "cli" / "gladi" / "skenario.toml").read_text("utf-8"))
    made = {(one["nip"], one["nama"]) for one in scenario["orang"]} | {(nip, nama) for nama, nip, *_ in OTHERS}
    assert set(told) == made


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    text = BLOCK.sub("", page.read_text("utf-8"))
    targets = [(image, target.split("#")[0]) for image, target in LINK.findall(text) if not target.startswith(("http", "#", "mailto:"))]
    assert [target for image, target in targets if not (image and target.startswith(SHOTS)) and not (page.parent / target).exists()] == []


def test_every_screenshot_of_the_readme_is_made_once_shots_are_there() -> None:
    images = [target for image, target in LINK.findall((ROOT / "README.md").read_text("utf-8")) if image]
    assert [image for image in images if not image.startswith(SHOTS)] == []
    if any((ROOT / SHOTS).glob("*.png")):
        assert [image for image in images if not (ROOT / image).is_file()] == []


def test_every_page_is_linked_from_the_readme_or_the_architecture() -> None:
    linked = set()
    for page in (ROOT / "README.md", ROOT / "docs" / "architecture.md"):
        linked |= {(page.parent / target.split("#")[0]).resolve() for _, target in LINK.findall(page.read_text("utf-8"))}
    assert [page.name for page in PAGES if page.name != "README.md" and page not in linked] == []


def test_every_file_named_exists() -> None:
    missing = []
    for page, word in named(FILE):
        if word.startswith(SHOTS.rstrip("/")):
            continue
        path, _, test = word.partition("::")
        found = list(ROOT.glob(path))
        if not found or (test and f"def {test}(" not in found[0].read_text("utf-8")):
            missing.append(f"{page}: {word}")
    assert missing == []


def test_every_module_named_by_its_place_in_an_area_exists() -> None:
    found = [(page, word) for page, word in named(INSIDE) if word.split("/")[0] in AREAS]
    assert found != []
    assert [f"{page}: {word}" for page, word in found if not (SOURCE / word).is_file()] == []


def test_every_view_named_has_a_row_of_the_policy() -> None:
    found = [(page, word) for page, word in named(VIEW) if word.split(":")[0] in AREAS]
    assert found != []
    assert [f"{page}: {word}" for page, word in found if word not in POLICY] == []


def test_every_dotted_name_stands_for_something() -> None:
    missing = []
    for page, word in named(CALLABLE):
        found = CALLABLE.fullmatch(word)
        if found is None or found["area"] not in AREAS or Path(word).suffix in SUFFIXES:
            continue
        if word in {langkah.kerja for langkah in shipped().langkah}:
            continue
        try:
            attribute(word)
        except (ImportError, AttributeError):
            missing.append(f"{page}: {word}")
    assert missing == []


def test_the_table_of_steps_is_the_sop() -> None:
    sop = shipped()
    names = {actor.id: actor.nama for actor in sop.pelaksana}
    expected = [
        [str(step.nomor), ", ".join(names[one] for one in step.pelaksana), step.waktu, step.kerja.split(".")[0], step.kerja.replace(".", ":")]
        for step in sop.langkah
    ]
    assert [row[:5] for row in steps()] == expected


def test_the_table_of_steps_gives_the_addresses_and_actions_of_each_page() -> None:
    for row in steps():
        folder, view, address, action = row[3:7]
        assert reverse(view, kwargs={"tahun": 2027}) == f"/renja/2027/{address}"
        assert action.startswith(f"{folder}.actions.")
        assert callable(attribute(action))


def test_every_line_of_a_shell_block_is_a_command_of_ours() -> None:
    known = re.compile(r"(?:[A-Z_]+=\S+ )*(?:make |\.venv/bin/(?:renjana|python) |cp )")
    assert [f"{page}: {line}" for page, line in lines() if not known.match(line)] == []


def test_every_renjana_command_is_understood() -> None:
    told = [(page, line.split(".venv/bin/", 1)[1]) for page, line in lines() if ".venv/bin/renjana " in line]
    told += [(page, word) for page in ("README.md",) for word in words(ROOT / page) if word.startswith("renjana ") and "FOLDER" not in word]
    assert told != []
    for page, line in told:
        try:
            build().parse_args(shlex.split(line)[1:])
        except SystemExit as stop:
            pytest.fail(f"{page}: {line} ends with {stop.code}")


def test_every_renjana_word_names_a_command() -> None:
    commands = set(re.findall(r'command\(\s*"([\w-]+)"', (SOURCE / "cli" / "words.py").read_text("utf-8")))
    found = [(page, word.split()[1]) for page, word in named(re.compile(r"renjana [a-z]+.*"))]
    assert [f"{page}: {word}" for page, word in found if word not in commands] == []
    readme = {word for page, word in found if page == "README.md"}
    assert sorted(commands - readme) == []


def test_every_make_word_names_a_target_or_a_variable() -> None:
    text = (ROOT / "Makefile").read_text("utf-8")
    targets, variables = set(re.findall(r"^([\w./-]+):", text, re.MULTILINE)), set(re.findall(r"\b([A-Z_]+)(?= \?=)", text)) | {"DATABASE_URL"}
    told = [(page, line) for page, line in lines() if line.startswith("make ")]
    told += list(named(re.compile(r"make [a-z./].*")))
    assert told != []
    for page, line in told:
        for word in shlex.split(line)[1:]:
            assert (word.split("=")[0] in variables) if "=" in word else (word in targets), f"{page}: {line}"


def test_every_environment_variable_named_is_read_somewhere() -> None:
    told = {name for page in PAGES for name in VARIABLE.findall(page.read_text("utf-8"))}
    code = "\n".join(path.read_text("utf-8") for folder in ("src", "tests") for path in (ROOT / folder).rglob("*.py") if path != Path(__file__))
    assert sorted(name for name in told if f'"{name}"' not in code) == []


def test_every_environment_variable_of_the_product_is_documented() -> None:
    code = "\n".join(path.read_text("utf-8") for path in SOURCE.rglob("*.py"))
    read = {name for name in re.findall(r"environ(?:\.get|\.setdefault)?[\[(]\"(\w+)\"", code) if VARIABLE.fullmatch(name)}
    assert sorted(read - set(words(ROOT / "docs" / "operasi.md"))) == []


def test_every_dependency_has_its_line_in_the_architecture() -> None:
    needed = re.findall(r"^([A-Za-z][\w.-]*)", (ROOT / "requirements" / "production.in").read_text("utf-8"), re.MULTILINE)
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    told = re.findall(r"^\| ([A-Za-z][\w.-]*) \| .+ \|$", text.split("## What it runs on")[1], re.MULTILINE)
    assert sorted(set(told) - {"dependency"}, key=str.lower) == sorted(needed, key=str.lower)


def test_every_area_stands_in_the_house() -> None:
    house = (ROOT / "docs" / "architecture.md").read_text("utf-8").split("## The house")[1].split("## The law")[0]
    assert sorted(area for area in AREAS if f"├── {area}/" not in house and f"└── {area}/" not in house) == []


def test_every_address_named_answers_to_a_pattern() -> None:
    patterns = [re.sub(r"<[^>]+>", "X", route) for route in _routes()]
    found = [(page, word) for page, word in named(re.compile(r"/[a-z-]+/(?:[a-z<>-]+/)*"))]
    assert found != []
    assert [f"{page}: {word}" for page, word in found if re.sub(r"<[^>]+>", "X", word.lstrip("/")) not in patterns] == []


def _routes() -> Iterator[str]:
    for include in get_resolver().url_patterns:
        for pattern in getattr(include, "url_patterns", ()):
            yield str(pattern.pattern)
