"""An SOP as a file: the sheet as PDF and DOCX, the definition as TOML and BPMN."""

from collections.abc import Callable, Mapping
from datetime import datetime

from renjana.cetak.pdf import compile_paper
from renjana.cetak.sop_docx import sop_docx
from renjana.sop.bpmn.writing import as_bpmn
from renjana.sop.definition import dump
from renjana.sop.model import Sop
from renjana.sop.sheet import lay_out, sheet_data

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
KINDS: Mapping[str, tuple[str, str]] = {
    "lembar.pdf": ("pdf", "application/pdf"),
    "lembar.docx": ("docx", DOCX),
    "sop.toml": ("toml", "application/toml"),
    "sop.bpmn": ("bpmn", "application/xml"),
}
PAPERS = ("F4", "A4")


def sheet_pdf(sop: Sop, kertas: str, now: datetime) -> bytes:
    """The official sheet, landscape."""
    return compile_paper("sop", sheet_data(lay_out(sop, kertas=kertas)), timestamp=now)


def written(sop: Sop, kind: str, kertas: str, now: datetime) -> bytes:
    """The SOP in one of its forms."""
    forms: Mapping[str, Callable[[], bytes]] = {
        "pdf": lambda: sheet_pdf(sop, kertas, now),
        "docx": lambda: sop_docx(lay_out(sop, kertas=kertas)),
        "toml": lambda: dump(sop).encode(),
        "bpmn": lambda: as_bpmn(sop).encode(),
    }
    return forms[kind]()
