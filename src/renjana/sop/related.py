"""How SOPs are related: which runs inside a step of which, which only names which. As values and as a drawing."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from renjana.sop.measure import POINT, wrap
from renjana.sop.model import Sop

BOX, GAP_X, GAP_Y, PAD = (58.0, 22.0), 34.0, 8.0, 3.0
SIZE, SMALL = 8.0, 6.6
INK, MUTED = "#000", "#555"
FAMILY = "Arimo, Arial, 'Liberation Sans', Helvetica, sans-serif"


@dataclass(frozen=True)
class Terkait:
    """An SOP in the graph. `ada` is False for one that is only named; `status` as the SOP says it; `tingkat` counts from who uses others."""

    kode: str
    nama: str
    ada: bool
    status: str
    tingkat: int = 0


@dataclass(frozen=True)
class Hubungan:
    """From an SOP to one that runs inside these steps of it; without steps it is only named under Keterkaitan."""

    dari: str
    ke: str
    langkah: tuple[int, ...] = ()


@dataclass(frozen=True)
class Graf:
    """Every SOP once, users before what they use, and every relation once."""

    sop: tuple[Terkait, ...]
    hubungan: tuple[Hubungan, ...]


def related(sops: Sequence[Sop]) -> Graf:
    """The graph of these SOPs and of what they name. A name that only answers a use ("SOP Renja" in the meeting's SOP) adds no relation."""
    known = {sop.kode: sop for sop in sops}
    by_name = {_plain(sop.nama): sop.kode for sop in sops}
    uses = [use for sop in sops for use in _uses(sop)]
    pairs = {(use.dari, use.ke) for use in uses}
    named = []
    for sop in sops:
        for text in sop.keterkaitan:
            kode = by_name.get(_plain(text), _plain(text))
            linked = (sop.kode, kode) in pairs or (kode, sop.kode) in pairs or kode == sop.kode
            if not linked:
                named.append(Hubungan(sop.kode, kode))
                pairs.add((sop.kode, kode))
    names = {_plain(text): text.removeprefix("SOP ").strip() for sop in sops for text in sop.keterkaitan}
    arrows = (*uses, *named)
    codes = list(dict.fromkeys([*known, *(arrow.ke for arrow in arrows)]))
    levels = _levels(codes, arrows)
    nodes = [
        Terkait(kode, known[kode].nama, True, known[kode].status, levels[kode])
        if kode in known
        else Terkait(kode, names.get(kode, kode), False, "belum ada", levels[kode])
        for kode in codes
    ]
    return Graf(tuple(sorted(nodes, key=lambda node: node.tingkat)), arrows)


def _uses(sop: Sop) -> list[Hubungan]:
    steps: dict[str, tuple[int, ...]] = {}
    for step in sop.langkah:
        if step.sop_terkait and step.sop_terkait != sop.kode:
            steps[step.sop_terkait] = (*steps.get(step.sop_terkait, ()), step.nomor)
    return [Hubungan(sop.kode, ke, numbers) for ke, numbers in steps.items()]


def _plain(name: str) -> str:
    """A name without "SOP" and signs, written like a code, to find the same SOP under all its writings."""
    words = "".join(sign if sign.isalnum() else " " for sign in name.lower()).split()
    return "-".join(words[1:] if words[:1] == ["sop"] else words)


def _levels(codes: Sequence[str], arrows: Sequence[Hubungan]) -> dict[str, int]:
    """One more than the deepest user; relations that run in a circle do not deepen it without end."""
    levels = dict.fromkeys(codes, 0)
    for _ in codes:
        for arrow in arrows:
            levels[arrow.ke] = min(max(levels[arrow.ke], levels[arrow.dari] + 1), len(codes) - 1)
    return levels


def related_svg(graf: Graf, *, name: str = "sop-terkait") -> str:
    """The graph from left to right; `name` is the id of its title. Classes: `terkait`, `terkait-box`, `terkait-line`, `terkait-text`."""
    columns = sorted({node.tingkat for node in graf.sop})
    at: dict[str, tuple[float, float]] = {}
    for column, level in enumerate(columns):
        for row, node in enumerate(each for each in graf.sop if each.tingkat == level):
            at[node.kode] = (column * (BOX[0] + GAP_X), row * (BOX[1] + GAP_Y))
    wide = max((x for x, _ in at.values()), default=0.0) + BOX[0]
    tall = max((y for _, y in at.values()), default=0.0) + BOX[1]
    names = {node.kode: node.nama for node in graf.sop}
    told = "; ".join(_sentence(arrow, names) for arrow in graf.hubungan) or "tidak ada hubungan"
    parts = [*(_arrow(arrow, at, names) for arrow in graf.hubungan), *(_node(node, *at[node.kode]) for node in graf.sop)]
    view = f"{_n(-PAD)} {_n(-PAD)} {_n(wide + 2 * PAD)} {_n(tall + 2 * PAD)}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="terkait" role="img" aria-labelledby={quoteattr(f"{name} {name}-isi")} viewBox="{view}" '
        f'font-family="{FAMILY}" fill="{INK}"><title id={quoteattr(name)}>Hubungan antar-SOP</title>'
        f"<desc id={quoteattr(f'{name}-isi')}>{escape(told)}</desc>{''.join(parts)}</svg>"
    )


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _sentence(arrow: Hubungan, names: dict[str, str]) -> str:
    if not arrow.langkah:
        return f"SOP {names[arrow.dari]} menyebut SOP {names[arrow.ke]}"
    return f"SOP {names[arrow.ke]} berjalan di dalam langkah {_numbers(arrow)} SOP {names[arrow.dari]}"


