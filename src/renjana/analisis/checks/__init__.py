"""Every check of the analysis, in the order of their ids. A new one is a function under `check` in one of these modules."""

from renjana.analisis.checks import bukti, evaluasi, indikator, isian, kode, naskah, pagu, renstra, tag
from renjana.analisis.findings import Ambang, Check

LETTERS = "KPIRELTDB"
MODULES = (kode, pagu, indikator, renstra, evaluasi, isian, tag, naskah, bukti)
CHECKS: tuple[Check, ...] = tuple(
    sorted(
        (found for module in MODULES for found in vars(module).values() if isinstance(found, Check)),
        key=lambda one: (LETTERS.index(one.kode[0]), one.kode),
    )
)
BY_CODE = {check.kode: check for check in CHECKS}
GATE = tuple(check for check in CHECKS if check.gate)
"""What is looked at again from step 8 to step 10, beside what the analysis found."""
ANALYSIS = tuple(check for check in CHECKS if check.perlu not in {"naskah", "lampiran", "dianalisis"})
"""What step 7 looks at: everything but what only a document, its proofs or a look back can tell."""
AMBANG: tuple[Ambang, ...] = tuple(limit for check in CHECKS for limit in check.ambang)
"""Every threshold that an agency may set."""
