"""Every page of the settings opens for who may read it, and says what is wrong when a form is refused."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.people import Dinas

PLAIN = (
    "settings",
    "agency",
    "numbering",
    "changes",
    "bidang",
    "posts",
    "post_add",
    "people",
    "person_add",
    "delegations",
    "qualifications",
    "calendar",
    "ramadan",
)


@pytest.fixture
def admin(dinas: Dinas) -> Client:
    client = Client()
    client.force_login(dinas.admin)
    return client


@pytest.mark.parametrize("name", PLAIN)
def test_the_pages_open_for_the_pengelola(admin: Client, name: str) -> None:
    answer = admin.get(reverse(f"organisasi:{name}"))
    assert answer.status_code == 200
    assert "<h1>" in answer.content.decode()
