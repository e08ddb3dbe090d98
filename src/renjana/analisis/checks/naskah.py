"""Checks that read the document: P04, R03, D01 to D05. Silent while no document is given."""

import re
from collections.abc import Iterator
from dataclasses import replace

from renjana.analisis.checks.landasan import missing_of, revoked_of, unordered
from renjana.analisis.checks.pagu import sums_named
from renjana.analisis.checks.prose import OTHER, PLAN, ROMAN, WORK, amounts, goals_stated, is_to_come, sentences, tells_goal
from renjana.analisis.findings import CheckValues, Note, check, words
from renjana.analisis.naskah import NaskahValue, TabelValue
from renjana.organisasi.numerals import rupiah
from renjana.renja.tables import NAMES, OfficialTable, official_table

WHOLE = re.compile(r"\b(?:total|seluruhnya|keseluruhan|jumlah)\b", re.IGNORECASE)
LEVELS = (("program", "program"), ("kegiatan", "kegiatan"), ("sub_kegiatan", "sub kegiatan"))
COUNT = re.compile(
    r"(?<![\d.,])(\d{1,3}(?:\.\d{3})*|\d+)\s+(sub\s?kegiatan|program|kegiatan)\b(?!\s+(?:prioritas|unggulan|strategis|nasional|baru|lain))"
)
YEAR = re.compile(r"\b20\d{2}\b")
AHEAD = re.compile(r"prakiraan maju(?:\s+rencana)?\s+tahun\s+(20\d{2})", re.IGNORECASE)
OWN = re.compile(r"\bRenja(?:\s+Perangkat Daerah)?\s+Tahun\s+(20\d{2})")


def _name(kode: str) -> str:
    return f"Tabel {NAMES.get(kode, kode)}"


@check("P04", "error", "Total pagu pada narasi sama dengan matriks", "daftar periksa verifikasi (ka_4, ka_5)", perlu="naskah", gate=True)
def total_told(values: CheckValues) -> Iterator[Note]:
    """P04: in BAB III and BAB IV, a sentence that gives the whole gives the sum of the matrix. One note for a chapter."""
    told: set[str] = set()
    for place, sentence in sentences(values.naskah):
        found = amounts(sentence)
        if place in told or not found or not WHOLE.search(sentence) or values.plan.total in {amount for _, amount in found}:
            continue
        if sums_named(values, sentence):
            continue
        stated = [amount for lead, amount in found if not OTHER.search(lead)]
        if stated:
            told.add(place)
            yield Note("", place, f"{place} menulis total pagu {rupiah(stated[0])}, jumlah matriks {rupiah(values.plan.total)}. Samakan narasinya.")


@check(
    "R03", "error", "Tujuan dan sasaran BAB III sama dengan Renstra", "BAB III 3.2; Permendagri 14/2026 (perlu konfirmasi)", perlu="naskah", gate=True
)
def goals_kept(values: CheckValues) -> Iterator[Note]:
    """R03: every goal of the Renstra is told in BAB III, and a line about them that begins with Tujuan or Sasaran tells one. Silent
    without goals in the Renstra.
    """
    if values.naskah is None or values.plan.renstra is None:
        return
    told = words(values.naskah.chapter(PLAN))
    goals = [item for item in values.plan.renstra.items if item.tingkat in {"tujuan", "sasaran"}]
    for kind in ("tujuan", "sasaran"):
        own = [item.nama for item in goals if item.tingkat == kind]
        strange = [stated for one, stated in goals_stated(values.naskah) if own and one == kind and not any(tells_goal(stated, nama) for nama in own)]
        missing = [nama for nama in own if words(nama) not in told]
        here = f"; yang tertulis “{strange[0][:150]}”" if strange else ""
        for nama in missing:
            pesan = f"{kind.capitalize()} Renstra “{nama}” tidak tertulis sama pada BAB III{here}. Samakan bunyinya."
            yield Note("", f"{kind.capitalize()}: {nama}"[:200], pesan)
        for stated in strange if not missing else ():
            pesan = f"BAB III menulis {kind} “{stated[:150]}”, yang tidak ada pada Renstra ({'; '.join(own)[:300]}). Samakan bunyinya."
            yield Note("", f"{kind.capitalize()}: {stated}"[:200], pesan, "naskah")


@check("D01", "error", "Jumlah program, kegiatan, dan sub kegiatan sama", "daftar periksa verifikasi (ka_1 sampai ka_3)", perlu="naskah", gate=True)
def counted_alike(values: CheckValues) -> Iterator[Note]:
    """D01: counts that BAB III and BAB IV state, and those of their tables, against the matrix."""
    if values.naskah is None:
        return
    plan = values.plan
    right = {"program": len(plan.programs), "kegiatan": len(plan.kegiatan), "sub_kegiatan": len(plan.sub_kegiatan)}
    for place, counts in _stated(values.naskah):
        for level, word in LEVELS:
            if counts.get(level) and right[level] not in counts[level]:
                pesan = f"{place} menulis {counts[level][0]} {word}, matriks memuat {right[level]}. Samakan jumlahnya."
                yield Note("", place, pesan, level)


def _stated(naskah: NaskahValue) -> Iterator[tuple[str, dict[str, list[int]]]]:
    for bab in (PLAN, WORK):
        counts: dict[str, list[int]] = {}
        for number, word in COUNT.findall(naskah.chapter(bab)):
            counts.setdefault("sub_kegiatan" if word.startswith("sub") else word, []).append(int(number.replace(".", "")))
        yield f"BAB {ROMAN[bab]}", counts
    for kode in ("t-c-33", "sipd-ri-17"):
        table = naskah.table(kode)
        if table is not None and table.rows:
            kinds = {level: {row["kode"] for row in table.rows if row.get("baris") == level} for level, _ in LEVELS}
            yield _name(kode), {level: [len(codes)] for level, codes in kinds.items()}


