"""The figures that the page of the analysis shows, kept with it so that the page reads no plan. Values in, plain JSON out."""

from typing import Any

from renjana.analisis.checks import CHECKS
from renjana.analisis.findings import CheckValues
from renjana.renja.sums import totals


def summary_of(values: CheckValues) -> dict[str, Any]:
    """Totals, counts, pagu by program beside that of the Renstra (without one the prakiraan maju), pagu by bidang, and which checks apply."""
    plan = values.plan
    ahead = totals((row.kode, row.pagu_maju) for row in plan.rows)
    return {
        "total": plan.total,
        "maju": plan.total_maju,
        "indikatif": plan.pagu_indikatif,
        "program": len(plan.programs),
        "kegiatan": len(plan.kegiatan),
        "sub_kegiatan": len(plan.sub_kegiatan),
        "indikator": plan.indikator_count,
        "pembanding": f"Renstra {plan.tahun}" if plan.renstra else f"Prakiraan {plan.tahun + 1}",
        "per_program": [
            [kode, plan.name_of(kode), pagu, values.renstra_pagu.get(kode, 0) if plan.renstra else ahead[kode]]
            for kode, pagu in plan.per_program.items()
        ],
        "per_bidang": [[unit.kode, unit.nama, plan.per_bidang.get(unit.kode, 0)] for unit in plan.bidang],
        "berlaku": [check.kode for check in CHECKS if check.applies(values)],
    }
