"""The whole document as the printers' data: one dict for PDF and DOCX. Values in, values out."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from renjana.cetak.charts import Bar, pagu_bars
from renjana.cetak.papers import Blok
from renjana.cetak.tables import paper_table
from renjana.konsep.prepared import Material, prepared
from renjana.konsep.prose import blocks, paragraph
from renjana.konsep.sistematika import Bagian
from renjana.renja.tables import official_table
from renjana.renja.values import PlanValues
from renjana.renstra.codes import is_sub_kegiatan, program_of

ROMAN = ("I", "II", "III", "IV", "V", "VI")
PRINTED_EMPTY = "t-c-32"
"""The table that is printed even when it has no row, with Nihil and the reason in it."""


@dataclass(frozen=True)
class Cover:
    """What of the document is not in the plan's values: letterhead, place, date (ISO), signature block, stage, whether it is a draft."""

    instansi: Mapping[str, str]
    kota: str
    tanggal: str
    tahap: str
    ttd: Mapping[str, Any]
    konsep: bool
    rekaan: bool


def section_blocks(bagian: Bagian, material: Material, written: str) -> list[Blok]:
    """The blocks of a subbab: the written text, else the prepared one, then its chart and official tables."""
    content = blocks(written) if written.strip() else prepared(bagian.nomor, material)
    if "t-c-33" in bagian.tabel:
        content = [*content, *program_chart(material.values)]
    for kode in bagian.tabel:
        content = [*content, *table_blocks(kode, material.values)]
    return content


def program_chart(values: PlanValues) -> list[Blok]:
    """Pagu of each program against the Renstra of the same year; nothing without rows."""
    if not values.rows:
        return []
    planned: dict[str, int] = {}
    for item in values.renstra.items if values.renstra else ():
        if is_sub_kegiatan(item.kode):
            planned[program_of(item.kode)] = planned.get(program_of(item.kode), 0) + item.pagu.get(values.tahun, 0)
    bars = [Bar(short_name(values.name_of(code)), pagu, planned.get(code, 0)) for code, pagu in values.per_program.items()]
    title = f"Pagu Program Tahun {values.tahun}"
    chart = pagu_bars(bars, title, kini=f"Renja {values.tahun}", lalu=f"Renstra {values.tahun}")
    return [{"jenis": "grafik", "judul": title, "svg": chart.svg, "alt": chart.alt}]


def short_name(name: str) -> str:
    """A program's name for a chart: without the word Program, in sentence case, cut at a word."""
    text = name.removeprefix("PROGRAM ").removeprefix("Program ").capitalize()
    return text if len(text) <= 60 else text[:60].rpartition(" ")[0] + " …"


def table_blocks(kode: str, values: PlanValues) -> list[Blok]:
    """An official table on its landscape pages; an empty one says Nihil with its reason."""
    table = official_table(kode, values)
    if table.empty and kode != PRINTED_EMPTY:
        return [paragraph(f"Tabel {table.nama} {table.judul}: Nihil. {table.alasan}")]
    paper = paper_table(table.columns, table.printed, jumlah=table.jumlah)
    return [{"jenis": "tabel_resmi", "kode": table.nama, "judul": table.judul, "tabel": paper}]


def chapters(material: Material, written: Mapping[str, str]) -> list[dict[str, Any]]:
    """Every chapter with its subbab, as printed."""
    order = material.sistematika
    return [
        {
            "no": ROMAN[number - 1],
            "judul": title,
            "subbab": [
                {"nomor": entry.nomor, "judul": entry.judul, "blok": section_blocks(entry, material, written.get(entry.nomor, ""))}
                for entry in order.of_chapter(number)
            ],
        }
        for number, title in enumerate(order.bab, 1)
    ]


def document(material: Material, written: Mapping[str, str], cover: Cover) -> dict[str, Any]:
    """The data of template renja and of `plan_docx`."""
    values = material.values
    return {
        "judul": f"Rencana Kerja (Renja) {values.agency.nama} Tahun {values.tahun}",
        "tahun": values.tahun,
        "pengantar": foreword(material),
        "bab": chapters(material, written),
        "berkas": f"renja-{values.tahun}.json",
        "lampiran_data": attachment(values),
        **cover_fields(cover),
    }


def cover_fields(cover: Cover) -> dict[str, Any]:
    """What of the data comes from the cover."""
    return {
        "tahap": cover.tahap,
        "instansi": dict(cover.instansi),
        "kota": cover.kota,
        "tanggal": cover.tanggal,
        "tahun_terbit": int(cover.tanggal[:4]),
        "ttd": dict(cover.ttd),
        "konsep": cover.konsep,
        "rekaan": cover.rekaan,
    }


def foreword(material: Material) -> list[Blok]:
    """The kata pengantar."""
    return [
        paragraph(
            f"Puji syukur kami panjatkan ke hadirat Tuhan Yang Maha Esa, karena Rencana Kerja (Renja) {material.nama} Tahun {material.n} "
            "dapat diselesaikan."
        ),
        paragraph(
            "Dokumen ini disusun bersama seluruh bidang dan sekretariat menurut SOP Penyusunan Rencana Kerja. Kami berterima kasih kepada semua "
            "pihak yang telah memberikan data, saran, dan koreksi, dan berharap Renja ini menjadi pedoman kerja yang dipakai sehari-hari."
        ),
    ]


def attachment(values: PlanValues) -> dict[str, Any]:
    """The plan's rows for machines, attached to the PDF as JSON."""
    return {
        "tahun": values.tahun,
        "perangkat_daerah": {"kode": values.agency.kode, "nama": values.agency.nama, "pemda": values.agency.pemda},
        "nomenklatur": values.edition,
        "pagu_indikatif": values.pagu_indikatif,
        "jumlah": {"pagu": values.total, "pagu_maju": values.total_maju, "per_program": values.per_program, "per_bidang": values.per_bidang},
        "rencana": [
            {
                "kode": row.kode,
                "nama": values.name_of(row.kode),
                "bidang": row.bidang,
                "pagu": row.pagu,
                "pagu_maju": row.pagu_maju,
                "lokasi": row.lokasi,
                "kelompok_sasaran": row.kelompok_sasaran,
                "bulan": [row.bulan_awal, row.bulan_akhir],
                "sumber_dana": [{"kode": entry.kode, "nama": entry.nama, "pagu": entry.pagu} for entry in row.sumber_dana],
                "indikator": [
                    {"uraian": entry.uraian, "tipe": entry.tipe, "satuan": entry.satuan, "target": entry.target, "target_maju": entry.target_maju}
                    for entry in row.indikator
                ],
            }
            for row in values.rows
        ],
    }


def content_digest(data: Mapping[str, Any]) -> str:
    """SHA-256 of what a draft says: everything but the day, the draft mark and the signature."""
    kept = {key: value for key, value in data.items() if key not in {"tanggal", "tahun_terbit", "konsep", "ttd"}}
    text = json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()
