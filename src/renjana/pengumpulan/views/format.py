"""The page of step 2: choose, divide, prepare; and, when it is published, what was published and how it is changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from renjana.alur.http import get_run, get_step, now_of, person, refusal_of, refusals, show_refused
from renjana.alur.models import Run
from renjana.alur.rules import AlreadyDone, NotAllowed, Refused
from renjana.pengumpulan import actions, rules
from renjana.pengumpulan.books import XLSX, Shelf, book_name, draft_of
from renjana.pengumpulan.columns import chosen
from renjana.pengumpulan.forms import FormatForm
from renjana.pengumpulan.grid import totals
from renjana.pengumpulan.lembar import asked
from renjana.pengumpulan.models import Format, Isian
from renjana.pengumpulan.queries import (
    active_bidang,
    current_kerja,
    divided,
    format_of,
    gathered_by,
    known_for,
    parent_names,
    planned_rows,
    renja_of,
    rows_by_bidang,
    warning_of,
    zone,
)
from renjana.pengumpulan.reading import cells_of
from renjana.renja.values import RencanaValue
from renjana.renstra.codes import level

DIVIDE = "bidang."
PREVIEW, ANYWAY = "pratinjau", "tetap"
KEPT = "Konsep format disimpan, tetapi belum dapat diterbitkan"
"""The press that prepares a format and shows it, and the one that publishes a version whose deadline was warned of."""


@dataclass(frozen=True)
class Division:
    """A row of the table that divides the plan: a program, kegiatan or sub kegiatan, who fills it, how much is planned under it."""

    kode: str
    nama: str
    tingkat: str
    who: str
    pagu: int


@dataclass(frozen=True)
class Program:
    """A program with what is below it: how many sub kegiatan, how many nobody fills yet, whether it is divided below."""

    row: Division
    below: list[Division]
    count: int
    missing: int
    split: bool


@require_http_methods(["GET", "HEAD", "POST"])
@refusals
def format_page(request: HttpRequest, tahun: int) -> HttpResponse:
    """Draw up the format and prepare it to be looked at; when it is published the page shows what was published."""
    run = get_run(request, tahun)
    step = get_step(request, run, rules.FORMAT)
    kept = format_of(run)
    if kept is not None and kept.diterbitkan is not None:
        return _published(request, run, kept)
    if request.method == "POST" and not step.may_act:
        raise refusal_of(step)
    draft = draft_of(kept)
    if draft.tenggat is None:
        draft = replace(draft, tenggat=gathered_by(run, now_of(request), step.task if step.is_open else None))
    posted = request.POST if request.method == "POST" else None
    form = FormatForm(posted, draft=draft, zone=zone(run))
    status = 200
    if posted is not None and form.is_valid():
        try:
            return _keep(request, run, form)
        except Refused as fault:
            status = show_refused(request, fault)
            if late := rules.deadline_fault(form.as_draft().tenggat, now=now_of(request)):
                form.add_error("tanggal", late)
    return render(
        request,
        "pengumpulan/format.html",
        _context(run, form, posted) | {"run": run, "step": step, "prepared": kept is not None and bool(kept.tanda) and posted is None},
        status=422 if form.errors else status,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@refusals
def ubah(request: HttpRequest, tahun: int) -> HttpResponse:
    """Change a published format: the same form without the division; what is new is asked of everybody, and only that."""
    run = get_run(request, tahun)
    kept = format_of(run)
    if kept is None or kept.diterbitkan is None:
        return redirect("pengumpulan:format", tahun=tahun)
    form = FormatForm(request.POST if request.method == "POST" else None, draft=draft_of(kept), zone=zone(run))
    status, warning = 200, ""
    if request.method == "POST" and form.is_valid() and not (warning := _warned(request, run, form, kept.tenggat)):
        try:
            kept = actions.revise_format(run, form.as_draft(), by=person(request), now=now_of(request))
        except Refused as fault:
            status = show_refused(request, fault)
        else:
            messages.success(request, f"Format versi {kept.versi} diterbitkan; setiap bidang diberi tahu.")
            return redirect("pengumpulan:format", tahun=tahun)
    context = {"run": run, "kept": kept, "form": form, "parts": form.parts(tahun), "step": get_step(request, run, rules.FORMAT), "warning": warning}
    return render(request, "pengumpulan/ubah.html", context, status=422 if form.errors else status)


def _keep(request: HttpRequest, run: Run, form: FormatForm) -> HttpResponse:
    by, now, tahun = person(request), now_of(request), run.tahap.renja.tahun
    draft, division = form.as_draft(), _posted_division(request.POST)
    if request.POST.get("aksi") == PREVIEW:
        try:
            actions.prepare_format(run, draft, pengampu=division, by=by, now=now)
        except (NotAllowed, AlreadyDone):
            raise
        except Refused as fault:
            actions.save_draft(run, draft, division, by=by, now=now)  # what was chosen is not lost
            raise Refused(f"{KEPT}: {fault}") from fault
        return redirect("pengumpulan:terbitkan", tahun=tahun)
    actions.save_draft(run, draft, division, by=by, now=now)
    messages.success(request, "Rancangan format tersimpan.")
    return redirect("pengumpulan:format", tahun=tahun)


def _warned(request: HttpRequest, run: Run, form: FormatForm, before: datetime | None) -> str:
    """What to think over before a deadline that is new goes out; "" when there is nothing or the person goes on all the same."""
    tenggat = form.as_draft().tenggat
    return "" if request.POST.get("aksi") == ANYWAY or tenggat == before else warning_of(run, tenggat, now_of(request))


def _posted_division(data: Mapping[str, str]) -> dict[str, str]:
    return {name.removeprefix(DIVIDE): who for name, who in data.items() if name.startswith(DIVIDE) and who}


def _context(run: Run, form: FormatForm, posted: Mapping[str, str] | None) -> dict[str, object]:
    renja = renja_of(run)
    known = known_for(renja)
    planned, people = planned_rows(renja, known), active_bidang(run)
    pengampu = _posted_division(posted) if posted is not None else divided(run, renja, known, planned)
    missing = [row.kode for row in planned if not rules.assigned(row.kode, pengampu)]
    return {
        "form": form,
        "parts": form.parts(renja.tahun),
        "bidang": people,
        "division": _division(planned, pengampu, parent_names(renja)),
        "missing": missing,
        "renstra": renja.renstra,
        "count": len(planned),
        "not_planned": rules.NOT_PLANNED,
    }


def _division(planned: Sequence[RencanaValue], pengampu: Mapping[str, str], names: Mapping[str, str]) -> list[Program]:
    own = {row.kode: row for row in planned}
    rows = [
        Division(
            kode=kode,
            nama=own[kode].nama if kode in own else names.get(kode, ""),
            tingkat=level(kode) or "",
            who=pengampu.get(kode, ""),
            pagu=sum(row.pagu or 0 for row in planned if row.kode == kode or row.kode.startswith(f"{kode}.")),
        )
        for kode in rules.under(own)
    ]
    programs = []
    for program in (row for row in rows if row.tingkat == "program"):
        below = [row for row in rows if row.kode.startswith(f"{program.kode}.")]
        under = [row.kode for row in below if row.kode in own]
        missing = sum(1 for kode in under if not rules.assigned(kode, pengampu))
        programs.append(Program(program, below, len(under), missing, any(row.who for row in below)))
    return programs


def asked_by(run: Run, kept: Format) -> dict[str, object]:
    """What a format asks for, as pages show it."""
    columns = [(one, one.judul(run.tahap.renja.tahun), kept.petunjuk.get(one.key) or one.petunjuk) for one in chosen(kept.kolom)]
    return {"run": run, "kept": kept, "columns": columns, "lembar": asked(kept.lembar, kept.pertanyaan)}


def _published(request: HttpRequest, run: Run, kept: Format) -> HttpResponse:
    step, plans = get_step(request, run, rules.FORMAT), rows_by_bidang(run)
    isian = Isian.objects.filter(run=run).select_related("bidang")
    context = {
        "step": step,
        "bidang": [(one.bidang, len(plans.get(one.bidang.kode, ())), totals(plans.get(one.bidang.kode, ()))["pagu"]) for one in isian],
        "may_revise": "perencana" in request.roles and current_kerja(run) in rules.COLLECTING,  # type: ignore[attr-defined]
        "outputs": step.task.keluaran.select_related("berkas") if step.task else [],
    }
    return render(request, "pengumpulan/format_terbit.html", asked_by(run, kept) | context)


@require_http_methods(["GET", "HEAD"])
@refusals
def pratinjau(request: HttpRequest, tahun: int, bidang: str) -> HttpResponse:
    """What the workbook of a bidang will hold, as a table and, with `?unduh=1`, as the workbook itself."""
    run = get_run(request, tahun)
    unit = next((one for one in active_bidang(run) if one.kode == bidang), None)
    if unit is None:
        raise Http404("Bidang ini tidak ada pada perangkat daerah Anda.")
    renja, kept = renja_of(run), format_of(run)
    known, draft = known_for(renja), draft_of(kept)
    if kept is not None and kept.diterbitkan is not None:
        rows = rows_by_bidang(run).get(bidang, ())
    else:
        planned = planned_rows(renja, known)
        pengampu = divided(run, renja, known, planned)
        rows = tuple(row for row in planned if rules.assigned(row.kode, pengampu) == bidang)
    if request.GET.get("unduh"):
        content = Shelf(run, renja, known, draft, kept.versi if kept else 1, now_of(request)).workbook(unit, rows)
        return HttpResponse(content, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{book_name(tahun, bidang)}"'})
    columns = chosen(draft.kolom)
    lines = [(row.nama if number == 0 else "", [cells[one.key] for one in columns]) for row in rows for number, cells in enumerate(cells_of(row))]
    heads = [(one, one.judul(tahun)) for one in columns]
    context = {"run": run, "bidang": unit, "heads": heads, "lines": lines, "count": len(rows), "totals": totals(rows)}
    context["prepared"] = kept is not None and kept.diterbitkan is None and bool(kept.tanda)
    return render(request, "pengumpulan/pratinjau.html", context)
