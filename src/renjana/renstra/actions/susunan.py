"""Add to a Renstra by hand what a sheet leaves out, and take it away again: tujuan, sasaran, indicators."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Max

from renjana.organisasi.actions.perubahan import note
from renjana.organisasi.models import Orang
from renjana.organisasi.refusal import Refused
from renjana.renstra.actions.angka import IndikatorKoreksi, number_text
from renjana.renstra.models import IndikatorRenstra, ItemRenstra, PerubahanAngka, Renstra, Tingkat, TipeIndikator

GOALS = frozenset({Tingkat.TUJUAN, Tingkat.SASARAN})


@transaction.atomic
def add_goal(renstra: Renstra, nama: str, induk: ItemRenstra | None, *, alasan: str, by: Orang, now: datetime) -> ItemRenstra:
    """A new tujuan, or with `induk` (a tujuan) a new sasaran beneath it. Raises Refused for a name that stands already."""
    Renstra.objects.select_for_update(of=("self",)).get(pk=renstra.pk)
    tingkat = Tingkat.SASARAN if induk else Tingkat.TUJUAN
    rows = ItemRenstra.objects.filter(renstra=renstra)
    if rows.filter(tingkat=tingkat, nama__iexact=nama).exists():
        raise Refused(f"{Tingkat(tingkat).label} ini sudah ada pada {renstra}.")
    last = rows.aggregate(last=Max("urutan"))["last"]
    item = ItemRenstra.objects.create(renstra=renstra, tingkat=tingkat, nama=nama, induk=induk, urutan=0 if last is None else last + 1)
    _told(item, [(Tingkat(tingkat).label, "", nama)], alasan=alasan, by=by, now=now)
    return item


@transaction.atomic
def remove_goal(item: ItemRenstra, *, by: Orang, now: datetime) -> None:
    """Take a tujuan or sasaran away that nothing stands beneath. Raises Refused."""
    item = ItemRenstra.objects.select_for_update(of=("self",)).select_related("renstra").get(pk=item.pk)
    if item.tingkat not in GOALS:
        raise Refused("Hanya tujuan dan sasaran yang dapat dihapus di sini.")
    if item.anak.exists() or item.program.exists():
        raise Refused(f"{item.get_tingkat_display()} ini masih menaungi sasaran atau program; pindahkan lebih dahulu.")
    _told(item, [(item.get_tingkat_display(), item.nama, "")], alasan="Dihapus dari Renstra", by=by, now=now)
    item.delete()


@transaction.atomic
def add_indikator(item: ItemRenstra, wanted: IndikatorKoreksi, *, alasan: str, by: Orang, now: datetime) -> IndikatorRenstra:
    """A new indicator of a node, behind those it has. Raises Refused for words that stand already."""
    item = ItemRenstra.objects.select_for_update(of=("self",)).select_related("renstra").get(pk=item.pk)
    if item.indikator.filter(uraian__iexact=wanted.uraian).exists():
        raise Refused("Indikator ini sudah ada pada baris ini.")
    last = item.indikator.aggregate(last=Max("urutan"))["last"]
    found = IndikatorRenstra.objects.create(
        item=item,
        urutan=0 if last is None else last + 1,
        uraian=wanted.uraian,
        satuan=wanted.satuan,
        tipe=wanted.tipe,
        capaian_awal=wanted.capaian_awal,
        target={str(year): str(number) for year, number in sorted(wanted.target.items())},
        target_akhir=wanted.target_akhir,
    )
    _grown(item)
    _told(item, [("Indikator", "", _words(found))], alasan=alasan, by=by, now=now)
    return found


@transaction.atomic
def remove_indikator(indikator: IndikatorRenstra, *, by: Orang, now: datetime) -> None:
    """Take an indicator away; its words and targets stay in the history."""
    item = ItemRenstra.objects.select_for_update(of=("self",)).select_related("renstra").get(pk=indikator.item_id)
    _told(item, [("Indikator", _words(indikator), "")], alasan="Dihapus dari Renstra", by=by, now=now)
    indikator.delete()
    _grown(item)


@transaction.atomic
def serve_goal(item: ItemRenstra, sasaran: ItemRenstra | None, *, alasan: str, by: Orang, now: datetime) -> None:
    """Say which sasaran a program serves. Raises Refused when it is that already."""
    item = ItemRenstra.objects.select_for_update(of=("self",)).select_related("renstra", "sasaran").get(pk=item.pk)
    if item.tingkat != Tingkat.PROGRAM or (sasaran is not None and sasaran.renstra_id != item.renstra_id):
        raise Refused("Sasaran hanya dapat dipilih untuk program, dari Renstra yang sama.")
    if item.sasaran == sasaran:
        raise Refused("Belum ada yang diubah.")
    before = item.sasaran.nama if item.sasaran else ""
    item.sasaran = sasaran
    _grown(item)
    _told(item, [("Sasaran", before, sasaran.nama if sasaran else "")], alasan=alasan, by=by, now=now)


def _grown(item: ItemRenstra) -> None:
    item.versi += 1
    item.save(update_fields=["versi", "sasaran"])


def _words(one: IndikatorRenstra) -> str:
    targets = ", ".join(f"{year} {number_text(Decimal(number))}" for year, number in sorted(one.target.items()))
    final = f"; akhir {number_text(one.target_akhir)}" if one.target_akhir is not None else ""
    return f"{one.uraian} ({one.satuan or 'tanpa satuan'}, {TipeIndikator(one.tipe).label}){': ' + targets if targets else ''}{final}"


def _told(item: ItemRenstra, lines: Iterable[tuple[str, str, str]], *, alasan: str, by: Orang, now: datetime) -> None:
    objek = f"{item.kode} {item.nama}".strip()[:300]
    for kolom, before, after in lines:
        PerubahanAngka.objects.create(
            renstra=item.renstra, item=item, waktu=now, oleh=by, nama_oleh=by.nama, objek=objek, kolom=kolom, lama=before, baru=after, alasan=alasan
        )
        verb = "ditambahkan" if not before else "dihapus" if not after else "diganti"
        note(by.perangkat_daerah, f"{item.renstra}, {objek[:120]}: {kolom.lower()} {verb} ({alasan}).", by=by, now=now)
