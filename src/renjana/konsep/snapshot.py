"""What a draft said, kept beside its files so that drafts can be compared: prose by subbab, tables by row, pagu by sub kegiatan.

Plain values that survive JSON: a snapshot that is read back equals the one that was written.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypedDict

from renjana.cetak.papers import Blok
from renjana.cetak.tables import LOWEST, cell_text
from renjana.konsep.inline import Words, notes, plain
from renjana.konsep.plan import section_blocks
from renjana.konsep.prepared import Material
from renjana.konsep.prose import items_of
from renjana.konsep.sistematika import Bagian
from renjana.organisasi.table import Column, Leaf, leaves
from renjana.renja.rows import JUMLAH, Row, split_key
from renjana.renja.tables import official_table
from renjana.renja.values import PlanValues, RencanaValue
from renjana.renstra.codes import URUSAN, program_of

COUNTER, NOTE = "no", "kaki"
SPOKEN = frozenset({"paragraf", "subjudul", "butir"})
"""What of the prose stands in lines of its own."""
NUMERIC = frozenset({"money", "number", "percent"})


class Paragraf(TypedDict):
    """A paragraph, subhead, item of a list or footnote; `jenis` as in `papers.Blok`, "butir" or "kaki"."""

    jenis: str
    isi: str


class Baris(TypedDict):
    """A row of a table: its key, what names it (code and words), its cells as printed."""

    kunci: str
    kode: str
    nama: str
    sel: list[str]


class TabelIsi(TypedDict):
    """A table: code or "", name as printed, title, heads of its columns, and which of these hold numbers."""

    kode: str
    nama: str
    judul: str
    kepala: list[str]
    angka: list[int]
    baris: list[Baris]


class SubbabIsi(TypedDict):
    """A subbab: number, title, topic, prose, and the tables of its prose and of the law in it."""

    nomor: str
    judul: str
    topik: str
    paragraf: list[Paragraf]
    tabel: list[TabelIsi]


class PaguIsi(TypedDict):
    """A sub kegiatan of a bidang with its money in whole rupiah; None while not filled."""

    kode: str
    nama: str
    bidang: str
    program: str
    pagu: int | None
    pagu_maju: int | None


class Isi(TypedDict):
    """A whole document as it said."""

    tahun: int
    sistematika: str
    subbab: list[SubbabIsi]
    pagu: list[PaguIsi]
    program: dict[str, str]


def snapshot(material: Material, written: Mapping[str, str]) -> Isi:
    """The document that would be printed now. `written` are the texts that people wrote, by number."""
    values, order = material.values, material.sistematika
    return {
        "tahun": values.tahun,
        "sistematika": order.kode,
        "subbab": [_subbab(entry, material, written.get(entry.nomor, "")) for entry in order.bagian],
        "pagu": [_pagu(row, values.name_of(row.kode)) for row in values.rows],
        "program": {kode: values.name_of(kode) for kode in values.programs},
    }


def _pagu(row: RencanaValue, nama: str) -> PaguIsi:
    program = program_of(row.kode)
    return {"kode": row.kode, "nama": nama, "bidang": row.bidang, "program": program, "pagu": row.pagu, "pagu_maju": row.pagu_maju}


def _subbab(entry: Bagian, material: Material, written: str) -> SubbabIsi:
    blocks = section_blocks(entry, material, written)
    small = [_small(block) for block in blocks if block["jenis"] == "tabel"]
    tables = [*small, *(official(kode, material.values) for kode in entry.tabel)]
    return {"nomor": entry.nomor, "judul": entry.judul, "topik": entry.topik, "paragraf": list(prose(blocks)), "tabel": tables}


def prose(blocks: Iterable[Blok]) -> Iterator[Paragraf]:
    """The words of blocks, one entry for each paragraph, subhead and item of a list; a chart in the words that tell it."""
    for block in blocks:
        if block["jenis"] in {"paragraf", "subjudul"}:
            yield from _said(block["jenis"], block["isi"])
        elif block["jenis"] == "daftar":
            for item in items_of(block):
                yield from _said("butir", item)
        elif block["jenis"] == "grafik":
            yield {"jenis": "grafik", "isi": block["alt"]}


def _said(jenis: str, words: Words) -> Iterator[Paragraf]:
    """The words, and each of their footnotes."""
    yield {"jenis": jenis, "isi": plain(words)}
    for note in notes(words):
        yield {"jenis": NOTE, "isi": note}


def _small(block: Blok) -> TabelIsi:
    """A table of the prose; its rows are known by their first two cells."""
    numbers = list(range(2, len(block["kepala"])))
    named = [" ".join(cells[:2]) for cells in block["baris"]]
    rows: list[Baris] = [
        {"kunci": kunci, "kode": cells[0], "nama": cells[1] if len(cells) > 1 else "", "sel": list(cells)}
        for kunci, cells in zip(_apart(named), block["baris"], strict=True)
    ]
    return {"kode": "", "nama": "", "judul": block["judul"], "kepala": list(block["kepala"]), "angka": numbers, "baris": rows}


def official(kode: str, values: PlanValues) -> TabelIsi:
    """An official table; its rows in the order in which they print, the total last. Without the column that counts."""
    table = official_table(kode, values)
    parts = leaves(table.columns)
    heads = _heads(table.columns)
    shown = [place for place, leaf in enumerate(parts) if leaf.key != COUNTER]
    rows = [*table.printed, *([table.jumlah] if table.jumlah else [])]
    keys = _apart([_key(row, parts) for row in rows])
    return {
        "kode": kode,
        "nama": table.nama,
        "judul": table.judul,
        "kepala": [heads[place] for place in shown],
        "angka": [number for number, place in enumerate(shown) if parts[place].kind in NUMERIC],
        "baris": [_row(row, kunci, [parts[place] for place in shown], values) for row, kunci in zip(rows, keys, strict=True)],
    }


def _row(row: Row, kunci: str, parts: list[Leaf], values: PlanValues) -> Baris:
    cells = [cell_text(row.get(leaf.key), leaf, row.get("tingkat", LOWEST)) for leaf in parts]
    code = split_key(row["kunci"])[0]
    if row["kunci"] == JUMLAH:
        return {"kunci": kunci, "kode": "", "nama": "Jumlah", "sel": cells}
    if "." in code or code in URUSAN:
        return {"kunci": kunci, "kode": code, "nama": values.name_of(code), "sel": cells}
    return {"kunci": kunci, "kode": "", "nama": next((cell for cell in cells if cell not in {"", "-"}), ""), "sel": cells}


def _key(row: Row, parts: Sequence[Leaf]) -> str:
    """What makes a row the same row in another draft: its key, unless that only counts; then its first words."""
    kunci = str(row["kunci"])
    if kunci and not kunci.isdigit():
        return kunci
    return next((str(row[leaf.key]) for leaf in parts if leaf.key != COUNTER and row.get(leaf.key)), kunci)


def _heads(columns: Sequence[Column]) -> list[str]:
    return [f"{': '.join(column.heads)}{f' {part}' if part else ''}" for column in columns for part in column.sub or ("",)]


def _apart(keys: Iterable[str]) -> list[str]:
    """The keys, with a count on those that come again."""
    seen: Counter[str] = Counter()
    found = []
    for key in keys:
        seen[key] += 1
        found.append(key if seen[key] == 1 else f"{key}#{seen[key]}")
    return found


def as_bytes(isi: Isi) -> bytes:
    """The snapshot as a file; the same snapshot gives the same bytes."""
    return json.dumps(isi, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def from_bytes(content: bytes) -> Isi:
    """A snapshot out of its file."""
    read: Isi = json.loads(content)
    return read
