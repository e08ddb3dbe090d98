"""The calendar of a year: what closes the office, what it works in spite of, Ramadan."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from renjana.organisasi.actions import kalender
from renjana.organisasi.dates import tanggal
from renjana.organisasi.forms.kalender import HariForm, RamadanForm
from renjana.organisasi.models import HariLibur, Ramadan
from renjana.organisasi.views.asking import BOTH, Asked, Question, asked, confirmed, may_write, status_of, tried
from renjana.organisasi.year import year_of

FIRST, LAST = 2000, 2100


@require_http_methods(BOTH)
def calendar(request: HttpRequest) -> HttpResponse:
    """The days of a year; POST adds what the agency says of a day."""
    a = asked(request)
    form = HariForm(request.POST or None)

    def save() -> None:
        data = form.cleaned_data
        kalender.save_day(a.pd, data["tanggal"], data["sebab"], masuk=data["jenis"] == "masuk", by=a.by, now=a.now)

    if request.method == "POST" and tried(form, save):
        return redirect(f"{reverse('organisasi:calendar')}?tahun={form.cleaned_data['tanggal'].year}")
    return _page(request, a, form=form)


@require_http_methods(BOTH)
def ramadan(request: HttpRequest) -> HttpResponse:
    """Keep Ramadan hours of a year."""
    a = asked(request)
    form = RamadanForm(request.POST or None)
    if request.method == "POST" and tried(form, lambda: kalender.save_ramadan(a.pd, **form.cleaned_data, by=a.by, now=a.now)):
        return redirect(f"{reverse('organisasi:calendar')}?tahun={form.cleaned_data['mulai'].year}")
    return _page(request, a, ramadan=form if form.is_bound else None)


def _page(request: HttpRequest, a: Asked, *, form: HariForm | None = None, ramadan: RamadanForm | None = None) -> HttpResponse:
    year = year_of(a.pd, _wanted(request, a.today.year))
    guess = {"mulai": year.guess[0], "selesai": year.guess[1]} if year.guess else {}
    form, ramadan = form or HariForm(), ramadan or RamadanForm(initial=guess)
    context = {
        "year": year,
        "form": form,
        "ramadan": ramadan,
        "may_write": may_write(request, "organisasi:calendar"),
        "may_ramadan": may_write(request, "organisasi:ramadan"),
    }
    return render(request, "organisasi/kalender.html", context, status=status_of(form, ramadan))


def _wanted(request: HttpRequest, today: int) -> int:
    text = request.GET.get("tahun", "")
    tahun = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else today
    return min(max(tahun, FIRST), LAST)


@require_http_methods(BOTH)
def day_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what the agency said of a day, after asking."""
    a = asked(request)
    found = get_object_or_404(HariLibur, perangkat_daerah=a.pd, pk=pk)
    back = f"{reverse('organisasi:calendar')}?tahun={found.tanggal.year}"
    text = f"{found.sebab}. Tenggat langkah yang sudah berjalan tidak berubah; langkah berikutnya dihitung tanpa catatan ini."
    question = Question(f"Hapus catatan {tanggal(found.tanggal)}?", text, "Hapus catatan", back)
    return confirmed(request, question, lambda: kalender.remove_day(found, a.pd, by=a.by, now=a.now), "Catatan hari dihapus.")


@require_http_methods(BOTH)
def ramadan_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Strike a Ramadan range, after asking."""
    a = asked(request)
    found = get_object_or_404(Ramadan, pemda=a.pd.pemda_id, pk=pk)
    back = f"{reverse('organisasi:calendar')}?tahun={found.mulai.year}"
    title = f"Hapus jam kerja Ramadan {tanggal(found.mulai)} sampai {tanggal(found.selesai)}?"
    question = Question(title, "Pada hari-hari itu berlaku jam kerja biasa.", "Hapus", back)
    return confirmed(request, question, lambda: kalender.remove_ramadan(found, a.pd, by=a.by, now=a.now), "Jam kerja Ramadan dihapus.")
