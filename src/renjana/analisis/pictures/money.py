"""Pictures of money: by program beside last year and the Renstra, by source, and what changed since last year."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from renjana.analisis.evaluation import percent, sources
from renjana.analisis.findings import CheckValues
from renjana.analisis.pictures.parts import CODE, MOST, NAME, Line, Picture, before_by_program, largest, money_columns, nothing, short_name
from renjana.cetak.charts import Part, Row, pagu_bars, share_bars
from renjana.cetak.charts_flow import waterfall
from renjana.organisasi.table import Column

NO_ROWS = "Belum ada rencana sub kegiatan, sehingga pagu belum dapat digambarkan."


def pagu_by_program(values: CheckValues, lalu: Mapping[str, int]) -> Picture:
    """Pagu of each program: this year, the year before, the Renstra of this year."""
    plan, n = values.plan, values.plan.tahun
    judul = f"Pagu Program Tahun {n}"
    if not plan.rows:
        return nothing("pagu-program", judul, NO_ROWS)
    before = before_by_program(values, lalu)
    series = [("kini", f"Renja {n}", plan.per_program), ("lalu", f"Renja {n - 1}", before)]
    series.append(("renstra", f"Renstra {n}", dict(values.renstra_pagu) if plan.renstra and values.renstra_pagu[""] else {}))
    shown = [one for one in series if one[2]]
    codes = sorted(plan.per_program.keys() | before.keys())
    rows: list[Line] = [{"kode": kode, "nama": plan.name_of(kode), **{key: amounts.get(kode) for key, _, amounts in shown}} for kode in codes]
    kept = {row["kode"] for row in sorted(rows, key=lambda row: -max(row[key] or 0 for key, *_ in shown))[:MOST]}
    drawn = [Row(short_name(row["nama"]), tuple(row[key] for key, *_ in shown)) for row in rows if row["kode"] in kept]
    lacking = " dan ".join(name for _, name, amounts in series if not amounts)
    notes = [f"Data {lacking} tidak tersedia, sehingga tidak dibandingkan."] if lacking else []
    notes += [f"Yang digambarkan {MOST} program dengan pagu terbesar."] if len(drawn) < len(rows) else []
    return Picture(
        "pagu-program",
        judul,
        lambda frame: pagu_bars(drawn, judul, [name for _, name, _ in shown], frame=frame),
        money_columns([(key, name) for key, name, _ in shown]),
        tuple(rows),
        {"nama": "Jumlah", **{key: sum(row[key] or 0 for row in rows) for key, *_ in shown}},
        catatan=" ".join(notes),
    )


def source_lines(values: CheckValues) -> list[Line]:
    """Code, name and pagu of each funding source."""
    return [{"kode": kode, "nama": nama, "pagu": pagu} for (kode, nama), pagu in sources(values.plan.rows).items()]


def composition(values: CheckValues) -> Picture:
    """Pagu by funding source, the largest first."""
    judul, total = f"Komposisi Pagu Menurut Sumber Dana Tahun {values.plan.tahun}", values.plan.total
    if not total:
        return nothing("sumber-dana", judul, NO_ROWS)
    rows = sorted(source_lines(values), key=lambda row: -row["pagu"])
    drawn = largest([Part(row["nama"], row["pagu"]) for row in rows])
    share = Column(4, "bagian", "Bagian (%)", kind="percent", width=1.2)
    return Picture(
        "sumber-dana",
        judul,
        lambda frame: share_bars(drawn, judul, frame=frame),
        (replace(CODE, width=2), NAME, Column(3, "pagu", "Pagu (Rp)", kind="money", width=2), share),
        tuple({**row, "bagian": percent(row["pagu"], total)} for row in rows),
        {"nama": "Jumlah", "pagu": total, "bagian": Decimal(100)},
    )


def changes(values: CheckValues, lalu: Mapping[str, int]) -> Picture:
    """From the total of last year's Renja to this year's, program by program; the largest changes, the others as one."""
    plan, n = values.plan, values.plan.tahun
    judul = f"Perubahan Pagu dari Renja {n - 1} ke Renja {n}"
    if not lalu or not plan.rows:
        alasan = NO_ROWS if lalu else f"Data Renja {n - 1} tidak tersedia, sehingga perubahan pagu belum dapat digambarkan."
        return nothing("perubahan", judul, alasan)
    before, now = before_by_program(values, lalu), plan.per_program
    pairs = [(kode, before.get(kode, 0), now.get(kode, 0)) for kode in sorted(before.keys() | now.keys())]
    rows: list[Line] = [{"kode": kode, "nama": plan.name_of(kode), "lalu": was, "kini": is_, "selisih": is_ - was} for kode, was, is_ in pairs]
    moved = largest([Part(short_name(row["nama"]), row["selisih"]) for row in rows if row["selisih"]])
    if not moved:
        return nothing("perubahan", judul, f"Pagu setiap program sama dengan Renja {n - 1}.")
    start = Part(f"Renja {n - 1}", sum(before.values()))
    heads = (("lalu", f"Renja {n - 1}"), ("kini", f"Renja {n}"), ("selisih", "Perubahan"))
    return Picture(
        "perubahan",
        judul,
        lambda frame: waterfall(start, moved, f"Renja {n}", judul, frame=frame),
        money_columns(heads),
        tuple(rows),
        {"nama": "Jumlah", **{key: sum(row[key] for row in rows) for key, _ in heads}},
    )
