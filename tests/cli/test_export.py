"""`renjana export`, `renjana compare` and `renjana compare-sipd`: the same files and differences as the pages, with honest exit statuses."""

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest

from tests.cli.commands import renjana

pytestmark = pytest.mark.once

YEAR = "2026"


@pytest.fixture(scope="module")
def home(demo_master: Path) -> Path:
    """The demo, only read."""
    return demo_master


def test_tables_come_out_in_every_form(home: Path, tmp_path: Path) -> None:
    for table, form, begin in (("t-c-33", "xlsx", b"PK"), ("t-c-29", "pdf", b"%PDF"), ("e-81-b", "docx", b"PK"), ("sipd", "xlsx", b"PK")):
        target = tmp_path / f"{table}.{form}"
        done = renjana(home, "export", table, "--tahun", YEAR, "--format", form, "--out", str(target))
        assert (done.returncode, done.stderr) == (0, "")
        assert target.read_bytes().startswith(begin)


def test_the_csv_can_go_to_another_program_and_its_total_is_the_sum(home: Path) -> None:
    done = renjana(home, "export", "t-c-33", "--tahun", YEAR, "--format", "csv", "--out", "-")
    rows = list(csv.DictReader(io.StringIO(done.stdout.removeprefix("\ufeff"))))
    total = sum(int(row["pagu"]) for row in rows if row["baris"] == "sub_kegiatan")
    assert [int(row["pagu"]) for row in rows if row["baris"] == "jumlah"] == [total]


def test_an_export_of_the_plan_has_no_difference_and_a_changed_one_has(home: Path, tmp_path: Path) -> None:
    target = tmp_path / "sipd.xlsx"
    renjana(home, "export", "sipd-ri-17", "--tahun", YEAR, "--format", "xlsx", "--out", str(target))
    same = renjana(home, "compare-sipd", str(target), "--tahun", YEAR)
    assert (same.returncode, same.stdout.splitlines()[-1].startswith("0 perbedaan")) == (0, True)
    book = openpyxl.load_workbook(target, data_only=True)
    cell = next(cell for row in book.active.iter_rows(min_col=9, max_col=9, min_row=13) for cell in row if isinstance(cell.value, int))
    cell.value += 1
    book.save(target)
    told = renjana(home, "compare-sipd", str(target), "--tahun", YEAR, "--json")
    found = json.loads(told.stdout)
    assert told.returncode == 1
    assert set(found) == {"sama", "bentuk", "sub_kegiatan_sama", "pagu", "perbedaan", "tidak_terbaca"}
    one = found["perbedaan"][0]
    assert (one["jenis"], one["kolom"], one["sel"]) == ("berbeda", "Pagu 2026", cell.coordinate)
    assert set(one) == {"jenis", "kode", "nama", "kolom", "renjana", "sipd", "sel"}


def test_two_drafts_are_compared_and_the_same_one_has_no_difference(home: Path) -> None:
    same = renjana(home, "compare", "1", "1", "--tahun", YEAR)
    assert (same.returncode, same.stdout) == (0, "Isinya sama: tidak ada kata, sel tabel, atau pagu yang berubah.\n")
    told = json.loads(renjana(home, "compare", "1", "kini", "--tahun", YEAR, "--json").stdout)
    assert set(told) == {"sama", "jumlah", "pagu", "program", "subbab"}
    assert told["jumlah"]["selisih"] == told["jumlah"]["menjadi"] - told["jumlah"]["semula"]


@pytest.mark.parametrize(
    ("words", "status", "sentence"),
    [
        (("export", "t-c-99", "--tahun", YEAR, "--format", "csv", "--out", "x"), 2, "pilih salah satu"),
        (("export", "t-c-33", "--tahun", "dua", "--format", "csv", "--out", "x"), 2, "bukan tahun"),
        (("export", "t-c-33", "--tahun", YEAR, "--format", "odt", "--out", "x"), 2, "pilih salah satu"),
        (("export", "t-c-33", "--tahun", "2050", "--format", "csv", "--out", "x"), 1, "Renja 2050 belum dimulai"),
        (("export", "t-c-33", "--tahun", YEAR, "--pd", "9.99", "--format", "csv", "--out", "x"), 1, "perangkat daerah 9.99 tidak ada"),
        (("export", "t-c-33", "--tahun", YEAR, "--format", "csv", "--out", "/tidak/ada/x"), 1, "tidak dapat ditulis"),
        (("compare-sipd", "/tidak/ada", "--tahun", YEAR), 1, "tidak dapat dibaca"),
        (("compare", "1", "99", "--tahun", YEAR), 1, "versi 99 tidak ada; yang ada: 1"),
        (("compare-sipd", "README.md", "--tahun", YEAR), 1, "bukan buku kerja Excel"),
    ],
)
def test_wrong_words_and_missing_things_end_as_they_should(home: Path, words: tuple[str, ...], status: int, sentence: str) -> None:
    done = renjana(home, *words)
    assert (done.returncode, done.stdout) == (status, "")
    assert sentence in done.stderr
