"""What an invitation and a meeting's minutes must hold before steps 4 and 5 can finish."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from renjana.pengumpulan.usulan import Perubahan

KLASIFIKASI_UNDANGAN = "000.1.5"
"""Rapat pimpinan: notula/risalah rapat. Source: klasifikasi arsip, docs/arsip.md."""

ACARA = (
    "Pembukaan",
    "Paparan evaluasi Renja tahun lalu dan pagu indikatif",
    "Pembahasan rencana program, kegiatan, dan sub kegiatan tiap bidang",
    "Kesimpulan dan tindak lanjut",
)


@dataclass(frozen=True)
class Tamu:
    """Somebody to invite. `orang` is None for a guest from outside."""

    orang: int | None
    nama: str
    jabatan: str
    nip: str = ""


@dataclass(frozen=True)
class Undangan:
    """The invitation as the staf writes it; times are aware."""

    mulai: datetime
    selesai: datetime
    tempat: str
    acara: tuple[str, ...]
    tamu: tuple[Tamu, ...]
    sifat: str = "Segera"
    tembusan: tuple[str, ...] = ()


@dataclass(frozen=True)
class Hadir:
    """Whether one participant came; `pukul` local time."""

    urutan: int
    hadir: bool
    pukul: time | None = None


@dataclass(frozen=True)
class Keputusan:
    """A decision with who does it and until when, both optional, and the changes that it makes to rows of the plan."""

    isi: str
    siapa: str = ""
    tenggat: date | None = None
    perubahan: tuple[Perubahan, ...] = ()


@dataclass(frozen=True)
class Notulen:
    """The minutes. `pembahasan` is free text, a paragraph a line; "Nama: isi" becomes a point of that speaker."""

    pimpinan: str
    pembukaan: str
    pembahasan: str
    penutup: str
    keputusan: tuple[Keputusan, ...]
    dimajukan: str = ""
    """Why the meeting was held before the hour of its invitation."""


def invitation_faults(undangan: Undangan, *, now: datetime) -> tuple[str, ...]:
    """Every reason why this invitation cannot go out."""
    reasons = []
    if undangan.selesai <= undangan.mulai:
        reasons.append("Jam selesai rapat harus sesudah jam mulai.")
    if undangan.mulai < now:
        reasons.append("Waktu rapat sudah lewat; pilih waktu yang akan datang.")
    if not undangan.tempat.strip():
        reasons.append("Tempat rapat belum diisi.")
    if not any(point.strip() for point in undangan.acara):
        reasons.append("Acara rapat belum diisi; tuliskan paling sedikit satu butir.")
    if not undangan.tamu:
        reasons.append("Belum ada yang diundang; pilih paling sedikit satu orang.")
    return tuple(reasons)


def is_early(mulai: datetime, now: datetime) -> bool:
    """Whether the hour of the invitation has not come yet."""
    return now < mulai


EARLY = "Rapat belum tiba waktunya menurut undangan. Bila rapat dimajukan, tuliskan sebabnya."


def late_for(tenggat: date | None, hari: date) -> str:
    """What is wrong with the deadline of a decision taken on `hari`; "" for nothing."""
    return f"Tenggat tidak boleh sebelum hari rapat ({hari:%d/%m/%Y})." if tenggat and tenggat < hari else ""


def minutes_faults(notulen: Notulen, present: int, *, hari: date, early: bool = False) -> tuple[str, ...]:
    """Every reason why step 5 cannot finish yet. `present` is the number of people noted as present, `hari` the day of the meeting."""
    reasons = []
    if not present:
        reasons.append("Daftar hadir masih kosong; catat siapa yang hadir.")
    if not notulen.pimpinan.strip():
        reasons.append("Pimpinan rapat belum diisi.")
    if not notulen.pembahasan.strip():
        reasons.append("Pembahasan belum ditulis.")
    if not any(entry.isi.strip() for entry in notulen.keputusan):
        reasons.append("Belum ada keputusan; tuliskan paling sedikit satu.")
    late = ((number, late_for(entry.tenggat, hari)) for number, entry in enumerate(notulen.keputusan, 1))
    reasons += [f"Keputusan {number}: {fault}" for number, fault in late if fault]
    if early and not notulen.dimajukan.strip():
        reasons.append(EARLY)
    return tuple(reasons)


def discussion_points(text: str) -> tuple[tuple[str, str], ...]:
    """Split the discussion into (speaker, what was said); lines without a short "Nama:" head have no speaker."""
    points = []
    for line in text.splitlines():
        head, colon, rest = line.strip().partition(":")
        if colon and rest.strip() and len(head) <= 60:
            points.append((head.strip(), rest.strip()))
        elif line.strip():
            points.append(("", line.strip()))
    return tuple(points)


def paragraphs(text: str) -> tuple[str, ...]:
    """The non-empty lines of a text."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def default_opening(tahun: int, sequence: Sequence[str]) -> str:
    """The opening words the minutes start with; people change them."""
    agenda = "; ".join(point[0].lower() + point[1:] for point in sequence)
    return f"Rapat dibuka oleh pimpinan rapat. Acara rapat pembahasan Renja Tahun {tahun}: {agenda}."
