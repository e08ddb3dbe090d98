"""How realisation is judged: the computed columns of T-C.29 by type of indicator.

Source: Permendagri 86/2017, Tabel T-C.29 (8 = 7/6 x 100, 10 = 5+7+9, 11 = 10/4 x 100); adding holds for akumulatif only,
the others take the last value, and a tren negatif is the better the smaller it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from renjana.renja.values import RealisasiValue

HUNDRED = Decimal(100)
CENT = Decimal("0.01")
AKUMULATIF = "akumulatif"
TREN_NEGATIF = "tren_negatif"


@dataclass(frozen=True)
class Evaluasi:
    """Columns 8, 10 and 11; percentages with two decimals, None where the table prints "-"."""

    tingkat_realisasi: Decimal | None
    perkiraan_capaian: Decimal | None
    tingkat_capaian: Decimal | None


def evaluate(row: RealisasiValue) -> Evaluasi:
    """Columns 8, 10 and 11 of a row."""
    reached = expected(row)
    return Evaluasi(
        tingkat_realisasi=achievement(row.target_n2, row.realisasi_n2, row.tipe),
        perkiraan_capaian=reached,
        tingkat_capaian=achievement(row.target_renstra, reached, row.tipe),
    )


def expected(row: RealisasiValue) -> Decimal | None:
    """Column 10, the realisation expected until the running year; None while the target of the running year is missing."""
    if row.target_n1 is None:
        return None
    if row.tipe != AKUMULATIF:
        return row.target_n1
    return sum((value for value in (row.realisasi_sd_n3, row.realisasi_n2) if value is not None), row.target_n1)


def achievement(target: Decimal | None, reached: Decimal | None, tipe: str) -> Decimal | None:
    """Percent of a target reached, two decimals; for tren negatif the target in percent of what was reached. None without a divisor."""
    if target is None or reached is None:
        return None
    over, under = (target, reached) if tipe == TREN_NEGATIF else (reached, target)
    if under == 0:
        return None
    return (over / under * HUNDRED).quantize(CENT, ROUND_HALF_UP)


def of_quarters(reported: Sequence[Decimal | None], tipe: str) -> Decimal | None:
    """Column 12 of E.81: the quarters added for akumulatif, else the last one reported. None when none was."""
    known = [value for value in reported if value is not None]
    if not known:
        return None
    return sum(known, Decimal(0)) if tipe == AKUMULATIF else known[-1]


def predikat(percent: Decimal) -> str:
    """The word of the predicate scale: from 91 Sangat Tinggi, 76 Tinggi, 66 Sedang, 51 Rendah, below that Sangat Rendah."""
    for least, word in ((91, "Sangat Tinggi"), (76, "Tinggi"), (66, "Sedang"), (51, "Rendah")):
        if percent >= least:
            return word
    return "Sangat Rendah"
