"""The page of a further part of an isian: last year's realisation, usulan, questions. A plain form; the grid's keys work in its table."""

import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from renjana.alur.http import now_of, person, refusals, show_refused
from renjana.alur.models import Run
from renjana.alur.rules import Refused
from renjana.pengumpulan import actions, rules
from renjana.pengumpulan.lembar import Baris, Lembar, read
from renjana.pengumpulan.lembar_rows import lembar_of, lembar_rows
from renjana.pengumpulan.models import Isian
from renjana.pengumpulan.queries import HELPERS, current_kerja, fills
from renjana.pengumpulan.views.isian import reach

NAMED = re.compile(r"(\d{1,4})\.kunci")
SPARE = 3


@dataclass(frozen=True)
class Told:
    """What a posted page is drawn again with: sentences by row key and column, and the rows that it began from."""

    faults: Mapping[tuple[str, str], str]
    base: Sequence[Baris]


@require_http_methods(["GET", "HEAD", "POST"])
@refusals
def lembar(request: HttpRequest, tahun: int, bidang: str, lembar: str) -> HttpResponse:
    """Show the part; POST saves it, and shows it again with sentences at the cells when something is wrong."""
    run, own = reach(request, tahun, bidang)
    part = next((one for one in lembar_of(run) if one.key == lembar), None)
    if part is None:
        raise Http404("Bagian ini tidak diminta oleh format.")
    if request.method == "POST":
        return _save(request, run, own, part)
    return _page(request, own, part, lembar_rows(own, part))


def _save(request: HttpRequest, run: Run, own: Isian, part: Lembar) -> HttpResponse:
    mine, base = _posted(request.POST, part)
    result = read(part, mine)
    if result.faults:
        return _page(request, own, part, mine, 422, Told(result.faults, base))
    try:
        joined = actions.save_lembar(own, part, result.rows, base=base, by=person(request), now=now_of(request))
    except Refused as fault:
        return _page(request, own, part, mine, show_refused(request, fault), Told({}, base))
    if joined.clashes:
        theirs = {place: f"Orang lain menulis “{words}”. Tulis nilai yang dipakai, lalu simpan lagi." for place, words in joined.clashes.items()}
        return _page(request, own, part, joined.rows, 409, Told(theirs, lembar_rows(own, part)))
    messages.success(request, f"{part.label} tersimpan.")
    return redirect("pengumpulan:isian", tahun=run.tahap.renja.tahun, bidang=own.bidang.kode)


def _posted(data: Mapping[str, str], part: Lembar) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """The rows as they were typed, and as they were when the page was made."""
    mine, base = [], []
    for number in (match[1] for name in data if (match := NAMED.fullmatch(name))):
        cells = {"kunci": data[f"{number}.kunci"][:64]}
        if not data.get(f"{number}.hapus"):
            mine.append(cells | {one.key: data.get(f"{number}.{one.key}", "") for one in part.columns})
        if data.get(f"{number}.ada"):
            base.append(cells | {one.key: data.get(f"{number}.semula.{one.key}", "") for one in part.columns})
    return mine, base


def _page(request: HttpRequest, own: Isian, part: Lembar, rows: Sequence[Baris], status: int = 200, told: Told | None = None) -> HttpResponse:
    run, told = own.run, told or Told({}, rows)
    may = fills(request.wewenang, own.bidang)  # type: ignore[attr-defined]
    reason = rules.why_not_edit(own.status, current_kerja(run), corrector=bool(request.roles & HELPERS))  # type: ignore[attr-defined]
    tahun = run.tahap.renja.tahun
    shown = [dict(row) for row in rows]
    if part.terbuka and may and not reason:
        shown += [{"kunci": secrets.token_hex(8)} for _ in range(SPARE)]
    began = {row["kunci"]: row for row in told.base}
    lines = [_line(number, row, part, tahun, told.faults, began.get(row["kunci"])) for number, row in enumerate(shown, 1)]
    context = {
        "run": run,
        "isian": own,
        "part": part,
        "petunjuk": rules.with_years(part.petunjuk, tahun),
        "heads": [(one, one.judul(tahun)) for one in part.columns],
        "lines": lines,
        "faults": [cell for line in lines for cell in line["cells"] if cell["error"]],
        "may_edit": may and not reason,
        "reason": reason if may else "",
    }
    return render(request, "pengumpulan/lembar.html", context, status=status)


def _line(number: int, row: Baris, part: Lembar, tahun: int, faults: Mapping[tuple[str, str], str], began: Baris | None) -> dict[str, Any]:
    cells = [
        {
            "column": one,
            "head": one.judul(tahun),
            "name": f"{number}.{one.key}",
            "id": f"l{number}-{one.key}",
            "value": row.get(one.key, ""),
            "before": (began or {}).get(one.key, ""),
            "error": faults.get((row["kunci"], one.key), ""),
        }
        for one in part.columns
    ]
    return {"number": number, "kunci": row["kunci"], "there": began is not None, "cells": cells}
