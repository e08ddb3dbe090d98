"""Reads for submission, signature and verification."""

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db.models import Sum

from renjana.alur.models import Event, Run, Task
from renjana.analisis.models import Temuan
from renjana.konsep.comparison import Comparison, compare
from renjana.konsep.models import VersiKonsep
from renjana.konsep.queries import said_in
from renjana.organisasi.numerals import rupiah
from renjana.pengesahan.models import Pengajuan, PengesahanSop, TandaTangan
from renjana.pengesahan.rules import read_code
from renjana.pengesahan.signing import Verdict, judge
from renjana.renja.models import RencanaSubKegiatan
from renjana.renja.queries import plan_values
from renjana.surat.files import FileDamaged
from renjana.surat.models import Berkas
from renjana.surat.queries import read_file

BY_PEN = "Naskah ini ditandatangani dengan pena; pindaiannya sama dengan yang disimpan ketika disahkan."


def authority_path() -> Path:
    """The certificate of the local authority, against which every signature is judged."""
    return Path(settings.KEYS) / "ca.pem"


def latest_submission(run: Run) -> Pengajuan | None:
    """What was last put before the Kepala Dinas."""
    return Pengajuan.objects.filter(task__run=run).select_related("versi__data", "versi__isi", "task__oleh").order_by("-task__urutan").first()


def signature_of(run: Run) -> TandaTangan | None:
    """The signature of a run; None while there is none."""
    return run.tanda_tangan.select_related("berkas", "versi").first()


def by_code(text: str) -> TandaTangan | None:
    """The signature behind a code as people type it."""
    return (
        TandaTangan.objects.filter(kode=read_code(text))
        .select_related("berkas", "versi", "orang", "run__perangkat_daerah__pemda", "run__tahap__renja")
        .first()
    )


def ratified_by_code(text: str) -> PengesahanSop | None:
    """The ratified SOP behind a code as people type it."""
    return PengesahanSop.objects.filter(kode=read_code(text)).select_related("berkas", "orang", "sop__perangkat_daerah__pemda").first()


def sealed_verdict(berkas: Berkas) -> Verdict:
    """Judge a sealed file anew, from its bytes. Never trusts what was stored about it."""
    try:
        content = read_file(berkas)
    except FileDamaged as fault:
        return Verdict(False, str(fault))
    return judge(content, authority_path())


def verdict_of(signature: TandaTangan) -> Verdict:
    """The same for the signed document of a run; the scan of a paper signed with a pen is held against its digest alone."""
    if signature.cara != TandaTangan.Cara.BASAH:
        return sealed_verdict(signature.berkas)
    try:
        read_file(signature.berkas)
    except FileDamaged as fault:
        return Verdict(False, str(fault))
    return Verdict(True, BY_PEN, signature.nama, signature.waktu)


def history_fault(signature: TandaTangan, verdict: Verdict) -> str:
    """Why the history is no longer the one that was signed; "" when its head then is still a link of the chain. One query."""
    if verdict.kepala_riwayat and verdict.kepala_riwayat != signature.kepala_riwayat:
        return "sidik riwayat pada dokumen bertanda tangan berbeda dari yang tercatat; catatannya diubah."
    if not Event.objects.filter(run=signature.run_id, hash=signature.kepala_riwayat).exists():
        return "sidik riwayat yang tercetak saat ditandatangani tidak lagi ada dalam riwayat; riwayatnya diganti."
    return ""


@dataclass(frozen=True)
class Summary:
    """The one card of the Kepala Dinas: counts, totals against the ceiling and against last year, and the findings waived with their reasons."""

    program: int
    kegiatan: int
    sub_kegiatan: int
    total: int
    ceiling: int | None
    last_year: int | None
    waived: tuple[Temuan, ...]

    @property
    def left(self) -> int | None:
        """What is left under the ceiling; negative when the plan goes over it."""
        return None if self.ceiling is None else self.ceiling - self.total

    @property
    def over(self) -> int:
        """By how much the plan goes over the ceiling; 0 when it does not."""
        return max(0, -(self.left or 0))

    @property
    def growth(self) -> int | None:
        """The difference to last year's plan."""
        return None if self.last_year is None else self.total - self.last_year

    @property
    def growth_words(self) -> str:
        """The same in words; empty when there was no plan last year."""
        if self.growth is None:
            return ""
        return f"{'naik' if self.growth > 0 else 'turun'} {rupiah(abs(self.growth))} dari tahun lalu" if self.growth else "sama dengan tahun lalu"


def plan_summary(run: Run) -> Summary:
    """The plan in a few figures."""
    values = plan_values(run.tahap)
    renja = run.tahap.renja
    before = RencanaSubKegiatan.objects.filter(
        tahap__renja__perangkat_daerah=renja.perangkat_daerah_id, tahap__renja__tahun=renja.tahun - 1, tahap__run__status=Run.Status.SELESAI
    ).aggregate(total=Sum("pagu"))["total"]
    waived = Temuan.objects.filter(run=run, status=Temuan.Status.DIABAIKAN).order_by("kode", "pk")
    return Summary(len(values.programs), len(values.kegiatan), len(values.sub_kegiatan), values.total, values.pagu_indikatif, before, tuple(waived))


def compared_with_last(run: Run, submission: Pengajuan | None) -> tuple[VersiKonsep, Comparison] | None:
    """What the submitted draft says otherwise than the one the Kepala Dinas saw before it, or without such a one than the draft before it;
    None for the first draft, or where it was not kept what one of them said.
    """
    if submission is None:
        return None
    seen = Pengajuan.objects.filter(task__run=run, versi__nomor__lt=submission.versi.nomor).order_by("-task__urutan").values_list("versi", flat=True)
    older = run.versi_konsep.filter(nomor__lt=submission.versi.nomor).select_related("isi")
    before = older.filter(pk=seen[:1]).first() or older.order_by("-nomor").first()
    if before is None:
        return None
    old, new = said_in(before), said_in(submission.versi)
    return None if old is None or new is None else (before, compare(old, new))


def changed_since_last(run: Run) -> tuple[int, str]:
    """How many drafts were made since the Kepala Dinas last returned the document, and why it was returned; (0, "") the first time."""
    returned = run.task.filter(status=Task.Status.DIKEMBALIKAN, langkah=11).order_by("-urutan").first()
    if returned is None or returned.selesai is None:
        return 0, ""
    return run.versi_konsep.filter(dibuat__gt=returned.selesai).count(), returned.alasan
