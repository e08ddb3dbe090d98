"""Reads of steps 2, 3 and 6: the format, who fills what, what each bidang planned, who is to be reached."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q
from django.urls import reverse

from renjana.alur.models import Run, Task
from renjana.alur.queries import open_task, sop_of
from renjana.organisasi.dates import tanggal_waktu
from renjana.organisasi.models import Bidang, Orang, Peran
from renjana.organisasi.queries import Wewenang, kalender_around, wewenang_in, wewenang_of, zone_of
from renjana.pengumpulan import rules
from renjana.pengumpulan.columns import KEYS, chosen
from renjana.pengumpulan.known import Known, completed, known_from
from renjana.pengumpulan.merging import Cells, mark_of
from renjana.pengumpulan.models import Format, Isian, Pengampu, VersiBaris
from renjana.pengumpulan.reading import cells_of
from renjana.renja.models import RencanaSubKegiatan, Renja, Tahap
from renjana.renja.queries import rencana_values, renstra_values
from renjana.renja.rules import prefill
from renjana.renja.values import RencanaValue, RenstraValue
from renjana.renstra.codes import TEMPLATE, resolve
from renjana.renstra.models import ItemRenstra, Nomenklatur, Tingkat
from renjana.renstra.nomenklatur import shipped, sumber_dana
from renjana.renstra.queries import entry_of
from renjana.sop.flow import step as langkah_of
from renjana.sop.jadwal import ends_from

OFTEN = frozenset({"1.1", "1.1.4.16", "1.2.1.01.01", "1.2.1.01.02", "1.3.1", "1.4.1", "2.2.1.01.03", "2.2.1.01.04"})
"""PAD, BLUD, DBH, DAU, hibah, SiLPA, DAK fisik and nonfisik."""
MOST_PLACES, MOST_UNITS = 60, 20
HELPERS = frozenset({Peran.PERENCANA, Peran.STAF})
"""Who may fill for a bidang: its workbook often comes by WhatsApp to the Staf."""


def secret() -> bytes:
    """The key that seals workbooks; it never leaves this installation."""
    return hashlib.sha256(b"renjana.pengumpulan:" + settings.SECRET_KEY.encode()).digest()


def format_of(run: Run) -> Format | None:
    """The format of a run, draft or published; None before anybody drew one up. One query."""
    return Format.objects.select_related("diterbitkan_oleh").filter(run=run).first()


PREPARED = ("format__kosong", "format__tiap_bidang", "format__isi_awal")
"""What a run is read with for `prepared_of`."""


def prepared_of(run: Run) -> Format | None:
    """The format of a run with its prepared files; None before anybody drew one up. No query when the run was read with PREPARED."""
    try:
        return run.format
    except Format.DoesNotExist:
        return None


def columns_of(run: Run) -> tuple[str, ...]:
    """Keys of the columns that the format asks for; all of them before there is one."""
    kept = format_of(run)
    return tuple(column.key for column in chosen(kept.kolom)) if kept else KEYS


def asked_columns(isian: Isian) -> tuple[str, ...]:
    """What a bidang is asked to fill: everything, or, when it sent an earlier version, the code, the indicator and what is new. One query."""
    kept = format_of(isian.run)
    if kept is None:
        return KEYS
    asks = tuple(column.key for column in chosen(kept.kolom))
    earlier = next((one for one in kept.riwayat if one["versi"] == isian.versi_dikirim), None)
    if earlier is None:
        return asks
    known = {column.key for column in chosen(earlier["kolom"])}
    return tuple(key for key in asks if key in {"kode", "indikator"} or key not in known)


def isian_of(run: Run) -> list[Isian]:
    """Every isian of a run, the sekretariat and each bidang in their order. One query, the format of the run included."""
    people = ("disampaikan_oleh", "diisi_oleh", "dikirim_oleh", "diputuskan_oleh")
    return list(Isian.objects.filter(run=run).select_related("bidang", "run__format", *people))


def active_bidang(run: Run) -> list[Bidang]:
    """The sekretariat and the bidang that have to fill, in their order. One query."""
    return list(Bidang.objects.filter(perangkat_daerah=run.perangkat_daerah_id, aktif=True))


def rows_by_bidang(run: Run) -> dict[str, tuple[RencanaValue, ...]]:
    """What each bidang planned, by its code. Three queries."""
    found: dict[str, list[RencanaValue]] = defaultdict(list)
    for row in rencana_values(run.tahap_id):
        found[row.bidang].append(row)
    return {kode: tuple(rows) for kode, rows in found.items()}


def rows_of(isian: Isian) -> tuple[RencanaValue, ...]:
    """What one bidang planned, in order of code. Three queries."""
    return rows_by_bidang(isian.run).get(isian.bidang.kode, ())


def bases_of(isian: Isian, marks: Mapping[str, str], stored: Sequence[RencanaValue]) -> dict[str, Cells | None]:
    """The cells behind the marks that an editor began from, by code; None for a row that nobody remembers. One query."""
    found: dict[str, Cells | None] = {row.kode: cells_of(row) for row in stored if marks.get(row.kode) == mark_of(row)}
    missing = {kode: tanda for kode, tanda in marks.items() if kode not in found}
    if missing:
        rows = VersiBaris.objects.filter(isian=isian, kode__in=missing, tanda__in=missing.values()).values_list("kode", "tanda", "sel")
        kept = {(kode, tanda): sel for kode, tanda, sel in rows}
        found |= {kode: kept.get((kode, tanda)) for kode, tanda in missing.items()}
    return found


def current_kerja(run: Run) -> str:
    """The work of the step that waits now; "" when the run has ended. One query."""
    langkah = run.task.filter(status=Task.Status.TERBUKA).values_list("langkah", flat=True).first()
    return "" if langkah is None else langkah_of(sop_of(run.sop), langkah).kerja


def gathered_by(run: Run, now: datetime, task: Task | None = None) -> datetime | None:
    """When the gathering of step 6 is due, or would be if each step took its standard from now on; None when it is over.

    One query; none when the open `task` is given.
    """
    task, sop = task or open_task(run), sop_of(run.sop)
    if task is None:
        return None
    ends = ends_from(sop, task.langkah, max(now, task.jatuh_tempo), kalender_around(run.perangkat_daerah, now))
    return next((ends.get(step.nomor) for step in sop.langkah if step.kerja == rules.GATHER), None)


def renja_of(run: Run) -> Renja:
    """The Renja with what the format needs of it. One query."""
    return Renja.objects.select_related("perangkat_daerah__pemda", "versi_nomenklatur", "renstra").get(pk=run.tahap.renja_id)


def known_for(renja: Renja, plan: RenstraValue | None = None) -> Known:
    """What lines are held against: the sub kegiatan of the edition, names of the Renstra. Two queries; one when the Renstra was read."""
    urusan = tuple(renja.perangkat_daerah.bidang_urusan)
    wanted = Q(kode__startswith=f"{TEMPLATE}.")
    for code in urusan:
        wanted |= Q(kode__startswith=f"{code}.")
    stored = Nomenklatur.objects.filter(wanted, versi=renja.versi_nomenklatur_id, tingkat=Tingkat.SUB_KEGIATAN).order_by("kode")
    if plan is None and renja.renstra_id:
        names = dict(ItemRenstra.objects.filter(renstra=renja.renstra_id).exclude(kode="").values_list("kode", "nama"))
    else:
        names = {item.kode: item.nama for item in plan.items if item.kode} if plan else {}
    return known_from(map(entry_of, stored), urusan, renja.versi_nomenklatur.nama, names=names)


def parent_names(renja: Renja) -> dict[str, str]:
    """Names of programs and kegiatan by resolved code: from the edition, else from the Renstra, else as shipped. Two queries."""
    main = next(iter(renja.perangkat_daerah.bidang_urusan), "")
    levels = [Tingkat.PROGRAM, Tingkat.KEGIATAN]
    names = {resolve(entry.kode, main): entry.nama for entry in shipped() if entry.tingkat in levels}
    if renja.renstra_id:
        names |= dict(ItemRenstra.objects.filter(renstra=renja.renstra_id, tingkat__in=levels).values_list("kode", "nama"))
    stored = Nomenklatur.objects.filter(versi=renja.versi_nomenklatur_id, tingkat__in=levels).values_list("kode", "nama")
    return names | {resolve(kode, main): nama for kode, nama in stored}


def planned_rows(renja: Renja, known: Known, plan: RenstraValue | None = None) -> tuple[RencanaValue, ...]:
    """What the Renstra plans for the year of the Renja, with name, indicator and unit of the nomenclature where the Renstra has none.

    `bidang` is "". Two queries, none when the Renstra was read; empty without a Renstra.
    """
    if renja.renstra is None:
        return ()
    rows = prefill(plan or renstra_values(renja.renstra), renja.tahun, successors=known.successors)
    return tuple(completed(row, known.entries.get(row.kode)) for row in rows)


def pengampu_of(run: Run) -> dict[str, str]:
    """Bidang by code of program, kegiatan or sub kegiatan; rules.NOT_PLANNED for what is not planned. One query."""
    rows = Pengampu.objects.filter(run=run).values_list("kode", "bidang__kode")
    return {kode: bidang or rules.NOT_PLANNED for kode, bidang in rows}


def last_bidang(renja: Renja, successors: Mapping[str, str]) -> dict[str, str]:
    """Who planned a sub kegiatan in earlier years, the latest last; replaced codes come under the new one. One query."""
    rows = RencanaSubKegiatan.objects.filter(tahap__renja__perangkat_daerah=renja.perangkat_daerah_id, tahap__renja__tahun__lt=renja.tahun)
    found: dict[str, str] = {}
    for kode, bidang in rows.filter(bidang__aktif=True).order_by("tahap__renja__tahun").values_list("kode", "bidang__kode"):
        found[kode] = found[successors.get(kode, kode)] = bidang
    return found


def last_rows(isian: Isian, renja: Renja, known: Known) -> dict[str, RencanaValue]:
    """What the bidang planned last year in the latest stage that holds rows, by this year's code. At most four queries."""
    own = Q(renja__perangkat_daerah=renja.perangkat_daerah_id, renja__tahun=renja.tahun - 1, renja__jenis=Renja.Jenis.MURNI)
    stages = Tahap.objects.filter(own, rencana__bidang=isian.bidang_id).distinct()
    order = list(Tahap.Jenis.values)
    latest = max(stages, key=lambda tahap: order.index(tahap.jenis), default=None)
    rows = rencana_values(latest.pk) if latest else ()
    found: dict[str, RencanaValue] = {}
    for row in rows:
        kode = known.successors.get(row.kode, row.kode)
        if row.bidang == isian.bidang.kode and kode in known.entries:
            found.setdefault(kode, replace(row, kode=kode, nama=known.name_of(kode)))
    return found


