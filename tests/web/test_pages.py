"""Pages of no step: help, accessibility, health, problem pages."""

import json
import re
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404
from django.test import Client, RequestFactory

from renjana.web import errors
from renjana.web.guide import GUIDES
from tests.people import Dinas


@pytest.mark.parametrize("slug", [guide.slug for guide in GUIDES])
def test_every_help_page_opens_without_signing_in(client: Client, db: None, slug: str) -> None:
    answer = client.get(f"/bantuan/{slug}/")
    assert answer.status_code == 200
    assert answer.content.count(b"<h1") == 1


def test_a_help_page_that_does_not_exist_says_so(client: Client, db: None) -> None:
    answer = client.get("/bantuan/tidak-ada/")
    assert answer.status_code == 404
    assert "Halaman bantuan ini tidak ada." in answer.content.decode()


def test_the_statement_on_accessibility_is_public(client: Client, db: None) -> None:
    assert client.get("/aksesibilitas/").status_code == 200


def test_health_is_public_and_names_no_path(client: Client, db: None) -> None:
    answer = client.get("/status/")
    report = json.loads(answer.content)
    assert answer.status_code == 200
    assert report["baik"] is True
    assert sorted(report["bagian"]) == ["database", "disk", "tabel"]
    assert "/" not in "".join(part["keterangan"] for part in report["bagian"].values())


def test_health_refuses_when_the_disk_is_full(client: Client, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("renjana.web.health.ROOM_BYTES", 2**62)
    answer = client.get("/status/")
    assert answer.status_code == 503
    assert json.loads(answer.content)["bagian"]["disk"]["baik"] is False


def a_request(rf: RequestFactory, user: Any) -> Any:
    request = rf.get("/renja/2027/")
    request.user = user
    return request


def test_a_refusal_shows_its_own_sentence_and_a_reference_code(rf: RequestFactory, dinas: Dinas) -> None:
    answer = errors.permission_denied(a_request(rf, dinas.staf), PermissionDenied("Langkah 8 dikerjakan Perencana."))
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "Langkah 8 dikerjakan Perencana." in page
    assert re.search(r"Kode rujukan.*[A-Z2-9]{4}-[A-Z2-9]{4}", page)


def test_a_page_of_another_role_gives_its_advice_once(dinas: Dinas, client: Client) -> None:
    client.force_login(dinas.ikp)
    answer = client.get("/pengaturan/orang/")
    page = answer.content.decode()
    assert (answer.status_code, page.count("Bila seharusnya boleh"), page.count("Halaman ini bukan untuk peran Anda.")) == (403, 1, 1)


def test_a_refusal_without_a_sentence_still_explains(rf: RequestFactory, dinas: Dinas) -> None:
    page = errors.permission_denied(a_request(rf, dinas.staf), PermissionDenied()).content.decode()
    assert "Jabatan Anda saat ini tidak mencakup halaman atau tindakan ini." in page


def test_django_s_english_404_is_not_shown(rf: RequestFactory, dinas: Dinas) -> None:
    page = errors.page_not_found(a_request(rf, dinas.staf), Http404("No Run matches the given query.")).content.decode()
    assert "matches" not in page
    assert "Halaman tidak ditemukan" in page


def test_a_request_that_is_too_big_is_413(rf: RequestFactory, dinas: Dinas) -> None:
    answer = errors.bad_request(a_request(rf, dinas.staf), RequestDataTooBig())
    assert answer.status_code == 413
    assert "terlalu besar" in answer.content.decode()


def test_an_expired_form_tells_to_reload(rf: RequestFactory, dinas: Dinas) -> None:
    answer = errors.csrf_failure(a_request(rf, dinas.staf))
    assert answer.status_code == 403
    assert "Formulir sudah kedaluwarsa" in answer.content.decode()


def test_the_500_page_needs_no_database(rf: RequestFactory, caplog: pytest.LogCaptureFixture) -> None:
    answer = errors.server_error(rf.get("/renja/2027/"))
    code = re.search(r"[A-Z2-9]{4}-[A-Z2-9]{4}", answer.content.decode())
    assert answer.status_code == 500
    assert code is not None
    assert code.group() in caplog.text


def test_no_page_has_inline_script_or_style(client: Client, dinas: Dinas) -> None:
    client.force_login(dinas.admin)
    for address in ("/", "/cari/?q=x", "/bantuan/", "/bantuan/angka/", "/aksesibilitas/"):
        assert not re.search(r"\sstyle=|<style|<script(?![^>]*src=)|\son\w+=", client.get(address).content.decode()), address
