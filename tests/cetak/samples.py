"""A full sample of each paper's data. Every person, NIP, number and amount is invented (rekaan)."""

from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from typing import Any

from renjana.cetak import papers, qr
from renjana.cetak.tables import paper_table
from renjana.organisasi.table import Column

WIB = timezone(timedelta(hours=7))
STAMP = datetime(2027, 1, 15, 8, tzinfo=WIB)
DINAS = "Dinas Komunikasi, Informatika dan Statistik"
INSTANSI: papers.Instansi = {
    "pemda": "Pemerintah Kabupaten Lampung Tengah",
    "opd": DINAS,
    "alamat": "Jalan Contoh Nomor 1, Gunung Sugih, Lampung Tengah 34161",
    "kontak": "Telepon (0725) 000000 · Laman kominfo.contoh.go.id · Pos-el kominfo@contoh.go.id",
    "zona": "WIB",
}
KADIS: papers.TandaTangan = {
    "jabatan": f"Kepala {DINAS}",
    "nama": "Ir. Sutan Contoh Mahardika, M.M.",
    "pangkat": "Pembina Utama Muda",
    "nip": "19690412 199503 1 900",
}
SEKRETARIS: papers.TandaTangan = {
    "jabatan": "Sekretaris",
    "nama": "Dra. Ratna Contoh Wulandari, M.Si.",
    "pangkat": "Pembina Tingkat I",
    "nip": "19740821 199903 2 900",
}
PERENCANA: papers.TandaTangan = {
    "jabatan": "Perencana Ahli Muda",
    "nama": "Bagas Contoh Pradana, S.E.",
    "pangkat": "Penata Tingkat I",
    "nip": "19860310 201101 1 900",
}
DEWI: papers.Orang = {"nama": "Dewi Contoh Lestari, A.Md.", "nip": "19930518 201903 2 900"}
BIDANG = [
    "Pengelolaan Informasi dan Komunikasi Publik",
    "Pengelolaan Aplikasi Informatika",
    "Statistik Sektoral",
    "Persandian dan Keamanan Informasi",
]


def tte(kode: str, waktu: datetime) -> papers.Tte:
    """An electronic signature's panel."""
    matrix = qr.matrix(f"https://renjana.contoh.go.id/verifikasi/{kode}/")
    return {"kode": kode, "waktu": waktu, "zona": "WIB", "qr": matrix, "kaki": papers.KAKI_TTE}


def signed(who: papers.TandaTangan, **more: Any) -> papers.TandaTangan:
    """The signature block with what the case adds."""
    return {**who, **more}  # type: ignore[typeddict-item]


def disposisi() -> papers.Disposisi:
    receivers = ["Sekretaris", *(f"Kepala Bidang {nama}" for nama in BIDANG), "Perencana"]
    hopes = ["Tanggapan dan saran", "Proses lebih lanjut", "Koordinasi/konfirmasikan", "Wakili dan laporkan", "Untuk diketahui", "Arsip"]
    return {
        "rekaan": True,
        "instansi": INSTANSI,
        "dari": "Sekretaris Daerah Kabupaten Lampung Tengah",
        "nomor_surat": "000.7.2/001/II.02/2027",
        "tanggal_surat": date(2027, 1, 2),
        "tanggal_terima": date(2027, 1, 4),
        "nomor_agenda": "0003/2027",
        "pilihan_sifat": ["Sangat segera", "Segera", "Rahasia"],
        "sifat": "Segera",
        "hal": "Penyusunan Rencana Kerja Perangkat Daerah Tahun 2028",
        "penerima": [{"jabatan": one, "pilih": one in ("Sekretaris", "Perencana")} for one in receivers],
        "harap": [{"isi": one, "pilih": one in ("Proses lebih lanjut", "Koordinasi/konfirmasikan")} for one in hopes],
        "catatan": "Segera susun Renja sesuai SOP. Format pengumpulan data dibagikan hari ini, rapat pembahasan paling lambat hari Rabu. "
        "Laporkan bila ada bidang yang terlambat mengisi.",
        "tenggat": datetime(2027, 1, 4, 8, 10, tzinfo=WIB),
        "paraf": ["Sekretaris", "Perencana"],
        "ttd": KADIS,
    }


