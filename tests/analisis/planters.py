"""Planters: each takes a clean plan and puts one fault of its kind into it, everything else staying in tune. The object comes with it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from random import Random
from typing import Any

from renjana.analisis.findings import CheckValues, PrioritasValue, words
from renjana.renja.values import IndikatorValue, RealisasiValue, RencanaValue, RenstraIndikatorValue, RenstraItemValue, SumberDanaValue, UsulanValue
from renjana.renstra.codes import kegiatan_of, level, parents
from tests.analisis.clean import MONDAY, TAHUN
from tests.analisis.planters_naskah import NASKAH, Planted

IMPLIED: Mapping[str, frozenset[str]] = {"K04": frozenset({"K01"})}
"""What is true beside a fault: a code that was replaced is not listed any more either."""
Planter = Callable[[CheckValues, Random], Planted]


def with_plan(values: CheckValues, **fields: Any) -> CheckValues:
    return replace(values, plan=replace(values.plan, **fields))


def pick(values: CheckValues, rng: Random, fits: Callable[[RencanaValue], bool] = lambda row: True) -> RencanaValue:
    """A row without proposals, lines of the RKPD or split money, so that nothing else speaks of it."""
    taken = {line.kode for line in values.plan.rkpd} | {one.kode for one in values.plan.usulan} | set(values.plan.successors.values())
    return rng.choice([row for row in values.plan.rows if row.kode not in taken and len(row.sumber_dana) == 1 and fits(row)])


def changed(values: CheckValues, row: RencanaValue, **fields: Any) -> CheckValues:
    new = replace(row, **fields)
    return with_plan(values, rows=tuple(new if one is row else one for one in values.plan.rows))


def row_planter(kode: str, **choices: tuple[Any, ...]) -> Planter:
    """A planter that changes cells of one row to one of these values."""

    def plant(values: CheckValues, rng: Random) -> Planted:
        row = pick(values, rng)
        return Planted(changed(values, row, **{name: rng.choice(found) for name, found in choices.items()}), row.kode)

    return plant


def indicator_planter(fits: Callable[[IndikatorValue], bool], in_renstra: bool = False, **fields: Any) -> Planter:
    """A planter that changes the first indicator of a row; with `in_renstra` the Renstra says the same."""

    def plant(values: CheckValues, rng: Random) -> Planted:
        row = pick(values, rng, lambda one: fits(one.indikator[0]))
        one = replace(row.indikator[0], **fields)
        found = changed(values, row, indikator=(one, *row.indikator[1:]))
        if in_renstra:
            found = with_renstra(found, row.kode, lambda item: replace(item, indikator=(_planned(one), *item.indikator[1:])))
        return Planted(found, row.kode)

    return plant


def _planned(one: IndikatorValue) -> RenstraIndikatorValue:
    return RenstraIndikatorValue(one.uraian, one.tipe, one.satuan, {TAHUN: one.target or Decimal(0)})


def with_renstra(values: CheckValues, kode: str, change: Callable[[RenstraItemValue], RenstraItemValue]) -> CheckValues:
    renstra = values.plan.renstra
    assert renstra is not None
    return with_plan(values, renstra=replace(renstra, items=tuple(change(item) if item.kode == kode else item for item in renstra.items)))


def without_item(values: CheckValues, *codes: str) -> CheckValues:
    renstra = values.plan.renstra
    assert renstra is not None
    return with_plan(values, renstra=replace(renstra, items=tuple(item for item in renstra.items if item.kode not in codes)))


def scaled(values: CheckValues, change: Callable[[str], int]) -> CheckValues:
    """The Renstra's money of the year by so many percent, by code."""
    renstra = values.plan.renstra
    assert renstra is not None
    items = tuple(
        replace(item, pagu={**item.pagu, TAHUN: item.pagu[TAHUN] * change(item.kode) // 100}) if item.pagu else item for item in renstra.items
    )
    return with_plan(values, renstra=replace(renstra, items=items))


def recoded(values: CheckValues, row: RencanaValue, new: str, *, listed: bool) -> Planted:
    """A row under another code, everywhere the same: in the Renstra with the codes above, among the indicators, reports and priorities."""
    plan, renstra = values.plan, values.plan.renstra
    assert renstra is not None
    known = {item.kode for item in renstra.items}
    above = tuple(RenstraItemValue(kode, level(kode) or "", f"Nama {kode}") for kode in parents(new)[2:] if kode not in known)
    items = tuple(replace(item, kode=new) if item.kode == row.kode else item for item in renstra.items)
    induk = {kode: (IndikatorValue(f"Persentase {kode}", "persentase", "%", Decimal(90)),) for kode in parents(new)[2:]}
    entries = {**plan.nomenklatur, **({new: replace(plan.nomenklatur[row.kode], kode=new)} if listed else {})}
    found = replace(
        plan,
        rows=tuple(replace(one, kode=new) if one is row else one for one in plan.rows),
        renstra=replace(renstra, items=(*above, *items)),
        induk={**induk, **plan.induk},
        nomenklatur=entries,
        realisasi=tuple(replace(one, kode=new) if one.kode == row.kode else one for one in plan.realisasi),
    )
    faktor = {(new if kode == row.kode else kode, text): value for (kode, text), value in (values.faktor or {}).items()}
    prioritas = {**(values.prioritas or {}), new: PrioritasValue("tidak ada", "tidak ada")}
    return Planted(replace(values, plan=found, faktor=faktor, prioritas=prioritas), new)


def code_planter(change: Callable[[RencanaValue, Random], str], *, listed: bool = False) -> Planter:
    def plant(values: CheckValues, rng: Random) -> Planted:
        row = pick(values, rng)
        return recoded(values, row, change(row, rng), listed=listed)

    return plant


def with_report(
    values: CheckValues, rng: Random, fits: Callable[[RealisasiValue], bool], change: Callable[[RealisasiValue], RealisasiValue]
) -> Planted:
    report = rng.choice([one for one in values.plan.realisasi if fits(one)])
    return Planted(with_plan(values, realisasi=tuple(change(one) if one is report else one for one in values.plan.realisasi)), report.kode)


def old_code(values: CheckValues, rng: Random) -> Planted:
    row = pick(values, rng)
    old, new = f"{kegiatan_of(row.kode)}.0099", f"{kegiatan_of(row.kode)}.0077"
    planted = recoded(values, row, old, listed=False)
    entries = {**planted.values.plan.nomenklatur, new: replace(values.plan.nomenklatur[row.kode], kode=new)}
    faktor = {(new if kode == old else kode, text): value for (kode, text), value in (planted.values.faktor or {}).items()}
    found = with_plan(replace(planted.values, faktor=faktor), nomenklatur=entries, successors={**values.plan.successors, old: new})
    return Planted(found, old)


def copied(*, bidang: bool) -> Planter:
    def plant(values: CheckValues, rng: Random) -> Planted:
        row = pick(values, rng)
        other = next(unit.kode for unit in values.plan.bidang if unit.kode != row.bidang) if bidang else row.bidang
        more = replace(row, bidang=other, pagu=1_000_000, pagu_maju=1_000_000)
        ceiling = (values.plan.pagu_indikatif or 0) + 1_000_000
        return Planted(with_plan(values, rows=(*values.plan.rows, more), pagu_indikatif=ceiling), row.kode)

    return plant


def wrong_sum(values: CheckValues, rng: Random) -> Planted:
    rows = [dict(row) for row in values.tabel["t-c-33"]]
    head = rng.choice([row for row in rows if row["baris"] in {"program", "kegiatan", "jumlah"}])
    head["pagu"] += rng.choice((1, 7_327_480, -1_000))
    return Planted(replace(values, tabel={**values.tabel, "t-c-33": rows}), head["kode"] or "JUMLAH")


def wrong_column(values: CheckValues, rng: Random) -> Planted:
    rows = [dict(row) for row in values.tabel["t-c-29"]]
    row = rng.choice([row for row in rows if row.get("tingkat_realisasi") is not None and row["kode"]])
    row[rng.choice(("tingkat_realisasi", "perkiraan_capaian", "tingkat_capaian"))] += Decimal("0.05")
    return Planted(replace(values, tabel={**values.tabel, "t-c-29": rows}), row["kode"])


def far_program(values: CheckValues, rng: Random) -> Planted:
    program = rng.choice([kode for kode in values.plan.programs if kode != "2.16.01"])
    return Planted(scaled(values, lambda kode: 115 if kode.startswith(program) else 100), program)


def low_realisation(values: CheckValues, rng: Random) -> Planted:
    def low(one: RealisasiValue) -> RealisasiValue:
        reached = one.target_n2 / Decimal("0.6") if one.tipe == "tren_negatif" else one.target_n2 * Decimal("0.6")  # type: ignore[operator]
        return replace(one, realisasi_n2=reached)

    def fits(one: RealisasiValue) -> bool:
        return (one.kode, words(one.indikator)) in (values.faktor or {}) and one.tipe != "tren_negatif"

    return with_report(values, rng, fits, low)


def behind_the_past(values: CheckValues, rng: Random) -> Planted:
    targets = {row.kode: row.indikator[0].target for row in values.plan.rows}

    def above(one: RealisasiValue) -> RealisasiValue:
        past = (targets[one.kode] or Decimal(0)) + 3
        return replace(one, realisasi_n2=past, target_n2=past)

    return with_report(values, rng, lambda one: one.tipe == "persentase", above)


def no_program_indicator(values: CheckValues, rng: Random) -> Planted:
    kode = rng.choice([*values.plan.programs, *values.plan.kegiatan])
    return Planted(with_plan(values, induk={one: found for one, found in values.plan.induk.items() if one != kode}), kode)


def output_of_program(values: CheckValues, rng: Random) -> Planted:
    kode = rng.choice(values.plan.programs)
    output = IndikatorValue(rng.choice(("Jumlah dokumen perencanaan", "Jumlah laporan kinerja")), "akumulatif", "Dokumen", Decimal(1))
    return Planted(with_plan(values, induk={**values.plan.induk, kode: (output,)}), kode)


def other_target(values: CheckValues, rng: Random) -> Planted:
    row = pick(values, rng)
    one = replace(_planned(row.indikator[0]), target={TAHUN: (row.indikator[0].target or Decimal(0)) + 1})
    return Planted(with_renstra(values, row.kode, lambda item: replace(item, indikator=(one, *item.indikator[1:]))), row.kode)


def without_kegiatan(values: CheckValues, rng: Random) -> Planted:
    kode = rng.choice(values.plan.kegiatan)
    return Planted(without_item(values, kode), kode)


def new_sub_kegiatan(values: CheckValues, rng: Random) -> Planted:
    row = pick(values, rng)
    return Planted(with_renstra(values, row.kode, lambda item: replace(item, kode=f"{kegiatan_of(row.kode)}.9{rng.randint(100, 999)}")), row.kode)


def left_out(values: CheckValues, rng: Random) -> Planted:
    renstra, program = values.plan.renstra, f"2.21.{rng.randint(70, 99)}"
    assert renstra is not None
    more = (
        RenstraItemValue(program, "program", "Program lain"),
        RenstraItemValue(f"{program}.2.01.0001", "sub_kegiatan", "Pekerjaan lain", {TAHUN: 1_000_000}),
    )
    return Planted(with_plan(values, renstra=replace(renstra, items=(*renstra.items, *more))), program)


def unexplained(values: CheckValues, rng: Random) -> Planted:
    reports = [one for one in values.plan.realisasi if one.target_n2 != one.realisasi_n2]
    report = rng.choice(reports)
    faktor = {key: value for key, value in (values.faktor or {}).items() if key != (report.kode, words(report.indikator))}
    return Planted(replace(values, faktor=faktor), report.kode)


def unprioritised(values: CheckValues, rng: Random) -> Planted:
    kode = rng.choice(values.plan.sub_kegiatan)
    return Planted(replace(values, prioritas={**(values.prioritas or {}), kode: rng.choice((PrioritasValue(), PrioritasValue("ada", "")))}), kode)


def mistagged(values: CheckValues, rng: Random) -> Planted:
    kode = rng.choice(values.plan.sub_kegiatan)
    wrong = PrioritasValue("tidak ada", "tidak ada", (rng.choice(("SPM", "TEMA LAIN")),))
    return Planted(replace(values, prioritas={**(values.prioritas or {}), kode: wrong}), kode)


def unanswered(values: CheckValues, rng: Random) -> Planted:
    status, kode = rng.choice((("diterima", ""), ("diterima", "2.16.99.2.01.0001"), ("ditolak", "")))
    usulan = (*values.plan.usulan, UsulanValue("Lurah", "Musrenbang", kode, "Menara", "", "", "", status, ""))
    return Planted(with_plan(values, usulan=usulan), f"Usulan {len(usulan)}")


def unsent(values: CheckValues, rng: Random) -> Planted:
    unit = rng.choice(values.plan.bidang)
    return Planted(replace(values, sent={**(values.sent or {}), unit.kode: False}), unit.nama)


def changed_later(values: CheckValues, rng: Random) -> Planted:
    row = pick(values, rng)
    unit = next(unit.nama for unit in values.plan.bidang if unit.kode == row.bidang)
    return Planted(changed(values, row, diubah=MONDAY + timedelta(days=1)), unit)


def counted(one: IndikatorValue) -> bool:
    return one.satuan in {"Dokumen", "Orang"}


PLANTERS: Mapping[str, Planter] = {
    "K01": code_planter(lambda row, rng: f"{kegiatan_of(row.kode)}.9{rng.randint(100, 999)}"),
    "K02": code_planter(lambda row, rng: rng.choice((f"{kegiatan_of(row.kode)}.{row.kode[-2:]}", f"{row.kode[:8]}1{row.kode[9:]}"))),
    "K03": row_planter("K03", nama=("Pekerjaan lain", "PEKERJAAN")),
    "K04": old_code,
    "K05": code_planter(lambda row, rng: f"1.{rng.randint(2, 9):02d}{row.kode[4:]}", listed=True),
    "K06": code_planter(lambda row, rng: f"{rng.choice(('2.20', '2.21'))}.01.2.01.{row.kode[-4:]}"),
    "K07": copied(bidang=False),
    "K08": code_planter(lambda row, rng: f"{row.kode[:8]}{rng.choice('34')}{row.kode[9:]}"),
    "P01": row_planter("P01", pagu=(None, 0, -1)),
    "P02": wrong_sum,
    "P03": lambda values, rng: Planted(with_plan(values, pagu_indikatif=values.plan.total - rng.randint(1, 10**9)), values.plan.agency.nama),
    "P05": lambda values, rng: Planted(scaled(values, lambda kode: 92 if kode.startswith("2.16.01") else 108), "Program penunjang"),
    "P06": far_program,
    "P07": row_planter("P07", sumber_dana=((SumberDanaValue("1.1", "PAD", 5), SumberDanaValue("1.2.1.01.02", "DAU", 7)),)),
    "P08": row_planter("P08", pagu_maju=(None, 0)),
    "P09": row_planter("P09", pagu_maju=(10_000_000, 900_000_000)),
    "P10": low_realisation,
    "I01": lambda values, rng: rng.choice((row_planter("I01", indikator=((),)), no_program_indicator))(values, rng),
    "I02": indicator_planter(lambda one: True, target=None),
    "I03": lambda values, rng: indicator_planter(counted, satuan=rng.choice(("", "Kegiatan")))(values, rng),
    "I04": indicator_planter(lambda one: one.tipe == "akumulatif", uraian="Jumlah yang lain"),
    "I05": indicator_planter(lambda one: one.satuan == "%", in_renstra=True, target=Decimal(120)),
    "I06": output_of_program,
    "I07": behind_the_past,
    "I08": other_target,
    "I09": indicator_planter(lambda one: True, target_maju=None),
    "I10": indicator_planter(counted, in_renstra=True, target=Decimal("88.5")),
    "R01": without_kegiatan,
    "R02": new_sub_kegiatan,
    "R04": lambda values, rng: with_report(values, rng, lambda one: one.tipe == "akumulatif", lambda one: replace(one, target_renstra=Decimal(120))),
    "R05": left_out,
    "E01": lambda values, rng: with_report(values, rng, lambda one: True, lambda one: replace(one, realisasi_n2=None)),
    "E02": lambda values, rng: with_report(values, rng, lambda one: True, lambda one: replace(one, target_n1=None)),
    "E03": wrong_column,
    "E04": unexplained,
    "E05": lambda values, rng: with_report(values, rng, lambda one: one.tipe == "akumulatif", lambda one: replace(one, realisasi_n2=Decimal(85))),
    "L01": row_planter("L01", lokasi=("", "-", " ")),
    "L02": row_planter("L02", lokasi=("Kabupaten Pringsewu", "18.01.05 Natar", "Kab. Tulang Bawang Barat")),
    "L03": row_planter("L03", sumber_dana=((), (SumberDanaValue("9.9.9", "Dana lain"),), (SumberDanaValue("", "DAU saja"),))),
    "L04": row_planter("L04", kelompok_sasaran=("", "-")),
    "L05": row_planter("L05", bulan_awal=(11, 12), bulan_akhir=(1, 2, 13)),
    "T01": unprioritised,
    "T02": mistagged,
    "T03": unanswered,
    "B01": unsent,
    "B02": changed_later,
    "B03": copied(bidang=True),
    **NASKAH,
}
GATE_STAGE = frozenset({"P02", "E03", "B02", *NASKAH})
"""Kinds that are planted into the plan as the gate sees it; the others into what step 7 sees."""
