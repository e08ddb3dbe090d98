"""What was said at the demo's meetings; everything invented."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from renjana.pengumpulan.usulan import Perubahan
from renjana.rapat.models import PesertaRapat
from renjana.rapat.rules import Hadir, Keputusan, Notulen

ABSENT = "PERSANDIAN"
DISCUSSED = (
    ("Kepala Dinas", "Pagu indikatif tahun {tahun} tidak berubah banyak; bidang diminta mendahulukan kegiatan yang sudah ada pada Renstra."),
    (
        "Perencana",
        "Format sudah dibagikan melalui aplikasi. Baris yang berasal dari Renstra tinggal diperiksa target, pagu, dan kelompok sasarannya.",
    ),
    ("Bidang Aplikasi Informatika", "Titik akses internet untuk ruang publik ditambah dua titik sesuai hasil Musrenbang."),
    ("Bidang Statistik", "Pembinaan metadata perlu tambahan pagu agar prinsip Satu Data Indonesia terpenuhi."),
    ("Sekretaris", "Isian dikirim paling lambat sesuai tenggat format, supaya analisis dapat dimulai tepat waktu."),
)
DECIDED = (
    ("Seluruh bidang melengkapi dan mengirim isian melalui aplikasi sesuai tenggat.", "Semua bidang", 1),
    ("Penambahan pagu statistik sektoral dicatat dengan alasan pada kolom catatan penting.", "Bidang Statistik", 1),
    ("Usulan Musrenbang yang diterima dipetakan ke sub kegiatan.", "Perencana", 3),
)
CHANGING = 2
PROPOSED = (
    Perubahan("STATISTIK", "2.20.02.2.01.0018", "pagu", "75.000.000", "Tambahan dibatasi supaya pagu perangkat daerah tetap dalam pagu indikatif"),
)
"""What the second decision changes in the year that is being drawn up."""
OPENING = "Rapat dibuka oleh {pimpinan} dengan mengucap syukur. Acara rapat adalah pembahasan rencana kerja Tahun {tahun} dan pembagian isian."
CLOSING = "Rapat ditutup setelah seluruh keputusan dibacakan kembali dan disetujui peserta."


def attendance(people: Sequence[PesertaRapat], begin: datetime) -> list[Hadir]:
    """Everybody came within the quarter of an hour before, but one. `begin` is local to the agency."""
    return [
        Hadir(person.urutan, not is_absent(person), None if is_absent(person) else (begin - timedelta(minutes=15 - place % 14)).time())
        for place, person in enumerate(people)
    ]


def is_absent(person: PesertaRapat) -> bool:
    """The one who was away."""
    return ABSENT in person.jabatan.upper()


def minutes(tahun: int, pimpinan: str, begin: datetime, changes: tuple[Perubahan, ...] = ()) -> Notulen:
    """The minutes of the meeting that began then; the second decision makes these changes to the plan."""
    return Notulen(
        pimpinan=pimpinan,
        pembukaan=OPENING.format(pimpinan=pimpinan, tahun=tahun),
        pembahasan="\n".join(f"{speaker}: {words.format(tahun=tahun)}" for speaker, words in DISCUSSED),
        penutup=CLOSING,
        keputusan=tuple(
            Keputusan(words, who, (begin + timedelta(days=days)).date(), changes if number == CHANGING else ())
            for number, (words, who, days) in enumerate(DECIDED, 1)
        ),
    )
