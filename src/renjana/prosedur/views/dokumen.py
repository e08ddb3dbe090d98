"""Reading: the list of SOPs, the sheet with its files, two versions side by side, relations; and moving a run to another version."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods, require_safe

from renjana.alur.http import get_run, now_of, person, refusals
from renjana.alur.models import Run, SopVersi
from renjana.organisasi.policy import may
from renjana.organisasi.signatory import local_day
from renjana.prosedur import actions
from renjana.prosedur.actions.moving import preview
from renjana.prosedur.forms import PindahForm, steps_of
from renjana.prosedur.labels import column_label
from renjana.prosedur.papers import KINDS, PAPERS, written
from renjana.prosedur.queries import Document, document_of, documents_of, marks_of, newer_versions, sheet_drawings
from renjana.sop.comparison import SAME, Change, Comparison, compare
from renjana.sop.related import related, related_svg
from renjana.sop.sheet import SheetError, lay_out


@require_safe
def sops(request: HttpRequest) -> HttpResponse:
    """Every SOP that this office can read, with its versions."""
    groups: dict[str, list[Document]] = {}
    for document in documents_of(person(request), today_of(request)):
        groups.setdefault(document.sop.kode, []).append(document)
    return render(request, "prosedur/sops.html", {"groups": list(groups.values()), "may_draft": may("prosedur:draf", roles_of(request), write=True)})


@require_safe
def sop(request: HttpRequest, kode: str) -> HttpResponse:
    """The official sheet: identity and flow pages; with ?tahun= where that run stands on the version it is pinned to."""
    run = _run(request)
    pk = run.sop_id if run is not None and run.sop.kode == kode else number(request.GET.get("versi"))
    document = get_document(request, kode, pk)
    shown = run if run is not None and document.versi is not None and run.sop_id == document.versi.pk else None
    kertas = paper_of(request)
    sheet = lay_out(document.sop, kertas=kertas)
    roles, versi = roles_of(request), document.versi
    own = versi if versi is not None and not document.is_shipped else None
    context = {
        "document": document,
        "sop": document.sop,
        "kertas": kertas,
        "pages": sheet_drawings(sheet, marks_of(shown, now_of(request))),
        "notes": sheet.notes,
        "steps": steps_of(document.sop),
        "run": shown,
        "others": [each for each in documents_of(person(request), today_of(request)) if each.sop.kode == kode and each.versi != versi],
        "history": own.peristiwa.all()[:50] if own is not None else (),
        "acts": {name for name in ("draf", "ubah", "usulkan", "buang", "kembalikan", "cabut") if may(f"prosedur:{name}", roles, write=True)},
        "may_ratify": may("pengesahan:sop", roles, write=True),
        "signature": getattr(own, "pengesahan", None),
    }
    return render(request, "prosedur/sop.html", context)


@require_safe
def berkas(request: HttpRequest, kode: str, berkas: str) -> HttpResponse:
    """The same as a file: PDF, DOCX, TOML, BPMN."""
    if berkas not in KINDS:
        raise Http404(f"Berkas {berkas} tidak dikenal.")
    kind, content_type = KINDS[berkas]
    document = get_document(request, kode, number(request.GET.get("versi")))
    try:
        content = written(document.sop, kind, paper_of(request), now_of(request))
    except SheetError as fault:
        raise Http404(str(fault)) from fault
    name = f"sop-{kode}-{document.sop.versi}.{kind}"
    manner = "inline" if kind == "pdf" else "attachment"
    return HttpResponse(content, content_type=content_type, headers={"Content-Disposition": f'{manner}; filename="{name}"'})


@require_safe
def banding(request: HttpRequest, kode: str) -> HttpResponse:
    """Two versions: what differs, each column of each step; ready to print."""
    known = [each for each in documents_of(person(request), today_of(request)) if each.sop.kode == kode and each.versi is not None]
    if not known:
        raise Http404(f"SOP {kode} tidak ada.")
    old, new = (_picked(known, request.GET.get(name), place) for name, place in (("lama", min(1, len(known) - 1)), ("baru", 0)))
    found = compare(old.sop, new.sop)
    return render(request, "prosedur/banding.html", {"kode": kode, "known": known, "old": old, "new": new, **shown_comparison(found)})


@require_safe
def hubungan(request: HttpRequest) -> HttpResponse:
    """Which SOP runs inside a step of which."""
    chosen: dict[str, Document] = {}
    for document in sorted(documents_of(person(request), today_of(request)), key=lambda each: not each.in_force):
        if document.versi is None or document.versi.status != SopVersi.Status.DICABUT:
            chosen.setdefault(document.sop.kode, document)
    graf = related([document.sop for document in chosen.values()])
    names = {node.kode: node for node in graf.sop}
    arrows = [(names[arrow.dari], names[arrow.ke], arrow.langkah) for arrow in graf.hubungan]
    drawing = mark_safe(related_svg(graf))  # noqa: S308 - made by sop.related, which escapes its words
    return render(request, "prosedur/hubungan.html", {"drawing": drawing, "arrows": arrows, "nodes": graf.sop})


@require_http_methods(["GET", "HEAD", "POST"])
@refusals
def pindah(request: HttpRequest, tahun: int) -> HttpResponse:
    """Move a running case to another version: what differs, where it would stand, and the act."""
    run = get_run(request, tahun)
    versions = newer_versions(run, today_of(request))
    chosen = next(
        (each for each in versions if str(each.pk) == (request.POST.get("versi") or request.GET.get("versi"))), versions[0] if versions else None
    )
    form = PindahForm(request.POST or None, versions=versions, initial={"versi": chosen})
    if request.method == "POST" and form.is_valid():
        actions.move_run(run, form.cleaned_data["versi"], form.cleaned_data["alasan"], by=person(request), now=now_of(request))
        messages.success(request, f"Penyusunan Renja {tahun} sekarang memakai {form.cleaned_data['versi']}.")
        return redirect("alur:run", tahun=tahun)
    landed = preview(run, chosen) if chosen is not None else None
    found = shown_comparison(landed.found) if landed is not None else {}
    context = {"run": run, "versions": versions, "chosen": chosen, "landed": landed, "form": form, **found}
    context["may_move"] = may("prosedur:pindah", roles_of(request), write=True)
    return render(request, "prosedur/pindah.html", context, status=422 if form.errors else 200)


def shown_comparison(found: Comparison) -> dict[str, Any]:
    """A comparison for its template: heads and steps with readable column names."""
    steps = [(step, _labelled(step.perubahan)) for step in found.langkah if step.jenis != SAME]
    return {"found": found, "heads": _labelled(found.kepala), "changes": steps, "same": sum(step.jenis == SAME for step in found.langkah)}


def _labelled(changes: tuple[Change, ...]) -> list[tuple[str, Change]]:
    return [(column_label(change.kolom), change) for change in changes]


def _picked(known: list[Document], word: str | None, place: int) -> Document:
    return next((each for each in known if each.versi is not None and str(each.versi.pk) == word), known[place])


def get_document(request: HttpRequest, kode: str, pk: int | None) -> Document:
    """The document an address names, else 404."""
    try:
        return document_of(person(request), kode, pk, today_of(request))
    except LookupError as fault:
        raise Http404(str(fault)) from fault


def today_of(request: HttpRequest) -> date:
    """The day it is at the person's agency."""
    return local_day(person(request).perangkat_daerah, now_of(request))


def roles_of(request: HttpRequest) -> frozenset[str]:
    """The person's roles, as the policy read them."""
    roles: frozenset[str] = getattr(request, "roles", frozenset())
    return roles


def number(text: str | None) -> int | None:
    """A whole number of an address, else None."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None


def paper_of(request: HttpRequest) -> str:
    """F4 unless A4 is asked for."""
    asked = request.GET.get("kertas", "F4")
    return asked if asked in PAPERS else "F4"


def _run(request: HttpRequest) -> Run | None:
    tahun = number(request.GET.get("tahun"))
    return get_run(request, tahun) if tahun is not None else None
