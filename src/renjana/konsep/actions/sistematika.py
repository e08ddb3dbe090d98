"""Step 8: another order of chapters for a document that is being written."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from renjana.alur.actions import record
from renjana.alur.models import Run
from renjana.alur.queries import must_act, task_for
from renjana.alur.rules import Refused
from renjana.konsep.actions import open_document
from renjana.konsep.models import Komentar, Subbab
from renjana.konsep.queries import order_of, rows_of
from renjana.konsep.sistematika import SISTEMATIKA, Sistematika
from renjana.organisasi.models import Orang
from renjana.renja.models import Renja, Tahap


@dataclass(frozen=True)
class Reordered:
    """What became of the texts: numbers before and after, and the numbers whose text waits because the new order has no place for it."""

    pindah: tuple[tuple[str, str], ...]
    tinggal: tuple[str, ...]


@transaction.atomic
def choose_order(run: Run, kode: str, *, by: Orang, now: datetime) -> Reordered:
    """Write the document in another order of chapters.

    A text goes along to the subbab of its topic with its corrections, and counts as unread again while it is the prepared one. What has no
    place there waits under its own order. Raises Refused while such a subbab has an open correction, and when another stage of the same
    Renja is written or was written in the present order.
    """
    must_act(task_for(run, "konsep.penyusunan"), by, now)
    renja = Renja.objects.select_for_update().get(pk=run.tahap.renja_id)
    run.tahap.renja = renja
    before, after = order_of(run), SISTEMATIKA.get(kode)
    if after is None or after == before:
        raise Refused(f"Pilih sistematika lain; dokumen ini memakai {before.dasar}.")
    if Tahap.objects.filter(renja=renja).exclude(pk=run.tahap_id).exists():
        raise Refused("Sistematika berlaku bagi semua tahap Renja ini; tahap lain sudah ada, sehingga tidak dapat lagi diganti.")
    open_document(run)
    rows = list(rows_of(run))
    _must_be_settled(rows, after)
    renja.regulasi = kode
    renja.save(update_fields=["regulasi"])
    waiting = tuple(row.nomor for row in rows if row.isi and after.about(_topic(before, row)) is None)
    done = Reordered(_move(rows, after), waiting)
    open_document(run)
    data = {"dari": before.kode, "ke": kode, "pindah": [list(pair) for pair in done.pindah], "tinggal": list(done.tinggal)}
    record(run, "sistematika", f"Sistematika dokumen diganti: {before.dasar} menjadi {after.dasar}.", by=by, now=now, data=data)
    return done


def _topic(order: Sistematika, row: Subbab) -> str:
    return next((entry.topik for entry in order.bagian if entry.nomor == row.nomor), "")


def _must_be_settled(rows: list[Subbab], after: Sistematika) -> None:
    order = SISTEMATIKA[rows[0].sistematika]
    without = [row.pk for row in rows if after.about(_topic(order, row)) is None]
    open_ones = Komentar.objects.filter(subbab__in=without, status=Komentar.Status.TERBUKA).order_by("subbab__urutan")
    if numbers := sorted(set(open_ones.values_list("subbab__nomor", flat=True))):
        raise Refused(f"Subbab {', '.join(numbers)} tidak ada pada {after.dasar}, tetapi masih memiliki koreksi terbuka; selesaikan dahulu.")


def _move(rows: list[Subbab], after: Sistematika) -> tuple[tuple[str, str], ...]:
    """Give the rows that have a place in the new order its numbers; the pairs of numbers before and after."""
    order = SISTEMATIKA[rows[0].sistematika]
    places = {entry.topik: (number, entry) for number, entry in enumerate(after.bagian, 1)}
    moved = []
    for row in rows:
        place = places.get(_topic(order, row))
        if place is None:
            continue
        moved.append((row.nomor, place[1].nomor))
        row.sistematika, row.urutan, row.nomor, row.judul = after.kode, place[0], place[1].nomor, place[1].judul
        row.sumber = Subbab.Sumber.DITULIS if row.isi else Subbab.Sumber.SIAP
        row.versi += 1
    Subbab.objects.bulk_update(rows, ["sistematika", "urutan", "nomor", "judul", "sumber", "versi"])
    return tuple(moved)
