"""The preview of step 2: what every bidang would get, as it was prepared, and the press that publishes it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from renjana.alur.http import get_run, get_step, now_of, person, refusals
from renjana.alur.models import Run
from renjana.alur.rules import AlreadyDone, NotAllowed, Refused
from renjana.pengumpulan import actions, rules
from renjana.pengumpulan.models import Format
from renjana.pengumpulan.planting import planted_by
from renjana.pengumpulan.queries import PREPARED, prepared_of, warning_of
from renjana.pengumpulan.views.format import asked_by


@require_http_methods(["GET", "HEAD", "POST"])
@refusals
def terbitkan(request: HttpRequest, tahun: int) -> HttpResponse:
    """Look at the prepared format; POST publishes it. What is not prepared as it would go out is prepared and shown first."""
    run = get_run(request, tahun, *PREPARED)
    kept = prepared_of(run)
    if kept is not None and request.method == "POST":
        return _publish(request, run, kept)
    if kept is None or kept.diterbitkan is not None or not kept.tanda:
        return redirect("pengumpulan:format", tahun=tahun)
    try:
        planted = planted_by(kept)
    except rules.Unseen as fault:
        messages.error(request, str(fault))
        return redirect("pengumpulan:format", tahun=tahun)
    step = get_step(request, run, rules.FORMAT)
    warning = warning_of(run, kept.tenggat, now_of(request), step.task if step.is_open else None)
    context = {"step": step, "warning": warning, "bidang": [(one, one.count, one.pagu) for one in planted]}
    return render(request, "pengumpulan/terbitkan.html", asked_by(run, kept) | context)


def _publish(request: HttpRequest, run: Run, kept: Format) -> HttpResponse:
    tahun = run.tahap.renja.tahun
    try:
        actions.publish_format(kept, seen=request.POST.get("tanda", ""), by=person(request), now=now_of(request))
    except rules.Unseen as fault:
        return _prepare_again(request, run, fault)
    except (NotAllowed, AlreadyDone):
        raise
    except Refused as fault:
        messages.error(request, str(fault))
        return redirect("pengumpulan:format", tahun=tahun)
    messages.success(request, "Format diterbitkan. Staf sekarang menyampaikannya kepada setiap bidang.")
    return redirect("alur:run", tahun=tahun)


def _prepare_again(request: HttpRequest, run: Run, why: rules.Unseen) -> HttpResponse:
    """Nothing is published unseen: prepare what would go out now, and show it with the reason."""
    tahun = run.tahap.renja.tahun
    try:
        actions.prepare_format(run, by=person(request), now=now_of(request))
    except Refused as fault:
        messages.error(request, f"{why} {fault}")
        return redirect("pengumpulan:format", tahun=tahun)
    messages.warning(request, f"{why} {rules.LOOK_AGAIN}")
    return redirect("pengumpulan:terbitkan", tahun=tahun)
