"""What the pages of the analysis show, made ready so that the templates only print."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from renjana.analisis.checks import BY_CODE
from renjana.analisis.checks.pagu import renstra_pagu
from renjana.analisis.models import Temuan
from renjana.cetak.charts import Bar, pagu_bars
from renjana.renja.sums import totals
from renjana.renja.values import PlanValues

TONES = {"error": "red", "warning": "amber", "info": "blue"}
ICONS = {"error": "warning", "warning": "clock", "info": "info"}
LABELS = {"error": "Kesalahan", "warning": "Peringatan", "info": "Catatan"}


@dataclass(frozen=True)
class FilterLink:
    """A filter as a link, with how many findings it shows."""

    label: str
    query: str
    jumlah: int
    current: bool
    icon: str = ""


@dataclass(frozen=True)
class Filters:
    """What the page was asked to show, and the links to ask for something else."""

    tingkat: str
    bidang: str
    by_tingkat: tuple[FilterLink, ...]
    by_bidang: tuple[FilterLink, ...]

    @classmethod
    def read(cls, asked: Mapping[str, str], rows: Sequence[Temuan], plan: PlanValues) -> "Filters":
        """From the query of the address; words it does not know are passed over."""
        tingkat = asked.get("tingkat", "") if asked.get("tingkat") in {*LABELS, "diabaikan"} else ""
        known = {bidang.kode for bidang in plan.bidang}
        bidang = asked.get("bidang", "") if asked.get("bidang") in known else ""
        levels = [("", "Semua", ""), *((key, label, ICONS[key]) for key, label in LABELS.items()), ("diabaikan", "Diabaikan", "check")]
        units = [("", "Semua bidang"), *((unit.kode, unit.nama) for unit in plan.bidang)]
        return cls(
            tingkat,
            bidang,
            tuple(
                FilterLink(label, _query(key, bidang), sum(_takes(row, key, bidang) for row in rows), key == tingkat, icon)
                for key, label, icon in levels
            ),
            tuple(FilterLink(label, _query(tingkat, key), sum(_takes(row, tingkat, key) for row in rows), key == bidang) for key, label in units),
        )

    def takes(self, row: Temuan) -> bool:
        """Whether the page shows this finding."""
        return _takes(row, self.tingkat, self.bidang)


def _takes(row: Temuan, tingkat: str, bidang: str) -> bool:
    waived = row.status == Temuan.Status.DIABAIKAN
    fits = not tingkat or (waived if tingkat == "diabaikan" else row.tingkat == tingkat and not waived)
    return fits and (not bidang or row.bidang == bidang)


def _query(tingkat: str, bidang: str) -> str:
    given = {key: value for key, value in (("tingkat", tingkat), ("bidang", bidang)) if value}
    return f"?{urlencode(given)}#temuan" if given else "?#temuan"


@dataclass(frozen=True)
class FindingLine:
    """A finding as the list shows it."""

    temuan: Temuan
    tone: str
    icon: str
    label: str
    aturan: str
    sumber: str
    bidang: str
    waived: bool


def finding_lines(rows: Iterable[Temuan], plan: PlanValues) -> list[FindingLine]:
    """Findings with the words around them."""
    names = {bidang.kode: bidang.nama for bidang in plan.bidang}
    lines = []
    for row in rows:
        check = BY_CODE.get(row.kode)
        waived = row.status == Temuan.Status.DIABAIKAN
        lines.append(
            FindingLine(
                temuan=row,
                tone="green" if waived else TONES[row.tingkat],
                icon="check" if waived else ICONS[row.tingkat],
                label="Diabaikan" if waived else LABELS[row.tingkat],
                aturan=check.aturan if check else "",
                sumber=check.sumber if check else "",
                bidang=names.get(row.bidang, row.bidang),
                waived=waived,
            )
        )
    return lines


@dataclass(frozen=True)
class ProgramLine:
    """A program with its money and what it is held against; whole rupiah."""

    kode: str
    nama: str
    pagu: int
    lain: int


def pagu_chart(plan: PlanValues) -> tuple[str, str, list[ProgramLine]]:
    """The drawing of pagu by program, what it is held against, and the same as lines.

    Held against the Renstra of the year, without one against the prakiraan maju. "" without programs.
    """
    ahead = totals((row.kode, row.pagu_maju) for row in plan.rows)
    beside = f"Renstra {plan.tahun}" if plan.renstra else f"Prakiraan {plan.tahun + 1}"
    lines = [
        ProgramLine(kode, plan.name_of(kode), pagu, renstra_pagu(plan.renstra, kode, plan.tahun) if plan.renstra else ahead[kode])
        for kode, pagu in plan.per_program.items()
    ]
    if not lines:
        return "", beside, []
    bars = [Bar(line.nama.removeprefix("PROGRAM ").capitalize(), line.pagu, line.lain) for line in lines]
    chart = pagu_bars(bars, f"Pagu per program tahun {plan.tahun}", kini=f"Renja {plan.tahun}", lalu=beside)
    return chart.svg, beside, lines
