"""Two versions of an SOP, compared as values: what was added, removed, moved and changed, each column of each step.

Steps are matched by what they say and do, not by their number, so that a step put in between does not make all that follow look changed.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from difflib import SequenceMatcher
from typing import Any

from renjana.sop.model import Catatan, Identitas, Langkah, Sop
from renjana.sop.reading import BOXES

SAME, CHANGED, MOVED, ADDED, REMOVED = "tetap", "diubah", "dipindah", "ditambah", "dihapus"
HEAD = ("kode", "versi", "nama", "pemda", "perangkat_daerah", "judul_mutu", "status")
PLAIN = ("uraian", "kelengkapan", "waktu", "output", "keterangan", "bentuk", "kerja", "sop_terkait", "disimpulkan", "kembali_disimpulkan")
ALIKE = 0.55
"""From this likeness on, two steps or texts are the same one, changed."""
UNLIKE = 0.3
"""Below this share of common words, their order is not looked at any more."""


@dataclass(frozen=True)
class Change:
    """One value that differs; an empty side means that it is not there."""

    kolom: str
    lama: str
    baru: str


@dataclass(frozen=True)
class StepChange:
    """A step in both versions or in one. `jenis` is one of the words above; a moved step may have changes too."""

    jenis: str
    lama: int | None
    baru: int | None
    uraian: str
    perubahan: tuple[Change, ...] = ()


@dataclass(frozen=True)
class Comparison:
    """Everything that differs. `kepala` holds head, identity, boxes, actors and notes; `langkah` every step of both versions, in reading order."""

    lama: str
    baru: str
    kepala: tuple[Change, ...]
    langkah: tuple[StepChange, ...]

    @property
    def same(self) -> bool:
        """Whether the two do not differ at all."""
        return not self.kepala and all(step.jenis == SAME for step in self.langkah)

    def count(self, jenis: str) -> int:
        """How many steps were treated so."""
        return sum(step.jenis == jenis for step in self.langkah)


def compare(old: Sop, new: Sop) -> Comparison:
    """Compare two SOPs. Cost: some 10 ms for 13 steps, about a second for two of a hundred."""
    pairs = _matched(old.langkah, new.langkah, _step_likeness)
    return Comparison(
        f"{old.nama} versi {old.versi}",
        f"{new.nama} versi {new.versi}",
        (*_head(old, new), *_boxes(old, new), *_actors(old, new), *_notes(old.catatan, new.catatan)),
        tuple(_steps(old, new, pairs)),
    )


def as_json(found: Comparison) -> dict[str, Any]:
    """The comparison as plain JSON values."""
    return {**asdict(found), "sama": found.same}


def _head(old: Sop, new: Sop) -> list[Change]:
    names = [entry.name for entry in fields(Identitas)]
    changes = [_change(key, getattr(old, key), getattr(new, key)) for key in HEAD]
    changes += [_change(f"identitas.{key}", getattr(old.identitas, key), getattr(new.identitas, key)) for key in names]
    return [change for change in changes if change]


def _change(kolom: str, old: object, new: object) -> Change | None:
    return None if old == new else Change(kolom, _shown(old), _shown(new))


def _shown(value: object) -> str:
    return {True: "ya", False: "tidak"}[value] if isinstance(value, bool) else str(value)


def _boxes(old: Sop, new: Sop) -> list[Change]:
    return [change for key in BOXES for change in _entries(key, getattr(old, key), getattr(new, key))]


def _entries(kolom: str, old: Sequence[str], new: Sequence[str]) -> list[Change]:
    """Entries of a list: those that only moved are no change."""
    pairs = _matched(old, new, _likeness)
    back = {b: a for a, b in pairs.items()}
    found = [_change(kolom, old[a], new[b]) for a, b in sorted(pairs.items(), key=lambda pair: pair[1])]
    found += [Change(kolom, old[a], "") for a in range(len(old)) if a not in pairs]
    found += [Change(kolom, "", new[b]) for b in range(len(new)) if b not in back]
    return [change for change in found if change]


def _actors(old: Sop, new: Sop) -> list[Change]:
    """Actors by id: renamed, new, gone, or in another order of rank."""
    before, after = ({actor.id: actor.nama for actor in sop.pelaksana} for sop in (old, new))
    names = [key for key in {**before, **after} if before.get(key) != after.get(key)]
    found = [Change("pelaksana", before.get(key, ""), after.get(key, "")) for key in names]
    kept = [[key for key in side if key in before and key in after] for side in (before, after)]
    if kept[0] != kept[1]:
        found.append(Change("urutan pelaksana", ", ".join(before[key] for key in kept[0]), ", ".join(after[key] for key in kept[1])))
    return found


def _notes(old: Sequence[Catatan], new: Sequence[Catatan]) -> list[Change]:
    before, after = ({note.id: f"{note.letak}: {note.isi}" for note in notes} for notes in (old, new))
    return [Change("catatan", before.get(key, ""), after.get(key, "")) for key in {**before, **after} if before.get(key) != after.get(key)]


def _steps(old: Sop, new: Sop, pairs: Mapping[int, int]) -> list[StepChange]:
    """Every step of the new version in its order, and the removed ones where they stood."""
    back = {b: a for a, b in pairs.items()}
    moved = _moved(pairs)
    found: list[StepChange] = []
    waiting = [a for a in range(len(old.langkah)) if a not in pairs]
    for b, step in enumerate(new.langkah):
        a = back.get(b)
        if a is None:
            found.append(StepChange(ADDED, None, step.nomor, step.uraian))
            continue
        if a not in moved:
            while waiting and waiting[0] < a:
                found.append(_removed(old.langkah[waiting.pop(0)]))
        changes = _columns(old, new, a, b, pairs)
        jenis = MOVED if a in moved else CHANGED if changes else SAME
        found.append(StepChange(jenis, old.langkah[a].nomor, step.nomor, step.uraian, changes))
    return found + [_removed(old.langkah[a]) for a in waiting]


def _removed(step: Langkah) -> StepChange:
    return StepChange(REMOVED, step.nomor, None, step.uraian)


def _columns(old: Sop, new: Sop, a: int, b: int, pairs: Mapping[int, int]) -> tuple[Change, ...]:
    """What differs between the two forms of a step. A way back that still leads to the same step is no change, whatever its number now."""
    before, after = old.langkah[a], new.langkah[b]
    changes = [_change(key, getattr(before, key), getattr(after, key)) for key in PLAIN]
    changes.insert(1, None if before.pelaksana == after.pelaksana else Change("pelaksana", _names(old, before), _names(new, after)))
    goes = {step.nomor: new.langkah[pairs[place]].nomor for place, step in enumerate(old.langkah) if place in pairs}
    if tuple(goes.get(target) for target in before.kembali) != after.kembali:
        changes.append(Change("kembali", *(", ".join(map(str, step.kembali)) for step in (before, after))))
    changes.append(_change("catatan", ", ".join(before.catatan), ", ".join(after.catatan)))
    return tuple(change for change in changes if change)


def _names(sop: Sop, step: Langkah) -> str:
    names = {actor.id: actor.nama for actor in sop.pelaksana}
    return " dan ".join(names.get(actor, actor) for actor in step.pelaksana)


def _moved(pairs: Mapping[int, int]) -> set[int]:
    """Old places outside the longest run of steps that kept their order."""
    order = [pairs[a] for a in sorted(pairs)]
    best: list[list[int]] = []
    for place, value in enumerate(order):
        runs = [run for run in best if order[run[-1]] < value]
        best.append([*_longest(runs), place])
    kept = set(_longest(best))
    return {a for place, a in enumerate(sorted(pairs)) if place not in kept}


def _longest(runs: list[list[int]]) -> list[int]:
    return max(runs, key=lambda run: len(run)) if runs else []


def _matched(old: Sequence[Any], new: Sequence[Any], likeness: Callable[[Any, Any], float]) -> dict[int, int]:
    """New place by old place, the most alike first, the nearest first among equals."""
    scored = [(likeness(a, b), abs(i - j), i, j) for i, a in enumerate(old) for j, b in enumerate(new)]
    found: dict[int, int] = {}
    taken: set[int] = set()
    for score, _, i, j in sorted(scored, key=lambda each: (-each[0], *each[1:])):
        if score < ALIKE:
            break
        if i not in found and j not in taken:
            found[i] = j
            taken.add(j)
    return found


def _likeness(a: str, b: str) -> float:
    """From 0 to 1: how much of two texts is the same words in the same order."""
    if a == b:
        return 1.0
    matcher = SequenceMatcher(None, a.lower().split(), b.lower().split(), autojunk=False)
    most = matcher.quick_ratio()
    return most if most < UNLIKE else matcher.ratio()


def _step_likeness(a: Langkah, b: Langkah) -> float:
    """Words first; the same work, actor and output speak for two steps being one, another work against it."""
    if a.uraian == b.uraian and a.kerja == b.kerja:
        return 1.0 + 0.1 * (a.pelaksana == b.pelaksana) + 0.1 * (a.output == b.output)
    score = 0.7 * _likeness(a.uraian, b.uraian) + 0.1 * (a.pelaksana == b.pelaksana) + 0.1 * (a.output == b.output) + 0.1 * (a.waktu == b.waktu)
    if a.kerja and b.kerja:
        score += 0.4 if a.kerja == b.kerja else -0.2
    return score
