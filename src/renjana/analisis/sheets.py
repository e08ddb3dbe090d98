"""The analysis as files: a workbook of the official tables and the findings, and single tables in every form."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from renjana.cetak.docx_table import table_docx
from renjana.cetak.pdf import compile_paper
from renjana.cetak.sipd_book import sipd_book
from renjana.cetak.tables import csv_text, paper_table
from renjana.cetak.xlsx import WIDE_TABLE, Sheet, workbook_bytes
from renjana.organisasi.table import Column, leaves
from renjana.renja.sipd import SHEET, overview, pack
from renjana.renja.tables import COLUMNS, EVALUASI_TABLES, NIHIL, OfficialTable, official_table
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
    """Every official table that has data, a sheet each; T-C.32 and T-C.33 always."""
    tables = [official_table(kode, plan, units=False) for kode in COLUMNS]
    sheets = [sheet_of(table) for table in tables if not table.empty or table.kode in {"t-c-32", "t-c-33"}]
    judul = f"Tabel Renja {plan.agency.nama} Tahun {plan.tahun}"
    return workbook_bytes(sheets, judul=judul, penulis=plan.agency.nama, created=now)


def sheet_of(table: OfficialTable) -> Sheet:
    """A table as a worksheet; made without units, which the sheet prints by number formats."""
    return Sheet(table.nama, table.judul, table.columns, table.printed, table.jumlah)


FORMS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
"""The forms in which a table leaves the product, with their media types."""
PACK = "sipd"
"""The name of the SIPD pack among the tables."""


def table_file(kode: str, plan: PlanValues, form: str, *, rekaan: bool, now: datetime, signers: Sequence[Mapping[str, str]] = ()) -> bytes:
    """An official table, or the SIPD pack, in one of FORMS. Page and command say the same; an empty table says Nihil and why.

    `signers` stand below E.81 on paper. The pack is a workbook; its other forms are the sub kegiatan sheet alone.
    """
    if form == "xlsx" and kode == PACK:
        return sipd_workbook(plan, now=now)
    table = pack_table(plan) if kode == PACK else official_table(kode, plan, units=form in {"pdf", "docx"})
    if form == "xlsx":
        return workbook_bytes([sheet_of(table)], judul=table.judul, penulis=plan.agency.nama, created=now)
    if form == "csv":
        return table_csv(table).encode("utf-8-sig")
    data = paper_data(table, plan, rekaan=rekaan, signers=signers if kode in EVALUASI_TABLES and not table.empty else ())
    if form == "docx":
        return table_docx(data, day=now.date().isoformat(), kertas=data["kertas"])
    return compile_paper("tabel-resmi", data, timestamp=now.replace(microsecond=0))


def paper_data(table: OfficialTable, plan: PlanValues, *, rekaan: bool, signers: Sequence[Mapping[str, str]] = ()) -> dict[str, Any]:
    """What the printers of a single table read."""
    return {
        "kertas": "A3" if len(leaves(table.columns)) > WIDE_TABLE else "F4",
        "rekaan": rekaan,
        "instansi": {"pemda": plan.agency.pemda, "opd": plan.agency.nama, "alamat": "", "kontak": ""},
        "nama": table.nama,
        "judul": table.judul,
        "tabel": paper_table(table.columns, table.printed, jumlah=table.jumlah),
        "tanda": [dict(one) for one in signers],
    }


def table_csv(table: OfficialTable) -> str:
    """One table for other programs: the kind of row under `baris`, then the keys of the columns; plain numbers."""
    return csv_text([BARIS, *table.columns], table.printed, jumlah=table.jumlah)


def pack_table(plan: PlanValues) -> OfficialTable:
    """The sub kegiatan sheet of SIPD-RI as a table."""
    judul = f"Paket SIPD-RI Renja {plan.agency.nama} Tahun {plan.tahun}"
    found = overview(plan)
    return OfficialTable(PACK, "Paket SIPD", judul, SHEET, found.rows, found.jumlah, NIHIL["t-c-33"])


def sipd_workbook(plan: PlanValues, *, now: datetime) -> bytes:
    """The SIPD pack: an overview, then a sheet for each sub kegiatan."""
    table = pack_table(plan)
    return sipd_book(pack(plan), overview(plan), judul=table.judul, penulis=plan.agency.nama, created=now)
