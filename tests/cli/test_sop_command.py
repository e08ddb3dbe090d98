"""`renjana sop show` and `renjana sop check`."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from renjana.cli.main import main
from renjana.sop.definition import as_json, load, shipped, shipped_text
from renjana.sop.text import as_text

pytestmark = pytest.mark.once


def shown(capsysbinary: pytest.CaptureFixture[bytes], *words: str) -> str:
    assert main(["sop", "show", "penyusunan-renja", *words]) == 0
    return capsysbinary.readouterr().out.decode()


def test_json_is_the_whole_sop(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert json.loads(shown(capsysbinary, "--format", "json")) == as_json(shipped())


def test_toml_loads_back(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert load(shown(capsysbinary, "--format", "toml")) == shipped()


def test_text_is_what_is_shown_without_a_format(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert shown(capsysbinary) == shown(capsysbinary, "--format", "text") == as_text(shipped())


def test_out_writes_a_file_and_nothing_else(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert shown(capsysbinary, "--format", "toml", "--out", str(tmp_path / "sop.toml")) == ""
    assert (tmp_path / "sop.toml").read_text("utf-8") == shipped_text()


def test_a_folder_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sop", "show", "penyusunan-renja", "--out", str(tmp_path / "x" / "sop.txt")]) == 1
    assert "tidak dapat ditulis" in capsys.readouterr().err


def test_an_unknown_sop_names_those_that_are_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sop", "show", "cuti"]) == 1
    assert capsys.readouterr().err == (
        "renjana sop show: SOP cuti tidak ada; yang tersedia: penyusunan-renja, rapat-internal, pengumpulan-data. "
        "Berkas disebut dengan akhirannya (.toml atau .bpmn).\n"
    )


def test_check_passes_what_ships(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "sop.toml"
    file.write_text(shipped_text(), "utf-8")
    assert main(["sop", "check", str(file)]) == 0
    assert capsys.readouterr().out == f"{file}: SOP Penyusunan Rencana Kerja (Renja), 13 langkah, tanpa kesalahan.\n"


def test_check_names_every_fault_with_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "sop.toml"
    text = shipped_text().replace('waktu = "10 Menit"', 'waktu = "sebentar"', 1).replace('pelaksana = ["staf"]', 'pelaksana = ["juru"]', 1)
    file.write_text(text, "utf-8")
    assert main(["sop", "check", str(file)]) == 1
    told = capsys.readouterr().err.splitlines()
    assert told[-1] == f"{len(told) - 1} kesalahan."
    first = text.splitlines().index(next(line for line in text.splitlines() if "sebentar" in line)) + 1
    assert any(line.startswith(f"{file}:{first}: ") for line in told)
    assert any("juru" in line for line in told)


def test_check_of_a_file_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sop", "check", str(tmp_path / "x.toml")]) == 1
    assert capsys.readouterr().err == f"renjana sop check: {tmp_path / 'x.toml'} tidak dapat dibaca.\n"


def test_a_reader_that_stops_early_is_no_accident() -> None:
    command = f"{sys.executable} -m renjana.cli.main sop show penyusunan-renja | head -1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=30, check=False)
    assert "Traceback" not in done.stderr
