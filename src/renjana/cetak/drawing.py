"""What every chart is drawn with: one palette, one size of letters, words whose width is known before anyone draws them.

Colours are plain attributes, which the page's style sheet overrides by class. Series differ in lightness and outline too, so that a print in
grey says the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from xml.sax.saxutils import escape

from renjana.cetak.characters import clean
from renjana.cetak.measure import text_width, wrap
from renjana.organisasi.numerals import desimal, ribuan

INK, MUTED, NOW, BEFORE, OVER, TRACK, AXIS = "#14212b", "#4d5b66", "#0b3d6b", "#a9b3ba", "#a11d18", "#eceae4", "#7b8288"
AMBER, GREEN, PAPER = "#c07f12", "#17633a", "#ffffff"
SIZE, SMALL = 12.5, 11.5
LINE = 13.5
GAP = 6


@dataclass(frozen=True)
class Chart:
    """A drawing and the words that say the same for those who do not see it."""

    svg: str
    alt: str


@dataclass(frozen=True)
class Frame:
    """How wide a drawing is and how much of that the names take at its left; 0 puts each name above its bars."""

    width: int
    names: int
    kind: str = ""


WIDE, NARROW = Frame(640, 214), Frame(300, 0, "narrow")
"""For paper and a desk; for a phone, at the size of its letters."""


@dataclass
class Drawing:
    """A drawing under way in a frame. Coordinates grow to the right and downwards; `y` of words is their base line."""

    frame: Frame
    parts: list[str] = field(default_factory=list)

    @property
    def width(self) -> int:
        """Of the whole drawing."""
        return self.frame.width

    @property
    def left(self) -> float:
        """Where bars begin."""
        return float(self.frame.names or 1)

    def text(self, x: float, y: float, words: str, *, fill: str = INK, kind: str = "", size: float = SIZE, anchor: str = "") -> None:
        """Words from x on, or with `anchor` ending ("end") or centred ("middle") there."""
        more = f' class="{kind}"' if kind else ""
        more += f' font-size="{size:g}"' if size != SIZE else ""
        more += f' text-anchor="{anchor}"' if anchor else ""
        self.parts.append(f'<text x="{x:.1f}" y="{y:.1f}" fill="{fill}"{more}>{escape(words)}</text>')

    def note(self, x: float, y: float, words: str, *, anchor: str = "") -> None:
        """Small words in the background."""
        self.text(x, y, words, fill=MUTED, kind="muted", size=SMALL, anchor=anchor)

    def rect(self, x: float, y: float, width: float, height: float, fill: str, kind: str) -> None:
        """A plane; a thin one is still seen."""
        self.parts.append(f'<rect class="{kind}" x="{x:.1f}" y="{y:.1f}" width="{max(width, 0.8):.1f}" height="{height:g}" fill="{fill}"/>')

    def hollow(self, x: float, y: float, width: float, height: float) -> None:
        """An outlined plane."""
        size = f'width="{max(width - 1, 0.8):.1f}" height="{height - 1:g}"'
        self.parts.append(f'<rect class="hollow" x="{x + 0.5:.1f}" y="{y + 0.5:.1f}" {size} fill="{PAPER}" stroke="{INK}"/>')

    def line(self, x1: float, y1: float, x2: float, y2: float, *, width: float = 1, stroke: str = AXIS, kind: str = "line") -> None:
        """A straight line."""
        self.parts.append(f'<path class="{kind}" d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" stroke="{stroke}" stroke-width="{width:g}"/>')

    def axis(self, x: float, y1: float, y2: float) -> None:
        """The line that bars begin at; not where names stand between them."""
        if self.frame.names:
            self.line(x, y1, x, y2)

    def reference(self, x: float, y1: float, y2: float) -> None:
        """A dashed line that bars are read against."""
        path = f'd="M{x:.1f} {y1:.1f}V{y2:.1f}" stroke="{INK}" stroke-width="1.5" stroke-dasharray="3 3" fill="none"'
        self.parts.append(f'<path class="reference" {path}/>')

    def mark(self, x: float, y: float, kind: str, colour: str) -> None:
        """Ring, disc or square, so that the three differ without colour."""
        if kind == "baku":
            self.parts.append(f'<circle class="ring" cx="{x:.1f}" cy="{y:.1f}" r="5" fill="#fff" stroke="{colour}" stroke-width="2"/>')
        elif kind == "nyata":
            self.parts.append(f'<circle class="now" cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>')
        else:
            self.parts.append(f'<rect class="short" x="{x - 4:.1f}" y="{y - 4:.1f}" width="8" height="8" fill="{colour}"/>')

    def row(self, words: str, y: float, high: float, *, lines: int = 3) -> tuple[float, float]:
        """The name of a row whose bars take `high`, from y on: where the bars begin, beside the name or below it, and where the next row may."""
        if not self.frame.names:
            broken = wrap(words, SIZE, self.width - 4)
            for place, line in enumerate(broken):
                self.text(1, y + 11 + LINE * place, line)
            begin = y + LINE * len(broken) + 3
            return begin, begin + high + 6
        broken = wrap(words, SIZE, self.frame.names - 14, lines=lines)
        tall = max(high, LINE * len(broken) + 2)
        first = y + tall / 2 + 4 - LINE / 2 * (len(broken) - 1)
        for place, line in enumerate(broken):
            self.text(self.left - 12, first + LINE * place, line, anchor="end")
        return y + (tall - high) / 2, y + tall + 6

    def legend(self, entries: Sequence[tuple[str, str]], y: float = 4) -> float:
        """Swatches with their words, from left to right and on further lines; where what follows may begin. Entries are (kind, words)."""
        x = start = self.left if self.frame.names else 1.0
        for kind, given in entries:
            words = wrap(given, SIZE, self.width - start - 20, lines=1)[0] if given else ""
            wide = 18 + text_width(words, SIZE)
            if x > start and x + wide > self.width:
                x, y = start, y + 18
            self.bar(kind, x, y, 12, 12)
            self.text(x + 18, y + 10, words)
            x += wide + 20
        return y + 22

    def bar(self, kind: str, x: float, y: float, width: float, height: float) -> None:
        """A bar of a kind, in its colour."""
        if kind == "hollow":
            self.hollow(x, y, width, height)
        else:
            self.rect(x, y, width, height, FILLS[kind], kind)

    def chart(self, height: float, judul: str, alt: str) -> Chart:
        """The finished drawing, with its title and what it shows in words."""
        kind = f"chart {self.frame.kind}".strip()
        head = f'<svg xmlns="http://www.w3.org/2000/svg" class="{kind}" viewBox="0 0 {self.width} {height:g}" role="img"'
        font = f'font-family="Arimo, Arial, sans-serif" font-size="{SIZE}" fill="{INK}"'
        said = f"<title>{escape(judul)}</title><desc>{escape(alt)}</desc>"
        return Chart(str(clean(f"{head} {font}>{said}{''.join(self.parts)}</svg>")), alt)


FILLS = {"now": NOW, "before": BEFORE, "short": OVER, "base": TRACK, "fill-amber": AMBER, "fill-green": GREEN}
"""Colour on paper by kind."""


@dataclass(frozen=True)
class Scale:
    """From values to places: the span of values that is shown, and the span of places for it."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """The place of a value."""
        return self.start + (value - self.low) * (self.end - self.start) / ((self.high - self.low) or 1)


def juta(value: int) -> str:
    """Rupiah in millions: whole when whole, else with one decimal, a half rounded up."""
    if value % 1_000_000 == 0:
        return signed(ribuan(abs(value) // 1_000_000), value)
    return signed(desimal((Decimal(abs(value)) / 1_000_000).quantize(Decimal("0.1"), ROUND_HALF_UP), 1), value)


def signed(text: str, value: int) -> str:
    """The text of an amount with the sign of a negative one."""
    return f"−{text}" if value < 0 else text


def persen(value: Decimal) -> str:
    """A percentage with one decimal."""
    return f"{desimal(value.quantize(Decimal('0.1'), ROUND_HALF_UP), 1)}%"


def widest(words: Sequence[str], size: float = SIZE) -> float:
    """How wide the longest of these is."""
    return max((text_width(one, size) for one in words), default=0.0)
