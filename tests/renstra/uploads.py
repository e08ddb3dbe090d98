"""A Renstra sheet brought in through its pages."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from renjana.renstra.models import ImporRenstra


def upload(client: Client, content: bytes, *, name: str = "renstra.xlsx", tahun_awal: int = 2025) -> HttpResponse:
    """Send a sheet; the answer leads to the page that looks it over."""
    return client.post("/renstra/impor/", {"tahun_awal": str(tahun_awal), "berkas": SimpleUploadedFile(name, content)})  # type: ignore[return-value]


def begun(client: Client, content: bytes, **fields: Any) -> str:
    """Send a sheet; the address of its page."""
    answer = upload(client, content, **fields)
    assert answer.status_code == 302, answer.content.decode()
    return f"/renstra/impor/{ImporRenstra.objects.latest('pk').pk}/"
