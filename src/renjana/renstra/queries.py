"""Reads of the nomenclature and the Renstra."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.db.models.expressions import Value
from django.db.models.functions import Replace, Upper

from renjana.organisasi.models import PerangkatDaerah
from renjana.renstra.codes import TEMPLATE, normalize, parents, resolve, search_key, template
from renjana.renstra.models import IndikatorRenstra, ItemRenstra, Nomenklatur, Renstra, Tingkat, VersiNomenklatur
from renjana.renstra.nomenklatur import Entry


def entry_of(row: Nomenklatur) -> Entry:
    """A row of the nomenclature as a value."""
    return Entry(row.kode, row.tingkat, row.nama, row.kinerja, row.indikator, row.satuan, tuple(row.tag), row.spm, tuple(row.kode_sebelumnya))


def entries_for(versi: int, codes: Iterable[str]) -> dict[str, Entry]:
    """The entries of these codes (resolved, as 2.16.01...) and of all codes above them, by the code as asked. One query.

    A code of program penunjang that the edition lists only under X.XX is found there; absent codes are absent.
    """
    asked = {step for code in codes for step in (*parents(code), code)}
    stored = {row.kode: entry_of(row) for row in Nomenklatur.objects.filter(versi=versi, kode__in={*asked, *map(template, asked)})}
    found = {}
    for code in asked:
        entry = stored.get(code) or stored.get(template(code))
        if entry is not None:
            found[code] = entry
    return found


def parent_names(bidang_urusan: Sequence[str]) -> dict[str, str]:
    """Names of program and kegiatan of these bidang urusan in the current edition, program penunjang resolved to the first. Two queries."""
    versi = current_edition()
    if versi is None or not bidang_urusan:
        return {}
    wanted = Q(kode__startswith=f"{TEMPLATE}.")
    for code in bidang_urusan:
        wanted |= Q(kode__startswith=f"{code}.") | Q(kode=code)
    rows = Nomenklatur.objects.filter(wanted, versi=versi).exclude(tingkat=Tingkat.SUB_KEGIATAN).values_list("kode", "nama")
    return {resolve(kode, bidang_urusan[0]): nama for kode, nama in rows}


def successors(versi: int, bidang_urusan: Iterable[str]) -> dict[str, str]:
    """Old code to the code that took its place, within these bidang urusan and program penunjang. One query."""
    prefixes = Q(kode__startswith=f"{TEMPLATE}.")
    for code in bidang_urusan:
        prefixes |= Q(kode__startswith=f"{code}.")
    rows = Nomenklatur.objects.filter(prefixes, versi=versi).exclude(kode_sebelumnya=[]).order_by("kode").values_list("kode", "kode_sebelumnya")
    found: dict[str, str] = {}
    for kode, olds in rows:
        for old in olds:
            found.setdefault(old, kode)
    return found


def current_edition() -> VersiNomenklatur | None:
    """The edition imported last, which a new plan is made with; None before any was installed."""
    return VersiNomenklatur.objects.order_by("-dibuat", "-id").first()


def search_nomenklatur(
    versi: int, text: str = "", *, bidang_urusan: Sequence[str] = (), tingkat: str = Tingkat.SUB_KEGIATAN
) -> QuerySet[Nomenklatur]:
    """Entries whose code (with or without points) or name holds every word of `text`, in order of code.

    With `bidang_urusan` only theirs and program penunjang, and only the lists of kabupaten/kota.
    """
    rows = Nomenklatur.objects.filter(versi=versi).order_by("kode")
    if tingkat:
        rows = rows.filter(tingkat=tingkat)
    if bidang_urusan:
        wanted = Q(kode__startswith=f"{TEMPLATE}.")
        for code in bidang_urusan:
            wanted |= Q(kode=code) | Q(kode__startswith=f"{code}.")
        rows = rows.filter(wanted)
    rows = rows.annotate(ringkas=Upper(Replace("kode", Value("."), Value(""))))
    for word in text.split():
        code = normalize(word)
        by_code = Q(ringkas__startswith=search_key(word)) | (Q(kode__startswith=template(code)) if code else Q())
        rows = rows.filter(by_code | Q(nama__icontains=word) | Q(indikator__icontains=word))
    return rows


def renstra_for(perangkat_daerah: PerangkatDaerah, tahun: int) -> Renstra | None:
    """The agency's Renstra that covers a year; None when there is none."""
    return Renstra.objects.filter(perangkat_daerah=perangkat_daerah, tahun_awal__lte=tahun, tahun_akhir__gte=tahun).order_by("-tahun_awal").first()


@dataclass(frozen=True)
class RenstraLine:
    """A node as the page shows it: money by year in whole rupiah, parents as sums of what is beneath them."""

    tingkat: str
    kode: str
    nama: str
    indikator: tuple[tuple[str, str], ...]
    pagu: tuple[int, ...]


def renstra_lines(renstra: Renstra) -> tuple[list[RenstraLine], dict[int, int]]:
    """The nodes of a Renstra in its order, and the total by year. Two queries."""
    years = range(renstra.tahun_awal, renstra.tahun_akhir + 1)
    items = list(ItemRenstra.objects.filter(renstra=renstra).order_by("urutan").values_list("id", "induk", "tingkat", "kode", "nama", "pagu"))
    own = {pk: {int(year): int(money) for year, money in pagu.items()} for pk, _, _, _, _, pagu in items}
    sums: dict[int, dict[int, int]] = {pk: dict.fromkeys(years, 0) for pk in own}
    above = {pk: induk for pk, induk, *_ in items}
    total = dict.fromkeys(years, 0)
    for pk, amounts in own.items():
        for year in years:
            money = amounts.get(year, 0)
            total[year] += money
            step: int | None = pk
            while step is not None and money:
                sums[step][year] += money
                step = above.get(step)
    indikator: dict[int, list[tuple[str, str]]] = {}
    for item, uraian, satuan in (
        IndikatorRenstra.objects.filter(item__renstra=renstra).order_by("item", "urutan").values_list("item", "uraian", "satuan")
    ):
        indikator.setdefault(item, []).append((uraian, satuan))
    lines = [
        RenstraLine(tingkat, kode, nama, tuple(indikator.get(pk, ())), tuple(sums[pk][year] for year in years))
        for pk, _, tingkat, kode, nama, _ in items
    ]
    return lines, total
