"""The workbook of one bidang: its sheet to fill, the further parts, a help sheet, lists, and an unseen seal."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

from xlsxwriter import Workbook

from renjana.organisasi.dates import MONTHS
from renjana.pengumpulan.book_help import write_help
from renjana.pengumpulan.book_parts import write_parts
from renjana.pengumpulan.book_sheet import IsianSheet
from renjana.pengumpulan.book_spec import DAFTAR, FIRST_ROW, LISTS, SPARE, BookSpec, Entry, Marks, Note, Notes
from renjana.pengumpulan.columns import only
from renjana.pengumpulan.merging import marks_of
from renjana.pengumpulan.reading import cells_of
from renjana.pengumpulan.seal import SHEET, sealed_lines
from renjana.renja.rules import FIELDS
from renjana.renja.values import IndikatorValue, RencanaValue
from renjana.renstra.codes import normalize, resolve
from renjana.renstra.workbook import Value, text_of


def make_workbook(spec: BookSpec, *, secret: bytes, filled: Sequence[Mapping[str, Value]] | None = None, marks: Marks | None = None) -> bytes:
    """The workbook as bytes; the same spec gives the same bytes. `marks` become comments on coloured cells.

    With `filled`, lines as a person would type them (cells by column key): each goes to the line of its code, further ones and new codes
    to spare lines, and lines that nobody filled are emptied. Seal and keys stay as they were handed out.
    """
    entries = prefilled(spec.rows)
    keys = [entry.key for entry in entries]
    if filled is not None:
        _fill(entries, filled, spec.main)
    used = sum(1 for entry in entries if not entry.key)
    entries += [Entry("", "", True, {}) for _ in range(SPARE if filled is None else max(2, SPARE - used))]
    return assemble(spec, entries, sealed_lines(spec.seal, keys, marks_of(spec.rows), secret), _marked(entries, marks or {}))


def _marked(entries: Sequence[Entry], marks: Marks) -> dict[tuple[int, str], Note]:
    """Marks as notes on the rows where their lines stand; those of lines that are not there are left out."""
    rows = {entry.key: FIRST_ROW + 1 + place for place, entry in enumerate(entries) if entry.key}
    keyed = ((rows.get(f"{kode}#{nomor + 1}"), kolom, text) for (kode, nomor, kolom), text in marks.items())
    return {(row, kolom): Note(text, doubt=True) for row, kolom, text in keyed if row is not None}


def assemble(spec: BookSpec, entries: Sequence[Entry], sealed: Sequence[tuple[str, str]], notes: Notes | None = None) -> bytes:
    """The workbook from its lines; `notes` mark cells."""
    target = io.BytesIO()
    book = Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False})
    book.set_properties({"title": f"Isian Renja {spec.seal.tahun} {spec.seal.nama_bidang}".strip(), "author": spec.seal.nama_pd, "created": spec.now})
    IsianSheet(book, spec, notes or {}).write(entries)
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
