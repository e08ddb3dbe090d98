"""Bring in and remove editions of the nomenclature. Each is one transaction: everything or nothing."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from renjana.organisasi.actions.perubahan import note
from renjana.organisasi.models import Orang
from renjana.organisasi.refusal import Refused
from renjana.renstra.codes import search_key
from renjana.renstra.faults import Fault, ImportFault
from renjana.renstra.models import Nomenklatur, RincianNomenklatur, VersiNomenklatur
from renjana.renstra.nomenklatur import EDITION, SOURCE, Entry, read_nomenklatur, segments, shipped
from renjana.renstra.workbook import WorkbookFault, read_workbook

BATCH = 2000


@transaction.atomic
def install_nomenklatur(now: datetime) -> VersiNomenklatur:
    """Make the edition that the product ships available; done once, however often it is asked."""
    versi, _ = VersiNomenklatur.objects.get_or_create(nama=EDITION, defaults={"sumber": SOURCE, "dibuat": now})
    if not Nomenklatur.objects.filter(versi=versi).exists():
        _store(versi, shipped())
    return versi


def read_nomenklatur_file(content: bytes, *, file: str = "nomenklatur.xlsx") -> tuple[Entry, ...]:
    """The entries of an SIPD-RI export; nothing is stored. Raises ImportFault with every fault."""
    try:
        return read_nomenklatur(read_workbook(content, name=file), file=file)
    except WorkbookFault as fault:
        raise ImportFault(file, [Fault(0, "", str(fault))]) from fault


def import_nomenklatur(content: bytes, nama: str, now: datetime, *, file: str = "nomenklatur.xlsx", by: Orang | None = None) -> VersiNomenklatur:
    """Take an edition from an SIPD-RI export. An edition of the same name gets the new content. Raises ImportFault with every fault."""
    entries = read_nomenklatur_file(content, file=file)
    with transaction.atomic():
        defaults = {"sumber": f"Ekspor SIPD-RI {file}"[:300], "dibuat": now}
        versi, new = VersiNomenklatur.objects.update_or_create(nama=nama, defaults=defaults)
        RincianNomenklatur.objects.filter(nomenklatur__versi=versi).delete()
        Nomenklatur.objects.filter(versi=versi).delete()
        _store(versi, entries)
        if by is not None:
            verb = "dibaca" if new else "diganti isinya"
            note(by.perangkat_daerah, f"Nomenklatur {nama} {verb} dari {file}: {len(entries)} kode.", by=by, now=now)
    return versi


@transaction.atomic
def remove_nomenklatur(versi: VersiNomenklatur, users: int, *, by: Orang, now: datetime) -> None:
    """Remove an edition that no Renja uses; `users` says how many do. Raises Refused."""
    if users:
        raise Refused(f"Versi {versi.nama} dipakai {users} Renja; versi yang dipakai tidak dapat dihapus.")
    if VersiNomenklatur.objects.count() == 1:
        raise Refused("Ini satu-satunya versi nomenklatur; baca versi lain lebih dahulu.")
    note(by.perangkat_daerah, f"Nomenklatur {versi.nama} dihapus.", by=by, now=now)
    RincianNomenklatur.objects.filter(nomenklatur__versi=versi).delete()
    Nomenklatur.objects.filter(versi=versi).delete()
    versi.delete()


def _store(versi: VersiNomenklatur, entries: Sequence[Entry]) -> None:
    lists = segments(entry.kode for entry in entries)
    rows = [
        Nomenklatur(
            versi=versi,
            kode=entry.kode,
            tingkat=entry.tingkat,
            nama=entry.nama,
            kinerja=entry.kinerja,
            indikator=entry.indikator,
            satuan=entry.satuan[:100],
            tag=list(entry.tag),
            spm=entry.spm,
            kode_sebelumnya=list(entry.kode_sebelumnya),
            ringkas=search_key(entry.kode),
            segmen=lists.get(entry.kode, ""),
            teks=entry.teks,
        )
        for entry in entries
    ]
    Nomenklatur.objects.bulk_create(rows, batch_size=BATCH)
    RincianNomenklatur.objects.bulk_create(
        (
            RincianNomenklatur(nomenklatur=row, definisi=entry.definisi, pelaksana=entry.pelaksana, jenis=entry.jenis, sebelumnya=entry.sebelumnya)
            for row, entry in zip(rows, entries, strict=True)
            if entry.definisi or entry.pelaksana or entry.jenis or entry.sebelumnya
        ),
        batch_size=BATCH,
    )
