"""`renjana analyse --tahun N [--json]`: every check on a year's plan as it stands, without storing anything.

Findings as in temuan.csv with what was decided about them, the readiness score, the time used. Exit 0: no error is open; 1: errors are open,
or there is no such year; 2: the words are wrong.
"""

import csv
import json
import sys
import time
from argparse import Namespace
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.db.models import Q

from renjana.alur.models import Run
from renjana.analisis.actions.naskah import gate_values
from renjana.analisis.checks import CHECKS
from renjana.analisis.findings import CheckValues, Finding
from renjana.analisis.models import Temuan
from renjana.analisis.queries import check_values, latest
from renjana.analisis.rules import DIABAIKAN, OPEN, SELESAI, TERBUKA, count, find
from renjana.analisis.scoring import Score, score
from renjana.cli.status import FAULTS, GOOD
from renjana.konsep.queries import naskah_of

COLUMNS = ("kode", "tingkat", "bidang", "objek", "pesan", "status", "alasan")


def run(words: Namespace) -> int:
    """Analyse and print."""
    found = runs_of(words.tahun, words.pd)
    if len(found) != 1:
        sys.stderr.write(f"renjana analyse: {why_not_one(found, words.tahun)}\n")
        return FAULTS
    begin = time.process_time()
    values = values_of(found[0])
    rows = decided(found[0], find(values))
    result = score(((row["kode"], row["tingkat"], row["status"]) for row in rows), {check.kode for check in CHECKS if check.applies(values)})
    seconds = time.process_time() - begin
    (as_json if words.json else as_csv)(words.tahun, rows, result, seconds)
    return FAULTS if any(row["tingkat"] == "error" and row["status"] in OPEN for row in rows) else GOOD


def runs_of(tahun: int, word: str | None) -> list[Run]:
    """The runs of a year that were not cancelled, the newest of each agency; of one agency when its kode or singkatan is given."""
    runs = Run.objects.filter(tahap__renja__tahun=tahun).exclude(status=Run.Status.DIBATALKAN)
    if word:
        runs = runs.filter(Q(perangkat_daerah__kode__iexact=word) | Q(perangkat_daerah__singkatan__iexact=word))
    newest = {one.perangkat_daerah_id: one for one in runs.select_related("tahap__renja", "sop", "perangkat_daerah__pemda").order_by("mulai", "id")}
    return list(newest.values())


def why_not_one(found: Sequence[Run], tahun: int) -> str:
    """What to do when a year is nobody's, or several agencies'."""
    if not found:
        return f"tidak ada Renja {tahun}; periksa tahunnya, atau mulai penyusunannya dahulu."
    known = ", ".join(f"{one.perangkat_daerah.kode} ({one.perangkat_daerah.nama})" for one in found)
    return f"beberapa perangkat daerah memiliki Renja {tahun}; sebut salah satu dengan --pd: {known}."


def values_of(one: Run) -> CheckValues:
    """What the checks work on: with the document once somebody opened it, and with the time of the latest analysis."""
    if one.subbab.exists():
        naskah, plan = naskah_of(one)
        return gate_values(one, naskah, plan)
    analysed = latest(one)
    return replace(check_values(one), dianalisis=analysed.waktu if analysed else None)


def decided(one: Run, findings: Sequence[Finding]) -> list[dict[str, str]]:
    """Findings as rows of temuan.csv; a decision holds while the finding says the same."""
    kept: Mapping[str, Temuan] = {row.kunci: row for row in Temuan.objects.filter(run=one)}
    rows = []
    for finding in findings:
        known = kept.get(finding.kunci)
        same = known is not None and known.pesan == finding.pesan and known.status != SELESAI
        rows.append(
            {
                **{name: str(getattr(finding, name)) for name in COLUMNS[:5]},
                "status": str(known.status) if known and same else TERBUKA,
                "alasan": known.alasan if known and same else "",
            }
        )
    return rows


def as_csv(tahun: int, rows: Sequence[Mapping[str, str]], result: Score, seconds: float) -> None:
    """Rows on standard output, the figures on standard error."""
    writer = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    sums = count((row["tingkat"], row["status"]) for row in rows)
    head = f"Renja {tahun}: {len(CHECKS)} aturan, {sums['error']} kesalahan, {sums['warning']} peringatan, {sums['info']} catatan terbuka"
    sys.stderr.write(
        f"{head}, {sums[DIABAIKAN]} diabaikan.\nKesiapan {result.nilai} dari 100: {result.kata.lower()}. {seconds:.2f} detik prosesor.\n"
    )


def as_json(tahun: int, rows: Sequence[Mapping[str, str]], result: Score, seconds: float) -> None:
    """Everything as one object on standard output."""
    groups = [
        {"nama": group.nama, "nilai": group.nilai, "bobot": group.bobot, "keadaan": group.keadaan, "temuan": group.temuan} for group in result.groups
    ]
    shown: dict[str, Any] = {
        "tahun": tahun,
        "aturan": len(CHECKS),
        "temuan": list(rows),
        "jumlah": dict(count((row["tingkat"], row["status"]) for row in rows)),
        "kesiapan": {"nilai": result.nilai, "kata": result.kata, "kelompok": groups},
        "detik": round(seconds, 3),
    }
    print(json.dumps(shown, ensure_ascii=False, indent=2))
