"""Sizes of the flow table: widths of columns, symbols and type for a number of actors on a sheet. Millimetres; type in points."""

from dataclasses import dataclass
from functools import cached_property

from renjana.sop.measure import longest_word, width, wrap
from renjana.sop.model import KEPUTUSAN, MULAI, SELESAI, Sop

SHEETS = {"F4": (330.0, 215.0), "A4": (297.0, 210.0)}
"""Landscape: width and height."""
MARGIN_X, MARGIN_TOP, MARGIN_BOTTOM = 14.0, 13.0, 15.0
PITCH = 1.2
"""Distance of base lines in ems."""
CAP = 0.688
"""Height of capitals in ems."""
INSET_X, INSET_Y = 1.3, 1.4
PAD = 3.5
"""Room above and below every symbol: joints and labels stand there."""
LABEL = 6.2
"""Points."""
SIZES = (8.0, 7.2, 6.4, 5.6, 4.8)


def between(low: float, value: float, high: float) -> float:
    """The value held within limits."""
    return max(low, min(high, value))


def block_height(lines: int, size: float) -> float:
    """Height of that many lines, from the top of the capitals to the last base line."""
    return ((lines - 1) * PITCH + CAP) * size * 25.4 / 72


@dataclass(frozen=True)
class Columns:
    """The table's columns: number, uraian, one for each actor, kelengkapan, waktu, output, keterangan; and what stands in them."""

    kertas: str
    widths: tuple[float, ...]
    names: tuple[tuple[str, ...], ...]
    turned: bool
    head_height: float
    text: float
    head: float
    short: bool

    @cached_property
    def count(self) -> int:
        """How many actors."""
        return len(self.names)

    @cached_property
    def actor(self) -> float:
        """Width of an actor's column."""
        return self.widths[2]

    @cached_property
    def left(self) -> float:
        """Where the actors' columns begin."""
        return self.widths[0] + self.widths[1]

    @cached_property
    def right(self) -> float:
        """Where they end."""
        return self.left + self.count * self.actor

    @cached_property
    def total(self) -> float:
        return sum(self.widths)

    @cached_property
    def box(self) -> tuple[float, float]:
        """Width and height of a process."""
        return _box(self.actor)

    def size(self, bentuk: str) -> tuple[float, float]:
        """Width and height of a symbol."""
        w, h = self.box
        if bentuk == KEPUTUSAN:
            return w + 1.2, h + 2.6
        if bentuk in (MULAI, SELESAI):
            return max(w, min(self.actor - 2.4, 9.4)), h
        return w, h

    @cached_property
    def pentagon(self) -> tuple[float, float]:
        wide = self.actor >= 15
        return (4.6, 5.2) if wide else (3.4, 4.4)

    @cached_property
    def letter(self) -> float:
        """Type in pentagons."""
        return 7.0 if self.actor >= 15 else 5.8

    @cached_property
    def capsule(self) -> float:
        """Type in MULAI and SELESAI."""
        room = self.size(MULAI)[0] - 2.8
        return min(7.0, 7.0 * room / width("SELESAI", 7, bold=True))

    def axis(self, column: int) -> float:
        return self.left + (column + 0.5) * self.actor

    @cached_property
    def lanes(self) -> tuple[float, ...]:
        """Where lines may run up and down: in the columns' margins, and on their axes."""
        first, limit = self.size(KEPUTUSAN)[0] / 2 + 1.25, self.actor / 2 - 0.9
        steps = [first + 0.9 * k for k in range(20) if first + 0.9 * k <= limit] or [limit]
        return tuple(self.axis(j) + side * step for j in range(self.count) for step in (*steps, 0) for side in ((-1, 1) if step else (1,)))

    def label_size(self, text: str) -> tuple[float, float]:
        return width(text, LABEL) + 0.4, 2.5

    def ya(self) -> str:
        return "Y" if self.short else "Ya"

    def tidak(self, target: int | None = None) -> str:
        """The word at a way back; with its step's number when the decision has several."""
        if target is None:
            return "T" if self.short else "Tidak"
        return f"T{target}" if self.short else f"ke {target}"


def _box(actor: float) -> tuple[float, float]:
    w = between(5.8, 0.48 * actor + 0.4, 14.4)
    return w, between(5, 0.6 * w, 8.6)


def columns_for(sop: Sop, kertas: str, text: float) -> Columns:
    """Columns for the SOP's actors; `text` is the type of cells where there is room for it."""
    n = max(1, len(sop.pelaksana))
    total = SHEETS[kertas][0] - 2 * MARGIN_X
    number, waktu, keterangan = (9.0, 17.0, 24.0) if n <= 6 else (8.0, 16.0, 19.0)
    rest = total - number - waktu - keterangan
    words = between(84, rest - 16 * n, 126)
    actor = between(11.5, (rest - words) / n, 29)
    words = rest - n * actor
    mutu = between(22, words * 0.245, 40)
    widths = (number, words - 2 * mutu, *([actor] * n), mutu, waktu, mutu, keterangan)
    names, turned, height, head = _names(sop, actor)
    return Columns(kertas, widths, names, turned, height, text if words >= 110 else min(text, 7.4), head, _short(actor))


def _names(sop: Sop, actor: float) -> tuple[tuple[tuple[str, ...], ...], bool, float, float]:
    """Lines of the actors' heads, whether they are turned upright, their height and their type."""
    texts = [each.nama for each in sop.pelaksana] or [""]
    for size in (7.6, 7.0, 6.4):
        if max(longest_word(text, size, bold=True) for text in texts) <= actor - 1.8:
            lines = tuple(wrap(text, actor - 1.6, size, bold=True) for text in texts)
            height = block_height(max(map(len, lines)), size) + 2.8
            if height <= 24:
                return lines, False, max(9.0, height), size
    for size in (7.6, 7.0, 6.4, 5.6, 4.8):
        longest = max(longest_word(text, size, bold=True) for text in texts)
        for room in (26.0, 36.0, 46.0):
            lines = tuple(wrap(text, room, size, bold=True) for text in texts)
            if longest <= room and block_height(max(map(len, lines)), size) <= actor - 1.6:
                return lines, True, max(width(line, size, bold=True) for name in lines for line in name) + 2.8, size
    lines = tuple(wrap(text, actor - 1.2, 4.2, bold=True) for text in texts)
    return lines, False, block_height(max(map(len, lines)), 4.2) + 2.8, 4.2


def _short(actor: float) -> bool:
    """Whether the word "Tidak" is too long beside a decision and beneath it."""
    return width("Tidak", LABEL) + 0.4 > actor / 2 - 1.3
