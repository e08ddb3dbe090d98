"""Rows of E.81, the quarterly evaluation of the running year's Renja, in its two column sets.

Source: Permendagri 86/2017, Formulir E.81; quarter totals by type of indicator as in renja.formulas. Money is whole rupiah and sums upward.
"""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from renjana.renja.formulas import AKUMULATIF, CENT, TREN_NEGATIF, achievement, of_quarters, predikat, until_now
from renjana.renja.rows import JUMLAH, Row, Rows, key_of, kind_of, link_sums, row_of
from renjana.renja.sums import totals
from renjana.renja.values import EvaluasiValue, PlanValues, RenstraIndikatorValue
from renjana.renstra.codes import parents, tree_order

QUARTERS = ("tw1", "tw2", "tw3", "tw4")
WRITTEN = {
    "pendorong": "Faktor pendorong keberhasilan pencapaian kinerja",
    "penghambat": "Faktor penghambat pencapaian kinerja",
    "triwulan": "Tindak lanjut yang diperlukan dalam triwulan berikutnya",
    "renja": "Tindak lanjut yang diperlukan dalam Renja Perangkat Daerah berikutnya",
}
"""What is written below the table, in its order."""
TO_CONFIRM = "Catatan dan tanda tangan di bawah tabel ini disusun menurut kebiasaan; susunannya perlu konfirmasi Bappeda."
MONEY = tuple(f"{key}_rp" for key in ("target_renstra", "realisasi_lalu", "target_renja", *QUARTERS))
"""The money columns that are reported; the others are computed from them."""


def e81a(values: PlanValues) -> Rows:
    """Rows of the 15 columns. None while nothing was reported."""
    return _table(values, renja=False)


def e81b(values: PlanValues) -> Rows:
    """Rows of the 17 columns."""
    return _table(values, renja=True)


def _table(values: PlanValues, *, renja: bool) -> Rows:
    if not values.evaluasi:
        return Rows(())
    reported: dict[str, list[EvaluasiValue]] = {}
    for one in values.evaluasi:
        reported.setdefault(one.kode, []).append(one)
    sums = _money(values, reported)
    rows: list[Row] = []
    programs = 0
    for kode in tree_order(reported):
        kind = kind_of(kode)
        programs += kind == "program"
        first, *more = reported.get(kode) or (None,)
        head = {
            "no": programs if kind == "program" else "",
            "sasaran": _sasaran(values, kode) if kind == "program" else "",
            "program": f"{kode} {_name(values, kode)}",
        }
        rows.append(row_of(kind, kode, **head, **_counted(values, first), **_spent({key: sums[key].get(kode) for key in MONEY}), **_unit(first)))
        rows.extend(row_of("indikator", key_of(kode, "", order), **_blank(), **_counted(values, one)) for order, one in enumerate(more, 1))
    total = row_of(JUMLAH, JUMLAH, no="", program="JUMLAH", **_spent({key: sums[key][""] for key in MONEY}))
    link_sums(rows, total, MONEY)
    return Rows((*rows, total, *_averages(rows, ("tingkat_renja_k", "tingkat_renstra_k") if renja else ("tingkat_renstra_k",))))


def written(values: PlanValues, columns: int) -> tuple[Row, ...]:
    """The rows below the table, over all `columns` of it but the first; a dash where nobody has written yet. The last says that this part of
    the form is not confirmed.
    """
    said = values.catatan_evaluasi
    texts = [f"{label}: {said.get(key) or '-'}" for key, label in WRITTEN.items()]
    return tuple(row_of("catatan", no="", sasaran=text) | {"rentang": {"sasaran": columns - 1}} for text in (*texts, TO_CONFIRM))


def _sasaran(values: PlanValues, kode: str) -> str | None:
    program = values.renstra.by_code.get(kode) if values.renstra else None
    return (program.sasaran if program else "") or None


def _name(values: PlanValues, kode: str) -> str:
    name = values.name_of(kode)
    return values.name_of(values.successors[kode]) if name == kode and kode in values.successors else name


def _money(values: PlanValues, reported: dict[str, list[EvaluasiValue]]) -> dict[str, dict[str, int | None]]:
    """What each reported column holds by code: the lowest codes what was reported, None for nothing, those above the sum of them.

    Money typed on a parent is passed over.
    """
    above = {step for kode in reported for step in parents(kode)}
    lowest = {kode: _reported_money(values, kode, rows) for kode, rows in reported.items() if kode not in above}
    return {
        key: {**totals((kode, money[key]) for kode, money in lowest.items()), **{kode: money[key] for kode, money in lowest.items()}} for key in MONEY
    }


