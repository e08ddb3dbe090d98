"""What an order must say before step 1 can finish."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

HARAP = (
    "Tanggapan dan saran",
    "Proses lebih lanjut",
    "Koordinasi/konfirmasikan",
    "Wakili dan laporkan",
    "Untuk diketahui",
    "Arsip",
)


@dataclass(frozen=True)
class Perintah:
    """The order as the sekretaris writes it. `tenggat` is aware; `penerima` are ids of jabatan."""

    surat_dari: str
    nomor_surat: str
    tanggal_surat: date | None
    tanggal_terima: date
    sifat: str
    hal: str
    harap: tuple[str, ...]
    catatan: str
    tenggat: datetime
    penerima: tuple[int, ...]


OVER = "Tenggat ini sudah lewat; pilih hari yang akan datang."


def deadline_fault(tenggat: datetime, now: datetime) -> str:
    """Why nothing can be asked until this moment; "" when it can."""
    return OVER if tenggat <= now else ""


def missing(perintah: Perintah, *, now: datetime, known: Collection[int]) -> tuple[tuple[str, str], ...]:
    """Every reason why this order cannot go out, as (name of the value, whole sentence); empty when it can."""
    reasons = []
    if not perintah.catatan.strip():
        reasons.append(("catatan", "Isi disposisi masih kosong; tuliskan apa yang harus dikerjakan."))
    if not perintah.hal.strip():
        reasons.append(("hal", "Perihal masih kosong."))
    if not perintah.penerima:
        reasons.append(("penerima", "Belum ada penerima; pilih paling sedikit satu jabatan."))
    if not set(perintah.penerima) <= set(known):
        reasons.append(("penerima", "Ada penerima dari luar perangkat daerah ini; pilih dari daftar."))
    if late := deadline_fault(perintah.tenggat, now):
        reasons.append(("tenggat", late))
    if set(perintah.harap) - set(HARAP):
        reasons.append(("harap", "Ada pilihan harapan yang tidak dikenal; pilih dari daftar."))
    return tuple(reasons)


def default_instruction(tahun: int, perangkat_daerah: str) -> str:
    """The text an order starts with; people change it."""
    return (
        f"Susun Rencana Kerja (Renja) {perangkat_daerah} Tahun {tahun} menurut SOP. Siapkan format pengumpulan data, "
        "bagikan kepada semua bidang dan sekretariat, dan laporkan kemajuannya."
    )
