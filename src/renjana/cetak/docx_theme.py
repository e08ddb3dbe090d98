"""The theme and font table that Word expects in every package: plain colours, Arial for all scripts."""

from renjana.cetak.docx_parts import HEAD, W

A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
COLOURS = {
    "dk1": "000000",
    "lt1": "FFFFFF",
    "dk2": "14212B",
    "lt2": "F0EDE6",
    "accent1": "0B3D6B",
    "accent2": "17633A",
    "accent3": "774700",
    "accent4": "A11D18",
    "accent5": "6F9CC4",
    "accent6": "A9B3BA",
    "hlink": "0B3D6B",
    "folHlink": "4D5B66",
}


def theme() -> str:
    """A whole theme: twelve colours, two fonts, three of each format."""
    colours = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in COLOURS.items())
    face = '<a:latin typeface="Arial"/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="6350" cap="flat" cmpd="sng" algn="ctr">{fill}<a:prstDash val="solid"/></a:ln>'
    formats = (
        f"<a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{line * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{'<a:effectStyle><a:effectLst/></a:effectStyle>' * 3}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst>"
    )
    return (
        f'{HEAD}<a:theme {A} name="Renjana"><a:themeElements><a:clrScheme name="Renjana">{colours}</a:clrScheme><a:fontScheme name="Renjana">'
        f"<a:majorFont>{face}</a:majorFont><a:minorFont>{face}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="Renjana">{formats}</a:fmtScheme></a:themeElements></a:theme>'
    )


def fonts() -> str:
    """The one font family in use."""
    return (
        f'{HEAD}<w:fonts {W}><w:font w:name="Arial"><w:panose1 w:val="020B0604020202020204"/><w:charset w:val="00"/>'
        '<w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>'
    )
