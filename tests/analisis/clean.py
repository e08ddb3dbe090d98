"""A generator of clean plans: any size, any seed, with everything that the checks look at. Codes, names and amounts are invented."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from random import Random

from renjana.analisis.checks.bukti import EVIDENCE
from renjana.analisis.findings import CheckValues, FaktorValue, PrioritasValue, SipdValue, words
from renjana.analisis.naskah import BagianValue, NaskahValue, TabelValue
from renjana.organisasi.numerals import rupiah
from renjana.renja.tables import official_table
from renjana.renja.values import (
    IndikatorValue,
    PlanValues,
    RealisasiValue,
    RencanaValue,
    RenstraIndikatorValue,
    RenstraItemValue,
    RenstraValue,
    RkpdValue,
    SumberDanaValue,
    UsulanValue,
)
from renjana.renstra.codes import level, parents
from renjana.renstra.nomenklatur import Entry
from tests.renja.plans import BIDANG, DAU, KOMINFO

TAHUN = 2027
MONDAY = datetime(2027, 1, 4, 1, tzinfo=UTC)
PAD = SumberDanaValue("1.1", "PENDAPATAN ASLI DAERAH (PAD)")
TABLES = ("t-c-29", "t-c-30", "t-c-31", "t-c-32", "t-c-33")
LAW = (
    "1. Undang-Undang Nomor 1 Tahun 2001 tentang RPJPN;",
    "2. Peraturan Pemerintah Nomor 2 Tahun 2002 tentang Pedoman;",
    "3. Peraturan Presiden Nomor 3 Tahun 2003 tentang RPJMN;",
    "4. Peraturan Menteri Dalam Negeri Nomor 4 Tahun 2004 tentang nomenklatur;",
    "5. Peraturan Daerah Nomor 5 Tahun 2005 tentang RPJPD;",
    "6. Peraturan Daerah Nomor 6 Tahun 2006 tentang RPJMD;",
    "7. Peraturan Bupati Nomor 7 Tahun 2007 tentang RKPD;",
    "8. Peraturan Bupati Nomor 8 Tahun 2008 tentang Renstra Dinas.",
)
UNITS = (("akumulatif", "Dokumen"), ("akumulatif", "Orang"), ("persentase", "%"), ("nilai_akhir", "Indeks"), ("tren_negatif", "Jam"))
ROWS_A_KEGIATAN, KEGIATAN_A_PROGRAM = 5, 6
PENUNJANG = ROWS_A_KEGIATAN * KEGIATAN_A_PROGRAM
"""Sub kegiatan of the program penunjang; it holds about half of the money, as in an office."""


def codes(size: int) -> Iterable[str]:
    """Codes of sub kegiatan: the first program is penunjang, the others stand under the three bidang urusan in turn."""
    for number in range(size):
        kegiatan = number // ROWS_A_KEGIATAN
        program = kegiatan // KEGIATAN_A_PROGRAM
        urusan = KOMINFO.bidang_urusan[program % 3] if program else "2.16"
        yield f"{urusan}.{program // 3 + 2 if program else 1:02d}.2.{kegiatan % KEGIATAN_A_PROGRAM + 1:02d}.{number % ROWS_A_KEGIATAN + 1:04d}"


def _row(kode: str, number: int, rng: Random, weight: int) -> RencanaValue:
    tipe, satuan = UNITS[number % len(UNITS)]
    first = IndikatorValue(f"Indikator {kode}", tipe, satuan, Decimal(rng.randint(60, 90)), Decimal(rng.randint(90, 95)))
    more = tuple(IndikatorValue(f"Jumlah laporan {place} {kode}", "akumulatif", "Laporan", Decimal(place), Decimal(place)) for place in (1, 2))
    pagu = rng.randint(80, 120) * 10_000 * (weight if number < PENUNJANG else 100)
    split = (replace(PAD, pagu=pagu - 100_000), replace(DAU, pagu=100_000)) if number % 7 == 3 else (DAU,)
    return RencanaValue(
        kode=kode,
        nama=f"Pekerjaan {kode}",
        bidang=BIDANG[number // ROWS_A_KEGIATAN % len(BIDANG)].kode,
        pagu=pagu,
        pagu_maju=pagu + pagu // 10,
        lokasi=rng.choice(("Kabupaten Lampung Tengah", "Kec. Terbanggi Besar", "18.02.05 Terbanggi Besar", "Gunung Sugih")),
        kelompok_sasaran="Perangkat daerah",
        bulan_awal=rng.randint(1, 6),
        bulan_akhir=rng.randint(6, 12),
        indikator=(first, *more),
        sumber_dana=split,
        pk=number + 1,
        diubah=MONDAY,
    )


def _report(row: RencanaValue, rng: Random) -> RealisasiValue:
    one = row.indikator[0]
    target, share = Decimal(50), Decimal(rng.choice((90, 100, 100, 110))) / 100
    reached = target / share if one.tipe == "tren_negatif" else target * share
    if one.tipe == "tren_negatif":
        target, reached = Decimal(200), Decimal(200) / share
    return RealisasiValue(row.kode, one.uraian, one.tipe, one.satuan, Decimal(1000), Decimal(40), target, reached, Decimal(60))


def _renstra(rows: Iterable[RencanaValue]) -> RenstraValue:
    items: dict[str, RenstraItemValue] = {
        "tujuan": RenstraItemValue("", "tujuan", "Terwujudnya layanan yang terbuka"),
        "sasaran": RenstraItemValue("", "sasaran", "Meningkatnya mutu layanan"),
    }
    for row in rows:
        for kode in parents(row.kode)[2:]:
            items.setdefault(kode, RenstraItemValue(kode, level(kode) or "", f"Nama {kode}"))
        pagu = row.pagu or 0
        known = tuple(RenstraIndikatorValue(one.uraian, one.tipe, one.satuan, {TAHUN: one.target or Decimal(0)}) for one in row.indikator)
        items[row.kode] = RenstraItemValue(row.kode, "sub_kegiatan", row.nama, {2025: pagu * 9 // 10, TAHUN: pagu * 99 // 100}, known)
    return RenstraValue(2025, 2029, tuple(items.values()))


def _entries(rows: Iterable[RencanaValue]) -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for row in rows:
        for kode in parents(row.kode):
            found.setdefault(kode, Entry(kode, level(kode) or "", f"Nama {kode}"))
        one = row.indikator[0]
        found[row.kode] = Entry(row.kode, "sub_kegiatan", row.nama, "", one.uraian, one.satuan, ("TEMA",))
    return found


def _plan(size: int, rng: Random) -> PlanValues:
    weight = 100 * (size - PENUNJANG) // PENUNJANG if size > PENUNJANG else 100
    rows = tuple(_row(kode, number, rng, weight) for number, kode in enumerate(codes(size)))
    noted = (RkpdValue(rows[1].kode, "Kabupaten", "Jumlah", "1", 1_000_000, "Penambahan titik"),) if size > 1 else ()
    return PlanValues(
        tahun=TAHUN,
        agency=KOMINFO,
        rows=tuple(sorted(rows, key=lambda row: row.kode)),
        bidang=BIDANG,
        induk={
            kode: (IndikatorValue(f"Persentase capaian {kode}", "persentase", "%", Decimal(90)),) for row in rows for kode in parents(row.kode)[2:]
        },
        realisasi=tuple(_report(row, rng) for row in rows[: max(5, size // 2)]),
        usulan=(
            UsulanValue("Camat", "Musrenbang", rows[0].kode, "Internet balai kampung", "", "", "", "diterima", ""),
            UsulanValue("Warga", "Surat", "", "Menara", "", "", "", "ditolak", "Bukan kewenangan"),
        ),
        rkpd=(RkpdValue(rows[0].kode, "Kabupaten", "Jumlah", "1", rows[0].pagu), *noted),
        nomenklatur=_entries(rows),
        successors={"2.16.09.2.01.0036": rows[-1].kode},
        renstra=_renstra(rows),
        pagu_indikatif=sum(row.pagu or 0 for row in rows),
        edition="uji",
    )


def document_of(plan: PlanValues) -> NaskahValue:
    """A document without a fault."""
    counts = f"{len(plan.programs)} program, {len(plan.kegiatan)} kegiatan, dan {len(plan.sub_kegiatan)} sub kegiatan"
    total = f"Renja Tahun {TAHUN} memuat {counts}. Kebutuhan dana seluruhnya {rupiah(plan.total)}."
    texts = {
        "1.1": ("Latar Belakang", "Renja adalah rencana satu tahun."),
        "1.2": ("Landasan Hukum", "\n".join(LAW)),
        "2.1": ("Evaluasi", f"Renja Tahun {TAHUN - 2} dievaluasi."),
        "3.2": ("Tujuan dan Sasaran", "Tujuan: Terwujudnya layanan yang terbuka\nSasaran: Meningkatnya mutu layanan"),
        "3.3": ("Program dan Kegiatan", f"{total} Prakiraan maju Tahun {TAHUN + 1} sebesar {rupiah(plan.total_maju)}."),
        "4.1": ("Rencana Kerja dan Pendanaan", total),
        "5.1": ("Penutup", f"Renja Tahun {TAHUN} menjadi acuan."),
    }
    return NaskahValue(
        judul=f"Rencana Kerja (Renja) {plan.agency.nama} Tahun {TAHUN}",
        bagian=tuple(BagianValue(nomor, judul, teks) for nomor, (judul, teks) in texts.items()),
        tabel=tuple(_table(kode, plan) for kode in (*TABLES, "sipd-ri-17")),
        wajib=tuple((nomor, judul) for nomor, (judul, _) in texts.items()),
        tabel_wajib=TABLES,
    )


def _table(kode: str, plan: PlanValues) -> TabelValue:
    table = official_table(kode, plan, units=False)
    heads = tuple(head for column in table.columns for head in column.heads)
    rows = (*table.rows, *([table.jumlah] if table.jumlah else []))
    return TabelValue(kode, table.judul, heads, rows, "" if rows else "Nihil: belum dilaporkan.")


@dataclass(frozen=True)
class Clean:
    """A clean plan as step 7 sees it, and as the gate of the later steps sees it."""

    analysis: CheckValues
    gate: CheckValues


@lru_cache(maxsize=12)
def a_clean(size: int, seed: int = 0) -> Clean:
    """A clean plan of this many sub kegiatan, three indicators each."""
    plan = _plan(size, Random(seed))  # noqa: S311 - a seed makes the same plan again
    analysis = CheckValues(
        plan,
        sent={unit.kode: True for unit in BIDANG},
        faktor={(row.kode, words(row.indikator)): FaktorValue("Cuaca.", "Jadwal diubah.") for row in plan.realisasi},
        prioritas={row.kode: PrioritasValue("tidak ada", "Layanan digital", ("TEMA",)) for row in plan.rows},
    )
    naskah = document_of(plan)
    gate = replace(
        analysis,
        naskah=naskah,
        tabel={table.kode: table.rows for table in naskah.tabel},
        sipd={row.kode: SipdValue(row.pagu, row.pagu_maju) for row in plan.rows},
        lampiran=frozenset(key for key, _, _ in EVIDENCE),
        dianalisis=MONDAY + timedelta(hours=1),
    )
    return Clean(analysis, gate)
