"""Rows of a plan and workbooks with believable defaults. Amounts are invented."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from renjana.pengumpulan.book_reading import Book, read_book
from renjana.pengumpulan.book_spec import BookSpec
from renjana.pengumpulan.columns import KEYS
from renjana.pengumpulan.known import Known
from renjana.pengumpulan.merging import state_of
from renjana.pengumpulan.reading import Line
from renjana.pengumpulan.seal import Seal
from renjana.pengumpulan.workbook import make_workbook
from renjana.renja.values import IndikatorValue, RencanaValue, SumberDanaValue
from renjana.renstra.nomenklatur import shipped
from renjana.renstra.workbook import Value, read_workbook

SECRET = b"a key for tests only"
NOW = datetime(2027, 1, 5, 3, tzinfo=UTC)
PAD = SumberDanaValue("1.1", "PENDAPATAN ASLI DAERAH (PAD)")
DAU = SumberDanaValue("1.2.1.01.02", "Dana Transfer Umum-Dana Alokasi Umum")
INTERNET = "2.16.03.2.02.0040"
DOMAIN = "2.16.03.2.01.0004"
ENTRIES = {entry.kode: entry for entry in shipped() if entry.tingkat == "sub_kegiatan" and entry.kode.startswith("2.")}
KNOWN = Known("2.16", ("2.16", "2.20", "2.21"), "pemutakhiran 2027", ENTRIES)


def an_indikator(uraian: str = "", **fields: Any) -> IndikatorValue:
    fields.setdefault("tipe", "akumulatif")
    fields.setdefault("satuan", "Titik")
    fields.setdefault("target", Decimal(12))
    fields.setdefault("target_maju", Decimal(15))
    return IndikatorValue(uraian or "Jumlah titik akses internet", **fields)


def a_row(kode: str = INTERNET, **fields: Any) -> RencanaValue:
    fields.setdefault("nama", ENTRIES[kode].nama if kode in ENTRIES else kode)
    fields.setdefault("bidang", "APTIKA")
    fields.setdefault("pagu", 250_000_000)
    fields.setdefault("pagu_maju", 275_000_000)
    fields.setdefault("lokasi", "Kecamatan Terbanggi Besar")
    fields.setdefault("kelompok_sasaran", "Perangkat daerah")
    fields.setdefault("bulan_awal", 1)
    fields.setdefault("bulan_akhir", 12)
    fields.setdefault("indikator", (an_indikator(),))
    fields.setdefault("sumber_dana", (PAD,))
    return RencanaValue(kode=kode, **fields)


def a_seal(rows: Sequence[RencanaValue] = (), **fields: Any) -> Seal:
    values: dict[str, Any] = {
        "pd": "2.16.2.20.2.21.01.0000",
        "nama_pd": "Dinas Komunikasi, Informatika dan Statistik",
        "tahun": 2027,
        "tahap": "rancangan_awal",
        "bidang": "APTIKA",
        "nama_bidang": "Bidang Aplikasi Informatika",
        "format": 1,
        "keadaan": state_of(rows),
        "dibuat": "2027-01-05T10:00",
    }
    return Seal(**values | fields)


def a_spec(rows: Sequence[RencanaValue] = (), **fields: Any) -> BookSpec:
    fields.setdefault("seal", a_seal(rows))
    fields.setdefault("kolom", KEYS)
    return BookSpec(rows=tuple(rows), tenggat="8 Januari 2027, 16.00 WIB", now=NOW, main="2.16", **fields)


def a_workbook(rows: Sequence[RencanaValue] = (), filled: Sequence[Mapping[str, Value]] | None = None, **fields: Any) -> bytes:
    return make_workbook(a_spec(rows, **fields), secret=SECRET, filled=filled)


def read_back(content: bytes, name: str = "isian.xlsx") -> Book:
    return read_book(read_workbook(content, name=name), name=name, secret=SECRET)


def a_line(row: int = 8, **cells: Value) -> Line:
    """A line as it stands in a workbook; cells are named K8, L8 and so on by column key: `pagu@8`."""
    return Line(row, cells, {key: f"{key}@{row}" for key in KEYS})
