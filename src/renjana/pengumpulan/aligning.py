"""Which indicator of one version is which of another: by its words, else by its place."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Slot:
    """One indicator in three versions, by its number in each; None where it is not there."""

    base: int | None
    theirs: int | None
    mine: int | None


def aligned(base: Sequence[str], theirs: Sequence[str], mine: Sequence[str]) -> list[Slot]:
    """The indicators of three versions of a sub kegiatan, each once. In my order when I moved them, else in theirs; further ones at the end."""
    left, right = paired(base, theirs), paired(base, mine)
    fresh, added = _new(left), _new(right)
    matched = paired([theirs[one] for one in fresh], [mine[one] for one in added], by_place=False)
    joined = {fresh[at]: added[number] for number, at in enumerate(matched) if at is not None}
    slots: list[Slot] = []
    of_mine = {at: number for number, at in enumerate(right) if at is not None}
    for number, at in enumerate(left):
        slots.append(Slot(at, number, of_mine.get(at) if at is not None else joined.get(number)))
    taken = {slot.mine for slot in slots}
    slots += [Slot(at, None, number) for number, at in enumerate(right) if number not in taken]
    known = {slot.base for slot in slots}
    slots += [Slot(number, None, None) for number in range(len(base)) if number not in known]
    if _moved(right) and not _moved(left):
        slots.sort(key=lambda slot: slot.mine if slot.mine is not None else len(mine))
    return slots


def paired(base: Sequence[str], other: Sequence[str], *, by_place: bool = True) -> list[int | None]:
    """For each of `other` the number in `base` it goes back to: equal words first, else the same place when both are left over; None is new."""
    free = list(range(len(base)))
    found: list[int | None] = [None] * len(other)
    for number, words in enumerate(other):
        at = next((one for one in free if base[one] == words), None)
        if at is not None:
            found[number] = at
            free.remove(at)
    for number, at in enumerate(found):
        if by_place and at is None and number in free:
            found[number] = number
            free.remove(number)
    return found


def _new(pairs: Sequence[int | None]) -> list[int]:
    return [number for number, at in enumerate(pairs) if at is None]


def _moved(pairs: Sequence[int | None]) -> bool:
    known = [at for at in pairs if at is not None]
    return known != sorted(known)
