"""Reads of a run: its SOP, its open task, who may act on it and why not, the inbox of a person, the chain."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.db.models import Exists, OuterRef, Q, QuerySet

from renjana.alur.models import Event, Pelaku, Run, SopVersi, Task
from renjana.alur.rules import Broken, Link, first_broken
from renjana.organisasi.models import Orang
from renjana.organisasi.queries import Wewenang, holders, wewenang_of
from renjana.sop.definition import load
from renjana.sop.model import Langkah, Sop


@lru_cache(maxsize=64)
def _load(sidik: str, isi: str) -> Sop:
    return load(isi)


def sop_of(versi: SopVersi) -> Sop:
    """The SOP a run is pinned to, parsed once per process."""
    return _load(versi.sidik, versi.isi)


def runs_of(orang: Orang) -> QuerySet[Run]:
    """Every run a person may reach: those of the own perangkat daerah."""
    return Run.objects.filter(perangkat_daerah=orang.perangkat_daerah_id).select_related("tahap__renja", "sop", "perangkat_daerah__pemda")


def run_of_year(orang: Orang, tahun: int) -> Run:
    """The newest run of a year that was not cancelled, else the newest. One query. Raises Run.DoesNotExist."""
    found = runs_of(orang).filter(tahap__renja__tahun=tahun).order_by("-mulai", "-id")
    runs = sorted(found, key=lambda run: run.status == Run.Status.DIBATALKAN)
    if not runs:
        raise Run.DoesNotExist(f"Tidak ada Renja {tahun}.")
    return runs[0]


def open_task(run: Run) -> Task | None:
    """The task that waits now; None when the run has ended."""
    return run.task.filter(status=Task.Status.TERBUKA).first()


def langkah_of(sop: Sop, nomor: int) -> Langkah:
    """The step with this number."""
    return next(step for step in sop.langkah if step.nomor == nomor)


def pelaksana_names(sop: Sop, ids: Sequence[str]) -> str:
    """Names of actors as the SOP prints them, joined by "dan"."""
    names = {actor.id: actor.nama for actor in sop.pelaksana}
    return " dan ".join(names.get(actor, actor) for actor in ids)


def authority_for(task: Task, orang: Orang, now: datetime) -> Wewenang | None:
    """By what a person may act on a task at `now`; None when not. A task handed to one person is that person's alone."""
    actors = set(task.pelaku.values_list("pelaksana", flat=True))
    mine = [entry for entry in wewenang_of(orang, now) if entry.effective]
    fitting = [entry for entry in mine if entry.pelaksana in actors]
    if task.ditugaskan_id is not None:
        if task.ditugaskan_id != orang.pk:
            return None
        return fitting[0] if fitting else (mine[0] if mine else None)
    return fitting[0] if fitting else None


@dataclass(frozen=True)
class Step:
    """What the page of a step shows about the step itself.

    `task` is the open task when this step waits now, else the latest visit or None. `is_open` tells which.
    `reason` is empty when the person may act now; else a sentence that says why not and who is awaited.
    """

    run: Run
    sop: Sop
    langkah: Langkah
    task: Task | None
    is_open: bool
    may_act: bool
    reason: str
    awaited: tuple[Wewenang, ...]


def step_of(run: Run, kerja: str, orang: Orang, now: datetime) -> Step:
    """The step whose work is `kerja` ("pengumpulan.format"), as it stands for this person. At most eight queries.

    Raises LookupError when the run's SOP has no such step.
    """
    sop = sop_of(run.sop)
    langkah = next((step for step in sop.langkah if step.kerja == kerja), None)
    if langkah is None:
        raise LookupError(f"{sop.nama} tidak memuat pekerjaan {kerja}.")
    return step_at(run, langkah, orang, now)


