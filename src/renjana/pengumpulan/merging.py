"""What changed between what is stored and what somebody brings, and how the work of two people comes together: cell by cell, against what
both began from. A cell that both changed differently is a clash, which a person decides; nothing is overwritten unseen.
"""

import hashlib
from base64 import urlsafe_b64encode
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from renjana.pengumpulan.aligning import Slot, aligned
from renjana.pengumpulan.columns import BY_KEY, KEYS
from renjana.pengumpulan.reading import INDIKATOR_TEXTS, cells_of
from renjana.renja.values import IndikatorValue, RencanaValue
from renjana.renstra.workbook import text_of

NEW, CHANGED, REMOVED = "baru", "berubah", "dihapus"
MINE, THEIRS = "saya", "mereka"
GONE = "(dihapus)"
Cells = Sequence[Mapping[str, str]]
"""A sub kegiatan as lines of text cells, see reading.cells_of."""
Place = tuple[str, int, str]
"""Code, number of the indicator, column."""
OF_INDIKATOR = tuple(key for key in KEYS if BY_KEY[key].per_indikator)
OF_ROW = tuple(key for key in KEYS if not BY_KEY[key].per_indikator and key != "kode")


def mark_of(row: RencanaValue) -> str:
    """A short digest of what a sub kegiatan says; it travels with the grid and the workbook and tells whether the row changed meanwhile."""
    text = "\x1e".join("\x1f".join(cells.values()) for cells in cells_of(row))
    return urlsafe_b64encode(hashlib.sha256(text.encode()).digest()[:6]).decode()[:6]


def marks_of(rows: Iterable[RencanaValue]) -> dict[str, str]:
    """The mark of each sub kegiatan by code."""
    return {row.kode: mark_of(row) for row in rows}


def state_of_marks(marks: Iterable[str]) -> str:
    """A short digest of everything a bidang planned, from the marks of its rows in whatever order."""
    return hashlib.sha256(" ".join(sorted(marks)).encode()).hexdigest()[:16]


def state_of(rows: Iterable[RencanaValue]) -> str:
    """The same from the rows."""
    return state_of_marks(map(mark_of, rows))


@dataclass(frozen=True)
class Change:
    """A cell that differs. `nomor` counts the indicators of the sub kegiatan from 0; `hasil` is baru, berubah or dihapus.

    Of a clash `before` is theirs, `after` mine and `base` what both began from (None when that is not known); its key is "kode" when one of
    us took the whole sub kegiatan out.
    """

    kode: str
    nama: str
    nomor: int
    key: str
    before: str
    after: str
    hasil: str
    base: str | None = None

    @property
    def place(self) -> Place:
        """Where it stands."""
        return (self.kode, self.nomor, self.key)


def changes(stored: Sequence[RencanaValue], brought: Sequence[RencanaValue], keys: Collection[str]) -> tuple[Change, ...]:
    """Every cell that differs, in order of code; of new and removed sub kegiatan every filled cell."""
    before, after = {row.kode: row for row in stored}, {row.kode: row for row in brought}
    found: list[Change] = []
    for kode in sorted({*before, *after}):
        found += _row_changes(before.get(kode), after.get(kode), [key for key in KEYS if key in keys or key == "kode"])
    return tuple(found)


def _row_changes(old: RencanaValue | None, new: RencanaValue | None, keys: Sequence[str]) -> list[Change]:
    row = new or old
    if row is None or old is new:
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
    """What is to be stored after looking at what others did: the whole plan of the bidang, which codes changed, which go, and the clashes.

    While there are clashes, `rows` hold my values in their places and are only shown. `kept` are cells where somebody else's newer value
    stays because mine is the one we both began from.
    """

    rows: tuple[RencanaValue, ...]
    changed: frozenset[str]
    removed: frozenset[str]
    clashes: tuple[Change, ...] = ()
    kept: tuple[Change, ...] = ()


NOTHING = Merged((), frozenset(), frozenset())


def merge(
    stored: Sequence[RencanaValue],
    mine: Sequence[RencanaValue],
    base: Mapping[str, Cells | None],
    keys: Collection[str],
    dropped: Collection[str] = (),
    chosen: Mapping[Place, str] | None = None,
) -> Merged:
    """Bring my rows together with the stored ones. `base` holds the cells of each row that I began from (None: it was there, but nobody knows
    how it looked), `dropped` the codes I take out, `chosen` the side taken for a clash (MINE or THEIRS).

    Stored rows that I neither bring nor drop stay. Columns outside `keys` are never mine.
    """
    theirs = {row.kode: row for row in stored}
    own = {row.kode: row for row in mine if row.kode not in dropped}
    result: dict[str, RencanaValue] = {}
    joins = [_Join(base.get(kode, ()), theirs.get(kode), own.get(kode), frozenset(keys), chosen or {}) for kode in {**theirs, **own}]
    for join in joins:
        if join.kode not in own and join.kode not in dropped:
            result[join.kode] = theirs[join.kode]
        elif (row := join.row()) is not None:
            result[join.kode] = row
    return Merged(
        tuple(result.values()),
        frozenset(kode for kode, row in result.items() if kode not in theirs or cells_of(row) != cells_of(theirs[kode])),
        frozenset(theirs) - frozenset(result),
        tuple(clash for join in joins for clash in join.clashes),
        tuple(one for join in joins for one in join.kept),
    )


