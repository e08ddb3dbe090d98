"""What was filled and read in, for the origin of a figure: the bidang, the cell of its workbook, versions, who and when, decisions."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import Model, Q
from django.urls import reverse

from renjana.alur.models import Event, Run
from renjana.organisasi.dates import tanggal_waktu
from renjana.pengumpulan.columns import BY_KEY
from renjana.pengumpulan.intake import read_isian
from renjana.pengumpulan.merging import mark_of
from renjana.pengumpulan.models import Isian, UnggahanIsian, UsulanRapat
from renjana.pengumpulan.usulan_indikator import KOLOM as NEW_INDIKATOR
from renjana.rapat.models import KeputusanRapat
from renjana.renja.models import IndikatorInduk, RancanganRkpd, RealisasiLalu, RealisasiTriwulan, RencanaSubKegiatan, Usulan
from renjana.renja.rows import split_key
from renjana.renja.values import PlanValues
from renjana.surat.files import FileDamaged
from renjana.surat.queries import read_file

PLAN_TABLES = frozenset({"t-c-33", "sipd-ri-17"})
FROM_RENSTRA = frozenset({"target_akhir_renstra", "target_n2", "target_n1", "target_n", "target_np1", "proyeksi_n", "proyeksi_np1"})
LISTS = {
    "t-c-29": ("realisasi", "Realisasi tahun lalu"),
    "t-c-31": ("rkpd", "Rancangan awal RKPD"),
    "t-c-32": ("usulan", "Usulan pemangku kepentingan"),
    "e-81-a": ("triwulan", "Realisasi triwulan"),
    "e-81-b": ("triwulan", "Realisasi triwulan"),
}
ROWS: dict[str, type[Model]] = {"realisasi": RealisasiLalu, "rkpd": RancanganRkpd, "usulan": Usulan, "triwulan": RealisasiTriwulan}
SAID = 5
"""How many decisions of the meeting are shown."""


@dataclass(frozen=True)
class Fact:
    """A term with its words, and where they lead ("" for nowhere)."""

    label: str
    text: str
    address: str = ""


@dataclass(frozen=True)
class Told:
    """A line of the history: when, who, what it did to the figure."""

    waktu: datetime
    siapa: str
    teks: str


@dataclass(frozen=True)
class Source:
    """How a figure that was filled came in."""

    cara: str
    facts: tuple[Fact, ...] = ()
    told: tuple[Told, ...] = ()
    decided: tuple[str, ...] = ()


def source_of(run: Run, plan: PlanValues, table: str, kunci: str, kolom: str, *, zone: str) -> Source:
    """The source of a figure that is neither a sum nor computed. At most ten queries, and a process start where a workbook is read again."""
    kode, bidang, order = split_key(kunci)
    if table in PLAN_TABLES and bidang and kolom in BY_KEY:
        return _filled(run, kode, bidang, order, kolom, ZoneInfo(zone))
    if table in PLAN_TABLES and kolom in {"target", "target_maju"}:
        return _of_head(run, plan, kode)
    if (kolom in FROM_RENSTRA and table in {"t-c-30", "sipd-ri-17"}) or kolom.startswith("target_renstra_"):
        return _of_renstra(plan)
    return _of_list(run, plan, LISTS.get(table, LISTS["t-c-29"]), kunci, ZoneInfo(zone))


def _of_head(run: Run, plan: PlanValues, kode: str) -> Source:
    """The target of a program or kegiatan: written by the planner, else taken from the Renstra."""
    if IndikatorInduk.objects.filter(tahap=run.tahap_id, kode=kode).exists():
        return Source("Indikator program atau kegiatan yang ditetapkan perencana untuk tahun ini.")
    return _of_renstra(plan)


def _of_renstra(plan: PlanValues) -> Source:
    if plan.renstra is None:
        return Source("Renstra belum ditautkan dengan Renja ini.")
    period = f"Renstra {plan.renstra.tahun_awal}-{plan.renstra.tahun_akhir}"
    return Source(f"Diambil dari {period}.", (Fact("Sumber", period, reverse("renstra:renstra")),))


def _of_list(run: Run, plan: PlanValues, named: tuple[str, str], kunci: str, zone: ZoneInfo) -> Source:
    """A figure of a list that was read in or typed: its row, and when and by whom the list changed, the latest first."""
    jenis, label = named
    told = [
        Told(event.waktu, event.nama_oleh, event.uraian) for event in run.event.filter(jenis="data", data__jenis=jenis).order_by("-urutan")[:SAID]
    ]
    facts = [Fact("Sumber", label, reverse("bahan:daftar", kwargs={"tahun": plan.tahun, "jenis": jenis})), *_kept(run, jenis, kunci, zone)]
    if jenis == "triwulan":
        facts += [Fact("Unit penanggung jawab", one.unit) for one in plan.evaluasi if one.kode == split_key(kunci)[0] and one.unit][:1]
    return Source(f"Dibaca dari daftar {label.lower()}.", tuple(facts), tuple(told))


def _kept(run: Run, jenis: str, kunci: str, zone: ZoneInfo) -> Iterator[Fact]:
    """What the list keeps beside its row: where it came from, when it changed last."""
    kode, _, order = split_key(kunci)
    agency = {"perangkat_daerah": run.perangkat_daerah_id, "tahun": run.tahap.renja.tahun - 1}
    rows = ROWS[jenis]._default_manager.filter(**agency if jenis == "triwulan" else {"tahap": run.tahap_id})
    rows, order = (rows, int(kode) - 1) if kode.isdecimal() and jenis == "usulan" else (rows.filter(kode=kode), order)
    row = next(iter(rows.values("asal", "diubah", "diubah_oleh__nama")[order : order + 1]), {})
    if row.get("asal"):
        yield Fact("Asal", str(row["asal"]))
    if row.get("diubah"):
        who = f" oleh {row['diubah_oleh__nama']}" if row["diubah_oleh__nama"] else ""
        yield Fact("Terakhir diubah", f"{tanggal_waktu(row['diubah'], zone)}{who}")


def _filled(run: Run, kode: str, bidang: str, order: int, key: str, zone: ZoneInfo) -> Source:
    """A figure that a bidang filled."""
    rows = RencanaSubKegiatan.objects.filter(tahap=run.tahap_id, bidang__kode=bidang, kode=kode)
    row = rows.select_related("bidang", "diubah_oleh").first()
    if row is None:
        return Source("Baris ini sudah dihapus.")
    isian = Isian.objects.filter(run=run, bidang=row.bidang_id).select_related("bidang", "diputuskan_oleh", "run__tahap__renja").first()
    year = {"tahun": run.tahap.renja.tahun}
    who = f" oleh {row.diubah_oleh.nama}" if row.diubah_oleh else ""
    address = reverse("pengumpulan:isian", kwargs=year | {"bidang": bidang}) if isian else ""
    facts = [
        Fact("Bidang", row.bidang.nama, address),
        Fact("Kolom isian", BY_KEY[key].judul(run.tahap.renja.tahun)),
        Fact("Versi baris", f"{row.versi}, diubah {tanggal_waktu(row.diubah, zone)}{who}"),
    ]
    if isian:
        facts += [_status(isian, zone), *_cell(isian, kode, order if BY_KEY[key].per_indikator else 0, key)]
    words = (kode, row.nama, row.bidang.nama)
    nomor = order if BY_KEY[key].per_indikator else 0
    told = tuple(_changes(run, bidang, kode, nomor, key))
    own, named = _proposed(run, row, nomor, key, zone), _decisions(run, words)
    return Source(f"Diisi oleh {row.bidang.nama} pada format pengumpulan.", tuple(facts), told, (*own, *named))


def _status(isian: Isian, zone: ZoneInfo) -> Fact:
    when = f", {tanggal_waktu(isian.diputuskan, zone)}" if isian.diputuskan else ""
    who = f" oleh {isian.diputuskan_oleh.nama}" if isian.diputuskan_oleh else ""
    return Fact("Isian bidang", f"{isian.get_status_display()}{when}{who}")


def _cell(isian: Isian, kode: str, order: int, key: str) -> Iterator[Fact]:
    """The cell of the last workbook that was stored, and whether the row still says what the workbook said."""
    kept = UnggahanIsian.objects.filter(isian=isian, disimpan__isnull=False).select_related("berkas").order_by("-disimpan", "-id").first()
    if kept is None:
        yield Fact("Cara mengisi", "Pada halaman isian, tanpa buku kerja")
        return
    address = reverse("surat:berkas", kwargs={"pk": kept.berkas_id})
    try:
        received = read_isian(isian, read_file(kept.berkas), name=kept.berkas.nama)
    except FileDamaged:
        yield Fact("Buku kerja", f"{kept.berkas.nama}, tetapi berkasnya rusak atau hilang")
        return
    cell = received.reading.cell(kode, order, key) if received.reading else ""
    yield Fact("Buku kerja", kept.berkas.nama, address)
    if not cell:
        yield Fact("Sel", "Baris ini tidak ada pada buku kerja; diisi pada halaman isian")
        return
    stored = {row.kode: mark_of(row) for row in received.rows}
    changed = any(change.kode == kode and change.key == key and change.nomor == order for change in received.changes)
    note = ", tetapi diubah sesudahnya pada halaman isian" if changed and kode in stored else ""
    yield Fact("Sel", f"{cell} pada lembar {received.sheet}{note}")


def _changes(run: Run, bidang: str, kode: str, order: int, key: str) -> Iterator[Told]:
    """Every time this cell was filled or changed, the latest first, from the history of the run."""
    for event in run.event.filter(Q(jenis="isian-diisi", data__bidang=bidang) | Q(jenis="simulasi")).order_by("-urutan"):
        for before, after in _told_cells(event, bidang, kode, order, key):
            change = f"{before} menjadi {after or 'kosong'}" if before else f"Diisi {after}"
            yield Told(event.waktu, event.nama_oleh, f"{change}. {event.uraian}")


def _told_cells(event: Event, bidang: str, kode: str, order: int, key: str) -> Iterator[tuple[str, str]]:
    told = event.data.get("perubahan", ())
    for cell in told.get(bidang, ()) if isinstance(told, dict) else told:
        if cell[:3] == [kode, order, key]:
            yield str(cell[3]), str(cell[4])


def _proposed(run: Run, row: RencanaSubKegiatan, nomor: int, key: str, zone: ZoneInfo) -> Iterator[str]:
    """Changes of this very cell, or of its whole indicator, that the meeting decided on, and what became of them."""
    keys = {key, NEW_INDIKATOR} if BY_KEY[key].per_indikator else {key}
    found = UsulanRapat.objects.filter(run=run, bidang=row.bidang_id, kode=row.kode, kolom__in=keys, nomor=nomor, diajukan__isnull=False)
    for one in found.select_related("diputuskan_oleh"):
        done = "" if one.is_waiting or one.diputuskan is None else f" {tanggal_waktu(one.diputuskan, zone)} oleh {one.diputuskan_oleh}"
        change = f"{one.semula or 'kosong'} menjadi {one.menjadi}; {one.get_status_display().lower()}{done}"
        yield f"Keputusan rapat no. {one.keputusan}, {one.isi}: {change}" + (f" ({one.jawaban})" if one.jawaban else "")


def _decisions(run: Run, words: tuple[str, ...]) -> Iterator[str]:
    """Decisions of the meeting that name the sub kegiatan, or for which the bidang answers."""
    named = [word.lower() for word in words if word]
    for one in KeputusanRapat.objects.filter(rapat__run=run)[:200]:
        text = f"{one.isi} {one.siapa}".lower()
        if any(word in text for word in named):
            yield f"Keputusan {one.nomor}: {one.isi}" + (f" ({one.siapa})" if one.siapa else "")