def step_at(run: Run, langkah: Langkah, orang: Orang, now: datetime) -> Step:
    """The same for a step given by itself."""
    sop = sop_of(run.sop)
    waiting = open_task(run)
    task = waiting if waiting and waiting.langkah == langkah.nomor else run.task.filter(langkah=langkah.nomor).order_by("-putaran").first()
    is_open = task is not None and task == waiting
    awaited = awaited_for(waiting, now) if waiting else ()
    if task is None or not is_open:
        return Step(run, sop, langkah, task, False, False, _why_closed(run, sop, langkah, waiting, task), awaited)
    authority = authority_for(task, orang, now)
    if authority is None:
        names = ", ".join(entry.nama for entry in awaited) or "belum ada pejabatnya"
        reason = f"Langkah {langkah.nomor} dikerjakan {pelaksana_names(sop, langkah.pelaksana)} ({names}), bukan oleh Anda."
        return Step(run, sop, langkah, task, True, False, reason, awaited)
    if task.jeda.filter(selesai__isnull=True).exists():
        return Step(run, sop, langkah, task, True, False, "Langkah ini sedang dijeda. Lanjutkan dahulu dari halaman ringkasan.", awaited)
    return Step(run, sop, langkah, task, True, True, "", awaited)


def awaited_for(task: Task, now: datetime) -> tuple[Wewenang, ...]:
    """Who is awaited for an open task: the person it was handed to, else everybody who may act for its actors."""
    people = holders(task.run.perangkat_daerah_id, task.pelaku.values_list("pelaksana", flat=True), now)
    if task.ditugaskan is None:
        return people
    own = tuple(entry for entry in people if entry.orang == task.ditugaskan_id)
    return own or (Wewenang(task.ditugaskan.pk, task.ditugaskan.nama, "", "", "", None),)


def _why_closed(run: Run, sop: Sop, langkah: Langkah, waiting: Task | None, task: Task | None) -> str:
    if run.status == Run.Status.DIBATALKAN:
        return "Penyusunan ini dibatalkan."
    if waiting is None:
        return "Seluruh langkah sudah selesai."
    now_at = langkah_of(sop, waiting.langkah)
    if task is None or waiting.langkah < langkah.nomor:
        return f"Langkah {langkah.nomor} belum mulai: masih menunggu langkah {now_at.nomor}, {now_at.uraian}."
    return f"Langkah {langkah.nomor} sudah selesai; sekarang langkah {now_at.nomor}, {now_at.uraian}."


def inbox(orang: Orang, authority: Sequence[Wewenang]) -> QuerySet[Task]:
    """Open tasks this person may act on now, most urgent first. One query however many there are."""
    actors = [entry.pelaksana for entry in authority if entry.effective and entry.pelaksana]
    by_actor = Exists(Pelaku.objects.filter(task=OuterRef("pk"), pelaksana__in=actors))
    return (
        Task.objects.filter(status=Task.Status.TERBUKA, run__perangkat_daerah=orang.perangkat_daerah_id)
        .filter(Q(ditugaskan=orang.pk) | (Q(ditugaskan__isnull=True) & by_actor))
        .select_related("run__tahap__renja", "run__sop")
        .order_by("jatuh_tempo", "id")
    )


def link_of(event: Event) -> Link:
    """What of an event row is chained."""
    return Link(
        urutan=event.urutan,
        waktu=event.waktu,
        jenis=event.jenis,
        langkah=event.langkah,
        putaran=event.putaran,
        oleh=event.oleh_id,
        nama_oleh=event.nama_oleh,
        bertindak_untuk=event.bertindak_untuk,
        uraian=event.uraian,
        data=event.data,
        prev=event.prev,
    )


def broken_link(run: Run) -> Broken | None:
    """The first event of a run that does not hold, its lost tail included; None when the whole chain is sound. Two queries."""
    head, count = "0" * 64, 0

    def walk() -> "list[tuple[Link, str]]":
        return [(link_of(event), event.hash) for event in run.event.order_by("urutan").iterator(2000)]

    chain = walk()
    if chain:
        head, count = chain[-1][1], chain[-1][0].urutan
    broken = first_broken(run.pk, chain)
    if broken is None and (run.kepala, run.peristiwa) != (head, count):
        return Broken(count + 1, f"Riwayat berakhir pada peristiwa nomor {count}, padahal {run.peristiwa} peristiwa pernah dicatat.")
    return broken
