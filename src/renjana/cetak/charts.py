"""Charts of money and achievement as SVG, the same on page and paper; each in a wide frame and in a narrow one for phones.

Values in, a Chart out. Money is whole rupiah and printed in millions.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from renjana.cetak.drawing import GAP, INK, MUTED, OVER, SIZE, SMALL, WIDE, Chart, Drawing, Frame, Scale, juta, persen, widest

SERIES = (("now", 15), ("before", 10), ("hollow", 10))
"""Kind and height of the bars of a row, in order: dark, light, outlined."""
FULL, FARTHEST = 120, 160
"""Percent that a scale of achievement reaches by itself, and how far it follows what goes beyond; farther ends in "»"."""
UNIT, NONE, UNJUDGED = "juta rupiah", "tidak ada", "belum dapat dinilai"


@dataclass(frozen=True)
class Bar:
    """A pair of amounts: `lalu` is what `kini` is held against."""

    nama: str
    kini: int
    lalu: int


@dataclass(frozen=True)
class Row:
    """The amounts of a name, one for each series; None where a series has none."""

    nama: str
    nilai: tuple[int | None, ...]


@dataclass(frozen=True)
class Part:
    """An amount as a part of a whole."""

    nama: str
    nilai: int


@dataclass(frozen=True)
class Reached:
    """An achievement in percent with its word and how many indicators it is made of; None while it cannot be judged."""

    nama: str
    persen: Decimal | None
    predikat: str
    indikator: int


def pagu_bars(rows: Sequence[Row], judul: str, seri: Sequence[str], *, frame: Frame = WIDE) -> Chart:
    """Amounts by name, a bar for each of up to three series ("Renja 2028", "Renja 2027", "Renstra 2028")."""
    drawing = Drawing(frame)
    shown = SERIES[: len(seri)]
    y = drawing.legend([(kind, name) for (kind, _), name in zip(shown, seri, strict=True)])
    amounts = [value for row in rows for value in row.nilai if value is not None]
    scale = _money(drawing, amounts, [NONE, *(juta(value) for value in amounts)])
    high, top = sum(height + 2 for _, height in shown), y
    for row in rows:
        begin, y = drawing.row(row.nama, y + 2, high)
        for (kind, height), value in zip(shown, row.nilai, strict=True):
            end = _bar(drawing, scale, (0, value or 0), (begin, height), kind) if value is not None else scale.at(0)
            words = NONE if value is None else juta(value)
            if kind == "now":
                drawing.text(end + GAP, begin + height / 2 + 4.5, words)
            else:
                drawing.note(end + GAP, begin + height / 2 + 4, words)
            begin += height + 2
    drawing.axis(scale.at(0), top, y)
    drawing.note(drawing.left, y + 14, UNIT)
    said = "; ".join(f"{row.nama} {', '.join(_told(seri, row))}" for row in rows)
    return drawing.chart(y + 20, judul, f"{judul} dalam {UNIT}: {said}.")


def _told(seri: Sequence[str], row: Row) -> list[str]:
    pairs = zip(seri, row.nilai, strict=True)
    return [f"{name} {NONE if value is None else juta(value)}" for name, value in pairs]


def _money(drawing: Drawing, amounts: Sequence[int], words: Sequence[str], *, low: int = 0) -> Scale:
    """A scale that leaves room for the longest words behind the longest bar. Amounts below nothing go to the left."""
    room = widest(words) + GAP + 2
    return Scale(min([low, *amounts]), max([low + 1, *amounts]), drawing.left, drawing.width - room)


def _bar(drawing: Drawing, scale: Scale, span: tuple[int, int], place: tuple[float, int], kind: str) -> float:
    """Draw from one amount to another; where words beside it may begin."""
    begin, end = sorted((scale.at(span[0]), scale.at(span[1])))
    drawing.bar(kind, begin, place[0], end - begin, place[1])
    return max(end, begin + 0.8)


def share_bars(parts: Sequence[Part], judul: str, *, frame: Frame = WIDE) -> Chart:
    """What a whole is made of: each part on a track as long as the whole, with its amount and share."""
    drawing = Drawing(frame)
    whole = sum(max(0, part.nilai) for part in parts)
    said = [f"{juta(part.nilai)} ({persen(_share(part.nilai, whole))})" for part in parts]
    scale = Scale(0, max(1, whole), drawing.left, drawing.width - widest(said) - GAP - 2)
    y = 2.0
    for part, words in zip(parts, said, strict=True):
        begin, y = drawing.row(part.nama, y, 16)
        _bar(drawing, scale, (0, max(1, whole)), (begin, 16), "base")
        _bar(drawing, scale, (0, max(0, part.nilai)), (begin + 2, 12), "now")
        drawing.text(scale.end + GAP, begin + 12.5, words)
    drawing.note(drawing.left, y + 16, f"{UNIT}; jumlah {juta(whole)}")
    listed = "; ".join(f"{part.nama} {words}" for part, words in zip(parts, said, strict=True))
    return drawing.chart(y + 22, judul, f"{judul} dalam {UNIT}, jumlah {juta(whole)}: {listed}.")


def _share(value: int, whole: int) -> Decimal:
    return Decimal(value) * 100 / whole if whole else Decimal(0)


def ceiling_bars(bars: Sequence[Bar], judul: str, *, frame: Frame = WIDE) -> Chart:
    """Pagu (`kini`) against a ceiling of its own (`lalu`), a track each; what goes over is marked and said in words."""
    drawing = Drawing(frame)
    said = [(f"{juta(bar.kini)} dari {juta(bar.lalu)}", _against(bar.kini, bar.lalu)) for bar in bars]
    room = max(widest([words for words, _ in said]), widest([words for _, words in said], SMALL)) + GAP + 4
    beside = bool(frame.names)
    end = drawing.width - (room if beside else 2)
    scale = Scale(min([0, *(min(bar.kini, bar.lalu) for bar in bars)]), max([1, *(max(bar.kini, bar.lalu) for bar in bars)]), drawing.left, end)
    y = 2.0
    for bar, (words, against) in zip(bars, said, strict=True):
        begin, y = drawing.row(bar.nama, y, 26 if beside else 52)
        _track(drawing, scale, bar, begin + 4)
        x, line = (max(scale.at(max(bar.kini, bar.lalu)), scale.at(0)) + GAP + 2, begin + 11) if beside else (drawing.left, begin + 36)
        drawing.text(x, line, words)
        over = bar.kini > bar.lalu
        drawing.text(x, line + 13, against, fill=OVER if over else MUTED, kind="short small" if over else "muted", size=SMALL)
    listed = "; ".join(f"{bar.nama} {words}, {against}" for bar, (words, against) in zip(bars, said, strict=True))
    drawing.note(drawing.left, y + 16, UNIT)
    return drawing.chart(y + 22, judul, f"{judul} dalam {UNIT}: {listed}.")


def _track(drawing: Drawing, scale: Scale, bar: Bar, y: float) -> None:
    _bar(drawing, scale, (0, bar.lalu), (y, 18), "base")
    _bar(drawing, scale, (0, min(bar.kini, bar.lalu)), (y + 3, 12), "now")
    if bar.kini > bar.lalu:
        _bar(drawing, scale, (bar.lalu, bar.kini), (y + 3, 12), "short")
    drawing.line(scale.at(bar.lalu), y - 3, scale.at(bar.lalu), y + 21, width=1.6)


def _against(kini: int, lalu: int) -> str:
    if kini > lalu:
        return f"lebih {juta(kini - lalu)}"
    return "tepat pada pagu" if kini == lalu else f"sisa {juta(lalu - kini)}"


def ceiling_steps(parts: Sequence[Part], batas: int, judul: str, *, frame: Frame = WIDE) -> Chart:
    """How the parts use up one ceiling: each begins where the one before ends, the dashed line is the ceiling, the last row the whole."""
    drawing = Drawing(frame)
    total = sum(part.nilai for part in parts)
    shares = {part: f"{juta(part.nilai)} ({persen(_share(part.nilai, batas))})" for part in parts}
    words = [*shares.values(), f"{juta(total)}, {_against(total, batas)}"]
    ends = [sum(part.nilai for part in parts[: place + 1]) for place in range(len(parts))]
    end = drawing.width - (widest(words) + GAP + 2 if frame.names else 2)
    scale = Scale(min([0, *ends]), max([1, batas, *ends]), drawing.left, end)
    y, reached, top = 20.0, 0, 18.0
    for name, amount, told, last in [*((part.nama, part.nilai, shares[part], False) for part in parts), ("Jumlah", total, words[-1], True)]:
        begin, y = drawing.row(name, y, 16 if frame.names else 32)
        start = 0 if last else reached
        _over(drawing, scale, (start, start + amount), batas, begin)
        x, line = (scale.end + GAP, begin + 12.5) if frame.names else (drawing.left, begin + 30)
        drawing.text(x, line, told, fill=OVER if last and total > batas else INK, kind="short" if last and total > batas else "")
        reached += amount
        drawing.reference(scale.at(batas), *_beside(frame, (begin - 2, begin + 18), (top, y)))
        top = y
    _head(drawing, scale.at(batas), 12, f"pagu indikatif {juta(batas)}")
    drawing.note(drawing.left, y + 14, UNIT)
    listed = "; ".join(f"{part.nama} {shares[part]}" for part in parts)
    return drawing.chart(y + 20, judul, f"{judul} dalam {UNIT}, pagu indikatif {juta(batas)}: {listed}; jumlah {words[-1]}.")


def _beside(frame: Frame, row: tuple[float, float], whole: tuple[float, float]) -> tuple[float, float]:
    """How far a line goes: through everything beside names, along a bar where names stand between the bars."""
    return whole if frame.names else row


def _over(drawing: Drawing, scale: Scale, span: tuple[int, int], batas: int, y: float) -> None:
    """A bar that changes its look where it passes the ceiling."""
    low, high = min(span), max(span)
    if low < batas:
        _bar(drawing, scale, (low, min(high, batas)), (y, 16), "now")
    if high > batas:
        _bar(drawing, scale, (max(low, batas), high), (y, 16), "short")


def _head(drawing: Drawing, x: float, y: float, words: str) -> None:
    """Small words over a line at x, kept inside the drawing."""
    half = widest([words], SMALL) / 2 + 1
    drawing.note(min(max(x, half), drawing.width - half), y, words, anchor="middle")


def achievement_bars(rows: Sequence[Reached], judul: str, *, frame: Frame = WIDE) -> Chart:
    """Achievement against the line of its target, with the word of its predikat."""
    drawing = Drawing(frame)
    known = [row.persen for row in rows if row.persen is not None]
    top = min(max([Decimal(FULL), *known]), Decimal(FARTHEST))
    said = {row: f"{persen(row.persen)} {row.predikat}" if row.persen is not None else UNJUDGED for row in rows}
    counts = {row: f"{row.indikator} indikator" for row in rows}
    room = max(widest(list(said.values())), widest(list(counts.values()), SMALL)) + 2 * GAP + widest(["»"])
    scale = Scale(0, float(top), drawing.left, drawing.width - (room if frame.names else 14))
    y, top_line = 18.0, 16.0
    for row in rows:
        begin, y = drawing.row(row.nama, y, 26 if frame.names else 38)
        _achieved(drawing, scale, row, begin + 4)
        drawing.reference(scale.at(100), *_beside(frame, (begin + 2, begin + 22), (top_line, y)))
        top_line = y
        x, line = (scale.end + 2 * GAP + 2, begin + 11) if frame.names else (drawing.left, begin + 34)
        drawing.text(x, line, said[row])
        if frame.names:
            drawing.note(x, line + 13, counts[row])
        else:
            drawing.note(x + widest([said[row]]) + 8, line, counts[row])
    _head(drawing, scale.at(100), 11, "target 100%")
    listed = "; ".join(f"{row.nama} {said[row]}, {counts[row]}" for row in rows)
    return drawing.chart(y + 4, judul, f"{judul}: {listed}.")


def _achieved(drawing: Drawing, scale: Scale, row: Reached, y: float) -> None:
    drawing.bar("base", drawing.left, y, scale.end - drawing.left, 16)
    if row.persen is None:
        return
    kind = {"Sedang": "fill-amber", "Rendah": "short", "Sangat Rendah": "short"}.get(row.predikat, "now")
    shown = min(max(0.0, float(row.persen)), scale.high)
    drawing.bar(kind, drawing.left, y + 2, scale.at(shown) - drawing.left, 12)
    if float(row.persen) > scale.high:
        drawing.text(scale.end + 1, y + 12.5, "»", size=SIZE)