def fills(entries: Iterable[Wewenang], bidang: Bidang) -> bool:
    """Whether this authority lets a person fill the isian of a bidang: its own contact, or who helps every bidang of the agency."""
    return any(entry.effective and (entry.peran in HELPERS or (entry.peran == Peran.BIDANG and entry.bidang == bidang.pk)) for entry in entries)


def may_fill(orang: Orang, bidang: Bidang, now: datetime) -> bool:
    """The same for a person at an hour. Two queries."""
    return orang.perangkat_daerah_id == bidang.perangkat_daerah_id and fills(wewenang_of(orang, now), bidang)


def contacts(run: Run, now: datetime) -> dict[int, list[Orang]]:
    """Who is reached for each bidang, by its id: the holders of its contact post. Three queries."""
    entries = [entry for entry in wewenang_in(run.perangkat_daerah_id, now) if entry.effective and entry.peran == Peran.BIDANG and entry.bidang]
    people = Orang.objects.in_bulk({entry.orang for entry in entries})
    found: dict[int, list[Orang]] = defaultdict(list)
    for entry in entries:
        if entry.bidang is not None and people[entry.orang] not in found[entry.bidang]:
            found[entry.bidang].append(people[entry.orang])
    return dict(found)


def zone(run: Run) -> ZoneInfo:
    """The zone in which the agency of a run reads its clock."""
    return ZoneInfo(zone_of(run.perangkat_daerah_id))


