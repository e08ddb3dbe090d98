"""Cells and rows of the SOP sheet as a DOCX: exact sizes, so that the drawing behind the table meets them. Millimetres and points."""

from collections.abc import Sequence
from dataclasses import dataclass

from renjana.cetak import docx_xml as xml

GREY = "E4E4E4"


def twips(mm: float) -> int:
    """Twentieths of a point."""
    return round(mm * 1440 / 25.4)


@dataclass(frozen=True)
class Box:
    """A cell: paragraphs as XML, width in mm."""

    inner: str
    wide: float
    span: int = 1
    merge: str = ""
    fill: str = ""
    turned: bool = False
    centred: bool = True

    def xml(self) -> str:
        """The cell as XML."""
        props = f'<w:tcW w:w="{twips(self.wide)}" w:type="dxa"/>' + (f'<w:gridSpan w:val="{self.span}"/>' if self.span > 1 else "")
        props += {"restart": '<w:vMerge w:val="restart"/>', "continue": "<w:vMerge/>"}.get(self.merge, "")
        props += f'<w:shd w:val="clear" w:color="auto" w:fill="{self.fill}"/>' if self.fill else ""
        props += '<w:textDirection w:val="btLr"/>' if self.turned else ""
        props += '<w:vAlign w:val="center"/>' if self.centred else ""
        return f"<w:tc><w:tcPr>{props}</w:tcPr>{self.inner or xml.paragraph('', 'Cell')}</w:tc>"


def text_box(words: str, size: float, *, align: str = "left", bold: bool = False, colour: str = "", mark: str = "", more: str = "") -> str:
    """A paragraph of one look, its lines 1.2 sizes apart. `mark` stands raised behind the words; `more` are further spacing and indents."""
    kept = more or f'<w:spacing w:before="0" w:after="0" w:line="{round(size * 24)}" w:lineRule="exact"/>'
    place = f'<w:jc w:val="{align}"/>' if align != "left" else ""
    inner = _coloured(xml.run(words, bold=bold, size=size), colour) if words else ""
    raised = f'<w:r><w:rPr><w:sz w:val="{round(size * 2)}"/><w:vertAlign w:val="superscript"/></w:rPr><w:t>{mark}</w:t></w:r>' if mark else ""
    return xml.paragraph(inner + raised, "Cell", more=kept + place)


def _coloured(run: str, colour: str) -> str:
    """The run in a colour, which the schema wants before its size."""
    return run.replace("<w:sz ", f'<w:color w:val="{colour}"/><w:sz ', 1) if colour else run


def spaced(before: float, size: float, *, after: float = 0) -> str:
    """A paragraph that keeps so many points above and below it."""
    return f'<w:spacing w:before="{round(before * 20)}" w:after="{round(after * 20)}" w:line="{round(size * 24)}" w:lineRule="exact"/>'


def hanging(size: float) -> str:
    """A paragraph of a list: further lines stand under the first word."""
    line = f'<w:spacing w:before="40" w:after="40" w:line="{round(size * 24)}" w:lineRule="exact"/>'
    return f'{line}<w:ind w:left="340" w:hanging="340"/>'


def merged(words: str, wide: float, size: float, merge: str) -> Box:
    """A head cell over two rows."""
    return Box(text_box(words, size, align="center", bold=True), wide, merge=merge, fill=GREY)


def name_box(name: str, wide: float, size: float, *, turned: bool) -> Box:
    """The head of an actor's column."""
    return Box(text_box(name, size, align="center", bold=True), wide, fill=GREY, turned=turned)


def row_xml(cells: Sequence[Box], *, high: float = 0) -> str:
    """A row that stays whole; exactly `high` mm when given."""
    exact = f'<w:trHeight w:val="{twips(high)}" w:hRule="exact"/>' if high else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{exact}</w:trPr>{''.join(cell.xml() for cell in cells)}</w:tr>"
