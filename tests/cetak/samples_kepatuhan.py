"""A sample of the compliance sheet: 13 steps, one of them twice. Names are invented (rekaan)."""

from datetime import date, datetime, timedelta

from renjana.cetak import papers
from tests.cetak.samples import INSTANSI, PAPERS, SEKRETARIS, WIB, signed, tte

# no, uraian, oleh, untuk, putaran, baku, nyata, hasil, alasan
PASSAGES = [
    (1, "Memerintahkan penyusunan Rencana Kerja (Renja)", "Ratna C. Wulandari", "", 1, 10, 8, "selesai", ""),
    (2, "Membuat format pengumpulan data dan informasi Rencana Kerja tahunan", "Bagas C. Pradana", "", 1, 120, 95, "selesai", ""),
    (3, "Menyampaikan format pengumpulan data dan informasi rencana kerja", "Dewi C. Lestari", "", 1, 60, 60, "selesai", ""),
    (4, "Mengundang Kadis dan Pejabat Esselon III untuk rapat pembahasan", "Dewi C. Lestari", "", 1, 30, 25, "selesai", ""),
    (5, "Melaksanakan Rapat pembahasan rencana kerja tahunan", "Dewi C. Lestari", "", 1, 120, 120, "selesai", ""),
    (
        6,
        "Menghimpun format data dan informasi rencana kerja tahunan",
        "Dewi C. Lestari",
        "",
        1,
        180,
        310,
        "selesai",
        "Bidang Persandian menyerahkan isian terlambat karena petugas dinas luar",
    ),
    (7, "Menganalisis data dan informasi renja yang telah terkumpul", "Dewi C. Lestari", "", 1, 1800, 1650, "selesai", ""),
    (8, "Membuat Konsep rencana kerja (Renja) tahunan", "Bagas C. Pradana, Dewi C. Lestari", "", 1, 900, 900, "selesai", ""),
    (
        9,
        "Mengoreksi Konsep Dokumen rencana kerja (Renja) tahunan",
        "Ratna C. Wulandari",
        "",
        1,
        450,
        380,
        "dikembalikan",
        "Uraian BAB II belum memuat faktor penyebab",
    ),
    (8, "Membuat Konsep rencana kerja (Renja) tahunan", "Bagas C. Pradana, Dewi C. Lestari", "", 2, 900, 240, "selesai", ""),
    (9, "Mengoreksi Konsep Dokumen rencana kerja (Renja) tahunan", "Ratna C. Wulandari", "", 2, 450, 120, "selesai", ""),
    (10, "Menyampaikan Dokumen rencana kerja tahunan kepada Kadis", "Ratna C. Wulandari", "", 1, 60, 45, "selesai", ""),
    (
        11,
        "Penandatanganan dokumen rencana kerja tahunan oleh Kaban kemudian diteruskan ke Perencana",
        "Ratna C. Wulandari",
        "Plh. Kepala Dinas",
        1,
        10,
        10,
        "selesai",
        "",
    ),
    (12, "Membuat surat pengantar pengiriman sekaligus penomoran surat", "Bagas C. Pradana", "", 1, 15, 15, "selesai", ""),
    (
        13,
        "Mengantar surat, Menggandakan dan mengarsipkan Dokumen rencana kerja (Renja) tahunan",
        "Dewi C. Lestari",
        "",
        1,
        60,
        140,
        "selesai",
        "mesin pengganda rusak; penggandaan dilakukan di Bappeda",
    ),
]
KEYS = ("no", "uraian", "oleh", "untuk", "putaran", "baku", "nyata", "hasil", "alasan")


def kepatuhan() -> papers.Kepatuhan:
    start = datetime(2027, 1, 4, 8, tzinfo=WIB)
    steps = []
    for place, passage in enumerate(PASSAGES):
        begun = start + timedelta(hours=14 * place)
        steps.append({**dict(zip(KEYS, passage, strict=True)), "mulai": begun, "selesai": begun + timedelta(hours=9)})
    return {
        "rekaan": True,
        "judul": "Lembar Kepatuhan SOP Penyusunan Renja",
        "instansi": INSTANSI,
        "sop": "SOP Penyusunan Rencana Kerja (Renja)",
        "dokumen": "Dokumen Renja Tahun 2028",
        "jalan": "2027/01",
        "kota": "Gunung Sugih",
        "tanggal": date(2027, 1, 15),
        "jumlah_langkah": 13,
        "langkah": steps,  # type: ignore[typeddict-item]
        "sidik": "8ab995f3e9823f72e5ce2bba38204c7ae14da6cc2f60d8c5a8e19b63b4a435fe",
        "keterangan": "Dua jeda dicatat: menunggu isian bidang (1 hari kerja) dan perjalanan dinas Kepala Dinas (2 jam).",
        "ttd": signed(SEKRETARIS, tte=tte("Q2W6XD", datetime(2027, 1, 15, 14, 30, tzinfo=WIB))),
    }


PAPERS["kepatuhan"] = kepatuhan
