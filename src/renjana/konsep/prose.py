"""Text as people type it, and blocks as printers read them.

A blank line parts paragraphs; "- " and "1. " make lists, "# " a subhead, *one sign* slanted and **two** bold words. A sign that has no
partner, or that stands inside a word, stays as it is.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, TypedDict

from renjana.cetak.papers import Blok

_HEAD = re.compile(r"#{1,6}\s+(\S.*?)(?:\s+#+)?")
_RULE = re.compile(r"([-*_=])(?:\s*\1){2,}")
"""A line drawn across the page, or below a heading, in another editor."""
_BULLET = re.compile(r"[-•*]\s+(.*)")
_NUMBER = re.compile(r"\d{1,3}[.)]\s+(.*)")
_LETTER = re.compile(r"[a-z][.)]\s+(.*)")
_KINDS = (("", _BULLET), ("1", _NUMBER), ("a", _LETTER))
_STRESS = re.compile(r"(?<![^\W_])(?<![*_])(\*{1,3}|_{1,3})(?=\S)(.{1,2000}?)(?<=\S)\1(?![^\W_])(?![*_])")
_BLANKS = re.compile(r"[ \t]+")
DEEP = 3
"""How many signs may stand one inside the other."""


class Run(TypedDict):
    """Words of a paragraph that print alike."""

    teks: str
    tebal: bool
    miring: bool


Words = str | Sequence[Run]
"""The words of a paragraph, subhead or item: text, or runs where something of it is stressed."""


def paragraph(text: Words) -> Blok:
    """A paragraph."""
    return {"jenis": "paragraf", "isi": text}


def bullets(items: Iterable[Words], urut: str = "") -> Blok:
    """A list; `urut` "" for dots, "1" or "a" for numbers or letters."""
    return {"jenis": "daftar", "urut": urut, "butir": list(items)}


def blocks(text: str) -> list[Blok]:
    """Read typed text into blocks. Lines of one paragraph are joined; list items need no blank line around them, and go on in lines that
    are indented.
    """
    found: list[Blok] = []
    last = ""
    for raw in text.replace("\r\n", "\n").split("\n"):
        line = _BLANKS.sub(" ", raw).strip()
        if not line or _RULE.fullmatch(line):
            last = ""
        elif head := _HEAD.fullmatch(line):
            found.append({"jenis": "subjudul", "isi": head[1]})
            last = ""
        elif item := _item(line):
            _append(found, *item)
            last = "daftar"
        elif last == "daftar" and raw[0].isspace():
            found[-1]["butir"][-1] += f" {line}"
        elif last == "paragraf":
            found[-1]["isi"] += f" {line}"
        else:
            found.append(paragraph(line))
            last = "paragraf"
    return [_stressed(block) for block in found]


def _item(line: str) -> tuple[str, str] | None:
    for urut, pattern in _KINDS:
        if match := pattern.fullmatch(line):
            return urut, match[1].strip()
    return None


def _append(found: list[Blok], urut: str, text: str) -> None:
    last: Any = found[-1] if found else None
    if last is not None and last["jenis"] == "daftar" and last["urut"] == urut:
        last["butir"].append(text)
    else:
        found.append(bullets([text], urut))


def _stressed(block: Blok) -> Blok:
    if block["jenis"] == "daftar":
        return bullets([_words(item) for item in block["butir"]], block["urut"])
    return {"jenis": block["jenis"], "isi": _words(block["isi"])}


def _words(text: str) -> Words:
    """The text without its signs; runs when one of them made something bold or slanted."""
    styles = groupby((run for run in _runs(text) if run["teks"]), key=lambda run: (run["tebal"], run["miring"]))
    joined = [Run(teks="".join(run["teks"] for run in runs), tebal=bold, miring=slanted) for (bold, slanted), runs in styles]
    return joined if any(run["tebal"] or run["miring"] for run in joined) else plain(joined)


def _runs(text: str, *, bold: bool = False, slanted: bool = False, deep: int = DEEP) -> Iterator[Run]:
    at = 0
    for match in _STRESS.finditer(text) if deep else ():
        sign, inside = match.groups()
        if any(map(str.isalnum, inside)):
            yield Run(teks=text[at : match.start()], tebal=bold, miring=slanted)
            yield from _runs(inside, bold=bold or len(sign) > 1, slanted=slanted or len(sign) != 2, deep=deep - 1)
            at = match.end()
    yield Run(teks=text[at:], tebal=bold, miring=slanted)


def plain(words: Words) -> str:
    """The words without what stresses them."""
    return words if isinstance(words, str) else "".join(run["teks"] for run in words)


def cut(words: Words, begin: int, end: int) -> list[Run]:
    """The runs of the characters from `begin` to `end` of the plain words."""
    at, found = 0, []
    for run in [Run(teks=words, tebal=False, miring=False)] if isinstance(words, str) else words:
        if teks := run["teks"][max(begin - at, 0) : max(end - at, 0)]:
            found.append(Run(teks=teks, tebal=run["tebal"], miring=run["miring"]))
        at += len(run["teks"])
    return found


def typed(content: Iterable[Blok]) -> str:
    """Blocks as a person would type them, unstressed; tables and charts are left out. `blocks(typed(b)) == b` for paragraphs, subheads and
    lists in which nothing is stressed.
    """
    parts = []
    for block in content:
        if block["jenis"] == "paragraf":
            parts.append(plain(block["isi"]))
        elif block["jenis"] == "subjudul":
            parts.append(f"## {plain(block['isi'])}")
        elif block["jenis"] == "daftar":
            parts.append("\n".join(f"{_mark(block['urut'], number)}{plain(item)}" for number, item in enumerate(block["butir"], 1)))
    return "\n\n".join(parts)


def _mark(urut: str, number: int) -> str:
    if urut == "1":
        return f"{number}. "
    if urut == "a":
        return f"{chr(97 + (number - 1) % 26)}. "
    return "- "
