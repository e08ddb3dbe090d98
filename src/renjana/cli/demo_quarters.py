"""Invented realisation by quarter for the demo: what E.81 shows of the running year, and what T-C.29 can be filled from."""

from collections.abc import Iterator
from datetime import datetime
from decimal import ROUND_DOWN, Decimal

from renjana.cli.sample import Measure, Planned, planned
from renjana.organisasi.models import PerangkatDaerah
from renjana.renja.models import RealisasiTriwulan
from renjana.renstra.plan import PERCENT, tipe_of

ASAL = "Rekaan untuk peragaan"
SHARES = (18, 25, 27, 24)
"""Percent of the year's money and of its counted target that each quarter brings: 94 in all."""
GROWTH = (25, 55, 80, 98)
"""Percent of the year's target that stands at the end of each quarter where the last value counts."""


def report_quarters(pd: PerangkatDaerah, tahun: int, *, year: int, ended: int, now: datetime) -> int:
    """Report every planned sub kegiatan of a year, index `year` of the Renstra, for the quarters that have ended; how many rows."""
    rows = [
        RealisasiTriwulan(perangkat_daerah=pd, tahun=tahun, urutan=order, asal=ASAL, diubah=now, **dict(_row(row, year, ended)))
        for order, row in enumerate(sorted(planned(), key=lambda row: row.kode))
    ]
    return len(RealisasiTriwulan.objects.bulk_create(rows, batch_size=500))


def _row(row: Planned, year: int, ended: int) -> Iterator[tuple[str, object]]:
    measure, tipe = row.measure, tipe_of(row.measure.satuan)
    money = row.renstra_pagu(year)
    yield from {"kode": row.kode, "indikator": measure.uraian, "satuan": measure.satuan, "tipe": tipe}.items()
    yield from {"target_k": measure.at(year), "target_rp": money, "unit": row.bidang}.items()
    yield "lalu_rp", sum(row.renstra_pagu(before) for before in range(year)) * sum(SHARES) // 100
    yield "lalu_k", _before(measure, tipe, year)
    for number in range(ended):
        percent = SHARES[number] if tipe == "akumulatif" else GROWTH[number]
        yield f"tw{number + 1}_k", _part(measure, year, percent)
        yield f"tw{number + 1}_rp", money * SHARES[number] // 100


def _before(measure: Measure, tipe: str, year: int) -> Decimal:
    """What was reached until the year before: everything that was planned since the Renstra began, or its last value."""
    if tipe == "akumulatif":
        return sum((measure.at(before) for before in range(year)), Decimal(0))
    return measure.at(year - 1)


def _part(measure: Measure, year: int, percent: int) -> Decimal:
    places = Decimal("0.01") if measure.satuan.lower() in PERCENT or tipe_of(measure.satuan) == "nilai_akhir" else Decimal(1)
    return (measure.at(year) * percent / 100).quantize(places, ROUND_DOWN)
