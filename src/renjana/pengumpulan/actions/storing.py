"""Writes changed rows of an isian into the plan: how they stood before is kept, the history tells them cell by cell."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from renjana.alur.actions import record
from renjana.alur.queries import open_task
from renjana.organisasi.models import Orang
from renjana.pengumpulan.actions.editing import note_work
from renjana.pengumpulan.merging import Change, Merged, mark_of
from renjana.pengumpulan.models import Isian, VersiBaris
from renjana.pengumpulan.queries import rows_of
from renjana.pengumpulan.reading import cells_of
from renjana.renja.actions import store_rows
from renjana.renja.values import RencanaValue

BATCH = 500
TOLD = 200
"""Changed cells that one line of history lists; the count is always whole."""


def keep_versions(isian: Isian, rows: Sequence[RencanaValue], touched: Collection[str], now: datetime) -> None:
    """Keep how these rows stand before they change, for whoever began to edit them. One query."""
    VersiBaris.objects.bulk_create(
        (VersiBaris(isian=isian, kode=row.kode, tanda=mark_of(row), sel=cells_of(row), dicatat=now) for row in rows if row.kode in touched),
        batch_size=BATCH,
        ignore_conflicts=True,
    )


def store_changes(isian: Isian, merged: Merged, told: Sequence[Change], uraian: str, data: dict[str, Any], *, by: Orang, now: datetime) -> None:
    """Write what changed, note who filled, and tell it in the history cell by cell."""
    keep_versions(isian, rows_of(isian), merged.changed | merged.removed, now)
    store_rows(isian.run.tahap, isian.bidang, merged.rows, by=by, now=now, only=merged.changed)
    note_work(isian, by, now)
    cells = [[one.kode, one.nomor, one.key, one.before, one.after] for one in told[:TOLD]]
    text = f"{uraian}: {len(merged.changed)} sub kegiatan berubah" + (f", {len(merged.removed)} dihapus." if merged.removed else ".")
    told_data = data | {"bidang": isian.bidang.kode, "sel": len(told), "perubahan": cells, "dihapus": sorted(merged.removed)}
    record(isian.run, "isian-diisi", text, by=by, now=now, task=open_task(isian.run), data=told_data)
