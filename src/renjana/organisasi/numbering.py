"""The agency's pattern for the numbers of its letters: what it may name, what is wrong with it, what it prints. Pure."""

import re
import string
from collections.abc import Mapping

WORDS = ("klasifikasi", "urut", "sisipan", "bulan_romawi", "kode_unit", "kode_pd", "tahun")
MEANINGS = {
    "klasifikasi": "kode klasifikasi surat, misalnya 000.7.2",
    "urut": "nomor urut; {urut:03d} menulis 7 sebagai 007",
    "sisipan": "huruf sisipan untuk surat bertanggal mundur",
    "bulan_romawi": "bulan surat dengan angka Romawi",
    "kode_unit": "kode sekretariat",
    "kode_pd": "singkatan perangkat daerah",
    "tahun": "tahun surat",
}


def pattern_faults(pattern: str) -> tuple[str, ...]:
    """Every reason why this pattern cannot number letters, as whole sentences; empty when it can."""
    try:
        fields = [(name, spec, conversion) for _, name, spec, conversion in string.Formatter().parse(pattern) if name is not None]
    except ValueError:
        return ("Kurung kurawal pada pola nomor surat tidak berpasangan.",)
    faults = []
    unknown = sorted({name for name, _, _ in fields} - set(WORDS))
    if unknown:
        faults.append(f"Pola nomor surat memakai kata yang tidak dikenal: {', '.join(unknown)}. Yang dikenal: {', '.join(WORDS)}.")
    if not any(name == "urut" for name, _, _ in fields):
        faults.append("Pola nomor surat harus memuat {urut}, supaya setiap surat bernomor lain.")
    for name, spec, conversion in fields:
        if conversion or (spec and not (name == "urut" and re.fullmatch(r"0?[1-9]d", spec))):
            faults.append(f"Bentuk {{{name}}} pada pola nomor surat tidak dikenal; pakai misalnya {{urut:03d}}.")
    return tuple(faults)


def fill_pattern(pattern: str, values: Mapping[str, str | int]) -> str:
    """The number that a pattern prints. A pattern that names no {sisipan} gets it right behind the number. Raises ValueError with every fault."""
    faults = pattern_faults(pattern)
    if faults:
        raise ValueError(" ".join(faults))
    fields = list(string.Formatter().parse(pattern))
    own_place = any(name == "sisipan" for _, name, _, _ in fields)
    parts = []
    for text, name, spec, _ in fields:
        parts.append(text)
        if name is not None:
            parts.append(format(values[name], spec or ""))
        if name == "urut" and not own_place:
            parts.append(str(values["sisipan"]))
    return "".join(parts)


def names_unit(pattern: str) -> bool:
    """Whether a pattern prints the code of the unit."""
    return "{kode_unit}" in pattern
