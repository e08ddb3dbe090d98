"""Reads for the order: the posts it can go to, and the plan a new run starts from."""

from datetime import datetime
from itertools import count

from django.db.models import Case, F, Q, QuerySet, When

from renjana.alur.models import Run, SopVersi
from renjana.disposisi.models import Disposisi
from renjana.organisasi.models import Jabatan, Peran, PerangkatDaerah
from renjana.organisasi.signatory import local_day

RENJA = "penyusunan-renja"


def recipients(pd: PerangkatDaerah) -> QuerySet[Jabatan]:
    """The posts an order can go to: everybody but readers and the system's keeper, by bidang and name."""
    return Jabatan.objects.filter(perangkat_daerah=pd).exclude(peran__in=[Peran.PEMBACA, Peran.ADMIN]).order_by("bidang__urutan", "nama")


def disposisi_of(run: Run) -> Disposisi | None:
    """The latest order of a run; None while step 1 is open."""
    return Disposisi.objects.filter(task__run=run).order_by("-task__putaran").prefetch_related("penerima").first()


def sop_in_force(pd: PerangkatDaerah, now: datetime) -> QuerySet[SopVersi]:
    """SOP versions a run can be pinned to today: those of the Renja first, the agency's own before what ships, the newest in force first.

    Other SOPs of the agency's own run too, by the general step; what ships as a proposal runs only inside another.
    """
    own, today = Q(perangkat_daerah=pd), local_day(pd, now)
    begun = Q(berlaku_sejak=None) | Q(berlaku_sejak__lte=today)
    found = SopVersi.objects.filter(own | Q(perangkat_daerah=None, kode=RENJA), begun, status=SopVersi.Status.BERLAKU)
    order = (Case(When(kode=RENJA, then=0), default=1), F("perangkat_daerah").desc(nulls_last=True), F("berlaku_sejak").desc(nulls_last=True))
    return found.order_by(*order, "-dibuat", "-id")


def next_year(pd: PerangkatDaerah, now: datetime) -> int:
    """The first year after this one whose Renja is not begun, or was cancelled."""
    begun = set(Run.objects.filter(perangkat_daerah=pd).exclude(status=Run.Status.DIBATALKAN).values_list("tahap__renja__tahun", flat=True))
    return next(year for year in count(now.year + 1) if year not in begun)


def next_agenda(pd: PerangkatDaerah, now: datetime) -> str:
    """The next number of the disposisi agenda of this year."""
    made = Disposisi.objects.filter(task__run__perangkat_daerah=pd, tanggal_terima__year=now.year).count()
    return f"{made + 1:04d}/{now.year}"
