"""Every word of the `renjana` command. Each subcommand names the module whose `run(words)` does it, and whether it needs the database."""

import argparse
from pathlib import Path

from renjana.cli.parser import Parser, port, year

PORT = 8000
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
    _sop(command("sop", "tampilkan atau periksa sebuah SOP", database=False))
    _import(command("import", "baca nomenklatur atau Renstra dari berkas", module="imports"))
    verify = command("verify", "periksa keutuhan riwayat, berkas, tanda tangan, dan arsip")
    verify.add_argument("--json", action="store_true", help="tulis hasilnya sebagai JSON")
    check = command("check", "periksa pengaturan dan kesehatan pemasangan ini")
    check.add_argument("--json", action="store_true", help="tulis hasilnya sebagai JSON")
    activate = command("activate", "buat tautan aktivasi sekali pakai untuk seseorang")
    activate.add_argument("orang", metavar="NIP|SUREL", help="NIP atau alamat surel orangnya")
    return parser


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


def _sop(sop: argparse.ArgumentParser) -> None:
    actions = sop.add_subparsers(dest="action", metavar="TINDAKAN", required=True, title="Tindakan", parser_class=Parser)
    show = actions.add_parser("show", help="tampilkan SOP yang disertakan", description="Tampilkan SOP yang disertakan.")
    show.add_argument("kode", metavar="KODE", help="misalnya penyusunan-renja")
    show.add_argument("--format", choices=("json", "toml", "text", "pdf"), default="text", help="bentuk keluaran (bawaan text)")
    show.add_argument("--out", type=Path, metavar="BERKAS", help="tulis ke berkas ini, bukan ke layar")
    check = actions.add_parser("check", help="periksa definisi SOP", description="Periksa definisi SOP; semua kesalahan disebut dengan barisnya.")
    check.add_argument("berkas", type=Path, metavar="BERKAS", help="definisi SOP (TOML)")


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
    renstra.add_argument("--pd", default="", metavar="KODE", help="kode atau singkatan; boleh kosong bila hanya satu")
    for one in (nomenklatur, renstra):
        one.add_argument("--json", action="store_true", help="tulis hasilnya sebagai JSON (docs/impor.md)")
