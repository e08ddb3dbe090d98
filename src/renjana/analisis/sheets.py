"""The analysis as files: a workbook of the official tables and the findings, and single tables for download."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from renjana.cetak.pdf import compile_paper
from renjana.cetak.tables import csv_text, paper_table
from renjana.cetak.xlsx import Sheet, workbook_bytes
from renjana.organisasi.table import Column
from renjana.renja.tables import COLUMNS, OfficialTable, official_table
from renjana.renja.values import PlanValues

FINDINGS = (
    Column(1, "kode", "Aturan", width=1.2),
    Column(2, "tingkat_temuan", "Tingkat", width=1.6),
    Column(3, "bidang", "Bidang", width=1.8),
    Column(4, "objek", "Objek", width=2.6),
    Column(5, "pesan", "Temuan dan yang harus dilakukan", width=9.0),
    Column(6, "status", "Status", width=1.8),
    Column(7, "alasan", "Alasan", width=4.0),
)
BARIS = Column(0, "baris", "Baris")
WORDS = {"error": "Kesalahan", "warning": "Peringatan", "info": "Catatan"}


class FindingRow(Protocol):
    """What of a kept finding is printed."""

    kode: str
    tingkat: str
    bidang: str
    objek: str
    pesan: str
    status: str
    alasan: str


def findings_workbook(findings: Iterable[FindingRow], *, judul: str, penulis: str, now: datetime) -> bytes:
    """The findings with what was decided about them."""
    rows = [
        {
            "kode": one.kode,
            "tingkat_temuan": WORDS[one.tingkat],
            "bidang": one.bidang or "-",
            "objek": one.objek,
            "pesan": one.pesan,
            "status": one.status.capitalize(),
            "alasan": one.alasan or "-",
        }
        for one in findings
    ]
    return workbook_bytes([Sheet("Temuan", judul, FINDINGS, rows)], judul=judul, penulis=penulis, created=now)


def tables_workbook(plan: PlanValues, *, now: datetime) -> bytes:
    """Every official table that has data, a sheet each; T-C.33 always."""
    tables = [official_table(kode, plan) for kode in COLUMNS]
    sheets = [sheet_of(table) for table in tables if not table.empty or table.kode == "t-c-33"]
    judul = f"Tabel Renja {plan.agency.nama} Tahun {plan.tahun}"
    return workbook_bytes(sheets, judul=judul, penulis=plan.agency.nama, created=now)


def sheet_of(table: OfficialTable) -> Sheet:
    """A table as a worksheet."""
    return Sheet(table.nama, table.judul, table.columns, table.rows, table.jumlah)


def table_workbook(table: OfficialTable, *, penulis: str, now: datetime) -> bytes:
    """One table as a workbook."""
    return workbook_bytes([sheet_of(table)], judul=table.judul, penulis=penulis, created=now)


def table_pdf(table: OfficialTable, *, pemda: str, opd: str, rekaan: bool, now: datetime) -> bytes:
    """One table on landscape folio."""
    paper = paper_table(table.columns, table.rows, jumlah=table.jumlah)
    data = {
        "rekaan": rekaan,
        "instansi": {"pemda": pemda, "opd": opd, "alamat": "", "kontak": ""},
        "nama": table.nama,
        "judul": table.judul,
        "tabel": paper,
    }
    return compile_paper("tabel-resmi", data, timestamp=now.replace(microsecond=0))


def table_csv(table: OfficialTable) -> str:
    """One table for other programs: the kind of row under `baris`, then the keys of the columns; plain numbers."""
    return csv_text([BARIS, *table.columns], table.rows, jumlah=table.jumlah)
