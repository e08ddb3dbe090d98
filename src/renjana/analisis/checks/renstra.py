"""Checks against the Renstra and the years before, R01 to R05 and E01 to E05."""

from collections.abc import Iterator
from decimal import Decimal

from renjana.analisis.checks.pagu import renstra_pagu
from renjana.analisis.findings import CheckValues, Note, on
from renjana.renja.formulas import evaluate
from renjana.renja.numbers import number_text, with_unit
from renjana.renja.values import RealisasiValue
from renjana.renstra.codes import kegiatan_of, program_of


def _planned(values: CheckValues) -> frozenset[str]:
    """Codes of the Renstra, former codes under their new number too."""
    known = values.plan.renstra.by_code if values.plan.renstra else {}
    return frozenset(known) | {values.plan.successors[kode] for kode in known if kode in values.plan.successors}


def from_renstra(values: CheckValues) -> Iterator[Note]:
    """R01. Silent without a Renstra; a kegiatan of a missing program is not told again."""
    plan = values.plan
    if plan.renstra is None or not plan.renstra.items:
        return
    known = _planned(values)
    period = f"Renstra {plan.renstra.tahun_awal}-{plan.renstra.tahun_akhir}"
    for kode in plan.programs:
        if kode not in known:
            yield Note(values.bidang_under(kode), kode, f"Program {values.label(kode)} tidak ada pada {period}; ganti dengan program Renstra.")
    for kode in plan.kegiatan:
        if kode not in known and program_of(kode) in known:
            yield Note(values.bidang_under(kode), kode, f"Kegiatan {values.label(kode)} tidak ada pada {period}; ganti dengan kegiatan Renstra.")


def new_explained(values: CheckValues) -> Iterator[Note]:
    """R02. Silent where the kegiatan is missing already and where a note explains it."""
    plan = values.plan
    if plan.renstra is None or not plan.renstra.items:
        return
    known = _planned(values)
    for row in plan.rows:
        if row.kode not in known and kegiatan_of(row.kode) in known and not row.catatan:
            yield on(row, "sub kegiatan baru, tidak ada pada Renstra; tulis alasannya pada catatan (pokir, arahan, perubahan nomenklatur).")


def final_target_kept(values: CheckValues) -> Iterator[Note]:
    """R04. Akumulatif only."""
    targets = {(row.kode, " ".join(one.uraian.casefold().split())): one.target for row in values.plan.rows for one in row.indikator}
    for report, letak in _reports(values):
        kode = values.plan.successors.get(report.kode, report.kode)
        target = targets.get((kode, " ".join(report.indikator.casefold().split())))
        reached = evaluate(report).perkiraan_capaian
        if report.tipe != "akumulatif" or target is None or reached is None or report.target_renstra is None:
            continue
        if reached + target > report.target_renstra:
            total = with_unit(reached + target, report.satuan)
            pesan = f"{_label(values, report)}: sampai tahun {values.plan.tahun} menjadi {total}, melebihi target akhir Renstra "
            yield Note("", report.kode, f"{pesan}{with_unit(report.target_renstra, report.satuan)}. Periksa kembali targetnya.", letak)


def all_programs_taken(values: CheckValues) -> Iterator[Note]:
    """R05. Only programs that the Renstra gives money in the year."""
    plan = values.plan
    if plan.renstra is None:
        return
    taken = set(plan.programs)
    for item in plan.renstra.items:
        if item.tingkat == "program" and item.kode not in taken and renstra_pagu(plan.renstra, item.kode, plan.tahun):
            yield Note("", item.kode, f"Program {item.kode} {item.nama} direncanakan Renstra untuk {plan.tahun} tetapi tidak ada pada Renja.")


def _reports(values: CheckValues) -> Iterator[tuple[RealisasiValue, str]]:
    seen: dict[str, int] = {}
    for report in values.plan.realisasi:
        seen[report.kode] = seen.get(report.kode, -1) + 1
        yield report, str(seen[report.kode])


def _label(values: CheckValues, report: RealisasiValue) -> str:
    return f"{values.label(report.kode)}, “{report.indikator}”"


def realised(values: CheckValues) -> Iterator[Note]:
    """E01."""
    year = values.plan.tahun - 2
    for report, letak in _reports(values):
        if report.target_n2 is not None and report.realisasi_n2 is None:
            yield Note("", report.kode, f"{_label(values, report)}: realisasi {year} kosong padahal ada targetnya; isi realisasinya.", letak)


def expected_filled(values: CheckValues) -> Iterator[Note]:
    """E02."""
    year = values.plan.tahun - 1
    for report, letak in _reports(values):
        if report.target_n1 is None:
            yield Note("", report.kode, f"{_label(values, report)}: target {year} kosong sehingga perkiraan capaian tidak terhitung; isi.", letak)


def plausible(values: CheckValues) -> Iterator[Note]:
    """E05."""
    for report, letak in _reports(values):
        percent = evaluate(report).tingkat_realisasi
        if percent is not None and not Decimal(50) <= percent <= Decimal(150):
            pesan = f"{_label(values, report)}: tingkat realisasi {number_text(percent)}%; periksa ulang target dan realisasinya."
            yield Note("", report.kode, pesan, letak)
