"""Official tables as XLSX: a sheet each, ready to print (head repeated, landscape, one page wide), numbers as numbers, sums as formulas."""

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from renjana.cetak.cell_formulas import Formulas
from renjana.cetak.characters import clean_text
from renjana.cetak.tables import LOWEST, RISKY, Row, alignment, cell_text, width_of
from renjana.organisasi.table import Column, Leaf, head_rows, leaves, number_row

PAPER = {"A4": 9, "F4": 14, "A3": 8}
WIDE_TABLE = 20
"""A table of more columns of cells than this goes on A3."""
LEVEL_FILL = ("#CECECE", "#D9D9D9", "#E4E4E4", "#F0F0F0", "")
HEAD_FILL, NUMBER_FILL = "#E4E4E4", "#F4F4F4"
ALIGN = {"kiri": "left", "tengah": "center", "kanan": "right"}
CHARACTERS = 6.2  # of column width for each unit of relative width
TITLE_ROWS = 2
PERCENT = frozenset({"%", "persen", "persentase"})


@dataclass(frozen=True)
class Sheet:
    """One table: `nama` on the tab (at most 31 characters), `judul` above the head, `jumlah` the total row.

    A row's `satuan` stands behind its numbers; what a row or column computes from others is written as a formula with its value.
    """

    nama: str
    judul: str
    columns: Sequence[Column]
    rows: Iterable[Row]
    jumlah: Row | None = None


def workbook_bytes(sheets: Sequence[Sheet], *, judul: str, penulis: str, created: datetime, kertas: str = "A4") -> bytes:
    """The workbook. The same values give the same bytes."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": judul, "author": penulis, "created": created.replace(tzinfo=None)})
    looks = Looks(book)
    for sheet in sheets:
        write_sheet(book, looks, sheet, kertas)
    book.close()
    return out.getvalue()


@dataclass(frozen=True)
class Written:
    """A worksheet with its table: `top` is the line of the first row, counted from 0."""

    page: Worksheet
    top: int


def write_sheet(book: Workbook, looks: "Looks", sheet: Sheet, kertas: str) -> Written:
    """Add a worksheet that holds this table, set up for print."""
    page = book.add_worksheet(_tab(sheet.nama))
    _print_setup(page, sheet, kertas)
    return Written(page, _write(page, sheet, looks))


class Looks:
    """Cell formats, each made once."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self.made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def get(self, **look: Any) -> Format:
        """A format with Arial 9, wrapped lines and what is asked for."""
        key = tuple(sorted(look.items()))
        if key not in self.made:
            self.made[key] = self.book.add_format({"font_name": "Arial", "font_size": 9, "text_wrap": True, "valign": "top", **look})
        return self.made[key]

    def head(self, fill: str, *, bold: bool = True) -> Format:
        """A head cell."""
        return self.get(bold=bold, bg_color=fill, border=1, align="center", valign="vcenter")

    def body(self, leaf: Leaf, tingkat: int, value: Any, satuan: str = "") -> Format:
        """A body cell: its level's ground, its kind's number format, and the mark that keeps risky text from becoming a formula."""
        look: dict[str, Any] = {"border": 1, "align": ALIGN[alignment(leaf)]}
        if tingkat < LOWEST:
            look |= {"bold": True, "bg_color": LEVEL_FILL[tingkat]}
        if isinstance(value, int | Decimal):
            whole = value == int(value) and leaf.kind != "percent"
            unit = f'"{_unit(satuan)}"' if satuan and leaf.kind == "number" else ""
            look["num_format"] = ("#,##0" if whole else "#,##0.00##" if leaf.kind == "number" else "#,##0.00") + unit
        elif isinstance(value, str) and value.startswith(RISKY):
            look["quote_prefix"] = True
        return self.get(**look)


def _tab(name: str) -> str:
    return "".join(c for c in name if c not in "[]:*?/\\")[:31] or "Tabel"


