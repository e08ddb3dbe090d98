"""Make the agency of a rehearsal folder in the database: Pemda, bidang, people with their posts, calendar, Renstra, nomenclature, SOP."""

from dataclasses import dataclass
from datetime import date, datetime

from renjana.alur.actions import install_sop
from renjana.alur.models import SopVersi
from renjana.cli.folder import Folder
from renjana.cli.skenario import OrangSkenario, Skenario
from renjana.organisasi.models import Bidang, Delegasi, HariLibur, Jabatan, Orang, PemangkuJabatan, Pemda, Peran, PerangkatDaerah, Ramadan
from renjana.organisasi.queries import holders
from renjana.renstra.actions import import_nomenklatur, import_renstra, install_nomenklatur
from renjana.sop.definition import shipped, shipped_text

ROLES = {"kepala_dinas": Peran.KADIS, "sekretaris": Peran.SEKRETARIS, "perencana": Peran.PERENCANA, "staf": Peran.STAF}


@dataclass(frozen=True)
class Agency:
    """The agency as made. `contacts` maps Bidang.kode to the person who fills its format."""

    pd: PerangkatDaerah
    versi: SopVersi
    bidang: dict[str, Bidang]
    contacts: dict[str, Orang]

    def contact(self, bidang: Bidang) -> Orang | None:
        """Who fills the format of a bidang; None when the folder names nobody."""
        return self.contacts.get(bidang.kode)

    def starter(self, now: datetime) -> Orang:
        """Who begins: whoever stands for the actor of step 1 at that hour."""
        first = shipped().langkah[0].pelaksana
        return Orang.objects.get(pk=holders(self.pd.pk, first, now)[0].orang)


def found_agency(folder: Folder) -> Agency:
    """Everything of a folder but the plan itself. Raises the faults of its files, though `read_folder` has seen them already."""
    skenario = folder.skenario
    pemda = Pemda.objects.create(nama=skenario.pemda, kode_wilayah=skenario.kode_wilayah, ibu_kota=seat_of(skenario))
    pd = PerangkatDaerah.objects.create(
        pemda=pemda,
        kode=skenario.kode,
        nama=skenario.nama,
        singkatan=skenario.singkatan,
        bidang_urusan=list(skenario.bidang_urusan),
        alamat=skenario.alamat,
        sistematika=skenario.regulasi,
    )
    bidang = {
        entry.kode: Bidang.objects.create(
            perangkat_daerah=pd, kode=entry.kode, nama=entry.nama, urutan=order, sekretariat="sekretariat" in entry.nama.lower()
        )
        for order, entry in enumerate(skenario.bidang)
    }
    contacts = _people(pd, skenario, bidang)
    _calendar(pd, skenario)
    install_nomenklatur(skenario.mulai)
    if folder.nomenklatur is not None:
        import_nomenklatur(folder.nomenklatur, "dari folder", skenario.mulai)
    import_renstra(pd, folder.renstra, tahun_awal=skenario.renstra_mulai, now=skenario.mulai)
    versi = install_sop(shipped_text(), now=skenario.mulai)
    return Agency(pd, versi, bidang, contacts)


def seat_of(skenario: Skenario) -> str:
    """The place letters are dated at: the last part of the address that is a name, else the Pemda's own name."""
    _, *parts = [part.strip() for part in skenario.alamat.split(",")]
    named = [part for part in parts if part and not any(sign.isdigit() for sign in part)]
    return named[-1] if named else skenario.pemda.removeprefix("Kabupaten ").removeprefix("Kota ")


def _people(pd: PerangkatDaerah, skenario: Skenario, bidang: dict[str, Bidang]) -> dict[str, Orang]:
    actors = {actor.nama: actor.id for actor in shipped().pelaksana}
    contacts: dict[str, Orang] = {}
    posts: dict[str, Jabatan] = {}
    by_nip: dict[str, Orang] = {}
    since = date(skenario.mulai.year - 1, 1, 1)
    for entry in skenario.orang:
        orang = Orang.objects.create_user(entry.nama, nip=entry.nip, perangkat_daerah=pd)
        by_nip[entry.nip] = orang
        actor = actors.get(entry.pelaksana, "")
        post = _post(pd, entry, actor, bidang.get(entry.bidang))
        PemangkuJabatan.objects.create(jabatan=post, orang=orang, mulai=since)
        posts.setdefault(entry.jabatan, post)
        if actor:
            posts.setdefault(entry.pelaksana, post)
        if entry.bidang:
            contacts.setdefault(entry.bidang, orang)
    for plh in skenario.plh:
        kind = Delegasi.Jenis.PLT if "plt" in plh.dasar.lower() else Delegasi.Jenis.PLH
        Delegasi.objects.create(
            jabatan=posts[plh.untuk], orang=by_nip[plh.oleh], jenis=kind, mulai=plh.mulai, selesai=plh.selesai, dasar=plh.dasar[:200]
        )
    return contacts


def _post(pd: PerangkatDaerah, entry: OrangSkenario, actor: str, bidang: Bidang | None) -> Jabatan:
    role = ROLES.get(actor, Peran.BIDANG if bidang else Peran.STAF)
    post, _ = Jabatan.objects.get_or_create(perangkat_daerah=pd, nama=entry.jabatan, bidang=bidang, defaults={"peran": role, "pelaksana": actor})
    if actor and post.pelaksana != actor:
        post = Jabatan.objects.create(perangkat_daerah=pd, nama=f"{entry.jabatan} ({entry.pelaksana})", bidang=bidang, peran=role, pelaksana=actor)
    return post


def _calendar(pd: PerangkatDaerah, skenario: Skenario) -> None:
    for day, reason in dict(skenario.libur).items():
        HariLibur.objects.create(pemda=pd.pemda, perangkat_daerah=pd, tanggal=day, sebab=reason[:200])
    for start, end in skenario.ramadan:
        Ramadan.objects.create(pemda=pd.pemda, mulai=start, selesai=end)
