"""What the pages of the analysis show, made ready so that the templates only print."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from renjana.cetak.charts import Bar, pagu_bars


@dataclass(frozen=True)
class ProgramLine:
    """A program with its money and what it is held against; whole rupiah."""

    kode: str
    nama: str
    pagu: int
    lain: int


def pagu_chart(figures: Mapping[str, Any], tahun: int) -> tuple[str, list[ProgramLine]]:
    """The drawing of pagu by program and the same as lines, from the kept figures of an analysis. "" without programs."""
    lines = [ProgramLine(*row) for row in figures["per_program"]]
    if not lines:
        return "", []
    bars = [Bar(line.nama.removeprefix("PROGRAM ").capitalize(), line.pagu, line.lain) for line in lines]
    chart = pagu_bars(bars, f"Pagu per program tahun {tahun}", kini=f"Renja {tahun}", lalu=figures["pembanding"])
    return chart.svg, lines
