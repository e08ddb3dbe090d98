"""Checks of indicators and targets, I01 to I10."""

from collections.abc import Iterator
from decimal import Decimal

from renjana.analisis.findings import CheckValues, Note, on
from renjana.renja.numbers import number_text, with_unit
from renjana.renja.values import IndikatorValue, RealisasiValue, RencanaValue
from renjana.renstra.codes import level
from renjana.renstra.plan import PERCENT

COUNTED = frozenset({"dokumen", "laporan", "unit", "orang", "paket", "titik", "aplikasi", "layanan", "kegiatan", "lembaga", "komunitas", "buah"})
GROWING = ("pertumbuhan", "kenaikan", "peningkatan", "penurunan")
OUTPUT = ("jumlah dokumen", "jumlah laporan")


def same_unit(one: str, other: str) -> bool:
    """Whether two units mean the same: case and blanks do not count, "%" is "persen"."""
    a, b = ("".join(words.casefold().split()).rstrip(".") for words in (one, other))
    return a == b or (a in PERCENT and b in PERCENT)


def same_words(one: str, other: str) -> bool:
    """Whether two texts are the same but for case and blanks."""
    return one.casefold().split() == other.casefold().split()


def measured(values: CheckValues) -> Iterator[Note]:
    """I01. A Renstra without any indicator on a level is told once, as a warning: only its own revision can mend it, not this Renja."""
    plan = values.plan
    for row in plan.rows:
        if not row.indikator:
            entry = plan.nomenklatur.get(row.kode)
            advice = f"pakai indikator nomenklatur “{entry.indikator}”" if entry and entry.indikator else "tambahkan paling sedikit satu"
            yield on(row, f"belum punya indikator; {advice}.")
    for kind, meant, codes in (("Program", "hasil (outcome)", plan.programs), ("Kegiatan", "keluaran (output)", plan.kegiatan)):
        lacking = [kode for kode in codes if not plan.induk.get(kode)]
        if any(found and level(kode) == kind.lower() for kode, found in plan.induk.items()):
            for kode in lacking:
                yield Note(values.bidang_under(kode), kode, f"{kind} {values.label(kode)} belum punya indikator; tambahkan pada Renstra.")
        elif lacking and plan.renstra is not None and plan.renstra.items:
            period = f"Renstra {plan.renstra.tahun_awal}-{plan.renstra.tahun_akhir}"
            pesan = f"{period} tidak memuat indikator {kind.lower()} satu pun, padahal setiap {kind.lower()} memerlukan indikator {meant}"
            advice = f"isi kolom INDIKATOR, SATUAN, dan TARGET {kind.lower()} pada lembar Renstra, lalu impor lagi"
            yield Note("", kind, f"{pesan}; {len(lacking)} {kind.lower()} pada Renja ini tanpa indikator. Perbaikan: {advice}.", tingkat="warning")


def _each(values: CheckValues) -> Iterator[tuple[RencanaValue, IndikatorValue, str]]:
    for row in values.plan.rows:
        for order, one in enumerate(row.indikator):
            yield row, one, str(order)


def targeted(values: CheckValues) -> Iterator[Note]:
    """I02."""
    for row, one, letak in _each(values):
        if one.target is None:
            yield on(row, f"target tahun {values.plan.tahun} dari “{one.uraian}” belum diisi; isi angkanya.", letak)


def unit_known(values: CheckValues) -> Iterator[Note]:
    """I03. Every indicator has a unit; the one of the nomenclature has its unit."""
    for row in values.plan.rows:
        entry = values.plan.nomenklatur.get(row.kode)
        for order, one in enumerate(row.indikator):
            if not one.satuan.strip():
                yield on(row, f"satuan dari “{one.uraian}” belum diisi; isi satuannya.", str(order))
        first = _listed_indicator(row, entry.indikator) if entry else None
        if entry and first and entry.satuan and first.satuan.strip() and not same_unit(first.satuan, entry.satuan):
            yield on(row, f"satuan tertulis {first.satuan}, pada nomenklatur {entry.satuan}. Pakai satuan nomenklatur.", "nomenklatur")


