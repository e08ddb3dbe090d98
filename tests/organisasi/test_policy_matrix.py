"""Who may do what: every address x every role x every method x own and other bidang and agency, held to the policy table."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from renjana.organisasi.middleware import REFUSAL
from renjana.organisasi.policy import POLICY, SAFE, Decision, decide
from tests.organisasi.matrix import FOREIGN_YEAR, OWN_YEAR, THINGS, House, addresses, another_pemda, callers, parts_of
from tests.pengumpulan.stage import at_hand_out
from tests.people import a_dinas, a_run

METHODS = ("GET", "POST", "PUT", "DELETE")
NAMES = sorted(addresses())
STEPS = ("disposisi", "pengumpulan", "rapat", "analisis", "konsep", "pengesahan", "pengiriman")


@pytest.fixture(scope="module")
def houses(kept: Callable[[Callable[[], Any]], Any]) -> tuple[House, House]:
    """The agency whose people ask, and one of another Pemda with a bidang of the same code and a year that the first has not."""
    return kept(lambda: (an_asking_house(), a_strange_house()))  # type: ignore[no-any-return]


def an_asking_house() -> House:
    dinas = a_dinas()
    return House(dinas, at_hand_out(dinas).run)


def a_strange_house() -> House:
    dinas = a_dinas("1.03.0.00.0.00.01.0000", nama="Dinas Pekerjaan Umum dan Penataan Ruang", serial=2)
    dinas.pd.pemda = another_pemda()
    dinas.pd.save()
    return House(dinas, a_run(dinas, langkah=2, tahun=FOREIGN_YEAR))


@pytest.fixture
def home(houses: tuple[House, House], db: None) -> House:
    return deepcopy(houses[0])


@pytest.fixture
def stranger(houses: tuple[House, House], db: None) -> House:
    return deepcopy(houses[1])


class Caller:
    """Somebody who asks; every request begins with the same session and leaves no trace in the database."""

    def __init__(self, orang: Any) -> None:
        client = Client()
        if orang is not None:
            client.force_login(orang)
        self.cookies = {name: morsel.value for name, morsel in client.cookies.items()}

    def ask(self, method: str, url: str) -> HttpResponse:
        client = Client()
        client.cookies.load(self.cookies)
        with transaction.atomic():
            answer: HttpResponse = client.generic(method, url, content_type="application/x-www-form-urlencoded")
            transaction.set_rollback(True)
        return answer


def refused_by_policy(answer: HttpResponse) -> bool:
    return answer.status_code == 403 and REFUSAL in answer.content.decode()


def sent_to_sign_in(answer: HttpResponse) -> bool:
    return answer.status_code == 302 and answer.headers["Location"].startswith("/masuk/?next=")


def fits(decision: Decision, answer: HttpResponse, method: str) -> bool:
    """Whether an answer is what the table says. What is allowed may still be refused by the run, but never by the policy."""
    if decision is Decision.SIGN_IN:
        return sent_to_sign_in(answer)
    if decision is Decision.FORBID:
        return refused_by_policy(answer)
    if decision is Decision.MISSING:
        return answer.status_code == 404
    if method in {"PUT", "DELETE"}:
        return answer.status_code == 405
    return answer.status_code < 500 and not refused_by_policy(answer) and not sent_to_sign_in(answer)


def cells(name: str, home: House) -> Iterator[tuple[str, bool | None, dict[str, Any]]]:
    """Own and other bidang of an address, as (what, whether it is the own one, parts)."""
    parts = parts_of(name, home, OWN_YEAR)
    if "bidang" not in parts:
        yield "", None, parts
        return
    yield "bidang sendiri", True, parts
    yield "bidang lain", False, parts | {"bidang": "IKP"}


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    assert sorted(POLICY) == NAMES


def test_every_address_that_names_a_thing_says_which() -> None:
    assert sorted(name for name, parts in addresses().items() if "pk" in parts) == sorted(THINGS)


@pytest.mark.once  # the policy answers before any row of a plan is read; whose row it is, below, is asked of both databases
@pytest.mark.parametrize("name", NAMES)
def test_every_role_gets_what_the_table_says(home: House, name: str) -> None:
    row, wrong, places = POLICY[name], [], list(cells(name, home))
    for role, orang in callers(home.dinas).items():
        caller, roles = Caller(orang), frozenset({role}) if orang is not None and role != "tanpa jabatan" else frozenset()
        for what, own, parts in places:
            for method in METHODS:
                expected = decide(row, roles=roles, signed_in=orang is not None, method=method, own_bidang=own)
                answer = caller.ask(method, reverse(name, kwargs=parts))
                if not fits(expected, answer, method):
                    wrong.append((role, what, method, expected.name, answer.status_code))
    assert wrong == []


def foreign_parts(name: str, home: House, stranger: House) -> list[tuple[str, dict[str, Any]]]:
    """The address of what is not the caller's: another agency's year, and another agency's thing under the own year."""
    theirs = parts_of(name, stranger, FOREIGN_YEAR)
    found = []
    if "pk" in theirs:
        found.append(("benda asing", parts_of(name, home, OWN_YEAR) | {"pk": theirs["pk"]}))
    if "tahun" in theirs:
        found.append(("tahun asing", theirs))
    return found


