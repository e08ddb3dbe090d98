"""The child process of `read_workbook`: an XLSX on standard input, its values as JSON on standard output, or one sentence and status 3."""

import gc
import io
import json
import os
import posixpath
import sys
from datetime import date, datetime
from typing import Any
from xml.etree import ElementTree

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from renjana.renstra.office_package import GuardFault, limit
from renjana.renstra.workbook import REFUSED, column_index
from renjana.renstra.workbook_guard import Extent, clean_copy, measure

RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
NUMBERS = frozenset({int, float, bool})
STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


def main() -> int:
    """Read, check, print. Nothing is collected or taken down: the process ends with its file."""
    limit()
    gc.disable()
    try:
        text = json.dumps(sheets(sys.stdin.buffer.read()), ensure_ascii=False, separators=(",", ":"))
    except GuardFault as fault:
        sys.stdout.buffer.write(str(fault).encode())
        return REFUSED
    sys.stdout.buffer.write(text.encode())
    return 0


def sheets(content: bytes) -> list[dict[str, Any]]:
    """Every worksheet as plain values. Raises GuardFault; anything else that is raised means a broken workbook."""
    packed, parts = clean_copy(content)
    try:
        places = sheet_parts(parts)
    except (ElementTree.ParseError, KeyError) as fault:
        raise GuardFault("Berkas {name} rusak: daftar lembarnya tidak dapat dibaca; unggah ulang dari berkas aslinya.") from fault
    extents = {nama: measure(parts[place], nama) for nama, place in places.items() if place in parts}
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(packed))
        return [
            sheet_values(book, meta.name, meta.visible == SheetVisibleEnum.Visible, extents.get(meta.name, Extent()))
            for meta in book.sheets_metadata
            if meta.typ == SheetTypeEnum.WorkSheet
        ]
    except Exception as fault:
        raise GuardFault("Berkas {name} rusak sehingga isinya tidak dapat dibaca; unggah ulang dari berkas aslinya.") from fault


def sheet_parts(parts: dict[str, bytes]) -> dict[str, str]:
    """Sheet name to the name of its part, as the workbook's own list says."""
    book = next(name for name in parts if name.lower().endswith("workbook.xml"))
    folder, file = posixpath.split(book)
    relations = ElementTree.fromstring(parts[f"{folder}/_rels/{file}.rels"])  # noqa: S314 - the guard refused every DTD before
    targets = {relation.get("Id", ""): relation.get("Target", "") for relation in relations}
    found = {}
    for sheet in ElementTree.fromstring(parts[book]).iter():  # noqa: S314 - the same
        if sheet.tag.rpartition("}")[2] == "sheet":
            target = targets.get(sheet.get(RELATION) or sheet.get(STRICT_RELATION) or "", "")
            found[sheet.get("name", "")] = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
    return found


def sheet_values(book: CalamineWorkbook, nama: str, visible: bool, extent: Extent) -> dict[str, Any]:
    """The rows of one worksheet from A1, trailing empty cells cut."""
    sheet = book.get_sheet_by_name(nama)
    values = [
        [value or None if type(value) is str else value if type(value) in NUMBERS else plain(value) for value in row]
        for row in sheet.to_python(skip_empty_area=False)
    ]
    for cell in extent.unread:
        letters = cell.rstrip("0123456789")
        row, column = int(cell[len(letters) :]) - 1, column_index(letters)
        if row < len(values) and column < len(values[row]):
            values[row][column] = None
    return {"nama": nama, "visible": visible, "rows": [trimmed(row) for row in values], "unread": extent.unread}


def trimmed(row: list[Any]) -> list[Any]:
    """The row without its empty end."""
    end = len(row)
    while end and row[end - 1] is None:
        end -= 1
    return row[:end]


def plain(value: Any) -> Any:
    """A cell's value as JSON knows it; dates are marked."""
    if value is None or value == "":
        return None
    if isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, datetime):
        return {"datetime": value.isoformat()}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    return str(value)


if __name__ == "__main__":
    status = main()
    sys.stdout.flush()
    os._exit(status)
