"""The recapitulation of what every bidang sent: one sheet of states, one of rows."""

import io
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from xlsxwriter import Workbook

from renjana.pengumpulan.columns import chosen
from renjana.pengumpulan.reading import cells_of
from renjana.renja.values import RencanaValue


@dataclass(frozen=True)
class Part:
    """One bidang: its name, how its isian stands, the reason or note with it, when it was sent, its rows."""

    nama: str
    status: str
    keterangan: str
    dikirim: str
    rows: tuple[RencanaValue, ...]


def make_recap(parts: Sequence[Part], keys: Collection[str], *, tahun: int, nama_pd: str, now: datetime) -> bytes:
    """The workbook as bytes. Money stands as numbers, with totals of each bidang and of all."""
    target = io.BytesIO()
    book = Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": f"Rekap isian Renja {tahun}", "author": nama_pd, "created": now})
    look = {
        "text": book.add_format({"font_name": "Arial", "font_size": 9, "border": 1, "text_wrap": True, "valign": "top"}),
        "money": book.add_format({"font_name": "Arial", "font_size": 9, "border": 1, "num_format": "#,##0", "valign": "top"}),
        "head": book.add_format({"font_name": "Arial", "font_size": 9, "border": 1, "bold": True, "bg_color": "#E9E4DA", "text_wrap": True}),
        "title": book.add_format({"font_name": "Arial", "font_size": 14, "bold": True}),
    }
    _states(book, parts, look, f"Rekap isian Renja {tahun}, {nama_pd}", tahun)
    _rows(book, parts, keys, look, tahun)
    book.close()
    return target.getvalue()


def _states(book: Workbook, parts: Sequence[Part], look: dict[str, Any], title: str, tahun: int) -> None:
    sheet = book.add_worksheet("Bidang")
    sheet.write_string(0, 0, title, look["title"])
    heads = ("Bidang", "Keadaan", "Dikirim", "Sub kegiatan", f"Pagu {tahun} (Rp)", f"Pagu {tahun + 1} (Rp)", "Keterangan")
    for place, (head, width) in enumerate(zip(heads, (40, 18, 26, 13, 18, 18, 40), strict=True)):
        sheet.write_string(2, place, head, look["head"])
        sheet.set_column(place, place, width)
    sums = [0, 0, 0]
    for number, part in enumerate(parts, 3):
        amounts = [len(part.rows), sum(row.pagu or 0 for row in part.rows), sum(row.pagu_maju or 0 for row in part.rows)]
        sums = [total + amount for total, amount in zip(sums, amounts, strict=True)]
        for place, text in ((0, part.nama), (1, part.status), (2, part.dikirim), (6, part.keterangan)):
            sheet.write_string(number, place, text, look["text"])
        for place, amount in enumerate(amounts, 3):
            sheet.write_number(number, place, amount, look["money"])
    end = 3 + len(parts)
    sheet.write_string(end, 0, "Jumlah", look["head"])
    for place, amount in enumerate(sums, 3):
        letter = "DEF"[place - 3]
        sheet.write_formula(end, place, f"=SUM({letter}4:{letter}{end})", look["money"], amount)
    _paper(sheet, 2)


def _rows(book: Workbook, parts: Sequence[Part], keys: Collection[str], look: dict[str, Any], tahun: int) -> None:
    sheet = book.add_worksheet("Isian")
    columns = chosen(keys)
    widths = [30, 34, *(column.lebar for column in columns)]
    for place, head in enumerate(["Bidang", "Sub kegiatan", *(column.judul(tahun) for column in columns)]):
        sheet.write_string(0, place, head, look["head"])
        sheet.set_column(place, place, widths[place])
    line = 0
    for part in parts:
        for row in part.rows:
            for number, cells in enumerate(cells_of(row)):
                line += 1
                sheet.write_string(line, 0, part.nama, look["text"])
                sheet.write_string(line, 1, row.nama, look["text"])
                for place, column in enumerate(columns, 2):
                    amount = _number(row, number, column.key)
                    if amount is not None:
                        sheet.write_number(line, place, amount, look["money" if column.kind == "money" else "text"])
                    else:
                        sheet.write_string(line, place, cells[column.key], look["text"])
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, max(line, 1), len(columns) + 1)
    _paper(sheet, 0)


def _number(row: RencanaValue, number: int, key: str) -> float | int | None:
    """The value of a cell that is to be a number in the sheet; None for text."""
    if key in {"pagu", "pagu_maju"}:
        return getattr(row, key) if number == 0 else None
    if key in {"target", "target_maju"} and number < len(row.indikator):
        value: Decimal | None = getattr(row.indikator[number], key)
        return None if value is None else int(value) if value == value.to_integral_value() else float(value)
    return None


def _paper(sheet: Any, head: int) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(head)
