"""Checks of money, P01 to P10. Amounts are whole rupiah; P04, which reads the document, is in naskah.py."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from renjana.analisis.checks.prose import OTHER, amounts, sentences
from renjana.analisis.findings import Ambang, CheckValues, Note, check, on, words
from renjana.organisasi.numerals import rupiah
from renjana.renja.formulas import evaluate
from renjana.renja.numbers import number_text
from renjana.renja.plan_rows import tc33
from renjana.renja.values import RencanaValue
from renjana.renstra.codes import PENUNJANG, parents

PRACTICE = "kebiasaan kerja"
TENTH = Decimal("0.1")
HEAD_CODE = re.compile(r"(?<![\d.])\d\.\d{2}\.\d{2}(?:\.\d\.\d{2})?(?!\.?\d)")
"""The code of a program or a kegiatan among words."""


@check("P01", "error", "Pagu sub kegiatan lebih dari nol", "T-C.33 kolom 6")
def positive(values: CheckValues) -> Iterator[Note]:
    """P01."""
    for row in values.plan.rows:
        if row.pagu is None:
            yield on(row, f"pagu tahun {values.plan.tahun} belum diisi; isi dengan rupiah bulat lebih dari Rp0.", kolom="pagu")
        elif row.pagu <= 0:
            yield on(row, f"pagu tahun {values.plan.tahun} tertulis {rupiah(row.pagu)}; isi dengan rupiah bulat lebih dari Rp0.", kolom="pagu")


@check("P02", "error", "Jumlah naik ke kegiatan, program, dan perangkat daerah", "pagu tingkat atas adalah penjumlahan; catatan Bappeda", gate=True)
def sums_upward(values: CheckValues) -> Iterator[Note]:
    """P02: every head of T-C.33 as it is printed equals the sum beneath it, the total row equals all, and so do the sums that BAB III and
    BAB IV write of a program or kegiatan.
    """
    printed = values.tabel.get("t-c-33")
    if printed is None:
        table = tc33(values.plan)
        printed = [*table.rows, *([table.jumlah] if table.jumlah else [])]
    yield from unequal_sums(values, printed)
    yield from unequal_words(values)


def unequal_words(values: CheckValues) -> Iterator[Note]:
    """Sentences that give one program or kegiatan another amount than its sum, in this year or the next. One note for a code."""
    told: set[str] = set()
    for place, sentence in sentences(values.naskah):
        found = [one for one in amounts(sentence) if not OTHER.search(one[0])]
        named = sums_named(values, sentence) if len(found) == 1 else {}
        if len(named) != 1:
            continue
        [(kode, (here, ahead))], [(_, stated)] = named.items(), found
        if stated not in {here, ahead} and kode not in told:
            told.add(kode)
            gap = rupiah(abs(stated - here))
            pesan = f"{place} menulis pagu {values.label(kode)} {rupiah(stated)}, jumlah sub kegiatannya {rupiah(here)} (selisih {gap}). Samakan."
            yield Note("", kode, pesan, "naskah")


def sums_named(values: CheckValues, sentence: str) -> dict[str, tuple[int, int]]:
    """The programs and kegiatan that a sentence names by code, or programs by name, each with its pagu of this year and the next."""
    codes = {found[0] for found in HEAD_CODE.finditer(sentence)}
    told = words(sentence)
    plan = values.plan
    found = {kode for kode in (*plan.programs, *plan.kegiatan) if kode in codes}
    if not found and "program" in told:
        found = {kode for kode in plan.programs if (name := words(plan.name_of(kode)).removeprefix("program ")) and f"program {name}" in told}
    return {kode: (sum(row.pagu or 0 for row in rows), sum(row.pagu_maju or 0 for row in rows)) for kode in found if (rows := plan.rows_under(kode))}


def unequal_sums(values: CheckValues, rows: Sequence[Mapping[str, Any]]) -> Iterator[Note]:
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


@check(
    "P03",
    "error",
    "Total pagu tidak melebihi pagu indikatif",
    "batas pagu rancangan awal RKPD atau Surat Edaran kepala daerah",
    perlu="pagu_indikatif",
)
def within_ceiling(values: CheckValues) -> Iterator[Note]:
    """P03. Silent while no pagu indikatif was given."""
    plan = values.plan
    if plan.pagu_indikatif is not None and plan.total > plan.pagu_indikatif:
        over = rupiah(plan.total - plan.pagu_indikatif)
        pesan = f"Total pagu {rupiah(plan.total)} melebihi pagu indikatif {rupiah(plan.pagu_indikatif)} sebesar {over}. Kurangi pagu sub kegiatan."
        yield Note("", plan.agency.nama, pesan)


@check(
    "P05",
    "warning",
    "Pembagian pagu penunjang dan urusan sesuai Renstra",
    "daftar periksa verifikasi (ka_6); catatan Bappeda",
    perlu="renstra",
    ambang=(Ambang("P05", 3, "angka persen", "beda bagian program penunjang dari Renstra yang masih wajar"),),
)
def shared_as_planned(values: CheckValues) -> Iterator[Note]:
    """P05: the share of program penunjang in the whole, against the share that the Renstra gives it in the year."""
    plan, planned = values.plan, values.renstra_pagu[""]
    if not planned or not plan.total:
        return
    support = {program for program in plan.programs if program.split(".")[-1] == PENUNJANG}
    here = Decimal(sum(pagu for program, pagu in plan.per_program.items() if program in support)) * 100 / plan.total
    known = {code for code in values.renstra_pagu if code.count(".") == 2 and code.split(".")[-1] == PENUNJANG}
    there = Decimal(sum(values.renstra_pagu[program] for program in known)) * 100 / planned
    if abs(here - there) > shared_as_planned.limit(values):
        found = f"program penunjang {number_text(here.quantize(TENTH))}% dari pagu, pada Renstra {number_text(there.quantize(TENTH))}%"
        yield Note("", "Program penunjang", f"Pembagian pagu tahun {plan.tahun}: {found}. Sesuaikan pembagiannya, atau beri alasan.")


@check(
    "P06",
    "warning",
    "Pagu program sejalan dengan Renstra",
    PRACTICE,
    perlu="renstra",
    ambang=(Ambang("P06", 10, "%", "beda pagu program dari Renstra yang masih wajar"),),
)
def near_renstra(values: CheckValues) -> Iterator[Note]:
    """P06. Silent where the Renstra gives the program no money in the year."""
    plan, limit = values.plan, near_renstra.limit(values)
    for program, planned in plan.per_program.items():
        expected = values.renstra_pagu.get(program, 0)
        if not expected:
            continue
        percent = Decimal(abs(planned - expected)) * 100 / expected
        if percent > limit:
            word = "di atas" if planned > expected else "di bawah"
            yield Note(
                values.bidang_under(program),
                program,
                f"{values.label(program)}: pagu {rupiah(planned)} {percent:.0f}% {word} Renstra tahun {plan.tahun} ({rupiah(expected)}). "
                "Sesuaikan, atau beri alasan.",
            )


@check("P07", "error", "Jumlah pagu per sumber dana sama dengan pagu", "data dana sub kegiatan SIPD-RI")
def funded_in_full(values: CheckValues) -> Iterator[Note]:
    """P07. Silent where sources carry no money of their own."""
    for row in values.plan.rows:
        given = [source.pagu for source in row.sumber_dana if source.pagu is not None]
        if given and row.pagu is not None and sum(given) != row.pagu:
            yield on(
                row, f"jumlah pagu per sumber dana {rupiah(sum(given))}, pagu sub kegiatan {rupiah(row.pagu)}. Samakan keduanya.", kolom="sumber_dana"
            )


@check(
    "P08",
    "error",
    "Pagu prakiraan maju terisi",
    "UU 17/2003, kerangka pengeluaran jangka menengah (perlu konfirmasi)",
    kolom="pagu_maju",
    hilang=True,
)
def ahead(values: CheckValues) -> Iterator[Note]:
    """P08. A sub kegiatan that ends says so: zero with a note."""
    year = values.plan.tahun + 1
    for row in values.plan.rows:
        if row.pagu_maju is None:
            yield on(row, f"pagu prakiraan maju {year} belum diisi; isi jumlahnya, atau Rp0 beserta alasannya pada catatan.", kolom="pagu_maju")
        elif row.pagu_maju <= 0 and not row.catatan:
            yield on(
                row,
                f"pagu prakiraan maju {year} tertulis {rupiah(row.pagu_maju)} tanpa alasan; isi jumlahnya atau tulis alasan berhenti.",
                kolom="pagu_maju",
            )


@check(
    "P09",
    "info",
    "Pagu prakiraan maju tidak melonjak",
    PRACTICE,
    kolom="pagu_maju",
    ambang=(Ambang("P09", 25, "%", "naik atau turunnya prakiraan maju yang masih wajar"),),
)
def steady(values: CheckValues) -> Iterator[Note]:
    """P09. Silent where a note explains it."""
    limit = steady.limit(values)
    for row in values.plan.rows:
        if not row.pagu_maju or row.pagu is None or row.pagu <= 0 or row.catatan:
            continue
        percent = Decimal(row.pagu_maju - row.pagu) * 100 / row.pagu
        if abs(percent) > limit:
            word = "naik" if percent > 0 else "turun"
            told = f"prakiraan maju {word} {abs(percent):.0f}% dari pagu {values.plan.tahun}; beri catatan bila memang demikian."
            yield on(row, told, kolom="catatan")


@check(
    "P10",
    "warning",
    "Pagu tidak naik sesudah realisasi rendah tanpa alasan",
    PRACTICE,
    perlu="realisasi",
    ambang=(Ambang("P10", 70, "%", "realisasi n-2 yang membuat kenaikan pagu perlu alasan, bila di bawahnya"),),
)
def earned(values: CheckValues) -> Iterator[Note]:
    """P10. The pagu of year n-2 is the agency's own, else that of the Renstra; realisation in rupiah, else the worst achievement reported.

    Silent where a note explains it.
    """
    plan, limit = values.plan, earned.limit(values)
    before = values.renstra_pagu_of(plan.tahun - 2)
    for row in plan.rows:
        known = values.lalu.get(row.kode)
        pagu = known.pagu if known and known.pagu else before.get(row.kode, 0)
        percent = _realised(values, row)
        if percent is None or percent >= limit or not pagu or not row.pagu or row.pagu <= pagu or row.catatan:
            continue
        reached = f"realisasi {plan.tahun - 2} hanya {number_text(percent.quantize(TENTH))}%"
        found = f"{reached}, padahal pagu naik dari {rupiah(pagu)} menjadi {rupiah(row.pagu)}"
        yield on(row, f"{found}; turunkan, atau tulis alasannya pada catatan.", kolom="catatan")


def _realised(values: CheckValues, row: RencanaValue) -> Decimal | None:
    """How much of year n-2 was realised, in percent; None while nothing is known."""
    known = values.lalu.get(row.kode)
    if known and known.pagu and known.realisasi is not None:
        return Decimal(known.realisasi) * 100 / known.pagu
    reached = [evaluate(report).tingkat_realisasi for report in values.reported.get(row.kode, ())]
    return min((percent for percent in reached if percent is not None), default=None)
