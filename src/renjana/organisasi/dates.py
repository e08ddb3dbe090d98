"""Days and times as Indonesians write them."""

import re
from datetime import date, datetime, tzinfo

MONTHS = ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember")
DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
ZONES = {7: "WIB", 8: "WITA", 9: "WIT"}


def tanggal(day: date) -> str:
    """24 November 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def tanggal_pendek(day: date) -> str:
    """4 Jan 2027."""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def hari_tanggal(day: date) -> str:
    """Selasa, 24 November 2026."""
    return f"{DAYS[day.weekday()]}, {tanggal(day)}"


def zone_name(moment: datetime) -> str:
    """WIB, WITA or WIT; UTC with its offset elsewhere."""
    offset = moment.utcoffset()
    hours = offset.total_seconds() / 3600 if offset is not None else 0
    return ZONES.get(int(hours), f"UTC{hours:+g}")


def pukul(moment: datetime, zone: tzinfo) -> str:
    """09.30 WIB."""
    local = moment.astimezone(zone)
    return f"{local:%H.%M} {zone_name(local)}"


def tanggal_waktu(moment: datetime, zone: tzinfo) -> str:
    """24 November 2026, 09.30 WIB."""
    return f"{tanggal(moment.astimezone(zone).date())}, {pukul(moment, zone)}"


def lama(minutes: int, workday: int = 450) -> str:
    """A stretch of working time: 31 menit, 3 jam 31 menit, 2 hari 1 jam. A day of work counts 450 minutes."""
    days, rest = divmod(max(0, minutes), workday)
    hours, left = divmod(rest, 60)
    parts = [f"{count} {word}" for count, word in ((days, "hari"), (hours, "jam"), (left, "menit")) if count]
    return " ".join(parts) or "0 menit"


def romawi(month: int) -> str:
    """The month in Roman figures, as letter numbers print it."""
    return ROMAN[month - 1]


def parse_tanggal(text: str) -> date:
    """Read `24/11/2026`, `24-11-26`, `24.11.2026`, `24 Nov 2026`, `24 November 2026`, `2026-11-24`. Raises ValueError with a sentence."""
    bare = " ".join(text.split())
    if match := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", bare):
        parts = (int(match[1]), int(match[2]), int(match[3]))
    elif match := re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})", bare):
        parts = (_year(match[3]), int(match[2]), int(match[1]))
    elif match := re.fullmatch(r"(\d{1,2}) ([A-Za-z]{3,9})\.? (\d{4}|\d{2})", bare):
        parts = (_year(match[3]), _month(match[2]), int(match[1]))
    else:
        raise ValueError(f"“{bare[:40]}” bukan tanggal. Tulis seperti 24/11/2026 atau 24 November 2026.")
    try:
        return date(*parts)
    except ValueError:
        raise ValueError(f"“{bare}” bukan tanggal yang ada. Periksa hari dan bulannya.") from None


def _year(text: str) -> int:
    return int(text) + 2000 if len(text) == 2 else int(text)


def _month(text: str) -> int:
    found = [number for number, name in enumerate(MONTHS, 1) if name.lower().startswith(text.lower()) or text.lower() in _ALIASES.get(number, ())]
    return found[0] if len(found) == 1 else 0


_ALIASES = {2: ("peb", "pebruari", "feb"), 8: ("agu", "ags", "agt", "agust"), 11: ("nop", "nopember"), 3: ("mrt",), 10: ("oct",), 12: ("dec",)}
