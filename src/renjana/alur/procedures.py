"""SOP documents as pages and paper: the official sheet of a version, laid out once per process."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Q
from django.utils.safestring import SafeString, mark_safe

from renjana.alur.models import Run, SopVersi, Task
from renjana.alur.queries import sop_of
from renjana.organisasi.models import Orang
from renjana.sop.definition import SHIPPED, shipped
from renjana.sop.model import Sop
from renjana.sop.sheet import Sheet, lay_out
from renjana.sop.svg import flow_svg


@dataclass(frozen=True)
class Document:
    """An SOP that people can read: a version in force, or a linked SOP that ships as a proposal."""

    sop: Sop
    status: str
    runs: int = 0


@lru_cache(maxsize=16)
def sheet_of(sop: Sop) -> Sheet:
    """The sheet of an SOP, laid out once."""
    return lay_out(sop)


def documents_of(orang: Orang) -> list[Document]:
    """Every SOP a person can read: the versions of the own agency and those that ship. Two queries."""
    rows = SopVersi.objects.filter(Q(perangkat_daerah=orang.perangkat_daerah_id) | Q(perangkat_daerah=None)).order_by("kode", "-dibuat")
    used = Run.objects.filter(perangkat_daerah=orang.perangkat_daerah_id).values_list("sop", flat=True)
    counts = {pk: list(used).count(pk) for pk in {row.pk for row in rows}}
    kept = [Document(sop_of(row), row.get_status_display(), counts[row.pk]) for row in rows]
    known = {document.sop.kode for document in kept}
    return [*kept, *(Document(shipped(kode), "Usulan") for kode in SHIPPED if kode not in known)]


def document_of(orang: Orang, kode: str) -> Document:
    """The newest SOP with this code that a person can read. Raises LookupError."""
    for document in documents_of(orang):
        if document.sop.kode == kode:
            return document
    raise LookupError(f"SOP {kode} tidak ada.")


def sheet_drawings(sheet: Sheet, marks: Mapping[int, str] | None = None) -> list[SafeString]:
    """Every flow page as SVG. The drawing escapes its own words."""
    return [mark_safe(flow_svg(sheet, number, marks=marks)) for number in range(sheet.pages)]  # noqa: S308 - made by sop.svg


def marks_of(run: Run | None) -> dict[int, str]:
    """Which steps of a run are done and which one waits, for colouring the sheet."""
    if run is None:
        return {}
    states = run.task.order_by("urutan").values_list("langkah", "status")
    return {langkah: "now" if status == Task.Status.TERBUKA else "done" for langkah, status in states}
