"""What a DOCX carries for the way back: a hidden bookmark on every paragraph that people may edit, tracked changes, comments.

Runs may hold two keys more than teks, tebal and miring: `lacak` (a Lacak) for words put in or taken out, `catatan` (numbers into the
document's list of Catatan) for words that comments are about. A paragraph or item that is wholly new or gone holds `lacak` itself.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Literal, NamedTuple, TypedDict
from xml.sax.saxutils import quoteattr

from renjana.cetak import docx_xml as xml
from renjana.cetak.docx_parts import HEAD, W

MARK = 12
"""How many signs of a version's digest its bookmarks carry."""
_NAME = re.compile(rf"_rj_([0-9a-f]{{{MARK}}})_(\d{{1,3}})_(\d{{1,4}})")


class Lacak(TypedDict):
    """Who put words in or took them out, and when (ISO, UTC)."""

    jenis: Literal["tambah", "hapus"]
    oleh: str
    waktu: str


class Catatan(TypedDict):
    """A comment beside the text; `waktu` as in Lacak."""

    oleh: str
    waktu: str
    isi: str


class Anchor(NamedTuple):
    """Where a paragraph stood: the mark of its version, the number of its subbab in the document (from 1), its own (0 for the heading)."""

    tanda: str
    subbab: int
    paragraf: int


def anchor_name(anchor: Anchor) -> str:
    """The bookmark's name; it begins with a line, so that no list of bookmarks shows it."""
    return f"_rj_{anchor.tanda[:MARK]}_{anchor.subbab}_{anchor.paragraf}"


def read_anchor(name: str) -> Anchor | None:
    """The anchor that a bookmark's name says; None for any other bookmark."""
    found = _NAME.fullmatch(name)
    return Anchor(found[1], int(found[2]), int(found[3])) if found else None


@dataclass
class Margins:
    """Hands out bookmarks and tracked words of one document. Without `tanda` no bookmark is made."""

    tanda: str = ""
    subbab: int = 0
    paragraf: int = 0
    ids: Iterator[int] = field(default_factory=lambda: count(1))

    def heading(self, words: str) -> str:
        """The heading of the next subbab."""
        self.subbab, self.paragraf = self.subbab + 1, 0
        return self._bookmarked(words, 0)

    def prose(self, content: Any, lacak: Lacak | None = None) -> str:
        """The runs of a paragraph, bookmarked unless it is new."""
        inner = self.runs(content, lacak)
        if not self.subbab or (lacak and lacak["jenis"] == "tambah"):
            return inner
        self.paragraf += 1
        return self._bookmarked(inner, self.paragraf)

    def _bookmarked(self, inner: str, paragraf: int) -> str:
        if not self.tanda:
            return inner
        number, name = next(self.ids), anchor_name(Anchor(self.tanda, self.subbab, paragraf))
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{inner}<w:bookmarkEnd w:id="{number}"/>'

    def runs(self, content: Any, lacak: Lacak | None = None) -> str:
        """Words with their changes and the comments that begin and end among them."""
        parts: Sequence[Mapping[str, Any]] = [{"teks": content}] if isinstance(content, str) else content
        made, opened = [], list[int]()
        for part in parts:
            about = list(part.get("catatan", ()))
            made += [_end(number) for number in opened if number not in about]
            made += [f'<w:commentRangeStart w:id="{number}"/>' for number in about if number not in opened]
            opened = about
            made.append(self._changed(_run(part), lacak or part.get("lacak")))
        return "".join([*made, *map(_end, opened)])

    def _changed(self, run: str, lacak: Lacak | None) -> str:
        if lacak is None:
            return run
        if lacak["jenis"] == "tambah":
            return f"<w:ins {self._by(lacak)}>{run}</w:ins>"
        return f"<w:del {self._by(lacak)}>{run.replace('<w:t ', '<w:delText ').replace('</w:t>', '</w:delText>')}</w:del>"

    def end_mark(self, lacak: Lacak | None) -> str:
        """For the properties of a paragraph: that its end is new or gone."""
        if lacak is None:
            return ""
        return f"<w:rPr><w:{'ins' if lacak['jenis'] == 'tambah' else 'del'} {self._by(lacak)}/></w:rPr>"

    def _by(self, lacak: Lacak) -> str:
        return f'w:id="{next(self.ids)}" w:author={quoteattr(lacak["oleh"])} w:date="{lacak["waktu"]}"'


def _run(part: Mapping[str, Any]) -> str:
    """A run of words, or the mark of a footnote (see docx_notes)."""
    return xml.reference(part["nomor"]) if "kaki" in part else xml.run(part["teks"], bold=part.get("tebal", False), italic=part.get("miring", False))


def _end(number: int) -> str:
    return f'<w:commentRangeEnd w:id="{number}"/><w:r><w:commentReference w:id="{number}"/></w:r>'


def comments(entries: Sequence[Catatan]) -> str:
    """The part that holds the comments, numbered from 0."""
    made = []
    for number, entry in enumerate(entries):
        initials = "".join(word[0] for word in entry["oleh"].split()[:2] if word).upper() or "K"
        head = f'w:id="{number}" w:author={quoteattr(entry["oleh"])} w:date="{entry["waktu"]}" w:initials={quoteattr(initials)}'
        made.append(f"<w:comment {head}>{xml.paragraph(xml.run(entry['isi'], size=10), 'Normal')}</w:comment>")
    return f"{HEAD}<w:comments {W}>{''.join(made)}</w:comments>"
