"""The workbook of one bidang: locked keys, dropdowns, number checks, totals, a help sheet, print set-up, and an unseen seal."""

import io
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from renjana.organisasi.dates import MONTHS
from renjana.pengumpulan.book_help import write_help
from renjana.pengumpulan.book_parts import PartSheet, write_parts
from renjana.pengumpulan.columns import BAGIAN, BY_KEY, TIPE_LABELS, Kolom, only
from renjana.pengumpulan.merging import marks_of
from renjana.pengumpulan.reading import cells_of
from renjana.pengumpulan.seal import SHEET, Seal, sealed_lines
from renjana.renja.rules import FIELDS
from renjana.renja.values import IndikatorValue, RencanaValue
from renjana.renstra.codes import normalize, resolve
from renjana.renstra.workbook import Value, text_of

ISIAN, DAFTAR = "Isian", "Daftar"
TOTAL = "JUMLAH"
KEY_ROW, GROUP_ROW, HEAD_ROW, FIRST_ROW = 4, 5, 6, 7
"""Rows of the sheet, counted from 0: hidden column keys, parts, heads, first line."""
KEY_COLUMN, NAME_KEY = "_kunci", "_nama"
SPARE = 20
MOST = 2**53


@dataclass(frozen=True)
class BookSpec:
    """Everything a workbook is made from. `kolom` are the chosen columns, `satuan`, `sumber_dana`, `kode` and `lokasi` what the dropdowns
    offer.
    """

    seal: Seal
    kolom: tuple[str, ...]
    rows: tuple[RencanaValue, ...]
    tenggat: str
    now: datetime
    main: str = ""
    pengantar: str = ""
    petunjuk: Mapping[str, str] = field(default_factory=dict)
    satuan: tuple[str, ...] = ()
    sumber_dana: tuple[str, ...] = ()
    kode: tuple[str, ...] = ()
    lokasi: tuple[str, ...] = ()
    parts: tuple[PartSheet, ...] = ()


@dataclass
class Entry:
    """A line to be written: its key ("" for a spare line), the name of the sub kegiatan, whether it opens it, the cells."""

    key: str
    nama: str
    first: bool
    cells: dict[str, Any]


@dataclass(frozen=True)
class Note:
    """What is wrong with a cell; a doubt may stay."""

    text: str
    doubt: bool = False


Notes = Mapping[tuple[int, str], Note]
"""Notes by row number (from 1, as Excel shows it) and column key."""


def make_workbook(spec: BookSpec, *, secret: bytes, filled: Sequence[Mapping[str, Value]] | None = None) -> bytes:
    """The workbook as bytes; the same spec gives the same bytes.

    With `filled`, lines as a person would type them (cells by column key): each goes to the line of its code, further ones and new codes
    to spare lines, and lines that nobody filled are emptied. Seal and keys stay as they were handed out.
    """
    entries = prefilled(spec.rows)
    keys = [entry.key for entry in entries]
    if filled is not None:
        _fill(entries, filled, spec.main)
    used = sum(1 for entry in entries if not entry.key)
    entries += [Entry("", "", True, {}) for _ in range(SPARE if filled is None else max(2, SPARE - used))]
    return assemble(spec, entries, sealed_lines(spec.seal, keys, marks_of(spec.rows), secret))


def assemble(spec: BookSpec, entries: Sequence[Entry], sealed: Sequence[tuple[str, str]], notes: Notes | None = None) -> bytes:
    """The workbook from its lines; `notes` mark cells."""
    target = io.BytesIO()
    book = Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False})
    book.set_properties({"title": f"Isian Renja {spec.seal.tahun} {spec.seal.nama_bidang}".strip(), "author": spec.seal.nama_pd, "created": spec.now})
    _Sheet(book, spec, notes or {}).write(entries)
    write_parts(book, spec.parts, spec.seal.tahun)
    write_help(book, only(spec.kolom), spec.petunjuk, spec.pengantar, tahun=spec.seal.tahun)
    _write_lists(book, spec)
    _write_seal(book, sealed)
    book.close()
    return target.getvalue()


def prefilled(rows: Sequence[RencanaValue]) -> list[Entry]:
    """Lines of the rows in order, a line for each indicator; the key is the code and the number of the indicator."""
    entries: list[Entry] = []
    for row in rows:
        for number, texts in enumerate(cells_of(row)):
            one = row.indikator[number] if row.indikator else IndikatorValue("", "", "")
            cells: dict[str, Any] = {**texts, "target": one.target, "target_maju": one.target_maju}
            if number == 0:
                cells |= {"pagu": row.pagu, "pagu_maju": row.pagu_maju}
                cells |= {key: MONTHS[month - 1] if (month := getattr(row, key)) and month <= 12 else month for key in ("bulan_awal", "bulan_akhir")}
            entries.append(Entry(f"{row.kode}#{number + 1}", row.nama, number == 0, cells))
    return entries


def _fill(entries: list[Entry], filled: Sequence[Mapping[str, Value]], main: str) -> None:
    waiting: dict[str, list[Entry]] = {}
    for entry in entries:
        waiting.setdefault(entry.cells["kode"], []).append(entry)
        entry.cells = {"kode": entry.cells["kode"]}
    for given in filled:
        cells = {key: typed(value) for key, value in given.items() if key in FIELDS}
        code = resolve(normalize(text_of(given.get("kode"))), main)
        if waiting.get(code):
            own = waiting[code].pop(0)
            own.cells = cells | {"kode": own.cells["kode"]}
        else:
            entries.append(Entry("", "", True, cells | {"kode": text_of(given.get("kode"))}))


def typed(value: Value) -> Value:
    """What a spreadsheet makes of what a person types: bare digits become a number, everything else stays text."""
    text = text_of(value) if isinstance(value, str) else ""
    return int(text) if text.isdecimal() and text.isascii() and len(text) <= 15 and (text == "0" or text[0] != "0") else value


class _Sheet:
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


LISTS = {"satuan": "Satuan", "sumber_dana": "Sumber dana", "kode": "Sub kegiatan", "lokasi": "Lokasi"}


def _write_lists(book: Workbook, spec: BookSpec) -> None:
    sheet = book.add_worksheet(DAFTAR)
    for place, (key, label) in enumerate(LISTS.items()):
        sheet.write_string(0, place, label)
        for row, text in enumerate(getattr(spec, key), 1):
            sheet.write_string(row, place, text)
    sheet.hide()
    sheet.protect()


def _write_seal(book: Workbook, lines: Sequence[tuple[str, str]]) -> None:
    sheet = book.add_worksheet(SHEET)
    for row, (name, value) in enumerate(lines):
        sheet.write_string(row, 0, name)
        sheet.write_string(row, 1, value)
    sheet.very_hidden()
    sheet.protect()


def label_of(key: str, tahun: int) -> str:
    """The head of a column as the workbook prints it."""
    return BY_KEY[key].judul(tahun)
