"""What decides about a run: the digest chain of its history and what a task may do next. Values in, values out."""

import hashlib
import json
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from decimal import Decimal
from typing import Any

from renjana.organisasi.dates import MONTHS, lama
from renjana.organisasi.refusal import NotAllowed as NotAllowed
from renjana.organisasi.refusal import Refused as Refused
from renjana.sop.waktu import WORKDAY_MINUTES

GENESIS = "0" * 64
DAY = WORKDAY_MINUTES


@dataclass(frozen=True)
class Link:
    """What of an event is chained. `waktu` is aware; `data` is plain JSON."""

    urutan: int
    waktu: datetime
    jenis: str
    langkah: int | None
    putaran: int | None
    oleh: int | None
    nama_oleh: str
    bertindak_untuk: str
    uraian: str
    data: Mapping[str, Any]
    prev: str


def digest(run: int, link: Link) -> str:
    """SHA-256 over the canonical JSON of the event: keys sorted, UTC time to the microsecond, no spaces."""
    body = {
        "run": run,
        "urutan": link.urutan,
        "waktu": link.waktu.astimezone(UTC).isoformat(timespec="microseconds"),
        "jenis": link.jenis,
        "langkah": link.langkah,
        "putaran": link.putaran,
        "oleh": link.oleh,
        "nama_oleh": link.nama_oleh,
        "bertindak_untuk": link.bertindak_untuk,
        "uraian": link.uraian,
        "data": link.data,
        "prev": link.prev,
    }
    text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def plain(value: Any) -> Any:
    """The value as JSON that every database gives back unchanged: fractions, dates and moments become text, keys are text.

    Raises TypeError for what has no plain form.
    """
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return value.replace("\x00", "")
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Decimal | float):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): plain(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(entry) for entry in (sorted(value, key=str) if isinstance(value, set | frozenset) else value)]
    raise TypeError(f"{type(value).__name__} tidak dapat dicatat dalam riwayat")


@dataclass(frozen=True)
class Broken:
    """The first event that does not follow from the one before it, and why."""

    urutan: int
    sebab: str


def first_broken(run: int, chain: Iterable[tuple[Link, str]]) -> Broken | None:
    """Walk the chain in order; None when every link holds. Deletions, reorderings, edits and truncation of the middle show up."""
    prev, expected = GENESIS, 1
    for link, stored in chain:
        if link.urutan != expected:
            return Broken(expected, f"Peristiwa nomor {expected} tidak ada; yang ditemukan nomor {link.urutan}.")
        if link.prev != prev:
            return Broken(link.urutan, f"Peristiwa nomor {link.urutan} tidak menyambung pada peristiwa sebelumnya.")
        if digest(run, link) != stored:
            return Broken(link.urutan, f"Isi peristiwa nomor {link.urutan} berubah sesudah dicatat.")
        prev, expected = stored, expected + 1
    return None


class AlreadyDone(Refused):
    """The task was finished, returned or cancelled by an earlier request; nothing was changed by this one."""


def short_moment(moment: datetime, zone: tzinfo) -> tuple[str, str]:
    """Day and clock for a narrow place: ("4 Jan", "10.40")."""
    local = moment.astimezone(zone)
    return f"{local.day} {MONTHS[local.month - 1][:3]}", f"{local:%H.%M}"


def rough(minutes: int) -> int:
    """The same stretch without its small change: whole hours from two days on, whole days from ten days on."""
    if minutes >= 10 * DAY:
        return minutes - minutes % DAY
    return minutes - minutes % DAY % 60 if minutes >= 2 * DAY else minutes


def urgency(due_at: datetime, now: datetime, zone: tzinfo, *, minutes: int | None = None) -> tuple[str, str]:
    """Tone and words of a due time. `minutes` is the working time between now and then; without it the day is named instead."""
    day, clock = short_moment(due_at, zone)
    if due_at < now:
        return "red", f"lewat {lama(rough(minutes))}" if minutes is not None else "lewat tenggat"
    ahead = (due_at.astimezone(zone).date() - now.astimezone(zone).date()).days
    if ahead == 0:
        return "amber", f"hari ini {clock}"
    if ahead == 1:
        return "amber", f"besok {clock}"
    return "", f"{day} {clock}"


def deadline_stage(mulai: datetime, due_at: datetime, now: datetime, *, total: int, left: int) -> str:
    """ "lewat" past the due time, "hampir" in the last quarter of a standard of an hour or more, else "". `total` and `left` are working minutes."""
    if now > due_at:
        return "lewat"
    return "hampir" if total >= 60 and now > mulai and left * 4 <= total else ""


def retry_after(failures: int) -> timedelta:
    """How long a notice waits after its n-th failure: 1, 2, 4 ... minutes, at most 4 hours."""
    return timedelta(minutes=min(240, 2 ** max(0, failures - 1)))


def needs_of(kelengkapan: str) -> tuple[str, ...]:
    """The single things that a step asks for, as its column prints them: parted by semicolon, comma, line or leading number."""
    parts = re.split(r"[;,\n]+|(?:^|\s)\d+[.)]\s+", kelengkapan)
    return tuple(dict.fromkeys(part.strip(" .") for part in parts if part.strip(" .-")))


def general_faults(needs: Collection[str], ticked: Collection[str], *, outputs: int, note: str) -> tuple[str, ...]:
    """Every reason why a step that no area knows cannot finish yet, as whole sentences."""
    missing = [name for name in needs if name not in ticked]
    faults = [f"Kelengkapan belum ditandai ada: {', '.join(missing)}."] if missing else []
    if not outputs and not note.strip():
        faults.append("Unggah keluaran langkah ini, atau tuliskan catatan bila keluarannya tidak berupa berkas.")
    return tuple(faults)
