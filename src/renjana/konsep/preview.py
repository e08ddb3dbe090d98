"""Blocks for the page: the same that the printers get, in the words of the templates, with the passages that corrections are about."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from django.utils.safestring import SafeString, mark_safe

from renjana.cetak.papers import Blok
from renjana.cetak.tables import html_rows
from renjana.konsep.anchors import DRAWING, ROW, SENTENCE, Place, drawing_place, passage, row_place, sentences
from renjana.konsep.inline import Run, Words, cut, plain
from renjana.konsep.snapshot import Baris


@dataclass(frozen=True)
class Marks:
    """What the page marks: places with the number of their correction, the place that is being corrected (number 0), and whether places
    can be picked. `rows` are those of the official tables by the name that is printed.
    """

    places: Sequence[tuple[int, Place]] = ()
    pick: bool = False
    rows: Mapping[str, Sequence[tuple[str, Baris]]] = field(default_factory=dict)

    def of(self, jangkar: str, tempat: str) -> list[int]:
        """Numbers of the corrections on a drawing or a row."""
        return [number for number, place in self.places if place.jangkar == jangkar and place.tempat == tempat]


@dataclass(frozen=True)
class Part:
    """Words of a sentence: `nomor` of the correction that marks them, None for none; `url` picks the sentence; `runs` are the words as they
    print.
    """

    teks: str
    nomor: int | None = None
    url: str = ""
    runs: Sequence[Run] = ()


def for_page(content: Iterable[Blok], marks: Marks | None = None) -> list[dict[str, Any]]:
    """Each block with what `konsep/_blok.html` shows: `jenis`, and sentences, items, table head and rows, or a drawing."""
    return [_block(block, marks or Marks()) for block in content]


def _block(block: Blok, marks: Marks) -> dict[str, Any]:
    shown: dict[str, Any] = dict(block)
    if block["jenis"] in {"paragraf", "subjudul"}:
        shown["kalimat"] = list(_sentences(block["isi"], marks))
    elif block["jenis"] == "daftar":
        shown["butir"] = [_item(item, marks) for item in block["butir"]]
    elif block["jenis"] == "tabel_resmi":
        shown |= {"kepala": block["tabel"]["kepala"], "nomor": block["tabel"]["nomor"]}
        shown["baris"] = list(_rows(block, marks))
        shown["jumlah"] = block["tabel"]["jumlah"]
    elif block["jenis"] == "tabel":
        sides = block.get("rata") or ["kiri"] * len(block["kepala"])
        shown |= {"kepala": list(zip(block["kepala"], sides, strict=True)), "baris": [list(zip(row, sides, strict=True)) for row in block["baris"]]}
    elif block["jenis"] == "grafik":
        place = drawing_place(block)
        shown |= {"svg": _drawing(block["svg"]), "tanda": marks.of(DRAWING, place.tempat), "url": _url(place) if marks.pick else ""}
    return shown


def _item(item: Any, marks: Marks) -> dict[str, Any]:
    """The sentences of an item, and the lists below it."""
    deeper = [_block(inner, marks) for inner in item["blok"]] if isinstance(item, dict) else []
    return {"kalimat": list(_sentences(item["isi"] if isinstance(item, dict) else item, marks)), "blok": deeper}


def _sentences(words: Words, marks: Marks) -> Iterator[list[Part]]:
    said = sentences(plain(words))
    text = " ".join(said)
    source = words if len(text) == len(plain(words)) else text
    places = [(number, place) for number, place in marks.places if place.jangkar == SENTENCE]
    at = 0
    for sentence in said:
        url = _url(Place(SENTENCE, "", sentence)) if marks.pick else ""
        parts = []
        for part in _marked(sentence, url, places):
            parts.append(replace(part, runs=cut(source, at, at + len(part.teks))))
            at += len(part.teks)
        yield parts
        at += 1


def _marked(text: str, url: str, places: Sequence[tuple[int, Place]]) -> Iterator[Part]:
    """The sentence cut where corrections begin and end; the first one keeps words that two are about."""
    for order, (number, place) in enumerate(places):
        if match := passage(place.kutipan).search(text):
            rest = places[order + 1 :]
            yield from _marked(text[: match.start()], url, rest)
            yield Part(match[0], number, url)
            yield from _marked(text[match.end() :], url, rest)
            return
    if text:
        yield Part(text, None, url)


def _rows(block: Blok, marks: Marks) -> Iterator[dict[str, Any]]:
    known = [*marks.rows.get(block["kode"], ())]
    for number, (rank, cells) in enumerate(html_rows(block["tabel"])):
        place = row_place(*known[number]) if number < len(known) else None
        yield {
            "tingkat": rank,
            "sel": cells,
            "tanda": marks.of(ROW, place.tempat) if place else [],
            "url": _url(place) if place and marks.pick else "",
            "nama": place.kutipan if place else "",
        }


def _url(place: Place) -> str:
    said = {"kutipan": place.kutipan} if place.jangkar == SENTENCE else {"jangkar": place.jangkar, "tempat": place.tempat}
    return f"?{urlencode(said)}#minta"


def _drawing(svg: str) -> SafeString:
    """Drawings come from cetak.charts, which escapes every word in them."""
    return mark_safe(svg)  # noqa: S308 - made by our own charts
