"""Save on change: the rows of the grid that a person just left, stored one by one as they come; the answer is JSON for outbox.js."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_http_methods

from renjana.alur.http import now_of, person, status_of
from renjana.alur.models import Run
from renjana.alur.rules import Refused
from renjana.organisasi.dates import pukul
from renjana.pengumpulan import actions, grid
from renjana.pengumpulan.columns import only
from renjana.pengumpulan.doubts import Consent
from renjana.pengumpulan.merging import marks_of
from renjana.pengumpulan.models import Isian
from renjana.pengumpulan.queries import asked_columns, bases_of, rows_of, zone
from renjana.pengumpulan.reading import cells_of
from renjana.pengumpulan.remarks import remarks_on
from renjana.pengumpulan.views.isian import reach
from renjana.renja.values import RencanaValue


@require_http_methods(["POST"])
def sel(request: HttpRequest, tahun: int, bidang: str) -> JsonResponse:
    """Store the posted rows; one that cannot be read, that is doubted, or that somebody else changed in the same cell is held back."""
    run, own = reach(request, tahun, bidang)
    lines = grid.posted_lines(grid.numbered(request), {})
    told: dict[str, Any] = {"dasar": {}, "sel": {}, "galat": {}, "ragu": {}, "tanda": {}, "tahan": []}
    consent = Consent(frozenset(request.POST.get("yakin", "").split()))
    clash = ""
    for kode in dict.fromkeys(line.kode for line in lines):
        mine = [line for line in lines if line.kode == kode]
        try:
            mine = grid.with_fixed(mine, bases_of(own, grid.base_of(mine), rows_of(own)))
            saved = _keep(request, own, mine, consent, told)
        except Refused as fault:
            return JsonResponse(told | {"tahan": [*told["tahan"], kode], "pesan": str(fault)}, status=status_of(fault))
        if not saved.stored:
            told["tahan"].append(kode)
        if saved.clashes:
            clash = _clash(request, run, kode, saved)
    said = clash or _held(len(told["galat"]), len(told["ragu"]))
    status = 409 if clash else 422 if said else 200
    return JsonResponse(told | {"pesan": said or f"Tersimpan {pukul(now_of(request), zone(run))}"}, status=status)


def _keep(request: HttpRequest, own: Isian, lines: list[grid.GridLine], consent: Consent, told: dict[str, Any]) -> actions.Saved:
    """Store one sub kegiatan, or hold it back; what the page shows then is added to `told`."""
    keys, by, now = asked_columns(own), person(request), now_of(request)
    saved = actions.save_lines(own, grid.as_lines(lines, keys), base=grid.base_of(lines), consent=consent, by=by, now=now)
    if saved.stored:
        row = next((row for row in rows_of(own) if row.kode == lines[0].kode), None)
        if row is not None:
            told["dasar"] |= marks_of([row])
            told["sel"] |= dict(_shown(row, lines, keys))
    elif not saved.clashes:
        remarks = remarks_on(saved.findings, saved.asked, consent)
        told["galat"] |= remarks.errors
        told["ragu"] |= remarks.doubts
        told["tanda"] |= {cell: " ".join(one.tanda for one in saved.asked if one.cell == cell) for cell in remarks.doubts}
    return saved


def _clash(request: HttpRequest, run: Run, kode: str, saved: actions.Saved) -> str:
    who = "Anda sendiri dari halaman lain" if saved.who == person(request).nama else saved.who
    at = f" pukul {pukul(saved.at, zone(run))}" if saved.at else ""
    return f"{kode} diubah {who}{at} pada sel yang sama. Tekan Simpan isian untuk memilih nilainya."


def _held(faults: int, doubts: int) -> str:
    """What was held back, in words; "" for nothing."""
    parts = [f"{faults} sel perlu Anda perbaiki"] if faults else []
    parts += [f"{doubts} sel diragukan dan belum tersimpan"] if doubts else []
    return f"{', '.join(parts)}; baris lain tersimpan." if parts else ""


def _shown(row: RencanaValue, lines: list[grid.GridLine], keys: Iterable[str]) -> Iterable[tuple[str, str]]:
    """Cells whose stored words differ from what was typed, by id of their input."""
    stored: tuple[Mapping[str, str], ...] = cells_of(row)
    if len(stored) != len(lines):
        return
    for line, cells in zip(lines, stored, strict=True):
        for column in only(list(keys)):
            if column.key != "kode" and cells[column.key] != line.cells[column.key]:
                yield grid.cell_id(line.number, column.key), cells[column.key]
