"""The sheet that people fill: locked keys, checks of what is typed, colours that follow it, totals, print set-up."""

import math
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from renjana.organisasi.dates import MONTHS
from renjana.pengumpulan.book_spec import (
    DAFTAR,
    FIRST_ROW,
    GROUP_ROW,
    HEAD_ROW,
    ISIAN,
    KEY_COLUMN,
    KEY_ROW,
    LISTS,
    MOST,
    NAME_KEY,
    TOTAL,
    BookSpec,
    Entry,
    Notes,
)
from renjana.pengumpulan.columns import BAGIAN, TIPE_LABELS, Kolom, only
from renjana.renstra.workbook import text_of


class IsianSheet:
    """The sheet that people fill."""

    def __init__(self, book: Workbook, spec: BookSpec, notes: Notes) -> None:
        self.book, self.spec, self.notes = book, spec, notes
        self.columns: tuple[Kolom, ...] = only(spec.kolom)
        self.places = {"kode": 1} | {column.key: place for place, column in enumerate(self.columns[1:], 3)}
        self.last = max(self.places.values())
        self.sheet = book.add_worksheet(ISIAN)
        self.formats: dict[str, Any] = {}

    def write(self, entries: Sequence[Entry]) -> None:
        """Everything of the sheet, top to bottom."""
        self._head()
        for number, entry in enumerate(entries):
            self._line(FIRST_ROW + number, entry)
        end = FIRST_ROW + len(entries) - 1
        self._total(end + 1, entries)
        for column in self.columns:
            self._rules(column, end)
        self._colours(end)
        self._paper(end + 1)

    def style(self, **look: Any) -> Any:
        """A cell format, made once for each look."""
        name = repr(sorted(look.items()))
        if name not in self.formats:
            plain = {"font_name": "Arial", "font_size": 9, "valign": "top", "border": 1, "border_color": "#C9CDD2"}
            self.formats[name] = self.book.add_format(plain | look)
        return self.formats[name]

    def _head(self) -> None:
        spec, sheet, bare = self.spec, self.sheet, {"border": 0}
        who = spec.seal.nama_bidang or "Format kosong"
        sheet.write_string(0, 1, f"Isian Renja {spec.seal.tahun}: {who}", self.style(bold=True, font_size=14, **bare))
        sheet.write_string(1, 1, spec.seal.nama_pd, self.style(**bare))
        sheet.write_string(2, 1, f"Tenggat pengisian: {spec.tenggat}" if spec.tenggat else "", self.style(bold=True, **bare))
        faults = sum(1 for note in self.notes.values() if not note.doubt)
        told = f"{faults} sel merah perlu Anda perbaiki; sebabnya pada catatan sel. Simpan, lalu unggah lagi. " if self.notes else ""
        guide = told + "Isi sel putih. Sub kegiatan atau indikator lain ditulis pada baris kosong di bawah. Cara mengisi ada pada lembar Petunjuk."
        sheet.write_string(3, 1, guide, self.style(font_color="#4A5660", **bare))
        sheet.write_string(KEY_ROW, 0, KEY_COLUMN)
        sheet.write_string(KEY_ROW, 2, NAME_KEY)
        head = self.style(bold=True, bg_color="#E9E4DA", text_wrap=True, valign="vcenter")
        sheet.write_string(HEAD_ROW, 2, "Sub kegiatan", head)
        for column in self.columns:
            place = self.places[column.key]
            sheet.write_string(KEY_ROW, place, column.key)
            sheet.write_string(HEAD_ROW, place, column.judul(spec.seal.tahun), head)
            sheet.set_column(place, place, column.lebar)
        sheet.set_column(0, 0, 3, None, {"hidden": True})
        sheet.set_column(2, 2, 34)
        self._groups()
        sheet.set_row(KEY_ROW, None, None, {"hidden": True})
        sheet.set_row(HEAD_ROW, 30)

    def _groups(self) -> None:
        """The names of the parts over their columns, one merged cell where neighbours belong together."""
        look, labels = self.style(bg_color="#0B3D6B", font_color="#FFFFFF", bold=True), dict(BAGIAN)
        by_place = ["sub_kegiatan", "sub_kegiatan", *(column.bagian for column in self.columns[1:])]
        start = 0
        for place in range(1, len(by_place) + 1):
            if place == len(by_place) or by_place[place] != by_place[start]:
                label = labels[by_place[start]]
                if place - start > 1:
                    self.sheet.merge_range(GROUP_ROW, start + 1, GROUP_ROW, place, label, look)
                else:
                    self.sheet.write_string(GROUP_ROW, start + 1, label, look)
                start = place

    def _line(self, row: int, entry: Entry) -> None:
        locked = {"bg_color": "#F2EFE8", "font_color": "#4A5660"}
        if entry.key:
            self.sheet.write_string(row, 0, entry.key)
        self._write(row, 2, entry.nama, {"text_wrap": True, **locked})
        for column in self.columns:
            look = _look(column)
            shut = entry.key and (column.key == "kode" or (not entry.first and not column.per_indikator))
            note = self.notes.get((row + 1, column.key))
            if note:
                look = look | {"bg_color": "#FCEFC7" if note.doubt else "#F9D5CF", "font_color": "#14212B"}
                size = {"width": 260, "height": 96, "font_size": 9}
                self.sheet.write_comment(row, self.places[column.key], note.text, {"author": "Renjana", **size})
            self._write(row, self.places[column.key], entry.cells.get(column.key), (locked if shut else {"locked": False}) | look)

    def _write(self, row: int, place: int, value: Any, look: dict[str, Any]) -> None:
        if isinstance(value, Decimal):
            value = int(value) if value == value.to_integral_value() else value
        if isinstance(value, bool) or value is None or value == "":
            self.sheet.write_blank(row, place, None, self.style(**look))
        elif isinstance(value, int | float | Decimal) and _survives(value):
            self.sheet.write_number(row, place, float(value) if isinstance(value, Decimal) else value, self.style(**look))
        else:
            text = str(value).replace(".", ",") if isinstance(value, Decimal) else text_of(value)
            risky = text[:1] in {"=", "+", "-", "@"}
            self.sheet.write_string(row, place, text, self.style(**look, quote_prefix=True) if risky else self.style(**look))

    def _total(self, row: int, entries: Sequence[Entry]) -> None:
        look = {"bold": True, "bg_color": "#E9E4DA"}
        self.sheet.write_string(row, 0, TOTAL)
        for place in range(1, self.last + 1):
            self.sheet.write_blank(row, place, None, self.style(**look))
        self.sheet.write_string(row, 1, "Jumlah", self.style(**look))
        for column in self.columns:
            if column.kind == "money":
                place = self.places[column.key]
                name = xl_col_to_name(place)
                amounts = [value for entry in entries if isinstance(value := entry.cells.get(column.key), int)]
                formula = f"=SUM({name}{FIRST_ROW + 1}:{name}{row})"
                self.sheet.write_formula(row, place, formula, self.style(**look, num_format="#,##0"), sum(amounts))

    def _rules(self, column: Kolom, end: int) -> None:
        """What may be typed into a column, and the hint that shows when its cell is entered."""
        place = self.places[column.key]
        title = column.judul(self.spec.seal.tahun)[:32]
        hint = (self.spec.petunjuk.get(column.key) or column.petunjuk)[:255]
        options = {"input_title": title, "input_message": hint, "error_title": "Periksa lagi", "ignore_blank": True}
        first, last = xl_rowcol_to_cell(FIRST_ROW, place), (FIRST_ROW, place, end, place)
        number = {"validate": "custom", "value": f"=AND(ISNUMBER({first}),{first}>=0)", "error_message": "Tulis angka nol atau lebih, tanpa satuan."}
        money = number | {"value": f"=AND(ISNUMBER({first}),{first}>=0,{first}=INT({first}))", "error_message": "Tulis rupiah penuh tanpa sen."}
        choices = getattr(self.spec, column.key, ()) if column.key in LISTS else ()
        if column.kind == "number":
            self.sheet.data_validation(*last, options | number)
        elif column.kind == "money":
            self.sheet.data_validation(*last, options | money)
        elif column.kind == "choice":
            self.sheet.data_validation(*last, options | {"validate": "list", "source": list(TIPE_LABELS.values())})
        elif column.kind == "month":
            self.sheet.data_validation(*last, options | {"validate": "list", "source": list(MONTHS)})
        elif choices:
            name = xl_col_to_name(tuple(LISTS).index(column.key))
            source = f"={DAFTAR}!${name}$2:${name}${len(choices) + 1}"
            tolerant = {"error_type": "information", "error_message": "Isian ini tidak ada dalam daftar. Pakai bila memang demikian."}
            self.sheet.data_validation(*last, options | tolerant | {"validate": "list", "source": source})
        else:
            self.sheet.data_validation(*last, options | {"validate": "any"})

    def _colours(self, end: int) -> None:
        """Colours that follow what is typed: a cell that is asked for and empty, a number written as words."""
        empty, wrong = self.book.add_format({"bg_color": "#FDF3D8"}), self.book.add_format({"bg_color": "#F9D5CF"})
        line = FIRST_ROW + 1
        code = f"$B{line}"
        opens = f'AND({code}<>"",OR($A{line}="",RIGHT($A{line},2)="#1"),COUNTIF($B${line}:{code},{code})=1)'
        for column in self.columns[1:]:
            name = xl_col_to_name(self.places[column.key])
            cell, place = f"${name}{line}", (FIRST_ROW, self.places[column.key], end, self.places[column.key])
            if column.kind in {"number", "money"}:
                self.sheet.conditional_format(*place, {"type": "formula", "criteria": f"=ISTEXT({cell})", "format": wrong})
            if column.key != "catatan":
                asked = f'{code}<>""' if column.per_indikator else opens
                self.sheet.conditional_format(*place, {"type": "formula", "criteria": f"=AND({asked},ISBLANK({cell}))", "format": empty})

    def _paper(self, end: int) -> None:
        sheet = self.sheet
        sheet.freeze_panes(FIRST_ROW, 3)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.repeat_rows(GROUP_ROW, HEAD_ROW)
        sheet.print_area(0, 1, end, self.last)
        sheet.set_footer(f"&L{self.spec.seal.nama_bidang.replace('&', '&&')}&RHalaman &P dari &N")
        allowed = ("format_cells", "format_columns", "format_rows", "select_locked_cells", "select_unlocked_cells")
        sheet.protect("", dict.fromkeys(allowed, True))
        sheet.activate()


def _look(column: Kolom) -> dict[str, Any]:
    if column.kind == "money":
        return {"num_format": "#,##0"}
    if column.kind == "number":
        return {"align": "right"}
    return {"text_wrap": True}


def _survives(value: Any) -> bool:
    """Whether a spreadsheet's number (a float of 15 digits) gives the value back."""
    if isinstance(value, float):
        return math.isfinite(value)
    return bool(abs(value) < MOST and Decimal(f"{float(value):.15g}") == value)
