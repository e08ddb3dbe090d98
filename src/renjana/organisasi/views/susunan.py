"""Pages of bidang and jabatan."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from renjana.organisasi.actions import susunan
from renjana.organisasi.directory import post_rows
from renjana.organisasi.forms.susunan import BidangBaruForm, BidangForm, JabatanForm
from renjana.organisasi.models import Bidang, Jabatan
from renjana.organisasi.views.asking import BOTH, READ, Asked, Question, asked, confirmed, done, may_write, status_of, tried


def _bidang(a: Asked, pk: int) -> Bidang:
    return get_object_or_404(Bidang, perangkat_daerah=a.pd, pk=pk)


def _jabatan(a: Asked, pk: int) -> Jabatan:
    return get_object_or_404(Jabatan, perangkat_daerah=a.pd, pk=pk)


@require_http_methods(BOTH)
def bidang(request: HttpRequest) -> HttpResponse:
    """Every bidang in order, and a form for a new one."""
    a = asked(request)
    form = BidangBaruForm(request.POST or None)
    if request.method == "POST" and tried(form, lambda: susunan.add_bidang(a.pd, **form.cleaned_data, by=a.by, now=a.now)):
        return done(request, f"{form.cleaned_data['nama']} ditambahkan.", "organisasi:bidang")
    rows = list(Bidang.objects.filter(perangkat_daerah=a.pd))
    context = {"rows": rows, "form": form, "may_write": may_write(request, "organisasi:bidang"), "lost": not any(row.sekretariat for row in rows)}
    return render(request, "organisasi/bidang.html", context, status=status_of(form))


@require_http_methods(BOTH)
def bidang_item(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename a bidang."""
    a = asked(request)
    found = _bidang(a, pk)
    form = BidangForm(request.POST or None, initial={"nama": found.nama, "sekretariat": found.sekretariat})
    if request.method == "POST" and tried(form, lambda: susunan.save_bidang(found, **form.cleaned_data, by=a.by, now=a.now)):
        return done(request, "Bidang tersimpan.", "organisasi:bidang")
    return render(request, "organisasi/bidang_ubah.html", {"bidang": found, "form": form}, status=status_of(form))


@require_POST
def bidang_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a bidang up or down."""
    a = asked(request)
    susunan.move_bidang(_bidang(a, pk), -1 if request.POST.get("arah") == "naik" else 1, by=a.by, now=a.now)
    return redirect("organisasi:bidang")


@require_http_methods(BOTH)
def bidang_active(request: HttpRequest, pk: int) -> HttpResponse:
    """Retire a bidang or take it back, after asking."""
    a = asked(request)
    found = _bidang(a, pk)
    back = reverse("organisasi:bidang")
    if found.aktif:
        text = "Bidang ini tidak lagi menerima format pengumpulan yang baru. Isian dan riwayat yang sudah ada tetap tersimpan."
        question = Question(f"Nonaktifkan {found.nama}?", text, "Nonaktifkan", back)
    else:
        question = Question(f"Aktifkan kembali {found.nama}?", "Bidang ini kembali menerima format pengumpulan.", "Aktifkan", back, danger=False)
    sentence = f"{found.nama} {'dinonaktifkan' if found.aktif else 'diaktifkan kembali'}."
    return confirmed(request, question, lambda: susunan.set_bidang_active(found, not found.aktif, by=a.by, now=a.now), sentence)


@require_http_methods(READ)
def posts(request: HttpRequest) -> HttpResponse:
    """Every jabatan with its holder and the actor that it plays."""
    a = asked(request)
    context = {"rows": post_rows(a.pd, a.now, a.today), "may_write": may_write(request, "organisasi:post_add")}
    return render(request, "organisasi/jabatan.html", context)


@require_http_methods(BOTH)
def post_add(request: HttpRequest) -> HttpResponse:
    """A new jabatan."""
    return _post_form(request, asked(request), None)


@require_http_methods(BOTH)
def post(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a jabatan."""
    a = asked(request)
    return _post_form(request, a, _jabatan(a, pk))


def _post_form(request: HttpRequest, a: Asked, found: Jabatan | None) -> HttpResponse:
    form = JabatanForm(request.POST or None, pd=a.pd, jabatan=found)
    if request.method == "POST" and tried(form, lambda: susunan.save_jabatan(a.pd, found, form.cleaned_data, by=a.by, now=a.now)):
        return done(request, f"Jabatan {form.cleaned_data['nama']} tersimpan.", "organisasi:posts")
    held = found is not None and (found.pemangku.exists() or found.delegasi.exists())
    return render(request, "organisasi/jabatan_ubah.html", {"jabatan": found, "held": held, "form": form}, status=status_of(form))


@require_http_methods(BOTH)
def post_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a jabatan that nobody ever held, after asking."""
    a = asked(request)
    found = _jabatan(a, pk)
    question = Question(f"Hapus jabatan {found.nama}?", "Jabatan ini belum pernah dipangku siapa pun.", "Hapus jabatan", reverse("organisasi:posts"))
    return confirmed(request, question, lambda: susunan.remove_jabatan(found, by=a.by, now=a.now), f"Jabatan {found.nama} dihapus.")
