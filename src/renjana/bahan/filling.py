"""Fills the rows of T-C.29 from what the product knows: realisation by quarter, the Renstra, the plan of the running year."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from renjana.renja.formulas import of_quarters
from renjana.renja.values import EvaluasiValue, RealisasiValue, RenstraValue

Key = tuple[str, str]


def key_of(kode: str, indikator: str, moved: Mapping[str, str]) -> Key:
    """An indicator whatever its code was called: the present code and its words."""
    return moved.get(kode, kode), " ".join(indikator.lower().split())


def fill(
    before: Iterable[RealisasiValue],
    last_year: Sequence[EvaluasiValue],
    running: Mapping[Key, Decimal],
    renstra: RenstraValue | None,
    moved: Mapping[str, str],
) -> list[RealisasiValue]:
    """The rows of T-C.29 with year n-2 taken from its quarters. Rows that stand already keep what no source knows better.

    `running` are the targets of year n-1 by indicator. Order: rows that stood first, then new ones in the order of `last_year`.
    """
    rows = {key_of(row.kode, row.indikator, moved): row for row in before}
    ends = _ends(renstra)
    for one in last_year:
        key = key_of(one.kode, one.indikator, moved)
        known = rows.get(key, RealisasiValue(one.kode, one.indikator, one.tipe, one.satuan))
        reached = of_quarters(one.triwulan_k, one.tipe)
        rows[key] = replace(
            known,
            tipe=one.tipe,
            satuan=one.satuan or known.satuan,
            target_n2=_either(one.target_k, known.target_n2),
            realisasi_n2=_either(reached, known.realisasi_n2),
            realisasi_sd_n3=_either(one.lalu_k, known.realisasi_sd_n3),
        )
    for key, row in rows.items():
        rows[key] = replace(row, target_renstra=_either(row.target_renstra, ends.get(key)), target_n1=_either(running.get(key), row.target_n1))
    return list(rows.values())


def _either(first: Decimal | None, second: Decimal | None) -> Decimal | None:
    return second if first is None else first


def _ends(renstra: RenstraValue | None) -> dict[Key, Decimal]:
    """The final target of every indicator of the Renstra that has one."""
    items = renstra.items if renstra else ()
    return {
        key_of(item.kode, one.uraian, {}): one.target_akhir for item in items if item.kode for one in item.indikator if one.target_akhir is not None
    }
