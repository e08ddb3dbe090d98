"""A further part of an isian is saved; when the isian is accepted, realisasi and usulan go into the plan."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from renjana.alur.actions import record
from renjana.alur.queries import open_task
from renjana.organisasi.models import Orang
from renjana.organisasi.numerals import parse_decimal
from renjana.pengumpulan import lembar as parts
from renjana.pengumpulan.actions.editing import note_work, to_edit
from renjana.pengumpulan.lembar import Baris, Joined, Lembar
from renjana.pengumpulan.lembar_rows import lembar_rows
from renjana.pengumpulan.models import BarisLembar, Isian
from renjana.renja.models import RealisasiLalu, Usulan

FIGURES = ("target_n2", "realisasi_n2", "target_n1")


@transaction.atomic
def save_lembar(isian: Isian, part: Lembar, rows: Sequence[Baris], *, base: Sequence[Baris], by: Orang, now: datetime) -> Joined:
    """Keep the rows of a part that were read without a fault. `base` are the rows as they were when the page was made; what somebody else
    wrote into the same cell meanwhile is a clash, and then nothing is stored.
    """
    isian = to_edit(isian, by, now)
    stored = lembar_rows(isian, part)
    joined = parts.join(stored, rows, base)
    if joined.clashes:
        return joined
    before, after = ({row["kunci"]: dict(row) for row in some} for some in (stored, joined.rows))
    changed = [kunci for kunci in {**before, **after} if before.get(kunci) != after.get(kunci)]
    if not changed:
        return joined
    BarisLembar.objects.filter(isian=isian, lembar=part.key).delete()
    BarisLembar.objects.bulk_create(
        BarisLembar(isian=isian, lembar=part.key, kunci=row["kunci"], urutan=order, sel={key: text for key, text in row.items() if key != "kunci"})
        for order, row in enumerate(joined.rows)
    )
    note_work(isian, by, now)
    cells = [
        [kunci, key, before.get(kunci, {}).get(key, ""), after.get(kunci, {}).get(key, "")]
        for kunci in changed
        for key in {**before.get(kunci, {}), **after.get(kunci, {})}
        if before.get(kunci, {}).get(key, "") != after.get(kunci, {}).get(key, "")
    ]
    text = f"{part.label} {isian.bidang.nama} disimpan: {len(changed)} baris berubah."
    data = {"bidang": isian.bidang.kode, "lembar": part.key, "perubahan": cells}
    record(isian.run, "isian-diisi", text, by=by, now=now, task=open_task(isian.run), data=data)
    return joined


def take_over(isian: Isian, asked: Iterable[Lembar], *, by: Orang, now: datetime) -> None:
    """Put the realisation and the usulan of an accepted isian into the plan; a row that says something new names the isian as its origin.
    Inside the transaction of the acceptance.
    """
    for part in asked:
        rows = [row for row in lembar_rows(isian, part) if not parts.is_blank(part, row)]
        filler = f", diisi {isian.diisi_oleh.nama}" if isian.diisi_oleh else ""
        origin = {"asal": f"Isian {isian.bidang.nama}, {part.label}{filler}"[:300], "diubah": now, "diubah_oleh": by}
        if part.key == parts.REALISASI:
            _realisasi(isian, rows, origin)
        elif part.key == parts.USULAN:
            _usulan(isian, rows, origin)


def _realisasi(isian: Isian, rows: Iterable[Baris], origin: Mapping[str, Any]) -> None:
    tahap = isian.run.tahap
    known = {(one.kode, one.indikator): one for one in RealisasiLalu.objects.filter(tahap=tahap)}
    order = max((one.urutan for one in known.values()), default=-1)
    for row in rows:
        one = known.get((row["kode"], row["indikator"]))
        if one is None:
            order += 1
            one = RealisasiLalu(tahap=tahap, kode=row["kode"], indikator=row["indikator"], satuan=row["satuan"], urutan=order)
        _put(one, {key: parse_decimal(row[key]) if row.get(key) else None for key in FIGURES}, origin)


def _usulan(isian: Isian, rows: Iterable[Baris], origin: Mapping[str, Any]) -> None:
    """Each usulan once: those that this isian brought before are brought up to date by what they say."""
    tahap = isian.run.tahap
    known = {(one.pengusul, one.uraian): one for one in Usulan.objects.filter(tahap=tahap)}
    order = max((one.urutan for one in known.values()), default=0)
    for row in rows:
        one = known.get((row["pengusul"], row["uraian"]))
        if one is None:
            order += 1
            one = Usulan(tahap=tahap, pengusul=row["pengusul"], uraian=row["uraian"], urutan=order)
        said = {key: row.get(key, "") for key in ("sumber", "kode", "lokasi", "volume", "alasan")}
        _put(one, said | {"status": row["status"] or Usulan.Status.DIPERTIMBANGKAN}, origin)


def _put(row: RealisasiLalu | Usulan, values: Mapping[str, Any], origin: Mapping[str, Any]) -> None:
    """Store a row of the plan; one that says all this already keeps the origin it has."""
    if row.pk is not None and all(getattr(row, key) == value for key, value in values.items()):
        return
    for key, value in {**values, **origin}.items():
        setattr(row, key, value)
    row.save()
