"""Proofs that a verifier asks to see: attached to the run, kept with it, taken along into the archive."""

from datetime import datetime

from django.db import transaction

from renjana.alur.actions import Output, keep_output
from renjana.alur.models import Keluaran, Run
from renjana.alur.queries import open_task
from renjana.alur.rules import Refused
from renjana.analisis.checks.bukti import EVIDENCE
from renjana.analisis.queries import PROOF
from renjana.organisasi.models import Orang
from renjana.surat.actions import Paper, keep_files


@transaction.atomic
def attach_proof(run: Run, jenis: str, paper: Paper, *, by: Orang, now: datetime) -> Keluaran:
    """Attach a proof of a kind of EVIDENCE; a later one of the same kind takes its place. Raises Refused once the run has ended."""
    task = open_task(run)
    if task is None:
        raise Refused("Penyusunan ini sudah berakhir; bukti tidak dapat ditambahkan lagi.")
    name = next((name for key, name, _ in EVIDENCE if key == jenis), "")
    if not name:
        raise Refused("Jenis bukti ini tidak dikenal; pilih dari daftar.")
    [berkas] = keep_files(run.perangkat_daerah, [paper], by=by, now=now)
    return keep_output(task, Output(f"{PROOF}{jenis}", f"Bukti: {name}", berkas), by=by, now=now)
