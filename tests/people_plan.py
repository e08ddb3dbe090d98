"""Rows of a believable plan for tests: real codes of the nomenclature, invented amounts."""

from datetime import datetime
from decimal import Decimal

from renjana.renja.actions import store_rows
from renjana.renja.models import IndikatorInduk, RealisasiLalu, Tahap
from renjana.renja.values import IndikatorValue, RencanaValue, SumberDanaValue
from renjana.renstra.actions import install_nomenklatur
from renjana.renstra.models import ItemRenstra, Nomenklatur, Renstra
from tests.people import MONDAY, Dinas

CODES = {
    "SEKRETARIAT": ("X.XX.01.2.01.0001", "X.XX.01.2.02.0001"),
    "APTIKA": ("2.16.03.2.02.0040", "2.16.03.2.02.0043"),
    "STATISTIK": ("2.20.02.2.01.0016",),
}


def a_plan(dinas: Dinas, tahap: Tahap, now: datetime = MONDAY, *, pagu: int = 150_000_000) -> int:
    """Store a small sound plan with its Renstra; the total pagu."""
    versi = install_nomenklatur(now)
    tahap.renja.versi_nomenklatur = versi
    entries = {row.kode: row for row in Nomenklatur.objects.filter(versi=versi)}
    total = 0
    used: list[str] = []
    for bidang, codes in CODES.items():
        rows = []
        for order, template in enumerate(codes, 1):
            entry = entries.get(template) or next(row for row in entries.values() if row.tingkat == "sub_kegiatan" and row.kode[:4] == template[:4])
            kode = entry.kode.replace("X.XX", "2.16")
            used.append(kode)
            amount = pagu * order
            total += amount
            indikator = (IndikatorValue(entry.indikator, "akumulatif", entry.satuan, Decimal(2), Decimal(3)),)
            rows.append(
                RencanaValue(
                    kode=kode,
                    nama=entry.nama,
                    bidang=bidang,
                    pagu=amount,
                    pagu_maju=amount + 1_000_000,
                    lokasi="Kab. Lampung Tengah",
                    kelompok_sasaran="Perangkat Daerah",
                    bulan_awal=1,
                    bulan_akhir=12,
                    indikator=indikator,
                    sumber_dana=(SumberDanaValue("1.1", "PENDAPATAN ASLI DAERAH (PAD)", amount),),
                )
            )
        store_rows(tahap, dinas.bidang[bidang], rows, by=dinas.staf, now=now)
    _renstra(dinas, tahap, used, pagu)
    return total


def _renstra(dinas: Dinas, tahap: Tahap, codes: list[str], pagu: int) -> None:
    renstra = Renstra.objects.create(perangkat_daerah=dinas.pd, tahun_awal=2025, tahun_akhir=2029)
    levels = {3: "program", 5: "kegiatan", 6: "sub_kegiatan"}
    known: dict[str, str] = {}
    for kode in sorted(codes):
        parts = kode.split(".")
        for length, tingkat in levels.items():
            known[".".join(parts[:length])] = tingkat
    for order, (kode, tingkat) in enumerate(sorted(known.items())):
        ItemRenstra.objects.create(
            renstra=renstra, tingkat=tingkat, kode=kode, nama=kode, urutan=order, pagu={"2027": pagu} if tingkat == "sub_kegiatan" else {}
        )
        if tingkat != "sub_kegiatan":
            IndikatorInduk.objects.create(
                tahap=tahap, kode=kode, tingkat=tingkat, uraian=f"Persentase capaian {kode}", satuan="%", target=Decimal(90), target_maju=Decimal(92)
            )
    tahap.renja.renstra = renstra
    tahap.renja.save(update_fields=["renstra", "versi_nomenklatur"])
    RealisasiLalu.objects.create(
        tahap=tahap,
        kode=sorted(codes)[0],
        indikator="Jumlah Dokumen",
        satuan="Dokumen",
        target_renstra=Decimal(100),
        realisasi_sd_n3=Decimal(20),
        target_n2=Decimal(25),
        realisasi_n2=Decimal(20),
        target_n1=Decimal(30),
    )
