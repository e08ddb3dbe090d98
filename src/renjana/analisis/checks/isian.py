"""Checks of places, sources of money, people served and months, L01 to L05."""

import re
from collections.abc import Iterator
from functools import lru_cache

from rapidfuzz import fuzz, process

from renjana.analisis.findings import CheckValues, Note, check, on, words
from renjana.renja.values import AgencyValue
from renjana.renstra.nomenklatur import sumber_dana

NOTHING = frozenset({"", "-", "–", "—", "."})
LIKELY = 75
WILAYAH = re.compile(r"(?<![\d.])\d{2}\.\d{2}(?:\.\d{2}(?:\.\d{4})?)?(?![\d.])")
KABUPATEN = re.compile(r"\bKab(?:upaten|\.)?\s+((?:[A-Z][\w’']+)(?:\s+[A-Z][\w’']+)*)")


@check("L01", "error", "Lokasi terisi", "T-C.33 kolom 4; daftar periksa verifikasi (ka_9)", kolom="lokasi", hilang=True)
def placed(values: CheckValues) -> Iterator[Note]:
    """L01."""
    for row in values.plan.rows:
        if row.lokasi.strip() in NOTHING:
            yield on(row, f"lokasi belum diisi; tulis kecamatan, desa, atau {values.plan.agency.pemda}.", kolom="lokasi")


@check("L02", "warning", "Lokasi termasuk daerah sendiri", "data lokasi sub kegiatan SIPD-RI", kolom="lokasi")
def at_home(values: CheckValues) -> Iterator[Note]:
    """L02: codes of regions in the words, and names of a kabupaten. A province holds many, so there only codes are looked at."""
    agency = values.plan.agency
    for row in values.plan.rows:
        wrong = [kode for kode in WILAYAH.findall(row.lokasi) if not _within(kode, agency)]
        if wrong:
            yield on(
                row, f"kode wilayah {', '.join(wrong)} tidak termasuk {agency.pemda} ({agency.kode_wilayah}); perbaiki lokasinya.", kolom="lokasi"
            )
        elif other := _elsewhere(row.lokasi, agency):
            yield on(row, f"lokasi menyebut Kabupaten {other}, bukan {agency.pemda}; perbaiki lokasinya.", kolom="lokasi")


def _within(kode: str, agency: AgencyValue) -> bool:
    own = agency.kode_wilayah.strip(". ")
    return not own or kode == own or kode.startswith(f"{own}.")


def _elsewhere(lokasi: str, agency: AgencyValue) -> str:
    """A kabupaten that is named and is not the agency's own; "" when none is."""
    own = words(re.sub(r"^(?:Kabupaten|Kab\.|Kota|Provinsi)\s+", "", agency.pemda))
    if agency.is_province:
        return ""
    return next((name for name in KABUPATEN.findall(lokasi) if not words(name).startswith(own) and not own.startswith(words(name))), "")


@check("L03", "error", "Sumber dana terisi dan terdaftar", "daftar sumber dana; daftar periksa verifikasi (ka_10)", kolom="sumber_dana")
def sourced(values: CheckValues) -> Iterator[Note]:
    """L03."""
    known = {source.kode for source in sumber_dana()}
    for row in values.plan.rows:
        if not row.sumber_dana:
            yield on(row, "sumber dana belum diisi; pilih dari daftar sumber dana.", kolom="sumber_dana")
        for order, source in enumerate(row.sumber_dana):
            if source.kode not in known:
                found = source.kode or source.nama
                yield on(row, f"sumber dana “{found}” tidak ada pada daftar; {_nearest(source.nama)}.", str(order), "sumber_dana")


@lru_cache(maxsize=512)
def _nearest(nama: str) -> str:
    names = [source.nama for source in sumber_dana()]
    best = process.extractOne(nama, names, scorer=fuzz.token_set_ratio, score_cutoff=LIKELY)
    return f"mungkin yang dimaksud “{best[0]}”" if best else "pilih dari daftar sumber dana"


@check(
    "L04", "error", "Kelompok sasaran terisi", "matriks SIPD-RI kolom 14; daftar periksa verifikasi (ka_11)", kolom="kelompok_sasaran", hilang=True
)
def aimed(values: CheckValues) -> Iterator[Note]:
    """L04."""
    for row in values.plan.rows:
        if row.kelompok_sasaran.strip() in NOTHING:
            yield on(row, "kelompok sasaran belum diisi; tulis siapa yang menerima manfaat.", kolom="kelompok_sasaran")


@check("L05", "error", "Bulan pelaksanaan berurut", "waktu pelaksanaan SIPD-RI", kolom="bulan_awal")
def timed(values: CheckValues) -> Iterator[Note]:
    """L05. Silent while neither month is given."""
    for row in values.plan.rows:
        first, last = row.bulan_awal, row.bulan_akhir
        if first is None and last is None:
            continue
        if first is None or last is None or not 1 <= first <= 12 or not 1 <= last <= 12:
            yield on(row, f"bulan pelaksanaan tertulis {first or '-'} s.d. {last or '-'}; isi keduanya dengan 1 sampai 12.", kolom="bulan_awal")
        elif first > last:
            yield on(row, f"bulan awal {first} sesudah bulan akhir {last}; tukar atau perbaiki.", kolom="bulan_akhir")
