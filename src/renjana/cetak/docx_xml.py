"""Paragraphs and tables of a DOCX as XML text: one string per table, since cell objects would take minutes for a plan."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from renjana.cetak.papers import Tabel

LEVEL_FILL = ("CECECE", "D9D9D9", "E4E4E4", "F0F0F0", "")
HEAD_FILL, NUMBER_FILL = "E4E4E4", "F4F4F4"
JUSTIFY = {"kiri": "left", "tengah": "center", "kanan": "right"}
EMU = 36000  # of a millimetre


def run(text: str, *, bold: bool = False, italic: bool = False, size: float = 0) -> str:
    """Words of one look; line ends become breaks. `size` in points, 0 for the style's own."""
    half = round(size * 2)
    look = ("<w:b/>" if bold else "") + ("<w:i/>" if italic else "") + (f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>' if half else "")
    words = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{words}</w:r>"


def reference(number: int) -> str:
    """The mark of a footnote (see docx_notes)."""
    return f'<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="{number}"/></w:r>'


def paragraph(inner: str, style: str, *, more: str = "") -> str:
    """A paragraph; `more` holds further properties in the schema's order."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{inner}</w:p>'


def field(code: str, shown: str = "") -> str:
    """A field that the reader's program computes; `shown` until then."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    text = f'<w:r><w:instrText xml:space="preserve"> {escape(code)} </w:instrText></w:r>'
    return mark.format("begin") + text + mark.format("separate") + (run(shown) if shown else "") + mark.format("end")


def listed(words: str, which: str) -> str:
    """A hidden mark that puts the words into the list of contents `which` (one letter), whatever the caption's own numbering."""
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr>{}</w:r>"
    code = f'<w:instrText xml:space="preserve"> TC {escape(_quoted(words))} \\f {which} \\l 1 </w:instrText>'
    return "".join(hidden.format(one) for one in ('<w:fldChar w:fldCharType="begin"/>', code, '<w:fldChar w:fldCharType="end"/>'))


def _quoted(words: str) -> str:
    return '"' + words.replace("\\", "/").replace('"', "\u201d").replace("\n", " ") + '"'


def contents(code: str, entries: Sequence[tuple[str, str]]) -> str:
    """A list of contents as one field over paragraphs, (style, words) each; page numbers come when the program updates it."""
    begin = '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>'
    begin += f'<w:r><w:instrText xml:space="preserve"> {escape(code)} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    lines = [paragraph(run(words), style) for style, words in entries] or [paragraph("", "TOC1")]
    lines[0] = lines[0].replace("</w:pPr>", f"</w:pPr>{begin}", 1)
    return "".join(lines) + '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'


def official_table(tabel: Tabel, width: int) -> str:
    """An official table over `width` twips: nested heads and the row of numbers repeat, rows stay whole, heads keep with the next row."""
    grid = shares(tabel["lebar"], width)
    size = 5.5 if len(grid) > 14 else 6.5 if len(grid) > 11 else 7
    rows = list(_head_rows(tabel, grid, size))
    for entry in tabel["baris"]:
        rows.append(_body_row(entry["sel"], tabel["rata"], grid, level=entry["tingkat"], size=size))
    if tabel["jumlah"]:
        rows.append(_body_row(tabel["jumlah"], tabel["rata"], grid, level=2, size=size))
    return table(rows, grid)


def simple_table(
    head: Sequence[str], body: Sequence[Sequence[str]], widths: Sequence[float], width: int, *, sides: Sequence[str] | None = None
) -> str:
    """A table of words with one head row; `sides` are kiri or kanan by column, all kiri without."""
    grid = shares(widths, width)
    top = [Cell(words, w, fill=HEAD_FILL, align="center", bold=True, size=9) for words, w in zip(head, grid, strict=True)]
    aligned = ["right" if side == "kanan" else "left" for side in sides or ["kiri"] * len(grid)]
    lines = [[Cell(words, w, size=9, align=side) for words, w, side in zip(line, grid, aligned, strict=True)] for line in body]
    return table([_row(top, head=True), *(_row(line) for line in lines)], grid)


def table(rows: Sequence[str], grid: Sequence[int], *, borders: bool = True) -> str:
    """A table of fixed columns."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    edges = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in sides)
    margins = '<w:tblCellMar><w:left w:w="45" w:type="dxa"/><w:right w:w="45" w:type="dxa"/></w:tblCellMar>'
    look = f"<w:tblBorders>{edges}</w:tblBorders>" if borders else ""
    columns = "".join(f'<w:gridCol w:w="{w}"/>' for w in grid)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(grid)}" w:type="dxa"/>{look}<w:tblLayout w:type="fixed"/>{margins}</w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


@dataclass(frozen=True)
class Cell:
    """A table cell `width` twips wide; `merge` is "restart" or "continue" of a vertical merge, `keep` keeps its row with the next."""

    words: str
    width: int
    span: int = 1
    merge: str = ""
    fill: str = ""
    align: str = "left"
    bold: bool = False
    size: float = 0
    keep: bool = False

    def xml(self) -> str:
        """The cell as XML."""
        props = f'<w:tcW w:w="{self.width}" w:type="dxa"/>' + (f'<w:gridSpan w:val="{self.span}"/>' if self.span > 1 else "")
        props += {"restart": '<w:vMerge w:val="restart"/>', "continue": "<w:vMerge/>"}.get(self.merge, "")
        props += f'<w:shd w:val="clear" w:color="auto" w:fill="{self.fill}"/>' if self.fill else ""
        props += '<w:vAlign w:val="center"/>' if self.align == "center" else ""
        more = ("<w:keepNext/>" if self.keep else "") + (f'<w:jc w:val="{self.align}"/>' if self.align != "left" else "")
        inner = run(self.words, bold=self.bold, size=self.size) if self.words else ""
        return f"<w:tc><w:tcPr>{props}</w:tcPr>{paragraph(inner, 'Cell', more=more)}</w:tc>"


SPACE = "http://schemas.openxmlformats.org/drawingml/2006"
VECTOR = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"


def picture(ident: str, number: int, size_mm: tuple[float, float], alt: str, *, vector: bool = False) -> str:
    """An inline picture of a relation; with `vector` the relation of the same name and "svg" holds it as SVG."""
    head, body = _picture(ident, number, size_mm, alt, vector)
    return f'<w:r><w:drawing><wp:inline xmlns:wp="{SPACE}/wordprocessingDrawing">{head}{body}</wp:inline></w:drawing></w:r>'


def picture_behind(ident: str, number: int, size_mm: tuple[float, float], alt: str, *, at_mm: tuple[float, float]) -> str:
    """The same, as SVG, at a place of the page and behind its text."""
    head, body = _picture(ident, number, size_mm, alt, True)
    x, y = (round(side * EMU) for side in at_mm)
    place = "".join(
        f'<wp:position{axis} relativeFrom="page"><wp:posOffset>{offset}</wp:posOffset></wp:position{axis}>' for axis, offset in (("H", x), ("V", y))
    )
    extent, props = head.split("/>", 1)
    return (
        f'<w:r><w:drawing><wp:anchor xmlns:wp="{SPACE}/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0" simplePos="0" '
        f'relativeHeight="{number}" behindDoc="1" locked="0" layoutInCell="0" allowOverlap="1"><wp:simplePos x="0" y="0"/>{place}{extent}/>'
        f"<wp:wrapNone/>{props}<wp:cNvGraphicFramePr/>{body}</wp:anchor></w:drawing></w:r>"
    )


def _picture(ident: str, number: int, size_mm: tuple[float, float], alt: str, vector: bool) -> tuple[str, str]:
    """Size and description, and the graphic itself."""
    wide, high = (round(side * EMU) for side in size_mm)
    more = f'<asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="{ident}svg"/>'
    blip = (
        f'<a:blip r:embed="{ident}"><a:extLst><a:ext uri="{VECTOR}">{more}</a:ext></a:extLst></a:blip>' if vector else f'<a:blip r:embed="{ident}"/>'
    )
    return (
        f'<wp:extent cx="{wide}" cy="{high}"/><wp:docPr id="{number}" name="Gambar {number}" descr={quoteattr(alt)}/>',
        f'<a:graphic xmlns:a="{SPACE}/main"><a:graphicData uri="{SPACE}/picture"><pic:pic xmlns:pic="{SPACE}/picture"><pic:nvPicPr>'
        f'<pic:cNvPr id="{number}" name="Gambar {number}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>{blip}<a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>",
    )


def shares(widths: Sequence[float], width: int) -> list[int]:
    """Twips of each column; they add up to `width` exactly."""
    total, done, out = sum(widths), 0.0, []
    for one in widths:
        out.append(round((done + one) / total * width) - round(done / total * width))
        done += one
    return out


def _row(cells: Sequence[Cell], *, head: bool = False) -> str:
    mark = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{mark}</w:trPr>{''.join(one.xml() for one in cells)}</w:tr>"


def _head_rows(tabel: Tabel, grid: Sequence[int], size: float) -> Iterator[str]:
    hanging: dict[int, tuple[int, int]] = {}  # column -> (rows that its cell still covers, columns that it covers)
    for entries in tabel["kepala"]:
        cells, place, waiting = [], 0, iter(entries)
        while place < len(grid):
            left, span = hanging.get(place, (0, 0))
            words, down, merge = "", left, "continue"
            if not left:
                entry = next(waiting)
                words, span, down = entry["teks"], entry["colspan"], entry["rowspan"]
                merge = "restart" if down > 1 else ""
            width = sum(grid[place : place + span])
            cells.append(Cell(words, width, span=span, merge=merge, fill=HEAD_FILL, align="center", bold=True, size=size))
            hanging[place] = (down - 1, span)
            place += span
        yield _row(cells, head=True)
    if tabel["nomor"]:
        yield _number_row(tabel["nomor"], grid, size)


def _number_row(numbers: Sequence[dict[str, Any]], grid: Sequence[int], size: float) -> str:
    cells, place = [], 0
    for entry in numbers:
        span = entry["colspan"]
        cells.append(Cell(entry["teks"], sum(grid[place : place + span]), span=span, fill=NUMBER_FILL, align="center", size=size - 0.5))
        place += span
    return _row(cells, head=True)


def _body_row(entries: Sequence[Any], aligned: Sequence[str], grid: Sequence[int], *, level: int, size: float) -> str:
    cells, place, upper = [], 0, level < len(LEVEL_FILL) - 1
    for entry in entries:
        words, span = (entry["isi"], entry["colspan"]) if isinstance(entry, dict) else (entry, 1)
        width, align = sum(grid[place : place + span]), JUSTIFY[aligned[place]]
        cells.append(Cell(words, width, span=span, fill=LEVEL_FILL[level], align=align, bold=upper, size=size, keep=upper))
        place += span
    return _row(cells)
