"""Finds the columns of a sheet by what its heads say, not by where they stand."""

import re
from collections.abc import Mapping, Sequence

from renjana.renstra.workbook import SheetRows, Value, text_of

LOOK_IN = 30


def plain_head(value: Value) -> str:
    """A head without case, signs and doubled blanks: "Program/Kegiatan " is "program kegiatan"."""
    return " ".join(re.sub(r"[^a-z0-9]+", " ", text_of(value).lower()).split())


def find_header(sheet: SheetRows, names: Mapping[str, Sequence[str]], *, need: Sequence[str]) -> tuple[int, dict[str, int]] | None:
    """Row number of the head and column index per key. `names` gives the heads each key may carry; a name that ends in "$" is a pattern.

    Looks in the first rows; None when no row carries all that is needed. The first of two equal heads counts. A head may take two rows: then its
    lower row is the one that is given, and "Tahun 2025" above "Target" and "Rp" reads as "tahun 2025 target" and "tahun 2025 rp".
    """
    for number in range(1, min(len(sheet.rows), LOOK_IN) + 1):
        for heads in (own_heads(sheet, number), joined_heads(sheet, number)):
            places = places_of(heads, names)
            if all(key in places for key in need):
                return number, places
    return None


def own_heads(sheet: SheetRows, number: int) -> list[tuple[str, ...]]:
    """By column, what a row says of it."""
    return [(plain_head(value),) for value in sheet.rows[number - 1]]


def joined_heads(sheet: SheetRows, number: int) -> list[tuple[str, ...]]:
    """By column, what a row and the one above it say together (a head over several columns reaches to the next one), and the row alone; where
    both are silent, a head of three rows that begins one higher.
    """
    if number < 2:
        return []
    upper, lower = sheet.rows[number - 2], sheet.rows[number - 1]
    top = sheet.rows[number - 3] if number > 2 else ()
    heads: list[tuple[str, ...]] = []
    above = ""
    for place in range(max(len(upper), len(lower))):
        own = plain_head(lower[place]) if place < len(lower) else ""
        written = plain_head(upper[place]) if place < len(upper) else ""
        above = written or above
        higher = plain_head(top[place]) if place < len(top) else ""
        heads.append((f"{above} {own}".strip(), own) if own else (written or higher,))
    return heads


def places_of(heads: Sequence[Sequence[str]], names: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Column index per key, the first column that carries one of its heads."""
    places: dict[str, int] = {}
    for place, said in enumerate(heads):
        key = next((key for head in said if (key := _key_of(head, names)) is not None), None)
        if key is not None:
            places.setdefault(key, place)
    return places


def _key_of(head: str, names: Mapping[str, Sequence[str]]) -> str | None:
    if not head:
        return None
    for key, known in names.items():
        if any(re.fullmatch(name[:-1], head) if name.endswith("$") else name == head for name in known):
            return key
    return None
