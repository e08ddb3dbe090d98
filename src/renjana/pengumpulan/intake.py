"""A workbook that came back, held against what is stored: what it says, what is wrong with it, what it would change. Stores nothing."""

from collections.abc import Mapping
from dataclasses import dataclass

from renjana.pengumpulan.book_reading import Book, BookFault, read_book
from renjana.pengumpulan.merging import NOTHING, Change, Merged, Place, changes, merge, state_of
from renjana.pengumpulan.models import Isian
from renjana.pengumpulan.queries import asked_columns, bases_of, known_for, renja_of, rows_of, secret
from renjana.pengumpulan.reading import Finding, Reading, read_lines
from renjana.pengumpulan.seal import mismatch
from renjana.renja.values import RencanaValue
from renjana.renstra.workbook import WorkbookFault, read_workbook


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


def _compare(isian: Isian, book: Book, chosen: Mapping[Place, str] | None) -> Received:
    keys = asked_columns(isian)
    reading = read_lines(book.lines, known=known_for(renja_of(isian.run)), bidang=isian.bidang.kode)
    stored = rows_of(isian)
    dropped = set(book.marks) - {row.kode for row in reading.rows}
    merged = merge(stored, reading.rows, bases_of(isian, book.marks, stored), keys, dropped, chosen)
    findings = tuple(sorted((*book.findings, *reading.findings), key=lambda one: one.row))
    return Received(merged.rows, findings, changes(stored, merged.rows, keys), state_of(stored), merged, reading, book)
