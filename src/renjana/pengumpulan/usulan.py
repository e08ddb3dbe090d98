"""Changes to the plan that the meeting decides on (step 5), a cell or a new indicator each: read as people write them, held against the rows
as they stand. Pure.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from renjana.pengumpulan.columns import BY_KEY
from renjana.pengumpulan.known import Known, code_doubt, new_row
from renjana.pengumpulan.merging import column_label
from renjana.pengumpulan.reading import Line, cells_of, read_lines, read_stored
from renjana.pengumpulan.usulan_indikator import KOLOM, indikator_text, place_in, with_indikator
from renjana.renja.values import RencanaValue, SumberDanaValue
from renjana.renstra.codes import normalize, resolve

MENUNGGU, DITERAPKAN, DIJAWAB, DIGANTIKAN = "menunggu", "diterapkan", "dijawab", "digantikan"
ONCE = ("pagu", "pagu_maju", "lokasi", "sumber_dana", "kelompok_sasaran", "bulan_awal", "bulan_akhir", "catatan")
MEASURED, INDIKATOR = ("target", "target_maju"), 3
"""Columns that each indicator has for itself, and for how many indicators a change can be named."""
WHERE = "Pilih dari daftar yang muncul saat mengetik, atau cari kodenya pada halaman Nomenklatur."


@dataclass(frozen=True)
class Perubahan:
    """A change to one cell. `bidang` may be "" for whoever plans the code; `semula` is what stood there, `menjadi` what is to stand there.

    `nomor` counts the indicators of the sub kegiatan from 0.
    """

    bidang: str
    kode: str
    kolom: str
    menjadi: str
    alasan: str = ""
    nomor: int = 0
    semula: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nobody wrote anything into it."""
        return not (self.kode.strip() or self.menjadi.strip() or self.alasan.strip())


@dataclass(frozen=True)
class Fault:
    """What is wrong with a change: the field of Perubahan, and a sentence."""

    field: str
    message: str


def places(tahun: int) -> tuple[tuple[str, str], ...]:
    """The cells that a change can name, as (place, label); the money and the targets first."""
    more = [(f"{key}.{number}", column_label(key, tahun, number)) for number in range(1, INDIKATOR) for key in MEASURED]
    first = [(key, column_label(key, tahun)) for key in ("pagu", "target", "pagu_maju", "target_maju")]
    return (*first, (KOLOM, "Indikator baru"), *more, *((key, column_label(key, tahun)) for key in ONCE if key not in {"pagu", "pagu_maju"}))


def split_place(place: str) -> tuple[str, int]:
    """Column and number of the indicator of a place."""
    key, _, number = place.partition(".")
    return key, int(number) if number.isdecimal() else 0


def place_of(change: Perubahan) -> str:
    """The place of a change."""
    return f"{change.kolom}.{change.nomor}" if change.nomor and change.kolom != KOLOM else change.kolom


def code_of(words: str, main: str) -> str:
    """The code at the head of what was typed or picked: "2.16.03.2.02.0040 · Nama" gives 2.16.03.2.02.0040."""
    return resolve(normalize(words.split("·")[0].strip()), main)


def check_change(given: Perubahan, rows: Mapping[str, Sequence[RencanaValue]], known: Known) -> tuple[Perubahan, tuple[Fault, ...]]:
    """The change with its bidang, its code, what stands in its cell now and its value as it will be shown; and every fault of it at once.

    `rows` are the plans of the bidang by code. A sub kegiatan of the nomenclature that a bidang does not plan yet may be named.
    """
    kode = code_of(given.kode, known.main)
    change, faults = replace(given, kode=kode, alasan=given.alasan.strip()), []
    if not kode:
        faults.append(Fault("kode", "Sub kegiatan belum dipilih; pilih dari daftar, atau tulis kodenya."))
    owners = [bidang for bidang, own in rows.items() if any(row.kode == kode for row in own)]
    if kode and not owners and (doubt := code_doubt(kode, known)):
        faults.append(Fault("kode", f"{doubt} {WHERE}"))
    elif kode and not given.bidang and len(owners) != 1:
        told = f"{kode} direncanakan {len(owners)} bidang" if owners else f"{kode} belum direncanakan bidang mana pun"
        faults.append(Fault("bidang", f"{told}; pilih bidang yang dimaksud."))
    if not given.menjadi.strip():
        faults.append(Fault("menjadi", "Isi yang baru belum ditulis."))
    if faults:
        return change, (*faults, *_unreadable(change, rows, known))
    change = replace(change, bidang=given.bidang or owners[0])
    return _valued(change, next((row for row in rows.get(change.bidang, ()) if row.kode == kode), None), known)


