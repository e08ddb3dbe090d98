"""Reports of earlier years with what a note about them needs."""

from collections.abc import Iterator
from dataclasses import dataclass

from renjana.analisis.findings import CheckValues, Note
from renjana.renja.values import RealisasiValue


@dataclass(frozen=True)
class Said:
    """A report: under which present code, of which bidang, its name in messages, its place among the reports of its code."""

    report: RealisasiValue
    kode: str
    bidang: str
    label: str
    letak: str

    def note(self, pesan: str, *, kolom: str = "", nomor: int = 0) -> Note:
        """A note on the report."""
        return Note(self.bidang, self.report.kode, f"{self.label}: {pesan}", self.letak, kolom, nomor)


def reports(values: CheckValues) -> Iterator[Said]:
    """Every report in its order."""
    seen: dict[str, int] = {}
    for report in values.plan.realisasi:
        place = seen[report.kode] = seen.get(report.kode, -1) + 1
        kode = values.plan.successors.get(report.kode, report.kode)
        label = f"{values.label(report.kode)}, “{report.indikator}”"
        yield Said(report, kode, values.bidang_under(kode), label, str(place))
