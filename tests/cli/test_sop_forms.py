"""`renjana sop show` in every form and paper, from a file too; `sop compare` and `sop graph`."""

import io
import json
import subprocess
from pathlib import Path

import docx
import pytest

from renjana.cli.main import main
from renjana.sop.bpmn.reading import read_bpmn
from renjana.sop.definition import shipped, shipped_text

pytestmark = pytest.mark.once

FILES = Path(__file__).parents[1] / "sop" / "bpmn"


def shown(capsysbinary: pytest.CaptureFixture[bytes], *words: str) -> bytes:
    assert main(["sop", *words]) == 0
    return capsysbinary.readouterr().out


def test_bpmn_reads_back(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert read_bpmn(shown(capsysbinary, "show", "penyusunan-renja", "--format", "bpmn")).sop == shipped()


@pytest.mark.parametrize(("paper", "size"), [("a4", (297, 210)), ("f4", (330, 215))])
def test_pdf_and_docx_are_as_large_as_their_paper(paper: str, size: tuple[int, int], capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    pdf = shown(capsysbinary, "show", "rapat-internal", "--format", "pdf", "--paper", paper)
    told = subprocess.run(["pdfinfo", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    points = next(line for line in told.splitlines() if line.startswith("Page size")).split()
    assert (round(float(points[2]) * 25.4 / 72), round(float(points[4]) * 25.4 / 72)) == size
    section = docx.Document(io.BytesIO(shown(capsysbinary, "show", "rapat-internal", "--format", "docx", "--paper", paper))).sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.mm), round(section.page_height.mm)) == size


def test_a_file_is_shown_like_what_ships(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert "Mengajukan cuti" in shown(capsysbinary, "show", str(FILES / "bpmn-io.bpmn")).decode()
    toml = shown(capsysbinary, "show", str(FILES / "bpmn-io.bpmn"), "--format", "toml").decode()
    assert 'uraian = "Mengajukan cuti"' in toml


def test_check_reads_bpmn_and_says_what_it_leaves_open(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sop", "check", str(FILES / "sambungan-halaman.bpmn")]) == 0
    assert "Catatan: Langkah 1, 2, 3 tidak memuat waktu" in capsys.readouterr().out
    assert main(["sop", "check", str(FILES / "tolak-dua-proses.bpmn")]) == 1
    assert capsys.readouterr().err.startswith(f'{FILES / "tolak-dua-proses.bpmn"}:4: process p2 "Proses Bappeda": satu berkas')


def test_compare_tells_the_difference_as_text_and_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "baru.toml"
    file.write_text(shipped_text().replace('waktu = "4 Hari"', 'waktu = "5 Hari"').replace('versi = "1"', 'versi = "2"'), "utf-8")
    assert main(["sop", "compare", "penyusunan-renja", str(file)]) == 0
    assert "Langkah: 0 ditambah, 0 dihapus, 0 dipindah, 1 diubah, 12 tetap." in capsys.readouterr().out
    assert main(["sop", "compare", "penyusunan-renja", str(file), "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [step["perubahan"] for step in found["langkah"] if step["jenis"] == "diubah"] == [[{"kolom": "waktu", "lama": "4 Hari", "baru": "5 Hari"}]]


def test_compare_names_what_cannot_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sop", "compare", "penyusunan-renja", str(tmp_path / "tidak-ada.toml")]) == 1
    assert capsys.readouterr().err == f"renjana sop compare: {tmp_path / 'tidak-ada.toml'} tidak dapat dibaca.\n"
    assert main(["sop", "compare", "renja", "penyusunan-renja"]) == 1
    assert "SOP renja tidak ada" in capsys.readouterr().err


def test_graph_draws_what_ships_and_what_is_named(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert b"langkah 5" in shown(capsysbinary, "graph")
    assert b"SOP Penyusunan Laporan" in shown(capsysbinary, "graph", str(FILES / "sop-terkait.bpmn"))
