"""What home shows, by role: one thing to do now, then what follows, then how the years stand."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from renjana.alur.models import Pemberitahuan, Run
from renjana.organisasi.models import Orang, Peran
from renjana.organisasi.queries import Wewenang, zone_of
from renjana.web import health
from renjana.web.collection import Collection, collection_of
from renjana.web.queries import Waiting, Year, late_in, total_pagu, waiting_for, years_of

VERBS = {
    "disposisi.perintah": "Beri perintah",
    "pengumpulan.format": "Susun format",
    "pengumpulan.penyampaian": "Sampaikan format",
    "rapat.undangan": "Buat undangan",
    "rapat.pelaksanaan": "Catat rapat",
    "pengumpulan.penghimpunan": "Himpun isian",
    "analisis.analisis": "Periksa temuan",
    "konsep.penyusunan": "Susun konsep",
    "konsep.koreksi": "Koreksi konsep",
    "pengesahan.pengajuan": "Ajukan dokumen",
    "pengesahan.penandatanganan": "Periksa dan tanda tangani",
    "pengiriman.surat_pengantar": "Buat surat pengantar",
    "pengiriman.pengiriman": "Catat pengiriman",
}
SIGNING = "pengesahan.penandatanganan"
COLLECTING = range(3, 7)


@dataclass(frozen=True)
class Card:
    """The one thing that waits for this person. `pagu` is the total to be signed, None elsewhere."""

    waiting: Waiting
    label: str
    verb: str
    icon: str
    pagu: int | None


@dataclass(frozen=True)
class Health:
    """What an admin looks at first: notices that could not be sent, room on the disk."""

    failed_notices: int
    disk: str
    disk_well: bool


@dataclass(frozen=True)
class Home:
    """Everything on the page; empty parts are not drawn."""

    greeting: str
    subtitle: str
    card: Card | None = None
    more: list[Waiting] = field(default_factory=list)
    years: list[Year] = field(default_factory=list)
    late: list[Waiting] = field(default_factory=list)
    collection: Collection | None = None
    own: Collection | None = None
    health: Health | None = None
    may_start: bool = False


def home_of(orang: Orang, everyone: Sequence[Wewenang], now: datetime) -> Home:
    """Compose the page for the roles that this person holds now. `everyone` is all authority in the agency (organisasi.queries.wewenang_in)."""
    authority = [entry for entry in everyone if entry.orang == orang.pk]
    peran = {entry.peran for entry in authority}
    years = years_of(orang, now, everyone)
    if peran and peran <= {Peran.BIDANG}:
        own = _collection(years, now, only=[entry.bidang for entry in authority if entry.bidang])
        return Home(greeting(orang, now), _own_subtitle(own), own=own)
    tasks = waiting_for(orang, authority, now)
    watches = bool(peran & {Peran.SEKRETARIS, Peran.PERENCANA, Peran.STAF})
    return Home(
        greeting=greeting(orang, now),
        subtitle=_subtitle(tasks, years),
        card=_card(tasks[0]) if tasks else None,
        more=tasks[1:],
        years=years,
        late=[late for late in late_in(orang, now) if late.task not in {task.task for task in tasks}] if watches else [],
        collection=_collection(years, now) if watches else None,
        health=_health() if Peran.ADMIN in peran else None,
        may_start=bool(peran & {Peran.KADIS, Peran.SEKRETARIS}),
    )


def greeting(orang: Orang, now: datetime) -> str:
    """Selamat pagi, Rina Oktaviani: by the hour of the agency's clock."""
    hour = now.astimezone(ZoneInfo(zone_of(orang.perangkat_daerah_id))).hour
    part = "pagi" if hour < 11 else "siang" if hour < 15 else "sore" if hour < 19 else "malam"
    return f"Selamat {part}, {orang.nama.split(',')[0]}"


def _card(first: Waiting) -> Card:
    signing = first.kerja == SIGNING
    label = "Menunggu tanda tangan Anda" if signing else f"Langkah {first.nomor} dari {first.last} menunggu Anda"
    pagu = total_pagu(first.task.run) if signing else None
    return Card(first, label, VERBS.get(first.kerja, "Buka langkah ini"), "pen" if signing else "edit", pagu)


def _subtitle(tasks: Sequence[Waiting], years: Sequence[Year]) -> str:
    if len(tasks) > 1:
        return f"{len(tasks)} langkah menunggu Anda."
    if tasks:
        return "Satu langkah menunggu Anda."
    running = next((year for year in years if year.run.status == Run.Status.BERJALAN), None)
    return f"Tidak ada yang menunggu Anda. {running.title}: {running.state}." if running else "Tidak ada penyusunan yang berjalan."


def _collection(years: Sequence[Year], now: datetime, *, only: Sequence[int] | None = None) -> Collection | None:
    run = next((year.run for year in years if year.done + 1 in COLLECTING and year.run.status == Run.Status.BERJALAN), None)
    return collection_of(run, now, only=only) if run else None


def _own_subtitle(own: Collection | None) -> str:
    return "Isian bidang Anda ada di bawah ini." if own else "Belum ada format yang perlu Anda isi. Anda akan diberi tahu bila format disampaikan."


def _health() -> Health:
    room = health.disk()
    return Health(Pemberitahuan.objects.filter(gagal__gt=0, dikirim__isnull=True).count(), room["keterangan"], room["baik"])
