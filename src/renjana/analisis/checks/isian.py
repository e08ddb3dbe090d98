"""Checks of the other columns, the proposals, the RKPD and the bidang: L01 to L05, T03, D08, B01, B03."""

from collections.abc import Iterator

from rapidfuzz import fuzz, process

from renjana.analisis.findings import CheckValues, Note, on
from renjana.organisasi.numerals import rupiah
from renjana.renja.sums import totals
from renjana.renstra.nomenklatur import sumber_dana

NOTHING = frozenset({"", "-", "–", "—", "."})
LIKELY = 75


def placed(values: CheckValues) -> Iterator[Note]:
    """L01."""
    for row in values.plan.rows:
        if row.lokasi.strip() in NOTHING:
            yield on(row, f"lokasi belum diisi; tulis kecamatan, desa, atau {values.plan.agency.pemda}.")


def sourced(values: CheckValues) -> Iterator[Note]:
    """L03."""
    known = {source.kode for source in sumber_dana()}
    for row in values.plan.rows:
        if not row.sumber_dana:
            yield on(row, "sumber dana belum diisi; pilih dari daftar sumber dana.")
        for order, source in enumerate(row.sumber_dana):
            if source.kode not in known:
                found = source.kode or source.nama
                yield on(row, f"sumber dana “{found}” tidak ada pada daftar; {_nearest(source.nama)}.", str(order))


def _nearest(nama: str) -> str:
    names = [source.nama for source in sumber_dana()]
    best = process.extractOne(nama, names, scorer=fuzz.token_set_ratio, score_cutoff=LIKELY)
    return f"mungkin yang dimaksud “{best[0]}”" if best else "pilih dari daftar sumber dana"


def aimed(values: CheckValues) -> Iterator[Note]:
    """L04."""
    for row in values.plan.rows:
        if row.kelompok_sasaran.strip() in NOTHING:
            yield on(row, "kelompok sasaran belum diisi; tulis siapa yang menerima manfaat.")


def timed(values: CheckValues) -> Iterator[Note]:
    """L05. Silent while neither month is given."""
    for row in values.plan.rows:
        first, last = row.bulan_awal, row.bulan_akhir
        if first is None and last is None:
            continue
        if first is None or last is None or not 1 <= first <= 12 or not 1 <= last <= 12:
            yield on(row, f"bulan pelaksanaan tertulis {first or '-'} s.d. {last or '-'}; isi keduanya dengan 1 sampai 12.")
        elif first > last:
            yield on(row, f"bulan awal {first} sesudah bulan akhir {last}; tukar atau perbaiki.")


def proposals_answered(values: CheckValues) -> Iterator[Note]:
    """T03."""
    planned = {row.kode for row in values.plan.rows}
    for number, usulan in enumerate(values.plan.usulan, 1):
        name = f"Usulan {usulan.pengusul}, “{usulan.uraian}”"
        if usulan.status == "diterima" and usulan.kode not in planned:
            found = f"dipetakan ke {usulan.kode} yang tidak ada pada Renja" if usulan.kode else "belum dipetakan ke sub kegiatan"
            yield Note("", f"Usulan {number}", f"{name} diterima tetapi {found}; isi kode sub kegiatan yang menampungnya.")
        elif usulan.status == "ditolak" and not usulan.alasan:
            yield Note("", f"Usulan {number}", f"{name} ditolak tanpa alasan; tulis alasannya.")


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
        yield Note(values.bidang_under(line.kode), line.kode, pesan)


def all_sent(values: CheckValues) -> Iterator[Note]:
    """B01. Silent while nothing is known about sending."""
    if values.sent is None:
        return
    for bidang in values.plan.bidang:
        if not values.sent.get(bidang.kode, False):
            yield Note(bidang.kode, bidang.nama, f"{bidang.nama} belum mengirim isian; minta mengirim sebelum analisis diselesaikan.")


def one_owner(values: CheckValues) -> Iterator[Note]:
    """B03."""
    owners: dict[str, list[str]] = {}
    for row in values.plan.rows:
        owners.setdefault(row.kode, []).append(row.bidang)
    for kode, found in owners.items():
        several = list(dict.fromkeys(found))
        if len(several) > 1:
            names = " dan ".join(several)
            yield Note("", kode, f"{values.label(kode)}: diisi oleh {names}; tetapkan satu bidang pengampu dan hapus dari yang lain.")
