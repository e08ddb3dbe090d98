"""Reads for home and search: what waits for a person, how the years stand, where a word occurs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import F, Prefetch, Q, QuerySet, Sum, Value
from django.db.models.functions import Replace
from django.utils import timezone

from renjana.alur.models import Run, Task
from renjana.alur.queries import inbox, pelaksana_names, runs_of, sop_of
from renjana.alur.swimlane import SHORT
from renjana.organisasi.dates import lama, tanggal
from renjana.organisasi.models import Orang
from renjana.organisasi.queries import Wewenang, kalender_around, zone_of
from renjana.renja.models import RencanaSubKegiatan
from renjana.sop.flow import step as langkah_of
from renjana.sop.waktu import worked
from renjana.surat.models import Surat
from renjana.web.navigation import address

WORKDAY = 450


@dataclass(frozen=True)
class Waiting:
    """A task that waits: which step of which year, until when, where its page is. `tone` and `word` say how urgent."""

    task: Task
    title: str
    year: str
    nomor: int
    last: int
    kerja: str
    url: str
    tone: str
    word: str
    alasan: str


@dataclass(frozen=True)
class Year:
    """How one run stands. `waiting` is None when it has ended; `people` are the names awaited."""

    run: Run
    title: str
    url: str
    state: str
    tone: str
    word: str
    done: int
    total: int


def urgency(due_at: datetime, now: datetime, zone: ZoneInfo, minutes: int) -> tuple[str, str]:
    """Tone and word of a due time; `minutes` is the working time between now and then."""
    if due_at < now:
        return "red", f"lewat {lama(rounded(minutes))}"
    if due_at.astimezone(zone).date() == now.astimezone(zone).date():
        return "amber", f"tenggat hari ini {due_at.astimezone(zone):%H.%M}"
    return "", f"{lama(rounded(minutes))} kerja lagi"


def rounded(minutes: int) -> int:
    """Whole days from five days on, whole hours from one day on: nobody plans by the minute then."""
    days, rest = divmod(minutes, WORKDAY)
    if days >= 5:
        return days * WORKDAY
    return days * WORKDAY + rest // 60 * 60 if days else minutes


def waiting_for(orang: Orang, authority: Sequence[Wewenang], now: datetime) -> list[Waiting]:
    """What this person may do now, most urgent first. One query for the tasks, one for the calendar."""
    tasks = list(inbox(orang, authority)[:20])
    return describe(tasks, orang, now) if tasks else []


def late_in(orang: Orang, now: datetime) -> list[Waiting]:
    """Every open task of the agency that is past its due time, whoever it waits for."""
    tasks = Task.objects.filter(status=Task.Status.TERBUKA, run__perangkat_daerah=orang.perangkat_daerah_id, jatuh_tempo__lt=now)
    found = list(tasks.select_related("run__tahap__renja", "run__sop", "run__perangkat_daerah").order_by("jatuh_tempo")[:20])
    return describe(found, orang, now) if found else []


def describe(tasks: Sequence[Task], orang: Orang, now: datetime) -> list[Waiting]:
    """Give each task its words: step, year, address, urgency, and why it was sent back to it. One query more when one was."""
    calendar = kalender_around(orang.perangkat_daerah, now)
    zone = ZoneInfo(zone_of(orang.perangkat_daerah_id))
    found, returned = [], _returned([task for task in tasks if task.putaran > 1])
    for task in tasks:
        sop = sop_of(task.run.sop)
        step = langkah_of(sop, task.langkah)
        tahun = task.run.tahap.renja.tahun
        minutes = worked(min(now, task.jatuh_tempo), max(now, task.jatuh_tempo), calendar)
        tone, word = urgency(task.jatuh_tempo, now, zone, minutes)
        url = address(step.kerja, tahun=tahun) or address("alur:run", tahun=tahun)
        year, alasan = str(task.run.tahap.renja), returned.get(task.pk, "")
        found.append(Waiting(task, step.uraian, year, step.nomor, len(sop.langkah), step.kerja, url, tone, word, alasan))
    return found


def _returned(tasks: Sequence[Task]) -> dict[int, str]:
    """Why the run came back to these tasks, by their id; a task that the run reached again by going on is left out."""
    if not tasks:
        return {}
    back = Task.objects.filter(run__in=[task.run_id for task in tasks], status=Task.Status.DIKEMBALIKAN)
    reasons = {(run, ke, urutan + 1): alasan for run, ke, urutan, alasan in back.values_list("run", "ke", "urutan", "alasan")}
    return {task.pk: reasons.get((task.run_id, task.langkah, task.urutan), "") for task in tasks}


def years_of(orang: Orang, now: datetime, everyone: Sequence[Wewenang]) -> list[Year]:
    """Every run of the agency with its state and who of `everyone` is awaited, newest year first. Two queries."""
    open_tasks = Task.objects.filter(status=Task.Status.TERBUKA).select_related("ditugaskan")
    runs = runs_of(orang).order_by("-tahap__renja__tahun", "-mulai").prefetch_related(Prefetch("task", open_tasks, to_attr="open"))
    return [_year(run, orang, now, everyone) for run in runs[:12]]


def _year(run: Run, orang: Orang, now: datetime, everyone: Sequence[Wewenang]) -> Year:
    sop, title = sop_of(run.sop), str(run.tahap)
    total, url = len(sop.langkah), address("alur:run", tahun=run.tahap.renja.tahun)
    task = next(iter(run.open), None)  # type: ignore[attr-defined]
    if task is None:
        ended, tone = run.get_status_display(), "" if run.status == Run.Status.DIBATALKAN else "green"
        state = f"Seluruh {total} langkah selesai {tanggal(timezone.localtime(run.selesai))}" if tone and run.selesai else ended
        return Year(run, title, url, state, tone, ended, total, total)
    step = langkah_of(sop, task.langkah)
    able = [entry.nama for entry in everyone if entry.effective and entry.pelaksana in step.pelaksana]
    people = [task.ditugaskan.nama] if task.ditugaskan else able
    awaited = " atau ".join(people) or pelaksana_names(sop, step.pelaksana)
    state = f"Langkah {step.nomor} dari {total}, {SHORT.get(step.kerja, step.uraian)}, menunggu {awaited}"
    late = task.jatuh_tempo < now
    tone, word = ("red", "Lewat tenggat") if late else ("amber", "Menunggu Anda") if orang.nama in people else ("blue", "Berjalan")
    return Year(run, title, url, state, tone, word, step.nomor - 1, total)


def total_pagu(run: Run) -> int:
    """Sum of the run's pagu, whole rupiah."""
    return RencanaSubKegiatan.objects.filter(tahap=run.tahap_id).aggregate(total=Sum("pagu"))["total"] or 0


