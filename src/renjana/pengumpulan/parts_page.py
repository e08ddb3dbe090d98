"""A further part on the page: what was posted of it, its cells, and the choice when two people wrote into one cell."""

import json
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from django.http import HttpRequest

from renjana.pengumpulan.conflict import AWAY, Pairs, chosen_side
from renjana.pengumpulan.grid import PAGE, cell_id, numbered
from renjana.pengumpulan.lembar import ROW, Baris, Joined, Lembar, Sel
from renjana.pengumpulan.merging import MINE, THEIRS

NAMED = re.compile(r"(\d{1,5})\.kode")
SEL = "sel_"
"""Before the key of a column in the names of a part's inputs, so that none of them looks like the name of a row."""


def cell_key(column: Sel) -> str:
    """The column in the names and ids of the page."""
    return SEL + column.key


@dataclass(frozen=True)
class Posted:
    """The rows as they were typed and as they were when the page was made, everything that was posted, and the number of each row by its key."""

    rows: list[dict[str, str]]
    base: list[dict[str, str]]
    data: Mapping[str, str] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)


def posted(request: HttpRequest, part: Lembar, stored: Sequence[Baris]) -> Posted:
    """What a page of this part sent. Locked cells are the stored ones; a row that the format does not bring is left out of a closed part.

    Raises Refused for a torn post.
    """
    open_columns = [one for one in part.columns if not one.terkunci]
    data = chosen_side(numbered(request, ("kode", "dasar", *map(cell_key, open_columns))))
    known = {row["kunci"]: row for row in stored}
    mine, base, numbers = [], [], {}
    for number in (match[1] for name in data if (match := NAMED.fullmatch(name))):
        kunci = data[f"{number}.kode"][:64]
        if not (kunci in known or part.terbuka):
            continue
        numbers[kunci] = int(number)
        locked = {"kunci": kunci} | {one.key: known.get(kunci, {}).get(one.key, "") for one in part.columns if one.terkunci}
        if not data.get(f"{number}.hapus"):
            mine.append(locked | {one.key: data.get(f"{number}.{cell_key(one)}", "") for one in open_columns})
        if (began := _cells(data.get(f"{number}.dasar", ""))) is not None:
            base.append(locked | {one.key: began.get(one.key, "") for one in open_columns})
    return Posted(mine, base, data, numbers)


def mark(part: Lembar, row: Baris | None) -> str:
    """What a row says as the page keeps it to be held against later; "" for a row that is not stored."""
    return "" if row is None else json.dumps({one.key: row.get(one.key, "") for one in part.columns if not one.terkunci}, ensure_ascii=False)


def _cells(text: str) -> dict[str, str] | None:
    with suppress(ValueError):
        found = json.loads(text)
        if isinstance(found, dict):
            return {str(key): str(value) for key, value in found.items()}
    return None


def conflict_of(part: Lembar, told: Posted, joined: Joined, stored: Sequence[Baris], tahun: int) -> tuple[Pairs, list[dict[str, str]]]:
    """What the page of the choice posts unseen, and its questions. Each row that clashes goes on from what is stored now."""
    known, rows = {row["kunci"]: row for row in stored}, {row["kunci"]: row for row in joined.rows}
    clashing = {kunci for kunci, _ in joined.clashes}
    fields = [_question(part, told.numbers[kunci], rows[kunci], key, words, tahun) for (kunci, key), words in joined.clashes.items()]
    asked = {one["name"] for one in fields}
    gone = tuple(f"{told.numbers[kunci]}." for kunci in clashing)
    hidden: Pairs = [(name, value) for name, value in told.data.items() if name not in AWAY and not name.startswith(gone)]
    for kunci in sorted(clashing):
        number = told.numbers[kunci]
        hidden += [(f"{number}.kode", kunci), (f"{number}.dasar", mark(part, known.get(kunci)))]
        hidden += [(name, rows[kunci][one.key]) for one in part.columns if not one.terkunci and (name := f"{number}.{cell_key(one)}") not in asked]
    for one in fields:
        hidden += [(f"{MINE}.{one['name']}", one["mine"]), (f"{THEIRS}.{one['name']}", one["theirs"])]
    return hidden, fields


def _question(part: Lembar, number: int, row: Baris, key: str, theirs: str, tahun: int) -> dict[str, str]:
    named = next((row[one.key] for one in part.columns if row.get(one.key) and one.kind in {"text", "long"}), "baris ini")[:80]
    if key == ROW:
        words = {"mine_label": "Pertahankan", "theirs_label": "Hapus"}
        return {"name": f"{number}.hapus", "label": f"{named}: hapus atau pertahankan", "mine": "", "theirs": "hapus", **words}
    column = next(one for one in part.columns if one.key == key)
    return {"name": f"{number}.{cell_key(column)}", "label": f"{named}: {column.judul(tahun)}", "mine": row[key], "theirs": theirs}


def page_name(column: Sel) -> str:
    """The name of an input; all rows share it."""
    return PAGE + cell_key(column)


def page_id(number: int, column: Sel) -> str:
    """The id of an input."""
    return cell_id(number, cell_key(column))
