"""The first agency of an empty installation, with one keeper who lets everybody else in."""

from datetime import datetime

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
KEEPER = "Pengelola Renjana"


@transaction.atomic
def begin_agency(pemda: Pemda, pd: PerangkatDaerah, keeper: Orang, *, now: datetime) -> str:
    """Save these three, new and unsaved, with a sekretariat and the jabatan of the SOP, vacant. Gives the keeper's activation token."""
    pemda.save()
    pd.pemda = pemda
    pd.save()
    Bidang.objects.create(perangkat_daerah=pd, kode="SEKRETARIAT", nama="Sekretariat", sekretariat=True)
    for nama, peran, pelaksana in POSTS:
        Jabatan.objects.create(perangkat_daerah=pd, nama=nama, peran=peran, pelaksana=pelaksana)
    post = Jabatan.objects.create(perangkat_daerah=pd, nama=KEEPER, peran=Peran.ADMIN)
    keeper.perangkat_daerah = pd
    keeper.email = keeper.email.lower() if keeper.email else None
    keeper.set_unusable_password()
    keeper.save()
    PemangkuJabatan.objects.create(jabatan=post, orang=keeper, mulai=local_day(pd, now))
    note(pd, f"{pd.nama} dimulai dengan {keeper.nama} sebagai pengelola.", by=keeper, now=now)
    return new_activation(keeper, now)
