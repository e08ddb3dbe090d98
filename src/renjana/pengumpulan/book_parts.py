"""The further parts of the format as sheets of the workbook: written with locked keys, read back with the address of every cell."""

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from xlsxwriter import Workbook

from renjana.organisasi.numerals import NumberFault, desimal_ringkas, parse_decimal
from renjana.organisasi.table import fill_years
from renjana.pengumpulan.lembar import BY_KEY, Baris, Lembar, Sel
from renjana.renstra.workbook import SheetRows, Value, address, text_of

MARK, BASE = "_lembar:", "_semula"
KEY_ROW, HEAD_ROW, FIRST_ROW = 3, 4, 5
"""Rows of the sheet, counted from 0: hidden column keys, heads, first line."""
SPARE = 15
WIDTHS = {"code": 20, "text": 22, "choice": 18, "number": 13, "long": 48}


@dataclass(frozen=True)
class PartSheet:
    """A part with its rows, and what is wrong with their cells by row key and column. `base` are the rows as they were handed out."""

    part: Lembar
    rows: tuple[Baris, ...]
    base: tuple[Baris, ...] = ()
    notes: Mapping[tuple[str, str], str] = field(default_factory=dict)


@dataclass(frozen=True)
class ReadPart:
    """A part that came back: rows as texts, rows as they were handed out, and the address of every cell by row key and column."""

    part: Lembar
    rows: tuple[dict[str, str], ...]
    base: tuple[dict[str, str], ...]
    places: Mapping[tuple[str, str], str]


def write_parts(book: Workbook, sheets: Sequence[PartSheet], tahun: int) -> None:
    """A sheet for each part, in the order of the format."""
    for one in sheets:
        _write(book, one, tahun)


