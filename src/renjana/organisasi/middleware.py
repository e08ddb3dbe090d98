"""Puts the policy before every view: who is asking, by what authority, at what hour."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from renjana.organisasi.models import Bidang
from renjana.organisasi.once import one_request
from renjana.organisasi.policy import POLICY, SAFE, Decision, Row, decide
from renjana.organisasi.queries import Wewenang, wewenang_in, zone_of

SIGN_OUT = "organisasi:sign_out"
REFUSAL = "Halaman ini bukan untuk peran Anda."


def to_sign_in(request: HttpRequest, row: Row) -> HttpResponse:
    """The way to sign in and back. A press that was not carried out leads back to the page it was made on, and `belum` has it told there."""
    if request.method in SAFE:
        return redirect_to_login(request.get_full_path())
    if request.path == resolve_url(SIGN_OUT):
        return redirect_to_login("/")
    came = request.headers.get("Referer", "")
    known = url_has_allowed_host_and_scheme(came, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    page = urlsplit(came)._replace(scheme="", netloc="", fragment="").geturl() if known else request.get_full_path() if row.read else "/"
    return redirect(f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': page, 'belum': '1'}, safe='/')}")


class PolicyMiddleware:
    """Allows, refuses or sends to sign-in by the policy table.

    Sets `request.now`, `request.people` (everybody's authority in the agency), `request.wewenang` (the person's own) and `request.roles`.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        timezone.deactivate()
        request.now = timezone.now()  # type: ignore[attr-defined]
        request.people, request.wewenang, request.roles = (), (), frozenset()  # type: ignore[attr-defined]
        with one_request():
            return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]) -> HttpResponse | None:
        """Decide before the view runs. An address without a row is refused."""
        match = request.resolver_match
        name = match.view_name if match else ""
        row = POLICY.get(name)
        if row is None:
            if settings.DEBUG or getattr(settings, "STRICT_POLICY", False):
                raise ImproperlyConfigured(f"Alamat {name} tidak punya baris pada organisasi/policy.py.")
            raise PermissionDenied(REFUSAL)
        authority = self._authority(request)
        own = self._own_bidang(request, kwargs, authority) if row.own_bidang and request.user.is_authenticated else None
        roles = frozenset(entry.peran for entry in authority)
        decision = decide(row, roles=roles, signed_in=request.user.is_authenticated, method=request.method or "GET", own_bidang=own)
        if decision is Decision.SIGN_IN:
            return to_sign_in(request, row)
        if decision is Decision.FORBID:
            raise PermissionDenied(REFUSAL)
        if decision is Decision.MISSING:
            raise Http404
        return None

    def _authority(self, request: HttpRequest) -> tuple[Wewenang, ...]:
        if not request.user.is_authenticated:
            return ()
        orang = request.user
        timezone.activate(zone_of(orang.perangkat_daerah_id))
        people = wewenang_in(orang.perangkat_daerah_id, request.now)  # type: ignore[attr-defined]
        authority = tuple(entry for entry in people if entry.orang == orang.pk)
        request.people, request.wewenang = people, authority  # type: ignore[attr-defined]
        request.roles = frozenset(entry.peran for entry in authority)  # type: ignore[attr-defined]
        return authority

    def _own_bidang(self, request: HttpRequest, kwargs: dict[str, Any], authority: tuple[Wewenang, ...]) -> bool | None:
        if "bidang" not in kwargs:
            return None
        mine = [entry.bidang for entry in authority if entry.bidang is not None]
        return Bidang.objects.filter(pk__in=mine, kode=kwargs["bidang"]).exists()
