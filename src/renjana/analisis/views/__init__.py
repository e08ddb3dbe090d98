"""Pages of step 7: the lists that the analysis asks for. The findings are in temuan.py, the tables in table_views.py."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from renjana.alur.http import get_run, now_of, person, refusals
from renjana.analisis import actions
from renjana.analisis.forms import DataForm
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
