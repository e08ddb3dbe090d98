"""SOP definitions as TOML text: load with every fault at once, dump, show as JSON, and the definitions that ship."""

import json
from collections.abc import Mapping
from dataclasses import MISSING, asdict, fields
from importlib.resources import files
from typing import Any

from renjana.sop.faults import DefinitionError, Fault
from renjana.sop.model import Langkah, Sop
from renjana.sop.reading import BOXES, HEAD, Reader, read_sop
from renjana.sop.soundness import check_sop
from renjana.sop.syntax import read_toml

__all__ = ["SHIPPED", "DefinitionError", "Fault", "as_json", "dump", "load", "shipped", "shipped_text"]

SHIPPED = ("penyusunan-renja", "rapat-internal", "pengumpulan-data")


def load(text: str) -> Sop:
    """Parse and check a definition. Raises DefinitionError with every fault, each with its line and place."""
    data, places, slips = read_toml(text)
    reader = Reader(places)
    sop = read_sop(data, reader)
    unread = {fault.place for fault in reader.faults}
    check_sop(sop, lambda place, message: None if _told(place, unread) else reader.note(place, message))
    broken = {fault.line for fault in slips}
    faults = (*slips, *(fault for fault in reader.faults if fault.line not in broken))
    if faults:
        raise DefinitionError(faults)
    return sop


def _told(place: str, unread: set[str]) -> bool:
    """Whether a value, or an entry of its list, could not be read, so that judging what is left would say the same fault twice."""
    return any(told == place or (told.endswith("]") and told.startswith(f"{place}[")) for told in unread)


def as_json(sop: Sop) -> dict[str, Any]:
    """The whole SOP as plain JSON values; tuples become lists."""
    plain: dict[str, Any] = json.loads(json.dumps(asdict(sop)))
    return plain


def dump(sop: Sop) -> str:
    """The definition as TOML text; `load(dump(sop)) == sop`. What a step leaves at its default is not written."""
    data = as_json(sop)
    lines = [f"{key} = {_value(data[key])}" for key in (*HEAD, "judul_mutu", "status")]
    for key in BOXES:
        lines += ["", f"{key} = [", *(f"  {_value(entry)}," for entry in data[key]), "]"]
    lines += ["", "[identitas]", *_pairs(data["identitas"])]
    for section in ("pelaksana", "langkah", "catatan"):
        for table in data[section]:
            kept = {key: value for key, value in table.items() if section != "langkah" or value != _DEFAULTS.get(key)}
            lines += ["", f"[[{section}]]", *_pairs(kept)]
    return "\n".join(lines) + "\n"


_DEFAULTS = {
    entry.name: list(entry.default) if isinstance(entry.default, tuple) else entry.default
    for entry in fields(Langkah)
    if entry.default is not MISSING
}


def _pairs(table: Mapping[str, Any]) -> list[str]:
    return [f"{key} = {_value(value)}" for key, value in table.items()]


def _value(value: object) -> str:
    """A TOML value. JSON's text, whole number, truth value and list are TOML's too, but for one sign that TOML wants escaped."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def shipped_text(kode: str = "penyusunan-renja") -> str:
    """The text of a definition that ships with the product. Raises LookupError for an unknown code."""
    if kode not in SHIPPED:
        raise LookupError(f"SOP {kode} tidak ada; yang tersedia: {', '.join(SHIPPED)}.")
    return files("renjana.sop").joinpath("definitions", f"{kode}.toml").read_text("utf-8")


def shipped(kode: str = "penyusunan-renja") -> Sop:
    """The same, loaded."""
    return load(shipped_text(kode))
