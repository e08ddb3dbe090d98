"""The page of one bidang: its grid, its workbook, adding a sub kegiatan, sending."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from renjana.alur.http import get_run, now_of, person, refusals, show_refused
from renjana.alur.models import Run
from renjana.alur.rules import Refused
from renjana.organisasi.models import Peran
from renjana.organisasi.queries import kalender_around
from renjana.pengumpulan import actions, grid, rules
from renjana.pengumpulan.books import XLSX, Shelf, book_name, draft_of
from renjana.pengumpulan.columns import only
from renjana.pengumpulan.conflict import chosen_side, conflict_of
from renjana.pengumpulan.doubts import NONE, Consent, Questioned
from renjana.pengumpulan.intake import stored_reading
from renjana.pengumpulan.lastyear import filled
from renjana.pengumpulan.lembar_rows import lembar_states, part_sheets
from renjana.pengumpulan.models import Isian
from renjana.pengumpulan.queries import (
    HELPERS,
    asked_columns,
    bases_of,
    columns_of,
    common_units,
    current_kerja,
    fills,
    format_of,
    known_for,
    known_places,
    last_rows,
    main_sources,
    parent_names,
    renja_of,
    rows_of,
)
from renjana.pengumpulan.remarks import NOTHING, Remarks, gap_errors, remarks_on, remarks_on_stored, summary
from renjana.pengumpulan.usulan_rows import usulan_lines
from renjana.pengumpulan.views.penghimpunan import badge_of
from renjana.pengumpulan.views.penyampaian import find_isian
from renjana.renstra.codes import search_key

FOUND = 30
Lines = Sequence[grid.GridLine]


def reach(request: HttpRequest, tahun: int, bidang: str) -> tuple[Run, Isian]:
    """The run and the isian of a bidang, else 404; the sentence says so when there is no format yet."""
    run = get_run(request, tahun)
    try:
        return run, find_isian(run, bidang)
    except Http404:
        raise Http404("Format belum diterbitkan untuk bidang ini, atau bidangnya tidak ada pada perangkat daerah Anda.") from None


@require_http_methods(["GET", "HEAD", "POST"])
@refusals
def isian(request: HttpRequest, tahun: int, bidang: str) -> HttpResponse:
    """The grid; POST saves it, adds a line for an indicator, or saves and sends."""
    run, own = reach(request, tahun, bidang)
    if request.method == "POST":
        return _save(request, run, own)
    if request.GET.get("isi") == "tahun-lalu":
        return _from_last_year(request, run, own)
    return _page(request, run, own)


def _from_last_year(request: HttpRequest, run: Run, own: Isian) -> HttpResponse:
    """The grid filled from last year's Renja; nothing is stored until it is saved."""
    renja = renja_of(run)
    lines, marked = filled(grid.stored_lines(rows_of(own)), last_rows(own, renja, known_for(renja)), asked_columns(own))
    if marked:
        messages.info(request, f"{len(marked)} sel diisi dari Renja {renja.tahun - 1} dan ditandai. Periksa, ubah seperlunya, lalu simpan.")
    else:
        messages.info(request, f"Renja {renja.tahun - 1} tidak memuat isi untuk sel yang masih kosong.")
    return _page(request, run, own, lines if marked else None, marked=marked)


def _save(request: HttpRequest, run: Run, own: Isian) -> HttpResponse:
    data = chosen_side(grid.numbered(request))
    stored = rows_of(own)
    lines = grid.posted_lines(data, {row.kode: row.nama for row in stored})
    lines = grid.with_fixed(lines, bases_of(own, grid.base_of(lines), stored))
    aksi = data.get("aksi", "simpan")
    if aksi.startswith("indikator."):
        return _page(request, run, own, grid.with_indikator(lines, aksi.removeprefix("indikator.")))
    consent, by, now = _consent(aksi, data), person(request), now_of(request)
    given, base, dropped = grid.as_lines(lines, asked_columns(own)), grid.base_of(lines), grid.dropped_codes(lines)
    try:
        saved = actions.save_lines(own, given, base=base, dropped=dropped, consent=consent, by=by, now=now)
    except Refused as fault:
        return _page(request, run, own, lines, show_refused(request, fault))
    if saved.clashes:
        return _conflict(request, run, own, lines, saved, data)
    if not saved.stored:
        return _page(request, run, own, lines, 422, remarks_on(saved.findings, saved.asked, consent))
    return _saved(request, run, own, saved, consent)


