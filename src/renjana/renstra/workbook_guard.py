"""What of a workbook may reach the parser: a checked package without cells in the far corner."""

import io
import re
import zipfile
from dataclasses import dataclass, field
from itertools import chain, islice, pairwise

from renjana.renstra.office_package import GuardFault, Sort, checked_parts
from renjana.renstra.workbook import address, column_index

MAX_ROW = 20_000
MAX_COLUMN = 256
MAX_AREA = 2_000_000

SAVE_AS = "buka di Excel, pilih Simpan Sebagai, jenis Buku Kerja Excel (.xlsx), lalu unggah lagi."
WORKBOOK = Sort(
    what="buku kerja Excel",
    program="Excel",
    ending=".xlsx",
    old=".xls",
    open_document=".ods",
    main=r"workbook\.xml$",
    others=(("word/", "ppt/"), "dokumen Word atau PowerPoint"),
    binary=("xl/workbook.bin", ".xlsb"),
    smaller="hapus lembar atau baris yang tidak dipakai.",
    save_as=SAVE_AS,
)
UNCALCULATED = "Sel {cell} berisi rumus yang belum dihitung; buka di Excel, simpan, lalu unggah lagi, atau ketik nilainya."
ERRONEOUS = "Sel {cell} berisi galat {value}; perbaiki rumusnya atau ketik nilainya."

ROW_OR_CELL = re.compile(rb"<(?:\w+:)?(row|c)\b([^>]*)>")
CELL_END = re.compile(rb"</(?:\w+:)?c\s*>")
REFERENCE = re.compile(rb"""\sr\s*=\s*(?:"([^"]*)"|'([^']*)')""")
KIND = re.compile(rb"""\st\s*=\s*["'](\w+)["']""")
CELL_NAME = re.compile(rb"([A-Z]{1,4})([0-9]{1,9})")
FORMULA = re.compile(rb"<(?:\w+:)?f\b")
PLAIN_CELL = re.compile(rb'<c r="([A-Z]{1,3})([1-9][0-9]{0,6})"')
PLAIN_NAME = re.compile(rb'<c r="([A-Z]{1,3}[1-9][0-9]{0,6})"')
LETTERS, DIGITS = bytes(range(65, 91)), bytes(range(48, 58))
PREFIXED = re.compile(rb"<\w+:(?:c|row)\b")
FORMULA_AT, ERROR_AT = re.compile(rb"<f\b"), re.compile(rb"""\st\s*=\s*["']e["']""")
MANY = 200
"""Formulas and errors that are looked at one by one; a part with more is walked."""
CACHED = re.compile(rb"<(?:\w+:)?v\b[^>/]*>([^<]*)<|<(?:\w+:)?is\b")


@dataclass
class Extent:
    """How far a worksheet's filled cells reach, and which of them hold no readable value."""

    rows: int = 0
    columns: int = 0
    unread: dict[str, str] = field(default_factory=dict)


def clean_copy(content: bytes) -> tuple[bytes, dict[str, bytes]]:
    """The workbook packed anew from checked parts only, and those parts by name. Raises GuardFault."""
    parts = checked_parts(content, WORKBOOK)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return packed.getvalue(), parts


def measure(part: bytes, sheet: str) -> Extent:
    """How far the cells of a worksheet part reach and which hold no value. Raises GuardFault naming the first filled cell beyond the limits.

    A part as spreadsheets write it is measured by its cell names alone; any other is walked cell by cell.
    """
    return _measure_plain(part) or _walk(part, sheet)


