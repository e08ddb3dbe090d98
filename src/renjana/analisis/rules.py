"""Runs the checks and judges what stands in the way of finishing step 7."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from renjana.analisis.checks import CHECKS
from renjana.analisis.findings import ORDER, Check, CheckValues, Finding

TERBUKA, DIABAIKAN, SELESAI = "terbuka", "diabaikan", "selesai"


def find(values: CheckValues, checks: Iterable[Check] = CHECKS) -> tuple[Finding, ...]:
    """Everything the checks find, errors first, then by check, bidang and object. A key occurs once."""
    found: dict[str, Finding] = {}
    for check in checks:
        if check.kolom and values.kolom is not None and check.kolom not in values.kolom:
            continue
        for note in check.find(values):
            finding = Finding(check.kode, note.tingkat or check.tingkat, note.bidang, note.objek[:200], note.pesan, note.letak)
            found.setdefault(finding.kunci, finding)
    return tuple(sorted(found.values(), key=lambda one: (ORDER[one.tingkat], one.kode, one.bidang, one.objek, one.letak)))


@dataclass(frozen=True)
class Answer:
    """What was decided about a finding so far."""

    kunci: str
    pesan: str
    status: str


@dataclass(frozen=True)
class Comparison:
    """New findings against the answers of the analysis before, by key."""

    new: tuple[Finding, ...]
    changed: tuple[Finding, ...]
    back: tuple[Finding, ...]
    gone: frozenset[str]


def compare(before: Iterable[Answer], found: Sequence[Finding]) -> Comparison:
    """What to write: findings that are new; those whose words changed (their waiver no longer holds); those that came back after being
    fixed; and keys that vanished, which are fixed. Everything else keeps its answer.
    """
    known = {answer.kunci: answer for answer in before}
    keys = {finding.kunci for finding in found}
    seen = [(finding, known[finding.kunci]) for finding in found if finding.kunci in known]
    return Comparison(
        new=tuple(finding for finding in found if finding.kunci not in known),
        changed=tuple(finding for finding, answer in seen if finding.pesan != answer.pesan and answer.status != SELESAI),
        back=tuple(finding for finding, answer in seen if answer.status == SELESAI),
        gone=frozenset(answer.kunci for answer in known.values() if answer.kunci not in keys and answer.status != SELESAI),
    )


def why_not_finished(errors: Sequence[str], *, analysed: bool, stale: bool, rows: int) -> str:
    """Every reason against finishing the analysis at once, as sentences; "" when it may be finished. `errors` are messages of open errors."""
    reasons = []
    if rows == 0:
        reasons.append("Renja belum memuat sub kegiatan satu pun; himpun isian bidang dahulu.")
    if not analysed:
        reasons.append("Analisis belum dijalankan; tekan Jalankan analisis.")
    elif stale:
        reasons.append("Data berubah sesudah analisis terakhir; jalankan analisis lagi.")
    if errors:
        reasons.append(f"{len(errors)} kesalahan masih terbuka; perbaiki, atau abaikan dengan alasan:")
        reasons += [f"- {message}" for message in errors]
    return "\n".join(reasons)


def count(statuses: Iterable[tuple[str, str]]) -> Mapping[str, int]:
    """How many findings from pairs (tingkat, status): open ones per tingkat, and `diabaikan` and `selesai` over all."""
    sums = {"error": 0, "warning": 0, "info": 0, DIABAIKAN: 0, SELESAI: 0}
    for tingkat, status in statuses:
        sums[tingkat if status == TERBUKA else status] += 1
    return sums
