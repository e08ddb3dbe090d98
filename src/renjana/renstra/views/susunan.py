"""Pages that add to a Renstra by hand what its sheet left out: tujuan, sasaran, indicators, and which sasaran a program serves."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from renjana.organisasi.views.asking import BOTH, Asked, Question, asked, confirmed, done, status_of, tried
from renjana.renstra import actions
from renjana.renstra.forms.item import GoalForm, IndikatorForm, SasaranForm
from renjana.renstra.models import IndikatorRenstra, ItemRenstra, Renstra


def _item(a: Asked, pk: int) -> ItemRenstra:
    return get_object_or_404(ItemRenstra.objects.select_related("renstra", "sasaran"), pk=pk, renstra__perangkat_daerah=a.pd)


def _page(request: HttpRequest, form: forms.Form, judul: str, kepada: str, back: str) -> HttpResponse:
    context = {"form": form, "judul": judul, "kepada": kepada, "back": back}
    return render(request, "renstra/tambah.html", context, status=status_of(form))


@require_http_methods(BOTH)
def tambah_tujuan(request: HttpRequest, pk: int) -> HttpResponse:
    """A new tujuan or sasaran of a Renstra."""
    a = asked(request)
    renstra = get_object_or_404(Renstra, pk=pk, perangkat_daerah=a.pd)
    form = GoalForm(request.POST or None, renstra=renstra)

    def act() -> object:
        data = form.cleaned_data
        return actions.add_goal(renstra, " ".join(data["nama"].split()), data["induk"], alasan=data["alasan"], by=a.by, now=a.now)

    if request.method == "POST" and tried(form, act):
        return done(request, "Tujuan atau sasaran ditambahkan. Buka barisnya untuk mengisi indikatornya.", "renstra:renstra")
    return _page(request, form, "Tambah tujuan atau sasaran", str(renstra), reverse("renstra:renstra"))


@require_http_methods(BOTH)
def hapus_tujuan(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a tujuan or sasaran away, after asking."""
    a = asked(request)
    item = _item(a, pk)
    text = f"{item.nama}. Nama dan indikatornya tetap tercatat pada riwayat koreksi."
    question = Question(f"Hapus {item.get_tingkat_display().lower()} ini?", text, "Hapus", reverse("renstra:renstra"))
    return confirmed(request, question, lambda: actions.remove_goal(item, by=a.by, now=a.now), f"{item.get_tingkat_display()} dihapus.")


@require_http_methods(BOTH)
def tambah_indikator(request: HttpRequest, pk: int) -> HttpResponse:
    """A new indicator of a node."""
    a = asked(request)
    item = _item(a, pk)
    form = IndikatorForm(request.POST or None, years=range(item.renstra.tahun_awal, item.renstra.tahun_akhir + 1))

    def act() -> object:
        return actions.add_indikator(item, form.indikator(), alasan=form.cleaned_data["alasan"], by=a.by, now=a.now)

    if request.method == "POST" and tried(form, act):
        return done(request, "Indikator ditambahkan.", "renstra:item", pk)
    return _page(request, form, "Tambah indikator", str(item), reverse("renstra:item", kwargs={"pk": pk}))


@require_http_methods(BOTH)
def hapus_indikator(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an indicator away, after asking."""
    a = asked(request)
    found = get_object_or_404(IndikatorRenstra.objects.select_related("item"), pk=pk, item__renstra__perangkat_daerah=a.pd)
    text = f"{found.uraian}. Uraian dan targetnya tetap tercatat pada riwayat koreksi."
    question = Question("Hapus indikator ini?", text, "Hapus indikator", reverse("renstra:item", kwargs={"pk": found.item_id}))
    return confirmed(request, question, lambda: actions.remove_indikator(found, by=a.by, now=a.now), "Indikator dihapus.")


@require_http_methods(BOTH)
def sasaran(request: HttpRequest, pk: int) -> HttpResponse:
    """Which sasaran a program serves."""
    a = asked(request)
    item = _item(a, pk)
    form = SasaranForm(request.POST or None, item=item)

    def act() -> object:
        return actions.serve_goal(item, form.cleaned_data["sasaran"], alasan=form.cleaned_data["alasan"], by=a.by, now=a.now)

    if request.method == "POST" and tried(form, act):
        return done(request, "Sasaran program tersimpan.", "renstra:item", pk)
    return _page(request, form, "Sasaran yang dilayani program", str(item), reverse("renstra:item", kwargs={"pk": pk}))
