"""The still parts of a DOCX: styles, lists, settings, and how a package is put together."""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"

FORMATS = {
    "": ("bullet", "•"),
    "1": ("decimal", "%{n}."),
    "a": ("lowerLetter", "%{n}."),
    "A": ("upperLetter", "%{n}."),
    "i": ("lowerRoman", "%{n}."),
    "1)": ("decimal", "%{n})"),
    "a)": ("lowerLetter", "%{n})"),
}


def _style(ident: str, name: str, *, based: str = "Normal", kind: str = "paragraph", p: str = "", r: str = "", default: bool = False) -> str:
    mark = ' w:default="1"' if default else ""
    base = "" if default else f'<w:basedOn w:val="{based}"/>'
    shown = "<w:qFormat/>" if kind == "paragraph" else ""
    body = (f"<w:pPr>{p}</w:pPr>" if p else "") + (f"<w:rPr>{r}</w:rPr>" if r else "")
    return f'<w:style w:type="{kind}" w:styleId="{ident}"{mark}><w:name w:val="{name}"/>{base}{shown}{body}</w:style>'


def _spaced(before: int, after: int, line: int = 240) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _heading(level: int, before: int, after: int, size: int, align: str) -> str:
    p = f'<w:keepNext/><w:keepLines/>{_spaced(before, after)}<w:jc w:val="{align}"/><w:outlineLvl w:val="{level - 1}"/>'
    return _style(f"Heading{level}", f"heading {level}", p=p, r=f"<w:b/>{_size(size)}")


def styles() -> str:
    """Arial 11 with lines at one and a half, headings of three levels, captions, lists of contents, cells."""
    fonts = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/>'
    tab = '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="8900"/></w:tabs>'
    every = [
        _style("Normal", "Normal", default=True, p=_spaced(0, 0)),
        _style("BodyText", "Body Text", p=f'{_spaced(0, 120, 360)}<w:ind w:firstLine="680"/><w:jc w:val="both"/>'),
        _style("ListParagraph", "List Paragraph", p=f'{_spaced(0, 60, 320)}<w:jc w:val="both"/>'),
        _heading(1, 0, 320, 25, "center"),
        _heading(2, 320, 160, 22, "left"),
        _heading(3, 240, 120, 22, "left"),
        _style("Title", "Title", p=f'{_spaced(0, 120)}<w:jc w:val="center"/>', r=f"<w:b/>{_size(56)}"),
        _style("Cover", "Cover", p=f'{_spaced(0, 120)}<w:jc w:val="center"/>'),
        _style("Caption", "caption", p=f'<w:keepNext/>{_spaced(120, 120)}<w:jc w:val="center"/>', r=f"<w:b/>{_size(19)}"),
        _style("TOC1", "toc 1", p=f"{tab}{_spaced(120, 40)}", r="<w:b/>"),
        _style("TOC2", "toc 2", p=f'{tab}{_spaced(0, 40)}<w:ind w:left="280"/>'),
        _style("TableofFigures", "table of figures", p=f"{tab}{_spaced(0, 40)}"),
        _style("Cell", "Cell"),
        _style("FootnoteText", "footnote text", r=_size(18)),
        '<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/>'
        '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>',
        _style("Footer", "footer", p='<w:jc w:val="center"/>', r=_size(19)),
        _style("Header", "header", p='<w:jc w:val="center"/>', r=f'<w:b/><w:color w:val="808080"/>{_size(19)}'),
        '<w:style w:type="table" w:styleId="TableNormal" w:default="1"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>'
        '<w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
        '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>',
    ]
    defaults = f'<w:docDefaults><w:rPrDefault><w:rPr>{fonts}{_size(22)}<w:lang w:val="id-ID"/></w:rPr></w:rPrDefault></w:docDefaults>'
    return f"{HEAD}<w:styles {W}>{defaults}{''.join(every)}</w:styles>"


def numbering(lists: Sequence[str]) -> str:
    """The list formats, and one list of its own (beginning at 1) for each entry of `lists`, which names its format."""
    abstract = "".join(_abstract(number, *FORMATS[kind]) for number, kind in enumerate(FORMATS))
    order = list(FORMATS)
    start = "".join(f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="1"/></w:lvlOverride>' for level in range(3))
    nums = "".join(f'<w:num w:numId="{number}"><w:abstractNumId w:val="{order.index(kind)}"/>{start}</w:num>' for number, kind in enumerate(lists, 1))
    return f"{HEAD}<w:numbering {W}>{abstract}{nums}</w:numbering>"


def _abstract(number: int, fmt: str, text: str) -> str:
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{fmt}"/><w:lvlText w:val="{text.replace("{n}", str(level + 1))}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{400 * (level + 1)}" w:hanging="400"/></w:pPr></w:lvl>'
        for level in range(3)
    )
    return f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'


SETTINGS = (
    f'{HEAD}<w:settings {W}><w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/><w:updateFields w:val="true"/>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    "</w:settings>"
)


def core(title: str, author: str, created: str) -> str:
    """Title, author and day (ISO) of the document."""
    stamp = f'xsi:type="dcterms:W3CDTF">{created[:10]}T00:00:00Z'
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(author)}</dc:creator><dc:language>id-ID</dc:language>"
        f"<dcterms:created {stamp}</dcterms:created><dcterms:modified {stamp}</dcterms:modified></cp:coreProperties>"
    )


SVG = '<Default Extension="svg" ContentType="image/svg+xml"/>'


def package(parts: Mapping[str, str | bytes], relations: Sequence[tuple[str, str, str]]) -> bytes:
    """Zip the parts (names below word/, and docProps/core.xml); `relations` of the document as (id, kind, target). Same parts, same bytes."""
    overrides = "".join(
        f'<Override PartName="/word/{name}" ContentType="{WORD}.{_kind(name)}+xml"/>' for name in parts if name.endswith(".xml") and "/" not in name
    )
    types = (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        f"{SVG if any(name.endswith('.svg') for name in parts) else ''}"
        f'{overrides}<Override PartName="/word/theme/theme1.xml" ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/>'
        '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )
    roots = [("rId1", f"{OFFICE}/officeDocument", "word/document.xml")]
    roots.append(("rId2", f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"))
    files: dict[str, str | bytes] = {"[Content_Types].xml": types, "_rels/.rels": _relations(roots)}
    files["word/_rels/document.xml.rels"] = _relations([(ident, f"{OFFICE}/{kind}", target) for ident, kind, target in relations])
    files |= {name if name.startswith("docProps/") else f"word/{name}": part for name, part in parts.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in files.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, part)
    return out.getvalue()


def _relations(entries: Sequence[tuple[str, str, str]]) -> str:
    body = "".join(f'<Relationship Id="{ident}" Type="{kind}" Target="{target}"/>' for ident, kind, target in entries)
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{body}</Relationships>'


def _kind(name: str) -> str:
    """What Word calls a part by its file name: "header1.xml" is a header, "document.xml" the main document."""
    kind = re.sub(r"[0-9]*\.xml$", "", name)
    return "document.main" if kind == "document" else kind
