"""What the views of every step share: reach through the person, refusals with their sentence and status."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory

from renjana.alur import actions
from renjana.alur.http import get_run, get_step, refusal_of, refusals, status_of
from renjana.alur.queries import open_task, step_url
from renjana.alur.rules import AlreadyDone, NotAllowed, Refused
from renjana.organisasi.models import Orang
from renjana.sop.definition import shipped
from renjana.sop.model import Langkah
from tests.people import MONDAY, Dinas, a_run


def a_request(orang: Orang) -> HttpRequest:
    request = RequestFactory().get("/")
    request.user = orang
    request.now = MONDAY  # type: ignore[attr-defined]
    return request


def test_a_run_is_reached_only_through_the_own_agency(dinas: Dinas, other_dinas: Dinas) -> None:
    run = a_run(dinas)
    assert get_run(a_request(dinas.staf), 2027) == run
    for orang, tahun in ((other_dinas.staf, 2027), (dinas.staf, 2028)):
        with pytest.raises(Http404):
            get_run(a_request(orang), tahun)


def test_a_year_begun_again_shows_the_run_that_counts(dinas: Dinas) -> None:
    first = a_run(dinas)
    actions.cancel(first, "Ulangi", by=dinas.kadis, now=MONDAY)
    assert get_run(a_request(dinas.staf), 2027) == first
    again = actions.start_run(first.tahap, first.sop, by=dinas.kadis, now=MONDAY)
    assert get_run(a_request(dinas.staf), 2027) == again


def test_a_work_that_the_sop_does_not_name_is_not_found(dinas: Dinas) -> None:
    run = a_run(dinas)
    with pytest.raises(Http404):
        get_step(a_request(dinas.staf), run, "pengumpulan.lain")


@pytest.mark.parametrize(
    ("key", "kerja", "refusal", "status"),
    [
        ("staf", "pengumpulan.format", NotAllowed, 403),
        ("sekretaris", "disposisi.perintah", AlreadyDone, 409),
        ("staf", "rapat.undangan", Refused, 422),
    ],
)
def test_whoever_wants_to_act_is_refused_with_the_fitting_status(dinas: Dinas, key: str, kerja: str, refusal: type[Refused], status: int) -> None:
    run = a_run(dinas, langkah=2)
    with pytest.raises(Refused) as caught:
        get_step(a_request(dinas.people[key]), run, kerja, to_act=True)
    assert (type(caught.value), status_of(caught.value)) == (refusal, status)
    assert str(caught.value).endswith(".")


def test_a_paused_step_refuses_even_its_actor(dinas: Dinas) -> None:
    run = a_run(dinas, langkah=2)
    task = open_task(run)
    assert task is not None
    actions.pause(task, "Menunggu", by=dinas.perencana, now=MONDAY)
    step = get_step(a_request(dinas.perencana), run, "pengumpulan.format")
    assert type(refusal_of(step)) is Refused


def test_who_may_act_gets_the_step(dinas: Dinas) -> None:
    run = a_run(dinas, langkah=2)
    step = get_step(a_request(dinas.perencana), run, "pengumpulan.format", to_act=True)
    assert (step.may_act, step.reason, step.langkah.nomor) == (True, "", 2)


@pytest.mark.parametrize(("fault", "status"), [(NotAllowed, 403), (AlreadyDone, 409), (Refused, 422)])
def test_a_raised_refusal_becomes_its_page(dinas: Dinas, fault: type[Refused], status: int) -> None:
    @refusals
    def view(request: HttpRequest) -> HttpResponse:
        raise fault("Kalimat yang menjelaskan.")

    request: Any = a_request(dinas.staf)
    request.resolver_match = None
    answer = view(request)
    assert (answer.status_code, "Kalimat yang menjelaskan." in answer.content.decode()) == (status, True)


def test_other_faults_are_not_swallowed() -> None:
    @refusals
    def view(request: HttpRequest) -> HttpResponse:
        raise LookupError("lain")

    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    with pytest.raises(LookupError):
        view(request)


def test_each_step_of_the_sop_has_its_area_s_page_and_an_unknown_work_the_general_one() -> None:
    pages = {step.nomor: step_url(step, 2027) for step in shipped().langkah}
    assert pages[1] == "/renja/2027/disposisi/"
    assert [number for number, page in pages.items() if "/langkah/" in page] == []
    for kerja in ("", "lain.kerja", "tanpatitik"):
        assert step_url(Langkah(4, "x", ("a",), "", "1 Jam", "", kerja=kerja), 2027) == "/renja/2027/langkah/4/"
