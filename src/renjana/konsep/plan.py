"""The whole document as the printers' data: one dict for PDF and DOCX. Values in, values out."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from renjana.analisis.findings import CheckValues
from renjana.analisis.pictures import Picture, of_collection, of_table
from renjana.cetak.drawing import WIDE
from renjana.cetak.papers import Blok
from renjana.cetak.tables import alignment, cell_text, paper_table
from renjana.konsep.figures import values_of
from renjana.konsep.prepared import Material, prepared
from renjana.konsep.prose import blocks, names_in, paragraph, with_values
from renjana.konsep.sistematika import Bagian
from renjana.organisasi.table import leaves
from renjana.renja.tables import official_table
from renjana.renja.values import PlanValues

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
    """The blocks of a subbab: the written text with the tables of the prepared one, else the prepared one; then its pictures and official
    tables.
    """
    content = raw_blocks(bagian.nomor, material, written)
    content = with_values(content, values_of(material) if names_in(content) else {})
    for kode in bagian.tabel:
        content = [*content, *picture_blocks(of_table(kode, _told(material), material.lalu))]
    for kode in bagian.tabel:
        content = [*content, *table_blocks(kode, material.values)]
    return content


def raw_blocks(nomor: str, material: Material, written: str) -> list[Blok]:
    """The prose of a subbab and its small tables with the names of their figures: the written text, else the prepared one."""
    content = prepared(nomor, material)
    return [*blocks(written), *(block for block in content if block["jenis"] == "tabel")] if written.strip() else content


def _told(material: Material) -> CheckValues:
    """What the pictures are drawn from."""
    return CheckValues(material.values, kolom=material.kolom)


def annex(material: Material) -> list[dict[str, Any]]:
    """The parts behind the signed chapters: how the data were gathered, which no chapter has a place for."""
    return [{"judul": "Pengumpulan Data Renja", "blok": picture_blocks(of_collection(_told(material), material.zona))}]


def picture_blocks(pictures: Iterable[Picture]) -> list[Blok]:
    """Pictures, each with its own table; a sentence where there is nothing to draw."""
    found: list[Blok] = []
    for picture in pictures:
        if picture.draw is None:
            found.append(paragraph(picture.alasan))
            continue
        chart = picture.draw(WIDE)
        found += [{"jenis": "grafik", "judul": picture.judul, "svg": chart.svg, "alt": chart.alt}, _data_table(picture)]
        found += [paragraph(picture.catatan)] if picture.catatan else []
    return found


def _data_table(picture: Picture) -> Blok:
    parts = leaves(picture.columns)
    rows = [[cell_text(row.get(leaf.key), leaf) for leaf in parts] for row in picture.rows]
    total = [[cell_text(picture.jumlah.get(leaf.key, ""), leaf) for leaf in parts]] if picture.jumlah else []
    return {
        "jenis": "tabel",
        "judul": picture.judul,
        "kepala": [column.label for column in picture.columns],
        "baris": [*rows, *total],
        "lebar": [leaf.width for leaf in parts],
        "rata": [alignment(leaf) for leaf in parts],
    }


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
        "lampiran": annex(material),
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
