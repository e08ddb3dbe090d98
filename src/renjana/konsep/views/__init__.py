"""Pages of steps 8 and 9: the chapters, one subbab, the draft under correction."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods

from renjana.alur.http import get_run, get_step, now_of, person, refusals
from renjana.alur.models import Run
from renjana.analisis.queries import open_errors_of
from renjana.konsep import actions
from renjana.konsep.actions.suntingan import AWAY
from renjana.konsep.corrections import corrections_of, marks_of
from renjana.konsep.figures import figures
from renjana.konsep.forms import KembaliForm, SubbabForm
from renjana.konsep.models import Subbab, Suntingan
from renjana.konsep.prepared import TO_CONFIRM, prepared
from renjana.konsep.preview import for_page
from renjana.konsep.prose import as_prose, blocks
from renjana.konsep.queries import (
    Reading,
    around,
    is_current,
    latest_version,
    open_comments,
    order_of,
    reading_of,
    rows_of,
    subbab_of,
    version_and_comments,
    writing,
)
from renjana.konsep.richtext import to_html
from renjana.konsep.rules import draft_faults
from renjana.konsep.views.suntingan import others

BOTH = ["GET", "HEAD", "POST"]


@require_http_methods(BOTH)
@refusals
def penyusunan(request: HttpRequest, tahun: int) -> HttpResponse:
    """The chapters as a task list; builds the draft and hands it over."""
    run = get_run(request, tahun)
    if request.method == "POST":
        return _draft_act(request, run)
    step = get_step(request, run, "konsep.penyusunan")
    if step.may_act:
        actions.open_document(run)
    version, waiting = version_and_comments(run)
    current = version is not None and is_current(run, version)
    faults = draft_faults(built=version is not None, current=current, missing=(), open_comments=waiting)
    context = {
        "run": run,
        "step": step,
        "chapters": _chapters(run),
        "version": version,
        "current": current,
        "blocked": " ".join(faults) if step.may_act else "",
        "order": order_of(run),
        "to_confirm": TO_CONFIRM,
        "held": open_errors_of(run) if step.is_open else [],
        "waiting": (asked := list(open_comments(run)) if waiting else []),
        "suggested": sum(bool(one.tindakan) for one in asked),
    }
    return render(request, "konsep/penyusunan.html", context)


def _draft_act(request: HttpRequest, run: Run) -> HttpResponse:
    by, now, tahun = person(request), now_of(request), run.tahap.renja.tahun
    if "susun" in request.POST:
        version = actions.build_draft(run, by=by, now=now)
        messages.success(request, f"Konsep versi {version.nomor} tersusun sebagai PDF dan DOCX.")
        return redirect("konsep:penyusunan", tahun=tahun)
    actions.finish_draft(run, by=by, now=now)
    messages.success(request, "Konsep diserahkan kepada Sekretaris untuk dikoreksi.")
    return redirect("alur:run", tahun=tahun)


def _chapters(run: Run) -> list[tuple[str, str, list[Subbab]]]:
    rows = {row.nomor: row for row in subbab_of(run)}
    order = order_of(run)
    roman = ("I", "II", "III", "IV", "V", "VI")
    return [
        (f"BAB {roman[number - 1]}", title, [rows[entry.nomor] for entry in order.of_chapter(number) if entry.nomor in rows])
        for number, title in enumerate(order.bab, 1)
    ]


@require_http_methods(BOTH)
@refusals
def subbab(request: HttpRequest, tahun: int, nomor: str) -> HttpResponse:
    """Read and write one subbab; the preview shows it as it prints."""
    run = get_run(request, tahun)
    step = get_step(request, run, "konsep.penyusunan")
    row = get_object_or_404(rows_of(run).select_related("run", "diubah_oleh"), nomor=nomor)
    reading = reading_of(run, row)
    entries = writing(row, now_of(request) - AWAY) if step.may_act else []
    own = next((entry for entry in entries if entry.oleh_id == person(request).pk), None)
    form = SubbabForm(request.POST or None, initial=_unsaved(row, own, reading))
    if request.method == "POST" and form.is_valid():
        try:
            return _save(request, row, form)
        except actions.Conflict as conflict:
            context = {"run": run, "step": step, "mine": form.cleaned_data["isi"], "theirs": conflict.current}
            return render(request, "konsep/berbeda.html", context, status=409)
    comments = corrections_of(row, reading)
    context = {
        "run": run,
        "step": step,
        "subbab": row,
        "entry": reading.entry,
        "order": reading.material.sistematika,
        "form": form,
        "restored": own if own is not None and own.berisi else None,
        "others": others(entries, own),
        "preview": for_page(reading.blocks, marks_of(comments, reading)),
        "comments": comments,
        **around(run, nomor),
        **(_editor(form, reading) if step.may_act else {}),
    }
    return render(request, "konsep/subbab.html", context, status=422 if form.errors else 200)


def _unsaved(row: Subbab, own: Suntingan | None, reading: Reading) -> dict[str, object]:
    """What the person wrote last, saved or not, with the version that it began from; the prepared text while nobody wrote."""
    if own is not None and own.berisi:
        return {"isi": own.isi, "versi": own.versi}
    return {"isi": row.isi or as_prose(prepared(row.nomor, reading.material)), "versi": row.versi}


def _editor(form: SubbabForm, reading: Reading) -> dict[str, object]:
    """What the editor begins with: the text as HTML, and the figures that it can name, those of the whole plan apart from the others."""
    known = list(figures(reading.material))
    text = form.cleaned_data.get("isi", "") if form.is_bound else form.initial["isi"]
    html = to_html(blocks(text), {figure.nama: figure.nilai for figure in known})
    plan = [figure for figure in known if ":" not in figure.nama]
    return {
        "rich": mark_safe(html),  # noqa: S308 - made of blocks by to_html, which escapes every word
        "figures": (("Angka seluruh rencana", plan), ("Angka per program, sub kegiatan, dan rujukan", [one for one in known if ":" in one.nama])),
        "plan_figures": plan,
    }


def _save(request: HttpRequest, row: Subbab, form: SubbabForm) -> HttpResponse:
    by, now, versi = person(request), now_of(request), form.cleaned_data["versi"]
    if "terima" in request.POST:
        actions.accept_text(row, versi=versi, by=by, now=now)
        messages.success(request, f"Teks siap pakai {row.nomor} diterima; isinya mengikuti data.")
    else:
        actions.write_subbab(row, form.cleaned_data["isi"], versi=versi, by=by, now=now)
        messages.success(request, f"Subbab {row.nomor} tersimpan.")
    return redirect("konsep:subbab", tahun=row.run.tahap.renja.tahun, nomor=row.nomor)


@require_http_methods(BOTH)
@refusals
def koreksi(request: HttpRequest, tahun: int) -> HttpResponse:
    """Read the draft, ask for corrections, pass or return."""
    run = get_run(request, tahun)
    form = KembaliForm(request.POST if "kembalikan" in request.POST else None)
    if request.method == "POST":
        by, now = person(request), now_of(request)
        if "kembalikan" not in request.POST:
            actions.pass_correction(run, by=by, now=now)
            messages.success(request, "Konsep disetujui. Sekarang ajukan kepada Kepala Dinas.")
            return redirect("alur:run", tahun=tahun)
        if form.is_valid():
            actions.return_correction(run, form.cleaned_data["alasan"], by=by, now=now)
            messages.success(request, "Konsep dikembalikan ke Perencana beserta komentarnya.")
            return redirect("alur:run", tahun=tahun)
    step = get_step(request, run, "konsep.koreksi")
    waiting = open_comments(run)
    blocked = f"Masih ada {len(waiting)} komentar terbuka; selesaikan, atau kembalikan ke Perencana." if waiting and step.may_act else ""
    context = {
        "run": run,
        "step": step,
        "chapters": _chapters(run),
        "version": latest_version(run),
        "waiting": waiting,
        "blocked": blocked,
        "form": form,
    }
    return render(request, "konsep/koreksi.html", context, status=422 if form.errors else 200)
