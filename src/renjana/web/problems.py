"""What a refused request says: one row a status, in plain words, with what to do next. No Django here."""

import secrets
from dataclasses import dataclass

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


@dataclass(frozen=True)
class Problem:
    """Headline, explanation used when the refusal brings none, and advice."""

    title: str
    reason: str
    advice: str


PROBLEMS = {
    400: Problem(
        "Permintaan tidak dapat dibaca",
        "Peramban mengirim sesuatu yang tidak dikenal Renjana.",
        "Kembali ke halaman sebelumnya, muat ulang, lalu coba sekali lagi.",
    ),
    403: Problem(
        "Anda tidak berwenang atas halaman ini",
        "Jabatan Anda saat ini tidak mencakup halaman atau tindakan ini.",
        "Bila seharusnya boleh, minta pengelola memeriksa jabatan atau delegasi Anda.",
    ),
    404: Problem(
        "Halaman tidak ditemukan",
        "Alamat ini tidak ada, atau datanya milik bidang atau perangkat daerah lain.",
        "Periksa alamatnya, atau cari dengan kode, nomor surat, atau kata.",
    ),
    409: Problem(
        "Sudah diubah lebih dahulu",
        "Keadaan berubah setelah Anda membuka halaman ini.",
        "Muat ulang halaman untuk melihat keadaan terbaru. Tidak ada yang hilang.",
    ),
    413: Problem(
        "Berkas atau isian terlalu besar",
        "Yang Anda kirim melebihi batas yang diterima.",
        "Perkecil berkasnya, misalnya hapus gambar atau lembar yang tidak dipakai, lalu kirim lagi.",
    ),
    422: Problem(
        "Belum dapat dilanjutkan",
        "Masih ada yang kurang.",
        "Lengkapi yang disebut di atas, lalu coba lagi.",
    ),
    429: Problem(
        "Terlalu banyak percobaan",
        "Permintaan dari Anda datang terlalu sering.",
        "Tunggu beberapa menit, lalu coba lagi.",
    ),
    500: Problem(
        "Renjana mengalami gangguan",
        "Permintaan Anda tidak selesai dan tidak ada yang tersimpan setengah.",
        "Coba sekali lagi. Bila terulang, sebutkan kode rujukan di bawah kepada pengelola.",
    ),
    503: Problem(
        "Renjana sedang sibuk atau dirawat",
        "Layanan belum dapat menjawab.",
        "Tunggu satu menit, lalu muat ulang halaman ini.",
    ),
}
FORM_EXPIRED = Problem(
    "Formulir sudah kedaluwarsa",
    "Halaman dibuka terlalu lama, atau Anda sudah keluar di tab lain. Isian ini tidak disimpan.",
    "Kembali ke halaman sebelumnya, muat ulang, lalu kirim lagi. Salin dahulu teks panjang yang sudah Anda ketik.",
)


def problem_of(status: int) -> Problem:
    """The row of a status; the row of its class when it has none."""
    return PROBLEMS.get(status) or PROBLEMS[500 if status >= 500 else 400]


def reference_code() -> str:
    """A code short enough to read over the phone, such as K7QX-2MX9; the log has the same."""
    letters = "".join(secrets.choice(LETTERS) for _ in range(8))
    return f"{letters[:4]}-{letters[4:]}"
