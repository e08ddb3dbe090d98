"""Pages of the drafts: their list with names, and any two compared."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from renjana.alur.http import get_run, now_of, person, refusals
from renjana.alur.models import Run
from renjana.konsep.actions.versi import name_version
from renjana.konsep.comparison import compare
from renjana.konsep.forms import NamaVersiForm
from renjana.konsep.models import VersiKonsep
from renjana.konsep.queries import answered_between, open_comments, said_in, said_now, versions_of
from renjana.organisasi.policy import may

NOW = "kini"
"""The other side of a comparison: the document as it stands."""


@require_http_methods(["GET", "HEAD"])
@refusals
def versi(request: HttpRequest, tahun: int) -> HttpResponse:
    """Every draft with its files, name and maker; any two of them may be compared."""
    run = get_run(request, tahun)
    versions = list(versions_of(run))
    context = {"run": run, "versions": versions, "comparable": _choices(versions), "latest": versions[0] if versions else None}
    context["may_name"] = may("konsep:nama_versi", getattr(request, "roles", frozenset()), write=True)
    return render(request, "konsep/versi.html", context)


@require_http_methods(["POST"])
@refusals
def nama(request: HttpRequest, tahun: int, nomor: int) -> HttpResponse:
    """Name a draft."""
    run = get_run(request, tahun)
    version = get_object_or_404(run.versi_konsep, nomor=nomor)
    form = NamaVersiForm(request.POST)
    if form.is_valid():
        name_version(version, form.cleaned_data["nama"], by=person(request), now=now_of(request))
        messages.success(request, f"Nama versi {nomor} tersimpan.")
    else:
        messages.error(request, "Nama versi paling panjang 60 huruf.")
    return redirect("konsep:versi", tahun=tahun)


@require_GET
@refusals
def banding(request: HttpRequest, tahun: int) -> HttpResponse:
    """Two drafts side by side: prose word by word, tables cell by cell, pagu summed; without a choice the last two."""
    run = get_run(request, tahun)
    versions = list(versions_of(run))
    choices = _choices(versions)
    known = {str(version.nomor): version for version in versions}
    newest = [key for key, _ in choices if key != NOW]
    right = request.GET.get("ke") or (newest[0] if len(newest) > 1 else NOW)
    left = request.GET.get("dari") or next((key for key in newest if key != right), "")
    context = {"run": run, "choices": choices, "left": left, "right": right, "before": known.get(left), "after": known.get(right)}
    if choices and left:
        if left not in known or (right != NOW and right not in known):
            raise Http404("Versi itu tidak ada.")
        context |= _compared(run, known[left], known.get(right))
    return render(request, "konsep/banding.html", context)


def _choices(versions: list[VersiKonsep]) -> list[tuple[str, str]]:
    """What can be compared, the newest first; drafts of which it is not known what they said are left out."""
    named = [(str(version.nomor), str(version).capitalize()) for version in versions if version.isi_id]
    return [(NOW, "Naskah sekarang"), *named] if named else []


def _compared(run: Run, before: VersiKonsep, after: VersiKonsep | None) -> dict[str, object]:
    old, new = said_in(before), said_in(after) if after else said_now(run)
    if old is None or new is None:
        raise Http404("Isi versi ini belum disimpan ketika disusun, sehingga tidak dapat dibandingkan.")
    found = compare(old, new)
    return {
        "found": found,
        "changed": found.count("ubah"),
        "added": found.count("tambah"),
        "dropped": found.count("hapus"),
        "answered": answered_between(run, before.dibuat, after.dibuat if after else None),
        "waiting": len(open_comments(run)),
    }
