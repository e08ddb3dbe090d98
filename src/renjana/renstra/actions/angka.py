"""Correct single figures and words of a Renstra by hand; each one leaves a line with what it was, what it is, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from renjana.organisasi.actions.perubahan import note
from renjana.organisasi.models import Orang
from renjana.organisasi.numerals import desimal_ringkas, rupiah
from renjana.organisasi.refusal import Refused
from renjana.renstra.codes import kegiatan_of, level
from renjana.renstra.models import IndikatorRenstra, ItemRenstra, PerubahanAngka, Tingkat, TipeIndikator

WORDS = {"nama": "Nama", "kode": "Kode", "lokasi": "Lokasi", "uraian": "Indikator", "satuan": "Satuan", "tipe": "Tipe indikator"}


@dataclass(frozen=True)
class IndikatorKoreksi:
    """An indicator as it shall be; `target` by year, absent years are empty."""

    uraian: str
    satuan: str
    tipe: str
    capaian_awal: Decimal | None
    target: Mapping[int, Decimal]
    target_akhir: Decimal | None


@dataclass(frozen=True)
class Koreksi:
    """A node as it shall be: `pagu` by year (sub kegiatan alone), indicators by their key; `versi` is the version that the person saw."""

    versi: int
    nama: str
    kode: str
    lokasi: str
    pagu: Mapping[int, int]
    indikator: Mapping[int, IndikatorKoreksi]
    alasan: str


class Overtaken(Refused):
    """Somebody else changed the node in the meantime."""


@transaction.atomic
def correct_item(item: ItemRenstra, koreksi: Koreksi, *, by: Orang, now: datetime) -> int:
    """Make a node what the correction says; the number of figures that changed. Raises Refused (Overtaken when the person saw an older version)."""
    item = ItemRenstra.objects.select_for_update(of=("self",)).select_related("renstra").get(pk=item.pk)
    if item.versi != koreksi.versi:
        last = item.perubahan_angka.first()
        who = f" oleh {last.nama_oleh}" if last else ""
        raise Overtaken(f"Baris ini baru saja diubah{who}. Muat ulang halaman, lalu isi lagi koreksi Anda.")
    lines = [*_correct_words(item, koreksi), *_correct_pagu(item, koreksi)]
    for indikator in item.indikator.select_for_update(of=("self",)):
        if (wanted := koreksi.indikator.get(indikator.pk)) is not None:
            lines += _correct_indikator(indikator, wanted)
    if not lines:
        raise Refused("Belum ada yang diubah.")
    item.versi += 1
    item.save()
    objek = f"{item.kode} {item.nama}".strip()[:300]
    PerubahanAngka.objects.bulk_create(
        PerubahanAngka(
            renstra=item.renstra,
            item=item,
            waktu=now,
            oleh=by,
            nama_oleh=by.nama,
            objek=objek,
            kolom=kolom[:120],
            lama=before,
            baru=after,
            alasan=koreksi.alasan,
        )
        for kolom, before, after in lines
    )
    note(by.perangkat_daerah, f"{item.renstra}, {objek[:120]}: {len(lines)} isian dikoreksi ({koreksi.alasan}).", by=by, now=now)
    return len(lines)


Line = tuple[str, str, str]


def _correct_words(item: ItemRenstra, koreksi: Koreksi) -> list[Line]:
    lines = []
    if koreksi.kode != item.kode:
        if item.tingkat != Tingkat.SUB_KEGIATAN or level(koreksi.kode) != Tingkat.SUB_KEGIATAN:
            raise Refused("Hanya kode sub kegiatan yang dapat diisi atau diganti di sini, misalnya 2.16.03.2.02.0040.")
        taken = ItemRenstra.objects.filter(renstra=item.renstra_id, kode=koreksi.kode).exclude(pk=item.pk).first()
        if taken is not None:
            raise Refused(f"Kode {koreksi.kode} sudah dipakai oleh {taken.nama}.")
        item.induk = ItemRenstra.objects.filter(renstra=item.renstra_id, kode=kegiatan_of(koreksi.kode)).first() or item.induk
    for field in ("nama", "kode", "lokasi"):
        before, after = getattr(item, field), getattr(koreksi, field)
        if before != after:
            setattr(item, field, after)
            lines.append((WORDS[field], before, after))
    return lines


def _correct_pagu(item: ItemRenstra, koreksi: Koreksi) -> list[Line]:
    if item.tingkat != Tingkat.SUB_KEGIATAN:
        return []
    lines = []
    for year in range(item.renstra.tahun_awal, item.renstra.tahun_akhir + 1):
        before, after = item.pagu.get(str(year)), koreksi.pagu.get(year)
        if before != after:
            lines.append((f"Pagu {year}", "" if before is None else rupiah(before), "" if after is None else rupiah(after)))
    item.pagu = {str(year): money for year, money in sorted(koreksi.pagu.items())}
    return lines


def _correct_indikator(indikator: IndikatorRenstra, wanted: IndikatorKoreksi) -> list[Line]:
    head = f"{indikator.uraian[:60]}: "
    lines: list[Line] = []
    for field in ("uraian", "satuan", "tipe"):
        before, after = getattr(indikator, field), getattr(wanted, field)
        if before != after:
            shown = (TipeIndikator(before).label, TipeIndikator(after).label) if field == "tipe" else (before, after)
            lines.append((head + WORDS[field], *shown))
            setattr(indikator, field, after)
    for field, label in (("capaian_awal", "capaian awal"), ("target_akhir", "target akhir")):
        before, after = getattr(indikator, field), getattr(wanted, field)
        if before != after:
            lines.append((head + label, number_text(before), number_text(after)))
            setattr(indikator, field, after)
    kept = {int(year): Decimal(number) for year, number in indikator.target.items()}
    for year in sorted({*kept, *wanted.target}):
        if kept.get(year) != wanted.target.get(year):
            lines.append((f"{head}target {year}", number_text(kept.get(year)), number_text(wanted.target.get(year))))
    if lines:
        indikator.target = {str(year): str(number) for year, number in sorted(wanted.target.items())}
        indikator.save()
    return lines


def number_text(value: Decimal | None) -> str:
    """A number for the history; "" where there is none."""
    return "" if value is None else desimal_ringkas(value)
