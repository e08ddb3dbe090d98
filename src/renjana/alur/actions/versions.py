"""Keep an SOP definition as a version with its moves and the actors of its steps."""

import hashlib
from datetime import datetime

from django.db import transaction

from renjana.alur.models import Pelaku, SopVersi, Transisi
from renjana.alur.rules import Refused
from renjana.organisasi.models import PerangkatDaerah
from renjana.sop.definition import load
from renjana.sop.flow import transitions
from renjana.sop.model import Sop


@transaction.atomic
def install_sop(text: str, *, now: datetime, perangkat_daerah: PerangkatDaerah | None = None) -> SopVersi:
    """Keep an SOP definition as a version with its allowed moves and who carries each step; the same text twice is kept once.

    Raises DefinitionError with every fault.
    """
    sop = load(text)
    sidik = hashlib.sha256(text.encode()).hexdigest()
    versi, made = SopVersi.objects.get_or_create(
        perangkat_daerah=perangkat_daerah,
        kode=sop.kode,
        versi=sop.versi,
        defaults={"nama": sop.nama, "isi": text, "sidik": sidik, "dibuat": now},
    )
    if not made:
        if versi.sidik != sidik:
            raise Refused(f"SOP {sop.kode} versi {sop.versi} sudah ada dengan isi lain; naikkan nomor versinya.")
        return versi
    allow_runs(versi, sop)
    return versi


def allow_runs(versi: SopVersi, sop: Sop) -> None:
    """Keep the moves of an SOP and who carries its steps, so that runs can be pinned to this version; within the caller's transaction."""
    Transisi.objects.bulk_create(Transisi(sop=versi, dari=dari, hasil=hasil, ke=ke) for dari, hasil, ke in transitions(sop))
    Pelaku.objects.bulk_create(
        Pelaku(sop=versi, langkah=step.nomor, pelaksana=actor) for step in sop.langkah for actor in dict.fromkeys(step.pelaksana)
    )
