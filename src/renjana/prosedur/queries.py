"""Reads of SOP documents: versions a person can read and their state, the sheet, where a run stands on it, its history, the graph."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from django.db.models import Count, F, Q, QuerySet
from django.utils.safestring import SafeString, mark_safe

from renjana.alur.models import Run, SopVersi, Task
from renjana.organisasi.dates import tanggal
from renjana.organisasi.models import Orang
from renjana.sop.definition import SHIPPED, load, shipped
from renjana.sop.model import Sop
from renjana.sop.reading import DATES
from renjana.sop.sheet import Sheet
from renjana.sop.svg import flow_svg

OPEN_STATES = (SopVersi.Status.DRAF, SopVersi.Status.USULAN)


@lru_cache(maxsize=64)
def read(isi: str) -> Sop:
    """A definition by its text; the last ones are kept parsed."""
    return load(isi)


@dataclass(frozen=True)
class Document:
    """An SOP that people can read: a kept version, or a linked SOP that ships as a proposal and is not kept."""

    sop: Sop
    versi: SopVersi | None = None
    runs: int = 0
    today: date | None = None

    @property
    def days(self) -> list[tuple[str, str]]:
        """The days of the identity block with their labels, as the paper prints them."""
        values = {key: getattr(self.sop.identitas, key) for key in DATES}
        return [(key.replace("_", " ").title(), tanggal(date.fromisoformat(value)) if value else "") for key, value in values.items()]

    @property
    def is_shipped(self) -> bool:
        """Whether it came with the product and is nobody's own yet."""
        return self.versi is None or self.versi.perangkat_daerah_id is None

    @property
    def is_proposal(self) -> bool:
        """Whether it ships as a proposal that no agency has ratified."""
        return self.is_shipped and bool(self.sop.status)

    @property
    def is_open(self) -> bool:
        """Whether it can still change."""
        return self.versi is not None and self.versi.status in OPEN_STATES

    @property
    def waits(self) -> bool:
        """Whether it is ratified but its day has not come."""
        versi = self.versi
        return (
            versi is not None
            and versi.status == SopVersi.Status.BERLAKU
            and bool(versi.berlaku_sejak and self.today and versi.berlaku_sejak > self.today)
        )

    @property
    def in_force(self) -> bool:
        """Whether runs can begin on it today."""
        return self.versi is not None and self.versi.status == SopVersi.Status.BERLAKU and not self.waits

    @property
    def state(self) -> tuple[str, str]:
        """Tone and words of a badge."""
        if self.is_proposal or self.versi is None:
            return "amber", "Usulan, belum disahkan"
        versi = self.versi
        if versi.status == SopVersi.Status.DICABUT:
            return "", f"Dicabut {tanggal(versi.dicabut)}" if versi.dicabut else "Dicabut"
        if versi.status != SopVersi.Status.BERLAKU:
            return "amber", versi.get_status_display()
        since = f" {'mulai' if self.waits else 'sejak'} {tanggal(versi.berlaku_sejak)}" if versi.berlaku_sejak else ""
        return ("blue" if self.waits else "green"), f"Berlaku{since}"


def versions_of(orang: Orang) -> QuerySet[SopVersi]:
    """The versions of the own agency and those that ship, by code, own first, the newest in force first."""
    own = Q(perangkat_daerah=orang.perangkat_daerah_id)
    runs = Count("run", filter=Q(run__perangkat_daerah=orang.perangkat_daerah_id))
    order = ("kode", F("perangkat_daerah").desc(nulls_last=True), F("berlaku_sejak").desc(nulls_last=True), "-dibuat", "-id")
    return SopVersi.objects.filter(own | Q(perangkat_daerah=None)).annotate(banyak=runs).order_by(*order)


def documents_of(orang: Orang, today: date) -> list[Document]:
    """Every SOP version a person can read, and what ships without being kept. One query."""
    kept = [_document(row, today) for row in versions_of(orang)]
    known = {document.sop.kode for document in kept}
    return [*kept, *(Document(shipped(kode), today=today) for kode in SHIPPED if kode not in known)]


def _document(row: SopVersi, today: date) -> Document:
    return Document(read(row.isi), row, getattr(row, "banyak", 0), today)


def document_of(orang: Orang, kode: str, pk: int | None, today: date) -> Document:
    """The version asked for, else the one in force now, else the newest. Raises LookupError."""
    found = [document for document in documents_of(orang, today) if document.sop.kode == kode]
    if pk is not None:
        found = [document for document in found if document.versi is not None and document.versi.pk == pk]
    if not found:
        raise LookupError(f"SOP {kode} tidak ada.")
    return next((document for document in found if document.in_force), found[0])


def own_version(orang: Orang, kode: str, pk: int) -> SopVersi:
    """A version of the own agency. Raises LookupError."""
    found = (
        SopVersi.objects.filter(perangkat_daerah=orang.perangkat_daerah_id, kode=kode, pk=pk)
        .select_related("perangkat_daerah__pemda", "asal")
        .first()
    )
    if found is None:
        raise LookupError("Versi SOP ini tidak ada.")
    return found


def newer_versions(run: Run, today: date) -> list[SopVersi]:
    """Versions in force today of the SOP that a run is pinned to, other than its own."""
    may = Q(perangkat_daerah=run.perangkat_daerah_id) | Q(perangkat_daerah=None)
    begun = Q(berlaku_sejak=None) | Q(berlaku_sejak__lte=today)
    rows = SopVersi.objects.filter(may, begun, kode=run.sop.kode, status=SopVersi.Status.BERLAKU).exclude(pk=run.sop_id)
    return list(rows.order_by(F("berlaku_sejak").desc(nulls_last=True), "-dibuat"))


def sheet_drawings(sheet: Sheet, marks: Mapping[int, str] | None = None) -> list[SafeString]:
    """Every flow page as SVG. The drawing escapes its own words."""
    return [mark_safe(flow_svg(sheet, number, marks=marks)) for number in range(sheet.pages)]  # noqa: S308 - made by sop.svg


def marks_of(run: Run | None, now: datetime) -> dict[int, str]:
    """Which steps of a run are done, which one waits and whether it is late, for colouring the sheet. One query."""
    if run is None:
        return {}
    states = run.task.order_by("urutan").values_list("langkah", "status", "jatuh_tempo")
    return {langkah: _mark(status, due, now) for langkah, status, due in states}


def _mark(status: str, due: datetime, now: datetime) -> str:
    return ("late" if due < now else "now") if status == Task.Status.TERBUKA else "done"


def known_works(sops: Iterable[Sop]) -> list[str]:
    """Names of works that steps of known SOPs have: what an area's own page can do, besides the general step."""
    shipping = (shipped(kode) for kode in SHIPPED)
    return sorted({step.kerja for sop in (*shipping, *sops) for step in sop.langkah if step.kerja})
