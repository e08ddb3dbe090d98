"""Pages of the official tables: on the page, as files, and where each figure comes from."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from renjana.alur.http import get_run, now_of, person, refusals
from renjana.alur.models import Run
from renjana.analisis import actions
from renjana.analisis.origin import origin_of
from renjana.analisis.queries import evaluators, plan_of
from renjana.analisis.sheets import FORMS, table_file
from renjana.analisis.table_page import table_page
from renjana.organisasi.policy import may
from renjana.organisasi.queries import zone_of
from renjana.renja.e81_rows import WRITTEN
from renjana.renja.review_rows import service_indicators
from renjana.renja.tables import COLUMNS, EVALUASI_TABLES, NAMES, official_table
from renjana.renja.values import LayananValue, same_words

NIHIL_TABLE = "t-c-32"
SAID = ("spm", "ikk", "catatan")
UNKNOWN = "Tabel ini tidak dikenal; pilih T-C.29 sampai T-C.33, E.81, atau SIPD-RI."


def _run(request: HttpRequest, tahun: int, kode: str) -> Run:
    if kode not in COLUMNS:
        raise Http404(UNKNOWN)
    return get_run(request, tahun)


@require_http_methods(["GET", "HEAD", "POST"])
@refusals
def tabel(request: HttpRequest, tahun: int, kode: str) -> HttpResponse:
    """An official table on the page, with its nested head. POST says why T-C.32 is empty."""
    run = _run(request, tahun, kode)
    if request.method == "POST" and kode not in {NIHIL_TABLE, *EVALUASI_TABLES}:
        return HttpResponseNotAllowed(["GET", "HEAD"])
    if request.method == "POST" and kode in EVALUASI_TABLES:
        count = actions.write_evaluation(run, request.POST, by=person(request), now=now_of(request))
        messages.success(request, "Catatan evaluasi tersimpan dan dicetak di bawah tabel." if count else "Tidak ada yang berubah.")
        return redirect("analisis:tabel", tahun=tahun, kode=kode)
    if request.method == "POST":
        actions.explain_nihil(run, request.POST.get("alasan", ""), by=person(request), now=now_of(request))
        messages.success(request, "Alasan tersimpan dan dicetak pada Tabel T-C.32.")
        return redirect("analisis:tabel", tahun=tahun, kode=kode)
    plan = plan_of(run)
    table = official_table(kode, plan)
    tables = [(key, name, key == kode) for key, name in NAMES.items()]
    may_fill = may("analisis:tabel", getattr(request, "roles", frozenset()), write=True)
    lacking = [one for one in plan.sub_kegiatan if not all(plan.prioritas.get(one, ("",))[:2])] if kode == "sipd-ri-17" else []
    context: dict[str, Any] = {"run": run, "tahun": tahun, "table": table, "tables": tables, "may_fill": may_fill, "lacking": lacking}
    if kode in EVALUASI_TABLES and may_fill and not table.empty:
        context["written"] = [(key, label, plan.catatan_evaluasi.get(key, "")) for key, label in WRITTEN.items()]
    context |= table_page(table, tahun)
    return render(request, "analisis/tabel.html", context)


@require_safe
def tabel_berkas(request: HttpRequest, tahun: int, kode: str, bentuk: str) -> HttpResponse:
    """The same as a file: xlsx, csv, pdf or docx."""
    run = _run(request, tahun, kode)
    if bentuk not in FORMS:
        raise Http404("Bentuk berkas ini tidak ada; pilih xlsx, csv, pdf, atau docx.")
    now = now_of(request)
    content = table_file(kode, plan_of(run), bentuk, rekaan=run.tahap.renja.rekaan, now=now, signers=evaluators(run, now))
    headers = {"Content-Disposition": f'attachment; filename="{kode}-{tahun}.{bentuk}"'}
    return HttpResponse(content, content_type=FORMS[bentuk], headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
@refusals
def layanan(request: HttpRequest, tahun: int) -> HttpResponse:
    """SPM, IKK and note of each indicator of T-C.30."""
    run = get_run(request, tahun)
    plan = plan_of(run)
    said = {same_words(one.uraian): one for one in plan.layanan}
    indikator = list(dict.fromkeys(one.uraian for one in service_indicators(plan.renstra))) if plan.renstra else []
    if request.method == "POST":
        cells = ({key: " ".join(request.POST.get(f"{place}.{key}", "").split()) for key in SAID} for place in range(len(indikator)))
        rows = [LayananValue(uraian, **row) for uraian, row in zip(indikator, cells, strict=True)]
        number = actions.describe_services(run, rows, by=person(request), now=now_of(request))
        messages.success(request, f"Tersimpan: {number} indikator memiliki SPM, IKK, atau catatan.")
        return redirect("analisis:tabel", tahun=tahun, kode="t-c-30")
    lines = [said.get(same_words(uraian), LayananValue(uraian)) for uraian in indikator]
    return render(request, "analisis/layanan.html", {"run": run, "tahun": tahun, "lines": lines})


@require_safe
def asal(request: HttpRequest, tahun: int, kode: str, kunci: str, kolom: str) -> HttpResponse:
    """Where one figure of a table comes from."""
    run = _run(request, tahun, kode)
    found = origin_of(run, kode, kunci, kolom, zone=zone_of(run.perangkat_daerah_id))
    if found is None:
        raise Http404("Angka ini tidak ada lagi pada tabel; kembali ke tabel untuk melihat isinya yang terbaru.")
    return render(request, "analisis/asal.html", {"run": run, "origin": found, "tahun": tahun, "kode": kode})