def _write(book: Workbook, given: PartSheet, tahun: int) -> None:
    part, sheet = given.part, book.add_worksheet(given.part.label[:31])
    plain = {"font_name": "Arial", "font_size": 9, "valign": "top", "border": 1, "border_color": "#C9CDD2", "text_wrap": True}
    looks = {
        "open": book.add_format(plain | {"locked": False}),
        "shut": book.add_format(plain | {"bg_color": "#F2EFE8", "font_color": "#4A5660"}),
        "wrong": book.add_format(plain | {"locked": False, "bg_color": "#F9D5CF"}),
    }
    sheet.write_string(0, 1, f"{part.label} {tahun}", book.add_format({"font_name": "Arial", "font_size": 14, "bold": True}))
    sheet.write_string(1, 1, fill_years(part.petunjuk, tahun), book.add_format({"font_name": "Arial", "font_size": 9, "font_color": "#4A5660"}))
    sheet.write_string(KEY_ROW, 0, MARK + part.key)
    head = book.add_format(plain | {"bold": True, "bg_color": "#E9E4DA"})
    for place, column in enumerate(part.columns, 1):
        sheet.write_string(KEY_ROW, place, column.key)
        sheet.write_string(HEAD_ROW, place, column.judul(tahun), head)
        sheet.set_column(place, place, WIDTHS[column.kind])
    last = len(part.columns) + 1
    sheet.write_string(KEY_ROW, last, BASE)
    handed = {row["kunci"]: row for row in given.base}
    lines: list[Baris] = [*given.rows, *([{}] * SPARE if part.terbuka else [])]
    for number, row in enumerate(lines, FIRST_ROW):
        sheet.write_string(number, 0, row.get("kunci", ""))
        for place, column in enumerate(part.columns, 1):
            note = given.notes.get((row.get("kunci", ""), column.key))
            _cell(sheet, (number, place), row.get(column.key, ""), column, looks["wrong" if note else "shut" if column.terkunci else "open"])
            if note:
                sheet.write_comment(number, place, note, {"author": "Renjana", "width": 260, "height": 96, "font_size": 9})
        if began := handed.get(row.get("kunci", "")):
            sheet.write_string(number, last, json.dumps(dict(began), ensure_ascii=False))
    _rules(sheet, part, FIRST_ROW + max(len(lines), 1) - 1)
    sheet.set_column(0, 0, 3, None, {"hidden": True})
    sheet.set_column(last, last, 3, None, {"hidden": True})
    sheet.set_row(KEY_ROW, None, None, {"hidden": True})
    sheet.freeze_panes(FIRST_ROW, 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.print_area(0, 1, FIRST_ROW + max(len(lines), 1) - 1, last - 1)
    sheet.protect("", {"format_cells": True, "format_columns": True, "format_rows": True})


def _cell(sheet: Any, at: tuple[int, int], text: str, column: Sel, look: Any) -> None:
    if not text:
        sheet.write_blank(*at, None, look)
        return
    if column.kind == "number":
        with suppress(NumberFault):
            value = parse_decimal(text)
            if desimal_ringkas(parse_decimal(float(value))) == text:
                sheet.write_number(*at, float(value), look)
                return
    sheet.write_string(*at, text, look)


def _rules(sheet: Any, part: Lembar, end: int) -> None:
    for place, column in enumerate(part.columns, 1):
        area = (FIRST_ROW, place, end, place)
        if column.kind == "choice":
            sheet.data_validation(*area, {"validate": "list", "source": list(column.pilihan), "error_message": "Pilih dari daftar."})
        elif column.kind == "number":
            told = {"error_title": "Periksa lagi", "error_message": "Tulis angka nol atau lebih, tanpa satuan."}
            sheet.data_validation(*area, told | {"validate": "decimal", "criteria": ">=", "value": 0})


def read_parts(sheets: Sequence[SheetRows], made: str) -> tuple[ReadPart, ...]:
    """The parts inside these worksheets. `made` tells one workbook from another, for rows that people add."""
    found = []
    for sheet in sheets:
        heads = ((number, row[0]) for number, row in enumerate(sheet.rows, 1) if row and isinstance(row[0], str))
        marked = next(((number, head) for number, head in heads if head.startswith(MARK)), None)
        part = BY_KEY.get(text_of(marked[1]).removeprefix(MARK)) if marked else None
        if marked and part:
            found.append(_read(sheet, part, marked[0], made))
    return tuple(found)


def _read(sheet: SheetRows, part: Lembar, key_row: int, made: str) -> ReadPart:
    heads = {text_of(value): place for place, value in enumerate(sheet.rows[key_row - 1])}
    columns = [(one, heads[one.key]) for one in part.columns if one.key in heads]
    rows: list[dict[str, str]] = []
    base: list[dict[str, str]] = []
    places: dict[tuple[str, str], str] = {}
    for number, row in sheet.lines():
        if number <= key_row + 1:
            continue
        kunci = text_of(row[0])[:64] or f"xl-{made[-20:]}-{number}"
        cells = {one.key: _text(sheet.at(number, place), one) for one, place in columns}
        if not any(cells.values()) and not text_of(row[0]):
            continue
        rows.append({"kunci": kunci, **cells})
        places |= {(kunci, one.key): f"{sheet.nama}!{address(number, place)}" for one, place in columns}
        with suppress(ValueError):
            began = json.loads(str(sheet.at(number, heads.get(BASE, -1)) or ""))
            if isinstance(began, dict) and began.get("kunci") == kunci:
                base.append({str(key): str(value) for key, value in began.items()})
    return ReadPart(part, tuple(rows), tuple(base), places)


def _text(value: Value, column: Sel) -> str:
    if column.kind == "number" and isinstance(value, int | float) and not isinstance(value, bool):
        with suppress(NumberFault):
            return desimal_ringkas(parse_decimal(value, negative=True))
    if column.kind == "long" and isinstance(value, str):
        return value.replace("_x000D_", "").replace("\r", "").strip()
    return text_of(value)
