"""A running case goes over to another version of its SOP."""

from datetime import datetime

from django.db import transaction

from renjana.alur.actions import record
from renjana.alur.models import Run, SopVersi
from renjana.alur.queries import open_task, sop_of
from renjana.alur.rules import AlreadyDone, Refused
from renjana.organisasi.models import Orang
from renjana.prosedur.rules import Landing, landing


def preview(run: Run, versi: SopVersi) -> Landing:
    """What would differ and where the run would stand. Raises AlreadyDone when it has ended. Two queries."""
    task = open_task(run)
    if task is None or run.status != Run.Status.BERJALAN:
        raise AlreadyDone("Penyusunan ini sudah berakhir; versinya tidak berubah lagi.")
    visited = run.task.values_list("langkah", flat=True)
    return landing(sop_of(run.sop), sop_of(versi), visited, task.langkah)


@transaction.atomic
def move_run(run: Run, versi: SopVersi, alasan: str, *, by: Orang, now: datetime) -> Run:
    """Pin a run to another version in force, with a reason; its open step, and that step's deadline, stay as they are."""
    run.refresh_from_db(fields=["status", "kepala", "peristiwa", "sop"], from_queryset=Run.objects.select_for_update())
    if run.sop_id == versi.pk:
        raise AlreadyDone(f"Penyusunan ini sudah memakai {versi}.")
    if versi.status != SopVersi.Status.BERLAKU or versi.kode != run.sop.kode:
        raise Refused(f"{versi} tidak berlaku untuk penyusunan ini.")
    found = preview(run, versi)
    if found.faults:
        raise Refused(" ".join(found.faults))
    if not alasan.strip():
        raise Refused("Tuliskan alasan pemindahan versi.")
    before = run.sop
    run.sop = versi
    run.save(update_fields=["sop"])
    text = f"Penyusunan dipindahkan dari versi {before.versi} ke versi {versi.versi} SOP pada langkah {found.langkah}: {alasan.strip()}"
    data = {"dari": before.versi, "ke": versi.versi, "sidik": versi.sidik, "alasan": alasan.strip()}
    record(run, "versi", text, by=by, now=now, task=open_task(run), data=data)
    return run
