"""What every page knows: who is signed in, where one can go, how much waits."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from renjana import __version__
from renjana.alur.models import Pemberitahuan
from renjana.alur.queries import inbox
from renjana.organisasi.models import Orang, Peran
from renjana.web.navigation import address, bottom_entries, personal_entries, primary_entries


@dataclass(frozen=True)
class Counts:
    """How many tasks and unread notices wait for the person."""

    tasks: int
    notices: int


def page(request: HttpRequest) -> dict[str, Any]:
    """Context of every page. Costs nothing until a template reads it; `counts` is one query, and a view may give its own."""
    user = getattr(request, "user", None)
    common = {"version": __version__, "sop_url": address("alur:sop", kode="penyusunan-renja")}
    if not isinstance(user, SimpleLazyObject | Orang) or not user.is_authenticated:
        return common
    roles: frozenset[str] = getattr(request, "roles", frozenset())
    return common | {
        "agency": SimpleLazyObject(lambda: user.perangkat_daerah.nama),
        "government": SimpleLazyObject(lambda: f"Pemerintah {user.perangkat_daerah.pemda.nama}"),
        "roles": roles,
        "role_name": role_name(roles),
        "zone_name": timezone.localtime().tzname(),
        "primary_nav": primary_entries(request.path),
        "bottom_nav": bottom_entries(request.path),
        "personal_nav": personal_entries(roles),
        "notices_url": address("alur:notices"),
        "sign_out_url": address("organisasi:sign_out"),
        "counts": SimpleLazyObject(_counts_of(request)),
    }


def role_name(roles: frozenset[str]) -> str:
    """The one role that the header prints: the highest the person has."""
    return next((str(peran.label).split(" (")[0] for peran in Peran if peran.value in roles), "")


def _counts_of(request: HttpRequest) -> Callable[[], Counts]:
    def read() -> Counts:
        user = request.user
        unread = (
            Pemberitahuan.objects.filter(orang=OuterRef("pk"), dibaca__isnull=True)
            .order_by()
            .values("orang")
            .annotate(n=Count("pk"))
            .values("n")
        )
        notices = Orang.objects.filter(pk=user.pk).values_list(Coalesce(Subquery(unread), 0), flat=True).first()
        return Counts(tasks=inbox(user, getattr(request, "wewenang", ())).count(), notices=notices or 0)

    return read
