"""`renjana number`: the next number of the agency's one letter register, reserved for a letter that is written elsewhere."""

import json
import sys
from argparse import Namespace
from datetime import date

from django.db.models import Q
from django.utils import timezone

from renjana.cli.office import agency
from renjana.organisasi.models import Orang, PerangkatDaerah
from renjana.organisasi.refusal import Refused
from renjana.surat.actions import reserve_number
from renjana.surat.models import Surat


def run(words: Namespace) -> int:
    """Draw and print it; 1 with a sentence when it is refused."""
    try:
        print(_told(_drawn(words), as_data=words.json))
    except (LookupError, Refused, ValueError) as fault:
        sys.stderr.write(f"renjana number: {fault.args[0]}\n")
        return 1
    return 0


def _drawn(words: Namespace) -> Surat:
    pd, now = agency(words.pd), timezone.now()
    try:
        day = date.fromisoformat(words.tanggal) if words.tanggal else timezone.localdate(now)
    except ValueError as fault:
        raise ValueError(f"{words.tanggal} bukan tanggal; tulis seperti 2027-01-12.") from fault
    letter = {"jenis": "luar", "klasifikasi": words.klasifikasi, "perihal": words.hal, "kepada": words.kepada}
    return reserve_number(pd, by=_person(pd, words.oleh), now=now, tanggal=day, **letter)


def _person(pd: PerangkatDaerah, word: str) -> Orang:
    found = Orang.objects.filter(Q(nip=word.replace(" ", "")) | Q(email__iexact=word), perangkat_daerah=pd).first()
    if found is None:
        raise LookupError(f"tidak ada orang dengan NIP atau surel {word} pada {pd.nama}.")
    return found


def _told(surat: Surat, *, as_data: bool) -> str:
    if not as_data:
        return surat.nomor
    data = {"nomor": surat.nomor, "urut": surat.urut, "sisipan": surat.sisipan, "tanggal": surat.tanggal.isoformat(), "status": str(surat.status)}
    return json.dumps(data, ensure_ascii=False)
