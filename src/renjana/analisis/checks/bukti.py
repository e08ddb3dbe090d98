"""Checks of what stands beside the plan: proofs, SIPD-RI, the RKPD, and what the bidang sent. D06 to D08, B01 to B03."""

from collections.abc import Iterator

from renjana.analisis.findings import CheckValues, Note, check, on
from renjana.organisasi.numerals import rupiah
from renjana.renja.sums import totals

PRACTICE = "kebiasaan kerja"
EVIDENCE = (
    ("sk_tim", "SK Tim Penyusun Renja", "bertanggal sebelum rapat orientasi"),
    ("undangan", "undangan rapat", "dari langkah 4"),
    ("notulen", "notulen rapat", "dari langkah 5"),
    ("daftar_hadir", "daftar hadir rapat", "dari langkah 5"),
    ("foto", "foto rapat", "dari langkah 5"),
    ("jadwal", "jadwal kerja penyusunan", "dari tahap persiapan"),
    ("forum", "bukti Forum Perangkat Daerah", "undangan atau daftar hadirnya"),
    ("berita_acara", "berita acara kesepakatan", "dari Forum Perangkat Daerah"),
)
"""What a verifier asks to see (kd_1 to kd_8): key, name, a word of help."""
FIRST_STAGE = "Rancangan awal"
FROM_FORUM = frozenset({"forum", "berita_acara"})
"""Proofs that come from the Forum Perangkat Daerah, which discusses what the rancangan awal leads to: at the first stage there are none yet."""


def expected(stage: str) -> tuple[tuple[str, str, str], ...]:
    """The proofs that can exist at this stage of the Renja."""
    return tuple(entry for entry in EVIDENCE if stage != FIRST_STAGE or entry[0] not in FROM_FORUM)


@check("D06", "warning", "Bukti pelaksanaan dilampirkan", "daftar periksa verifikasi (kd_1 sampai kd_8)", perlu="lampiran", hilang=True, gate=True)
def proven(values: CheckValues) -> Iterator[Note]:
    """D06: of the proofs that can exist by now."""
    for key, name, help_ in expected(values.plan.stage):
        if values.lampiran is not None and key not in values.lampiran:
            yield Note("", name[0].upper() + name[1:], f"{name[0].upper() + name[1:]} belum dilampirkan ({help_}); lampirkan, atau beri alasan.")


@check("D07", "error", "Isi BAB IV sama dengan data SIPD-RI", "catatan Bappeda: kolom 16 berbeda dari SIPD-RI", perlu="sipd", gate=True)
def as_sipd(values: CheckValues) -> Iterator[Note]:
    """D07. Compared by code over all bidang, pagu of both years."""
    years = (("pagu", values.plan.tahun), ("pagu_maju", values.plan.tahun + 1))
    sums = {key: totals((row.kode, getattr(row, key)) for row in values.plan.rows) for key, _ in years}
    there = values.sipd or {}
    planned = {row.kode: row for row in values.plan.rows}
    for kode, row in planned.items():
        if kode not in there:
            yield on(row, "tidak ada pada data SIPD-RI; unggah ke SIPD-RI, atau hapus dari Renja.")
            continue
        for key, year in years:
            found, expected = sums[key].get(kode, 0), getattr(there[kode], key) or 0
            if found != expected:
                yield on(row, f"pagu {year} {rupiah(found)}, pada SIPD-RI {rupiah(expected)}. Samakan keduanya.", key, key)
    for kode in sorted(set(there) - set(planned)):
        yield Note("", kode, f"{values.label(kode)}: ada pada data SIPD-RI, tidak ada pada Renja. Tambahkan, atau hapus dari SIPD-RI.")


@check("D08", "warning", "Selisih dengan RKPD dijelaskan", "T-C.31 kolom 12; catatan Bappeda", perlu="rkpd", gate=True)
def rkpd_explained(values: CheckValues) -> Iterator[Note]:
    """D08."""
    needs = totals((row.kode, row.pagu) for row in values.plan.rows)
    notes = {row.kode: row.catatan for row in values.plan.rows}
    for line in values.plan.rkpd:
        need = needs.get(line.kode)
        if line.pagu is None or need == line.pagu or line.catatan or notes.get(line.kode):
            continue
        found = f"kebutuhan {rupiah(need)}" if need is not None else "tidak direncanakan"
        pesan = f"{values.label(line.kode)}: rancangan awal RKPD {rupiah(line.pagu)}, {found}; tulis Catatan Penting untuk selisihnya."
        yield Note(values.bidang_under(line.kode), line.kode, pesan, kolom="catatan" if need is not None else "")


@check("B01", "error", "Semua bidang sudah mengirim isian", "SOP langkah 6", perlu="sent", hilang=True)
def all_sent(values: CheckValues) -> Iterator[Note]:
    """B01. Silent while nothing is known about sending."""
    if values.sent is None:
        return
    for bidang in values.plan.bidang:
        if not values.sent.get(bidang.kode, False):
            yield Note(bidang.kode, bidang.nama, f"{bidang.nama} belum mengirim isian; minta mengirim sebelum analisis diselesaikan.")


@check("B02", "warning", "Isian tidak berubah sesudah analisis", PRACTICE, perlu="dianalisis", gate=True)
def unchanged_since(values: CheckValues) -> Iterator[Note]:
    """B02. Silent where no analysis ran yet and in the analysis itself."""
    names = {bidang.kode: bidang.nama for bidang in values.plan.bidang}
    changed: dict[str, int] = {}
    for row in values.plan.rows:
        if values.dianalisis is not None and row.diubah is not None and row.diubah > values.dianalisis:
            changed[row.bidang] = changed.get(row.bidang, 0) + 1
    for kode, number in changed.items():
        name = names.get(kode, kode)
        yield Note(kode, name, f"Isian {name} berubah sesudah analisis terakhir ({number} sub kegiatan); jalankan analisis lagi.")


@check("B03", "error", "Satu sub kegiatan, satu bidang pengampu", PRACTICE)
def one_owner(values: CheckValues) -> Iterator[Note]:
    """B03."""
    owners: dict[str, list[str]] = {}
    for row in values.plan.rows:
        owners.setdefault(row.kode, []).append(row.bidang)
    for kode, found in owners.items():
        several = list(dict.fromkeys(found))
        if len(several) > 1:
            names = " dan ".join(several)
            yield Note("", kode, f"{values.label(kode)}: diisi oleh {names}; tetapkan satu bidang pengampu dan hapus dari yang lain.", kolom="kode")
