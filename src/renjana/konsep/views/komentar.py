"""Pages of step 9 for one subbab: places are picked, corrections asked for; and what is done about them in steps 8 and 9."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from renjana.alur.http import get_run, get_step, now_of, person, refusals
from renjana.alur.rules import AlreadyDone, NotAllowed, Refused
from renjana.konsep import actions
from renjana.konsep.anchors import SENTENCE, Place, place_from
from renjana.konsep.corrections import corrections_of, marks_of
from renjana.konsep.forms import JawabanForm, KomentarForm
from renjana.konsep.models import Komentar, Subbab
from renjana.konsep.preview import for_page
from renjana.konsep.queries import Reading, around, reading_of, rows_of

MOST_TOLD = 5


@require_http_methods(["GET", "HEAD", "POST"])
@refusals
def koreksi_subbab(request: HttpRequest, tahun: int, nomor: str) -> HttpResponse:
    """One subbab as it prints, with its corrections and the form for a new one. A sentence, drawing or row is picked by its link."""
    run = get_run(request, tahun)
    step = get_step(request, run, "konsep.koreksi")
    row = get_object_or_404(rows_of(run).select_related("run"), nomor=nomor)
    reading = reading_of(run, row)
    place = _picked(request, reading)
    form = KomentarForm(request.POST or None, initial=_initial(place), with_sentence=place is not None and place.jangkar == SENTENCE)
    if request.method == "POST" and form.is_valid() and _asked(request, row, form, place):
        messages.success(request, f"Koreksi pada {row.nomor} dicatat.")
        return redirect("konsep:koreksi_subbab", tahun=tahun, nomor=nomor)
    comments = corrections_of(row, reading)
    context = {
        "run": run,
        "step": step,
        "subbab": row,
        "form": form,
        "place": place,
        "preview": for_page(reading.blocks, marks_of(comments, reading, pick=step.may_act, picked=place)),
        "comments": comments,
        **around(run, nomor),
    }
    return render(request, "konsep/koreksi_subbab.html", context, status=422 if form.errors else 200)


def _picked(request: HttpRequest, reading: Reading) -> Place | None:
    given = request.POST if request.method == "POST" else request.GET
    return place_from(given.get("jangkar", ""), given.get("tempat", ""), given.get("kutipan", ""), reading.rows)


def _initial(place: Place | None) -> dict[str, str]:
    if place is None:
        return {}
    if place.jangkar == SENTENCE:
        return {"jangkar": SENTENCE, "kutipan": place.kutipan, "usulan": place.kutipan}
    return {"jangkar": place.jangkar, "tempat": place.tempat}


def _asked(request: HttpRequest, row: Subbab, form: KomentarForm, place: Place | None) -> bool:
    """Whether the correction was taken; when it lacks something the form says what."""
    data = form.cleaned_data
    try:
        actions.comment(row, data["isi"], pada=place, usulan=data["usulan"], by=person(request), now=now_of(request))
    except (NotAllowed, AlreadyDone):
        raise
    except Refused as fault:
        form.add_error(None, str(fault))
        return False
    return True


@require_http_methods(["POST"])
@refusals
def komentar(request: HttpRequest, tahun: int, pk: int) -> HttpResponse:
    """Close a correction, apply its suggestion, or open it again."""
    run = get_run(request, tahun)
    row = get_object_or_404(Komentar.objects.select_related("subbab"), pk=pk, subbab__in=rows_of(run))
    row.subbab.run = run
    by, now = person(request), now_of(request)
    if "buka" in request.POST:
        actions.reopen(row, by=by, now=now)
        messages.success(request, "Komentar dibuka lagi.")
    elif "terapkan" in request.POST:
        actions.apply_suggestion(row, by=by, now=now)
        messages.success(request, f"Usulan diterapkan pada subbab {row.subbab.nomor}.")
    else:
        form = JawabanForm(request.POST)
        actions.resolve(row, form.data.get("jawaban", "") if form.is_valid() else "", by=by, now=now)
        messages.success(request, "Komentar diselesaikan.")
    page = "konsep:koreksi_subbab" if request.POST.get("dari") == "koreksi" else "konsep:subbab"
    return redirect(page, tahun=tahun, nomor=row.subbab.nomor)


@require_http_methods(["POST"])
@refusals
def terapkan(request: HttpRequest, tahun: int) -> HttpResponse:
    """Apply every open suggestion of the document that still has its place."""
    run = get_run(request, tahun)
    done, left = actions.apply_all(run, by=person(request), now=now_of(request))
    if done:
        messages.success(request, f"{done} usulan diterapkan.")
    for sentence in left[:MOST_TOLD]:
        messages.warning(request, sentence)
    if len(left) > MOST_TOLD:
        messages.warning(request, f"{len(left) - MOST_TOLD} usulan lain juga belum dapat diterapkan; semuanya tetap terbuka.")
    return redirect("konsep:penyusunan", tahun=tahun)
