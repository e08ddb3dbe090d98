"""Reads for the order: the posts it can go to, and the plan a new run starts from."""

from datetime import datetime
from itertools import count

from django.db.models import Q, QuerySet

from renjana.alur.models import Run, SopVersi
from renjana.disposisi.models import Disposisi
from renjana.organisasi.models import Jabatan, Peran, PerangkatDaerah


def recipients(pd: PerangkatDaerah) -> QuerySet[Jabatan]:
    """The posts an order can go to: everybody but readers and the system's keeper, by bidang and name."""
    return Jabatan.objects.filter(perangkat_daerah=pd).exclude(peran__in=[Peran.PEMBACA, Peran.ADMIN]).order_by("bidang__urutan", "nama")


def disposisi_of(run: Run) -> Disposisi | None:
    """The latest order of a run; None while step 1 is open."""
    return Disposisi.objects.filter(task__run=run).order_by("-task__putaran").prefetch_related("penerima").first()


def sop_in_force(pd: PerangkatDaerah, kode: str = "penyusunan-renja") -> QuerySet[SopVersi]:
    """SOP versions a run can be pinned to, the agency's own first, newest first."""
    return SopVersi.objects.filter(Q(perangkat_daerah=pd) | Q(perangkat_daerah=None), kode=kode, status=SopVersi.Status.BERLAKU).order_by(
        "-perangkat_daerah", "-dibuat", "-id"
    )


def next_year(pd: PerangkatDaerah, now: datetime) -> int:
    """The first year after this one whose Renja is not begun, or was cancelled."""
    begun = set(Run.objects.filter(perangkat_daerah=pd).exclude(status=Run.Status.DIBATALKAN).values_list("tahap__renja__tahun", flat=True))
    return next(year for year in count(now.year + 1) if year not in begun)


def next_agenda(pd: PerangkatDaerah, now: datetime) -> str:
    """The next number of the disposisi agenda of this year."""
    made = Disposisi.objects.filter(task__run__perangkat_daerah=pd, tanggal_terima__year=now.year).count()
    return f"{made + 1:04d}/{now.year}"
