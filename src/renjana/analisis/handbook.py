"""docs/pemeriksaan.md, made from the checks themselves: `python -m renjana.analisis.handbook > docs/pemeriksaan.md`."""

import sys
from collections import Counter

from renjana.analisis.checks import AMBANG, CHECKS
from renjana.analisis.findings import Check
from renjana.analisis.scoring import GROUPS

LEVELS = {"error": "kesalahan", "warning": "peringatan", "info": "catatan"}
NEEDS = {
    "renstra": "Renstra",
    "realisasi": "realisasi tahun lalu",
    "rkpd": "rancangan awal RKPD",
    "usulan": "usulan",
    "nomenklatur": "nomenklatur",
    "pagu_indikatif": "pagu indikatif",
    "naskah": "naskah dokumen",
    "lampiran": "daftar bukti",
    "sipd": "data SIPD-RI",
    "prioritas": "prioritas dan tag",
    "faktor": "realisasi dan penjelasannya",
    "sent": "keadaan isian",
    "dianalisis": "waktu analisis terakhir",
}
HEAD = """\
# Pemeriksaan: the checks of the analysis

Made from the code by `.venv/bin/python -m renjana.analisis.handbook`; `tests/analisis/test_handbook.py` fails when this page is stale.
Do not edit it by hand.

A new check is one function under the decorator `check` in a module of `src/renjana/analisis/checks/`, and one planter in
`tests/analisis/planters.py`, with which `tests/analisis/test_planted_faults.py` plants it and looks that it is found under its own name.
A check takes values and gives notes; it reads no database. Where the data that it needs do not exist it stays silent and counts as
"tidak berlaku". A *kesalahan* holds step 8 unless it is waived with a reason, a *peringatan* needs a note, a *catatan* is shown. Checks
marked **gerbang** run again at steps 8, 9 and 10 on the document as it would be printed. A source with "perlu konfirmasi" is common
knowledge that nobody has read again in the regulation's own text.
"""


def line(check: Check) -> str:
    """A row of the table."""
    needs = NEEDS.get(check.perlu, "") or (f"kolom {check.kolom}" if check.kolom else "")
    marks = LEVELS[check.tingkat] + (", **gerbang**" if check.gate else "")
    return f"| {check.kode} | {marks} | {check.aturan} | {check.sumber} | {needs or '-'} |"


def handbook() -> str:
    """The whole page."""
    counts: Counter[str] = Counter(check.tingkat for check in CHECKS)
    parts = [HEAD, f"{len(CHECKS)} aturan: {', '.join(f'{counts[key]} {word}' for key, word in LEVELS.items())}.\n"]
    for nama, letters, weight in GROUPS:
        own = [check for check in CHECKS if check.kode[0] in letters]
        parts.append(f"## {nama} (bobot {weight})\n| id | tingkat | aturan | sumber | perlu |\n|---|---|---|---|---|")
        parts.append("\n".join(line(check) for check in own) + "\n")
    parts.append("## Ambang\nThe agency sets these under Pengaturan, Ambang pemeriksaan; each change is a line of the settings' history.\n")
    parts.append("| kunci | bawaan | makna | sumber bawaan |\n|---|---|---|---|")
    parts.append("\n".join(f"| {one.kunci} | {one.nilai} {one.satuan} | {one.makna} | {one.sumber} |" for one in AMBANG) + "\n")
    return "\n".join(parts)


if __name__ == "__main__":
    sys.stdout.write(handbook())
