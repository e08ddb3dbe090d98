"""Signing in: by NIP or e-mail, ten tries in a quarter of an hour, links that work once, and no hint of who exists."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from renjana.organisasi import sign_in
from renjana.organisasi.models import Aktivasi, Orang
from tests.people import MONDAY, PASSWORD, Dinas

SIGN_IN = "/masuk/"
NEW = "sambal tempoyak dan kopi"


def enter(client: Client, nama: str, sandi: str = PASSWORD, **more: str) -> Any:
    return client.post(SIGN_IN, {"nama": nama, "sandi": sandi, **more})


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


@pytest.mark.parametrize("written", ["{nip}", "{spaced}", "{email}", "{upper}"])
def test_a_person_enters_by_nip_or_email_however_it_is_written(dinas: Dinas, client: Client, written: str) -> None:
    nip, email = dinas.perencana.nip or "", dinas.perencana.email or ""
    spaced = f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}"
    answer = enter(client, written.format(nip=nip, spaced=spaced, email=email, upper=email.upper()))
    assert answer.status_code == 302
    assert is_in(client)


def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(dinas: Dinas) -> None:
    wrong, unknown = enter(Client(), dinas.staf.nip or "", "keliru sekali"), enter(Client(), "199001012023211001", "keliru sekali")
    assert wrong.status_code == unknown.status_code == 422
    plain = [re.sub(r'value="[^"]*"', "", answer.content.decode()) for answer in (wrong, unknown)]
    assert plain[0] == plain[1]


def test_an_unknown_name_costs_a_hash_too(dinas: Dinas, monkeypatch: pytest.MonkeyPatch) -> None:
    hashed = []
    monkeypatch.setattr(sign_in, "make_password", hashed.append)
    assert authenticate(None, username="199001012023211001", password=NEW) is None
    assert hashed == [NEW]


def test_somebody_inactive_or_without_a_password_stays_out(dinas: Dinas, client: Client) -> None:
    Orang.objects.filter(pk=dinas.staf.pk).update(is_active=False)
    assert enter(client, dinas.staf.nip or "").status_code == 422
    dinas.perencana.set_unusable_password()
    dinas.perencana.save()
    assert enter(client, dinas.perencana.nip or "").status_code == 422
    assert not is_in(client)


def test_who_becomes_inactive_is_out_at_once(dinas: Dinas, client: Client) -> None:
    enter(client, dinas.staf.nip or "")
    Orang.objects.filter(pk=dinas.staf.pk).update(is_active=False)
    assert client.get("/profil/").status_code == 302


def test_ten_tries_and_no_more_even_with_the_right_password(dinas: Dinas, client: Client) -> None:
    statuses = [enter(client, dinas.staf.nip or "", "keliru sekali").status_code for _ in range(10)]
    eleventh = enter(client, dinas.staf.nip or "")
    assert statuses == [422] * 10
    assert eleventh.status_code == 429
    assert re.search(r"Coba lagi \d\d\.\d\d WIB", eleventh.content.decode())
    assert enter(client, dinas.perencana.nip or "").status_code == 302


def test_the_count_ends_after_a_quarter_of_an_hour(db: None) -> None:
    tries = [sign_in.take_attempt("nama", "10.0.0.1", MONDAY) for _ in range(11)]
    assert tries == [None] * 10 + [MONDAY + timedelta(minutes=15)]
    assert sign_in.take_attempt("nama", "10.0.0.2", MONDAY) is None
    assert sign_in.take_attempt("nama", "10.0.0.1", MONDAY + timedelta(minutes=15)) is None


def test_a_good_sign_in_ends_the_count(dinas: Dinas, client: Client) -> None:
    for _ in range(9):
        enter(client, dinas.staf.nip or "", "keliru sekali")
    enter(client, dinas.staf.nip or "")
    client.post("/keluar/")
    assert enter(client, dinas.staf.nip or "", "keliru sekali").status_code == 422


def test_the_session_changes_its_key_at_sign_in(dinas: Dinas, client: Client) -> None:
    session = client.session
    session["sebelum"] = 1
    session.save()
    before = session.session_key
    enter(client, dinas.staf.nip or "")
    assert client.session.session_key != before


@pytest.mark.parametrize(("wanted", "target"), [("/tugas/", "/tugas/"), ("https://jahat.invalid/", "/"), ("//jahat.invalid", "/"), ("", "/")])
def test_one_is_led_back_only_inside_the_house(dinas: Dinas, client: Client, wanted: str, target: str) -> None:
    assert enter(client, dinas.staf.nip or "", next=wanted).headers["Location"] == target


def test_a_page_asks_to_sign_in_first_and_leads_back(dinas: Dinas, client: Client) -> None:
    assert client.get("/tugas/").headers["Location"] == "/masuk/?next=/tugas/"


def test_a_press_after_signing_out_elsewhere_is_told_and_leads_back_to_its_page(dinas: Dinas, client: Client) -> None:
    client.force_login(dinas.staf)
    client.post("/keluar/")
    page = "http://testserver/renja/2027/?bagian=1"
    lost = client.post("/renja/2027/jeda/", {"sebab": "Menunggu."}, headers={"referer": page})
    assert lost.headers["Location"] == "/masuk/?next=/renja/2027/%3Fbagian%3D1&belum=1"
    shown = client.get(lost.headers["Location"]).content.decode()
    assert "Yang terakhir Anda tekan belum dijalankan" in shown
    assert '<input type="hidden" name="belum" value="1">' in shown
    back = enter(client, dinas.staf.nip or "", next="/tugas/", belum="1")
    assert back.headers["Location"] == "/tugas/"
    assert "Yang terakhir Anda tekan belum dijalankan" in client.get("/tugas/").content.decode()
    assert "Yang terakhir Anda tekan" not in client.get("/tugas/").content.decode()


@pytest.mark.parametrize(("came", "target"), [("https://jahat.invalid/x/", "/"), ("", "/")])
def test_a_press_whose_page_is_not_known_leads_home(dinas: Dinas, client: Client, came: str, target: str) -> None:
    lost = client.post("/renja/2027/jeda/", headers={"referer": came} if came else {})
    assert lost.headers["Location"] == f"/masuk/?next={target}&belum=1"
    assert client.post("/keluar/").headers["Location"] == "/masuk/?next=/"


def test_an_empty_installation_says_how_to_begin(db: None, client: Client) -> None:
    page = client.get(SIGN_IN).content.decode()
    assert "renjana demo" in page
    assert "renjana init" in page


def test_signing_out_needs_a_post(dinas: Dinas, client: Client) -> None:
    client.force_login(dinas.staf)
    assert client.get("/keluar/").status_code == 405
    assert client.post("/keluar/").status_code == 302
    assert not is_in(client)


def test_a_link_sets_a_password_once(dinas: Dinas, client: Client) -> None:
    url = reverse("organisasi:activate", args=[sign_in.new_activation(dinas.staf, timezone.now())])
    assert client.get(url).status_code == 200
    assert client.post(url, {"sandi": NEW, "ulang": NEW}).status_code == 302
    assert client.get(url).status_code == 410
    assert client.post(url, {"sandi": PASSWORD, "ulang": PASSWORD}).status_code == 410
    assert enter(client, dinas.staf.nip or "", NEW).status_code == 302


def test_the_link_itself_is_not_kept(dinas: Dinas) -> None:
    token = sign_in.new_activation(dinas.staf, MONDAY)
    assert token not in str(list(Aktivasi.objects.values_list()))


def test_a_link_ends_after_seven_days_and_with_the_next_one(dinas: Dinas) -> None:
    first = sign_in.new_activation(dinas.staf, MONDAY)
    assert sign_in.find_activation(first, MONDAY + timedelta(days=6, hours=23)) is not None
    assert sign_in.find_activation(first, MONDAY + timedelta(days=7)) is None
    second = sign_in.new_activation(dinas.staf, MONDAY)
    assert sign_in.find_activation(first, MONDAY) is None
    assert sign_in.find_activation(second, MONDAY) is not None


@pytest.mark.parametrize(
    ("sandi", "ulang", "words"),
    [
        ("pendek", "pendek", "terlalu pendek"),
        ("password1234", "password1234", "terlalu umum"),
        (NEW, NEW + "x", "tidak sama"),
        ("dedi kurniawan", "dedi kurniawan", "mirip"),
    ],
)
def test_a_weak_password_is_refused_and_the_link_still_works(dinas: Dinas, client: Client, sandi: str, ulang: str, words: str) -> None:
    url = reverse("organisasi:activate", args=[sign_in.new_activation(dinas.staf, timezone.now())])
    answer = client.post(url, {"sandi": sandi, "ulang": ulang})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert client.get(url).status_code == 200


def test_a_forgotten_password_is_mailed_a_link_that_works(dinas: Dinas, client: Client, mailoutbox: list[EmailMessage]) -> None:
    answer = client.post("/lupa-sandi/", {"nama": (dinas.staf.email or "").upper()})
    assert answer.status_code == 302
    assert [mail.to for mail in mailoutbox] == [[dinas.staf.email]]
    found = re.search(r"(/aktivasi/[\w-]+/)", str(mailoutbox[0].body))
    assert found is not None
    assert client.get(found[1]).status_code == 200


def test_asking_for_somebody_unknown_looks_the_same_and_sends_nothing(dinas: Dinas, mailoutbox: list[EmailMessage]) -> None:
    known, unknown = (Client().post("/lupa-sandi/", {"nama": nama}, follow=True) for nama in (dinas.staf.nip, "siapa@contoh.invalid"))
    plain = [re.sub(r'value="[^"]*"', "", answer.content.decode()) for answer in (known, unknown)]
    assert plain[0] == plain[1]
    assert len(mailoutbox) == 1


def test_a_stranger_who_asks_ends_no_link_and_soon_has_to_wait(dinas: Dinas, client: Client) -> None:
    token = sign_in.new_activation(dinas.staf, timezone.now())
    statuses = [client.post("/lupa-sandi/", {"nama": dinas.staf.nip}).status_code for _ in range(11)]
    assert statuses == [302] * 10 + [429]
    assert sign_in.find_activation(token, timezone.now()) is not None


def test_every_link_ends_once_a_password_is_set(dinas: Dinas) -> None:
    first = sign_in.new_activation(dinas.staf, MONDAY)
    second = sign_in.new_activation(dinas.staf, MONDAY, ends_earlier=False)
    activation = sign_in.find_activation(second, MONDAY)
    assert activation is not None
    assert sign_in.use_activation(activation, NEW, MONDAY)
    assert not sign_in.use_activation(activation, NEW, MONDAY)
    assert sign_in.find_activation(first, MONDAY) is None


def test_a_mail_server_that_is_down_is_not_told_to_who_asks(dinas: Dinas, client: Client, settings: Any) -> None:
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = "django.core.mail.backends.smtp.EmailBackend", "127.0.0.1", 1
    assert client.post("/lupa-sandi/", {"nama": dinas.staf.nip}).status_code == 302
