"""Numbers of letters and names of files: pure decisions."""

import re
import string
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from renjana.organisasi.dates import romawi
from renjana.organisasi.numbering import fill_pattern

LETTERS = string.ascii_lowercase
UNSAFE = re.compile(r"[^\w.,()+-]+")


@dataclass(frozen=True)
class Entry:
    """A letter of the register as the numbering sees it."""

    urut: int
    sisipan: str
    tanggal: date


def number_of(pattern: str, place: Entry, *, klasifikasi: str, kode_pd: str, kode_unit: str = "") -> str:
    """The number as printed, by the agency's pattern. Raises ValueError with every fault of the pattern."""
    values: dict[str, str | int] = {
        "klasifikasi": klasifikasi,
        "urut": place.urut,
        "sisipan": f".{place.sisipan}" if place.sisipan else "",
        "bulan_romawi": romawi(place.tanggal.month),
        "kode_unit": kode_unit,
        "kode_pd": kode_pd,
        "tahun": place.tanggal.year,
    }
    return fill_pattern(pattern, values)


def next_place(register: Iterable[Entry], last: int, tanggal: date) -> tuple[int, str]:
    """Number and suffix of the next letter dated `tanggal`; `last` is the last plain number given out.

    A letter that is not older than the newest one takes the next number. A backdated one is slipped in behind the last letter of
    its day (or before it) with a suffix: 045.a, 045.b, ..., 045.z, 045.aa. Void letters keep their place.
    """
    entries = list(register)
    if not entries or tanggal >= max(entry.tanggal for entry in entries):
        return last + 1, ""
    before = [entry.urut for entry in entries if entry.tanggal <= tanggal]
    base = max(before) if before else min(entry.urut for entry in entries if not entry.sisipan) - 1
    return base, next_suffix({entry.sisipan for entry in entries if entry.urut == base})


def next_suffix(taken: Collection[str]) -> str:
    """The first suffix after every one in use: a to z, then aa to zz. Raises ValueError after zz."""
    used = max((_rank(suffix) for suffix in taken if suffix), default=0)
    if used >= 26 * 27:
        raise ValueError("Sisipan untuk nomor ini sudah habis; pakai tanggal surat yang lebih baru.")
    high, low = divmod(used, 26)
    return (LETTERS[high - 1] if high else "") + LETTERS[low]


def _rank(suffix: str) -> int:
    rank = 0
    for letter in suffix:
        rank = rank * 26 + LETTERS.index(letter) + 1
    return rank


def safe_name(name: str) -> str:
    """A file name that is safe on every system: no folders, no control characters, at most 150 characters; never empty."""
    plain = name.replace("\\", "/").rsplit("/", 1)[-1].strip()
    stem, dot, ending = plain.rpartition(".")
    if not dot:
        stem, ending = plain, ""
    stem = UNSAFE.sub("-", stem).strip("-.") or "berkas"
    ending = UNSAFE.sub("", ending)[:10]
    return f"{stem[:139]}.{ending}" if ending else stem[:150]
