"""A workbook that came back: whose it is, and its lines with the address of every cell."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from renjana.pengumpulan.book_parts import ReadPart, read_parts
from renjana.pengumpulan.book_spec import KEY_COLUMN, TOTAL
from renjana.pengumpulan.columns import KEYS
from renjana.pengumpulan.merging import state_of_marks
from renjana.pengumpulan.reading import Finding, Line
from renjana.pengumpulan.seal import SHEET, Seal, opened
from renjana.renstra.codes import normalize
from renjana.renstra.workbook import SheetRows, Value, address, column_letters, text_of

FOREIGN = (
    "Berkas {name} bukan format isian yang dibuat Renjana, atau penandanya hilang. "
    "Unduh format dari halaman ini, salin isinya ke sana, lalu unggah lagi."
)
TAMPERED = (
    "Penanda tersembunyi pada berkas {name} tidak cocok; berkas ini dibuat di tempat lain atau penandanya diubah. "
    "Unduh format dari halaman ini, salin isinya ke sana, lalu unggah lagi."
)


class BookFault(Exception):
    """The workbook is not a format of this installation; `str()` is a sentence that says what to do."""


@dataclass(frozen=True)
class Book:
    """What came back: the seal, the lines, what is wrong with the sheet itself, the name of the sheet, the marks of the rows by code as they
    were when the workbook was made, the hidden keys, lines that stand below the total and are not read, and the further
    parts.
    """

    seal: Seal
    lines: tuple[Line, ...]
    findings: tuple[Finding, ...]
    sheet: str
    marks: Mapping[str, str]
    keys: tuple[str, ...] = ()
    below: tuple[Line, ...] = ()
    parts: tuple[ReadPart, ...] = ()


def read_book(sheets: Sequence[SheetRows], *, name: str, secret: bytes) -> Book:
    """The format inside these worksheets. Raises BookFault when there is none or its seal does not hold."""
    hidden = next((sheet for sheet in sheets if sheet.nama == SHEET), None)
    found = next(((sheet, place) for sheet in sheets if (place := _key_row(sheet))), None)
    if hidden is None or found is None:
        raise BookFault(FOREIGN.format(name=name))
    pairs = [(text_of(row[0]), text_of(row[1])) for row in hidden.rows if len(row) > 1]
    keys = [value for label, value in pairs if label == "kunci"]
    marks = dict(value.rpartition(" ")[::2] for label, value in pairs if label == "tanda")
    seal = opened({label: value for label, value in pairs if label not in {"kunci", "tanda"}}, keys, secret)
    if seal is None or seal.keadaan != state_of_marks(marks.values()):
        raise BookFault(TAMPERED.format(name=name))
    sheet, key_row = found
    lines, findings, below = _lines(sheet, key_row, frozenset(keys))
    return Book(seal, tuple(lines), tuple(findings), sheet.nama, marks, tuple(keys), tuple(below), read_parts(sheets, seal.dibuat))


def _key_row(sheet: SheetRows) -> int:
    """Number of the hidden row of column keys; 0 when the sheet has none."""
    return next((number for number, row in sheet.lines() if row[0] == KEY_COLUMN), 0)


def _lines(sheet: SheetRows, key_row: int, keys: frozenset[str]) -> tuple[list[Line], list[Finding], list[Line]]:
    heads = [text_of(value) for value in sheet.rows[key_row - 1]]
    places = {key: (place, column_letters(place)) for place, key in enumerate(heads) if key in KEYS}
    lines: list[Line] = []
    findings: list[Finding] = []
    below: list[Line] = []
    seen: set[str] = set()
    total = 0
    for number, row in sheet.lines():
        if number <= key_row + 2:
            continue
        key = text_of(row[0])
        if key == TOTAL and not total:
            total = number
            continue
        line = _line(sheet, number, row, places, fixed=key in keys and key not in seen)
        if total and not line.is_empty:
            cell = next((line.places[one] for one in KEYS if text_of(line.cells.get(one)) and one in line.places), address(number, 1))
            findings.append(Finding(number, "kode", cell, f"Baris ini di bawah baris Jumlah; pindahkan ke baris kosong di atas baris {total}."))
            below.append(line)
        elif not total:
            findings += _moved(line, key) if line.fixed else []
            seen.add(key)
            lines.append(line)
    return lines, findings, below


class _Addresses(Mapping[str, str]):
    """The addresses of a line's cells by column key, made when they are asked for: nearly none is."""

    __slots__ = ("columns", "number")

    def __init__(self, columns: Mapping[str, tuple[int, str]], number: int) -> None:
        self.columns, self.number = columns, number

    def __getitem__(self, key: str) -> str:
        return f"{self.columns[key][1]}{self.number}"

    def __iter__(self) -> Iterator[str]:
        return iter(self.columns)

    def __len__(self) -> int:
        return len(self.columns)


def _line(sheet: SheetRows, number: int, row: Sequence[Value], places: Mapping[str, tuple[int, str]], *, fixed: bool) -> Line:
    cells = {key: row[place] if place < len(row) else None for key, (place, _) in places.items()}
    names = _Addresses(places, number)
    unread = {key: sentence for key, cell in names.items() if (sentence := sheet.unread.get(cell))} if sheet.unread else {}
    return Line(number, cells, names, unread, fixed, text_of(row[0]) if fixed else "")


def _moved(line: Line, key: str) -> list[Finding]:
    """A fixed line whose code is no longer the one it was handed out with."""
    wanted = key.partition("#")[0]
    shown = text_of(line.cells.get("kode"))
    if normalize(shown) == wanted or shown == wanted or (line.is_empty and not shown):
        return []
    message = f"Kode baris ini semula {wanted}, sekarang “{shown[:40]}”; kembalikan kodenya, dan tulis sub kegiatan lain pada baris kosong."
    return [Finding(line.row, "kode", line.places.get("kode", ""), message)]
