"""Reads of the annual plan."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any, TypeVar

from django.db.models import QuerySet

from renjana.organisasi.models import Bidang
from renjana.renja.models import Indikator, IndikatorInduk, RealisasiLalu, RealisasiTriwulan, RencanaSubKegiatan, Renja, SumberDanaRencana, Tahap
from renjana.renja.rules import with_renstra_indicators
from renjana.renja.values import (
    AgencyValue,
    BidangValue,
    EvaluasiValue,
    IndikatorValue,
    LayananValue,
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
from renjana.renstra.models import IndikatorRenstra, ItemRenstra, Renstra
from renjana.renstra.queries import entries_for, successors

T = TypeVar("T")
PLAIN = (
    "id",
    "diubah",
    "kode",
    "nama",
    "bidang__kode",
    "pagu",
    "pagu_maju",
    "lokasi",
    "kelompok_sasaran",
    "bulan_awal",
    "bulan_akhir",
    "catatan",
)


def plan_values(tahap: Tahap) -> PlanValues:
    """Everything tables, checks and papers need of a tahap. At most 15 queries, whatever its size."""
    renja = Renja.objects.select_related("perangkat_daerah__pemda", "versi_nomenklatur", "renstra").get(pk=tahap.renja_id)
    agency = agency_of(renja)
    rows = rencana_values(tahap.pk)
    realisasi = realisasi_values(tahap.pk)
    rkpd = tuple(RkpdValue(*row) for row in tahap.rkpd.values_list("kode", "lokasi", "indikator", "target", "pagu", "catatan"))
    used = {row.kode for row in rows} | {row.kode for row in realisasi} | {row.kode for row in rkpd}
    moved = successors(renja.versi_nomenklatur_id, agency.bidang_urusan)
    used |= {new for old, new in moved.items() if old in used}
    values = PlanValues(
        tahun=renja.tahun,
        agency=agency,
        rows=rows,
        bidang=tuple(
            BidangValue(*row)
            for row in Bidang.objects.filter(perangkat_daerah=renja.perangkat_daerah_id, aktif=True).values_list("kode", "nama", "sekretariat")
        ),
        induk=_grouped(
            IndikatorInduk.objects.filter(tahap=tahap).values_list("kode", "uraian", "tipe", "satuan", "target", "target_maju"),
            IndikatorValue,
        ),
        realisasi=realisasi,
        evaluasi=evaluasi_values(renja.perangkat_daerah_id, renja.tahun - 1),
        usulan=tuple(
            UsulanValue(*row)
            for row in tahap.usulan.values_list("pengusul", "sumber", "kode", "uraian", "lokasi", "indikator", "volume", "status", "alasan")
        ),
        rkpd=rkpd,
        layanan=tuple(LayananValue(*row) for row in tahap.layanan.order_by("id").values_list("uraian", "spm", "ikk", "catatan")),
        nomenklatur=entries_for(renja.versi_nomenklatur_id, used),
        successors=moved,
        renstra=renstra_values(renja.renstra) if renja.renstra else None,
        pagu_indikatif=renja.pagu_indikatif,
        edition=renja.versi_nomenklatur.nama,
        stage=tahap.get_jenis_display(),
        alasan_nihil=tahap.alasan_nihil,
        catatan_evaluasi=renja.catatan_evaluasi,
    )
    return replace(values, induk=with_renstra_indicators(values))


def year_before(renja: Renja) -> QuerySet[RencanaSubKegiatan]:
    """The rows of the agency's own Renja of the year before, of every stage."""
    return RencanaSubKegiatan.objects.filter(
        tahap__renja__perangkat_daerah=renja.perangkat_daerah_id, tahap__renja__tahun=renja.tahun - 1, tahap__renja__jenis=Renja.Jenis.MURNI
    )


def last_year(renja: Renja) -> dict[str, int]:
    """Pagu by code of the agency's own Renja of the year before, in the latest stage that has rows; empty without one. One query."""
    stages: dict[str, dict[str, int]] = {}
    for stage, kode, pagu in year_before(renja).order_by("kode", "id").values_list("tahap__jenis", "kode", "pagu"):
        found = stages.setdefault(stage, {})
        found[kode] = found.get(kode, 0) + (pagu or 0)
    return next((stages[stage] for stage in reversed(Tahap.Jenis.values) if stage in stages), {})


