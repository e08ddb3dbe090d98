"""Bring lists into the plan and keep rows of it. Each import is one transaction: everything or nothing."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Model

from renjana.organisasi.models import Bidang, Orang
from renjana.renja.lists import read_realisasi, read_rkpd, read_usulan
from renjana.renja.models import (
    Indikator,
    IndikatorLayanan,
    RancanganRkpd,
    RealisasiLalu,
    RencanaSubKegiatan,
    SalinanSipd,
    SumberDanaRencana,
    Tahap,
    Usulan,
)
from renjana.renja.values import LayananValue, RencanaValue
from renjana.renstra.faults import Fault, ImportFault

BATCH = 500


def import_realisasi(tahap: Tahap, text: str, *, file: str = "realisasi.csv") -> int:
    """Take the realisation of earlier years from a CSV, in place of what was there; the number of rows. Raises ImportFault with every fault."""
    rows, faults = read_realisasi(text, main=_main(tahap))
    kept = (RealisasiLalu(tahap=tahap, urutan=order, asal=file, **vars(row)) for order, row in enumerate(rows))
    return _replace(RealisasiLalu, tahap, kept, file, faults)


def import_usulan(tahap: Tahap, text: str, *, file: str = "usulan.csv") -> int:
    """Take the proposals of stakeholders from a CSV, in place of what was there; the number of rows. Raises ImportFault with every fault."""
    rows, faults = read_usulan(text, main=_main(tahap))
    return _replace(Usulan, tahap, (Usulan(tahap=tahap, urutan=order, asal=file, **vars(row)) for order, row in enumerate(rows)), file, faults)


def import_rkpd(tahap: Tahap, text: str, *, file: str = "rkpd.csv") -> int:
    """Take the rancangan awal RKPD from a CSV, in place of what was there; the number of rows. Raises ImportFault with every fault."""
    rows, faults = read_rkpd(text, main=_main(tahap))
    return _replace(RancanganRkpd, tahap, (RancanganRkpd(tahap=tahap, asal=file, **vars(row)) for row in rows), file, faults)


def _replace(model: type[Model], tahap: Tahap, rows: Iterable[Model], file: str, faults: Sequence[Fault]) -> int:
    """Rows of a list in place of what the stage held; the fields of a value are those of its model."""
    if faults:
        raise ImportFault(file, faults)
    with transaction.atomic():
        model._default_manager.filter(tahap=tahap).delete()
        return len(model._default_manager.bulk_create(rows, batch_size=BATCH))


@transaction.atomic
def store_rows(
    tahap: Tahap, bidang: Bidang, rows: Iterable[RencanaValue], *, by: Orang | None, now: datetime, only: Collection[str] | None = None
) -> int:
    """Keep these sub kegiatan as the whole plan of a bidang, in place of what it held before; the number kept. Eight queries however many.

    Rows that stay keep their key, and their version grows. With `only`, stored rows of other codes are left exactly as they are.
    """
    wanted = {row.kode: row for row in rows}
    kept = {row.kode: row for row in RencanaSubKegiatan.objects.select_for_update().filter(tahap=tahap, bidang=bidang)}
    RencanaSubKegiatan.objects.filter(pk__in=[row.pk for kode, row in kept.items() if kode not in wanted]).delete()
    stored = []
    for order, value in enumerate(wanted.values()):
        if only is not None and value.kode in kept and value.kode not in only:
            continue
        row = kept.get(value.kode) or RencanaSubKegiatan(tahap=tahap, bidang=bidang, kode=value.kode, versi=0)
        row.nama, row.pagu, row.pagu_maju, row.lokasi = value.nama, value.pagu, value.pagu_maju, value.lokasi
        row.kelompok_sasaran, row.bulan_awal, row.bulan_akhir = value.kelompok_sasaran, value.bulan_awal, value.bulan_akhir
        row.catatan, row.urutan, row.versi, row.diubah, row.diubah_oleh = value.catatan, order, row.versi + 1, now, by
        stored.append(row)
    RencanaSubKegiatan.objects.bulk_create([row for row in stored if row.pk is None], batch_size=BATCH)
    changed = [row for row in stored if row.kode in kept]
    if changed:
        RencanaSubKegiatan.objects.bulk_update(changed, CHANGED, batch_size=100)
    _store_parts(stored, wanted)
    return len(wanted)


CHANGED = [
    "nama",
    "pagu",
    "pagu_maju",
    "lokasi",
    "kelompok_sasaran",
    "bulan_awal",
    "bulan_akhir",
    "catatan",
    "urutan",
    "versi",
    "diubah",
    "diubah_oleh",
]


def _store_parts(stored: list[RencanaSubKegiatan], wanted: dict[str, RencanaValue]) -> None:
    """Indicators and funding rows of these sub kegiatan, in place of what they had."""
    Indikator.objects.filter(rencana__in=stored).delete()
    SumberDanaRencana.objects.filter(rencana__in=stored).delete()
    Indikator.objects.bulk_create(
        (
            Indikator(
                rencana=row,
                urutan=order,
                uraian=one.uraian,
                tipe=one.tipe,
                satuan=one.satuan,
                target=one.target,
                target_maju=one.target_maju,
            )
            for row in stored
            for order, one in enumerate(wanted[row.kode].indikator)
        ),
        batch_size=BATCH,
    )
    SumberDanaRencana.objects.bulk_create(
        (SumberDanaRencana(rencana=row, kode=one.kode, nama=one.nama, pagu=one.pagu) for row in stored for one in wanted[row.kode].sumber_dana),
        batch_size=BATCH,
    )


@transaction.atomic
def store_layanan(tahap: Tahap, rows: Iterable[LayananValue]) -> int:
    """Keep what the planner says about service indicators, in place of what was said; the number of those about which something is said."""
    said = [row for row in rows if row.spm or row.ikk or row.catatan]
    IndikatorLayanan.objects.filter(tahap=tahap).delete()
    return len(IndikatorLayanan.objects.bulk_create(IndikatorLayanan(tahap=tahap, **vars(row)) for row in said))


def mark_copied(tahap: Tahap, kode: str, sidik: str, *, by: Orang, now: datetime) -> SalinanSipd:
    """Note that a sub kegiatan was copied into SIPD-RI as it stands; a later copy takes the place of an earlier one."""
    kept, _ = SalinanSipd.objects.update_or_create(tahap=tahap, kode=kode, defaults={"sidik": sidik, "disalin": now, "disalin_oleh": by})
    return kept


def unmark_copied(tahap: Tahap, kode: str) -> None:
    """Take the note back."""
    SalinanSipd.objects.filter(tahap=tahap, kode=kode).delete()


def _main(tahap: Tahap) -> str:
    """The agency's main bidang urusan, for X.XX.01."""
    codes = tahap.renja.perangkat_daerah.bidang_urusan
    return str(codes[0]) if codes else ""
