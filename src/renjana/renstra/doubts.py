"""What makes one doubt a sheet after it was read: sums that differ, cells that are empty, codes that the nomenclature does not list."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from renjana.organisasi.numerals import ribuan
from renjana.renstra.cells import CellReader
from renjana.renstra.codes import bidang_urusan_of
from renjana.renstra.faults import Fault
from renjana.renstra.plan import ItemBaca

MISSING = "kosong"
MOST_CELLS = 12


def compare_sums(
    cells: CellReader,
    items: Sequence[ItemBaca],
    typed: Mapping[int, Mapping[int, Decimal]],
    exact: Mapping[int, Mapping[int, Decimal]],
    tahun_awal: int,
) -> list[Fault]:
    """Where a parent's typed money differs by a rupiah or more from the sum beneath it; the sum is what counts."""
    sums = _sums(items, exact)
    doubts = []
    for where, written in typed.items():
        found = sums.get(where, {})
        apart = {year: (amount, found.get(year, Decimal(0))) for year, amount in written.items() if amount}
        apart = {year: pair for year, pair in apart.items() if abs(pair[0] - pair[1]) >= 1}
        if not apart:
            continue
        item = items[where]
        told = [f"{year} tertulis Rp{ribuan(round(amount))}, jumlahnya Rp{ribuan(round(total))}" for year, (amount, total) in apart.items()]
        message = f"Dana {item.kode} tidak sama dengan jumlah di bawahnya ({'; '.join(told)}); jumlahnya yang dipakai."
        first = next(iter(apart))
        key = f"dana_{first - tahun_awal + 1}"
        doubt = cells.fault(item.baris, key, message, kind="jumlah", read_as=ribuan(round(apart[first][1])))
        doubts.append(replace(doubt, written=ribuan(round(apart[first][0]))))
    return doubts


def _sums(items: Sequence[ItemBaca], exact: Mapping[int, Mapping[int, Decimal]]) -> dict[int, dict[int, Decimal]]:
    """Money of the sub kegiatan beneath each place, by year."""
    sums: dict[int, dict[int, Decimal]] = {}
    for where, amounts in exact.items():
        above = items[where].induk
        while above is not None:
            total = sums.setdefault(above, {})
            for year, amount in amounts.items():
                total[year] = total.get(year, Decimal(0)) + amount
            above = items[above].induk
    return sums


def foreign_urusan(cells: CellReader, items: Iterable[ItemBaca], own: Sequence[str]) -> list[Fault]:
    """Bidang urusan of sub kegiatan that are not the agency's; a doubt for each, at its first row."""
    found: dict[str, list[ItemBaca]] = {}
    for item in items:
        if item.kode and item.tingkat == "sub_kegiatan" and own and bidang_urusan_of(item.kode) not in own:
            found.setdefault(bidang_urusan_of(item.kode), []).append(item)
    key = "kode" if "kode" in cells.places else "uraian"
    return [
        cells.fault(
            rows[0].baris,
            key,
            f"{len(rows)} sub kegiatan berada pada bidang urusan {urusan}, bukan milik perangkat daerah Anda ({', '.join(own)}).",
            kind="urusan",
            read_as=f"bidang urusan {urusan}",
        )
        for urusan, rows in found.items()
    ]


def missing_cells(cells: CellReader, items: Iterable[ItemBaca], years: Sequence[int]) -> list[Fault]:
    """Sub kegiatan with empty cells that a plan needs: indicator, unit, money of a year, target of a year that has money. A doubt a row."""
    doubts = []
    for item in items:
        if item.tingkat != "sub_kegiatan":
            continue
        keys = _missing(item, years)
        shown = [(key, cells.cell(item.baris, key)) for key in keys if key in cells.places]
        if not shown:
            continue
        words = ", ".join(f"{_named(key, years)} ({cell})" for key, cell in shown[:MOST_CELLS])
        words += f", dan {len(shown) - MOST_CELLS} sel lain" if len(shown) > MOST_CELLS else ""
        message = f"{item.kode or item.nama[:60]}: {words} kosong; disimpan kosong."
        doubts.append(cells.fault(item.baris, shown[0][0], message, kind=MISSING, read_as=MISSING))
    return doubts


def _missing(item: ItemBaca, years: Sequence[int]) -> list[str]:
    keys = [] if item.indikator else ["indikator"]
    if item.indikator and not item.indikator[0].satuan:
        keys.append("satuan")
    for number, year in enumerate(years, 1):
        if item.indikator and item.pagu.get(year) and year not in item.indikator[0].target:
            keys.append(f"target_{number}")
        if year not in item.pagu:
            keys.append(f"dana_{number}")
    return keys


def _named(key: str, years: Sequence[int]) -> str:
    word, _, number = key.partition("_")
    return f"{word} {years[int(number) - 1]}" if number.isdigit() else word


def unknown_code(cells: CellReader, row: int, code: str, known: Mapping[str, str], moved: Mapping[str, str], edition: str) -> Fault | None:
    """A sub kegiatan that the edition does not list, though it lists others of its bidang urusan; with the code that took its place, if any."""
    if code in known or not any(one.startswith(f"{bidang_urusan_of(code)}.") for one in known):
        return None
    successor = moved.get(code)
    then = f"Kode ini diganti {successor} {known.get(successor, '')}".strip() if successor else "Pilih kode lain bila ini salah ketik"
    message = f"Kode {code} tidak ada pada nomenklatur {edition}. {then}; disimpan seperti tertulis."
    return cells.fault(row, "kode" if "kode" in cells.places else "uraian", message, kind="nomenklatur", read_as=code)
