"""The invented plan: real codes, sums that agree, a sheet that reads back as the same plan."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from renjana.cli.folder import read_folder
from renjana.cli.sample import entry_of, heads, isian_of, planned, renstra
from renjana.cli.sample_files import write_folder
from renjana.renstra.codes import is_sub_kegiatan, kegiatan_of, program_of
from renjana.renstra.rules import read_renstra
from renjana.renstra.workbook import read_workbook
from renjana.sop.definition import shipped

pytestmark = pytest.mark.once
URUSAN = ("2.16", "2.20", "2.21")
ACTORS = tuple(actor.nama for actor in shipped().pelaksana)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("gladi")
    write_folder(place, tahun=2027, tahun_awal=2025)
    return place


def test_every_code_is_a_sub_kegiatan_of_the_nomenclature_and_stands_once() -> None:
    codes = [row.kode for row in planned()]
    assert all(is_sub_kegiatan(kode) and entry_of(kode).tingkat == "sub_kegiatan" for kode in codes)
    assert set(Counter(codes).values()) == {1}
    assert {kode[:4] for kode in codes} == set(URUSAN)


def test_five_units_share_between_25_and_40_sub_kegiatan() -> None:
    units = Counter(row.bidang for row in planned())
    assert set(units) == {"SEKRETARIAT", "IKP", "APTIKA", "STATISTIK", "PERSANDIAN"}
    assert 25 <= units.total() <= 40


def test_every_program_and_kegiatan_has_an_indicator() -> None:
    measured = {head.kode for head in heads() if head.kode}
    assert measured == {above(row.kode) for row in planned() for above in (program_of, kegiatan_of)}


def test_the_plan_stays_under_its_ceiling() -> None:
    total = sum(row.pagu or 0 for kode in ("SEKRETARIAT", "IKP", "APTIKA", "STATISTIK", "PERSANDIAN") for row in isian_of(2, kode))
    assert 11_000_000_000 < total <= 12_500_000_000


def test_the_folder_reads_without_a_fault(folder: Path) -> None:
    read = read_folder(folder, ACTORS)
    assert read.skenario.tahun == 2027
    assert sum(len(rows) for rows in read.isian.values()) == len(planned())
    assert sorted(read.lists) == ["realisasi.csv", "rkpd.csv", "usulan.csv"]
    assert list(read.narasi) == ["2.3"]


def test_the_sheet_reads_back_as_the_same_renstra(folder: Path) -> None:
    sheets = read_workbook((folder / "renstra.xlsx").read_bytes(), name="renstra.xlsx")
    found = read_renstra(sheets, tahun_awal=2025, bidang_urusan=URUSAN)
    assert (found.doubts, found.faults) == ((), ())
    mine = {item.kode: item for item in renstra(2025).items if item.tingkat == "sub_kegiatan"}
    read = {item.kode: item for item in found.items if item.tingkat == "sub_kegiatan"}
    assert {kode: (item.nama, dict(item.pagu)) for kode, item in read.items()} == {kode: (item.nama, dict(item.pagu)) for kode, item in mine.items()}
    assert [found.total(year) for year in range(2025, 2030)] == [renstra(2025).total(year) for year in range(2025, 2030)]


def test_isian_files_sum_to_the_plan(folder: Path) -> None:
    total = 0
    for file in (folder / "isian").glob("*.csv"):
        with file.open(encoding="utf-8", newline="") as lines:
            total += sum(int(row["pagu"]) for row in csv.DictReader(lines) if row["pagu"])
    assert total == sum(row.renja_pagu(2) for row in planned())


def test_percentages_never_pass_a_hundred() -> None:
    measures = [row.measure for row in planned()] + [head.measure for head in heads()]
    assert all(0 <= measure.at(year) <= 100 for measure in measures if measure.satuan == "%" for year in range(-3, 6))