@check("D02", "error", "Semua subbab wajib ada dan berisi", "daftar periksa verifikasi (sd_1 sampai sd_18)", perlu="naskah", hilang=True, gate=True)
def complete(values: CheckValues) -> Iterator[Note]:
    """D02. Dots and promises of a text ("akan diisi kemudian") are none."""
    if values.naskah is None:
        return
    written = {one.nomor for one in values.naskah.bagian if not is_to_come(one.teks)}
    for nomor, judul in values.naskah.wajib:
        if nomor not in written:
            yield Note("", f"Subbab {nomor}", f"Subbab {nomor} {judul} kosong; tulis isinya, atau terima teks siap pakai.")


@check("D03", "error", "Tabel resmi ada dan berjudul benar", "daftar periksa verifikasi (tw_1 sampai tw_5)", perlu="naskah", hilang=True, gate=True)
def tables_there(values: CheckValues) -> Iterator[Note]:
    """D03. An empty table is printed as Nihil with its reason. A title that differs in years alone is for D04."""
    if values.naskah is None:
        return
    for kode in values.naskah.tabel_wajib:
        table = values.naskah.table(kode)
        if table is None:
            yield Note("", _name(kode), f"{_name(kode)} tidak ada pada dokumen; sisipkan tabelnya.")
            continue
        right = _expected(values, kode).judul
        if words(YEAR.sub("", table.judul)) != words(YEAR.sub("", right)):
            yield Note("", _name(kode), f"{_name(kode)} berjudul “{table.judul}”, seharusnya “{right}”. Perbaiki judulnya.", "judul")
        if not table.rows and not table.nihil.strip():
            yield Note("", _name(kode), f"{_name(kode)} kosong tanpa keterangan; tulis “Nihil” beserta alasannya.", "nihil")


def _expected(values: CheckValues, kode: str) -> OfficialTable:
    """The title and heads that a table must have; its rows do not matter."""
    return official_table(kode, replace(values.plan, rows=(), realisasi=(), usulan=(), rkpd=()))


@check("D04", "error", "Tahun pada judul dan kolom benar", "catatan Bappeda: tertulis 2025 seharusnya 2027", perlu="naskah", gate=True)
def years_right(values: CheckValues) -> Iterator[Note]:
    """D04: the title of the document, titles and heads of tables, and from BAB III on the years of the Renja and the prakiraan maju."""
    if values.naskah is None:
        return
    n = values.plan.tahun
    if YEAR.search(values.naskah.judul) and str(n) not in values.naskah.judul:
        yield Note("", "Judul dokumen", f"Judul dokumen tertulis “{values.naskah.judul}”, seharusnya tahun {n}. Perbaiki judulnya.")
    for table in values.naskah.tabel:
        yield from _years_of(values, table)
    for one in values.naskah.bagian:
        if one.bab < PLAN:
            continue
        for pattern, right, what in ((OWN, n, "Renja"), (AHEAD, n + 1, "prakiraan maju")):
            wrong = [year for year in pattern.findall(one.teks) if int(year) != right]
            if wrong:
                yield Note("", f"Subbab {one.nomor}", f"Subbab {one.nomor}: {what} tertulis tahun {wrong[0]}, seharusnya {right}. Perbaiki.", what)


def _years_of(values: CheckValues, table: TabelValue) -> Iterator[Note]:
    if table.kode not in NAMES:
        return
    right = _expected(values, table.kode)
    heads = tuple(head for column in right.columns for head in column.heads)
    for letak, printed, expected in (("judul", (table.judul,), (right.judul,)), ("kepala", table.kepala, heads)):
        known = {year for text in expected for year in YEAR.findall(text)}
        found = {year for text in printed for year in YEAR.findall(text)}
        lacking = known - found if printed else set()
        if found - known or lacking:
            told = ", ".join(sorted(found - known)) or f"tanpa {', '.join(sorted(lacking))}"
            word = "judul" if letak == "judul" else "kepala kolom"
            yield Note(
                "", _name(table.kode), f"{_name(table.kode)}: tahun pada {word} {told}, seharusnya {', '.join(sorted(known))}. Perbaiki.", letak
            )


@check("D05", "warning", "Landasan hukum berurut, lengkap, dan berlaku", "catatan Bappeda (PP 6/2008 dicabut PP 13/2019)", perlu="naskah", gate=True)
def lawful(values: CheckValues) -> Iterator[Note]:
    """D05. A line of the subbab is a regulation."""
    if values.naskah is None:
        return
    nomor = values.naskah.dasar_hukum
    lines = [line for one in values.naskah.bagian if one.nomor == nomor for line in one.teks.splitlines() if line.strip()]
    place = f"Subbab {nomor}"
    if not lines:
        return
    if pair := unordered(lines):
        yield Note("", place, f"{place}: “{pair[1][:80]}” ditulis sesudah “{pair[0][:80]}”; urutkan menurut tingkat peraturan.", "urutan")
    if missing := missing_of(lines):
        yield Note("", place, f"{place} belum memuat {', '.join(missing)}; tambahkan peraturannya.", "kurang")
    for old, new in revoked_of(lines):
        yield Note("", place, f"{place} memuat {old} yang sudah digantikan {new}; ganti.", old)
