"""Checks against the Renstra, R01 to R05; R03, which reads the document, is in naskah.py."""

from collections.abc import Iterator

from renjana.analisis.checks.reports import reports
from renjana.analisis.findings import CheckValues, Note, check, on, words
from renjana.renja.formulas import evaluate
from renjana.renja.numbers import with_unit
from renjana.renstra.codes import kegiatan_of, program_of

PRACTICE = "kebiasaan kerja"


def _planned(values: CheckValues) -> frozenset[str]:
    """Codes of the Renstra, former codes under their new number too."""
    known = values.plan.renstra.by_code if values.plan.renstra else {}
    return frozenset(known) | {values.plan.successors[kode] for kode in known if kode in values.plan.successors}


@check("R01", "error", "Program dan kegiatan ada pada Renstra", "Renja adalah penjabaran Renstra; catatan Bappeda", perlu="renstra")
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


@check("R02", "warning", "Sub kegiatan baru beralasan", PRACTICE, perlu="renstra")
def new_explained(values: CheckValues) -> Iterator[Note]:
    """R02. Silent where the kegiatan is missing already and where a note explains it."""
    plan = values.plan
    if plan.renstra is None or not plan.renstra.items:
        return
    known = _planned(values)
    for row in plan.rows:
        if row.kode not in known and kegiatan_of(row.kode) in known and not row.catatan:
            yield on(
                row,
                "sub kegiatan baru, tidak ada pada Renstra; tulis alasannya pada catatan (pokir, arahan, perubahan nomenklatur).",
                kolom="catatan",
            )


@check("R04", "info", "Kumulatif tidak melebihi target akhir Renstra", "T-C.29", perlu="realisasi")
def final_target_kept(values: CheckValues) -> Iterator[Note]:
    """R04. Akumulatif only."""
    targets = {(row.kode, words(one.uraian)): (one.target, order) for row in values.plan.rows for order, one in enumerate(row.indikator)}
    for said in reports(values):
        report = said.report
        target, order = targets.get((said.kode, words(report.indikator)), (None, 0))
        reached = evaluate(report).perkiraan_capaian
        if report.tipe != "akumulatif" or target is None or reached is None or report.target_renstra is None:
            continue
        if reached + target > report.target_renstra:
            total = with_unit(reached + target, report.satuan)
            pesan = f"sampai tahun {values.plan.tahun} menjadi {total}, melebihi target akhir Renstra "
            told = f"{pesan}{with_unit(report.target_renstra, report.satuan)}. Periksa kembali targetnya."
            yield said.note(told, kolom="target", nomor=order)


@check("R05", "warning", "Program Renstra muncul pada Renja", PRACTICE, perlu="renstra")
def all_programs_taken(values: CheckValues) -> Iterator[Note]:
    """R05. Only programs that the Renstra gives money in the year."""
    plan = values.plan
    if plan.renstra is None:
        return
    taken = set(plan.programs)
    for item in plan.renstra.items:
        if item.tingkat == "program" and item.kode not in taken and values.renstra_pagu.get(item.kode):
            yield Note(
                "",
                item.kode,
                f"Program {item.kode} {item.nama} direncanakan Renstra untuk {plan.tahun} tetapi tidak ada pada Renja; tambahkan, atau beri alasan.",
            )
