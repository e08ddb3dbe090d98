"""Lines of a format, from a workbook or from the grid on the page, read as rows of the plan. One reader for both."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from renjana.organisasi.numerals import desimal_ringkas, ribuan
from renjana.pengumpulan.columns import BY_KEY, COLUMNS, KEYS, TIPE_LABELS
from renjana.pengumpulan.known import Known, code_doubt
from renjana.renja.rules import IsianRow, check_row, join_rows
from renjana.renja.values import IndikatorValue, RencanaValue, SumberDanaValue
from renjana.renstra.codes import is_sub_kegiatan
from renjana.renstra.workbook import Value, text_of

ONCE = tuple(column.key for column in COLUMNS if not column.per_indikator and column.key != "kode")


@dataclass(frozen=True)
class Line:
    """A line as it stands: cells by column key. `places` names each cell for a person (F12) or for the page (an id).

    `unread` holds a sentence for every cell whose value is not to be had. The code of a `fixed` line came with the format; `handed` is the
    hidden key that a line of a workbook was handed out with.
    """

    row: int
    cells: Mapping[str, Value]
    places: Mapping[str, str] = field(default_factory=dict)
    unread: Mapping[str, str] = field(default_factory=dict)
    fixed: bool = False
    handed: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it but its code."""
        return not self.unread and all(text_of(value) == "" for key, value in self.cells.items() if key != "kode")


@dataclass(frozen=True)
class Finding:
    """What is wrong with a cell and what to do, as a sentence. A `blocking` one keeps everything from being stored; another is a doubt.

    `kode` is the sub kegiatan of the line, "" where it could not be read.
    """

    row: int
    key: str
    cell: str
    message: str
    blocking: bool = True
    kode: str = ""

    @property
    def tanda(self) -> str:
        """Names a doubt wherever it is met: the same words about the same column of the same sub kegiatan have the same mark."""
        return hashlib.sha256("\x1f".join((self.kode, self.key, self.message)).encode()).hexdigest()[:10]


@dataclass(frozen=True)
class Reading:
    """What was read: rows in the order of their first line, findings in the order of the sheet, and where each value stood: the cells of
    every line by code and number of the indicator.
    """

    rows: tuple[RencanaValue, ...]
    findings: tuple[Finding, ...]
    places: Mapping[tuple[str, int], Mapping[str, str]]

    def cell(self, kode: str, nomor: int, key: str) -> str:
        """Where a value stood; "" when it was not there. What a sub kegiatan has once stands on its first line."""
        once = key in BY_KEY and not BY_KEY[key].per_indikator
        return self.places.get((kode, 0 if once else nomor), {}).get(key, "")

    @property
    def faults(self) -> tuple[Finding, ...]:
        """The findings that keep everything from being stored."""
        return tuple(one for one in self.findings if one.blocking)

    @property
    def doubts(self) -> tuple[Finding, ...]:
        """The findings that a person may overrule."""
        return tuple(one for one in self.findings if not one.blocking)


def read_lines(lines: Iterable[Line], *, known: Known, bidang: str) -> Reading:
    """Rows of one bidang from its lines. Every finding of every line at once. Empty lines are left out, and so are fixed ones with nothing
    but their code: a person who empties a whole line does not plan that sub kegiatan.

    Faulty lines give no row, so use the rows only when there is no blocking finding. `bidang` is Bidang.kode.
    """
    findings: list[Finding] = []
    read: list[IsianRow] = []
    by_row: dict[int, Line] = {}
    for line in lines:
        if line.is_empty and (line.fixed or not text_of(line.cells.get("kode"))):
            continue
        by_row[line.row] = line
        found, row = _read_line(line, known)
        findings += found
        if row is not None:
            read.append(row)
    findings += _ignored(read, by_row)
    rows, doubled = join_rows(read, bidang=bidang, name_of=known.name_of)
    findings += [_placed(by_row[fault.row], fault.column, fault.message) for fault in doubled]
    order = {key: number for number, key in enumerate(KEYS)}
    findings.sort(key=lambda one: (one.row, order.get(one.key, -1)))
    return Reading(rows, tuple(findings), _places(read, by_row))


def _placed(line: Line, key: str, message: str, *, blocking: bool = True, kode: str = "") -> Finding:
    return Finding(line.row, key, line.places.get(key, ""), message, blocking, kode)


def _read_line(line: Line, known: Known) -> tuple[list[Finding], IsianRow | None]:
    findings = [_placed(line, key, sentence) for key, sentence in line.unread.items()]
    row, faults = check_row(line.cells, row=line.row, main=known.main)
    findings += [_placed(line, fault.column, fault.message) for fault in faults if fault.column not in line.unread]
    named = row is not None and row.indikator is not None
    if not named and not text_of(line.cells.get("indikator")).strip("-– ") and "indikator" not in line.unread:
        typed = [key for key in ("satuan", "target", "target_maju") if text_of(line.cells.get(key))]
        if typed:
            sentence = f"Indikator kosong padahal {BY_KEY[typed[0]].label.split(' {')[0].lower()} terisi; tulis uraian indikatornya."
            findings.append(_placed(line, "indikator", sentence))
    if row is not None:
        if sentence := code_doubt(row.kode, known):
            findings.append(_placed(line, "kode", sentence, blocking=not is_sub_kegiatan(row.kode), kode=row.kode))
        findings += _doubts(line, row, known)
    return findings, row


