"""The columns of a sheet as the mapping page shows them: letters, head, samples, and what each may mean."""

from collections.abc import Sequence
from dataclasses import dataclass

from renjana.renstra.pemetaan import LABELS, YEARS, Pemetaan
from renjana.renstra.workbook import SheetRows, column_letters, text_of

SAMPLES = 2
MOST_COLUMNS = 80
CUT = 48


@dataclass(frozen=True)
class ColumnLine:
    """A column: its letters, the words of its head, some values beneath, and the key that it is mapped to ("" for none)."""

    letters: str
    head: str
    samples: tuple[str, ...]
    key: str


def column_lines(sheet: SheetRows, pemetaan: Pemetaan) -> list[ColumnLine]:
    """Every column that holds anything, from A."""
    keys = {place: key for key, place in pemetaan.kolom.items()}
    width = min(max((len(row) for row in sheet.rows), default=0), MOST_COLUMNS)
    lines = []
    for place in range(width):
        head = text_of(sheet.at(pemetaan.baris_judul, place)) or text_of(sheet.at(pemetaan.baris_judul - 1, place))
        values = [text_of(row[place])[:CUT] for row in sheet.rows[pemetaan.baris_judul :] if place < len(row) and row[place] is not None]
        if head or values or place in keys:
            lines.append(ColumnLine(column_letters(place), head[:CUT], tuple(values[:SAMPLES]), keys.get(place, "")))
    return lines


def choices_of(tahun_awal: int) -> list[tuple[str, str]]:
    """What a column may mean, as key and words; years are named."""
    years = {f"{key}_{number}": f" ({tahun_awal + number - 1})" for number in range(1, YEARS + 1) for key in ("target", "dana")}
    return [(key, label + years.get(key, "")) for key, label in LABELS.items()]


def sheet_names(sheets: Sequence[SheetRows]) -> list[tuple[str, str]]:
    """Every sheet by name, with how many rows it has; hidden ones say so."""
    return [(sheet.nama, f"{sheet.nama} ({len(sheet.rows)} baris{'' if sheet.visible else ', tersembunyi'})") for sheet in sheets]
