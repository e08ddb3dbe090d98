"""Formulas of a worksheet from what a table says: sums over the rows beneath, and columns computed from other columns.

A row names what it sums under `dari` and where its formula differs from the column's under `rumus`; see organisasi.table.Column.formula.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from renjana.organisasi.table import Column, leaves

Row = Mapping[str, Any]
OPERAND = re.compile(r"[a-z][a-z0-9_]*|\d+")
PERCENT = "*100"
MOST_PARTS = 200
"""Excel takes at most 255 arguments in one SUM."""


def column_letters(place: int) -> str:
    """A column's letters from its place, counted from 0."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


class Formulas:
    """The formulas of one table whose first row stands on line `first` (counted from 1) of its sheet."""

    def __init__(self, columns: Sequence[Column], rows: Sequence[Row], first: int) -> None:
        self.rows, self.first = rows, first
        self.letters = {leaf.key: column_letters(place) for place, leaf in enumerate(leaves(columns))}
        self.own: dict[str, str] = {}
        self.needs: dict[str, str] = {}
        by_number = {str(column.no): column.key for column in columns}
        for column in columns:
            for suffix in [f"_{part.lower()}" for part in column.sub] or [""]:
                if column.formula:
                    self.own[column.key + suffix] = _named(column.formula, by_number)
                if column.needs:
                    self.needs[column.key + suffix] = by_number[str(column.needs)]
        self.suffixes = {column.key + f"_{part.lower()}": f"_{part.lower()}" for column in columns for part in column.sub}

    def of(self, row: Row, key: str, line: int, empty: str) -> str | None:
        """The formula of a cell on a line of the sheet; `empty` is what it shows without a result. None where the cell holds a value."""
        places = row.get("dari", {}).get(key)
        if places is not None:
            return f"={self._sum(key, places)}" if places else None
        if key in row.get("rata", ()):
            above = f"{self.letters[key]}{self.first}:{self.letters[key]}{line - 1}"
            return f'=IF(COUNT({above})=0,"{empty}",ROUND(AVERAGE({above}),2))'
        formula = row.get("rumus", {}).get(key) or self.own.get(key)
        if formula is None or row.get(key, "") == "" or row.get("baris") == "ringkasan":
            return None
        return self._computed(formula, key, line, empty)

    def _computed(self, formula: str, key: str, line: int, empty: str) -> str:
        suffix = self.suffixes.get(key, "")
        cells = [f"{self.letters[name + suffix]}{line}" for name in OPERAND.findall(formula.removesuffix(PERCENT))]
        if formula.endswith(PERCENT):
            over, under = cells
            return f'=IF(AND(ISNUMBER({over}),ISNUMBER({under})),IF({under}=0,"{empty}",ROUND({over}/{under}*100,2)),"{empty}")'
        if "+" in formula:
            needed = self.needs.get(key)
            known = f"ISNUMBER({self.letters[needed + suffix]}{line})" if needed else f"COUNT({','.join(cells)})>0"
            return f'=IF({known},SUM({",".join(cells)}),"{empty}")'
        shown = f'"{empty}"'
        for cell in cells:
            shown = f"IF(ISNUMBER({cell}),{cell},{shown})"
        return f"={shown}"

    def _sum(self, key: str, places: Sequence[int]) -> str:
        """The rows added; neighbours between which no other money stands are one range."""
        spans = [[places[0], places[0]]]
        for place in places[1:]:
            between = (self.rows[one].get(key, "") for one in range(spans[-1][1] + 1, place))
            if all(cell == "" for cell in between):
                spans[-1][1] = place
            else:
                spans.append([place, place])
        letter = self.letters[key]
        names = [f"{letter}{self.first + a}" if a == b else f"{letter}{self.first + a}:{letter}{self.first + b}" for a, b in spans]
        return "+".join(f"SUM({','.join(names[cut : cut + MOST_PARTS])})" for cut in range(0, len(names), MOST_PARTS))


def _named(formula: str, by_number: Mapping[str, str]) -> str:
    """The formula with keys in place of column numbers."""
    percent = formula.endswith(PERCENT)
    named = OPERAND.sub(lambda match: by_number[match[0]], formula.removesuffix(PERCENT))
    return named + PERCENT if percent else named
