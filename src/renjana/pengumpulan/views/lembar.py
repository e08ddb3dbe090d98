"""The page of a further part of an isian: last year's realisation, usulan, questions. Cells are stored on leaving them, and by the button."""

import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from renjana.alur.http import now_of, person, refusals, show_refused, status_of
from renjana.alur.models import Run
from renjana.alur.rules import Refused
from renjana.organisasi.dates import pukul
from renjana.pengumpulan import actions, rules
from renjana.pengumpulan.lembar import Baris, Joined, Lembar, read
from renjana.pengumpulan.lembar_rows import last_writer, lembar_of, lembar_rows
from renjana.pengumpulan.models import Isian
from renjana.pengumpulan.parts_page import Posted, conflict_of, mark, page_id, page_name, posted
from renjana.pengumpulan.queries import HELPERS, current_kerja, fills, zone
from renjana.pengumpulan.views.isian import reach

SPARE = 3
SHORT = 60
"""Letters of a row's words that a line of the list of faults shows."""
Faults = Mapping[tuple[str, str], str]


@require_http_methods(["GET", "HEAD", "POST"])
@refusals
def lembar(request: HttpRequest, tahun: int, bidang: str, lembar: str) -> HttpResponse:
    """Show the part; POST saves it, and shows it again with sentences at the cells when something is wrong. A script that stores rows as
    they are left asks for JSON.
    """
    run, own = reach(request, tahun, bidang)
    part = next((one for one in lembar_of(run) if one.key == lembar), None)
    if part is None:
        raise Http404("Bagian ini tidak diminta oleh format.")
    if request.method == "POST":
        return _keep(request, own, part) if request.accepts("application/json") and not request.accepts("text/html") else _save(request, own, part)
    return _page(request, own, part, lembar_rows(own, part))


def _save(request: HttpRequest, own: Isian, part: Lembar) -> HttpResponse:
    stored = lembar_rows(own, part)
    told = posted(request, part, stored)
    result = read(part, told.rows)
    if result.faults:
        return _page(request, own, part, told.rows, 422, (result.faults, told.base))
    try:
        joined = actions.save_lembar(own, part, result.rows, base=told.base, by=person(request), now=now_of(request))
    except Refused as fault:
        return _page(request, own, part, told.rows, show_refused(request, fault), ({}, told.base))
    if joined.clashes:
        return _conflict(request, own, part, told, joined)
    messages.success(request, f"{part.label} tersimpan.")
    place = reverse("pengumpulan:isian", kwargs={"tahun": own.run.tahap.renja.tahun, "bidang": own.bidang.kode})
    sent = request.POST.get("kiriman", "")
    return redirect(f"{place}#kiriman-{sent}" if sent.isalnum() and sent.isascii() and len(sent) <= 20 else place)


def _conflict(request: HttpRequest, own: Isian, part: Lembar, told: Posted, joined: Joined) -> HttpResponse:
    hidden, fields = conflict_of(part, told, joined, lembar_rows(own, part), own.run.tahap.renja.tahun)
    who, at = _writer(request, own, part)
    conflict = {"who": who, "at": at, "title": part.label, "action": request.path, "hidden": hidden, "fields": fields}
    return render(request, "web/conflict.html", {"run": own.run, "conflict": conflict}, status=409)


def _writer(request: HttpRequest, own: Isian, part: Lembar) -> tuple[str, Any]:
    who, at = last_writer(own, part)
    return ("Anda sendiri dari halaman lain" if who == person(request).nama else who), at


def _keep(request: HttpRequest, own: Isian, part: Lembar) -> JsonResponse:
    """Store rows that a person just left, one by one; one that cannot be read or that clashes is held back, the others are stored."""
    answer: dict[str, Any] = {"dasar": {}, "sel": {}, "galat": {}, "tahan": []}
    status, said = 200, f"Tersimpan {pukul(now_of(request), zone(own.run))}"
    try:
        told = posted(request, part, lembar_rows(own, part))
        for row in told.rows:
            if sentence := _keep_row(request, own, part, told, row, answer):
                answer["tahan"].append(row["kunci"])
                status, said = 409 if "tombol Simpan" in sentence else 422, sentence
    except Refused as fault:
        return JsonResponse(answer | {"pesan": str(fault)}, status=status_of(fault))
    return JsonResponse(answer | {"pesan": said}, status=status)


