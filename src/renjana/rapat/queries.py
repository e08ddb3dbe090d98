"""Reads for the meeting."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists

from renjana.alur.models import Run
from renjana.organisasi.models import Peran, PerangkatDaerah
from renjana.organisasi.nip import format_nip
from renjana.organisasi.queries import wewenang_in
from renjana.organisasi.signatory import local_day
from renjana.pengumpulan.merging import column_label
from renjana.pengumpulan.models import UsulanRapat
from renjana.pengumpulan.usulan_rows import change_of
from renjana.rapat.models import KeputusanRapat, PesertaRapat, Rapat
from renjana.rapat.rules import Keputusan, Notulen, Tamu


def rapat_of(run: Run) -> Rapat | None:
    """The meeting of a run, and whether changes were written with its minutes; None before step 4 has finished. One query."""
    proposed = Exists(UsulanRapat.objects.filter(run=run.pk))
    found = Rapat.objects.filter(run=run).select_related("surat").annotate(ada_usulan=proposed).first()
    if found is not None:
        found.run, found.berusulan = run, found.ada_usulan
    return found


def held_on(rapat: Rapat, now: datetime) -> date:
    """The day of the meeting: that of its invitation, or the day on which it is held when that is earlier."""
    pd = rapat.run.perangkat_daerah
    return min(local_day(pd, rapat.mulai), local_day(pd, now))


def guests(pd: PerangkatDaerah, now: datetime) -> tuple[Tamu, ...]:
    """Everybody of the agency who can be invited, heads first. One query; none in a request that has read who holds which jabatan."""
    held = [entry for entry in wewenang_in(pd.pk, now) if not entry.acting and entry.peran not in {Peran.PEMBACA, Peran.ADMIN}]
    order = {Peran.KADIS: 0, Peran.SEKRETARIS: 1, Peran.BIDANG: 2, Peran.PERENCANA: 3, Peran.STAF: 4}
    seen: dict[int, Tamu] = {}
    for entry in sorted(held, key=lambda entry: (order.get(Peran(entry.peran), 9), entry.jabatan)):
        seen.setdefault(entry.orang, Tamu(entry.orang, entry.nama, entry.jabatan, entry.nip))
    return tuple(seen.values())


def people_of(rapat: Rapat) -> list[PesertaRapat]:
    """Everybody invited or added, in order, with the person behind. One query."""
    return list(rapat.peserta.select_related("orang"))


def minutes_of(rapat: Rapat) -> Notulen:
    """The minutes as they stand. Two queries."""
    proposed = [(one.keputusan, change_of(one)) for one in UsulanRapat.objects.filter(run=rapat.run_id).select_related("bidang")]
    decided = tuple(
        Keputusan(entry.isi, entry.siapa, entry.tenggat, tuple(change for nomor, change in proposed if nomor == entry.nomor))
        for entry in rapat.keputusan.all()
    )
    return Notulen(rapat.pimpinan, rapat.pembukaan, rapat.pembahasan, rapat.penutup, decided)


def addresses(pd: PerangkatDaerah, guest_ids: Sequence[int], now: datetime) -> list[str]:
    """E-mail addresses of the guests that have one, for the calendar file."""
    known = {entry.orang: entry.email for entry in wewenang_in(pd.pk, now)}
    return [address for guest in guest_ids if (address := known.get(guest, ""))]


def shown_nip(nip: str) -> str:
    """A NIP as papers print it; empty for none."""
    return format_nip(nip) if nip else ""


@dataclass(frozen=True)
class DecisionLine:
    """A decision with the changes that it makes, as the page of a closed meeting shows them: the kept change, and the head of its column."""

    keputusan: KeputusanRapat
    usulan: tuple[tuple[UsulanRapat, str], ...]


def decision_lines(rapat: Rapat, tahun: int) -> list[DecisionLine]:
    """The decisions of a meeting with what became of their changes. Two queries."""
    found = list(UsulanRapat.objects.filter(run=rapat.run_id).select_related("bidang", "diputuskan_oleh"))
    return [
        DecisionLine(one, tuple((usulan, column_label(usulan.kolom, tahun, usulan.nomor)) for usulan in found if usulan.keputusan == one.nomor))
        for one in rapat.keputusan.all()
    ]
