"""Bring in the Renstra and say which version is in force. Each import is one transaction: everything or nothing."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from renjana.organisasi.actions.perubahan import locked, note
from renjana.organisasi.models import Orang, PerangkatDaerah
from renjana.organisasi.refusal import Refused
from renjana.renstra.faults import Fault, ImportFault
from renjana.renstra.models import IndikatorRenstra, ItemRenstra, Renstra
from renjana.renstra.pemetaan import Pemetaan
from renjana.renstra.plan import RenstraBaca
from renjana.renstra.queries import known_of
from renjana.renstra.rules import read_renstra
from renjana.renstra.workbook import SheetRows, WorkbookFault, read_workbook

BATCH = 500


def read_sheets(content: bytes, *, file: str) -> tuple[SheetRows, ...]:
    """The worksheets of a file. Raises ImportFault for a file that cannot be read."""
    try:
        return read_workbook(content, name=file)
    except WorkbookFault as fault:
        raise ImportFault(file, [Fault(0, "", str(fault), kind="berkas")]) from fault


def read_renstra_file(
    pd: PerangkatDaerah, content: bytes, *, tahun_awal: int, file: str = "renstra.xlsx", pemetaan: Pemetaan | None = None
) -> RenstraBaca:
    """What a Renstra sheet says, with its doubts and faults; nothing is stored. Raises ImportFault for a file that cannot be read."""
    return understand(pd, read_sheets(content, file=file), tahun_awal=tahun_awal, pemetaan=pemetaan)


def understand(pd: PerangkatDaerah, sheets: Sequence[SheetRows], *, tahun_awal: int, pemetaan: Pemetaan | None = None) -> RenstraBaca:
    """The same for sheets that are read already."""
    return read_renstra(sheets, tahun_awal=tahun_awal, bidang_urusan=pd.bidang_urusan, known=known_of(pd), pemetaan=pemetaan)


def import_renstra(pd: PerangkatDaerah, content: bytes, *, tahun_awal: int, now: datetime, file: str = "renstra.xlsx") -> Renstra:
    """Take the agency's Renstra of a period from a sheet; what the period held before is replaced. Raises ImportFault with every fault.

    `now` dates the basis that is shown with the Renstra.
    """
    found = read_renstra_file(pd, content, tahun_awal=tahun_awal, file=file)
    if found.faults:
        raise ImportFault(file, found.faults)
    return store_renstra(pd, found, dasar=f"Berkas {file}, dibaca {now:%d-%m-%Y}")


@transaction.atomic
def store_renstra(pd: PerangkatDaerah, found: RenstraBaca, *, dasar: str, as_perubahan: bool = False) -> Renstra:
    """Keep what was read: in place of what the version in force held, or beside it as a perubahan that is in force from now on.

    A Renja that points to a version keeps pointing to it.
    """
    locked(pd)
    of_period = Renstra.objects.filter(perangkat_daerah=pd, tahun_awal=found.tahun_awal)
    before = of_period.filter(berlaku=True).first()
    if before is not None and as_perubahan:
        last = of_period.order_by("-perubahan").values_list("perubahan", flat=True).first() or 0
        of_period.update(berlaku=False)
        renstra = Renstra(perangkat_daerah=pd, tahun_awal=found.tahun_awal, perubahan=last + 1)
    else:
        renstra = before or Renstra(perangkat_daerah=pd, tahun_awal=found.tahun_awal)
    renstra.tahun_akhir, renstra.dasar = found.tahun_akhir, dasar[:300]
    renstra.save()
    if renstra == before:
        ItemRenstra.objects.filter(renstra=renstra).delete()
    _store_items(renstra, found)
    return renstra


def _store_items(renstra: Renstra, found: RenstraBaca) -> None:
    """The nodes of a Renstra with their indicators. A query per level of the tree and one for the indicators, in batches."""
    rows = [
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
        ready = [place for place, item in waiting.items() if {item.induk, item.sasaran}.isdisjoint(waiting)]
        for place in ready:
            item = waiting[place]
            rows[place].induk = rows[item.induk] if item.induk is not None else None
            rows[place].sasaran = rows[item.sasaran] if item.sasaran is not None else None
        for place in ready:
            del waiting[place]
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


@transaction.atomic
def put_in_force(renstra: Renstra, *, by: Orang, now: datetime) -> Renstra:
    """Make a version the one that new plans of its period use. Raises Refused when it is already."""
    locked(by.perangkat_daerah)
    renstra = Renstra.objects.select_for_update(of=("self",)).get(pk=renstra.pk)
    if renstra.berlaku:
        raise Refused(f"{renstra} sudah berlaku.")
    Renstra.objects.filter(perangkat_daerah=renstra.perangkat_daerah_id, tahun_awal=renstra.tahun_awal).update(berlaku=False)
    renstra.berlaku = True
    renstra.save(update_fields=["berlaku"])
    note(by.perangkat_daerah, f"{renstra} diberlakukan untuk Renja yang baru.", by=by, now=now)
    return renstra
