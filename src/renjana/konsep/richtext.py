"""The editor's HTML and blocks, both ways. Whatever HTML comes, only blocks come out of it: no tag, attribute or address is ever kept."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from typing import Any

from renjana.cetak.papers import Blok
from renjana.konsep.inline import Run, Words, as_runs, joined, unknown
from renjana.konsep.prose import bullets, normal_blocks, paragraph, table

NAME = re.compile(r"[a-z][a-z_]*(?::[^{}\n]{1,200})?")
TITLE = "Tabel: "
SILENT = frozenset({"script", "style", "title", "head", "template", "iframe", "object", "svg", "math", "noscript", "textarea", "select", "del"})
VOID = frozenset({"br", "img", "hr", "meta", "link", "input", "col", "wbr", "area", "base", "embed", "source", "track"})
APART = frozenset({"p", "div", "li", "ul", "ol", "table", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "blockquote", "pre"})
IMPLIED = {
    "p": ({"p"}, {"li", "td", "th", "div", "table", "ul", "ol", "blockquote"}),
    "li": ({"li"}, {"ul", "ol"}),
    "tr": ({"tr"}, {"table"}),
    "td": ({"td", "th"}, {"tr", "table"}),
    "th": ({"td", "th"}, {"tr", "table"}),
}
"""What a tag ends that was left open, and beyond which it looks no further."""
DEEPEST, WIDEST, SPAN = 60, 20, 20


@dataclass
class _Node:
    tag: str
    attrs: Mapping[str, str]
    children: list["_Node | str"] = field(default_factory=list)


class _Tree(HTMLParser):
    """HTML as a tree, whatever its faults; tags below `DEEPEST` levels are passed over, their words are kept."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = _Node("body", {})
        self.open = [self.root]
        self.silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.silent:
            self.silent += [tag] if tag == self.silent[0] else []
        elif tag in SILENT:
            self.silent.append(tag)
        elif tag in VOID or len(self.open) <= DEEPEST:
            self._end_open(*IMPLIED.get(tag, (set(), set())))
            node = _Node(tag, {name: value or "" for name, value in attrs})
            self.open[-1].children.append(node)
            self.open += [] if tag in VOID else [node]

    def _end_open(self, ended: set[str], bounds: set[str]) -> None:
        for place in range(len(self.open) - 1, 0, -1):
            if self.open[place].tag in bounds:
                return
            if self.open[place].tag in ended:
                del self.open[place:]
                return

    def handle_endtag(self, tag: str) -> None:
        if self.silent:
            if tag == self.silent[0]:
                self.silent.pop()
            return
        place = next((place for place in range(len(self.open) - 1, 0, -1) if self.open[place].tag == tag), 0)
        if place:
            del self.open[place:]

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.open[-1].children.append(data)


def from_html(html: str) -> list[Blok]:
    """The blocks that the HTML says, in the form in which they are kept; what has no place in a subbab loses its form, not its words."""
    tree = _Tree()
    tree.feed(html)
    tree.close()
    return normal_blocks(_blocks(tree.root))


def _blocks(node: _Node) -> Iterator[Blok]:
    """The blocks of a container; words that stand loose in it are a paragraph."""
    loose: list[_Node | str] = []
    for child in node.children:
        if isinstance(child, str) or not _is_apart(child):
            loose.append(child)
            continue
        yield from _loose(loose)
        loose = []
        yield from _block(child)
    yield from _loose(loose)


def _is_apart(node: _Node) -> bool:
    return node.tag in APART or any(_is_apart(child) for child in node.children if isinstance(child, _Node))


def _loose(nodes: Sequence[_Node | str]) -> Iterator[Blok]:
    said = _words(nodes)
    if said if not isinstance(said, str) else said.strip():
        yield paragraph(said)


def _block(node: _Node) -> Iterator[Blok]:
    if node.tag in {"ul", "ol"}:
        urut = "" if node.tag == "ul" else "a" if node.attrs.get("type", "1") in {"a", "A"} else "1"
        yield bullets(_items(node), urut)
    elif node.tag == "table":
        yield from _table(node)
    elif re.fullmatch(r"h[1-6]", node.tag):
        yield {"jenis": "subjudul", "isi": _words(node.children)}
    else:
        yield from _blocks(node)


def _items(node: _Node) -> Iterator[Any]:
    for child in node.children:
        if isinstance(child, str):
            continue
        own, below = [], []
        for block in _blocks(child if child.tag == "li" else _Node("li", {}, [child])):
            if block["jenis"] == "daftar":
                below.append(block)
            else:
                own += [block["isi"]] if "isi" in block else [cell for row in [block["kepala"], *block["baris"]] for cell in row]
        yield {"isi": _together(own), "blok": below} if below else _together(own)


