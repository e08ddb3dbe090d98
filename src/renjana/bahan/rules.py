"""The four lists of source data, their columns said once: for the page, the form, the workbook and its reader.

Source: Permendagri 86/2017, Tabel T-C.29, T-C.31, T-C.32 and Formulir E.81.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from renjana.renja.lists import QUARTERS, STATUS

TRIWULAN_ROMAWI = ("I", "II", "III", "IV")


@dataclass(frozen=True)
class Kolom:
    """A column: key, head, kind (code, text, long, tipe, status, number, money), its longest text, further heads that it may carry in a file.

    {n} in a head stands for the year of the plan (of a list by quarter: for its own year), {n-1} for the year before.
    """

    key: str
    label: str
    kind: str = "text"
    limit: int = 0
    needed: bool = False
    heads: tuple[str, ...] = ()
    hint: str = ""


@dataclass(frozen=True)
class Daftar:
    """A list: what it is called, which table it feeds, its columns. `of_year` lists belong to the agency and a year, the others to a plan."""

    jenis: str
    judul: str
    tabel: tuple[str, ...]
    untuk: str
    kolom: tuple[Kolom, ...]
    of_year: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the columns, in order."""
        return tuple(kolom.key for kolom in self.kolom)

    @property
    def money(self) -> tuple[str, ...]:
        """The keys of the columns that hold money."""
        return tuple(kolom.key for kolom in self.kolom if kolom.kind == "money")


KODE = Kolom("kode", "Kode", "code", 20, needed=True, heads=("kode rekening", "kode sub kegiatan"), hint="Dengan atau tanpa titik.")
INDIKATOR = Kolom("indikator", "Indikator", "long", needed=True, heads=("indikator kinerja", "tolok ukur kinerja"))
TIPE = Kolom("tipe", "Tipe", "tipe", heads=("tipe indikator", "rumus"))
SATUAN = Kolom("satuan", "Satuan", limit=100)

REALISASI = Daftar(
    "realisasi",
    "Realisasi tahun lalu",
    ("t-c-29",),
    "Bahan tabel T-C.29: target dan realisasi sampai tahun lalu.",
    (
        KODE,
        INDIKATOR,
        TIPE,
        SATUAN,
        Kolom("target_renstra", "Target akhir Renstra", "number", heads=("target renstra",)),
        Kolom("realisasi_sd_n3", "Realisasi s/d {n-3}", "number", heads=("realisasi sd n3", "realisasi sampai n 3")),
        Kolom("target_n2", "Target {n-2}", "number", heads=("target n2",)),
        Kolom("realisasi_n2", "Realisasi {n-2}", "number", heads=("realisasi n2",)),
        Kolom("target_n1", "Target {n-1}", "number", heads=("target n1",)),
    ),
)
USULAN = Daftar(
    "usulan",
    "Usulan",
    ("t-c-32",),
    "Bahan tabel T-C.32: usulan Musrenbang, forum perangkat daerah, pokok pikiran DPRD, dan surat.",
    (
        Kolom("pengusul", "Pengusul", limit=200, needed=True),
        Kolom("sumber", "Sumber", limit=100, heads=("sumber usulan",), hint="Misalnya Musrenbang kecamatan, forum, pokok pikiran DPRD."),
        Kolom("kode", "Kode tujuan", "code", 20, heads=("kode", "kode sub kegiatan"), hint="Sub kegiatan yang menampung; boleh kosong."),
        Kolom("uraian", "Usulan", "long", needed=True, heads=("uraian", "uraian usulan", "program kegiatan")),
        Kolom("lokasi", "Lokasi", limit=300),
        Kolom("indikator", "Indikator", "long", heads=("indikator kinerja",)),
        Kolom("volume", "Volume", limit=100, heads=("besaran volume", "besaran")),
        Kolom("status", "Status", "status"),
        Kolom("alasan", "Alasan", "long", heads=("catatan", "alasan status"), hint="Wajib untuk usulan yang ditolak."),
    ),
)
RKPD = Daftar(
    "rkpd",
    "Rancangan awal RKPD",
    ("t-c-31",),
    "Bahan tabel T-C.31: yang tercantum pada rancangan awal RKPD, satu baris satu kode.",
    (
        KODE,
        Kolom("lokasi", "Lokasi", limit=300),
        Kolom("indikator", "Indikator", "long", heads=("indikator kinerja",)),
        Kolom("target", "Target", limit=100, heads=("target capaian",)),
        Kolom("pagu", "Pagu indikatif (Rp)", "money", heads=("pagu", "pagu indikatif")),
        Kolom("catatan", "Catatan", "long", heads=("catatan penting",)),
    ),
)