def _measure_plain(part: bytes) -> Extent | None:
    """The extent of a part in which every cell names itself in the usual way, within the limits and with few formulas; else None."""
    if (b":c" in part or b":row" in part) and PREFIXED.search(part):
        return None
    names = PLAIN_NAME.findall(part)
    if len(names) != part.count(b"<c ") + part.count(b"<c>") + part.count(b"<c/"):
        return None
    joined = b" ".join(names)
    rows = max(map(int, set(joined.translate(None, LETTERS).split())), default=0)
    columns = max((column_index(letters.decode()) + 1 for letters in set(joined.translate(None, DIGITS).split())), default=0)
    if rows > MAX_ROW or columns > MAX_COLUMN or rows * columns > MAX_AREA:
        return None
    extent = Extent(rows, columns)
    errors = ERROR_AT.finditer(part) if b'"e"' in part or b"'e'" in part else ()
    doubtful = [match.start() for match in islice(chain(FORMULA_AT.finditer(part), errors), MANY + 1)]
    if len(doubtful) > MANY:
        return None
    for start in {part.rfind(b"<c ", 0, place + 3) for place in doubtful}:
        opened, name = part.find(b">", start), PLAIN_CELL.match(part, start) if start >= 0 else None
        closed = part.find(b"</c>", opened)
        if name is None or opened < 0 or closed < 0:
            return None
        _note_unread(extent, part[start + 2 : opened], part[opened + 1 : closed], f"{name[1].decode()}{name[2].decode()}")
    return extent


def _walk(part: bytes, sheet: str) -> Extent:
    """Walk the cells of a part as text, in one pass."""
    extent = Extent()
    row, column = 0, -1
    for tag, following in pairwise(chain(ROW_OR_CELL.finditer(part), (None,))):
        if tag is None:
            break
        if tag[1] == b"row":
            row, column = _row_number(tag[2], row, sheet), -1
            continue
        row, column = _cell_place(tag[2], row, column, sheet)
        body = b"" if tag[2].endswith(b"/") else part[tag.end() : following.start() if following else len(part)]
        end = CELL_END.search(body)
        body = body[: end.start()] if end else body
        if b"<" not in body:
            continue
        if row > MAX_ROW or column >= MAX_COLUMN:
            raise GuardFault(
                f"Lembar {sheet} pada berkas {{name}} berisi sel {address(row, column)}, terlalu jauh dari datanya; "
                f"hapus isi sel itu (paling jauh baris {MAX_ROW}, kolom {address(1, MAX_COLUMN - 1)[:-1]})."
            )
        extent.rows, extent.columns = max(extent.rows, row), max(extent.columns, column + 1)
        _note_unread(extent, tag[2], body, address(row, column))
    if extent.rows * extent.columns > MAX_AREA:
        raise GuardFault(f"Lembar {sheet} pada berkas {{name}} terlalu luas; hapus isi sel di luar tabelnya.")
    return extent


def _row_number(attributes: bytes, before: int, sheet: str) -> int:
    given = REFERENCE.search(attributes)
    if given is None:
        return before + 1
    text = given[1] or given[2] or b""
    if not text.isdigit() or len(text) > 9:
        raise GuardFault(f"Lembar {sheet} pada berkas {{name}} menomori barisnya secara tidak wajar; {SAVE_AS}")
    return int(text)


def _cell_place(attributes: bytes, row: int, column: int, sheet: str) -> tuple[int, int]:
    given = REFERENCE.search(attributes)
    if given is None:
        return max(row, 1), column + 1
    name = CELL_NAME.fullmatch(given[1] or given[2] or b"")
    if name is None:
        raise GuardFault(f"Lembar {sheet} pada berkas {{name}} menamai selnya secara tidak wajar; {SAVE_AS}")
    return int(name[2]), column_index(name[1].decode())


def _note_unread(extent: Extent, attributes: bytes, body: bytes, cell: str) -> None:
    cached = CACHED.search(body)
    kind = KIND.search(attributes)
    if kind is not None and kind[1] == b"e":
        value = cached[1].decode(errors="replace") if cached and cached[1] else "#N/A"
        extent.unread[cell] = ERRONEOUS.format(cell=cell, value=value)
    elif FORMULA.search(body) and (cached is None or cached[1] == b"") and not (kind is not None and kind[1] == b"str" and cached):
        extent.unread[cell] = UNCALCULATED.format(cell=cell)
