"""Decides about rows of the plan that people bring: each row of a format, rows of one sub kegiatan together, prefill from the Renstra."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from renjana.organisasi.dates import MONTHS
from renjana.organisasi.numerals import parse_decimal, parse_rupiah
from renjana.renja.values import IndikatorValue, PlanValues, RencanaValue, RenstraItemValue, RenstraValue, SumberDanaValue
from renjana.renstra.cells import tidy
from renjana.renstra.codes import normalize, resolve
from renjana.renstra.faults import Fault
from renjana.renstra.nomenklatur import find_sumber_dana
from renjana.renstra.plan import tipe_of
from renjana.renstra.workbook import Value, text_of

FIELDS = (
    "kode",
    "indikator",
    "tipe",
    "satuan",
    "target",
    "pagu",
    "lokasi",
    "sumber_dana",
    "kelompok_sasaran",
    "bulan_awal",
    "bulan_akhir",
    "target_maju",
    "pagu_maju",
    "catatan",
)
TIPE = ("akumulatif", "persentase", "nilai_akhir", "tren_negatif")
MONTH_NUMBERS = {name.lower()[:length]: at for at, name in enumerate(MONTHS, 1) for length in range(3, len(name) + 1)}
MONTH_NUMBERS |= {"agt": 8, "nop": 11, "nopember": 11, "peb": 2}
EMPTY = frozenset({"", "-", "–"})
NUMBERS = (int, float)
LONGEST = {"lokasi": 300, "kelompok_sasaran": 300, "satuan": 100}


@dataclass(frozen=True)
class IsianRow:
    """A row of a format as values. `indikator` is None where the row names none."""

    row: int
    kode: str
    indikator: IndikatorValue | None
    pagu: int | None = None
    pagu_maju: int | None = None
    lokasi: str = ""
    sumber_dana: tuple[SumberDanaValue, ...] = ()
    kelompok_sasaran: str = ""
    bulan_awal: int | None = None
    bulan_akhir: int | None = None
    catatan: str = ""


class _Cells:
    """The cells of one row; what cannot be read is kept as a fault with its column."""

    def __init__(self, cells: Mapping[str, Value], row: int) -> None:
        self.cells, self.row = cells, row
        self.faults: list[Fault] = []

    def text(self, column: str) -> str:
        words = text_of(self.cells.get(column))
        limit = LONGEST.get(column)
        if limit is not None and len(words) > limit:
            self.fault(column, f"{len(words)} huruf; singkatkan sampai {limit} huruf.")
        return words[:limit]

    def fault(self, column: str, message: str) -> None:
        self.faults.append(Fault(self.row, column, message))

    def money(self, column: str) -> int | None:
        value = self.cells.get(column)
        if value is None or (bare := value if isinstance(value, NUMBERS) else text_of(value)) in EMPTY:
            return None
        try:
            return parse_rupiah(bare)
        except ValueError as fault:
            self.fault(column, str(fault))
            return None

    def number(self, column: str) -> Decimal | None:
        value = self.cells.get(column)
        if value is None or (bare := value if isinstance(value, NUMBERS) else text_of(value)) in EMPTY:
            return None
        try:
            number = parse_decimal(bare.removesuffix("%").strip() if isinstance(bare, str) else bare)
            return number if isinstance(bare, int) else tidy(number)
        except ValueError as fault:
            self.fault(column, f"{fault} Tulis angkanya saja; satuannya pada kolom satuan.")
            return None

    def month(self, column: str) -> int | None:
        words = text_of(self.cells.get(column))
        if words in EMPTY:
            return None
        number = MONTH_NUMBERS.get(words.lower().rstrip(".")) or (int(words) if words.isdecimal() and len(words) <= 2 else 0)
        if not 1 <= number <= 12:
            self.fault(column, f"“{words[:40]}” bukan bulan. Tulis 1 sampai 12 atau nama bulannya.")
            return None
        return number


def check_row(cells: Mapping[str, Value], *, row: int, main: str) -> tuple[IsianRow | None, tuple[Fault, ...]]:
    """A row of a format from its cells by column name (see FIELDS); text as people write it, or numbers as a spreadsheet keeps them.

    Only what cannot be read is a fault; what is readable but wrong is for the analysis to say. A faulty row gives None. `main` is the
    bidang urusan for X.XX.01.
    """
    reader = _Cells(cells, row)
    kode = resolve(normalize(text_of(cells.get("kode"))), main)
    if not kode:
        shown = text_of(cells.get("kode"))[:40]
        reader.fault("kode", f"“{shown}” bukan kode sub kegiatan; tulis seperti 2.16.03.2.02.0040." if shown else "Kode kosong; isi kodenya.")
    elif len(kode) > 20:
        reader.fault("kode", f"“{kode[:40]}” terlalu panjang untuk kode sub kegiatan.")
    read = IsianRow(
        row=row,
        kode=kode,
        indikator=_indikator(reader),
        pagu=reader.money("pagu"),
        pagu_maju=reader.money("pagu_maju"),
        lokasi=reader.text("lokasi"),
        sumber_dana=sources(text_of(cells.get("sumber_dana"))),
        kelompok_sasaran=reader.text("kelompok_sasaran"),
        bulan_awal=reader.month("bulan_awal"),
        bulan_akhir=reader.month("bulan_akhir"),
        catatan=reader.text("catatan"),
    )
    return (None if reader.faults else read), tuple(reader.faults)


def _indikator(reader: _Cells) -> IndikatorValue | None:
    uraian, satuan = reader.text("indikator"), reader.text("satuan")
    tipe = "_".join(reader.text("tipe").lower().replace("-", " ").replace("_", " ").split())
    if tipe and tipe not in TIPE:
        reader.fault("tipe", f"“{tipe[:40]}” tidak dikenal; pilih akumulatif, persentase, nilai akhir, atau tren negatif.")
    target, maju = reader.number("target"), reader.number("target_maju")
    if uraian in EMPTY:
        return None
    return IndikatorValue(uraian, tipe or tipe_of(satuan), satuan, target, maju)


@lru_cache(maxsize=1024)
def sources(text: str) -> tuple[SumberDanaValue, ...]:
    """Funding sources named in a cell by code or name, several parted by ";". One that is not in the list keeps its words and no code.

    What each pays may stand behind it: "1.1 = 40.000.000; 1.2.1.01.02 = 21.500.000". One whose amount
    cannot be read is as one that is not in the list.
    """
    found = []
    for words, pagu in map(_amount, text.split(";")):
        if words in EMPTY:
            continue
        known = None if "=" in words else find_sumber_dana(words)
        found.append(SumberDanaValue(known.kode, known.nama, pagu) if known else SumberDanaValue("", words[:200], pagu))
    return tuple(found)


def _amount(part: str) -> tuple[str, int | None]:
    """A source and what it pays; an amount that cannot be read stays among the words."""
    words, sign, amount = (piece.strip() for piece in part.rpartition("="))
    try:
        return (words, parse_rupiah(amount)) if sign else (amount, None)
    except ValueError:
        return part.strip(), None


def join_rows(rows: Iterable[IsianRow], *, bidang: str, name_of: Callable[[str], str]) -> tuple[tuple[RencanaValue, ...], tuple[Fault, ...]]:
    """Rows of one bidang as sub kegiatan, in the order they were first named; rows of the same code without money add indicators.

    A code that brings money twice is a fault.
    """
    found: dict[str, RencanaValue] = {}
    opened: dict[str, int] = {}
    faults: list[Fault] = []
    for row in rows:
        known = found.get(row.kode)
        if known is not None and row.pagu is not None and known.pagu is not None:
            faults.append(Fault(row.row, "kode", f"Sub kegiatan {row.kode} sudah ada pada baris {opened[row.kode]}; gabungkan pagunya di sana."))
            continue
        more = (row.indikator,) if row.indikator else ()
        if known is not None:
            found[row.kode] = _joined(known, row, more)
            continue
        opened[row.kode] = row.row
        found[row.kode] = RencanaValue(
            kode=row.kode,
            nama=name_of(row.kode),
            bidang=bidang,
            pagu=row.pagu,
            pagu_maju=row.pagu_maju,
            lokasi=row.lokasi,
            kelompok_sasaran=row.kelompok_sasaran,
            bulan_awal=row.bulan_awal,
            bulan_akhir=row.bulan_akhir,
            catatan=row.catatan,
            indikator=more,
            sumber_dana=row.sumber_dana,
        )
    return tuple(found.values()), tuple(faults)


def _joined(known: RencanaValue, row: IsianRow, more: tuple[IndikatorValue, ...]) -> RencanaValue:
    return replace(
        known,
        pagu=known.pagu if known.pagu is not None else row.pagu,
        pagu_maju=known.pagu_maju if known.pagu_maju is not None else row.pagu_maju,
        lokasi=known.lokasi or row.lokasi,
        kelompok_sasaran=known.kelompok_sasaran or row.kelompok_sasaran,
        bulan_awal=known.bulan_awal or row.bulan_awal,
        bulan_akhir=known.bulan_akhir or row.bulan_akhir,
        catatan=known.catatan or row.catatan,
        indikator=(*known.indikator, *more),
        sumber_dana=known.sumber_dana or row.sumber_dana,
    )


def prefill(renstra: RenstraValue, tahun: int, *, successors: Mapping[str, str] | None = None) -> tuple[RencanaValue, ...]:
    """What the Renstra plans for a year, sub kegiatan by sub kegiatan in its order, with targets and pagu of the year and the next.

    Only rows with a code and with money or a target in that year. A code that was replaced comes under its new number. `bidang` is "".
    """
    renamed = successors or {}
    rows: dict[str, RencanaValue] = {}
    for item in renstra.items:
        if item.tingkat == "sub_kegiatan" and item.kode and (item.pagu.get(tahun) or any(tahun in one.target for one in item.indikator)):
            row = _planned(item, tahun, renamed.get(item.kode, item.kode))
            rows.setdefault(row.kode, row)
    return tuple(rows.values())


def _planned(item: RenstraItemValue, tahun: int, kode: str) -> RencanaValue:
    return RencanaValue(
        kode=kode,
        nama=item.nama,
        bidang="",
        pagu=item.pagu.get(tahun),
        pagu_maju=item.pagu.get(tahun + 1),
        lokasi=item.lokasi,
        indikator=tuple(IndikatorValue(one.uraian, one.tipe, one.satuan, one.target.get(tahun), one.target.get(tahun + 1)) for one in item.indikator),
    )


def with_renstra_indicators(values: PlanValues) -> dict[str, tuple[IndikatorValue, ...]]:
    """Indicators of program and kegiatan: the planner's own, else those of the Renstra for year n."""
    found = {
        item.kode: tuple(
            IndikatorValue(one.uraian, one.tipe, one.satuan, one.target.get(values.tahun), one.target.get(values.tahun + 1)) for one in item.indikator
        )
        for item in (values.renstra.items if values.renstra else ())
        if item.tingkat in {"program", "kegiatan"} and item.kode and item.indikator
    }
    return found | dict(values.induk)
