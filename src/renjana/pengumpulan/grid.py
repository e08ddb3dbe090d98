"""The grid of an isian on the page: its lines, what a person posts, and the choice when two people changed the same row."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import groupby
from urllib.parse import parse_qsl

from django.http import HttpRequest

from renjana.alur.rules import Refused
from renjana.organisasi.numerals import parse_rupiah
from renjana.pengumpulan.columns import KEYS, TIPE_LABELS, Kolom, only
from renjana.pengumpulan.merging import Cells, mark_of
from renjana.pengumpulan.reading import Line, cells_of
from renjana.renja.values import RencanaValue
from renjana.renstra.codes import kegiatan_of

NUMBERED = re.compile(r"(\d{1,5})\.kode")


@dataclass(frozen=True)
class GridLine:
    """A line of the grid. The first line of a sub kegiatan carries its mark (`dasar`, "" for one that is not stored yet)."""

    number: int
    kode: str
    nama: str
    first: bool
    cells: Mapping[str, str]
    dasar: str = ""
    dropped: bool = False


@dataclass(frozen=True)
class Cell:
    """An input of the grid. A `fixed` one is shown as text; a `blank` one belongs to the first line alone; a `changed` one is not stored yet.
    `message` is what is said at it, `tone` whether that is an "error" or a "doubt".
    """

    key: str
    name: str
    id: str
    label: str
    kind: str
    value: str
    fixed: bool
    blank: bool
    message: str = ""
    tone: str = ""
    changed: bool = False
    sought: bool = False


@dataclass(frozen=True)
class Shown:
    """A line with its inputs, and what is said at its code. A `sought` one is where a link leads; only it and the cells at fault carry an id, so
    that the page stays small.
    """

    line: GridLine
    cells: tuple[Cell, ...]
    sought: bool = False
    code: tuple[str, str, str] = ("", "", "")


@dataclass(frozen=True)
class Group:
    """The lines of one kegiatan, with the sums of their money as far as it can be read."""

    kode: str
    nama: str
    lines: tuple[Shown, ...]
    pagu: int
    pagu_maju: int


@dataclass(frozen=True)
class Look:
    """What the grid knows of its cells: indicators that are not reworded, ids of cells that were filled but are not stored, the id of the cell
    or line ("r-3") that a link leads to, and sentences by id: what has to be mended, what is doubted.
    """

    fixed: Collection[str] = ()
    changed: Collection[str] = ()
    sought: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)
    doubts: Mapping[str, str] = field(default_factory=dict)

    def said(self, place: str) -> tuple[str, str]:
        """What is said at a cell, and its tone."""
        if place in self.errors:
            return self.errors[place], "error"
        return (self.doubts[place], "doubt") if place in self.doubts else ("", "")


def stored_lines(rows: Iterable[RencanaValue]) -> list[GridLine]:
    """The grid of what is stored, in order of code."""
    lines: list[GridLine] = []
    for row in rows:
        for place, cells in enumerate(cells_of(row)):
            lines.append(GridLine(len(lines) + 1, row.kode, row.nama, place == 0, cells, mark_of(row) if place == 0 else ""))
    return lines


PAGE = "b."
"""Before the names of the grid's inputs. All lines share them, so that a page of 120 rows stays small; the order of the page numbers them."""
TORN = "Halaman ini tidak terkirim utuh; muat ulang halamannya, lalu isi lagi."


def numbered(request: HttpRequest, keys: Sequence[str] = (*KEYS, "dasar")) -> dict[str, str]:
    """What was posted with a number before each name of the grid: `b.pagu` after the third `b.kode` is `3.pagu`, and a button that adds an
    indicator there is `aksi` indikator.3. Every line has the same of `keys`; raises Refused for a torn post.
    """
    found = {name: str(value) for name, value in request.POST.items() if not name.startswith(PAGE)}
    if not any(name.startswith(PAGE) for name in request.POST):
        return found
    if request.content_type != "application/x-www-form-urlencoded":
        raise Refused(TORN)
    return found | in_order(parse_qsl(request.body.decode(errors="replace"), keep_blank_values=True), keys)


def in_order(pairs: Iterable[tuple[str, str]], keys: Sequence[str]) -> dict[str, str]:
    """Names and values of the grid in the order of the page, numbered by their lines. Raises Refused when a line lacks what others have."""
    found: dict[str, str] = {}
    count, number = Counter[str](), 0
    for name, value in pairs:
        if not name.startswith(PAGE):
            continue
        key = name.removeprefix(PAGE)
        number += key == "kode"
        count[key] += 1
        if key == "tambah":
            found["aksi"] = f"indikator.{number}"
        else:
            found[f"{number}.{key}"] = value
    if any(count[key] not in {0, number} for key in keys):
        raise Refused(TORN)
    return found


def posted_lines(data: Mapping[str, str], names: Mapping[str, str]) -> list[GridLine]:
    """The grid as it was posted, in the order of the page. `names` gives the names of the sub kegiatan."""
    numbers = [int(match[1]) for name in data if (match := NUMBERED.fullmatch(name))]
    seen: set[str] = set()
    lines = []
    for number in dict.fromkeys(numbers):
        kode = data[f"{number}.kode"]
        cells = {key: data.get(f"{number}.{key}", "") for key in KEYS if key != "kode"} | {"kode": kode}
        dropped = bool(data.get(f"{number}.hapus"))
        lines.append(GridLine(number, kode, names.get(kode, kode), kode not in seen, cells, data.get(f"{number}.dasar", ""), dropped))
        seen.add(kode)
    return lines


