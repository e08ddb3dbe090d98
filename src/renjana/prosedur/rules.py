"""What an SOP version may become, what a change of it is called in the history, and whether a run can go over to a newer one."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from renjana.sop.comparison import CHANGED, SAME, Comparison, StepChange, compare
from renjana.sop.model import Sop

DRAFT = "draf, belum disahkan"
"""What the sheet of a version prints until it is ratified."""
LISTED = 4
"""So many columns are named in one line of the history."""


def next_version(known: Collection[str], before: str) -> str:
    """The next free number after a version: "2" after "1"; "usulan-2" after "usulan"."""
    head = before.rstrip("0123456789")
    number = int(before[len(head) :] or 1) + 1
    joint = "" if before[len(head) :] or not head else "-"
    while f"{head}{joint}{number}" in known:
        number += 1
    return f"{head}{joint}{number}"[-20:]


def change_words(old: Sop, new: Sop) -> str:
    """What a saved change did, as one line; empty when nothing differs."""
    found = compare(old, new)
    parts = [_step_words(step) for step in found.langkah if step.jenis != SAME]
    heads = list(dict.fromkeys(change.kolom.removeprefix("identitas.").replace("_", " ") for change in found.kepala))
    if heads:
        parts.append(f"{_some(heads)} diubah")
    return "; ".join(parts[:LISTED]) + (f"; dan {len(parts) - LISTED} perubahan lain" if len(parts) > LISTED else "")


def _step_words(step: StepChange) -> str:
    number = step.baru if step.baru is not None else step.lama
    columns = f": {_some([change.kolom.replace('_', ' ') for change in step.perubahan])}" if step.jenis == CHANGED else ""
    return f"langkah {number} {step.jenis}{columns}"


def _some(words: Iterable[str]) -> str:
    known = list(words)
    return ", ".join(known[:LISTED]) + (" dan lainnya" if len(known) > LISTED else "")


@dataclass(frozen=True)
class Landing:
    """Where a run would stand on another version: the step, what differs, and why it cannot go over; `faults` are whole sentences."""

    langkah: int
    found: Comparison
    faults: tuple[str, ...]


def landing(old: Sop, new: Sop, visited: Iterable[int], now_at: int) -> Landing:
    """Whether a run may go over: every step it has been at must be the same step under the same number, so that its history stays true."""
    found = compare(old, new)
    goes = {step.lama: step.baru for step in found.langkah if step.lama is not None}
    faults = []
    for number in sorted({*visited, now_at}):
        to = goes.get(number)
        if to is None:
            faults.append(f"Langkah {number}, yang sudah dijalani, tidak ada lagi pada versi baru.")
        elif to != number:
            faults.append(f"Langkah {number}, yang sudah dijalani, bernomor {to} pada versi baru.")
    kerja = {step.nomor: step.kerja for step in old.langkah}, {step.nomor: step.kerja for step in new.langkah}
    if not faults and kerja[0].get(now_at) != kerja[1].get(now_at):
        faults.append(f"Langkah {now_at}, yang sedang dikerjakan, dikerjakan di halaman lain pada versi baru; selesaikan dahulu.")
    return Landing(now_at, found, tuple(faults))