def surat_undangan() -> papers.SuratUndangan:
    jafung = ["Perencana Ahli Muda", "Pranata Komputer Ahli Muda", "Statistisi Ahli Muda", "Sandiman Ahli Pertama"]
    subbagian = ["Kepala Subbagian Umum dan Kepegawaian", "Kepala Subbagian Keuangan"]
    return {
        "rekaan": True,
        "judul": "Undangan Rapat Pembahasan Renja Tahun 2028",
        "instansi": INSTANSI,
        "nomor": "000.1.5/012/VI.08/2027",
        "sifat": "Segera",
        "lampiran": "1 (satu) lembar",
        "hal": "Undangan Rapat Pembahasan Rencana Kerja",
        "kota": "Gunung Sugih",
        "tanggal": date(2027, 1, 4),
        "yth": [f"Kepala {DINAS}", "Sekretaris", *(f"Kepala Bidang {nama}" for nama in BIDANG), *subbagian, *jafung],
        "pembuka": [
            f"Dalam rangka penyusunan Rencana Kerja (Renja) {DINAS} Tahun 2028 dan menindaklanjuti disposisi Kepala Dinas nomor agenda "
            "0003/2027, dengan hormat kami mengundang Saudara untuk hadir pada:"
        ],
        "acara": {
            "tanggal": date(2027, 1, 6),
            "waktu": "pukul 09.00 WIB s.d. selesai",
            "tempat": f"Ruang Rapat {DINAS}",
            "acara": "Pembahasan Rencana Kerja (Renja) Tahun 2028",
        },
        "penutup": [
            "Mengingat pentingnya acara tersebut, Saudara diharapkan hadir tepat waktu dengan membawa isian format pengumpulan data dan "
            "informasi rencana kerja bidang masing-masing.",
            "Demikian, atas perhatian dan kehadiran Saudara diucapkan terima kasih.",
        ],
        "ttd": signed(SEKRETARIS, status="a.n.", jabatan_pemberi=f"Kepala {DINAS}", tte=tte("7K3PQ9", datetime(2027, 1, 4, 13, 5, tzinfo=WIB))),
        "tembusan": [f"Kepala {DINAS} (sebagai laporan);", "Kepala Badan Perencanaan Pembangunan Daerah."],
    }


def surat_pengantar() -> papers.SuratPengantar:
    return {
        "rekaan": True,
        "judul": "Surat Pengantar Dokumen Renja Tahun 2028",
        "instansi": INSTANSI,
        "nomor": "000.7.2.6/045/VI.08/2027",
        "kota": "Gunung Sugih",
        "tanggal": date(2027, 1, 15),
        "yth": ["Kepala Badan Perencanaan Pembangunan Daerah Kabupaten Lampung Tengah"],
        "kota_tujuan": "Gunung Sugih",
        "telepon": "(0725) 000000",
        "naskah": [
            {
                "nama": f"Dokumen Rencana Kerja (Renja) {DINAS} Tahun 2028",
                "banyaknya": "2 (dua) eksemplar",
                "keterangan": "Disampaikan dengan hormat untuk bahan lebih lanjut.",
            },
            {
                "nama": "Berkas digital Dokumen Renja (PDF/A) beserta data matriks program dan kegiatan",
                "banyaknya": "1 (satu) berkas",
                "keterangan": "SHA-256 tercantum pada lembar kepatuhan.",
            },
            {"nama": "Notulen rapat pembahasan dan daftar hadir", "banyaknya": "1 (satu) berkas", "keterangan": "Bukti pendukung."},
        ],
        "ttd": signed(KADIS, status="Plh.", nama=SEKRETARIS["nama"], pangkat="Pembina Tingkat I", nip=SEKRETARIS["nip"]),
    }