SAME = "="
"""What the page posts for an indicator that it shows as text: the words it had when the page was made."""


def with_fixed(lines: Sequence[GridLine], base: Mapping[str, Cells | None]) -> list[GridLine]:
    """The lines with the words of fixed indicators put back from the rows that the page was made from. Raises Refused when nobody knows them."""
    places: dict[str, int] = {}
    found: list[GridLine] = []
    for line in lines:
        place = places[line.kode] = places.get(line.kode, -1) + 1
        if line.cells["indikator"] == SAME:
            known = base.get(line.kode)
            if known is None or place >= len(known):
                raise Refused(f"Baris {line.kode} sudah berubah susunannya; muat ulang halaman, lalu isi lagi.")
            line = replace(line, cells={**line.cells, "indikator": known[place]["indikator"]})
        found.append(line)
    return found


def with_indikator(lines: Sequence[GridLine], number: str) -> list[GridLine]:
    """The grid with an empty line for a further indicator of the sub kegiatan on the line of this number."""
    kode = next((line.kode for line in lines if str(line.number) == number), "")
    own = [place for place, line in enumerate(lines) if line.kode == kode]
    if not own:
        return list(lines)
    empty = replace(lines[own[-1]], first=False, cells=dict.fromkeys(KEYS, "") | {"kode": kode}, dasar="", dropped=False)
    return [replace(line, number=place) for place, line in enumerate([*lines[: own[-1] + 1], empty, *lines[own[-1] + 1 :]], 1)]


def dropped_codes(lines: Iterable[GridLine]) -> frozenset[str]:
    """The sub kegiatan whose first line is ticked for removal."""
    return frozenset(line.kode for line in lines if line.first and line.dropped)


def base_of(lines: Iterable[GridLine]) -> dict[str, str]:
    """The mark of each sub kegiatan when the page was made; one that was not stored then is left out."""
    return {line.kode: line.dasar for line in lines if line.first and line.dasar}


def as_lines(lines: Sequence[GridLine], keys: Collection[str]) -> list[Line]:
    """What is to be read: every line that stays, its cells named by the id of their input."""
    gone = dropped_codes(lines)
    asked = [column.key for column in only(keys)]
    return [
        Line(line.number, {key: line.cells.get(key, "") for key in asked}, {key: cell_id(line.number, key) for key in asked}, fixed=not line.first)
        for line in lines
        if line.kode not in gone and not line.dropped
    ]


def cell_id(number: int, key: str) -> str:
    """The id of an input."""
    return f"c{number}-{key}"


def unsaved(lines: Sequence[GridLine], stored: Sequence[GridLine], keys: Collection[str]) -> set[str]:
    """Ids of the cells that say something else than what is stored; of a line that is not stored every filled one."""
    before = _placed(stored)
    asked = [column.key for column in only(keys)[1:]]
    found = set()
    for place, line in _placed(lines).items():
        old = before[place].cells if place in before else {}
        found |= {cell_id(line.number, key) for key in asked if line.cells.get(key, "") != old.get(key, "")}
    return found


def _placed(lines: Iterable[GridLine]) -> dict[tuple[str, int], GridLine]:
    """Lines by code and number of the indicator."""
    places = Counter[str]()
    found = {}
    for line in lines:
        found[line.kode, places[line.kode]] = line
        places[line.kode] += 1
    return found


def groups(lines: Sequence[GridLine], keys: Collection[str], tahun: int, *, names: Mapping[str, str], look: Look) -> list[Group]:
    """The grid as it is drawn, by kegiatan. `names` of kegiatan."""
    columns = only(keys)[1:]
    found = []
    for kegiatan, own in groupby(lines, lambda line: kegiatan_of(line.kode)):
        shown = tuple(
            Shown(
                line, _cells(line, columns, tahun, look), look.sought == f"r-{line.number}", (code := cell_id(line.number, "kode"), *look.said(code))
            )
            for line in own
        )
        found.append(Group(kegiatan, names.get(kegiatan, ""), shown, _sum(shown, "pagu"), _sum(shown, "pagu_maju")))
    return found


def _sum(shown: Iterable[Shown], key: str) -> int:
    total = 0
    for one in shown:
        with suppress(ValueError):
            total += parse_rupiah(one.line.cells.get(key, ""))
    return total


def _cells(line: GridLine, columns: Sequence[Kolom], tahun: int, look: Look) -> tuple[Cell, ...]:
    return tuple(
        Cell(
            key=column.key,
            name=PAGE + column.key,
            id=(place := cell_id(line.number, column.key)),
            label=column.judul(tahun),
            kind=column.kind,
            value=(value := line.cells.get(column.key, "")),
            message=(said := look.said(place))[0],
            tone=said[1],
            fixed=column.key == "indikator" and value in look.fixed and not said[0] and place not in look.changed,
            blank=not line.first and not column.per_indikator,
            changed=place in look.changed,
            sought=place == look.sought,
        )
        for column in columns
    )


TIPE_CHOICES: tuple[str, ...] = tuple(TIPE_LABELS.values())


def totals(rows: Iterable[RencanaValue]) -> dict[str, int]:
    """Pagu of both years, whole rupiah."""
    kept = list(rows)
    return {"pagu": sum(row.pagu or 0 for row in kept), "pagu_maju": sum(row.pagu_maju or 0 for row in kept)}
