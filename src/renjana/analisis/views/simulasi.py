"""The page of what if: rules in a draft, sums and findings of the scratch copy beside those of the plan, applied, dropped or taken back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from renjana.alur.http import get_run, get_step, now_of, person, refusals, show_refused
from renjana.alur.models import Run
from renjana.alur.rules import Refused
from renjana.analisis.actions.simulasi import add_rule, apply_simulasi, draft_of, drop_draft, drop_rule, rules_of, undo_simulasi
from renjana.analisis.checks import ANALYSIS
from renjana.analisis.findings import CheckValues
from renjana.analisis.forms import SimulasiForm
from renjana.analisis.models import Simulasi
from renjana.analisis.queries import check_values, row_state, state_key
from renjana.analisis.rules import KERJA, find
from renjana.analisis.simulation import mandatory, row_key, simulate, sum_lines, words_of
from renjana.organisasi.numerals import rupiah
from renjana.pengumpulan.queries import HELPERS


@require_http_methods(["GET", "HEAD", "POST"])
@refusals
def simulasi(request: HttpRequest, tahun: int) -> HttpResponse:
    """The draft of this person with its outcome. POST adds a rule, takes one out, applies, drops or takes back."""
    run = get_run(request, tahun)
    form, status = None, 200
    if request.method == "POST":
        try:
            aksi = request.POST.get("aksi", "tambah")
            form = SimulasiForm(request.POST, plan=check_values(run).plan) if aksi == "tambah" else None
            if form is None or form.is_valid():
                _done(request, run, aksi, form)
                return redirect("analisis:simulasi", tahun=tahun)
            status = 422
        except Refused as fault:
            status = show_refused(request, fault)
    return render(request, "analisis/simulasi.html", _context(request, run, form), status=status)


def _done(request: HttpRequest, run: Run, aksi: str, form: SimulasiForm | None) -> None:
    by, now = person(request), now_of(request)
    if form is not None:
        add_rule(run, form.kaidah(), by=by, now=now)
    elif aksi == "hapus":
        drop_rule(run, by=by, now=now)
    elif aksi == "buang":
        drop_draft(run, by=by)
        messages.info(request, "Simulasi dibuang; rencana tidak berubah.")
    elif aksi == "terapkan":
        done = apply_simulasi(run, seen=request.POST.get("keadaan", ""), by=by, now=now)
        moved = f"pagu {rupiah(done.sebelum)} menjadi {rupiah(done.sesudah)}"
        messages.success(request, f"{done} diterapkan: {moved}. Jalankan analisis lagi; simulasi dapat diurungkan selama barisnya belum diubah lagi.")
    elif aksi == "urungkan":
        found = get_object_or_404(Simulasi.objects.select_related("run"), run=run, pk=request.POST.get("simulasi", "0"))
        found.run = run
        undo_simulasi(found, by=by, now=now)
        messages.success(request, f"{found} diurungkan; pagunya kembali seperti semula.")


def _context(request: HttpRequest, run: Run, form: SimulasiForm | None) -> dict[str, Any]:
    values, step = check_values(run), get_step(request, run, KERJA)
    draft = draft_of(run, person(request))
    after, reason = values, ""
    try:
        after = simulate(values, rules_of(draft))
    except Refused as fault:
        reason = str(fault)
    bound, chosen = mandatory(values), set(request.POST.getlist("lindungi"))
    rows = [(row_key(old), old, new.pagu, row_key(old) in bound) for old, new in zip(values.plan.rows, after.plan.rows, strict=True)]
    return {
        "run": run,
        "tahun": run.tahap.renja.tahun,
        "step": step,
        "may_try": step.is_open and bool(request.roles & HELPERS),  # type: ignore[attr-defined]
        "form": form or SimulasiForm(plan=values.plan),
        "draft": draft,
        "rules": [words_of(one, values.plan) for one in rules_of(draft)],
        "reason": reason,
        "plan": values.plan,
        "after": after.plan,
        "sums": _sums(values, after) if draft else [],
        "rows": rows,
        "chosen": chosen,
        "changed": sum(old.pagu != pagu for _, old, pagu, _ in rows),
        "keadaan": state_key(row_state(run)),
        "applied": Simulasi.objects.filter(run=run).exclude(status=Simulasi.Status.DRAF).select_related("oleh", "diputuskan_oleh"),
        **(_findings(values, after) if draft else {}),
    }


def _sums(values: CheckValues, after: CheckValues) -> list[tuple[str, Any]]:
    names = {unit.kode: unit.nama for unit in values.plan.bidang}
    return [
        ("Program", sum_lines(values.plan, after.plan, lambda plan: plan.per_program, values.label)),
        ("Bidang", sum_lines(values.plan, after.plan, lambda plan: plan.per_bidang, lambda kode: names.get(kode, kode))),
    ]


def _findings(values: CheckValues, after: CheckValues) -> dict[str, Any]:
    """What the checks say of the scratch copy beside what they say of the plan."""
    here, there = find(values, ANALYSIS), find(after, ANALYSIS)
    before = {(one.kunci, one.pesan) for one in here}
    later = {(one.kunci, one.pesan) for one in there}
    return {
        "gone": [one for one in here if (one.kunci, one.pesan) not in later],
        "fresh": [one for one in there if (one.kunci, one.pesan) not in before],
        "count": (len(here), len(there)),
    }
