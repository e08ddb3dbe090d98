"""Faults of an input folder: where, what is wrong, what to do. Collected, never raised one by one."""

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, order=True)
class Fault:
    """One fault. `row` counts from 1 with the header as row 1; 0 where there is none. `column` is a header, in TOML a key."""

    file: str
    row: int
    column: str
    message: str

    def __str__(self) -> str:
        word = "kunci" if self.file.endswith(".toml") else "kolom"
        place = self.file + (f", baris {self.row}" if self.row else "") + (f", {word} {self.column}" if self.column else "")
        return f"{place}: {self.message}"


@dataclass
class Faults:
    """A growing list of faults, each named once."""

    found: list[Fault] = field(default_factory=list)

    def add(self, file: str, message: str, *, row: int = 0, column: str = "") -> None:
        fault = Fault(file, row, column, message)
        if fault not in self.found:
            self.found.append(fault)

    def __iter__(self) -> Iterator[Fault]:
        return iter(self.found)

    def __bool__(self) -> bool:
        return bool(self.found)


class FolderFault(Exception):
    """Raised once with everything that is wrong with a folder."""

    def __init__(self, faults: Faults) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = tuple(faults)
