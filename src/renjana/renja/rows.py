"""What every row of an official table carries beside its cells: its kind and rank, the key by which its origin is found, what it sums.

A row maps column keys to values. Its own keys: `baris` (kind), `tingkat` (rank for print), `kunci` (key), `dari` (column key to the numbers
of the rows it sums, counted from 0), `rumus` (column key to a formula in place of the column's), `satuan` (unit of its numbers).
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from renjana.renstra.codes import level

TINGKAT = {
    "perangkat_daerah": 0,
    "urusan": 0,
    "bidang_urusan": 1,
    "program": 2,
    "kegiatan": 3,
    "sub_kegiatan": 4,
    "indikator": 4,
    "jumlah": 0,
    "nihil": 4,
    "ringkasan": 2,
    "catatan": 4,
}
HEADS = ("perangkat_daerah", "urusan", "bidang_urusan", "program", "kegiatan")
DEPTH = {baris: depth for depth, baris in enumerate(HEADS)}
JUMLAH = "jumlah"

Row = dict[str, Any]


@dataclass(frozen=True)
class Rows:
    """Rows of a table and its total row. A table whose total is not its last line has it among its rows."""

    rows: tuple[Row, ...]
    jumlah: Row | None = None


def row_of(baris: str, kunci: str = "", **cells: Any) -> Row:
    """A row of this kind."""
    return {"baris": baris, "tingkat": TINGKAT[baris], "kunci": kunci, **cells}


def kind_of(kode: str) -> str:
    """The kind of row for a code; a code that names no level is printed as a sub kegiatan."""
    return level(kode) or "sub_kegiatan"


def key_of(kode: str, bidang: str = "", order: int = 0) -> str:
    """The key of a row: its code, the bidang that planned it, and which of its indicators (0 is the first)."""
    return f"{kode}~{bidang}~{order}" if bidang or order else kode


def split_key(kunci: str) -> tuple[str, str, int]:
    """Code, bidang and number of the indicator of a key; bidang "" and 0 where it names none."""
    kode, _, rest = kunci.partition("~")
    bidang, _, order = rest.partition("~")
    return kode, bidang, int(order) if order.isdigit() else 0


def link_sums(rows: Collection[Row], jumlah: Row, keys: tuple[str, ...]) -> None:
    """Note under `dari` of each head, and of the total, which rows its money is the sum of: the next heads or sub kegiatan beneath it."""
    open_heads: list[tuple[int, list[int]]] = [(-1, [])]
    topmost = open_heads[0][1]
    for place, row in enumerate(rows):
        depth = DEPTH.get(row["baris"])
        if depth is None and all(row.get(key, "") == "" for key in keys):
            continue
        while depth is not None and open_heads[-1][0] >= depth:
            open_heads.pop()
        open_heads[-1][1].append(place)
        if depth is not None:
            beneath: list[int] = []
            row["dari"] = dict.fromkeys(keys, beneath)
            open_heads.append((depth, beneath))
    jumlah["dari"] = dict.fromkeys(keys, topmost)
