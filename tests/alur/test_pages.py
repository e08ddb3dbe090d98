"""Pages of a run: they open for the cast, say who is awaited, and do what their buttons say."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from renjana.alur import actions
from renjana.alur.models import Pemberitahuan, Run, Task
from renjana.alur.queries import open_task
from renjana.organisasi.models import Orang
from renjana.surat.actions import keep_file
from tests.people import Dinas, a_run

PAGES = ("/tugas/", "/pemberitahuan/", "/renja/", "/renja/2027/", "/renja/2027/alur/", "/renja/2027/jadwal/", "/renja/2027/riwayat/")


def signed_in(orang: Orang) -> Client:
    client = Client()
    client.force_login(orang, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def run(dinas: Dinas) -> Run:
    """A run that stands at step 6 since this morning's work."""
    return a_run(dinas, langkah=6, now=timezone.now() - timedelta(days=3))


def the_open(run: Run) -> Task:
    task = open_task(run)
    assert task is not None
    return task


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("key", ["kadis", "sekretaris", "perencana", "staf"])
def test_every_page_opens(dinas: Dinas, run: Run, key: str, page: str) -> None:
    assert signed_in(dinas.people[key]).get(page).status_code == 200


@pytest.mark.parametrize("page", PAGES[3:])
def test_people_of_another_agency_find_nothing(other_dinas: Dinas, run: Run, page: str) -> None:
    assert signed_in(other_dinas.staf).get(page).status_code == 404


def test_the_run_says_who_is_awaited_and_offers_the_work_to_that_person(dinas: Dinas, run: Run) -> None:
    mine, other = (signed_in(who).get("/renja/2027/").content.decode() for who in (dinas.staf, dinas.perencana))

    assert "<h1>Langkah 6 dari 13, menunggu Dedi Kurniawan</h1>" in mine
    assert "Kerjakan langkah 6" in mine
    assert "Kerjakan langkah 6" not in other
