"""Checks of codes, K01 to K08."""

from collections import Counter
from collections.abc import Iterator

from renjana.analisis.findings import CheckValues, Note, check, on, words
from renjana.renja.values import AgencyValue, RencanaValue
from renjana.renstra.codes import PENUNJANG, TEMPLATE, bidang_urusan_of, in_urusan, is_sub_kegiatan, resolve, template

PAPUA = frozenset({"3", "4"})
NAMED = frozenset({"program", "kegiatan", "sub_kegiatan"})
SIPD = "Kepmendagri 050-5889/2021 beserta perubahannya; SIPD hanya menerima kode terdaftar (perlu konfirmasi)"


def _parts(row: RencanaValue) -> list[str]:
    return row.kode.split(".")


def _level_part(agency: AgencyValue) -> str:
    return "1" if agency.is_province else "2"


def _misplaced(row: RencanaValue, agency: AgencyValue) -> bool:
    """Whether another check speaks of this code: its shape, its bidang urusan, its part for Papua, its place under the main bidang urusan."""
    if not is_sub_kegiatan(row.kode) or not in_urusan(row.kode, agency.bidang_urusan):
        return True
    part = _parts(row)[3]
    return (part in PAPUA and not agency.is_papua) or part not in {_level_part(agency), *PAPUA} or _wrongly_under(row, agency)


def _wrongly_under(row: RencanaValue, agency: AgencyValue) -> bool:
    parts = _parts(row)
    penunjang = len(parts) > 2 and parts[2] == PENUNJANG and bidang_urusan_of(row.kode) in {*agency.bidang_urusan, TEMPLATE}
    return penunjang and bidang_urusan_of(row.kode) != agency.main


@check("K01", "error", "Kode sub kegiatan ada pada nomenklatur yang berlaku", SIPD, perlu="nomenklatur")
def listed(values: CheckValues) -> Iterator[Note]:
    """K01. Silent where the edition is empty and where another check of codes speaks."""
    plan = values.plan
    if not plan.nomenklatur:
        return
    for row in plan.rows:
        if row.kode in plan.nomenklatur or _misplaced(row, plan.agency):
            continue
        new = plan.successors.get(row.kode)
        advice = f"ganti dengan {values.label(new)}" if new else "ganti dengan kode yang terdaftar"
        yield on(row, f"kode tidak ada pada nomenklatur {plan.edition}; {advice}.")


@check("K02", "error", "Bentuk kode benar", "bentuk kode pada data nomenklatur")
def shaped(values: CheckValues) -> Iterator[Note]:
    """K02."""
    expected = _level_part(values.plan.agency)
    for row in values.plan.rows:
        if row.kode.startswith(TEMPLATE):
            continue
        if not is_sub_kegiatan(row.kode):
            yield on(row, "bentuk kode tidak benar; yang diminta X.XX.XX.X.XX.XXXX, misalnya 2.16.03.2.02.0040. Perbaiki kodenya.")
        elif _parts(row)[3] not in {expected, *PAPUA}:
            kind = "provinsi" if expected == "1" else "kabupaten/kota"
            yield on(row, f"bagian keempat kode adalah {_parts(row)[3]}, padahal {kind} memakai {expected}. Pilih kode untuk {kind}.")


@check("K03", "warning", "Nama sama dengan nomenklatur", "catatan Bappeda: nomenklatur tabel disesuaikan")
def named(values: CheckValues) -> Iterator[Note]:
    """K03. Blanks do not count. Names that the Renstra gives to codes of the plan are held against the nomenclature too, case left aside."""
    for row in values.plan.rows:
        entry = values.plan.nomenklatur.get(row.kode)
        given = row.nama.split()
        if entry is not None and given not in ([], [row.kode], entry.nama.split()):
            yield on(row, f"nama berbeda dari nomenklatur, yang berbunyi “{entry.nama}”. Samakan namanya.")
    planned = values.plan.renstra.by_code if values.plan.renstra else {}
    for kode in values.plan.tree() if planned else ():
        item, entry = planned.get(kode), values.plan.nomenklatur.get(kode)
        if item is None or entry is None or item.nama == entry.nama or item.tingkat not in NAMED:
            continue
        if _name(item.nama, kode) in {"", _name(entry.nama, kode)}:
            continue
        told = f"pada Renstra bernama “{item.nama}”, pada nomenklatur “{entry.nama}”. Renja memakai nama nomenklatur; samakan nama pada Renstra."
        yield Note(values.bidang_under(kode), kode, f"{kode}: {told}", "renstra")


def _name(nama: str, kode: str) -> str:
    """A name for comparison: without its code, case and spare blanks."""
    return words(nama.removeprefix(kode))


@check("K04", "warning", "Kode lama diganti dengan kode baru", "nomenklatur pemutakhiran 2027, kolom sub kegiatan sebelumnya")
def replaced(values: CheckValues) -> Iterator[Note]:
    """K04."""
    for row in values.plan.rows:
        new = values.plan.successors.get(row.kode)
        if new is not None and row.kode not in values.plan.nomenklatur:
            yield on(row, f"kode lama yang sudah diganti; pakai {values.label(new)}.")


@check("K05", "error", "Bidang urusan termasuk kewenangan perangkat daerah", "PP 18/2016, Perbup SOTK (perlu konfirmasi)")
def within_authority(values: CheckValues) -> Iterator[Note]:
    """K05."""
    agency = values.plan.agency
    for row in values.plan.rows:
        if not is_sub_kegiatan(row.kode) or in_urusan(row.kode, agency.bidang_urusan):
            continue
        own = ", ".join(agency.bidang_urusan)
        found = bidang_urusan_of(row.kode)
        yield on(row, f"bidang urusan {found} bukan kewenangan {agency.nama} ({own}). Ganti kodenya atau pindahkan ke perangkat daerah lain.")


@check("K06", "error", "Program penunjang di bawah bidang urusan utama", "praktik: 2.16.01.2.01.0001")
def under_main(values: CheckValues) -> Iterator[Note]:
    """K06."""
    agency = values.plan.agency
    for row in values.plan.rows:
        if _wrongly_under(row, agency):
            right = resolve(template(row.kode), agency.main)
            yield on(row, f"program penunjang ditulis di bawah bidang urusan utama {agency.main}; ganti kodenya dengan {right}.")


@check("K07", "error", "Tidak ada sub kegiatan ganda", "kebiasaan kerja")
def single(values: CheckValues) -> Iterator[Note]:
    """K07."""
    counts = Counter((row.bidang, row.kode) for row in values.plan.rows)
    for row in {(row.bidang, row.kode): row for row in values.plan.rows}.values():
        times = counts[row.bidang, row.kode]
        if times > 1:
            yield on(row, f"ditulis {times} kali oleh {row.bidang} untuk tahun {values.plan.tahun}; gabungkan menjadi satu baris.")


@check("K08", "error", "Tidak memakai nomenklatur khusus Papua", "data nomenklatur: bagian keempat 3 dan 4")
def not_papua(values: CheckValues) -> Iterator[Note]:
    """K08."""
    if values.plan.agency.is_papua:
        return
    for row in values.plan.rows:
        if is_sub_kegiatan(row.kode) and _parts(row)[3] in PAPUA:
            yield on(row, f"kode dengan bagian keempat {_parts(row)[3]} khusus untuk Papua; pilih kode umum untuk daerah ini.")
