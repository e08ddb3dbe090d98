"""How a run stands, as its pages show it: each step with standard and actual time, who is awaited since when, what comes next."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from renjana.alur.models import Keluaran, Run, Task
from renjana.alur.queries import awaited_among, named, pelaksana_names, sop_of, step_url
from renjana.alur.rules import rough, short_moment, urgency
from renjana.alur.swimlane import State, Way, draw, short_name
from renjana.organisasi.dates import lama, tanggal_waktu
from renjana.organisasi.models import Orang
from renjana.organisasi.phone import whatsapp_link
from renjana.organisasi.queries import Wewenang, kalender_of, unqualified, zone_of
from renjana.sop.flow import step as langkah_of
from renjana.sop.jadwal import ends_from
from renjana.sop.model import Langkah, Sop
from renjana.sop.waktu import parse, standard_minutes, worked


@dataclass(frozen=True)
class StepRow:
    """A step of the run: done, active or later. `minutes` is the working time of all its visits without pauses."""

    langkah: Langkah
    url: str
    state: str
    people: str
    baku: int
    minutes: int
    times: int
    ends: datetime | None
    tone: str
    word: str
    outputs: tuple[Keluaran, ...]
    reason: str

    @property
    def label(self) -> str:
        """A short name for a chart."""
        return " ".join(short_name(self.langkah))

    @property
    def linked(self) -> str:
        """The SOP that this step runs, as people call it."""
        words = self.langkah.sop_terkait.replace("-", " ").title()
        return f"SOP {words}" if words else ""

    @property
    def standard(self) -> str:
        return self.langkah.waktu.lower()

    @property
    def actual(self) -> str:
        return lama(rough(self.minutes))

    @property
    def drawn(self) -> int:
        """The actual time for a chart, without small change; still over the standard when it was."""
        return self.minutes if self.is_over and rough(self.minutes) <= self.baku else rough(self.minutes)

    @property
    def is_over(self) -> bool:
        """Whether it took longer than its standard."""
        return self.times > 0 and self.minutes > self.baku


@dataclass(frozen=True)
class Overview:
    """A run as it stands at an hour. `position` counts steps from 1; after the end it is the number of steps."""

    run: Run
    sop: Sop
    rows: tuple[StepRow, ...]
    position: int
    waiting: Task | None
    awaited: tuple[Wewenang, ...]
    pause: str
    ways: tuple[Way, ...]
    ends: datetime | None
    warnings: tuple[str, ...]

    @property
    def total(self) -> int:
        return len(self.rows)

    @property
    def done(self) -> int:
        return sum(1 for row in self.rows if row.state == "done")

    @property
    def returns(self) -> int:
        """How often a step was sent back."""
        return sum(way.times for way in self.ways)

    @property
    def active(self) -> StepRow | None:
        return next((row for row in self.rows if row.state == "active"), None)

    @property
    def used(self) -> str:
        """Working time spent so far."""
        return lama(rough(sum(row.minutes for row in self.rows)))

    @property
    def allowed(self) -> str:
        """The standards of the steps reached so far."""
        return lama(rough(sum(row.baku for row in self.rows if row.state != "later")))

    @property
    def names(self) -> str:
        """Who is awaited, as a phrase."""
        return " atau ".join(dict.fromkeys(named(entry) for entry in self.awaited))


def overview_of(run: Run, now: datetime, people: Sequence[Wewenang]) -> Overview:
    """Read everything that the pages of a run show; `people` is everybody's authority at `now`. Seven queries, however long the run."""
    reading = _Reading(run, now, people)
    sop, waiting = reading.sop, reading.waiting
    numbers = [step.nomor for step in sop.langkah]
    today = now.astimezone(reading.calendar.zone).date()
    return Overview(
        run=run,
        sop=sop,
        rows=tuple(reading.row(step) for step in sop.langkah),
        position=numbers.index(waiting.langkah) + 1 if waiting else len(numbers),
        waiting=waiting,
        awaited=reading.awaited,
        pause=reading.pause,
        ways=reading.ways(),
        ends=reading.expected.get(numbers[-1]),
        warnings=warnings_of(sop, reading.people, today) if waiting else (),
    )


