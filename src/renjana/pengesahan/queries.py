"""Reads for submission, signature and verification."""

from pathlib import Path

from django.conf import settings

from renjana.alur.models import Run
from renjana.pengesahan.models import Pengajuan, TandaTangan
from renjana.pengesahan.rules import read_code
from renjana.pengesahan.signing import Verdict, judge
from renjana.surat.files import FileDamaged
from renjana.surat.queries import read_file


def authority_path() -> Path:
    """The certificate of the local authority, against which every signature is judged."""
    return Path(settings.KEYS) / "ca.pem"


def latest_submission(run: Run) -> Pengajuan | None:
    """What was last put before the Kepala Dinas."""
    return Pengajuan.objects.filter(task__run=run).select_related("versi", "task__oleh").order_by("-task__urutan").first()


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


def verdict_of(signature: TandaTangan) -> Verdict:
    """Judge the sealed file anew, from its bytes. Never trusts what was stored about it."""
    try:
        content = read_file(signature.berkas)
    except FileDamaged as fault:
        return Verdict(False, str(fault))
    return judge(content, authority_path())
