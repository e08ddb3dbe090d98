"""Bring in the nomenclature and the Renstra. Each import is one transaction: everything or nothing."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from renjana.organisasi.models import PerangkatDaerah
from renjana.renstra.faults import Fault, ImportFault
from renjana.renstra.models import IndikatorRenstra, ItemRenstra, Nomenklatur, Renstra, VersiNomenklatur
from renjana.renstra.nomenklatur import EDITION, SOURCE, Entry, read_nomenklatur, shipped
from renjana.renstra.plan import RenstraBaca
from renjana.renstra.queries import parent_names
from renjana.renstra.rules import read_renstra
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


def read_renstra_file(pd: PerangkatDaerah, content: bytes, *, tahun_awal: int, file: str = "renstra.xlsx") -> RenstraBaca:
    """What a Renstra sheet says, with its doubts and faults; nothing is stored. Raises ImportFault for a file that cannot be read."""
    try:
        sheets = read_workbook(content, name=file)
    except WorkbookFault as fault:
        raise ImportFault(file, [Fault(0, "", str(fault))]) from fault
    return read_renstra(sheets, tahun_awal=tahun_awal, bidang_urusan=pd.bidang_urusan, names=parent_names(pd.bidang_urusan))


def import_renstra(pd: PerangkatDaerah, content: bytes, *, tahun_awal: int, now: datetime, file: str = "renstra.xlsx") -> Renstra:
    """Take the agency's Renstra of a period from a sheet; what the period held before is replaced. Raises ImportFault with every fault.

    `now` dates the basis that is shown with the Renstra.
    """
    found = read_renstra_file(pd, content, tahun_awal=tahun_awal, file=file)
    if found.faults:
        raise ImportFault(file, found.faults)
    return store_renstra(pd, found, dasar=f"Berkas {file}, dibaca {now:%d-%m-%Y}")


@transaction.atomic
def store_renstra(pd: PerangkatDaerah, found: RenstraBaca, *, dasar: str) -> Renstra:
    """Keep what was read, in place of what the period held before; a Renja that points to the Renstra keeps pointing to it."""
    renstra, _ = Renstra.objects.update_or_create(
        perangkat_daerah=pd, tahun_awal=found.tahun_awal, defaults={"tahun_akhir": found.tahun_akhir, "dasar": dasar[:300]}
    )
    ItemRenstra.objects.filter(renstra=renstra).delete()
    rows: list[ItemRenstra] = [
        ItemRenstra(
            renstra=renstra,
            tingkat=item.tingkat,
            kode=item.kode,
            nama=item.nama,
            urutan=order,
            pagu={str(year): money for year, money in item.pagu.items()},
            lokasi=item.lokasi,
        )
        for order, item in enumerate(found.items)
    ]
    waiting = dict(enumerate(found.items))
    while waiting:
        ready = [place for place, item in waiting.items() if item.induk is None or item.induk not in waiting]
        for place in ready:
            induk = waiting.pop(place).induk
            rows[place].induk = rows[induk] if induk is not None else None
        ItemRenstra.objects.bulk_create([rows[place] for place in ready], batch_size=BATCH)
    IndikatorRenstra.objects.bulk_create(
        (
            IndikatorRenstra(
                item=rows[place],
                urutan=order,
                uraian=one.uraian,
                satuan=one.satuan,
                tipe=one.tipe,
                capaian_awal=one.capaian_awal,
                target={str(year): str(number) for year, number in one.target.items()},
                target_akhir=one.target_akhir,
            )
            for place, item in enumerate(found.items)
            for order, one in enumerate(item.indikator)
        ),
        batch_size=BATCH,
    )
    return renstra
