"""Rows of the reviewing tables: T-C.29 to T-C.32."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from renjana.renja.formulas import AKUMULATIF, CENT, HUNDRED, TREN_NEGATIF, achievement, evaluate
from renjana.renja.numbers import number_text, with_unit
from renjana.renja.rows import JUMLAH, Row, Rows, key_of, kind_of, row_of
from renjana.renja.sums import totals
from renjana.renja.values import (
    PlanValues,
    RealisasiValue,
    RencanaValue,
    RenstraIndikatorValue,
    RenstraValue,
    RkpdValue,
    UsulanValue,
    same_words,
)
from renjana.renstra.codes import parents, tree_order

REPORTED = ("target_renstra", "realisasi_sd_n3", "target_n2", "realisasi_n2", "target_n1")


def beside_units(row: Row, counted: frozenset[str]) -> Row:
    """The row with its numbers of these columns written beside the unit that it carries under `satuan`."""
    satuan = row.get("satuan", "")
    return {key: with_unit(cell, satuan) if key in counted and isinstance(cell, Decimal) else cell for key, cell in row.items()}


def tc29(values: PlanValues) -> Rows:
    """Rows of T-C.29 under the codes that were reported, with columns 8, 10 and 11 computed. No rows without reports."""
    reported: dict[str, list[RealisasiValue]] = {}
    for row in values.realisasi:
        reported.setdefault(row.kode, []).append(row)
    rows: list[Row] = []
    for kode in tree_order(reported):
        name = values.name_of(kode)
        if name == kode and kode in values.successors:
            name = values.name_of(values.successors[kode])
        if kode not in reported:
            rows.append(row_of(kind_of(kode), kode, kode=kode, uraian=name))
            continue
        for order, row in enumerate(reported[kode]):
            baris, shown = ("indikator", "") if order else (kind_of(kode), kode)
            rows.append(row_of(baris, key_of(kode, "", order), kode=shown, uraian="" if order else name, **_evaluated(row)))
    return Rows(tuple(rows))


def rumus_of(tipe: str) -> dict[str, str]:
    """The formulas of T-C.29 that differ from those of the columns for an indicator of this type."""
    found = {} if tipe == AKUMULATIF else {"perkiraan_capaian": "target_n1"}
    inverse = {"tingkat_realisasi": "target_n2/realisasi_n2*100", "tingkat_capaian": "target_renstra/perkiraan_capaian*100"}
    return found | (inverse if tipe == TREN_NEGATIF else {})


def _evaluated(row: RealisasiValue) -> dict[str, Any]:
    judged = evaluate(row)
    return {
        "indikator": row.indikator,
        "satuan": row.satuan,
        "rumus": rumus_of(row.tipe),
        **{key: getattr(row, key) for key in REPORTED},
        "tingkat_realisasi": judged.tingkat_realisasi,
        "perkiraan_capaian": judged.perkiraan_capaian,
        "tingkat_capaian": judged.tingkat_capaian,
    }


def tc30(values: PlanValues) -> Rows:
    """Rows of T-C.30: the indicators of tujuan and sasaran of the Renstra, with what was reported under the same words."""
    if values.renstra is None:
        return Rows(())
    reported = {same_words(row.indikator): row for row in values.realisasi}
    said = {same_words(row.uraian): row for row in values.layanan}
    rows: list[Row] = []
    for one in service_indicators(values.renstra):
        words = same_words(one.uraian)
        row = _service(values.tahun, len(rows) + 1, one, reported.get(words))
        more = said.get(words)
        told = {"spm": more.spm or None, "ikk": more.ikk or None, "catatan": more.catatan or row["catatan"]} if more else {}
        rows.append(row | told)
    return Rows(tuple(rows))


def service_indicators(renstra: RenstraValue) -> list[RenstraIndikatorValue]:
    """The indicators of tujuan and sasaran, in the order of the Renstra."""
    return [one for item in renstra.items if item.tingkat in {"tujuan", "sasaran"} for one in item.indikator]


def _service(n: int, number: int, one: RenstraIndikatorValue, past: RealisasiValue | None) -> Row:
    before = one.target.get(n - 2)
    percent = achievement(before, past.realisasi_n2 if past else None, one.tipe)
    return row_of(
        "indikator",
        str(number),
        no=number,
        indikator=one.uraian,
        satuan=one.satuan,
        spm=None,
        ikk=None,
        target_n2=before,
        target_n1=one.target.get(n - 1),
        target_n=one.target.get(n),
        target_np1=one.target.get(n + 1),
        realisasi_n2=past.realisasi_n2 if past else None,
        realisasi_n1=past.target_n1 if past else None,
        proyeksi_n=one.target.get(n),
        proyeksi_np1=one.target.get(n + 1),
        catatan=None if percent is None else f"Tahun {n - 2}: {number_text(percent)}% dari target.",
    )


def tc31(values: PlanValues) -> Rows:
    """Rows of T-C.31: what the rancangan awal RKPD holds beside what the plan needs, code by code, with the difference said in words.

    A row of the RKPD for a program or kegiatan is set against the sum beneath it. No rows without an RKPD.
    """
    if not values.rkpd:
        return Rows(())
    needs = totals((row.kode, row.pagu) for row in values.rows)
    given = {row.kode: row for row in values.rkpd}
    covered = {row.kode for row in values.rows if any(step in given for step in (*parents(row.kode), row.kode))}
    extra = {row.kode for row in values.rows} - covered
    beneath: dict[str, list[RencanaValue]] = {}
    for row in values.rows:
        for step in (*parents(row.kode), row.kode):
            beneath.setdefault(step, []).append(row)
    rows: list[Row] = []
    for number, kode in enumerate(sorted({*given, *extra}), 1):
        left, need = given.get(kode), needs.get(kode)
        cells = {**_left(values, left), **_right(values, kode, need, beneath.get(kode, ())), "catatan": note(left, need)}
        rows.append(row_of(kind_of(kode), kode, no=number, **cells))
    total = row_of(JUMLAH, JUMLAH, no="", rkpd_prog="JUMLAH", rkpd_pagu=_lowest_sum(given), keb_prog="JUMLAH", keb_dana=needs[""])
    total["dari"] = _summed(sorted({*given, *extra}), given)
    return Rows(tuple(rows), total)


def _lowest(given: dict[str, RkpdValue]) -> set[str]:
    above = {step for kode in given for step in parents(kode)}
    return {kode for kode in given if kode not in above}


def _lowest_sum(given: dict[str, RkpdValue]) -> int:
    """The sum of the RKPD's rows without those that another row stands beneath, so that nothing counts twice."""
    return sum(given[kode].pagu or 0 for kode in _lowest(given))


