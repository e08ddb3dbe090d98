"""The choice when two people changed the same row: what the page of the conflict posts again, and which values it offers."""

from collections.abc import Iterable, Mapping, Sequence

from renjana.pengumpulan.grid import GridLine, stored_lines
from renjana.pengumpulan.merging import GONE, MINE, THEIRS, Change, Merged, column_label, marks_of
from renjana.renja.values import RencanaValue

Pairs = list[tuple[str, str]]


def conflict_of(
    data: Mapping[str, str], lines: Sequence[GridLine], merged: Merged, stored: Sequence[RencanaValue], tahun: int
) -> tuple[Pairs, list[dict[str, str]]]:
    """Hidden fields and choices of the page for two people.

    What was posted goes along as it is, but for the rows that clash: they go along as they come together, with the marks of today, and each
    clash is a choice under the name of its cell. `saya.` and `mereka.` before a name keep both values for the buttons that take one side.
    """
    codes = {one.kode for one in merged.clashes}
    gone = tuple(f"{line.number}." for line in lines if line.kode in codes)
    hidden: Pairs = [(name, value) for name, value in data.items() if name not in AWAY and not name.startswith((f"{MINE}.", f"{THEIRS}.", *gone))]
    fields: list[dict[str, str]] = []
    rows = {row.kode: row for row in (*stored, *merged.rows)}
    marks, free = marks_of(stored), max((line.number for line in lines), default=0)
    for kode in sorted(codes):
        own = stored_lines([rows[kode]])
        choices = [_choice(one, own, free, tahun) for one in merged.clashes if one.kode == kode]
        names = {choice["name"] for choice in choices}
        hidden += [pair for pair in _posted(own, free, marks.get(kode, "")) if pair[0] not in names]
        fields += choices
        free += len(own)
    for choice in fields:
        hidden += [(f"{MINE}.{choice['name']}", choice["mine"]), (f"{THEIRS}.{choice['name']}", choice["theirs"])]
    return hidden, fields


AWAY = frozenset({"csrfmiddlewaretoken", "pilihan"})


def _posted(lines: Iterable[GridLine], free: int, mark: str) -> Pairs:
    """Lines as the grid posts them, under numbers after `free`."""
    found: Pairs = []
    for line in lines:
        number = free + line.number
        found += [(f"{number}.{key}", value) for key, value in line.cells.items()]
        if line.first:
            found.append((f"{number}.dasar", mark))
    return found


def _choice(clash: Change, lines: Sequence[GridLine], free: int, tahun: int) -> dict[str, str]:
    """One clash as the page asks it: a value of a cell, or whether a row or an indicator goes."""
    number = free + lines[min(clash.nomor, len(lines) - 1)].number
    shown = {"mine_label": clash.after, "theirs_label": clash.before, "base": clash.base or ""}
    if GONE in {clash.before, clash.after}:
        what = "sub kegiatan ini" if clash.key == "kode" else "indikator ini"
        words = {one: "Hapus" if one == GONE else "Pertahankan" for one in (clash.before, clash.after)}
        shown = {"mine_label": words[clash.after], "theirs_label": words[clash.before], "base": ""}
        sides = {"mine": "hapus" if clash.after == GONE else "", "theirs": "hapus" if clash.before == GONE else ""}
        return {"name": f"{number}.hapus", "label": f"{clash.kode}: hapus atau pertahankan {what}", **sides, **shown}
    label = f"{clash.kode} {column_label(clash.key, tahun, clash.nomor)}"
    return {"name": f"{number}.{clash.key}", "label": label, "mine": clash.after, "theirs": clash.before, **shown}


def chosen_side(data: Mapping[str, str]) -> dict[str, str]:
    """What was posted, with one side's values where the person took all of one side."""
    side = data.get("pilihan", "")
    plain = {name: value for name, value in data.items() if not name.startswith((f"{MINE}.", f"{THEIRS}."))}
    if side in {MINE, THEIRS}:
        plain |= {name.removeprefix(f"{side}."): value for name, value in data.items() if name.startswith(f"{side}.")}
    return plain