def _consent(aksi: str, data: Mapping[str, str]) -> Consent:
    """What the pressed button says yes to; "tetap" and "tetap-kirim" mean what the page asked."""
    marks = frozenset(data.get("yakin", "").split()) if aksi.startswith("tetap") else frozenset()
    return Consent(marks, sending=aksi.endswith("kirim"))


def _saved(request: HttpRequest, run: Run, own: Isian, saved: actions.Saved, consent: Consent) -> HttpResponse:
    tahun = run.tahap.renja.tahun
    if consent.sending:
        try:
            actions.send_isian(own, by=person(request), now=now_of(request), alasan=request.POST.get("alasan", ""), consent=consent)
        except Refused as fault:
            return _not_sent(request, run, own, consent, fault)
        messages.success(request, "Isian dikirim. Anda diberi tahu bila sudah diterima atau dikembalikan.")
    elif saved.changed or saved.removed:
        removed = f", {saved.removed} dihapus" if saved.removed else ""
        messages.success(request, f"Isian tersimpan: {saved.changed} sub kegiatan berubah{removed}.")
    else:
        messages.info(request, "Tidak ada yang berubah.")
    place = reverse("pengumpulan:isian", kwargs={"tahun": tahun, "bidang": own.bidang.kode})
    sent = request.POST.get("kiriman", "")
    return redirect(f"{place}#kiriman-{sent}" if sent.isalnum() and sent.isascii() and len(sent) <= 20 else place)


def _not_sent(request: HttpRequest, run: Run, own: Isian, consent: Consent, fault: Refused) -> HttpResponse:
    """The stored grid with what keeps it from being sent: cells at fault or doubted, else the empty ones."""
    rows = rows_of(own)
    lines = grid.stored_lines(rows)
    if isinstance(fault, Questioned):
        status, remarks = 422, remarks_on_stored(fault.findings, consent)
        if remarks.errors:
            show_refused(request, fault)
    else:
        status = show_refused(request, fault)
        remarks = Remarks(gap_errors(rules.gaps(rows, asked_columns(own), run.tahap.renja.tahun), lines))
    return _page(request, run, own, lines, status, remarks)


def _conflict(
    request: HttpRequest, run: Run, own: Isian, lines: Sequence[grid.GridLine], saved: actions.Saved, data: Mapping[str, str]
) -> HttpResponse:
    hidden, fields = conflict_of(data, lines, saved.merged, rows_of(own), run.tahap.renja.tahun)
    codes = sorted({f"{one.kode} {one.nama}" for one in saved.clashes})
    conflict = {
        "who": "Anda sendiri dari halaman lain" if saved.who == person(request).nama else saved.who,
        "at": saved.at,
        "title": codes[0] if len(codes) == 1 else f"{len(codes)} sub kegiatan",
        "action": request.path,
        "hidden": hidden,
        "fields": fields,
    }
    return render(request, "web/conflict.html", {"run": run, "conflict": conflict}, status=409)


def _page(
    request: HttpRequest,
    run: Run,
    own: Isian,
    lines: Lines | None = None,
    status: int = 200,
    remarks: Remarks = NOTHING,
    marked: Collection[str] = (),
) -> HttpResponse:
    """The page with these lines, or with what is stored."""
    now, tahun = now_of(request), run.tahap.renja.tahun
    own.refresh_from_db()
    own.run = run
    renja, kept, rows = renja_of(run), format_of(run), rows_of(own)
    known, keys = known_for(renja), list(asked_columns(own)) if kept else []
    stored = grid.stored_lines(rows)
    shown = stored if lines is None else list(lines)
    changed = {*marked, *grid.unsaved(shown, stored, keys)} if shown is not stored else set()
    empty = rules.gaps(rows, keys, tahun)
    fixed = {entry.indikator for entry in known.entries.values()} | {one.uraian for row in rows for one in row.indikator}
    look = grid.Look(fixed, changed, request.GET.get("sel", ""), remarks.errors, remarks.doubts)
    groups = grid.groups(shown, keys, tahun, names=parent_names(renja), look=look)
    tenggat = kept.tenggat if kept else None
    context = {
        "run": run,
        "isian": own,
        "kept": kept,
        "columns": [(one, one.judul(tahun)) for one in only(keys)[1:]],
        "groups": groups,
        "sums": {key: sum(getattr(group, key) for group in groups) for key in ("pagu", "pagu_maju")},
        "remarks": remarks,
        "errors": summary(shown, remarks.errors, tahun),
        "doubts": summary(shown, remarks.doubts, tahun),
        "empty": len(empty),
        "count": len(rows),
        "totals": grid.totals(rows),
        "badge": badge_of(own, tenggat, now, kalender_around(run.perangkat_daerah, now)),
        "satuan": common_units(known),
        "sumber_dana": main_sources(),
        "lokasi": known_places(renja),
        "tipe": grid.TIPE_CHOICES,
        "unsaved": bool(changed),
        "lembar": lembar_states(own),
        "only_new": bool(kept) and len(keys) < len(columns_of(run)),
        "alasan": request.POST.get("alasan", ""),
        "usulan": usulan_lines(own, rows),
    }
    rights = _rights(request, run, own)
    sent = summary(shown, remarks_on_stored(stored_reading(own).doubts, NONE).doubts, tahun) if rights["may_gather"] else []
    return render(request, "pengumpulan/isian.html", context | rights | {"sent_doubts": sent}, status=status)


