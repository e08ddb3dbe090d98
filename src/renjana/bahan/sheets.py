"""The workbook that a list is filled in: the heads, the rows that stand, nothing that looks like a formula."""

import io
from decimal import Decimal

import xlsxwriter

from renjana.bahan.queries import Place
from renjana.bahan.rules import head_of

WIDTHS = {"code": 20, "long": 44, "number": 14, "money": 18, "tipe": 14, "status": 16}
CHOICES = {"tipe": ["akumulatif", "persentase", "nilai_akhir", "tren_negatif"], "status": ["diterima", "ditolak", "dipertimbangkan"]}
SPARE = 500


def list_workbook(place: Place) -> bytes:
    """A list as XLSX: what `reading.read_rows` reads back as the same rows."""
    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as book:
        page = book.add_worksheet(place.daftar.judul[:31])
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#E8EEF4"})
        text = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        formats = {
            "money": book.add_format({"num_format": "#,##0", "valign": "top"}),
            "number": book.add_format({"num_format": "#,##0.####", "valign": "top"}),
        }
        rows = list(place.rows().values(*place.daftar.keys))
        for column, kolom in enumerate(place.daftar.kolom):
            page.write_string(0, column, head_of(kolom, place.tahun), head)
            page.set_column(column, column, WIDTHS.get(kolom.kind, 24), formats.get(kolom.kind, text))
            if kolom.kind in CHOICES:
                page.data_validation(1, column, len(rows) + SPARE, column, {"validate": "list", "source": CHOICES[kolom.kind]})
            for number, row in enumerate(rows, 1):
                value = row[kolom.key]
                if isinstance(value, int | Decimal):
                    page.write_number(number, column, value, formats.get(kolom.kind, text))
                elif value:
                    page.write_string(number, column, value, text)
        page.freeze_panes(1, 2)
        page.set_landscape()
        page.fit_to_pages(1, 0)
        page.repeat_rows(0)
    return stream.getvalue()
