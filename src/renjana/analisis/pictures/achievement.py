"""The picture of achievement: each program against the line of its target, with its predikat."""

from decimal import ROUND_HALF_UP, Decimal

from renjana.analisis.evaluation import evaluation_of
from renjana.analisis.findings import CheckValues
from renjana.analisis.pictures.parts import CODE, MOST, NAME, Line, Picture, nothing, short_name
from renjana.cetak.charts import UNJUDGED, Reached, achievement_bars
from renjana.organisasi.table import Column
from renjana.renja.formulas import CENT, predikat
from renjana.renstra.codes import program_of

COLUMNS = (
    CODE,
    NAME,
    Column(3, "indikator", "Indikator", kind="number", width=1.2),
    Column(4, "dinilai", "Dapat dinilai", kind="number", width=1.2),
    Column(5, "capaian", "Capaian (%)", kind="percent", width=1.2),
    Column(6, "predikat", "Predikat", width=1.8),
)


def achievement(values: CheckValues) -> Picture:
    """The mean achievement of the indicators of each program in year n-2."""
    plan, lalu = values.plan, values.plan.tahun - 2
    judul = f"Capaian Kinerja Program Tahun {lalu}"
    found: dict[str, list[Decimal | None]] = {}
    for one in evaluation_of(values).capaian:
        found.setdefault(program_of(one.kode), []).append(one.tingkat_realisasi)
    if all(value is None for told in found.values() for value in told):
        return nothing("capaian-program", judul, f"Realisasi Tahun {lalu} belum dilaporkan, sehingga capaian program belum dapat digambarkan.")
    rows: list[Line] = [{"kode": kode, "nama": plan.name_of(kode), **_judged(told)} for kode, told in sorted(found.items())]
    lowest = sorted(rows, key=lambda row: (row["capaian"] is None, row["capaian"] or Decimal(0)))[:MOST]
    drawn = [Reached(short_name(row["nama"]), row["capaian"], row["predikat"], row["indikator"]) for row in rows if row in lowest]
    few = f" Yang digambarkan {MOST} program dengan capaian terendah." if len(drawn) < len(rows) else ""
    return Picture(
        "capaian-program",
        judul,
        lambda frame: achievement_bars(drawn, judul, frame=frame),
        COLUMNS,
        tuple(rows),
        catatan=f"Capaian program adalah rata-rata capaian indikatornya.{few}",
    )


def _judged(told: list[Decimal | None]) -> Line:
    known = [value for value in told if value is not None]
    mean = (sum(known, Decimal(0)) / len(known)).quantize(CENT, ROUND_HALF_UP) if known else None
    return {"indikator": len(told), "dinilai": len(known), "capaian": mean, "predikat": UNJUDGED if mean is None else predikat(mean)}
