"""The text of a subbab as it is kept, and blocks as printers read them.

A blank line parts paragraphs; "- ", "1. " and "a. " make lists, deeper ones when they stand further in; "# " makes a subhead. Lines of "|"
make a table, whose second line parts its head from its rows and above which "Tabel: " may name it. Inside a line: see `inline`.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from renjana.cetak.papers import Blok
from renjana.konsep.inline import Run as Run
from renjana.konsep.inline import Words as Words
from renjana.konsep.inline import cut as cut
from renjana.konsep.inline import escaped as escaped
from renjana.konsep.inline import named, normal, notes, printed, resolved, words, written
from renjana.konsep.inline import plain as plain

_HEAD = re.compile(r"#{1,6}\s+(\S.*?)(?:\s+#+)?")
_RULE = re.compile(r"([-*_=])(?:\s*\1){2,}")
"""A line drawn across the page, or below a heading, in another editor."""
_BULLET = re.compile(r"[-•*]\s+(.*)")
_NUMBER = re.compile(r"\d{1,3}[.)]\s+(.*)")
_LETTER = re.compile(r"[a-z][.)]\s+(.*)")
_KINDS = (("", _BULLET), ("1", _NUMBER), ("a", _LETTER))
_BLANKS = re.compile(r"[ \t]+")
_CELL = re.compile(r"(?<!\\)\|")
_PARTED = re.compile(r"\|(?:\s*:?-{2,}:?\s*\|)+")
_TITLE = re.compile(r"Tabel: (\S.*)")
_FIRST_SIGN = re.compile(r"[^\w\s]")
DEEPEST = 3
INDENT = "   "


def paragraph(text: Words) -> Blok:
    """A paragraph."""
    return {"jenis": "paragraf", "isi": text}


def bullets(items: Iterable[Any], urut: str = "") -> Blok:
    """A list; `urut` "" for dots, "1" or "a" for numbers or letters."""
    return {"jenis": "daftar", "urut": urut, "butir": list(items)}


def table(judul: str, kepala: Sequence[Words], baris: Sequence[Sequence[Words]]) -> Blok:
    """A table of words."""
    heads: list[Any] = list(kepala)
    rows: list[list[Any]] = [list(row) for row in baris]
    return {"jenis": "tabel", "judul": judul, "kepala": heads, "baris": rows}


@dataclass
class _Reader:
    """The blocks so far, with their words still as typed; `last` is what a following line would go on with; `lists` are those open, (indent,
    block) each."""

    found: list[Blok] = field(default_factory=list)
    last: str = ""
    lists: list[tuple[int, Blok]] = field(default_factory=list)

    def line(self, raw: str) -> None:
        """Take one line."""
        line = _BLANKS.sub(" ", raw).strip()
        if not line or _RULE.fullmatch(line):
            self.last = ""
        elif head := _HEAD.fullmatch(line):
            self._add({"jenis": "subjudul", "isi": head[1]}, "")
        elif line.startswith("|") and line.endswith("|") and len(line) > 1:
            self._row(line)
        elif item := _item(line):
            self._item(len(raw) - len(raw.lstrip()), *item)
        elif self.last == "daftar" and raw[0].isspace():
            self._go_on(line)
        elif self.last == "paragraf":
            self.found[-1]["isi"] += f" {line}"
        else:
            self._add(paragraph(line), "paragraf")

    def _add(self, block: Blok, last: str) -> None:
        self.found.append(block)
        self.last = last
        self.lists = []

    def _go_on(self, line: str) -> None:
        items = self.lists[-1][1]["butir"]
        if isinstance(items[-1], str):
            items[-1] += f" {line}"
        else:
            items[-1]["isi"] += f" {line}"

    def _item(self, indent: int, urut: str, text: str) -> None:
        if not (self.lists and self.found[-1] is self.lists[0][1]):
            self.lists = []
        while len(self.lists) > 1 and indent < self.lists[-1][0]:
            self.lists.pop()
        if self.last == "daftar" and self.lists and indent > self.lists[-1][0] + 1 and len(self.lists) < DEEPEST:
            self._nest(indent, urut, text)
        elif self.lists and self.lists[-1][1]["urut"] == urut:
            self.lists[-1][1]["butir"].append(text)
        elif len(self.lists) > 1:
            self.lists.pop()
            self._nest(indent, urut, text)
        else:
            self._add(bullets([text], urut), "daftar")
            self.lists = [(indent, self.found[-1])]
        self.last = "daftar"

    def _nest(self, indent: int, urut: str, text: str) -> None:
        items = self.lists[-1][1]["butir"]
        if isinstance(items[-1], str):
            items[-1] = {"isi": items[-1], "blok": []}
        items[-1]["blok"].append(bullets([text], urut))
        self.lists.append((indent, items[-1]["blok"][-1]))

    def _row(self, line: str) -> None:
        cells = [cell.strip() for cell in _CELL.split(line)[1:-1]]
        if self.last in {"kepala", "baris"}:
            if self.last == "baris" or not _PARTED.fullmatch(line):
                self.found[-1]["baris"].append(cells)
            self.last = "baris"
            return
        title = _TITLE.fullmatch(self.found[-1]["isi"]) if self.last == "paragraf" else None
        if title:
            self.found.pop()
        self._add(table(title[1] if title else "", cells, []), "kepala")


def blocks(text: str) -> list[Blok]:
    """Read the text into blocks; figures are still names (see `with_values`). Lines of one paragraph are joined; list items need no blank
    line around them, and go on in lines that are indented.
    """
    reader = _Reader()
    for raw in text.replace("\r\n", "\n").split("\n"):
        reader.line(raw)
    return [changed(_even(block), words) for block in reader.found]


def _item(line: str) -> tuple[str, str] | None:
    for urut, pattern in _KINDS:
        if match := pattern.fullmatch(line):
            return urut, match[1].strip()
    return None


def _even(block: Blok) -> Blok:
    """The block; a table with as many cells in each row as in its widest."""
    if block["jenis"] != "tabel":
        return block
    wide = max(map(len, [block["kepala"], *block["baris"]]))
    full = [[*cells, *[""] * (wide - len(cells))] for cells in [block["kepala"], *block["baris"]]]
    return table(block["judul"], full[0], full[1:])


def changed(block: Blok, change: Callable[[Any], Words]) -> Blok:
    """The block with `change` done to each of its words."""
    kind = block["jenis"]
    if kind in {"paragraf", "subjudul"}:
        return {**block, "isi": change(block["isi"])}
    if kind == "daftar":
        return {**block, "butir": [_changed_item(item, change) for item in block["butir"]]}
    if kind == "tabel":
        rows: Any = [[change(cell) for cell in row] for row in block["baris"]]
        heads: Any = [change(cell) for cell in block["kepala"]]
        return {**block, "kepala": heads, "baris": rows}
    return block


def _changed_item(item: Any, change: Callable[[Any], Words]) -> Any:
    if isinstance(item, dict):
        return {"isi": change(item["isi"]), "blok": [changed(inner, change) for inner in item["blok"]]}
    return change(item)


def with_values(content: Iterable[Blok], figures: Mapping[str, str]) -> list[Blok]:
    """The blocks as they print: figures as their values, cells of tables as plain words with their footnotes behind them."""
    shown = [changed(block, lambda one: printed(resolved(one, figures))) for block in content]
    return [changed(block, _cell_words) if block["jenis"] == "tabel" else block for block in shown]


def _cell_words(content: Words) -> str:
    return plain(content) + "".join(f" ({note})" for note in notes(content))


def names_in(content: Iterable[Blok]) -> list[str]:
    """The names of the figures in the blocks, each once."""
    found: list[str] = []

    def look(one: Words) -> Words:
        found.extend(named(one))
        return one

    for block in content:
        changed(block, look)
    return list(dict.fromkeys(found))


def items_of(block: Blok) -> Iterator[Words]:
    """The items of a list with those below them, in reading order."""
    for item in block["butir"]:
        yield item["isi"] if isinstance(item, dict) else item
        for inner in item["blok"] if isinstance(item, dict) else ():
            yield from items_of(inner)


def normal_blocks(content: Iterable[Blok]) -> list[Blok]:
    """The blocks in the form in which they are kept: `blocks(as_text(b)) == normal_blocks(b)` for all that people write. Empty ones go, and
    lists that follow each other are one.
    """
    found: list[Blok] = []
    for block in (_normal(block) for block in content):
        if not block.get("isi", block.get("butir", block.get("kepala"))):
            continue
        last = found[-1] if found else None
        if last and block["jenis"] == last["jenis"] == "daftar" and block["urut"] == last["urut"]:
            found[-1] = bullets([*last["butir"], *block["butir"]], block["urut"])
        elif last and (title := _title_above(last, block)):
            found[-1] = table(title, block["kepala"], block["baris"])
        else:
            found.append(block)
    return found


def _title_above(last: Blok, block: Blok) -> str:
    """The words of a paragraph "Tabel: ..." directly above a table that has no title yet."""
    match = _TITLE.fullmatch(plain(last["isi"])) if last["jenis"] == "paragraf" and block["jenis"] == "tabel" and not block["judul"] else None
    return match[1] if match else ""


def _normal(block: Blok) -> Blok:
    if block["jenis"] == "daftar":
        return bullets(_normal_items(block, 1), block["urut"])
    if block["jenis"] == "tabel":
        block = {**block, "judul": " ".join(block["judul"].split())}
    return changed(block, normal)


def _normal_items(block: Blok, level: int) -> Iterator[Any]:
    for item in block["butir"]:
        own = normal(item["isi"] if isinstance(item, dict) else item)
        inner = item["blok"] if isinstance(item, dict) else []
        below = normal_blocks(bullets(_normal_items(one, level + 1), one["urut"]) for one in inner) if level < DEEPEST or not own else []
        if own:
            yield {"isi": own, "blok": below} if below else own
        else:
            yield from (one for list_below in below for one in list_below["butir"])
        if own and level >= DEEPEST:
            yield from (one for list_below in inner for one in _normal_items(list_below, level))


def as_text(content: Iterable[Blok]) -> str:
    """Blocks as they are kept; charts and official tables are left out."""
    return "\n\n".join(filter(None, map(_as_text, content)))


def as_prose(content: Iterable[Blok]) -> str:
    """The prepared text as it is kept once somebody writes it; its tables stay behind, since they follow the data (see plan.raw_blocks)."""
    return as_text(block for block in content if block["jenis"] != "tabel")


def _as_text(block: Blok) -> str:
    kind = block["jenis"]
    if kind == "paragraf":
        return _line(written(block["isi"]))
    if kind == "subjudul":
        return re.sub(r"(?<=\s)(?=#+$)", r"\\", f"# {written(block['isi'])}")
    if kind == "daftar":
        return "\n".join(_item_lines(block, ""))
    return "\n".join(_table_lines(block)) if kind == "tabel" else ""


def _line(text: str) -> str:
    """The words of a paragraph as a line of their own that is nothing but a paragraph."""
    read = blocks(text)
    return text if read and read[0]["jenis"] == "paragraf" else _FIRST_SIGN.sub(r"\\\g<0>", text, count=1)


def _item_lines(block: Blok, indent: str) -> Iterator[str]:
    for number, item in enumerate(block["butir"], 1):
        text = written(item["isi"] if isinstance(item, dict) else item)
        line = _mark(block["urut"], number) + text
        yield indent + (_mark(block["urut"], number) + _FIRST_SIGN.sub(r"\\\g<0>", text, count=1) if _RULE.fullmatch(line) else line)
        for inner in item["blok"] if isinstance(item, dict) else ():
            yield from _item_lines(inner, indent + INDENT)


def _table_lines(block: Blok) -> Iterator[str]:
    if block["judul"]:
        yield f"Tabel: {block['judul']}"
    for number, cells in enumerate([block["kepala"], *block["baris"]]):
        yield f"| {' | '.join(_cell(cell) for cell in cells)} |"
        if number == 0:
            yield f"|{'---|' * len(cells)}"


def _cell(content: Words) -> str:
    text = written(content)
    return re.sub(r"(?<!\\)((?:\\\\)*)\|", r"\1\\|", text)


def typed(content: Iterable[Blok]) -> str:
    """The words of blocks with their marks of lists and subheads, unstressed; tables and charts are left out."""
    return "\n\n".join("\n".join(_unstressed(block)) for block in content if block["jenis"] in {"paragraf", "subjudul", "daftar"})


def _unstressed(block: Blok) -> Iterator[str]:
    if block["jenis"] == "daftar":
        yield from (f"{_mark(block['urut'], number)}{plain(item)}" for number, item in enumerate(items_of(block), 1))
    else:
        yield ("## " if block["jenis"] == "subjudul" else "") + plain(block["isi"])


def _mark(urut: str, number: int) -> str:
    if urut == "1":
        return f"{number}. "
    if urut == "a":
        return f"{chr(97 + (number - 1) % 26)}. "
    return "- "
