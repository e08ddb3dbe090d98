"""Pages of step 1."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from renjana.alur.http import get_run, get_step, now_of, person, refusals
from renjana.alur.models import Run
from renjana.alur.queries import sop_of, step_url
from renjana.disposisi import actions
from renjana.disposisi.forms import MulaiForm, PerintahForm
from renjana.disposisi.queries import disposisi_of, next_year, recipients, sop_in_force
from renjana.disposisi.rules import default_instruction
from renjana.organisasi.models import Jabatan


@require_http_methods(["GET", "HEAD", "POST"])
@refusals
def mulai(request: HttpRequest) -> HttpResponse:
    """Start the SOP for a year."""
    pd, now = person(request).perangkat_daerah, now_of(request)
    initial = {"tahun": next_year(pd, timezone.localtime(now)), "sop": sop_in_force(pd, now).first()}
    form = MulaiForm(request.POST or None, pd=pd, now=now, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        run = actions.begin(
            pd,
            data["tahun"],
            versi=data["sop"],
            pagu_indikatif=data["pagu_indikatif"],
            tenggat=data["tenggat"],
            by=person(request),
            now=now,
        )
        messages.success(request, f"Renja {run.tahap.renja.tahun} dimulai. Kerjakan langkah pertamanya di bawah ini.")
        first = sop_of(run.sop).langkah[0]
        return redirect(step_url(first, run.tahap.renja.tahun))
    status = 422 if form.errors else 200
    return render(request, "disposisi/mulai.html", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@refusals
def perintah(request: HttpRequest, tahun: int) -> HttpResponse:
    """Write the order and give it; afterwards the page shows the disposisi as it went out."""
    run, now = get_run(request, tahun), now_of(request)
    posts = list(recipients(run.perangkat_daerah))
    form = PerintahForm(request.POST or None, posts=posts, pd=run.perangkat_daerah, now=now, initial=_initial(run, posts))
    if request.method == "POST" and form.is_valid():
        disposisi = actions.order(run, form.order(), by=person(request), now=now, posts=posts)
        messages.success(request, f"Disposisi {disposisi.nomor_agenda} diberikan. Perencana mulai membuat format.")
        return redirect("alur:run", tahun=tahun)
    step = get_step(request, run, "disposisi.perintah")
    context = {"run": run, "step": step, "form": form, "disposisi": None if step.is_open else disposisi_of(run)}
    return render(request, "disposisi/perintah.html", context, status=422 if form.errors else 200)


def _initial(run: Run, posts: Sequence[Jabatan]) -> dict[str, Any]:
    pd, tahun = run.perangkat_daerah, run.tahap.renja.tahun
    return {
        "surat_dari": f"Kepala {pd.nama}",
        "sifat": "Segera",
        "hal": f"Penyusunan Rencana Kerja (Renja) Tahun {tahun}",
        "catatan": default_instruction(tahun, pd.nama),
        "tenggat": timezone.localtime(run.tenggat).date() if run.tenggat else None,
        "penerima": [post.pk for post in posts if post.pelaksana in {"perencana", "staf"}],
        "harap": ["Proses lebih lanjut"],
    }
