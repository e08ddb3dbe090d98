"""What the page shows of a sheet before it is stored: what was understood, every doubt, and how it differs from what is stored."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from renjana.organisasi.models import PerangkatDaerah
from renjana.renstra.faults import Fault
from renjana.renstra.models import ItemRenstra, Renstra, Tingkat
from renjana.renstra.plan import ItemBaca, RenstraBaca
from renjana.renstra.rules import Known
from renjana.renstra.suggest import Suggestion, suggest

KINDS: Mapping[str, str] = {
    "tanpa_kode": "Tanpa kode",
    "bukan_kode": "Bukan kode",
    "nomenklatur": "Tidak ada pada nomenklatur",
    "urusan": "Bidang urusan lain",
    "induk": "Induk",
    "jumlah": "Jumlah induk berbeda",
    "angka": "Bukan angka",
    "tipe": "Tipe indikator",
    "nama": "Tanpa nama",
    "kosong": "Sel kosong",
    "bulat": "Dibulatkan",
}


@dataclass(frozen=True)
class Ask:
    """A row that needs a code from the person: its place, name, the code told so far, and suggestions."""

    number: int
    key: str
    cell: str
    name: str
    told: str
    suggestions: tuple[Suggestion, ...]


@dataclass(frozen=True)
class Difference:
    """How the sheet differs from the version in force: codes of sub kegiatan that are new, changed, gone."""

    renstra: Renstra
    new: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]
    corrected: int


@dataclass(frozen=True)
class Row:
    """A node as it was understood, with its row in the sheet and its money by year."""

    baris: int
    tingkat: str
    kode: str
    nama: str
    indikator: int
    pagu: tuple[int, ...]


def asks(found: RenstraBaca, known: Known, told: Mapping[str, str]) -> list[Ask]:
    """Rows without a code, rows whose old code has a successor, and what was told before."""
    asked: list[tuple[str, str, str, str, str]] = []
    cells = {doubt.row: doubt.cell for doubt in found.doubts if doubt.kind == "tanpa_kode"}
    for item in found.without_code:
        under = found.items[item.induk].kode if item.induk is not None else ""
        asked.append((item.nama, cells.get(item.baris, ""), item.nama, "", under))
    for doubt in found.doubts:
        if doubt.kind == "nomenklatur":
            names = {item.kode: item.nama for item in found.items}
            asked.append((doubt.read_as, doubt.cell, f"{doubt.read_as} {names.get(doubt.read_as, '')}".strip(), "", ""))
    present = {key for key, *_ in asked}
    asked += [(key, "", key, code, "") for key, code in told.items() if key not in present]
    return [
        Ask(number, key, cell, name, code or told.get(key, ""), _suggestions(key, name, known, under))
        for number, (key, cell, name, code, under) in enumerate(asked)
    ]


def _suggestions(key: str, name: str, known: Known, under: str) -> tuple[Suggestion, ...]:
    successor = known.moved.get(key)
    near = suggest(name.removeprefix(key).strip() or name, known.sub_kegiatan, under=under)
    first = (Suggestion(successor, known.sub_kegiatan.get(successor, "")),) if successor else ()
    return first + tuple(one for one in near if one.kode != successor)


def difference(pd: PerangkatDaerah, found: RenstraBaca) -> Difference | None:
    """How a sheet differs from what its period holds; None when the period holds nothing. Three queries."""
    renstra = Renstra.objects.filter(perangkat_daerah=pd, tahun_awal=found.tahun_awal, berlaku=True).first()
    if renstra is None:
        return None
    stored = {
        kode or nama: (nama, pagu)
        for kode, nama, pagu in ItemRenstra.objects.filter(renstra=renstra, tingkat=Tingkat.SUB_KEGIATAN).values_list("kode", "nama", "pagu")
    }
    read = {
        item.kode or item.nama: (item.nama, {str(year): money for year, money in item.pagu.items()})
        for item in found.items
        if item.tingkat == Tingkat.SUB_KEGIATAN
    }
    changed = sorted(key for key in read.keys() & stored.keys() if read[key] != stored[key])
    return Difference(
        renstra,
        tuple(sorted(read.keys() - stored.keys())),
        tuple(changed),
        tuple(sorted(stored.keys() - read.keys())),
        renstra.perubahan_angka.count(),
    )


def rows_of(found: RenstraBaca) -> list[Row]:
    """Every node as understood, parents with the sum beneath them."""
    years = range(found.tahun_awal, found.tahun_akhir + 1)
    sums = [dict.fromkeys(years, 0) for _ in found.items]
    for place, item in enumerate(found.items):
        step: int | None = place
        while step is not None:
            for year, money in item.pagu.items():
                sums[step][year] += money
            step = found.items[step].induk
    return [_row(item, tuple(sums[place][year] for year in years)) for place, item in enumerate(found.items)]


def _row(item: ItemBaca, pagu: tuple[int, ...]) -> Row:
    return Row(item.baris, item.tingkat, item.kode, item.nama, len(item.indikator), pagu)


def in_order(doubts: Iterable[Fault]) -> list[Fault]:
    """Doubts as a person should meet them: kind by kind in the order of KINDS, in it by row."""
    places = {kind: place for place, kind in enumerate(KINDS)}
    return sorted(doubts, key=lambda doubt: (places.get(doubt.kind, len(places)), doubt.row))


def kinds_of(doubts: Sequence[Fault]) -> list[tuple[str, str, int]]:
    """Kind, its label and how many doubts are of it; in the order of KINDS."""
    counted = Counter(doubt.kind for doubt in doubts)
    return [(kind, label, counted[kind]) for kind, label in KINDS.items() if counted[kind]]
