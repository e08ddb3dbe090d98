"""How ready a plan is, group by group, from the findings that are still open. An aid to look at first, not a rule of any regulation."""

from collections.abc import Iterable
from dataclasses import dataclass

from renjana.analisis.checks import CHECKS
from renjana.analisis.rules import TERBUKA

GROUPS = (
    ("Kode dan nomenklatur", "K", 15),
    ("Pagu", "P", 15),
    ("Indikator dan target", "I", 15),
    ("Kesesuaian Renstra", "R", 15),
    ("Evaluasi tahun lalu", "E", 15),
    ("Lokasi, dana, sasaran", "L", 15),
    ("Usulan, RKPD, dan bidang", "TDB", 10),
)
WORDS = ((90, "green", "Sangat siap"), (75, "amber", "Siap, perbaikan kecil"), (60, "amber", "Perlu perbaikan sedang"), (0, "red", "Belum layak"))


@dataclass(frozen=True)
class GroupScore:
    """A group of checks: points out of its weight, and how many findings are open."""

    nama: str
    bobot: int
    nilai: int
    temuan: int


@dataclass(frozen=True)
class Score:
    """All groups together, out of a hundred, with the tone and word of the badge."""

    nilai: int
    tone: str
    kata: str
    groups: tuple[GroupScore, ...]


def score(findings: Iterable[tuple[str, str, str]]) -> Score:
    """The score from (check, tingkat, status) of every finding: a check with an open error gives nothing, with a warning half of its share."""
    open_findings = [(kode, tingkat) for kode, tingkat, status in findings if status == TERBUKA and tingkat != "info"]
    errors = {kode for kode, tingkat in open_findings if tingkat == "error"}
    warned = {kode for kode, _ in open_findings} - errors
    groups = []
    for nama, letters, weight in GROUPS:
        checks = [check.kode for check in CHECKS if check.kode[0] in letters]
        clean = sum(2 if kode not in errors | warned else 1 if kode in warned else 0 for kode in checks)
        found = sum(kode[0] in letters for kode, _ in open_findings)
        groups.append(GroupScore(nama, weight, weight * clean // (2 * len(checks)), found))
    total = sum(group.nilai for group in groups)
    tone, word = next((tone, word) for least, tone, word in WORDS if total >= least)
    return Score(total, tone, word, tuple(groups))
