"""Puts the policy before every view: who is asking, by what authority, at what hour."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from renjana.organisasi.models import Bidang
from renjana.organisasi.once import one_request
from renjana.organisasi.policy import POLICY, Decision, decide
from renjana.organisasi.queries import Wewenang, wewenang_in, zone_of

REFUSAL = "Halaman ini bukan untuk peran Anda. Bila seharusnya boleh, minta pengelola memeriksa jabatan Anda."


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
            return redirect_to_login(request.get_full_path())
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
