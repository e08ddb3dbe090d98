"""Pages of people: the list, a person's account and jabatan, the activation link."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from renjana.organisasi.actions import orang as people_actions
from renjana.organisasi.dates import tanggal
from renjana.organisasi.directory import account_state, people_of, people_rows
from renjana.organisasi.forms.orang import AkhiriForm, CariOrangForm, OrangForm, PangkuForm
from renjana.organisasi.models import Orang, PemangkuJabatan
from renjana.organisasi.phone import whatsapp_link
from renjana.organisasi.refusal import NotAllowed, Refused
from renjana.organisasi.sign_in import LINK_DAYS
from renjana.organisasi.views.asking import BOTH, READ, Asked, Question, asked, confirmed, done, may_write, status_of, tried


def _person(a: Asked, pk: int) -> Orang:
    return get_object_or_404(people_of(a.pd), pk=pk)


@require_http_methods(READ)
def people(request: HttpRequest) -> HttpResponse:
    """Everybody of the agency, by words and state of the account."""
    a = asked(request)
    form = CariOrangForm(request.GET or None)
    wanted = form.cleaned_data if form.is_valid() else {}
    words, state = wanted.get("q", "").strip(), wanted.get("keadaan", "")
    rows = people_rows(a.pd, a.now, a.today, words=words, state=state)
    context = {"rows": rows, "form": form, "filtered": bool(words or state), "may_write": may_write(request, "organisasi:person_add")}
    return render(request, "organisasi/orang.html", context)


@require_http_methods(BOTH)
def person_add(request: HttpRequest) -> HttpResponse:
    """A new person; then their page, where the jabatan is given and the link made."""
    a = asked(request)
    form, made = OrangForm(request.POST or None), []
    if request.method == "POST" and tried(form, lambda: made.append(people_actions.add_person(a.pd, form.cleaned_data, by=a.by, now=a.now))):
        sentence = f"{made[0].nama} ditambahkan. Beri jabatannya, lalu buat tautan aktivasi."
        return done(request, sentence, "organisasi:person", made[0].pk)
    return render(request, "organisasi/orang_tambah.html", {"form": form}, status=status_of(form))


@require_http_methods(BOTH)
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: account, jabatan, Plh./Plt., qualifications."""
    a = asked(request)
    found = _person(a, pk)
    form = OrangForm(request.POST or None, instance=found)
    if request.method == "POST" and tried(form, lambda: people_actions.save_person(found, form.cleaned_data, by=a.by, now=a.now)):
        return done(request, f"Data {found.nama} tersimpan.", "organisasi:person", pk)
    return _person_page(request, a, pk, form=form)


@require_POST
def person_post(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a person a jabatan."""
    a = asked(request)
    found = _person(a, pk)
    form = PangkuForm(request.POST, pd=a.pd)

    def give() -> None:
        data = form.cleaned_data
        people_actions.give_post(found, data["jabatan"], data["mulai"], data["selesai"], by=a.by, now=a.now)

    if tried(form, give):
        return done(request, f"{found.nama} memangku {form.cleaned_data['jabatan'].nama}.", "organisasi:person", pk)
    return _person_page(request, a, pk, post=form)


def _person_page(request: HttpRequest, a: Asked, pk: int, *, form: OrangForm | None = None, post: PangkuForm | None = None) -> HttpResponse:
    found = _person(a, pk)
    form, post = form or OrangForm(instance=found), post or PangkuForm(pd=a.pd, initial={"mulai": a.today})
    links = found.aktivasi.filter(dipakai__isnull=True, berlaku_sampai__gt=a.now)
    may = may_write(request, "organisasi:person")
    context = {
        "orang": found,
        "state": account_state(found, links=links.exists()),
        "link": links.first(),
        "form": form,
        "post": post,
        "held": found.pemangku.select_related("jabatan__bidang").order_by("-mulai"),
        "acts": found.delegasi.select_related("jabatan").order_by("-mulai"),
        "qualified": found.kualifikasi.order_by("jenis", "-mulai"),
        "today": a.today,
        "now": a.now,
        "may_write": may,
        "blocked": people_actions.why_not_keep(found, by=a.by, now=a.now),
        "own": found.pk == a.by.pk,
    }
    return render(request, "organisasi/orang_rinci.html", context, status=status_of(form, post))


@require_http_methods(BOTH)
def holding(request: HttpRequest, pk: int) -> HttpResponse:
    """End a holding, after asking for its last day."""
    a = asked(request)
    found = get_object_or_404(PemangkuJabatan.objects.select_related("jabatan", "orang"), jabatan__perangkat_daerah=a.pd, pk=pk)
    form = AkhiriForm(request.POST or None, initial={"selesai": a.today})
    title = f"Akhiri {found.jabatan.nama}?"
    text = f"{found.orang.nama} memangku jabatan ini sejak {tanggal(found.mulai)}. Langkah yang menunggu jabatan ini beralih kepada penggantinya."
    question = Question(title, text, "Akhiri", reverse("organisasi:person", args=[found.orang_id]))

    def end() -> None:
        people_actions.end_post(found, form.cleaned_data["selesai"], by=a.by, now=a.now)

    return confirmed(request, question, end, "Masa jabatan tersimpan.", form)


@never_cache
@require_POST
def person_link(request: HttpRequest, pk: int) -> HttpResponse:
    """Make an activation link and show it this once, with a message ready for WhatsApp."""
    a = asked(request)
    found = _person(a, pk)
    try:
        token = people_actions.make_link(found, by=a.by, now=a.now)
    except NotAllowed as fault:
        raise PermissionDenied(str(fault)) from fault
    except Refused as fault:
        context = {"orang": found, "fault": str(fault)}
        return render(request, "organisasi/tautan.html", context, status=422)
    link = f"{settings.BASE_URL}{reverse('organisasi:activate', args=[token])}"
    text = (
        f"Yth. {found.nama}, akun Renjana Anda sudah siap. Buka tautan ini untuk membuat kata sandi: {link} "
        f"Tautan berlaku {LINK_DAYS} hari, sekali pakai. Jangan diteruskan kepada orang lain."
    )
    chat = whatsapp_link(found.telepon, text)
    context = {"orang": found, "link": link, "days": LINK_DAYS, "text": text, "chat": chat}
    return render(request, "organisasi/tautan.html", context)


@require_http_methods(BOTH)
def person_active(request: HttpRequest, pk: int) -> HttpResponse:
    """Shut a person out or let back in, after asking."""
    a = asked(request)
    found = _person(a, pk)
    back = reverse("organisasi:person", args=[pk])
    if found.is_active:
        text = "Orang ini langsung keluar dari Renjana dan tidak dapat masuk lagi. Semua yang pernah dikerjakannya tetap tercatat atas namanya."
        question = Question(f"Nonaktifkan akun {found.nama}?", text, "Nonaktifkan akun", back)
    else:
        question = Question(f"Aktifkan kembali akun {found.nama}?", "Orang ini dapat masuk lagi.", "Aktifkan akun", back, danger=False)
    active = not found.is_active
    sentence = f"Akun {found.nama} {'diaktifkan kembali' if active else 'dinonaktifkan'}."
    return confirmed(request, question, lambda: people_actions.set_person_active(found, active, by=a.by, now=a.now), sentence)
