"""The nomenclature as values: what the product ships, and what SIPD-RI exports. Codes of program penunjang stand under X.XX."""

import csv
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from renjana.renstra.codes import WIDTHS, level, normalize, parents, split
from renjana.renstra.faults import Fault, ImportFault
from renjana.renstra.header import find_header
from renjana.renstra.workbook import SheetRows, Value, text_of

DATA = Path(__file__).parent / "data"
EDITION = "pemutakhiran 2027"
SOURCE = "Ekspor nomenklatur SIPD-RI, pemutakhiran RKPD 2027 (kabupaten/kota: 2.16, 2.20, 2.21, dan penunjang X.XX.01)"
HEADS = {
    "jenis": ("jenis pemda",),
    "bidang_urusan": ("bidang", "bidang urusan"),
    "program": ("program",),
    "kegiatan": ("kegiatan",),
    "sub_kegiatan": ("subkegiatan", "sub kegiatan"),
    "kinerja": ("kinerja",),
    "indikator": ("indikator",),
    "satuan": ("satuan",),
    "tag": ("tag",),
    "definisi": ("definisi operasional", "definisi"),
    "pelaksana": ("pelaksana",),
    "spm": ("spm",),
    "aktivitas": ("jenis",),
    "sebelumnya": ("subkegiatan sebelumnya", "sub kegiatan sebelumnya"),
}
NEEDED = ("bidang_urusan", "program", "kegiatan", "sub_kegiatan", "indikator", "satuan")
ALIASES = {"pad": "1.1", "pendapatan asli daerah": "1.1", "dau": "1.2.1.01.02", "dana alokasi umum": "1.2.1.01.02"}
OLD_CODE = re.compile(r"(?:\d|X)\.(?:\d{2}|XX)\.\d{2}\.\d\.\d{2}\.\d{2,4}")


@dataclass(frozen=True)
class Entry:
    """One code of an edition."""

    kode: str
    tingkat: str
    nama: str
    kinerja: str = ""
    indikator: str = ""
    satuan: str = ""
    tag: tuple[str, ...] = ()
    spm: bool = False
    kode_sebelumnya: tuple[str, ...] = ()
    definisi: str = ""
    pelaksana: str = ""
    jenis: str = ""
    sebelumnya: str = ""

    @property
    def teks(self) -> str:
        """The words that a search looks in, in lower case."""
        return " ".join(f"{self.nama} {self.indikator} {self.kinerja}".lower().split())


@dataclass(frozen=True)
class SumberDana:
    """A funding source: code and name."""

    kode: str
    nama: str


@lru_cache(maxsize=1)
def shipped() -> tuple[Entry, ...]:
    """What a Dinas Kominfo of a kabupaten or kota uses, and the names of all bidang urusan, in order of code."""
    with (DATA / "nomenklatur.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Entry(
                row["kode"],
                row["tingkat"],
                row["nama"],
                row["kinerja"],
                row["indikator"],
                row["satuan"],
                tuple(filter(None, row["tag"].split("; "))),
                row["spm"] == "1",
                tuple(row["kode_sebelumnya"].split()),
            )
            for row in csv.DictReader(file)
        )


@lru_cache(maxsize=1)
def sumber_dana() -> tuple[SumberDana, ...]:
    """Every known funding source, in order of code."""
    with (DATA / "sumber_dana.csv").open(encoding="utf-8", newline="") as file:
        return tuple(SumberDana(row["kode"], row["nama"]) for row in csv.DictReader(file))


@lru_cache(maxsize=1)
def _sources() -> dict[str, SumberDana]:
    found = {_plain(source.nama): source for source in reversed(sumber_dana())}
    by_code = {source.kode: source for source in sumber_dana()}
    return found | {word: by_code[kode] for word, kode in ALIASES.items()} | by_code


def find_sumber_dana(text: str) -> SumberDana | None:
    """The funding source written as its code or as its name, whatever the case; None when neither is known.

    A name that stands for several codes gives the first of them.
    """
    key = " ".join(text.split())
    return _sources().get(key.rstrip(".")) or _sources().get(_plain(key)) or _sources().get(key.partition(" ")[0])


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^a-z0-9]+", " ", text.lower()).split())


