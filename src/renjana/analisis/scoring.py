"""How ready a plan is, group by group, from the findings that are still open. An aid to look at first, not a rule of any regulation."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from renjana.analisis.checks import BY_CODE, CHECKS
from renjana.analisis.rules import DIABAIKAN, OPEN

GROUPS = (
    ("Kode dan nomenklatur", "K", 15),
    ("Pagu", "P", 15),
    ("Indikator dan target", "I", 15),
    ("Kesesuaian Renstra", "R", 15),
    ("Evaluasi tahun lalu", "E", 15),
    ("Lokasi, dana, sasaran, tag", "LT", 15),
    ("Dokumen, bukti, dan bidang", "DB", 10),
)
WORDS = ((90, "green", "Sangat siap"), (75, "amber", "Siap, perbaikan kecil"), (60, "amber", "Perlu perbaikan sedang"), (0, "red", "Belum layak"))
SESUAI, PERBAIKAN, HILANG, MANUAL, TIDAK_BERLAKU = "sesuai", "perlu_perbaikan", "tidak_ditemukan", "perlu_review_manual", "tidak_berlaku"
STATES = {
    SESUAI: ("green", "Sesuai"),
    PERBAIKAN: ("red", "Perlu perbaikan"),
    HILANG: ("red", "Tidak ditemukan"),
    MANUAL: ("amber", "Perlu ditinjau sendiri"),
    TIDAK_BERLAKU: ("", "Tidak berlaku"),
}
"""The vocabulary of the verifiers' checklist, with tone and words."""
WORST = (PERBAIKAN, HILANG, MANUAL, SESUAI, TIDAK_BERLAKU)


@dataclass(frozen=True)
class GroupScore:
    """A group of checks: points out of its weight, how many findings are open, its state in the words of the checklist, how many apply."""

    nama: str
    kelompok: str
    bobot: int
    nilai: int
    temuan: int
    keadaan: str
    berlaku: int
    aturan: int

    @property
    def tone(self) -> str:
        """The tone of its state."""
        return STATES[self.keadaan][0]

    @property
    def kata(self) -> str:
        """Its state in words."""
        return STATES[self.keadaan][1]


@dataclass(frozen=True)
class Score:
    """All groups together, out of a hundred, with the tone and word of the badge. `menahan` counts the open errors: with one it is not ready."""

    nilai: int
    tone: str
    kata: str
    groups: tuple[GroupScore, ...]
    menahan: int = 0

    @property
    def kurang(self) -> int:
        """How many points are missing to the best word; 0 when none are."""
        return max(0, WORDS[0][0] - self.nilai)

    @property
    def terbesar(self) -> str:
        """The group that loses most points; "" when none does."""
        worst = max(self.groups, key=lambda group: group.bobot - group.nilai)
        return worst.nama if worst.nilai < worst.bobot else ""


def group_of(kode: str) -> str:
    """The name of the group that a check belongs to."""
    return next(nama for nama, letters, _ in GROUPS if kode[0] in letters)


def check_states(findings: Iterable[tuple[str, str, str]], applies: Collection[str] | None = None) -> dict[str, str]:
    """The state of every check in the words of the checklist, from (check, tingkat, status) of every finding. `applies` are the checks whose
    data exist; None for all.
    """
    states = {check.kode: SESUAI if applies is None or check.kode in applies else TIDAK_BERLAKU for check in CHECKS}
    for kode, tingkat, status in findings:
        if kode not in states or status not in {*OPEN, DIABAIKAN}:
            continue
        stands = MANUAL if tingkat != "error" or status == DIABAIKAN else HILANG if BY_CODE[kode].hilang else PERBAIKAN
        states[kode] = min(states[kode], stands, key=WORST.index)
    return states


def score(findings: Iterable[tuple[str, str, str]], applies: Collection[str] | None = None) -> Score:
    """The score from (check, tingkat, status) of every finding: a check with an open error gives nothing, with a warning half of its share.

    Checks that do not apply count neither way; a group in which none applies gives its whole weight. An open error takes the good words away
    whatever the number is.
    """
    found = list(findings)
    states = check_states(found, applies)
    open_findings = [(kode, tingkat) for kode, tingkat, status in found if status in OPEN and tingkat != "info"]
    errors = {kode for kode, tingkat in open_findings if tingkat == "error"}
    warned = {kode for kode, _ in open_findings} - errors
    groups = []
    for nama, letters, weight in GROUPS:
        checks = [check.kode for check in CHECKS if check.kode[0] in letters]
        counted = [kode for kode in checks if states[kode] != TIDAK_BERLAKU]
        clean = sum(2 if kode not in errors | warned else 1 if kode in warned else 0 for kode in counted)
        points = weight * clean // (2 * len(counted)) if counted else weight
        standing = min((states[kode] for kode in checks), key=WORST.index)
        seen = sum(kode[0] in letters for kode, _ in open_findings)
        groups.append(GroupScore(nama, letters, weight, points, seen, standing, len(counted), len(checks)))
    total = sum(group.nilai for group in groups)
    tone, word = next((tone, word) for least, tone, word in WORDS if total >= least)
    blocking = sum(tingkat == "error" for _, tingkat in open_findings)
    if blocking and tone != "red":
        tone, word = STATES[PERBAIKAN]
    return Score(total, tone, word, tuple(groups), blocking)
