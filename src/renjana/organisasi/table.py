"""What an official table is made of: numbered columns with nested heads. Said once, printed everywhere."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, takewhile
from typing import Literal

Kind = Literal["text", "money", "number", "percent", "code"]
DEEPER = " > "
CONTINUED = ("",)


@dataclass(frozen=True)
class Column:
    """One numbered column of an official table.

    `group` is the head above it, or several from the outside in: "Pendanaan > Prioritas". `sub` splits the column into
    parts under one number ("K", "Rp"); their keys are `key_k`, `key_rp`. `unit` is printed in brackets after the label;
    money in "Rp.000" is given in whole rupiah and printed in thousands. `formula` names other columns by number or key: "7/6*100", "5+7+9", and
    "8;9;10;11" for the last of them that is filled. `needs` is the column without which a sum stays empty; 0 where any one is enough.
    `width` is relative to the other columns; 0 lets the printer choose by key and kind.
    """

    no: int
    key: str
    label: str
    group: str | None = None
    unit: str | None = None
    formula: str | None = None
    kind: Kind = "text"
    sub: tuple[str, ...] = ()
    width: float = 0.0
    needs: int = 0

    @property
    def heads(self) -> tuple[str, ...]:
        """The heads over the column from the outside in; the last is its own label with its unit."""
        label = self.label
        if self.unit and f"({self.unit})" not in label:
            label = f"{label} ({self.unit})"
        group = self.group.split(DEEPER) if self.group else []
        return (*group, *label.split(DEEPER))

    @property
    def number(self) -> str:
        """What the row of column numbers prints: the number, and the formula where there is one."""
        return f"{self.no}={self.formula.replace('*', '×')}" if self.formula else str(self.no)


@dataclass(frozen=True)
class Leaf:
    """A column of cells: a Column, or one part of it."""

    key: str
    kind: Kind
    unit: str | None
    width: float


@dataclass(frozen=True)
class HeadCell:
    """A cell of the nested head."""

    text: str
    colspan: int = 1
    rowspan: int = 1


def leaves(columns: Iterable[Column]) -> tuple[Leaf, ...]:
    """The columns of cells, left to right, with the parts of split columns apart. A part "K" is a number, a part "Rp" is money."""
    found: list[Leaf] = []
    for column in columns:
        if not column.sub:
            found.append(Leaf(column.key, column.kind, column.unit, column.width))
        for part in column.sub:
            kind: Kind = column.kind if column.kind == "percent" else "money" if part == "Rp" else "number" if part == "K" else "text"
            found.append(Leaf(f"{column.key}_{part.lower()}", kind, column.unit, column.width * _share(column, part)))
    return tuple(found)


def _share(column: Column, part: str) -> float:
    """How much of a split column's width a part takes: money needs more than a count beside its unit."""
    if column.sub == ("K", "Rp") and column.kind != "percent":
        return 0.6 if part == "Rp" else 0.4
    return 1 / len(column.sub)


def head_rows(columns: Sequence[Column]) -> tuple[tuple[HeadCell, ...], ...]:
    """The nested head, top row first: neighbours under one group share its cell, short heads reach down to the last row."""
    depth = max(len(column.heads) + bool(column.sub) for column in columns)
    stacks = [_stack(column, part, depth) for column in columns for part in column.sub or ("",)]
    rows: list[tuple[HeadCell, ...]] = []
    for level in range(depth):
        cells: list[HeadCell] = []
        for _, same in groupby(range(len(stacks)), key=lambda place: stacks[place][level]):
            places = list(same)
            text = stacks[places[0]][level][-1]
            below = takewhile(lambda slot: slot == CONTINUED, stacks[places[0]][level + 1 :])
            if text:
                cells.append(HeadCell(text, len(places), 1 + len(list(below))))
        rows.append(tuple(cells))
    return tuple(rows)


def _stack(column: Column, part: str, depth: int) -> list[tuple[str, ...]]:
    """What stands over one column of cells, a slot a row. Equal neighbours share a cell: groups by name, labels by number."""
    heads = column.heads
    groups = [("", *heads[: level + 1]) for level in range(len(heads) - 1)]
    label = (str(column.no), heads[-1])
    rest = [CONTINUED] * (depth - len(heads) - bool(part))
    return [*groups, label, *rest, *([(str(column.no), part, part)] if part else [])]


def number_row(columns: Iterable[Column]) -> tuple[HeadCell, ...]:
    """The row of column numbers that official tables print under their head."""
    return tuple(HeadCell(column.number, max(1, len(column.sub))) for column in columns)


def fill_years(label: str, n: int, **words: str) -> str:
    """Put years into a label: "{n}", "{n+1}", "Tahun (n-2)", "Tahun n", "n-1"; and `words` for other names in braces.

    n is the year of the plan: with n = 2027, "s/d Tahun (n-3)" becomes "s/d Tahun 2024".
    """

    def year(match: re.Match[str]) -> str:
        return str(n + int(match["by"] or 0))

    for word, value in words.items():
        label = label.replace("{" + word + "}", value)
    label = re.sub(r"\{n(?P<by>[+-]\d+)?\}", year, label)
    label = re.sub(r"(?<=Tahun )\(n(?P<by>[+-]\d+)?\)", year, label)
    label = re.sub(r"\bn(?P<by>[+-]\d+)\b", year, label)
    return re.sub(r"((?<=Tahun )|(?<=\())n(?P<by>)(?=\b(?!/))", year, label)


def filled(columns: Iterable[Column], n: int, **words: str) -> tuple[Column, ...]:
    """The columns with the years and words put into their labels and groups."""

    def fill(text: str) -> str:
        return fill_years(text, n, **words)

    return tuple(replace(one, label=fill(one.label), group=fill(one.group) if one.group else None) for one in columns)
