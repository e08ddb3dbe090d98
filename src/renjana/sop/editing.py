"""Steps of an SOP rearranged: put in, taken out, moved, split. Numbers, shapes at both ends and ways back follow by themselves."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from renjana.sop.model import KEPUTUSAN, MULAI, PROSES, SELESAI, Langkah, Sop

NEW_TIME = "1 Jam"
FEWEST = 2
"""An SOP has a start and an end."""


@dataclass(frozen=True)
class Edited:
    """The SOP after a change; `told` are sentences on what followed by itself and wants to be looked at, `nomor` is where to go on."""

    sop: Sop
    told: tuple[str, ...] = ()
    nomor: int = 1


def insert(sop: Sop, after: int) -> Edited:
    """A new step behind step `after` (0 puts it first), carried by the actor of its neighbour."""
    _known(sop, after, least=0)
    near = sop.langkah[max(after, 1) - 1]
    step = Langkah(0, "Langkah baru", near.pelaksana[:1], "-", NEW_TIME, "-")
    order: list[int | None] = [*range(1, after + 1), None, *range(after + 1, len(sop.langkah) + 1)]
    return _arranged(sop, order, step, after + 1)


def remove(sop: Sop, nomor: int) -> Edited:
    """Without this step. Raises ValueError when too few would be left."""
    _known(sop, nomor)
    if len(sop.langkah) <= FEWEST:
        raise ValueError("SOP memerlukan paling sedikit dua langkah: mulai dan selesai.")
    return _arranged(sop, [number for number in range(1, len(sop.langkah) + 1) if number != nomor], None, min(nomor, len(sop.langkah) - 1))


def move(sop: Sop, nomor: int, to: int) -> Edited:
    """This step at place `to`; those between give way."""
    _known(sop, nomor)
    _known(sop, to)
    order: list[int | None] = [number for number in range(1, len(sop.langkah) + 1) if number != nomor]
    order.insert(to - 1, nomor)
    return _arranged(sop, order, None, to)


def split(sop: Sop, nomor: int) -> Edited:
    """This step in two: the second half begins as a plain copy behind it, and a decision stays with the second."""
    _known(sop, nomor)
    step = sop.langkah[nomor - 1]
    first = replace(step, bentuk=PROSES if step.bentuk == KEPUTUSAN else step.bentuk, kembali=(), kembali_disimpulkan=False)
    second = replace(step, uraian=f"{step.uraian} (bagian kedua)", kerja="", sop_terkait="")
    halved = replace(sop, langkah=(*sop.langkah[: nomor - 1], first, *sop.langkah[nomor:]))
    order: list[int | None] = [*range(1, nomor + 1), None, *range(nomor + 1, len(sop.langkah) + 1)]
    return _arranged(halved, order, second, nomor + 1)


def place_step(sop: Sop, nomor: int, step: Langkah) -> Sop:
    """The SOP with this form of one of its steps."""
    _known(sop, nomor)
    return replace(sop, langkah=(*sop.langkah[: nomor - 1], replace(step, nomor=nomor), *sop.langkah[nomor:]))


def drop_notes(sop: Sop, kept: Sequence[str]) -> Sop:
    """Only these editor's notes, and steps that point at no other."""
    steps = tuple(replace(step, catatan=tuple(note for note in step.catatan if note in kept)) for step in sop.langkah)
    return replace(sop, catatan=tuple(note for note in sop.catatan if note.id in kept), langkah=steps)


def _known(sop: Sop, nomor: int, *, least: int = 1) -> None:
    if not least <= nomor <= len(sop.langkah):
        raise ValueError(f"SOP ini tidak memuat langkah {nomor}.")


def _arranged(sop: Sop, order: Sequence[int | None], new: Langkah | None, at: int) -> Edited:
    """Steps in this order of their old numbers; None stands for the new one, whose ways back are told in old numbers too."""
    goes = {old: place for place, old in enumerate(order, 1) if old is not None}
    told: list[str] = []
    steps = []
    for place, old in enumerate(order, 1):
        step = sop.langkah[old - 1] if old is not None else new
        if step is None:
            raise ValueError("Langkah baru belum ditentukan.")
        steps.append(_fitted(step, place, len(order), goes, told))
    return Edited(replace(sop, langkah=tuple(steps)), tuple(told), at)


def _fitted(step: Langkah, place: int, last: int, goes: dict[int, int], told: list[str]) -> Langkah:
    """The step as it may stand at its place: shape by its place, ways back to earlier steps only."""
    ways = tuple(goes[target] for target in step.kembali if goes.get(target, place) < place)
    ends = MULAI if place == 1 else SELESAI if place == last else ""
    bentuk = ends or (KEPUTUSAN if step.bentuk == KEPUTUSAN and ways else PROSES)
    if bentuk != KEPUTUSAN:
        ways = ()
    if len(ways) < len(step.kembali):
        told.append(f"Langkah {place} kehilangan jalan kembali yang tidak lagi menunjuk langkah sebelumnya; periksa bentuknya.")
    return replace(step, nomor=place, bentuk=bentuk, kembali=ways, kembali_disimpulkan=step.kembali_disimpulkan and bool(ways))
