"""What is found, what stays, what vanishes, and what stands in the way."""

import time
from dataclasses import replace
from decimal import Decimal

import pytest

from renjana.analisis.checks import CHECKS
from renjana.analisis.findings import CheckValues
from renjana.analisis.rules import Answer, compare, count, find, why_not_finished
from renjana.analisis.scoring import score
from renjana.renja.values import IndikatorValue
from tests.analisis.planted import plan_with
from tests.renja.plans import a_plan, a_rencana

pytestmark = pytest.mark.once


def test_a_clean_plan_has_no_finding_at_all() -> None:
    assert find(CheckValues(a_plan())) == ()


def test_findings_come_with_errors_first_and_say_what_to_do() -> None:
    found = find(CheckValues(plan_with(pagu=None, lokasi="", pagu_maju=600_000_000, nama="Internet")))
    assert [(one.kode, one.tingkat) for one in found] == [("L01", "error"), ("P01", "error"), ("K03", "warning")]
    assert len({one.kunci for one in found}) == 3
    assert all("2.16.03.2.02.0040" in one.pesan for one in found)


def test_every_check_has_an_id_a_weight_and_a_source() -> None:
    assert len({check.kode for check in CHECKS}) == len(CHECKS) >= 35
    assert {check.tingkat for check in CHECKS} == {"error", "warning", "info"}
    assert all(check.aturan and check.sumber for check in CHECKS)


def test_a_check_is_silent_when_the_format_did_not_ask_for_its_column() -> None:
    values = CheckValues(plan_with(kelompok_sasaran=""))
    assert [one.kode for one in find(values)] == ["L04"]
    assert find(replace(values, kolom=frozenset({"kode", "pagu"}))) == ()


def test_answers_stay_while_nothing_changes_and_fall_when_the_words_do() -> None:
    one, two = find(CheckValues(plan_with(pagu=None, pagu_maju=1, lokasi="")))
    before = [Answer(one.kunci, one.pesan, "diabaikan"), Answer(two.kunci, "lama", "diabaikan"), Answer("x", "y", "terbuka")]
    change = compare(before, (one, two))
    assert (change.new, change.changed, change.back, change.gone) == ((), (two,), (), frozenset({"x"}))
    again = compare([Answer(one.kunci, one.pesan, "selesai")], (one, two))
    assert (again.back, again.new, again.gone) == ((one,), (two,), frozenset())


def test_every_reason_against_finishing_is_told_at_once() -> None:
    assert why_not_finished([], analysed=True, stale=False, rows=3) == ""
    reasons = why_not_finished(["P01: pagu kosong"], analysed=False, stale=False, rows=0)
    assert reasons.splitlines() == [
        "Renja belum memuat sub kegiatan satu pun; himpun isian bidang dahulu.",
        "Analisis belum dijalankan; tekan Jalankan analisis.",
        "1 kesalahan masih terbuka; perbaiki, atau abaikan dengan alasan:",
        "- P01: pagu kosong",
    ]
    assert "jalankan analisis lagi" in why_not_finished([], analysed=True, stale=True, rows=1)


def test_counts_and_score_look_at_open_findings() -> None:
    rows = [("error", "terbuka"), ("error", "diabaikan"), ("warning", "terbuka"), ("info", "terbuka"), ("error", "selesai")]
    assert count(rows) == {"error": 1, "warning": 1, "info": 1, "diabaikan": 1, "selesai": 1}
    assert (score([]).nilai, score([]).kata) == (100, "Sangat siap")
    assert score([("P01", "error", "diabaikan"), ("P09", "info", "terbuka")]).nilai == 100
    assert score([("P01", "error", "terbuka")]).nilai < 100
    blocked, warned = score([("P01", "error", "terbuka")]), score([("P05", "warning", "terbuka")])
    assert (blocked.nilai >= 90, blocked.tone, blocked.kata, blocked.menahan) == (True, "red", "Perlu perbaikan", 1)
    assert (warned.tone, warned.kata, warned.menahan) == ("green", "Sangat siap", 0)
    assert score([(check.kode, "error", "terbuka") for check in CHECKS]).nilai == 0


def test_three_hundred_sub_kegiatan_are_checked_in_half_a_second() -> None:
    base = a_rencana()
    more = tuple(IndikatorValue(f"Jumlah {n}", "akumulatif", "Laporan", Decimal(n), Decimal(n)) for n in (1, 2))
    rows = tuple(replace(base, kode=f"2.16.03.2.{n // 4:02d}.{n:04d}", indikator=(*base.indikator, *more)) for n in range(300))
    plan = replace(a_plan(), rows=rows, pagu_indikatif=None)
    start = time.process_time()
    found = find(CheckValues(plan, sent={}))
    assert time.process_time() - start < 0.5
    assert len(found) > 250
