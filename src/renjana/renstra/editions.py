"""The editions of the nomenclature as the page lists them."""

from dataclasses import dataclass

from django.db.models import Count, Q

from renjana.organisasi.models import PerangkatDaerah
from renjana.renstra.models import Tingkat, VersiNomenklatur


@dataclass(frozen=True)
class EditionLine:
    """An edition: how many sub kegiatan it has, and the Renja of the agency that use it."""

    versi: VersiNomenklatur
    sub_kegiatan: int
    renja: tuple[str, ...]


def edition_lines(pd: PerangkatDaerah) -> list[EditionLine]:
    """Every edition, newest first. Two queries."""
    counted = VersiNomenklatur.objects.annotate(jumlah=Count("isi", filter=Q(isi__tingkat=Tingkat.SUB_KEGIATAN))).order_by("-dibuat", "-pk")
    users: dict[int, list[str]] = {}
    for key, tahun, jenis in VersiNomenklatur.objects.filter(renja__perangkat_daerah=pd).values_list("pk", "renja__tahun", "renja__jenis"):
        users.setdefault(key, []).append(f"Renja {'Perubahan ' if jenis == 'perubahan' else ''}{tahun}")
    return [EditionLine(versi, versi.jumlah, tuple(sorted(users.get(versi.pk, ())))) for versi in counted]


def renja_count(versi: VersiNomenklatur) -> int:
    """How many Renja, of whatever agency, use an edition."""
    return VersiNomenklatur.objects.filter(pk=versi.pk, renja__isnull=False).values("renja").count()
