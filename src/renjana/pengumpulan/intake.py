"""A workbook that came back, held against what is stored: what it says, what is wrong with it, what it would change. Stores nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from renjana.pengumpulan import lembar
from renjana.pengumpulan.book_parts import ReadPart
from renjana.pengumpulan.book_reading import Book, BookFault, read_book
from renjana.pengumpulan.lembar import Lembar
from renjana.pengumpulan.lembar_rows import lembar_of, lembar_rows
from renjana.pengumpulan.merging import CHANGED, NOTHING, Change, Merged, Place, changes, merge, state_of
from renjana.pengumpulan.models import Isian
from renjana.pengumpulan.queries import asked_columns, bases_of, known_for, renja_of, rows_of, secret
from renjana.pengumpulan.reading import Finding, Reading, read_lines, read_stored
from renjana.pengumpulan.seal import mismatch
from renjana.renja.values import RencanaValue
from renjana.renstra.workbook import WorkbookFault, read_workbook


@dataclass(frozen=True)
class Part:
    """A further part that came back, brought together with what is stored (`base`): its rows, every cell that changes as address, head, before
    and after, and the cells that two people changed, with their addresses.
    """

    part: Lembar
    rows: tuple[dict[str, str], ...]
    base: tuple[dict[str, str], ...]
    changes: tuple[tuple[str, str, str, str], ...]
    clashes: tuple[Change, ...] = ()
    places: Mapping[Place, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Received:
    """What a workbook says, brought together with what is stored: rows, findings with their cells, what would change, and the digest of the
    stored rows it was compared with.

    `merged` tells what both people changed (its clashes) and what others changed since the workbook was made (its kept cells). `reading` is
    None for a file that cannot be read at all, and then so is `book`.
    """

    rows: tuple[RencanaValue, ...]
    findings: tuple[Finding, ...]
    changes: tuple[Change, ...] = ()
    keadaan: str = ""
    merged: Merged = NOTHING
    reading: Reading | None = None
    book: Book | None = None
    parts: tuple[Part, ...] = ()

    @property
    def clashes(self) -> tuple[Change, ...]:
        """The cells that two people changed, of the plan and of the further parts."""
        return (*self.merged.clashes, *(one for part in self.parts for one in part.clashes))

    @property
    def sheet(self) -> str:
        """The name of the sheet that was read."""
        return self.book.sheet if self.book else ""

    @property
    def faults(self) -> tuple[Finding, ...]:
        """The findings that keep everything from being stored."""
        return tuple(one for one in self.findings if one.blocking)

    @property
    def doubts(self) -> tuple[Finding, ...]:
        """The findings that a person may overrule."""
        return tuple(one for one in self.findings if not one.blocking)


def read_isian(isian: Isian, content: bytes, *, name: str, chosen: Mapping[Place, str] | None = None) -> Received:
    """What a workbook says, held against what is stored; nothing is stored. Every finding at once. Costs a process start.

    `chosen` is the side taken for cells that two people changed (merging.MINE is the workbook's).
    """
    run = isian.run
    try:
        book = read_book(read_workbook(content, name=name), name=name, secret=secret())
    except (WorkbookFault, BookFault) as fault:
        return Received((), (Finding(0, "", "", str(fault)),))
    agency = run.perangkat_daerah.kode
    if sentence := mismatch(book.seal, pd=agency, tahun=run.tahap.renja.tahun, tahap=run.tahap.jenis, bidang=isian.bidang.kode):
        return Received((), (Finding(0, "", "", sentence),))
    return _compare(isian, book, chosen)


def stored_reading(isian: Isian) -> Reading:
    """What is stored, read again: its faults and doubts by line of the grid."""
    return read_stored(rows_of(isian), known=known_for(renja_of(isian.run)), bidang=isian.bidang.kode)


def _compare(isian: Isian, book: Book, chosen: Mapping[Place, str] | None) -> Received:
    keys, stored = asked_columns(isian), rows_of(isian)
    reading = read_lines(book.lines, known=known_for(renja_of(isian.run)), bidang=isian.bidang.kode)
    dropped = set(book.marks) - {row.kode for row in reading.rows}
    merged = merge(stored, reading.rows, bases_of(isian, book.marks, stored), keys, dropped, chosen)
    told: list[Finding] = []
    asked = {part.key for part in lembar_of(isian.run)}
    parts = tuple(_part(isian, one, told, chosen or {}) for one in book.parts if one.part.key in asked)
    findings = (*sorted((*book.findings, *reading.findings), key=lambda one: one.row), *told)
    return Received(merged.rows, findings, changes(stored, merged.rows, keys), state_of(stored), merged, reading, book, parts)


def _part(isian: Isian, given: ReadPart, told: list[Finding], chosen: Mapping[Place, str]) -> Part:
    """A further part held against what is stored; what is wrong with its cells is added to `told`."""
    part, stored = given.part, lembar_rows(isian, given.part)
    known = {row["kunci"]: row for row in stored}
    locked = [one.key for one in part.columns if one.terkunci]
    rows = [{**row, **{key: known[row["kunci"]][key] for key in locked}} if row["kunci"] in known else row for row in given.rows]
    result = lembar.read(part, [row for row in rows if part.terbuka or row["kunci"] in known])
    sides = {(place[0].removeprefix(f"{part.key}:"), place[2]): side for place, side in chosen.items() if place[0].startswith(f"{part.key}:")}
    joined = lembar.join(stored, result.rows, given.base, sides)
    told += [Finding(0, "", given.places.get(place, part.label), message) for place, message in result.faults.items()]
    after = {row["kunci"]: row for row in joined.rows}
    changed = tuple(
        (given.places.get((kunci, one.key), ""), one.judul(isian.run.tahap.renja.tahun), before, now)
        for kunci in {**known, **after}
        for one in part.columns
        if (before := known.get(kunci, {}).get(one.key, "")) != (now := after.get(kunci, {}).get(one.key, ""))
    )
    clashes = tuple(_clash(part, after[kunci], key, words, given.base) for (kunci, key), words in joined.clashes.items())
    places = {(f"{part.key}:{kunci}", 0, key): cell for (kunci, key), cell in given.places.items()}
    return Part(part, joined.rows, tuple(stored), changed, clashes, places)


def _clash(part: Lembar, row: Mapping[str, str], key: str, theirs: str, base: Iterable[Mapping[str, str]]) -> Change:
    """A cell of a part that two people changed, named as those of the plan are; at lembar.ROW the row was taken out by somebody."""
    began = next((one.get(key) for one in base if one["kunci"] == row["kunci"]), None)
    mine = row[key] if key != lembar.ROW else next((row[one.key] for one in part.columns if row.get(one.key)), "")
    return Change(f"{part.key}:{row['kunci']}", part.label, 0, key, theirs, mine, CHANGED, began)
