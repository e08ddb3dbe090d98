"""Pages of step 7: findings, and the lists that the analysis asks for. The tables have their own (table_views.py)."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods

from renjana.alur.http import get_run, get_step, now_of, person, refusals
from renjana.alur.queries import Step
from renjana.analisis import actions
from renjana.analisis.forms import AlasanForm, DataForm
from renjana.analisis.models import Temuan
from renjana.analisis.page import Filters, finding_lines, pagu_chart
from renjana.analisis.queries import findings_of, is_stale, latest, open_errors, row_state
from renjana.analisis.rules import count, why_not_finished
from renjana.analisis.scoring import score
from renjana.renja.queries import plan_values
from renjana.renstra.faults import ImportFault

PER_PAGE = 100


@require_http_methods(["GET", "HEAD", "POST"])
@refusals
def analisis(request: HttpRequest, tahun: int) -> HttpResponse:
    """The findings with filters, totals and chart. POST analyses again, or finishes the step."""
    run = get_run(request, tahun)
    step = get_step(request, run, actions.KERJA)
    if request.method == "POST":
        by, now = person(request), now_of(request)
        if request.POST.get("aksi") == "selesai":
            actions.finish_analysis(run, by=by, now=now)
            messages.success(request, "Analisis selesai. Sekarang perencana menyusun rancangan Renja.")
            return redirect("alur:run", tahun=tahun)
        found = actions.analyse(run, by=by, now=now)
        messages.success(request, f"Seluruh aturan diperiksa ulang: {len(found)} temuan.")
        return redirect("analisis:analisis", tahun=tahun)
    return render(request, "analisis/analisis.html", _overview(request, run, step))


def _overview(request: HttpRequest, run: Any, step: Step) -> dict[str, Any]:
    plan = plan_values(run.tahap)
    last, state = latest(run), row_state(run)
    rows = list(findings_of(run))
    sums = count((row.tingkat, row.status) for row in rows)
    filters = Filters.read(request.GET, rows, plan)
    shown = [row for row in rows if filters.takes(row)]
    stale = last is not None and is_stale(last, state)
    blocked = why_not_finished(open_errors(rows), analysed=last is not None, stale=stale, rows=state.baris).partition("\n")[0]
    chart, beside, programs = pagu_chart(plan)
    return {
        "run": run,
        "step": step,
        "plan": plan,
        "last": last,
        "stale": stale,
        "sums": sums,
        "filters": filters,
        "lines": finding_lines(shown[:PER_PAGE], plan),
        "hidden": max(0, len(shown) - PER_PAGE),
        "blocked": blocked.replace("masih terbuka; perbaiki, atau abaikan dengan alasan:", "masih menahan langkah 8."),
        "score": score((row.kode, row.tingkat, row.status) for row in rows),
        "chart": mark_safe(chart),  # noqa: S308 - drawn by our own chart module, which escapes every word
        "beside": beside,
        "programs": programs,
        "units": [(unit.nama, plan.per_bidang.get(unit.kode, 0)) for unit in plan.bidang],
    }


@require_http_methods(["GET", "HEAD", "POST"])
@refusals
def temuan(request: HttpRequest, tahun: int, pk: int) -> HttpResponse:
    """One finding: let it stand with a reason, or open it again."""
    run = get_run(request, tahun)
    step = get_step(request, run, actions.KERJA)
    found = get_object_or_404(Temuan.objects.select_related("oleh", "run__tahap__renja"), run=run, pk=pk)
    form = AlasanForm(request.POST or None)
    if request.method == "POST" and request.POST.get("aksi") == "buka":
        actions.reopen(found, by=person(request), now=now_of(request))
        messages.success(request, f"Temuan {found.kode} dibuka kembali.")
        return redirect("analisis:analisis", tahun=tahun)
    if request.method == "POST" and form.is_valid():
        actions.waive(found, form.cleaned_data["alasan"], by=person(request), now=now_of(request))
        messages.success(request, f"Temuan {found.kode} diabaikan dengan alasan.")
        return redirect("analisis:analisis", tahun=tahun)
    (line,) = finding_lines([found], plan_values(run.tahap))
    context = {"run": run, "step": step, "line": line, "form": form}
    return render(request, "analisis/temuan.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@refusals
def data(request: HttpRequest, tahun: int) -> HttpResponse:
    """Realisation, RKPD and proposals from CSV; every fault of a file at once."""
    run = get_run(request, tahun)
    form = DataForm(request.POST or None, request.FILES or None)
    faults: tuple[Any, ...] = ()
    if request.method == "POST" and form.is_valid():
        jenis = form.cleaned_data["jenis"]
        try:
            number = actions.take_list(run, jenis, form.cleaned_data["berkas"], by=person(request), now=now_of(request))
        except ImportFault as fault:
            faults = fault.faults
        else:
            messages.success(request, f"{number} baris {dict(DataForm.JENIS)[jenis]} tersimpan.")
            return redirect("analisis:data", tahun=tahun)
    tahap = run.tahap
    counts = [
        ("Realisasi tahun lalu", tahap.realisasi.count(), "t-c-29"),
        ("Rancangan awal RKPD", tahap.rkpd.count(), "t-c-31"),
        ("Usulan", tahap.usulan.count(), "t-c-32"),
    ]
    columns = [(label, ", ".join(DataForm.KOLOM[jenis])) for jenis, label in DataForm.JENIS]
    context = {"run": run, "form": form, "faults": faults, "counts": counts, "columns": columns}
    return render(request, "analisis/data.html", context, status=422 if form.errors or faults else 200)
