"""`renjana sop`: show a definition that ships, or check one from a file."""

import json
import sys
from argparse import Namespace
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from renjana.cetak.pdf import compile_paper
from renjana.sop.definition import DefinitionError, as_json, load, shipped, shipped_text
from renjana.sop.sheet import lay_out, sheet_data
from renjana.sop.text import as_text

GOOD, FAULTS = 0, 1
FORMATS: Mapping[str, Callable[[str], bytes]] = {
    "json": lambda kode: (json.dumps(as_json(shipped(kode)), ensure_ascii=False, indent=2) + "\n").encode(),
    "toml": lambda kode: shipped_text(kode).encode(),
    "text": lambda kode: as_text(shipped(kode)).encode(),
    "pdf": lambda kode: compile_paper("sop", sheet_data(lay_out(shipped(kode))), timestamp=datetime.now(UTC)),
}


def run(words: Namespace) -> int:
    """Show or check."""
    return show(words) if words.action == "show" else check(words)


def show(words: Namespace) -> int:
    """Write a shipped SOP to standard output or to a file."""
    try:
        content = FORMATS[words.format](words.kode)
    except LookupError as fault:
        sys.stderr.write(f"renjana sop show: {fault.args[0]}\n")
        return FAULTS
    if words.out:
        try:
            words.out.write_bytes(content)
        except OSError as fault:
            sys.stderr.write(f"renjana sop show: {words.out} tidak dapat ditulis ({fault.strerror}).\n")
            return FAULTS
    elif words.format == "pdf" and sys.stdout.isatty():
        sys.stderr.write("renjana sop show: PDF tidak dapat ditampilkan di layar; tambahkan --out BERKAS.\n")
        return FAULTS
    else:
        sys.stdout.buffer.write(content)
    return GOOD


def check(words: Namespace) -> int:
    """Name every fault of a definition with its line and place."""
    try:
        text = words.berkas.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        reason = "bukan teks UTF-8" if isinstance(fault, UnicodeDecodeError) else "tidak dapat dibaca"
        sys.stderr.write(f"renjana sop check: {words.berkas} {reason}.\n")
        return FAULTS
    try:
        sop = load(text)
    except DefinitionError as fault:
        for entry in fault.faults:
            place = f"{words.berkas}:{entry.line}" if entry.line else str(words.berkas)
            sys.stderr.write(f"{place}: {entry.place}: {entry.message}\n")
        sys.stderr.write(f"{len(fault.faults)} kesalahan.\n")
        return FAULTS
    print(f"{words.berkas}: SOP {sop.nama}, {len(sop.langkah)} langkah, tanpa kesalahan.")
    return GOOD
