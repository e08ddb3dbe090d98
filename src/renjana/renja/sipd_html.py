"""The tables of an HTML page as worksheets: SIPD-RI saves its report as HTML, often under the name of an Excel file."""

from html.parser import HTMLParser

from renjana.organisasi.numerals import parse_decimal
from renjana.renstra.workbook import SheetRows, Value, WorkbookFault

MAX_BYTES = 5 * 1024 * 1024
MOST_SPAN, MOST_ROWS, MOST_CELLS = 60, 20_000, 400_000


def is_html(content: bytes) -> bool:
    """Whether the file is a page with a table and no workbook."""
    return not content.startswith(b"PK") and b"<table" in content[:200_000].lower()


def read_html(content: bytes, *, name: str) -> tuple[SheetRows, ...]:
    """Every table of the page, cells in their places; merged cells hold their value at the upper left. Raises WorkbookFault."""
    if len(content) > MAX_BYTES:
        raise WorkbookFault(f"Berkas {name} lebih besar dari {MAX_BYTES // 1024 // 1024} MB; simpan laporan per perangkat daerah lalu coba lagi.")
    reader = _Tables()
    reader.feed(content.decode("utf-8", errors="replace"))
    reader.close()
    if reader.cells > MOST_CELLS:
        raise WorkbookFault(f"Berkas {name} memuat terlalu banyak sel; simpan laporan per perangkat daerah lalu coba lagi.")
    return tuple(SheetRows(f"Tabel {number}", tuple(map(tuple, rows))) for number, rows in enumerate(reader.tables, 1))


class _Tables(HTMLParser):
    """Gathers the rows of every table; a table inside a cell is read as words of that cell."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[Value]]] = []
        self.depth = self.cells = 0
        self.hanging: dict[int, int] = {}
        self.words: list[str] | None = None
        self.span = (1, 1)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.depth += 1
            if self.depth == 1:
                self.tables.append([])
                self.hanging = {}
        elif tag == "tr" and self.depth == 1 and len(self.tables[-1]) < MOST_ROWS:
            self._end_cell()
            self.tables[-1].append([])
        elif tag in {"td", "th"} and self.depth == 1 and self.tables[-1]:
            self._end_cell()
            known = dict(attrs)
            self.span = (_span(known.get("colspan")), _span(known.get("rowspan")))
            self.words = []
        elif tag == "br" and self.words is not None:
            self.words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th", "tr"} and self.depth == 1:
            self._end_cell()
        elif tag == "table" and self.depth:
            if self.depth == 1:
                self._end_cell()
            self.depth -= 1

    def handle_data(self, data: str) -> None:
        if self.words is not None and self.cells <= MOST_CELLS:
            self.words.append(data)

    def _end_cell(self) -> None:
        if self.words is None:
            return
        row, across = self.tables[-1][-1], self.span[0]
        while self.hanging.get(len(row), 0) >= len(self.tables[-1]):
            row.append(None)
        for place in range(len(row), len(row) + across):
            self.hanging[place] = len(self.tables[-1]) + self.span[1] - 1
        text = " ".join("".join(self.words).split())
        row += [_value(text), *[None] * (across - 1)]
        self.cells += across
        self.words = None


def _span(text: str | None) -> int:
    return min(MOST_SPAN, max(1, int(text))) if text and text.isascii() and text.isdigit() else 1


def _value(text: str) -> Value:
    """A cell's words; digits alone become a number, as in a workbook."""
    if not text:
        return None
    if text.isascii() and text.isdigit() and not text.startswith("0") and len(text) <= 15:
        return int(parse_decimal(text))
    return text
