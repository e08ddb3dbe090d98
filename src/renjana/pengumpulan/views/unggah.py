"""A workbook comes back: faults cell by cell, else a comparison to look over, and only then it is stored."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from renjana.alur.http import now_of, person, refusals, show_refused
from renjana.alur.models import Run
from renjana.alur.rules import AlreadyDone, Refused
from renjana.pengumpulan import actions
from renjana.pengumpulan.books import XLSX
from renjana.pengumpulan.columns import BY_KEY
from renjana.pengumpulan.doubts import Consent
from renjana.pengumpulan.forms import UnggahForm
from renjana.pengumpulan.intake import Part, Received, read_isian
from renjana.pengumpulan.merging import CHANGED, MINE, NEW, REMOVED, THEIRS, Change, Place, column_label
from renjana.pengumpulan.models import Isian, UnggahanIsian
from renjana.pengumpulan.queries import rows_of
from renjana.pengumpulan.reading import Finding
from renjana.pengumpulan.views.isian import reach
from renjana.surat.queries import read_file

OUTCOMES = {NEW: ("green", "Baru", "plus"), CHANGED: ("blue", "Berubah", "edit"), REMOVED: ("red", "Dihapus", "delete")}


@require_http_methods(["GET", "HEAD", "POST"])
@refusals
def unggah(request: HttpRequest, tahun: int, bidang: str) -> HttpResponse:
    """Take a workbook. Nothing is stored here: with faults they are listed by cell, else the comparison opens."""
    run, own = reach(request, tahun, bidang)
    form = UnggahForm(request.POST, request.FILES) if request.method == "POST" else UnggahForm()
    if request.method != "POST" or not form.is_valid():
        return _page(request, run, own, form, 422 if form.errors else 200)
    upload = form.cleaned_data["berkas"]
    received, kept = actions.check_upload(own, upload.read(), name=upload.name, by=person(request), now=now_of(request))
    if kept is None or kept.cacat:
        return _page(request, run, own, form, 422, faults=_told(received.faults, received.sheet), name=upload.name, marked=kept)
    return redirect("pengumpulan:unggahan", tahun=tahun, bidang=bidang, pk=kept.pk)


def _page(request: HttpRequest, run: Run, own: Isian, form: UnggahForm, status: int = 200, **found: object) -> HttpResponse:
    """The form; `found` holds the faults of the file `name` and, where cells are at fault, the copy in which they are marked."""
    context = {"run": run, "isian": own, "form": form} | found
    return render(request, "pengumpulan/unggah.html", context, status=status)


def _told(findings: Sequence[Finding], sheet: str) -> list[dict[str, str]]:
    """Findings as the page lists them: cell, column, sentence."""
    return [
        {
            "cell": one.cell,
            "place": f"Sel {one.cell}" if one.cell else f"Baris {one.row}, lembar {sheet}" if one.row else "",
            "column": BY_KEY[one.key].label.split(" {")[0] if one.key in BY_KEY else "",
            "message": one.message,
        }
        for one in findings
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@refusals
def unggahan(request: HttpRequest, tahun: int, bidang: str, pk: int) -> HttpResponse:
    """The comparison of a workbook with what is stored; POST stores it, and may send it at once."""
    run, own = reach(request, tahun, bidang)
    kept = get_object_or_404(UnggahanIsian.objects.select_related("berkas"), isian=own, pk=pk)
    kept.isian = own
    if kept.cacat:
        return _marked(request, kept)
    status = 200
    if request.method == "POST":
        try:
            return _store(request, kept, tahun)
        except (AlreadyDone, Refused) as fault:
            status = show_refused(request, fault)
    if kept.disimpan is not None:
        return redirect("pengumpulan:isian", tahun=tahun, bidang=bidang)
    received = read_isian(own, read_file(kept.berkas), name=kept.berkas.nama)
    if kept.keadaan != received.keadaan:
        UnggahanIsian.objects.filter(pk=kept.pk).update(keadaan=received.keadaan)
    return render(request, "pengumpulan/unggahan.html", _context(run, own, kept, received), status=status)


def _marked(request: HttpRequest, kept: UnggahanIsian) -> HttpResponse:
    """The copy of a faulty workbook in which the cells are marked."""
    if request.method == "POST":
        raise Refused(f"Berkas ini masih memuat {kept.cacat} sel yang perlu diperbaiki; perbaiki lalu unggah lagi.")
    name = "".join(letter for letter in kept.berkas.nama if letter.isalnum() or letter in "-_. ")
    return HttpResponse(read_file(kept.berkas), content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _store(request: HttpRequest, kept: UnggahanIsian, tahun: int) -> HttpResponse:
    by, now, own = person(request), now_of(request), kept.isian
    received = actions.save_upload(kept, by=by, now=now, chosen=_chosen(request.POST))
    messages.success(request, f"{kept.berkas.nama} tersimpan: {len(received.changes)} sel berubah.")
    if request.POST.get("aksi") == "kirim":
        try:
            actions.send_isian(own, by=by, now=now, consent=Consent({one.tanda for one in received.doubts}))
            messages.success(request, "Isian dikirim. Anda diberi tahu bila sudah diterima atau dikembalikan.")
        except Refused as fault:
            messages.warning(request, f"Belum dikirim. {fault}")
    return redirect("pengumpulan:isian", tahun=tahun, bidang=own.bidang.kode)


def _context(run: Run, own: Isian, kept: UnggahanIsian, received: Received) -> dict[str, Any]:
    tahun = run.tahap.renja.tahun
    stored = rows_of(own)
    before, after = sum(row.pagu or 0 for row in stored), sum(row.pagu or 0 for row in received.rows)
    return {
        "run": run,
        "isian": own,
        "unggahan": kept,
        "changes": [_change(one, received, tahun) for one in received.changes],
        "others": [_other(part.part.label, *change) for part in received.parts for change in part.changes],
        "rows": len({one.kode for one in received.changes}),
        "all_rows": len(received.rows),
        "doubts": _told(received.doubts, received.sheet),
        "faults": _told(received.faults, received.sheet),
        "before": before,
        "after": after,
        "difference": after - before,
        "kept": [_change(one, received, tahun) for one in received.merged.kept],
        "clashes": [
            *(_change(one, received, tahun) | {"name": _name(one), "base": one.base} for one in received.merged.clashes),
            *(_part_clash(one, part, tahun) for part in received.parts for one in part.clashes),
        ],
        "sheet": received.sheet,
    }


def _other(part: str, cell: str, column: str, before: str, after: str) -> dict[str, str]:
    return {"part": part, "cell": cell, "column": column, "before": before, "after": after}


def _part_clash(one: Change, part: Part, tahun: int) -> dict[str, Any]:
    """A clash of a further part as the page asks it."""
    head = next((column.judul(tahun) for column in part.part.columns if column.key == one.key), "hapus atau pertahankan baris ini")
    shown = {"kode": one.nama, "column": head, "before": one.before, "after": one.after, "base": one.base}
    return shown | {"cell": part.places.get(one.place, ""), "name": _name(one), "whole": False}


def _name(clash: Change) -> str:
    return f"pilih.{clash.kode}.{clash.nomor}.{clash.key}"


def _chosen(data: Mapping[str, str]) -> dict[Place, str]:
    """The side that was taken for each cell that two people changed."""
    found: dict[Place, str] = {}
    for name, side in data.items():
        parts = name.split(".")
        if parts[0] == "pilih" and parts[-2].isdecimal() and side in {MINE, THEIRS}:
            found[(".".join(parts[1:-2]), int(parts[-2]), parts[-1])] = side
    return found


def _change(one: Change, received: Received, tahun: int) -> dict[str, Any]:
    return {
        "cell": received.reading.cell(one.kode, one.nomor, one.key) if received.reading else "",
        "kode": one.kode,
        "whole": one.key == "kode",
        "nama": "" if one.nama == one.kode else one.nama,
        "column": column_label(one.key, tahun, one.nomor),
        "before": one.before,
        "after": one.after,
        "badge": OUTCOMES[one.hasil],
        "money": BY_KEY[one.key].kind in {"money", "number"},
    }
