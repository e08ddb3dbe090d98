"""Reads for the meeting."""

from datetime import datetime

from renjana.alur.models import Run
from renjana.organisasi.models import Orang, PemangkuJabatan, Peran, PerangkatDaerah
from renjana.organisasi.nip import format_nip
from renjana.organisasi.signatory import local_day
from renjana.rapat.models import PesertaRapat, Rapat
from renjana.rapat.rules import Keputusan, Notulen, Tamu


def rapat_of(run: Run) -> Rapat | None:
    """The meeting of a run; None before step 4 has finished."""
    found = Rapat.objects.filter(run=run).select_related("surat").first()
    if found is not None:
        found.run = run
    return found


def guests(pd: PerangkatDaerah, now: datetime) -> tuple[Tamu, ...]:
    """Everybody of the agency who can be invited, heads first. One query."""
    today = local_day(pd, now)
    held = (
        PemangkuJabatan.objects.filter(jabatan__perangkat_daerah=pd, mulai__lte=today, orang__is_active=True)
        .exclude(selesai__lt=today)
        .exclude(jabatan__peran__in=[Peran.PEMBACA, Peran.ADMIN])
        .select_related("orang", "jabatan")
    )
    order = {Peran.KADIS: 0, Peran.SEKRETARIS: 1, Peran.BIDANG: 2, Peran.PERENCANA: 3, Peran.STAF: 4}
    rows = sorted(held, key=lambda entry: (order.get(Peran(entry.jabatan.peran), 9), entry.jabatan.nama))
    seen: dict[int, Tamu] = {}
    for entry in rows:
        seen.setdefault(entry.orang_id, Tamu(entry.orang_id, entry.orang.nama, entry.jabatan.nama, entry.orang.nip or ""))
    return tuple(seen.values())


def people_of(rapat: Rapat) -> list[PesertaRapat]:
    """Everybody invited or added, in order, with the person behind. One query."""
    return list(rapat.peserta.select_related("orang"))


def minutes_of(rapat: Rapat) -> Notulen:
    """The minutes as they stand."""
    decided = tuple(Keputusan(entry.isi, entry.siapa, entry.tenggat) for entry in rapat.keputusan.all())
    return Notulen(rapat.pimpinan, rapat.pembukaan, rapat.pembahasan, rapat.penutup, decided)


def addresses(guest_ids: list[int]) -> list[str]:
    """E-mail addresses of the guests that have one, for the calendar file."""
    found = Orang.objects.filter(pk__in=guest_ids).values_list("email", flat=True)
    return [address for address in found if address]


def shown_nip(nip: str) -> str:
    """A NIP as papers print it; empty for none."""
    return format_nip(nip) if nip else ""
