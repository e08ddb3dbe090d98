"""Reads of the analysis: the values that the checks work on, the findings, the state of the rows."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Case, Count, IntegerField, Max, OuterRef, Q, QuerySet, Subquery, Sum, Value, When

from renjana.alur.models import Keluaran, Run
from renjana.analisis.findings import ORDER, CheckValues, FaktorValue, PastValue, PrioritasValue, SipdValue, words
from renjana.analisis.models import Analisis, DataSipd, FaktorCapaian, PrioritasSubKegiatan, Temuan
from renjana.organisasi.signatory import signature
from renjana.pengumpulan.models import Format, Isian, UsulanRapat
from renjana.renja.models import RencanaSubKegiatan
from renjana.renja.queries import plan_values
from renjana.renja.values import PlanValues

SENT = frozenset({Isian.Status.DIKIRIM, Isian.Status.DISETUJUI, Isian.Status.DILEWATI})
EVIDENCE = {"undangan": "undangan", "notulen": "notulen", "daftar-hadir": "daftar_hadir"}
"""Outputs of earlier steps to the kinds of proof that they are."""
PROOF = "bukti-"
"""How the outputs begin that are attached as proof; the kind follows."""


def plan_of(run: Run) -> PlanValues:
    """The plan with the priorities that were said beside it, as tables and the SIPD pack print it. At most 16 queries."""
    rows = PrioritasSubKegiatan.objects.filter(run=run).values_list("kode", "nasional", "daerah", "tag")
    return replace(plan_values(run.tahap), prioritas={kode: (nasional, daerah, tuple(tag)) for kode, nasional, daerah, tag in rows})


def evaluators(run: Run, now: datetime) -> list[dict[str, str]]:
    """The two who sign E.81: the Kepala Perangkat Daerah who made it, and the Kepala Bappeda who evaluates, whose name is filled by hand. The
    form of the block follows practice (docs/tabel.md). At most three queries.
    """
    pd = run.perangkat_daerah
    head = signature(pd, "kepala_dinas", now)
    made = {key: head[key] for key in ("status", "jabatan", "nama", "pangkat", "nip")}
    judge = {"status": "", "jabatan": f"Kepala Bappeda {pd.pemda.nama}", "nama": "", "pangkat": "", "nip": ""}
    return [{"atas": "Disusun oleh", **made}, {"atas": "Dievaluasi oleh", **judge}]


def check_values(run: Run, plan: PlanValues | None = None) -> CheckValues:
    """What the checks work on; `plan` as plan_of gives it. At most 20 queries, whatever the size of the plan."""
    values = plan or plan_of(run)
    statuses = dict(Isian.objects.filter(run=run).values_list("bidang__kode", "status"))
    return CheckValues(
        values,
        sent={kode: status in SENT for kode, status in statuses.items()} if statuses else None,
        ambang={str(key): int(value) for key, value in run.perangkat_daerah.ambang.items() if isinstance(value, int)},
        kolom=asked_of(run),
        faktor=_factors(run, values),
        prioritas={kode: PrioritasValue(*said) for kode, said in values.prioritas.items()} or None,
        sipd=_sipd(run),
        lalu=_past(run, values),
    )


def asked_of(run: Run) -> frozenset[str] | None:
    """The columns that the format of a run asked for; None where there was none. One query."""
    kolom = Format.objects.filter(run=run).values_list("kolom", flat=True).first()
    return frozenset(kolom) if kolom else None


def _factors(run: Run, plan: PlanValues) -> dict[tuple[str, str], FaktorValue]:
    rows = FaktorCapaian.objects.filter(run=run).values_list("kode", "indikator", "faktor", "tindak_lanjut")
    return {(plan.successors.get(kode, kode), words(indikator)): FaktorValue(faktor, follow) for kode, indikator, faktor, follow in rows}


def _sipd(run: Run) -> dict[str, SipdValue] | None:
    rows = DataSipd.objects.filter(run=run).values_list("kode", "pagu", "pagu_maju")
    return {kode: SipdValue(pagu, ahead) for kode, pagu, ahead in rows} or None


def _past(run: Run, plan: PlanValues) -> dict[str, PastValue]:
    """Pagu of the agency's own finished Renja of year n-2, under present codes."""
    rows = RencanaSubKegiatan.objects.filter(
        tahap__renja__perangkat_daerah=run.perangkat_daerah_id, tahap__renja__tahun=plan.tahun - 2, tahap__run__status=Run.Status.SELESAI
    ).order_by("tahap", "kode")
    found: dict[str, PastValue] = {}
    for kode, pagu in rows.values_list("kode", "pagu"):
        found[plan.successors.get(kode, kode)] = PastValue(pagu)
    return found


