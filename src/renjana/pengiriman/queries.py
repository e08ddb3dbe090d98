"""Reads for dispatch and archive: the passages of a run against their standards."""

import zipfile
from collections.abc import Sequence
from datetime import datetime

from renjana.alur.models import Run, Task
from renjana.alur.queries import sop_of
from renjana.organisasi.models import Orang
from renjana.organisasi.queries import kalender_of
from renjana.pengiriman.archive import broken_entries
from renjana.pengiriman.models import Arsip, Pengiriman
from renjana.pengiriman.rules import RUNNING, Passage, unproven
from renjana.sop.flow import step as langkah_of
from renjana.sop.waktu import parse, standard_minutes, worked
from renjana.surat.files import FileDamaged
from renjana.surat.queries import read_file


def passages_of(run: Run, now: datetime, *, ending: bool = False) -> tuple[Passage, ...]:
    """Every visit of every step in order; an open one is counted up to `now`, at which it ends when `ending`. A handful of queries."""
    tasks = list(run.task.exclude(status=Task.Status.DIBATALKAN).select_related("oleh").prefetch_related("jeda").order_by("urutan"))
    sop = sop_of(run.sop)
    years = range(run.mulai.year - 1, now.year + 2)
    calendar = kalender_of(run.perangkat_daerah, years)
    found = []
    for task in tasks:
        step = langkah_of(sop, task.langkah)
        end = task.selesai or now
        still = sum(worked(pause.mulai, min(pause.selesai or end, end), calendar) for pause in task.jeda.all())
        found.append(
            Passage(
                nomor=task.langkah,
                uraian=step.uraian,
                oleh=task.oleh.nama if task.oleh else "",
                untuk=task.bertindak_untuk,
                putaran=task.putaran,
                mulai=task.mulai,
                selesai=end,
                baku=standard_minutes(parse(step.waktu)),
                nyata=worked(task.mulai, end, calendar) - still,
                jeda=still,
                hasil=str(task.status) if task.selesai else Task.Status.SELESAI.value if ending else RUNNING,
                alasan=task.alasan or "; ".join(pause.sebab for pause in task.jeda.all()),
            )
        )
    return tuple(found)


def missing_proof(sent: Pengiriman | None) -> tuple[str, ...]:
    """Every reason why the receipt is not proven yet."""
    return unproven(sent.penerima, signed=sent.bukti_pindaian) if sent else unproven(None, signed=False)


def archives_of(orang: Orang) -> Sequence[Arsip]:
    """The archive of the person's agency, newest first."""
    return list(
        Arsip.objects.filter(run__perangkat_daerah=orang.perangkat_daerah_id).select_related("berkas", "run__tahap__renja").order_by("-dibuat")
    )


def sound(arsip: Arsip) -> str:
    """A sentence that says what is wrong with an archive; empty when every file matches its digest."""
    try:
        broken = broken_entries(read_file(arsip.berkas))
    except (FileDamaged, zipfile.BadZipFile, KeyError, ValueError) as fault:
        return f"Arsip {arsip.nomor_berkas} rusak: {fault}"
    return f"Arsip {arsip.nomor_berkas} tidak utuh: {', '.join(broken)} berbeda dari daftar sidiknya." if broken else ""
