"""Characters that a paper can carry: what people paste is mended, and what the font lacks is named."""

import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont

# Word writes its bullets from the Symbol and Wingdings fonts into the private use area.
MENDED = str.maketrans(
    {
        "\uf0b7": "•",
        "\uf0a7": "▪",
        "\uf0fc": "√",
        "\uf0d8": "–",
        "\uf02d": "–",
        "✓": "√",
        "✔": "√",
        "✗": "×",
        "✘": "×",
        "◆": "■",
        "➢": "–",
        "➤": "–",
        "\t": " ",
        "\u2028": "\n",
        "\u2029": "\n",
        "\x0b": "\n",
        "\x0c": "\n",
        "\x85": "\n",
    }
)
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
STAND_IN = "□"


def font_folder() -> Path:
    """The folder of the Arimo font files, as the wheel installed them."""
    with as_file(files("fontpkg_arimo") / "files") as folder:
        return folder


@cache
def printable() -> frozenset[int]:
    """Code points that every Arimo file (upright and italic) can draw."""
    maps = [TTFont(path, lazy=True).getBestCmap() or {} for path in sorted(font_folder().glob("*.ttf"))]
    return frozenset.intersection(*(frozenset(one) for one in maps))


def mend(text: str) -> str:
    """The text in NFC, with line ends as "\\n", pasted bullets as real ones, and nothing invisible but spaces."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).translate(MENDED)
    if text.isascii() and text.isprintable():
        return text
    return "".join(c for c in text if c == "\n" or unicodedata.category(c) not in UNSEEN)


def unprintable(text: str) -> list[str]:
    """Characters of the text that no paper can show, each once, in order; empty for a good text.

    For checks at input, so that the person hears of it at the field and not at the printer.
    """
    known = printable()
    return list(dict.fromkeys(c for c in mend(text) if c != "\n" and ord(c) not in known))


def clean_text(text: str) -> str:
    """The mended text, with a box in place of each character that the font lacks (stored before the check existed)."""
    text = mend(text)
    if text.isascii():
        return text
    known = printable()
    return "".join(c if c == "\n" or ord(c) in known else STAND_IN for c in text)


def clean(value: Any) -> Any:
    """The same structure of dicts and lists with every string in it cleaned; other values as they are."""
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, Mapping):
        return {key: clean(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [clean(one) for one in value]
    return value
