"""Text as people type it, and blocks as printers read them. A blank line parts paragraphs; "- " and "1. " make lists; "## " a subhead."""

import re
from collections.abc import Iterable
from typing import Any

from renjana.cetak.papers import Blok

_BULLET = re.compile(r"[-•*]\s+(.*)")
_NUMBER = re.compile(r"\d{1,3}[.)]\s+(.*)")
_LETTER = re.compile(r"[a-z][.)]\s+(.*)")
_KINDS = (("", _BULLET), ("1", _NUMBER), ("a", _LETTER))
_STARS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
"""Marks of bold from another editor; the words are kept, the marks are not."""


def paragraph(text: str) -> Blok:
    """A paragraph."""
    return {"jenis": "paragraf", "isi": text}


def bullets(items: Iterable[str], urut: str = "") -> Blok:
    """A list; `urut` "" for dots, "1" or "a" for numbers or letters."""
    return {"jenis": "daftar", "urut": urut, "butir": list(items)}


def blocks(text: str) -> list[Blok]:
    """Read typed text into blocks. Lines of one paragraph are joined; list items need no blank line around them."""
    found: list[Blok] = []
    lines: list[str] = []

    def close() -> None:
        if lines:
            found.append(paragraph(" ".join(lines)))
            lines.clear()

    for raw in _STARS.sub(r"\2", text.replace("\r\n", "\n")).split("\n"):
        line = raw.strip()
        if not line:
            close()
        elif line.startswith("## "):
            close()
            found.append({"jenis": "subjudul", "isi": line[3:].strip()})
        elif item := _item(line):
            close()
            _append(found, *item)
        else:
            lines.append(line)
    close()
    return found


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


def typed(content: Iterable[Blok]) -> str:
    """Blocks as a person would type them; tables and charts are left out. `blocks(typed(b)) == b` for paragraphs, subheads and lists."""
    parts = []
    for block in content:
        if block["jenis"] == "paragraf":
            parts.append(str(block["isi"]))
        elif block["jenis"] == "subjudul":
            parts.append(f"## {block['isi']}")
        elif block["jenis"] == "daftar":
            parts.append("\n".join(f"{_mark(block['urut'], number)}{item}" for number, item in enumerate(block["butir"], 1)))
    return "\n\n".join(parts)


def _mark(urut: str, number: int) -> str:
    if urut == "1":
        return f"{number}. "
    if urut == "a":
        return f"{chr(97 + (number - 1) % 26)}. "
    return "- "


def words(text: str) -> int:
    """How many words a text has."""
    return len(text.split())
