"""Where a finding is corrected: the cell, row or page that holds what it speaks of, and whether a person may reach it."""

from collections.abc import Set
from dataclasses import dataclass

from django.urls import reverse

from renjana.alur.models import Run
from renjana.analisis.messages import cell_anchor
from renjana.analisis.models import Temuan
from renjana.bahan.queries import place_in_run
from renjana.organisasi.policy import may
from renjana.pengumpulan.grid import stored_lines
from renjana.pengumpulan.lembar_rows import lembar_of
from renjana.pengumpulan.queries import current_kerja, rows_by_bidang
from renjana.renja.values import RencanaValue
from renjana.renstra.models import ItemRenstra
from renjana.renstra.queries import successors


@dataclass(frozen=True)
class Place:
    """A kind of place: the words of its link, what is corrected there, the page by its name."""

    label: str
    apa: str
    page: str


SEL = Place("Buka sel", "isiannya", "pengumpulan:isian")
ISIAN = Place("Buka isian", "isiannya", "pengumpulan:isian")
KUMPUL = Place("Buka pengumpulan", "isian bidang", "pengumpulan:penghimpunan")
ANALISIS = Place("Buka analisis", "hasil analisisnya", "analisis:analisis")
EVALUASI = Place("Buka evaluasi", "penjelasannya", "analisis:evaluasi")
DATA = Place("Buka data pendukung", "data pendukungnya", "analisis:data")
PAGU = Place("Buka tabel", "pagu sub kegiatan yang tercetak di sana", "analisis:tabel")
CAPAIAN = Place("Buka tabel", "tabelnya", "analisis:tabel")
REALISASI = Place("Buka realisasi", "baris realisasinya", "bahan:daftar")
USULAN = Place("Buka usulan", "baris usulannya", "bahan:daftar")
RKPD = Place("Buka RKPD", "baris RKPD-nya", "bahan:daftar")
RENSTRA = Place("Buka Renstra", "Renstra-nya", "renstra:renstra")
DOKUMEN = Place("Buka dokumen", "naskahnya", "konsep:penyusunan")
UNDANGAN = Place("Buka undangan", "undangannya", "rapat:undangan")
RAPAT = Place("Buka rapat", "catatan rapatnya", "rapat:pelaksanaan")
BUKTI = Place("Lampirkan bukti", "buktinya", "analisis:bukti")
WHOLE: dict[str, Place | None] = {
    **dict.fromkeys(("P02", "P03", "P05"), PAGU),
    **dict.fromkeys(("P04", "R03", "D01", "D02", "D03", "D04", "D05"), DOKUMEN),
    **dict.fromkeys(("E01", "E02", "E05"), REALISASI),
    "E03": CAPAIAN,
    "E04": EVALUASI,
    "R05": KUMPUL,
    "T01": DATA,
    "T03": USULAN,
    "B01": ISIAN,
    "B02": ANALISIS,
}
"""Checks whose every finding is corrected in one kind of place; the others say it by finding."""
WORDS = {("P02", "naskah"): DOKUMEN, ("K03", "renstra"): RENSTRA}
"""Findings of checks that look at a table or a row, but that stand in words: by check and the last part of their key."""
PROOFS = {"Undangan rapat": UNDANGAN, "Notulen rapat": RAPAT, "Daftar hadir rapat": RAPAT}
LISTS = {REALISASI: "realisasi", USULAN: "usulan", RKPD: "rkpd"}
TABLES = {PAGU: "t-c-33", CAPAIAN: "t-c-29"}


def place_of(found: Temuan) -> Place | None:
    """Where a finding is corrected; None when only its reason can be written."""
    kode = found.kode
    if special := WORDS.get((kode, found.kunci.rpartition("|")[2])):
        return special
    if kode in WHOLE:
        return WHOLE[kode]
    if kode == "D06":
        return PROOFS.get(found.objek, BUKTI)
    if kode in {"I01", "I06"} and not found.kolom:
        return RENSTRA
    if (kode == "T02" and found.kolom != "catatan") or (kode == "D07" and found.kolom not in {"pagu", "pagu_maju"}):
        return DATA
    return RKPD if kode == "D08" and not found.kolom else SEL


def place_for(found: Temuan, roles: Set[str]) -> Place | None:
    """The same for who reads it: a bidang that may not open the place fills it in its isian; None when there is no way."""
    place = place_of(found)
    if place is None or may(place.page, roles):
        return place
    return ISIAN if found.bidang and may(ISIAN.page, roles) else None


