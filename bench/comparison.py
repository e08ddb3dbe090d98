"""Two drafts of 300 sub kegiatan compared, every pagu changed: as the product does it, and beside it all printed lines in one plain diff.

`python -m bench.comparison`; it fails over its budget.
"""

import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from difflib import SequenceMatcher

from renjana.konsep.comparison import compare
from renjana.konsep.prepared import Material
from renjana.konsep.sistematika import SISTEMATIKA
from renjana.konsep.snapshot import Isi, as_bytes, from_bytes, snapshot
from tests.analisis.clean import a_clean

SUB_KEGIATAN, MILLISECONDS, TIMES = 300, 50.0, 9


def drafts() -> tuple[bytes, bytes]:
    """Two drafts as they lie on disk: one sub kegiatan fewer, a million more for each other, one subbab written anew."""
    plan = a_clean(SUB_KEGIATAN).analysis.plan
    rows = tuple(replace(row, pagu=(row.pagu or 0) + 1_000_000) for row in plan.rows[1:])
    before = Material(plan, SISTEMATIKA["86_2017"], ("Undang-Undang uji",))
    after = replace(before, values=replace(plan, rows=rows))
    return as_bytes(snapshot(before, {})), as_bytes(snapshot(after, {"2.3": "Ditulis ulang."}))


def lines(isi: Isi) -> list[str]:
    """Every paragraph and every row as a line."""
    found = []
    for subbab in isi["subbab"]:
        found += [one["isi"] for one in subbab["paragraf"]]
        found += [" ".join(row["sel"]) for table in subbab["tabel"] for row in table["baris"]]
    return found


def median(work: Callable[[], object]) -> float:
    """Milliseconds of this process for one time, the middle of several."""
    spent = []
    for _ in range(TIMES):
        begin = time.process_time()
        work()
        spent.append((time.process_time() - begin) * 1000)
    return statistics.median(spent)


def main() -> int:
    """Measure both; 1 when the product is over its budget."""
    old, new = drafts()
    before, after = from_bytes(old), from_bytes(new)
    ours = median(lambda: compare(from_bytes(old), from_bytes(new)))
    plain = median(lambda: SequenceMatcher(None, lines(before), lines(after), autojunk=False).get_opcodes())
    found = compare(before, after)
    print(f"{SUB_KEGIATAN} sub kegiatan, {len(lines(before))} lines, {found.cells} cells changed; drafts of {len(old) // 1024} KiB")
    print(f"read and compared, with words, cells and sums {ours:7.1f} ms (budget {MILLISECONDS:g})")
    print(f"which lines differ, by the standard library   {plain:7.1f} ms")
    return 0 if ours < MILLISECONDS else 1


if __name__ == "__main__":
    sys.exit(main())
