"""A person with Word, for tests: opens a DOCX of ours, edits paragraphs with or without tracking, writes comments, saves."""

import io
import zipfile
from copy import deepcopy
from xml.etree import ElementTree as ET

from renjana.cetak.docx_parts import OFFICE, WORD
from renjana.cetak.docx_tracked import comments, read_anchor

URI = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{URI}}}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
WHEN = "2027-01-12T03:{:02d}:00Z"
ET.register_namespace("w", URI)


class Word:
    """An open document. `number` counts the edits, and gives each its minute."""

    def __init__(self, content: bytes, author: str = "Bu Siti") -> None:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.root = ET.fromstring(self.parts["word/document.xml"])  # noqa: S314 - our own file
        self.body = self.root.find(f"{W}body")
        self.author, self.number = author, 0

    def save(self) -> bytes:
        """The file as it is now."""
        self.parts["word/document.xml"] = ET.tostring(self.root, encoding="UTF-8", xml_declaration=True)
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, part in self.parts.items():
                archive.writestr(name, part)
        return out.getvalue()

    def prose(self, subbab: int | None = None) -> list[ET.Element]:
        """The paragraphs that people may edit, of one subbab or all."""
        found = []
        for para in self.body.iter(f"{W}p"):
            anchors = [read_anchor(mark.get(f"{W}name", "")) for mark in para.iter(f"{W}bookmarkStart")]
            found += [para for anchor in anchors if anchor and anchor.paragraf and subbab in (None, anchor.subbab)]
        return found

    def paragraph(self, words: str) -> ET.Element:
        """The first paragraph with these words."""
        return next(para for para in self.body.iter(f"{W}p") if words in text(para))

    def edit(self, para: ET.Element, old: str, new: str, *, tracked: bool = True) -> None:
        """Replace words inside one run of the paragraph."""
        run, place = next((run, place) for run in para.findall(f"{W}r") if (place := "".join(run.itertext()).find(old)) >= 0)
        words, at = "".join(run.itertext()), list(para).index(run)
        para.remove(run)
        made = [_run(run, words[:place])] if words[:place] else []
        if tracked:
            made += [self._track("del", _run(run, old, "delText"))] if old else []
            made += [self._track("ins", _run(run, new))] if new else []
        else:
            made += [_run(run, new)] if new else []
        made += [_run(run, rest)] if (rest := words[place + len(old) :]) else []
        for offset, node in enumerate(made):
            para.insert(at + offset, node)

    def drop(self, para: ET.Element, *, tracked: bool = True) -> None:
        """Delete a whole paragraph."""
        if not tracked:
            self.body.remove(para)
            return
        for run in para.findall(f"{W}r"):
            at = list(para).index(run)
            para.remove(run)
            para.insert(at, self._track("del", _run(run, "".join(run.itertext()), "delText")))
        ET.SubElement(_mark(para), f"{W}del", self._by())

    def add(self, after: ET.Element, words: str, *, tracked: bool = True) -> ET.Element:
        """A new paragraph of the same style behind another."""
        made = ET.Element(f"{W}p")
        made.append(deepcopy(after.find(f"{W}pPr")))
        for mark in made.findall(f"{W}pPr/{W}rPr"):
            made.find(f"{W}pPr").remove(mark)
        run = _run(ET.Element(f"{W}r"), words)
        if tracked:
            made.append(self._track("ins", run))
            ET.SubElement(_mark(made), f"{W}ins", self._by())
        else:
            made.append(run)
        self.body.insert(list(self.body).index(after) + 1, made)
        return made

    def remark(self, para: ET.Element, words: str, said: str) -> None:
        """A comment on words of a paragraph; the document must have none yet."""
        self.edit(para, words, words, tracked=False)
        run = next(run for run in para.findall(f"{W}r") if "".join(run.itertext()) == words)
        at = list(para).index(run)
        para.insert(at, ET.Element(f"{W}commentRangeStart", {f"{W}id": "0"}))
        para.insert(at + 2, ET.Element(f"{W}commentRangeEnd", {f"{W}id": "0"}))
        run = ET.Element(f"{W}r")
        ET.SubElement(run, f"{W}commentReference", {f"{W}id": "0"})
        para.insert(at + 3, run)
        part = comments([{"oleh": self.author, "waktu": WHEN.format(0), "isi": said}])
        self.parts["word/comments.xml"] = part.encode()
        rels, kinds = "word/_rels/document.xml.rels", "[Content_Types].xml"
        link = f'<Relationship Id="rIdK" Type="{OFFICE}/comments" Target="comments.xml"/></Relationships>'
        self.parts[rels] = self.parts[rels].replace(b"</Relationships>", link.encode())
        kind = f'<Override PartName="/word/comments.xml" ContentType="{WORD}.comments+xml"/></Types>'
        self.parts[kinds] = self.parts[kinds].replace(b"</Types>", kind.encode())

    def _track(self, kind: str, run: ET.Element) -> ET.Element:
        node = ET.Element(f"{W}{kind}", self._by())
        node.append(run)
        return node

    def _by(self) -> dict[str, str]:
        self.number += 1
        return {f"{W}id": str(9000 + self.number), f"{W}author": self.author, f"{W}date": WHEN.format(self.number % 60)}


def text(para: ET.Element) -> str:
    """What a paragraph says with every change accepted."""
    return "".join(node.text or "" for node in para.iter(f"{W}t"))


def style(para: ET.Element) -> str:
    """The style of a paragraph."""
    found = para.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else found.get(f"{W}val", "")


def _run(like: ET.Element, words: str, tag: str = "t") -> ET.Element:
    run = ET.Element(f"{W}r")
    if (look := like.find(f"{W}rPr")) is not None:
        run.append(look)
    node = ET.SubElement(run, f"{W}{tag}", {SPACE: "preserve"})
    node.text = words
    return run


def _mark(para: ET.Element) -> ET.Element:
    props = para.find(f"{W}pPr")
    found = props.find(f"{W}rPr")
    return found if found is not None else ET.SubElement(props, f"{W}rPr")
