"""Planters of faults in the document, its proofs, SIPD-RI and the RKPD."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from random import Random

from renjana.analisis.findings import CheckValues, SipdValue
from renjana.analisis.naskah import NaskahValue, TabelValue
from renjana.organisasi.numerals import rupiah
from renjana.renja.values import RkpdValue
from tests.analisis.clean import LAW, TABLES, TAHUN


@dataclass(frozen=True)
class Planted:
    """Values with one fault, and the object that a finding has to name."""

    values: CheckValues
    objek: str


def document(values: CheckValues) -> NaskahValue:
    assert values.naskah is not None
    return values.naskah


def with_text(values: CheckValues, nomor: str, change: Callable[[str], str]) -> CheckValues:
    naskah = document(values)
    bagian = tuple(replace(one, teks=change(one.teks)) if one.nomor == nomor else one for one in naskah.bagian)
    return replace(values, naskah=replace(naskah, bagian=bagian))


def with_table(values: CheckValues, kode: str, change: Callable[[TabelValue], TabelValue | None]) -> CheckValues:
    naskah = document(values)
    tables = (change(one) if one.kode == kode else one for one in naskah.tabel)
    return replace(values, naskah=replace(naskah, tabel=tuple(one for one in tables if one is not None)))


def name_of(kode: str) -> str:
    return f"Tabel {kode.upper().replace('T-C-', 'T-C.')}"


def wrong_total(values: CheckValues, rng: Random) -> Planted:
    nomor, objek = rng.choice((("3.3", "BAB III"), ("4.1", "BAB IV")))
    right, wrong = rupiah(values.plan.total), rupiah(values.plan.total - rng.choice((1, 7_327_480)))
    return Planted(with_text(values, nomor, lambda text: text.replace(right, wrong)), objek)


def wrong_count(values: CheckValues, rng: Random) -> Planted:
    nomor, objek = rng.choice((("3.3", "BAB III"), ("4.1", "BAB IV")))
    number, word = rng.choice(
        ((len(values.plan.sub_kegiatan), "sub kegiatan"), (len(values.plan.programs), "program"), (len(values.plan.kegiatan), "kegiatan"))
    )
    return Planted(with_text(values, nomor, lambda text: text.replace(f" {number} {word}", f" {number + rng.randint(1, 4)} {word}")), objek)


def other_goal(values: CheckValues, rng: Random) -> Planted:
    kind, name = rng.choice((("Tujuan", "Terwujudnya layanan yang terbuka"), ("Sasaran", "Meningkatnya mutu layanan")))
    return Planted(with_text(values, "3.2", lambda text: text.replace(name, "Terciptanya hal yang lain")), f"{kind}: {name}")


def empty_subbab(values: CheckValues, rng: Random) -> Planted:
    nomor = rng.choice(("1.1", "1.2", "2.1", "5.1"))
    return Planted(with_text(values, nomor, lambda text: rng.choice(("", " \n"))), f"Subbab {nomor}")


def bad_table(values: CheckValues, rng: Random) -> Planted:
    kode = rng.choice(TABLES)
    changes: tuple[Callable[[TabelValue], TabelValue | None], ...] = (
        lambda one: None,
        lambda one: replace(one, judul=f"Daftar {one.judul}"),
        lambda one: replace(one, rows=(), nihil=""),
    )
    return Planted(with_table(values, kode, rng.choice(changes)), name_of(kode))


def wrong_year(values: CheckValues, rng: Random) -> Planted:
    kode = rng.choice(("t-c-31", "t-c-32", "t-c-33"))
    choice = rng.randrange(4)
    if choice == 0:
        return Planted(with_table(values, kode, lambda one: replace(one, judul=one.judul.replace(str(TAHUN), "2025"))), name_of(kode))
    if choice == 1:
        heads = tuple(head.replace(str(TAHUN + 1), str(TAHUN)) for head in next(one.kepala for one in document(values).tabel if one.kode == "t-c-33"))
        return Planted(with_table(values, "t-c-33", lambda one: replace(one, kepala=heads)), "Tabel T-C.33")
    if choice == 2:
        return Planted(with_text(values, "3.3", lambda text: text.replace(f"maju Tahun {TAHUN + 1}", f"maju Tahun {TAHUN}")), "Subbab 3.3")
    return Planted(with_text(values, "5.1", lambda text: text.replace(str(TAHUN), str(TAHUN - 2))), "Subbab 5.1")


def bad_law(values: CheckValues, rng: Random) -> Planted:
    old = "2. Peraturan Pemerintah Nomor 6 Tahun 2008 tentang Pedoman Evaluasi;"
    texts = (LAW[::-1], LAW[:3] + LAW[4:], (*LAW[:1], old, *LAW[1:]))
    lines = rng.choice(texts)
    return Planted(with_text(values, "1.2", lambda text: "\n".join(lines)), "Subbab 1.2")


def missing_proof(values: CheckValues, rng: Random) -> Planted:
    key, objek = rng.choice((("sk_tim", "SK Tim Penyusun Renja"), ("foto", "Foto rapat"), ("notulen", "Notulen rapat")))
    return Planted(replace(values, lampiran=frozenset(values.lampiran or ()) - {key}), objek)


def other_than_sipd(values: CheckValues, rng: Random) -> Planted:
    there = dict(values.sipd or {})
    kode = rng.choice(sorted(there))
    if rng.random() < 0.3:
        there.pop(kode)
    else:
        found = there[kode]
        there[kode] = rng.choice((SipdValue((found.pagu or 0) + 1, found.pagu_maju), SipdValue(found.pagu, None)))
    return Planted(replace(values, sipd=there), kode)


def unexplained_gap(values: CheckValues, rng: Random) -> Planted:
    taken = {line.kode for line in values.plan.rkpd}
    row = rng.choice([row for row in values.plan.rows if row.kode not in taken])
    line = RkpdValue(row.kode, "Kabupaten", "Jumlah", "1", (row.pagu or 0) - rng.randint(1, 1_000_000))
    return Planted(replace(values, plan=replace(values.plan, rkpd=(*values.plan.rkpd, line))), row.kode)


NASKAH: Mapping[str, Callable[[CheckValues, Random], Planted]] = {
    "P04": wrong_total,
    "R03": other_goal,
    "D01": wrong_count,
    "D02": empty_subbab,
    "D03": bad_table,
    "D04": wrong_year,
    "D05": bad_law,
    "D06": missing_proof,
    "D07": other_than_sipd,
    "D08": unexplained_gap,
}
