"""Pages to come in, to go out, to set a password, and one's own profile."""

import logging
from datetime import datetime
from smtplib import SMTPException
from typing import cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.core.mail import send_mail
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from renjana.organisasi import sign_in as access
from renjana.organisasi.dates import pukul
from renjana.organisasi.forms.access import GantiSandiForm, LupaForm, MasukForm, ProfilForm, SandiBaruForm
from renjana.organisasi.models import Orang, Pemda
from renjana.organisasi.rules import client_address

log = logging.getLogger(__name__)
BOTH = ["GET", "HEAD", "POST"]
LOST = "Yang terakhir Anda tekan belum dijalankan dan isiannya tidak tersimpan, karena Anda sudah keluar di tab lain atau sesi Anda berakhir."
WRONG = "NIP, surel, atau kata sandi tidak cocok. Periksa lagi, atau minta tautan aktivasi baru kepada pengelola."


def _address(request: HttpRequest) -> str:
    meta = request.META
    return client_address(str(meta.get("REMOTE_ADDR", "")), str(meta.get("HTTP_X_FORWARDED_FOR", "")), settings.PROXIES)


def _target(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return wanted if safe else settings.LOGIN_REDIRECT_URL


def _enter(request: HttpRequest, lost: bool) -> HttpResponse:
    if lost:
        messages.warning(request, f"{LOST} Periksa isian di halaman ini, lalu tekan sekali lagi.")
    return redirect(_target(request))


@sensitive_post_parameters("sandi")
@never_cache
@require_http_methods(BOTH)
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in by NIP or e-mail."""
    lost = bool(request.POST.get("belum") or request.GET.get("belum"))
    if request.user.is_authenticated:
        return _enter(request, lost)
    form, status = MasukForm(request.POST or None), 200
    if request.method == "POST" and form.is_valid():
        name, address = form.cleaned_data["nama"], _address(request)
        until = access.take_attempt(name, address, timezone.now())
        if until is not None:
            form.add_error(None, f"Terlalu banyak percobaan gagal. {_again(until)}")
            status = 429
        elif (orang := authenticate(request, username=name, password=form.cleaned_data["sandi"])) is not None:
            access.forget_failures(name, address)
            login(request, orang)
            return _enter(request, lost)
        else:
            form.add_error(None, WRONG)
    if form.errors and status == 200:
        status = 422
    wanted = request.POST.get("next") or request.GET.get("next", "")
    context = {"form": form, "next": wanted, "lost": LOST if lost else "", "empty": not Pemda.objects.exists()}
    return render(request, "organisasi/masuk.html", context, status=status)


@require_http_methods(["POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out."""
    logout(request)
    messages.success(request, "Anda sudah keluar.")
    return redirect("organisasi:sign_in")


@sensitive_post_parameters()
@never_cache
@require_http_methods(BOTH)
def activate(request: HttpRequest, token: str) -> HttpResponse:
    """Set the first or a new password by a single-use link."""
    now = timezone.now()
    activation = access.find_activation(token, now)
    if activation is None:
        return render(request, "organisasi/tautan_habis.html", status=410)
    form = SandiBaruForm(request.POST or None, orang=activation.orang)
    if request.method == "POST" and form.is_valid():
        if not access.use_activation(activation, form.cleaned_data["sandi"], now):
            return render(request, "organisasi/tautan_habis.html", status=410)
        messages.success(request, "Kata sandi tersimpan. Silakan masuk.")
        return redirect("organisasi:sign_in")
    return render(request, "organisasi/aktivasi.html", {"form": form, "orang": activation.orang}, status=422 if form.errors else 200)


@require_http_methods(BOTH)
def forgot(request: HttpRequest) -> HttpResponse:
    """Ask for a new link; the answer is the same whether the person exists or not."""
    form = LupaForm(request.POST or None)
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        name, now = form.cleaned_data["nama"], timezone.now()
        until = access.take_attempt(f"lupa {name}", _address(request), now)
        if until is None:
            orang = access.find_person(name)
            if orang is not None and orang.email:
                _send_link(orang.email, access.new_activation(orang, now, ends_earlier=False))
            messages.success(request, "Bila nama itu terdaftar dan punya surel, tautan sudah dikirim. Bila tidak, hubungi pengelola.")
            return redirect("organisasi:sign_in")
        form.add_error(None, f"Terlalu banyak permintaan tautan. {_again(until)}")
        status = 429
    return render(request, "organisasi/lupa.html", {"form": form}, status=status)


def _send_link(address: str, token: str) -> None:
    """Mail the link. A mail server that is down is told to the log, never to who asks."""
    text = (
        f"Buka tautan ini untuk membuat kata sandi baru: {settings.BASE_URL}{reverse('organisasi:activate', args=[token])}\n"
        f"Berlaku {access.LINK_DAYS} hari, sekali pakai. Abaikan bila Anda tidak memintanya."
    )
    try:
        send_mail("Kata sandi baru Renjana", text, None, [address])
    except (OSError, SMTPException):
        log.exception("Surel tautan kata sandi tidak terkirim.")


def _again(until: datetime) -> str:
    return f"Coba lagi {pukul(until, timezone.get_current_timezone())}."


@sensitive_post_parameters("sandi", "ulang", "lama")
@require_http_methods(BOTH)
def profile(request: HttpRequest) -> HttpResponse:
    """One's own data and password."""
    orang = Orang.objects.get(pk=cast(Orang, request.user).pk)
    changing = "sandi" in request.POST
    form = ProfilForm(request.POST if request.method == "POST" and not changing else None, instance=orang)
    password = GantiSandiForm(request.POST if changing else None, orang=orang)
    if changing and password.is_valid():
        orang.set_password(password.cleaned_data["sandi"])
        orang.save(update_fields=["password"])
        update_session_auth_hash(request, orang)
        messages.success(request, "Kata sandi diganti. Sesi di perangkat lain berakhir.")
        return redirect("organisasi:profile")
    if request.method == "POST" and not changing and form.is_valid():
        form.save()
        messages.success(request, "Profil tersimpan.")
        return redirect("organisasi:profile")
    context = {"form": form, "password": password, "wewenang": getattr(request, "wewenang", ())}
    return render(request, "organisasi/profil.html", context, status=422 if form.errors or password.errors else 200)