def read_nomenklatur(sheets: Sequence[SheetRows], *, file: str) -> tuple[Entry, ...]:
    """Entries of an SIPD-RI export, parents from the cells "code name" of their children, in order of code. Raises ImportFault.

    Of a code that the export lists twice the line of kabupaten/kota stays; of two such lines the first.
    """
    for sheet in sheets:
        header = find_header(sheet, HEADS, need=NEEDED)
        if header is not None:
            return _entries(sheet, *header, file=file)
    heads = "BIDANG, PROGRAM, KEGIATAN, SUBKEGIATAN, INDIKATOR, SATUAN"
    raise ImportFault(file, [Fault(0, "", f"Tidak ada lembar berjudul kolom {heads}; unggah ekspor nomenklatur dari SIPD-RI apa adanya.")])


def _entries(sheet: SheetRows, header_row: int, places: dict[str, int], *, file: str) -> tuple[Entry, ...]:
    found: dict[str, Entry] = {}
    faults: list[Fault] = []
    lines = [(number, {key: row[place] if place < len(row) else None for key, place in places.items()}) for number, row in sheet.lines()]
    lines = [line for line in lines if line[0] > header_row]
    for number, cells in sorted(lines, key=lambda line: text_of(line[1].get("jenis")).upper() != "KABKOT"):
        code, name = split(text_of(cells["sub_kegiatan"]))
        if level(code) != "sub_kegiatan":
            faults.append(Fault(number, "SUBKEGIATAN", f"{text_of(cells['sub_kegiatan'])[:60]!r} tidak berawalan kode sub kegiatan."))
            continue
        found.setdefault(code, _sub_kegiatan(code, name, cells))
        for key in ("bidang_urusan", "program", "kegiatan"):
            parent, parent_name = split(text_of(cells[key]))
            if level(parent) == key:
                found.setdefault(parent, Entry(parent, key, parent_name))
    if faults:
        raise ImportFault(file, sorted(faults))
    if not found:
        raise ImportFault(file, [Fault(0, "", "Tidak ada baris sub kegiatan di bawah judul kolom.")])
    return tuple(found[code] for code in sorted(found))


def _sub_kegiatan(code: str, name: str, cells: dict[str, Value]) -> Entry:
    return Entry(
        code,
        "sub_kegiatan",
        name,
        text_of(cells.get("kinerja")),
        text_of(cells["indikator"]),
        text_of(cells["satuan"]),
        _tags(text_of(cells.get("tag"))),
        text_of(cells.get("spm")).upper() == "SPM",
        tuple(filter(None, (normalize(old) for old in OLD_CODE.findall(text_of(cells.get("sebelumnya")))))),
        _paragraphs(cells.get("definisi")),
        text_of(cells.get("pelaksana")),
        text_of(cells.get("aktivitas"))[:60],
        text_of(cells.get("sebelumnya")),
    )


def _paragraphs(value: Value) -> str:
    """Long text with its lines kept, each without outer blanks; empty lines at most one after another."""
    lines = [text_of(line) for line in value.splitlines()] if isinstance(value, str) else [text_of(value)]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def segments(codes: Iterable[str]) -> dict[str, str]:
    """By code, the fourth parts of the sub kegiatan in it or beneath it, in order: of 2.16 perhaps "12". Codes without any are absent."""
    found: dict[str, set[str]] = {}
    for code in codes:
        parts = code.split(".")
        if len(parts) == len(WIDTHS):
            for step in (*parents(code), code):
                found.setdefault(step, set()).add(parts[3])
    return {code: "".join(sorted(parts))[:9] for code, parts in found.items()}


def _tags(text: str) -> tuple[str, ...]:
    try:
        tags: Any = json.loads(text) if text else []
    except ValueError:
        tags = [text]
    return tuple(tag for tag in tags if isinstance(tag, str)) if isinstance(tags, list) else ()


def for_agency(entries: Iterable[Entry], bidang_urusan: Iterable[str]) -> tuple[Entry, ...]:
    """The entries of an agency of a kabupaten/kota: its bidang urusan and program penunjang, without the lists of provinces and Papua."""
    wanted = {*bidang_urusan, "X.XX"}
    return tuple(
        entry
        for entry in entries
        if ".".join(entry.kode.split(".")[:2]) in wanted and (len(entry.kode.split(".")) < 4 or entry.kode.split(".")[3] == "2")
    )
