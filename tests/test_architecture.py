"""The house itself: sizes, names and import law of docs/architecture.md. Runs once, on whatever database."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "renjana"
FORBIDDEN = {"utils", "common", "helpers", "services", "managers", "core", "base", "misc"}
ALLOWED_BASE = {SOURCE / "config" / "sqlite" / "base.py"}  # Django looks a database backend up by this name
MODULE, FUNCTION, PARAMETERS, TEMPLATE = 400, 50, 7, 150


def modules() -> Iterator[Path]:
    return (path for path in sorted(SOURCE.rglob("*.py")) if "migrations" not in path.parts)


def functions() -> Iterator[tuple[Path, ast.FunctionDef]]:
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef):
                yield path, node


def shown(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_no_module_is_longer_than_four_hundred_lines() -> None:
    assert [shown(path) for path in modules() if len(path.read_text().splitlines()) > MODULE] == []


def test_no_test_file_is_longer_than_four_hundred_lines() -> None:
    assert [shown(path) for path in (ROOT / "tests").rglob("*.py") if len(path.read_text().splitlines()) > MODULE] == []


def test_no_function_is_longer_than_fifty_lines() -> None:
    long = [f"{shown(path)}:{node.name}" for path, node in functions() if (node.end_lineno or 0) - node.lineno + 1 > FUNCTION]
    assert long == []


def test_no_function_takes_more_than_seven_parameters() -> None:
    def count(node: ast.FunctionDef) -> int:
        named = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
        return len([one for one in named if one.arg not in {"self", "cls"}])

    assert [f"{shown(path)}:{node.name}" for path, node in functions() if count(node) > PARAMETERS] == []


def test_no_template_is_longer_than_one_hundred_and_fifty_lines() -> None:
    assert [shown(path) for path in SOURCE.rglob("*.html") if len(path.read_text().splitlines()) > TEMPLATE] == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [shown(path) for path in modules() if path.stem in FORBIDDEN and path not in ALLOWED_BASE] == []


def test_every_module_opens_with_a_line_that_names_its_role() -> None:
    silent = [shown(path) for path in modules() if path.read_text().strip() and not ast.get_docstring(ast.parse(path.read_text()))]
    assert silent == []


def test_every_public_function_and_class_has_a_docstring_or_is_a_form_hook() -> None:
    hooks = re.compile(r"clean|clean_\w+|save|close|handle|add_arguments|process_\w+|main|setUp|get_\w+|render|create_user|configure")
    silent = [
        f"{shown(path)}:{node.name}"
        for path in modules()
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
        and not hooks.fullmatch(node.name)
    ]
    assert silent == []


def test_no_function_imports() -> None:
    inside = [
        f"{shown(path)}:{node.name}" for path, node in functions() for inner in ast.walk(node) if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert inside == []


def test_only_actions_move_the_run() -> None:
    """`alur.actions` is imported by the actions of steps, by the area itself, and by what makes a whole agency (cli)."""
    movers = []
    for path in modules():
        area = path.relative_to(SOURCE).parts[0]
        moves = "renjana.alur.actions" in path.read_text() or "from renjana.alur import actions" in path.read_text()
        if moves and area not in {"alur", "cli", "config"} and "actions" not in {path.stem, path.parent.name}:
            movers.append(shown(path))
    assert movers == []


def test_rules_and_tables_know_no_framework() -> None:
    def django(path: Path) -> bool:
        return bool(re.search(r"^\s*(?:from|import) django", path.read_text(), re.MULTILINE))

    pure = [path for path in modules() if path.name in {"rules.py", "tables.py"} or path.relative_to(SOURCE).parts[0] in {"sop", "cetak"}]
    assert [shown(path) for path in pure if django(path)] == []


def test_the_import_law_holds() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout[-4000:]


def test_templates_carry_no_inline_style_or_script() -> None:
    bad = re.compile(r"\sstyle=|\son[a-z]+=\"|<script(?![^>]*\bsrc=)", re.IGNORECASE)
    assert [shown(path) for path in SOURCE.rglob("*.html") if bad.search(path.read_text())] == []
