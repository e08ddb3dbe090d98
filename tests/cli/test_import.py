"""`renjana import`: what was understood, every doubt with its cell; 0 good, 1 faults found, 2 wrong words."""

import json
from pathlib import Path
from typing import Any

import pytest

from renjana.cli.main import main
from renjana.cli.words import build
from renjana.renstra.actions import install_nomenklatur
from renjana.renstra.models import ItemRenstra, Nomenklatur, Renstra, VersiNomenklatur
from renjana.renstra.pemetaan import Pemetaan, to_toml
from tests.people import MONDAY, Dinas
from tests.renstra.test_nomenklatur import HEAD as EXPORT
from tests.renstra.test_nomenklatur import a_line
from tests.renstra.test_read_renstra import HEAD, KEGIATAN, PROGRAM, SUB, SUB2
from tests.renstra.workbooks import an_xlsx

LOST = (None, None, "Penyediaan Akses Internet", None, None, None, None, 5)
SHEET = an_xlsx([HEAD, PROGRAM, KEGIATAN, SUB, SUB2, LOST])


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    file = tmp_path / "renstra.xlsx"
    file.write_bytes(SHEET)
    return file


def told(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, dict[str, Any]]:
    """Run a command with --json; its status and what it printed."""
    capsys.readouterr()
    status = main(["import", *map(str, words), "--json"])
    return status, json.loads(capsys.readouterr().out)


def test_a_renstra_is_stored_and_told(dinas: Dinas, sheet: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, said = told(capsys, "renstra", sheet, "--tahun-awal", 2025)
    assert (status, said["tersimpan"], said["lembar"]) == (0, "Renstra 2025-2029", "Lembar1")
    assert said["jumlah"]["sub_kegiatan"] == 3
    assert said["jumlah"]["tanpa_kode"] == 1
    assert said["pagu"]["2025"] == 35
    sub = next(item for item in said["item"] if item["kode"] == "2.16.01.2.01.0001")
    assert (sub["baris"], sub["induk"], sub["pagu"], sub["indikator"][0]["target"]) == (
        4,
        "2.16.01.2.01",
        {"2025": 10, "2026": 11},
        {"2025": "12", "2026": "12"},
    )
    assert ItemRenstra.objects.filter(renstra__perangkat_daerah=dinas.pd).count() == 7


def test_every_doubt_has_its_cell_and_what_was_understood(dinas: Dinas, sheet: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, said = told(capsys, "renstra", sheet, "--dry-run")
    (lost,) = [doubt for doubt in said["keraguan"] if doubt["jenis"] == "tanpa_kode"]
    assert sorted(lost) == ["baris", "dibaca", "jenis", "kolom", "pesan", "sel", "tertulis"]
    assert (lost["sel"], lost["dibaca"], lost["baris"]) == ("B6", "tanpa kode di bawah 2.16.01.2.01", 6)
    assert (said["tersimpan"], Renstra.objects.count()) == (None, 0)


def test_a_mapping_tells_columns_codes_and_the_first_year(dinas: Dinas, tmp_path: Path, sheet: Path, capsys: pytest.CaptureFixture[str]) -> None:
    install_nomenklatur(MONDAY)
    file = tmp_path / "p.toml"
    kolom = {"kode": 1, "uraian": 2, "satuan": 3, "indikator": 4, "target_1": 6, "dana_1": 7}
    file.write_text(to_toml(Pemetaan("Lembar1", 1, kolom, {"Penyediaan Akses Internet": "2.16.03.2.02.0040"}, 2026)))
    status, said = told(capsys, "renstra", sheet, "--map", file)
    assert (status, said["tahun_awal"], said["jumlah"]["tanpa_kode"]) == (0, 2026, 0)
    assert ItemRenstra.objects.get(kode="2.16.03.2.02.0040").pagu == {"2026": 5}


def test_a_perubahan_stands_beside_the_first_version(dinas: Dinas, sheet: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told(capsys, "renstra", sheet)
    assert told(capsys, "renstra", sheet, "--perubahan")[1]["tersimpan"].endswith("perubahan ke-1")
    assert list(Renstra.objects.order_by("perubahan").values_list("berlaku", flat=True)) == [False, True]


@pytest.mark.parametrize("content", [b"", b"teks", b"PK\x03\x04", an_xlsx([["x"]]), an_xlsx([HEAD, (*SUB[:7], "seratus")])])
def test_faults_end_with_one_and_store_nothing(dinas: Dinas, tmp_path: Path, content: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "r.xlsx"
    file.write_bytes(content)
    status, said = told(capsys, "renstra", file)
    assert (status, bool(said["kesalahan"]), said["tersimpan"], Renstra.objects.count()) == (1, True, None, 0)
    assert main(["import", "renstra", str(file)]) == 1
    assert capsys.readouterr().err.strip() != ""


@pytest.mark.parametrize("text", ["kolom = 1", "[kolom]\nx = 'A'", "[kolom]\nuraian = 'A'", "baris_judul = 0", "[", "tahun_awal = 3"])
def test_a_faulty_mapping_is_named(dinas: Dinas, tmp_path: Path, sheet: Path, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "p.toml"
    file.write_text(text)
    status, said = told(capsys, "renstra", sheet, "--map", file)
    assert (status, said["berkas"], {fault["jenis"] for fault in said["kesalahan"]}) == (1, "p.toml", {"pemetaan"})


def test_a_file_that_is_not_there_and_an_agency_that_is_none_are_faults(dinas: Dinas, sheet: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, "renstra", sheet.with_name("lain.xlsx"))[0] == 1
    assert told(capsys, "renstra", sheet, "--pd", "PDX")[0] == 1
    assert told(capsys, "renstra", sheet, "--pd", "kominfo")[0] == 0


def test_two_agencies_must_be_told_apart(dinas: Dinas, other_dinas: Dinas, sheet: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, said = told(capsys, "renstra", sheet)
    assert (status, "Sebut salah satu dengan --pd" in said["kesalahan"][0]["pesan"]) == (1, True)


@pytest.mark.django_db
def test_a_nomenclature_becomes_a_named_edition_beside_the_others(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    install_nomenklatur(MONDAY)
    file = tmp_path / "n.xlsx"
    file.write_bytes(an_xlsx([EXPORT, a_line()]))
    status, said = told(capsys, "nomenklatur", file, "--versi", "SIPD 2028")
    assert (status, said["versi"], said["diganti"], said["jumlah"]["sub_kegiatan"]) == (0, "SIPD 2028", False, 1)
    assert told(capsys, "nomenklatur", file, "--versi", "SIPD 2028")[1]["diganti"] is True
    assert VersiNomenklatur.objects.count() == 2
    assert Nomenklatur.objects.filter(versi__nama="SIPD 2028").count() == 4
    assert told(capsys, "nomenklatur", file, "--versi", "x" * 121)[0] == 1


@pytest.mark.once
@pytest.mark.parametrize(
    "words",
    [["import"], ["import", "renstra"], ["import", "nomenklatur", "a.xlsx"], ["import", "x"], ["import", "renstra", "a.xlsx", "--tahun-awal", "9"]],
)
def test_wrong_words_end_with_two(words: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        build().parse_args(words)
    assert caught.value.code == 2
