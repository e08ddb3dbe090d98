"""Checks of priorities, tags and proposals, T01 to T03."""

import re
from collections.abc import Iterator

from renjana.analisis.findings import CheckValues, Note, PrioritasValue, check, on, words
from renjana.renja.values import RencanaValue

SPM = re.compile(r"\bSPM\b|standar pelayanan minimal", re.IGNORECASE)
SPM_URUSAN = frozenset({"1.01", "1.02", "1.03", "1.04", "1.05", "1.06"})
"""The bidang urusan that have minimum service standards. Source: PP 2/2018, as read in verifiers' notes."""
NONE = PrioritasValue()


@check("T01", "warning", "Prioritas nasional dan daerah diisi", "matriks SIPD-RI kolom 12 dan 13; boleh “tidak ada”", perlu="prioritas")
def prioritised(values: CheckValues) -> Iterator[Note]:
    """T01."""
    for row in values.plan.rows:
        given = (values.prioritas or {}).get(row.kode, NONE)
        lacking = [word for word, text in (("nasional", given.nasional), ("daerah", given.daerah)) if not text.strip()]
        if lacking:
            yield on(row, f"prioritas {' dan '.join(lacking)} belum diisi; isi, atau tulis “tidak ada”.")


@check("T02", "info", "Tag sesuai dengan nomenklatur", "kolom TAG dan SPM nomenklatur; PP 2/2018 mengatur SPM bagi enam urusan (perlu konfirmasi)")
def tagged(values: CheckValues) -> Iterator[Note]:
    """T02: what is said to be SPM is SPM in the nomenclature, and tags that were given are its tags. Silent where nothing was said."""
    for row in values.plan.rows:
        entry = values.plan.nomenklatur.get(row.kode)
        if entry is None:
            continue
        given = (values.prioritas or {}).get(row.kode, NONE).tag
        if _says_spm(row, given) and not entry.spm:
            reason = "" if row.kode[:4] in SPM_URUSAN else f"; bidang urusan {row.kode[:4]} tidak memiliki SPM"
            yield on(row, f"ditandai SPM, pada nomenklatur NON-SPM{reason}. Hapus tandanya bila keliru.", "spm", "catatan")
        known = {words(tag) for tag in entry.tag}
        strange = [tag for tag in given if words(tag) not in known and not SPM.search(tag)]
        if strange:
            right = ", ".join(entry.tag) or "tanpa tag"
            yield on(row, f"tag {', '.join(strange)} tidak ada pada nomenklatur ({right}); sesuaikan tagnya.", "tag")


def _says_spm(row: RencanaValue, tags: tuple[str, ...]) -> bool:
    return any(SPM.search(text) for text in (row.catatan, *tags))


@check("T03", "warning", "Usulan dipetakan atau beralasan", "T-C.32; daftar periksa verifikasi (sb_17)", perlu="usulan")
def proposals_answered(values: CheckValues) -> Iterator[Note]:
    """T03."""
    planned = {row.kode for row in values.plan.rows}
    for number, usulan in enumerate(values.plan.usulan, 1):
        name, bidang = f"Usulan {usulan.pengusul}, “{usulan.uraian}”", values.bidang_under(usulan.kode)
        if usulan.status == "diterima" and usulan.kode not in planned:
            found = f"dipetakan ke {usulan.kode} yang tidak ada pada Renja" if usulan.kode else "belum dipetakan ke sub kegiatan"
            yield Note(bidang, f"Usulan {number}", f"{name} diterima tetapi {found}; isi kode sub kegiatan yang menampungnya.")
        elif usulan.status == "ditolak" and not usulan.alasan:
            yield Note(bidang, f"Usulan {number}", f"{name} ditolak tanpa alasan; tulis alasannya.")