def evaluasi_values(perangkat_daerah: int, tahun: int) -> tuple[EvaluasiValue, ...]:
    """The rows of E.81 of a year, in order of code. One query."""
    quarters = [(f"tw{number}_k", f"tw{number}_rp") for number in range(1, 5)]
    plain = ("kode", "indikator", "tipe", "satuan", "target_k", "target_rp", "lalu_k", "lalu_rp")
    rows = RealisasiTriwulan.objects.filter(perangkat_daerah=perangkat_daerah, tahun=tahun).order_by("kode", "urutan", "id")
    found = rows.values_list(*plain, *(key for key, _ in quarters), *(key for _, key in quarters), "unit", "keterangan")
    return tuple(_evaluasi(dict(zip(plain, row[:8], strict=True)), row[8:12], row[12:16], row[16:]) for row in found)


def _evaluasi(fields: dict[str, Any], amounts_k: tuple[Any, ...], amounts_rp: tuple[Any, ...], words: tuple[Any, ...]) -> EvaluasiValue:
    unit, keterangan = words
    return EvaluasiValue(**fields, triwulan_k=amounts_k, triwulan_rp=amounts_rp, unit=unit, keterangan=keterangan)


def agency_of(renja: Renja) -> AgencyValue:
    """The agency of a Renja as a value."""
    pd = renja.perangkat_daerah
    return AgencyValue(pd.kode, pd.nama, pd.pemda.nama, pd.pemda.kode_wilayah, tuple(pd.bidang_urusan))


def realisasi_values(tahap: int) -> tuple[RealisasiValue, ...]:
    """What earlier years reached, in order of code. One query."""
    fields = ("kode", "indikator", "tipe", "satuan", "target_renstra", "realisasi_sd_n3", "target_n2", "realisasi_n2", "target_n1")
    return tuple(RealisasiValue(*row) for row in RealisasiLalu.objects.filter(tahap=tahap).values_list(*fields))


def rencana_values(tahap: int) -> tuple[RencanaValue, ...]:
    """The sub kegiatan of a tahap with indicators and funding, in order of code and bidang. Three queries."""
    indikator = _grouped(
        Indikator.objects.filter(rencana__tahap=tahap)
        .order_by("rencana", "urutan", "id")
        .values_list("rencana", "uraian", "tipe", "satuan", "target", "target_maju"),
        IndikatorValue,
    )
    sources = _grouped(
        SumberDanaRencana.objects.filter(rencana__tahap=tahap).order_by("rencana", "id").values_list("rencana", "kode", "nama", "pagu"),
        SumberDanaValue,
    )
    rows = RencanaSubKegiatan.objects.filter(tahap=tahap).order_by("kode", "bidang__urutan", "bidang__kode", "urutan", "id").values(*PLAIN)
    return tuple(
        RencanaValue(
            **{name: cell for name, cell in row.items() if name not in {"id", "bidang__kode"}},
            bidang=row["bidang__kode"],
            indikator=indikator.get(row["id"], ()),
            sumber_dana=sources.get(row["id"], ()),
            pk=row["id"],
        )
        for row in rows
    )


def renstra_values(renstra: Renstra) -> RenstraValue:
    """The Renstra as values, in its own order. Two queries."""
    indikator = _grouped(
        IndikatorRenstra.objects.filter(item__renstra=renstra)
        .order_by("item", "urutan", "id")
        .values_list("item", "uraian", "tipe", "satuan", "target", "target_akhir"),
        _renstra_indikator,
    )
    items = tuple(
        RenstraItemValue(kode, tingkat, nama, _by_year(pagu), indikator.get(pk, ()), lokasi, induk or "", sasaran or "")
        for pk, kode, tingkat, nama, pagu, lokasi, induk, sasaran in ItemRenstra.objects.filter(renstra=renstra)
        .order_by("urutan")
        .values_list("id", "kode", "tingkat", "nama", "pagu", "lokasi", "induk__kode", "sasaran__nama")
    )
    return RenstraValue(renstra.tahun_awal, renstra.tahun_akhir, items)


def _by_year(pagu: Mapping[str, int]) -> dict[int, int]:
    return {int(year): int(money) for year, money in pagu.items()}


def _renstra_indikator(uraian: str, tipe: str, satuan: str, target: dict[str, str], target_akhir: Decimal | None) -> RenstraIndikatorValue:
    return RenstraIndikatorValue(uraian, tipe, satuan, {int(year): Decimal(value) for year, value in target.items()}, target_akhir)


def _grouped(rows: Iterable[tuple[Any, ...]], make: Callable[..., T]) -> dict[Any, tuple[T, ...]]:
    found: dict[Any, list[T]] = {}
    for key, *cells in rows:
        found.setdefault(key, []).append(make(*cells))
    return {key: tuple(values) for key, values in found.items()}
