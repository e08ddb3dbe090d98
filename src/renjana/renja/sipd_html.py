"""The tables of an HTML page as worksheets: SIPD-RI saves its report as HTML, often under the name of an Excel file."""

import json
import os
import re
import subprocess
import sys
from html import unescape
from pathlib import Path

from renjana.renstra.office_package import limit
from renjana.renstra.workbook import SECONDS, SheetRows, Value, WorkbookFault

MAX_BYTES = 5 * 1024 * 1024
TOO_HEAVY = "Berkas {name} terlalu berat atau rusak sehingga tidak dapat dibaca dengan aman; simpan laporan per perangkat daerah lalu coba lagi."
TOKEN = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})([^<>]*)>|([^<]+)|<")
COLSPAN = re.compile(r"\bcolspan\s{0,4}=\s{0,4}[\"']?(\d{1,5})", re.IGNORECASE)
ROWSPAN = re.compile(r"\browspan\s{0,4}=\s{0,4}[\"']?(\d{1,5})", re.IGNORECASE)
MOST_SPAN, MOST_ROWS, MOST_CELLS = 60, 20_000, 150_000


def is_html(content: bytes) -> bool:
    """Whether the file is a page with a table and no workbook."""
    return not content.startswith(b"PK") and b"<table" in content[:200_000].lower()


def read_html(content: bytes, *, name: str) -> tuple[SheetRows, ...]:
    """Every table of the page, cells in their places; merged cells hold their value at the upper left. Raises WorkbookFault.

    Read in a child process with limits of memory and time, as workbooks are: a page from outside may be made to hang its reader.
    """
    if len(content) > MAX_BYTES:
        raise WorkbookFault(f"Berkas {name} lebih besar dari {MAX_BYTES // 1024 // 1024} MB; simpan laporan per perangkat daerah lalu coba lagi.")
    path = os.pathsep.join(filter(None, [str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH", "")]))
    try:
        done = subprocess.run(
            [sys.executable, "-m", "renjana.renja.sipd_html"],
            input=content,
            capture_output=True,
            timeout=SECONDS,
            check=False,
            env={"PYTHONPATH": path, "PATH": os.environ.get("PATH", ""), "PYTHONDONTWRITEBYTECODE": "1"},
        )
    except subprocess.TimeoutExpired as fault:
        raise WorkbookFault(TOO_HEAVY.format(name=name)) from fault
    if done.returncode != 0:
        raise WorkbookFault(TOO_HEAVY.format(name=name))
    tables = json.loads(done.stdout)
    return tuple(SheetRows(f"Tabel {number}", tuple(map(tuple, rows))) for number, rows in enumerate(tables, 1))


def tables_of(content: bytes) -> list[list[list[Value]]]:
    """The rows of every table. Raises ValueError for a page with more cells than any report has. Takes time in proportion to the page."""
    reader = _Tables()
    for token in TOKEN.finditer(_without_comments(content.decode("utf-8", errors="replace"))):
        close, tag, attributes, words = token.groups()
        if words is not None:
            reader.text(words)
        elif tag and close:
            reader.end(tag.lower())
        elif tag:
            reader.start(tag.lower(), attributes)
    reader.end_cell()
    return reader.tables


def _without_comments(page: str) -> str:
    parts, place = [], 0
    while (start := page.find("<!--", place)) >= 0 and (stop := page.find("-->", start)) >= 0:
        parts.append(page[place:start])
        place = stop + 3
    return "".join([*parts, page[place:]])


def main() -> int:
    """The child: the page on standard input, its tables as JSON on standard output."""
    limit()
    try:
        text = json.dumps(tables_of(sys.stdin.buffer.read()), ensure_ascii=False, separators=(",", ":"))
    except ValueError:
        return 1
    sys.stdout.buffer.write(text.encode())
    return 0


class _Tables:
    """Gathers the rows of every table; a table inside a cell is read as words of that cell."""

    def __init__(self) -> None:
        self.tables: list[list[list[Value]]] = []
        self.depth = self.cells = 0
        self.hanging: dict[int, int] = {}
        self.words: list[str] | None = None
        self.span = (1, 1)

    def start(self, tag: str, attributes: str) -> None:
        """An opening tag."""
        if tag == "table":
            self.depth += 1
            if self.depth == 1:
                self.tables.append([])
                self.hanging = {}
        elif tag == "tr" and self.depth == 1 and len(self.tables[-1]) < MOST_ROWS:
            self.end_cell()
            self.tables[-1].append([])
        elif tag in {"td", "th"} and self.depth == 1 and self.tables[-1]:
            self.end_cell()
            self.span = (_span(COLSPAN.search(attributes)), _span(ROWSPAN.search(attributes)))
            self.words = []
        else:
            self.text(" " if tag == "br" else "")

    def end(self, tag: str) -> None:
        """A closing tag."""
        if tag in {"td", "th", "tr", "table"} and self.depth == 1:
            self.end_cell()
        if tag == "table" and self.depth:
            self.depth -= 1

    def text(self, words: str) -> None:
        """Words between tags."""
        if self.words is not None:
            self.words.append(words)

    def end_cell(self) -> None:
        """Put the open cell into its place."""
        if self.words is None:
            return
        row, across = self.tables[-1][-1], self.span[0]
        while self.hanging.get(len(row), 0) >= len(self.tables[-1]):
            row.append(None)
        for place in range(len(row), len(row) + across):
            self.hanging[place] = len(self.tables[-1]) + self.span[1] - 1
        row += [_value(" ".join(unescape("".join(self.words)).split())), *[None] * (across - 1)]
        self.cells += across
        self.words = None
        if self.cells > MOST_CELLS:
            raise ValueError("too many cells")


def _span(found: re.Match[str] | None) -> int:
    return min(MOST_SPAN, max(1, int(found[1]))) if found else 1


def _value(text: str) -> Value:
    """A cell's words; digits alone become a number, as in a workbook."""
    if not text:
        return None
    if text.isascii() and text.isdigit() and not text.startswith("0") and len(text) <= 15:
        return int(text)
    return text


if __name__ == "__main__":
    sys.exit(main())
