"""Reads of the analysis: the values that the checks work on, the findings, the state of the rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, Count, IntegerField, Max, QuerySet, Sum, Value, When

from renjana.alur.models import Run
from renjana.analisis.findings import ORDER, CheckValues
from renjana.analisis.models import Analisis, Temuan
from renjana.pengumpulan.models import Format, Isian
from renjana.renja.models import RencanaSubKegiatan
from renjana.renja.queries import plan_values
from renjana.renja.values import PlanValues

SENT = frozenset({Isian.Status.DIKIRIM, Isian.Status.DISETUJUI, Isian.Status.DILEWATI})


def check_values(run: Run, plan: PlanValues | None = None) -> CheckValues:
    """What the checks work on. At most 20 queries, whatever the size of the plan."""
    statuses = dict(Isian.objects.filter(run=run).values_list("bidang__kode", "status"))
    sent = {kode: status in SENT for kode, status in statuses.items()} if statuses else None
    kolom = Format.objects.filter(run=run).values_list("kolom", flat=True).first()
    ambang = {str(key): int(value) for key, value in run.perangkat_daerah.ambang.items() if isinstance(value, int)}
    return CheckValues(plan or plan_values(run.tahap), sent, ambang, frozenset(kolom) if kolom else None)


def findings_of(run: Run, *, tingkat: str = "", bidang: str = "", status: str = "") -> QuerySet[Temuan]:
    """Findings of a run, errors first; open and waived ones unless a status is asked for."""
    rank = Case(*(When(tingkat=name, then=Value(place)) for name, place in ORDER.items()), output_field=IntegerField())
    found = Temuan.objects.filter(run=run).select_related("oleh").annotate(peringkat=rank)
    found = found.filter(status=status) if status else found.exclude(status=Temuan.Status.SELESAI)
    if tingkat:
        found = found.filter(tingkat=tingkat)
    if bidang:
        found = found.filter(bidang=bidang)
    return found.order_by("peringkat", "kode", "bidang", "objek", "id")


def open_errors(findings: Iterable[Temuan]) -> list[str]:
    """Messages of the errors that nobody fixed or waived, each after its check."""
    return [f"{one.kode}: {one.pesan}" for one in findings if (one.status, one.tingkat) == (Temuan.Status.TERBUKA, Temuan.Tingkat.ERROR)]


@dataclass(frozen=True)
class RowState:
    """How many rows a plan has, their sum in whole rupiah, and when the last one changed."""

    baris: int
    pagu: int
    diubah: datetime | None


def row_state(run: Run) -> RowState:
    """The state of a run's rows now. One query."""
    found = RencanaSubKegiatan.objects.filter(tahap=run.tahap_id).aggregate(baris=Count("id"), pagu=Sum("pagu"), diubah=Max("diubah"))
    return RowState(found["baris"], found["pagu"] or 0, found["diubah"])


def latest(run: Run) -> Analisis | None:
    """The latest analysis; None before the first. One query."""
    return Analisis.objects.filter(run=run).select_related("oleh").first()


def is_stale(analisis: Analisis, state: RowState) -> bool:
    """Whether rows changed, came or went since the analysis."""
    return (analisis.baris, analisis.pagu, analisis.diubah) != (state.baris, state.pagu, state.diubah)
