"""Money goes upward only: every total is the sum of the sub kegiatan beneath it, nothing is typed."""

from collections.abc import Iterable

from renjana.renstra.codes import parents


def totals(amounts: Iterable[tuple[str, int | None]]) -> dict[str, int]:
    """Whole rupiah by code, for every code given and every code above, from pairs (code, amount). The total of all stands under "".

    A code given twice is added; an amount not yet filled counts as nothing.
    """
    sums: dict[str, int] = {"": 0}
    for code, amount in amounts:
        for step in ("", *parents(code), code):
            sums[step] = sums.get(step, 0) + (amount or 0)
    return sums
