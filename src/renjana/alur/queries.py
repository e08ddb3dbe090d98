"""Reads of a run: its SOP, its open task, who may act on it and why not, the inbox of a person, the chain."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import NoReverseMatch, reverse

from renjana.alur.models import Event, Jeda, Pelaku, Pemberitahuan, Run, Seen, SopVersi, Task
from renjana.alur.rules import GENESIS, AlreadyDone, Broken, Link, NotAllowed, Refused, first_broken
from renjana.organisasi.models import Orang, PemangkuJabatan
from renjana.organisasi.queries import Wewenang, wewenang_in
from renjana.sop.definition import load
from renjana.sop.flow import step as langkah_of
from renjana.sop.model import Langkah, Sop

PAUSED = "Langkah ini sedang dijeda. Lanjutkan dahulu dari halaman ringkasan."


_parsed: dict[str, Sop] = {}


def sop_of(versi: SopVersi) -> Sop:
    """The SOP a run is pinned to, parsed once per process; its text is not touched again, so that lists may leave it unread."""
    sop = _parsed.get(versi.sidik)
    if sop is None:
        sop = _parsed[versi.sidik] = load(versi.isi)
    return sop


def runs_of(orang: Orang) -> QuerySet[Run]:
    """Every run a person may reach: those of the own perangkat daerah."""
    return Run.objects.filter(perangkat_daerah=orang.perangkat_daerah_id).select_related("tahap__renja", "sop", "perangkat_daerah__pemda")


def run_of_year(orang: Orang, tahun: int, *also: str) -> Run:
    """The newest run of a year that was not cancelled, else the newest; `also` names what of it is read along.

    One query. Raises Run.DoesNotExist.
    """
    found = runs_of(orang).select_related(*also) if also else runs_of(orang)
    found = found.filter(tahap__renja__tahun=tahun).order_by("-mulai", "-id")
    runs = sorted(found, key=lambda run: run.status == Run.Status.DIBATALKAN)
    if not runs:
        raise Run.DoesNotExist(f"Tidak ada Renja {tahun}.")
    return runs[0]


def open_task(run: Run) -> Task | None:
    """The task that waits now; None when the run has ended."""
    return run.task.filter(status=Task.Status.TERBUKA).first()


def waiting_task(run: Run) -> Task | None:
    """The same with what finishing it needs to know (`seen`); the head of the run's history is read along. One query."""
    rows = run.task.annotate(paused=is_paused(), kepala=F("run__kepala"), peristiwa=F("run__peristiwa"))
    visits = list(rows.order_by("urutan"))
    for visit in visits[:1]:
        run.kepala, run.peristiwa = visit.kepala, visit.peristiwa
    task = next((visit for visit in visits if visit.status == Task.Status.TERBUKA), None)
    if task is not None:
        task.seen = Seen(run.kepala, bool(task.paused), Counter(visit.langkah for visit in visits))
    return task


def is_paused() -> Exists:
    """Whether a task stands still, as part of a query."""
    return Exists(Jeda.objects.filter(task=OuterRef("pk"), selesai__isnull=True))


def actors_of(task: Task) -> tuple[str, ...]:
    """Ids of the SOP actors who carry a task, by the SOP that its run is pinned to. No query when the run is there."""
    return langkah_of(sop_of(task.run.sop), task.langkah).pelaksana


def pelaksana_names(sop: Sop, ids: Sequence[str]) -> str:
    """Names of actors as the SOP prints them, joined by "dan"."""
    names = {actor.id: actor.nama for actor in sop.pelaksana}
    return " dan ".join(names.get(actor, actor) for actor in ids)


def step_url(langkah: Langkah, tahun: int) -> str:
    """The page of a step: its area's own when an area knows its work, else the general one."""
    if langkah.kerja:
        try:
            return reverse(langkah.kerja.replace(".", ":", 1), kwargs={"tahun": tahun})
        except NoReverseMatch:
            pass
    return reverse("alur:step", kwargs={"tahun": tahun, "nomor": langkah.nomor})


def is_general(langkah: Langkah, tahun: int) -> bool:
    """Whether no area knows the work of this step, so that the general page does it."""
    return step_url(langkah, tahun) == reverse("alur:step", kwargs={"tahun": tahun, "nomor": langkah.nomor})


def authority_among(people: Iterable[Wewenang], actors: Collection[str], orang: Orang, ditugaskan: int | None) -> Wewenang | None:
    """By what this person may act for these actors, out of everybody's authority at that hour; None when not.

    A task handed to one person is that person's alone.
    """
    mine = [entry for entry in people if entry.orang == orang.pk and entry.effective]
    fitting = [entry for entry in mine if entry.pelaksana in actors]
    if ditugaskan not in (None, orang.pk):
        return None
    chosen = fitting if ditugaskan is None else fitting or mine
    return chosen[0] if chosen else None


