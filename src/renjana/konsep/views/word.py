"""Pages of the document in Word: what goes out, and a corrected file that comes back, looked at before anything is stored."""

from dataclasses import asdict
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from renjana.alur.http import get_run, get_step, now_of, person, refusals
from renjana.alur.models import Run
from renjana.alur.queries import step_kerja, waiting_task
from renjana.alur.rules import AlreadyDone, NotAllowed, Refused
from renjana.konsep.actions import DOCX
from renjana.konsep.actions.koreksi import WORK
from renjana.konsep.actions.word import Source, moment_of, propose
from renjana.konsep.docx.merge import TALK, Proposal
from renjana.konsep.forms import WordForm
from renjana.konsep.queries import open_comments, versions_of
from renjana.konsep.suggestions import INSERT
from renjana.konsep.word import Returned, docx_with_changes, docx_with_corrections, read_return
from renjana.konsep.words import word_spans
from renjana.surat.queries import read_file

SALT = "renjana.konsep.word"
SECONDS = 2 * 60 * 60
"""How long a preview may be confirmed."""


@require_http_methods(["GET", "HEAD", "POST"])
@refusals
def word(request: HttpRequest, tahun: int) -> HttpResponse:
    """Downloads, the upload of a corrected file, and its preview; nothing is stored before the person says so."""
    run = get_run(request, tahun)
    task = waiting_task(run)
    kerja = step_kerja(task) if task else ""
    step = get_step(request, run, kerja if kerja in WORK else WORK[0], to_act=request.method == "POST")
    if "paket" in request.POST:
        return _kept(request, run)
    form = WordForm(request.POST or None, request.FILES or None)
    found = _looked_at(run, form) if request.method == "POST" and form.is_valid() else None
    versions = list(versions_of(run))
    context = {
        "run": run,
        "step": step,
        "form": form,
        "versions": versions,
        "latest": versions[0] if versions else None,
        "choices": [(str(one.nomor), str(one).capitalize()) for one in versions if one.data_id],
        "waiting": len(open_comments(run)),
        **(_preview(request, run, found) if found else {}),
    }
    return render(request, "konsep/word.html", context, status=422 if form.errors else 200)


def _looked_at(run: Run, form: WordForm) -> Returned | None:
    """What the file proposes; None when it is refused, which the form then says."""
    name, content = form.cleaned_data["berkas"]
    try:
        return read_return(run, content, nama=name)
    except (NotAllowed, AlreadyDone):
        raise
    except Refused as fault:
        form.add_error("berkas", str(fault))
        return None


def _preview(request: HttpRequest, run: Run, found: Returned) -> dict[str, Any]:
    suggestions = sum(one.tindakan != TALK for one in found.usulan)
    parts = [(nomor, [_shown(one) for one in group]) for nomor, group in groupby(found.usulan, key=lambda one: one.nomor)]
    package = {
        "run": run.pk,
        "orang": person(request).pk,
        "berkas": asdict(Source(found.nama, found.sha256, found.versi.nomor)),
        "seen": {one.nomor: found.seen[one.nomor] for one in found.usulan},
        "usulan": [asdict(one) for one in found.usulan],
    }
    paket = signing.dumps(package, salt=SALT, compress=True) if found.usulan else ""
    return {"found": found, "parts": parts, "suggestions": suggestions, "talks": len(found.usulan) - suggestions, "paket": paket}


def _shown(one: Proposal) -> dict[str, Any]:
    """A proposal as the page tells it."""
    spans = () if one.tindakan == TALK else word_spans("" if one.tindakan == INSERT else one.kutipan, one.usulan)
    return {"usul": one, "rentang": spans, "sisip": one.tindakan == INSERT, "koreksi": one.tindakan == TALK, "waktu": moment_of(one.waktu)}


def _kept(request: HttpRequest, run: Run) -> HttpResponse:
    try:
        package = signing.loads(request.POST["paket"], salt=SALT, max_age=SECONDS)
    except signing.BadSignature as fault:
        raise Refused("Pratinjau ini sudah kedaluwarsa. Unggah berkasnya sekali lagi; tidak ada yang tersimpan.") from fault
    if (package["run"], package["orang"]) != (run.pk, person(request).pk):
        raise Refused("Pratinjau ini milik orang atau dokumen lain. Unggah berkasnya sendiri.")
    proposals = [Proposal(**one) for one in package["usulan"]]
    count = propose(run, proposals, Source(**package["berkas"]), seen=package["seen"], by=person(request), now=now_of(request))
    messages.success(request, f"{count} usulan dan koreksi dari {package['berkas']['nama']} tersimpan.")
    task = waiting_task(run)
    page = "konsep:koreksi" if task and step_kerja(task) == WORK[1] else "konsep:penyusunan"
    return redirect(page, tahun=run.tahap.renja.tahun)


@require_safe
@refusals
def berkas(request: HttpRequest, tahun: int) -> HttpResponse:
    """A draft as DOCX: as printed, with the open corrections, or with the changes since another version."""
    run = get_run(request, tahun)
    known = {str(one.nomor): one for one in versions_of(run).select_related("data")}
    version = known.get(request.GET.get("ke", "")) or next(iter(known.values()), None)
    old = known.get(request.GET.get("dari", ""))
    if version is None:
        raise Http404("Konsep belum disusun.")
    name = f"konsep-renja-{tahun}-v{version.nomor}"
    if old is not None:
        content, name = docx_with_changes(old, version), f"{name}-sejak-v{old.nomor}"
    elif request.GET.get("isi") == "koreksi":
        content, name = docx_with_corrections(run, version), f"{name}-koreksi"
    else:
        content = read_file(version.docx)
    return HttpResponse(content, content_type=DOCX, headers={"Content-Disposition": f'attachment; filename="{name}.docx"'})
