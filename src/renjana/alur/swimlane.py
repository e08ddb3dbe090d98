"""The live swimlane of a run as SVG: a column a step, a lane an actor, ways back dashed above. Pure: values in, text out.

Colours come from classes of the style sheet; a drawing holds no `style=`. Long SOPs are cut into bands of at most BAND columns.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from renjana.sop.model import Langkah, Sop

BAND = 14
WIDTH, LEFT, LANE, BOX_H, HEAD, CHANNEL, FOOT = 1240.0, 104.0, 88.0, 56.0, 32.0, 22.0, 46.0
NARROW, WIDE, GAP, LETTER = 87.0, 190.0, 10.5, 6.2
LINE_LETTERS = 10
WORDS = {"done": "selesai", "active": "sedang berjalan", "later": "belum mulai"}
MARKS = {"done": "check", "active": "clock", "later": "circle"}
SHORT = {
    "disposisi.perintah": "Beri perintah",
    "pengumpulan.format": "Buat format",
    "pengumpulan.penyampaian": "Sampaikan format",
    "rapat.undangan": "Undang rapat",
    "rapat.pelaksanaan": "Laksanakan rapat",
    "pengumpulan.penghimpunan": "Himpun data",
    "analisis.analisis": "Analisis data",
    "konsep.penyusunan": "Susun konsep",
    "konsep.koreksi": "Koreksi konsep",
    "pengesahan.pengajuan": "Ajukan dokumen",
    "pengesahan.penandatanganan": "Tanda tangani",
    "pengiriman.surat_pengantar": "Surat pengantar",
    "pengiriman.pengiriman": "Antar dan arsipkan",
}


@dataclass(frozen=True)
class State:
    """How a step stands: "done", "active" or "later"; the address of its page; two short lines under its column, with a tone."""

    state: str
    url: str
    lines: tuple[str, ...] = ()
    tone: str = ""


@dataclass(frozen=True)
class Way:
    """A way back with how often it was taken."""

    dari: int
    ke: int
    times: int = 0


def short_name(langkah: Langkah, letters: int = LINE_LETTERS) -> tuple[str, ...]:
    """At most two lines of about `letters` for a box: the known short name of the work, else the first words of the uraian."""
    words = SHORT.get(langkah.kerja, langkah.uraian).split()
    lines: list[str] = []
    for word in words:
        if lines and len(lines[-1]) + 1 + len(word) <= letters:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    shown = [line if len(line) <= letters + 1 else f"{line[:letters]}…" for line in lines[:2]]
    if len(lines) > 2 and not shown[1].endswith("…"):
        shown[1] = f"{shown[1][:letters]}…"
    return tuple(shown)


def draw(sop: Sop, states: Mapping[int, State], *, sprite: str, ways: Sequence[Way] = ()) -> tuple[str, ...]:
    """The swimlane as one or more SVG texts, a band of at most BAND steps each. `sprite` is the address of the icons.

    `ways` are the ways back; those of the SOP that are missing in it are drawn as not yet taken.
    """
    taken = {(way.dari, way.ke): way.times for way in ways}
    back = [Way(step.nomor, target, taken.get((step.nomor, target), 0)) for step in sop.langkah for target in step.kembali]
    count = max(1, -(-len(sop.langkah) // BAND))
    size = -(-len(sop.langkah) // count) if sop.langkah else 0
    bands = [sop.langkah[at : at + size] for at in range(0, len(sop.langkah), size or 1)]
    return tuple(_Band(sop, band, states, back, sprite, number).svg() for number, band in enumerate(bands))


def channels(ways: Sequence[Way]) -> dict[Way, int]:
    """A level above the lanes for each way back, from 0: short ones low, overlapping ones on different levels."""
    levels: dict[Way, int] = {}
    for way in sorted(ways, key=lambda one: (one.dari - one.ke, one.ke)):
        used = {level for other, level in levels.items() if other.ke <= way.dari and way.ke <= other.dari}
        levels[way] = next(level for level in range(len(ways)) if level not in used)
    return levels


class _Band:
    """Draws one band. Parts are gathered in painting order."""

    def __init__(self, sop: Sop, steps: Sequence[Langkah], states: Mapping[int, State], back: Sequence[Way], sprite: str, number: int):
        self.sop, self.steps, self.states, self.sprite, self.number = sop, steps, states, sprite, number
        self.column = {step.nomor: place for place, step in enumerate(steps)}
        self.lane = {actor.id: place for place, actor in enumerate(sop.pelaksana)}
        self.inside = [way for way in back if way.dari in self.column and way.ke in self.column]
        self.outside = [way for way in back if way.dari in self.column and way.ke not in self.column]
        self.level = channels(self.inside)
        self.top = HEAD + CHANNEL * (max(self.level.values(), default=-1) + 1 + bool(self.outside))
        self.bottom = self.top + LANE * max(1, len(sop.pelaksana))
        self.wide = min(WIDE, max(NARROW, (WIDTH - LEFT) / max(1, len(steps))))
        self.box = self.wide - GAP
        self.width = max(WIDTH, LEFT + self.wide * len(steps))

    def svg(self) -> str:
        """The band as text."""
        title = f"Alur {len(self.sop.langkah)} langkah dalam {len(self.sop.pelaksana)} jalur pelaksana"
        active = next((step.nomor for step in self.sop.langkah if self._state(step).state == "active"), None)
        if active is not None:
            title += f"; sekarang langkah {active}"
        if self.number or len(self.steps) < len(self.sop.langkah):
            title += f"; bagian langkah {self.steps[0].nomor} sampai {self.steps[-1].nomor}"
        name = f"swimlane-{self.number}"
        parts = [
            f'<svg viewBox="0 0 {self.width:g} {self.bottom + FOOT:g}" role="group" aria-labelledby="{name}">',
            f'<title id="{name}">{escape(title)}</title>',
            *self._lanes(),
            *self._arrows(),
            *self._ways(),
            *(part for step in self.steps for part in self._boxes(step)),
            "</svg>",
        ]
        return "".join(parts)

    def _state(self, step: Langkah) -> State:
        return self.states.get(step.nomor, State("later", f"#langkah-{step.nomor}"))

    def _x(self, nomor: int) -> float:
        return LEFT + self.wide * (self.column[nomor] + 0.5)

    def _y(self, lane: int) -> float:
        return self.top + LANE * (lane + 0.5)

    def _lanes_of(self, step: Langkah) -> list[int]:
        return sorted(self.lane[actor] for actor in step.pelaksana if actor in self.lane) or [0]

    def _lanes(self) -> list[str]:
        parts = []
        for place, actor in enumerate(self.sop.pelaksana):
            y = self.top + LANE * place
            css = "lane alt" if place % 2 else "lane"
            parts.append(f'<rect class="{css}" x="0" y="{y:g}" width="{self.width:g}" height="{LANE:g}"/>')
            parts += _words(actor.nama, 12, y + LANE / 2 + 4, css="name", letters=13)
        for step in self.steps:
            if self._state(step).state == "active":
                x = self._x(step.nomor)
                parts.append(f'<rect class="now" x="{x - self.wide / 2:g}" y="4" width="{self.wide:g}" height="{self.bottom + FOOT - 8:g}" rx="6"/>')
                parts.append(f'<text class="now-label" x="{x:g}" y="20" text-anchor="middle">Sekarang</text>')
        parts.append(f'<path class="edge" d="M0 {self.top:g}H{self.width:g}M0 {self.bottom:g}H{self.width:g}"/>')
        parts += _words("Selesai atau tenggat", 12, self.bottom + 25, css="small", letters=13)
        return parts

    def _arrows(self) -> list[str]:
        parts = []
        for step, following in zip(self.steps, self.steps[1:], strict=False):
            here, there = self._lanes_of(step), self._lanes_of(following)
            common = [lane for lane in here if lane in there]
            leave, enter = (common[0], common[0]) if common else min(((a, b) for a in here for b in there), key=lambda pair: abs(pair[0] - pair[1]))
            css = "passed" if self._state(step).state == "done" else ""
            x1, x2 = self._x(step.nomor) + self.box / 2, self._x(following.nomor) - self.box / 2
            parts.append(f'<path class="arrow {css}" d="{_elbow(x1, self._y(leave), x2, self._y(enter))}"/>')
            parts.append(f'<path class="head {css}" d="M{x2:g} {self._y(enter):g}l-6-3.5v7z"/>')
        for step in self.steps:
            lanes = self._lanes_of(step)
            if len(lanes) > 1:
                x = self._x(step.nomor)
                y1, y2 = self._y(lanes[0]) + BOX_H / 2, self._y(lanes[-1]) - BOX_H / 2
                parts.append(f'<path class="arrow" d="M{x:g} {y1 + 6:g}V{y2 - 6:g}"/><path class="head" d="M{x:g} {y1:g}l-4 7h8z"/>')
                parts.append(f'<path class="head" d="M{x:g} {y2:g}l-4-7h8z"/>')
        return parts

    def _ways(self) -> list[str]:
        parts = []
        for way in self.inside:
            x1, x2 = self._leaving(way), self._entering(way)
            y1 = self._y(self._lanes_of(self._step(way.dari))[0]) - BOX_H / 2
            y2 = self._y(self._lanes_of(self._step(way.ke))[0]) - BOX_H / 2
            y = self.top - 8 - CHANNEL * self.level[way]
            path = f"M{x1:g} {y1:g}V{y + 5:g}Q{x1:g} {y:g} {x1 - 5:g} {y:g}H{x2 + 5:g}Q{x2:g} {y:g} {x2:g} {y + 5:g}V{y2 - 6:g}"
            parts.append(f'<path class="back" d="{path}"/><path class="head back" d="M{x2:g} {y2:g}l-4-7h8z"/>')
            parts += self._note((x1 + x2) / 2, y, f"{way.times}×") if way.times else []
        for step in self.steps:
            targets = [str(way.ke) for way in self.outside if way.dari == step.nomor]
            if targets:
                parts += self._note(self._x(step.nomor), self.top - 8, f"kembali ke {', '.join(targets)}")
        return parts

    def _note(self, x: float, y: float, words: str) -> list[str]:
        width = 6 * len(words) + 10
        return [
            f'<rect class="back-bg" x="{x - width / 2:g}" y="{y - 8:g}" width="{width:g}" height="16" rx="3"/>',
            f'<text class="back-text" x="{x:g}" y="{y + 4:g}" text-anchor="middle">{escape(words)}</text>',
        ]

    def _step(self, nomor: int) -> Langkah:
        return self.steps[self.column[nomor]]

    def _leaving(self, way: Way) -> float:
        """Where a way leaves its box: the longer the more to the right, so that ways of one box do not cross."""
        same = sorted((one for one in self.inside if one.dari == way.dari), key=lambda one: one.dari - one.ke, reverse=True)
        return self._x(way.dari) - 6 - 12 * same.index(way)

    def _entering(self, way: Way) -> float:
        """Where a way enters its box: the longer the more to the left."""
        same = sorted((one for one in self.inside if one.ke == way.ke), key=lambda one: one.dari - one.ke, reverse=True)
        return self._x(way.ke) + 6 + 12 * same.index(way)

    def _boxes(self, step: Langkah) -> list[str]:
        state, x = self._state(step), self._x(step.nomor)
        mark = escape(f"{self.sprite}#{MARKS[state.state]}")
        parts = []
        for lane in self._lanes_of(step):
            left, top = x - self.box / 2, self._y(lane) - BOX_H / 2
            actor = self.sop.pelaksana[lane].nama if self.sop.pelaksana else ""
            label = f"Langkah {step.nomor}, {step.uraian}, {actor}, {WORDS[state.state]}"
            spans = "".join(
                f'<tspan x="{left + 7:g}" dy="{13 if row else 0}">{escape(line)}</tspan>'
                for row, line in enumerate(short_name(step, int((self.box - 14) / LETTER)))
            )
            parts.append(
                f'<a class="box {state.state}" href="{escape(state.url)}" aria-label="{escape(label)}">'
                f'<rect x="{left:g}" y="{top:g}" width="{self.box:g}" height="{BOX_H:g}" rx="5"/>'
                f'<text class="no" x="{left + 7:g}" y="{top + 16:g}">{step.nomor}</text>'
                f'<use class="icon mark" href="{mark}" x="{left + self.box - 20:g}" y="{top + 5:g}" width="14" height="14"/>'
                f'<text y="{top + 32:g}">{spans}</text></a>'
            )
        for row, line in enumerate(state.lines[:2]):
            parts.append(f'<text class="due {state.tone}" x="{x:g}" y="{self.bottom + 18 + 15 * row:g}" text-anchor="middle">{escape(line)}</text>')
        return parts


def _elbow(x1: float, y1: float, x2: float, y2: float) -> str:
    """From the right edge of a box to the left edge of the next: straight, or through the gap between the columns."""
    if y1 == y2:
        return f"M{x1:g} {y1:g}H{x2 - 4:g}"
    middle, bend, sign = (x1 + x2) / 2, 3.0, 1 if y2 > y1 else -1
    return (
        f"M{x1:g} {y1:g}H{middle - bend:g}Q{middle:g} {y1:g} {middle:g} {y1 + sign * bend:g}"
        f"V{y2 - sign * bend:g}Q{middle:g} {y2:g} {middle + bend:g} {y2:g}H{x2 - 4:g}"
    )


def _words(text: str, x: float, y: float, *, css: str, letters: int) -> list[str]:
    """A text in lines of at most `letters` where words allow, centred on `y`."""
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= letters:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    start = y - 7 * (len(lines) - 1)
    return [f'<text class="{css}" x="{x:g}" y="{start + 14 * row:g}">{escape(line)}</text>' for row, line in enumerate(lines)]
