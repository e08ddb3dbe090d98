"""What the workbook of a bidang is made from: places on its sheet, the columns and lists, its lines, words on its cells."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from renjana.pengumpulan.book_parts import PartSheet
from renjana.pengumpulan.seal import Seal
from renjana.renja.values import RencanaValue

ISIAN, DAFTAR = "Isian", "Daftar"
TOTAL = "JUMLAH"
KEY_ROW, GROUP_ROW, HEAD_ROW, FIRST_ROW = 4, 5, 6, 7
"""Rows of the sheet, counted from 0: hidden column keys, parts, heads, first line."""
KEY_COLUMN, NAME_KEY = "_kunci", "_nama"
SPARE = 20
MOST = 2**53


@dataclass(frozen=True)
class BookSpec:
    """Everything a workbook is made from. `kolom` are the chosen columns, `satuan`, `sumber_dana`, `kode` and `lokasi` what the dropdowns
    offer.
    """

    seal: Seal
    kolom: tuple[str, ...]
    rows: tuple[RencanaValue, ...]
    tenggat: str
    now: datetime
    main: str = ""
    pengantar: str = ""
    petunjuk: Mapping[str, str] = field(default_factory=dict)
    satuan: tuple[str, ...] = ()
    sumber_dana: tuple[str, ...] = ()
    kode: tuple[str, ...] = ()
    lokasi: tuple[str, ...] = ()
    parts: tuple[PartSheet, ...] = ()


@dataclass
class Entry:
    """A line to be written: its key ("" for a spare line), the name of the sub kegiatan, whether it opens it, the cells."""

    key: str
    nama: str
    first: bool
    cells: dict[str, Any]


@dataclass(frozen=True)
class Note:
    """What is wrong with a cell; a doubt may stay."""

    text: str
    doubt: bool = False


Notes = Mapping[tuple[int, str], Note]
"""Notes by row number (from 1, as Excel shows it) and column key."""


Marks = Mapping[tuple[str, int, str], str]
"""Words on cells by code of the sub kegiatan, which of its lines from 0, and column key."""

LISTS = {"satuan": "Satuan", "sumber_dana": "Sumber dana", "kode": "Sub kegiatan", "lokasi": "Lokasi"}
"""The dropdowns by key of their column, in the order of the hidden sheet that holds them."""
