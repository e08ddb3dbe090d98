"""Every file that should never have been sent, at the doors of the Renstra, the nomenclature and the source data: nothing stored, the server well."""

import resource
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from renjana.alur.models import Event
from renjana.bahan.models import CadanganBahan
from renjana.organisasi.models import Perubahan
from renjana.renja.models import RancanganRkpd, RealisasiTriwulan
from renjana.renstra.models import ImporRenstra, ItemRenstra, Nomenklatur, VersiNomenklatur
from tests.bahan.stage import Stage, a_stage
from tests.people import a_dinas
from tests.renstra.evil import EVIL

pytestmark = pytest.mark.once  # what a file holds is judged before any row is written

SECONDS = 2.0
KINDS = (ItemRenstra, Nomenklatur, VersiNomenklatur, RancanganRkpd, RealisasiTriwulan, CadanganBahan, Event, Perubahan)
DOORS: dict[str, dict[str, str]] = {
    "/renstra/impor/": {"tahun_awal": "2025"},
    "/nomenklatur/impor/": {"nama": "jahat"},
    "/renja/2027/bahan/rkpd/impor/": {"cara": "ganti"},
    "/renja/2026/bahan/triwulan/impor/": {"cara": "tambah"},
}


def spent() -> float:
    """CPU seconds of this process and of its children so far: what a busy machine cannot lengthen."""
    both = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in both)


def counts() -> list[int]:
    return [kind.objects.count() for kind in KINDS]


@pytest.fixture(scope="module")
def stage(kept: Callable[[Callable[[], Any]], Any]) -> Stage:
    """Built once; each test rolls back to it."""
    return kept(lambda: a_stage(a_dinas()))  # type: ignore[no-any-return]


@pytest.fixture
def planner(stage: Stage, db: None) -> Client:
    client = Client()
    client.force_login(deepcopy(stage.dinas.perencana))
    return client


def test_there_are_more_than_sixty_of_them() -> None:
    assert len(EVIL) >= 60


@pytest.mark.parametrize("name", EVIL)
def test_it_is_refused_or_comes_to_nothing_within_two_seconds(planner: Client, name: str) -> None:
    content, before = EVIL[name](), counts()
    for door, data in DOORS.items():
        begun = spent()
        answer = planner.post(door, data | {"berkas": SimpleUploadedFile(f"{name}.xlsx", content)})
        taken = spent() - begun
        assert taken < SECONDS, (door, taken)
        if door == "/renstra/impor/" and answer.status_code == 302:
            at = answer["Location"]
            assert planner.get(at, follow=True).status_code == 200
            assert planner.post(at, {})["Location"] == f"{at}pemetaan/"
            ImporRenstra.objects.all().delete()
        else:
            assert (answer.status_code, 'role="alert"' in answer.content.decode()) == (422, True), door
        assert planner.get(door).status_code == 200
    assert counts() == before


@pytest.mark.parametrize("text", ["=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "-2+3", "\t=1", "\r=1"])
def test_text_that_looks_like_a_formula_stays_text(planner: Client, text: str) -> None:
    quoted = text.replace('"', '""')
    file = SimpleUploadedFile("u.csv", f'pengusul,uraian\n"Kecamatan","{quoted}"\n'.encode())
    assert planner.post("/renja/2027/bahan/usulan/impor/", {"berkas": file, "cara": "ganti"}).status_code == 302
    content = planner.get("/renja/2027/bahan/usulan/berkas.xlsx").content
    assert b"<f>" not in content
    again = SimpleUploadedFile("u.xlsx", content)
    assert planner.post("/renja/2027/bahan/usulan/impor/", {"berkas": again, "cara": "ganti"}).status_code == 302
