"""What is wrong with a definition: faults with their line and place, raised all at once."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One fault: the line of the text (None when none fits), the place in the data, a sentence."""

    line: int | None
    place: str
    message: str

    def __str__(self) -> str:
        return f"baris {self.line}, {self.place}: {self.message}" if self.line else f"{self.place}: {self.message}"


class DefinitionError(ValueError):
    """A definition with faults; `faults` holds every one of them, in the order of their lines."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = tuple(sorted(faults, key=lambda fault: fault.line or 0))
        super().__init__("\n".join(str(fault) for fault in self.faults))
