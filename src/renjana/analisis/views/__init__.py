"""Pages of step 7: the official tables, and the lists that the analysis asks for. The findings are in temuan.py."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from renjana.alur.http import get_run, now_of, person, refusals
from renjana.analisis import actions
from renjana.analisis.forms import DataForm
from renjana.analisis.page import table_page
from renjana.analisis.sheets import table_csv, table_pdf, table_workbook
from renjana.renja.queries import plan_values
from renjana.renja.tables import COLUMNS, NAMES, OfficialTable, official_table
from renjana.renstra.faults import ImportFault


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
            messages.success(request, f"{number} baris {dict((*DataForm.JENIS, *DataForm.OWN))[jenis]} tersimpan.")
            return redirect("analisis:data", tahun=tahun)
    tahap = run.tahap
    counts = [
        ("Realisasi tahun lalu", tahap.realisasi.count(), "t-c-29"),
        ("Rancangan awal RKPD", tahap.rkpd.count(), "t-c-31"),
        ("Usulan", tahap.usulan.count(), "t-c-32"),
        ("Faktor dan tindak lanjut capaian", run.faktor.count(), "t-c-29"),
        ("Prioritas dan tag", run.prioritas.count(), "sipd-ri-17"),
        ("Data SIPD-RI", run.sipd.count(), "sipd-ri-17"),
    ]
    columns = [(label, ", ".join(DataForm.KOLOM[jenis])) for jenis, label in (*DataForm.JENIS, *DataForm.OWN)]
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
