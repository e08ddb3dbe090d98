"""Checks of what was reached before, E01 to E05."""

from collections.abc import Iterator
from decimal import Decimal

from renjana.analisis.checks.reports import reports
from renjana.analisis.findings import Ambang, CheckValues, FaktorValue, Note, check, words
from renjana.renja.formulas import evaluate
from renjana.renja.numbers import number_text

BAPPEDA = "catatan Bappeda: masih terdapat data yang kosong"
COMPUTED = (("tingkat_realisasi", 8), ("perkiraan_capaian", 10), ("tingkat_capaian", 11))
CENT = Decimal("0.01")
NOTHING = FaktorValue()


@check("E01", "error", "Realisasi tahun lalu terisi", BAPPEDA, perlu="realisasi", hilang=True)
def realised(values: CheckValues) -> Iterator[Note]:
    """E01."""
    for said in reports(values):
        if said.report.target_n2 is not None and said.report.realisasi_n2 is None:
            yield said.note(f"realisasi {values.plan.tahun - 2} kosong padahal ada targetnya; isi realisasinya.")


@check("E02", "error", "Perkiraan capaian tahun berjalan terisi", BAPPEDA, perlu="realisasi", hilang=True)
def expected_filled(values: CheckValues) -> Iterator[Note]:
    """E02: columns 9 to 11 of T-C.29."""
    for said in reports(values):
        if said.report.target_n1 is None:
            yield said.note(f"target {values.plan.tahun - 1} kosong sehingga perkiraan capaian tidak terhitung; isi targetnya.")
        elif not said.report.target_renstra:
            yield said.note("target akhir Renstra kosong sehingga tingkat capaian tidak terhitung; isi targetnya.")


@check("E03", "error", "Kolom hitungan T-C.29 sama dengan hitung ulang", "T-C.29: 8 = 7/6, 10 = 5+7+9, 11 = 10/4", perlu="realisasi", gate=True)
def computed_right(values: CheckValues) -> Iterator[Note]:
    """E03, of T-C.29 as it is printed; up to 0,01. Silent for rows whose cells are not numbers and while nothing was printed."""
    known = {(said.report.kode, words(said.report.indikator)): said for said in reports(values)}
    kode = ""
    for row in values.tabel.get("t-c-29", ()):
        kode = row.get("kode") or kode
        said = known.get((kode, words(str(row.get("indikator") or ""))))
        if said is None:
            continue
        right = evaluate(said.report)
        for key, column in COMPUTED:
            printed, expected = row.get(key), getattr(right, key)
            if isinstance(printed, Decimal | int) and (expected is None or abs(Decimal(printed) - expected) > CENT):
                told = (
                    f"kolom {column} T-C.29 tertulis {number_text(Decimal(printed))}, hitungannya {number_text(expected) or '-'}; perbaiki tabelnya."
                )
                note = said.note(told)
                yield Note(note.bidang, note.objek, note.pesan, f"{note.letak}-{column}")


@check(
    "E04", "warning", "Capaian di bawah atau di atas target dijelaskan", "daftar periksa verifikasi (sb_12, sb_13); catatan Bappeda", perlu="faktor"
)
def explained(values: CheckValues) -> Iterator[Note]:
    """E04. What is asked for: the factor and what follows from it."""
    for said in reports(values):
        percent = evaluate(said.report).tingkat_realisasi
        if percent is None or percent == 100 or values.faktor is None:
            continue
        given = values.faktor.get((said.kode, words(said.report.indikator)), NOTHING)
        lacking = [word for word, text in (("faktor penyebab", given.faktor), ("tindak lanjut", given.tindak_lanjut)) if not text.strip()]
        if lacking:
            side = "di bawah" if percent < 100 else "di atas"
            yield said.note(f"capaian {values.plan.tahun - 2} {number_text(percent)}%, {side} target; tulis {' dan '.join(lacking)}nya.")


@check(
    "E05",
    "warning",
    "Tingkat realisasi wajar",
    "kebiasaan kerja",
    perlu="realisasi",
    ambang=(
        Ambang("E05_bawah", 50, "%", "tingkat realisasi yang perlu diperiksa ulang, bila di bawahnya"),
        Ambang("E05_atas", 150, "%", "tingkat realisasi yang perlu diperiksa ulang, bila di atasnya"),
    ),
)
def plausible(values: CheckValues) -> Iterator[Note]:
    """E05."""
    low, high = plausible.limit(values), plausible.limit(values, 1)
    for said in reports(values):
        percent = evaluate(said.report).tingkat_realisasi
        if percent is not None and not low <= percent <= high:
            yield said.note(f"tingkat realisasi {number_text(percent)}%; periksa ulang target dan realisasinya.")
