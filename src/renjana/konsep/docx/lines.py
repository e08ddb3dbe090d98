"""A Word file cut into subbab, and each of these into the lines that stand once every change is accepted."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from renjana.cetak.characters import mend
from renjana.cetak.docx_tracked import Anchor
from renjana.konsep.docx.values import PUT_IN, SAME, TAKEN_OUT, Grid, Para, Piece, WordFile

PROSE = {"body text", "list paragraph", "heading 3"}
"""Styles of what people write; other words of a subbab (captions, signature) are set by the printer."""
LISTED = ("toc", "table of figures", "contents", "figure index", "table index", "illustration index", "index")
"""Styles of lists of contents, which programs fill anew when they open the file."""
HEADING, CHAPTER, SUBHEAD = "heading 2", "heading 1", "heading 3"


@dataclass(frozen=True)
class Line:
    """A paragraph as it reads with every change accepted. `anchor` is that of its first words, `edits` the tracked changes that made it,
    `semula` its words with every change rejected, `tempat` its first item in the file.
    """

    teks: str
    semula: str
    anchor: Anchor | None
    gaya: str
    daftar: str
    edits: tuple[Piece, ...]
    tempat: int


@dataclass
class Part:
    """A subbab (or what stands outside all of them, with an empty number): lines, tables, and anchors whose paragraphs went, with who did it."""

    nomor: str
    judul: str
    subbab: int = 0
    mulai: int = 0
    lines: list[Line] = field(default_factory=list)
    grids: list[tuple[int, Grid]] = field(default_factory=list)
    gone: dict[Anchor, tuple[Piece, ...]] = field(default_factory=dict)


def clean_words(text: str) -> str:
    """Words as they are compared: mended as at printing, single blanks."""
    return " ".join(mend(text).split())


def mark_of(file: WordFile) -> str:
    """The mark of the version that most paragraphs were made of; "" for a file that carries none."""
    marks = Counter(anchor.tanda for item in file.items if isinstance(item, Para) for anchor in item.anchors)
    return marks.most_common(1)[0][0] if marks else ""


def parts_of(file: WordFile, tanda: str, known: Sequence[str] = ()) -> list[Part]:
    """The file in parts, in order. `known` are the numbers of subbab by which headings without a bookmark are recognised."""
    outside = Part("", "")
    found, now = [outside], outside
    joined: list[tuple[int, Para]] = []
    for place, item in enumerate(file.items):
        if isinstance(item, Grid):
            _flush(now, joined, tanda)
            now.grids.append((place, item))
            continue
        if opened := _opened(item, place, tanda, known):
            _flush(now, joined, tanda)
            found += [opened] if opened.nomor else []
            now = opened if opened.nomor else outside
            continue
        joined.append((place, item))
        if item.akhir is None or item.akhir.jenis != TAKEN_OUT:
            _flush(now, joined, tanda)
    _flush(now, joined, tanda)
    return found


def _opened(item: Para, place: int, tanda: str, known: Sequence[str]) -> Part | None:
    """The part that a heading opens; one without number for the heading of a chapter."""
    words = clean_words(item.words(TAKEN_OUT))
    number, _, title = words.partition(" ")
    anchor = next((one for one in item.anchors if one.tanda == tanda and one.paragraf == 0), None)
    if anchor:
        was = clean_words(item.words(PUT_IN)).partition(" ")[0]
        return Part(number if number in known or not known else was, title, anchor.subbab, place)
    if item.gaya == HEADING and (number in known or not known):
        return Part(number, title, 0, place)
    return Part("", words) if item.gaya == CHAPTER else None


def _flush(part: Part, joined: list[tuple[int, Para]], tanda: str) -> None:
    """Turn the gathered paragraphs, all but the last of which lost their end, into one line."""
    if not joined:
        return
    paras = [para for _, para in joined]
    first = next((para for para in paras if clean_words(para.words(TAKEN_OUT))), None)
    for para in paras:
        if para is not first:
            part.gone |= {anchor: _edits([para]) for anchor in para.anchors if anchor.tanda == tanda}
    if first is not None:
        now, was = (clean_words(" ".join(para.words(kind) for para in paras)) for kind in (TAKEN_OUT, PUT_IN))
        mine = [anchor for anchor in first.anchors if anchor.tanda == tanda]
        part.gone |= dict.fromkeys(mine[1:], _edits(paras))
        part.lines.append(Line(now, was, mine[0] if mine else None, first.gaya, first.daftar, _edits(paras), joined[0][0]))
    joined.clear()


def _edits(paras: Iterable[Para]) -> tuple[Piece, ...]:
    return tuple(piece for para in paras for piece in (*para.pieces, *([para.akhir] if para.akhir else [])) if piece.jenis != SAME)
