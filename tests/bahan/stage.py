"""A year at step 6 with its lists, and somebody who keeps them."""

from dataclasses import dataclass

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from renjana.alur.models import Run
from renjana.renstra.actions import install_nomenklatur
from tests.people import MONDAY, Dinas, a_run


@dataclass
class Stage:
    """The agency, its run of 2027, and the planner's browser."""

    dinas: Dinas
    run: Run
    client: Client

    def get(self, path: str, **data: str) -> HttpResponse:
        return self.client.get(f"/renja/{path}", data)  # type: ignore[return-value]

    def post(self, path: str, **data: object) -> HttpResponse:
        return self.client.post(f"/renja/{path}", data)  # type: ignore[return-value]

    def send(self, path: str, content: bytes, name: str = "data.xlsx", cara: str = "ganti") -> HttpResponse:
        return self.post(f"{path}impor/", berkas=SimpleUploadedFile(name, content), cara=cara)


def a_stage(dinas: Dinas, *, langkah: int = 6) -> Stage:
    """A run of 2027 that stands at a step."""
    run = a_run(dinas, langkah=langkah)
    versi = install_nomenklatur(MONDAY)
    run.tahap.renja.versi_nomenklatur = versi
    run.tahap.renja.save()
    client = Client()
    client.force_login(dinas.perencana)
    return Stage(dinas, run, client)
