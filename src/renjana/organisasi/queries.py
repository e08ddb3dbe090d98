"""Who holds which jabatan at an hour, and the office's calendar."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

import holidays
from django.db.models import BigIntegerField, CharField, F, IntegerField, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast

from renjana.organisasi.models import Bidang, Delegasi, HariLibur, Kualifikasi, Orang, PemangkuJabatan, PerangkatDaerah, Ramadan
from renjana.organisasi.once import once, remember
from renjana.sop.model import Sop
from renjana.sop.waktu import Kalender, closing


@dataclass(frozen=True)
class Wewenang:
    """What a jabatan gives a person at an hour.

    `acting` is "" for the holder, "Plh." or "Plt." for who acts. `effective` is False for a holder while somebody else acts:
    such a person still sees, but may not act. `bidang` is the id of the jabatan's bidang or None.
    """

    orang: int
    nama: str
    jabatan: str
    peran: str
    pelaksana: str
    bidang: int | None
    acting: str = ""
    effective: bool = True
    nip: str = ""
    pangkat: str = ""
    email: str = ""

    @property
    def acting_for(self) -> str:
        """The jabatan acted for, as the history prints it; empty for the holder."""
        return f"{self.acting} {self.jabatan}" if self.acting else ""


def wewenang_of(orang: Orang, now: datetime) -> tuple[Wewenang, ...]:
    """Every authority of a person at `now`, holdings first. One query."""
    return tuple(entry for entry in wewenang_in(orang.perangkat_daerah_id, now) if entry.orang == orang.pk)


def wewenang_in(perangkat_daerah: int, now: datetime) -> tuple[Wewenang, ...]:
    """Every authority held in an agency at `now`, holdings first. One query, once in a request for its hour."""
    return once(("wewenang", perangkat_daerah, now), lambda: _wewenang(perangkat_daerah, now))


def holders(perangkat_daerah: int, pelaksana: Iterable[str], now: datetime) -> tuple[Wewenang, ...]:
    """Who may act for these SOP actors at `now`: the delegate while one acts, else the holders. One query."""
    wanted = set(pelaksana)
    return tuple(entry for entry in wewenang_in(perangkat_daerah, now) if entry.effective and entry.pelaksana in wanted)


HELD, DELEGATED, DAY = 0, 1, 2
POST = (
    "orang",
    "orang__nama",
    "jabatan__nama",
    "jabatan__peran",
    "jabatan__pelaksana",
    "jabatan__bidang",
    "orang__nip",
    "orang__pangkat",
    "orang__email",
)
Day = tuple[int | None, date, date, bool | None]
"""A line of the calendar: whose own word it is (None: everybody's), first and last day, worked (None: Ramadan)."""


def _wewenang(perangkat_daerah: int, now: datetime) -> tuple[Wewenang, ...]:
    """Who holds what at `now`. The days of the calendar come along, so that a request that asks for both asks once."""
    today = now.astimezone(ZoneInfo(zone_of(perangkat_daerah))).date()
    agency = Q(jabatan__perangkat_daerah=perangkat_daerah, orang__is_active=True)
    held = PemangkuJabatan.objects.filter(agency, mulai__lte=today).exclude(selesai__lt=today)
    delegated = Delegasi.objects.filter(agency, mulai__lte=now, selesai__gte=now)
    order = {"sejak": Cast("mulai", TextField())}  # a date here, a moment there: as text both sort by time
    rows = held.annotate(asal=Value(HELD), sebagai=Value("", CharField()), **order).values_list("asal", "sejak", "id", "jabatan", "sebagai", *POST)
    acting = delegated.annotate(asal=Value(DELEGATED), sebagai=F("jenis"), **order).values_list("asal", "sejak", "id", "jabatan", "sebagai", *POST)
    everything = list(rows.union(acting, *_day_rows(perangkat_daerah), all=True))
    remember(("hari", perangkat_daerah), [_day(row) for row in everything if row[0] == DAY])
    found = sorted((row for row in everything if row[0] != DAY), key=lambda row: row[:3])
    away = {post for asal, _, _, post, *_ in found if asal == DELEGATED}
    return tuple(
        Wewenang(orang, nama, jabatan, peran, pelaksana, bidang, acting, asal == DELEGATED or post not in away, nip or "", pangkat, email or "")
        for asal, _, _, post, acting, orang, nama, jabatan, peran, pelaksana, bidang, nip, pangkat, email in found
    )


def _day_rows(perangkat_daerah: int) -> tuple[QuerySet[Any, Any], QuerySet[Any, Any]]:
    """The local days and the Ramadan ranges of an agency, in as many columns as `_wewenang` asks for."""
    own = Q(perangkat_daerah=perangkat_daerah) | Q(perangkat_daerah__isnull=True)
    days = HariLibur.objects.filter(own, pemda__perangkatdaerah=perangkat_daerah).annotate(
        milik=F("perangkat_daerah"), kerja=Cast("masuk", IntegerField())
    )
    fasts = Ramadan.objects.filter(pemda__perangkatdaerah=perangkat_daerah)
    fasts = fasts.annotate(milik=Value(None, BigIntegerField()), kerja=Value(None, IntegerField()))
    return _in_columns(days, "tanggal", "tanggal"), _in_columns(fasts, "mulai", "selesai")


def _in_columns(rows: QuerySet[Any], first: str, last: str) -> QuerySet[Any, Any]:
    words = {f"kosong_{number}": Value("", CharField()) for number in range(7)}
    marked = rows.annotate(
        asal=Value(DAY), sejak=Cast(first, TextField()), sebagai=Cast(last, TextField()), siapa=Value(None, BigIntegerField()), **words
    )
    before, after = tuple(words)[:4], tuple(words)[4:]
    columns: QuerySet[Any, Any] = marked.order_by().values_list("asal", "sejak", "id", "milik", "sebagai", "siapa", *before, "kerja", *after)
    return columns


def _day(row: tuple[Any, ...]) -> Day:
    _, first, _, owner, last, *_, worked, _, _, _ = row
    return owner, date.fromisoformat(first), date.fromisoformat(last), None if worked is None else bool(worked)


@lru_cache(maxsize=4096)
def zone_of(perangkat_daerah: int) -> str:
    """Name of the agency's time zone; read once per process, since it never changes while an agency works."""
    return PerangkatDaerah.objects.values_list("pemda__zona", flat=True).get(pk=perangkat_daerah)


@lru_cache(maxsize=64)
def national_holidays(year: int) -> tuple[tuple[date, str], ...]:
    """Public holidays and cuti bersama of the `holidays` package (SKB 3 Menteri), in order of date. Estimates for years without a decree."""
    calendar = holidays.country_holidays("ID", years=year, categories=("public", "government"), language="id")
    return tuple(sorted(calendar.items()))


@dataclass(frozen=True)
class Unqualified:
    """Somebody who plays an actor of an SOP without a qualification that it asks for, now. `lacks` are kinds of Kualifikasi, never empty."""

    orang: int
    nama: str
    pelaksana: str
    lacks: tuple[str, ...]


def unqualified(sop: Sop, people: Sequence[Wewenang], today: date) -> tuple[Unqualified, ...]:
    """Who acts for an actor with a step but lacks authority or ability on that day, in the order of the SOP's actors. One query.

    `people` is everybody's authority (`wewenang_in`). Empty when the SOP asks for nothing.
    """
    if not sop.kualifikasi:
        return ()
    working = {actor for step in sop.langkah for actor in step.pelaksana}
    playing = {
        entry.orang: (entry.nama, actor.nama)
        for actor in sop.pelaksana
        if actor.id in working
        for entry in people
        if entry.effective and entry.pelaksana == actor.id
    }
    valid = Kualifikasi.objects.filter(orang__in=playing, mulai__lte=today).exclude(selesai__lt=today)
    proven = set(valid.values_list("orang", "jenis"))
    found = []
    for orang, (nama, actor_name) in playing.items():
        lacks = tuple(jenis.value for jenis in Kualifikasi.Jenis if (orang, jenis.value) not in proven)
        if lacks:
            found.append(Unqualified(orang, nama, actor_name, lacks))
    return tuple(found)


def unit_code(perangkat_daerah: PerangkatDaerah) -> str:
    """The code that {kode_unit} prints in numbers of letters: the sekretariat's, which writes them; empty without one. One query."""
    return Bidang.objects.filter(perangkat_daerah=perangkat_daerah, sekretariat=True).values_list("kode", flat=True).first() or ""


def kalender_of(perangkat_daerah: PerangkatDaerah, years: Iterable[int]) -> Kalender:
    """The working calendar of an agency over these years: national days, minus days worked, plus local closings, with Ramadan.

    One query; none in a request that has read who holds which jabatan.
    """
    wanted = tuple(sorted(set(years)))
    return once(("kalender", perangkat_daerah.pk, wanted), lambda: _kalender(perangkat_daerah, wanted))


def _kalender(perangkat_daerah: PerangkatDaerah, years: Sequence[int]) -> Kalender:
    closed = {day for year in years for day, _ in national_holidays(year)}
    rows = once(("hari", perangkat_daerah.pk), lambda: _days(perangkat_daerah.pk))
    for _, day, _, worked in sorted((row for row in rows if row[3] is not None), key=lambda row: row[0] is not None):
        (closed.discard if worked else closed.add)(day)  # the agency's own word comes last and holds
    ramadan = tuple(sorted((first, last) for _, first, last, worked in rows if worked is None))
    return Kalender(libur=frozenset(closed), ramadan=ramadan, zone=ZoneInfo(zone_of(perangkat_daerah.pk)))


def _days(perangkat_daerah: int) -> list[Day]:
    days, fasts = _day_rows(perangkat_daerah)
    return [_day(row) for row in days.union(fasts, all=True)]


def kalender_around(perangkat_daerah: PerangkatDaerah, start: datetime) -> Kalender:
    """The calendar that covers any standard counted from `start`: the year before to two years after."""
    return kalender_of(perangkat_daerah, range(start.year - 1, start.year + 3))


def closing_of(perangkat_daerah: PerangkatDaerah, day: date, now: datetime) -> datetime:
    """When the work of a day ends by the agency's calendar: what "until that day" means wherever no hour is asked.

    One query, none when the calendar around `now` was read and covers the day.
    """
    near = now.year <= day.year < now.year + 3
    return closing(day, kalender_around(perangkat_daerah, now) if near else kalender_of(perangkat_daerah, (day.year - 1, day.year)))