def said_at(run: Run, moment: datetime | None) -> str:
    """A moment as it is read in the agency: "8 Januari 2027, 16.00 WIB"; "" for none."""
    return "" if moment is None else tanggal_waktu(moment, zone(run))


def warning_of(run: Run, tenggat: datetime | None, now: datetime, task: Task | None = None) -> str:
    """What to think over when bidang may fill until `tenggat`; "" for nothing. One query; none when the open `task` is given."""
    until = gathered_by(run, now, task)
    return rules.deadline_warning(tenggat, until, said_at(run, until))


@dataclass(frozen=True)
class Choices:
    """What dropdowns offer."""

    satuan: tuple[str, ...]
    sumber_dana: tuple[str, ...]
    kode: tuple[str, ...]
    lokasi: tuple[str, ...]


def known_places(renja: Renja) -> tuple[str, ...]:
    """The Pemda, its capital, and the places that the agency named before, the most used first. One query."""
    pd = renja.perangkat_daerah
    rows = RencanaSubKegiatan.objects.filter(tahap__renja__perangkat_daerah=pd).exclude(lokasi="").order_by().values_list("lokasi", flat=True)
    items = ItemRenstra.objects.filter(renstra__perangkat_daerah=pd).exclude(lokasi="").order_by().values_list("lokasi", flat=True)
    used = Counter(rows.union(items, all=True))
    first = [pd.pemda.nama, pd.pemda.ibu_kota]
    return tuple(dict.fromkeys(place for place in (*first, *(place for place, _ in used.most_common(MOST_PLACES))) if place))


