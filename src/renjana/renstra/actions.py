"""Bring in the nomenclature and the Renstra. Each import is one transaction: everything or nothing."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from renjana.renstra.faults import Fault, ImportFault
from renjana.renstra.models import Nomenklatur, VersiNomenklatur
from renjana.renstra.nomenklatur import EDITION, SOURCE, Entry, read_nomenklatur, shipped
from renjana.renstra.workbook import WorkbookFault, read_workbook

BATCH = 500


@transaction.atomic
def install_nomenklatur(now: datetime) -> VersiNomenklatur:
    """Make the edition that the product ships available; done once, however often it is asked."""
    versi, _ = VersiNomenklatur.objects.get_or_create(nama=EDITION, defaults={"sumber": SOURCE, "dibuat": now})
    if not Nomenklatur.objects.filter(versi=versi).exists():
        _store(versi, shipped())
    return versi


def import_nomenklatur(content: bytes, nama: str, now: datetime, *, file: str = "nomenklatur.xlsx") -> VersiNomenklatur:
    """Take an edition from an SIPD-RI export. An edition of the same name gets the new content. Raises ImportFault with every fault."""
    try:
        entries = read_nomenklatur(read_workbook(content, name=file), file=file)
    except WorkbookFault as fault:
        raise ImportFault(file, [Fault(0, "", str(fault))]) from fault
    with transaction.atomic():
        versi, _ = VersiNomenklatur.objects.update_or_create(nama=nama, defaults={"sumber": f"Ekspor SIPD-RI {file}", "dibuat": now})
        Nomenklatur.objects.filter(versi=versi).delete()
        _store(versi, entries)
    return versi


def _store(versi: VersiNomenklatur, entries: Iterable[Entry]) -> None:
    Nomenklatur.objects.bulk_create(
        (
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
            )
            for entry in entries
        ),
        batch_size=BATCH,
    )
