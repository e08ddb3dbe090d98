"""A workbook that came back, held against what is stored: what it says, what is wrong with it, what it would change. Stores nothing."""

from dataclasses import dataclass

from renjana.pengumpulan.book_reading import Book, BookFault, read_book
from renjana.pengumpulan.merging import Change, changes, state_of
from renjana.pengumpulan.models import Isian
from renjana.pengumpulan.queries import columns_of, known_for, renja_of, rows_of, secret
from renjana.pengumpulan.reading import Finding, Reading, keep_unchosen, read_lines
from renjana.pengumpulan.seal import mismatch
from renjana.renja.values import RencanaValue
from renjana.renstra.workbook import WorkbookFault, read_workbook


@dataclass(frozen=True)
class Received:
    """What a workbook says: rows, findings with their cells, what would change, and the digest of the stored rows it was compared with.

    `stale` tells that the stored rows changed after the workbook was made. `reading` is None for a file that cannot be read at all.
    """

    rows: tuple[RencanaValue, ...]
    findings: tuple[Finding, ...]
    changes: tuple[Change, ...] = ()
    keadaan: str = ""
    stale: bool = False
    reading: Reading | None = None
    sheet: str = ""

    @property
    def faults(self) -> tuple[Finding, ...]:
        """The findings that keep everything from being stored."""
        return tuple(one for one in self.findings if one.blocking)

    @property
    def doubts(self) -> tuple[Finding, ...]:
        """The findings that a person may overrule."""
        return tuple(one for one in self.findings if not one.blocking)


def read_isian(isian: Isian, content: bytes, *, name: str) -> Received:
    """What a workbook says, held against what is stored; nothing is stored. Every finding at once. Costs a process start."""
    run = isian.run
    try:
        book = read_book(read_workbook(content, name=name), name=name, secret=secret())
    except (WorkbookFault, BookFault) as fault:
        return Received((), (Finding(0, "", "", str(fault)),))
    agency = run.perangkat_daerah.kode
    if sentence := mismatch(book.seal, pd=agency, tahun=run.tahap.renja.tahun, tahap=run.tahap.jenis, bidang=isian.bidang.kode):
        return Received((), (Finding(0, "", "", sentence),))
    return _compare(isian, book)


def _compare(isian: Isian, book: Book) -> Received:
    keys, stored = columns_of(isian.run), rows_of(isian)
    reading = read_lines(book.lines, known=known_for(renja_of(isian.run), stored), bidang=isian.bidang.kode)
    own = {row.kode: row for row in stored}
    rows = tuple(keep_unchosen(row, own.get(row.kode), keys) for row in reading.rows)
    findings = tuple(sorted((*book.findings, *reading.findings), key=lambda one: one.row))
    state = state_of(stored)
    return Received(rows, findings, changes(stored, rows, keys), state, book.seal.keadaan != state, reading, book.sheet)
