"""Cells of a sheet as money, numbers and words; a value that cannot be read is a fault or a doubt with its cell."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from renjana.organisasi.numerals import parse_decimal, parse_rupiah
from renjana.renstra.faults import Fault
from renjana.renstra.workbook import SheetRows, Value, address, text_of

NOTHING = frozenset({"", "-", "–", "—", "0", "0.0", "n/a", "#n/a"})
PLACES = Decimal("0.0001")
RUPIAH = Decimal(1)
WRITTEN = 120


@dataclass
class CellReader:
    """Reads the cells of one sheet by key of column, and collects what is wrong."""

    sheet: SheetRows
    places: Mapping[str, int]
    heads: Mapping[str, str]
    faults: list[Fault] = field(default_factory=list)
    doubts: list[Fault] = field(default_factory=list)
    rounded: list[str] = field(default_factory=list)

    def value(self, row: int, key: str) -> Value:
        """The raw value; None where the sheet has no such column."""
        place = self.places.get(key)
        return None if place is None else self.sheet.at(row, place)

    def words(self, row: int, key: str) -> str:
        """The text of a cell; a zero, a dash or nothing is ""."""
        text = text_of(self.value(row, key))
        return "" if text.lower() in NOTHING else text

    def cell(self, row: int, key: str) -> str:
        """The cell's name, such as H39."""
        return address(row, self.places[key])

    def fault(self, row: int, key: str, message: str, *, kind: str, read_as: str = "") -> Fault:
        """A fault or doubt about one cell, with what stands there."""
        known = key in self.places
        cell = self.cell(row, key) if known and row else ""
        written = text_of(self.value(row, key))[:WRITTEN] if cell else ""
        return Fault(row, self.heads.get(key, ""), message, cell, kind, written, read_as)

    def is_unread(self, row: int, key: str) -> bool:
        """Whether the cell holds a formula that was never calculated or an error; then it is a fault, noted here."""
        sentence = self.sheet.unread.get(self.cell(row, key)) if key in self.places else None
        if sentence is not None:
            self.faults.append(self.fault(row, key, sentence, kind="rumus"))
        return sentence is not None

    def exact(self, row: int, key: str) -> Decimal | None:
        """Money as the cell holds it, fractions and all, without complaint; None when it is no number."""
        value = self.value(row, key)
        if isinstance(value, bool) or not isinstance(value, int | float):
            return None
        return Decimal(str(value))

    def money(self, row: int, key: str) -> int | None:
        """Whole rupiah, halves up; None for an empty cell. Text as people write money is understood; what is not is a fault."""
        value = self.value(row, key)
        if key not in self.places or self.is_unread(row, key) or text_of(value).lower() in NOTHING - {"0", "0.0"}:
            return None
        exact = self.exact(row, key)
        if exact is None:
            try:
                return parse_rupiah(text_of(value))
            except ValueError as fault:
                message = f"Sel {self.cell(row, key)} berisi {text_of(value)[:40]!r}: {fault}"
                self.faults.append(self.fault(row, key, message, kind="uang"))
                return None
        if exact < 0:
            message = f"Sel {self.cell(row, key)} berisi uang negatif; tulis jumlah yang benar."
            self.faults.append(self.fault(row, key, message, kind="uang"))
            return None
        whole = exact.quantize(RUPIAH, ROUND_HALF_UP)
        if whole != exact:
            self.rounded.append(self.cell(row, key))
        return int(whole)

    def number(self, row: int, key: str) -> Decimal | None:
        """A target with up to four decimals; None for an empty cell. What is no number is a doubt and left empty."""
        value = self.value(row, key)
        if key not in self.places or self.is_unread(row, key) or text_of(value).lower() in NOTHING - {"0", "0.0"}:
            return None
        exact = self.exact(row, key)
        if exact is None:
            try:
                exact = parse_decimal(text_of(value).removesuffix("%").strip())
            except ValueError:
                message = f"Sel {self.cell(row, key)} berisi {text_of(value)[:40]!r}, bukan angka; dikosongkan. Tulis angkanya saja."
                self.doubts.append(self.fault(row, key, message, kind="angka", read_as="kosong"))
                return None
        return tidy(exact)


def tidy(number: Decimal) -> Decimal:
    """At most four decimals, without empty zeros: 46512.8666666667 is 46512.8667."""
    return Decimal(f"{number.quantize(PLACES, ROUND_HALF_UP).normalize():f}")
