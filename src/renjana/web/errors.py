"""Pages for what went wrong: plain words, what to do, and a reference code that the log has too."""

import logging
import sys

from django.core.exceptions import PermissionDenied, RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from renjana.web.problems import FORM_EXPIRED, Problem, problem_of, reference_code

log = logging.getLogger("renjana.problems")
TOO_BIG = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def problem(request: HttpRequest, status: int, reason: str = "", row: Problem | None = None) -> HttpResponse:
    """The page of a refused request. `reason` is a whole sentence; without it the row's own is shown."""
    shown = row or problem_of(status)
    reference = reference_code()
    log.warning("%s status %s: %s %s: %s", reference, status, request.method, request.path, reason or shown.reason)
    context = {"status": status, "problem": shown, "reason": reason or shown.reason, "reference": reference}
    return render(request, "web/problem.html", context, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The 400 page."""
    return problem(request, 413 if isinstance(exception, TOO_BIG) else 400)


def permission_denied(request: HttpRequest, exception: PermissionDenied) -> HttpResponse:
    """403 with the sentence that the refusing code gave."""
    return problem(request, 403, _sentence(exception))


def page_not_found(request: HttpRequest, exception: Http404) -> HttpResponse:
    """The 404 page."""
    return problem(request, 404, "" if _is_technical(exception) else _sentence(exception))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token is missing or old."""
    return problem(request, 403, row=FORM_EXPIRED)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: drawn without the request, so that a broken database cannot break this page too."""
    reference = reference_code()
    log.error("%s status 500: %s %s", reference, request.method, request.path, exc_info=sys.exc_info())
    shown = problem_of(500)
    context = {"status": 500, "problem": shown, "reason": shown.reason, "reference": reference}
    return HttpResponse(render_to_string("web/problem_public.html", context), status=500)


def _sentence(exception: Exception) -> str:
    return str(exception.args[0]) if exception.args and isinstance(exception.args[0], str) else ""


def _is_technical(exception: Exception) -> bool:
    """Django's own 404s speak English to programmers: of a missing address or of a model."""
    return not exception.args or not isinstance(exception.args[0], str) or "matches the given query" in exception.args[0]
