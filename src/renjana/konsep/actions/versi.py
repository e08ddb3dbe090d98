"""Drafts get a name, so that people can speak of them."""

from datetime import datetime

from django.db import transaction

from renjana.alur.actions import record
from renjana.konsep.models import VersiKonsep
from renjana.organisasi.models import Orang


@transaction.atomic
def name_version(version: VersiKonsep, nama: str, *, by: Orang, now: datetime) -> VersiKonsep:
    """Give a draft a name, or take it away. Nothing happens when it has that name already."""
    nama = " ".join(nama.split())
    before = VersiKonsep.objects.select_for_update().get(pk=version.pk).nama
    if nama != before:
        VersiKonsep.objects.filter(pk=version.pk).update(nama=nama)
        words = f"Versi {version.nomor} diberi nama “{nama}”." if nama else f"Nama versi {version.nomor} dihapus."
        record(version.run, "versi-dinamai", words, by=by, now=now, data={"versi": version.nomor, "semula": before, "menjadi": nama})
    version.nama = nama
    return version
