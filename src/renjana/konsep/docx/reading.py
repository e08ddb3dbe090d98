"""The parts of a Word file read into values: words with who put them in or took them out, list marks, styles, tables, comments."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from renjana.cetak.characters import mend
from renjana.cetak.docx_tracked import Anchor, read_anchor
from renjana.konsep.docx.values import PUT_IN, SAME, TAKEN_OUT, VOID, Grid, Para, Piece, Remark, WordFile
from renjana.renstra.office_package import GuardFault

STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
USUAL = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MOST_ITEMS, MOST_REMARKS, MOST_WORDS = 20_000, 2_000, 8_000_000
TOO_LONG = "Berkas {name} lebih panjang daripada dokumen Renja mana pun; unggah hanya dokumen yang diunduh dari Renjana."
FATES = {"ins": PUT_IN, "moveTo": PUT_IN, "del": TAKEN_OUT, "moveFrom": TAKEN_OUT}
PASSED = {"hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "bdo", "dir", "AlternateContent", "Choice", "ruby", "rubyBase"}
SIGNS = {"tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "-", "ptab": " "}
LISTS = {"bullet": "-", "decimal": "1", "lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i"}


def read_parts(parts: Mapping[str, bytes]) -> WordFile:
    """The document of these parts (see `guard.word_parts`). Raises GuardFault when it is too long, ParseError when it is broken."""
    root = {role: ElementTree.fromstring(part) for role, part in parts.items()}  # noqa: S314 - the guard refused every DTD before
    reader = _Reader(_style_names(root.get("styles")), _lists(root.get("numbering")))
    reader.body(next((one for one in root["document"] if _local(one) == "body"), root["document"]))
    return WordFile(tuple(reader.items), tuple(_remarks(root.get("comments"), reader.about)), reader.boxes)


def _local(node: Element) -> str:
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def _get(node: Element, name: str) -> str:
    return node.get(f"{USUAL}{name}") or node.get(f"{STRICT}{name}") or ""


def _find(node: Element | None, *path: str) -> Element | None:
    for name in path:
        node = next((one for one in node if _local(one) == name), None) if node is not None else None
    return node


def _style_names(styles: Element | None) -> dict[str, str]:
    """Names by id; Word keeps the built-in ones in English whatever its own language."""
    found = {}
    for style in styles if styles is not None else ():
        name = _find(style, "name")
        if _local(style) == "style" and name is not None:
            found[_get(style, "styleId")] = _get(name, "val").lower()
    return found


def _lists(numbering: Element | None) -> dict[tuple[str, str], str]:
    """The mark of each list and level."""
    abstract: dict[str, dict[str, str]] = {}
    found: dict[tuple[str, str], str] = {}
    for node in numbering if numbering is not None else ():
        if _local(node) == "abstractNum":
            levels = {_get(level, "ilvl"): _format(level) for level in node if _local(level) == "lvl"}
            abstract[_get(node, "abstractNumId")] = levels
        elif _local(node) == "num" and (link := _find(node, "abstractNumId")) is not None:
            found |= {(_get(node, "numId"), level): mark for level, mark in abstract.get(_get(link, "val"), {}).items()}
    return found


def _format(level: Element) -> str:
    fmt = _find(level, "numFmt")
    return LISTS.get(_get(fmt, "val") if fmt is not None else "", "1")


@dataclass
class _Reader:
    """Walks the body once; `about` gathers for each comment where it begins and the words it is about."""

    styles: Mapping[str, str]
    lists: Mapping[tuple[str, str], str]
    items: list[Para | Grid] = field(default_factory=list)
    about: dict[str, tuple[int, list[str]]] = field(default_factory=dict)
    opened: set[str] = field(default_factory=set)
    boxes: int = 0
    length: int = 0

    def body(self, node: Element) -> None:
        """Every paragraph and table below the node, also inside content controls."""
        for child in node:
            name = _local(child)
            if name == "p":
                self._keep(self._paragraph(child))
            elif name == "tbl":
                self._keep(self._grid(child))
            elif name in {*PASSED, *FATES}:
                self.body(child)

    def _keep(self, item: Para | Grid) -> None:
        self.items.append(item)
        if len(self.items) > MOST_ITEMS or self.length > MOST_WORDS:
            raise GuardFault(TOO_LONG)

    def _paragraph(self, node: Element) -> Para:
        anchors: list[Anchor] = []
        pieces: list[Piece] = []
        self._inside(node, Piece(SAME, ""), anchors, pieces)
        props = _find(node, "pPr")
        style = _find(props, "pStyle")
        name = self.styles.get(_get(style, "val"), "normal") if style is not None else "normal"
        return Para(tuple(anchors), name, self._list(props), tuple(_joined(pieces)), self._end(props))

    def _list(self, props: Element | None) -> str:
        number, level = _find(props, "numPr", "numId"), _find(props, "numPr", "ilvl")
        if number is None or _get(number, "val") == "0":
            return ""
        return self.lists.get((_get(number, "val"), _get(level, "val") if level is not None else "0"), "1")

    def _end(self, props: Element | None) -> Piece | None:
        for mark in _find(props, "rPr") or ():
            if fate := FATES.get(_local(mark)):
                return Piece(fate, "", *_who(mark))
        return None

    def _inside(self, node: Element, now: Piece, anchors: list[Anchor], pieces: list[Piece]) -> None:
        for child in node:
            name = _local(child)
            if name == "r":
                self._run(child, now, pieces)
            elif name in FATES:
                fate = FATES[name] if now.jenis in {SAME, FATES[name]} else VOID
                self._inside(child, Piece(fate, "", *_who(child)), anchors, pieces)
            elif name in PASSED:
                self._inside(child, now, anchors, pieces)
            elif name == "bookmarkStart":
                if anchor := read_anchor(_get(child, "name")):
                    anchors.append(anchor)
            elif name == "commentRangeStart":
                self.opened.add(_get(child, "id"))
                self.about.setdefault(_get(child, "id"), (len(self.items), []))
            elif name == "commentRangeEnd":
                self.opened.discard(_get(child, "id"))

    def _run(self, node: Element, now: Piece, pieces: list[Piece]) -> None:
        for child in node:
            name = _local(child)
            words = child.text or "" if name in {"t", "delText"} else SIGNS.get(name, "")
            if name == "sym":
                words = _symbol(_get(child, "char"))
            elif name == "commentReference":
                self.about.setdefault(_get(child, "id"), (len(self.items), []))
            elif name in {"drawing", "pict", "AlternateContent"}:
                self.boxes += any(_local(one) == "txbxContent" for one in child.iter())
            if words:
                self.length += len(words)
                pieces.append(Piece(now.jenis, words, now.oleh, now.waktu))
                self._quote(words, now.jenis)

    def _quote(self, words: str, fate: str) -> None:
        for number in self.opened if fate in {SAME, PUT_IN} else ():
            place, said = self.about[number]
            if place == len(self.items):
                said.append(words)

    def _grid(self, node: Element) -> Grid:
        rows = tuple(tuple(self._cell(cell) for cell in row if _local(cell) in {"tc", "sdt"}) for row in _rows(node))
        return Grid(rows, any(_local(one) in FATES for one in node.iter()))

    def _cell(self, node: Element) -> str:
        said = []
        for one in node.iter():
            if _local(one) == "p":
                said.append(self._paragraph(one).words(TAKEN_OUT))
        return " ".join(" ".join(said).split())


def _rows(node: Element) -> Iterable[Element]:
    for child in node:
        if _local(child) == "tr":
            yield child
        elif _local(child) in PASSED:
            yield from _rows(child)


def _symbol(code: str) -> str:
    try:
        return mend(chr(int(code, 16)))
    except (ValueError, OverflowError):
        return ""


def _who(node: Element) -> tuple[str, str]:
    return _get(node, "author")[:120], _get(node, "date")[:40]


def _joined(pieces: Iterable[Piece]) -> Iterable[Piece]:
    """Pieces of one fate and hand as one: Word cuts them at every change of look."""
    last: Piece | None = None
    for piece in pieces:
        if last and (last.jenis, last.oleh, last.waktu) == (piece.jenis, piece.oleh, piece.waktu):
            last = Piece(last.jenis, last.teks + piece.teks, last.oleh, last.waktu)
            continue
        if last:
            yield last
        last = piece
    if last:
        yield last


def _remarks(comments: Element | None, about: Mapping[str, tuple[int, list[str]]]) -> Iterable[Remark]:
    entries = [node for node in comments if _local(node) == "comment"] if comments is not None else []
    if len(entries) > MOST_REMARKS:
        raise GuardFault(TOO_LONG)
    for node in entries:
        said = "\n".join("".join(one.text or "" for one in line.iter() if _local(one) == "t") for line in node.iter() if _local(line) == "p").strip()
        place, words = about.get(_get(node, "id"), (-1, []))
        if said:
            yield Remark(*_who(node), mend(said)[:4000], place, " ".join("".join(words).split())[:2000])
