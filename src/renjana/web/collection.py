"""How far each bidang is with its isian, for home: the same state and completeness as the page of step 6."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from renjana.alur.models import Run
from renjana.organisasi.models import Bidang
from renjana.organisasi.queries import kalender_around
from renjana.pengumpulan import rules
from renjana.pengumpulan.models import Isian
from renjana.pengumpulan.queries import format_of, isian_of, isian_url, rows_by_bidang
from renjana.pengumpulan.views.penghimpunan import badge_of


@dataclass(frozen=True)
class BidangState:
    """One bidang: parts complete of all parts over its sub kegiatan, the badge (tone, word, icon) of its isian, why it was returned or ""."""

    bidang: Bidang
    filled: int
    total: int
    rows: int
    url: str
    badge: tuple[str, str, str]
    alasan: str


@dataclass(frozen=True)
class Collection:
    """A run's collection. `due_at` is the deadline for filling, None when the format names none."""

    run: Run
    title: str
    due_at: datetime | None
    states: list[BidangState]


def collection_of(run: Run, now: datetime, *, only: Sequence[int] | None = None) -> Collection | None:
    """Every bidang of a run whose format is out, or only these; None while there is nothing to show. At most nine queries."""
    kept = format_of(run)
    if kept is None or kept.diterbitkan is None:
        return None
    handed_out = [one for one in isian_of(run) if only is None or (one.bidang_id in only and one.status != Isian.Status.BELUM)]
    if not handed_out:
        return None
    plans, calendar = rows_by_bidang(run), kalender_around(run.perangkat_daerah, now)
    states = []
    for isian in handed_out:
        isian.run = run
        rows = plans.get(isian.bidang.kode, ())
        parts = rules.completeness(rows, kept.kolom).values()
        filled, total = sum(part[0] for part in parts), sum(part[1] for part in parts)
        badge, alasan = badge_of(isian, kept.tenggat, now, calendar), isian.alasan if isian.status == Isian.Status.DIKEMBALIKAN else ""
        states.append(BidangState(isian.bidang, filled, total, len(rows), isian_url(isian), badge, alasan))
    return Collection(run, str(run.tahap), kept.tenggat, states)
