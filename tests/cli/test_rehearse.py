"""`renjana rehearse`: right totals for any agency, every fault at once, nothing by half."""

import csv
import hashlib
import itertools
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from renjana.alur.rules import GENESIS
from renjana.cli.rehearse import unfit
from renjana.pengesahan.signing import judge
from renjana.renja.rules import FIELDS
from tests.cli.folders import a_folder

pytestmark = pytest.mark.once


def rehearse(folder: Path, out: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "renjana.cli.main", "rehearse", str(folder), "--out", str(out), *words]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int, str]:
    """A rehearsal with both ways back and a Plh.: its DIR, the sum of its pagu, what it said."""
    home = tmp_path_factory.mktemp("gladi")
    more = """
[[kembalikan]]
langkah = 9
ke = 8
alasan = "Lengkapi isu."
[[kembalikan]]
langkah = 11
ke = 9
alasan = "Periksa lagi."
[[plh]]
untuk = "Kepala Dinas"
oleh = "197002012000011002"
mulai = 2027-01-10T00:00:00+07:00
selesai = 2027-03-20T23:59:59+07:00
dasar = "SK 800/1/2027"
"""
    folder, total = a_folder(home, more=more)
    result = rehearse(folder, home / "hasil")
    assert result.returncode == 0, result.stderr
    return home / "hasil", total, result.stderr


def summary(out: Path) -> dict[str, object]:
    data: dict[str, object] = json.loads((out / "ringkasan.json").read_text())
    return data


def test_totals_equal_an_independent_sum(done: tuple[Path, int, str]) -> None:
    out, total, _ = done
    data = summary(out)
    assert data["pagu"]["n"] == total  # type: ignore[index]
    assert sum(data["pagu"]["per_program"].values()) == total  # type: ignore[index]
    assert sum(data["pagu"]["per_bidang"].values()) == total  # type: ignore[index]
    with (out / "t-c-33.csv").open() as file:
        rows = list(csv.DictReader(file))
    assert sum(int(row["pagu"]) for row in rows if row["baris"] == "sub_kegiatan") == total
    assert [int(row["pagu"]) for row in rows if row["baris"] == "jumlah"] == [total]


def test_every_step_of_every_round_stands_in_order_at_its_standard(done: tuple[Path, int, str]) -> None:
    steps = summary(done[0])["langkah"]
    assert [(one["nomor"], one["hasil"]) for one in steps] == [  # type: ignore[union-attr]
        *((n, "selesai") for n in range(1, 9)),
        (9, "dikembalikan"),
        (8, "selesai"),
        (9, "selesai"),
        (10, "selesai"),
        (11, "dikembalikan"),
        (9, "selesai"),
        (10, "selesai"),
        (11, "selesai"),
        (12, "selesai"),
        (13, "selesai"),
    ]
    assert all(one["selesai"] == one["jatuh_tempo"] for one in steps)  # type: ignore[union-attr]
    assert all(a["selesai"] == b["mulai"] for a, b in itertools.pairwise(steps))  # type: ignore[index]
    assert steps[0]["mulai"] == "2027-01-04T08:00:00+07:00"  # type: ignore[index]
    assert steps[-1]["bertindak_untuk"] is None  # type: ignore[index]