def _rights(request: HttpRequest, run: Run, own: Isian) -> dict[str, Any]:
    """What this person may do with the isian now, and why not."""
    roles = request.roles  # type: ignore[attr-defined]
    may = fills(request.wewenang, own.bidang)  # type: ignore[attr-defined]
    kerja = current_kerja(run)
    reason = rules.why_not_edit(own.status, kerja, corrector=bool(roles & HELPERS))
    return {
        "may_edit": may and not reason,
        "reason": reason if may else "",
        "may_send": may and own.status in rules.OPEN and not reason,
        "may_take_back": may and own.status == Isian.Status.DIKIRIM,
        "may_gather": Peran.STAF in roles and own.status == Isian.Status.DIKIRIM,
        "may_decide": may and kerja in {rules.GATHER, rules.ANALYSE},
        "may_confirm": may and own.diterima is None and own.status != Isian.Status.BELUM,
    }


@require_http_methods(["GET", "HEAD"])
@refusals
def excel(request: HttpRequest, tahun: int, bidang: str) -> HttpResponse:
    """The workbook of a bidang with what is stored now."""
    run, own = reach(request, tahun, bidang)
    if own.status == Isian.Status.BELUM and not request.roles - {Peran.BIDANG}:  # type: ignore[attr-defined]
        raise Http404("Format belum disampaikan kepada bidang ini.")
    renja, kept = renja_of(run), format_of(run)
    draft = replace(draft_of(kept), kolom=asked_columns(own))
    shelf = Shelf(run, renja, known_for(renja), draft, kept.versi if kept else 1, now_of(request))
    content = shelf.workbook(own.bidang, rows_of(own), parts=part_sheets(own))
    return HttpResponse(content, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{book_name(tahun, bidang)}"'})


@require_http_methods(["GET", "HEAD", "POST"])
@refusals
def tambah(request: HttpRequest, tahun: int, bidang: str) -> HttpResponse:
    """Find a sub kegiatan by code or words, and add it."""
    run, own = reach(request, tahun, bidang)
    if request.method == "POST":
        row = actions.add_sub_kegiatan(own, request.POST.get("kode", ""), by=person(request), now=now_of(request))
        messages.success(request, f"{row.kode} {row.nama} ditambahkan. Isi target, pagu, dan kolom lainnya.")
        return redirect("pengumpulan:isian", tahun=tahun, bidang=bidang)
    words = " ".join(request.GET.get("cari", "").split())
    known = known_for(renja_of(run))
    have = {row.kode for row in rows_of(own)}
    found = [(kode, entry, kode in have) for kode, entry in sorted(known.entries.items()) if _fits(kode, entry.nama, entry.indikator, words)]
    context = {"run": run, "isian": own, "words": words, "found": found[:FOUND], "count": len(found), "edition": known.edition}
    return render(request, "pengumpulan/tambah.html", context)


def _fits(kode: str, nama: str, indikator: str, words: str) -> bool:
    text = f"{nama} {indikator}".lower()
    return all(word.lower() in text or (word[0].isdecimal() and search_key(kode).startswith(search_key(word))) for word in words.split())


@require_http_methods(["POST"])
@refusals
def tindakan(request: HttpRequest, tahun: int, bidang: str) -> HttpResponse:
    """Confirm the receipt of the format, or take a sent isian back."""
    _, own = reach(request, tahun, bidang)
    by, now = person(request), now_of(request)
    if request.POST.get("aksi") == "tarik":
        actions.take_back(own, by=by, now=now)
        messages.success(request, "Isian ditarik kembali dan dapat diubah.")
    else:
        actions.confirm_receipt(own, by=by, now=now)
        messages.success(request, "Terima kasih, penerimaan format dicatat atas nama Anda.")
    return redirect("pengumpulan:isian", tahun=tahun, bidang=bidang)