def authority_for(task: Task, orang: Orang, now: datetime) -> Wewenang | None:
    """By what a person may act on a task at `now`; None when not. People of another agency never may. One query."""
    if orang.perangkat_daerah_id != task.run.perangkat_daerah_id:
        return None
    return authority_among(wewenang_in(orang.perangkat_daerah_id, now), actors_of(task), orang, task.ditugaskan_id)


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
    is_paused: bool = False


def step_of(run: Run, kerja: str, orang: Orang, now: datetime, *, people: Sequence[Wewenang] = ()) -> Step:
    """The step whose work is `kerja` ("pengumpulan.format"), as it stands for this person. At most two queries.

    `people` is everybody's authority at `now` when the caller has it already. Raises LookupError when the run's SOP has no such step.
    """
    sop = sop_of(run.sop)
    langkah = next((step for step in sop.langkah if step.kerja == kerja), None)
    if langkah is None:
        raise LookupError(f"{sop.nama} tidak memuat pekerjaan {kerja}.")
    return step_at(run, langkah, orang, now, people=people)


def step_at(run: Run, langkah: Langkah, orang: Orang, now: datetime, *, people: Sequence[Wewenang] = ()) -> Step:
    """The same for a step given by itself."""
    sop = sop_of(run.sop)
    tasks = (
        run.task.filter(Q(status=Task.Status.TERBUKA) | Q(langkah=langkah.nomor)).annotate(paused=is_paused()).select_related("oleh", "ditugaskan")
    )
    found = {task.pk: task for task in tasks.order_by("urutan")}
    waiting = next((task for task in found.values() if task.status == Task.Status.TERBUKA), None)
    task = next((task for task in reversed(found.values()) if task.langkah == langkah.nomor), None)
    people = people or (wewenang_in(run.perangkat_daerah_id, now) if waiting else ())
    actors = langkah_of(sop, waiting.langkah).pelaksana if waiting else ()
    awaited = awaited_among(waiting, actors, people) if waiting else ()
    if task is None or task != waiting:
        return Step(run, sop, langkah, task, False, False, _why_closed(run, sop, langkah, waiting, task), awaited)
    paused = bool(task.paused)
    own = orang.perangkat_daerah_id == run.perangkat_daerah_id
    if not own or authority_among(people, actors, orang, task.ditugaskan_id) is None:
        return Step(run, sop, langkah, task, True, False, why_not(sop, langkah, task, awaited), awaited, paused)
    return Step(run, sop, langkah, task, True, not paused, PAUSED if paused else "", awaited, paused)


def awaited_for(task: Task, now: datetime) -> tuple[Wewenang, ...]:
    """Who is awaited for an open task: the person it was handed to, else everybody who may act for its actors. One query."""
    return awaited_among(task, actors_of(task), wewenang_in(task.run.perangkat_daerah_id, now))


def awaited_among(task: Task, actors: Collection[str], people: Iterable[Wewenang]) -> tuple[Wewenang, ...]:
    """The same out of everybody's authority at that hour. No query when `ditugaskan` is there."""
    fitting = tuple(entry for entry in people if entry.effective and entry.pelaksana in actors)
    if task.ditugaskan is None:
        return fitting
    own = tuple(entry for entry in fitting if entry.orang == task.ditugaskan_id)
    return own or (Wewenang(task.ditugaskan.pk, task.ditugaskan.nama, "", "", "", None),)


def why_not(sop: Sop, langkah: Langkah, task: Task, awaited: Sequence[Wewenang]) -> str:
    """Why somebody may not act on an open step, and who may."""
    if task.ditugaskan is not None:
        return f"Langkah {langkah.nomor} dialihkan kepada {task.ditugaskan.nama}, bukan kepada Anda."
    names = " atau ".join(dict.fromkeys(named(entry) for entry in awaited)) or "jabatannya belum terisi"
    return f"Langkah {langkah.nomor} dikerjakan oleh {pelaksana_names(sop, langkah.pelaksana)} ({names}), bukan oleh Anda."


def named(entry: Wewenang) -> str:
    """A name with the jabatan acted for, when one acts."""
    return f"{entry.nama}, {entry.acting_for}" if entry.acting else entry.nama


def _why_closed(run: Run, sop: Sop, langkah: Langkah, waiting: Task | None, task: Task | None) -> str:
    if run.status == Run.Status.DIBATALKAN:
        return "Penyusunan ini dibatalkan."
    if waiting is None:
        return "Seluruh langkah sudah selesai."
    now_at = langkah_of(sop, waiting.langkah)
    if task is None or waiting.langkah < langkah.nomor:
        return f"Langkah {langkah.nomor} belum mulai: masih menunggu langkah {now_at.nomor}, {now_at.uraian}."
    return f"Langkah {langkah.nomor} sudah selesai; sekarang langkah {now_at.nomor}, {now_at.uraian}."


