"""What the checks cost: all 57 on a clean plan of three sizes, three indicators a sub kegiatan; beside it the same checks when the bidang
of a code is looked for row by row. The budget is that of 300 sub kegiatan, and growth no steeper than the size.
"""

import sys
import time
from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

from renjana.analisis.findings import CheckValues
from renjana.analisis.rules import find
from renjana.renja.values import PlanValues
from tests.analisis.clean import a_clean

SIZES = (300, 900, 3000)
ROUNDS = 5
SECONDS, STEEPEST = 0.5, 1.5


class Searching(CheckValues):
    """The same values without the index of owners."""

    def bidang_under(self, kode: str) -> str:
        """Every row is asked."""
        owners = {row.bidang for row in self.plan.rows_under(kode)}
        return owners.pop() if len(owners) == 1 else ""


def afresh(values: CheckValues) -> CheckValues:
    """Values whose indexes are not made yet, as after reading."""
    plan = PlanValues(**{one.name: getattr(values.plan, one.name) for one in fields(PlanValues)})
    return replace(values, plan=plan)


def median(work: Callable[[], Any], rounds: int = ROUNDS) -> float:
    """Processor seconds of the middle one of some rounds."""
    spent = []
    for _ in range(rounds):
        begin = time.process_time()
        work()
        spent.append(time.process_time() - begin)
    return sorted(spent)[rounds // 2]


def main() -> int:
    """Measure and print; 1 when over the budget."""
    seconds: dict[int, float] = {}
    for size in SIZES:
        values = a_clean(size).gate
        slow = Searching(**{one.name: getattr(values, one.name) for one in fields(CheckValues)})
        seconds[size] = median(lambda values=values: find(afresh(values)))  # type: ignore[misc]
        searched = median(lambda slow=slow: find(afresh(slow)), 1)  # type: ignore[misc]
        print(f"{size:5} sub kegiatan, {3 * size:5} indicators: {seconds[size] * 1000:6.0f} ms; row by row {searched * 1000:7.0f} ms")
    growth = seconds[SIZES[-1]] / seconds[SIZES[0]] / (SIZES[-1] / SIZES[0])
    print(f"growth from {SIZES[0]} to {SIZES[-1]}: {growth:.2f} of the size")
    return 0 if seconds[SIZES[0]] <= SECONDS and growth <= STEEPEST else 1


if __name__ == "__main__":
    sys.exit(main())
