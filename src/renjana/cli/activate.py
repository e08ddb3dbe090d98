"""`renjana activate NIP|SUREL`: a fresh single-use link by which a person sets a password."""

import sys
from argparse import Namespace

from django.conf import settings
from django.utils import timezone

from renjana.organisasi.sign_in import LINK_DAYS, find_person, new_activation


def run(words: Namespace) -> int:
    """Print the link; earlier links of this person end."""
    orang = find_person(words.orang)
    if orang is None:
        sys.stderr.write(f"renjana activate: tidak ada orang aktif dengan NIP atau surel {words.orang}.\n")
        return 1
    token = new_activation(orang, timezone.now())
    print(f"{orang.nama}: {settings.BASE_URL}/aktivasi/{token}/")
    print(f"Berlaku {LINK_DAYS} hari, sekali pakai. Tautan lama untuk orang ini tidak berlaku lagi.")
    return 0
