"""A schedule as a picture: a row a step, a column a day, closed days narrow and grey. It says everything in words too, and prints in black.

Looks are plain attributes, which a style sheet overrides by class: `jadwal` (root), `jadwal-paper`, `jadwal-closed`, `jadwal-rule`, `jadwal-day`,
`jadwal-step`, `jadwal-bar`, `jadwal-due`, `jadwal-muted`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from xml.sax.saxutils import escape, quoteattr

from renjana.sop.jadwal import Baris, Jadwal
from renjana.sop.measure import POINT, width
from renjana.sop.waktu import Kalender

DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
WIDE, LABELS, ENDS = 277.0, 92.0, 33.0
"""Millimetres: the whole, the steps' names, the due times at the right."""
ROW, HEAD, CLOSED, LEAST = 7.0, 12.0, 0.28, 0.9
"""Heights of a row and of the head; a closed day's width as a share of a working day's; the narrowest bar."""
SIZE, SMALL = 7.6, 6.4
INK, BAR, MUTED, GREY, RULE = "#000", "#333", "#555", "#e4e4e4", "#bbb"
FAMILY = "Arimo, Arial, 'Liberation Sans', Helvetica, sans-serif"


def clock(moment: datetime) -> str:
    """As people say it: "Rabu 6 Jan 09.10"."""
    return f"{DAYS[moment.weekday()]} {moment.day} {MONTHS[moment.month - 1]} {moment:%H.%M}"


def dated(moment: datetime) -> str:
    """The same with its year: "Rabu 6 Jan 2027 09.10"."""
    return f"{DAYS[moment.weekday()]} {moment.day} {MONTHS[moment.month - 1]} {moment.year} {moment:%H.%M}"


@dataclass(frozen=True)
class _Axis:
    """Days side by side: where each begins, and how wide it is."""

    kalender: Kalender
    days: tuple[date, ...]
    edges: tuple[float, ...]

    def open(self, day: date) -> bool:
        return bool(self.kalender.hours(day))

    def x(self, moment: datetime) -> float:
        """Between opening and closing in proportion, at the edge before and after."""
        place = self.days.index(moment.date())
        slots = self.kalender.slots(moment.date())
        left, wide = self.edges[place], self.edges[place + 1] - self.edges[place]
        if not slots:
            return left
        part = (moment - slots[0][0]) / (slots[-1][1] - slots[0][0])
        return left + wide * max(0.0, min(1.0, part))


def _axis(jadwal: Jadwal) -> _Axis:
    first, last = jadwal.mulai.date(), jadwal.selesai.date()
    days = tuple(first + timedelta(days=offset) for offset in range((last - first).days + 1))
    shares = [1.0 if jadwal.kalender.hours(day) else CLOSED for day in days]
    unit = (WIDE - LABELS - ENDS) / sum(shares)
    edges = [LABELS]
    for share in shares:
        edges.append(edges[-1] + share * unit)
    return _Axis(jadwal.kalender, days, tuple(edges))


def jadwal_svg(jadwal: Jadwal, *, name: str = "jadwal-sop") -> str:
    """The picture as SVG text, lengths in millimetres. `name` is the id of its title, for pages that show several."""
    axis = _axis(jadwal)
    tall = HEAD + ROW * len(jadwal.baris) + 1
    title = f"Jadwal SOP {jadwal.sop.nama}: {dated(jadwal.mulai)} sampai {dated(jadwal.selesai)}"
    told = "; ".join(_sentence(row) for row in jadwal.baris)
    parts = [
        f'<rect class="jadwal-paper" x="-3" y="-3" width="{_n(WIDE + 6)}" height="{_n(tall + 6)}" fill="#fff"/>',
        *_closed(axis, tall),
        *_head(axis),
        *_lines(axis, len(jadwal.baris), tall),
        *(part for number, row in enumerate(jadwal.baris) for part in _row(axis, number, row)),
    ]
    labels = f"aria-labelledby={quoteattr(f'{name} {name}-isi')}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="jadwal" role="img" {labels} viewBox="-3 -3 {_n(WIDE + 6)} {_n(tall + 6)}" '
        f'font-family="{FAMILY}" fill="{INK}"><title id={quoteattr(name)}>{escape(title)}</title>'
        f"<desc id={quoteattr(f'{name}-isi')}>{escape(told)}</desc>{''.join(parts)}</svg>"
    )