@dataclass(frozen=True)
class Hits:
    """What a search found, each list capped at 25."""

    rencana: list[RencanaSubKegiatan]
    surat: list[Surat]
    runs: list[Run]

    @property
    def count(self) -> int:
        return len(self.rencana) + len(self.surat) + len(self.runs)


def search(orang: Orang, words: str, *, bidang: Sequence[int] | None = None) -> Hits:
    """Rows of the plan by code (dots optional) or name, letters by number or subject, years. Only of the person's own agency.

    With `bidang`, only rows of these and no letters.
    """
    words = " ".join(words.split())
    if not words:
        return Hits([], [], [])
    rencana: QuerySet[RencanaSubKegiatan] = RencanaSubKegiatan.objects.filter(tahap__renja__perangkat_daerah=orang.perangkat_daerah_id)
    letters = Surat.objects.filter(Q(nomor__icontains=words) | Q(perihal__icontains=words), perangkat_daerah=orang.perangkat_daerah_id)
    if bidang is not None:
        rencana, letters = rencana.filter(bidang__in=bidang), letters.none()
    by_name = Q(nama__icontains=words) | Q(kode__startswith=words)
    digits = words.replace(".", "")
    if digits.isdecimal() and len(digits) >= 3:
        rencana = rencana.annotate(digits=Replace(F("kode"), Value("."), Value("")))
        by_name |= Q(digits__startswith=digits)
    runs = runs_of(orang).filter(tahap__renja__tahun=int(words)) if words.isdecimal() and len(words) == 4 else runs_of(orang).none()
    rows = rencana.filter(by_name).select_related("tahap__renja", "bidang").order_by("-tahap__renja__tahun", "kode")
    return Hits(list(rows[:25]), list(letters.order_by("-tanggal", "-id")[:25]), list(runs))
