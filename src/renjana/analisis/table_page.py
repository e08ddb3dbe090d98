"""An official table as its page shows it: every figure a link to its origin, the columns that stay in sight, the head."""

from typing import Any

from django.urls import reverse

from renjana.cetak.tables import alignment, cell_text
from renjana.organisasi.table import HeadCell, Leaf, head_rows, leaves, number_row
from renjana.renja.rows import Row
from renjana.renja.tables import OfficialTable

LEVELS = ("urusan", "urusan", "program", "kegiatan", "")
SIDES = {"kiri": "", "tengah": "center", "kanan": "num"}
PINNED = {"kode": "pin first", "uraian": "pin second", "program": "pin"}
"""Columns that stay while the others scroll, with their classes."""
WRITTEN_FIGURES = frozenset({"target", "target_maju", "target_akhir_renstra", "realisasi_n2", "prakiraan_n1", "rkpd_target", "keb_target", "volume"})
"""Columns that hold figures although they are printed as words beside their unit."""


def is_figure(leaf: Leaf) -> bool:
    """Whether the cells of a column are figures, which can be asked for their origin."""
    return leaf.kind in {"money", "number", "percent"} or leaf.key in WRITTEN_FIGURES


def table_page(table: OfficialTable, tahun: int) -> dict[str, Any]:
    """Head, body and total for the page: cells as (text, css class, colspan, address of the origin or "")."""
    parts = leaves(table.columns)
    base = reverse("analisis:tabel", kwargs={"tahun": tahun, "kode": table.kode}) + "asal/"
    head = head_rows(table.columns)
    return {
        "head": [_head(cells, parts, len(head) if number == 0 else 0) for number, cells in enumerate(head)],
        "numbers": _head(number_row(table.columns), parts, 1),
        "body": [(LEVELS[row["tingkat"]], _cells(row, parts, base, row["tingkat"])) for row in table.printed],
        "total": _cells(table.jumlah, parts, base, 0) if table.jumlah else [],
    }


def _head(cells: tuple[HeadCell, ...], parts: tuple[Leaf, ...], whole: int) -> list[tuple[HeadCell, str]]:
    """Cells with their class; those that reach over all `whole` rows of the head stay with their pinned column."""
    found, place = [], 0
    for cell in cells:
        pinned = whole and cell.rowspan == whole and cell.colspan == 1
        found.append((cell, PINNED.get(parts[place].key, "") if pinned else ""))
        place += cell.colspan
    return found


def _cells(row: Row, parts: tuple[Leaf, ...], base: str, tingkat: int) -> list[tuple[str, str, int, str]]:
    spans, cells, place = row.get("rentang", {}), [], 0
    while place < len(parts):
        leaf = parts[place]
        text, span = cell_text(row.get(leaf.key), leaf, tingkat), spans.get(leaf.key, 1)
        pin = PINNED.get(leaf.key, "") if span == 1 or leaf.key != "uraian" else ""
        css = f"{SIDES[alignment(leaf)]} {pin}".strip()
        address = f"{base}{row['kunci']}/{leaf.key}/" if row["kunci"] and is_figure(leaf) and text.strip("-") else ""
        cells.append((text, css, span, address))
        place += span
    return cells