def _sentence(row: Baris) -> str:
    return f"langkah {row.nomor}, {', '.join(row.pelaksana)}: {clock(row.mulai)} sampai {clock(row.tenggat)}"


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _text(x: float, y: float, words: str, kind: str = "jadwal-step", *, size: float = SIZE, anchor: str = "start", fill: str = "") -> str:
    more = ("" if anchor == "start" else f' text-anchor="{anchor}"') + (f' fill="{fill}"' if fill else "")
    return f'<text class="{kind}" x="{_n(x)}" y="{_n(y)}" font-size="{_n(size * POINT)}"{more}>{escape(words)}</text>'


def _closed(axis: _Axis, tall: float) -> Iterator[str]:
    for day, left, right in zip(axis.days, axis.edges, axis.edges[1:], strict=False):
        if not axis.open(day):
            box = f'x="{_n(left)}" y="{_n(HEAD - 4)}" width="{_n(right - left)}" height="{_n(tall - HEAD + 3)}"'
            yield f'<rect class="jadwal-closed" {box} fill="{GREY}"/>'


def _head(axis: _Axis) -> Iterator[str]:
    """Days as long as they have room, else every so many working days; the month where it begins."""
    yield _text(0, HEAD - 2, "Langkah (kolom kelabu: kantor tutup)", "jadwal-muted", size=SMALL, fill=MUTED)
    yield _text(WIDE, HEAD - 2, "Tenggat", "jadwal-muted", size=SMALL, anchor="end", fill=MUTED)
    free, month = 0.0, 0
    for day, left, right in zip(axis.days, axis.edges, axis.edges[1:], strict=False):
        if not axis.open(day):
            continue
        wide = right - left
        words = f"{DAYS[day.weekday()][:3]} {day.day}" if wide > width("Sen 30", SMALL) else str(day.day)
        if left + wide / 2 - width(words, SMALL) / 2 >= free:
            yield _text(left + wide / 2, HEAD - 2, words, "jadwal-day", size=SMALL, anchor="middle")
            free = left + wide / 2 + width(words, SMALL) / 2 + 1
            if day.month != month:
                month = day.month
                yield _text(left, HEAD - 6, f"{MONTHS[month - 1]} {day.year}", "jadwal-day", size=SMALL)


def _lines(axis: _Axis, count: int, tall: float) -> Iterator[str]:
    """Rules between rows and days as one path."""
    level = "".join(f"M0 {_n(HEAD + ROW * number)}H{_n(WIDE)}" for number in range(count + 1))
    upright = "".join(f"M{_n(x)} {_n(HEAD - 4)}V{_n(tall - 1)}" for x in axis.edges if len(axis.edges) <= 80)
    yield f'<path class="jadwal-rule" d="{level}{upright}" fill="none" stroke="{RULE}" stroke-width="0.12"/>'


def _row(axis: _Axis, number: int, row: Baris) -> Iterator[str]:
    y = HEAD + ROW * number
    left, right = axis.x(row.mulai), axis.x(row.tenggat)
    right = max(right, left + LEAST)
    yield _text(0, y + 3.1, _fitting(f"{row.nomor}. {row.uraian}", LABELS - 3))
    yield _text(4, y + 5.8, _fitting(f"{', '.join(row.pelaksana)} · {row.waktu}", LABELS - 7), "jadwal-muted", size=SMALL, fill=MUTED)
    yield f'<g><title>{escape(_sentence(row))}</title><path class="jadwal-bar" d="{"".join(_bars(axis, row, left, right, y))}" fill="{BAR}"/></g>'
    yield _text(WIDE, y + 4.4, clock(row.tenggat), "jadwal-due", size=SMALL, anchor="end")


def _bars(axis: _Axis, row: Baris, left: float, right: float, y: float) -> Iterator[str]:
    """Thick where the office is open, a thin line over closed days."""
    yield f"M{_n(left)} {_n(y + 3.3)}H{_n(right)}V{_n(y + 3.7)}H{_n(left)}Z"
    for day, begin, end in zip(axis.days, axis.edges, axis.edges[1:], strict=False):
        a, b = max(left, begin), min(right, end)
        if axis.open(day) and row.mulai.date() <= day <= row.tenggat.date() and b > a:
            yield f"M{_n(a)} {_n(y + 1.9)}H{_n(b)}V{_n(y + 5.1)}H{_n(a)}Z"


def _fitting(words: str, room: float) -> str:
    """The text, shortened with an ellipsis where it would run into the picture."""
    words = " ".join(words.split())
    if width(words, SIZE) <= room:
        return words
    kept: Sequence[str] = words
    while kept and width(f"{kept}…", SIZE) > room:
        kept = kept[:-1]
    return f"{str(kept).rstrip()}…"
