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
    """A picture as its page shows it: both drawings, "" where there are none, and its table: a head for each row, cells as (label, text, class)."""
    coded = bool(picture.columns) and picture.columns[0].key == "kode"
    names, others = picture.columns[: 1 + coded], picture.columns[1 + coded :]

    def line(row: Mapping[str, Any]) -> tuple[list[str], list[tuple[str, str, str]]]:
        cells = [(column.label, leaf, row.get(column.key)) for column in others for leaf in leaves((column,))]
        return [str(row.get(column.key) or "") for column in names], [(label, cell_text(v, leaf), SIDES[alignment(leaf)]) for label, leaf, v in cells]

    return {
        "picture": picture,
        "svg": "".join(picture.draw(frame).svg for frame in (WIDE, NARROW)) if picture.draw else "",
        "coded": coded,
        "head": names[-1].label if names else "",
        "heads": [(column.label, SIDES[alignment(leaves((column,))[0])]) for column in others],
        "body": [line(row) for row in picture.rows],
        "total": line(picture.jumlah) if picture.jumlah else None,
    }
