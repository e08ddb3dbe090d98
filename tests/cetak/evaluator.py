"""A small reckoner of worksheet formulas, independent of the code that writes them: what a spreadsheet would show after opening the file."""

import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import openpyxl

TOKEN = re.compile(r'\s*(?:"([^"]*)"|([A-Z]+\d+:[A-Z]+\d+)|([A-Z]+\d+)|([A-Z]+)(?=\()|([0-9.]+)|(<>|<=|>=|[-+*/(),=<>]))')


class Reckoner:
    """Cells of one worksheet, computed from its formulas and typed values alone; cached results are never read."""

    def __init__(self, sheet: Any) -> None:
        self.sheet = sheet
        self.known: dict[str, Any] = {}

    def value(self, cell: str) -> Any:
        if cell not in self.known:
            found = self.sheet[cell].value
            if isinstance(found, str) and found.startswith("="):
                self.known[cell] = _Parser(found[1:], self).whole()
            else:
                self.known[cell] = Decimal(str(found)) if isinstance(found, int | float) else found
        return self.known[cell]

    def span(self, words: str) -> list[Any]:
        return [self.value(cell.coordinate) for row in self.sheet[words] for cell in row]


class _Parser:
    """Recursive descent over one formula."""

    def __init__(self, text: str, cells: Reckoner) -> None:
        self.tokens, self.cells, self.place = TOKEN.findall(text), cells, 0
        assert "".join(TOKEN.sub("", text).split()) == "", text

    def whole(self) -> Any:
        found = self.comparison()
        assert self.place == len(self.tokens)
        return found

    def peek(self) -> str:
        return self.tokens[self.place][5] if self.place < len(self.tokens) else ""

    def take(self, wanted: str) -> None:
        assert self.peek() == wanted, self.tokens[self.place :]
        self.place += 1

    def comparison(self) -> Any:
        left = self.added()
        if (sign := self.peek()) in {"=", "<", ">", "<>"}:
            self.place += 1
            right = self.added()
            return {"=": left == right, "<>": left != right}[sign] if sign in {"=", "<>"} else (left < right if sign == "<" else left > right)
        return left

    def added(self) -> Any:
        found = self.multiplied()
        while (sign := self.peek()) in {"+", "-"}:
            self.place += 1
            right = self.multiplied()
            found = found + right if sign == "+" else found - right
        return found

    def multiplied(self) -> Any:
        found = self.atom()
        while (sign := self.peek()) in {"*", "/"}:
            self.place += 1
            right = self.atom()
            found = found * right if sign == "*" else found / right
        return found

    def atom(self) -> Any:
        text, span, cell, name, number, sign = self.tokens[self.place]
        self.place += 1
        if span:
            return self.cells.span(span)
        if cell:
            return self.cells.value(cell)
        if number:
            return Decimal(number)
        if sign == "(":
            found = self.comparison()
            self.take(")")
            return found
        return self.call(name) if name else text

    def call(self, name: str) -> Any:
        self.take("(")
        if name == "IF":
            return self.chosen()
        found = [self.comparison()]
        while self.peek() == ",":
            self.place += 1
            found.append(self.comparison())
        self.take(")")
        return FUNCTIONS[name](found)

    def chosen(self) -> Any:
        """Only the branch that holds is computed, as a spreadsheet does; a division by zero in the other does no harm."""
        holds = self.comparison()
        self.take(",")
        first = self.branch(compute=bool(holds))
        self.take(",")
        second = self.branch(compute=not holds)
        self.take(")")
        return first if holds else second

    def branch(self, *, compute: bool) -> Any:
        if compute:
            return self.comparison()
        depth = 0
        while depth or self.peek() not in {",", ")"}:
            depth += {"(": 1, ")": -1}.get(self.peek(), 0)
            self.place += 1
        return None


def _flat(values: list[Any]) -> list[Any]:
    return [one for value in values for one in (value if isinstance(value, list) else [value])]


def _numbers(values: list[Any]) -> list[Decimal]:
    return [one for one in _flat(values) if isinstance(one, Decimal)]


FUNCTIONS: dict[str, Callable[[list[Any]], Any]] = {
    "SUM": lambda values: sum(_numbers(values), Decimal(0)),
    "COUNT": lambda values: Decimal(len(_numbers(values))),
    "AVERAGE": lambda values: sum(_numbers(values), Decimal(0)) / len(_numbers(values)),
    "ROUND": lambda values: values[0].quantize(Decimal(1).scaleb(-int(values[1])), ROUND_HALF_UP),
    "AND": lambda values: all(_flat(values)),
    "ISNUMBER": lambda values: isinstance(values[0], Decimal),
}


def formulas_of(content: Any) -> list[tuple[str, str, Any, Any]]:
    """Every formula of every sheet: (cell, formula, cached value, value reckoned anew)."""
    written, cached = openpyxl.load_workbook(content), openpyxl.load_workbook(content, data_only=True)
    found = []
    for sheet in written:
        cells = Reckoner(sheet)
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.value.startswith("="):
                    found.append(
                        (f"{sheet.title}!{cell.coordinate}", cell.value, cached[sheet.title][cell.coordinate].value, cells.value(cell.coordinate))
                    )
    return found
