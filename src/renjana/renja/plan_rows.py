"""Rows of the planning tables: T-C.33 and the 17 columns of SIPD-RI."""

from collections.abc import Iterable, Mapping
from typing import Any

from renjana.renja.numbers import with_unit
from renjana.renja.rows import JUMLAH, Row, Rows, key_of, kind_of, link_sums, row_of
from renjana.renja.sums import totals
from renjana.renja.values import IndikatorValue, PlanValues, RealisasiValue, RencanaValue, RenstraIndikatorValue

MONEY = ("pagu", "pagu_maju")


def sources_text(row: RencanaValue) -> str | None:
    """Names of the funding sources, each once; None when there is none."""
    return "; ".join(dict.fromkeys(source.nama for source in row.sumber_dana)) or None


def rows_by_code(values: PlanValues) -> dict[str, list[RencanaValue]]:
    """What each bidang plans, by code; two bidang with one sub kegiatan both stand under it."""
    own: dict[str, list[RencanaValue]] = {}
    for row in values.rows:
        own.setdefault(row.kode, []).append(row)
    return own


def tc33(values: PlanValues) -> Rows:
    """Rows of T-C.33 in order of code: heads with their sums and own indicators, sub kegiatan, further indicators below."""
    pagu = totals((row.kode, row.pagu) for row in values.rows)
    maju = totals((row.kode, row.pagu_maju) for row in values.rows)
    own = rows_by_code(values)
    rows: list[Row] = []
    for kode in values.tree():
        if kode in own:
            for row in own[kode]:
                rows.extend(_sub_kegiatan(values, row))
            continue
        first, *more = values.induk.get(kode, ()) or (None,)
        rentang = {} if first else {"rentang": {"uraian": 4}}
        head = {"lokasi": None, "pagu": pagu[kode], "sumber_dana": None, "catatan": None, "pagu_maju": maju[kode], **rentang}
        rows.append(row_of(kind_of(kode), kode, kode=kode, uraian=values.name_of(kode), **_targets(first), **head))
        rows.extend(_more(kode, "", more))
    total = row_of(JUMLAH, JUMLAH, kode="", uraian="JUMLAH", pagu=pagu[""], pagu_maju=maju[""])
    link_sums(rows, total, MONEY)
    return Rows(tuple(rows), total if rows else None)


def _targets(indikator: IndikatorValue | None) -> dict[str, Any]:
    if indikator is None:
        return {"indikator": None, "target": None, "target_maju": None}
    return {
        "indikator": indikator.uraian,
        "target": with_unit(indikator.target, indikator.satuan) or None,
        "target_maju": with_unit(indikator.target_maju, indikator.satuan) or None,
    }


def _more(kode: str, bidang: str, indikator: Iterable[IndikatorValue]) -> list[Row]:
    blank = dict.fromkeys(("kode", "uraian", "lokasi", "pagu", "sumber_dana", "catatan", "pagu_maju"), "")
    return [row_of("indikator", key_of(kode, bidang, order), **blank, **_targets(one)) for order, one in enumerate(indikator, 1)]


def _sub_kegiatan(values: PlanValues, row: RencanaValue) -> list[Row]:
    first, *more = row.indikator or (None,)
    head = row_of(
        "sub_kegiatan",
        key_of(row.kode, row.bidang),
        kode=row.kode,
        uraian=values.name_of(row.kode),
        **_targets(first),
        lokasi=row.lokasi or None,
        pagu=row.pagu,
        sumber_dana=sources_text(row),
        catatan=row.catatan or None,
        pagu_maju=row.pagu_maju,
    )
    return [head, *_more(row.kode, row.bidang, (one for one in more if one is not None))]


