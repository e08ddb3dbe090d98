"""Where a command finds an SOP: a definition that ships by its code, or a file, TOML or BPMN."""

import sys
from pathlib import Path

from renjana.cli.status import FAULTS
from renjana.sop.bpmn.reading import Imported, read_bpmn
from renjana.sop.definition import load, shipped
from renjana.sop.faults import DefinitionError
from renjana.sop.model import Sop

SUFFIXES = (".toml", ".bpmn", ".xml")


class SourceFault(Exception):
    """An SOP that cannot be had; the message is a sentence, or with `lines` whole lines that name the file themselves."""

    def __init__(self, told: str, *, lines: bool = False) -> None:
        super().__init__(told)
        self.lines = lines


def tell(action: str, fault: Exception) -> int:
    """Say on standard error why a command stopped; gives its exit status."""
    head = "" if isinstance(fault, SourceFault) and fault.lines else f"renjana {action}: "
    sys.stderr.write(f"{head}{fault.args[0]}\n")
    return FAULTS


def sop_from(word: str) -> Sop:
    """The SOP that a word means. Raises SourceFault."""
    if Path(word).suffix.lower() in SUFFIXES:
        return from_file(Path(word)).sop
    try:
        return shipped(word)
    except LookupError as fault:
        raise SourceFault(f"{fault.args[0]} Berkas disebut dengan akhirannya (.toml atau .bpmn).") from fault


def from_file(path: Path, *, pemda: str = "-", perangkat_daerah: str = "-") -> Imported:
    """Read a file by its ending. Raises SourceFault with every fault, each with its line."""
    try:
        content = path.read_bytes()
    except OSError as fault:
        raise SourceFault(f"{path} tidak dapat dibaca.") from fault
    try:
        if path.suffix.lower() == ".toml":
            return Imported(load(content.decode("utf-8-sig")), ())
        return read_bpmn(content, pemda=pemda, perangkat_daerah=perangkat_daerah)
    except UnicodeDecodeError as fault:
        raise SourceFault(f"{path} bukan teks UTF-8.") from fault
    except DefinitionError as found:
        raise SourceFault("\n".join([*told(path, found), f"{len(found.faults)} kesalahan."]), lines=True) from found


def told(path: Path, found: DefinitionError) -> list[str]:
    """Every fault as compilers write it: file, line, place, sentence."""
    return [
        f"{path}:{fault.line}: {fault.place}: {fault.message}" if fault.line else f"{path}: {fault.place}: {fault.message}" for fault in found.faults
    ]
