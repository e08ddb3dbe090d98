"""Step 8: what a person writes is kept while it is written, and who writes is seen by the others. The document changes only by saving."""

from datetime import datetime, timedelta

from django.db import transaction

from renjana.alur.queries import must_act, task_for
from renjana.konsep.models import Subbab, Suntingan
from renjana.organisasi.models import Orang

AWAY = timedelta(minutes=2)
"""After so long without a word somebody no longer counts as writing."""


@transaction.atomic
def keep_unsaved(subbab: Subbab, isi: str | None, *, versi: int, by: Orang, now: datetime) -> Suntingan:
    """Keep what a person has written so far, and that the person is here; None keeps what there is. No line of history: nothing changed yet.

    `versi` is the subbab's version that the text began from; it stays with the text, so that saving it finds out what others did meanwhile.
    """
    must_act(task_for(subbab.run, "konsep.penyusunan"), by, now)
    found = Suntingan.objects.select_for_update().filter(subbab=subbab, oleh=by).first()
    entry = found or Suntingan(subbab=subbab, oleh=by, sejak=now)
    if now - (entry.terakhir or now) > AWAY:
        entry.sejak = now
    entry.terakhir = now
    if isi is not None:
        entry.isi, entry.berisi, entry.versi = isi, True, versi
    entry.save()
    return entry


@transaction.atomic
def drop_unsaved(subbab: Subbab, *, by: Orang, now: datetime) -> None:
    """Throw away what a person wrote and did not save."""
    must_act(task_for(subbab.run, "konsep.penyusunan"), by, now)
    Suntingan.objects.filter(subbab=subbab, oleh=by).delete()
