"""What may be changed in the settings, and by whom: decisions on values. Roles are values of `Peran`."""

from collections.abc import Iterable, Set
from datetime import date, timedelta
from itertools import pairwise

ACTORS = frozenset({"kadis", "sekretaris", "perencana", "staf"})
"""Roles that the policy lets act in the steps; only a jabatan with one of them can play an actor of an SOP."""
SINGLE = frozenset({"kadis", "sekretaris"})
"""Roles whose jabatan has one holder at a time."""
HIGH = frozenset({"kadis", "sekretaris", "admin"})
"""Roles that only a pengelola gives, and whose holders' accounts only a pengelola changes."""
SELF = "Wewenang untuk diri sendiri dicatat oleh orang lain. Minta pengelola lain atau Sekretaris melakukannya."


def client_address(peer: str, forwarded: str, proxies: int) -> str:
    """Whose address a request comes from. `peer` is who is connected, `forwarded` the header X-Forwarded-For, to which each proxy adds on the right.

    Only what the trusted proxies wrote counts: whatever stands further left anybody may have written.
    """
    chain = [*(part for part in (part.strip() for part in forwarded.split(",")) if part), peer]
    return chain[max(0, len(chain) - 1 - proxies)] if proxies > 0 else peer


def keep_fault(by: Set[str], target: Set[str], *, own: bool) -> str:
    """Why somebody with roles `by` may not change the account of somebody with roles `target`; empty when they may."""
    if "admin" in by:
        return ""
    if "sekretaris" not in by:
        return "Data orang diubah oleh pengelola atau Sekretaris."
    if target & HIGH and not own:
        return "Akun Kepala Dinas, Sekretaris, dan pengelola hanya diubah oleh pengelola."
    return ""


def grant_fault(by: Set[str], peran: str, *, own: bool) -> str:
    """Why somebody with roles `by` may not give a jabatan of this role; empty when they may. Nobody raises themself."""
    if own:
        return SELF
    if "admin" in by:
        return ""
    if "sekretaris" not in by:
        return "Jabatan orang dicatat oleh pengelola atau Sekretaris."
    return "Jabatan Kepala Dinas, Sekretaris, dan pengelola hanya diberikan oleh pengelola." if peran in HIGH else ""


def delegate_fault(by: Set[str], peran: str, *, own: bool) -> str:
    """Why somebody may not record who acts for a jabatan of this role; empty when they may. The SK itself was signed elsewhere."""
    if own:
        return SELF
    if "admin" in by:
        return ""
    if "sekretaris" not in by:
        return "Plh. dan Plt. dicatat oleh pengelola atau Sekretaris."
    return "Plh. dan Plt. pengelola hanya dicatat oleh pengelola." if peran == "admin" else ""


def jabatan_faults(peran: str, *, pelaksana: str, has_bidang: bool) -> tuple[tuple[str, str], ...]:
    """What does not fit together in a jabatan, as (field, sentence)."""
    faults = []
    if pelaksana and peran not in ACTORS:
        faults.append(
            ("pelaksana", "Peran ini tidak mengerjakan langkah SOP. Kosongkan, atau pilih peran Kepala Dinas, Sekretaris, Perencana, atau Staf.")
        )
    if peran == "bidang" and not has_bidang:
        faults.append(("bidang", "Penghubung mengisi format satu bidang. Pilih bidangnya."))
    return tuple(faults)


def overlap(mulai: date, selesai: date | None, others: Iterable[tuple[date, date | None]]) -> bool:
    """Whether a stretch of days shares a day with one of the others; None is without end, both ends are inside."""
    return any((end is None or mulai <= end) and (selesai is None or begin <= selesai) for begin, end in others)


def workdays(year: int, closed: Set[date]) -> tuple[int, ...]:
    """Working days of each month of a year: Monday to Friday without the closed days."""
    firsts = [date(year, month, 1) for month in range(1, 13)] + [date(year + 1, 1, 1)]
    return tuple(_open_days(begin, end, closed) for begin, end in pairwise(firsts))


def _open_days(begin: date, end: date, closed: Set[date]) -> int:
    days = (begin + timedelta(days=number) for number in range((end - begin).days))
    return sum(1 for day in days if day.weekday() < 5 and day not in closed)


def guessed_ramadan(holidays: Iterable[tuple[date, str]]) -> tuple[date, date] | None:
    """Ramadan by reckoning back thirty days from Idulfitri of the national calendar; None when the year names none. To be confirmed by decree."""
    named = [day for day, name in holidays if "idul" in name.lower().replace(" ", "") and "fitri" in name.lower() and "cuti" not in name.lower()]
    return (min(named) - timedelta(days=30), min(named) - timedelta(days=1)) if named else None