def _listed_indicator(row: RencanaValue, indikator: str) -> IndikatorValue | None:
    """The indicator that stands for the nomenclature's: the one of the same words, else the first."""
    return next((one for one in row.indikator if same_words(one.uraian, indikator)), row.indikator[0] if row.indikator else None)


def as_listed(values: CheckValues) -> Iterator[Note]:
    """I04."""
    for row in values.plan.rows:
        entry = values.plan.nomenklatur.get(row.kode)
        if entry and entry.indikator and row.indikator and not any(same_words(one.uraian, entry.indikator) for one in row.indikator):
            yield on(row, f"indikator nomenklatur “{entry.indikator}” tidak dipakai; pakai, lalu tambahkan indikator lain bila perlu.")


def within_hundred(values: CheckValues) -> Iterator[Note]:
    """I05. Indicators of growth may pass a hundred."""
    for row, one, letak in _each(values):
        if one.satuan.casefold().strip() not in PERCENT or any(word in one.uraian.casefold() for word in GROWING):
            continue
        for target, year in ((one.target, values.plan.tahun), (one.target_maju, values.plan.tahun + 1)):
            if target is not None and not 0 <= target <= 100:
                yield on(row, f"target {year} dari “{one.uraian}” tertulis {number_text(target)}%; isi antara 0 dan 100.", f"{letak}-{year}")


def outcome(values: CheckValues) -> Iterator[Note]:
    """I06."""
    for kode in values.plan.programs:
        for order, one in enumerate(values.plan.induk.get(kode, ())):
            if one.uraian.casefold().startswith(OUTPUT):
                pesan = f"Program {values.label(kode)}: indikator “{one.uraian}” adalah keluaran; pakai indikator hasil (outcome)."
                yield Note(values.bidang_under(kode), kode, pesan, str(order))


def not_below_past(values: CheckValues) -> Iterator[Note]:
    """I07. Silent where a note explains it and for akumulatif, whose yearly amounts may vary."""
    past: dict[str, list[RealisasiValue]] = {}
    for reported in values.plan.realisasi:
        past.setdefault(values.plan.successors.get(reported.kode, reported.kode), []).append(reported)
    for row, one, letak in _each(values):
        if row.catatan or one.target is None or one.tipe == "akumulatif":
            continue
        report = next((found for found in past.get(row.kode, ()) if same_words(found.indikator, one.uraian)), None)
        if report is None or report.realisasi_n2 is None:
            continue
        worse = one.target > report.realisasi_n2 if one.tipe == "tren_negatif" else one.target < report.realisasi_n2
        if worse:
            reached = with_unit(report.realisasi_n2, report.satuan)
            yield on(row, f"target “{one.uraian}” {with_unit(one.target, one.satuan)} mundur dari realisasi {reached}; beri catatan.", letak)


def as_renstra(values: CheckValues) -> Iterator[Note]:
    """I08. Silent where a note explains it and where the Renstra has no such indicator or year."""
    plan = values.plan
    planned = plan.renstra.by_code if plan.renstra else {}
    for row, one, letak in _each(values):
        item = planned.get(row.kode)
        if item is None or row.catatan or one.target is None:
            continue
        same = next((known for known in item.indikator if same_words(known.uraian, one.uraian)), None)
        expected = same.target.get(plan.tahun) if same else None
        if expected is not None and expected != one.target:
            found = with_unit(one.target, one.satuan)
            yield on(row, f"target “{one.uraian}” {found}, pada Renstra {number_text(expected)}; samakan atau beri catatan.", letak)


def ahead(values: CheckValues) -> Iterator[Note]:
    """I09. Silent for a sub kegiatan that ends: no money ahead, with a note."""
    for row, one, letak in _each(values):
        if one.target_maju is None and not (row.pagu_maju == 0 and row.catatan):
            yield on(row, f"target prakiraan maju {values.plan.tahun + 1} dari “{one.uraian}” belum diisi; isi angkanya.", letak)


def whole(values: CheckValues) -> Iterator[Note]:
    """I10."""
    for row, one, letak in _each(values):
        if one.satuan.casefold().strip() in COUNTED and one.target is not None and one.target % 1 != Decimal(0):
            yield on(row, f"target “{one.uraian}” {with_unit(one.target, one.satuan)} tidak bulat; bulatkan.", letak)
