"""The gate of steps 8 to 10: the checks that read the document, and those that look at the plan once more."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from renjana.alur.models import Run
from renjana.analisis.actions.temuan import store_findings
from renjana.analisis.checks import GATE
from renjana.analisis.findings import CheckValues
from renjana.analisis.models import Analisis
from renjana.analisis.naskah import NaskahValue
from renjana.analisis.queries import check_values, evidence_of, findings_of, latest, open_errors
from renjana.analisis.rules import find, why_not_submitted
from renjana.renja.values import PlanValues


def gate_values(run: Run, naskah: NaskahValue, plan: PlanValues | None = None) -> CheckValues:
    """What the gate works on: the plan, the document with its printed tables, the proofs, and when the analysis ran."""
    analysed = latest(run)
    return replace(
        check_values(run, plan),
        naskah=naskah,
        tabel={table.kode: table.rows for table in naskah.tabel if table.rows},
        lampiran=evidence_of(run),
        dianalisis=analysed.waktu if analysed else None,
    )


def check_document(run: Run, naskah: NaskahValue, mark: str, *, now: datetime, plan: PlanValues | None = None) -> str:
    """Run the gate and keep what it finds; why the document may not go on, as sentences, "" when it may.

    `mark` is of what the document was read from, taken before it was.
    An error holds the document until it is fixed or waived. Kept in a transaction of its own, so that a refusal does not undo it.
    """
    found = find(gate_values(run, naskah, plan), GATE)
    with transaction.atomic():
        store_findings(run, found, [check.kode for check in GATE], now=now)
        Analisis.objects.filter(run=run).update(tanda_naskah=mark)
    return why_not_submitted(open_errors(findings_of(run)))
