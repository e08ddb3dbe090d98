"""Codes of urusan, program, kegiatan and sub kegiatan: read as people write them, kept in one form, walked up and down.

Source: the shape of Kepmendagri 050-5889/2021 and its changes: X.XX.XX.X.XX.XXXX, the fourth part 1 for provinces and 2 for kabupaten/kota.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

TEMPLATE = "X.XX"
PENUNJANG = "01"
WIDTHS = (1, 2, 2, 1, 2, 4)
LEVELS = {1: "urusan", 2: "bidang_urusan", 3: "program", 5: "kegiatan", 6: "sub_kegiatan"}
UNDOTTED = {sum(WIDTHS[:parts]): parts for parts in (3, 5, 6)}

URUSAN: Mapping[str, str] = {
    "1": "URUSAN PEMERINTAHAN WAJIB YANG BERKAITAN DENGAN PELAYANAN DASAR",
    "2": "URUSAN PEMERINTAHAN WAJIB YANG TIDAK BERKAITAN DENGAN PELAYANAN DASAR",
    "3": "URUSAN PEMERINTAHAN PILIHAN",
    "4": "UNSUR PENDUKUNG URUSAN PEMERINTAHAN",
    "5": "UNSUR PENUNJANG URUSAN PEMERINTAHAN",
    "6": "UNSUR PENGAWASAN URUSAN PEMERINTAHAN",
    "7": "UNSUR KEWILAYAHAN",
    "8": "UNSUR PEMERINTAHAN UMUM",
    "9": "UNSUR KEKHUSUSAN",
}

PAPUA = frozenset({"91", "92", "93", "94", "95", "96"})

WRITTEN = re.compile(r"(?:x|\d)(?:\s?\.\s?(?:xx|\d{1,9}))*\.?", re.IGNORECASE)
SUB_KEGIATAN = re.compile(r"[1-9]\.\d{2}\.\d{2}\.[1-9]\.\d{2}\.\d{4}")


@lru_cache(maxsize=8192)
def split(text: str) -> tuple[str, str]:
    """A code in its kept form and the name glued behind it: "2.09.02.1.01.0003 - Pengadaan" gives both. No code gives "" and the text.

    Short parts are filled up ("1.3.02" is "1.03.02"), a point at the end is dropped, "x.xx" becomes "X.XX". The last part of a sub kegiatan
    is left as it is: an old two-digit ending means another code, not a short one.
    """
    text = " ".join(text.split())
    found = WRITTEN.match(text)
    if found is None:
        return _undotted(text)
    rest = text[found.end() :]
    if rest[:1].isalnum() and "." not in found[0]:
        return _undotted(text)
    parts = found[0].replace(" ", "").rstrip(".").split(".")
    if len(parts) == 1 and len(text) > 1 and rest[:1].isdigit():
        return _undotted(text)
    if len(parts) > len(WIDTHS):
        return "", text
    filled = [part.upper() if part.lower() == "xx" or part.lower() == "x" else _fill(part, place) for place, part in enumerate(parts)]
    return ".".join(filled), rest.lstrip(" -–—:").strip()


def _fill(part: str, place: int) -> str:
    return part if place == len(WIDTHS) - 1 else part.zfill(WIDTHS[place])


def _undotted(text: str) -> tuple[str, str]:
    """Digits alone, as a spreadsheet keeps a code typed as a number: 216022010014."""
    digits, _, rest = text.partition(" ")
    parts = UNDOTTED.get(len(digits)) if digits.isdigit() else None
    if parts is None:
        return "", text
    cut, code = 0, []
    for width in WIDTHS[:parts]:
        code.append(digits[cut : cut + width])
        cut += width
    return ".".join(code), rest.lstrip(" -–—:").strip()


def normalize(text: str) -> str:
    """The code in its kept form, without a name behind it; "" where there is none."""
    return split(text)[0]


def is_sub_kegiatan(code: str) -> bool:
    """Whether the code has the full shape of a sub kegiatan of an agency (X.XX resolved)."""
    return SUB_KEGIATAN.fullmatch(code) is not None


def level(code: str) -> str | None:
    """urusan, bidang_urusan, program, kegiatan or sub_kegiatan; None for a code that names no level."""
    return LEVELS.get(code.count(".") + 1) if code else None


def parents(code: str) -> tuple[str, ...]:
    """The codes above, from urusan down: of 2.16.03.2.02.0043 they are 2, 2.16, 2.16.03, 2.16.03.2.02."""
    parts = code.split(".")
    return tuple(".".join(parts[:size]) for size in LEVELS if size < len(parts))


def program_of(code: str) -> str:
    """The program above (or the code itself when it is one)."""
    return ".".join(code.split(".")[:3])


def kegiatan_of(code: str) -> str:
    """The kegiatan above (or the code itself when it is one)."""
    return ".".join(code.split(".")[:5])


def bidang_urusan_of(code: str) -> str:
    """The bidang urusan above."""
    return ".".join(code.split(".")[:2])


def resolve(code: str, main: str) -> str:
    """Program penunjang under the agency's main bidang urusan: X.XX.01.2.01.0001 with 2.16 is 2.16.01.2.01.0001. Others stay."""
    return main + code[len(TEMPLATE) :] if code.startswith(TEMPLATE) else code


def template(code: str) -> str:
    """The code as the nomenclature lists program penunjang: 2.16.01.2.01.0001 is X.XX.01.2.01.0001. Others stay."""
    parts = code.split(".")
    return ".".join([TEMPLATE, *parts[2:]]) if len(parts) >= 3 and parts[2] == PENUNJANG else code


def in_urusan(code: str, bidang_urusan: Sequence[str]) -> bool:
    """Whether the code stands under one of the agency's bidang urusan."""
    return bidang_urusan_of(code) in bidang_urusan


def tree_order(codes: Iterable[str]) -> list[str]:
    """Every code with all codes above it, once, each parent before its children, in order of code."""
    return sorted({step for code in codes for step in (*parents(code), code)})


def lists_of(kode_wilayah: str) -> frozenset[str]:
    """Which lists (fourth parts of a code) a government uses: 1 a province, 2 a kabupaten or kota; in Papua (91 to 96) its own lists as well.

    Two digits of kode wilayah name a province, four a kabupaten or kota.
    """
    digits = re.sub(r"\D", "", kode_wilayah)
    own = "1" if len(digits) == 2 else "2"
    return frozenset(own) | (frozenset("345678") if digits[:2] in PAPUA else frozenset())


def search_key(text: str) -> str:
    """A code without its points, for search with or without them."""
    return re.sub(r"[.\s]", "", text).upper()
