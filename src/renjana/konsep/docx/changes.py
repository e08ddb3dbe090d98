"""What a corrected Word file changed against the file that was given out: paragraphs by subbab, and what cannot be taken over, with why."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from renjana.konsep.docx.lines import LISTED, PROSE, Line, Part, clean_words, parts_of
from renjana.konsep.docx.values import Piece, WordFile
from renjana.konsep.words import pairs

TABLE = "Tabel pada {nomor}: “{dari}” menjadi “{ke}” tidak dibawa, karena tabel disusun dari data. Ubah angkanya pada isian bidang."
TABLE_GONE = "Tabel pada {nomor}: {apa} tidak dibawa, karena tabel disusun dari data. Ubah barisnya pada isian bidang."
FIXED = "{di}: “{kata}” tidak dibawa, karena judul tabel, tanda tangan, dan nomor disusun otomatis."
OUTSIDE = "Sampul, kata pengantar, dan daftar isi: “{kata}” tidak dibawa, karena bagian itu disusun otomatis."
HEADING = "Judul {nomor}: “{kata}” tidak dibawa, karena judul subbab mengikuti sistematika."
LOST = "Subbab {nomor} {judul} tidak ada lagi pada berkas, sehingga tidak dibandingkan. Kosongkan teksnya di Renjana bila memang dihapus."
FORMULA = "{jumlah} kotak teks pada berkas tidak dibaca; pindahkan isinya ke paragraf biasa bila perlu."
SHOWN, LONG = 6, 90


@dataclass(frozen=True)
class Step:
    """A paragraph before (its place among those of the subbab, and words) and after; None where there was none. `edits` are the tracked
    changes that made it so, empty for a change that was not tracked.
    """

    dari: int | None
    semula: str
    line: Line | None
    edits: tuple[Piece, ...]


@dataclass(frozen=True)
class SectionSteps:
    """A subbab: all its paragraphs before, and every one of both files in the order of the new one."""

    nomor: str
    base: tuple[str, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Changes:
    """By subbab, and a sentence for each thing that is not taken over."""

    bagian: tuple[SectionSteps, ...]
    ditolak: tuple[str, ...]
    parts: tuple[Part, ...]


def compare_files(base: WordFile, given: WordFile, tanda: str) -> Changes:
    """What the given file changed. `tanda` is the mark that its bookmarks carry."""
    before = parts_of(base, tanda)
    after = parts_of(given, tanda, [part.nomor for part in before])
    found = {part.nomor: part for part in after if part.nomor}
    refused, sections = list(_outside(before[0], after[0])), []
    for part in before[1:]:
        new = found.get(part.nomor)
        if new is None:
            refused.append(LOST.format(nomor=part.nomor, judul=part.judul))
            continue
        refused += [*_heading(part, new), *_grids(part, new), *_fixed(part, new)]
        prose = [line for line in part.lines if line.gaya in PROSE]
        sections.append(SectionSteps(part.nomor, tuple(line.teks for line in prose), tuple(_steps(prose, new, part))))
    if given.boxes > base.boxes:
        refused.append(FORMULA.format(jumlah=given.boxes - base.boxes))
    return Changes(tuple(sections), tuple(refused), tuple(after))


def _steps(base: Sequence[Line], new: Part, old: Part) -> Iterator[Step]:
    fixed = Counter(line.teks for line in old.lines if line.gaya not in PROSE)
    lines = [line for line in new.lines if _written(line, fixed)]
    for left, right in _aligned(base, lines):
        if left is None:
            yield Step(None, "", lines[right or 0], lines[right or 0].edits)
        elif right is None:
            anchor = base[left].anchor
            yield Step(left, base[left].teks, None, new.gone.get(anchor, ()) if anchor else ())
        else:
            yield Step(left, base[left].teks, lines[right], lines[right].edits)


def _written(line: Line, fixed: Counter[str]) -> bool:
    """Whether the line is something that a person wrote. Lines of the printer are taken off `fixed` as they are met."""
    if line.gaya in PROSE:
        return True
    if fixed[line.teks] > 0:
        fixed[line.teks] -= 1
        return False
    return line.gaya not in {"caption", "cell", "cover", "header", "footer"} and not line.gaya.startswith(LISTED)


def _aligned(base: Sequence[Line], lines: Sequence[Line]) -> Iterator[tuple[int | None, int | None]]:
    """Which line became which: by bookmarks that kept their order, the rest by their words."""
    places = {line.anchor: place for place, line in enumerate(base) if line.anchor}
    known = [(places[line.anchor], right) for right, line in enumerate(lines) if line.anchor in places]
    left = right = 0
    for one, two in [*_rising(known), (len(base), len(lines))]:
        for a, b in pairs([line.teks for line in base[left:one]], [line.teks for line in lines[right:two]]):
            yield (None if a is None else a + left), (None if b is None else b + right)
        if one < len(base):
            yield one, two
        left, right = one + 1, two + 1


def _rising(known: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs in which both sides rise: those paragraphs stayed, the others were moved."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for place, (left, _) in enumerate(known):
        at = bisect_left(tails, left)
        before.append(ends[at - 1] if at else -1)
        tails[at : at + 1], ends[at : at + 1] = [left], [place]
    found, place = [], ends[-1] if ends else -1
    while place >= 0:
        found.append(known[place])
        place = before[place]
    return found[::-1]


def _heading(before: Part, after: Part) -> Iterator[str]:
    if clean_words(before.judul) != clean_words(after.judul):
        yield HEADING.format(nomor=before.nomor, kata=_short(after.judul))


def _grids(before: Part, after: Part) -> Iterator[str]:
    """Every table whose words changed; they are told apart by their order."""
    if len(before.grids) != len(after.grids):
        more = len(after.grids) - len(before.grids)
        yield TABLE_GONE.format(nomor=before.nomor, apa=f"{abs(more)} tabel yang {'ditambah' if more > 0 else 'dihapus'}")
        return
    for (_, old), (_, new) in zip(before.grids, after.grids, strict=True):
        left, right = [list(map(_row, grid.rows)) for grid in (old, new)]
        if left == right:
            if new.tracked and not old.tracked:
                yield TABLE_GONE.format(nomor=before.nomor, apa="perubahan yang dilacak di dalamnya")
            continue
        yield from _rows(before.nomor, left, right)


def _row(row: Sequence[str]) -> tuple[str, ...]:
    return tuple(words for cell in row if (words := clean_words(cell)))


def _rows(nomor: str, old: Sequence[tuple[str, ...]], new: Sequence[tuple[str, ...]]) -> Iterator[str]:
    told = 0
    for left, right in pairs([" ".join(row) for row in old], [" ".join(row) for row in new]):
        if left is not None and right is not None and old[left] == new[right]:
            continue
        told += 1
        if told > SHOWN:
            yield TABLE_GONE.format(nomor=nomor, apa="perubahan lain di dalamnya")
            return
        if left is None or right is None:
            row = new[right] if right is not None else old[left or 0]
            yield TABLE_GONE.format(nomor=nomor, apa=f"baris “{_short(' '.join(row))}” yang {'dihapus' if right is None else 'ditambah'}")
        else:
            yield TABLE.format(nomor=nomor, dari=_short(_apart(old[left], new[right])), ke=_short(_apart(new[right], old[left])))


def _apart(row: Sequence[str], other: Sequence[str]) -> str:
    """The cells that the other row does not have."""
    left = Counter(row) - Counter(other)
    return " ".join(cell for cell in row if cell in left) or "kosong"


def _fixed(before: Part, after: Part) -> Iterator[str]:
    """Captions and signatures that read otherwise."""
    old = Counter(line.teks for line in before.lines if line.gaya not in PROSE)
    new = Counter(line.teks for line in after.lines if line.gaya not in PROSE)
    for words in list(old - new)[:SHOWN]:
        yield FIXED.format(di=f"Subbab {before.nomor}", kata=_short(words))


def _outside(before: Part, after: Part) -> Iterator[str]:
    old = Counter(line.teks for line in before.lines if not line.gaya.startswith(LISTED))
    new = Counter(line.teks for line in after.lines if not line.gaya.startswith(LISTED))
    for words in list(new - old)[:SHOWN] or list(old - new)[:SHOWN]:
        yield OUTSIDE.format(kata=_short(words))


def _short(words: str) -> str:
    return words if len(words) <= LONG else f"{words[:LONG].rstrip()}…"