def _reported_money(values: PlanValues, kode: str, rows: list[EvaluasiValue]) -> dict[str, int | None]:
    item = values.renstra.by_code.get(values.successors.get(kode, kode)) if values.renstra else None
    planned: list[int | None] = [sum(item.pagu.values())] if item else []
    columns = [planned, [one.lalu_rp for one in rows], [one.target_rp for one in rows]]
    columns += [[one.triwulan_rp[place] for one in rows] for place in range(4)]
    return {key: _added(amounts) for key, amounts in zip(MONEY, columns, strict=True)}


def _added(amounts: list[int | None]) -> int | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known else None


def _spent(money: dict[str, Any]) -> dict[str, Any]:
    """The money cells of a row, the computed ones among them."""
    spent = _added([money[f"{key}_rp"] for key in QUARTERS])
    reached = _added([money["realisasi_lalu_rp"], spent])
    return money | {
        "realisasi_renja_rp": spent,
        "tingkat_renja_rp": _percent(money["target_renja_rp"], spent),
        "realisasi_renstra_rp": reached,
        "tingkat_renstra_rp": _percent(money["target_renstra_rp"], reached),
    }


def _percent(target: int | None, reached: int | None) -> Decimal | None:
    return None if target is None or reached is None else achievement(Decimal(target), Decimal(reached), AKUMULATIF)


def _counted(values: PlanValues, one: EvaluasiValue | None) -> dict[str, Any]:
    """The cells of an indicator, its computed ones by its type; nothing for a head without one."""
    if one is None:
        return {"indikator": ""}
    planned = _planned(values, one)
    target = planned.target_akhir if planned else None
    done = of_quarters(one.triwulan_k, one.tipe)
    reached = until_now(one.lalu_k, done, one.tipe)
    return {
        "indikator": one.indikator,
        "satuan": one.satuan,
        "rumus": rumus_of(one.tipe),
        "target_renstra_k": target,
        "realisasi_lalu_k": one.lalu_k,
        "target_renja_k": one.target_k,
        **{f"{key}_k": value for key, value in zip(QUARTERS, one.triwulan_k, strict=True)},
        "realisasi_renja_k": done,
        "tingkat_renja_k": achievement(one.target_k, done, one.tipe),
        "realisasi_renstra_k": reached,
        "tingkat_renstra_k": achievement(target, reached, one.tipe),
    }


def rumus_of(tipe: str) -> dict[str, str]:
    """The formulas that differ from those of the columns for an indicator of this type; for both column sets, by operand's key."""
    found: dict[str, str] = {}
    if tipe != AKUMULATIF:
        found = {"realisasi_renja_k": "tw1;tw2;tw3;tw4", "realisasi_renstra_k": "realisasi_lalu;realisasi_renja"}
    if tipe == TREN_NEGATIF:
        found |= {"tingkat_renja_k": "target_renja/realisasi_renja*100", "tingkat_renstra_k": "target_renstra/realisasi_renstra*100"}
    return found


def _planned(values: PlanValues, one: EvaluasiValue) -> RenstraIndikatorValue | None:
    item = values.renstra.by_code.get(values.successors.get(one.kode, one.kode)) if values.renstra else None
    wanted = " ".join(one.indikator.lower().split())
    return next((known for known in (item.indikator if item else ()) if " ".join(known.uraian.lower().split()) == wanted), None)


def _unit(one: EvaluasiValue | None) -> dict[str, Any]:
    return {"unit": (one.unit or None) if one else "", "ket": (one.keterangan or None) if one else ""}


def _blank() -> dict[str, Any]:
    keys = (*MONEY, "realisasi_renja_rp", "tingkat_renja_rp", "realisasi_renstra_rp", "tingkat_renstra_rp")
    return dict.fromkeys(("no", "sasaran", "program", "unit", "ket", *keys), "")


def _averages(rows: list[Row], keys: tuple[str, ...]) -> tuple[Row, Row]:
    """The average of every indicator's percentage, and its word on the scale; heads that carry no indicator do not count."""
    means: dict[str, Any] = {}
    for key in keys:
        known = [row[key] for row in rows if row.get(key) is not None]
        means[key] = (sum(known, Decimal(0)) / len(known)).quantize(CENT, ROUND_HALF_UP) if known else None
    words = {key: None if mean is None else predikat(mean) for key, mean in means.items()}
    blank = _blank() | {"indikator": ""}
    average = row_of("ringkasan", "rata", **(blank | {"program": "Rata-rata capaian kinerja (%)"} | means), rata=list(keys))
    return average, row_of("ringkasan", "predikat", **(blank | {"program": "Predikat kinerja"} | words))
