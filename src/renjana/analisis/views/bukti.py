"""The page of the proofs: which are at hand, from which step, and how the others are attached."""

from mimetypes import guess_type

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from renjana.alur.http import get_run, now_of, person, refusals
from renjana.alur.models import Run
from renjana.analisis.actions.bukti import attach_proof
from renjana.analisis.checks.bukti import EVIDENCE, expected
from renjana.analisis.forms import BuktiForm
from renjana.analisis.queries import attached
from renjana.organisasi.policy import may
from renjana.surat.actions import Paper


@require_http_methods(["GET", "HEAD", "POST"])
@refusals
def bukti(request: HttpRequest, tahun: int) -> HttpResponse:
    """What a verifier asks to see. POST attaches one proof."""
    run = get_run(request, tahun)
    kinds = [(key, name[0].upper() + name[1:]) for key, name, _ in EVIDENCE]
    form = BuktiForm(request.POST or None, request.FILES or None, kinds=kinds, initial={"jenis": request.GET.get("jenis", "")})
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["berkas"]
        paper = Paper(upload.name, upload.read(), guess_type(upload.name)[0] or "application/octet-stream")
        attach_proof(run, form.cleaned_data["jenis"], paper, by=person(request), now=now_of(request))
        messages.success(request, f"{dict(kinds)[form.cleaned_data['jenis']]} terlampir.")
        return redirect("analisis:bukti", tahun=tahun)
    here, now_expected = attached(run), {key for key, _, _ in expected(run.tahap.get_jenis_display())}
    lines = [(name[0].upper() + name[1:], help_, here.get(key), key in now_expected) for key, name, help_ in EVIDENCE]
    writes = run.status == Run.Status.BERJALAN and may("analisis:bukti", getattr(request, "roles", frozenset()), write=True)
    context = {"run": run, "tahun": tahun, "lines": lines, "form": form, "writes": writes}
    return render(request, "analisis/bukti.html", context, status=422 if form.errors else 200)