def daftar_hadir() -> papers.DaftarHadir:
    guests = [
        ("Ir. Sutan Contoh Mahardika, M.M.", "Kepala Dinas"),
        ("Dra. Ratna Contoh Wulandari, M.Si.", "Sekretaris"),
        ("Hendra Contoh Saputra, S.Sos.", f"Kepala Bidang {BIDANG[0]}"),
        ("Ir. Maya Contoh Anggraini", f"Kepala Bidang {BIDANG[1]}"),
        ("Yusuf Contoh Ramadhan, S.Si., M.Stat.", f"Kepala Bidang {BIDANG[2]}"),
        ("Teguh Contoh Santoso, S.Kom.", f"Kepala Bidang {BIDANG[3]}"),
        ("Nurul Contoh Hidayah, S.E.", "Kepala Subbagian Umum dan Kepegawaian"),
        ("Agus Contoh Setiawan, S.E., M.Ak.", "Kepala Subbagian Keuangan"),
        ("Bagas Contoh Pradana, S.E.", "Perencana Ahli Muda"),
        ("Putri Contoh Maharani, S.Kom.", "Pranata Komputer Ahli Muda"),
        ("Rizky Contoh Firmansyah, S.Stat.", "Statistisi Ahli Muda"),
        ("Fajar Contoh Nugroho, S.Tr.Kom.", "Sandiman Ahli Pertama"),
    ]
    came: list[papers.Peserta] = [
        {
            "nama": nama,
            "jabatan": jabatan,
            "nip": f"19{70 + n}0101 20{n:02}01 1 900",
            "hadir": "tidak hadir" if "Teguh" in nama else f"hadir 08.{50 + n % 10:02}",
        }
        for n, (nama, jabatan) in enumerate(guests)
    ]
    return {
        "rekaan": True,
        "judul": "Daftar Hadir Rapat Pembahasan Renja Tahun 2028",
        "instansi": INSTANSI,
        "tanggal": date(2027, 1, 6),
        "waktu": "Pukul 09.00 s.d. 11.10 WIB",
        "tempat": f"Ruang Rapat {DINAS}",
        "acara": "Pembahasan Rencana Kerja (Renja) Tahun 2028",
        "peserta": came,
        "kosong": 6,
        "ttd": signed(PERENCANA, tempat="Gunung Sugih", tanggal=date(2027, 1, 6)),
    }


def notulen() -> papers.Notulen:
    return {
        "rekaan": True,
        "judul": "Notulen Rapat Pembahasan Renja Tahun 2028",
        "instansi": INSTANSI,
        "rapat": "Pembahasan Rencana Kerja (Renja) Tahun 2028",
        "tanggal": date(2027, 1, 6),
        "waktu_panggilan": "Pukul 09.00 WIB",
        "waktu": "Pukul 09.10 s.d. 11.10 WIB",
        "tempat": f"Ruang Rapat {DINAS}",
        "kota": "Gunung Sugih",
        "acara": [
            "Pembukaan oleh Sekretaris",
            "Paparan evaluasi Renja Tahun 2026 dan pagu indikatif Tahun 2028",
            "Pembahasan usulan sub kegiatan tiap bidang",
            "Kesimpulan dan tindak lanjut",
        ],
        "pimpinan": [
            ["Ketua", "Sekretaris Dinas"],
            ["Sekretaris", "Perencana Ahli Muda"],
            ["Pencatat", "Pelaksana Subbagian Umum"],
        ],
        "peserta": "11 dari 12 orang yang diundang (daftar hadir terlampir)",
        "kegiatan": [
            {
                "judul": "Kata pembukaan",
                "paragraf": [
                    "Rapat dibuka pukul 09.10 WIB. Pimpinan rapat mengingatkan bahwa isian format dari seluruh bidang dan sekretariat "
                    "harus lengkap sebelum analisis data dimulai, dan bahwa pagu indikatif masih dapat berubah menurut Surat Edaran Bupati."
                ],
            },
            {
                "judul": "Pembahasan",
                "butir": [
                    ["Bidang Informasi dan Komunikasi Publik", "mengusulkan penambahan aktivitas relasi media dari 12 menjadi 16 laporan."],
                    [
                        "Bidang Aplikasi Informatika",
                        "melaporkan 70 dari 100 titik jaringan intra telah terpasang; 30 titik direncanakan pada tahun 2028.",
                    ],
                    "Bidang Persandian tidak hadir; isian disampaikan tertulis dan dibacakan notulis.",
                ],
            },
            {"judul": "Peraturan yang dirujuk", "paragraf": ["Permendagri Nomor 86 Tahun 2017 dan rancangan awal RKPD Tahun 2028."]},
        ],
        "keputusan": [
            "Pagu setiap bidang dikunci pada angka rancangan awal RKPD; usulan tambahan dicatat sebagai kebutuhan.",
            "Indikator sub kegiatan mengikuti nomenklatur pemutakhiran terakhir tanpa perubahan kata.",
            "Konsep Renja diserahkan kepada Sekretaris paling lambat hari Kamis, 14 Januari 2027.",
        ],
        "tindak": [
            {"apa": "Melengkapi isian format dan bukti realisasi", "siapa": "Semua kepala bidang", "tenggat": date(2027, 1, 6)},
            {"apa": "Menyusun tabel T-C.29 dan T-C.33", "siapa": "Perencana", "tenggat": date(2027, 1, 12)},
            {"apa": "Memeriksa kesesuaian kode dengan nomenklatur", "siapa": "Pranata Komputer", "tenggat": date(2027, 1, 8)},
        ],
        "notulis": DEWI,
        "pimpinan_ttd": signed(SEKRETARIS, tte=tte("M4T8ZC", datetime(2027, 1, 6, 15, 20, tzinfo=WIB))),
    }


