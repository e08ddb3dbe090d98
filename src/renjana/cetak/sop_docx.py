"""The official SOP sheet as a DOCX: every cell is a cell and every symbol a picture in it, the lines of a page lie behind its table.

Rows and columns have the sizes that `renjana.sop.sheet` computed, so that the lines meet their symbols. Lengths come in millimetres.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from renjana.cetak import docx_xml as xml
from renjana.cetak.docx_parts import HEAD, SETTINGS, R, W, core, numbering, package, styles
from renjana.cetak.docx_theme import fonts, theme
from renjana.cetak.pdf import TEMPLATES, svg_as_png
from renjana.cetak.sop_cells import GREY, Box, hanging, merged, name_box, row_xml, spaced, text_box, twips
from renjana.organisasi.dates import tanggal
from renjana.sop.columns import MARGIN_BOTTOM, MARGIN_TOP, MARGIN_X, SHEETS
from renjana.sop.drawing import Symbol
from renjana.sop.model import Sop
from renjana.sop.overlay import MARGIN, lines_svg, symbol_svg
from renjana.sop.pages import HEAD_GROUP, HEAD_NUMBERS, TITLE, Frame
from renjana.sop.sheet import SMALL, Sheet, describe, sheet_number

LIGHT, MUTED = "F4F4F4", "555555"
EMBLEM = 26.0
BOXES = (
    ("Dasar Hukum", "dasar_hukum", "Kualifikasi Pelaksana", "kualifikasi"),
    ("Keterkaitan", "keterkaitan", "Peralatan/Perlengkapan", "peralatan"),
    ("Peringatan", "peringatan", "Pencatatan dan Pendataan", "pencatatan"),
)
SYMBOLS = (
    "Simbol: kapsul = mulai, selesai; kotak = kegiatan; belah ketupat = keputusan; anak panah = arah alir; "
    "segilima = sambungan (huruf sama = bertemu)."
)
DATES = ("tanggal_pembuatan", "tanggal_revisi", "tanggal_pengesahan")


def sop_docx(sheet: Sheet, *, lambang: str = "") -> bytes:
    """The identity page and the flow pages, landscape on the sheet's paper. The same sheet gives the same bytes. `lambang` is SVG text."""
    writer = _Writer(sheet)
    writer.identity(lambang or (TEMPLATES / "lambang.svg").read_text())
    for number in range(sheet.pages):
        writer.flow_page(number)
    writer.closing()
    return writer.package()


