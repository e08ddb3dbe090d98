"""The work of a step that no area knows: papers handed in, what was ticked, a note."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from renjana.alur.actions.completing import Done, Output, begin_turn, complete, keep_output
from renjana.alur.models import Keluaran, Task
from renjana.alur.rules import Refused, general_faults, needs_of
from renjana.organisasi.models import Orang
from renjana.surat.actions import keep_file


@dataclass(frozen=True)
class GeneralWork:
    """What a person hands in for a step that no area knows: a file (empty `nama`: none), what was ticked, a note."""

    nama: str = ""
    content: bytes = b""
    jenis: str = ""
    ticked: tuple[str, ...] = ()
    catatan: str = ""


@transaction.atomic
def complete_general(task: Task, work: GeneralWork, *, by: Orang, now: datetime) -> Task | None:
    """Finish a step that no area knows: its outputs are kept, its note is recorded. Raises Refused with every reason."""
    step = begin_turn(task, by=by, now=now).step
    outputs = task.keluaran.count() + (work.nama != "")
    if reasons := general_faults(needs_of(step.kelengkapan), work.ticked, outputs=outputs, note=work.catatan):
        raise Refused(" ".join(reasons))
    if work.nama:
        hand_in(task, work, by=by, now=now)
    data = {"kelengkapan": list(work.ticked), "catatan": work.catatan.strip()}
    note = f" {work.catatan.strip()}" if work.catatan.strip() else ""
    return complete(task, Done(f"Langkah {step.nomor} selesai: {step.uraian}.{note}", data), by=by, now=now)


@transaction.atomic
def hand_in(task: Task, work: GeneralWork, *, by: Orang, now: datetime) -> Keluaran:
    """Keep a file as an output of a step that no area knows. Only who may act on the open step may."""
    turn = begin_turn(task, by=by, now=now)
    berkas = keep_file(turn.run.perangkat_daerah, work.nama, work.content, work.jenis, by=by, now=now)
    return keep_output(task, Output(f"langkah-{task.langkah}", work.nama, berkas), by=by, now=now)
