"""What if: the pagu of a plan raised, cut or fitted to a ceiling by chosen rules. Values in, values out; whole rupiah; nothing is stored."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from renjana.alur.rules import Refused
from renjana.analisis.findings import CheckValues
from renjana.organisasi.numerals import desimal_ringkas, ribuan, rupiah
from renjana.renja.rows import key_of
from renjana.renja.values import PlanValues, RencanaValue, SumberDanaValue
from renjana.renstra.codes import PENUNJANG, program_of

PERSEN, JUMLAH = "persen", "jumlah"
UNITS = (1, 1_000, 100_000, 1_000_000)
"""What amounts can be rounded to, in rupiah."""
GAJI = f".{PENUNJANG}.2.02.0001"
"""Penyediaan Gaji dan Tunjangan ASN, under whatever bidang urusan the program penunjang is printed."""
BOUND = re.compile(r"\bSPM\b|mandatory|wajib", re.IGNORECASE)


@dataclass(frozen=True)
class Kaidah:
    """A rule of a simulation. `nilai` is a percentage with its sign, or the sum that the scope is to have, in whole rupiah.

    `program`, `bidang` and `sumber` (code of a funding source) narrow the scope; "" for all. Amounts are rounded to `bulat` rupiah. Rows in
    `lindungi` (keys, see key_of) and, with `wajib`, mandatory ones keep what they have.
    """

    cara: str
    nilai: Decimal
    program: str = ""
    bidang: str = ""
    sumber: str = ""
    bulat: int = 1_000
    wajib: bool = True
    lindungi: frozenset[str] = frozenset()

    def as_json(self) -> dict[str, Any]:
        """The rule as it is kept."""
        return vars(self) | {"nilai": str(self.nilai), "lindungi": sorted(self.lindungi)}


def kaidah_from(kept: Mapping[str, Any]) -> Kaidah:
    """A rule as it was kept."""
    return Kaidah(**{**kept, "nilai": Decimal(kept["nilai"]), "lindungi": frozenset(kept["lindungi"])})


def row_key(row: RencanaValue) -> str:
    """What names a row of the plan."""
    return key_of(row.kode, row.bidang)


def mandatory(values: CheckValues) -> frozenset[str]:
    """Keys of rows that an office cannot cut at will: salaries, and what the nomenclature or a tag marks as SPM or mandatory."""
    found = set()
    for row in values.plan.rows:
        entry, given = values.plan.nomenklatur.get(row.kode), (values.prioritas or {}).get(row.kode)
        tags = (*(entry.tag if entry else ()), *(given.tag if given else ()))
        if row.kode.endswith(GAJI) or (entry is not None and entry.spm) or any(BOUND.search(tag) for tag in tags):
            found.add(row_key(row))
    return frozenset(found)


def share(total: int, weights: Sequence[int], unit: int) -> list[int]:
    """A sum divided by weights into multiples of `unit`, by largest remainders; it is met exactly, the odd rest goes to the largest share.

    Something without weight gets nothing. Raises ValueError when there is no weight at all for a sum.
    """
    whole = sum(weights)
    if not whole:
        if total:
            raise ValueError("nothing to divide the sum among")
        return [0] * len(weights)
    units, rest = divmod(total, unit)
    parts = [units * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda place: (-(units * weights[place] % whole), -weights[place], place))
    for place in by_remainder[: units - sum(parts)]:
        parts[place] += 1
    given = [part * unit for part in parts]
    given[max(range(len(weights)), key=lambda place: (given[place], weights[place]))] += rest
    return given


def funded(row: RencanaValue, sumber: str) -> int:
    """How much of the pagu of a row comes from a source; all of it for "". A row whose sources are not divided comes from none for sure."""
    pagu = max(row.pagu or 0, 0)
    own = [source for source in row.sumber_dana if source.kode == sumber]
    if not sumber or len(row.sumber_dana) == 1:
        return pagu if own or not sumber else 0
    return sum(source.pagu or 0 for source in own) if _divided(row) else 0


def _divided(row: RencanaValue) -> bool:
    """Whether the amounts of its sources are written down and make up its pagu."""
    amounts = [source.pagu for source in row.sumber_dana]
    return bool(amounts) and all(amount is not None and amount >= 0 for amount in amounts) and sum(amount or 0 for amount in amounts) == row.pagu


def apply_rule(rows: Sequence[RencanaValue], kaidah: Kaidah, bound: Collection[str]) -> tuple[RencanaValue, ...]:
    """The rows after one rule; `bound` are the keys of mandatory ones. Raises Refused with what to change in the rule."""
    amounts = [funded(row, kaidah.sumber) if _within(row, kaidah) else 0 for row in rows]
    guarded = kaidah.lindungi | (frozenset(bound) if kaidah.wajib else frozenset())
    free = [0 if row_key(row) in guarded else amount for row, amount in zip(rows, amounts, strict=True)]
    target = _target(kaidah, sum(free), sum(amounts) - sum(free))
    given = share(target, free, kaidah.bulat)
    return tuple(_with_amount(row, old, new, kaidah.sumber) for row, old, new in zip(rows, free, given, strict=True))


def _within(row: RencanaValue, kaidah: Kaidah) -> bool:
    return (not kaidah.program or program_of(row.kode) == kaidah.program) and (not kaidah.bidang or row.bidang == kaidah.bidang)


def _target(kaidah: Kaidah, free: int, guarded: int) -> int:
    """What the free rows are to have together."""
    if not free:
        raise Refused("Tidak ada pagu yang dapat diubah menurut kaidah ini; luaskan cakupannya, atau kurangi baris yang dilindungi.")
    if kaidah.cara == JUMLAH:
        if kaidah.nilai < guarded:
            raise Refused(f"Baris yang dilindungi saja sudah {rupiah(guarded)}, melebihi {rupiah(int(kaidah.nilai))}; kurangi baris yang dilindungi.")
        return int(kaidah.nilai) - guarded
    if kaidah.nilai < -100:
        raise Refused("Pagu tidak dapat dikurangi lebih dari 100%.")
    wanted = Decimal(free) * (100 + kaidah.nilai) / 100
    return int((wanted / kaidah.bulat).quantize(Decimal(1), ROUND_HALF_UP)) * kaidah.bulat


def _with_amount(row: RencanaValue, old: int, new: int, sumber: str) -> RencanaValue:
    """The row with what is free in it changed from `old` to `new`; its sources follow where their amounts are written down."""
    if old == new:
        return row
    pagu = (row.pagu or 0) - old + new
    if not _divided(row):
        return replace(row, pagu=pagu)
    moves = [not sumber or source.kode == sumber for source in row.sumber_dana]
    weights = [(source.pagu or 0) if moved else 0 for source, moved in zip(row.sumber_dana, moves, strict=True)]
    parts = share(new, weights, 1)
    follow = (replace(source, pagu=part if moved else source.pagu) for source, part, moved in zip(row.sumber_dana, parts, moves, strict=True))
    return replace(row, pagu=pagu, sumber_dana=tuple(follow))


def simulate(values: CheckValues, rules: Iterable[Kaidah]) -> CheckValues:
    """The values with a scratch copy of the plan, one rule after the other. Raises Refused with the rule that cannot be followed."""
    rows, bound = values.plan.rows, mandatory(values)
    for number, kaidah in enumerate(rules, 1):
        try:
            rows = apply_rule(rows, kaidah, bound)
        except Refused as fault:
            raise Refused(f"Kaidah {number}: {fault}") from fault
    return replace(values, plan=replace(values.plan, rows=rows))


def words_of(kaidah: Kaidah, plan: PlanValues) -> str:
    """A rule as one sentence."""
    if kaidah.cara == PERSEN:
        head = f"{'naikkan' if kaidah.nilai > 0 else 'kurangi'} {desimal_ringkas(abs(kaidah.nilai))}%"
    else:
        head = f"sesuaikan menjadi {rupiah(int(kaidah.nilai))}"
    names = {unit.kode: unit.nama for unit in plan.bidang}
    scope = [plan.name_of(kaidah.program)] if kaidah.program else []
    scope += [names.get(kaidah.bidang, kaidah.bidang)] if kaidah.bidang else []
    scope += [f"sumber dana {source_names(plan.rows).get(kaidah.sumber, kaidah.sumber)}"] if kaidah.sumber else []
    more = [f"dibulatkan ke Rp{ribuan(kaidah.bulat)}"] if kaidah.bulat > 1 else []
    more += ["baris wajib tetap"] if kaidah.wajib else []
    more += [f"{len(kaidah.lindungi)} baris pilihan tetap"] if kaidah.lindungi else []
    return ", ".join([f"{head} untuk {', '.join(scope) or 'seluruh rencana'}", *more])


def source_names(rows: Iterable[RencanaValue]) -> dict[str, str]:
    """Funding sources that the plan names, by code."""
    return dict(sorted((source.kode, source.nama) for row in rows for source in row.sumber_dana if source.kode))


@dataclass(frozen=True)
class PaguBerubah:
    """A row whose money changed, before and after; `sumber` are the amounts of its sources as (code, name, rupiah)."""

    kode: str
    bidang: str
    pagu: int | None
    sumber: tuple[tuple[str, str, int | None], ...]
    menjadi: int | None


def changed_rows(before: Sequence[RencanaValue], after: Sequence[RencanaValue]) -> tuple[PaguBerubah, ...]:
    """What a simulation changes, row by row."""
    pairs = zip(before, after, strict=True)
    return tuple(PaguBerubah(old.kode, old.bidang, old.pagu, sources_of(old), new.pagu) for old, new in pairs if old != new)


def sources_of(row: RencanaValue) -> tuple[tuple[str, str, int | None], ...]:
    """The sources of a row as they are kept."""
    return tuple((source.kode, source.nama, source.pagu) for source in row.sumber_dana)


def restored(row: RencanaValue, pagu: int | None, sumber: Iterable[Sequence[Any]]) -> RencanaValue:
    """A row with the money that it had before."""
    return replace(row, pagu=pagu, sumber_dana=tuple(SumberDanaValue(*source) for source in sumber))


@dataclass(frozen=True)
class SumLine:
    """A sum before and after; whole rupiah."""

    nama: str
    sebelum: int
    sesudah: int

    @property
    def selisih(self) -> int:
        """How much it grows; negative when it shrinks."""
        return self.sesudah - self.sebelum


def sum_lines(before: PlanValues, after: PlanValues, per: Callable[[PlanValues], Mapping[str, int]], names: Callable[[str], str]) -> list[SumLine]:
    """Sums of both plans by the same key."""
    later = per(after)
    return [SumLine(names(kode), pagu, later.get(kode, 0)) for kode, pagu in per(before).items()]
