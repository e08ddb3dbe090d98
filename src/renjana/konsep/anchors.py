"""Where a correction may be fastened: a sentence, a drawing, a row of a table. Pure; blocks in, places out, and back to them by their words."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from renjana.cetak.papers import Blok
from renjana.konsep.prose import blocks as read
from renjana.konsep.prose import typed
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
    words = " ".join(kutipan.split())
    return Place(SENTENCE, "", words) if words else None


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


def passage(words: str) -> re.Pattern[str]:
    """These words wherever they stand, however the lines are broken; whole words only."""
    inside = r"\s+".join(re.escape(word) for word in words.split())
    return re.compile(rf"(?<!\w){inside}(?!\w)")


def replaced(text: str, words: str, by: str) -> tuple[str, int]:
    """The typed text with the passage replaced where it stands once; how often it stands. An unchanged text when that is not once.

    Where signs of stress or list stand inside the passage, its paragraph loses its signs of stress.
    """
    pattern = passage(words)
    parts = _APART.split(text)
    said = [typed(read(part)) for part in parts]
    counts = [len(pattern.findall(part)) if words.split() else 0 for part in said]
    if sum(counts) == 1:
        at = counts.index(1)
        source = parts[at] if pattern.search(parts[at]) else said[at]
        parts[at] = pattern.sub(lambda _: " ".join(by.split()), source, count=1)
    return "".join(parts), sum(counts)