def of_agency(name: str) -> bool:
    return bool({"pk", "tahun"} & set(addresses()[name]))


@pytest.mark.parametrize("name", [name for name in NAMES if of_agency(name)])
def test_what_belongs_to_another_agency_does_not_exist(home: House, stranger: House, name: str) -> None:
    row, leaks, missing, places = POLICY[name], [], 0, foreign_parts(name, home, stranger)
    for role, orang in callers(home.dinas).items():
        for what, parts in places:
            for method in ("GET", "POST"):
                signed_in = orang is not None
                allowed = row.read if method in SAFE else row.write
                if not signed_in or not (row.anyone or row.public or role in allowed):
                    continue
                answer = Caller(orang).ask(method, reverse(name, kwargs=parts))
                missing += answer.status_code == 404
                if answer.status_code not in {404, 405}:
                    leaks.append((role, what, method, answer.status_code))
    assert leaks == []
    assert missing > 0


def test_readers_and_keepers_write_nothing_in_the_steps() -> None:
    written = {name for name, row in POLICY.items() if name.split(":")[0] in STEPS and not row.public and row.write & {"admin", "pembaca"}}
    assert written == {"pengiriman:periksa_arsip", "analisis:ambang"}


def test_settings_are_written_by_keepers_alone() -> None:
    rows = {name: row for name, row in POLICY.items() if name.startswith("organisasi:") and not row.public and not row.anyone}
    assert {
        name for name, row in rows.items() if not row.write <= {"admin", "sekretaris"} or not row.read <= {"admin", "sekretaris", "kadis"}
    } == set()


def test_pages_without_sign_in_are_few_and_known() -> None:
    assert sorted(name for name, row in POLICY.items() if row.public) == [
        "organisasi:activate",
        "organisasi:forgot",
        "organisasi:sign_in",
        "pengesahan:periksa",
        "pengesahan:verifikasi",
        "web:accessibility",
        "web:help",
        "web:help_page",
        "web:status",
    ]


def test_head_is_decided_as_get() -> None:
    roles = ("kadis", "sekretaris", "perencana", "staf", "bidang", "pembaca", "admin")
    for row in POLICY.values():
        for role in roles:
            asked = [decide(row, roles={role}, signed_in=True, method=method, own_bidang=False) for method in ("GET", "HEAD")]
            assert asked[0] == asked[1]


def test_an_address_that_is_not_there_is_missing_for_everybody(home: House) -> None:
    answers = [Caller(orang).ask("GET", "/tidak/ada/").status_code for orang in callers(home.dinas).values()]
    assert set(answers) == {404}
