"""Every noun of models and fields is in the glossary, and the glossary names nothing that the product does not know."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parents[1]
GLOSSARY = ROOT / "docs" / "glosarium.md"
SOURCE = ROOT / "src" / "renjana"
WORDS = """active data date docx email event expire hash id is item key last login n password pdf prev run session sha tag task"""
MACHINERY = frozenset(re.findall(r"\w+", WORDS))
"""English words and formats in the names of models and fields."""
WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


def words_of(name: str) -> list[str]:
    """The words of a class or field name, in lower case; digits belong to none."""
    return [word.lower() for word in WORD.findall(name)]


def names() -> Iterator[tuple[str, str]]:
    """Every model and field of the product: where it stands, and its name."""
    for model in apps.get_models():
        if model.__module__.startswith("renjana."):
            yield model.__name__, model.__name__
            for field in (*model._meta.local_fields, *model._meta.local_many_to_many):
                yield f"{model.__name__}.{field.name}", field.name


def rows() -> list[list[str]]:
    """The lines of the glossary's tables: word, meaning, paper, source."""
    found = []
    for line in GLOSSARY.read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and cells[0] != "word" and set(cells[0]) != {"-"}:
            found.append(cells)
    return found


def explained() -> set[str]:
    return {word for row in rows() for word in re.findall(r"[a-z]+", row[0].lower())}


def test_a_name_is_split_into_its_words() -> None:
    assert words_of("RencanaSubKegiatan") == ["rencana", "sub", "kegiatan"]
    assert words_of("realisasi_sd_n3") == ["realisasi", "sd", "n"]
    assert words_of("sha256") == ["sha"]


def test_every_word_of_a_model_or_field_is_explained() -> None:
    known = explained() | MACHINERY
    assert [f"{place}: {word}" for place, name in names() for word in words_of(name) if word not in known] == []


def test_machinery_is_short_and_all_of_it_is_used() -> None:
    used = {word for _, name in names() for word in words_of(name)}
    assert sorted(MACHINERY - used) == []
    assert sorted(MACHINERY & explained()) == []


def test_every_line_has_word_meaning_paper_and_source() -> None:
    assert [row for row in rows() if len(row) != 4 or not all(row)] == []


def test_no_word_is_explained_twice() -> None:
    heads = [head.strip() for row in rows() for head in row[0].split(",")]
    assert sorted({head for head in heads if heads.count(head) > 1}) == []


def test_the_glossary_names_no_word_that_the_code_has_not() -> None:
    code = {word for path in SOURCE.rglob("*.py") for name in set(re.findall(r"[A-Za-z_]+", path.read_text("utf-8"))) for word in words_of(name)}
    assert sorted(explained() - code) == []