def _together(parts: Sequence[Words]) -> Words:
    """Several paragraphs as one."""
    blank = Run(teks=" ", tebal=False, miring=False)
    return joined([*as_runs(part), blank] for part in parts)


def _table(node: _Node) -> Iterator[Blok]:
    rows = [[*_cells(row)][:WIDEST] for row in _descendants(node, "tr")]
    rows = [row for row in rows if row]
    if rows:
        wide = max(map(len, rows))
        full = [[*row, *[""] * (wide - len(row))] for row in rows]
        yield table("", full[0], full[1:])


def _descendants(node: _Node, tag: str) -> Iterator[_Node]:
    for child in node.children:
        if isinstance(child, _Node):
            if child.tag == tag:
                yield child
            elif child.tag != "table":
                yield from _descendants(child, tag)


def _cells(row: _Node) -> Iterator[Words]:
    for child in row.children:
        if isinstance(child, _Node) and child.tag in {"td", "th"}:
            yield _words(child.children)
            span = child.attrs.get("colspan", "1")
            yield from [""] * (min(int(span), SPAN) - 1 if span.isdecimal() and len(span) < 4 else 0)


def _words(nodes: Sequence[_Node | str]) -> Words:
    return joined([_runs(nodes, bold=False, slanted=False)])


def _runs(nodes: Sequence[_Node | str], *, bold: bool, slanted: bool) -> Iterator[Run]:
    for node in nodes:
        if isinstance(node, str):
            yield Run(teks=node, tebal=bold, miring=slanted)
        elif node.tag == "data" and NAME.fullmatch(node.attrs.get("value", "")):
            name = node.attrs["value"]
            yield Run(teks=f"{{{name}}}", tebal=bold, miring=slanted, rujukan=name)
        elif node.tag == "sup" and "data-kaki" in node.attrs:
            yield Run(teks="", tebal=False, miring=False, kaki=node.attrs["data-kaki"])
        else:
            around = node.tag in APART or node.tag in {"br", "td", "th"}
            yield from [Run(teks=" ", tebal=bold, miring=slanted)] if around else ()
            yield from _runs(node.children, bold=bold or node.tag in {"b", "strong"}, slanted=slanted or node.tag in {"i", "em"})
            yield from [Run(teks=" ", tebal=bold, miring=slanted)] if around else ()


def to_html(content: Iterable[Blok], figures: Mapping[str, str]) -> str:
    """Blocks as the editor shows them, figures with their present value: `from_html(to_html(b, f)) == normal_blocks(b)`."""
    write: Mapping[str, Callable[[Blok, Mapping[str, str]], str]] = {
        "paragraf": lambda block, known: f"<p>{_html(block['isi'], known)}</p>",
        "subjudul": lambda block, known: f"<h3>{_html(block['isi'], known)}</h3>",
        "daftar": _list_html,
        "tabel": _table_html,
    }
    return "".join(write[block["jenis"]](block, figures) for block in content)


def _list_html(block: Blok, known: Mapping[str, str]) -> str:
    tag, form = ("ol", ' type="a"' if block["urut"] == "a" else "") if block["urut"] else ("ul", "")
    return f"<{tag}{form}>{''.join(_item_html(item, known) for item in block['butir'])}</{tag}>"


def _item_html(item: Any, known: Mapping[str, str]) -> str:
    inner = item["blok"] if isinstance(item, dict) else ()
    words = item["isi"] if isinstance(item, dict) else item
    return f"<li><p>{_html(words, known)}</p>{''.join(_list_html(block, known) for block in inner)}</li>"


def _table_html(block: Blok, known: Mapping[str, str]) -> str:
    title = f"<p>{escape(TITLE + block['judul'])}</p>" if block["judul"] else ""
    rows = [("th", block["kepala"]), *(("td", row) for row in block["baris"])]
    lines = "".join(f"<tr>{''.join(f'<{tag}><p>{_html(cell, known)}</p></{tag}>' for cell in cells)}</tr>" for tag, cells in rows)
    return f"{title}<table><tbody>{lines}</tbody></table>"


def _html(content: Words, known: Mapping[str, str]) -> str:
    return "".join(_run_html(run, known) for run in as_runs(content))


def _run_html(run: Run, known: Mapping[str, str]) -> str:
    if "kaki" in run:
        return f'<sup data-kaki="{escape(run["kaki"])}"></sup>'
    text = escape(run["teks"])
    if "rujukan" in run:
        text = f'<data value="{escape(run["rujukan"])}">{escape(known.get(run["rujukan"], unknown(run["rujukan"])))}</data>'
    text = f"<em>{text}</em>" if run["miring"] else text
    return f"<strong>{text}</strong>" if run["tebal"] else text
