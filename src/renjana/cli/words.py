"""Every word of the `renjana` command. Each subcommand names the module whose `run(words)` does it, and whether it needs the database."""

import argparse
from pathlib import Path

from renjana.cli.parser import Parser, moment, port, standard, year
from renjana.renja.tables import COLUMNS

PORT = 8000
SOP_FORMATS = ("json", "toml", "text", "bpmn", "pdf", "docx")
DESCRIPTION = "Renjana menjalankan SOP Penyusunan Rencana Kerja (Renja), dari perintah sampai arsip."
EPILOG = """\
Data disimpan pada folder RENJANA_DATA (bawaan ./data), kecuali DATABASE_URL menunjuk PostgreSQL.
Status keluar: 0 baik, 1 ada yang salah, 2 perintahnya keliru."""


def build() -> Parser:
    """The parser of the whole command."""
    parser = Parser(prog="renjana", description=DESCRIPTION, epilog=EPILOG)
    commands = parser.add_subparsers(dest="command", metavar="PERINTAH", required=True, title="Perintah", parser_class=Parser)

    def command(name: str, about: str, *, module: str = "", database: bool = True) -> argparse.ArgumentParser:
        added: argparse.ArgumentParser = commands.add_parser(name, help=about, description=f"{about[0].upper()}{about[1:]}.")
        added.set_defaults(module=f"renjana.cli.{module or name}", database=database)
        return added

    run = command("run", "siapkan semuanya, buat peragaan bila masih kosong, lalu layani")
    run.add_argument("--port", type=port, default=PORT, help=f"nomor port web (bawaan {PORT})")
    run.add_argument("--host", default="127.0.0.1", help="alamat yang didengarkan (bawaan 127.0.0.1)")
    _init(command("init", "siapkan database, nomenklatur, dan SOP, tanpa peragaan; buat instansi bila disebut"))
    serve = command("serve", "layani web dan kerjakan antrean sampai dihentikan")
    serve.add_argument("--port", type=port, default=PORT, help=f"nomor port web (bawaan {PORT})")
    serve.add_argument("--host", default="127.0.0.1", help="alamat yang didengarkan (bawaan 127.0.0.1)")
    command("work", "kerjakan antrean saja, tanpa web", database=False)
    demo = command("demo", "buat peragaan: satu dinas, orang rekaan, satu tahun selesai dan satu di langkah 6")
    demo.add_argument("--json", action="store_true", help="tulis orang, alamat, dan tahun sebagai JSON")
    demo.add_argument("--folder", type=Path, metavar="FOLDER", help="tulis folder contoh untuk renjana rehearse, tanpa menyentuh database")
    rehearse = command("rehearse", "jalankan gladi seluruh SOP dari satu folder masukan", database=False)
    rehearse.add_argument("folder", type=Path, metavar="FOLDER", help="folder masukan yang memuat skenario.toml")
    rehearse.add_argument("--out", type=Path, metavar="DIR", required=True, help="folder hasil, dibuat bila belum ada")
    rehearse.add_argument("--quiet", action="store_true", help="jangan tampilkan kemajuan")
    analyse = command("analyse", "periksa rencana satu tahun dengan seluruh aturan, tanpa menyimpan apa pun")
    _of_year(analyse)
    analyse.add_argument("--json", action="store_true", help="tulis temuan, kesiapan, dan waktunya sebagai JSON")
    _sop(command("sop", "tampilkan, periksa, bandingkan, simpan, atau jadwalkan sebuah SOP", database=False))
    _due(command("due", "hitung tenggat sebuah waktu baku pada kalender kerja perangkat daerah"))
    _import(command("import", "baca nomenklatur atau Renstra dari berkas", module="imports"))
    verify = command("verify", "periksa keutuhan riwayat, berkas, tanda tangan, dan arsip; atau satu PDF atau arsip.zip")
    verify.add_argument("berkas", type=Path, nargs="?", metavar="BERKAS", help="PDF bertanda tangan atau arsip.zip; tanpa ini semua yang tersimpan")
    verify.add_argument("--json", action="store_true", help="tulis hasilnya sebagai JSON")
    _number(command("number", "ambil nomor surat dari buku nomor"))
    check = command("check", "periksa pengaturan dan kesehatan pemasangan ini")
    check.add_argument("--json", action="store_true", help="tulis hasilnya sebagai JSON")
    export = command("export", "tulis sebuah tabel resmi atau paket SIPD ke berkas")
    export.add_argument("tabel", choices=(*COLUMNS, "sipd"), metavar="TABEL", help=f"{', '.join(COLUMNS)}, atau sipd (paket SIPD)")
    export.add_argument("--format", choices=("csv", "xlsx", "pdf", "docx"), required=True, help="bentuk berkas")
    export.add_argument("--out", type=Path, metavar="BERKAS", required=True, help="berkas yang ditulis; - untuk keluaran standar")
    _of_year(export)
    compare = command("compare-sipd", "bandingkan ekspor Renja SIPD-RI dengan rencana", module="compare_sipd")
    compare.add_argument("berkas", type=Path, metavar="BERKAS", help="laporan Renja 17 kolom atau lembar sub kegiatan, .xlsx atau .html")
    compare.add_argument("--json", action="store_true", help="tulis hasilnya sebagai JSON")
    _of_year(compare)
    _compare(command("compare", "bandingkan dua versi konsep: kata, sel tabel, dan pagu"))
    activate = command("activate", "buat tautan aktivasi sekali pakai untuk seseorang")
    activate.add_argument("orang", metavar="NIP|SUREL", help="NIP atau alamat surel orangnya")
    return parser


