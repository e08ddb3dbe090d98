"""The first agency of an empty installation, with one keeper who lets everybody else in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from renjana.organisasi.actions.perubahan import note
from renjana.organisasi.models import Bidang, Jabatan, Orang, PemangkuJabatan, Pemda, Peran, PerangkatDaerah
from renjana.organisasi.sign_in import new_activation
from renjana.organisasi.signatory import local_day

POSTS = (
    ("Kepala Dinas", Peran.KADIS, "kepala_dinas"),
    ("Sekretaris", Peran.SEKRETARIS, "sekretaris"),
    ("Perencana", Peran.PERENCANA, "perencana"),
    ("Staf/Jabatan Fungsional Umum", Peran.STAF, "staf"),
)
ROLES = {pelaksana: peran for _, peran, pelaksana in POSTS}
TITLES = {pelaksana: nama for nama, _, pelaksana in POSTS}
KEEPER = "Pengelola Renjana"


@dataclass(frozen=True)
class Pejabat:
    """A person, saved or new, and the jabatan they hold; `pelaksana` is the id of an SOP actor or empty, `bidang` a Bidang.kode or empty."""

    orang: Orang
    jabatan: str
    pelaksana: str = ""
    bidang: str = ""


@transaction.atomic
def begin_agency(
    pemda: Pemda, pd: PerangkatDaerah, keeper: Orang, *, now: datetime, bidang: Sequence[Bidang] = (), people: Sequence[Pejabat] = ()
) -> str:
    """Save the agency with its bidang, people and the jabatan of the SOP, vacant where nobody holds one. Gives the keeper's activation token.

    Everything comes unsaved; only `pemda` may be there already. Without `bidang` there is a sekretariat.
    """
    pemda.save()
    pd.pemda = pemda
    pd.save()
    units = save_bidang_of(pd, bidang or [Bidang(kode="SEKRETARIAT", nama="Sekretariat", sekretariat=True)])
    today = local_day(pd, now)
    _save_person(pd, keeper)
    for pejabat in people:
        _save_person(pd, pejabat.orang)
        seat(pd, pejabat, units, today)
    for nama, peran, pelaksana in POSTS:
        if not Jabatan.objects.filter(perangkat_daerah=pd, pelaksana=pelaksana).exists():
            Jabatan.objects.create(perangkat_daerah=pd, nama=nama, peran=peran, pelaksana=pelaksana)
    post = Jabatan.objects.create(perangkat_daerah=pd, nama=KEEPER, peran=Peran.ADMIN)
    PemangkuJabatan.objects.create(jabatan=post, orang=keeper, mulai=today)
    note(pd, f"{pd.nama} dimulai dengan {keeper.nama} sebagai pengelola.", by=keeper, now=now)
    return new_activation(keeper, now)


def save_bidang_of(pd: PerangkatDaerah, bidang: Sequence[Bidang]) -> dict[str, Bidang]:
    """Save new bidang in this order; by code."""
    for order, entry in enumerate(bidang):
        entry.perangkat_daerah, entry.urutan = pd, order
        entry.save()
    return {entry.kode: entry for entry in bidang}


def _save_person(pd: PerangkatDaerah, orang: Orang) -> None:
    if orang.pk is None:
        orang.perangkat_daerah = pd
        orang.email = orang.email.lower() if orang.email else None
        orang.set_unusable_password()
        orang.save()


def seat(pd: PerangkatDaerah, pejabat: Pejabat, bidang: Mapping[str, Bidang], since: date) -> Jabatan:
    """Let a saved person hold their jabatan from a day on; the jabatan is made when it is new. A second actor under one name gets its own."""
    unit = bidang.get(pejabat.bidang)
    actor = pejabat.pelaksana
    role = ROLES.get(actor, Peran.BIDANG if unit else Peran.STAF)
    defaults = {"peran": role, "pelaksana": actor}
    post, _ = Jabatan.objects.get_or_create(perangkat_daerah=pd, nama=pejabat.jabatan, bidang=unit, defaults=defaults)
    if actor and post.pelaksana != actor:
        post = Jabatan.objects.create(perangkat_daerah=pd, nama=f"{pejabat.jabatan} ({TITLES.get(actor, actor)})", bidang=unit, **defaults)
    PemangkuJabatan.objects.create(jabatan=post, orang=pejabat.orang, mulai=since)
    return post
