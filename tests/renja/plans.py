"""Plans as values, for rules, tables and checks. Amounts are invented."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from renjana.renja.values import AgencyValue, BidangValue, IndikatorValue, PlanValues, RencanaValue, RkpdValue, SumberDanaValue
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
