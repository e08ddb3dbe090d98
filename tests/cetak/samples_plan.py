"""A whole Renja of about 60 sub kegiatan with all official tables. Names and amounts are invented (rekaan); codes follow the usual shape."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from renjana.cetak import charts, papers
from renjana.cetak.plan import numbered
from renjana.cetak.tables import paper_table
from renjana.organisasi.table import Column, filled
from tests.cetak.samples import DINAS, INSTANSI, KADIS, PAPERS, WIB, signed, tte

N = 2028
DANA, MAJU, CAPAIAN = "Rencana Tahun {n}", "Prakiraan Maju Rencana Tahun {n+1}", "Capaian Kinerja dan Kerangka Pendanaan"
LALU, JALAN = "Target dan Realisasi Kinerja Program dan Kegiatan Tahun Lalu (n-2)", "Perkiraan Realisasi Capaian Target Renstra s/d Tahun Berjalan"
URAIAN = "Urusan/Bidang Urusan Pemerintahan Daerah dan Program/Kegiatan/Sub Kegiatan"
RKPD, BUTUH = "Rancangan Awal RKPD", "Hasil Analisis Kebutuhan"
COLUMNS: dict[str, tuple[Column, ...]] = {
    "T-C.29": (
        Column(1, "kode", "Kode", kind="code"),
        Column(2, "uraian", URAIAN),
        Column(3, "indikator", "Indikator Kinerja Program (outcome)/Kegiatan (output)"),
        Column(4, "target_renstra", "Target Kinerja Capaian Program (Renstra PD) Tahun {akhir}", kind="number"),
        Column(5, "realisasi_n3", "Realisasi Target Kinerja Hasil Program dan Keluaran Kegiatan s/d Tahun (n-3)", kind="number"),
        Column(6, "target_n2", "Target Renja PD Tahun (n-2)", group=LALU, kind="number"),
        Column(7, "realisasi_n2", "Realisasi Renja PD Tahun (n-2)", group=LALU, kind="number"),
        Column(8, "tingkat_realisasi", "Tingkat Realisasi (%)", group=LALU, unit="%", formula="7/6*100", kind="percent"),
        Column(9, "target_n1", "Target Program dan Kegiatan (Renja PD Tahun Berjalan n-1)", kind="number"),
        Column(10, "capaian", "Realisasi Capaian s/d Tahun Berjalan (n-1)", group=JALAN, formula="5+7+9", kind="number"),
        Column(11, "tingkat_capaian", "Tingkat Capaian Target Renstra (%)", group=JALAN, unit="%", formula="10/4*100", kind="percent"),
    ),
    "T-C.30": (
        Column(1, "no", "No"),
        Column(2, "indikator", "Indikator"),
        Column(3, "spm", "SPM/Standar Nasional"),
        Column(4, "ikk", "IKK", width=1),
        *(
            Column(5 + i, f"t{i}", f"Tahun n{by}", group="Target Renstra Perangkat Daerah", kind="number")
            for i, by in enumerate(["-2", "-1", "", "+1"])
        ),
        *(Column(9 + i, f"r{i}", f"Tahun n{by}", group="Realisasi Capaian", kind="number") for i, by in enumerate(["-2", "-1"])),
        *(Column(11 + i, f"p{i}", f"Tahun n{by}", group="Proyeksi", kind="number") for i, by in enumerate(["", "+1"])),
        Column(13, "catatan", "Catatan Analisis"),
    ),
    "T-C.31": (
        Column(1, "no", "No"),
        *(
            Column(first + i, f"{first}_{i}", label, group=group, unit="Rp.000" if i == 4 else None, kind="money" if i == 4 else "text")
            for first, group, money in ((2, RKPD, "Pagu Indikatif"), (7, BUTUH, "Kebutuhan Dana"))
            for i, label in enumerate(["Program/Kegiatan", "Lokasi", "Indikator Kinerja", "Target Capaian", money])
        ),
        Column(12, "catatan", "Catatan Penting"),
    ),
    "T-C.32": (
        Column(1, "no", "No"),
        Column(2, "prog", "Program/Kegiatan", width=4),
        Column(3, "lokasi", "Lokasi"),
        Column(4, "indikator", "Indikator Kinerja"),
        Column(5, "volume", "Besaran/Volume"),
        Column(6, "catatan", "Catatan"),
    ),
    "T-C.33": (
        Column(1, "kode", "Kode", kind="code"),
        Column(2, "uraian", URAIAN),
        Column(3, "indikator", "Indikator Kinerja Program/Kegiatan"),
        Column(4, "lokasi", "Lokasi", group=DANA),
        Column(5, "target", "Target Capaian Kinerja", group=DANA),
        Column(6, "pagu", "Kebutuhan Dana/Pagu Indikatif", group=DANA, unit="Rp", kind="money"),
        Column(7, "dana", "Sumber Dana", group=DANA, width=1.4),
        Column(8, "catatan", "Catatan Penting"),
        Column(9, "target_maju", "Target Capaian Kinerja", group=MAJU),
        Column(10, "pagu_maju", "Kebutuhan Dana/Pagu Indikatif", group=MAJU, unit="Rp", kind="money"),
    ),
    "IV.1": (
        Column(1, "no", "No"),
        Column(2, "kode", "Kode", kind="code", width=2.6),
        Column(3, "uraian", "Urusan/Bidang Urusan/Program/Kegiatan/Sub Kegiatan", width=3.4),
        Column(4, "indikator", "Indikator Program/Kegiatan/Sub Kegiatan", width=3.4),
        Column(5, "target_akhir", "Target Akhir Periode Renstra OPD", width=1.8),
        Column(6, "realisasi", "Realisasi Capaian Renja OPD Tahun {n-2}", width=1.8),
        Column(7, "prakiraan", "Prakiraan Capaian Target Renja OPD Tahun {n-1}", width=1.9),
        Column(8, "target", "Target {n}", group=CAPAIAN, width=1.6),
        Column(9, "pagu", "Pagu Indikatif", group=CAPAIAN, unit="Rp", kind="money"),
        Column(10, "lokasi", "Lokasi", group=CAPAIAN, width=1.7),
        Column(11, "dana", "Sumber Dana", group=CAPAIAN, width=1.3),
        Column(12, "nasional", "Prioritas > Nasional", group=CAPAIAN, width=1.5),
        Column(13, "daerah", "Prioritas > Daerah", group=CAPAIAN, width=1.5),
        Column(14, "sasaran", "Kelompok Sasaran", width=1.7),
        Column(15, "target_maju", "Target", group=MAJU, width=1.6),
        Column(16, "pagu_maju", "Pagu Indikatif", group=MAJU, unit="Rp", kind="money"),
        Column(17, "pd", "Perangkat Daerah Penanggung Jawab", width=2.2),
    ),
}
PROGRAMS = [
    ("2.16.01", "Program Penunjang Urusan Pemerintahan Daerah Kabupaten/Kota", 9_280_000_000, 9_100_000_000),
    ("2.16.02", "Program Pengelolaan Informasi dan Komunikasi Publik", 2_432_500_000, 2_600_000_000),
    ("2.16.03", "Program Pengelolaan Aplikasi Informatika", 1_600_000_000, 1_450_000_000),
    ("2.20.02", "Program Penyelenggaraan Statistik Sektoral", 1_295_000_000, 1_295_000_000),
    ("2.21.02", "Program Penyelenggaraan Persandian untuk Pengamanan Informasi", 1_000_000_000, 800_000_000),
]


def leaf(n: int, code: str) -> dict[str, Any]:
    """One sub kegiatan with a value for every column of every table."""
    pagu = 50_000_000 + n * 2_500_000
    return {
        "kode": code,
        "uraian": f"Koordinasi dan Penyusunan Dokumen Perencanaan Perangkat Daerah {n}",
        "indikator": f"Jumlah Dokumen Perencanaan Perangkat Daerah yang Tersusun {n}",
        "lokasi": "Kab. Lampung Tengah" if n % 3 else "Kec. Terbanggi Besar",
        "target": "12 Dokumen",
        "pagu": pagu,
        "dana": "DAU" if n % 4 else "PAD",
        "target_maju": "12 Dokumen",
        "pagu_maju": pagu + pagu // 10,
        "target_akhir": "60 Dokumen",
        "realisasi": "12 Dokumen",
        "prakiraan": "12 Dokumen",
        "nasional": "Transformasi digital",
        "daerah": "Tata kelola",
        "sasaran": "Perangkat daerah",
        "pd": DINAS,
        "target_renstra": Decimal(60),
        "realisasi_n3": Decimal(20),
        "target_n2": Decimal(12),
        "realisasi_n2": Decimal("11.5"),
        "tingkat_realisasi": Decimal("95.83"),
        "target_n1": Decimal(12),
        "capaian": Decimal("43.5"),
        "tingkat_capaian": Decimal("72.5"),
    }


def tree(count: int) -> list[dict[str, Any]]:
    """Urusan, bidang urusan, programs, kegiatan and `count` sub kegiatan with sums upward."""
    leaves = [leaf(n, "") for n in range(count)]
    sums = {key: sum(one[key] for one in leaves) for key in ("pagu", "pagu_maju")}
    rows: list[dict[str, Any]] = [
        {"tingkat": 0, "kode": "2", "uraian": "URUSAN PEMERINTAHAN WAJIB YANG TIDAK BERKAITAN DENGAN PELAYANAN DASAR", **sums},
        {"tingkat": 1, "kode": "2.16", "uraian": "URUSAN PEMERINTAHAN BIDANG KOMUNIKASI DAN INFORMATIKA", **sums},
    ]
    for n, one in enumerate(leaves):
        code, name = PROGRAMS[n * len(PROGRAMS) // count][:2]
        if not rows or rows[-1].get("program") != code:
            rows.append({"tingkat": 2, "kode": code, "uraian": name, "indikator": "Indeks layanan", "target": "82,50 Indeks", "program": code})
        if n % 6 == 0 or rows[-1]["tingkat"] == 2:
            rows.append({"tingkat": 3, "kode": f"{code}.2.{n // 6 + 1:02}", "uraian": f"Kegiatan Perencanaan {n // 6 + 1}", "program": code})
        rows.append({**one, "tingkat": 4, "kode": f"{code}.2.{n // 6 + 1:02}.{n + 1:04}", "program": code})
    return rows


def official(kode: str, judul: str, rows: list[dict[str, Any]], jumlah: dict[str, Any] | None = None) -> papers.Blok:
    columns = filled(COLUMNS[kode], N, akhir="2029")
    return {"jenis": "tabel_resmi", "kode": kode, "judul": judul, "tabel": paper_table(columns, rows, jumlah=jumlah)}


def paragraph(text: Any) -> papers.Blok:
    return {"jenis": "paragraf", "isi": text}


def chart_blocks() -> list[papers.Blok]:
    bars = [charts.Bar(name, kini, lalu) for _, name, kini, lalu in PROGRAMS]
    rows = [charts.Row(bar.nama, (bar.kini, bar.lalu)) for bar in bars]
    pagu = charts.pagu_bars(rows, f"Pagu indikatif menurut program Tahun {N}", (f"Renja {N}", f"Renstra {N}"))
    batas = charts.ceiling_bars(bars[1:], "Pagu program terhadap pagu Renstra")
    return [
        {"jenis": "grafik", "judul": f"Pagu Indikatif Menurut Program Tahun {N}", "svg": pagu.svg, "alt": pagu.alt},
        {"jenis": "grafik", "judul": "Pagu Program terhadap Pagu Renstra", "svg": batas.svg, "alt": batas.alt},
    ]


def subbab(nomor: str, judul: str, *blok: papers.Blok) -> papers.Subbab:
    return {"nomor": nomor, "judul": judul, "blok": list(blok)}


def chapter_one(prose: papers.Blok) -> papers.Bab:
    runs = paragraph([{"teks": "Renja", "tebal": True}, {"teks": " disusun menurut "}, {"teks": "Permendagri 86/2017", "miring": True}])
    laws = [f"Peraturan contoh nomor {n} tentang perencanaan pembangunan daerah;" for n in range(1, 9)]
    parts = [
        subbab("1.1", "Latar Belakang", prose, prose, runs),
        subbab("1.2", "Landasan Hukum", prose, {"jenis": "daftar", "urut": "1", "butir": laws}),
        subbab("1.3", "Maksud dan Tujuan", prose, prose, {"jenis": "daftar", "urut": "a", "butir": ["menjamin kesesuaian;", "menjadi pedoman."]}),
        subbab("1.4", "Sistematika Penulisan", prose),
    ]
    return {"no": "I", "judul": "PENDAHULUAN", "subbab": parts}


def chapter_two(rows: list[dict[str, Any]]) -> papers.Bab:
    service: dict[str, Any] = {"indikator": "Indeks SPBE", "spm": "-", "ikk": "IKK", "catatan": "n-2 = 98,08% dari target"}
    values = {"t0": "2.6", "t1": "2.8", "t2": "3", "t3": "3.2", "r0": "2.55", "r1": "2.82", "p0": "3", "p1": "3.2"}
    service |= {key: Decimal(value) for key, value in values.items()}
    services = [{**service, "no": n} for n in range(1, 5)]
    review = {"no": 1, "2_0": "Aplikasi", "2_4": 500_000_000, "7_0": "Aplikasi", "7_4": 650_500_000, "catatan": "Penambahan 3 titik"}
    total = {"2_0": "JUMLAH", "2_4": 1_500_000_000, "7_4": 1_951_500_000}
    nothing = {"no": "", "prog": "Nihil", "catatan": "Tidak ada usulan"}
    long = paragraph("Capaian kinerja tahun lalu dinilai terhadap target Renja dan Renstra. " * 6)
    parts = [
        subbab("2.1", "Evaluasi Pelaksanaan Renja Tahun Lalu", long, official("T-C.29", "Rekapitulasi Evaluasi Hasil Pelaksanaan Renja", rows)),
        subbab("2.2", "Analisis Kinerja Pelayanan", long, official("T-C.30", f"Pencapaian Kinerja Pelayanan {DINAS}", services)),
        subbab("2.3", "Isu-isu Penting Penyelenggaraan Tugas dan Fungsi", long, chart_blocks()[0]),
        subbab("2.4", "Review terhadap Rancangan Awal RKPD", long, official("T-C.31", f"Review Tahun {N}", [review] * 3, total)),
        subbab("2.5", "Penelaahan Usulan Masyarakat", long, official("T-C.32", f"Usulan Program dan Kegiatan Tahun {N}", [nothing])),
    ]
    return {"no": "II", "judul": "HASIL EVALUASI RENJA PERANGKAT DAERAH TAHUN LALU", "subbab": parts}


def chapter_three(rows: list[dict[str, Any]], total: dict[str, Any], prose: papers.Blok) -> papers.Bab:
    inner: papers.Blok = {"jenis": "daftar", "urut": "a", "butir": ["rinci", "lain"]}
    nested: papers.Blok = {"jenis": "daftar", "urut": "", "butir": ["Sasaran pertama", {"isi": "Sasaran kedua", "blok": [inner]}]}
    goals: papers.Blok = {
        "jenis": "tabel",
        "judul": "Tujuan dan Sasaran",
        "kepala": ["Tujuan", "Sasaran", "Indikator", "Target"],
        "baris": [["Meningkatnya tata kelola", "Meningkatnya layanan digital", "Indeks SPBE", "3,00"]] * 3,
        "lebar": [3, 3, 2, 1],
    }
    title = f"Rumusan Rencana Program dan Kegiatan {DINAS} Tahun {N} dan Prakiraan Maju Tahun {N + 1}"
    parts = [
        subbab("3.1", "Telaahan terhadap Kebijakan Nasional", prose, nested),
        subbab("3.2", "Tujuan dan Sasaran", prose, {"jenis": "subjudul", "isi": "Keterkaitan dengan Renstra"}, goals),
        subbab("3.3", "Program dan Kegiatan", prose, *chart_blocks(), official("T-C.33", title, rows, total)),
    ]
    return {"no": "III", "judul": "TUJUAN DAN SASARAN PERANGKAT DAERAH", "subbab": parts}


def chapters(count: int) -> list[papers.Bab]:
    rows = tree(count)
    total = {"uraian": "JUMLAH", "pagu": rows[0]["pagu"], "pagu_maju": rows[0]["pagu_maju"]}
    prose = paragraph("Rencana Kerja Perangkat Daerah disusun berpedoman pada RKPD dan Renstra untuk menjamin kesesuaian program. " * 4)
    matrix = [{**row, "no": "" if row["tingkat"] != 2 else row["kode"][-1]} for row in rows]
    plan = subbab("4.1", "Rencana Kerja", prose, official("IV.1", f"Rencana Kerja Tahun {N}", matrix, total))
    endings = ["Catatan Penting", "Kaidah Pelaksanaan", "Rencana Tindak Lanjut"]
    return [
        chapter_one(prose),
        chapter_two(rows),
        chapter_three(rows, total, prose),
        {"no": "IV", "judul": "RENCANA KERJA DAN PENDANAAN", "subbab": [plan]},
        {"no": "V", "judul": "PENUTUP", "subbab": [subbab(f"5.{n}", one, prose, prose) for n, one in enumerate(endings, 1)]},
    ]


def renja(count: int = 60, **more: Any) -> papers.Renja:
    data: papers.Renja = {
        "rekaan": True,
        "judul": "Rencana Kerja (Renja)",
        "tahun": N,
        "tahap": "Rancangan Akhir",
        "instansi": INSTANSI,
        "kota": "Gunung Sugih",
        "tanggal": date(2027, 1, 15),
        "tahun_terbit": 2027,
        "pengantar": [paragraph(f"Puji syukur kami panjatkan ke hadirat Tuhan Yang Maha Esa atas tersusunnya Renja {DINAS}. " * 3)] * 2,
        "bab": chapters(count),
        "ttd": signed(KADIS, status="Plh.", tte=tte("R8N2JA", datetime(2027, 1, 15, 9, 30, tzinfo=WIB))),
        "berkas": "renja.json",
        "lampiran_data": {"tahun": N, "sub_kegiatan": [{"kode": row["kode"], "pagu": row["pagu"]} for row in tree(count) if row["tingkat"] == 4]},
    }
    return {**data, **more}  # type: ignore[typeddict-item]


PAPERS["renja"] = lambda: numbered(renja())
