"""Make the agency of a rehearsal folder in the database: Pemda, bidang, people with their posts, calendar, Renstra, nomenclature, SOP."""

from dataclasses import dataclass
from datetime import date, datetime

from renjana.alur.actions import install_sop
from renjana.alur.models import SopVersi
from renjana.cli.blocks import Instansi
from renjana.cli.folder import OWN_EDITION, Folder
from renjana.cli.skenario import Skenario
from renjana.organisasi.actions.mula import Pejabat, save_bidang_of, seat
from renjana.organisasi.models import Bidang, Delegasi, HariLibur, Jabatan, Orang, Pemda, PerangkatDaerah, Ramadan
from renjana.organisasi.queries import holders
from renjana.renstra.actions import import_nomenklatur, import_renstra, install_nomenklatur
from renjana.sop.definition import shipped, shipped_text


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


def new_agency(instansi: Instansi) -> tuple[Pemda, PerangkatDaerah]:
    """Pemda and agency as the file says, not saved."""
    pd = PerangkatDaerah(
        kode=instansi.kode,
        nama=instansi.nama,
        singkatan=instansi.singkatan,
        bidang_urusan=list(instansi.bidang_urusan),
        alamat=instansi.alamat,
    )
    return Pemda(nama=instansi.pemda, kode_wilayah=instansi.kode_wilayah, ibu_kota=instansi.seat), pd


def new_bidang(instansi: Instansi) -> list[Bidang]:
    """Its bidang, not saved; the one that is called so is the sekretariat."""
    return [Bidang(kode=entry.kode, nama=entry.nama, sekretariat="sekretariat" in entry.nama.lower()) for entry in instansi.bidang]


def found_agency(folder: Folder) -> Agency:
    """Everything of a folder but the plan itself. Raises the faults of its files, though `read_folder` has seen them already."""
    skenario = folder.skenario
    pemda, pd = new_agency(skenario)
    pemda.save()
    pd.pemda, pd.sistematika = pemda, skenario.regulasi
    pd.save()
    bidang = save_bidang_of(pd, new_bidang(skenario))
    contacts = _people(pd, skenario, bidang)
    _calendar(pd, skenario)
    install_nomenklatur(skenario.mulai)
    if folder.nomenklatur is not None:
        import_nomenklatur(folder.nomenklatur, OWN_EDITION, skenario.mulai)
    import_renstra(pd, folder.renstra, tahun_awal=skenario.renstra_mulai, now=skenario.mulai)
    versi = install_sop(shipped_text(), now=skenario.mulai)
    return Agency(pd, versi, bidang, contacts)


def _people(pd: PerangkatDaerah, skenario: Skenario, bidang: dict[str, Bidang]) -> dict[str, Orang]:
    actors = {actor.nama: actor.id for actor in shipped().pelaksana}
    contacts: dict[str, Orang] = {}
    posts: dict[str, Jabatan] = {}
    by_nip: dict[str, Orang] = {}
    since = date(skenario.mulai.year - 1, 1, 1)
    for entry in skenario.orang:
        orang = Orang.objects.create_user(entry.nama, nip=entry.nip or None, email=entry.surel or None, perangkat_daerah=pd)
        by_nip[entry.nip] = orang
        if not entry.jabatan:
            continue
        post = seat(pd, Pejabat(orang, entry.jabatan, actors.get(entry.pelaksana, ""), entry.bidang), bidang, since)
        posts.setdefault(entry.jabatan, post)
        if entry.pelaksana:
            posts.setdefault(entry.pelaksana, post)
        if entry.bidang:
            contacts.setdefault(entry.bidang, orang)
    for plh in skenario.plh:
        kind = Delegasi.Jenis.PLT if "plt" in plh.dasar.lower() else Delegasi.Jenis.PLH
        Delegasi.objects.create(
            jabatan=posts[plh.untuk], orang=by_nip[plh.oleh], jenis=kind, mulai=plh.mulai, selesai=plh.selesai, dasar=plh.dasar[:200]
        )
    return contacts


def _calendar(pd: PerangkatDaerah, skenario: Skenario) -> None:
    for day, reason in dict(skenario.libur).items():
        HariLibur.objects.create(pemda=pd.pemda, perangkat_daerah=pd, tanggal=day, sebab=reason[:200])
    for start, end in skenario.ramadan:
        Ramadan.objects.create(pemda=pd.pemda, mulai=start, selesai=end)
