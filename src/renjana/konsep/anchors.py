"""Where a correction may be fastened: a sentence, a drawing, a row of a table. Pure; blocks in, places out, and back to them by their words."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from renjana.cetak.papers import Blok
from renjana.konsep.inline import Run, Words, as_runs, cut, joined, plain, resolved, words
from renjana.konsep.prose import as_text, changed, typed
from renjana.konsep.prose import blocks as read
from renjana.konsep.snapshot import Baris, prose

SENTENCE, DRAWING, ROW = "kalimat", "grafik", "baris"
SHORT = r"(?<!\b[Nn]o\.)(?<!\b[Dd]r\.)(?<!\bIr\.)(?<!\bHj\.)(?<!\b[A-Za-z]\.)"
"""A dot after these is that of an abbreviation or a title."""
_END = re.compile(rf"{SHORT}(?<=[.!?])\s+(?=[\"“(]?[A-Z0-9])")

_APART = re.compile(r"(\n\s*\n)")


@dataclass(frozen=True)
class Place:
    """Something that a correction can be about. `tempat` is empty for a sentence, whose own words tell where it is."""

    jangkar: str
    tempat: str
    kutipan: str


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph; joined by blanks they are the paragraph. Dots in numbers and after titles end none."""
    return _END.split(" ".join(text.split()))


def row_place(kode: str, row: Baris) -> Place:
    """The place of a row of an official table."""
    return Place(ROW, f"{kode}|{row['kunci']}", f"{row['kode']} {row['nama']}".strip())


def drawing_place(block: Blok) -> Place:
    """The place of a chart."""
    return Place(DRAWING, block["judul"], block["judul"])


def place_from(jangkar: str, tempat: str, kutipan: str, rows: Mapping[str, Sequence[Baris]]) -> Place | None:
    """The place that a person picked or whose words were copied; None for the whole subbab. The words of a row come from the table."""
    if jangkar == ROW:
        kode, _, kunci = tempat.partition("|")
        row = next((row for row in rows.get(kode, ()) if row["kunci"] == kunci), None)
        return row_place(kode, row) if row else Place(ROW, tempat, "")
    if jangkar == DRAWING:
        return Place(DRAWING, tempat, tempat)
    said = " ".join(kutipan.split())
    return Place(SENTENCE, "", said) if said else None


def found(place: Place, blocks: Sequence[Blok], rows: Mapping[str, Sequence[Baris]]) -> bool:
    """Whether what a correction is about is still there. `rows` are those of the official tables of the subbab, by code."""
    if place.jangkar == SENTENCE:
        return any(passage(place.kutipan).search(text) for text in texts(blocks))
    if place.jangkar == DRAWING:
        return any(block["jenis"] == "grafik" and block["judul"] == place.tempat for block in blocks)
    if place.jangkar == ROW:
        kode, _, kunci = place.tempat.partition("|")
        return any(row["kunci"] == kunci for row in rows.get(kode, ()))
    return True


def texts(blocks: Iterable[Blok]) -> Iterator[str]:
    """The prose that people write: paragraphs, subheads, items."""
    return (" ".join(entry["isi"].split()) for entry in prose(blocks) if entry["jenis"] != "grafik")


def passage(said: str) -> re.Pattern[str]:
    """These words wherever they stand, however the lines are broken; whole words only."""
    inside = r"\s+".join(re.escape(word) for word in said.split())
    return re.compile(rf"(?<!\w){inside}(?!\w)")


def replaced(text: str, passed: str, by: str, figures: Mapping[str, str] = MappingProxyType({})) -> tuple[str, int]:
    """The kept text with the passage replaced where it stands once; how often it stands. An unchanged text when that is not once.

    What is stressed outside of the passage, figures and footnotes stay. Inside of it a figure stays whose value (`figures`, by name) the new
    words still say, and a footnote unless there are no new words.
    """
    pattern = passage(passed)
    parts = _APART.split(text)
    contents = [[changed(block, lambda one: resolved(one, figures)) for block in read(part)] for part in parts]
    counts = [len(pattern.findall(said)) if passed.split() else 0 for said in map(typed, contents)]
    if sum(counts) == 1:
        at = counts.index(1)
        parts[at] = as_text(changed(block, lambda one: _with(one, pattern, by)) for block in contents[at])
    return "".join(parts), sum(counts)


def _with(content: Words, pattern: re.Pattern[str], by: str) -> Words:
    """The words with the passage replaced where it stands in them."""
    said = plain(content)
    match = pattern.search(said)
    if match is None:
        return content
    inside = cut(content, match.start(), match.end())
    fresh = words(" ".join(by.split()))
    for figure in (run for run in inside if "rujukan" in run):
        fresh = _naming(fresh, figure)
    kept = [run for run in inside if "kaki" in run and by.split()]
    return joined([cut(content, 0, match.start()), as_runs(fresh), kept, cut(content, match.end(), len(said))])


def _naming(content: Words, figure: Run) -> Words:
    """The words, in which the first mention of the figure's value is the figure."""
    place = plain(content).find(figure["teks"])
    end = place + len(figure["teks"])
    return content if place < 0 else joined([cut(content, 0, place), [figure], cut(content, end, len(plain(content)))])
