"""What is wrong with a file that somebody brings: all of it at once, each with its place. A doubt does not stop an import, a fault does."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Fault:
    """One fault or doubt. `row` counts from 1 with the header as row 1, 0 where there is none; `column` is a header.

    The message says what to do. Where a cell is meant, `cell` is its address, `written` what stands there and `read_as` how it was understood;
    `kind` groups faults of one sort.
    """

    row: int
    column: str
    message: str
    cell: str = ""
    kind: str = ""
    written: str = ""
    read_as: str = ""

    def __str__(self) -> str:
        place = ", ".join(part for part in (f"baris {self.row}" if self.row else "", f"kolom {self.column}" if self.column else "") if part)
        return f"{place[:1].upper()}{place[1:]}: {self.message}" if place else self.message


class ImportFault(Exception):
    """Raised once with everything that is wrong with `file`."""

    def __init__(self, file: str, faults: Iterable[Fault]) -> None:
        self.file = file
        self.faults = tuple(faults)
        super().__init__("\n".join(f"{file}: {fault}" for fault in self.faults))


def as_json(fault: Fault) -> dict[str, object]:
    """A fault or doubt with the keys that the command prints."""
    return {
        "baris": fault.row or None,
        "kolom": fault.column or None,
        "sel": fault.cell or None,
        "jenis": fault.kind or None,
        "tertulis": fault.written or None,
        "dibaca": fault.read_as or None,
        "pesan": fault.message,
    }
