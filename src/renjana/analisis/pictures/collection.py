"""Pictures of the collection: how complete the isian of each bidang is by part, and on which days it was last changed."""

from collections.abc import Sequence
from datetime import date, tzinfo

from renjana.analisis.findings import CheckValues
from renjana.analisis.pictures.parts import Line, Picture, nothing
from renjana.cetak.charts_flow import Heat, heat_map
from renjana.organisasi.table import Column
from renjana.pengumpulan.columns import KEYS, parts
from renjana.pengumpulan.rules import completeness, heat
from renjana.renja.values import RencanaValue

DAYS = 12
"""The latest days that a picture shows."""
BIDANG = Column(1, "bidang", "Bidang", width=3.4)
EMPTY = "Belum ada isian sub kegiatan, sehingga pengumpulan belum dapat digambarkan."
Own = Sequence[tuple[str, Sequence[RencanaValue]]]


def collection_pictures(values: CheckValues, zone: tzinfo) -> tuple[Picture, ...]:
    """Both pictures. Days are those of `zone`."""
    rows: dict[str, list[RencanaValue]] = {unit.kode: [] for unit in values.plan.bidang}
    for row in values.plan.rows:
        rows.setdefault(row.bidang, []).append(row)
    names = {unit.kode: unit.nama for unit in values.plan.bidang}
    own = [(names.get(kode, kode), found) for kode, found in rows.items()]
    return by_part(own, values), by_day(own, zone)


def by_part(own: Own, values: CheckValues) -> Picture:
    """Of each part of the format: how many sub kegiatan have it complete."""
    judul = "Kelengkapan Isian Menurut Bidang dan Bagian"
    if not values.plan.rows:
        return nothing("isian-bagian", judul, EMPTY)
    keys = values.kolom or frozenset(KEYS)
    heads = parts(keys)
    done = [(name, completeness(rows, keys)) for name, rows in own]
    cells = [[Heat(f"{filled}/{total}", heat(filled, total)) for filled, total in (found[key] for key, _ in heads)] for _, found in done]
    rows: list[Line] = [{"bidang": name, **{key: f"{found[key][0]} dari {found[key][1]}" for key, _ in heads}} for name, found in done]
    return Picture(
        "isian-bagian",
        judul,
        lambda frame: heat_map([name for name, _ in own], [label for _, label in heads], cells, judul, frame=frame),
        (BIDANG, *(Column(place, key, label, width=1.4) for place, (key, label) in enumerate(heads, 2))),
        tuple(rows),
        catatan="Angka menunjukkan sub kegiatan yang bagiannya lengkap dari seluruh sub kegiatan bidang.",
    )


def by_day(own: Own, zone: tzinfo) -> Picture:
    """On which day each sub kegiatan was last changed."""
    judul = "Perubahan Terakhir Isian Menurut Bidang dan Hari"
    changed = [(name, len(rows), [row.diubah.astimezone(zone).date() for row in rows if row.diubah]) for name, rows in own]
    days = sorted({day for _, _, found in changed for day in found})[-DAYS:]
    if not days:
        return nothing("isian-hari", judul, EMPTY)
    cells = [[Heat(str(found.count(day)), heat(found.count(day), total)) for day in days] for _, total, found in changed]
    rows: list[Line] = [{"bidang": name, **{day.isoformat(): found.count(day) for day in days}} for name, _, found in changed]
    return Picture(
        "isian-hari",
        judul,
        lambda frame: heat_map([name for name, _ in own], [_short(day) for day in days], cells, judul, frame=frame),
        (BIDANG, *(Column(place, day.isoformat(), _short(day), kind="number", width=1) for place, day in enumerate(days, 2))),
        tuple(rows),
        catatan=f"Angka menunjukkan sub kegiatan yang terakhir diubah pada hari itu; {DAYS} hari terakhir yang ada perubahannya.",
    )


def _short(day: date) -> str:
    return f"{day.day}/{day.month}"
