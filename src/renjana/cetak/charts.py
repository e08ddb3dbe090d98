"""Charts as SVG, the same on page and paper: colours are plain attributes, which the page's style sheet overrides by class."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from xml.sax.saxutils import escape, quoteattr

from renjana.cetak.measure import text_width, wrap
from renjana.organisasi.dates import lama
from renjana.organisasi.numerals import desimal, ribuan

INK, MUTED, NOW, BEFORE, OVER, TRACK, AXIS = "#14212b", "#4d5b66", "#0b3d6b", "#a9b3ba", "#a11d18", "#eceae4", "#7b8288"
SIZE, SMALL = 12.5, 11.5
WIDTH = 640
DAY = 450


@dataclass(frozen=True)
class Chart:
    """A drawing and the words that say the same for those who do not see it."""

    svg: str
    alt: str


@dataclass(frozen=True)
class Bar:
    """A pair of amounts in whole rupiah; `lalu` is what `kini` is held against."""

    nama: str
    kini: int
    lalu: int


@dataclass(frozen=True)
class Span:
    """Standard and actual working minutes of one step."""

    nama: str
    baku: int
    nyata: int


def pagu_bars(bars: Sequence[Bar], judul: str, *, kini: str, lalu: str) -> Chart:
    """Pagu by program: two bars each, named by `kini` ("Renja 2028") and `lalu` ("Renstra 2028")."""
    left, row, head = 214, 44, 26
    top = max([1, *(max(bar.kini, bar.lalu) for bar in bars)])
    scale = (WIDTH - left - 84) / top
    parts = [_legend(left, ((NOW, "now", kini), (BEFORE, "before", lalu)))]
    for place, bar in enumerate(bars):
        y = head + place * row
        parts += _label(bar.nama, left - 12, y + 18, lines=3)
        parts += [
            _rect(left, y + 3, max(bar.kini * scale, 0.8), 16, NOW, "now"),
            _text(left + bar.kini * scale + 6, y + 15, juta(bar.kini)),
            _rect(left, y + 21, max(bar.lalu * scale, 0.8), 11, BEFORE, "before"),
            _text(left + bar.lalu * scale + 6, y + 30, juta(bar.lalu), fill=MUTED, kind="muted", size=SMALL),
        ]
    height = head + len(bars) * row + 18
    parts += [_line(left, head - 2, left, height - 18), _text(left, height - 5, "juta rupiah", fill=MUTED, kind="muted", size=SMALL)]
    words = "; ".join(f"{bar.nama} {juta(bar.kini)}, {lalu} {juta(bar.lalu)}" for bar in bars)
    return _chart(parts, height, judul, f"{judul}, {kini} dalam juta rupiah: {words}.")


def ceiling_bars(bars: Sequence[Bar], judul: str) -> Chart:
    """Pagu (`kini`) against its ceiling (`lalu`), a track each; what goes over the ceiling is marked and said in words."""
    left, row, head = 190, 36, 8
    top = max([1, *(max(bar.kini, bar.lalu) for bar in bars)])
    scale = (WIDTH - left - 176) / top
    parts: list[str] = []
    for place, bar in enumerate(bars):
        y, over = head + place * row, bar.kini > bar.lalu
        end = max(bar.kini, bar.lalu) * scale
        parts += _label(bar.nama, left - 12, y + 15)
        parts += [_rect(left, y + 3, max(bar.lalu * scale, 0.8), 18, TRACK, "base")]
        parts += [_rect(left, y + 6, max(min(bar.kini, bar.lalu) * scale, 0.8), 12, NOW, "now")]
        if over:
            parts += [_rect(left + bar.lalu * scale, y + 6, (bar.kini - bar.lalu) * scale, 12, OVER, "short")]
        parts += [_line(left + bar.lalu * scale, y, left + bar.lalu * scale, y + 24, 1.6)]
        parts += [_text(left + end + 8, y + 12, f"{juta(bar.kini)} dari {juta(bar.lalu)} juta")]
        parts += [_text(left + end + 8, y + 24, _against(bar), fill=OVER if over else MUTED, kind="short" if over else "muted", size=SMALL)]
    words = "; ".join(f"{bar.nama} {juta(bar.kini)} dari {juta(bar.lalu)}, {_against(bar)}" for bar in bars)
    return _chart(parts, head + len(bars) * row, judul, f"{judul} dalam juta rupiah: {words}.")


def duration_dumbbells(spans: Sequence[Span], judul: str) -> Chart:
    """Standard (ring) and actual (disc) working time of each step on a logarithmic scale; a square marks what took longer."""
    left, row, head = 232, 27, 40
    said = [f"{lama(one.nyata)} dari {lama(one.baku)}" for one in spans]
    long = min(236.0, WIDTH - left - 18 - max(text_width(words, SIZE) for words in said))
    top = max([4 * DAY, *(max(one.baku, one.nyata) for one in spans)]) * 1.15
    low = 5

    def at(minutes: int) -> float:
        return left + long * math.log(max(low, minutes) / low) / math.log(top / low)

    height = head + len(spans) * row + 4
    parts = [_mark(left + 4, 8, "baku", NOW), _text(left + 14, 12, "waktu baku"), _mark(left + 92, 8, "nyata", NOW)]
    parts += [_text(left + 102, 12, "waktu nyata"), _mark(left + 186, 8, "lewat", OVER), _text(left + 196, 12, "melewati baku")]
    for minutes, name in ((10, "10 mnt"), (60, "1 jam"), (DAY, "1 hari"), (4 * DAY, "4 hari")):
        parts += [_line(at(minutes), head - 6, at(minutes), height - 4, 0.6)]
        parts += [_text(at(minutes), head - 10, name, fill=MUTED, kind="muted", size=SMALL, anchor="middle")]
    for place, one in enumerate(spans):
        y, late = head + place * row + row / 2, one.nyata > one.baku
        parts += _label(one.nama, left - 12, y)
        parts += [_line(at(one.baku), y, at(one.nyata), y, 2, OVER if late else AXIS, "short" if late else "line")]
        parts += [_mark(at(one.baku), y, "baku", NOW), _mark(at(one.nyata), y, "lewat" if late else "nyata", OVER if late else NOW)]
        parts += [_text(left + long + 14, y + 4, said[place], fill=OVER if late else INK, kind="short" if late else "", size=SMALL)]
    words = "; ".join(f"{one.nama}: baku {lama(one.baku)}, nyata {lama(one.nyata)}" for one in spans)
    return _chart(parts, height, judul, f"{judul}. {words}.")


def juta(value: int) -> str:
    """Rupiah in millions: whole when whole, else with one decimal, a half rounded up."""
    if value % 1_000_000 == 0:
        return ribuan(value // 1_000_000)
    return desimal((Decimal(value) / 1_000_000).quantize(Decimal("0.1"), ROUND_HALF_UP), 1)


def _against(bar: Bar) -> str:
    if bar.kini > bar.lalu:
        return f"lebih {juta(bar.kini - bar.lalu)} juta"
    return "tepat pada pagu" if bar.kini == bar.lalu else f"sisa {juta(bar.lalu - bar.kini)} juta"


def _chart(parts: list[str], height: float, judul: str, alt: str) -> Chart:
    head = f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="0 0 {WIDTH} {height:g}" role="img" aria-label={quoteattr(alt)}'
    font = f'font-family="Arimo, Arial, sans-serif" font-size="{SIZE}" fill="{INK}"'
    return Chart(f"{head} {font}><title>{escape(judul)}</title>{''.join(parts)}</svg>", alt)


def _legend(x: float, entries: Sequence[tuple[str, str, str]]) -> str:
    out = []
    for fill, kind, name in entries:
        out += [_rect(x, 4, 12, 12, fill, kind), _text(x + 18, 14, name)]
        x += 18 + text_width(name, SIZE) + 22
    return "".join(out)


def _label(name: str, x: float, y: float, *, lines: int = 2) -> list[str]:
    """A name that ends at x, on up to `lines` lines about the middle y."""
    broken = wrap(name, SIZE, x - 2, lines=lines)
    first = y + 4 - 6.75 * (len(broken) - 1)
    return [_text(x, first + 13.5 * place, line, anchor="end") for place, line in enumerate(broken)]


def _text(x: float, y: float, words: str, *, fill: str = INK, kind: str = "", size: float = SIZE, anchor: str = "") -> str:
    more = f' class="{kind}"' if kind else ""
    more += f' font-size="{size:g}"' if size != SIZE else ""
    more += f' text-anchor="{anchor}"' if anchor else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" fill="{fill}"{more}>{escape(words)}</text>'


def _rect(x: float, y: float, width: float, height: float, fill: str, kind: str) -> str:
    return f'<rect class="{kind}" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:g}" fill="{fill}"/>'


def _line(x1: float, y1: float, x2: float, y2: float, width: float = 1, stroke: str = AXIS, kind: str = "line") -> str:
    return f'<path class="{kind}" d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" stroke="{stroke}" stroke-width="{width:g}"/>'


def _mark(x: float, y: float, kind: str, colour: str) -> str:
    """Ring, disc or square, so that the three differ without colour."""
    if kind == "baku":
        return f'<circle class="ring" cx="{x:.1f}" cy="{y:.1f}" r="5" fill="#fff" stroke="{colour}" stroke-width="2"/>'
    if kind == "nyata":
        return f'<circle class="now" cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>'
    return f'<rect class="short" x="{x - 4:.1f}" y="{y - 4:.1f}" width="8" height="8" fill="{colour}"/>'
