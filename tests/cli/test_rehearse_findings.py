"""`temuan.csv` of a rehearsal names every kind of fault that a folder can carry, in its rows, lists and texts."""

import csv
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from renjana.analisis.checks import CHECKS
from tests.cli.test_rehearse import rehearse

pytestmark = pytest.mark.once
Row = dict[str, str]
NARASI = {
    "1.2": "1. Peraturan Bupati Nomor 5 Tahun 2020 tentang Renstra;\n2. Peraturan Pemerintah Nomor 6 Tahun 2008 tentang Pedoman Evaluasi.",
    "2.2": " \n",
    "3.1": "Akan diisi kemudian.",
    "3.2": "Sasaran: Menjadi yang terbaik di dunia.",
    "3.3": "Renja Tahun 2025 memuat 99 sub kegiatan. Kebutuhan dana seluruhnya Rp7.327.480. Program 2.21.02 memerlukan Rp1.450.000.",
}
UNCARRIED = {
    "K07": "a code that brings money twice is a fault of the folder, told with K07",
    "E03": "computed columns are never typed",
    "T01": "the contract has no list of priorities",
    "D03": "official tables and their titles are made, not read",
    "D07": "the contract has no list of SIPD-RI",
    "B01": "every bidang sends in a rehearsal",
    "B02": "nothing changes after the analysis of a rehearsal",
}
"""Kinds that no folder can carry, and why."""
KINDS = {check.kode for check in CHECKS} - set(UNCARRIED)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample folder with a fault of many kinds; its errors are waived so that the document is looked at too."""
    home = tmp_path_factory.mktemp("gladi") / "folder"
    subprocess.run([sys.executable, "-m", "renjana.cli.main", "demo", "--folder", str(home)], check=True, capture_output=True, timeout=60)
    plant_rows(home)
    plant_lists(home)
    plant_renstra(home / "renstra.xlsx")
    for nomor, text in NARASI.items():
        (home / "narasi" / f"{nomor}.md").write_text(text)
    scenario = home / "skenario.toml"
    text = scenario.read_text()
    ceiling = next(line for line in text.splitlines() if line.startswith("pagu_indikatif"))
    waived = "".join(f'\n[[abaikan]]\nkode = "{kode}"\nalasan = "Ditanam untuk diuji."\n' for kode in sorted(KINDS))
    scenario.write_text(text.replace(ceiling, "pagu_indikatif = 1_000_000") + waived)
    return home


def change(path: Path, edit: Callable[[list[Row]], None]) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    edit(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def plant_rows(home: Path) -> None:
    """Faults in the rows of the bidang: one or two of a kind in the rows of two of them."""
    books = sorted((home / "isian").glob("*.csv"))
    rows: list[Row] = []

    def first(found: list[Row]) -> None:
        rows.extend(dict(row) for row in found[:1])
        for row, fields in zip(found, EDITS, strict=False):
            row.update(fields)
        found.extend(dict(found[-1], kode=kode, catatan="") for kode in CODES)

    change(max(books, key=lambda path: path.stat().st_size), first)
    other = min(books, key=lambda path: path.stat().st_size)
    change(other, lambda found: found.append(dict(rows[0])))


EDITS: tuple[Row, ...] = (
    {"lokasi": "Kabupaten Pringsewu", "catatan": "Mendukung SPM"},
    {"pagu": "0", "kelompok_sasaran": "-"},
    {"pagu_maju": "", "lokasi": "-"},
    {"pagu_maju": "9000000000", "catatan": "", "bulan_awal": "11", "bulan_akhir": "2"},
    {"target": "", "sumber_dana": "Dana Entah"},
    {"satuan": "Kegiatan", "target_maju": ""},
    {"indikator": "Jumlah lain", "satuan": "Dokumen", "target": "12,5", "catatan": ""},
    {"satuan": "%", "target": "120", "catatan": "", "sumber_dana": "1.1 = 1.000.000; 1.2.1.01.02 = 2.000.000"},
    {"pagu": "9000000000", "pagu_maju": "9000000000", "catatan": ""},
)
CODES = (
    *("2.16.02.2.01.9999", "2.16.02.1.01.0001", "2.16.03.2.02.0036", "1.03.02.2.01.0109", "2.16.02.3.01.0001"),
    *("2.16.02.2.01.0027", "2.16.01.2.04.0001", "2.20.01.2.01.0001"),
)
"""In no list, for provinces, replaced, of another urusan, for Papua; then two of the nomenclature that the Renstra does not plan, one of them
under a kegiatan that it plans; program penunjang under another bidang urusan. Malformed codes are faults of the folder.
"""


def plant_lists(home: Path) -> None:
    """Faults in the lists beside the format."""

    def realised(rows: list[Row]) -> None:
        rows[0].update(realisasi_n2="")
        rows[1].update(target_n1="")
        rows[2].update(target_n2="10", realisasi_n2="30", faktor="", tindak_lanjut="")
        for row in rows[3:]:
            row.update(target_n2="100", realisasi_n2="60" if row["satuan"] != "%" else "99,5", target_renstra="1")

    def proposed(rows: list[Row]) -> None:
        rows[0].update(status="diterima", kode="")
        rows[1].update(status="ditolak", alasan="")

    change(home / "realisasi.csv", realised)
    change(home / "usulan.csv", proposed)

    def other_ceilings(rows: list[Row]) -> None:
        for row in rows[:2]:
            row.update(pagu="1000", catatan="")

    change(home / "rkpd.csv", other_ceilings)


def plant_renstra(path: Path) -> None:
    """A program with an indicator of output and another name, and one that the plan does not take."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    top = next(row for row in sheet.iter_rows(max_row=20) if "KODE" in [cell.value for cell in row])
    heads = [cell.value for cell in top]
    columns = {head: place for place, head in enumerate(heads, 1)}
    program = next(row for row in sheet.iter_rows(min_row=top[0].row + 1) if str(row[columns["KODE"] - 1].value or "").count(".") == 2)
    sheet.cell(program[0].row, columns["INDIKATOR"]).value = "Jumlah dokumen perencanaan"
    sheet.cell(program[0].row, columns["PROGRAM DAN KEGIATAN"]).value = "Program lama"
    for kode, name in (("2.21.77", "PROGRAM LAIN"), ("2.21.77.2.01", "Kegiatan lain"), ("2.21.77.2.01.0001", "Pekerjaan lain")):
        values = {"KODE": kode, "PROGRAM DAN KEGIATAN": name, "SATUAN": "Dokumen", "INDIKATOR": f"Jumlah {name}"}
        values |= {head: 1 if head.startswith("TARGET") else 5_000_000 for head in heads if head and " TAHUN " in head and kode.count(".") == 5}
        row = sheet.max_row + 1
        for head, value in values.items():
            sheet.cell(row, columns[head]).value = value
    book.save(path)