def _number(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--klasifikasi", required=True, metavar="KODE", help="kode klasifikasi arsip, misalnya 000.7.2.6")
    parser.add_argument("--hal", required=True, metavar="TEKS", help="perihal surat")
    parser.add_argument("--kepada", default="", metavar="TEKS", help="tujuan surat")
    parser.add_argument("--oleh", required=True, metavar="NIP", help="NIP atau surel yang mengambil nomor")
    parser.add_argument("--tanggal", metavar="TTTT-BB-HH", help="tanggal surat; bawaan hari ini, yang lebih lama mendapat nomor sisipan")
    parser.add_argument("--json", action="store_true", help="tulis hasilnya sebagai JSON")
    _agency(parser)


def _compare(drafts: argparse.ArgumentParser) -> None:
    drafts.add_argument("dari", metavar="VERSI", help="nomor versi yang lama")
    drafts.add_argument("ke", metavar="VERSI", help="nomor versi yang baru, atau kini untuk naskah sekarang")
    drafts.add_argument("--json", action="store_true", help="tulis hasilnya sebagai JSON")
    _of_year(drafts)


def _of_year(command: argparse.ArgumentParser) -> None:
    command.add_argument("--tahun", type=year, metavar="N", required=True, help="tahun Renja")
    _agency(command)


def _init(init: argparse.ArgumentParser) -> None:
    init.add_argument("--file", type=Path, metavar="BERKAS", help="instansi dari berkas TOML: [pemda], [perangkat_daerah], [[bidang]], [[orang]]")
    init.add_argument("--pemda", metavar="NAMA", help='misalnya "Kabupaten Lampung Tengah"')
    init.add_argument("--kode-wilayah", metavar="KODE", help="misalnya 18.02")
    init.add_argument("--nama", metavar="NAMA", help="nama perangkat daerah")
    init.add_argument("--kode", metavar="KODE", help="kode perangkat daerah, misalnya 2.16.2.20.2.21.01.0000")
    init.add_argument("--singkatan", metavar="TEKS", help="untuk nomor surat (bawaan: huruf awal namanya)")
    init.add_argument("--bidang-urusan", nargs="+", metavar="KODE", help="misalnya 2.16 2.20 2.21; yang pertama urusan utama")
    init.add_argument("--alamat", metavar="TEKS", help="alamat pada kop surat")
    init.add_argument("--orang", metavar="NAMA", help="nama pengelola, yang menerima tautan masuk")
    init.add_argument("--nip", metavar="NIP", help="NIP pengelola")
    init.add_argument("--surel", metavar="SUREL", help="surel pengelola")


def _due(due: argparse.ArgumentParser) -> None:
    due.add_argument("--start", type=moment, required=True, metavar="SAAT", help="saat mulai, misalnya 2027-01-04T08:00")
    due.add_argument("--waktu", type=standard, required=True, help='waktu baku, misalnya "10 Menit", "2 Jam", "4 Hari"')
    _agency(due)


def _agency(command: argparse.ArgumentParser) -> None:
    about = "kode atau singkatan perangkat daerah; tidak perlu bila hanya ada satu"
    command.add_argument("--pd", "--perangkat-daerah", dest="pd", metavar="KODE", help=about)


def _sop(sop: argparse.ArgumentParser) -> None:
    actions = sop.add_subparsers(dest="action", metavar="TINDAKAN", required=True, title="Tindakan", parser_class=Parser)

    def action(name: str, about: str, **defaults: object) -> argparse.ArgumentParser:
        added: argparse.ArgumentParser = actions.add_parser(name, help=about, description=f"{about[0].upper()}{about[1:]}.")
        added.set_defaults(**defaults)
        return added

    show = action("show", "tampilkan SOP yang disertakan atau dari berkas")
    show.add_argument("kode", metavar="KODE|BERKAS", help="misalnya penyusunan-renja, atau berkas .toml atau .bpmn")
    show.add_argument("--format", choices=SOP_FORMATS, default="text", help="bentuk keluaran (bawaan text)")
    show.add_argument("--paper", choices=("a4", "f4"), default="f4", help="ukuran kertas pdf dan docx (bawaan f4)")
    show.add_argument("--out", type=Path, metavar="BERKAS", help="tulis ke berkas ini, bukan ke layar")
    check = action("check", "periksa definisi SOP; semua kesalahan disebut dengan barisnya")
    check.add_argument("berkas", type=Path, metavar="BERKAS", help="definisi SOP (TOML atau BPMN)")
    compare = action("compare", "bandingkan dua SOP: langkah yang ditambah, dihapus, dipindah, diubah")
    compare.add_argument("lama", metavar="LAMA", help="kode atau berkas SOP yang lama")
    compare.add_argument("baru", metavar="BARU", help="kode atau berkas SOP yang baru")
    compare.add_argument("--format", choices=("text", "json"), default="text", help="bentuk keluaran (bawaan text)")
    graph = action("graph", "gambar hubungan antar-SOP (SVG)")
    graph.add_argument("berkas", metavar="KODE|BERKAS", nargs="*", help="SOP lain di samping yang disertakan")
    graph.add_argument("--out", type=Path, metavar="BERKAS", help="tulis ke berkas ini, bukan ke layar")
    imported = action("import", "simpan SOP dari berkas sebagai versi milik perangkat daerah", module="renjana.cli.sop_import", database=True)
    imported.add_argument("berkas", type=Path, metavar="BERKAS", help="definisi SOP (.toml) atau gambar BPMN 2.0 (.bpmn)")
    imported.add_argument("--kode", help="kode SOP, menggantikan yang di berkas")
    imported.add_argument("--versi", help="versi, menggantikan yang di berkas")
    imported.add_argument("--berlaku", action="store_true", help="langsung berlaku; tanpa ini disimpan sebagai usulan")
    _agency(imported)
    schedule = action("schedule", "hitung jadwal seluruh langkah", module="renjana.cli.sop_schedule", database=True)
    schedule.add_argument("kode", metavar="KODE|BERKAS", help="misalnya penyusunan-renja")
    ends = schedule.add_mutually_exclusive_group(required=True)
    ends.add_argument("--start", type=moment, metavar="SAAT", help="maju dari saat ini, misalnya 2027-01-04T08:00")
    ends.add_argument("--deadline", type=moment, metavar="SAAT", help="mundur dari tenggat ini")
    schedule.add_argument("--format", choices=("text", "json", "svg"), default="text", help="bentuk keluaran (bawaan text)")
    _agency(schedule)


def _import(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="JENIS", required=True, title="Jenis", parser_class=Parser)
    about = "baca ekspor nomenklatur SIPD-RI sebagai satu versi"
    nomenklatur = actions.add_parser("nomenklatur", help=about, description=f"{about[0].upper()}{about[1:]}.")
    nomenklatur.add_argument("file", type=Path, metavar="FILE", help="ekspor SIPD-RI (.xlsx)")
    nomenklatur.add_argument("--versi", required=True, metavar="NAME", help="nama versi; nama yang sudah ada diganti isinya")
    about = "baca lembar Renstra; setiap keraguan disebut dengan selnya"
    renstra = actions.add_parser("renstra", help=about, description=f"{about[0].upper()}{about[1:]}.")
    renstra.add_argument("file", type=Path, metavar="FILE", help="lembar Renstra (.xlsx)")
    renstra.add_argument("--map", type=Path, metavar="FILE.toml", help="pemetaan kolom, seperti yang diunduh dari halaman pemetaan")
    renstra.add_argument("--dry-run", action="store_true", help="periksa saja, jangan simpan")
    renstra.add_argument("--tahun-awal", type=year, metavar="TAHUN", help="tahun pertama Renstra; bawaan dari pemetaan, atau periode tahun depan")
    renstra.add_argument("--perubahan", action="store_true", help="simpan sebagai perubahan Renstra yang berlaku, bukan mengganti isinya")
    _agency(renstra)
    for one in (nomenklatur, renstra):
        one.add_argument("--json", action="store_true", help="tulis hasilnya sebagai JSON (docs/impor.md)")
