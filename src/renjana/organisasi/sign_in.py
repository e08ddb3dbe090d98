"""Sign-in by NIP or e-mail, with one lock-out mechanism, and single-use activation links. Nothing tells whether a name exists."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.http import HttpRequest

from renjana.organisasi.models import Aktivasi, Orang, PercobaanMasuk
from renjana.organisasi.nip import clean_nip
from renjana.organisasi.once import once

MOST_FAILURES = 10
WINDOW = timedelta(minutes=15)
LINK_DAYS = 7


def find_person(name: str) -> Orang | None:
    """The active person behind a NIP (spaces do not matter) or an e-mail address (case does not matter)."""
    text = name.strip()
    if "@" in text:
        return Orang.objects.filter(email__iexact=text, is_active=True).first()
    return Orang.objects.filter(nip=clean_nip(text), is_active=True).first()


class NipOrEmailBackend(BaseBackend):
    """Django's way in: a name and a password give a person or None, in the same time either way."""

    def authenticate(self, request: HttpRequest | None, username: str = "", password: str = "", **more: Any) -> Orang | None:
        """The person, or None. An unknown name costs one hash too."""
        orang = find_person(username)
        if orang is None or not orang.has_usable_password():
            make_password(password)
            return None
        return orang if orang.check_password(password) else None

    def get_user(self, user_id: int) -> Orang | None:
        """The person of a session, with the agency; None once inactive. No query when the session was read in this request."""
        orang = once(("orang", user_id), lambda: Orang.objects.filter(pk=user_id).select_related("perangkat_daerah__pemda").first())
        return orang if orang is not None and orang.is_active else None


def attempt_key(name: str, address: str) -> str:
    """What tries are counted by: name and network address, as a digest."""
    return hashlib.sha256(f"{clean_nip(name).lower()}|{address}".encode()).hexdigest()


@transaction.atomic
def take_attempt(name: str, address: str, now: datetime) -> datetime | None:
    """Count a try before it is made, so that many at once cannot slip through. None when it may be made, else when the next one may.

    The window begins with the first try. Old counts are swept away when a new one begins.
    """
    key = attempt_key(name, address)
    found, fresh = PercobaanMasuk.objects.select_for_update().get_or_create(kunci=key, defaults={"sejak": now, "gagal": 1})
    if fresh:
        PercobaanMasuk.objects.filter(sejak__lte=now - WINDOW).delete()
        return None
    if found.sejak + WINDOW <= now:
        found.gagal, found.sejak = 0, now
    if found.gagal >= MOST_FAILURES:
        return found.sejak + WINDOW
    found.gagal += 1
    found.save(update_fields=["gagal", "sejak"])
    return None


def forget_failures(name: str, address: str) -> None:
    """A good sign-in ends the count."""
    PercobaanMasuk.objects.filter(kunci=attempt_key(name, address)).delete()


@transaction.atomic
def new_activation(orang: Orang, now: datetime, *, ends_earlier: bool = True) -> str:
    """A fresh single-use token for a person; earlier ones end, unless a stranger may have asked. Only its digest is kept."""
    unused = Aktivasi.objects.filter(orang=orang, dipakai__isnull=True)
    (unused if ends_earlier else unused.filter(berlaku_sampai__lte=now)).delete()
    token = secrets.token_urlsafe(32)
    Aktivasi.objects.create(orang=orang, sidik=_digest(token), berlaku_sampai=now + timedelta(days=LINK_DAYS))
    return token


def find_activation(token: str, now: datetime) -> Aktivasi | None:
    """The activation behind a token while it may be used."""
    found = Aktivasi.objects.filter(sidik=_digest(token), dipakai__isnull=True, berlaku_sampai__gt=now, orang__is_active=True)
    return found.select_related("orang").first()


@transaction.atomic
def use_activation(activation: Aktivasi, password: str, now: datetime) -> bool:
    """Set the password and end every link of the person; False when another request used this one first."""
    if not Aktivasi.objects.filter(pk=activation.pk, dipakai__isnull=True).update(dipakai=now):
        return False
    Aktivasi.objects.filter(orang=activation.orang_id, dipakai__isnull=True).delete()
    activation.orang.set_password(password)
    activation.orang.save(update_fields=["password"])
    return True


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