def _doubts(line: Line, row: IsianRow, known: Known) -> list[Finding]:
    """What can be read but hardly is meant."""
    found: list[tuple[str, str]] = []
    entry = known.entries.get(row.kode)
    if entry and row.indikator and row.indikator.uraian == entry.indikator and _differs(row.indikator.satuan, entry.satuan):
        found.append(("satuan", f"“{row.indikator.satuan}” berbeda dari satuan nomenklatur; tulis {entry.satuan}."))
    found += [
        ("sumber_dana", f"“{source.nama}” tidak ada dalam daftar sumber dana; pilih dari daftar atau tulis kodenya.")
        for source in row.sumber_dana
        if not source.kode
    ]
    if row.bulan_awal and row.bulan_akhir and row.bulan_awal > row.bulan_akhir:
        found.append(("bulan_akhir", f"Bulan selesai ({row.bulan_akhir}) mendahului bulan mulai ({row.bulan_awal}); betulkan salah satunya."))
    return [_placed(line, key, sentence, blocking=False, kode=row.kode) for key, sentence in found]


def _differs(mine: str, theirs: str) -> bool:
    return bool(mine) and bool(theirs) and mine.lower() != theirs.lower()


def _ignored(rows: Iterable[IsianRow], by_row: Mapping[int, Line]) -> list[Finding]:
    """Values on a further indicator's line that the first line of its sub kegiatan has too: they would be lost, so they are refused."""
    found: list[Finding] = []
    first: dict[str, IsianRow] = {}
    for row in rows:
        known = first.setdefault(row.kode, row)
        for key in ONCE:
            if known is not row and key != "pagu" and getattr(row, key) and getattr(known, key) and getattr(row, key) != getattr(known, key):
                sentence = f"{BY_KEY[key].label.split(' {')[0]} sub kegiatan {row.kode} sudah ada pada baris {known.row}; kosongkan sel ini."
                found.append(_placed(by_row[row.row], key, sentence))
    return found


def _places(rows: Iterable[IsianRow], by_row: Mapping[int, Line]) -> dict[tuple[str, int], Mapping[str, str]]:
    """Cells of every line by code and number of the indicator."""
    found: dict[tuple[str, int], Mapping[str, str]] = {}
    seen: dict[str, int] = {}
    for row in rows:
        place = seen.get(row.kode, 0)
        found.setdefault((row.kode, place), by_row[row.row].places)
        if row.indikator is not None:
            seen[row.kode] = place + 1
    return found


def read_stored(rows: Iterable[RencanaValue], *, known: Known, bidang: str) -> Reading:
    """Rows of the plan read again as lines: what is wrong and what is doubtful in what is stored. Findings have no cell; lines count from 1."""
    lines: list[Line] = []
    for row in rows:
        lines += [Line(len(lines) + at, cells, fixed=at > 1) for at, cells in enumerate(cells_of(row), 1)]
    return read_lines(lines, known=known, bidang=bidang)


def number_cell(value: Decimal | None) -> str:
    """A number as a person writes it and the reader reads it back: 1.250, 95,5; 12,125 as 12,1250, since three decimals have two readings."""
    if value is None:
        return ""
    text = desimal_ringkas(value)
    whole, comma, rest = text.partition(",")
    return f"{text}0" if comma and len(rest) == 3 and whole != "0" else text


def source_cell(sources: Iterable[SumberDanaValue]) -> str:
    """Funding sources as one cell: code and name, several parted by a semicolon, each with what it pays where that was said."""
    named = [(f"{source.kode} {source.nama}".strip(), source.pagu) for source in sources]
    return "; ".join(name if pagu is None or len(named) == 1 else f"{name} = {ribuan(pagu)}" for name, pagu in named)


INDIKATOR_TEXTS: Mapping[str, Callable[[IndikatorValue], str]] = {
    "indikator": lambda one: one.uraian,
    "tipe": lambda one: TIPE_LABELS.get(one.tipe, one.tipe),
    "satuan": lambda one: one.satuan,
    "target": lambda one: number_cell(one.target),
    "target_maju": lambda one: number_cell(one.target_maju),
}
ROW_TEXTS: Mapping[str, Callable[[RencanaValue], str]] = {
    "kode": lambda row: row.kode,
    "pagu": lambda row: "" if row.pagu is None else ribuan(row.pagu),
    "pagu_maju": lambda row: "" if row.pagu_maju is None else ribuan(row.pagu_maju),
    "lokasi": lambda row: text_of(row.lokasi),
    "sumber_dana": lambda row: source_cell(row.sumber_dana),
    "kelompok_sasaran": lambda row: text_of(row.kelompok_sasaran),
    "bulan_awal": lambda row: str(row.bulan_awal or ""),
    "bulan_akhir": lambda row: str(row.bulan_akhir or ""),
    "catatan": lambda row: text_of(row.catatan),
}


def cells_of(row: RencanaValue) -> tuple[dict[str, str], ...]:
    """A sub kegiatan as lines of text cells: the first carries everything, each further indicator its own columns and the code."""
    lines: list[dict[str, str]] = []
    for number, one in enumerate(row.indikator or (IndikatorValue("", "", ""),)):
        cells = {key: text_of(text(one)) for key, text in INDIKATOR_TEXTS.items()}
        cells |= {key: text(row) if number == 0 or key == "kode" else "" for key, text in ROW_TEXTS.items()}
        lines.append({key: cells[key] for key in KEYS})
    return tuple(lines)
