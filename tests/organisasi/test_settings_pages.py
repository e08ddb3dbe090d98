"""Every page of the settings opens for who may read it, hides nothing from who may only read, and stays cheap."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from renjana.organisasi.models import Orang
from tests.organisasi.matrix import THINGS, House
from tests.people import Dinas, a_run

PLAIN = ("settings", "agency", "numbering", "changes", "bidang", "posts", "people", "delegations", "qualifications", "calendar", "ramadan")
ASKING = ("bidang_active", "post_remove", "person_active", "holding", "delegation", "qualification", "day_remove", "ramadan_remove")


def page_of(orang: Orang, name: str, **kwargs: int) -> tuple[int, str]:
    client = Client()
    client.force_login(orang)
    answer = client.get(reverse(f"organisasi:{name}", kwargs=kwargs))
    return answer.status_code, answer.content.decode()


@pytest.mark.parametrize("name", PLAIN)
@pytest.mark.parametrize("who", ["admin", "sekretaris", "kadis"])
def test_the_pages_open_for_keepers_and_readers(dinas: Dinas, name: str, who: str) -> None:
    status, page = page_of(dinas.people[who], name)
    assert status == 200
    assert page.count("<h1>") == 1


@pytest.mark.parametrize("name", ["post_add", "person_add"])
def test_new_things_have_a_page(dinas: Dinas, name: str) -> None:
    assert page_of(dinas.admin, name)[0] == 200


@pytest.mark.parametrize("name", ASKING)
def test_what_is_hard_to_take_back_asks_first(dinas: Dinas, name: str) -> None:
    thing = THINGS[f"organisasi:{name}"](House(dinas, a_run(dinas)))
    status, page = page_of(dinas.admin, name, pk=thing.pk)
    assert status == 200
    assert "Batal</a>" in page
    assert type(thing).objects.filter(pk=thing.pk).exists()


@pytest.mark.parametrize(
    ("name", "reason"), [("agency", "Kop diubah oleh pengelola."), ("bidang", "Bidang diubah oleh pengelola."), ("people", "Ditambahkan oleh")]
)
def test_who_only_reads_sees_who_may_change(dinas: Dinas, name: str, reason: str) -> None:
    assert reason in page_of(dinas.kadis, name)[1]


def test_an_empty_agency_says_what_fills_its_lists(dinas: Dinas) -> None:
    assert "Belum ada Plh. atau Plt." in page_of(dinas.admin, "delegations")[1]
    assert "Belum ada catatan" in page_of(dinas.admin, "qualifications")[1]
    assert "Belum ada perubahan" in page_of(dinas.admin, "changes")[1]


def test_the_list_of_people_costs_the_same_for_ten_or_a_hundred(dinas: Dinas, django_assert_max_num_queries: Any) -> None:
    for number in range(100):
        Orang.objects.create_user(f"Orang {number}", email=f"o{number}@contoh.invalid", perangkat_daerah=dinas.pd)
    client = Client()
    client.force_login(dinas.admin)
    with django_assert_max_num_queries(12):
        client.get(reverse("organisasi:people"))


def test_people_are_found_by_name_number_mail_and_state(dinas: Dinas) -> None:
    Orang.objects.filter(pk=dinas.staf.pk).update(is_active=False)
    client = Client()
    client.force_login(dinas.admin)

    def found(query: str) -> list[str]:
        return [row.orang.nama for row in client.get(f"/pengaturan/orang/?{query}").context["rows"]]

    nip = dinas.perencana.nip or ""
    assert found("q=rina") == ["Rina Oktaviani"]
    assert found(f"q={nip[:8]}+{nip[8:14]}") == ["Rina Oktaviani"]
    assert found("q=perencana1@") == ["Rina Oktaviani"]
    assert found("keadaan=nonaktif") == ["Dedi Kurniawan"]
    assert found("q=tidak+ada") == []
