"""Suggests codes for rows of a sheet that carry none: sub kegiatan whose names are nearest, those of the same kegiatan first."""

from collections.abc import Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

LEAST = 62
MOST = 4


@dataclass(frozen=True)
class Suggestion:
    """A code with its name in the nomenclature."""

    kode: str
    nama: str


def suggest(name: str, known: Mapping[str, str], *, under: str = "") -> tuple[Suggestion, ...]:
    """The nearest sub kegiatan by name, nearest first; those beneath `under` (a kegiatan) before all others."""
    near = {code: nama.lower() for code, nama in known.items() if under and code.startswith(f"{under}.")}
    far = {code: nama.lower() for code, nama in known.items() if code not in near}
    found: list[str] = []
    for choices in (near, far):
        matches = process.extract(name.lower(), choices, scorer=fuzz.token_sort_ratio, limit=MOST, score_cutoff=LEAST)
        found += [code for _, _, code in matches]
    return tuple(Suggestion(code, known[code]) for code in found[:MOST])
