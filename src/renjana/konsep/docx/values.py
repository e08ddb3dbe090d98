"""What a Word file says, as plain values: paragraphs with their tracked changes, tables, comments."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from renjana.cetak.docx_tracked import Anchor

SAME, PUT_IN, TAKEN_OUT = "sama", "tambah", "hapus"
VOID = "batal"
"""Words that one person put in and another took out again: they are in neither text."""


@dataclass(frozen=True)
class Piece:
    """Words of a paragraph and what became of them; `oleh` and `waktu` (ISO, "" when not told) of a tracked change."""

    jenis: str
    teks: str
    oleh: str = ""
    waktu: str = ""


@dataclass(frozen=True)
class Para:
    """A paragraph of the file. `gaya` is its style by its English name in small letters, `daftar` "" or the kind of list as in `papers.Blok`
    ("-" for dots), `akhir` the tracked change of its end.
    """

    anchors: tuple[Anchor, ...]
    gaya: str
    daftar: str
    pieces: tuple[Piece, ...]
    akhir: Piece | None = None

    def words(self, without: str) -> str:
        """The text without the pieces of one kind, blanks as they are."""
        return "".join(piece.teks for piece in self.pieces if piece.jenis not in {without, VOID})


@dataclass(frozen=True)
class Grid:
    """A table: the words of its cells as they read now, and whether a change in it is tracked."""

    rows: tuple[tuple[str, ...], ...]
    tracked: bool


@dataclass(frozen=True)
class Remark:
    """A comment: who, when (ISO or ""), its words, the place of its paragraph or table among the items, the words it is about."""

    oleh: str
    waktu: str
    isi: str
    tempat: int
    kutipan: str


@dataclass(frozen=True)
class WordFile:
    """Everything that is read. `boxes` counts text boxes, whose words are not."""

    items: tuple[Para | Grid, ...]
    remarks: tuple[Remark, ...]
    boxes: int = 0


def as_plain(file: WordFile) -> dict[str, Any]:
    """The file as JSON knows it."""
    return {
        "items": [_para(item) if isinstance(item, Para) else {"rows": item.rows, "tracked": item.tracked} for item in file.items],
        "remarks": [vars(remark) for remark in file.remarks],
        "boxes": file.boxes,
    }


def _para(item: Para) -> dict[str, Any]:
    pieces = [(piece.jenis, piece.teks, piece.oleh, piece.waktu) for piece in item.pieces]
    end = (item.akhir.jenis, "", item.akhir.oleh, item.akhir.waktu) if item.akhir else None
    return {"anchors": item.anchors, "gaya": item.gaya, "daftar": item.daftar, "pieces": pieces, "akhir": end}


def from_plain(data: dict[str, Any]) -> WordFile:
    """The file out of what `as_plain` made."""
    items = tuple(_item(entry) for entry in data["items"])
    return WordFile(items, tuple(Remark(**entry) for entry in data["remarks"]), data["boxes"])


def _item(entry: dict[str, Any]) -> Para | Grid:
    if "rows" in entry:
        return Grid(tuple(tuple(row) for row in entry["rows"]), entry["tracked"])
    anchors = tuple(Anchor(*one) for one in entry["anchors"])
    return Para(anchors, entry["gaya"], entry["daftar"], _pieces(entry["pieces"]), Piece(*entry["akhir"]) if entry["akhir"] else None)


def _pieces(entries: Sequence[Sequence[str]]) -> tuple[Piece, ...]:
    return tuple(Piece(*entry) for entry in entries)
