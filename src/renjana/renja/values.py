"""The annual plan as plain values, loaded once (see queries.plan_values) and read by tables, checks and papers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import cached_property

from renjana.renstra.codes import URUSAN, kegiatan_of, parents, program_of, tree_order
from renjana.renstra.nomenklatur import Entry, shipped


@dataclass(frozen=True)
class IndikatorValue:
    """An indicator with its targets; None where nothing was filled."""

    uraian: str
    tipe: str
    satuan: str
    target: Decimal | None = None
    target_maju: Decimal | None = None


@dataclass(frozen=True)
class SumberDanaValue:
    """A funding row: code of the list or "", name, whole rupiah or None when the whole pagu is meant."""

    kode: str
    nama: str
    pagu: int | None = None


@dataclass(frozen=True)
class RencanaValue:
    """A sub kegiatan of one bidang. Money in whole rupiah, None while not filled; `bidang` is Bidang.kode; `diubah` carries a zone."""

    kode: str
    nama: str
    bidang: str
    pagu: int | None = None
    pagu_maju: int | None = None
    lokasi: str = ""
    kelompok_sasaran: str = ""
    bulan_awal: int | None = None
    bulan_akhir: int | None = None
    catatan: str = ""
    indikator: tuple[IndikatorValue, ...] = ()
    sumber_dana: tuple[SumberDanaValue, ...] = ()
    pk: int | None = None
    diubah: datetime | None = None


@dataclass(frozen=True)
class RealisasiValue:
    """A row of T-C.29 as reported; see renja.rules.evaluate for its computed columns."""

    kode: str
    indikator: str
    tipe: str
    satuan: str
    target_renstra: Decimal | None = None
    realisasi_sd_n3: Decimal | None = None
    target_n2: Decimal | None = None
    realisasi_n2: Decimal | None = None
    target_n1: Decimal | None = None


@dataclass(frozen=True)
class EvaluasiValue:
    """A row of E.81 as reported: an indicator of the year that is evaluated, quarter by quarter. K are Decimals, Rp whole rupiah.

    `lalu_k` and `lalu_rp` reach until the year before. Money of a code stands on its first indicator alone. None where nothing was reported.
    """

    kode: str
    indikator: str
    tipe: str
    satuan: str
    target_k: Decimal | None = None
    target_rp: int | None = None
    lalu_k: Decimal | None = None
    lalu_rp: int | None = None
    triwulan_k: tuple[Decimal | None, Decimal | None, Decimal | None, Decimal | None] = (None, None, None, None)
    triwulan_rp: tuple[int | None, int | None, int | None, int | None] = (None, None, None, None)
    unit: str = ""
    keterangan: str = ""


@dataclass(frozen=True)
class UsulanValue:
    """A proposal of stakeholders."""

    pengusul: str
    sumber: str
    kode: str
    uraian: str
    lokasi: str
    indikator: str
    volume: str
    status: str
    alasan: str


@dataclass(frozen=True)
class RkpdValue:
    """A row of the rancangan awal RKPD; pagu in whole rupiah or None."""

    kode: str
    lokasi: str
    indikator: str
    target: str
    pagu: int | None
    catatan: str = ""


@dataclass(frozen=True)
class LayananValue:
    """What the planner says about a service indicator of T-C.30; "" where nothing was said."""

    uraian: str
    spm: str = ""
    ikk: str = ""
    catatan: str = ""


def same_words(text: str) -> str:
    """The words of an indicator as they are compared: without case and doubled blanks."""
    return " ".join(text.lower().split())


@dataclass(frozen=True)
class BidangValue:
    """A unit that fills the format."""

    kode: str
    nama: str
    sekretariat: bool = False


@dataclass(frozen=True)
class AgencyValue:
    """The agency as tables and papers name it. The first of `bidang_urusan` prints X.XX.01."""

    kode: str
    nama: str
    pemda: str
    kode_wilayah: str
    bidang_urusan: tuple[str, ...]

    @property
    def main(self) -> str:
        """The main bidang urusan."""
        return self.bidang_urusan[0] if self.bidang_urusan else ""

    @property
    def is_province(self) -> bool:
        """Whether the Pemda is a province: its kode wilayah has two digits, that of a kabupaten or kota four."""
        return len(self.kode_wilayah.replace(".", "").strip()) == 2

    @property
    def is_papua(self) -> bool:
        """Whether the nomenclature lists of Papua apply: kode wilayah 91 to 96."""
        return self.kode_wilayah[:2] in {"91", "92", "93", "94", "95", "96"}


@dataclass(frozen=True)
class RenstraIndikatorValue:
    """An indicator of the Renstra; `target` by year."""

    uraian: str
    tipe: str
    satuan: str
    target: Mapping[int, Decimal] = field(default_factory=dict)
    target_akhir: Decimal | None = None


@dataclass(frozen=True)
class RenstraItemValue:
    """A node of the Renstra; `pagu` by year in whole rupiah (sub kegiatan only). `kode` is "" for rows without a code, `sasaran` the name of
    the one that a program serves.
    """

    kode: str
    tingkat: str
    nama: str
    pagu: Mapping[int, int] = field(default_factory=dict)
    indikator: tuple[RenstraIndikatorValue, ...] = ()
    lokasi: str = ""
    induk: str = ""
    sasaran: str = ""


@dataclass(frozen=True)
class RenstraValue:
    """The five-year plan, nodes in the order of the plan."""

    tahun_awal: int
    tahun_akhir: int
    items: tuple[RenstraItemValue, ...] = ()

    @cached_property
    def by_code(self) -> dict[str, RenstraItemValue]:
        """Nodes that carry a code, by code."""
        return {item.kode: item for item in self.items if item.kode}


@dataclass(frozen=True)
class PlanValues:
    """Everything that tables, checks and papers need of one tahap of a Renja.

    `nomenklatur` holds the entries of every code used and of the codes above, by resolved code; `successors` maps an old code to
    the new one; `induk` holds indicators of program and kegiatan by code; `alasan_nihil` is why there is no proposal, "" while nobody said;
    `prioritas` holds the national and the regional priority of a sub kegiatan and its tags as the analysis keeps them (see its plan_of),
    `catatan_evaluasi` what is written below E.81 (see e81_rows.WRITTEN).
    """

    tahun: int
    agency: AgencyValue
    rows: tuple[RencanaValue, ...]
    bidang: tuple[BidangValue, ...] = ()
    induk: Mapping[str, tuple[IndikatorValue, ...]] = field(default_factory=dict)
    realisasi: tuple[RealisasiValue, ...] = ()
    evaluasi: tuple[EvaluasiValue, ...] = ()
    usulan: tuple[UsulanValue, ...] = ()
    rkpd: tuple[RkpdValue, ...] = ()
    layanan: tuple[LayananValue, ...] = ()
    nomenklatur: Mapping[str, Entry] = field(default_factory=dict)
    successors: Mapping[str, str] = field(default_factory=dict)
    renstra: RenstraValue | None = None
    pagu_indikatif: int | None = None
    edition: str = ""
    stage: str = ""
    alasan_nihil: str = ""
    prioritas: Mapping[str, tuple[str, str, tuple[str, ...]]] = field(default_factory=dict)
    catatan_evaluasi: Mapping[str, str] = field(default_factory=dict)

    def name_of(self, kode: str) -> str:
        """The name of a code: from the nomenclature, else from the Renstra, else from the row itself, else the code."""
        entry = self.nomenklatur.get(kode)
        return URUSAN.get(kode) or (entry.nama if entry else "") or self._other_names.get(kode) or kode

    @cached_property
    def _other_names(self) -> dict[str, str]:
        names = {entry.kode: entry.nama for entry in shipped() if entry.tingkat == "bidang_urusan"}
        names.update((row.kode, row.nama) for row in self.rows if row.nama)
        if self.renstra is not None:
            names.update((item.kode, item.nama) for item in self.renstra.items if item.kode)
        return names

    def tree(self) -> Iterator[str]:
        """Every code of the plan with the codes above it, each once, in order of code."""
        return iter(tree_order({row.kode for row in self.rows}))

    @property
    def programs(self) -> tuple[str, ...]:
        """Codes of programs, in order."""
        return tuple(sorted({program_of(row.kode) for row in self.rows}))

    @property
    def kegiatan(self) -> tuple[str, ...]:
        """Codes of kegiatan, in order."""
        return tuple(sorted({kegiatan_of(row.kode) for row in self.rows}))

    @property
    def sub_kegiatan(self) -> tuple[str, ...]:
        """Codes of sub kegiatan, in order, each once."""
        return tuple(sorted({row.kode for row in self.rows}))

    @property
    def total(self) -> int:
        """Pagu of year n, whole rupiah."""
        return sum(row.pagu or 0 for row in self.rows)

    @property
    def total_maju(self) -> int:
        """Pagu of the prakiraan maju, whole rupiah."""
        return sum(row.pagu_maju or 0 for row in self.rows)

    @property
    def per_program(self) -> dict[str, int]:
        """Pagu of year n by program, in order of code."""
        sums = dict.fromkeys(self.programs, 0)
        for row in self.rows:
            sums[program_of(row.kode)] += row.pagu or 0
        return sums

    @property
    def per_bidang(self) -> dict[str, int]:
        """Pagu of year n by bidang, in the order of the bidang; a bidang without rows counts 0."""
        sums = {bidang.kode: 0 for bidang in self.bidang}
        for row in self.rows:
            sums[row.bidang] = sums.get(row.bidang, 0) + (row.pagu or 0)
        return sums

    @property
    def indikator_count(self) -> int:
        """Indicators of sub kegiatan."""
        return sum(len(row.indikator) for row in self.rows)

    def rows_under(self, kode: str) -> tuple[RencanaValue, ...]:
        """The sub kegiatan under a code of any level (or with that code)."""
        return tuple(row for row in self.rows if row.kode == kode or kode in parents(row.kode))