def _numbers(arrow: Hubungan) -> str:
    return ", ".join(map(str, arrow.langkah))


def _node(node: Terkait, x: float, y: float) -> str:
    dash = "" if node.ada else ' stroke-dasharray="1.6 1"'
    name = wrap(f"SOP {node.nama}", BOX[0] - 6, SIZE, bold=True)[:3]
    state = wrap(node.status, BOX[0] - 6, SMALL)[:2] if node.status else ()
    lines = [(line, SIZE, True) for line in name] + [(line, SMALL, False) for line in state]
    step = 1.25 * POINT
    top = y + (BOX[1] - sum(size * step for _, size, _ in lines)) / 2
    words = ""
    for text, size, bold in lines:
        top += size * step
        look = f'font-size="{_n(size * POINT)}"' + (' font-weight="700"' if bold else f' fill="{MUTED}"')
        words += f'<text class="terkait-text" x="{_n(x + BOX[0] / 2)}" y="{_n(top - 0.6)}" text-anchor="middle" {look}>{escape(text)}</text>'
    box = f'x="{_n(x)}" y="{_n(y)}" width="{_n(BOX[0])}" height="{_n(BOX[1])}" rx="1.5"'
    return f'<rect class="terkait-box" {box} fill="#fff" stroke="{INK}" stroke-width="0.3"{dash}/>{words}'


def _arrow(arrow: Hubungan, at: dict[str, tuple[float, float]], names: dict[str, str]) -> str:
    """Out at the right, in at the left; back to an earlier column over the top of the gap."""
    (x, y), (u, v) = at[arrow.dari], at[arrow.ke]
    begin, end = (x + BOX[0], y + BOX[1] / 2), (u, v + BOX[1] / 2)
    bend = end[0] - GAP_X / 2 if end[0] > begin[0] else begin[0] + GAP_X / 3
    path = f"M{_n(begin[0])} {_n(begin[1])}H{_n(bend)}V{_n(end[1])}H{_n(end[0] - 2)}"
    tip = f"M{_n(end[0])} {_n(end[1])}l-2.4 -1.1v2.2z"
    dash = "" if arrow.langkah else ' stroke-dasharray="1.6 1"'
    label = f"langkah {_numbers(arrow)}" if arrow.langkah else "disebut"
    place = f'x="{_n(end[0] - 3)}" y="{_n(end[1] - 1.2)}" text-anchor="end" font-size="{_n(SMALL * POINT)}"'
    text = f'<text class="terkait-text" {place}>{escape(label)}</text>'
    line = f'<path class="terkait-line" d="{path}" fill="none" stroke="{INK}" stroke-width="0.3"{dash}/><path d="{tip}"/>'
    return f"<g><title>{escape(_sentence(arrow, names))}</title>{line}{text}</g>"
