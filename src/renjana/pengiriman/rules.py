"""What a cover letter, a dispatch and an archive must hold, and what the compliance sheet says."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

KLASIFIKASI_RENJA = "000.7.2.6"
"""Program kerja tahunan; active 2 years, inactive 3 years, then permanent. Source: klasifikasi arsip, docs/arsip.md."""
RUNNING = "berjalan"
RETENSI = ("2 Tahun", "3 Tahun", "Permanen")


@dataclass(frozen=True)
class NaskahDikirim:
    """A line of the cover letter's table."""

    nama: str
    banyaknya: str
    keterangan: str


@dataclass(frozen=True)
class Pengantar:
    """The cover letter as the perencana writes it."""

    kepada: str
    naskah: tuple[NaskahDikirim, ...]
    tembusan: tuple[str, ...] = ()


@dataclass(frozen=True)
class Bukti:
    """The proof of receipt. `pindaian` is a scan's (name, content, media type) or None: then a tanda terima is printed."""

    cara: str
    penerima: str
    jabatan_penerima: str
    diterima: datetime
    salinan: tuple[str, ...]
    pindaian: tuple[str, bytes, str] | None = None


@dataclass(frozen=True)
class Passage:
    """One visit of a step for the compliance sheet. Minutes are working minutes; `jeda` those that stood still.

    `hasil` is selesai, dikembalikan, or berjalan for the one that is not over; its minutes are those so far.
    """

    nomor: int
    uraian: str
    oleh: str
    untuk: str
    putaran: int
    mulai: datetime
    selesai: datetime
    baku: int
    nyata: int
    jeda: int
    hasil: str
    alasan: str

    @property
    def over(self) -> int:
        """Minutes beyond the standard; 0 when it was kept."""
        return max(0, self.nyata - self.baku)


def letter_faults(pengantar: Pengantar, *, signed: bool) -> tuple[str, ...]:
    """Every reason why the cover letter cannot be made."""
    reasons = []
    if not signed:
        reasons.append("Dokumen Renja belum ditandatangani.")
    if not pengantar.kepada.strip():
        reasons.append("Alamat tujuan belum diisi.")
    if not any(entry.nama.strip() for entry in pengantar.naskah):
        reasons.append("Daftar naskah yang dikirim masih kosong.")
    return tuple(reasons)


def proof_faults(bukti: Bukti, *, opened: datetime, now: datetime) -> tuple[str, ...]:
    """Every reason why this proof of receipt is not enough. `opened` is when step 13 began."""
    reasons = []
    if not bukti.penerima.strip():
        reasons.append("Nama penerima belum diisi.")
    if bukti.diterima > now:
        reasons.append("Waktu diterima belum terjadi; isi waktu yang sebenarnya.")
    if bukti.diterima < opened.replace(second=0, microsecond=0):
        reasons.append("Waktu diterima mendahului surat pengantar; periksa tanggal dan jamnya.")
    if not any(copy.strip() for copy in bukti.salinan):
        reasons.append("Penggandaan belum dicatat; tuliskan untuk siapa salinannya.")
    return tuple(reasons)


def unproven(penerima: str | None, *, signed: bool) -> tuple[str, ...]:
    """Every reason why what is kept does not prove yet that the document was received. `penerima` is None while nothing is kept, `signed`
    whether a scan that the receiver signed is kept.
    """
    if penerima is None:
        return ("Bukti terima belum dicatat; catat dahulu siapa yang menerima dokumen.",)
    reasons = [] if penerima.strip() else ["Nama penerima belum diisi; catat siapa yang menerima dokumen."]
    if not signed:
        reasons.append("Tanda terima belum bertanda tangan; minta penerima menandatangani cetakannya, lalu unggah pindaiannya.")
    return tuple(reasons)


def verdict(passages: Sequence[Passage], expected: int) -> str:
    """The sentence that closes the compliance sheet. `expected` is the number of steps of the SOP."""
    running = next((passage.nomor for passage in passages if passage.hasil == RUNNING), None)
    done = {passage.nomor for passage in passages if passage.hasil == "selesai"}
    late = [passage for passage in passages if passage.over]
    returned = sum(1 for passage in passages if passage.hasil == "dikembalikan")
    text = f"{len(done)} dari {expected} langkah dikerjakan menurut urutan SOP"
    text += f", langkah {running} masih berjalan" if running else ""
    text += f", {returned} kali dikembalikan" if returned else ", tanpa pengembalian"
    text += f"; {len(late)} langkah melampaui waktu baku." if late else f"; {'sejauh ini ' if running else ''}semua langkah dalam waktu baku."
    return text