def _keep_row(request: HttpRequest, own: Isian, part: Lembar, told: Posted, row: dict[str, str], answer: dict[str, Any]) -> str:
    """Store one row; the sentence that says why it was held back, "" when it was stored."""
    kunci = row["kunci"]
    result, number = read(part, [row]), told.numbers[kunci]
    ids = {one.key: page_id(number, one) for one in part.columns}
    if result.faults:
        answer["galat"] |= {ids[key]: sentence for (_, key), sentence in result.faults.items()}
        return f"{len(answer['galat'])} sel perlu Anda perbaiki; baris lain tersimpan."
    base = [one for one in told.base if one["kunci"] == kunci]
    joined = actions.save_lembar(own, part, result.rows, base=base, by=person(request), now=now_of(request))
    if joined.clashes:
        who, at = _writer(request, own, part)
        return f"Baris ini diubah {who}{f' pukul {pukul(at, zone(own.run))}' if at else ''} pada sel yang sama. Tekan tombol Simpan untuk memilih."
    kept = next((one for one in joined.rows if one["kunci"] == kunci), None)
    answer["dasar"][kunci] = mark(part, kept)
    answer["sel"] |= {ids[key]: text for key, text in (kept or {}).items() if key in ids and text != row[key]}
    return ""


def _page(
    request: HttpRequest, own: Isian, part: Lembar, rows: Sequence[Baris], status: int = 200, told: tuple[Faults, Sequence[Baris]] | None = None
) -> HttpResponse:
    """The page with these rows; `told` are sentences by row key and column, and the rows that the page began from."""
    run: Run = own.run
    faults, base = told or ({}, rows)
    may = fills(request.wewenang, own.bidang)  # type: ignore[attr-defined]
    reason = rules.why_not_edit(own.status, current_kerja(run), corrector=bool(request.roles & HELPERS))  # type: ignore[attr-defined]
    tahun = run.tahap.renja.tahun
    shown = [dict(row) for row in rows]
    if part.terbuka and may and not reason:
        shown += [{"kunci": secrets.token_hex(8)} for _ in range(SPARE)]
    began = {row["kunci"]: row for row in base}
    lines = [_line(number, row, part, tahun, faults, began.get(row["kunci"])) for number, row in enumerate(shown, 1)]
    context = {
        "run": run,
        "isian": own,
        "part": part,
        "petunjuk": rules.with_years(part.petunjuk, tahun),
        "heads": [(one, one.judul(tahun)) for one in part.columns],
        "lines": lines,
        "faults": [
            {"id": cell["id"], "text": f"Baris {line['number']}{line['name']}, {cell['head']}: {cell['error']}"}
            for line in lines
            for cell in line["cells"]
            if cell["error"]
        ],
        "may_edit": may and not reason,
        "reason": reason if may else "",
    }
    return render(request, "pengumpulan/lembar.html", context, status=status)


def _line(number: int, row: Baris, part: Lembar, tahun: int, faults: Faults, began: Baris | None) -> dict[str, Any]:
    cells = [
        {
            "column": one,
            "head": one.judul(tahun),
            "name": page_name(one),
            "id": page_id(number, one),
            "value": row.get(one.key, ""),
            "error": faults.get((row["kunci"], one.key), ""),
        }
        for one in part.columns
    ]
    words = next((value for one in part.columns if (value := row.get(one.key, "")) and one.key != "kode"), "")
    name = ", ".join(one for one in ("", row.get("kode", ""), words if len(words) <= SHORT else f"{words[: SHORT - 1].rstrip()}…") if one)
    return {"name": f", {name}" if name else "", "number": number, "kunci": row["kunci"], "dasar": mark(part, began), "cells": cells}
