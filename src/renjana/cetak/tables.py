"""Official tables for paper, page and file: one set of columns and rows, the same words in every cell.

A row is a mapping from the keys of the columns to values (str, int, Decimal, None, a list of lines), with two keys of its own:
`tingkat` 0 to 4 (4, the default, is the lowest; the others are heads with a ground of their own) and `rentang`, {key: how many columns
the cell takes}. Missing values print "-" on the lowest level and nothing above it; "" prints nothing anywhere.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from renjana.cetak.papers import Tabel
from renjana.organisasi.numerals import desimal, ribuan
from renjana.organisasi.table import Column, HeadCell, Kind, Leaf, head_rows, leaves, number_row

Row = Mapping[str, Any]
LOWEST = 4
WIDTH_BY_KEY = {"no": 0.8, "kode": 2.4, "uraian": 4.4, "indikator": 4.2, "catatan": 2.4}
WIDTH_BY_KIND: dict[Kind, float] = {"text": 2.2, "code": 2.4, "money": 2.4, "number": 1.5, "percent": 1.4}
CENTERED = frozenset({"no", "urut"})
RIGHT: frozenset[Kind] = frozenset({"money", "number", "percent"})
RISKY = ("=", "+", "-", "@", "\t", "\r")


def cell_text(value: Any, leaf: Leaf, tingkat: int = LOWEST) -> str:
    """The words of a cell: money and counts with dots, fractions with two places or more after a comma, lists a line each."""
    if value is None:
        return "-" if tingkat >= LOWEST else ""
    if isinstance(value, str):
        return value
    if isinstance(value, list | tuple):
        return "\n".join(str(one) for one in value)
    if leaf.kind == "percent":
        return desimal(Decimal(value))
    if leaf.unit == "Rp.000":
        value = Decimal(value) / 1000
    number = Decimal(value)
    if number == number.to_integral_value():
        return ribuan(int(number))
    return desimal(number, max(2, len(str(number.normalize()).partition(".")[2])))


def paper_table(columns: Sequence[Column], rows: Iterable[Row], *, jumlah: Row | None = None, numbered: bool = True) -> Tabel:
    """The table as the templates, `plan_docx` and pages read it. `jumlah` is the total row; its empty cells stay empty."""
    parts = leaves(columns)
    return {
        "kepala": [[_head(cell) for cell in row] for row in head_rows(columns)],
        "nomor": [_head(cell) for cell in number_row(columns)] if numbered else [],
        "lebar": [width_of(leaf) for leaf in parts],
        "rata": [alignment(leaf) for leaf in parts],
        "baris": [{"tingkat": row.get("tingkat", LOWEST), "sel": _cells(row, parts, row.get("tingkat", LOWEST))} for row in rows],
        "jumlah": _cells(jumlah, parts, 0) if jumlah else [],
    }


def html_rows(tabel: Tabel) -> list[tuple[int, list[tuple[str, str, int]]]]:
    """The body for a page: (tingkat, cells), each cell as (text, kiri|tengah|kanan, colspan). The head is `tabel["kepala"]` as it is."""
    return [(row["tingkat"], _aligned(row["sel"], tabel["rata"])) for row in tabel["baris"]]


def csv_text(columns: Sequence[Column], rows: Iterable[Row], *, jumlah: Row | None = None) -> str:
    """The table for other programs: one head line of keys, plain numbers, money in whole rupiah; never a formula."""
    parts = leaves(columns)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([leaf.key for leaf in parts])
    for row in [*rows, *([jumlah] if jumlah else [])]:
        writer.writerow([_csv_cell(row.get(leaf.key)) for leaf in parts])
    return out.getvalue()


def guarded(text: str) -> str:
    """The text with an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{text}" if text.startswith(RISKY) and text != "-" else text


def width_of(leaf: Leaf) -> float:
    """The relative width: the column's own, or what its key or kind usually needs."""
    return leaf.width or WIDTH_BY_KEY.get(leaf.key, WIDTH_BY_KIND[leaf.kind])


def alignment(leaf: Leaf) -> str:
    """kiri, tengah or kanan."""
    return "tengah" if leaf.key in CENTERED else "kanan" if leaf.kind in RIGHT else "kiri"


def _head(cell: HeadCell) -> dict[str, Any]:
    return {"teks": cell.text, "colspan": cell.colspan, "rowspan": cell.rowspan}


def _cells(row: Row, parts: Sequence[Leaf], tingkat: int) -> list[Any]:
    spans = row.get("rentang", {})
    cells: list[Any] = []
    place = 0
    while place < len(parts):
        leaf = parts[place]
        text, span = cell_text(row.get(leaf.key), leaf, tingkat), spans.get(leaf.key, 1)
        cells.append({"isi": text, "colspan": span} if span > 1 else text)
        place += span
    return cells


def _aligned(cells: Sequence[Any], alignments: Sequence[str]) -> list[tuple[str, str, int]]:
    out: list[tuple[str, str, int]] = []
    place = 0
    for cell in cells:
        text, span = (cell["isi"], cell["colspan"]) if isinstance(cell, dict) else (cell, 1)
        out.append((text, alignments[place], span))
        place += span
    return out


def _csv_cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        value = "; ".join(str(one) for one in value)
    return guarded(value) if isinstance(value, str) else str(value)
