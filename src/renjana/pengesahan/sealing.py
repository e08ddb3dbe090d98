"""A paper signed by a person in a jabatan, with the certificate that the local authority of the installation gives for both."""

import hashlib
from datetime import datetime
from pathlib import Path

from django.conf import settings

from renjana.organisasi.models import Orang, PerangkatDaerah
from renjana.organisasi.queries import Wewenang
from renjana.pengesahan.authority import Holder, ensure_authority, ensure_signer
from renjana.pengesahan.signing import sign


def signed_by(pdf: bytes, authority: Wewenang, pd: PerangkatDaerah, *, reason: str, by: Orang, now: datetime) -> bytes:
    """The same document signed by this person for the jabatan held or acted for."""
    keys, secret = Path(settings.KEYS), settings.SECRET_KEY
    title = authority.acting_for or authority.jabatan
    mark = hashlib.sha256(title.encode()).hexdigest()[:8]
    holder = Holder(f"orang-{by.pk}-{mark}", by.nama, by.nip or "", title, pd.nama)
    issued = ensure_signer(keys, secret, holder, now)
    return sign(pdf, issued, ensure_authority(keys, secret, pd.nama, now), label=f"Tanda tangan {by.nama}", reason=reason, now=now)
