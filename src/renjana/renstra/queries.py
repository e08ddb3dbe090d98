"""Reads of the nomenclature and the Renstra."""

from collections.abc import Iterable

from django.db.models import Q

from renjana.organisasi.models import PerangkatDaerah
from renjana.renstra.codebook import of_urusan
from renjana.renstra.codes import TEMPLATE, lists_of, parents, resolve, template
from renjana.renstra.models import Nomenklatur, Renstra, Tingkat, VersiNomenklatur
from renjana.renstra.nomenklatur import Entry
from renjana.renstra.rules import Known


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


def known_of(pd: PerangkatDaerah) -> Known:
    """What the current edition says of the codes of an agency, program penunjang resolved; nothing when there is no edition. Two queries."""
    versi, urusan = current_edition(), pd.bidang_urusan
    if versi is None or not urusan:
        return Known()
    lists = lists_of(pd.pemda.kode_wilayah)
    rows = Nomenklatur.objects.filter(of_urusan(urusan), versi=versi).values_list("kode", "tingkat", "nama", "segmen", "kode_sebelumnya")
    names: dict[str, str] = {}
    subs: dict[str, str] = {}
    moved: dict[str, str] = {}
    for kode, tingkat, nama, segmen, olds in rows:
        code = resolve(kode, urusan[0])
        if tingkat != Tingkat.SUB_KEGIATAN:
            names[code] = nama
        elif lists & set(segmen):
            subs[code] = nama
            for old in olds:
                moved.setdefault(resolve(old, urusan[0]), code)
    return Known(names, subs, moved, versi.nama)


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


def renstra_for(perangkat_daerah: PerangkatDaerah, tahun: int) -> Renstra | None:
    """The agency's Renstra in force that covers a year; None when there is none."""
    rows = Renstra.objects.filter(perangkat_daerah=perangkat_daerah, berlaku=True, tahun_awal__lte=tahun, tahun_akhir__gte=tahun)
    return rows.order_by("-tahun_awal").first()


def periods_of(pd: PerangkatDaerah) -> list[Renstra]:
    """Every Renstra of an agency: newest period first, in it the perubahan last made first."""
    return list(Renstra.objects.filter(perangkat_daerah=pd).order_by("-tahun_awal", "-perubahan"))
