"""Prose word by word: what was taken out, what was put in, what stayed. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Kind = Literal["sama", "hapus", "tambah"]
ALIKE = 0.4
"""Share of words that two paragraphs must have in common to be shown as one that was changed."""


@dataclass(frozen=True)
class Span:
    """Words that stayed, were taken out or were put in, joined by single blanks."""

    jenis: Kind
    teks: str


def word_spans(before: str, after: str) -> tuple[Span, ...]:
    """The two texts as one. The words of "sama" and "hapus" are those of `before`, of "sama" and "tambah" those of `after`."""
    old, new = before.split(), after.split()
    spans: list[Span] = []
    for kind, start, end, begin, stop in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            spans.append(Span("sama", " ".join(old[start:end])))
            continue
        if end > start:
            spans.append(Span("hapus", " ".join(old[start:end])))
        if stop > begin:
            spans.append(Span("tambah", " ".join(new[begin:stop])))
    return tuple(spans)


def pairs(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[int | None, int | None]]:
    """Which paragraph became which, in reading order, as places; None where one was put in or taken out."""
    for kind, start, end, begin, stop in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from zip(range(start, end), range(begin, stop), strict=True)
        else:
            yield from _fitting(before, after, range(start, end), range(begin, stop))


def _fitting(before: Sequence[str], after: Sequence[str], old: range, new: range) -> Iterator[tuple[int | None, int | None]]:
    """Pairs among paragraphs that all differ: each old one with the first later new one that is alike enough."""
    place = new.start
    for one in old:
        match = next((two for two in range(place, new.stop) if _alike(before[one], after[two])), None)
        if match is None:
            yield one, None
            continue
        yield from ((None, two) for two in range(place, match))
        yield one, match
        place = match + 1
    yield from ((None, two) for two in range(place, new.stop))


def _alike(one: str, two: str) -> bool:
    matcher = SequenceMatcher(None, one.split(), two.split(), autojunk=False)
    return matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE
