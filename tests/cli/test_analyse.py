"""`renjana analyse`: findings as in temuan.csv, readiness, time used; nothing is stored."""

import csv
import io
import json
from typing import Any

import pytest

from renjana.analisis import actions
from renjana.analisis.models import Analisis, Temuan
from renjana.cli.main import main
from tests.analisis.runs import a_collected_run, rows_of
from tests.people import Dinas, a_run


def test_errors_end_with_one_and_waived_ones_with_zero(dinas: Dinas, capsys: pytest.CaptureFixture[str]) -> None:
    run = a_collected_run(dinas, rows_of(lokasi=""))
    assert main(["analyse", "--tahun", "2027"]) == 1
    told = capsys.readouterr()
    rows = list(csv.DictReader(io.StringIO(told.out)))
    assert list(rows[0]) == ["kode", "tingkat", "bidang", "objek", "pesan", "status", "alasan"]
    assert [(row["kode"], row["bidang"], row["status"]) for row in rows] == [("L01", "APTIKA", "terbuka")]
    assert "Kesiapan" in told.err
    assert (Temuan.objects.count(), Analisis.objects.count()) == (0, 0)
    task = run.task.get(langkah=7)
    actions.analyse(run, by=dinas.staf, now=task.mulai)
    actions.waive(Temuan.objects.get(), "Lokasi menyusul SK", by=dinas.staf, now=task.mulai)
    assert main(["analyse", "--tahun", "2027", "--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert found["temuan"][0]["status"] == "diabaikan"
    assert found["temuan"][0]["alasan"] == "Lokasi menyusul SK"
    assert len(found["kesiapan"]["kelompok"]) == 7
    assert found["detik"] < 5
    assert found["aturan"] == 57


def test_a_year_of_nobody_or_of_several_agencies_says_what_to_do(dinas: Dinas, other_dinas: Dinas, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["analyse", "--tahun", "2027"]) == 1
    assert "tidak ada Renja 2027" in capsys.readouterr().err
    a_collected_run(dinas)
    a_run(other_dinas, langkah=7)
    assert main(["analyse", "--tahun", "2027"]) == 1
    assert "--pd" in capsys.readouterr().err
    assert main(["analyse", "--tahun", "2027", "--pd", dinas.pd.kode]) == 0
    with pytest.raises(SystemExit) as stop:
        main(["analyse", "--tahun", "dua"])
    assert stop.value.code == 2
