"""The order of chapters as data, chosen per document: one file of `susunan/` for each regulation.

`86_2017` has five chapters, `14_2026` six, all of them still to be confirmed. What both ask for has the same `kunci` in both files, so that
one can be held beside the other (`beside`); subbab that take each other's text have the same `topik`.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

KODE = ("86_2017", "14_2026")


@dataclass(frozen=True)
class Muatan:
    """One thing that a subbab must contain. `konfirmasi` while nobody could check it against the regulation."""

    kunci: str
    isi: str
    konfirmasi: bool = False


@dataclass(frozen=True)
class Bagian:
    """A subbab: its number as printed, title, topic, what it must contain, and the official tables that stand in it."""

    nomor: str
    judul: str
    topik: str
    muatan: tuple[Muatan, ...]
    tabel: tuple[str, ...] = ()

    @property
    def bab(self) -> int:
        """The chapter it belongs to, from 1."""
        return int(self.nomor.split(".")[0])


@dataclass(frozen=True)
class Sistematika:
    """A whole order of chapters. `konfirmasi` is a sentence for the planner while the order still has to be confirmed."""

    kode: str
    dasar: str
    bab: tuple[str, ...]
    bagian: tuple[Bagian, ...]
    konfirmasi: str = ""

    def of_chapter(self, number: int) -> tuple[Bagian, ...]:
        """The subbab of a chapter, in order."""
        return tuple(entry for entry in self.bagian if entry.bab == number)

    def about(self, topik: str) -> Bagian | None:
        """The subbab of this topic; None when this order has none."""
        return next((entry for entry in self.bagian if entry.topik == topik), None)


@dataclass(frozen=True)
class Sejajar:
    """A subbab of one order beside those of the other that hold the same; `kurang` and `tabel` are what the other order has nowhere."""

    bagian: Bagian
    sejajar: tuple[Bagian, ...]
    kurang: tuple[Muatan, ...]
    tabel: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Whether the other order has all of it somewhere."""
        return not self.kurang and not self.tabel


def beside(order: Sistematika, other: Sistematika) -> tuple[Sejajar, ...]:
    """Every subbab of `order`, with where `other` has the same and what of it `other` lacks: what a document of `other` would have to add."""
    had = {item.kunci for entry in other.bagian for item in entry.muatan}
    tables = {kode for entry in other.bagian for kode in entry.tabel}
    return tuple(
        Sejajar(
            entry,
            tuple(theirs for theirs in other.bagian if _share(entry, theirs)),
            tuple(item for item in entry.muatan if item.kunci not in had),
            tuple(kode for kode in entry.tabel if kode not in tables),
        )
        for entry in order.bagian
    )


def _share(one: Bagian, two: Bagian) -> bool:
    return one.topik == two.topik or not {item.kunci for item in one.muatan}.isdisjoint(item.kunci for item in two.muatan)


def read(text: str) -> Sistematika:
    """An order of chapters out of its TOML text."""
    data: dict[str, Any] = tomllib.loads(text)
    return Sistematika(data["kode"], data["dasar"], tuple(data["bab"]), tuple(_bagian(entry) for entry in data["subbab"]), data["konfirmasi"])


def _bagian(entry: Mapping[str, Any]) -> Bagian:
    return Bagian(entry["nomor"], entry["judul"], entry["topik"], tuple(Muatan(**item) for item in entry["muatan"]), tuple(entry.get("tabel", ())))


SISTEMATIKA = {kode: read(files("renjana.konsep").joinpath("susunan", f"{kode}.toml").read_text("utf-8")) for kode in KODE}


def sistematika_of(regulasi: str) -> Sistematika:
    """The order of chapters of a regulation code; the five chapters for an unknown one."""
    return SISTEMATIKA.get(regulasi, SISTEMATIKA[KODE[0]])
