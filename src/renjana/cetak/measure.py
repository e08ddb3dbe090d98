"""How wide words are in Arimo, so that drawings can break their lines before anyone draws them."""

from functools import cache
from typing import Any

from fontTools.ttLib import TTFont

from renjana.cetak.characters import font_folder

FALLBACK = 0.56


@cache
def _advances() -> dict[str, float]:
    """Advance of each character in ems."""
    font: Any = TTFont(next(path for path in sorted(font_folder().glob("*.ttf")) if "Italic" not in path.name), lazy=True)
    widths, per_em = font["hmtx"].metrics, font["head"].unitsPerEm
    return {chr(code): widths[name][0] / per_em for code, name in font.getBestCmap().items()}


def text_width(text: str, size: float) -> float:
    """Width of one line of upright text at that size, in the same unit."""
    advances = _advances()
    return sum(advances.get(c, FALLBACK) for c in text) * size


def wrap(text: str, size: float, width: float, *, lines: int = 2) -> list[str]:
    """The text broken at spaces into at most `lines` lines; what does not fit ends in "…". No line is wider than `width`."""
    out: list[str] = []
    words = text.split()
    while words and len(out) < lines:
        line = words.pop(0)
        while words and text_width(f"{line} {words[0]}", size) <= width:
            line = f"{line} {words.pop(0)}"
        out.append(line)
    if words:
        out[-1] += "…"
    return [_cut(line, size, width) for line in out]


def _cut(line: str, size: float, width: float) -> str:
    """A line that is too wide, ended in "…" where it still fits."""
    while len(line) > 2 and text_width(line, size) > width:
        line = line.rstrip("…")[:-1].rstrip() + "…"
    return line
