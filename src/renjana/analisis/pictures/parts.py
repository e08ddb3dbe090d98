"""What every picture is made of: its drawing, its table, and the sentence where there is nothing to draw."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from renjana.analisis.findings import CheckValues
from renjana.cetak.charts import Part
from renjana.cetak.drawing import Chart, Frame
from renjana.organisasi.table import Column
from renjana.renja.sums import totals

MOST = 14
"""Rows of a picture; with names of three lines it still fits a page."""
CODE, NAME = Column(1, "kode", "Kode", kind="code", width=1.2), Column(2, "nama", "Nama", width=4.2)
Draw = Callable[[Frame], Chart]
Line = dict[str, Any]


@dataclass(frozen=True)
class Picture:
    """A picture by its key: `draw` makes it in a frame, None when `alasan` says why there is none. `catatan` is a sentence under it."""

    kunci: str
    judul: str
    draw: Draw | None
    columns: tuple[Column, ...] = ()
    rows: tuple[Mapping[str, Any], ...] = ()
    jumlah: Mapping[str, Any] | None = None
    alasan: str = ""
    catatan: str = ""


def nothing(kunci: str, judul: str, alasan: str) -> Picture:
    """A picture that cannot be drawn, with the reason."""
    return Picture(kunci, judul, None, alasan=alasan)


def short_name(name: str) -> str:
    """A name for a chart: without the word Program, and not in capitals alone."""
    text = name.removeprefix("PROGRAM ").removeprefix("Program ")
    return text.capitalize() if text.isupper() else text


def largest(parts: Sequence[Part]) -> tuple[Part, ...]:
    """The parts as they stand, or the largest of them with all others as one."""
    if len(parts) <= MOST:
        return tuple(parts)
    kept = set(sorted(range(len(parts)), key=lambda place: -abs(parts[place].nilai))[: MOST - 1])
    rest = [part for place, part in enumerate(parts) if place not in kept]
    return (*(part for place, part in enumerate(parts) if place in kept), Part(f"Lainnya ({len(rest)})", sum(part.nilai for part in rest)))


def before_by_program(values: CheckValues, lalu: Mapping[str, int]) -> dict[str, int]:
    """Last year's pagu by the program it has now: replaced codes count under the new one."""
    sums = totals((values.plan.successors.get(kode, kode), pagu) for kode, pagu in lalu.items())
    return {kode: pagu for kode, pagu in sums.items() if kode.count(".") == 2}


def money_columns(heads: Sequence[tuple[str, str]]) -> tuple[Column, ...]:
    """Code, name and amounts, by key and head."""
    return (CODE, NAME, *(Column(place, key, f"{head} (Rp)", kind="money", width=2) for place, (key, head) in enumerate(heads, 3)))
