"""The page of step 6: how complete every bidang is, who is awaited, what is to be looked at, closing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from renjana.alur.http import get_run, get_step, now_of, person, refusals
from renjana.alur.models import Run
from renjana.organisasi.dates import lama
from renjana.organisasi.models import Orang, Peran
from renjana.organisasi.phone import whatsapp_link
from renjana.organisasi.queries import kalender_around
from renjana.pengumpulan import actions, rules
from renjana.pengumpulan.columns import parts
from renjana.pengumpulan.lembar_rows import lembar_of, lembar_states
from renjana.pengumpulan.models import Format, Isian
from renjana.pengumpulan.queries import asked_columns, contacts, format_of, isian_of, isian_url, rows_by_bidang, said_at
from renjana.pengumpulan.views.penyampaian import find_isian
from renjana.renja.values import RencanaValue
from renjana.sop.waktu import Kalender, worked

TONES = {
    Isian.Status.BELUM: ("", "Belum disampaikan", "circle"),
    Isian.Status.DISAMPAIKAN: ("", "Belum diisi", "circle"),
    Isian.Status.DITERIMA: ("", "Belum diisi", "circle"),
    Isian.Status.DIISI: ("blue", "Sedang diisi", "half"),
    Isian.Status.DIKIRIM: ("blue", "Menunggu diperiksa", "clock"),
    Isian.Status.DIKEMBALIKAN: ("amber", "Dikembalikan", "return"),
    Isian.Status.DISETUJUI: ("green", "Diterima", "check"),
    Isian.Status.DILEWATI: ("amber", "Dilewati", "right"),
}
HEAT = {0: ("circle", "kosong"), 1: ("half", "belum lengkap"), 3: ("half", "belum lengkap"), 4: ("check", "lengkap")}


@dataclass(frozen=True)
class HeatCell:
    """A cell of the matrix."""

    label: str
    filled: int
    total: int
    tone: int
    icon: str
    word: str


@dataclass(frozen=True)
class Stand:
    """One bidang on the page: state, completeness, what is missing, who is awaited since when, the reminder."""

    isian: Isian
    url: str
    people: list[Orang]
    rows: int
    pagu: int
    cells: list[HeatCell]
    badge: tuple[str, str, str]
    lacking: str
    whatsapp: str
    since: datetime | None
    age: str


@require_http_methods(["GET", "HEAD", "POST"])
@refusals
def penghimpunan(request: HttpRequest, tahun: int) -> HttpResponse:
    """The matrix; a contact person is led to the own isian instead."""
    run = get_run(request, tahun)
    if request.roles == {Peran.BIDANG}:  # type: ignore[attr-defined]
        return _own(request, run)
    if request.method == "POST":
        return _act(request, run)
    step = get_step(request, run, rules.GATHER)
    kept = format_of(run)
    if kept is None or kept.diterbitkan is None:
        return render(request, "pengumpulan/belum.html", {"run": run, "step": step, "title": "Pengumpulan data bidang"})
    stands = _stands(run, kept, person(request), now_of(request))
    faults = rules.closing_faults(rules.Standing(one.isian.bidang.nama, one.isian.status) for one in stands)
    context = {
        "run": run,
        "step": step,
        "kept": kept,
        "parts": [*(label for _, label in parts(kept.kolom)), *(one.label for one in lembar_of(run))],
        "stands": stands,
        "sent": [one for one in stands if one.isian.status == Isian.Status.DIKIRIM],
        "awaited": [one for one in stands if one.isian.status in rules.OPEN],
        "settled": [one for one in stands if one.isian.status in rules.SETTLED],
        "late": kept.tenggat is not None and kept.tenggat < now_of(request),
        "may_gather": bool(request.roles & {Peran.STAF}) and (run.status == Run.Status.BERJALAN),  # type: ignore[attr-defined]
        "blocked": " ".join(faults),
        "outputs": step.task.keluaran.select_related("berkas") if step.task and not step.is_open else [],
    }
    return render(request, "pengumpulan/penghimpunan.html", context)


def _own(request: HttpRequest, run: Run) -> HttpResponse:
    mine = [entry.bidang for entry in request.wewenang if entry.bidang]  # type: ignore[attr-defined]
    isian = Isian.objects.filter(run=run, bidang__in=mine).select_related("bidang").first()
    if isian is None:
        return render(request, "pengumpulan/belum.html", {"run": run, "title": "Isian bidang Anda"})
    return redirect("pengumpulan:isian", tahun=run.tahap.renja.tahun, bidang=isian.bidang.kode)


def _stands(run: Run, kept: Format, by: Orang, now: datetime) -> list[Stand]:
    plans, people = rows_by_bidang(run), contacts(run, now)
    calendar = kalender_around(run.perangkat_daerah, now)
    return [_stand(run, one, plans.get(one.bidang.kode, ()), people.get(one.bidang_id, []), (kept, by, now, calendar)) for one in isian_of(run)]


def _stand(run: Run, isian: Isian, rows: Sequence[RencanaValue], people: list[Orang], around: tuple[Format, Orang, datetime, Kalender]) -> Stand:
    kept, by, now, calendar = around
    isian.run = run
    since = since_of(isian)
    empty = rules.gaps(rows, asked_columns(isian), run.tahap.renja.tahun)
    lacking = f"{len(empty)} sel belum diisi" if empty else "belum ada sub kegiatan" if not rows else "lengkap tetapi belum dikirim"
    text = rules.reminder_text(
        nama=people[0].nama if people else f"Penghubung {isian.bidang.nama}",
        bidang=isian.bidang.nama,
        tahun=run.tahap.renja.tahun,
        lacking=lacking,
        tenggat=said_at(run, kept.tenggat),
        tautan=f"{settings.BASE_URL}{isian_url(isian)}",
        penanda=f"{by.nama}, {run.perangkat_daerah.nama}",
    )
    return Stand(
        isian=isian,
        url=isian_url(isian),
        people=people,
        rows=len(rows),
        pagu=sum(row.pagu or 0 for row in rows),
        cells=[*heat_cells(rows, kept.kolom), *(_heat(part.label, *state) for part, state in lembar_states(isian))],
        since=since,
        age=(lama(minutes) if (minutes := worked(since, now, calendar)) else "baru saja") if since else "",
        badge=badge_of(isian, kept.tenggat, now, calendar),
        lacking=lacking,
        whatsapp=whatsapp_link(people[0].telepon if people else "", text),
    )


def heat_cells(rows: Sequence[RencanaValue], keys: Sequence[str]) -> list[HeatCell]:
    """The cells of the matrix for one bidang, a part each."""
    done = rules.completeness(rows, keys)
    cells = []
    for key, label in parts(keys):
        cells.append(_heat(label, *done[key]))
    return cells


def _heat(label: str, filled: int, total: int) -> HeatCell:
    tone = rules.heat(filled, total)
    return HeatCell(label, filled, total, tone, *HEAT[tone])


def since_of(isian: Isian) -> datetime | None:
    """Since when an isian stands as it does."""
    return {
        Isian.Status.DISAMPAIKAN: isian.disampaikan,
        Isian.Status.DITERIMA: isian.diterima,
        Isian.Status.DIISI: isian.diisi,
        Isian.Status.DIKIRIM: isian.dikirim,
    }.get(Isian.Status(isian.status), isian.diputuskan)


def badge_of(isian: Isian, tenggat: datetime | None, now: datetime, calendar: Kalender) -> tuple[str, str, str]:
    """Tone, word and icon of an isian's state; one that is awaited past the deadline says how late in working time."""
    if isian.status in rules.OPEN and tenggat is not None and tenggat < now:
        return "red", f"Lewat {lama(worked(tenggat, now, calendar))}", "warning"
    return TONES[Isian.Status(isian.status)]


