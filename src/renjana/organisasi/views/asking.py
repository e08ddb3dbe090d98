"""What every page of the settings asks: who, for which agency, when, and whether an action went through."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from renjana.organisasi.models import Orang, PerangkatDaerah
from renjana.organisasi.policy import may
from renjana.organisasi.refusal import NotAllowed, Refused
from renjana.organisasi.signatory import local_day

READ = ["GET", "HEAD"]
BOTH = ["GET", "HEAD", "POST"]


@dataclass(frozen=True)
class Asked:
    """Who asks, for which agency, at what hour and on which of the agency's days."""

    by: Orang
    pd: PerangkatDaerah
    now: datetime
    today: date


def asked(request: HttpRequest) -> Asked:
    """The person of this request with the own agency; the policy has seen to it that somebody is signed in."""
    by = cast(Orang, request.user)
    now: datetime = getattr(request, "now", None) or timezone.now()
    return Asked(by, by.perangkat_daerah, now, local_day(by.perangkat_daerah, now))


def may_write(request: HttpRequest, name: str) -> bool:
    """Whether the policy lets this person post to a page, so that its form is shown."""
    return may(name, getattr(request, "roles", frozenset()), write=True)


def tried(form: forms.Form, act: Callable[[], object]) -> bool:
    """Run the action when the form is sound. A refusal becomes a fault of the form; one for want of authority answers 403."""
    if not form.is_valid():
        return False
    try:
        act()
    except NotAllowed as fault:
        raise PermissionDenied(str(fault)) from fault
    except Refused as fault:
        form.add_error(None, str(fault))
        return False
    return True


def done(request: HttpRequest, sentence: str, to: str, *args: object) -> HttpResponse:
    """Say what happened, and go on."""
    messages.success(request, sentence)
    return redirect(to, *args)


@dataclass(frozen=True)
class Question:
    """What a page asks before it does something that is hard to take back. `back` is the address of the page before."""

    title: str
    text: str
    button: str
    back: str
    danger: bool = True


def confirmed(request: HttpRequest, question: Question, act: Callable[[], object], sentence: str, form: forms.Form | None = None) -> HttpResponse:
    """The page that asks (GET), or the action itself (POST), then back with the sentence. A refusal is shown on the page, 422."""
    blank = form or forms.Form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and tried(blank, act):
        messages.success(request, sentence)
        return redirect(question.back)
    return render(request, "organisasi/konfirmasi.html", {"question": question, "form": blank}, status=status_of(blank))


def status_of(*tried_forms: forms.Form) -> int:
    """422 when a form was refused, else 200."""
    return 422 if any(form.is_bound and form.errors for form in tried_forms) else 200