def evidence_of(run: Run) -> frozenset[str]:
    """The kinds of proof at hand: those that the run itself made, and those that were attached. One query."""
    return frozenset(_proof_kind(jenis) for jenis in proofs(run).values_list("jenis", flat=True))


def attached(run: Run) -> dict[str, Keluaran]:
    """The newest proof of each kind. One query."""
    return {_proof_kind(row.jenis): row for row in proofs(run).select_related("berkas").order_by("pk")}


def proofs(run: Run) -> QuerySet[Keluaran]:
    """The outputs of a run that are proof of something."""
    return Keluaran.objects.filter(Q(jenis__in=EVIDENCE) | Q(jenis__startswith=PROOF), task__run=run)


def _proof_kind(jenis: str) -> str:
    return EVIDENCE.get(jenis, jenis.removeprefix(PROOF))


def findings_of(run: Run, *, tingkat: str = "", bidang: str = "", status: str = "", everything: bool = False) -> QuerySet[Temuan]:
    """Findings of a run, errors first; open and waived ones unless a status or everything is asked for."""
    rank = Case(*(When(tingkat=name, then=Value(place)) for name, place in ORDER.items()), output_field=IntegerField())
    found = Temuan.objects.filter(run=run).select_related("oleh", "dijawab_oleh").annotate(peringkat=rank)
    if status:
        found = found.filter(status=status)
    elif not everything:
        found = found.exclude(status=Temuan.Status.SELESAI)
    if tingkat:
        found = found.filter(tingkat=tingkat)
    if bidang:
        found = found.filter(bidang=bidang)
    return found.order_by("peringkat", "kode", "bidang", "objek", "id")


def open_errors(findings: Iterable[Temuan]) -> list[str]:
    """Messages of the errors that nobody fixed or waived, each after its check."""
    return [f"{one.kode}: {one.pesan}" for one in findings if one.is_open and one.tingkat == Temuan.Tingkat.ERROR]


def open_errors_of(run: Run) -> list[str]:
    """The same of a run. One query."""
    return open_errors(findings_of(run, tingkat=Temuan.Tingkat.ERROR))


def unnoted(findings: Iterable[Temuan]) -> list[Temuan]:
    """Open warnings that nobody wrote a note on."""
    return [one for one in findings if one.is_open and one.tingkat == Temuan.Tingkat.WARNING and not one.alasan]


def waiting_usulan(run: Run) -> int:
    """How many changes that the meeting decided on nobody applied or answered yet. One query."""
    return _waiting_usulan(run).count()


def _waiting_usulan(run: Run) -> QuerySet[UsulanRapat]:
    return UsulanRapat.objects.filter(run=run.pk, status=UsulanRapat.Status.MENUNGGU, diajukan__isnull=False)


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


def state_key(state: RowState) -> str:
    """The state of the rows as a word that a page carries along."""
    return f"{state.baris}-{state.pagu}-{state.diubah.isoformat() if state.diubah else ''}"


def latest(run: Run) -> Analisis | None:
    """The latest analysis; None before the first. One query."""
    return Analisis.objects.filter(run=run).select_related("oleh").first()


def latest_and_usulan(run: Run) -> tuple[Analisis | None, int]:
    """The latest analysis, and what `waiting_usulan` counts (0 before there is an analysis). One query."""
    waiting: Any = _waiting_usulan(run).order_by().values("run").annotate(found=Count("pk")).values("found")
    found: Any = Analisis.objects.filter(run=run).select_related("oleh").annotate(usulan=Subquery(waiting)).first()
    return found, (found.usulan or 0 if found else 0)


def latest_and_state(run: Run) -> tuple[Analisis | None, RowState]:
    """The latest analysis with the state of the rows now. One query once there is an analysis, two before."""
    rows = RencanaSubKegiatan.objects.filter(tahap=OuterRef("run__tahap")).order_by().values("tahap")
    sums = {"kini_baris": Count("id"), "kini_pagu": Sum("pagu"), "kini_diubah": Max("diubah")}
    asked: dict[str, Any] = {name: Subquery(rows.annotate(found=sum_).values("found")) for name, sum_ in sums.items()}
    found: Any = Analisis.objects.filter(run=run).select_related("oleh").annotate(**asked).first()
    if found is None:
        return None, row_state(run)
    return found, RowState(found.kini_baris or 0, found.kini_pagu or 0, found.kini_diubah)


def is_stale(analisis: Analisis, state: RowState) -> bool:
    """Whether rows changed, came or went since the analysis."""
    return (analisis.baris, analisis.pagu, analisis.diubah) != (state.baris, state.pagu, state.diubah)
