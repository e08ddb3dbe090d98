"""The legal basis of a document: ranks of regulations, what it must name, what no longer holds."""

import re
from collections.abc import Sequence

RANKS: tuple[tuple[str, int], ...] = (
    (r"undang-undang dasar", 0),
    (r"undang-undang|uu\b|peraturan pemerintah pengganti", 1),
    (r"peraturan pemerintah|pp\b", 2),
    (r"(?:peraturan|keputusan|instruksi) presiden|perpres|inpres|keppres", 3),
    (r"(?:peraturan|keputusan) (?:menteri|kepala badan|lembaga|badan)|permen|kepmen", 4),
    (r"peraturan daerah provinsi|perda provinsi", 5),
    (r"(?:peraturan|keputusan) gubernur|pergub|peraturan daerah|perda", 6),
    (r"(?:peraturan|keputusan) (?:bupati|wali ?kota|kepala daerah)|perbup|perwali", 7),
)
"""What a line begins with, and its rank; the first that fits counts."""
WANTED: tuple[tuple[str, str], ...] = (
    ("RPJPN", r"rpjpn|jangka panjang nasional"),
    ("RPJMN", r"rpjmn|jangka menengah nasional"),
    ("RPJPD", r"rpjpd|jangka panjang daerah"),
    ("RPJMD", r"rpjmd|jangka menengah daerah"),
    ("RKPD", r"rkpd|rencana kerja pemerintah daerah"),
    ("Renstra", r"renstra|rencana strategis"),
    ("nomenklatur terbaru", r"nomenklatur|050-5889|900\.1"),
)
REVOKED: tuple[tuple[str, str, str], ...] = (
    ("PP Nomor 6 Tahun 2008", "PP Nomor 13 Tahun 2019", r"peraturan pemerintah(?: republik indonesia)? nomor 6 tahun 2008|pp (?:no\.? ?)?6/2008"),
    ("Keputusan Menteri Dalam Negeri Nomor 050-3708 Tahun 2020", "Nomor 050-5889 Tahun 2021 beserta perubahannya", r"050-3708"),
)
"""What no longer holds, and what stands in its place. Sources: notes of a Bappeda; the dates of the nomenclature's editions."""


def rank(line: str) -> int | None:
    """The rank of a line's regulation from 0, the highest; None for a line that names none at its beginning."""
    text = re.sub(r"^\W*(?:\d+[.)]|[a-z][.)])?\s*", "", line).casefold()
    return next((place for pattern, place in RANKS if re.match(pattern, text)), None)


def unordered(lines: Sequence[str]) -> tuple[str, str] | None:
    """The first regulation that stands after one of lower rank, as (the one before, itself); None when all are in order."""
    lowest: tuple[int, str] | None = None
    for line in lines:
        place = rank(line)
        if place is None:
            continue
        if lowest is not None and place < lowest[0]:
            return lowest[1].strip(), line.strip()
        if lowest is None or place > lowest[0]:
            lowest = (place, line)
    return None


def missing_of(lines: Sequence[str]) -> list[str]:
    """What the legal basis has to name and does not."""
    text = " ".join(lines).casefold()
    return [name for name, pattern in WANTED if not re.search(pattern, text)]


def revoked_of(lines: Sequence[str]) -> list[tuple[str, str]]:
    """Regulations that no longer hold, each with what stands in its place."""
    text = " ".join(" ".join(lines).split()).casefold()
    return [(old, new) for old, new, pattern in REVOKED if re.search(pattern, text)]
