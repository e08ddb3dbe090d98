"""`renjana sop`: show an SOP in any form, check a file, compare two, draw the relations of those that ship."""

import json
import sys
from argparse import Namespace
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from renjana.cetak.pdf import compile_paper
from renjana.cetak.sop_docx import sop_docx
from renjana.cli.sop_files import SourceFault, from_file, sop_from, tell
from renjana.cli.status import GOOD
from renjana.sop.bpmn.writing import as_bpmn
from renjana.sop.comparison import as_json as comparison_json
from renjana.sop.comparison import compare
from renjana.sop.comparison_text import comparison_text
from renjana.sop.definition import SHIPPED, as_json, dump, shipped, shipped_text
from renjana.sop.model import Sop
from renjana.sop.related import related, related_svg
from renjana.sop.sheet import SheetError, lay_out, sheet_data
from renjana.sop.text import as_text

FORMATS: Mapping[str, Callable[[Sop, str], bytes]] = {
    "json": lambda sop, _: (json.dumps(as_json(sop), ensure_ascii=False, indent=2) + "\n").encode(),
    "toml": lambda sop, _: dump(sop).encode(),
    "text": lambda sop, _: as_text(sop).encode(),
    "bpmn": lambda sop, _: as_bpmn(sop).encode(),
    "pdf": lambda sop, paper: compile_paper("sop", sheet_data(lay_out(sop, kertas=paper)), timestamp=datetime.now(UTC)),
    "docx": lambda sop, paper: sop_docx(lay_out(sop, kertas=paper)),
}
BINARY = ("pdf", "docx")


def run(words: Namespace) -> int:
    """Do what was asked; what cannot be had is told on standard error."""
    actions = {"show": show, "check": check, "compare": compare_two, "graph": graph}
    try:
        return actions[words.action](words)
    except (SourceFault, SheetError) as fault:
        return tell(f"sop {words.action}", fault)


def show(words: Namespace) -> int:
    """Write an SOP to standard output or to a file. A definition that ships is shown as TOML word for word, with its comments."""
    if words.format == "toml" and words.kode in SHIPPED:
        return write(words, shipped_text(words.kode).encode())
    sop = sop_from(words.kode)
    if words.format in BINARY and not words.out and sys.stdout.isatty():
        raise SourceFault(f"{words.format.upper()} tidak dapat ditampilkan di layar; tambahkan --out BERKAS.")
    return write(words, FORMATS[words.format](sop, words.paper.upper()))


def write(words: Namespace, content: bytes) -> int:
    """To the file that was named, else to standard output."""
    if not words.out:
        sys.stdout.buffer.write(content)
        return GOOD
    try:
        words.out.write_bytes(content)
    except OSError as fault:
        raise SourceFault(f"{words.out} tidak dapat ditulis ({fault.strerror}).") from fault
    return GOOD


def check(words: Namespace) -> int:
    """Name every fault of a definition with its line and place, and what a BPMN file leaves open."""
    found = from_file(words.berkas)
    print(f"{words.berkas}: SOP {found.sop.nama}, {len(found.sop.langkah)} langkah, tanpa kesalahan.")
    for note in found.notes:
        print(f"Catatan: {note}")
    return GOOD


def compare_two(words: Namespace) -> int:
    """What differs between two SOPs."""
    found = compare(sop_from(words.lama), sop_from(words.baru))
    if words.format == "json":
        print(json.dumps(comparison_json(found), ensure_ascii=False, indent=2))
    else:
        sys.stdout.write(comparison_text(found))
    return GOOD


def graph(words: Namespace) -> int:
    """The relations of the SOPs that ship and of the files that are named, as SVG."""
    sops = [shipped(kode) for kode in SHIPPED] + [sop_from(word) for word in words.berkas]
    return write(words, (related_svg(related(sops)) + "\n").encode())
