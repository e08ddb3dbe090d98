"""The page of step 3: link, workbook and message for every bidang, and its receipt."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from renjana.alur.http import get_run, get_step, now_of, person, refusals
from renjana.alur.models import Run
from renjana.organisasi.models import Orang
from renjana.organisasi.phone import whatsapp_link
from renjana.pengumpulan import actions, rules
from renjana.pengumpulan.models import Format, Isian
from renjana.pengumpulan.queries import contacts, format_of, isian_of, isian_url, said_at

MOST = 500
"""So long a reason is kept."""


@dataclass(frozen=True)
class Delivery:
    """One bidang: its isian, who is reached, its link, the message and the address that opens WhatsApp with it."""

    isian: Isian
    people: list[Orang]
    link: str
    text: str
    whatsapp: str


@require_http_methods(["GET", "HEAD", "POST"])
@refusals
def penyampaian(request: HttpRequest, tahun: int) -> HttpResponse:
    """Hand the format out, note receipts, finish the step."""
    run = get_run(request, tahun)
    warning = ""
    if request.method == "POST":
        try:
            return _act(request, run)
        except rules.Unreceipted as fault:
            warning = str(fault)
    step = get_step(request, run, rules.HAND_OUT)
    kept = format_of(run)
    if kept is None or kept.diterbitkan is None:
        return render(request, "pengumpulan/belum.html", {"run": run, "step": step, "title": "Penyampaian format"})
    deliveries = [delivery(run, one, contacts(run, now_of(request)).get(one.bidang_id, []), kept, person(request)) for one in isian_of(run)]
    waiting = [one for one in deliveries if one.isian.status == Isian.Status.BELUM]
    faults = rules.hand_out_faults(rules.Standing(one.isian.bidang.nama, one.isian.status) for one in deliveries)
    context = {
        "run": run,
        "step": step,
        "kept": kept,
        "deliveries": deliveries,
        "waiting": len(waiting),
        "received": sum(1 for one in deliveries if one.isian.diterima),
        "channels": [choice for choice in Isian.Saluran.choices if choice[0] != Isian.Saluran.APLIKASI],
        "blocked": " ".join(faults),
        "warning": warning,
        "alasan": request.POST.get("alasan", "")[:MOST],
        "outputs": step.task.keluaran.select_related("berkas") if step.task and not step.is_open else [],
    }
    return render(request, "pengumpulan/penyampaian.html", context, status=422 if warning else 200)


def delivery(run: Run, isian: Isian, people: list[Orang], kept: Format, by: Orang) -> Delivery:
    """What the staf needs to reach one bidang."""
    isian.run = run
    link = f"{settings.BASE_URL}{isian_url(isian)}"
    first = people[0] if people else None
    text = rules.hand_out_text(
        nama=first.nama if first else f"Penghubung {isian.bidang.nama}",
        bidang=isian.bidang.nama,
        tahun=run.tahap.renja.tahun,
        tenggat=said_at(run, kept.tenggat),
        tautan=link,
        penanda=f"{by.nama}, {run.perangkat_daerah.nama}",
    )
    return Delivery(isian, people, link, text, whatsapp_link(first.telepon if first else "", text))


def _act(request: HttpRequest, run: Run) -> HttpResponse:
    by, now, tahun, data = person(request), now_of(request), run.tahap.renja.tahun, request.POST
    if data.get("aksi") == "selesai":
        actions.finish_hand_out(run, by=by, now=now, alasan=data.get("alasan", "")[:MOST])
        messages.success(request, "Format selesai disampaikan; tanda terimanya sudah dicetak.")
        return redirect("alur:run", tahun=tahun)
    if data.get("aksi") == "semua":
        count = actions.hand_out_all(run, by=by, now=now)
        messages.success(request, f"Format disampaikan kepada {count} bidang lewat pemberitahuan aplikasi dan surel.")
    else:
        _act_on_one(request, find_isian(run, data.get("bidang", "")), by, now)
    return redirect("pengumpulan:penyampaian", tahun=tahun)


def _act_on_one(request: HttpRequest, isian: Isian, by: Orang, now: Any) -> None:
    data = request.POST
    if data.get("aksi") == "terima":
        isian = actions.confirm_receipt(isian, by=by, now=now, penerima=data.get("penerima", "")[:120])
        messages.success(request, f"Tanda terima {isian.bidang.nama} dicatat atas nama {isian.penerima}.")
        return
    saluran = data.get("saluran", "")
    isian = actions.hand_out(isian, by=by, now=now, saluran=saluran if saluran in Isian.Saluran.values else Isian.Saluran.APLIKASI)
    messages.success(request, f"Format disampaikan kepada {isian.bidang.nama}.")


def find_isian(run: Run, kode: str) -> Isian:
    """The isian of a bidang in this run, else 404."""
    found = Isian.objects.filter(run=run, bidang__kode=kode).select_related("bidang").first()
    if found is None:
        raise Http404("Bidang ini tidak mengisi format Renja tahun ini.")
    found.run = run
    return found
