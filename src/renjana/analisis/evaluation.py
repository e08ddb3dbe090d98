"""The evaluation: what was achieved, what the Renstra still asks for, what is missing, and the money against its ceilings.

Values in, values out. Percentages have two decimals; money is whole rupiah. Source: the columns of T-C.29 and the predicate scale of E.81.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from renjana.analisis.checks.reports import reports
from renjana.analisis.findings import CheckValues, FaktorValue, words
from renjana.renja.formulas import AKUMULATIF, evaluate, expected, predikat
from renjana.renja.numbers import number_text
from renjana.renja.sums import totals
from renjana.renja.values import RealisasiValue, RencanaValue

HUNDRED, CENT = Decimal(100), Decimal("0.01")
TONES = {"Sangat Tinggi": "green", "Tinggi": "green", "Sedang": "amber", "Rendah": "red", "Sangat Rendah": "red"}
NOTHING = FaktorValue()
UNDIVIDED = "Beberapa sumber, belum dibagi"


@dataclass(frozen=True)
class Capaian:
    """One indicator of T-C.29: achievement of year n-2 with its predikat, the perkiraan to n-1, the Renstra to the end of its period.

    `kode` is the present code, `sisa` what is left of the final target, `per_tahun` what each year to the end has to bring (akumulatif).
    """

    report: RealisasiValue
    kode: str
    bidang: str
    nama: str
    tingkat_realisasi: Decimal | None
    perkiraan: Decimal | None
    tingkat_capaian: Decimal | None
    sisa: Decimal | None
    per_tahun: Decimal | None
    faktor: FaktorValue

    @property
    def predikat(self) -> str:
        """The word of the scale; "" while it cannot be judged."""
        return "" if self.tingkat_realisasi is None else predikat(self.tingkat_realisasi)

    @property
    def tone(self) -> str:
        """The tone of its badge."""
        return TONES.get(self.predikat, "")

    @property
    def sisi(self) -> str:
        """Below, at or above its target; "" while it cannot be judged."""
        if self.tingkat_realisasi is None:
            return ""
        return "di bawah target" if self.tingkat_realisasi < HUNDRED else "di atas target" if self.tingkat_realisasi > HUNDRED else "tepat target"

    @property
    def texts(self) -> dict[str, str]:
        """Its numbers as tables print them, a dash for what is not there."""
        numbers = {
            "target": self.report.target_n2,
            "realisasi": self.report.realisasi_n2,
            "perkiraan": self.perkiraan,
            "sisa": self.sisa,
            "per_tahun": self.per_tahun,
        }
        return {name: number_text(number) or "–" for name, number in numbers.items()}

    @property
    def must_explain(self) -> bool:
        """Whether a factor and a follow-up are asked for."""
        return self.tingkat_realisasi is not None and self.tingkat_realisasi != HUNDRED

    @property
    def explained(self) -> bool:
        """Whether both were given."""
        return bool(self.faktor.faktor.strip() and self.faktor.tindak_lanjut.strip())


@dataclass(frozen=True)
class Amount:
    """Money of a bidang, program or source: this year, what it is held against (None without), the year after."""

    kode: str
    nama: str
    pagu: int
    batas: int | None
    maju: int | None = None
    bagian: Decimal | None = None

    @property
    def selisih(self) -> int | None:
        """Pagu above (positive) or below what it is held against."""
        return None if self.batas is None else self.pagu - self.batas

    @property
    def pertumbuhan(self) -> Decimal | None:
        """Growth of the year after, in percent."""
        return percent(self.maju - self.pagu, self.pagu) if self.maju is not None else None


@dataclass(frozen=True)
class Evaluasi:
    """Everything that the page and the draft show of the evaluation."""

    capaian: tuple[Capaian, ...]
    rata_rata: Decimal | None
    hilang: tuple[tuple[str, str, int], ...]
    per_bidang: tuple[Amount, ...]
    per_program: tuple[Amount, ...]
    per_sumber: tuple[Amount, ...]
    total: Amount

    @property
    def predikat(self) -> str:
        """The predikat of the average; "" without one."""
        return "" if self.rata_rata is None else predikat(self.rata_rata)

    @property
    def tone(self) -> str:
        """The tone of its badge."""
        return TONES.get(self.predikat, "")

    @property
    def counts(self) -> dict[str, int]:
        """How many indicators lie below, at and above their target, how many cannot be judged, how many still want an explanation."""
        sides = [one.sisi for one in self.capaian]
        return {
            "di_bawah": sides.count("di bawah target"),
            "tepat": sides.count("tepat target"),
            "di_atas": sides.count("di atas target"),
            "belum": sides.count(""),
            "menunggu": sum(one.must_explain and not one.explained for one in self.capaian),
        }


def percent(part: int, whole: int) -> Decimal | None:
    """A share in percent; None of nothing."""
    return (Decimal(part) * HUNDRED / whole).quantize(CENT, ROUND_HALF_UP) if whole else None


def evaluation_of(values: CheckValues) -> Evaluasi:
    """Evaluate a plan."""
    plan = values.plan
    found = tuple(_capaian(values))
    judged = [one.tingkat_realisasi for one in found if one.tingkat_realisasi is not None]
    average = (sum(judged, Decimal(0)) / len(judged)).quantize(CENT, ROUND_HALF_UP) if judged else None
    ahead = totals((row.kode, row.pagu_maju) for row in plan.rows)
    ahead_by_bidang: dict[str, int] = {}
    for row in plan.rows:
        ahead_by_bidang[row.bidang] = ahead_by_bidang.get(row.bidang, 0) + (row.pagu_maju or 0)
    ceiling = plan.pagu_indikatif or plan.total
    names = {unit.kode: unit.nama for unit in plan.bidang}
    return Evaluasi(
        capaian=found,
        rata_rata=average,
        hilang=missing_programs(values),
        per_bidang=tuple(
            Amount(kode, names.get(kode, kode), pagu, None, ahead_by_bidang.get(kode, 0), percent(pagu, ceiling))
            for kode, pagu in plan.per_bidang.items()
        ),
        per_program=tuple(
            Amount(kode, plan.name_of(kode), pagu, values.renstra_pagu.get(kode, 0) if plan.renstra else None, ahead[kode], percent(pagu, ceiling))
            for kode, pagu in plan.per_program.items()
        ),
        per_sumber=tuple(Amount(kode, nama, pagu, None, None, percent(pagu, ceiling)) for (kode, nama), pagu in sources(plan.rows).items()),
        total=Amount("", "Jumlah", plan.total, plan.pagu_indikatif, plan.total_maju, percent(plan.total, ceiling)),
    )


def _capaian(values: CheckValues) -> Iterable[Capaian]:
    plan = values.plan
    left_years = plan.renstra.tahun_akhir - (plan.tahun - 1) if plan.renstra else 0
    for said in reports(values):
        report = said.report
        judged = evaluate(report)
        left = _left(report)
        spread = report.tipe == AKUMULATIF and left is not None and left_years > 0
        yield Capaian(
            report=report,
            kode=said.kode,
            bidang=said.bidang,
            nama=plan.name_of(said.kode),
            tingkat_realisasi=judged.tingkat_realisasi,
            perkiraan=judged.perkiraan_capaian,
            tingkat_capaian=judged.tingkat_capaian,
            sisa=left,
            per_tahun=(max(left, Decimal(0)) / left_years).quantize(CENT, ROUND_HALF_UP) if spread and left is not None else None,
            faktor=(values.faktor or {}).get((said.kode, words(report.indikator)), NOTHING),
        )


def _left(report: RealisasiValue) -> Decimal | None:
    """How far the perkiraan is from the final target of the Renstra; for tren negatif how far it still has to fall. None while unknown."""
    reached = expected(report)
    if reached is None or report.target_renstra is None:
        return None
    return reached - report.target_renstra if report.tipe == "tren_negatif" else report.target_renstra - reached


def missing_programs(values: CheckValues) -> tuple[tuple[str, str, int], ...]:
    """Programs that the Renstra gives money in year n and the plan does not take: code, name, money."""
    plan = values.plan
    taken = set(plan.programs)
    items = plan.renstra.items if plan.renstra else ()
    programs = [item for item in items if item.tingkat == "program" and item.kode not in taken]
    return tuple((item.kode, item.nama, values.renstra_pagu[item.kode]) for item in programs if values.renstra_pagu.get(item.kode))


def sources(rows: Iterable[RencanaValue]) -> dict[tuple[str, str], int]:
    """Pagu by funding source, in order of code. What has several sources without amounts of their own stands under one line, last."""
    sums: dict[tuple[str, str], int] = {}
    for row in rows:
        given = [(source.kode, source.nama, source.pagu) for source in row.sumber_dana]
        if len(given) == 1:
            given = [(given[0][0], given[0][1], row.pagu)]
        elif not given or any(pagu is None for _, _, pagu in given):
            given = [("", UNDIVIDED if given else "Belum diisi", row.pagu)]
        for kode, nama, pagu in given:
            sums[kode, nama] = sums.get((kode, nama), 0) + (pagu or 0)
    return dict(sorted(sums.items(), key=lambda pair: (pair[0][0] == "", pair[0])))
