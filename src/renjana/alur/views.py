"""Pages of a run: inbox, notices, years, the run itself, its flow, schedule and history, and the agenda book as PDF."""

from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from renjana.alur import actions
from renjana.alur.agenda import agenda_paper
from renjana.alur.forms import AlihForm, BatalForm, KembaliForm, LangkahForm, SebabForm
from renjana.alur.history import History, check, history_of
from renjana.alur.http import get_run, now_of, people_of, person, refusal_of, refusals
from renjana.alur.inbox import inbox_of
from renjana.alur.models import Run, Task
from renjana.alur.overview import Overview, drawings, overview_of, reminders
from renjana.alur.queries import Step, authority_among, is_general, notices_of, open_task, sop_of, step_at, step_url
from renjana.alur.rules import AlreadyDone, Refused, needs_of
from renjana.alur.years import year_rows
from renjana.cetak.charts_flow import Span, duration_dumbbells
from renjana.organisasi.policy import POLICY
from renjana.organisasi.queries import zone_of
from renjana.sop.flow import step as langkah_of
from renjana.surat.forms import PeriodeForm
from renjana.surat.queries import SHARED
from renjana.surat.queries import agenda as agenda_letters

MANAGING = POLICY["alur:cancel"].write


@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """What waits for this person, what waits for others, what is done."""
    orang, now = person(request), now_of(request)
    tahun = _number(request.GET.get("tahun"))
    late = request.GET.get("lewat") == "1"
    found = inbox_of(orang, people_of(request), now, tahun=tahun, late=late)
    pd = orang.perangkat_daerah
    frame = {"agency": pd.nama, "government": f"Pemerintah {pd.pemda.nama}", "tasks": found.all_mine, "notices": found.notices}
    context = {"inbox": found, "tahun": tahun, "late": late, "frame": frame, "only_bidang": _roles(request) == {"bidang"}}
    return render(request, "alur/tugas.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def notices(request: HttpRequest) -> HttpResponse:
    """The notices of a person; a POST marks one or all as read and follows its link."""
    orang = person(request)
    if request.method == "POST":
        chosen = _number(request.POST.get("pk"))
        link = actions.read_notices(orang, chosen, now=now_of(request))
        safe = link and url_has_allowed_host_and_scheme(link, allowed_hosts=None)
        return redirect(link if safe else "alur:notices")
    return render(request, "alur/pemberitahuan.html", {"notices": notices_of(orang)})


@require_safe
def years(request: HttpRequest) -> HttpResponse:
    """Every run of the agency, newest year first."""
    may_start = bool(POLICY["disposisi:mulai"].write & _roles(request))
    return render(request, "alur/daftar.html", {"rows": year_rows(person(request), people_of(request), now_of(request)), "may_start": may_start})


@require_safe
def run(request: HttpRequest, tahun: int) -> HttpResponse:
    """How a run stands: who is awaited since when, what comes next, the flow, every step with its outputs."""
    context = _run_context(request, get_run(request, tahun))
    return render(request, "alur/ringkasan.html", context)


@require_safe
def flow(request: HttpRequest, tahun: int) -> HttpResponse:
    """The swimlane large, and the same in words; ready to print."""
    return render(request, "alur/alur.html", _run_context(request, get_run(request, tahun), forms=False))


@require_safe
def schedule(request: HttpRequest, tahun: int) -> HttpResponse:
    """Standard against actual working time of each step reached."""
    found = get_run(request, tahun)
    overview = overview_of(found, now_of(request), people_of(request))
    spans = [Span(f"{row.langkah.nomor}. {row.label}", row.baku, row.drawn) for row in overview.rows if row.times]
    chart = duration_dumbbells(spans, f"Waktu baku dan waktu nyata {found.tahap}") if spans else None
    return render(request, "alur/jadwal.html", {"run": found, "overview": overview, "chart": chart})


@require_safe
def history(request: HttpRequest, tahun: int) -> HttpResponse:
    """Every event with its fingerprint, by step, person and kind."""
    found = get_run(request, tahun)
    return render(request, "alur/riwayat.html", {"run": found, **_history_context(request, found)})


@require_POST
def verify(request: HttpRequest, tahun: int) -> HttpResponse:
    """Check the chain and the outputs, and show what was found above the history."""
    found = get_run(request, tahun)
    context = {"run": found, "verdict": check(found), "checked": now_of(request), **_history_context(request, found)}
    return render(request, "alur/riwayat.html", context)


@require_POST
@refusals
def pause(request: HttpRequest, tahun: int) -> HttpResponse:
    """Stop the clock of the open step."""
    found = get_run(request, tahun)
    form = SebabForm(request.POST)
    if form.is_valid():
        task = _open(found)
        actions.pause(task, form.cleaned_data["sebab"], by=person(request), now=now_of(request))
        messages.success(request, f"Langkah {task.langkah} dijeda. Tekan Lanjutkan bila pekerjaan diteruskan.")
        return redirect("alur:run", tahun=tahun)
    return render(request, "alur/ringkasan.html", _run_context(request, found, pausing=form), status=422)


@require_POST
@refusals
def resume(request: HttpRequest, tahun: int) -> HttpResponse:
    """Let the clock of the open step run again."""
    task = actions.resume(_open(get_run(request, tahun)), by=person(request), now=now_of(request))
    messages.success(request, f"Langkah {task.langkah} dilanjutkan; tenggatnya bergeser sepanjang jeda.")
    return redirect("alur:run", tahun=tahun)


@require_POST
@refusals
def reassign(request: HttpRequest, tahun: int) -> HttpResponse:
    """Hand the open step to one person."""
    found, now = get_run(request, tahun), now_of(request)
    form = AlihForm(request.POST, perangkat_daerah=found.perangkat_daerah_id, now=now)
    if form.is_valid():
        to = form.cleaned_data["orang"]
        task = actions.reassign(_open(found), to, form.cleaned_data["alasan"], by=person(request), now=now)
        messages.success(request, f"Langkah {task.langkah} dialihkan kepada {to.nama}.")
        return redirect("alur:run", tahun=tahun)
    return render(request, "alur/ringkasan.html", _run_context(request, found, handing=form), status=422)


@require_POST
@refusals
def cancel(request: HttpRequest, tahun: int) -> HttpResponse:
    """End the run before its end."""
    found = get_run(request, tahun)
    form = BatalForm(request.POST)
    if form.is_valid():
        actions.cancel(found, form.cleaned_data["alasan_batal"], by=person(request), now=now_of(request))
        messages.success(request, f"Penyusunan {found.tahap} dibatalkan.")
        return redirect("alur:years")
    return render(request, "alur/ringkasan.html", _run_context(request, found, cancelling=form), status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@refusals
def step(request: HttpRequest, tahun: int, nomor: int) -> HttpResponse:
    """The work of a step that no area knows: what the SOP asks for, its outputs, a note, finish or send back."""
    found, now = get_run(request, tahun), now_of(request)
    sop = sop_of(found.sop)
    langkah = next((one for one in sop.langkah if one.nomor == nomor), None)
    if langkah is None:
        raise Http404(f"{sop.nama} tidak memuat langkah {nomor}.")
    if not is_general(langkah, tahun):
        return redirect(step_url(langkah, tahun))
    shown = step_at(found, langkah, person(request), now, people=people_of(request))
    posted = request.method == "POST"
    returning = posted and request.POST.get("tindakan") == "kembali"
    files = (request.POST, request.FILES) if posted and not returning else (None, None)
    work = LangkahForm(*files, needs=needs_of(langkah.kelengkapan), output=langkah.output)
    back = KembaliForm(request.POST if returning else None, sop=sop, ways=langkah.kembali) if langkah.kembali else None
    if posted and (answer := _do_step(request, shown, work, back if returning else None)):
        return answer
    outputs = shown.task.keluaran.select_related("berkas") if shown.task else []
    context = {"run": found, "step": shown, "work": work, "back": back, "outputs": outputs}
    return render(request, "alur/langkah.html", context, status=422 if posted else 200)


def _do_step(request: HttpRequest, shown: Step, work: LangkahForm, back: KembaliForm | None) -> HttpResponse | None:
    """Do what the general step's form asks; None when the form has faults."""
    tahun, now, orang = shown.run.tahap.renja.tahun, now_of(request), person(request)
    if shown.task is None or not shown.may_act:
        raise refusal_of(shown)
    if back is not None:
        if not back.is_valid():
            return None
        actions.send_back(shown.task, back.cleaned_data["ke"], back.cleaned_data["alasan"], by=orang, now=now)
        messages.success(request, f"Langkah {shown.langkah.nomor} dikembalikan ke langkah {back.cleaned_data['ke']}.")
        return redirect("alur:run", tahun=tahun)
    if not work.is_valid():
        return None
    done = work.work()
    if request.POST.get("tindakan") == "unggah":
        if not done.nama:
            raise Refused("Pilih berkas yang hendak diunggah.")
        actions.hand_in(shown.task, done, by=orang, now=now)
        messages.success(request, f"{done.nama} tersimpan.")
        return redirect("alur:step", tahun=tahun, nomor=shown.langkah.nomor)
    actions.complete_general(shown.task, done, by=orang, now=now)
    messages.success(request, f"Langkah {shown.langkah.nomor} selesai.")
    return redirect("alur:run", tahun=tahun)


@require_safe
def agenda_pdf(request: HttpRequest) -> HttpResponse:
    """The agenda book of a period as PDF."""
    form = PeriodeForm(request.GET)
    if not form.is_valid():
        raise Http404("Tentukan masa buku agenda dari halaman Agenda.")
    orang, now = person(request), now_of(request)
    mulai, selesai = form.cleaned_data["mulai"], form.cleaned_data["selesai"]
    paper = agenda_paper(orang.perangkat_daerah, list(agenda_letters(orang, mulai, selesai)), mulai, selesai, by=orang, now=now)
    answer = HttpResponse(paper, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="buku-agenda-{mulai}-{selesai}.pdf"'
    return answer


def _run_context(
    request: HttpRequest,
    found: Run,
    *,
    forms: bool = True,
    pausing: SebabForm | None = None,
    handing: AlihForm | None = None,
    cancelling: BatalForm | None = None,
) -> dict[str, Any]:
    now = now_of(request)
    overview = overview_of(found, now, people_of(request))
    context: dict[str, Any] = {"run": found, "overview": overview, "may_act": _may_act(request, overview)}
    context["shared"] = SHARED
    context["reads"] = reads = bool(POLICY["alur:step"].read & _roles(request))
    zone = ZoneInfo(zone_of(found.perangkat_daerah_id))
    context["drawings"] = drawings(overview, sprite=static("web/icons.svg"), zone=zone, linked=reads)
    if not forms or found.status != Run.Status.BERJALAN:
        return context
    manages = bool(MANAGING & _roles(request))
    context |= {
        "manages": manages,
        "reminders": reminders(overview, person(request).pk),
        "pausing": pausing or SebabForm(),
        "handing": handing or (AlihForm(perangkat_daerah=found.perangkat_daerah_id, now=now) if manages else None),
        "cancelling": cancelling or BatalForm(),
        "refused": next((form for form in (pausing, handing, cancelling) if form is not None), None),
    }
    return context


def _may_act(request: HttpRequest, overview: Overview) -> bool:
    """Whether the open step waits for this person."""
    task = overview.waiting
    if task is None:
        return False
    actors = langkah_of(sop_of(overview.run.sop), task.langkah).pelaksana
    return authority_among(getattr(request, "wewenang", ()), actors, person(request), task.ditugaskan_id) is not None


def _history_context(request: HttpRequest, found: Run) -> dict[str, Any]:
    langkah, orang, jenis = _number(request.GET.get("langkah")), _number(request.GET.get("orang")), request.GET.get("jenis", "")
    zone, halaman = ZoneInfo(zone_of(found.perangkat_daerah_id)), _number(request.GET.get("halaman"))
    shown: History = history_of(found, zone, langkah=langkah, orang=orang, jenis=jenis, halaman=halaman)
    return {"history": shown, "langkah": langkah, "orang": orang, "jenis": jenis}


def _open(found: Run) -> Task:
    task = open_task(found)
    if task is None:
        raise AlreadyDone("Penyusunan ini sudah berakhir; tidak ada langkah yang terbuka.")
    return task


def _roles(request: HttpRequest) -> frozenset[str]:
    roles: frozenset[str] = getattr(request, "roles", frozenset())
    return roles


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None
