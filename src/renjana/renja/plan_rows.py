"""Rows of the planning tables: T-C.33 and the 17 columns of SIPD-RI."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from renjana.renja.numbers import with_unit
from renjana.renja.sums import totals
from renjana.renja.values import IndikatorValue, PlanValues, RealisasiValue, RencanaValue, RenstraIndikatorValue
from renjana.renstra.codes import level

TINGKAT = {
    "perangkat_daerah": 0,
    "urusan": 0,
    "bidang_urusan": 1,
    "program": 2,
    "kegiatan": 3,
    "sub_kegiatan": 4,
    "indikator": 4,
    "jumlah": 0,
}


@dataclass(frozen=True)
class Rows:
    """Rows of a table and its total row; a row maps column keys to values, with `baris` (its kind) and `tingkat` (its rank)."""

    rows: tuple[dict[str, Any], ...]
    jumlah: dict[str, Any] | None = None


def row_of(baris: str, **cells: Any) -> dict[str, Any]:
    """A row of this kind."""
    return {"baris": baris, "tingkat": TINGKAT[baris], **cells}


def sources_text(row: RencanaValue) -> str | None:
    """Names of the funding sources, each once; None when there is none."""
    return "; ".join(dict.fromkeys(source.nama for source in row.sumber_dana)) or None


def tc33(values: PlanValues) -> Rows:
    """Rows of T-C.33 in order of code: heads with their sums and own indicators, sub kegiatan, further indicators below."""
    pagu = totals((row.kode, row.pagu) for row in values.rows)
    maju = totals((row.kode, row.pagu_maju) for row in values.rows)
    own: dict[str, list[RencanaValue]] = {}
    for row in values.rows:
        own.setdefault(row.kode, []).append(row)
    rows: list[dict[str, Any]] = []
    for kode in values.tree():
        if kode in own:
            for row in own[kode]:
                rows.extend(_sub_kegiatan(values, row))
            continue
        first, *more = values.induk.get(kode, ()) or (None,)
        rentang = {} if first else {"rentang": {"uraian": 4}}
        rows.append(
            row_of(
                level(kode) or "sub_kegiatan",
                kode=kode,
                uraian=values.name_of(kode),
                **_targets(first),
                lokasi=None,
                pagu=pagu[kode],
                sumber_dana=None,
                catatan=None,
                pagu_maju=maju[kode],
                **rentang,
            )
        )
        rows.extend(_more(more))
    total = row_of("jumlah", kode="", uraian="JUMLAH", pagu=pagu[""], pagu_maju=maju[""])
    return Rows(tuple(rows), total if rows else None)


def _targets(indikator: IndikatorValue | None) -> dict[str, Any]:
    if indikator is None:
        return {"indikator": None, "target": None, "target_maju": None}
    return {
        "indikator": indikator.uraian,
        "target": with_unit(indikator.target, indikator.satuan) or None,
        "target_maju": with_unit(indikator.target_maju, indikator.satuan) or None,
    }


def _more(indikator: Iterable[IndikatorValue]) -> list[dict[str, Any]]:
    blank = dict.fromkeys(("kode", "uraian", "lokasi", "pagu", "sumber_dana", "catatan", "pagu_maju"), "")
    return [row_of("indikator", **blank, **_targets(one)) for one in indikator]


def _sub_kegiatan(values: PlanValues, row: RencanaValue) -> list[dict[str, Any]]:
    first, *more = row.indikator or (None,)
    head = row_of(
        "sub_kegiatan",
        kode=row.kode,
        uraian=values.name_of(row.kode),
        **_targets(first),
        lokasi=row.lokasi or None,
        pagu=row.pagu,
        sumber_dana=sources_text(row),
        catatan=row.catatan or None,
        pagu_maju=row.pagu_maju,
    )
    return [head, *_more(one for one in more if one is not None)]


def sipd17(values: PlanValues) -> Rows:
    """Rows of the 17 columns: a row for the agency, heads with sums, and under each sub kegiatan a row per indicator."""
    pagu = totals((row.kode, row.pagu) for row in values.rows)
    maju = totals((row.kode, row.pagu_maju) for row in values.rows)
    history = _History(values)
    own: dict[str, list[RencanaValue]] = {}
    for row in values.rows:
        own.setdefault(row.kode, []).append(row)
    agency = values.agency
    rows = [row_of("perangkat_daerah", no="", kode=agency.kode, uraian=agency.nama, pagu=pagu[""], pagu_maju=maju[""], pd="")]
    programs = 0
    for kode in values.tree():
        kind = level(kode) or "sub_kegiatan"
        programs += kind == "program"
        indikator = values.induk.get(kode, ())
        first = None if kode in own or not indikator else indikator[0]
        head = row_of(kind, no=programs if kind == "program" else "", kode=kode, uraian=values.name_of(kode), **history.cells(kode, first))
        if kode not in own:
            rows.append({**head, "pagu": pagu[kode], "pagu_maju": maju[kode]})
            rows.extend(row_of("indikator", no="", kode="", uraian="", **history.cells(kode, one)) for one in indikator[1:])
            continue
        rows.append(row_of("sub_kegiatan", no="", kode=kode, uraian=values.name_of(kode), rentang={"uraian": 15}))
        for row in own[kode]:
            rows.extend(_sipd_indikator(history, agency.nama, row))
    total = row_of("jumlah", no="", kode="", uraian="Jumlah", pagu=pagu[""], pagu_maju=maju[""])
    return Rows(tuple(rows), total) if values.rows else Rows(())


def _sipd_indikator(history: "_History", agency: str, row: RencanaValue) -> list[dict[str, Any]]:
    found = []
    for order, one in enumerate(row.indikator or (None,)):
        money: dict[str, Any] = {"pagu": "", "pagu_maju": "", "lokasi": "", "sumber_dana": "", "kelompok_sasaran": "", "pd": ""}
        if order == 0:
            money = {
                "pagu": row.pagu,
                "pagu_maju": row.pagu_maju,
                "lokasi": row.lokasi or None,
                "sumber_dana": sources_text(row),
                "kelompok_sasaran": row.kelompok_sasaran or None,
                "pd": agency,
            }
        found.append(row_of("indikator", no="", kode="", uraian="", **history.cells(row.kode, one), **money))
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
