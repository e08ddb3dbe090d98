"""Home per role, search, help, accessibility statement, health."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from renjana.alur.http import now_of, person
from renjana.organisasi.queries import Wewenang, wewenang_in
from renjana.web import health, queries
from renjana.web.guide import GUIDES, guide_of
from renjana.web.home import home_of
from renjana.web.navigation import address


def _everyone(request: HttpRequest) -> tuple[Wewenang, ...]:
    """All authority in the person's agency at this hour, as the policy read it."""
    found: tuple[Wewenang, ...] | None = getattr(request, "people", None)
    return wewenang_in(person(request).perangkat_daerah_id, now_of(request)) if found is None else found


@never_cache
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """What waits for this person, by role; then how the years stand."""
    now = now_of(request)
    home = home_of(person(request), _everyone(request), now)
    return render(request, "web/home.html", {"home": home, "now": now, "start_url": address("disposisi:mulai")})


@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """Rows of the plan, letters and years that hold the words; a contact person finds only the own bidang."""
    orang = person(request)
    authority = [entry for entry in _everyone(request) if entry.orang == orang.pk]
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
