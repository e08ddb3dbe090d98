"""Pages that bring a Renstra in: upload, tell which column is what, look over what was understood, save."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from renjana.organisasi.refusal import Refused
from renjana.organisasi.views.asking import Asked, Question, asked, confirmed
from renjana.renstra import actions
from renjana.renstra.columns import choices_of, column_lines, sheet_names
from renjana.renstra.faults import ImportFault
from renjana.renstra.forms.berkas import RenstraForm, TomlForm
from renjana.renstra.models import ImporRenstra, Tingkat
from renjana.renstra.pemetaan import LABELS, Pemetaan, find_pemetaan, from_data, guess_columns, sheet_of, to_toml
from renjana.renstra.plan import RenstraBaca, default_start
from renjana.renstra.preview import asks, difference, in_order, kinds_of, rows_of
from renjana.renstra.queries import known_of
from renjana.renstra.workbook import SheetRows, column_index

SAMPLE = 12


def _impor(a: Asked, pk: int) -> ImporRenstra:
    rows = ImporRenstra.objects.select_related("berkas", "perangkat_daerah__pemda").filter(perangkat_daerah=a.pd, disimpan=None)
    return get_object_or_404(rows, pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def impor(request: HttpRequest) -> HttpResponse:
    """Upload a sheet. What can be read is looked over on the next page; nothing of the Renstra is stored before "Simpan"."""
    a = asked(request)
    form = RenstraForm(request.POST or None, request.FILES or None, initial={"tahun_awal": default_start(a.today.year + 1)})
    faults: Sequence[Any] = ()
    if request.method == "POST" and form.is_valid():
        name, content = form.cleaned_data["berkas"]
        try:
            begun = actions.begin_import(name, content, form.cleaned_data["tahun_awal"], by=a.by, now=a.now)
        except ImportFault as fault:
            faults = fault.faults
        else:
            return redirect("renstra:periksa", pk=begun.pk)
    waiting = ImporRenstra.objects.filter(perangkat_daerah=a.pd, disimpan=None).select_related("berkas", "dibuat_oleh")[:10]
    context = {"form": form, "faults": faults, "waiting": waiting}
    return render(request, "renstra/impor.html", context, status=422 if form.errors or faults else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def periksa(request: HttpRequest, pk: int) -> HttpResponse:
    """What was understood of a sheet, with every doubt by its cell. POST stores it."""
    a = asked(request)
    found = _impor(a, pk)
    faults: Sequence[Any] = ()
    if request.method == "POST":
        try:
            stored = actions.save_import(found, as_perubahan=request.POST.get("sebagai") == "perubahan", by=a.by, now=a.now)
        except ImportFault as fault:
            faults = fault.faults
        except Refused as fault:
            messages.error(request, str(fault))
            return redirect("renstra:impor")
        else:
            messages.success(request, f"{stored} tersimpan dan berlaku.")
            return redirect("renstra:renstra")
    read = actions.understood(found)
    if not read.items and any(fault.kind == "lembar" for fault in read.faults):
        messages.warning(request, f"{read.faults[0].message} Tunjukkan kolomnya di bawah ini.")
        return redirect("renstra:pemetaan", pk=pk)
    return render(request, "renstra/periksa.html", _preview(request, found, read), status=422 if faults else 200)


def _preview(request: HttpRequest, impor: ImporRenstra, read: RenstraBaca) -> dict[str, Any]:
    told = from_data(impor.pemetaan)
    kind = request.GET.get("jenis", "")
    years = range(read.tahun_awal, read.tahun_akhir + 1)
    return {
        "impor": impor,
        "read": read,
        "told": told,
        "years": [(year, read.total(year)) for year in years],
        "counts": [(label, read.count(tingkat)) for tingkat, label in Tingkat.choices if read.count(tingkat)],
        "kinds": kinds_of(read.doubts),
        "kind": kind,
        "doubts": in_order(doubt for doubt in read.doubts if kind in {"", doubt.kind}),
        "asks": asks(read, known_of(impor.perangkat_daerah), dict(told.kode)),
        "difference": difference(impor.perangkat_daerah, read),
        "rows": rows_of(read),
    }


def _told_codes(request: HttpRequest) -> dict[str, str]:
    """What the person typed, or else chose, for each row that was asked about."""
    data = request.POST
    numbers = [name.removeprefix("kunci-") for name in data if name.startswith("kunci-")]
    typed = {number: data.get(f"ketik-{number}", "").strip() for number in numbers}
    return {data[f"kunci-{number}"].replace("\x00", ""): typed[number] or data.get(f"kode-{number}", "") for number in numbers}


@require_POST
def kode(request: HttpRequest, pk: int) -> HttpResponse:
    """Give codes to rows that carry none."""
    a = asked(request)
    found = _impor(a, pk)
    codes = _told_codes(request)
    try:
        actions.tell_codes(found, codes)
    except Refused as fault:
        messages.error(request, str(fault))
    else:
        messages.success(request, "Kode dicatat; berkas dibaca ulang dengan kode itu.")
    return redirect("renstra:periksa", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def pemetaan(request: HttpRequest, pk: int) -> HttpResponse:
    """Which sheet, which row is the head, which column is what; sample rows beside. POST keeps it, or takes it from a TOML file."""
    a = asked(request)
    found = _impor(a, pk)
    toml = TomlForm(request.POST, request.FILES) if request.POST.get("aksi") == "toml" else TomlForm()
    sheets = actions.sheets_of(found)
    shown = _shown(request, found, sheets)
    reasons: list[str] = []
    if request.method == "POST":
        if toml.is_bound and toml.is_valid():
            shown = toml.cleaned_data["berkas"]
        reasons = [] if toml.is_bound else _doubled(request)
        if not reasons and (not toml.is_bound or toml.is_valid()):
            try:
                actions.tell_columns(found, shown)
            except Refused as fault:
                reasons = str(fault).split("\n")
            else:
                return redirect("renstra:periksa", pk=pk)
    sheet = sheet_of(shown, sheets)
    context = {
        "impor": found,
        "shown": shown,
        "reasons": reasons,
        "toml": toml,
        "sheets": sheet_names(sheets),
        "columns": column_lines(sheet, shown) if sheet else [],
        "choices": choices_of(shown.tahun_awal or found.tahun_awal),
        "sample": [(number, row) for number, row in list(sheet.lines())[:SAMPLE]] if sheet else [],
    }
    return render(request, "renstra/pemetaan.html", context, status=422 if reasons or toml.errors else 200)


def _told_columns(request: HttpRequest) -> list[tuple[str, str]]:
    """Letters and key of every column that the person gave a meaning."""
    told = [(name.removeprefix("kolom-"), str(value)) for name, value in request.POST.items() if name.startswith("kolom-")]
    return [(letters, key) for letters, key in told if key in LABELS and re.fullmatch("[A-Z]{1,2}", letters)]


def _doubled(request: HttpRequest) -> list[str]:
    """Meanings that were given to more than one column, as sentences."""
    by_key: dict[str, list[str]] = {}
    for letters, key in _told_columns(request):
        by_key.setdefault(key, []).append(letters)
    return [f"{LABELS[key]} ditunjuk pada kolom {' dan '.join(where)}; pilih satu." for key, where in by_key.items() if len(where) > 1]


def _shown(request: HttpRequest, impor: ImporRenstra, sheets: Sequence[SheetRows]) -> Pemetaan:
    """The mapping that the page shows: as posted, as asked for by sheet and head row, as told before, or as the heads suggest."""
    told = from_data(impor.pemetaan)
    data = request.POST if request.method == "POST" else request.GET
    names = {sheet.nama for sheet in sheets}
    if "lembar" in data and data["lembar"] in names:
        row = int(data["baris_judul"]) if data.get("baris_judul", "").isdecimal() else 1
        year = int(data["tahun_awal"]) if data.get("tahun_awal", "").isdecimal() else impor.tahun_awal
        base = Pemetaan(data["lembar"], min(max(row, 1), 1000), {}, told.kode, min(max(year, 2015), 2095))
        if request.method == "POST":
            return replace(base, kolom={key: column_index(letters) for letters, key in _told_columns(request)})
        sheet = sheet_of(base, sheets)
        return replace(base, kolom=guess_columns(sheet, base.baris_judul, tahun_awal=base.tahun_awal or 0) if sheet else {})
    if told.kolom:
        return replace(told, tahun_awal=impor.tahun_awal)
    found = find_pemetaan(sheets, tahun_awal=impor.tahun_awal)
    first = next((sheet.nama for sheet in sheets if sheet.visible), sheets[0].nama if sheets else "")
    return replace(found, kode=told.kode) if found else Pemetaan(first, 1, {}, told.kode, impor.tahun_awal)


@require_safe
def pemetaan_toml(request: HttpRequest, pk: int) -> HttpResponse:
    """The mapping as a file for `renjana import renstra --map`, or for another year."""
    found = _impor(asked(request), pk)
    told = from_data(found.pemetaan)
    if not told.kolom:
        found_out = find_pemetaan(actions.sheets_of(found), tahun_awal=found.tahun_awal)
        told = replace(found_out, kode=told.kode) if found_out else told
    content = to_toml(replace(told, tahun_awal=found.tahun_awal))
    return HttpResponse(content, content_type="application/toml", headers={"Content-Disposition": 'attachment; filename="pemetaan-renstra.toml"'})


@require_http_methods(["GET", "HEAD", "POST"])
def buang(request: HttpRequest, pk: int) -> HttpResponse:
    """Drop an import that was not stored, after asking."""
    found = _impor(asked(request), pk)
    text = "Renstra yang tersimpan tidak berubah. Berkas dapat diunggah lagi kapan saja."
    question = Question(f"Buang impor {found.berkas.nama}?", text, "Buang impor", reverse("renstra:impor"))
    return confirmed(request, question, lambda: actions.drop_import(found), f"Impor {found.berkas.nama} dibuang.")