@dataclass
class _Writer:
    """Gathers the body and the pictures it refers to; one picture for all symbols that look alike."""

    sheet: Sheet
    body: list[str] = field(default_factory=list)
    parts: dict[str, str | bytes] = field(default_factory=dict)
    relations: list[tuple[str, str, str]] = field(default_factory=list)
    known: dict[str, str] = field(default_factory=dict)
    shown: int = 0

    @property
    def sop(self) -> Sop:
        return self.sheet.sop

    def identity(self, emblem: str) -> None:
        """Names and emblem at the left, the six lines at the right, the six boxes below."""
        sop, total = self.sop, self.sheet.columns.total
        grid = (total / 2, 40.0, total / 2 - 40.0)
        block = sop.identitas
        signature = f"{block.disahkan_oleh}\n\n\n\n{block.disahkan_nama or '.' * 40}\nNIP. {block.disahkan_nip}"
        values = {key: tanggal(date.fromisoformat(getattr(block, key))) if getattr(block, key) else "" for key in DATES}
        lines = [("Nomor SOP", block.nomor)]
        lines += [(key.replace("_", " ").title(), values[key]) for key in DATES] + [("Disahkan Oleh", signature), ("Nama SOP", sop.nama)]
        left = xml.paragraph(self._picture(emblem, (EMBLEM, EMBLEM), f"Lambang {sop.pemda}"), "Cell", more='<w:jc w:val="center"/>')
        left += text_box(sop.pemda.upper(), 12, align="center") + text_box(sop.perangkat_daerah.upper(), 13, align="center", bold=True)
        rows = []
        for number, (label, value) in enumerate(lines):
            first = Box(left if not number else "", grid[0], merge="restart" if not number else "continue")
            bold = label == "Nama SOP"
            said = Box(text_box(value, 10, bold=bold, more=spaced(3, 10, after=3)), grid[2], centred=False)
            cells = [first, Box(text_box(label, 10, more=spaced(3, 10, after=3)), grid[1], centred=False), said]
            rows.append(row_xml(cells))
        for left_head, left_key, right_head, right_key in BOXES:
            heads = ((left_head, grid[0], 1), (right_head, grid[1] + grid[2], 2))
            rows.append(
                row_xml([Box(text_box(words, 10, bold=True, more=spaced(2, 10, after=2)), wide, span=span, fill=GREY) for words, wide, span in heads])
            )
            boxes = ((left_key, grid[0], 1), (right_key, grid[1] + grid[2], 2))
            rows.append(row_xml([Box(_listed(getattr(sop, key)), wide, span=span, centred=False) for key, wide, span in boxes]))
        flat = '<w:spacing w:before="0" w:after="80"/><w:jc w:val="center"/>'
        self.body.append(xml.paragraph(xml.run(f"STANDAR OPERASIONAL PROSEDUR (SOP) {sop.nama.upper()}", bold=True, size=12), "Heading1", more=flat))
        if sop.status:
            self.body.append(text_box(sop.status, 10, align="center", colour=MUTED))
        self.body.append(xml.table(rows, [twips(wide) for wide in grid]))

    def flow_page(self, number: int) -> None:
        """A page of the flow: title, table, and the lines behind it."""
        sheet, frame = self.sheet, self.sheet.boards[number].frame
        picture = self._picture(lines_svg(sheet, number), (sheet.columns.total, frame.bottom), _lines_told(sheet, number), behind=True)
        pitch = f'<w:spacing w:before="0" w:after="0" w:line="{twips(frame.head / len(frame.title))}" w:lineRule="exact"/>'
        tab = f'<w:tabs><w:tab w:val="right" w:pos="{twips(sheet.columns.total)}"/></w:tabs>'
        side = f"<w:r><w:tab/></w:r>{xml.run(sheet_number(sheet, number), size=8)}" if sheet_number(sheet, number) else ""
        title = picture + xml.run("\n".join(frame.title), bold=True, size=TITLE) + side
        self.body.append(xml.paragraph(title, "Heading2", more=f"<w:pageBreakBefore/>{tab}{pitch}"))
        rows = [*self._heads(), *self._strip(frame, upper=True), *self._rows(number), *self._strip(frame, upper=False)]
        self.body.append(xml.table(rows, [twips(wide) for wide in sheet.columns.widths]))

    def _heads(self) -> list[str]:
        """Three rows: groups, names, numbers."""
        columns, n, head = self.sheet.columns, self.sheet.columns.count, self.sheet.columns.head
        mutu = f"{self.sop.judul_mutu} {self.sheet.head_mark}".strip()
        top = [
            merged("NO", columns.widths[0], head, "restart"),
            merged("URAIAN PROSEDUR", columns.widths[1], head, "restart"),
            Box(text_box("PELAKSANA", head, align="center", bold=True), sum(columns.widths[2 : 2 + n]), span=n, fill=GREY),
            Box(text_box(mutu, head, align="center", bold=True), sum(columns.widths[2 + n : 5 + n]), span=3, fill=GREY),
            merged("Keterangan", columns.widths[-1], head, "restart"),
        ]
        names = [name_box(actor.nama, columns.actor, head, turned=columns.turned) for actor in self.sop.pelaksana]
        quality = [
            Box(text_box(words, head, align="center", bold=True), columns.widths[2 + n + place], fill=GREY)
            for place, words in enumerate(("Kelengkapan dan Peralatan", "Waktu", "Output"))
        ]
        middle = [merged("", columns.widths[place], head, "continue") for place in (0, 1)]
        middle += [*names, *quality, merged("", columns.widths[-1], head, "continue")]
        numbers = [Box(text_box(str(place + 1), 6.5, align="center"), wide, fill=LIGHT) for place, wide in enumerate(columns.widths)]
        heights = (HEAD_GROUP, columns.head_height, HEAD_NUMBERS)
        return [row_xml(cells, high=high) for cells, high in zip((top, middle, numbers), heights, strict=True)]

    def _strip(self, frame: Frame, *, upper: bool) -> list[str]:
        """The row between pages in which the connectors stand; without fill, since their picture lies behind it."""
        if (frame.strip_top if upper else frame.strip_bottom) is None:
            return []
        columns, n = self.sheet.columns, self.sheet.columns.count
        left, right = self.sheet.plan.notes.get((frame.number, upper), ((), ()))
        spans = ((left, 2, "right"), ((), n, "left"), (right, 4, "left"))
        cells, place = [], 0
        for words, span, align in spans:
            wide = sum(columns.widths[place : place + span])
            cells.append(Box(text_box(" ".join(words), 6.5, align=align, colour=MUTED), wide, span=span))
            place += span
        return [row_xml(cells, high=frame.strip)]

    def _rows(self, number: int) -> list[str]:
        columns, board = self.sheet.columns, self.sheet.boards[number]
        rows = []
        for row in board.frame.rows:
            step = self.sop.langkah[row.index]
            texts = (f"{step.nomor}.", step.uraian, step.kelengkapan, step.waktu, step.output, step.keterangan)
            places = (0, 1, *range(2 + columns.count, 6 + columns.count))
            boxes = {
                place: Box(
                    text_box(words, columns.text, align="center" if place in (0, 3 + columns.count) else "left", mark=cell.mark),
                    columns.widths[place],
                )
                for place, words, cell in zip(places, texts, row.cells, strict=True)
            }
            symbols = {symbol.column: symbol for symbol in board.symbols if symbol.row == row.index}
            for column in range(columns.count):
                drawn = self._symbol(symbols[column]) if column in symbols else ""
                boxes[2 + column] = Box(xml.paragraph(drawn, "Cell", more='<w:jc w:val="center"/>'), columns.actor)
            rows.append(row_xml([boxes[place] for place in sorted(boxes)], high=row.bottom - row.top))
        return rows

    def _symbol(self, symbol: Symbol) -> str:
        size = (symbol.w + 2 * MARGIN, symbol.h + 2 * MARGIN)
        alone = Symbol(symbol.row, symbol.column, size[0] / 2, size[1] / 2, symbol.w, symbol.h, symbol.bentuk, symbol.dashed)
        return self._picture(symbol_svg(self.sheet, alone), size, describe(self.sheet, symbol.row, symbol.column))

    def closing(self) -> None:
        """The legend and the editor's notes, in two columns as on the PDF."""
        lines = [SYMBOLS, *self.sheet.legend]
        self.body += [text_box(words, SMALL, more=spaced(3, SMALL)) for words in lines]
        notes = self.sheet.notes
        if notes:
            head = "Catatan penyunting" + ("" if self.sop.status else " (teks naskah asal dicetak apa adanya)")
            self.body.append(text_box(head, SMALL, bold=True, more=spaced(4, SMALL)))
            half, wide = -(-len(notes) // 2), self.sheet.columns.total / 2
            sides = ["".join(text_box(f"{note.tanda}) {note.letak}: {note.isi}", SMALL) for note in part) for part in (notes[:half], notes[half:])]
            cells = [Box(inner or text_box("", SMALL), wide, centred=False) for inner in sides]
            self.body.append(xml.table([row_xml(cells)], [twips(wide)] * 2, borders=False))

    def _picture(self, svg: str, size: tuple[float, float], told: str, *, behind: bool = False) -> str:
        """A picture of that size in mm, as SVG with a PNG for programs that cannot show it; the same drawing is kept once."""
        if svg not in self.known:
            name = f"gambar{len(self.known) + 1}"
            self.known[svg] = name
            self.parts |= {f"media/{name}.png": svg_as_png(svg, wide=size[0], ppi=300), f"media/{name}.svg": svg.encode()}
            self.relations += [(f"rId{name}", "image", f"media/{name}.png"), (f"rId{name}svg", "image", f"media/{name}.svg")]
        self.shown += 1
        name = self.known[svg]
        if behind:
            return xml.picture_behind(f"rId{name}", self.shown, size, told, at_mm=(MARGIN_X, MARGIN_TOP))
        return xml.picture(f"rId{name}", self.shown, size, told, vector=True)

    def package(self) -> bytes:
        """Everything as one file."""
        sop = self.sop
        wide, high = (twips(side) for side in SHEETS[self.sheet.kertas])
        across, top, bottom = twips(MARGIN_X), twips(MARGIN_TOP), twips(MARGIN_BOTTOM)
        page = (
            f'<w:sectPr><w:footerReference w:type="default" r:id="rIdFooter"/><w:pgSz w:w="{wide}" w:h="{high}" w:orient="landscape"/>'
            f'<w:pgMar w:top="{top}" w:right="{across}" w:bottom="{bottom}" w:left="{across}" w:header="{twips(6)}" w:footer="{twips(6)}" '
            'w:gutter="0"/></w:sectPr>'
        )
        document = f"{HEAD}<w:document {W} {R}><w:body>{''.join(self.body)}{text_box('', 1)}{page}</w:body></w:document>"
        footer = xml.run(f"SOP {sop.nama}   |   {sop.perangkat_daerah}   |   ") + xml.field("PAGE")
        fixed = {"styles": styles(), "numbering": numbering([]), "settings": SETTINGS, "fontTable": fonts()}
        parts: dict[str, str | bytes] = {"document.xml": document, **{f"{name}.xml": part for name, part in fixed.items()}, **self.parts}
        parts |= {"footer1.xml": f"{HEAD}<w:ftr {W}>{xml.paragraph(footer, 'Footer')}</w:ftr>", "theme/theme1.xml": theme()}
        parts["docProps/core.xml"] = core(f"SOP {sop.nama}", sop.perangkat_daerah, "2027-01-01")
        relations = [(f"rId{name}", name, f"{name}.xml") for name in fixed]
        return package(parts, [*relations, ("rIdtheme", "theme", "theme/theme1.xml"), ("rIdFooter", "footer", "footer1.xml"), *self.relations])


def _listed(entries: Sequence[str]) -> str:
    """The entries of a box, numbered when there are several."""
    if len(entries) < 2:
        return text_box(entries[0] if entries else "-", 10, more=spaced(3, 10, after=3))
    return "".join(text_box(f"{number}.\t{entry}", 10, more=hanging(10)) for number, entry in enumerate(entries, 1))


def _lines_told(sheet: Sheet, number: int) -> str:
    """The flow of a page in words."""
    board = sheet.boards[number]
    steps = [sheet.sop.langkah[row.index] for row in board.frame.rows]
    ways = [f"langkah {step.nomor}, tidak: kembali ke langkah {', '.join(map(str, step.kembali))}" for step in steps if step.kembali]
    return "; ".join([f"Arah alir langkah {steps[0].nomor} sampai {steps[-1].nomor} berurutan", *ways])
