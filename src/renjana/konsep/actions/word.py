"""Steps 8 and 9: what was changed in Word becomes corrections and suggestions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_aware, make_aware

from renjana.alur.actions import record
from renjana.alur.models import Run
from renjana.alur.queries import must_act
from renjana.alur.rules import Refused
from renjana.konsep.actions.koreksi import open_work
from renjana.konsep.anchors import SENTENCE
from renjana.konsep.docx.merge import TALK, Proposal
from renjana.konsep.models import Komentar, Subbab
from renjana.konsep.queries import rows_of
from renjana.organisasi.models import Orang

STALE = "Naskah subbab {nomor} berubah sesudah pratinjau dibuat. Unggah berkasnya sekali lagi; tidak ada yang tersimpan."


@dataclass(frozen=True)
class Source:
    """The file that was read: its name, its digest, the draft that it was made of."""

    nama: str
    sha256: str
    versi: int


@transaction.atomic
def propose(run: Run, proposals: Sequence[Proposal], source: Source, *, seen: Mapping[str, int], by: Orang, now: datetime) -> int:
    """Keep the proposals of a Word file, all or none. `seen` are the versions of the subbab that the preview looked at.

    Raises Refused when there is none, or a subbab was written meanwhile.
    """
    task = open_work(run)
    must_act(task, by, now)
    if not proposals:
        raise Refused("Tidak ada perubahan yang dapat diusulkan dari berkas ini.")
    rows = {row.nomor: row for row in Subbab.objects.select_for_update().filter(pk__in=rows_of(run))}
    stale = sorted({one.nomor for one in proposals if one.nomor not in rows or rows[one.nomor].versi != seen.get(one.nomor)})
    if stale:
        raise Refused(STALE.format(nomor=", ".join(stale)))
    Komentar.objects.bulk_create([_row(rows[one.nomor], one, source, by=by, now=now) for one in proposals])
    suggestions = sum(one.tindakan != TALK for one in proposals)
    words = f"{suggestions} usulan dan {len(proposals) - suggestions} koreksi dari berkas Word {source.nama} (versi {source.versi})."
    data = {"berkas": source.nama, "sha256": source.sha256, "versi": source.versi, "usulan": suggestions, "koreksi": len(proposals) - suggestions}
    record(run, "koreksi-word", words, by=by, now=now, task=task, data=data)
    return len(proposals)


def _row(subbab: Subbab, one: Proposal, source: Source, *, by: Orang, now: datetime) -> Komentar:
    return Komentar(
        subbab=subbab,
        jangkar=SENTENCE if one.kutipan or one.tindakan != TALK else Komentar.Jangkar.SUBBAB,
        kutipan=one.kutipan,
        isi=one.isi or f"Perubahan pada berkas Word {source.nama}.",
        usulan=one.usulan,
        tindakan="" if one.tindakan == TALK else one.tindakan,
        penulis=one.oleh[:250],
        ditulis=moment_of(one.waktu),
        oleh=by,
        waktu=now,
    )


def moment_of(text: str) -> datetime | None:
    """When Word says that a change was made; None when it says nothing that is a moment."""
    try:
        found = parse_datetime(text)
    except ValueError:
        return None
    return found if found is None or is_aware(found) else make_aware(found)