class _Join:
    """One sub kegiatan in three versions. What cannot be decided is kept as a clash."""

    def __init__(
        self, base: Cells | None, theirs: RencanaValue | None, mine: RencanaValue | None, keys: frozenset[str], chosen: Mapping[Place, str]
    ) -> None:
        self.base, self.theirs, self.mine, self.keys, self.chosen = base, theirs, mine, keys, chosen
        row = mine or theirs
        self.kode, self.nama = (row.kode, row.nama) if row else ("", "")
        self.clashes: list[Change] = []
        self.kept: list[Change] = []

    def row(self) -> RencanaValue | None:
        """The sub kegiatan as it comes out; None when it goes."""
        if self.theirs is None:
            return self._brought(self.mine) if self.mine else None
        if self.mine is None:
            return self._dropped(self.theirs)
        return self._joined(self.theirs, self.mine)

    def _brought(self, mine: RencanaValue) -> RencanaValue | None:
        """My row where nothing is stored: new, or taken out by somebody else meanwhile."""
        if self.base == ():
            return mine
        if self.base is not None and self._same(self.base, cells_of(mine)):
            return None
        return mine if self._decide(0, "kode", "" if self.base is None else self.kode, GONE, self.kode) else None

    def _dropped(self, theirs: RencanaValue) -> RencanaValue | None:
        """A stored row that I take out, unless somebody changed it meanwhile."""
        if self.base is not None and self._same(self.base, cells_of(theirs)):
            return None
        return None if self._decide(0, "kode", "" if self.base is None else self.kode, self.kode, GONE) else theirs

    def _same(self, left: Cells, right: Cells) -> bool:
        asked = [key for key in KEYS if key in self.keys]
        return [[line[key] for key in asked] for line in left] == [[line[key] for key in asked] for line in right]

    def _joined(self, theirs: RencanaValue, mine: RencanaValue) -> RencanaValue:
        left, right = cells_of(theirs), cells_of(mine)
        values: dict[str, Any] = {}
        for key in OF_ROW:
            base = None if self.base is None else self.base[0][key] if self.base else ""
            if key in self.keys and self._mine(0, key, base, left[0][key], right[0][key]):
                values[key] = getattr(mine, key)
        return replace(theirs, **values, indikator=self._indikator(theirs, mine, left, right))

    def _indikator(self, theirs: RencanaValue, mine: RencanaValue, left: Cells, right: Cells) -> tuple[IndikatorValue, ...]:
        found: list[IndikatorValue] = []
        for slot in aligned(*map(_words, (self.base or (), left, right))):
            if slot.theirs is not None and slot.mine is not None:
                found.append(self._both(slot, theirs.indikator[slot.theirs], mine.indikator[slot.mine], len(found)))
            elif (one := self._single(slot, theirs, mine, left, right, len(found))) is not None:
                found.append(one)
        return tuple(found)

    def _both(self, slot: Slot, theirs: IndikatorValue, mine: IndikatorValue, nomor: int) -> IndikatorValue:
        """An indicator that is in both versions."""
        values: dict[str, Any] = {}
        for key, text in INDIKATOR_TEXTS.items():
            base = None if self.base is None else _cell(self.base, slot.base, key)
            if key in self.keys and self._mine(nomor, key, base, text_of(text(theirs)), text_of(text(mine))):
                name = "uraian" if key == "indikator" else key
                values[name] = getattr(mine, name)
        return replace(theirs, **values)

    def _single(self, slot: Slot, theirs: RencanaValue, mine: RencanaValue, left: Cells, right: Cells, nomor: int) -> IndikatorValue | None:
        """An indicator that is in one version only: new there, or taken out in the other; None when it goes."""
        here, lines, at = (theirs, left, slot.theirs) if slot.mine is None else (mine, right, slot.mine)
        if at is None:
            return None
        one, words = here.indikator[at], lines[at]["indikator"]
        if self.base is not None:
            if slot.base is None:
                return one
            if all(lines[at][key] == self.base[slot.base][key] for key in OF_INDIKATOR if key in self.keys):
                return None
        base = None if self.base is None or slot.base is None else self.base[slot.base]["indikator"]
        ours, others = (words, GONE) if here is mine else (GONE, words)
        taken = self._decide(nomor, "indikator", base, others, ours) == (here is mine)
        return one if taken or self._undecided(nomor) else None

    def _undecided(self, nomor: int) -> bool:
        """Whether the indicator's clash is still open; then it is shown."""
        return bool(self.clashes) and self.clashes[-1].place == (self.kode, nomor, "indikator")

    def _mine(self, nomor: int, key: str, base: str | None, theirs: str, mine: str) -> bool:
        """Whether my value stands in this cell."""
        if mine == theirs:
            return False
        if base is None:
            return self._decide(nomor, key, None, theirs, mine)
        if mine == base:
            self.kept.append(Change(self.kode, self.nama, nomor, key, theirs, mine, CHANGED, base))
            return False
        return theirs == base or self._decide(nomor, key, base, theirs, mine)

    def _decide(self, nomor: int, key: str, base: str | None, theirs: str, mine: str) -> bool:
        """A clash: the chosen side, else it is noted and mine stands for now."""
        clash = Change(self.kode, self.nama, nomor, key, theirs, mine, CHANGED, base)
        side = self.chosen.get(clash.place)
        if side is None:
            self.clashes.append(clash)
        return side != THEIRS


def _cell(lines: Cells, number: int | None, key: str) -> str:
    return lines[number][key] if number is not None and number < len(lines) else ""


def _words(lines: Cells) -> list[str]:
    """The indicators of a sub kegiatan by their words; none when its only line holds nothing of an indicator."""
    if len(lines) == 1 and not any(lines[0][key] for key in OF_INDIKATOR):
        return []
    return [line["indikator"] for line in lines]


def column_label(key: str, tahun: int, nomor: int = 0) -> str:
    """The head of a column, with the number of the indicator from the second on."""
    label = BY_KEY[key].judul(tahun)
    return f"{label}, indikator {nomor + 1}" if nomor else label
