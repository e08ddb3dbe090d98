"""The document as the checks see it: its subbab as words, its tables as heads and rows. Made by whoever writes the document."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class BagianValue:
    """A subbab: its number, its title, its words with lists and small tables in lines. Official tables are not among the words."""

    nomor: str
    judul: str
    teks: str

    @property
    def bab(self) -> int:
        """The chapter it belongs to, from 1."""
        return int(self.nomor.split(".")[0])


@dataclass(frozen=True)
class TabelValue:
    """An official table as it is printed: code, title, heads, rows with their kind under `baris`.

    `nihil` is the reason that is printed in place of rows; "" when none is.
    """

    kode: str
    judul: str
    kepala: tuple[str, ...] = ()
    rows: tuple[Mapping[str, Any], ...] = ()
    nihil: str = ""


@dataclass(frozen=True)
class NaskahValue:
    """A document: its title, its subbab, its official tables. `wajib` are the subbab that the chosen systematics asks for, as number and
    title; `tabel_wajib` the codes of the tables; `dasar_hukum` the number of the subbab with the legal basis.
    """

    judul: str
    bagian: tuple[BagianValue, ...]
    tabel: tuple[TabelValue, ...]
    wajib: tuple[tuple[str, str], ...]
    tabel_wajib: tuple[str, ...]
    dasar_hukum: str = "1.2"

    def chapter(self, bab: int) -> str:
        """The words of a chapter."""
        return "\n".join(one.teks for one in self.bagian if one.bab == bab)

    def table(self, kode: str) -> TabelValue | None:
        """The table with this code; None when it is not printed."""
        return next((one for one in self.tabel if one.kode == kode), None)
