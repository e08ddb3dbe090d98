"""Reads a list from an XLSX or CSV that somebody sends: heads by their words, every fault by its cell, the same parsers as everywhere."""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from renjana.bahan.rules import Daftar, head_of, heads_of
from renjana.renja.lists import read_realisasi, read_rkpd, read_triwulan, read_usulan
from renjana.renstra.faults import Fault, ImportFault
from renjana.renstra.header import find_header
from renjana.renstra.workbook import SheetRows, Value, WorkbookFault, address, read_workbook, text_of

READERS: Mapping[str, Callable[..., tuple[Sequence[Any], Sequence[Fault]]]] = {
    "realisasi": read_realisasi,
    "usulan": read_usulan,
    "rkpd": read_rkpd,
    "triwulan": read_triwulan,
}
MAX_TEXT = 4 * 1024 * 1024
MAX_ROWS, MAX_COLUMNS = 20_000, 256
SHOWN = 200


@dataclass(frozen=True)
class ReadRow:
    """A row as read: its values by column, and where it stood in the file."""

    values: Mapping[str, Any]
    asal: str


def read_rows(daftar: Daftar, content: bytes, *, file: str, main: str, tahun: int) -> tuple[ReadRow, ...]:
    """The rows of a list in a file. Raises ImportFault with every fault, each with its cell where it has one."""
    sheets = _sheets(content, file)
    found = _head(sheets, daftar, tahun)
    if found is None:
        wanted = ", ".join(head_of(kolom, tahun) for kolom in daftar.kolom if kolom.needed)
        said = f"Tidak ada lembar dengan judul kolom {wanted}. Unduh contohnya, lalu salin data Anda ke dalamnya."
        raise ImportFault(file, [Fault(0, "", said, kind="lembar")])
    sheet, row, places = found
    numbers, text = _as_csv(sheet, row, {key: place for key, place in places.items() if key in daftar.keys}, daftar)
    values, faults = READERS[daftar.jenis](text, main=main)
    faults = [*map(lambda fault: _placed(fault, numbers, places, sheet), faults), *_unread(sheet, row, places)]  # noqa: C417 - reads as a list of faults
    if faults:
        raise ImportFault(file, sorted(faults))
    if not values:
        raise ImportFault(file, [Fault(0, "", "Tidak ada baris di bawah judul kolom.", kind="lembar")])
    where = f"{file}, lembar {sheet.nama}, baris" if sheet.nama else f"{file}, baris"
    return tuple(ReadRow(flat(value), f"{where} {numbers[order + 1]}"[:300]) for order, value in enumerate(values))


def flat(value: Any) -> dict[str, Any]:
    """A value of a list by the fields of its model: quarters spread over their columns."""
    fields = dict(vars(value))
    for kind in ("k", "rp"):
        for number, amount in enumerate(fields.pop(f"triwulan_{kind}", ()), 1):
            fields[f"tw{number}_{kind}"] = amount
    return fields


def _sheets(content: bytes, file: str) -> tuple[SheetRows, ...]:
    """The worksheets of a workbook, or a CSV as one sheet; what is neither is refused as a workbook would be."""
    text = _text(content)
    if text is not None:
        return (_csv_sheet(text, file),)
    try:
        return read_workbook(content, name=file)
    except WorkbookFault as fault:
        raise ImportFault(file, [Fault(0, "", str(fault), kind="berkas")]) from fault


def _text(content: bytes) -> str | None:
    """The words of a text file that is no web page and no PDF; None for anything else."""
    head = content[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not content or len(content) > MAX_TEXT or b"\0" in content or head[:1] == b"<" or head.startswith((b"%PDF", b"PK", b"{\\rtf")):
        return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None


def _csv_sheet(text: str, file: str) -> SheetRows:
    head = text.partition("\n")[0]
    rows: list[tuple[Value, ...]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=";" if head.count(";") > head.count(",") else ",", strict=True):
            if len(rows) >= MAX_ROWS or len(row) > MAX_COLUMNS:
                raise ImportFault(file, [Fault(len(rows) + 1, "", f"Berkas melebihi {MAX_ROWS} baris atau {MAX_COLUMNS} kolom; ini bukan daftar.")])
            rows.append(tuple(cell if cell.strip() else None for cell in row))
    except csv.Error as fault:
        raise ImportFault(file, [Fault(len(rows) + 1, "", f"Baris ini tidak dapat dibaca sebagai CSV ({fault}).")]) from fault
    return SheetRows("", tuple(rows))


def _head(sheets: Sequence[SheetRows], daftar: Daftar, tahun: int) -> tuple[SheetRows, int, dict[str, int]] | None:
    need = [kolom.key for kolom in daftar.kolom if kolom.needed]
    for sheet in sheets:
        header = find_header(sheet, heads_of(daftar, tahun), need=need)
        if header is not None:
            return sheet, *header
    return None


def _as_csv(sheet: SheetRows, head: int, places: Mapping[str, int], daftar: Daftar) -> tuple[dict[int, int], str]:
    """The rows below the head as CSV with our own column names, and the sheet's row by the number of the written row (from 1).

    Columns that the file leaves out are written empty: the reader then treats their cells as empty.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(daftar.keys)
    numbers: dict[int, int] = {}
    for number, row in sheet.lines():
        cells = [written(row[places[key]]) if key in places and places[key] < len(row) else "" for key in daftar.keys]
        if number > head and any(cell.strip() for cell in cells):
            numbers[len(numbers) + 1] = number
            writer.writerow(cells)
    return numbers, out.getvalue()


def written(value: Value) -> str:
    """A cell as an Indonesian would type it, so that one parser reads it: 95.5 of a spreadsheet is "95,5", a date its day."""
    if isinstance(value, bool):
        return "benar" if value else "salah"
    if isinstance(value, float):
        return _typed(value)
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    return text_of(value)


def _typed(value: float) -> str:
    """A float at the digits that it shows. Three decimals get a zero behind them, for they would have two readings."""
    if value != value or value in (float("inf"), float("-inf")):
        return "galat"
    text = f"{Decimal(f'{value:.15g}'):f}"
    whole, _, rest = text.partition(".")
    if not rest:
        return whole
    return f"{whole},{rest[:6]}{'0' if len(rest) == 3 else ''}"


def _placed(fault: Fault, numbers: Mapping[int, int], places: Mapping[str, int], sheet: SheetRows) -> Fault:
    """A fault of our CSV at its place in the file that was sent."""
    row = numbers.get(fault.row - 1, 0)
    if not row or fault.column not in places:
        return replace(fault, row=row)
    cell = address(row, places[fault.column])
    return replace(fault, row=row, message=f"Sel {cell}: {fault.message}", cell=cell, written=text_of(sheet.at(row, places[fault.column]))[:120])


def _unread(sheet: SheetRows, head: int, places: Mapping[str, int]) -> list[Fault]:
    """Cells of the list that hold a formula without its value or an error."""
    found = []
    for cell, sentence in sheet.unread.items():
        letters = cell.rstrip("0123456789")
        row = int(cell[len(letters) :])
        key = next((key for key, place in places.items() if address(row, place) == cell), None)
        if row > head and key is not None:
            found.append(Fault(row, key, sentence, cell, "rumus"))
    return found
