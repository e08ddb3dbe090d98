"""Footnotes of a DOCX: numbered in reading order, kept in a part of their own, referred to by runs."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from renjana.cetak import docx_xml as xml
from renjana.cetak.docx_parts import HEAD, W
from renjana.cetak.papers import Bab, Blok

FIRST = 2
"""Number of the first note in the file; the two before are the lines that part notes from the text."""
_LINES = (("separator", "separator"), ("continuationSeparator", "continuationSeparator"))


def noted(chapters: Iterable[Bab], found: list[str]) -> list[Bab]:
    """The chapters with a number on each footnote; the notes are put into `found`, in order."""
    return [{**bab, "subbab": [{**one, "blok": [_block(block, found) for block in one["blok"]]} for one in bab["subbab"]]} for bab in chapters]


def _block(block: Blok, found: list[str]) -> Blok:
    if block["jenis"] in {"paragraf", "subjudul"}:
        return {**block, "isi": _words(block["isi"], found)}
    return {**block, "butir": [_item(item, found) for item in block["butir"]]} if block["jenis"] == "daftar" else block


def _item(item: Any, found: list[str]) -> Any:
    if not isinstance(item, dict):
        return _words(item, found)
    return {**item, "isi": _words(item["isi"], found), "blok": [_block(block, found) for block in item.get("blok", ())]}


def _words(content: Any, found: list[str]) -> Any:
    return content if isinstance(content, str) else list(_runs(content, found))


def _runs(content: Iterable[dict[str, Any]], found: list[str]) -> Iterator[dict[str, Any]]:
    for run in content:
        if "kaki" in run:
            found.append(run["kaki"])
            yield {**run, "nomor": len(found) + FIRST - 1}
        else:
            yield run


def footnotes(found: Sequence[str]) -> str:
    """The part of the file with the notes."""
    lines = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}">{xml.paragraph(f"<w:r><w:{tag}/></w:r>", "Normal")}</w:footnote>'
        for number, (kind, tag) in enumerate(_LINES)
    )
    mark = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
    notes = "".join(
        f'<w:footnote w:id="{number}">{xml.paragraph(mark + xml.run(f" {words}"), "FootnoteText")}</w:footnote>'
        for number, words in enumerate(found, FIRST)
    )
    return f"{HEAD}<w:footnotes {W}>{lines}{notes}</w:footnotes>"
