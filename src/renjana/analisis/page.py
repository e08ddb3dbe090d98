"""What the pages of the analysis show, made ready so that the templates only print."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from renjana.cetak.charts import Bar, pagu_bars
from renjana.cetak.tables import html_rows, paper_table
from renjana.renja.tables import OfficialTable

LEVEL_CLASSES = ("urusan", "urusan", "program", "kegiatan", "")
ALIGN_CLASSES = {"kiri": "", "tengah": "center", "kanan": "num"}


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


def table_page(table: OfficialTable) -> dict[str, Any]:
    """Head, body and total of an official table for the page: cells as (text, css class, colspan)."""
    paper = paper_table(table.columns, table.rows, jumlah=table.jumlah)
    body = [(LEVEL_CLASSES[tingkat], [(text, ALIGN_CLASSES[side], span) for text, side, span in cells]) for tingkat, cells in html_rows(paper)]
    total = []
    if table.jumlah:
        sides = paper["rata"]
        total = [(text, ALIGN_CLASSES[sides[place]]) for place, text in enumerate(paper["jumlah"])]
    return {"head": paper["kepala"], "numbers": paper["nomor"], "body": body, "total": total}