def _print_setup(page: Worksheet, sheet: Sheet, kertas: str) -> None:
    kertas = "A3" if len(leaves(sheet.columns)) > WIDE_TABLE else kertas
    depth = len(head_rows(sheet.columns)) + 1
    page.set_landscape()
    page.set_paper(PAPER[kertas])
    page.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    page.fit_to_pages(1, 0)
    page.center_horizontally()
    page.repeat_rows(TITLE_ROWS, TITLE_ROWS + depth - 1)
    page.freeze_panes(TITLE_ROWS + depth, 0)
    page.set_footer("&L&8&A&R&8Halaman &P dari &N")
    for place, leaf in enumerate(leaves(sheet.columns)):
        page.set_column(place, place, max(6.0, width_of(leaf) * CHARACTERS))


def _write(page: Worksheet, sheet: Sheet, looks: Looks) -> int:
    parts, rows = leaves(sheet.columns), list(sheet.rows)
    title = looks.get(bold=True, font_size=12, text_wrap=False)
    page.write_string(0, 0, clean_text(sheet.judul), title)
    top = line = _write_head(page, sheet.columns, looks)
    formulas = Formulas(sheet.columns, rows, line + 1)
    for row in [*rows, *([{"tingkat": 2, "baris": "jumlah", **sheet.jumlah}] if sheet.jumlah else [])]:
        _write_row(page, line, parts, row, looks, formulas)
        line += 1
    return top


def _write_head(page: Worksheet, columns: Sequence[Column], looks: Looks) -> int:
    """The nested head and the row of numbers; returns the first line below them."""
    rows = [*head_rows(columns), number_row(columns)]
    taken: set[tuple[int, int]] = set()
    for line, cells in enumerate(rows, TITLE_ROWS):
        look = looks.head(HEAD_FILL) if line < TITLE_ROWS + len(rows) - 1 else looks.head(NUMBER_FILL, bold=False)
        place = 0
        for cell in cells:
            while (line, place) in taken:
                place += 1
            last_line, last_place = line + cell.rowspan - 1, place + cell.colspan - 1
            if (last_line, last_place) == (line, place):
                page.write_string(line, place, cell.text, look)
            else:
                page.merge_range(line, place, last_line, last_place, cell.text, look)
            taken |= {(one, other) for one in range(line, last_line + 1) for other in range(place, last_place + 1)}
            place = last_place + 1
    return TITLE_ROWS + len(rows)


def _write_row(page: Worksheet, line: int, parts: Sequence[Leaf], row: Mapping[str, Any], looks: Looks, formulas: Formulas) -> None:
    tingkat, spans = row.get("tingkat", LOWEST), row.get("rentang", {})
    place = 0
    while place < len(parts):
        leaf = parts[place]
        value, span = _value(row.get(leaf.key), leaf, tingkat), spans.get(leaf.key, 1)
        look = looks.body(leaf, tingkat, value, row.get("satuan", ""))
        if span > 1:
            page.merge_range(line, place, line, place + span - 1, "", look)
        number = float(value) if isinstance(value, Decimal) else value
        if formula := formulas.of(row, leaf.key, line + 1, "-" if tingkat >= LOWEST else ""):
            page.write_formula(line, place, formula, look, number)
        elif isinstance(number, str):
            page.write_string(line, place, number, look)
        else:
            page.write_number(line, place, number, look)
        place += span


def _unit(satuan: str) -> str:
    """What a number format prints behind a number: the unit after a blank, a percent sign without one."""
    words = clean_text(satuan).replace('"', "").strip()[:40]
    return "%" if words.lower() in PERCENT else f" {words}"


def _value(value: Any, leaf: Leaf, tingkat: int) -> int | Decimal | str:
    """A number where the row holds one (thousands under "Rp.000"), else the words that paper shows."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return clean_text(cell_text(value, leaf, tingkat))
    return Decimal(value) / 1000 if leaf.unit == "Rp.000" else value
