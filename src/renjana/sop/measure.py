"""How wide words are in Arimo and where their lines break, so that paper and page show the same lines. Millimetres and points."""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import as_file, files
from typing import Any

from fontTools.ttLib import TTFont

POINT = 25.4 / 72
"""Millimetres in a point."""
SPARE = 0.25
"""Millimetres left free at the end of a line, since other programs round and kern differently."""
_UNKNOWN = 0.75
_SPACE = re.compile(r"[ \t\r\f\v]+")
_PIECE = re.compile(r"[^/-]*[/-]+|[^/-]+")


@cache
def _glyphs(bold: bool) -> tuple[Any, dict[int, str], int]:
    """Glyphs at that weight, the name of each character's glyph, and units in an em."""
    folder = files("fontpkg_arimo") / "files"
    with as_file(folder) as place:
        upright = next(path for path in sorted(place.glob("*.ttf")) if "Italic" not in path.name)
        font = TTFont(upright)
    head: Any = font["head"]
    return font.getGlyphSet(location={"wght": 700 if bold else 400}), font.getBestCmap() or {}, head.unitsPerEm


@cache
def _advance(character: str, bold: bool) -> float:
    """Width of a character in ems."""
    glyphs, names, units = _glyphs(bold)
    name = names.get(ord(character))
    return _UNKNOWN if name is None else float(glyphs[name].width) / units


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Width in mm of one line set at `size` points."""
    return sum(_advance(character, bold) for character in text) * size * POINT


def wrap(text: str, room: float, size: float, *, bold: bool = False, last: float = 0) -> tuple[str, ...]:
    """The lines of a text in `room` mm; at least one. A word longer than the line is cut. `last` mm stay free behind the last line."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for piece in _pieces(paragraph):
            joined = line + piece
            if not line.strip() or width(joined.rstrip(), size, bold=bold) <= room - SPARE:
                line = joined.lstrip()
            else:
                lines.append(line.rstrip())
                line = piece.lstrip()
            *full, line = _cut(line, room, size, bold)
            lines += full
        lines.append(line.rstrip())
    if last and width(lines[-1], size, bold=bold) + last > room - SPARE:
        lines.append("")
    return tuple(lines)


def longest_word(text: str, size: float, *, bold: bool = False) -> float:
    """Width in mm of the widest part of a text that stays on one line."""
    return max((width(piece.strip(), size, bold=bold) for piece in _pieces(text)), default=0.0)


def _pieces(text: str) -> Iterator[str]:
    """Words and parts of words (behind a hyphen or a slash), each with the space before it. A no-break space breaks nothing."""
    for number, word in enumerate(_SPACE.split(text.strip())):
        gap = " " if number else ""
        for piece in _PIECE.findall(word):
            yield gap + piece
            gap = ""


def _cut(piece: str, room: float, size: float, bold: bool) -> list[str]:
    """A piece cut where the line ends, as often as needed; one that fits comes back alone."""
    parts = [""]
    for character in piece:
        if parts[-1] and width(parts[-1] + character, size, bold=bold) > room - SPARE:
            parts.append("")
        parts[-1] += character
    return parts if piece.strip() and width(piece.rstrip(), size, bold=bold) > room - SPARE else [piece]
