"""Pages of step 7: findings, the official tables, and the lists that the analysis asks for."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods, require_safe

from renjana.alur.http import get_run, get_step, now_of, person, refusals
from renjana.alur.queries import Step
from renjana.analisis import actions
from renjana.analisis.forms import AlasanForm, DataForm
from renjana.analisis.models import Temuan
from renjana.analisis.page import Filters, finding_lines, pagu_chart, table_page
from renjana.analisis.queries import findings_of, is_stale, latest, open_errors, row_state
from renjana.analisis.rules import count, why_not_finished
from renjana.analisis.scoring import score
from renjana.analisis.sheets import table_csv, table_pdf, table_workbook
from renjana.renja.queries import plan_values
from renjana.renja.tables import COLUMNS, NAMES, OfficialTable, official_table
from renjana.renstra.faults import ImportFault

PER_PAGE = 100


@require_http_methods(["GET", "HEAD", "POST"])
@refusals
def analisis(request: HttpRequest, tahun: int) -> HttpResponse:
    """The findings with filters, totals and chart. POST analyses again, or finishes the step."""
    run = get_run(request, tahun)
    if request.method == "POST":
        by, now = person(request), now_of(request)
        if request.POST.get("aksi") == "selesai":
            actions.finish_analysis(run, by=by, now=now)
            messages.success(request, "Analisis selesai. Sekarang perencana menyusun rancangan Renja.")
            return redirect("alur:run", tahun=tahun)
        found = actions.analyse(run, by=by, now=now)
        messages.success(request, f"Seluruh aturan diperiksa ulang: {len(found)} temuan.")
        return redirect("analisis:analisis", tahun=tahun)
    return render(request, "analisis/analisis.html", _overview(request, run, get_step(request, run, actions.KERJA)))


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


def _table(request: HttpRequest, tahun: int, kode: str, *, units: bool) -> tuple[Any, OfficialTable]:
    run = get_run(request, tahun)
    if kode not in COLUMNS:
        raise Http404("Tabel ini tidak dikenal; pilih T-C.29 sampai T-C.33.")
    return run, official_table(kode, plan_values(run.tahap), units=units)


@require_safe
def tabel(request: HttpRequest, tahun: int, kode: str) -> HttpResponse:
    """An official table on the page, with its nested head."""
    run, table = _table(request, tahun, kode, units=True)
    return render(request, "analisis/tabel.html", {"run": run, "table": table, "tables": NAMES.items(), **table_page(table)})


@require_safe
def tabel_xlsx(request: HttpRequest, tahun: int, kode: str) -> HttpResponse:
    """The same as a workbook."""
    run, table = _table(request, tahun, kode, units=True)
    content = table_workbook(table, penulis=run.perangkat_daerah.nama, now=now_of(request))
    return _download(content, actions.XLSX, f"{kode}-{tahun}.xlsx")


@require_safe
def tabel_pdf(request: HttpRequest, tahun: int, kode: str) -> HttpResponse:
    """The same on paper, landscape."""
    run, table = _table(request, tahun, kode, units=True)
    if table.empty:
        raise Http404("Tabel ini belum berisi; tidak ada yang dapat dicetak.")
    agency, renja = run.perangkat_daerah, run.tahap.renja
    content = table_pdf(table, pemda=agency.pemda.nama, opd=agency.nama, rekaan=renja.rekaan, now=now_of(request))
    return _download(content, "application/pdf", f"{kode}-{tahun}.pdf")


@require_safe
def tabel_csv(request: HttpRequest, tahun: int, kode: str) -> HttpResponse:
    """The same for other programs."""
    _, table = _table(request, tahun, kode, units=False)
    return _download(table_csv(table).encode("utf-8-sig"), "text/csv; charset=utf-8", f"{kode}-{tahun}.csv")


def _download(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