def _valued(change: Perubahan, row: RencanaValue | None, known: Known) -> tuple[Perubahan, tuple[Fault, ...]]:
    if row is None and (doubt := code_doubt(change.kode, known)):
        return change, (Fault("kode", f"{doubt} {WHERE}"), *_unreadable(change, {"": ()}, known))
    here = row or new_row(change.kode, known, change.bidang)
    change = replace(change, nomor=place_in(here, change.menjadi)) if change.kolom == KOLOM else change
    changed, faults = with_cell(here, change.kolom, change.nomor, change.menjadi, known)
    if changed is None:
        return change, faults
    if doubts := _doubts(here, changed, known):
        return change, doubts
    now, new = (cell_of(row, change.kolom, change.nomor) if row else ""), cell_of(changed, change.kolom, change.nomor)
    if row is not None and now == new:
        return change, (Fault("menjadi", f"{change.kode} sudah berisi {now}; tulis isi yang lain, atau kosongkan usulan ini."),)
    return replace(change, semula=now, menjadi=new), ()


def _unreadable(change: Perubahan, rows: Mapping[str, Sequence[RencanaValue]], known: Known) -> tuple[Fault, ...]:
    """What is wrong with the new text of a change whose place is wrong as well, read as any sub kegiatan of the agency would be."""
    row = next((row for own in rows.values() for row in own), None) or next((new_row(kode, known, "") for kode in known.entries), None)
    if row is None or not change.menjadi.strip():
        return ()
    return tuple(fault for fault in with_cell(row, change.kolom, 0, change.menjadi, known)[1] if fault.field == "menjadi")


def superseded(changes: Sequence[Perubahan]) -> tuple[bool, ...]:
    """Of each change, whether a later one names the same cell and so takes its place."""
    cells = [(one.bidang, one.kode, one.kolom, one.nomor) for one in changes]
    return tuple(cell in cells[at + 1 :] for at, cell in enumerate(cells))


def _doubts(before: RencanaValue, after: RencanaValue, known: Known) -> tuple[Fault, ...]:
    """What a change makes doubtful that was not: a meeting decides on what can be meant; anything else the bidang itself writes and confirms."""
    old, new = (read_stored([row], known=known, bidang=row.bidang).doubts for row in (before, after))
    had = {one.tanda for one in old}
    return tuple(Fault("menjadi", one.message) for one in new if one.tanda not in had)


def cell_of(row: RencanaValue, key: str, nomor: int) -> str:
    """What stands in a cell, as the format writes it; "" for an indicator that is not there. An indicator is told whole."""
    if key == KOLOM:
        return indikator_text(row, nomor)
    lines = cells_of(row)
    return lines[nomor][key] if nomor < len(lines) else ""


def with_cell(row: RencanaValue, key: str, nomor: int, text: str, known: Known) -> tuple[RencanaValue | None, tuple[Fault, ...]]:
    """The row with this text in one of its cells, read as the grid is read; None and the faults when it cannot be read."""
    if key == KOLOM:
        added, told_ = with_indikator(row, nomor, text, known)
        return added, tuple(Fault("menjadi", one) for one in told_)
    lines = [dict(cells) for cells in cells_of(row)]
    if BY_KEY[key].per_indikator and nomor >= max(len(row.indikator), 1):
        return None, (Fault("kolom", f"{row.kode} hanya memiliki {len(row.indikator)} indikator; pilih indikator yang ada."),)
    lines[nomor][key] = text
    reading = read_lines([Line(at, cells, fixed=True) for at, cells in enumerate(lines, 1)], known=known, bidang=row.bidang)
    if reading.faults or not reading.rows:
        return None, tuple(Fault("menjadi", one.message) for one in reading.faults) or (Fault("menjadi", "Isi ini mengosongkan barisnya."),)
    column, value = BY_KEY[key], reading.rows[0]
    if not column.per_indikator:
        given = replace(row, **{key: getattr(value, key)})
        return (replace(given, sumber_dana=_following(row, value.pagu)) if key == "pagu" else given), ()
    measured = replace(row.indikator[nomor], **{key: getattr(value.indikator[nomor], key)})
    return replace(row, indikator=(*row.indikator[:nomor], measured, *row.indikator[nomor + 1 :])), ()


def _following(row: RencanaValue, pagu: int | None) -> tuple[SumberDanaValue, ...]:
    """The sources of a row under another pagu: an only one goes on paying all of it, where its amount was written down."""
    whole = len(row.sumber_dana) == 1 and row.sumber_dana[0].pagu is not None and row.sumber_dana[0].pagu == row.pagu
    return (replace(row.sumber_dana[0], pagu=pagu),) if whole else row.sumber_dana


def told(change: Perubahan, tahun: int) -> str:
    """A change as one sentence: what, from, to, why."""
    head = f"{change.bidang} {change.kode}, {column_label(change.kolom, tahun, change.nomor)}"
    return f"{head}: {change.semula or 'kosong'} menjadi {change.menjadi}" + (f" ({change.alasan})" if change.alasan else "")


def options(rows: Mapping[str, Iterable[RencanaValue]]) -> Iterator[str]:
    """What the list of sub kegiatan offers: the code with its name, once each, in order of code."""
    names = {row.kode: row.nama for own in rows.values() for row in own}
    for kode in sorted(names):
        yield f"{kode} · {names[kode]}"
