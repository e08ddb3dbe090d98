"""The order of chapters as data, chosen per document: `86_2017` (five chapters) and `14_2026` (six, to be confirmed).

Sources: Permendagri 86/2017, systematics of the Renja Perangkat Daerah; Permendagri 14/2026, guidance for RKPD 2027.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Bagian:
    """A subbab: its number as printed, its title, what it must contain, and the official tables that stand in it."""

    nomor: str
    judul: str
    muatan: str
    tabel: tuple[str, ...] = ()

    @property
    def bab(self) -> int:
        """The chapter it belongs to, from 1."""
        return int(self.nomor.split(".")[0])


@dataclass(frozen=True)
class Sistematika:
    """A whole order of chapters. `konfirmasi` is a sentence for the planner while the order still has to be confirmed."""

    kode: str
    dasar: str
    bab: tuple[str, ...]
    bagian: tuple[Bagian, ...]
    konfirmasi: str = ""

    def of_chapter(self, number: int) -> tuple[Bagian, ...]:
        """The subbab of a chapter, in order."""
        return tuple(entry for entry in self.bagian if entry.bab == number)


PENDAHULUAN = (
    Bagian("1.1", "Latar Belakang", "Pengertian Renja, proses penyusunan, keterkaitan dengan RKPD dan Renstra, tindak lanjut ke RAPBD."),
    Bagian(
        "1.2",
        "Landasan Hukum",
        "Peraturan menurut urutan tingkatannya: pedoman perencanaan, kewenangan, SOTK, RPJMD, Renstra, nomenklatur.",
    ),
    Bagian("1.3", "Maksud dan Tujuan", "Menjamin kesesuaian program, kegiatan, lokasi, kelompok sasaran, dan prakiraan maju."),
    Bagian("1.4", "Sistematika Penulisan", "Isi singkat setiap bab."),
)

P86_2017 = Sistematika(
    "86_2017",
    "Permendagri Nomor 86 Tahun 2017",
    (
        "PENDAHULUAN",
        "HASIL EVALUASI RENJA PERANGKAT DAERAH TAHUN LALU",
        "TUJUAN DAN SASARAN PERANGKAT DAERAH",
        "RENCANA KERJA DAN PENDANAAN PERANGKAT DAERAH",
        "PENUTUP",
    ),
    (
        *PENDAHULUAN,
        Bagian(
            "2.1",
            "Evaluasi Pelaksanaan Renja Perangkat Daerah Tahun Lalu dan Capaian Renstra",
            "Realisasi yang tidak, tepat, atau melebihi target, faktor penyebab, implikasi, dan tindak lanjut.",
            ("t-c-29",),
        ),
        Bagian("2.2", "Analisis Kinerja Pelayanan Perangkat Daerah", "Kinerja pelayanan menurut SPM, IKK, atau standar nasional.", ("t-c-30",)),
        Bagian(
            "2.3",
            "Isu-isu Penting Penyelenggaraan Tugas dan Fungsi Perangkat Daerah",
            "Koordinasi, permasalahan dan hambatan, dampak, tantangan dan peluang, rumusan isu.",
        ),
        Bagian("2.4", "Review terhadap Rancangan Awal RKPD", "Proses, alasan, dan temuan dari perbandingan kebutuhan dengan RKPD.", ("t-c-31",)),
        Bagian(
            "2.5",
            "Penelaahan Usulan Program dan Kegiatan Masyarakat",
            "Usulan Musrenbang, forum, dan pokir beserta keputusannya.",
            ("t-c-32",),
        ),
        Bagian("3.1", "Telaahan terhadap Kebijakan Nasional", "Prioritas nasional yang terkait tugas perangkat daerah."),
        Bagian("3.2", "Tujuan dan Sasaran Renja Perangkat Daerah", "Tujuan dan sasaran Renstra dengan target tahun rencana."),
        Bagian("3.3", "Program dan Kegiatan", "Pertimbangan, rekapitulasi, sifat penyebaran lokasi, total kebutuhan dana.", ("t-c-33",)),
        Bagian("4.1", "Rencana Kerja dan Pendanaan", "Matriks program, kegiatan, dan sub kegiatan menurut susunan SIPD-RI.", ("sipd-ri-17",)),
        Bagian("5.1", "Catatan Penting dan Kaidah Pelaksanaan", "Catatan penting dan kaidah pelaksanaan."),
        Bagian("5.2", "Rencana Tindak Lanjut", "Rencana tindak lanjut."),
    ),
)

P14_2026 = Sistematika(
    "14_2026",
    "Permendagri Nomor 14 Tahun 2026",
    (
        "PENDAHULUAN",
        "HASIL EVALUASI RENJA PERANGKAT DAERAH TAHUN LALU",
        "TUJUAN DAN SASARAN PERANGKAT DAERAH",
        "RENCANA KERJA DAN PENDANAAN PERANGKAT DAERAH",
        "KINERJA PENYELENGGARAAN BIDANG URUSAN",
        "PENUTUP",
    ),
    (
        *PENDAHULUAN,
        Bagian("2.1", "Evaluasi Capaian Kinerja Bidang Urusan", "Evaluasi IKU dan IKK.", ("t-c-29", "t-c-30")),
        Bagian("2.2", "Evaluasi Capaian Standar Pelayanan Minimal", "Bagi bidang urusan yang memiliki SPM."),
        Bagian("2.3", "Rumusan Permasalahan dan Isu Strategis", "Permasalahan dan isu strategis.", ("t-c-31",)),
        Bagian("2.4", "Telaah Pokok-Pokok Pikiran DPRD", "Pokok pikiran DPRD dan usulan masyarakat.", ("t-c-32",)),
        Bagian("2.5", "Inovasi Bidang Urusan", "Inovasi yang dilaksanakan."),
        Bagian("3.1", "Tujuan dan Sasaran", "Tujuan dan sasaran, wajib sama dengan Renstra."),
        Bagian("3.2", "Arah Kebijakan", "Arah kebijakan tahun rencana."),
        Bagian("4.1", "Rencana Kerja dan Pendanaan", "Matriks program, kegiatan, dan sub kegiatan.", ("t-c-33", "sipd-ri-17")),
        Bagian("5.1", "Indikator Kinerja Utama", "Target IKU tahun rencana."),
        Bagian("5.2", "Indikator Kinerja Kunci", "Target IKK tahun rencana."),
        Bagian("6.1", "Catatan Penting dan Kaidah Pelaksanaan", "Catatan penting dan kaidah pelaksanaan."),
        Bagian("6.2", "Rencana Tindak Lanjut", "Rencana tindak lanjut."),
    ),
    konfirmasi="Susunan enam bab menurut Permendagri 14/2026 masih perlu dikonfirmasi kepada Bappeda sebelum dipakai.",
)

SISTEMATIKA = {entry.kode: entry for entry in (P86_2017, P14_2026)}


def sistematika_of(regulasi: str) -> Sistematika:
    """The order of chapters of a regulation code; the five chapters for an unknown one."""
    return SISTEMATIKA.get(regulasi, P86_2017)
