"""The flow of an SOP as a pure function: (sop, position, outcome) gives the next position."""

from dataclasses import dataclass

from renjana.sop.model import Langkah, Sop

DONE, RETURNED = "selesai", "dikembalikan"


@dataclass(frozen=True)
class Outcome:
    """How a visit ended: done, or returned to an earlier step."""

    hasil: str = DONE
    ke: int | None = None


def step(sop: Sop, nomor: int) -> Langkah:
    """The step with this number. Raises LookupError when there is none."""
    for langkah in sop.langkah:
        if langkah.nomor == nomor:
            return langkah
    raise LookupError(f"SOP {sop.kode} tidak memuat langkah {nomor}.")


def first(sop: Sop) -> int:
    """Where a run begins."""
    return sop.langkah[0].nomor


def after(sop: Sop, nomor: int) -> int | None:
    """The step that follows when this one is done; None after the last."""
    numbers = [langkah.nomor for langkah in sop.langkah]
    position = numbers.index(step(sop, nomor).nomor) + 1
    return numbers[position] if position < len(numbers) else None


def advance(sop: Sop, nomor: int, outcome: Outcome | str = DONE) -> int | None:
    """The next position; None at the end. Raises ValueError for an unknown outcome or a way back that the SOP does not have."""
    if isinstance(outcome, str):
        outcome = Outcome(outcome)
    if outcome.hasil == DONE:
        return after(sop, nomor)
    if outcome.hasil != RETURNED:
        raise ValueError(f'Hasil "{outcome.hasil}" tidak dikenal; pilih {DONE} atau {RETURNED}.')
    ways = step(sop, nomor).kembali
    if outcome.ke not in ways:
        raise ValueError(f"Langkah {nomor} tidak dapat kembali ke langkah {outcome.ke}.")
    return outcome.ke


def transitions(sop: Sop) -> tuple[tuple[int | None, str, int | None], ...]:
    """Every move the SOP allows, as (from, outcome, to); None stands for outside."""
    moves: list[tuple[int | None, str, int | None]] = [(None, "mulai", first(sop))]
    for langkah in sop.langkah:
        moves.append((langkah.nomor, DONE, after(sop, langkah.nomor)))
        moves += [(langkah.nomor, RETURNED, target) for target in langkah.kembali]
    return tuple(moves)
