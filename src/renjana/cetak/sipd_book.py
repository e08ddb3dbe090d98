"""The SIPD pack as a workbook: an overview in the columns of SIPD-RI's sub kegiatan sheet, then a sheet for each sub kegiatan to copy from."""

import io
from collections.abc import Sequence
from datetime import datetime

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from renjana.cetak.characters import clean_text
from renjana.cetak.tables import RISKY
from renjana.cetak.xlsx import HEAD_FILL, Looks, Sheet, write_sheet
from renjana.renja.rows import Rows
from renjana.renja.sipd import SHEET, Field, SipdEntry

WIDTHS = (34, 70, 6)
FIRST = "Daftar"
TO_CONFIRM = "Urutan layar dan bentuk angka mengikuti kebiasaan pengisian; perlu konfirmasi oleh petugas yang mengisi SIPD-RI."


def sipd_book(entries: Sequence[SipdEntry], overview: Rows, *, judul: str, penulis: str, created: datetime) -> bytes:
    """The workbook; sheets in the order of codes, each linked from the overview and back. The same values give the same bytes."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": judul, "author": penulis, "created": created.replace(tzinfo=None)})
    looks = Looks(book)
    first = write_sheet(book, looks, Sheet(FIRST, judul, SHEET, overview.rows, overview.jumlah), "A4")
    line = first.top
    for entry in entries:
        first.page.write_url(line, 0, f"internal:'{entry.kode}'!A1", looks.get(border=1, font_color="#0B3D6B", underline=1), entry.kode)
        _entry_sheet(book.add_worksheet(entry.kode), entry, looks)
        line += 1
    book.close()
    return out.getvalue()


def _entry_sheet(page: Worksheet, entry: SipdEntry, looks: Looks) -> None:
    """One sub kegiatan: label, what is typed, and a box to tick, screen by screen."""
    for place, width in enumerate(WIDTHS):
        page.set_column(place, place, width)
    page.set_portrait()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.write_url(0, 0, f"internal:'{FIRST}'!A1", looks.get(font_color="#0B3D6B", underline=1), "Kembali ke daftar")
    page.write_string(1, 0, clean_text(f"{entry.kode} {entry.nama}"), looks.get(bold=True, font_size=12, text_wrap=False))
    line = 2
    if len(entry.bidang) > 1:
        note = f"Diisi {len(entry.bidang)} bidang ({', '.join(entry.bidang)}); SIPD-RI menyimpannya satu kali, pagunya dijumlahkan."
        page.write_string(line, 0, clean_text(note), looks.get(text_wrap=False, italic=True))
        line += 1
    page.write_string(line, 0, TO_CONFIRM, looks.get(text_wrap=False, italic=True))
    line += 1
    head, label = looks.get(bold=True, bg_color=HEAD_FILL, border=1), looks.get(border=1)
    for screen in entry.screens:
        page.merge_range(line, 0, line, len(WIDTHS) - 1, screen.judul, head)
        line += 1
        for field in screen.fields:
            page.write_string(line, 0, field.label, label)
            _value(page, line, field, looks)
            page.write_string(line, 2, "☐", looks.get(border=1, align="center"))
            line += 1


def _value(page: Worksheet, line: int, field: Field, looks: Looks) -> None:
    """What is typed: a number as a number without dots, so that it copies as SIPD-RI takes it; else text."""
    if field.ukuran is not None:
        whole = field.ukuran == field.ukuran.to_integral_value()
        page.write_number(line, 1, float(field.ukuran), looks.get(border=1, align="left", num_format="0" if whole else "0.00##"))
        return
    look = looks.get(border=1, quote_prefix=True) if field.isi.startswith(RISKY) else looks.get(border=1)
    page.write_string(line, 1, clean_text(field.isi), look)
