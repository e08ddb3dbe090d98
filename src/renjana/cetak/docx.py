"""The plan as a DOCX that people edit further, from the same data as `renja.typ`: real styles, fields, landscape sections, tables."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

from renjana.cetak import docx_xml as xml
from renjana.cetak.characters import clean
from renjana.cetak.docx_notes import footnotes, noted
from renjana.cetak.docx_parts import HEAD, SETTINGS, R, W, core, numbering, package, styles
from renjana.cetak.docx_theme import fonts, theme
from renjana.cetak.docx_tracked import Margins, comments
from renjana.cetak.papers import Blok, Lampiran, Renja, TandaTangan
from renjana.cetak.pdf import TEMPLATES, svg_as_png
from renjana.cetak.plan import numbered, printed_blocks
from renjana.organisasi.dates import tanggal

SHEETS = {"A4": (11906, 16838), "F4": (12189, 18709), "A3": (16838, 23811)}  # twips
MARGINS = {"top": 1417, "right": 1304, "bottom": 1304, "left": 1701}
WIDE_MARGINS = {"top": 964, "right": 850, "bottom": 907, "left": 850}
EMBLEM_MM = 36.0
ANNEX = "LAMPIRAN"
INVENTED = "Contoh cetak: nama orang, NIP, dan nomor naskah rekaan."


def plan_docx(data: Mapping[str, Any], *, tanda: str = "") -> bytes:
    """The whole plan, a `papers.Renja`. The same data give the same bytes.

    Numbers of pages and lists of contents are fields, which the reader's program fills when it opens the file. `tanda` is the version's
    digest, by which the paragraphs of a corrected file are known again; tracked changes and comments as in `docx_tracked`, the comments
    themselves in `data["catatan"]`.
    """
    cleaned: Renja = clean(numbered(cast("Renja", data)))
    writer = _Writer(cleaned, Margins(tanda))
    chapters = noted(cleaned["bab"], writer.notes)
    writer.cover()
    writer.front()
    annex = cleaned.get("lampiran", [])
    for place, bab in enumerate(chapters, 1):
        writer.chapter(bab, signed=place == len(chapters), last=place == len(chapters) and not annex)
    if annex:
        writer.annex(annex)
    return writer.package()


@dataclass
class _Writer:
    """Gathers the body and what it refers to: lists, pictures, footers."""

    data: Renja
    margins: Margins
    body: list[str] = field(default_factory=list)
    lists: list[str] = field(default_factory=list)
    parts: dict[str, str | bytes] = field(default_factory=dict)
    relations: list[tuple[str, str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    pictures: int = 0
    footer: str = ""
    opening: str = ""

    @property
    def sheet(self) -> tuple[int, int]:
        return SHEETS[self.data.get("kertas", "A4")]

    @property
    def width(self) -> int:
        """Twips between the margins of an upright page."""
        return self.sheet[0] - MARGINS["left"] - MARGINS["right"]

    def cover(self) -> None:
        """Emblem, names and year on a section without page number."""
        data, office = self.data, self.data["instansi"]
        emblem = office.get("lambang") or (TEMPLATES / "lambang.svg").read_text()
        lines = [
            (self._picture(emblem, f"Lambang {office['pemda']}", EMBLEM_MM * _ratio(emblem), EMBLEM_MM), "Cover"),
            (xml.run(office["pemda"].upper(), bold=True, size=15), "Cover"),
            *[("", "Cover")] * 7,
            (xml.run(data["judul"].upper()), "Title"),
            (xml.run(f"TAHUN {data['tahun']}", bold=True, size=20), "Cover"),
            (xml.run(data["tahap"].upper(), size=13) if data["tahap"] else "", "Cover"),
            *[("", "Cover")] * 10,
            (xml.run(office["opd"].upper(), bold=True, size=14), "Cover"),
            (xml.run(f"{data['kota']}, {data['tahun_terbit']}"), "Cover"),
            (xml.run(INVENTED, size=7) if data.get("rekaan") else "", "Cover"),
        ]
        self.body += [xml.paragraph(inner, style) for inner, style in lines]
        self._end_section()

    def front(self) -> None:
        """Kata pengantar and the lists of contents, with pages i, ii, iii."""
        self._begin("", "lowerRoman")
        self._heading("KATA PENGANTAR", 1)
        self._blocks(self.data["pengantar"])
        self._signature()
        toc: list[tuple[str, str]] = []
        for bab in self.data["bab"]:
            toc.append(("TOC1", f"BAB {bab['no']} {bab['judul']}"))
            toc += [("TOC2", f"{one['nomor']} {one['judul']}") for one in bab["subbab"]]
        annex = self.data.get("lampiran", [])
        toc += [("TOC1", ANNEX)] * bool(annex) + [("TOC2", one["judul"]) for one in annex]
        self._page(xml.paragraph(xml.run("DAFTAR ISI", bold=True), "Cover"))
        self.body.append(xml.contents('TOC \\o "1-2" \\h \\z \\u', toc))
        blocks = [block for block in printed_blocks(self.data) if block.get("judul")]
        for name, kinds, title in (("Tabel", ("tabel", "tabel_resmi"), "DAFTAR TABEL"), ("Gambar", ("grafik",), "DAFTAR GAMBAR")):
            found = [("TableofFigures", f"{name} {_label(block)}. {block['judul']}") for block in blocks if block["jenis"] in kinds]
            if found:
                self._heading(title, 1)
                self.body.append(xml.contents(f"TOC \\h \\z \\f {name[0]}", found))
        self._end_section()

    def chapter(self, bab: Any, *, signed: bool, last: bool) -> None:
        """One chapter in sections of its own; its pages begin at 1 and carry its number. `last` closes the document."""
        self._begin(f"{bab['no']}-", "decimal")
        self._heading(f"BAB {bab['no']} {bab['judul']}", 1)
        for one in bab["subbab"]:
            words = self.margins.runs([{"teks": f"{one['nomor']} {one['judul']}", "catatan": one.get("catatan", ())}])
            self.body.append(xml.paragraph(self.margins.heading(words), "Heading2"))
            self._blocks(one["blok"])
        if signed:
            self._signature()
        if last:
            self.body.append(self._section(inline=False))
        else:
            self._end_section()

    def annex(self, parts: Sequence[Lampiran]) -> None:
        """What stands behind the signed chapters, with pages L-1, L-2; it closes the document."""
        self._begin("L-", "decimal")
        self._heading(ANNEX, 1)
        for one in parts:
            self._heading(one["judul"], 2)
            self._blocks(one["blok"])
        self.body.append(self._section(inline=False))

    def package(self) -> bytes:
        """Everything as one file."""
        data = self.data
        document = f"{HEAD}<w:document {W} {R}><w:body>{''.join(self.body)}</w:body></w:document>"
        fixed = {"styles": styles(), "numbering": numbering(self.lists), "settings": SETTINGS, "fontTable": fonts()}
        parts: dict[str, str | bytes] = {"document.xml": document, **{f"{name}.xml": part for name, part in fixed.items()}, **self.parts}
        if self.notes:
            parts["footnotes.xml"] = footnotes(self.notes)
            self.relations.append(("rIdfootnotes", "footnotes", "footnotes.xml"))
        if entries := data.get("catatan"):
            parts["comments.xml"] = comments(entries)
            self.relations.append(("rIdcomments", "comments", "comments.xml"))
        parts |= {"theme/theme1.xml": theme(), "docProps/core.xml": core(data["nama"], data["instansi"]["opd"], str(data["tanggal"]))}
        relations = [(f"rId{name}", name, f"{name}.xml") for name in fixed]
        relations += [("rIdtheme", "theme", "theme/theme1.xml"), *self.relations]
        return package(parts, relations)

    def _begin(self, prefix: str, fmt: str) -> None:
        """Open a run of sections whose pages begin at 1 with a footer of their own."""
        number = sum(1 for name in self.parts if name.startswith("footer")) + 1
        page = xml.run(prefix) + xml.field("PAGE") if prefix else xml.field("PAGE")
        self.parts[f"footer{number}.xml"] = f"{HEAD}<w:ftr {W}>{xml.paragraph(page, 'Footer')}</w:ftr>"
        self.relations.append((f"rIdFooter{number}", "footer", f"footer{number}.xml"))
        self.footer = f'<w:footerReference w:type="default" r:id="rIdFooter{number}"/>'
        if self.data.get("konsep") and "header1.xml" not in self.parts:
            self.parts["header1.xml"] = f"{HEAD}<w:hdr {W}>{xml.paragraph(xml.run('KONSEP, belum disahkan'), 'Header')}</w:hdr>"
            self.relations.append(("rIdHeader1", "header", "header1.xml"))
        if self.data.get("konsep"):
            self.footer = f'<w:headerReference w:type="default" r:id="rIdHeader1"/>{self.footer}'
        self.opening = f'<w:pgNumType w:fmt="{fmt}" w:start="1"/>'

    def _section(self, *, wide: bool = False, inline: bool = True) -> str:
        short, long = self.sheet
        size = f'<w:pgSz w:w="{long}" w:h="{short}" w:orient="landscape"/>' if wide else f'<w:pgSz w:w="{short}" w:h="{long}"/>'
        edges = "".join(f' w:{side}="{value}"' for side, value in (WIDE_MARGINS if wide else MARGINS).items())
        margins = f'<w:pgMar{edges} w:header="567" w:footer="567" w:gutter="0"/>'
        properties = f'<w:sectPr>{self.footer}<w:type w:val="nextPage"/>{size}{margins}{self.opening}</w:sectPr>'
        self.opening = re.sub(' w:start="1"', "", self.opening)
        return f'<w:p><w:pPr><w:pStyle w:val="Cell"/>{properties}</w:pPr></w:p>' if inline else properties

    def _end_section(self, *, wide: bool = False) -> None:
        """Close the pages so far; after a landscape table nothing is open, and no empty page is made."""
        if wide or 'w:orient="landscape"' not in self.body[-1]:
            self.body.append(self._section(wide=wide))

    def _page(self, first: str) -> None:
        self.body.append(first.replace("</w:pPr>", "<w:pageBreakBefore/></w:pPr>", 1))

    def _heading(self, words: str, level: int) -> None:
        self.body.append(xml.paragraph(xml.run(words), f"Heading{level}"))

    def _blocks(self, blocks: Sequence[Blok]) -> None:
        for block in blocks:
            writers: dict[str, Callable[[Blok], None]] = {
                "paragraf": lambda one: self._prose(one, "BodyText"),
                "subjudul": lambda one: self._prose(one, "Heading3"),
                "daftar": lambda one: self._list(one, 0),
                "tabel": self._table,
                "tabel_resmi": self._official,
                "grafik": self._chart,
            }
            writers[block["jenis"]](block)

    def _prose(self, content: Any, style: str, more: str = "") -> None:
        """A paragraph of words; `content` holds `isi` and may hold `lacak`."""
        lacak = content.get("lacak")
        self.body.append(xml.paragraph(self.margins.prose(content["isi"], lacak), style, more=more + self.margins.end_mark(lacak)))

    def _list(self, block: Blok, level: int) -> None:
        self.lists.append(block.get("urut", ""))
        number = len(self.lists)
        mark = f'<w:numPr><w:ilvl w:val="{min(level, 2)}"/><w:numId w:val="{number}"/></w:numPr>'
        for item in block["butir"]:
            content = item if isinstance(item, dict) else {"isi": item}
            self._prose(content, "ListParagraph", mark)
            for inner in content.get("blok", ()):
                if inner["jenis"] == "daftar":
                    self._list(inner, level + 1)
                else:
                    self._prose(inner, "ListParagraph", f'<w:ind w:left="{400 * (level + 1)}"/>')

    def _caption(self, name: str, block: Blok) -> str:
        words = f"{name} {_label(block)}. {block['judul']}"
        return xml.paragraph(xml.listed(words, name[0]) + xml.run(words), "Caption")

    def _table(self, block: Blok) -> None:
        if block.get("judul"):
            self.body.append(self._caption("Tabel", block))
        widths = block.get("lebar") or [1.0] * len(block["kepala"])
        self.body += [xml.simple_table(block["kepala"], block["baris"], widths, self.width, sides=block.get("rata")), xml.paragraph("", "Cell")]

    def _official(self, block: Blok) -> None:
        """An official table on landscape pages of the same chapter."""
        self._end_section()
        width = self.sheet[1] - WIDE_MARGINS["left"] - WIDE_MARGINS["right"]
        self.body += [self._caption("Tabel", block), xml.official_table(block["tabel"], width)]
        self._end_section(wide=True)

    def _chart(self, block: Blok) -> None:
        wide = self.width / 56.7
        self.body.append(xml.paragraph(self._picture(block["svg"], block["alt"], wide, wide / _ratio(block["svg"])), "Cover", more="<w:keepNext/>"))
        self.body.append(self._caption("Gambar", block))

    def _picture(self, svg: str, alt: str, wide: float, high: float) -> str:
        self.pictures += 1
        ident = f"rIdPicture{self.pictures}"
        self.parts[f"media/image{self.pictures}.png"] = svg_as_png(svg)
        self.relations.append((ident, "image", f"media/image{self.pictures}.png"))
        return xml.picture(ident, self.pictures, (wide, high), alt)

    def _signature(self) -> None:
        """Place, day, post and name at the right. A DOCX is never the signed paper: where that exists, its code is named."""
        signer: TandaTangan = self.data["ttd"]
        status = signer.get("status", "")
        post = signer["jabatan"].upper() + ","
        if status == "a.n.":
            post = f"a.n. {signer.get('jabatan_pemberi', '').upper()}\n{post}"
        elif status:
            post = f"{status} {post}"
        tte = signer.get("tte")
        note = f"Naskah sah: PDF bertanda tangan elektronik, kode {tte['kode']}." if tte else ""
        name, number = signer["nama"] or "…" * 12, f"NIP. {signer['nip']}"
        lines = [f"{self.data['kota']}, {tanggal(_day(self.data['tanggal']))}", post, "\n\n", name, signer.get("pangkat", ""), number, note]
        indent = f'<w:ind w:left="{self.width - 4540}"/>'
        for place, words in enumerate(line for line in lines if line):
            keep = "" if words in (number, note) else "<w:keepNext/>"
            space = '<w:spacing w:before="400"/>' if place == 0 else ""
            self.body.append(xml.paragraph(xml.run(words, bold=words == name), "Normal", more=f"{keep}{space}{indent}"))


def _label(block: Blok) -> str:
    return block["kode"] if block["jenis"] == "tabel_resmi" else block.get("nomor", "")


def _ratio(svg: str) -> float:
    """Width by height of a drawing, from its viewBox."""
    found = re.search(r"viewBox=[\"']([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+)", svg)
    return float(found[3]) / float(found[4]) if found and float(found[4]) else 1.0


def _day(value: date | str) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value[:10])
