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

    Looks in the first rows; None when no row carries all that is needed. The first of two equal heads counts.
    """
    for number, row in enumerate(sheet.rows[:LOOK_IN], 1):
        heads = [plain_head(value) for value in row]
        places: dict[str, int] = {}
        for place, head in enumerate(heads):
            key = _key_of(head, names)
            if key is not None:
                places.setdefault(key, place)
        if all(key in places for key in need):
            return number, places
    return None


def _key_of(head: str, names: Mapping[str, Sequence[str]]) -> str | None:
    if not head:
        return None
    for key, known in names.items():
        if any(re.fullmatch(name[:-1], head) if name.endswith("$") else name == head for name in known):
            return key
    return None
