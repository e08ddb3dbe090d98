"""Pages show the hour of the person's own agency, and a public page shows the default again."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from renjana.organisasi import queries
from tests.people import Dinas


@pytest.fixture
def in_papua(dinas: Dinas) -> Any:
    queries.zone_of.cache_clear()
    dinas.pd.pemda.zona = "Asia/Jayapura"
    dinas.pd.pemda.save()
    yield dinas
    queries.zone_of.cache_clear()
    timezone.deactivate()


def test_a_page_shows_the_hour_of_the_agency(client: Client, in_papua: Dinas) -> None:
    client.force_login(in_papua.staf)
    page = client.get("/").content.decode()
    assert " WIT</p>" in page
    assert "jam WIT" in page


def test_the_zone_of_one_request_does_not_leak_into_the_next(client: Client, in_papua: Dinas) -> None:
    client.force_login(in_papua.staf)
    client.get("/")
    client.logout()
    client.get("/bantuan/")
    assert timezone.get_current_timezone_name() == "Asia/Jakarta"
