"""`renjana init` founds an agency: from a file or from words, every fault at once, all or nothing; and its keeper can begin."""

import re
import sqlite3
from pathlib import Path

import pytest

from tests.cli.commands import renjana
from tests.cli.folders import a_folder
from tests.cli.served import Browser, serving

pytestmark = pytest.mark.once
SANDI = "kopi robusta lampung barat"
INSTANSI = """
[pemda]
nama = "Kabupaten Uji"
kode_wilayah = "18.02"

[perangkat_daerah]
kode = "2.16.2.20.2.21.01.0000"
nama = "Dinas Komunikasi dan Informatika"
bidang_urusan = ["2.16", "2.20", "2.21"]
alamat = "Jalan Uji Nomor 1, Kota Uji"

[[bidang]]
kode = "SEKRETARIAT"
nama = "Sekretariat"

[[bidang]]
kode = "IKP"
nama = "Bidang Informasi dan Komunikasi Publik"

[[orang]]
nama = "Yuni Astuti"
nip = "199106282019032011"
surel = "yuni@contoh.invalid"
pengelola = true

[[orang]]
nama = "Sri Wahyuningsih"
nip = "197609232001122003"
jabatan = "Sekretaris"
pelaksana = "Sekretaris"

[[orang]]
nama = "Fitri Handayani"
nip = "197812302003122007"
jabatan = "Kepala Bidang IKP"
bidang = "IKP"
"""
WORDS = ("--pemda", "Kabupaten Uji", "--kode-wilayah", "18.02", "--nama", "Dinas Uji", "--kode", "2.16.0.00.0.00.01.0000")
WORDS = (*WORDS, "--bidang-urusan", "2.16", "2.20")


def written(tmp_path: Path, text: str) -> str:
    file = tmp_path / "instansi.toml"
    file.write_text(text, encoding="utf-8")
    return str(file)


def counted(home: Path) -> list[int]:
    """Rows of every table that an agency fills."""
    with sqlite3.connect(home / "renjana.sqlite3") as db:
        names = ("pemda", "perangkatdaerah", "bidang", "jabatan", "orang", "pemangkujabatan", "aktivasi", "perubahan")
        return [db.execute(f"select count(*) from organisasi_{name}").fetchone()[0] for name in names]  # noqa: S608 - fixed names


def link_in(text: str) -> str:
    found = re.search(r"(/aktivasi/[^/\s]+/)", text)
    assert found is not None, text
    return found[1]


def test_the_keeper_of_a_founded_agency_gets_everybody_to_work(tmp_path: Path) -> None:
    home = tmp_path / "data"
    done = renjana(home, "init", "--file", written(tmp_path, INSTANSI))
    assert (done.returncode, done.stderr) == (0, "")
    folder, _ = a_folder(tmp_path)
    with serving(home) as served:
        keeper = Browser(served.address)
        keeper.post(link_in(done.stdout), sandi=SANDI, ulang=SANDI)
        assert keeper.post("/masuk/", nama="yuni@contoh.invalid", sandi=SANDI)[0] == 200
        status, page = keeper.get("/pengaturan/perangkat-daerah/")
        assert (status, "Dinas Komunikasi dan Informatika" in page) == (200, True)
        assert keeper.get(link_in(done.stdout))[0] == 410
        book = (folder / "renstra.xlsx").read_bytes()
        status, page = keeper.send("/renstra/impor/", "berkas", "renstra.xlsx", book, tahun_awal="2025")
        assert (status, "Renstra" in page, 'role="alert"' in page) == (200, True, False)
        sekretaris = re.search(r'href="(/pengaturan/orang/\d+/)"[^>]*>\s*Sri Wahyuningsih', keeper.get("/pengaturan/orang/")[1])
        assert sekretaris is not None
        status, page = keeper.post(f"{sekretaris[1]}tautan/", form=sekretaris[1])
        leader = Browser(served.address)
        leader.post(link_in(page), sandi=SANDI, ulang=SANDI)
        leader.post("/masuk/", nama="197609232001122003", sandi=SANDI)
        sop = re.search(r'<option value="(\d+)"', leader.get("/renja/mulai/")[1])
        assert sop is not None
        status, page = leader.post("/renja/mulai/", tahun="2027", pagu_indikatif="", tenggat="", sop=sop[1])
        assert (status, "Renja 2027 dimulai." in page) == (200, True)
        assert served.stop() == 0


