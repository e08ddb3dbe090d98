"""Plans as values, for rules, tables and checks. Amounts are invented."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from renjana.renja.values import (
    AgencyValue,
    BidangValue,
    EvaluasiValue,
    IndikatorValue,
    PlanValues,
    RencanaValue,
    RenstraIndikatorValue,
    RenstraItemValue,
    RenstraValue,
    RkpdValue,
    SumberDanaValue,
)
from renjana.renstra.codes import parents, template
from renjana.renstra.nomenklatur import Entry, shipped

KOMINFO = AgencyValue(
    "2.16.2.20.2.21.01.0000", "Dinas Komunikasi, Informatika dan Statistik", "Kabupaten Lampung Tengah", "18.02", ("2.16", "2.20", "2.21")
)
BIDANG = (
    BidangValue("SEKRETARIAT", "Sekretariat", True),
    BidangValue("IKP", "Bidang Informasi dan Komunikasi Publik"),
    BidangValue("APTIKA", "Bidang Aplikasi Informatika"),
)
BY_CODE = {entry.kode: entry for entry in shipped()}
DAU = SumberDanaValue("1.2.1.01.02", "Dana Transfer Umum-Dana Alokasi Umum")


def entry_of(kode: str) -> Entry:
    return BY_CODE.get(kode) or BY_CODE[template(kode)]


def a_rencana(kode: str = "2.16.03.2.02.0040", pagu: int | None = 250_000_000, **fields: Any) -> RencanaValue:
    """A sub kegiatan without a fault, as the nomenclature words it."""
    entry = entry_of(kode)
    percent = entry.satuan == "%"
    indikator = IndikatorValue(
        entry.indikator,
        "persentase" if percent else "akumulatif",
        entry.satuan,
        Decimal(90 if percent else 12),
        Decimal(95 if percent else 13),
    )
    return replace(
        RencanaValue(
            kode=kode,
            nama=entry.nama,
            bidang="APTIKA",
            pagu=pagu,
            pagu_maju=pagu + pagu // 10 if pagu else None,
            lokasi="Kabupaten Lampung Tengah",
            kelompok_sasaran="Perangkat daerah",
            bulan_awal=1,
            bulan_akhir=12,
            indikator=(indikator,),
            sumber_dana=(DAU,),
        ),
        **fields,
    )


def a_plan(*rows: RencanaValue, **fields: Any) -> PlanValues:
    """A plan of these rows with the shipped nomenclature; program and kegiatan carry an indicator each."""
    rows = rows or (a_rencana(), a_rencana("2.16.03.2.02.0043", 150_000_000))
    codes = {step for row in rows for step in (*parents(row.kode), row.kode)}
    codes |= {step for row in fields.get("realisasi", ()) for step in (*parents(row.kode), row.kode)}
    known = {code: BY_CODE.get(code) or BY_CODE.get(template(code)) for code in codes}
    induk = {
        step: (IndikatorValue(f"Persentase capaian {step}", "persentase", "%", Decimal(90), Decimal(95)),)
        for row in rows
        for step in parents(row.kode)[2:]
    }
    successors = {old: entry.kode for entry in shipped() for old in entry.kode_sebelumnya}
    return replace(
        PlanValues(
            tahun=2027,
            agency=KOMINFO,
            rows=tuple(sorted(rows, key=lambda row: row.kode)),
            bidang=BIDANG,
            induk=induk,
            nomenklatur={code: entry for code, entry in known.items() if entry is not None},
            successors=successors,
            pagu_indikatif=sum(row.pagu or 0 for row in rows),
            edition="pemutakhiran 2027",
        ),
        **fields,
    )


def an_rkpd(kode: str = "2.16.03.2.02.0040", pagu: int | None = 200_000_000, **fields: Any) -> RkpdValue:
    return replace(RkpdValue(kode, "Kabupaten Lampung Tengah", "Jumlah titik", "12 Titik", pagu), **fields)


def an_evaluasi(kode: str = "2.16.03.2.02.0040", **fields: Any) -> EvaluasiValue:
    """The example of E.81: 300 points in the Renstra, 40 before, 100 this year, reached 10, 20, 30, 35; money in millions."""
    return replace(
        EvaluasiValue(
            kode,
            "Jumlah titik",
            "akumulatif",
            "Titik",
            target_k=Decimal(100),
            target_rp=400_000_000,
            lalu_k=Decimal(40),
            lalu_rp=300_000_000,
            triwulan_k=(Decimal(10), Decimal(20), Decimal(30), Decimal(35)),
            triwulan_rp=(50_000_000, 100_000_000, 120_000_000, 110_000_000),
            unit="Bidang Aplikasi Informatika",
        ),
        **fields,
    )


def a_renstra(*codes: str, pagu: int = 2_000_000_000) -> RenstraValue:
    """A Renstra of these sub kegiatan under one sasaran, each with 300 points at its end and this money over five years."""
    indikator = (RenstraIndikatorValue("Jumlah titik", "akumulatif", "Titik", {2027: Decimal(60)}, Decimal(300)),)
    programs = sorted({code[:7] for code in codes})
    items = [RenstraItemValue("", "sasaran", "Meningkatnya layanan digital")]
    items += [RenstraItemValue(code, "program", code, sasaran="Meningkatnya layanan digital") for code in programs]
    items += [RenstraItemValue(code, "sub_kegiatan", code, dict.fromkeys(range(2025, 2030), pagu // 5), indikator) for code in sorted(codes)]
    return RenstraValue(2025, 2029, tuple(items))
