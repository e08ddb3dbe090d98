"""The Renstra as it is read from a sheet, before anything is stored."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from renjana.renstra.faults import Fault

PERCENT = frozenset({"%", "persen", "persentase"})
TYPES = {
    **dict.fromkeys(("akumulatif", "tren positif", "positif", "kumulatif", "penjumlahan"), "akumulatif"),
    **dict.fromkeys(("persentase", "persen"), "persentase"),
    **dict.fromkeys(("nilai akhir", "non kumulatif", "nilai terakhir"), "nilai_akhir"),
    **dict.fromkeys(("tren negatif", "negatif"), "tren_negatif"),
}
LEVEL_UNITS = frozenset({"indeks", "nilai", "skor", "poin", "predikat", "angka", "level", "tingkat"})


@dataclass(frozen=True)
class IndikatorBaca:
    """An indicator as read; `target` by year."""

    uraian: str
    satuan: str
    tipe: str
    target: Mapping[int, Decimal] = field(default_factory=dict)
    capaian_awal: Decimal | None = None
    target_akhir: Decimal | None = None


@dataclass(frozen=True)
class ItemBaca:
    """A node as read, on row `baris` of the sheet (0 when it was added as a parent). `induk` is the place of its parent in the list.

    `pagu` by year in whole rupiah, for sub kegiatan alone. `kode` is "" for a row without a code. `sasaran` is the place of the sasaran that a
    program serves.
    """

    tingkat: str
    kode: str
    nama: str
    baris: int
    induk: int | None
    pagu: Mapping[int, int] = field(default_factory=dict)
    lokasi: str = ""
    indikator: tuple[IndikatorBaca, ...] = ()
    sasaran: int | None = None


@dataclass(frozen=True)
class RenstraBaca:
    """What a sheet says: nodes with parents before children; doubts that a person should see; faults that stop the import."""

    tahun_awal: int
    tahun_akhir: int
    items: tuple[ItemBaca, ...]
    doubts: tuple[Fault, ...]
    faults: tuple[Fault, ...]
    lembar: str = ""

    @property
    def without_code(self) -> tuple[ItemBaca, ...]:
        """Sub kegiatan that carry no code: kept, counted, and to be given a code."""
        return tuple(item for item in self.items if item.tingkat == "sub_kegiatan" and not item.kode)

    def count(self, tingkat: str) -> int:
        """How many nodes of a level."""
        return sum(item.tingkat == tingkat for item in self.items)

    def total(self, year: int) -> int:
        """Whole rupiah of all sub kegiatan in a year."""
        return sum(item.pagu.get(year, 0) for item in self.items)


def default_start(tahun: int) -> int:
    """First year of the five-year period around a year: 2025 for 2025 to 2029."""
    return 2025 + 5 * ((tahun - 2025) // 5)


def tipe_of(satuan: str) -> str:
    """The type of an indicator as its unit suggests: percent and indices take the last value, what is counted adds up."""
    words = satuan.lower().strip()
    return "persentase" if words in PERCENT else "nilai_akhir" if words in LEVEL_UNITS else "akumulatif"


def parse_tipe(words: str) -> str:
    """The type that a sheet names in words of its own; "" when it names none that is known."""
    return TYPES.get(" ".join(words.lower().replace("_", " ").replace("-", " ").split()), "")


def final_target(tipe: str, target: Mapping[int, Decimal]) -> Decimal | None:
    """The target at the end of the period: the sum of the years for akumulatif, else the last year that has one."""
    if not target:
        return None
    return sum(target.values(), Decimal(0)) if tipe == "akumulatif" else target[max(target)]