def address_of(run: Run, found: Temuan, roles: Set[str]) -> str:
    """The address of the place, down to the cell or field where there is one; "" when there is no way."""
    place, tahun = place_for(found, roles), run.tahap.renja.tahun
    if place is None:
        return ""
    if place == SEL:
        return _cell(run, found)
    if place == ISIAN:
        return _part(run, found)
    if place in LISTS:
        return _row(run, found, LISTS[place], roles)
    if place == RENSTRA:
        item = ItemRenstra.objects.filter(renstra=run.tahap.renja.renstra_id, kode=found.objek).first()
        return reverse("renstra:item", args=[item.pk]) if item else reverse("renstra:renstra")
    if place == DOKUMEN and found.objek.startswith("Subbab "):
        page = "konsep:koreksi_subbab" if current_kerja(run) == "konsep.koreksi" else "konsep:subbab"
        return reverse(page, args=[tahun, found.objek.removeprefix("Subbab ")])
    anchor = f"#faktor-{_order(run, found)}" if place == EVALUASI else ""
    if found.objek.startswith("BAB "):
        anchor = f"#{found.objek.lower().replace(' ', '-')}"
    return reverse(place.page, args=[tahun, TABLES[place]] if place in TABLES else [tahun]) + anchor


def _cell(run: Run, found: Temuan) -> str:
    """The cell in the isian that holds the sub kegiatan, or the first one beneath a program or kegiatan."""
    plans, tahun = rows_by_bidang(run), run.tahap.renja.tahun
    renja = run.tahap.renja
    new = successors(renja.versi_nomenklatur_id, run.perangkat_daerah.bidang_urusan).get(found.objek, "")
    named = {found.objek, new} - {""}
    owner = found.bidang or next((kode for kode, rows in plans.items() if _beneath(rows, named)), "")
    if not owner:
        return reverse(KUMPUL.page, args=[tahun])
    rows = plans.get(owner, ())
    anchor = cell_anchor(((one.number, one.kode, one.first) for one in stored_lines(rows)), _beneath(rows, named), found.kolom, found.nomor)
    return reverse(SEL.page, args=[tahun, owner]) + anchor


def _beneath(rows: tuple[RencanaValue, ...], named: Set[str]) -> str:
    """The code of the first row that is one of these, or stands beneath one; "" when none does."""
    codes = [row.kode for row in rows]
    exact = next((kode for kode in codes if kode in named), "")
    return exact or next((kode for kode in codes if any(kode.startswith(f"{one}.") for one in named)), "")


def _part(run: Run, found: Temuan) -> str:
    """The isian of the bidang; of a list that its format asks for, that part."""
    place, args = place_of(found), [run.tahap.renja.tahun, found.bidang]
    key = LISTS.get(place, "") if place else ""
    if any(part.key == key for part in lembar_of(run)):
        return reverse("pengumpulan:lembar", args=[*args, key])
    return reverse(ISIAN.page, args=args)


def _row(run: Run, found: Temuan, jenis: str, roles: Set[str]) -> str:
    """The field of the row for who keeps the figures, the list searched for it for others."""
    rows, tahun = list(place_in_run(run, jenis).rows()), run.tahap.renja.tahun
    order = _order(run, found) if jenis == "realisasi" else _number(found, [row.kode for row in rows])
    if order is None or order >= len(rows):
        return reverse("bahan:daftar", args=[tahun, jenis])
    row = rows[order]
    if not may("bahan:baris", roles):
        return reverse("bahan:daftar", args=[tahun, jenis]) + (f"?q={row.kode}" if row.kode else "")
    field = {"E02": "target_renstra", "T03": "alasan", "D08": "catatan"}.get(found.kode, "realisasi_n2")
    if found.kode == "E02" and row.target_n1 is None:
        field = "target_n1"
    if found.kode == "T03" and row.status == "diterima":
        field = "kode"
    return reverse("bahan:baris", args=[tahun, jenis, row.pk]) + f"#id_{field}"


def _order(run: Run, found: Temuan) -> int | None:
    """Which row of the realisation a finding speaks of, from 0: the n-th of its code. None when it is gone."""
    nth = found.kunci.rpartition("|")[2]
    own = [order for order, row in enumerate(place_in_run(run, "realisasi").rows()) if row.kode == found.objek]
    return own[int(nth)] if nth.isdecimal() and int(nth) < len(own) else next(iter(own), None)


def _number(found: Temuan, codes: list[str]) -> int | None:
    """Which row of another list, from 0: by its number ("Usulan 3"), else by its code."""
    number = found.objek.rpartition(" ")[2]
    if found.objek.startswith("Usulan ") and number.isdecimal():
        return int(number) - 1
    return codes.index(found.objek) if found.objek in codes else None
