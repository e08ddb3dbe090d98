"""Two agencies with one of everything that an address can name, and every address of the resolver."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from renjana.alur.models import Run, SopVersi
from renjana.analisis.models import Temuan
from renjana.bahan.models import CadanganBahan
from renjana.konsep.models import Komentar, Subbab
from renjana.organisasi.models import Delegasi, HariLibur, Kualifikasi, Pemda, Ramadan
from renjana.pengesahan.models import PengesahanSop
from renjana.pengiriman.models import Arsip
from renjana.pengumpulan.models import Isian, UnggahanIsian, UsulanRapat
from renjana.prosedur.actions import propose, start_draft
from renjana.renja.models import RealisasiLalu
from renjana.renstra.models import ImporRenstra, IndikatorRenstra, ItemRenstra, Renstra
from renjana.sop.definition import shipped
from renjana.surat.actions import keep_file, reserve_number
from renjana.surat.models import Berkas, Surat
from tests.people import MONDAY, Dinas, a_nomenklatur, an_orang
from tests.renstra.workbooks import an_xlsx

OWN_YEAR, FOREIGN_YEAR = 2027, 2031


@dataclass
class House:
    """An agency with a run of a year, and the bidang whose isian the addresses name."""

    dinas: Dinas
    run: Run
    bidang: str = "APTIKA"


def a_berkas(house: House) -> Berkas:
    content = f"Berkas uji {house.dinas.pd.pk}".encode()
    return keep_file(house.dinas.pd, "berkas.txt", content, "text/plain", by=house.dinas.staf, now=MONDAY)


def a_surat(house: House) -> Surat:
    letter = {"jenis": "undangan", "klasifikasi": "000.1.5", "perihal": "Rapat", "kepada": "Peserta", "tanggal": MONDAY.date()}
    return reserve_number(house.dinas.pd, by=house.dinas.staf, now=MONDAY, **letter)  # type: ignore[arg-type]


def a_temuan(house: House) -> Temuan:
    text = {"kode": "K01", "tingkat": "warning", "objek": "2.16.01", "pesan": "Uji.", "kunci": "uji"}
    return Temuan.objects.create(run=house.run, ditemukan=MONDAY, **text)


def a_komentar(house: House) -> Komentar:
    subbab, _ = Subbab.objects.get_or_create(run=house.run, nomor="1.1", defaults={"urutan": 1, "judul": "Latar Belakang"})
    return Komentar.objects.create(subbab=subbab, isi="Uji.", oleh=house.dinas.sekretaris, waktu=MONDAY)


def an_arsip(house: House) -> Arsip:
    words = ("nomor_berkas", "klasifikasi", "uraian", "kurun_waktu", "lokasi", "retensi_aktif", "retensi_inaktif", "nasib_akhir")
    return Arsip.objects.create(run=house.run, jumlah=1, berkas=a_berkas(house), dibuat=MONDAY, **dict.fromkeys(words, "uji"))


def an_unggahan(house: House) -> UnggahanIsian:
    isian, _ = Isian.objects.get_or_create(run=house.run, bidang=house.dinas.bidang[house.bidang])
    return UnggahanIsian.objects.create(isian=isian, berkas=a_berkas(house), keadaan="uji", diunggah=MONDAY, diunggah_oleh=house.dinas.staf)


def an_usulan_rapat(house: House) -> UsulanRapat:
    unit = house.dinas.bidang[house.bidang]
    Isian.objects.get_or_create(run=house.run, bidang=unit)
    place = {"kode": "2.16.03.2.02.0040", "kolom": "pagu", "menjadi": "1.000.000"}
    return UsulanRapat.objects.create(run=house.run, bidang=unit, keputusan=1, isi="Uji.", diajukan=MONDAY, **place)


def a_delegasi(house: House) -> Delegasi:
    post = house.dinas.kadis.pemangku.get().jabatan
    later = {"mulai": MONDAY + timedelta(days=900), "selesai": MONDAY + timedelta(days=901)}
    return Delegasi.objects.create(jabatan=post, orang=house.dinas.sekretaris, dasar="SK uji", **later)


def a_kualifikasi(house: House) -> Kualifikasi:
    return Kualifikasi.objects.create(orang=house.dinas.staf, jenis="kewenangan", dasar="SK uji", mulai=MONDAY.date())


def a_ramadan(house: House) -> Ramadan:
    return Ramadan.objects.create(pemda=house.dinas.pd.pemda, mulai=date(2027, 2, 8), selesai=date(2027, 3, 9))


def a_hari(house: House) -> HariLibur:
    return HariLibur.objects.create(pemda=house.dinas.pd.pemda, perangkat_daerah=house.dinas.pd, tanggal=date(2027, 7, 1), sebab="uji")


def a_jabatan(house: House) -> Any:
    return house.dinas.staf.pemangku.get().jabatan


def a_renstra(house: House) -> Renstra:
    renstra, _ = Renstra.objects.get_or_create(perangkat_daerah=house.dinas.pd, tahun_awal=2025, tahun_akhir=2029)
    return renstra


def an_item(house: House) -> ItemRenstra:
    return ItemRenstra.objects.create(renstra=a_renstra(house), tingkat="program", nama="Program uji", urutan=1)


def an_impor(house: House) -> ImporRenstra:
    sheet = keep_file(house.dinas.pd, "renstra.xlsx", an_xlsx([["a"]]), "application/octet-stream", by=house.dinas.perencana, now=MONDAY)
    told = {"lembar": "", "baris_judul": 1, "kolom": {}, "kode": {}}
    return ImporRenstra.objects.create(
        perangkat_daerah=house.dinas.pd, berkas=sheet, tahun_awal=2025, pemetaan=told, dibuat=MONDAY, dibuat_oleh=house.dinas.perencana
    )


def a_realisasi(house: House) -> RealisasiLalu:
    return RealisasiLalu.objects.create(tahap=house.run.tahap, kode="2.16.03.2.02.0040", indikator="Jumlah uji")


def a_cadangan(house: House) -> CadanganBahan:
    return CadanganBahan.objects.create(
        perangkat_daerah=house.dinas.pd, tahap=house.run.tahap, tahun=house.run.tahap.renja.tahun, jenis="realisasi", tindakan="impor", waktu=MONDAY
    )


def a_draft(house: House) -> SopVersi:
    known = SopVersi.objects.filter(perangkat_daerah=house.dinas.pd).count()
    sop = replace(shipped(), versi=f"{known + 1}")
    return start_draft(house.dinas.pd, sop, by=house.dinas.perencana, now=MONDAY)


def a_proposal(house: House) -> SopVersi:
    return propose(a_draft(house), by=house.dinas.perencana, now=MONDAY)


def a_ratified(house: House) -> SopVersi:
    draft = a_proposal(house)
    content = keep_file(house.dinas.pd, "sop.pdf", str(draft.pk).encode(), "application/pdf", by=house.dinas.kadis, now=MONDAY)
    told = {"orang": house.dinas.kadis, "nama": "uji", "jabatan": "uji", "waktu": MONDAY, "sidik": draft.sidik, "kode": f"UJI{draft.pk}"}
    PengesahanSop.objects.create(sop=draft, berkas=content, **told)
    return draft


THINGS: Mapping[str, Callable[[House], Any]] = {
    "surat:letter": a_surat,
    "surat:void": a_surat,
    "surat:berkas": a_berkas,
    "analisis:temuan": a_temuan,
    "analisis:sel": a_temuan,
    "konsep:komentar": a_komentar,
    "pengiriman:periksa_arsip": an_arsip,
    "pengumpulan:unggahan": an_unggahan,
    "pengumpulan:usulan": an_usulan_rapat,
    **dict.fromkeys(("prosedur:ubah", "prosedur:susun", "prosedur:usulkan", "prosedur:buang", "prosedur:cabut"), a_draft),
    **dict.fromkeys(("prosedur:kembalikan", "pengesahan:sop"), a_proposal),
    "pengesahan:sop_berkas": a_ratified,
    "renstra:berlakukan": a_renstra,
    **dict.fromkeys(("renstra:item", "renstra:hapus_tujuan", "renstra:tambah_indikator", "renstra:sasaran"), an_item),
    "renstra:tambah_tujuan": a_renstra,
    "renstra:hapus_indikator": lambda house: IndikatorRenstra.objects.create(item=an_item(house), uraian="uji"),
    **dict.fromkeys(("renstra:periksa", "renstra:impor_kode", "renstra:pemetaan", "renstra:pemetaan_toml", "renstra:buang"), an_impor),
    "bahan:baris": a_realisasi,
    "bahan:hapus": a_realisasi,
    "bahan:pulihkan": a_cadangan,
    "organisasi:bidang_item": lambda house: house.dinas.bidang["IKP"],
    "organisasi:bidang_move": lambda house: house.dinas.bidang["IKP"],
    "organisasi:bidang_active": lambda house: house.dinas.bidang["IKP"],
    "organisasi:post": a_jabatan,
    "organisasi:post_remove": a_jabatan,
    "organisasi:person": lambda house: house.dinas.staf,
    "organisasi:person_post": lambda house: house.dinas.staf,
    "organisasi:person_link": lambda house: house.dinas.staf,
    "organisasi:person_active": lambda house: house.dinas.staf,
    "organisasi:holding": lambda house: house.dinas.staf.pemangku.get(),
    "organisasi:delegation": a_delegasi,
    "organisasi:qualification": a_kualifikasi,
    "organisasi:day_remove": a_hari,
    "organisasi:ramadan_remove": a_ramadan,
}
"""What `pk` names, by view. An address with a `pk` must stand here."""

SOP = "penyusunan-renja"
KODE = {"prosedur": SOP, "pengesahan:sop": SOP, "pengesahan:sop_berkas": SOP, "analisis": "t-c-33", "pengesahan": "TIDAK-ADA", "renstra": "2.16"}
PLAIN: Mapping[str, Any] = {
    "token": "tidak-ada",
    "halaman": "mulai",
    "berkas": "sop.toml",
    "bentuk": "csv",
    "kunci": "jumlah",
    "kolom": "pagu",
    "sub_kegiatan": "2.16.03.2.02.0040",
    "lembar": "usulan",
    "jenis": "realisasi",
}


def addresses() -> dict[str, dict[str, Any]]:
    """Every named address of the resolver, with the converter of each of its parts."""
    return dict(_walk(get_resolver(), ""))


def _walk(resolver: URLResolver, prefix: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield f"{prefix}{entry.name}", dict(entry.pattern.converters)
        else:
            yield from _walk(entry, f"{prefix}{entry.namespace}:" if entry.namespace else prefix)


def parts_of(name: str, house: House, tahun: int) -> dict[str, Any]:
    """Values for the parts of an address, of this agency and year. Raises KeyError for a part that nobody has told how to fill."""
    values: dict[str, Any] = {}
    for part, converter in addresses()[name].items():
        if part == "tahun":
            values[part] = tahun
        elif part == "bidang":
            values[part] = house.bidang
        elif part == "nomor":
            values[part] = 1 if type(converter).__name__ == "IntConverter" else "1.1"
        elif part == "kode":
            values[part] = KODE[name if name in KODE else name.split(":")[0]]
        elif part == "versi":
            values[part] = a_nomenklatur("uji").pk
        elif part == "pk":
            values[part] = THINGS[name](house).pk
        else:
            values[part] = PLAIN[part]
    return values


def another_pemda() -> Pemda:
    """A second government, so that what belongs to a Pemda has a stranger too."""
    return Pemda.objects.create(nama="Kota Metro", kode_wilayah="18.72", ibu_kota="Metro")


def callers(dinas: Dinas) -> dict[str, Any]:
    """One person of each role, somebody without a jabatan, and nobody."""
    roles = {role: dinas.people[role] for role in ("kadis", "sekretaris", "perencana", "staf", "pembaca", "admin")}
    nobody = an_orang(dinas.pd, "Tanpa Jabatan", "199507072020121001")
    return roles | {"bidang": dinas.people["aptika"], "tanpa jabatan": nobody, "tanpa masuk": None}
