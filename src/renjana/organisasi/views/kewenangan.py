"""Pages of authority: Plh. and Plt., and Kualifikasi Pelaksana."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from renjana.organisasi.actions.delegasi import delegate, end_delegation
from renjana.organisasi.actions.orang import record_qualification, remove_qualification
from renjana.organisasi.directory import qualification_rows
from renjana.organisasi.forms.orang import DelegasiForm, KualifikasiForm
from renjana.organisasi.models import Delegasi, Kualifikasi
from renjana.organisasi.views.asking import BOTH, Question, asked, confirmed, done, may_write, status_of, tried
from renjana.sop.definition import shipped


@require_http_methods(BOTH)
def delegations(request: HttpRequest) -> HttpResponse:
    """Who acts for whom: now, soon, and before; and a form for the next."""
    a = asked(request)
    form = DelegasiForm(request.POST or None, pd=a.pd, initial={"mulai": a.today, "jenis": Delegasi.Jenis.PLH})

    def act() -> None:
        data = form.cleaned_data
        delegate(data["jabatan"], data["orang"], jenis=data["jenis"], days=form.days(), dasar=data["dasar"], by=a.by, now=a.now)

    if request.method == "POST" and tried(form, act):
        return done(request, "Penunjukan tercatat.", "organisasi:delegations")
    rows = Delegasi.objects.filter(jabatan__perangkat_daerah=a.pd).select_related("jabatan", "orang").order_by("-mulai")
    context = {"rows": rows[:200], "form": form, "now": a.now, "may_write": may_write(request, "organisasi:delegations")}
    return render(request, "organisasi/delegasi.html", context, status=status_of(form))


@require_http_methods(BOTH)
def delegation(request: HttpRequest, pk: int) -> HttpResponse:
    """End a Plh. or Plt., after asking."""
    a = asked(request)
    found = get_object_or_404(Delegasi.objects.select_related("jabatan", "orang"), jabatan__perangkat_daerah=a.pd, pk=pk)
    text = "Wewenang kembali kepada pemangku jabatan mulai saat ini. Yang sudah ditandatangani sebagai pengganti tetap sah."
    question = Question(f"Akhiri {found.jenis} {found.jabatan.nama} oleh {found.orang.nama}?", text, "Akhiri", reverse("organisasi:delegations"))
    return confirmed(request, question, lambda: end_delegation(found, by=a.by, now=a.now), "Penunjukan diakhiri.")


@require_http_methods(BOTH)
def qualifications(request: HttpRequest) -> HttpResponse:
    """What the SOP asks of its actors, who has it, and a form to record more."""
    a = asked(request)
    form = KualifikasiForm(
        request.POST or None, pd=a.pd, initial={"orang": request.GET.get("orang"), "jenis": request.GET.get("jenis"), "mulai": a.today}
    )

    def record() -> None:
        data = dict(form.cleaned_data)
        record_qualification(data.pop("orang"), data, by=a.by, now=a.now)

    if request.method == "POST" and tried(form, record):
        return done(request, "Kualifikasi tercatat.", "organisasi:qualifications")
    entries = Kualifikasi.objects.filter(orang__perangkat_daerah=a.pd).select_related("orang").order_by("orang__nama", "jenis", "-mulai")
    context = {
        "asks": shipped().kualifikasi,
        "rows": qualification_rows(a.pd, a.now, a.today),
        "entries": entries,
        "form": form,
        "today": a.today,
        "may_write": may_write(request, "organisasi:qualifications"),
    }
    return render(request, "organisasi/kualifikasi.html", context, status=status_of(form))


@require_http_methods(BOTH)
def qualification(request: HttpRequest, pk: int) -> HttpResponse:
    """Strike a qualification, after asking."""
    a = asked(request)
    found = get_object_or_404(Kualifikasi.objects.select_related("orang"), orang__perangkat_daerah=a.pd, pk=pk)
    text = f"{found.get_jenis_display()}, dasar {found.dasar}."
    question = Question(f"Hapus kualifikasi {found.orang.nama}?", text, "Hapus kualifikasi", reverse("organisasi:qualifications"))
    return confirmed(request, question, lambda: remove_qualification(found, by=a.by, now=a.now), "Kualifikasi dihapus.")
