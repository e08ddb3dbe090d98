"""What decides about a run: the digest chain of its history and what a task may do next. Values in, values out."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from renjana.organisasi.refusal import Refused as Refused

GENESIS = "0" * 64


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


class NotAllowed(Refused):
    """The person may not act on this task."""


class AlreadyDone(Refused):
    """The task was finished, returned or cancelled by an earlier request; nothing was changed by this one."""