def _summed(codes: list[str], given: dict[str, RkpdValue]) -> dict[str, list[int]]:
    """Which rows the total adds: the lowest of the RKPD, and of the needs (which are sums already) the topmost."""
    known, lowest = set(codes), _lowest(given)
    return {
        "rkpd_pagu": [place for place, kode in enumerate(codes) if kode in lowest],
        "keb_dana": [place for place, kode in enumerate(codes) if not known.intersection(parents(kode))],
    }


def _left(values: PlanValues, row: RkpdValue | None) -> dict[str, Any]:
    if row is None:
        return dict.fromkeys(("rkpd_prog", "rkpd_lokasi", "rkpd_indikator", "rkpd_target", "rkpd_pagu"))
    return {
        "rkpd_prog": f"{row.kode} {values.name_of(row.kode)}",
        "rkpd_lokasi": row.lokasi or None,
        "rkpd_indikator": row.indikator or None,
        "rkpd_target": row.target or None,
        "rkpd_pagu": row.pagu,
    }


def _right(values: PlanValues, kode: str, need: int | None, beneath: Sequence[RencanaValue]) -> dict[str, Any]:
    if need is None:
        return dict.fromkeys(("keb_prog", "keb_lokasi", "keb_indikator", "keb_target", "keb_dana"))
    own = [row for row in beneath if row.kode == kode]
    indikator = own[0].indikator if own else values.induk.get(kode, ())
    return {
        "keb_prog": f"{kode} {values.name_of(kode)}",
        "keb_lokasi": "; ".join(dict.fromkeys(row.lokasi for row in beneath if row.lokasi)) or None,
        "keb_indikator": [one.uraian for one in indikator] or None,
        "keb_target": [with_unit(one.target, one.satuan) or "-" for one in indikator] or None,
        "keb_dana": need,
    }


def note(left: RkpdValue | None, need: int | None) -> str:
    """The note of a row: what was written, else the difference in words and percent."""
    if left is not None and left.catatan:
        return left.catatan
    if left is None:
        return "Belum ada dalam rancangan awal RKPD."
    if need is None:
        return "Tidak direncanakan oleh perangkat daerah."
    if left.pagu is None or left.pagu == need:
        return "Sesuai rancangan awal RKPD."
    word = "Penambahan" if need > left.pagu else "Pengurangan"
    gap = abs(need - left.pagu)
    percent = f" ({number_text((HUNDRED * gap / left.pagu).quantize(CENT))}%)" if left.pagu else ""
    return f"{word} Rp{number_text(gap)}{percent}."


def tc32(values: PlanValues) -> Rows:
    """Rows of T-C.32 in the order of the proposals; none when there was no proposal (the paper then prints Nihil with its reason)."""
    rows = [
        row_of(
            kind_of(usulan.kode),
            str(number),
            no=number,
            prog=usulan.uraian,
            lokasi=usulan.lokasi or None,
            indikator=usulan.indikator or None,
            volume=usulan.volume or None,
            catatan=decision(usulan),
        )
        | {"tingkat": 4}
        for number, usulan in enumerate(values.usulan, 1)
    ]
    return Rows(tuple(rows))


def decision(usulan: UsulanValue) -> str:
    """What became of a proposal, in words."""
    origin = f"Usulan {usulan.pengusul} ({usulan.sumber})" if usulan.sumber else f"Usulan {usulan.pengusul}"
    reason = f": {usulan.alasan.rstrip('.')}" if usulan.alasan else ""
    if usulan.status == "diterima":
        return f"{origin}. Diakomodasi pada {usulan.kode}{reason}." if usulan.kode else f"{origin}. Diakomodasi{reason}."
    return f"{origin}. {'Ditolak' if usulan.status == 'ditolak' else 'Dipertimbangkan'}{reason}."