def sipd17(values: PlanValues) -> Rows:
    """Rows of the 17 columns: a row for the agency, heads with sums, and under each sub kegiatan a row per indicator."""
    if not values.rows:
        return Rows(())
    pagu = totals((row.kode, row.pagu) for row in values.rows)
    maju = totals((row.kode, row.pagu_maju) for row in values.rows)
    history, own, agency = _History(values), rows_by_code(values), values.agency
    rows = [row_of("perangkat_daerah", JUMLAH, no="", kode=agency.kode, uraian=agency.nama, pagu=pagu[""], pagu_maju=maju[""], pd="")]
    programs = 0
    for kode in values.tree():
        kind = kind_of(kode)
        if kode in own:
            rows.append(row_of("sub_kegiatan", kode, no="", kode=kode, uraian=values.name_of(kode), rentang={"uraian": 15}, pagu="", pagu_maju=""))
            for row in own[kode]:
                rows.extend(_sipd_indikator(history, agency.nama, row, values.prioritas))
            continue
        programs += kind == "program"
        number = programs if kind == "program" else ""
        first, *more = values.induk.get(kode, ()) or (None,)
        money = {"pagu": pagu[kode], "pagu_maju": maju[kode]}
        rows.append(row_of(kind, kode, no=number, kode=kode, uraian=values.name_of(kode), **history.cells(kode, first), **money))
        blank = {"no": "", "kode": "", "uraian": "", "pagu": "", "pagu_maju": ""}
        rows.extend(row_of("indikator", key_of(kode, "", order), **blank, **history.cells(kode, one)) for order, one in enumerate(more, 1))
    total = row_of(JUMLAH, JUMLAH, no="", kode="", uraian="Jumlah", pagu=pagu[""], pagu_maju=maju[""])
    link_sums(rows, total, MONEY)
    return Rows(tuple(rows), total)


def _sipd_indikator(history: "_History", agency: str, row: RencanaValue, priorities: Mapping[str, tuple[str, str, tuple[str, ...]]]) -> list[Row]:
    found = []
    for order, one in enumerate(row.indikator or (None,)):
        money: dict[str, Any] = {"pagu": "", "pagu_maju": "", "lokasi": "", "sumber_dana": "", "kelompok_sasaran": "", "pd": ""}
        money |= {"prio_nasional": "", "prio_daerah": ""}
        if order == 0:
            nasional, daerah, _ = priorities.get(row.kode, ("", "", ()))
            money = {
                "pagu": row.pagu,
                "pagu_maju": row.pagu_maju,
                "lokasi": row.lokasi or None,
                "sumber_dana": sources_text(row),
                "kelompok_sasaran": row.kelompok_sasaran or None,
                "prio_nasional": nasional or None,
                "prio_daerah": daerah or None,
                "pd": agency,
            }
        kunci = key_of(row.kode, row.bidang, order)
        found.append(row_of("indikator", kunci, no="", kode="", uraian="", **history.cells(row.kode, one), **money))
    return found


class _History:
    """What the Renstra and the years before say about an indicator, under the code's present or former number."""

    def __init__(self, values: PlanValues) -> None:
        self.renstra = values.renstra.by_code if values.renstra else {}
        self.reported: dict[str, list[RealisasiValue]] = {}
        for row in values.realisasi:
            self.reported.setdefault(values.successors.get(row.kode, row.kode), []).append(row)

    def cells(self, kode: str, indikator: IndikatorValue | None) -> dict[str, Any]:
        """Columns 4 to 8 and 15 of an indicator; empty without one."""
        if indikator is None:
            return _targets(None) | {"target_akhir_renstra": "", "realisasi_n2": "", "prakiraan_n1": ""}
        item = self.renstra.get(kode)
        planned = _same(item.indikator if item else (), indikator.uraian)
        reported = next((row for row in self.reported.get(kode, ()) if _words(row.indikator) == _words(indikator.uraian)), None)
        return _targets(indikator) | {
            "target_akhir_renstra": with_unit(planned.target_akhir, planned.satuan) or None if planned else None,
            "realisasi_n2": with_unit(reported.realisasi_n2, reported.satuan) or None if reported else None,
            "prakiraan_n1": with_unit(reported.target_n1, reported.satuan) or None if reported else None,
        }


def _same(known: Iterable[RenstraIndikatorValue], uraian: str) -> RenstraIndikatorValue | None:
    return next((one for one in known if _words(one.uraian) == _words(uraian)), None)


def _words(text: str) -> str:
    return " ".join(text.lower().split())
