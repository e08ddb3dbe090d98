"""What the settings list: people with their jabatan and the state of their account, jabatan with holders, who acts for whom."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Prefetch, Q, QuerySet

from renjana.organisasi.models import Aktivasi, Bidang, Delegasi, Jabatan, Kualifikasi, Orang, PemangkuJabatan, PerangkatDaerah
from renjana.organisasi.nip import clean_nip
from renjana.organisasi.queries import unqualified, wewenang_in
from renjana.sop.definition import SHIPPED, shipped

STATES = (("", "Aktif"), ("belum", "Belum aktivasi"), ("nonaktif", "Nonaktif"))


@dataclass(frozen=True)
class PersonRow:
    """A line of the list of people. `state` is "aktif", "tautan" (a link waits), "belum" (no password, no link) or "nonaktif"."""

    orang: Orang
    posts: tuple[str, ...]
    state: str


def people_of(pd: PerangkatDaerah) -> QuerySet[Orang]:
    """Everybody of an agency, by name."""
    return Orang.objects.filter(perangkat_daerah=pd).order_by("nama", "pk")


def people_rows(pd: PerangkatDaerah, now: datetime, today: date, *, words: str = "", state: str = "") -> list[PersonRow]:
    """People whose name, NIP or e-mail holds the words, with what they hold today. Four queries."""
    found = people_of(pd).filter(is_active=state != "nonaktif")
    if state == "belum":
        found = found.filter(password__startswith=UNUSABLE_PASSWORD_PREFIX)
    if words:
        found = found.filter(Q(nama__icontains=words) | Q(email__icontains=words) | Q(nip__contains=clean_nip(words)))
    holding = PemangkuJabatan.objects.filter(mulai__lte=today).exclude(selesai__lt=today).select_related("jabatan")
    acting = Delegasi.objects.filter(mulai__lte=now, selesai__gte=now).select_related("jabatan")
    waiting = Aktivasi.objects.filter(dipakai__isnull=True, berlaku_sampai__gt=now)
    found = found.prefetch_related(
        Prefetch("pemangku", holding, to_attr="held"), Prefetch("delegasi", acting, to_attr="acts"), Prefetch("aktivasi", waiting, to_attr="links")
    )
    return [PersonRow(orang, _posts(orang), account_state(orang, links=bool(orang.links))) for orang in found]


def _posts(orang: Orang) -> tuple[str, ...]:
    held = [entry.jabatan.nama for entry in orang.held]  # type: ignore[attr-defined]
    return (*held, *(f"{entry.jenis} {entry.jabatan.nama}" for entry in orang.acts))  # type: ignore[attr-defined]


def account_state(orang: Orang, *, links: bool) -> str:
    """ "aktif", "tautan", "belum" or "nonaktif"; `links` tells whether an activation link waits."""
    if not orang.is_active:
        return "nonaktif"
    if orang.has_usable_password():
        return "aktif"
    return "tautan" if links else "belum"


@dataclass(frozen=True)
class PostRow:
    """A jabatan with who holds it today, and who acts for them now."""

    jabatan: Jabatan
    holders: tuple[str, ...]
    acting: tuple[str, ...]
    pelaksana: str


def post_rows(pd: PerangkatDaerah, now: datetime, today: date) -> list[PostRow]:
    """Every jabatan of an agency, actors of the SOP first, then by bidang. Three queries."""
    names = dict(actor_choices(pd))
    posts = list(Jabatan.objects.filter(perangkat_daerah=pd).select_related("bidang", "atasan"))
    held, acting = defaultdict(list), defaultdict(list)
    for entry in PemangkuJabatan.objects.filter(jabatan__in=posts, mulai__lte=today, orang__is_active=True).select_related("orang"):
        if entry.selesai is None or entry.selesai >= today:
            held[entry.jabatan_id].append(entry.orang.nama)
    for act in Delegasi.objects.filter(jabatan__in=posts, mulai__lte=now, selesai__gte=now).select_related("orang"):
        acting[act.jabatan_id].append(f"{act.jenis} {act.orang.nama}")
    order = {actor: place for place, actor in enumerate(names)}
    posts.sort(key=lambda post: (order.get(post.pelaksana, len(order)), post.bidang.urutan if post.bidang else -1, post.nama))
    return [PostRow(post, tuple(held[post.pk]), tuple(acting[post.pk]), names.get(post.pelaksana, post.pelaksana)) for post in posts]


def actor_choices(pd: PerangkatDaerah | None = None) -> list[tuple[str, str]]:
    """The actors of the SOPs that come with the product, as (id, name), and those that this agency names besides."""
    names = {actor.id: actor.nama for kode in SHIPPED for actor in shipped(kode).pelaksana}
    if pd is not None:
        for own in Jabatan.objects.filter(perangkat_daerah=pd).exclude(pelaksana="").values_list("pelaksana", flat=True):
            names.setdefault(own, own)
    return list(names.items())


@dataclass(frozen=True)
class QualificationRow:
    """Somebody who acts in the SOP, what is recorded of them by kind (None when it lacks), and what lacks."""

    orang: int
    nama: str
    pelaksana: str
    kewenangan: Kualifikasi | None
    kemampuan: Kualifikasi | None
    lacks: tuple[str, ...]


def qualification_rows(pd: PerangkatDaerah, now: datetime, today: date) -> list[QualificationRow]:
    """Who plays the actors of the SOP Penyusunan Renja now, with their qualifications that hold today. Four queries."""
    sop, people = shipped(), wewenang_in(pd.pk, now)
    lacking = {entry.orang: entry.lacks for entry in unqualified(sop, people, today)}
    playing: dict[int, tuple[str, str]] = {}
    for actor in sop.pelaksana:
        playing |= {entry.orang: (entry.nama, actor.nama) for entry in people if entry.effective and entry.pelaksana == actor.id}
    valid = Kualifikasi.objects.filter(orang__in=playing, mulai__lte=today).exclude(selesai__lt=today).order_by("mulai")
    held = {(entry.orang_id, entry.jenis): entry for entry in valid}
    return [
        QualificationRow(orang, nama, actor, held.get((orang, "kewenangan")), held.get((orang, "kemampuan")), lacking.get(orang, ()))
        for orang, (nama, actor) in playing.items()
    ]


@dataclass(frozen=True)
class Summary:
    """Where the settings stand: counts, and what still lacks, for the summary list."""

    bidang: int
    has_sekretariat: bool
    posts: int
    vacant: tuple[str, ...]
    people: int
    inactive: int
    acting: tuple[str, ...]
    unqualified: int


def summary_of(pd: PerangkatDaerah, now: datetime, today: date) -> Summary:
    """The summary of an agency's settings. Six queries."""
    sop, people = shipped(), wewenang_in(pd.pk, now)
    played = {entry.pelaksana for entry in people if entry.effective}
    bidang = list(Bidang.objects.filter(perangkat_daerah=pd, aktif=True))
    accounts = list(people_of(pd).filter(is_active=True).values_list("password", flat=True))
    return Summary(
        bidang=len(bidang),
        has_sekretariat=any(entry.sekretariat for entry in bidang),
        posts=Jabatan.objects.filter(perangkat_daerah=pd).count(),
        vacant=tuple(actor.nama for actor in sop.pelaksana if actor.id not in played),
        people=len(accounts),
        inactive=_without_password(accounts),
        acting=tuple(f"{entry.nama}, {entry.acting_for}" for entry in people if entry.acting),
        unqualified=len(unqualified(sop, people, today)),
    )


def _without_password(accounts: Iterable[str]) -> int:
    return sum(1 for password in accounts if password.startswith(UNUSABLE_PASSWORD_PREFIX))
