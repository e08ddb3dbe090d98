"""Checks of money, P01 to P09. Amounts are whole rupiah."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from renjana.analisis.findings import CheckValues, Note, on
from renjana.organisasi.numerals import rupiah
from renjana.renja.plan_rows import tc33
from renjana.renja.values import RenstraValue
from renjana.renstra.codes import parents


def positive(values: CheckValues) -> Iterator[Note]:
    """P01."""
    for row in values.plan.rows:
        if row.pagu is None:
            yield on(row, f"pagu tahun {values.plan.tahun} belum diisi; isi dengan rupiah bulat lebih dari Rp0.")
        elif row.pagu <= 0:
            yield on(row, f"pagu tahun {values.plan.tahun} tertulis {rupiah(row.pagu)}; isi dengan rupiah bulat lebih dari Rp0.")


def sums_upward(values: CheckValues) -> Iterator[Note]:
    """P02: every head of the printed T-C.33 equals the sum beneath it, the total row equals all."""
    table = tc33(values.plan)
    yield from unequal_sums(values, [*table.rows, *([table.jumlah] if table.jumlah else [])])


def unequal_sums(values: CheckValues, rows: list[dict[str, Any]]) -> Iterator[Note]:
    """Heads among rows of T-C.33 whose money differs from the sum of the sub kegiatan beneath them."""
    for column, word in (("pagu", f"pagu {values.plan.tahun}"), ("pagu_maju", f"prakiraan maju {values.plan.tahun + 1}")):
        sums = _sums((row["kode"], row[column] or 0) for row in rows if row["baris"] == "sub_kegiatan")
        for row in rows:
            if row["baris"] in {"sub_kegiatan", "indikator"}:
                continue
            total = row["baris"] == "jumlah"
            expected = sums.get("" if total else row["kode"], 0)
            if row[column] != expected:
                name = "Jumlah seluruhnya" if total else values.label(row["kode"])
                gap = rupiah(abs(row[column] - expected))
                yield Note(
                    "",
                    row["kode"] or "JUMLAH",
                    f"{name}: {word} tertulis {rupiah(row[column])}, jumlah sub kegiatannya {rupiah(expected)} (selisih {gap}). Samakan.",
                    column,
                )


def _sums(lowest: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Sums by code above, added here once more so that the table is not judged by its own sums; all under ""."""
    sums: dict[str, int] = {}
    for kode, amount in lowest:
        for step in ("", *parents(kode)):
            sums[step] = sums.get(step, 0) + amount
    return sums


def within_ceiling(values: CheckValues) -> Iterator[Note]:
    """P03. Silent while no pagu indikatif was given."""
    plan = values.plan
    if plan.pagu_indikatif is not None and plan.total > plan.pagu_indikatif:
        over = rupiah(plan.total - plan.pagu_indikatif)
        pesan = f"Total pagu {rupiah(plan.total)} melebihi pagu indikatif {rupiah(plan.pagu_indikatif)} sebesar {over}. Kurangi pagu sub kegiatan."
        yield Note("", plan.agency.nama, pesan)


def near_renstra(values: CheckValues) -> Iterator[Note]:
    """P06. Silent where the Renstra gives the program no money in the year."""
    plan = values.plan
    if plan.renstra is None:
        return
    limit = values.ambang.get("P06", 10)
    for program, planned in plan.per_program.items():
        expected = renstra_pagu(plan.renstra, program, plan.tahun)
        if not expected:
            continue
        percent = Decimal(abs(planned - expected)) * 100 / expected
        if percent > limit:
            word = "di atas" if planned > expected else "di bawah"
            yield Note(
                values.bidang_under(program),
                program,
                f"{values.label(program)}: pagu {rupiah(planned)} {percent:.0f}% {word} Renstra tahun {plan.tahun} ({rupiah(expected)}). "
                "Sesuaikan, atau abaikan dengan alasan.",
            )


def renstra_pagu(renstra: RenstraValue, kode: str, tahun: int) -> int:
    """What the Renstra plans beneath a code in a year, rows without a code included."""
    return sum(
        item.pagu.get(tahun, 0)
        for item in renstra.items
        if item.tingkat == "sub_kegiatan" and kode in {*parents(item.kode or f"{item.induk}.0000"), item.kode, item.induk}
    )


def funded_in_full(values: CheckValues) -> Iterator[Note]:
    """P07. Silent where sources carry no money of their own."""
    for row in values.plan.rows:
        given = [source.pagu for source in row.sumber_dana if source.pagu is not None]
        if given and row.pagu is not None and sum(given) != row.pagu:
            yield on(row, f"jumlah pagu per sumber dana {rupiah(sum(given))}, pagu sub kegiatan {rupiah(row.pagu)}. Samakan keduanya.")


def ahead(values: CheckValues) -> Iterator[Note]:
    """P08. A sub kegiatan that ends says so: zero with a note."""
    year = values.plan.tahun + 1
    for row in values.plan.rows:
        if row.pagu_maju is None:
            yield on(row, f"pagu prakiraan maju {year} belum diisi; isi jumlahnya, atau Rp0 beserta alasannya pada catatan.")
        elif row.pagu_maju <= 0 and not row.catatan:
            yield on(row, f"pagu prakiraan maju {year} tertulis {rupiah(row.pagu_maju)} tanpa alasan; isi jumlahnya atau tulis alasan berhenti.")


def steady(values: CheckValues) -> Iterator[Note]:
    """P09. Silent where a note explains it."""
    limit = values.ambang.get("P09", 25)
    for row in values.plan.rows:
        if not row.pagu or not row.pagu_maju or row.catatan:
            continue
        percent = Decimal(row.pagu_maju - row.pagu) * 100 / row.pagu
        if abs(percent) > limit:
            word = "naik" if percent > 0 else "turun"
            yield on(row, f"prakiraan maju {word} {abs(percent):.0f}% dari pagu {values.plan.tahun}; beri catatan bila memang demikian.")
