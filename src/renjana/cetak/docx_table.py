"""One official table as a DOCX on landscape pages, from the same data as `tabel-resmi.typ`."""

from collections.abc import Mapping, Sequence
from typing import Any

from renjana.cetak import docx_xml as xml
from renjana.cetak.characters import clean
from renjana.cetak.docx import INVENTED, SHEETS, WIDE_MARGINS
from renjana.cetak.docx_parts import HEAD, SETTINGS, R, W, core, numbering, package, styles
from renjana.cetak.docx_theme import fonts, theme


def table_docx(data: Mapping[str, Any], *, day: str, kertas: str = "F4") -> bytes:
    """The table under its name and title; heads repeat on every page, whose number stands in the footer. `day` in ISO form.

    The same data give the same bytes.
    """
    cleaned = clean(data)
    short, long = SHEETS[kertas]
    width = long - WIDE_MARGINS["left"] - WIDE_MARGINS["right"]
    opening = [
        xml.paragraph(xml.run(f"Tabel {cleaned['nama']}", bold=True, size=12), "Cover", more="<w:keepNext/>"),
        xml.paragraph(xml.run(cleaned["judul"], bold=True, size=10), "Cover", more="<w:keepNext/>"),
    ]
    note = [xml.paragraph(xml.run(INVENTED, size=7), "Cell")] if cleaned.get("rekaan") else []
    signers = cleaned.get("tanda") or ()
    below = [_signers(signers, width)] if signers else []
    body = [*opening, xml.official_table(cleaned["tabel"], width), xml.paragraph("", "Cell"), *below, *note, _section(short, long)]
    footer = xml.run(f"{cleaned['instansi']['opd']}  ·  ") + xml.field("PAGE")
    parts: dict[str, str | bytes] = {
        "document.xml": f"{HEAD}<w:document {W} {R}><w:body>{''.join(body)}</w:body></w:document>",
        "styles.xml": styles(),
        "numbering.xml": numbering(()),
        "settings.xml": SETTINGS.replace('<w:updateFields w:val="true"/>', ""),
        "fontTable.xml": fonts(),
        "footer1.xml": f"{HEAD}<w:ftr {W}>{xml.paragraph(footer, 'Footer')}</w:ftr>",
        "theme/theme1.xml": theme(),
        "docProps/core.xml": core(f"Tabel {cleaned['nama']}. {cleaned['judul']}", cleaned["instansi"]["opd"], day),
    }
    kinds = ("styles", "numbering", "settings", "fontTable")
    relations = [(f"rId{kind}", kind, f"{kind}.xml") for kind in kinds]
    return package(parts, [*relations, ("rIdtheme", "theme", "theme/theme1.xml"), ("rIdFooter1", "footer", "footer1.xml")])


def _signers(signers: Sequence[Mapping[str, str]], width: int) -> str:
    """Who signs, side by side: as what, post, room for the hand, name and NIP."""
    share, cells = width // len(signers), []
    for one in signers:
        post = f"{one['status']} {one['jabatan']}".strip().upper()
        words = [f"{one['atas']},", f"{post},", "\n\n", one["nama"] or "…" * 12, one["pangkat"], f"NIP. {one['nip']}"]
        lines = [xml.paragraph(xml.run(text, bold=text == one["nama"]), "Cell", more='<w:keepNext/><w:jc w:val="center"/>') for text in words if text]
        cells.append(f'<w:tc><w:tcPr><w:tcW w:w="{share}" w:type="dxa"/></w:tcPr>{"".join(lines)}</w:tc>')
    row = f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"
    return xml.table([row], [share] * len(signers), borders=False) + xml.paragraph("", "Cell")


def _section(short: int, long: int) -> str:
    edges = "".join(f' w:{side}="{value}"' for side, value in WIDE_MARGINS.items())
    size = f'<w:pgSz w:w="{long}" w:h="{short}" w:orient="landscape"/>'
    margins = f'<w:pgMar{edges} w:header="567" w:footer="567" w:gutter="0"/>'
    return f'<w:sectPr><w:footerReference w:type="default" r:id="rIdFooter1"/>{size}{margins}</w:sectPr>'
