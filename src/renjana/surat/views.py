"""Pages of the letter register, and the download of every kept file."""

from datetime import date
from typing import cast
from urllib.parse import quote

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from renjana.organisasi.models import Orang
from renjana.organisasi.policy import POLICY
from renjana.organisasi.refusal import Refused
from renjana.surat import actions
from renjana.surat.files import FileDamaged
from renjana.surat.forms import BatalSuratForm, CariForm, PeriodeForm
from renjana.surat.models import Surat
from renjana.surat.queries import agenda as agenda_letters
from renjana.surat.queries import agenda_rows, berkas_for, found_letters, letters_of, read_file, years_of
from renjana.surat.tables import COLUMNS

PER_PAGE = 50
SHOWN_IN_PLACE = frozenset({"application/pdf", "image/png", "image/jpeg", "text/plain"})


def _person(request: HttpRequest) -> Orang:
    return cast(Orang, request.user)


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """The register as a table, by year, status and words."""
    orang = _person(request)
    form = CariForm(request.GET or None, years=years_of(orang))
    wanted = form.cleaned_data if form.is_valid() else {}
    letters = found_letters(orang, tahun=wanted.get("tahun"), status=wanted.get("status", ""), words=wanted.get("q", "").strip())
    page = Paginator(letters, PER_PAGE).get_page(request.GET.get("halaman"))
    query = request.GET.copy()
    query.pop("halaman", None)
    return render(request, "surat/register.html", {"form": form, "page": page, "query": query.urlencode(), "filtered": bool(query)})


@require_safe
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """One letter with its file."""
    return _letter_page(request, _letter(request, pk), BatalSuratForm())


@require_POST
def void(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a letter void, with a reason."""
    found, form = _letter(request, pk), BatalSuratForm(request.POST)
    if not form.is_valid():
        return _letter_page(request, found, form, status=422)
    try:
        actions.void(found, form.cleaned_data["alasan"], by=_person(request), now=timezone.now())
    except Refused as fault:
        messages.error(request, str(fault))
        return _letter_page(request, found, form, status=422)
    messages.success(request, f"Surat {found.nomor} dibatalkan. Nomornya tetap tercatat.")
    return redirect("surat:letter", pk=pk)


def _letter(request: HttpRequest, pk: int) -> Surat:
    return get_object_or_404(letters_of(_person(request)), pk=pk)


def _letter_page(request: HttpRequest, found: Surat, form: BatalSuratForm, *, status: int = 200) -> HttpResponse:
    may_void = bool(POLICY["surat:void"].write & getattr(request, "roles", frozenset()))
    return render(request, "surat/surat.html", {"letter": found, "form": form, "may_void": may_void}, status=status)


@require_safe
def agenda(request: HttpRequest) -> HttpResponse:
    """The agenda book of a period, ready to print."""
    orang = _person(request)
    today = timezone.localdate()
    form = PeriodeForm(request.GET or {"mulai": date(today.year, 1, 1), "selesai": today})
    letters = list(agenda_letters(orang, form.cleaned_data["mulai"], form.cleaned_data["selesai"])) if form.is_valid() else []
    context = {"form": form, "columns": COLUMNS, "rows": agenda_rows(letters), "period": form.cleaned_data if form.is_valid() else None}
    return render(request, "surat/agenda.html", context, status=422 if form.errors else 200)


@require_safe
def berkas(request: HttpRequest, pk: int) -> HttpResponse:
    """A kept file of the person's own agency, checked against its digest. PDF and pictures open in place, the rest is saved."""
    kept = get_object_or_404(berkas_for(_person(request), getattr(request, "roles", ())), pk=pk)
    try:
        content = read_file(kept)
    except FileDamaged as fault:
        raise Http404(str(fault)) from fault
    way = "inline" if kept.jenis in SHOWN_IN_PLACE and "unduh" not in request.GET else "attachment"
    answer = HttpResponse(content, content_type=kept.jenis)
    answer["Content-Disposition"] = f"{way}; filename*=UTF-8''{quote(kept.nama)}"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-cache"
    return answer
