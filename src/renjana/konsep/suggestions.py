"""A suggestion put into the typed text of a subbab: a passage replaced or taken out, paragraphs put in after one. Pure."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from renjana.konsep.anchors import passage, replaced
from renjana.konsep.inline import escaped, resolved
from renjana.konsep.prose import blocks, changed, typed

REPLACE, INSERT, DELETE = "ganti", "sisip", "hapus"
_APART = re.compile(r"\n\s*\n")
_EMPTY = re.compile(r"[ \t]*(?:[-•*]|\d{1,3}[.)]|[a-z][.)]|#{1,6})[ \t]*")
"""A list mark or subhead sign that stands alone: what is left of an item that was taken out."""
_GAP = re.compile(r"(?<=\S) {2,}")
_LISTED = re.compile(r"[ \t]*(?:([-•*])|(\d{1,3}[.)])|([a-z][.)]))[ \t]+\S")


def applied(text: str, tindakan: str, kutipan: str, usulan: str, figures: Mapping[str, str] = MappingProxyType({})) -> tuple[str, int]:
    """The text with the suggestion in it, where its passage stands once; and how often that stands. An unchanged text when that is not once.

    `figures` are the values of the names in the text. Words that replace are only words, whatever signs they hold; new paragraphs are typed.
    """
    if tindakan == INSERT:
        return _inserted(text, kutipan, usulan, figures)
    if tindakan == DELETE:
        made, count = replaced(text, kutipan, "", figures)
        return (_without_empty(made), count) if count == 1 else (text, count)
    return replaced(text, kutipan, escaped(usulan), figures)


def followed(after: str, kutipan: str, usulan: str) -> str:
    """The paragraph after which another suggestion puts its own, once this passage of it was replaced."""
    return passage(kutipan).sub(lambda _: " ".join(usulan.split()), after, count=1) if kutipan.split() else after


def _without_empty(text: str) -> str:
    """The text without lines that hold nothing but a mark."""
    lines = [_GAP.sub(" ", line) if line.strip() else "" for line in text.split("\n") if not _EMPTY.fullmatch(line)]
    return "\n\n".join(part for part in _APART.split("\n".join(lines)) if part.strip())


def _inserted(text: str, after: str, usulan: str, figures: Mapping[str, str]) -> tuple[str, int]:
    """New paragraphs after the line that holds the words; at the beginning when these are empty."""
    if not after.split():
        return f"{usulan}\n\n{text}".strip(), 1
    parts = _APART.split(text.replace("\r\n", "\n"))
    lines_of = [(part, line, one) for part, words in enumerate(parts) for line, one in enumerate(_lines(words))]
    places = [(part, line) for part, line, one in lines_of if passage(after).search(_said(one, figures))]
    if len(places) != 1:
        return text, len(places)
    part, line = places[0]
    lines = _lines(parts[part])
    same = _kind(usulan) and _kind(usulan) == _kind(lines[line])
    before, behind = "\n".join(lines[: line + 1]), "\n".join(lines[line + 1 :])
    joint = "\n" if same else "\n\n"
    parts[part] = joint.join(filter(None, (before, usulan, behind)))
    return "\n\n".join(parts), 1


def _lines(part: str) -> list[str]:
    """The paragraphs and items of a part, each with the lines it goes on in."""
    found: list[str] = []
    for raw in part.split("\n"):
        goes_on = found and not _LISTED.match(raw) and (raw[:1].isspace() or not _LISTED.match(found[-1]))
        if goes_on and not raw.lstrip().startswith("#") and not found[-1].lstrip().startswith("#"):
            found[-1] += f"\n{raw}"
        else:
            found.append(raw)
    return found


def _said(line: str, figures: Mapping[str, str]) -> str:
    return " ".join(typed(changed(block, lambda one: resolved(one, figures)) for block in blocks(line)).split())


def _kind(text: str) -> str:
    match = _LISTED.match(text)
    return next((kind for kind, sign in zip("-1a", match.groups(), strict=True) if sign), "") if match else ""
