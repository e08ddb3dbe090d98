"""Pages of the findings: the list with its filters, one finding, its cell, and what a bidang has to answer."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods, require_safe

from renjana.alur.http import get_run, get_step, now_of, person, refusals
from renjana.alur.models import Run
from renjana.alur.queries import Step
from renjana.analisis import actions
from renjana.analisis.actions.temuan import answer_findings, note, send_findings
from renjana.analisis.findings import CheckValues
from renjana.analisis.forms import AlasanForm, CatatanForm
from renjana.analisis.listing import finding_lines, read_filters
from renjana.analisis.messages import cell_marks, whatsapp_text
from renjana.analisis.models import Temuan
from renjana.analisis.page import pagu_chart
from renjana.analisis.places import address_of
from renjana.analisis.queries import findings_of, is_stale, latest_and_state, open_errors, unnoted, waiting_usulan
from renjana.analisis.rules import DECIDING, KERJA, count, why_not_finished
from renjana.analisis.scoring import score
from renjana.analisis.summary import summary_of
from renjana.organisasi.models import Bidang, Peran
from renjana.organisasi.phone import whatsapp_link
from renjana.pengumpulan.books import Shelf, book_name, draft_of
from renjana.pengumpulan.lembar_rows import part_sheets
from renjana.pengumpulan.models import Isian
from renjana.pengumpulan.queries import asked_columns, contacts, current_kerja, format_of, known_for, may_fill, renja_of, rows_of
from renjana.renja.queries import plan_values

PER_PAGE = 500
ANSWER = "jawaban-"


@require_http_methods(["GET", "HEAD", "POST"])
@refusals
def analisis(request: HttpRequest, tahun: int) -> HttpResponse:
    """The findings with filters, totals and chart. POST analyses again, or finishes the step."""
    run = get_run(request, tahun)
    if request.method == "POST":
        by, now = person(request), now_of(request)
        if request.POST.get("aksi") == "selesai":
            actions.finish_analysis(run, by=by, now=now, catatan=request.POST.get("catatan", ""))
            messages.success(request, "Analisis selesai. Sekarang perencana menyusun rancangan Renja.")
            return redirect("alur:run", tahun=tahun)
        found, fixed = actions.analyse(run, by=by, now=now), Temuan.objects.filter(run=run, status=Temuan.Status.SELESAI, waktu=now).count()
        gone = f" {fixed} temuan sudah diperbaiki." if fixed else ""
        messages.success(request, f"Seluruh aturan diperiksa ulang: {len(found)} temuan.{gone}")
        return redirect("analisis:analisis", tahun=tahun)
    return render(request, "analisis/analisis.html", _overview(request, run, get_step(request, run, KERJA)))


def _overview(request: HttpRequest, run: Run, step: Step) -> dict[str, Any]:
    last, state = latest_and_state(run)
    figures = last.ringkasan if last and last.ringkasan else summary_of(CheckValues(plan_values(run.tahap)))
    rows = list(findings_of(run, everything=True))
    filters = read_filters(request.GET, rows, figures)
    shown = [row for row in rows if filters.asked.takes(row)]
    stale = last is not None and is_stale(last, state)
    waiting = unnoted(rows)
    reasons = why_not_finished(open_errors(rows), analysed=last is not None, stale=stale, rows=state.baris).partition("\n")[0]
    chart, programs = pagu_chart(figures, run.tahap.renja.tahun)
    return {
        "run": run,
        "tahun": run.tahap.renja.tahun,
        "step": step,
        "figures": figures,
        "last": last,
        "stale": stale,
        "sums": count((row.tingkat, row.status) for row in rows),
        "filters": filters,
        "lines": finding_lines(shown[:PER_PAGE], {kode: nama for kode, nama, _ in figures["per_bidang"]}, request.roles),  # type: ignore[attr-defined]
        "hidden": max(0, len(shown) - PER_PAGE),
        "blocked": reasons.replace("masih terbuka; perbaiki, atau abaikan dengan alasan:", "masih menahan langkah 8."),
        "unnoted": len(waiting),
        "score": score(((row.kode, row.tingkat, row.status) for row in rows), figures.get("berlaku")),
        "chart": mark_safe(chart),  # noqa: S308 - drawn by our own chart module, which escapes every word
        "programs": programs,
        "sending": _sending(rows, figures),
        "usulan": waiting_usulan(run),
    }


def _sending(rows: Iterable[Temuan], figures: dict[str, Any]) -> list[dict[str, Any]]:
    """Bidang with open findings: how many, how many not sent yet, how many answered."""
    found = []
    for kode, nama, _ in figures["per_bidang"]:
        own = [row for row in rows if row.bidang == kode and row.is_open]
        if own:
            fresh, answered = (sum(row.status == status for row in own) for status in (Temuan.Status.TERBUKA, Temuan.Status.DIJAWAB))
            sent = max((row.dikirim for row in own if row.dikirim), default=None)
            found.append({"kode": kode, "nama": nama, "jumlah": len(own), "baru": fresh, "dijawab": answered, "dikirim": sent})
    return found


def _deciding_step(request: HttpRequest, run: Run) -> Step:
    """The step in which findings are decided now: the analysis, or one on the way to submission."""
    kerja = current_kerja(run)
    return get_step(request, run, kerja if kerja in DECIDING else KERJA)


@require_http_methods(["GET", "HEAD", "POST"])
@refusals
def temuan(request: HttpRequest, tahun: int, pk: int) -> HttpResponse:
    """One finding: let it stand with a reason, note it, or open it again."""
    run = get_run(request, tahun)
    step = _deciding_step(request, run)
    found = get_object_or_404(Temuan.objects.select_related("oleh", "dijawab_oleh", "run__tahap__renja", "run__sop"), run=run, pk=pk)
    by, now, aksi = person(request), now_of(request), request.POST.get("aksi")
    form, note_form = AlasanForm(request.POST if aksi == "abaikan" else None), CatatanForm(request.POST if aksi == "catat" else None)
    if aksi == "buka":
        actions.reopen(found, by=by, now=now)
        messages.success(request, f"Temuan {found.kode} dibuka kembali.")
    elif aksi == "abaikan" and form.is_valid():
        actions.waive(found, form.cleaned_data["alasan"], by=by, now=now)
        messages.success(request, f"Temuan {found.kode} diabaikan dengan alasan.")
    elif aksi == "catat" and note_form.is_valid():
        note(found, note_form.cleaned_data["catatan"], by=by, now=now)
        messages.success(request, f"Catatan temuan {found.kode} tersimpan.")
    else:
        names = dict(Bidang.objects.filter(perangkat_daerah=run.perangkat_daerah_id).values_list("kode", "nama"))
        (line,) = finding_lines([found], names, request.roles)  # type: ignore[attr-defined]
        context = {"run": run, "tahun": tahun, "step": step, "line": line, "form": form, "note_form": note_form}
        return render(request, "analisis/temuan.html", context, status=422 if form.errors or note_form.errors else 200)
    return redirect(f"{reverse('analisis:analisis', kwargs={'tahun': tahun})}#temuan-{found.pk}")


@require_safe
@refusals
def sel(request: HttpRequest, tahun: int, pk: int) -> HttpResponse:
    """Leads to the place where a finding is corrected: a cell of an isian, a row of a list, the document, a table."""
    run = get_run(request, tahun)
    found = get_object_or_404(Temuan, run=run, pk=pk)
    roles: frozenset[str] = request.roles  # type: ignore[attr-defined]
    return redirect(address_of(run, found, roles) or reverse("analisis:temuan", kwargs={"tahun": tahun, "pk": pk}))


@require_http_methods(["GET", "HEAD", "POST"])
@refusals
def bidang(request: HttpRequest, tahun: int, bidang: str) -> HttpResponse:
    """The findings of one bidang: sent as one message by who analyses, answered by the bidang."""
    run = get_run(request, tahun)
    unit = get_object_or_404(Bidang, perangkat_daerah=run.perangkat_daerah_id, kode=bidang)
    by, now = person(request), now_of(request)
    if request.method == "POST" and request.POST.get("aksi") == "kirim":
        number = send_findings(run, unit, by=by, now=now)
        messages.success(request, f"{number} temuan dikirim kepada {unit.nama} lewat pemberitahuan aplikasi dan surel.")
        return redirect("analisis:bidang", tahun=tahun, bidang=bidang)
    if request.method == "POST":
        answers = {int(key.removeprefix(ANSWER)): str(text) for key, text in request.POST.items() if re.fullmatch(rf"{ANSWER}\d{{1,12}}", key)}
        number = answer_findings(run, unit, answers, by=by, now=now)
        messages.success(request, f"{number} jawaban tersimpan." if number else "Tidak ada jawaban baru.")
        return redirect("analisis:bidang", tahun=tahun, bidang=bidang)
    return render(request, "analisis/bidang.html", _bidang_context(request, run, unit))


@require_safe
@refusals
def bidang_excel(request: HttpRequest, tahun: int, bidang: str) -> HttpResponse:
    """The workbook of a bidang with its open findings as comments on the cells; it can be corrected and sent back."""
    run = get_run(request, tahun)
    isian = get_object_or_404(Isian.objects.select_related("bidang", "run__tahap__renja"), run=run, bidang__kode=bidang)
    own = request.roles == {Peran.BIDANG}  # type: ignore[attr-defined]
    rows = [row for row in findings_of(run, bidang=bidang) if row.is_open and (row.dikirim or not own)]
    renja, kept = renja_of(run), format_of(run)
    draft = replace(draft_of(kept), kolom=asked_columns(isian))
    shelf = Shelf(run, renja, known_for(renja), draft, kept.versi if kept else 1, now_of(request))
    content = shelf.workbook(isian.bidang, rows_of(isian), parts=part_sheets(isian), marks=cell_marks(rows).get(bidang))
    headers = {"Content-Disposition": f'attachment; filename="temuan-{book_name(tahun, bidang)}"'}
    return HttpResponse(content, content_type=actions.XLSX, headers=headers)


def _bidang_context(request: HttpRequest, run: Run, unit: Bidang) -> dict[str, Any]:
    tahun, by, now = run.tahap.renja.tahun, person(request), now_of(request)
    step = get_step(request, run, KERJA)
    rows = [row for row in findings_of(run, bidang=unit.kode) if row.is_open]
    people = contacts(run, now).get(unit.pk, [])
    own = request.roles == {Peran.BIDANG}  # type: ignore[attr-defined]
    text = whatsapp_text(
        nama=people[0].nama if people else f"Penghubung {unit.nama}",
        bidang=unit.nama,
        tahun=tahun,
        messages=[row.pesan for row in rows],
        tautan=f"{settings.BASE_URL}{reverse('analisis:bidang', kwargs={'tahun': tahun, 'bidang': unit.kode})}",
        penanda=f"{by.nama}, {run.perangkat_daerah.nama}",
    )
    return {
        "run": run,
        "tahun": tahun,
        "step": step,
        "unit": unit,
        "people": people,
        "own": own,
        "lines": finding_lines([row for row in rows if row.dikirim or not own], {unit.kode: unit.nama}, request.roles),  # type: ignore[attr-defined]
        "sent": max((row.dikirim for row in rows if row.dikirim), default=None),
        "may_answer": step.is_open and may_fill(by, unit, now),
        "text": text,
        "whatsapp": whatsapp_link(people[0].telepon if people else "", text),
    }
