"""Builders with believable defaults and the fixed cast. Everybody here is invented."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from renjana.alur import actions as alur
from renjana.alur.models import Run, SopVersi, Task
from renjana.alur.queries import open_task, sop_of
from renjana.organisasi.models import Bidang, Jabatan, Orang, PemangkuJabatan, Pemda, Peran, PerangkatDaerah
from renjana.renja.models import Renja, Tahap
from renjana.renstra.models import VersiNomenklatur
from renjana.sop.definition import shipped_text
from renjana.sop.flow import step as langkah_of

WIB = ZoneInfo("Asia/Jakarta")
PASSWORD = "kopi robusta lampung"
MONDAY = datetime(2027, 1, 4, 8, tzinfo=WIB)
SINCE = date(2026, 1, 1)


@dataclass
class Dinas:
    """An agency with its cast; `people` by key: kadis, sekretaris, perencana, staf, admin, pembaca and one contact per bidang code in lower case."""

    pd: PerangkatDaerah
    bidang: dict[str, Bidang]
    people: dict[str, Orang]

    def __getattr__(self, key: str) -> Orang:
        try:
            return self.__dict__["people"][key]  # type: ignore[no-any-return]  # by the dictionary, so that a copy can be made
        except KeyError:
            raise AttributeError(key) from None


def a_pemda(nama: str = "Kabupaten Lampung Tengah", kode_wilayah: str = "18.02") -> Pemda:
    pemda, _ = Pemda.objects.get_or_create(nama=nama, defaults={"kode_wilayah": kode_wilayah, "ibu_kota": "Gunung Sugih"})
    return pemda


def an_orang(pd: PerangkatDaerah, nama: str, nip: str, **fields: Any) -> Orang:
    fields.setdefault("pangkat", "Penata Tingkat I, III/d")
    return Orang.objects.create_user(nama, nip=nip, password=PASSWORD, perangkat_daerah=pd, rekaan=True, **fields)


def a_holder(pd: PerangkatDaerah, orang: Orang, jabatan: str, peran: str, *, pelaksana: str = "", bidang: Bidang | None = None) -> Jabatan:
    post, _ = Jabatan.objects.get_or_create(perangkat_daerah=pd, nama=jabatan, bidang=bidang, defaults={"peran": peran, "pelaksana": pelaksana})
    PemangkuJabatan.objects.create(jabatan=post, orang=orang, mulai=SINCE)
    return post


BIDANG = (
    ("SEKRETARIAT", "Sekretariat"),
    ("IKP", "Bidang Informasi dan Komunikasi Publik"),
    ("APTIKA", "Bidang Aplikasi Informatika"),
    ("STATISTIK", "Bidang Statistik"),
    ("PERSANDIAN", "Bidang Persandian"),
)
CAST = (
    ("kadis", "Hendra Wirawan", "Kepala Dinas", Peran.KADIS, "kepala_dinas"),
    ("sekretaris", "Sri Wahyuningsih", "Sekretaris", Peran.SEKRETARIS, "sekretaris"),
    ("perencana", "Rina Oktaviani", "Perencana Ahli Muda", Peran.PERENCANA, "perencana"),
    ("staf", "Dedi Kurniawan", "Pengadministrasi Perencanaan", Peran.STAF, "staf"),
    ("admin", "Yuni Astuti", "Pranata Komputer", Peran.ADMIN, ""),
    ("pembaca", "Bambang Sutrisno", "Auditor Inspektorat", Peran.PEMBACA, ""),
)
CONTACTS = ("Wayan Sudarma", "Fitri Handayani", "Agus Prasetyo", "Nita Permatasari", "Made Suarjana")


def a_dinas(kode: str = "2.16.2.20.2.21.01.0000", *, nama: str = "Dinas Komunikasi, Informatika dan Statistik", serial: int = 1) -> Dinas:
    """An agency with sekretariat, four bidang and its cast. Give another `kode` and `serial` for a second one."""
    pd = PerangkatDaerah.objects.create(
        pemda=a_pemda(),
        kode=kode,
        nama=nama,
        singkatan="KOMINFO" if serial == 1 else f"PD{serial}",
        bidang_urusan=["2.16", "2.20", "2.21"],
        alamat="Jalan Hi. Muchtar, Gunung Sugih",
        kontak="Telepon (0725) 000000",
    )
    bidang = {
        key: Bidang.objects.create(perangkat_daerah=pd, kode=key, nama=name, urutan=order, sekretariat=key == "SEKRETARIAT")
        for order, (key, name) in enumerate(BIDANG)
    }
    people: dict[str, Orang] = {}
    for order, (key, name, post, peran, actor) in enumerate(CAST):
        orang = an_orang(pd, name, f"1983{order + 1:02d}182001{serial:02d}1{order + 1:03d}", email=f"{key}{serial}@contoh.invalid")
        a_holder(pd, orang, post, peran, pelaksana=actor)
        people[key] = orang
    for order, ((key, name), contact) in enumerate(zip(BIDANG, CONTACTS, strict=True)):
        orang = an_orang(pd, contact, f"1990{order + 1:02d}102015{serial:02d}2{order + 1:03d}", telepon=f"62812000000{order}")
        a_holder(pd, orang, f"Penghubung {name}", Peran.BIDANG, bidang=bidang[key])
        people[key.lower()] = orang
    return Dinas(pd, bidang, people)


def a_nomenklatur(nama: str = "pemutakhiran 2027") -> VersiNomenklatur:
    versi, _ = VersiNomenklatur.objects.get_or_create(nama=nama, defaults={"sumber": "uji", "dibuat": datetime(2026, 1, 1, tzinfo=UTC)})
    return versi


def a_renja(dinas: Dinas, tahun: int = 2027, **fields: Any) -> Renja:
    fields.setdefault("pagu_indikatif", 12_500_000_000)
    return Renja.objects.create(perangkat_daerah=dinas.pd, tahun=tahun, versi_nomenklatur=a_nomenklatur(), **fields)


def the_sop(now: datetime = MONDAY) -> SopVersi:
    return alur.install_sop(shipped_text("penyusunan-renja"), now=now)


def a_run(dinas: Dinas, *, langkah: int = 1, tahun: int = 2027, now: datetime = MONDAY, versi: SopVersi | None = None) -> Run:
    """A run that stands at `langkah`: the steps before are finished by who may act, each exactly at its due time, without their papers."""
    tahap = Tahap.objects.create(renja=a_renja(dinas, tahun))
    run = alur.start_run(tahap, versi or the_sop(now), by=dinas.sekretaris, now=now)
    while (task := open_task(run)) is not None and task.langkah < langkah:
        finish(dinas, task)
    return run


def actor_of(dinas: Dinas, task: Task) -> Orang:
    """The one of the cast who plays the first actor of this task."""
    actor = langkah_of(sop_of(task.run.sop), task.langkah).pelaksana[0]
    return {"kepala_dinas": dinas.kadis, "sekretaris": dinas.sekretaris, "perencana": dinas.perencana, "staf": dinas.staf}[actor]


def finish(dinas: Dinas, task: Task) -> Task | None:
    """Finish a task as its actor, exactly at its due time."""
    return alur.complete(task, by=actor_of(dinas, task), now=task.jatuh_tempo)
