"""Sets an export of SIPD-RI against the plan: what is missing here, what is missing there, which figure is another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from renjana.organisasi.numerals import ribuan
from renjana.renja.numbers import with_unit
from renjana.renja.plan_rows import rows_by_code
from renjana.renja.sipd_reading import SipdFile, SipdIndikator, SipdRow, target_of
from renjana.renja.values import IndikatorValue, PlanValues

HERE, THERE, OTHER = "tidak ada di Renjana", "tidak ada di SIPD", "berbeda"
PERCENT = frozenset({"%", "persen", "persentase"})
LABELS = {"pagu": "Pagu {n}", "pagu_maju": "Pagu {n+1}", "target": "Target {n}", "target_maju": "Target {n+1}"}


@dataclass(frozen=True)
class Difference:
    """One difference. `renjana` and `sipd` are the two values as people read them, "" for none; `sel` is the cell of the export."""

    jenis: str
    kode: str
    nama: str
    kolom: str
    renjana: str
    sipd: str
    sel: str


@dataclass(frozen=True)
class Comparison:
    """What a comparison found. Totals in whole rupiah of the plan's year; `sama` counts sub kegiatan without any difference."""

    bentuk: str
    differences: tuple[Difference, ...]
    faults: tuple[str, ...]
    sama: int
    jumlah_renjana: int
    jumlah_sipd: int

    @property
    def equal(self) -> bool:
        """Whether both say the same, and everything could be read."""
        return not self.differences and not self.faults


def compare_export(values: PlanValues, file: SipdFile) -> Comparison:
    """Every difference in order of code, then the rows of the export that carry no code, then totals that its own rows do not make."""
    plan = _Plan(values)
    codes = sorted({*plan.rows, *file.rows})
    by_code = {kode: tuple(_code_differences(plan, file, kode)) for kode in codes}
    found = [one for kode in codes for one in by_code[kode]]
    found += [Difference(HERE, "", row.nama, "Baris tanpa kode", "", _rupiah(row.pagu), row.cell) for row in file.tanpa_kode]
    total = sum(row.pagu or 0 for row in (*file.rows.values(), *file.tanpa_kode))
    printed = file.jumlah.get("pagu")
    if printed is not None and printed != total:
        found.append(Difference(OTHER, "", "Jumlah pada ekspor tidak sama dengan baris-barisnya", "Jumlah", ribuan(total), ribuan(printed), ""))
    return Comparison(
        file.bentuk,
        tuple(found),
        tuple(file.faults),
        sama=sum(not by_code[kode] for kode in codes),
        jumlah_renjana=values.total,
        jumlah_sipd=total,
    )


class _Plan:
    """The plan as SIPD-RI keeps it: one row a sub kegiatan, the money of two bidang added."""

    def __init__(self, values: PlanValues) -> None:
        self.values = values
        self.rows = rows_by_code(values)

    def money(self, kode: str, key: str) -> int | None:
        amounts = [amount for row in self.rows[kode] if (amount := getattr(row, key)) is not None]
        return sum(amounts) if amounts else None

    def indikator(self, kode: str) -> list[IndikatorValue]:
        return list(dict.fromkeys(one for row in self.rows[kode] for one in row.indikator))

    def label(self, key: str) -> str:
        n = self.values.tahun
        return LABELS[key].replace("{n+1}", str(n + 1)).replace("{n}", str(n))


def _code_differences(plan: _Plan, file: SipdFile, kode: str) -> Iterator[Difference]:
    name, theirs = plan.values.name_of(kode), file.rows.get(kode)
    if kode not in plan.rows and theirs is not None:
        yield Difference(HERE, kode, theirs.nama or name, "Sub kegiatan", "", _rupiah(theirs.pagu), theirs.cells.get("pagu", theirs.cell))
        return
    if theirs is None:
        yield Difference(THERE, kode, name, "Sub kegiatan", _rupiah(plan.money(kode, "pagu")), "", "")
        return
    for key in ("pagu", "pagu_maju") if file.has_maju else ("pagu",):
        ours, other = plan.money(kode, key), getattr(theirs, key)
        if (ours or 0) != (other or 0):
            yield Difference(OTHER, kode, name, plan.label(key), _rupiah(ours), _rupiah(other), theirs.cells.get(key, theirs.cell))
    if file.has_target:
        yield from _indikator_differences(plan, kode, name, theirs)


def _indikator_differences(plan: _Plan, kode: str, name: str, theirs: SipdRow) -> Iterator[Difference]:
    left = _distinct(theirs.indikator)
    pairs, unmatched = [], []
    for one in plan.indikator(kode):
        alike = [other for other in left if _words(other.uraian) == _words(one.uraian)]
        match = next((other for other in alike if _same(one.target, one.satuan, other.target)), next(iter(alike), None))
        if match is None:
            unmatched.append(one)
        else:
            left.remove(match)
            pairs.append((one, match))
    if len(unmatched) == len(left) == 1:
        pairs.append((unmatched[0], left[0]))
        yield Difference(OTHER, kode, name, "Indikator", unmatched[0].uraian, left[0].uraian, left[0].cells.get("indikator", ""))
        unmatched, left = [], []
    for one in unmatched:
        yield Difference(THERE, kode, name, "Indikator", one.uraian, "", "")
    for other in left:
        yield Difference(HERE, kode, name, "Indikator", "", other.uraian, other.cells.get("indikator", ""))
    for one, match in pairs:
        yield from _target_differences(plan, kode, name, one, match)


def _distinct(indikator: Sequence[SipdIndikator]) -> list[SipdIndikator]:
    """Each indicator once; two bidang with one sub kegiatan bring the same one twice."""
    return list({(_words(one.uraian), one.target, one.target_maju): one for one in reversed(indikator)}.values())[::-1]


def _target_differences(plan: _Plan, kode: str, name: str, one: IndikatorValue, match: SipdIndikator) -> Iterator[Difference]:
    for key in ("target", "target_maju"):
        ours, text = getattr(one, key), getattr(match, key)
        if key in match.cells and not _same(ours, one.satuan, text):
            yield Difference(OTHER, kode, name, plan.label(key), with_unit(ours, one.satuan), text, match.cells[key])


def _same(number: Decimal | None, satuan: str, text: str) -> bool:
    """Whether a target says the same as the words of a cell; a cell without a unit is held against the number alone."""
    if number is None or not text:
        return number is None and not text
    other, unit = target_of(text)
    return other == number and (not unit or _unit(unit) == _unit(satuan))


def _unit(words: str) -> str:
    plain = _words(words)
    return "%" if plain in PERCENT else plain


def _words(text: str) -> str:
    return " ".join(text.lower().split())


def _rupiah(amount: int | None) -> str:
    return "" if amount is None else ribuan(amount)


def as_sentences(differences: Sequence[Difference]) -> list[str]:
    """Each difference as a line for people who read text."""
    return [_sentence(one) for one in differences]


def _sentence(one: Difference) -> str:
    cell = f" (sel {one.sel})" if one.sel else ""
    place = f"{one.kode} {one.nama}".strip()
    if one.jenis == OTHER:
        return f"{place}: {one.kolom} berbeda, Renjana {one.renjana or '-'}, SIPD {one.sipd or '-'}{cell}"
    value = one.renjana or one.sipd
    return f"{place}: {one.kolom} {one.jenis}" + (f", {value}" if value else "") + cell
