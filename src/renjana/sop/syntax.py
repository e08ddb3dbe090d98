"""From TOML text to plain data, past the first slip: every line that is not TOML is reported, the rest is still read."""

import re
import tomllib
from typing import Any

from renjana.sop.faults import DefinitionError, Fault
from renjana.sop.places import Places

LIMIT_CHARACTERS = 1_000_000
LIMIT_SLIPS = 100
_POSITION = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$")
_TWICE = ("Cannot overwrite a value", "Cannot declare", "Cannot mutate immutable", "Duplicate inline table key")


def read_toml(text: str) -> tuple[dict[str, Any], Places, tuple[Fault, ...]]:
    """The data, the lines of its places, and the faults of single lines, which are left out of the data.

    Raises DefinitionError when what is left cannot be read either: a slip in a heading, an unclosed list, a file of another kind.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    if len(text) > LIMIT_CHARACTERS:
        raise DefinitionError((Fault(None, "berkas", "terlalu besar untuk sebuah SOP (lebih dari 1 juta karakter)."),))
    places, lines = Places(text), text.split("\n")
    faults: list[Fault] = []
    while len(faults) < LIMIT_SLIPS:
        try:
            return tomllib.loads("\n".join(lines)), places, tuple(faults)
        except RecursionError:
            faults.append(Fault(None, "berkas", "terlalu banyak kurung bersarang."))
            break
        except ValueError as slip:
            fault = _fault(slip, len(lines), places)
            faults.append(fault)
            if fault.line is None or places.key_at(fault.line) is None or not lines[fault.line - 1]:
                break
            lines[fault.line - 1] = ""
    raise DefinitionError(tuple(faults))


def _fault(slip: ValueError, count: int, places: Places) -> Fault:
    message = str(slip)
    found = _POSITION.search(message)
    if found is None:
        return Fault(None, "berkas", "memuat bilangan yang terlalu panjang.")
    line = int(found[1]) if found[1] else count
    place = places.key_at(line) or "berkas"
    if message.startswith(_TWICE):
        return Fault(line, place, "ditulis dua kali; hapus salah satunya.")
    column = f" pada kolom {found[2]}" if found[2] else ""
    return Fault(line, place, f"penulisan TOML tidak sah{column}; periksa tanda kutip, kurung, dan tanda sama dengan.")