def common_units(known: Known) -> list[str]:
    """The units that the nomenclature uses most, as the grid offers them; any other can be typed."""
    counted = Counter(entry.satuan for entry in known.entries.values() if entry.satuan)
    return sorted((unit for unit, _ in counted.most_common(MOST_UNITS)), key=str.lower)


def choices_of(renja: Renja, known: Known) -> Choices:
    """Units of the nomenclature, every funding source, the agency's sub kegiatan and the places it named, each as a person reads them."""
    satuan = tuple(sorted({entry.satuan for entry in known.entries.values() if entry.satuan}, key=str.lower))
    dana = tuple(f"{source.kode} {source.nama}" for source in sumber_dana())
    return Choices(satuan, dana, tuple(f"{kode} {entry.nama}" for kode, entry in sorted(known.entries.items())), known_places(renja))


def isian_url(isian: Isian) -> str:
    """The page of a bidang's isian."""
    return reverse("pengumpulan:isian", kwargs={"tahun": isian.run.tahap.renja.tahun, "bidang": isian.bidang.kode})


def divided(run: Run, renja: Renja, known: Known, planned: Sequence[RencanaValue]) -> dict[str, str]:
    """Who fills what: as the planner said, else a first proposal for the planner to look at. At most four queries."""
    said = pengampu_of(run)
    if said or not planned:
        return said
    people, names = active_bidang(run), parent_names(renja)
    first = rules.propose(
        [row.kode for row in planned],
        last=last_bidang(renja, known.successors),
        bidang={one.kode: one.nama for one in people},
        sekretariat=next((one.kode for one in people if one.sekretariat), ""),
        name_of=lambda code: names.get(code, ""),
    )
    return rules.raised(first, [row.kode for row in planned])


def main_sources() -> tuple[str, ...]:
    """The funding sources that most sub kegiatan use, as the grid offers them; every other is found by its code or name."""
    return tuple(f"{source.kode} {source.nama}" for source in sumber_dana() if source.kode in OFTEN)