def tanda_terima() -> papers.TandaTerima:
    return {
        "rekaan": True,
        "instansi": INSTANSI,
        "nomor": "TT/045/VI.08/2027",
        "dari": f"{DINAS} Kabupaten Lampung Tengah",
        "waktu": datetime(2027, 1, 15, 13, 5, tzinfo=WIB),
        "barang": [
            {"nama": "Surat Pengantar Nomor 000.7.2.6/045/VI.08/2027", "banyaknya": "1 lembar", "keterangan": "asli"},
            {"nama": "Dokumen Renja Tahun 2028", "banyaknya": "2 eksemplar", "keterangan": "dijilid, ditandatangani"},
            {"nama": "Berkas digital Dokumen Renja (PDF/A)", "banyaknya": "1 berkas", "keterangan": "sidik berkas di bawah"},
        ],
        "sidik": "77ffc4cb69b6360f27e04adaa130511fd6fb549d632d7d5b38f98b92c0ed2d35",
        "penyerah": DEWI,
        "penerima": {"nama": "Contoh Penerima Bappeda, S.Sos.", "nip": "19880911 201101 1 900"},
    }


AGENDA = (
    Column(1, "urut", "No. Urut", width=1.2),
    Column(2, "terima", "Tanggal Diterima", width=1.8),
    Column(3, "nomor", "Nomor dan Tanggal", group="Surat Masuk", width=3.6),
    Column(4, "dari", "Dari", group="Surat Masuk", width=3.6),
    Column(5, "hal", "Hal", group="Surat Masuk", width=5.2),
    Column(6, "sifat", "Sifat", width=1.4),
    Column(7, "kepada", "Diteruskan Kepada", group="Disposisi", width=2.8),
    Column(8, "selesai", "Penyelesaian", group="Disposisi", width=2.8),
    Column(9, "klasifikasi", "Klasifikasi", width=1.9),
)


def agenda(letters: int = 24) -> papers.Agenda:
    rows = [
        {
            "urut": f"{n:04}",
            "terima": f"{(n % 28) + 1:02}-01-2027",
            "nomor": f"000.7.2/{n:03}/II.02/2027\n02-01-2027",
            "dari": ["Sekretaris Daerah", "Bappeda", "Badan Kepegawaian dan PSDM"][n % 3],
            "hal": ["Penyusunan Rencana Kerja Tahun 2028", "Permintaan data sektoral triwulan IV", "Data pegawai akhir tahun"][n % 3],
            "sifat": ["Segera", "Biasa"][n % 2],
            "kepada": "Sekretaris, Perencana",
            "selesai": "",
            "klasifikasi": "000.7.2.6",
        }
        for n in range(1, letters + 1)
    ]
    ending = signed(PERENCANA, tempat="Gunung Sugih", tanggal=date(2027, 1, 31))
    book: papers.Buku = {
        "judul": "Buku Agenda Surat Masuk",
        "periode": "Januari 2027",
        "tabel": paper_table(AGENDA, rows),
        "ringkas": f"Jumlah surat masuk: {letters}.",
        "ttd": ending,
    }
    return {"rekaan": True, "judul": "Buku Agenda Surat Januari 2027", "instansi": INSTANSI, "buku": [book]}


PAPERS: dict[str, Callable[[], Any]] = {
    "disposisi": disposisi,
    "surat-undangan": surat_undangan,
    "surat-pengantar": surat_pengantar,
    "daftar-hadir": daftar_hadir,
    "notulen": notulen,
    "tanda-terima": tanda_terima,
    "agenda": agenda,
}
