"""`renjana sop import`, `sop schedule` and `due`: what is stored, what is refused, what is printed."""

from pathlib import Path

import pytest

from renjana.alur.models import SopVersi, Transisi
from renjana.alur.queries import sop_of
from renjana.cli.main import main
from renjana.sop.bpmn.writing import as_bpmn
from renjana.sop.definition import shipped, shipped_text
from tests.people import Dinas, a_dinas

FILES = Path(__file__).parents[1] / "sop" / "bpmn"


def said(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().out


def test_a_toml_file_is_kept_word_for_word_as_a_proposal_of_the_agency(dinas: Dinas, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "sop.toml"
    file.write_text(shipped_text("rapat-internal"), "utf-8")
    assert main(["sop", "import", str(file)]) == 0
    kept = SopVersi.objects.get(perangkat_daerah=dinas.pd)
    assert (kept.isi, kept.status, kept.kode, kept.versi) == (shipped_text("rapat-internal"), "usulan", "rapat-internal", "1")
    assert Transisi.objects.filter(sop=kept).count() == 6
    assert said(capsys) == f"Rapat Internal versi 1: 5 langkah, disimpan untuk {dinas.pd.nama} (diusulkan).\n"


def test_the_same_file_twice_is_kept_once_and_another_text_of_that_version_is_refused(
    dinas: Dinas, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "sop.toml"
    file.write_text(shipped_text("rapat-internal"), "utf-8")
    assert [main(["sop", "import", str(file), "--berlaku"]), main(["sop", "import", str(file)])] == [0, 0]
    assert "sudah ada, tidak diubah" in said(capsys)
    file.write_text(shipped_text("rapat-internal").replace("20 Menit", "25 Menit"), "utf-8")
    assert main(["sop", "import", str(file)]) == 1
    assert "sudah ada dengan isi lain; naikkan nomor versinya" in capsys.readouterr().err
    assert main(["sop", "import", str(file), "--versi", "2"]) == 0
    assert list(SopVersi.objects.filter(perangkat_daerah=dinas.pd).order_by("versi").values_list("versi", "status")) == [
        ("1", "berlaku"),
        ("2", "usulan"),
    ]


def test_our_own_bpmn_comes_back_as_the_same_sop(dinas: Dinas, tmp_path: Path) -> None:
    file = tmp_path / "sop.bpmn"
    file.write_text(as_bpmn(shipped()), "utf-8")
    assert main(["sop", "import", str(file)]) == 0
    assert sop_of(SopVersi.objects.get(perangkat_daerah=dinas.pd)) == shipped()


def test_a_bpmn_of_another_tool_is_kept_under_the_agency_with_what_it_leaves_open(dinas: Dinas, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sop", "import", str(FILES / "bpmn-io.bpmn"), "--kode", "cuti"]) == 0
    sop = sop_of(SopVersi.objects.get(perangkat_daerah=dinas.pd))
    assert (sop.kode, sop.perangkat_daerah, len(sop.langkah)) == ("cuti", dinas.pd.nama, 3)
    assert "Catatan: Langkah 1, 3 tidak memuat waktu; diisi 1 Hari untuk sementara.\n" in said(capsys)


def test_a_refused_file_names_every_element_with_its_line_and_stores_nothing(dinas: Dinas, capsys: pytest.CaptureFixture[str]) -> None:
    file = FILES / "tolak-simbol.bpmn"
    assert main(["sop", "import", str(file)]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 11
    assert lines[2].startswith(f'{file}:6: parallelGateway par "Bagi": gerbang paralel tidak termasuk lima simbol')
    assert lines[-1] == "10 kesalahan."
    assert not SopVersi.objects.filter(perangkat_daerah=dinas.pd).exists()


def test_one_of_several_agencies_must_be_named(dinas: Dinas, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = a_dinas("1.02.0.00.0.00.01.0000", nama="Dinas Kesehatan", serial=2)
    file = tmp_path / "sop.toml"
    file.write_text(shipped_text("rapat-internal"), "utf-8")
    assert main(["sop", "import", str(file)]) == 1
    assert capsys.readouterr().err == (
        f"renjana sop import: sebut salah satu dengan --pd: 1.02.0.00.0.00.01.0000 (Dinas Kesehatan); {dinas.pd.kode} ({dinas.pd.nama}).\n"
    )
    assert main(["sop", "import", str(file), "--pd", "9"]) == 1
    assert "perangkat daerah 9 tidak ada" in capsys.readouterr().err
    assert main(["sop", "import", str(file), "--pd", other.pd.kode]) == 0
    assert SopVersi.objects.get(kode="rapat-internal", perangkat_daerah__isnull=False).perangkat_daerah == other.pd


@pytest.mark.parametrize(
    ("start", "waktu", "expected"),
    [
        ("2027-01-04T08:00", "4 Hari", "2027-01-11T08:00:00+07:00"),
        ("2027-01-04T01:00+00:00", "4 Hari", "2027-01-11T08:00:00+07:00"),
        ("2027-01-02 10:00", "1 hari", "2027-01-06T07:30:00+07:00"),
        ("2027-01-06T11:30", "1 Jam", "2027-01-06T13:30:00+07:00"),
    ],
)
@pytest.mark.usefixtures("dinas")
def test_due_is_one_line_in_iso_form_with_its_zone(start: str, waktu: str, expected: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["due", "--start", start, "--waktu", waktu]) == 0
    assert said(capsys) == f"{expected}\n"


@pytest.mark.parametrize(
    ("start", "waktu"), [("besok", "4 Hari"), ("2027-01-04", "4 Hari"), ("2027-01-04T08:00", "4 minggu"), ("0001-01-01T00:00", "1 Jam")]
)
def test_due_refuses_words_that_it_cannot_read(start: str, waktu: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["due", "--start", start, "--waktu", waktu])
    assert ended.value.code == 2
    assert "renjana due" in capsys.readouterr().err


@pytest.mark.django_db
def test_due_without_an_agency_says_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["due", "--start", "2027-01-04T08:00", "--waktu", "4 Hari"]) == 1
    assert "belum ada perangkat daerah" in capsys.readouterr().err


@pytest.mark.usefixtures("dinas")
def test_schedule_goes_forward_and_back(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sop", "schedule", "penyusunan-renja", "--start", "2027-01-04T08:00"]) == 0
    lines = said(capsys).splitlines()
    assert lines[0] == "Jadwal SOP Penyusunan Rencana Kerja (Renja) versi 1: Senin 4 Jan 2027 08.00 sampai Jumat 15 Jan 2027 13.05"
    assert lines[8].split()[:9] == ["6", "Senin", "4", "Jan", "14.40", "Rabu", "6", "Jan", "09.10"]
    assert main(["sop", "schedule", "rapat-internal", "--deadline", "2027-01-06T10:00", "--format", "json"]) == 0
    assert '"selesai": "2027-01-06T10:00:00+07:00"' in said(capsys)
    assert main(["sop", "schedule", "rapat-internal", "--start", "2027-01-06T10:00", "--format", "svg"]) == 0
    assert said(capsys).startswith("<svg")


@pytest.mark.usefixtures("dinas")
def test_schedule_wants_a_start_or_a_deadline_and_an_sop_that_is_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sop", "schedule", "cuti", "--start", "2027-01-04T08:00"]) == 1
    assert "SOP cuti tidak ada" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["sop", "schedule", "penyusunan-renja"])
    assert "pilih salah satu: --start --deadline" in capsys.readouterr().err