def test_the_plh_signs_and_the_signature_verifies_until_one_byte_changes(done: tuple[Path, int, str]) -> None:
    out = done[0]
    assert summary(out)["tanda_tangan"] == {"sah": True, "oleh": "Rekaan Sekretaris", "bertindak_untuk": "Plh. Kepala Dinas"}
    content = (out / "renja.pdf").read_bytes()
    assert judge(content, out / "ca.pem").sah is True
    for place in (2000, len(content) // 2):
        changed = bytearray(content)
        changed[place] ^= 1
        assert judge(bytes(changed), out / "ca.pem").sah is False
    said = subprocess.run(["pdfsig", str(out / "renja.pdf")], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid" in said


def test_the_history_is_chained_and_files_have_their_digests(done: tuple[Path, int, str]) -> None:
    out = done[0]
    data = summary(out)
    for name, facts in data["berkas"].items():  # type: ignore[attr-defined]
        content = (out / name).read_bytes()
        assert (hashlib.sha256(content).hexdigest(), len(content)) == (facts["sha256"], facts["bytes"])
    events = [json.loads(line) for line in (out / "riwayat.jsonl").read_text().splitlines()]
    assert events[0]["prev"] == GENESIS
    assert all(a["hash"] == b["prev"] for a, b in itertools.pairwise(events))
    assert data["rantai"] == {"peristiwa": len(events), "kepala": events[-1]["hash"], "utuh": True}
    with zipfile.ZipFile(out / "arsip.zip") as archive:
        assert archive.testzip() is None
        assert "manifes.json" in archive.namelist()


def test_progress_is_told_step_by_step_and_can_be_silenced(done: tuple[Path, int, str], tmp_path: Path) -> None:
    assert len(done[2].splitlines()) == 18
    folder, _ = a_folder(tmp_path, bidang=1, each=2)
    assert rehearse(folder, tmp_path / "hasil", "--quiet").stderr == ""


def test_another_agency_with_other_actors_and_sizes(tmp_path: Path) -> None:
    folder, total = a_folder(tmp_path, urusan=("2.20",), bidang=2, each=7)
    result = rehearse(folder, tmp_path / "hasil")
    assert result.returncode == 0, result.stderr
    assert summary(tmp_path / "hasil")["pagu"]["n"] == total  # type: ignore[index]


def test_every_fault_of_a_folder_is_named_at_once_and_nothing_is_written(tmp_path: Path) -> None:
    folder, _ = a_folder(tmp_path)
    lines = (folder / "isian" / "u0.csv").read_text().splitlines()
    lines[1] = lines[1].replace("37500000", "banyak")
    lines[2] = lines[2].replace("2.16.", "tanpa-kode.", 1)
    cells = next(csv.reader([lines[3]]))
    cells[FIELDS.index("bulan_akhir")] = "13"
    lines[3] = ",".join(f'"{cell}"' for cell in cells)
    (folder / "isian" / "u0.csv").write_text("\n".join(lines))
    (folder / "isian" / "u1.csv").unlink()
    scenario = (folder / "skenario.toml").read_text().replace("197001012000011001", "12345").replace('regulasi = "86_2017"', 'regulasi = "1_1999"')
    (folder / "skenario.toml").write_text(scenario)
    (folder / "renstra.xlsx").write_bytes(b"bukan excel")
    result = rehearse(folder, tmp_path / "hasil")
    assert result.returncode == 1
    cells_at_fault = ("baris 2, kolom pagu", "baris 3, kolom kode", "baris 4, kolom bulan_akhir: “13” bukan bulan")
    for words in (*(f"isian/u0.csv, {one}" for one in cells_at_fault), "isian/u1.csv", "NIP Rekaan", "regulasi", "renstra.xlsx"):
        assert words in result.stderr
    assert not (tmp_path / "hasil").exists()


def test_a_malformed_code_is_a_fault_of_the_folder_and_one_of_no_list_a_finding(tmp_path: Path) -> None:
    folder, _ = a_folder(tmp_path)
    file = folder / "isian" / "u0.csv"
    sound = file.read_text()
    line = sound.splitlines()[1].split(",", 1)[1]
    file.write_text(f"{sound}2.16.03.2.02.49,{line}\n")
    result = rehearse(folder, tmp_path / "hasil", "--quiet")
    assert (result.returncode, (tmp_path / "hasil").exists()) == (1, False)
    assert "isian/u0.csv, baris 6, kolom kode: 2.16.03.2.02.49 bukan kode sub kegiatan" in result.stderr
    file.write_text(f"{sound}2.16.03.2.02.0049,{line}\n1.02.02.2.01.0001,{line}\n2.21.02.2.01.0006,{line}\n")
    result = rehearse(folder, tmp_path / "hasil", "--quiet")
    found = ["K01 2.16.03.2.02.0049", "K05 1.02.02.2.01.0001", "R01 2.21.02"]
    assert (result.returncode, [each for each in found if each not in result.stderr]) == (1, [])


def test_errors_that_nobody_waived_stop_at_step_seven_with_two_files(tmp_path: Path) -> None:
    folder, _ = a_folder(tmp_path, ceiling=1_000_000)
    result = rehearse(folder, tmp_path / "hasil")
    assert result.returncode == 1
    assert "P03" in result.stderr
    assert sorted(path.name for path in (tmp_path / "hasil").iterdir()) == ["ringkasan.json", "temuan.csv"]
    assert summary(tmp_path / "hasil")["temuan"]["per_kode"]["P03"] == 1  # type: ignore[index]
    waived = (folder / "skenario.toml").read_text() + '[[abaikan]]\nkode = "P03"\nalasan = "Menunggu tambahan pagu."\n'
    (folder / "skenario.toml").write_text(waived)
    assert rehearse(folder, tmp_path / "hasil", "--quiet").returncode == 0
    assert (tmp_path / "hasil" / "arsip.zip").exists()


def test_wrong_words_end_with_two(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "renjana.cli.main", "rehearse", str(tmp_path)]
    assert subprocess.run(command, capture_output=True, text=True, check=False).returncode == 2


def test_a_file_of_somebody_else_is_not_written_over(tmp_path: Path) -> None:
    assert (unfit(tmp_path), unfit(tmp_path / "baru")) == ("", "")
    (tmp_path / "catatan.txt").touch()
    assert unfit(tmp_path) == ""
    (tmp_path / "renja.pdf").touch()
    assert "berisi renja.pdf, yang akan tertimpa" in unfit(tmp_path)
    (tmp_path / "ringkasan.json").touch()
    assert unfit(tmp_path) == ""
