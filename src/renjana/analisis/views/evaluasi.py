"""The page of the evaluation, where a bidang says why an indicator missed or passed its target and what follows."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from renjana.alur.http import get_run, now_of, person, refusals
from renjana.alur.models import Run
from renjana.analisis.actions.bahan import keep_factors
from renjana.analisis.evaluation import Capaian, Evaluasi, evaluation_of
from renjana.analisis.findings import CheckValues
from renjana.analisis.queries import check_values
from renjana.organisasi import policy
from renjana.organisasi.models import Bidang, Peran
from renjana.pengumpulan.queries import HELPERS

WRITERS = HELPERS | {Peran.BIDANG}


@require_http_methods(["GET", "HEAD", "POST"])
@refusals
def evaluasi(request: HttpRequest, tahun: int) -> HttpResponse:
    """What was achieved and what the Renstra still asks for. POST keeps factors and follow-up."""
    run = get_run(request, tahun)
    values = check_values(run)
    found = evaluation_of(values)
    mine = _units(request)
    if request.method == "POST":
        number = keep_factors(run, _given(request, found), bidang=mine, owners=_owners(found), by=person(request), now=now_of(request))
        messages.success(request, f"Penjelasan {number} capaian tersimpan." if number else "Tidak ada yang berubah.")
        return redirect("analisis:evaluasi", tahun=tahun)
    return render(request, "analisis/evaluasi.html", _context(request, run, values, found))


def _units(request: HttpRequest) -> frozenset[str] | None:
    """The bidang whose indicators this person explains; None for all of them."""
    if request.roles & HELPERS:  # type: ignore[attr-defined]
        return None
    mine = [entry.bidang for entry in request.wewenang if entry.bidang]  # type: ignore[attr-defined]
    return frozenset(Bidang.objects.filter(pk__in=mine).values_list("kode", flat=True))


def _owners(found: Evaluasi) -> dict[str, str]:
    return {one.report.kode: one.bidang for one in found.capaian}


def _given(request: HttpRequest, found: Evaluasi) -> dict[tuple[str, str], tuple[str, str]]:
    """What was typed, by code and indicator; rows that the page did not show are left as they are."""
    given = {}
    for place, one in enumerate(found.capaian):
        if request.POST.get(f"kunci-{place}") == one.report.kode:
            texts = (request.POST.get(f"{name}-{place}", "").strip()[:2000] for name in ("faktor", "tindak_lanjut"))
            given[one.report.kode, one.report.indikator] = (next(texts), next(texts))
    return given


def _context(request: HttpRequest, run: Run, values: CheckValues, found: Evaluasi) -> dict[str, Any]:
    mine, plan = _units(request), values.plan
    may = bool(request.roles & WRITERS) and run.status == Run.Status.BERJALAN  # type: ignore[attr-defined]

    def writes(one: Capaian) -> bool:
        return may and (mine is None or one.bidang in mine)

    names = {unit.kode: unit.nama for unit in plan.bidang}
    rows = [(place, one, names.get(one.bidang, ""), writes(one)) for place, one in enumerate(found.capaian)]
    asked = [row for row in rows if row[1].must_explain]
    return {
        "run": run,
        "tahun": plan.tahun,
        "lalu": plan.tahun - 2,
        "berjalan": plan.tahun - 1,
        "plan": plan,
        "found": found,
        "counts": found.counts,
        "rows": rows,
        "asked": asked,
        "tables": policy.may("analisis:tabel", request.roles),  # type: ignore[attr-defined]
        "writable": any(row[3] for row in asked),
        "akhir": plan.renstra.tahun_akhir if plan.renstra else None,
    }
