"""A list as its page shows it: rows of text by column, where each figure comes from, the code of today for an old one."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from renjana.bahan.queries import Place
from renjana.bahan.rules import Kolom, head_of
from renjana.organisasi.numerals import desimal_ringkas, ribuan
from renjana.renja.models import Usulan
from renjana.renstra.codes import search_key
from renjana.renstra.models import TipeIndikator

LABELS = {**dict(TipeIndikator.choices), **dict(Usulan.Status.choices)}


@dataclass(frozen=True)
class Cell:
    """A cell: its text, the head of its column, whether it is a number."""

    text: str
    head: str
    number: bool
    code: bool = False


@dataclass(frozen=True)
class ListRow:
    """A row: its key, what names it, its cells, the code that took the place of its own, the origin of its figures, who kept it and when."""

    pk: int
    name: str
    cells: tuple[Cell, ...]
    successor: str
    asal: str
    diubah: Any
    oleh: str


def list_rows(place: Place, moved: Mapping[str, str], words: str = "") -> list[ListRow]:
    """The rows that hold every word (or begin with the code), as text."""
    heads = [(kolom, head_of(kolom, place.tahun)) for kolom in place.daftar.kolom]
    found = [_row(row, heads, moved) for row in place.rows()]
    return [row for row in found if _takes(row, words)]


def _row(row: Any, heads: list[tuple[Kolom, str]], moved: Mapping[str, str]) -> ListRow:
    cells = tuple(
        Cell(text_of(getattr(row, kolom.key), kolom), head, kolom.kind in {"number", "money"}, kolom.kind == "code") for kolom, head in heads
    )
    name = str(getattr(row, "uraian", "") or getattr(row, "indikator", "") or row.kode)
    oleh = row.diubah_oleh.nama if row.diubah_oleh else ""
    return ListRow(row.pk, f"{row.kode} {name}".strip()[:120], cells, moved.get(row.kode, ""), row.asal, row.diubah, oleh)


def _takes(row: ListRow, words: str) -> bool:
    said = " ".join(cell.text for cell in row.cells).lower()
    codes = [search_key(cell.text) for cell in row.cells if cell.code]
    return all(word in said or any(code.startswith(search_key(word)) for code in codes if code) for word in words.lower().split())


def text_of(value: Any, kolom: Kolom) -> str:
    """A value as people read it."""
    if value is None:
        return ""
    if kolom.kind == "money":
        return ribuan(value)
    if isinstance(value, Decimal):
        return desimal_ringkas(value)
    return str(LABELS.get(value, value)) if kolom.kind in {"tipe", "status"} else str(value)


def money_sums(place: Place) -> list[tuple[str, int]]:
    """Head and sum of every column that holds money, where there is any."""
    sums = dict.fromkeys(place.daftar.money, 0)
    for row in place.rows().values(*place.daftar.money) if place.daftar.money else ():
        for key, value in row.items():
            sums[key] += value or 0
    heads = {kolom.key: head_of(kolom, place.tahun) for kolom in place.daftar.kolom}
    return [(heads[key], total) for key, total in sums.items() if total]
