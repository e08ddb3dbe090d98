"""Runs that stand at the analysis, with rows in the database."""

from dataclasses import replace
from typing import Any

from renjana.alur.models import Run
from renjana.renja.actions import store_rows
from renjana.renja.values import RencanaValue
from renjana.renstra.actions import install_nomenklatur
from tests.people import MONDAY, Dinas, a_run
from tests.renja.plans import a_rencana


def rows_of(kode: str = "2.16.03.2.02.0040", pagu: int | None = 250_000_000, **fields: Any) -> RencanaValue:
    """A row whose code need not be in the nomenclature."""
    try:
        return a_rencana(kode, pagu, **fields)
    except KeyError:
        return replace(a_rencana(pagu=pagu, **fields), kode=kode)


def a_collected_run(dinas: Dinas, *rows: RencanaValue, langkah: int = 7) -> Run:
    """A run at the analysis; without rows given, one clean sub kegiatan of APTIKA."""
    install_nomenklatur(MONDAY)
    run = a_run(dinas, langkah=langkah)
    store_rows(run.tahap, dinas.bidang["APTIKA"], rows or (a_rencana(),), by=dinas.aptika, now=MONDAY)
    return run
