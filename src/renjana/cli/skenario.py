"""`skenario.toml` of a rehearsal folder as values; every fault at once. Source: the rehearsal contract (docs/rehearse.md)."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from renjana.cli.blocks import Instansi, Reader, check_blocks, each, read_blocks, read_toml, section, tables
from renjana.cli.faults import Faults
from renjana.organisasi.nip import clean_nip
from renjana.renstra.plan import default_start

FILE = "skenario.toml"


@dataclass(frozen=True)
class PlhSkenario:
    """Who acts for which jabatan or actor, when, by which SK."""

    untuk: str
    oleh: str
    mulai: datetime
    selesai: datetime
    dasar: str


@dataclass(frozen=True)
class Kembali:
    """A way back to take once."""

    langkah: int
    ke: int
    alasan: str


@dataclass(frozen=True, kw_only=True)
class Skenario(Instansi):
    """The whole scenario. Money in whole rupiah; times aware."""

    tahun: int
    regulasi: str
    mulai: datetime
    pagu_indikatif: int | None
    renstra_mulai: int
    ramadan: tuple[tuple[date, date], ...]
    libur: tuple[tuple[date, str], ...]
    abaikan: dict[str, str]
    kembalikan: tuple[Kembali, ...]
    plh: tuple[PlhSkenario, ...]


def read(folder: Path, faults: Faults, actors: tuple[str, ...]) -> Skenario | None:
    """The scenario of a folder; None when so much is missing that nothing can be made of it. `actors` are the SOP's printed actor names."""
    data = read_toml(folder / FILE, faults, missing="tidak ada di folder ini; buat menurut docs/rehearse.md.")
    if data is None:
        return None
    before = len(faults.found)
    skenario = _build(data, faults, actors)
    return skenario if len(faults.found) == before or skenario.orang else None


def _build(data: dict[str, Any], faults: Faults, actors: tuple[str, ...]) -> Skenario:
    top = Reader(faults, FILE, "berkas", data)
    blocks = read_blocks(top, kode_wilayah="", with_isian=True)
    renja = section(top, "renja")
    tahun = renja.take("tahun", int) or 0
    if renja.table.get("tahun") is not None and not 2020 <= tahun <= 2100:
        renja.fault(f"renja.tahun bernilai {tahun}; tulis tahun empat angka, misalnya 2027.", "tahun")
    skenario = Skenario(
        **blocks,
        tahun=tahun,
        regulasi=_regulasi(renja, faults),
        mulai=renja.moment("mulai"),
        pagu_indikatif=renja.take("pagu_indikatif", int, None),
        renstra_mulai=renja.take("renstra_mulai", int, default_start(tahun)),
        ramadan=_ramadan(renja, faults),
        libur=_libur(renja, faults),
        abaikan=dict(each(tables(top, "abaikan"), lambda r: (r.text("kode"), r.text("alasan")))),
        kembalikan=each(tables(top, "kembalikan"), lambda r: Kembali(r.take("langkah", int) or 0, r.take("ke", int) or 0, r.text("alasan"))),
        plh=each(
            tables(top, "plh"),
            lambda r: PlhSkenario(
                r.text("untuk"), clean_nip(r.text("oleh")), r.moment("mulai"), r.moment("selesai"), r.text("dasar", "SK penunjukan")
            ),
        ),
    )
    renja.done()
    top.done()
    _check(skenario, top, actors)
    return skenario


def _regulasi(renja: Reader, faults: Faults) -> str:
    regulasi = renja.text("regulasi", "86_2017")
    if regulasi not in {"86_2017", "14_2026"}:
        faults.add(FILE, f"renja.regulasi bernilai {regulasi!r}; yang dikenal 86_2017 dan 14_2026.", column="regulasi")
    return regulasi


def _ramadan(renja: Reader, faults: Faults) -> tuple[tuple[date, date], ...]:
    value = renja.take("ramadan", list, [])
    if not value:
        return ()
    if len(value) != 2 or not all(isinstance(day, date) for day in value) or value[0] > value[1]:
        faults.add(FILE, "renja.ramadan harus dua tanggal, awal lalu akhir: [2027-02-08, 2027-03-09].", column="ramadan")
        return ()
    return ((value[0], value[1]),)


def _libur(renja: Reader, faults: Faults) -> tuple[tuple[date, str], ...]:
    days = []
    for number, entry in enumerate(renja.take("libur", list, []), 1):
        day = entry.get("tanggal") if isinstance(entry, dict) else None
        if isinstance(day, date):
            days.append((day, str(entry.get("sebab", "Libur setempat"))))
        else:
            faults.add(FILE, f'renja.libur[{number}] tidak bertanggal; tulis {{ tanggal = 2027-01-11, sebab = "..." }}.', column="libur")
    return tuple(days)


def _check(skenario: Skenario, top: Reader, actors: tuple[str, ...]) -> None:
    """What only shows when the parts are held against each other."""
    check_blocks(skenario, top, actors)
    if not skenario.bidang:
        top.fault("tidak ada [[bidang]]; tulis paling sedikit satu bidang dengan isiannya.", "bidang")
    played = {orang.pelaksana for orang in skenario.orang}
    for actor in actors:
        if actor not in played:
            top.fault(f"tidak ada orang dengan pelaksana {actor!r}; tambahkan pada [[orang]].", "pelaksana")
    _check_ways(skenario, top.faults, actors, [orang.nip for orang in skenario.orang])


def _check_ways(skenario: Skenario, faults: Faults, actors: tuple[str, ...], nips: list[str]) -> None:
    for way in skenario.kembalikan:
        if (way.langkah, way.ke) not in {(9, 8), (11, 9), (11, 8)}:
            faults.add(FILE, f"langkah {way.langkah} tidak dapat kembali ke {way.ke}; SOP mengenal 9 ke 8 dan 11 ke 9 atau 8.", column="kembalikan")
    posts = {orang.jabatan for orang in skenario.orang} | set(actors)
    for plh in skenario.plh:
        if plh.oleh and plh.oleh not in nips:
            faults.add(FILE, f"Plh. {plh.oleh} bukan NIP siapa pun pada [[orang]].", column="oleh")
        if plh.untuk and plh.untuk not in posts:
            faults.add(FILE, f"Plh. untuk {plh.untuk!r}: tidak ada jabatan atau pelaksana bernama itu.", column="untuk")
        if plh.selesai <= plh.mulai:
            faults.add(FILE, f"Plh. untuk {plh.untuk}: selesai harus sesudah mulai.", column="selesai")
