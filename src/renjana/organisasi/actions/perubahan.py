"""The line of history that every change of the settings leaves, and the lock that keeps two changes apart."""

from datetime import datetime

from renjana.organisasi.models import Orang, PerangkatDaerah, Perubahan
from renjana.organisasi.queries import wewenang_of


def note(pd: PerangkatDaerah, uraian: str, *, by: Orang, now: datetime) -> None:
    """Tell in one sentence what was changed, by whom."""
    Perubahan.objects.create(perangkat_daerah=pd, waktu=now, oleh=by, nama_oleh=by.nama, uraian=uraian[:400])


def locked(pd: PerangkatDaerah) -> PerangkatDaerah:
    """The agency, locked until the transaction ends."""
    return PerangkatDaerah.objects.select_for_update(of=("self",)).select_related("pemda").get(pk=pd.pk)


def roles_of(by: Orang, now: datetime) -> frozenset[str]:
    """The roles that somebody has at an hour. Two queries."""
    return frozenset(entry.peran for entry in wewenang_of(by, now))