class _Reading:
    """What of a run is read once and used by every row."""

    def __init__(self, run: Run, now: datetime, people: Sequence[Wewenang]) -> None:
        self.run, self.now, self.sop = run, now, sop_of(run.sop)
        self.tasks = list(run.task.select_related("oleh", "ditugaskan").prefetch_related("jeda", "keluaran__berkas"))
        self.people = people
        self.calendar = kalender_of(run.perangkat_daerah, range(run.mulai.year - 1, now.year + 3))
        self.waiting = next((task for task in self.tasks if task.status == Task.Status.TERBUKA), None)
        self.awaited: tuple[Wewenang, ...] = ()
        self.pause = ""
        if self.waiting:
            self.awaited = awaited_among(self.waiting, langkah_of(self.sop, self.waiting.langkah).pelaksana, self.people)
            self.pause = next((jeda.sebab for jeda in self.waiting.jeda.all() if jeda.selesai is None), "")
        self.expected = self._expected()

    def _expected(self) -> dict[int, datetime]:
        """When the step under way and the ones after it would end, if each took its standard from now on."""
        if self.waiting is None:
            return {}
        return ends_from(self.sop, self.waiting.langkah, max(self.now, self.waiting.jatuh_tempo), self.calendar)

    def ways(self) -> tuple[Way, ...]:
        """The ways back that were taken, with how often."""
        taken = Counter((task.langkah, task.ke) for task in self.tasks if task.status == Task.Status.DIKEMBALIKAN and task.ke is not None)
        return tuple(Way(dari, ke, times) for (dari, ke), times in taken.items() if ke is not None)

    def row(self, step: Langkah) -> StepRow:
        visits = [task for task in self.tasks if task.langkah == step.nomor]
        last = visits[-1] if visits else None
        is_active = last is not None and last == self.waiting
        state = "active" if is_active else "done" if last is not None and self._stays_done(last) else "later"
        tone, word, ends = self._ending(step, state, last)
        return StepRow(
            langkah=step,
            url=step_url(step, self.run.tahap.renja.tahun),
            state=state,
            people=self._people(step, state, last),
            baku=standard_minutes(parse(step.waktu)),
            minutes=sum(self.spent(task) for task in visits),
            times=len(visits),
            ends=ends,
            tone=tone,
            word=word,
            outputs=tuple(output for task in visits for output in task.keluaran.all()),
            reason=next((task.alasan for task in reversed(self.tasks) if task.alasan and task.ke == step.nomor), "") if is_active else "",
        )

    def _stays_done(self, last: Task) -> bool:
        """A step that the run went back over is to be done again."""
        return last.status == Task.Status.SELESAI and (self.waiting is None or last.langkah < self.waiting.langkah)

    def spent(self, task: Task) -> int:
        """Working minutes of a visit without its pauses."""
        until = task.selesai or self.now
        stood = sum(worked(jeda.mulai, min(jeda.selesai or until, until), self.calendar) for jeda in task.jeda.all())
        return max(0, worked(task.mulai, until, self.calendar) - stood)

    def _people(self, step: Langkah, state: str, last: Task | None) -> str:
        if state == "active":
            return " atau ".join(dict.fromkeys(named(entry) for entry in self.awaited)) or pelaksana_names(self.sop, step.pelaksana)
        if state == "done" and last is not None and last.oleh is not None:
            return f"{last.oleh.nama}, {last.bertindak_untuk}" if last.bertindak_untuk else last.oleh.nama
        return pelaksana_names(self.sop, step.pelaksana)

    def _ending(self, step: Langkah, state: str, last: Task | None) -> tuple[str, str, datetime | None]:
        if state == "active" and last is not None:
            minutes = worked(min(self.now, last.jatuh_tempo), max(self.now, last.jatuh_tempo), self.calendar)
            tone, word = urgency(last.jatuh_tempo, self.now, self.calendar.zone, minutes=minutes)
            return ("amber", "dijeda", last.jatuh_tempo) if self.pause else (tone, word, last.jatuh_tempo)
        if state == "done" and last is not None:
            return "green", "selesai", last.selesai
        return "", "perkiraan", self.expected.get(step.nomor)


def drawings(overview: Overview, *, sprite: str, zone: ZoneInfo, linked: bool = True) -> tuple[str, ...]:
    """The live swimlane of a run, a drawing a band. Boxes lead to the pages of the steps, or only down to the list when not `linked`."""
    states = {}
    for row in overview.rows:
        url = row.url if linked else f"#langkah-{row.langkah.nomor}"
        states[row.langkah.nomor] = State(row.state, url, _under(row, zone), row.tone)
    return draw(overview.sop, states, sprite=sprite, ways=overview.ways)


def _under(row: StepRow, zone: ZoneInfo) -> tuple[str, ...]:
    """The two short lines under a column of the swimlane."""
    if row.ends is None:
        return ()
    day, clock = short_moment(row.ends, zone)
    if row.state == "later":
        return day, "perkiraan"
    if row.tone == "red":
        return f"{day} {clock}", " ".join(row.word.split()[:3])
    return f"{day} {clock}", row.word if row.word in {"selesai", "dijeda"} else "tenggat"


def warnings_of(sop: Sop, people: Sequence[Wewenang], today: date) -> tuple[str, ...]:
    """What hinders the run: an actor whom nobody plays, and who plays one without the qualifications that the SOP asks for. One query."""
    warnings = []
    for actor in sop.pelaksana:
        steps = [str(step.nomor) for step in sop.langkah if actor.id in step.pelaksana]
        playing = [entry for entry in people if entry.effective and entry.pelaksana == actor.id]
        if steps and not playing:
            warnings.append(f"{actor.nama} belum ada pejabatnya; langkah {', '.join(steps)} tidak dapat dikerjakan. Minta pengelola mengisinya.")
    for who in unqualified(sop, people, today):
        lacks = " dan ".join(who.lacks)
        warnings.append(f"{who.nama} ({who.pelaksana}) belum tercatat memiliki {lacks} yang diminta SOP, atau masa berlakunya habis.")
    return tuple(warnings)


@dataclass(frozen=True)
class Reminder:
    """A ready WhatsApp message to somebody awaited; sending it stays with the person who clicks."""

    nama: str
    url: str


def reminders(overview: Overview, by: int) -> list[Reminder]:
    """Ready messages to those awaited who left a number, but to nobody from themselves (`by` is who looks). One query."""
    row = overview.active
    if row is None or row.ends is None:
        return []
    tahun = overview.run.tahap.renja.tahun
    phones = dict(Orang.objects.filter(pk__in=[entry.orang for entry in overview.awaited]).exclude(telepon="").values_list("pk", "telepon"))
    zone = ZoneInfo(zone_of(overview.run.perangkat_daerah_id))
    found = []
    for entry in overview.awaited:
        if entry.orang not in phones or entry.orang == by:
            continue
        text = (
            f"Yth. {entry.nama}, langkah {row.langkah.nomor} penyusunan {overview.run.tahap} menunggu Anda: {row.langkah.uraian}. "
            f"Tenggat {tanggal_waktu(row.ends, zone)}. Buka {settings.BASE_URL}{step_url(row.langkah, tahun)}"
        )
        found.append(Reminder(entry.nama, whatsapp_link(phones[entry.orang], text)))
    return found
