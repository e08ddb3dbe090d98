"""The calendar of a year as the settings show it: national days, what the agency says of them, Ramadan, working days."""

from dataclasses import dataclass
from datetime import date

from renjana.organisasi.dates import MONTHS
from renjana.organisasi.models import HariLibur, PerangkatDaerah, Ramadan
from renjana.organisasi.queries import kalender_of, national_holidays
from renjana.organisasi.rules import guessed_ramadan, workdays


@dataclass(frozen=True)
class Day:
    """A day of the calendar. `kind` is "nasional", "cuti" (cuti bersama), "pemda" or "setempat"; `entry` is the agency's own word, or None.

    `works` tells that people work on that day although the national calendar closes it.
    """

    tanggal: date
    sebab: str
    kind: str
    entry: HariLibur | None
    works: bool

    @property
    def weekend(self) -> bool:
        """Whether it falls on a Saturday or Sunday, so that it takes no working day."""
        return self.tanggal.weekday() >= 5


@dataclass(frozen=True)
class Year:
    """A year of the office. `months` are (name, working days); `guess` is a Ramadan range to be confirmed when none is kept."""

    tahun: int
    days: tuple[Day, ...]
    months: tuple[tuple[str, int], ...]
    total: int
    ramadan: tuple[Ramadan, ...]
    guess: tuple[date, date] | None


def year_of(pd: PerangkatDaerah, tahun: int) -> Year:
    """The calendar of a year. Four queries."""
    national = national_holidays(tahun)
    rows = HariLibur.objects.filter(pemda=pd.pemda_id, tanggal__year=tahun)
    own = {entry.tanggal: entry for entry in rows if entry.perangkat_daerah_id == pd.pk}
    common = {entry.tanggal: entry for entry in rows if entry.perangkat_daerah_id is None}
    days = {day: Day(day, name, "cuti" if "cuti" in name.lower() else "nasional", None, False) for day, name in national}
    for day, entry in common.items():
        before = days.get(day)
        days[day] = Day(day, before.sebab if before else entry.sebab, before.kind if before else "pemda", None, entry.masuk)
    for day, entry in own.items():
        before = days.get(day)
        days[day] = Day(day, before.sebab if before else entry.sebab, before.kind if before else "setempat", entry, entry.masuk)
    months = workdays(tahun, kalender_of(pd, [tahun]).libur)
    ramadan = tuple(Ramadan.objects.filter(pemda=pd.pemda_id, mulai__lte=date(tahun, 12, 31), selesai__gte=date(tahun, 1, 1)))
    return Year(
        tahun=tahun,
        days=tuple(days[day] for day in sorted(days)),
        months=tuple(zip(MONTHS, months, strict=True)),
        total=sum(months),
        ramadan=ramadan,
        guess=None if ramadan else guessed_ramadan(national),
    )
