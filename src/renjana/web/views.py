"""Home per role, search, help, accessibility statement, health."""

from datetime import datetime
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from renjana.organisasi.models import Orang
from renjana.organisasi.queries import Wewenang, wewenang_of
from renjana.web import health, queries
from renjana.web.guide import GUIDES, guide_of
from renjana.web.home import home_of
from renjana.web.navigation import address


def _person(request: HttpRequest) -> tuple[Orang, tuple[Wewenang, ...], datetime]:
    """Who asks, with what authority, at what hour; what the policy middleware found is used again."""
    now: datetime = getattr(request, "now", None) or timezone.now()
    orang = cast(Orang, request.user)
    authority: tuple[Wewenang, ...] | None = getattr(request, "wewenang", None)
    return orang, wewenang_of(orang, now) if authority is None else authority, now


@never_cache
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """What waits for this person, by role; then how the years stand."""
    orang, authority, now = _person(request)
    return render(request, "web/home.html", {"home": home_of(orang, authority, now), "now": now, "start_url": address("disposisi:mulai")})


@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """Rows of the plan, letters and years that hold the words; a contact person finds only the own bidang."""
    orang, authority, _ = _person(request)
    words = request.GET.get("q", "")[:200]
    peran = {entry.peran for entry in authority}
    own = [entry.bidang for entry in authority if entry.bidang] if peran <= {"bidang"} else None
    return render(request, "web/search.html", {"words": words, "hits": queries.search(orang, words, bidang=own)})


@require_GET
def help_index(request: HttpRequest) -> HttpResponse:
    """Every help page."""
    return render(request, "web/help.html", {"guides": GUIDES})


@require_GET
def help_page(request: HttpRequest, halaman: str) -> HttpResponse:
    """One help page."""
    guide = guide_of(halaman)
    if guide is None:
        raise Http404("Halaman bantuan ini tidak ada.")
    return render(request, "web/help_page.html", {"guide": guide, "guides": GUIDES})


@require_GET
def accessibility(request: HttpRequest) -> HttpResponse:
    """What works for whom, and whom to tell when it does not."""
    return render(request, "web/accessibility.html")


@never_cache
@require_GET
def status(request: HttpRequest) -> JsonResponse:
    """Health for a monitor: 200 when all is well, else 503 with what is not."""
    parts: dict[str, Any] = health.check()
    well = all(part["baik"] for part in parts.values())
    return JsonResponse({"baik": well, "bagian": parts}, status=200 if well else 503)
