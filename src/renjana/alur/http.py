"""What the views of every step share: reach a run and a step through the person, and answer a refusal with its sentence."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from renjana.alur.models import Run
from renjana.alur.queries import Step, run_of_year, step_of
from renjana.alur.rules import AlreadyDone, NotAllowed, Refused
from renjana.organisasi.models import Orang
from renjana.organisasi.queries import Wewenang, wewenang_in

P = ParamSpec("P")
HEADLINES = {
    403: ("Langkah ini bukan untuk Anda", "Buka Tugas saya untuk melihat yang menunggu Anda, atau hubungi orang yang disebut di atas."),
    409: ("Sudah diselesaikan lebih dahulu", "Buka halaman ringkasan untuk melihat keadaan terbaru. Tidak ada yang hilang."),
    422: ("Belum dapat dilanjutkan", "Kembali ke halaman sebelumnya, lengkapi yang disebut di atas, lalu coba lagi."),
}


def person(request: HttpRequest) -> Orang:
    """Who is signed in; the policy has seen to it that somebody is."""
    return cast(Orang, request.user)


def now_of(request: HttpRequest) -> datetime:
    """The hour of this request, the same that the policy decided by."""
    return getattr(request, "now", None) or timezone.now()


def people_of(request: HttpRequest) -> tuple[Wewenang, ...]:
    """Everybody's authority in the person's agency at the hour of this request, as the policy read it."""
    people: tuple[Wewenang, ...] = getattr(request, "people", ())
    return people or wewenang_in(person(request).perangkat_daerah_id, now_of(request))


def get_run(request: HttpRequest, tahun: int, *also: str) -> Run:
    """The run of a year of the person's own agency, with what `also` names of it, else 404. One query."""
    try:
        return run_of_year(person(request), tahun, *also)
    except Run.DoesNotExist as fault:
        raise Http404(f"Renja {tahun} belum dimulai pada perangkat daerah Anda.") from fault


def get_step(request: HttpRequest, run: Run, kerja: str, *, to_act: bool = False) -> Step:
    """The step whose work is `kerja` as it stands for this person, else 404.

    With `to_act`, raises the refusal when the person may not act on it now (see `refusal_of`).
    """
    try:
        step = step_of(run, kerja, person(request), now_of(request), people=people_of(request))
    except LookupError as fault:
        raise Http404(str(fault)) from fault
    if to_act and not step.may_act:
        raise refusal_of(step)
    return step


def refusal_of(step: Step) -> Refused:
    """Why nobody, or not this person, may act on a step now: not theirs, done already, not yet begun or paused."""
    if step.is_open:
        return Refused(step.reason) if step.is_paused else NotAllowed(step.reason)
    return Refused(step.reason) if step.task is None else AlreadyDone(step.reason)


def status_of(fault: Refused) -> int:
    """403 for a person without the authority, 409 for what is done already, 422 for what lacks something."""
    if isinstance(fault, NotAllowed):
        return 403
    return 409 if isinstance(fault, AlreadyDone) else 422


def answer_refused(request: HttpRequest, fault: Refused) -> HttpResponse:
    """The page that says why the action did not happen and what to do next, with the status of the refusal."""
    status = status_of(fault)
    title, advice = HEADLINES[status]
    match = request.resolver_match
    tahun = match.kwargs.get("tahun") if match else None
    context = {"title": title, "reason": str(fault), "advice": advice, "tahun": tahun, "back": request.path}
    return render(request, "alur/ditolak.html", context, status=status)


def show_refused(request: HttpRequest, fault: Refused) -> int:
    """Put the sentence above the page that is drawn again, and give the status for it."""
    messages.error(request, str(fault))
    return status_of(fault)


def refusals(view: Callable[Concatenate[HttpRequest, P], HttpResponse]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Answer a refusal raised inside the view with its sentence and status."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Refused as fault:
            return answer_refused(request, fault)

    return guarded
