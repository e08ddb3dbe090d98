"""The page of the settings with the thresholds of the checks."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from renjana.analisis.actions.ambang import save_thresholds
from renjana.analisis.checks import CHECKS
from renjana.analisis.forms import AmbangForm
from renjana.organisasi.views.asking import BOTH, asked, done, may_write, status_of, tried


@require_http_methods(BOTH)
def ambang(request: HttpRequest) -> HttpResponse:
    """The thresholds with their defaults and where these come from."""
    a = asked(request)
    form = AmbangForm(request.POST or None, kept={str(key): int(value) for key, value in a.pd.ambang.items()})
    if request.method == "POST" and tried(form, lambda: save_thresholds(a.pd, form.thresholds(), by=a.by, now=a.now)):
        return done(request, "Ambang pemeriksaan tersimpan. Analisis yang berjalan perlu dijalankan lagi.", "analisis:ambang")
    context = {"form": form, "may_write": may_write(request, "analisis:ambang"), "checks": len(CHECKS)}
    return render(request, "analisis/ambang.html", context, status=status_of(form))
