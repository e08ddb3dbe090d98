"""Two drafts compared: prose word by word, tables cell by cell, pagu by sub kegiatan with its sums. Pure; snapshots in, values out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Literal, NamedTuple

from renjana.konsep.snapshot import Baris, Isi, PaguIsi, Paragraf, SubbabIsi, TabelIsi
from renjana.konsep.words import Span, pairs, word_spans

Fate = Literal["sama", "ubah", "tambah", "hapus"]


@dataclass(frozen=True)
class Paragraph:
    """What became of a paragraph; `rentang` are its words."""

    jenis: str
    nasib: Fate
    rentang: tuple[Span, ...]


class Cell(NamedTuple):
    """A cell before and after."""

    semula: str
    menjadi: str

    @property
    def changed(self) -> bool:
        """Whether the cell says something else."""
        return self.semula != self.menjadi


@dataclass(frozen=True)
class RowChange:
    """A row that was changed, added or taken out. `sel` are all its cells, in the order of the heads."""

    nasib: Fate
    kode: str
    nama: str
    sel: tuple[Cell, ...]


@dataclass(frozen=True)
class TableChange:
    """A table in which something changed: its changed rows, those taken out last. `kolom` are the places of the columns worth showing."""

    nama: str
    judul: str
    kepala: tuple[str, ...]
    angka: frozenset[int]
    baris: tuple[RowChange, ...]

    @cached_property
    def kolom(self) -> tuple[int, ...]:
        """Columns in which a row that stayed changed; where rows came or went also those of numbers."""
        changed = {place for row in self.baris if row.nasib == "ubah" for place, cell in enumerate(row.sel) if cell.changed}
        if any(row.nasib != "ubah" for row in self.baris):
            changed |= {place for place in self.angka if any(row.sel[place].changed for row in self.baris)}
        return tuple(sorted(changed))

    @property
    def heads(self) -> tuple[tuple[str, bool], ...]:
        """The heads of the columns worth showing, and whether these hold numbers."""
        return tuple((self.kepala[place], place in self.angka) for place in self.kolom)

    @property
    def shown(self) -> tuple[tuple[RowChange, tuple[tuple[Cell, bool], ...]], ...]:
        """Every row with its cells worth showing, and whether these are numbers."""
        return tuple((row, tuple((row.sel[place], place in self.angka) for place in self.kolom)) for row in self.baris)

    @property
    def cells(self) -> int:
        """How many cells say something else."""
        return sum(cell.changed for row in self.baris for cell in row.sel)


@dataclass(frozen=True)
class Section:
    """A subbab in which something changed. `dari` is its number before when that was another; `nasib` whether it came or went."""

    nomor: str
    judul: str
    dari: str
    nasib: Fate
    paragraf: tuple[Paragraph, ...]
    tabel: tuple[TableChange, ...]


@dataclass(frozen=True)
class PaguChange:
    """Pagu of a sub kegiatan, a program or the whole before and after, whole rupiah; None where there was none."""

    kode: str
    nama: str
    bidang: str
    semula: int | None
    menjadi: int | None

    @property
    def selisih(self) -> int:
        """Whole rupiah more (or less)."""
        return (self.menjadi or 0) - (self.semula or 0)


@dataclass(frozen=True)
class Comparison:
    """Everything in which two drafts differ."""

    bagian: tuple[Section, ...]
    pagu: tuple[PaguChange, ...]
    program: tuple[PaguChange, ...]
    jumlah: PaguChange

    @property
    def empty(self) -> bool:
        """Whether both say the same."""
        return not self.bagian and not self.pagu

    def count(self, *nasib: Fate) -> int:
        """How many paragraphs had this fate."""
        return sum(one.nasib in nasib for section in self.bagian for one in section.paragraf)

    @property
    def cells(self) -> int:
        """How many cells of tables say something else."""
        return sum(table.cells for section in self.bagian for table in section.tabel)


def compare(before: Isi, after: Isi) -> Comparison:
    """What changed from one draft to the other; subbab are the same when their topic is."""
    old = {entry["topik"]: entry for entry in before["subbab"]}
    new = {entry["topik"]: entry for entry in after["subbab"]}
    gone = (_section(entry, None) for topik, entry in old.items() if topik not in new)
    sections = chain((_section(old.get(topik), entry) for topik, entry in new.items()), gone)
    rows = _pagu(before["pagu"], after["pagu"])
    return Comparison(
        tuple(one for one in sections if one is not None),
        tuple(one for one in rows if one.semula != one.menjadi),
        _programs(before, after),
        PaguChange("", "Jumlah", "", _total(before["pagu"]), _total(after["pagu"])),
    )


def _section(before: SubbabIsi | None, after: SubbabIsi | None) -> Section | None:
    if before is not None and after is not None and before["paragraf"] == after["paragraf"] and before["tabel"] == after["tabel"]:
        return None
    entry = after or before
    if entry is None:
        return None
    fate: Fate = "ubah" if before and after else "tambah" if after else "hapus"
    prose = _prose(before["paragraf"] if before else (), after["paragraf"] if after else ())
    tables = _tables(before["tabel"] if before else (), after["tabel"] if after else ())
    if fate == "ubah" and not tables and all(one.nasib == "sama" for one in prose):
        return None
    source = before["nomor"] if before and before["nomor"] != entry["nomor"] else ""
    return Section(entry["nomor"], entry["judul"], source, fate, prose, tables)


def _prose(before: Sequence[Paragraf], after: Sequence[Paragraf]) -> tuple[Paragraph, ...]:
    old, new = [one["isi"] for one in before], [one["isi"] for one in after]
    return tuple(_paragraph(before, after, left, right) for left, right in pairs(old, new))


def _paragraph(before: Sequence[Paragraf], after: Sequence[Paragraf], left: int | None, right: int | None) -> Paragraph:
    if right is None:
        gone = before[left or 0]
        return Paragraph(gone["jenis"], "hapus", (Span("hapus", gone["isi"]),))
    now = after[right]
    if left is None:
        return Paragraph(now["jenis"], "tambah", (Span("tambah", now["isi"]),))
    spans = word_spans(before[left]["isi"], now["isi"])
    return Paragraph(now["jenis"], "ubah" if any(span.jenis != "sama" for span in spans) else "sama", spans)


def _tables(before: Iterable[TabelIsi], after: Iterable[TabelIsi]) -> tuple[TableChange, ...]:
    old = {_name(table): table for table in before}
    new = {_name(table): table for table in after}
    found = (_table(old.get(name), new.get(name)) for name in dict.fromkeys([*new, *old]))
    return tuple(table for table in found if table is not None)


def _name(table: TabelIsi) -> str:
    return table["kode"] or table["judul"]


def _table(before: TabelIsi | None, after: TabelIsi | None) -> TableChange | None:
    shown = after or before
    if shown is None or before == after:
        return None
    width = len(shown["kepala"])
    old = {row["kunci"]: row for row in before["baris"]} if before else {}
    new = {row["kunci"]: row for row in after["baris"]} if after else {}
    changes = (_row(old.get(key), new.get(key), width) for key in dict.fromkeys([*new, *old]))
    rows = tuple(change for change in changes if change is not None)
    return TableChange(shown["nama"], shown["judul"], tuple(shown["kepala"]), frozenset(shown["angka"]), rows) if rows else None


def _row(before: Baris | None, after: Baris | None, width: int) -> RowChange | None:
    shown = after or before
    if shown is None or (before and after and before["sel"] == after["sel"]):
        return None
    old = [*(before["sel"] if before else ()), *[""] * width][:width]
    new = [*(after["sel"] if after else ()), *[""] * width][:width]
    fate: Fate = "ubah" if before and after else "tambah" if after else "hapus"
    return RowChange(fate, shown["kode"], shown["nama"], tuple(map(Cell, old, new)))


def _pagu(before: Iterable[PaguIsi], after: Iterable[PaguIsi]) -> tuple[PaguChange, ...]:
    old = {(row["kode"], row["bidang"]): row for row in before}
    new = {(row["kode"], row["bidang"]): row for row in after}
    found = []
    for key in sorted({*old, *new}):
        left, right = old.get(key), new.get(key)
        nama = (right or left or {"nama": ""})["nama"]
        found.append(PaguChange(*key[:1], nama, key[1], left["pagu"] if left else None, right["pagu"] if right else None))
    return tuple(found)


def _programs(before: Isi, after: Isi) -> tuple[PaguChange, ...]:
    """Programs whose sum is another, in order of code."""
    old, new = _sums(before["pagu"]), _sums(after["pagu"])
    names = {**before["program"], **after["program"]}
    return tuple(
        PaguChange(kode, names.get(kode, kode), "", old.get(kode), new.get(kode)) for kode in sorted({*old, *new}) if old.get(kode) != new.get(kode)
    )


def _sums(rows: Iterable[PaguIsi]) -> Mapping[str, int]:
    sums: dict[str, int] = {}
    for row in rows:
        sums[row["program"]] = sums.get(row["program"], 0) + (row["pagu"] or 0)
    return sums


def _total(rows: Iterable[PaguIsi]) -> int:
    return sum(row["pagu"] or 0 for row in rows)