def _quarters() -> tuple[Kolom, ...]:
    """K and Rp of each quarter."""
    found = []
    for key in QUARTERS:
        number, kind = int(key[2]), key[4:]
        words = {"k": ("K", "number", "kinerja"), "rp": ("Rp", "money", "anggaran")}[kind]
        roman = TRIWULAN_ROMAWI[number - 1]
        heads = tuple(f"{head} {kind}" for head in (f"tw{number}", f"tw {number}", f"tw {roman.lower()}", f"triwulan {number}"))
        more = (f"realisasi {words[2]} triwulan {roman.lower()}", f"triwulan {roman.lower()} {words[2]}")
        found.append(Kolom(key, f"Triwulan {roman} {words[0]}", words[1], heads=(*heads, *more)))
    return tuple(found)


TRIWULAN = Daftar(
    "triwulan",
    "Realisasi triwulan",
    ("e-81-a", "e-81-b"),
    "Kinerja (K) dan anggaran (Rp) setiap triwulan: bahan E.81, dan tahun n-2 mengisi T-C.29. Anggaran satu kode diisi pada indikator pertamanya.",
    (
        KODE,
        INDIKATOR,
        TIPE,
        SATUAN,
        Kolom("target_k", "Target {n} K", "number", heads=("target k", "target kinerja", "target")),
        Kolom("target_rp", "Anggaran {n} Rp", "money", heads=("target rp", "anggaran", "pagu")),
        Kolom("lalu_k", "Realisasi s/d {n-1} K", "number", heads=("lalu k", "realisasi lalu k")),
        Kolom("lalu_rp", "Realisasi s/d {n-1} Rp", "money", heads=("lalu rp", "realisasi lalu rp")),
        *_quarters(),
        Kolom("unit", "Unit penanggung jawab", limit=200, heads=("unit", "unit pd penanggung jawab", "unit opd penanggung jawab")),
        Kolom("keterangan", "Keterangan", "long"),
    ),
    of_year=True,
)
DAFTAR: Mapping[str, Daftar] = {daftar.jenis: daftar for daftar in (REALISASI, TRIWULAN, USULAN, RKPD)}
STATUSES = STATUS


def heads_of(daftar: Daftar, tahun: int) -> dict[str, tuple[str, ...]]:
    """The plain heads that each column may carry in a file, its key and its printed head among them."""
    return {kolom.key: (plain(kolom.key), plain(head_of(kolom, tahun)), *(plain(head) for head in kolom.heads)) for kolom in daftar.kolom}


def head_of(kolom: Kolom, tahun: int) -> str:
    """The head with its years."""
    words = kolom.label.replace("{n}", str(tahun))
    for back in range(1, 4):
        words = words.replace(f"{{n-{back}}}", str(tahun - back))
    return words


def plain(head: str) -> str:
    """A head without case, signs and doubled blanks."""
    return " ".join("".join(letter if letter.isalnum() else " " for letter in head.lower()).split())


def rejects(jenis: str, values: Mapping[str, object]) -> dict[str, str]:
    """What is missing in a row beyond its single cells: by column, a sentence."""
    said = {}
    if jenis == "usulan" and values.get("status") == "ditolak" and not values.get("alasan"):
        said["alasan"] = "Tuliskan alasan usulan ini ditolak; alasannya dicetak pada T-C.32."
    if jenis == "usulan" and values.get("status") == "diterima" and not values.get("kode"):
        said["kode"] = "Isi kode sub kegiatan yang menampung usulan yang diterima."
    return said