def colleagues(perangkat_daerah: int, now: datetime) -> QuerySet[Orang]:
    """Active people of an agency who hold a jabatan in the SOP or a bidang; whom a task can be handed to. By name."""
    held = PemangkuJabatan.objects.filter(orang=OuterRef("pk"), jabatan__perangkat_daerah=perangkat_daerah, mulai__lte=now.date())
    working = held.exclude(selesai__lt=now.date()).exclude(jabatan__peran__in=["pembaca", "admin"])
    return Orang.objects.filter(Exists(working), perangkat_daerah=perangkat_daerah, is_active=True).order_by("nama")


def notices_of(orang: Orang, limit: int = 100) -> list[Pemberitahuan]:
    """The newest notices of a person. One query."""
    return list(orang.pemberitahuan.order_by("-dibuat", "-id")[:limit])


def carried_by(actors: Collection[str]) -> Exists:
    """Whether one of these actors carries the step of a task, as part of a query."""
    return Exists(Pelaku.objects.filter(sop=OuterRef("run__sop"), langkah=OuterRef("langkah"), pelaksana__in=actors))


def inbox(orang: Orang, authority: Sequence[Wewenang]) -> QuerySet[Task]:
    """Open tasks this person may act on now, most urgent first. One query however many there are."""
    actors = [entry.pelaksana for entry in authority if entry.effective and entry.pelaksana]
    by_actor = carried_by(actors)
    return (
        Task.objects.filter(status=Task.Status.TERBUKA, run__perangkat_daerah=orang.perangkat_daerah_id)
        .filter(Q(ditugaskan=orang.pk) | (Q(ditugaskan__isnull=True) & by_actor))
        .select_related("run__tahap__renja", "run__sop", "run__perangkat_daerah")
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
    """The first event of a run that does not hold, its lost tail included; None when the whole chain is sound. Two queries.

    The head is read before the events, so that lines written meanwhile are not taken for a fault.
    """
    kepala, peristiwa = Run.objects.values_list("kepala", "peristiwa").get(pk=run.pk)
    chain = [(link_of(event), event.hash) for event in run.event.order_by("urutan").iterator(2000)]
    broken = first_broken(run.pk, chain)
    if broken is not None:
        return broken
    if len(chain) < peristiwa:
        return Broken(len(chain) + 1, f"Riwayat berakhir pada peristiwa nomor {len(chain)}, padahal {peristiwa} peristiwa pernah dicatat.")
    if (chain[peristiwa - 1][1] if peristiwa else GENESIS) != kepala:
        return Broken(peristiwa, f"Peristiwa nomor {peristiwa} tidak cocok dengan sidik terakhir yang dicatat.")
    if len(chain) > peristiwa and not Run.objects.filter(pk=run.pk, peristiwa__gte=len(chain)).exists():
        return Broken(peristiwa + 1, f"Sesudah peristiwa nomor {peristiwa} ada peristiwa yang tidak pernah dicatat.")
    return None


def task_for(run: Run, kerja: str) -> Task:
    """The open task of the step whose work is `kerja`, for the action that does this work. One query.

    Raises AlreadyDone when the run is past that step or has ended, Refused when it has not come to it yet.
    """
    sop, task = sop_of(run.sop), waiting_task(run)
    wanted = next((step for step in sop.langkah if step.kerja == kerja), None)
    if wanted is None:
        raise Refused(f"{sop.nama} tidak memuat pekerjaan ini.")
    if task is not None and task.langkah == wanted.nomor:
        return task
    if task is None or task.langkah > wanted.nomor:
        raise AlreadyDone(f"Langkah {wanted.nomor} sudah selesai; tidak ada yang diubah.")
    raise Refused(f"Langkah {wanted.nomor} belum mulai; sekarang langkah {task.langkah}, {langkah_of(sop, task.langkah).uraian}.")


def step_kerja(task: Task) -> str:
    """The work of the step a task stands at; empty for the general step."""
    return langkah_of(sop_of(task.run.sop), task.langkah).kerja


def must_act(task: Task, orang: Orang, now: datetime) -> Wewenang:
    """By what a person acts on a task at `now`. Raises NotAllowed with the names of those who may."""
    authority = authority_for(task, orang, now)
    if authority is None:
        step = langkah_of(sop_of(task.run.sop), task.langkah)
        raise NotAllowed(f"Langkah {step.nomor} dikerjakan {pelaksana_names(sop_of(task.run.sop), step.pelaksana)}, bukan oleh Anda.")
    return authority
