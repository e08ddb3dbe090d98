"""What the pages of the analysis show, made ready so that the templates only print."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from renjana.analisis.pictures import Picture
from renjana.analisis.pictures.parts import short_name
from renjana.analisis.table_page import SIDES
from renjana.cetak.charts import Row, pagu_bars
from renjana.cetak.drawing import NARROW, WIDE
from renjana.cetak.tables import alignment, cell_text
from renjana.organisasi.table import leaves


@dataclass(frozen=True)
class ProgramLine:
    """A program with its money and what it is held against; whole rupiah."""

    kode: str
    nama: str
    pagu: int
    lain: int


def pagu_chart(figures: Mapping[str, Any], tahun: int) -> tuple[str, list[ProgramLine]]:
    """The drawings of pagu by program, wide and narrow, and the same as lines, from the kept figures of an analysis. "" without programs."""
    lines = [ProgramLine(*row) for row in figures["per_program"]]
    if not lines:
        return "", []
    bars = [Row(short_name(line.nama), (line.pagu, line.lain)) for line in lines]
    seri = (f"Renja {tahun}", figures["pembanding"])
    return "".join(pagu_bars(bars, f"Pagu per program tahun {tahun}", seri, frame=frame).svg for frame in (WIDE, NARROW)), lines


def picture_page(picture: Picture) -> dict[str, Any]:
    """A picture as its page shows it: both drawings, and its table as (text, css class) by row; "" for the drawings where there are none."""
    parts = leaves(picture.columns)
    rows = [*picture.rows, *([{leaf.key: "" for leaf in parts} | dict(picture.jumlah)] if picture.jumlah else [])]
    body = [[(cell_text(row.get(leaf.key), leaf), SIDES[alignment(leaf)]) for leaf in parts] for row in rows]
    return {
        "picture": picture,
        "svg": "".join(picture.draw(frame).svg for frame in (WIDE, NARROW)) if picture.draw else "",
        "head": [(column.label, SIDES[alignment(leaf)]) for column, leaf in zip(picture.columns, parts, strict=True)],
        "body": body[:-1] if picture.jumlah else body,
        "total": body[-1] if picture.jumlah else [],
    }
