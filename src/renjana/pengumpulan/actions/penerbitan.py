"""Step 2 ends: the prepared format is published as it was seen."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from renjana.alur.actions import Done, Output, complete
from renjana.alur.models import Run
from renjana.alur.queries import must_act, task_for
from renjana.alur.rules import Refused
from renjana.organisasi.models import Orang
from renjana.pengumpulan import rules
from renjana.pengumpulan.books import draft_of
from renjana.pengumpulan.mark import format_mark
from renjana.pengumpulan.models import Format, Isian
from renjana.pengumpulan.planting import Planting, every_row, planted_by
from renjana.renja.models import Indikator, RencanaSubKegiatan

BATCH = 2000
"""Rows that one statement takes; what an agency plans fits in one."""


def publish_format(kept: Format, *, seen: str, by: Orang, now: datetime) -> Format:
    """Publish the format of step 2 as it was prepared: the plan is filled from the Renstra, the workbooks are outputs, step 3 opens.

    `seen` is the mark of what the person looked at. Raises Refused when the deadline has passed, Unseen when nothing is prepared or what
    was prepared is no longer what would go out; then nothing changes. Eleven queries, however many bidang; the rows of a large plan go in
    by several.
    """
    run = kept.run
    task = task_for(run, rules.FORMAT)
    must_act(task, by, now)
    if reasons := rules.format_faults(draft_of(kept), (), now=now):
        raise Refused(" ".join(reasons))
    if kept.kosong is None or kept.tiap_bidang is None or not kept.tanda:
        raise rules.Unseen(rules.NOT_PREPARED)
    if seen != kept.tanda or format_mark(run) != kept.tanda:
        raise rules.Unseen(rules.CHANGED)
    planted = planted_by(kept)
    count = sum(one.count for one in planted)
    data = {"kolom": kept.kolom, "tenggat": kept.tenggat, "bidang": [one.kode for one in planted], "sub_kegiatan": count}
    outputs = [Output("format", "Format kosong", kept.kosong), Output("format-bidang", "Format tiap bidang", kept.tiap_bidang)]
    with transaction.atomic():
        if not Format.objects.filter(pk=kept.pk, tanda=seen).update(diterbitkan=now, diterbitkan_oleh=by):
            raise rules.Unseen(rules.CHANGED)
        Isian.objects.bulk_create((Isian(run=run, bidang_id=one.pk) for one in planted), ignore_conflicts=True)
        _plant(run, planted, by, now)
        complete(task, Done(f"Format diterbitkan untuk {len(planted)} bidang dengan {count} sub kegiatan.", data, outputs), by=by, now=now)
    kept.diterbitkan, kept.diterbitkan_oleh = now, by
    return kept


def _plant(run: Run, planted: Sequence[Planting], by: Orang, now: datetime) -> None:
    """Put the rows from the Renstra into the plan. Two queries."""
    pairs = [
        (
            RencanaSubKegiatan(
                tahap=run.tahap,
                bidang_id=bidang,
                kode=row.kode,
                nama=row.nama,
                pagu=row.pagu,
                pagu_maju=row.pagu_maju,
                lokasi=row.lokasi,
                diubah=now,
                diubah_oleh=by,
            ),
            row,
        )
        for bidang, row in every_row(planted)
    ]
    RencanaSubKegiatan.objects.bulk_create([stored for stored, _ in pairs], batch_size=BATCH)
    Indikator.objects.bulk_create(
        (
            Indikator(
                rencana=stored, urutan=number, uraian=one.uraian, tipe=one.tipe, satuan=one.satuan, target=one.target, target_maju=one.target_maju
            )
            for stored, row in pairs
            for number, one in enumerate(row.indikator)
        ),
        batch_size=BATCH,
    )
