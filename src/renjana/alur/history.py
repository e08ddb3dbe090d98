"""The history of a run as its page shows it: by day, filtered, with fingerprints; and the check of chain and outputs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from zoneinfo import ZoneInfo

from django.core.paginator import Page, Paginator

from renjana.alur.models import Event, Keluaran, Run
from renjana.alur.queries import broken_link
from renjana.surat.files import FileDamaged
from renjana.surat.queries import read_file

PER_PAGE = 40
QUIET = frozenset({"buka", "keluaran"})
"""What follows from an act by itself: shown in one small line."""
KINDS = {
    "langkah": ("Langkah", ("mulai", "buka", "selesai", "dikembalikan", "tamat", "batal")),
    "keluaran": ("Keluaran", ("keluaran",)),
    "jeda": ("Jeda dan pengalihan", ("jeda", "lanjut", "alih")),
    "tenggat": ("Tenggat", ("lewat",)),
    "lain": ("Lain-lain", ()),
}
LOOKS = {
    "mulai": ("play", "blue"),
    "buka": ("right", ""),
    "selesai": ("check", "green"),
    "dikembalikan": ("return", "red"),
    "keluaran": ("document", ""),
    "jeda": ("pause", "amber"),
    "lanjut": ("play", "blue"),
    "alih": ("person", "amber"),
    "lewat": ("warning", "red"),
    "batal": ("cross", "red"),
    "tamat": ("check-circle", "green"),
}


@dataclass(frozen=True)
class Line:
    """An event with its look."""

    event: Event
    icon: str
    tone: str

    @property
    def is_quiet(self) -> bool:
        """Whether the machine added it to what a person did."""
        return self.event.jenis in QUIET

    @property
    def fingerprint(self) -> str:
        """The number and the ends of the digest: 41 · 7c1e…b90a."""
        return f"{self.event.urutan} · {self.event.hash[:4]}…{self.event.hash[-4:]}"


@dataclass(frozen=True)
class History:
    """A page of days from the newest to the oldest, each with its lines; and what the filters can choose from."""

    days: list[tuple[date, list[Line]]]
    page: Page[Event]
    shown: int
    total: int
    steps: list[int]
    people: list[tuple[int, str]]
    kinds: list[tuple[str, str]]


@dataclass(frozen=True)
class Verdict:
    """What a check found. `faults` are whole sentences; none when everything holds."""

    events: int
    outputs: int
    head: str
    faults: tuple[str, ...]


def kind_of(event: Event) -> str:
    """The group of an event's kind."""
    return next((key for key, (_, kinds) in KINDS.items() if event.jenis in kinds), "lain")


def history_of(
    run: Run, zone: ZoneInfo, *, langkah: int | None = None, orang: int | None = None, jenis: str = "", halaman: int | None = None
) -> History:
    """The history by filters, PER_PAGE events a page. One query."""
    events = list(run.event.order_by("-urutan"))
    chosen = [event for event in events if _fits(event, langkah, orang, jenis)]
    page = Paginator(chosen, PER_PAGE).get_page(halaman)
    people = {event.oleh_id: event.nama_oleh for event in events if event.oleh_id is not None}
    return History(
        days=_by_day(list(page), zone),
        page=page,
        shown=len(chosen),
        total=len(events),
        steps=sorted({event.langkah for event in events if event.langkah is not None}),
        people=sorted(people.items(), key=lambda entry: entry[1]),
        kinds=[(key, label) for key, (label, _) in KINDS.items() if any(kind_of(event) == key for event in events)],
    )


def _fits(event: Event, langkah: int | None, orang: int | None, jenis: str) -> bool:
    return langkah in (None, event.langkah) and orang in (None, event.oleh_id) and jenis in ("", kind_of(event))


def _by_day(events: Sequence[Event], zone: ZoneInfo) -> list[tuple[date, list[Line]]]:
    lines = [Line(event, *LOOKS.get(event.jenis, ("edit", ""))) for event in events]
    return [(day, list(group)) for day, group in groupby(lines, key=lambda line: line.event.waktu.astimezone(zone).date())]


def check(run: Run) -> Verdict:
    """Walk the chain of a run and compare each of its outputs with the digest that the history tells. Reads every output once."""
    broken = broken_link(run)
    faults = [broken.sebab] if broken else []
    outputs = list(Keluaran.objects.filter(task__run=run).select_related("berkas").order_by("pk"))
    for output in outputs:
        try:
            read_file(output.berkas)
        except FileDamaged as fault:
            faults.append(f"{output.judul}: {fault}")
    told = set(run.event.filter(jenis="keluaran").values_list("data__sha256", flat=True))
    faults += [f"{output.judul} tidak tercatat dalam riwayat." for output in outputs if output.berkas.sha256 not in told]
    kepala, peristiwa = Run.objects.values_list("kepala", "peristiwa").get(pk=run.pk)
    return Verdict(events=peristiwa, outputs=len(outputs), head=kepala, faults=tuple(faults))
