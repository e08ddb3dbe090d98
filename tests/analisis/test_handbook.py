"""docs/pemeriksaan.md says what the checks are; the checks know values alone."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from renjana.analisis.checks import AMBANG, CHECKS
from renjana.analisis.handbook import handbook

pytestmark = pytest.mark.once
PAGE = Path(__file__).resolve().parents[2] / "docs" / "pemeriksaan.md"


def test_the_page_is_not_stale() -> None:
    assert PAGE.read_text("utf-8") == handbook(), "run .venv/bin/python -m renjana.analisis.handbook > docs/pemeriksaan.md"


def test_every_check_has_an_id_a_severity_a_rule_and_a_source() -> None:
    assert Counter(check.tingkat for check in CHECKS) == {"error": 33, "warning": 21, "info": 3}
    assert Counter(check.kode[0] for check in CHECKS) == {"K": 8, "P": 10, "I": 10, "R": 5, "E": 5, "L": 5, "T": 3, "D": 8, "B": 3}
    assert [check.kode for check in CHECKS if not (check.aturan and check.sumber)] == []
    assert {one.kunci.partition("_")[0] for one in AMBANG} == {"P05", "P06", "P09", "P10", "E05"}
    assert [one.kunci for one in AMBANG if not (one.makna and one.sumber and one.satuan)] == []


def test_the_checks_and_what_runs_them_load_no_framework_and_no_model() -> None:
    asked = "import renjana.analisis.rules, renjana.analisis.scoring, renjana.analisis.evaluation, sys; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0