def test_run_again_it_says_what_exists_and_changes_nothing(tmp_path: Path) -> None:
    home, file = tmp_path / "data", written(tmp_path, INSTANSI)
    renjana(home, "init", "--file", file)
    before = counted(home)
    again = renjana(home, "init", "--file", file)
    plain = renjana(home, "init")
    assert (again.returncode, plain.returncode, counted(home)) == (0, 0, before)
    assert "Dinas Komunikasi dan Informatika sudah ada; tidak ada yang diubah." in again.stdout
    told = "Ada: Dinas Komunikasi dan Informatika (2.16.2.20.2.21.01.0000), 2 bidang, 3 orang; pengelola Yuni Astuti (199106282019032011)."
    assert told in again.stdout
    assert told in plain.stdout
    assert before == [1, 1, 2, 6, 3, 3, 1, 1]


def test_every_fault_of_the_file_is_named_and_nothing_is_stored(tmp_path: Path) -> None:
    text = (
        INSTANSI.replace('"2.20"', '"2-20"')
        .replace("199106282019032011", "1991")
        .replace('pelaksana = "Sekretaris"', 'pelaksana = "Sekretariat"\nwarna = 1')
        .replace('kode = "IKP"', 'kode = "I K P"')
        .replace("yuni@contoh.invalid", "yuni")
        .replace("pengelola = true", "")
        .replace('"18.02"', '"1802x"')
        .replace('"2.16.2.20.2.21.01.0000"', '"2.16"')
        .replace('"2.21"', '"9.99"')
        .replace('"Dinas Komunikasi dan Informatika"', "7")
    )
    done = renjana(tmp_path / "data", "init", "--file", written(tmp_path, text))
    assert done.returncode == 1
    assert "tidak ada yang disimpan" in done.stderr
    faults = (
        "kode_wilayah: pemda.kode_wilayah bernilai '1802x';",
        "nama: perangkat_daerah.nama bernilai 7;",
        "kode: perangkat_daerah.kode bernilai '2.16';",
        "bidang_urusan: perangkat_daerah.bidang_urusan memuat '2-20',",
        "bidang_urusan: perangkat_daerah.bidang_urusan memuat '9.99',",
        "jabatan: orang[1].jabatan belum diisi;",
        "warna: orang[2].warna tidak dikenal;",
        "nip: orang[1].nip, NIP Yuni Astuti:",
        "pelaksana: orang[2].pelaksana 'Sekretariat' tidak ada pada SOP;",
        "bidang: orang[3].bidang 'IKP' tidak ada pada [[bidang]];",
        "pengelola: pilih satu orang sebagai pengelola:",
        "kode: bidang[2].kode 'I K P':",
        "surel: orang[1].surel 'yuni':",
    )
    told = [fault for line in done.stderr.splitlines()[1:] for fault in faults if line.startswith(f"- instansi.toml, kunci {fault}")]
    assert sorted(told) == sorted(faults)
    assert done.stderr.count("\n- ") == len(faults)
    assert counted(tmp_path / "data") == [0] * 8


def test_a_file_that_is_no_toml_or_not_there_is_told(tmp_path: Path) -> None:
    missing = renjana(tmp_path / "data", "init", "--file", str(tmp_path / "tiada.toml"))
    broken = renjana(tmp_path / "data", "init", "--file", written(tmp_path, "[pemda\n"))
    assert (missing.returncode, broken.returncode) == (1, 1)
    assert not (tmp_path / "data" / "renjana.sqlite3").exists()
    assert "tiada.toml: tidak ada" in missing.stderr
    assert "instansi.toml: bukan TOML yang sah" in broken.stderr


def test_the_words_of_the_command_found_an_agency_too(tmp_path: Path) -> None:
    home = tmp_path / "data"
    short = renjana(home, "init", *WORDS)
    assert (short.returncode, "kurang: --orang, --nip atau --surel." in short.stderr) == (2, True)
    both = renjana(home, "init", *WORDS, "--file", "x.toml")
    assert (both.returncode, "--file tidak dapat dipakai bersama pilihan lain." in both.stderr) == (2, True)
    wrong = renjana(home, "init", *WORDS, "--orang", "Yuni Astuti", "--surel", "yuni")
    assert (wrong.returncode, "'yuni'" in wrong.stderr) == (1, True)
    done = renjana(home, "init", *WORDS, "--orang", "Yuni Astuti", "--surel", "yuni@contoh.invalid")
    assert (done.returncode, done.stderr) == (0, "")
    assert link_in(done.stdout)
    assert counted(home) == [1, 1, 1, 5, 1, 1, 1, 1]


def test_a_second_agency_joins_the_same_pemda_and_no_other(tmp_path: Path) -> None:
    home = tmp_path / "data"
    renjana(home, "init", "--file", written(tmp_path, INSTANSI))
    person = ("--orang", "Agus", "--nip", "197503082002121005")
    other = renjana(home, "init", *WORDS[2:], "--pemda", "Kabupaten Lain", *person)
    assert (other.returncode, "satu pemasangan untuk satu Pemda" in other.stderr) == (1, True)
    assert renjana(home, "init", *WORDS, *person).returncode == 0
    assert counted(home)[:2] == [1, 2]
