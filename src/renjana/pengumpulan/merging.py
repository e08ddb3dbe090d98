"""What changed between what is stored and what somebody brings, and whether two people changed the same line."""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from renjana.pengumpulan.columns import BY_KEY, KEYS
from renjana.pengumpulan.reading import cells_of
from renjana.renja.values import RencanaValue

NEW, CHANGED, REMOVED = "baru", "berubah", "dihapus"


def mark_of(row: RencanaValue) -> str:
    """A short digest of what a sub kegiatan says; it travels with the grid and tells whether the row changed meanwhile."""
    text = "\x1e".join("\x1f".join(cells.values()) for cells in cells_of(row))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def state_of(rows: Iterable[RencanaValue]) -> str:
    """A short digest of everything a bidang planned, whatever the order of the rows."""
    return hashlib.sha256(" ".join(sorted(mark_of(row) for row in rows)).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Change:
    """A cell that differs. `nomor` counts the indicators of the sub kegiatan from 0; `hasil` is baru, berubah or dihapus."""

    kode: str
    nama: str
    nomor: int
    key: str
    before: str
    after: str
    hasil: str


def changes(stored: Sequence[RencanaValue], brought: Sequence[RencanaValue], keys: Collection[str]) -> tuple[Change, ...]:
    """Every cell that differs, in order of code; of new and removed sub kegiatan every filled cell."""
    before, after = {row.kode: row for row in stored}, {row.kode: row for row in brought}
    found: list[Change] = []
    for kode in sorted({*before, *after}):
        found += _row_changes(before.get(kode), after.get(kode), [key for key in KEYS if key in keys or key == "kode"])
    return tuple(found)


def _row_changes(old: RencanaValue | None, new: RencanaValue | None, keys: Sequence[str]) -> list[Change]:
    row = new or old
    if row is None:
        return []
    left, right = cells_of(old) if old else (), cells_of(new) if new else ()
    found = []
    for number in range(max(len(left), len(right))):
        for key in keys:
            before = left[number][key] if number < len(left) else ""
            after = right[number][key] if number < len(right) else ""
            if before != after and (key != "kode" or old is None or new is None):
                hasil = NEW if old is None else REMOVED if new is None else CHANGED
                found.append(Change(row.kode, row.nama, number, key, before, after, hasil))
    return found


@dataclass(frozen=True)
class Merged:
    """What is to be stored after looking at what others did: the whole plan of the bidang, which codes changed, and the clashes."""

    rows: tuple[RencanaValue, ...]
    changed: frozenset[str]
    removed: frozenset[str]
    clashes: tuple[Change, ...]


def merge(
    stored: Sequence[RencanaValue], mine: Sequence[RencanaValue], base: Mapping[str, str], keys: Collection[str], dropped: Collection[str] = ()
) -> Merged:
    """Put my rows over the stored ones. `base` holds the mark each of my rows had when I began; `dropped` the codes I take out.

    A row I did not touch keeps what others wrote. A row that both changed is a clash, cell by cell (`before` theirs, `after` mine).
    """
    theirs = {row.kode: row for row in stored}
    result = dict(theirs)
    clashes: list[Change] = []
    changed: set[str] = set()
    for row in mine:
        mark, other = mark_of(row), theirs.get(row.kode)
        if mark == base.get(row.kode) or (other is not None and mark == mark_of(other)):
            continue
        if other is not None and base.get(row.kode) != mark_of(other):
            clashes += _row_changes(other, row, [key for key in KEYS if key in keys])
        result[row.kode] = row
        changed.add(row.kode)
    removed = frozenset(kode for kode in dropped if kode in result)
    for kode in removed:
        if kode in theirs and base.get(kode) not in {None, mark_of(theirs[kode])}:
            clashes += _row_changes(theirs[kode], None, [key for key in KEYS if key in keys])
        del result[kode]
    return Merged(tuple(result.values()), frozenset(changed - removed), removed & frozenset(theirs), tuple(clashes))


def column_label(key: str, tahun: int, nomor: int = 0) -> str:
    """The head of a column, with the number of the indicator from the second on."""
    label = BY_KEY[key].judul(tahun)
    return f"{label}, indikator {nomor + 1}" if nomor else label
