"""The outbox: notices put into it in the transaction that they tell about, and read by their people."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from renjana.alur.models import Pemberitahuan, Run
from renjana.organisasi.models import Orang


@transaction.atomic
def read_notices(orang: Orang, pk: int | None, *, now: datetime) -> str:
    """Mark one notice as read, or all of them when `pk` is None; the link of the one, "" otherwise."""
    unread = orang.pemberitahuan.all() if pk is None else orang.pemberitahuan.filter(pk=pk)
    unread.filter(dibaca__isnull=True).update(dibaca=now)
    return "" if pk is None else unread.values_list("tautan", flat=True).first() or ""


def notify(people: Sequence[int], run: Run | None, kunci: str, judul: str, *, now: datetime, isi: str = "", tautan: str = "") -> None:
    """Put a notice into the outbox of each person, once per key, in the caller's transaction."""
    send(notices(people, run, kunci, judul, now=now, isi=isi, tautan=tautan))


def notices(people: Sequence[int], run: Run | None, kunci: str, judul: str, *, now: datetime, isi: str = "", tautan: str = "") -> list[Pemberitahuan]:
    """The same notices, not yet in the outbox."""
    return [
        Pemberitahuan(orang_id=pk, run=run, kunci=kunci[:120], judul=judul[:200], isi=isi, tautan=tautan, dibuat=now) for pk in sorted(set(people))
    ]


def send(ready: Sequence[Pemberitahuan]) -> None:
    """Put notices into the outbox, each once per key, in the caller's transaction. One query."""
    Pemberitahuan.objects.bulk_create(ready, ignore_conflicts=True)
