"""The columns of the collection format, said once: workbook, its reader and the grid on the page are made from them.

Source: Permendagri 86/2017, Tabel T-C.33, and the rows that the rehearsal contract names.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from renjana.organisasi.table import fill_years
from renjana.renja.rules import TIPE

Kind = Literal["code", "text", "choice", "month", "number", "money"]
TIPE_LABELS = dict(zip(TIPE, ("Akumulatif", "Persentase", "Nilai akhir", "Tren negatif"), strict=True))


@dataclass(frozen=True)
class Kolom:
    """One column. `wajib` says why it cannot be left out ("" for what the planner may drop); `petunjuk` is the guidance given by default.

    `per_indikator` tells that every indicator of a sub kegiatan has its own value; other columns are filled once. `lebar` counts letters.
    """

    key: str
    label: str
    bagian: str
    kind: Kind
    lebar: int
    petunjuk: str
    wajib: str = ""
    per_indikator: bool = False

    def judul(self, tahun: int) -> str:
        """The head with the year of the plan in it."""
        return fill_years(self.label, tahun)


BAGIAN = (
    ("sub_kegiatan", "Sub kegiatan"),
    ("indikator", "Indikator"),
    ("target", "Target"),
    ("pagu", "Pagu"),
    ("lokasi", "Lokasi, dana, sasaran"),
    ("jadwal", "Jadwal"),
    ("maju", "Prakiraan maju"),
    ("catatan", "Catatan"),
)
CHECKED = tuple(key for key, _ in BAGIAN if key not in {"sub_kegiatan", "catatan"})
"""Parts whose completeness is shown; the code is always there, a note may stay empty."""

COLUMNS = (
    Kolom("kode", "Kode", "sub_kegiatan", "code", 19, "Kode sub kegiatan menurut nomenklatur, misalnya 2.16.03.2.02.0040.", "Kunci setiap baris."),
    Kolom(
        "indikator",
        "Indikator sub kegiatan",
        "indikator",
        "text",
        38,
        "Indikator dari nomenklatur tidak diganti; indikator lain boleh ditambah pada baris kosong dengan kode yang sama.",
        "Dicetak pada T-C.33 kolom 3.",
        per_indikator=True,
    ),
    Kolom(
        "tipe",
        "Tipe indikator",
        "indikator",
        "choice",
        13,
        "Akumulatif bila hasil tiap tahun dijumlahkan; persentase dan nilai akhir memakai nilai tahun itu.",
        per_indikator=True,
    ),
    Kolom(
        "satuan",
        "Satuan",
        "indikator",
        "text",
        13,
        "Sama dengan satuan nomenklatur, misalnya Dokumen atau Orang.",
        "Menyertai target pada T-C.33 kolom 5.",
        per_indikator=True,
    ),
    Kolom(
        "target",
        "Target {n}",
        "target",
        "number",
        11,
        "Angka saja. Koma untuk pecahan: 95,5.",
        "Dicetak pada T-C.33 kolom 5.",
        per_indikator=True,
    ),
    Kolom("pagu", "Pagu {n} (Rp)", "pagu", "money", 17, "Rupiah penuh tanpa sen, misalnya 1.500.000 atau 1,5 juta.", "Dicetak pada T-C.33 kolom 6."),
    Kolom("lokasi", "Lokasi", "lokasi", "text", 24, "Kecamatan, kampung, atau nama kabupaten.", "Dicetak pada T-C.33 kolom 4."),
    Kolom(
        "sumber_dana",
        "Sumber dana",
        "lokasi",
        "text",
        26,
        "Pilih dari daftar. Beberapa sumber dipisahkan titik koma, dengan jumlahnya: 1.1 = 40.000.000; 1.2.1.01.02 = 21.500.000.",
        "Dicetak pada T-C.33 kolom 7.",
    ),
    Kolom("kelompok_sasaran", "Kelompok sasaran", "lokasi", "text", 22, "Siapa yang menerima manfaat."),
    Kolom("bulan_awal", "Bulan mulai", "jadwal", "month", 11, "Bulan pelaksanaan dimulai, nama atau angka 1 sampai 12."),
    Kolom("bulan_akhir", "Bulan selesai", "jadwal", "month", 11, "Bulan pelaksanaan selesai, tidak mendahului bulan mulai."),
    Kolom("target_maju", "Target {n+1}", "maju", "number", 11, "Prakiraan target tahun berikutnya.", per_indikator=True),
    Kolom("pagu_maju", "Pagu {n+1} (Rp)", "maju", "money", 17, "Prakiraan pagu tahun berikutnya. Bila berhenti, tulis 0 dan beri catatan."),
    Kolom("catatan", "Catatan penting", "catatan", "text", 28, "Alasan perubahan, usulan yang ditampung, atau hal lain yang perlu diketahui."),
)
BY_KEY = {column.key: column for column in COLUMNS}
KEYS = tuple(BY_KEY)
MANDATORY = tuple(column.key for column in COLUMNS if column.wajib)


def chosen(keys: Collection[str]) -> tuple[Kolom, ...]:
    """The columns of a format in their order; the mandatory ones are always among them."""
    return tuple(column for column in COLUMNS if column.wajib or column.key in keys)


def only(keys: Collection[str]) -> tuple[Kolom, ...]:
    """Just these columns in their order, and the code."""
    return tuple(column for column in COLUMNS if column.key in keys or column.key == "kode")


def parts(keys: Collection[str]) -> tuple[tuple[str, str], ...]:
    """The parts whose completeness is followed, as key and label, for these columns."""
    used = {column.bagian for column in chosen(keys)}
    return tuple((key, label) for key, label in BAGIAN if key in used and key in CHECKED)
