"""What every page knows: who is signed in, where one can go, how much waits."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from django.db.models import Count, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from renjana.alur.models import Pemberitahuan
from renjana.alur.queries import inbox
from renjana.organisasi.dates import zone_name
from renjana.organisasi.models import Orang, Peran
from renjana.organisasi.queries import Wewenang, wewenang_of
from renjana.web.navigation import address, bottom_entries, personal_entries, primary_entries

VERSION = version("renjana")


@dataclass(frozen=True)
class Frame:
    """What the frame of a page prints: the agency and its government, how many tasks and unread notices wait for the person."""

    agency: str = ""
    government: str = ""
    tasks: int = 0
    notices: int = 0


def page(request: HttpRequest) -> dict[str, Any]:
    """Context of every page. `frame` is one query, made when the template first reads it."""
    user = getattr(request, "user", None)
    common = {"product_version": VERSION, "sop_url": address("prosedur:sop", kode="penyusunan-renja")}
    if user is None or not user.is_authenticated:
        return common
    authority = authority_of(request, user)
    roles = frozenset(entry.peran for entry in authority)
    return common | {
        "roles": roles,
        "role_name": role_name(roles),
        "zone_name": zone_name(timezone.localtime()),
        "primary_nav": primary_entries(request.path, roles),
        "bottom_nav": bottom_entries(request.path, roles),
        "personal_nav": personal_entries(roles),
        "notices_url": address("alur:notices"),
        "sign_out_url": address("organisasi:sign_out"),
        "frame": SimpleLazyObject(lambda: frame_of(user, authority)),
    }


def authority_of(request: HttpRequest, user: Orang) -> Sequence[Wewenang]:
    """What the policy found; asked anew only where it was never asked: at an address that does not exist."""
    found: Sequence[Wewenang] = getattr(request, "wewenang", ())
    return found if found or request.resolver_match is not None else wewenang_of(user, timezone.now())


def role_name(roles: frozenset[str]) -> str:
    """The one role that the header prints: the highest the person has."""
    return next((str(peran.label).split(" (")[0] for peran in Peran if peran.value in roles), "")


def frame_of(orang: Orang, authority: Sequence[Wewenang]) -> Frame:
    """The frame for this person. One query."""
    tasks = inbox(orang, authority).order_by().values("status").annotate(n=Count("pk")).values("n")
    unread = Pemberitahuan.objects.filter(orang=orang.pk, dibaca__isnull=True).order_by().values("orang").annotate(n=Count("pk")).values("n")
    found = Orang.objects.filter(pk=orang.pk).values_list(
        "perangkat_daerah__nama", "perangkat_daerah__pemda__nama", Coalesce(Subquery(tasks), 0), Coalesce(Subquery(unread), 0)
    )
    agency, pemda, waiting, notices = found.get()
    return Frame(agency, f"Pemerintah {pemda}", waiting, notices)
