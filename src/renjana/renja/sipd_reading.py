"""Reads an export of SIPD-RI: the Renja report of 17 columns, or the sub kegiatan sheet. Columns are found by their heads, not their places.

Rows without a code stay in a bucket of their own, so that totals still match.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from renjana.organisasi.numerals import parse_decimal, parse_rupiah
from renjana.renja.sipd_html import is_html, read_html
from renjana.renstra.codes import level, resolve, split
from renjana.renstra.header import LOOK_IN, find_header, plain_head
from renjana.renstra.workbook import SheetRows, Value, WorkbookFault, address, read_workbook, text_of

REPORT, SHEET = "laporan Renja 17 kolom", "lembar sub kegiatan"
SHEET_HEADS = {
    "kode": ("kode sub kegiatan",),
    "pagu": ("jumlah pagu",),
    "uraian": ("program dan kegiatan", "nama sub kegiatan"),
    "indikator": ("keluaran sub keg", "keluaran sub kegiatan"),
}
NOTHING = frozenset({"", "-", "–"})
AGENCY = re.compile(r"\d(?:\.\d{1,4}){6,}\.?")
TARGET = re.compile(r"([\d.,]+)\s*(.*)", re.DOTALL)


@dataclass(frozen=True)
class SipdIndikator:
    """An indicator as the export words it; targets as they stand, with their cells."""

    uraian: str
    target: str = ""
    target_maju: str = ""
    cells: Mapping[str, str] = field(default_factory=dict)


@dataclass
class SipdRow:
    """A sub kegiatan of the export. Money in whole rupiah, None where no cell holds any; `cells` names the cell of each figure."""

    kode: str
    nama: str
    cell: str
    pagu: int | None = None
    pagu_maju: int | None = None
    indikator: list[SipdIndikator] = field(default_factory=list)
    cells: dict[str, str] = field(default_factory=dict)


@dataclass
class SipdFile:
    """What an export says. `tanpa_kode` holds rows with money and no code; `faults` are cells that could not be read, as sentences.

    `has_maju` and `has_indikator` tell which figures the form carries at all. `jumlah` is the total that the export prints, by column.
    """

    bentuk: str
    rows: dict[str, SipdRow] = field(default_factory=dict)
    tanpa_kode: list[SipdRow] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    jumlah: dict[str, int] = field(default_factory=dict)
    has_maju: bool = True
    has_target: bool = True


def read_export(content: bytes, *, name: str, main: str) -> SipdFile:
    """The export in this file, XLSX or HTML. `main` is the bidang urusan of X.XX.01. Raises WorkbookFault with a sentence."""
    return read_sheets(read_html(content, name=name) if is_html(content) else read_workbook(content, name=name), name=name, main=main)


def read_sheets(sheets: Iterable[SheetRows], *, name: str, main: str) -> SipdFile:
    """The export in the first worksheet that holds one."""
    for sheet in sheets:
        if found := find_header(sheet, SHEET_HEADS, need=("kode", "pagu")):
            return _read(sheet, found[0] + 1, found[1], SipdFile(SHEET, has_maju=False, has_target=False), main)
        if places := _report_head(sheet):
            return _read(sheet, *places, SipdFile(REPORT), main)
    raise WorkbookFault(
        f"Berkas {name} bukan ekspor Renja SIPD-RI: tidak ada kepala tabel 17 kolom (Kode, Urusan/…/Sub Kegiatan, Pagu Indikatif) "
        "dan tidak ada kolom KODE SUB KEGIATAN dengan JUMLAH PAGU. Unduh laporan Renja dari SIPD-RI, lalu coba lagi."
    )


def _report_head(sheet: SheetRows) -> tuple[int, dict[str, int]] | None:
    """Number of the first row below the nested head, and the column of each key."""
    for number, row in enumerate(sheet.rows[:LOOK_IN], 1):
        heads = [plain_head(value) for value in row]
        if "kode" in heads and any(head.startswith("urusan") for head in heads):
            depth = _depth(sheet, number, heads.index("kode"))
            places = _report_places(sheet, number, depth)
            if {"kode", "uraian", "pagu"} <= set(places):
                return number + depth, places
    return None


def _depth(sheet: SheetRows, top: int, kode: int) -> int:
    """Rows of the nested head with its row of numbers: until a code or a name stands in the first columns."""
    depth = 1
    while depth < 6 and top + depth <= len(sheet.rows):
        line = sheet.rows[top + depth - 1]
        words = [text_of(value) for value in line]
        code = words[kode] if kode < len(words) else ""
        is_numbers = sum(word.partition("=")[0].strip().isdigit() for word in words) >= 8
        if code and not is_numbers:
            break
        if not any(words[: kode + 2]) and not any(plain_head(word) in {"nasional", "daerah", "lokasi", "prioritas"} for word in words):
            break
        depth += 1
        if is_numbers:
            break
    return depth


def _report_places(sheet: SheetRows, top: int, depth: int) -> dict[str, int]:
    lines = [[plain_head(value) for value in sheet.rows[top + offset - 1]] for offset in range(depth)]
    width = max(len(line) for line in lines)
    group = ""
    places: dict[str, int] = {}
    for place in range(width):
        words = [line[place] if place < len(line) else "" for line in lines]
        group = words[0] or group
        key = _report_key(group, " ".join(dict.fromkeys([group, *words[1:]])))
        if key:
            places.setdefault(key, place)
    return places


def _report_key(group: str, head: str) -> str:
    ahead = "_maju" if group.startswith("prakiraan maju") else ""
    if group == "kode":
        return "kode"
    if group.startswith("urusan"):
        return "uraian"
    if group.startswith("indikator"):
        return "indikator"
    if "pagu indikatif" in head:
        return f"pagu{ahead}"
    if (ahead or group.startswith("capaian kinerja")) and re.search(r"\btarget\b", head):
        return f"target{ahead}"
    return ""


def _read(sheet: SheetRows, top: int, places: Mapping[str, int], file: SipdFile, main: str) -> SipdFile:
    reader = _Reader(sheet, places, file, main)
    for number in range(top, len(sheet.rows) + 1):
        reader.line(number)
    return file


@dataclass
class _Reader:
    """Goes down the rows of an export; a row without a code belongs to the sub kegiatan above it."""

    sheet: SheetRows
    places: Mapping[str, int]
    file: SipdFile
    main: str
    current: SipdRow | None = None

    def line(self, number: int) -> None:
        """Read one row."""
        code, rest = self._code(number)
        name = self._text(number, "uraian") or rest
        if not code and "jumlah" in {plain_head(value) for value in self._row(number)} | {plain_head(name)}:
            self.file.jumlah = {key: amount for key in ("pagu", "pagu_maju") if (amount := self._money(number, key)) is not None}
            self.current = None
            return
        if level(code) == "sub_kegiatan":
            self.current = self.file.rows.setdefault(code, SipdRow(code, name, self._cell(number, "kode")))
        elif code or AGENCY.fullmatch(self._text(number, "kode")):
            self.current = None
            return
        elif self._text(number, "kode"):
            self.current = None
        self._take(number, name)

    def _take(self, number: int, name: str) -> None:
        """The figures of a row, for the sub kegiatan to which it belongs."""
        money = {key: self._money(number, key) for key in ("pagu", "pagu_maju")}
        words = self._text(number, "indikator")
        row = self.current
        orphan = row is None or (name and name != row.nama and not words and money["pagu"] is not None)
        if orphan:
            if any(amount is not None for amount in money.values()):
                self.file.tanpa_kode.append(SipdRow("", name or words, self._cell(number, "pagu"), money["pagu"], money["pagu_maju"]))
            return
        if row is None:
            return
        for key, amount in money.items():
            if amount is not None:
                setattr(row, key, (getattr(row, key) or 0) + amount)
                row.cells[key] = f"{row.cells[key]}, {self._cell(number, key)}" if key in row.cells else self._cell(number, key)
        if words:
            targets = {key: self._text(number, key) for key in ("target", "target_maju")}
            cells = {key: self._cell(number, key) for key in ("indikator", "target", "target_maju") if key in self.places}
            row.indikator.append(SipdIndikator(words, **targets, cells=cells))

    def _row(self, number: int) -> Sequence[Value]:
        return self.sheet.rows[number - 1]

    def _code(self, number: int) -> tuple[str, str]:
        """The code of a row and the name glued to it."""
        found, rest = split(self._text(number, "kode"))
        if not found and not self._text(number, "kode"):
            found, rest = split(self._text(number, "uraian"))
        return resolve(found, self.main), rest

    def _text(self, number: int, key: str) -> str:
        value = self.sheet.at(number, self.places[key]) if key in self.places else None
        words = f"{value:.15g}".replace(".", ",") if isinstance(value, float) else text_of(value)
        return "" if words in NOTHING else words

    def _cell(self, number: int, key: str) -> str:
        return address(number, self.places[key]) if key in self.places else ""

    def _money(self, number: int, key: str) -> int | None:
        value = self.sheet.at(number, self.places[key]) if key in self.places else None
        if text_of(value) in NOTHING:
            return None
        try:
            return parse_rupiah(value if isinstance(value, int | float) else text_of(value))
        except ValueError as fault:
            self.file.faults.append(f"Sel {self._cell(number, key)}: {fault}")
            return None


def target_of(text: str) -> tuple[Decimal | None, str]:
    """Number and unit of a target as it stands ("12 Dokumen", "95,50%"); None where it begins with no number that has one reading."""
    found = TARGET.fullmatch(text.strip())
    if found is None:
        return None, text.strip()
    try:
        return parse_decimal(found[1]), found[2].strip()
    except ValueError:
        return None, text.strip()
