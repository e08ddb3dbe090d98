"""Pages of the SIPD pack: what is typed into SIPD-RI, one sub kegiatan at a time, and how an export of SIPD-RI differs."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from renjana.alur.http import get_run, now_of, person, refusals
from renjana.alur.models import Run
from renjana.analisis.forms import EksporForm
from renjana.analisis.queries import plan_of
from renjana.analisis.sheets import FORMS, sipd_workbook
from renjana.organisasi.policy import may
from renjana.renja.actions import mark_copied, unmark_copied
from renjana.renja.models import SalinanSipd
from renjana.renja.sipd import SipdEntry, pack
from renjana.renja.sipd_compare import compare_export
from renjana.renja.sipd_reading import read_export
from renjana.renstra.workbook import WorkbookFault


@dataclass(frozen=True)
class Line:
    """An entry of the pack with what became of it; `salinan` is None while nobody copied it."""

    entry: SipdEntry
    salinan: SalinanSipd | None

    @property
    def is_done(self) -> bool:
        """Whether it was copied as it stands now."""
        return self.salinan is not None and self.salinan.sidik == self.entry.sidik

    @property
    def is_stale(self) -> bool:
        """Whether it changed after it was copied."""
        return self.salinan is not None and not self.is_done


def _lines(run: Run) -> list[Line]:
    copied = {one.kode: one for one in SalinanSipd.objects.filter(tahap=run.tahap_id).select_related("disalin_oleh")}
    return [Line(entry, copied.get(entry.kode)) for entry in pack(plan_of(run))]


@require_safe
def sipd(request: HttpRequest, tahun: int) -> HttpResponse:
    """Every sub kegiatan of the pack with its tick."""
    run = get_run(request, tahun)
    lines = _lines(run)
    done = sum(line.is_done for line in lines)
    following = next((line.entry for line in lines if not line.is_done), None)
    context = {"run": run, "tahun": tahun, "lines": lines, "done": done, "following": following, "total": sum(line.entry.pagu for line in lines)}
    return render(request, "analisis/sipd.html", context)


@require_safe
def sipd_berkas(request: HttpRequest, tahun: int) -> HttpResponse:
    """The pack as a workbook."""
    run = get_run(request, tahun)
    content = sipd_workbook(plan_of(run), now=now_of(request))
    headers = {"Content-Disposition": f'attachment; filename="paket-sipd-{tahun}.xlsx"'}
    return HttpResponse(content, content_type=FORMS["xlsx"], headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
@refusals
def sipd_salin(request: HttpRequest, tahun: int, sub_kegiatan: str) -> HttpResponse:
    """One sub kegiatan to copy from, field by field. POST ticks it off, or takes the tick back."""
    run = get_run(request, tahun)
    lines = _lines(run)
    place = next((place for place, line in enumerate(lines) if line.entry.kode == sub_kegiatan), None)
    if place is None:
        raise Http404(f"Sub kegiatan {sub_kegiatan} tidak ada pada rencana ini.")
    line = lines[place]
    if request.method == "POST" and request.POST.get("aksi") == "batal":
        unmark_copied(run.tahap, sub_kegiatan)
        return redirect("analisis:sipd_salin", tahun=tahun, sub_kegiatan=sub_kegiatan)
    if request.method == "POST":
        if request.POST.get("sidik") != line.entry.sidik:
            messages.warning(request, "Isinya berubah selama Anda menyalin. Periksa lagi isian di bawah ini, lalu tandai.")
            return redirect("analisis:sipd_salin", tahun=tahun, sub_kegiatan=sub_kegiatan)
        mark_copied(run.tahap, sub_kegiatan, line.entry.sidik, by=person(request), now=now_of(request))
        messages.success(request, f"{sub_kegiatan} ditandai sudah disalin.")
        following = next((one.entry.kode for one in [*lines[place + 1 :], *lines[:place]] if not one.is_done), None)
        return redirect("analisis:sipd_salin", tahun=tahun, sub_kegiatan=following) if following else redirect("analisis:sipd", tahun=tahun)
    roles: frozenset[str] = getattr(request, "roles", frozenset())
    context: dict[str, Any] = {
        "run": run,
        "tahun": tahun,
        "line": line,
        "number": place + 1,
        "count": len(lines),
        "before": lines[place - 1].entry.kode if place else "",
        "after": lines[place + 1].entry.kode if place + 1 < len(lines) else "",
        "may_tick": may("analisis:sipd_salin", roles, write=True),
    }
    return render(request, "analisis/sipd_salin.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@refusals
def sipd_banding(request: HttpRequest, tahun: int) -> HttpResponse:
    """An export of SIPD-RI set against the plan. POST reads it and shows every difference; nothing is stored."""
    run = get_run(request, tahun)
    form = EksporForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"run": run, "tahun": tahun, "form": form}
    if request.method == "POST" and form.is_valid():
        file, plan = form.cleaned_data["berkas"], plan_of(run)
        try:
            export = read_export(file.read(), name=file.name, main=plan.agency.main)
        except WorkbookFault as fault:
            form.add_error("berkas", str(fault))
        else:
            context |= {"result": compare_export(plan, export), "berkas": file.name}
    return render(request, "analisis/sipd_banding.html", context, status=422 if form.errors else 200)