def test_every_kind_that_a_folder_can_carry_is_named(folder: Path, tmp_path: Path) -> None:
    result = rehearse(folder, tmp_path / "hasil", "--quiet")
    assert (tmp_path / "hasil" / "temuan.csv").exists(), result.stderr
    with (tmp_path / "hasil" / "temuan.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert sorted(KINDS - {row["kode"] for row in rows}) == [], result.stderr
    assert len(KINDS) + len(UNCARRIED) == 57
    assert {row["status"] for row in rows if row["tingkat"] == "error"} == {"diabaikan"}
    assert result.returncode == 0


def test_errors_of_the_document_stop_at_step_seven_with_those_of_the_rows_and_leave_two_files(folder: Path, tmp_path: Path) -> None:
    home = shutil.copytree(folder, tmp_path / "tegas")
    scenario = home / "skenario.toml"
    waived = re.compile(r'\n\[\[abaikan\]\]\nkode = "(?:D0[14]|P0[14])"\nalasan = "[^"]*"\n')
    scenario.write_text(waived.sub("", scenario.read_text()))
    result = rehearse(home, tmp_path / "hasil", "--quiet")
    assert result.returncode == 1
    assert result.stderr.startswith("Langkah 7 menemukan ")
    assert "D01 BAB III: BAB III menulis 99 sub kegiatan" in result.stderr
    assert sorted(path.name for path in (tmp_path / "hasil").iterdir()) == ["ringkasan.json", "temuan.csv"]
    with (tmp_path / "hasil" / "temuan.csv").open(encoding="utf-8", newline="") as file:
        left = {row["kode"] for row in csv.DictReader(file) if row["tingkat"] == "error" and row["status"] != "diabaikan"}
    assert left == {"D01", "D04", "P01", "P04"}
    assert json.loads((tmp_path / "hasil" / "ringkasan.json").read_text())["langkah"][-1]["nomor"] == 6
