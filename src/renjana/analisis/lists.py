"""Reads the lists that the analysis asks for beside the plan: factors of achievements, priorities with tags, the data of SIPD-RI."""

from typing import Any

from renjana.renja.lists import lines
from renjana.renstra.faults import Fault

FAKTOR = ("kode", "indikator", "faktor", "tindak_lanjut")
PRIORITAS = ("kode", "nasional", "daerah", "tag")
SIPD = ("kode", "pagu", "pagu_maju")
Rows = tuple[tuple[dict[str, Any], ...], tuple[Fault, ...]]


def read_factors(text: str, *, main: str) -> Rows:
    """Factor and follow-up by code and indicator as T-C.29 reports them; rows that say neither are passed over."""
    faults: list[Fault] = []
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for line in lines(text, FAKTOR, faults):
        kode = line.code(main, needed=True)
        indikator = line.text("indikator", needed="Indikator kosong; tulis seperti pada T-C.29.")
        row = {"kode": kode, "indikator": indikator, "faktor": line.text("faktor"), "tindak_lanjut": line.text("tindak_lanjut")}
        if row["faktor"] or row["tindak_lanjut"]:
            rows[kode, indikator] = row
    return tuple(rows.values()), tuple(sorted(set(faults)))


def read_priorities(text: str, *, main: str) -> Rows:
    """National and regional priority by code, one row a code; several tags are parted by semicolons."""
    faults: list[Fault] = []
    rows: dict[str, dict[str, Any]] = {}
    for line in lines(text, PRIORITAS, faults):
        kode = line.code(main, needed=True)
        if kode in rows:
            line.fault("kode", f"Kode {kode} sudah ada pada baris sebelumnya; gabungkan.")
        tag = [part.strip() for part in line.text("tag").split(";") if part.strip()]
        rows[kode] = {"kode": kode, "nasional": line.text("nasional", limit=200), "daerah": line.text("daerah", limit=200), "tag": tag}
    return tuple(rows.values()), tuple(sorted(set(faults)))


def read_sipd(text: str, *, main: str) -> Rows:
    """Pagu of both years by code, one row a code."""
    faults: list[Fault] = []
    rows: dict[str, dict[str, Any]] = {}
    for line in lines(text, SIPD, faults):
        kode = line.code(main, needed=True)
        if kode in rows:
            line.fault("kode", f"Kode {kode} sudah ada pada baris sebelumnya; gabungkan.")
        rows[kode] = {"kode": kode, "pagu": line.money("pagu"), "pagu_maju": line.money("pagu_maju")}
    return tuple(rows.values()), tuple(sorted(set(faults)))