def _act(request: HttpRequest, run: Run) -> HttpResponse:
    by, now, tahun, data = person(request), now_of(request), run.tahap.renja.tahun, request.POST
    aksi = data.get("aksi", "")
    if aksi == "tutup":
        actions.close_collection(run, by=by, now=now)
        messages.success(request, "Pengumpulan ditutup dan rekapnya disimpan. Sekarang isian dianalisis.")
        return redirect("alur:run", tahun=tahun)
    if aksi in {"terima-semua", "ingatkan-semua"}:
        messages.success(request, _act_on_all(run, aksi, by, now))
    else:
        messages.success(request, _act_on_one(find_isian(run, data.get("bidang", "")), aksi, data.get("alasan", ""), by, now))
    return redirect("pengumpulan:penghimpunan", tahun=tahun)


def _act_on_all(run: Run, aksi: str, by: Orang, now: datetime) -> str:
    accept = aksi == "terima-semua"
    wanted = [one for one in isian_of(run) if (one.status == Isian.Status.DIKIRIM if accept else one.status in rules.OPEN)]
    for one in wanted:
        one.run = run
        (actions.accept_isian if accept else actions.remind)(one, by=by, now=now)
    return f"{len(wanted)} isian diterima." if accept else f"{len(wanted)} bidang diingatkan lewat pemberitahuan aplikasi dan surel."


def _act_on_one(isian: Isian, aksi: str, alasan: str, by: Orang, now: datetime) -> str:
    verbs: dict[str, Any] = {
        "terima": (lambda: actions.accept_isian(isian, by=by, now=now), "diterima"),
        "kembalikan": (lambda: actions.return_isian(isian, alasan, by=by, now=now), "dikembalikan kepada bidang"),
        "lewati": (lambda: actions.skip_isian(isian, alasan, by=by, now=now), "dilewati"),
        "ingatkan": (lambda: actions.remind(isian, by=by, now=now), "diingatkan"),
    }
    act, word = verbs.get(aksi, verbs["ingatkan"])
    act()
    return f"Isian {isian.bidang.nama} {word}."
