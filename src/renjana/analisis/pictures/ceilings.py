"""Pictures of pagu against its ceilings: the pagu indikatif of the agency, and what the rancangan awal RKPD gives each program."""

from dataclasses import replace
from decimal import Decimal

from renjana.analisis.evaluation import percent
from renjana.analisis.findings import CheckValues
from renjana.analisis.pictures.money import source_lines
from renjana.analisis.pictures.parts import CODE, MOST, NAME, Line, Picture, largest, money_columns, nothing, short_name
from renjana.cetak.charts import Bar, Part, ceiling_bars, ceiling_steps
from renjana.organisasi.table import Column
from renjana.renja.sums import totals

WHAT = {"program": "Program", "bidang": "Bidang", "sumber-dana": "Sumber Dana"}
"""The ways a pagu is divided, as titles name them."""
LONG_CODE = replace(CODE, width=2.4)
"""For codes of bidang, which are words."""


def ceiling(values: CheckValues, what: str) -> Picture:
    """How the pagu of the parts uses up the pagu indikatif."""
    kunci, batas, total = f"plafon-{what}", values.plan.pagu_indikatif, values.plan.total
    judul = f"Pagu {WHAT[what]} terhadap Pagu Indikatif Tahun {values.plan.tahun}"
    if not batas:
        return nothing(kunci, judul, "Pagu indikatif belum ditetapkan, sehingga pagu belum dapat dibandingkan dengannya.")
    if not total:
        return nothing(kunci, judul, "Belum ada pagu yang dapat dibandingkan dengan pagu indikatif.")
    rows = _parts(values, what)
    drawn = largest([Part(short_name(row["nama"]) if what == "program" else row["nama"], row["pagu"]) for row in rows])
    rest = "Sisa pagu indikatif" if batas >= total else "Melebihi pagu indikatif"
    share = Column(4, "bagian", "Bagian dari pagu indikatif (%)", kind="percent", width=1.4)
    return Picture(
        kunci,
        judul,
        lambda frame: ceiling_steps(drawn, batas, judul, frame=frame),
        (CODE if what == "program" else LONG_CODE, NAME, Column(3, "pagu", "Pagu (Rp)", kind="money", width=2), share),
        tuple({**row, "bagian": percent(row["pagu"], batas)} for row in (*rows, {"kode": "", "nama": rest, "pagu": abs(batas - total)})),
        {"nama": "Pagu indikatif", "pagu": batas, "bagian": Decimal(100)},
    )


def _parts(values: CheckValues, what: str) -> list[Line]:
    """Code, name and pagu of the parts, in order of code; bidang in theirs."""
    plan = values.plan
    if what == "program":
        return [{"kode": kode, "nama": plan.name_of(kode), "pagu": pagu} for kode, pagu in plan.per_program.items()]
    if what == "bidang":
        names = {unit.kode: unit.nama for unit in plan.bidang}
        return [{"kode": kode, "nama": names.get(kode, kode), "pagu": pagu} for kode, pagu in plan.per_bidang.items()]
    return source_lines(values)


def own_ceilings(values: CheckValues) -> Picture:
    """Pagu of each program against what the rancangan awal RKPD gives it."""
    judul = f"Pagu Program terhadap Rancangan Awal RKPD Tahun {values.plan.tahun}"
    given = totals((row.kode, row.pagu) for row in values.plan.rkpd if row.pagu is not None)
    limits = {kode: pagu for kode, pagu in given.items() if kode.count(".") == 2 and pagu}
    if not limits:
        return nothing("rkpd-program", judul, "Rancangan awal RKPD belum memuat pagu, sehingga batas setiap program belum dapat digambarkan.")
    pagu = values.plan.per_program
    pairs = [(kode, pagu.get(kode, 0), batas) for kode, batas in sorted(limits.items())]
    rows: list[Line] = [
        {"kode": kode, "nama": values.plan.name_of(kode), "pagu": is_, "batas": may, "selisih": is_ - may} for kode, is_, may in pairs
    ]
    kept = sorted(rows, key=lambda row: -row["batas"])[:MOST]
    drawn = [Bar(short_name(row["nama"]), row["pagu"], row["batas"]) for row in rows if row in kept]
    return Picture(
        "rkpd-program",
        judul,
        lambda frame: ceiling_bars(drawn, judul, frame=frame),
        money_columns((("pagu", "Pagu"), ("batas", "Rancangan awal RKPD"), ("selisih", "Selisih"))),
        tuple(rows),
    )
