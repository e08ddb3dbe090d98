"""Pages of steps 4 and 5."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from renjana.alur.http import get_run, get_step, now_of, person, refusals
from renjana.alur.queries import Step
from renjana.alur.rules import Refused
from renjana.pengumpulan.usulan import options
from renjana.pengumpulan.usulan_rows import plan_to_change
from renjana.rapat import actions
from renjana.rapat.forms import KehadiranForm, NotulenForm, TamuForm, UndanganForm
from renjana.rapat.models import PesertaRapat, Rapat
from renjana.rapat.queries import decision_lines, guests, held_on, minutes_of, people_of, rapat_of
from renjana.rapat.rules import ACARA, default_opening, is_early


@require_http_methods(["GET", "HEAD", "POST"])
@refusals
def undangan(request: HttpRequest, tahun: int) -> HttpResponse:
    """Write and send the invitation; afterwards the page shows the letter."""
    run = get_run(request, tahun)
    now = now_of(request)
    people = guests(run.perangkat_daerah, now)
    form = UndanganForm(request.POST or None, guests=people, initial=_initial(run, people, now))
    if request.method == "POST" and form.is_valid():
        invitation = form.invitation()
        rapat = actions.invite(run, invitation, by=person(request), now=now)
        messages.success(request, f"Undangan {rapat.surat.nomor} dibuat untuk {len(invitation.tamu)} orang.")
        return redirect("rapat:pelaksanaan", tahun=tahun)
    step = get_step(request, run, "rapat.undangan")
    rapat_now = rapat_of(run)
    outputs = step.task.keluaran.all() if step.task and not step.is_open else []
    context = {"run": run, "step": step, "form": form, "rapat": rapat_now, "outputs": outputs}
    return render(request, "rapat/undangan.html", context, status=422 if form.errors else 200)


def _initial(run: Any, people: tuple[Any, ...], now: Any) -> dict[str, Any]:
    start = timezone.localtime(now + timedelta(days=1))
    return {
        "tanggal": start.date(),
        "mulai": "09.00",
        "selesai": "11.00",
        "tempat": f"Ruang Rapat {run.perangkat_daerah.nama}",
        "acara": "\n".join(ACARA),
        "tamu": [str(guest.orang) for guest in people],
    }


@require_http_methods(["GET", "HEAD", "POST"])
@refusals
def pelaksanaan(request: HttpRequest, tahun: int) -> HttpResponse:
    """The meeting: minutes to write, and the button that closes it."""
    run = get_run(request, tahun)
    rapat = rapat_of(run)
    if rapat is None:
        return render(request, "rapat/belum.html", {"run": run, "step": get_step(request, run, "rapat.pelaksanaan")})
    people, posted = people_of(rapat), request.method == "POST"
    step = None if posted else get_step(request, run, "rapat.pelaksanaan")
    if step and not step.may_act:
        return _closed(request, rapat, step, people)
    plan, kept, now = plan_to_change(run), None if posted else minutes_of(rapat), now_of(request)
    form = NotulenForm(
        request.POST if posted else None,
        people=people,
        notulen=kept,
        plan=plan,
        hari=held_on(rapat, now),
        early=is_early(rapat.mulai, now),
        initial=_minutes_initial(run, rapat, people),
    )
    if posted and form.is_valid():
        return _save_minutes(request, rapat, form, people)
    step = step or get_step(request, run, "rapat.pelaksanaan")
    context = {
        "run": run,
        "step": step,
        "rapat": rapat,
        "form": form,
        "attendance": KehadiranForm(people=people),
        "guest": TamuForm(),
        "people": people,
        "present": sum(1 for person in people if person.hadir),
        "options": list(options(plan.rows())),
    }
    return render(request, "rapat/pelaksanaan.html", context, status=422 if posted else 200)


def _closed(request: HttpRequest, rapat: Rapat, step: Step, people: Sequence[PesertaRapat]) -> HttpResponse:
    """What a meeting decided, for whoever does not write its minutes now."""
    outputs = step.task.keluaran.all() if step.task and not step.is_open else []
    decided = decision_lines(rapat, step.run.tahap.renja.tahun)
    context = {"run": step.run, "step": step, "rapat": rapat, "people": people, "outputs": outputs, "decided": decided}
    return render(request, "rapat/pelaksanaan.html", context)


def _save_minutes(request: HttpRequest, rapat: Rapat, form: NotulenForm, people: Sequence[PesertaRapat]) -> HttpResponse:
    now, tahun = now_of(request), rapat.run.tahap.renja.tahun
    if request.POST.get("tutup"):
        try:
            actions.close_meeting(rapat, form.minutes(), by=person(request), now=now, people=people, plan=form.plan)
        except Refused:
            actions.write_minutes(rapat, form.minutes(), by=person(request), now=now, plan=form.plan)  # what was written is not lost
            raise
        messages.success(request, "Rapat ditutup. Daftar hadir dan notulen sudah dicetak; sekarang himpun isian bidang.")
        return redirect("alur:run", tahun=tahun)
    actions.write_minutes(rapat, form.minutes(), by=person(request), now=now, plan=form.plan)
    messages.success(request, "Notulen tersimpan.")
    return redirect("rapat:pelaksanaan", tahun=tahun)


def _minutes_initial(run: Any, rapat: Rapat, people: list[Any]) -> dict[str, Any]:
    chair = next((person.nama for person in people if "sekretaris" in person.jabatan.lower()), people[0].nama if people else "")
    return {
        "pimpinan": rapat.pimpinan or chair,
        "pembukaan": rapat.pembukaan or default_opening(run.tahap.renja.tahun, rapat.acara),
        "pembahasan": rapat.pembahasan,
        "penutup": rapat.penutup or "Rapat ditutup oleh pimpinan rapat dengan ucapan terima kasih.",
    }


@require_http_methods(["POST"])
@refusals
def kehadiran(request: HttpRequest, tahun: int) -> HttpResponse:
    """Save who came."""
    rapat = _rapat(request, tahun)
    form = KehadiranForm(request.POST, people=list(rapat.peserta.all()))
    if form.is_valid():
        now = now_of(request)
        present = actions.note_attendance(rapat, form.attendance(now), by=person(request), now=now)
        messages.success(request, f"Daftar hadir tersimpan: {present} orang hadir.")
    return redirect("rapat:pelaksanaan", tahun=tahun)


@require_http_methods(["POST"])
@refusals
def tamu(request: HttpRequest, tahun: int) -> HttpResponse:
    """Add a participant who was not invited."""
    rapat = _rapat(request, tahun)
    form = TamuForm(request.POST)
    if form.is_valid():
        guest = actions.add_guest(rapat, form.cleaned_data["nama"], form.cleaned_data["jabatan"], by=person(request), now=now_of(request))
        messages.success(request, f"{guest.nama} ditambahkan ke daftar hadir.")
    else:
        messages.error(request, "Tuliskan nama peserta yang ditambahkan.")
    return redirect("rapat:pelaksanaan", tahun=tahun)


def _rapat(request: HttpRequest, tahun: int) -> Rapat:
    """The meeting of a year, for whoever may act on step 5. Raises Refused with the reason when not."""
    run = get_run(request, tahun)
    step = get_step(request, run, "rapat.pelaksanaan", to_act=True)
    rapat = rapat_of(step.run)
    if rapat is None:
        raise Rapat.DoesNotExist("Rapat belum diundang.")
    return rapat
