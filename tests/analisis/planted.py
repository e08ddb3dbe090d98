"""Plans with one planted fault each, and what the checks say about them."""

from typing import Any

from renjana.analisis.checks import BY_CODE
from renjana.analisis.findings import CheckValues, Note
from renjana.renja.values import PlanValues
from tests.renja.plans import a_plan, a_rencana


def notes(kode: str, plan: PlanValues | None = None, **fields: Any) -> list[Note]:
    """What one check finds in a plan."""
    return list(BY_CODE[kode].find(CheckValues(plan or a_plan(), **fields)))


def said(kode: str, plan: PlanValues | None = None, **fields: Any) -> str:
    """The one message that a check gives."""
    (note,) = notes(kode, plan, **fields)
    return note.pesan


def plan_with(**fields: Any) -> PlanValues:
    """A plan whose first sub kegiatan differs in these fields."""
    return a_plan(a_rencana(**fields), a_rencana("2.16.03.2.02.0043", 150_000_000))
