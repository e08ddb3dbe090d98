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
from renjana.pengumpulan.merging import marks_of
from renjana.pengumpulan.models import Isian
from renjana.pengumpulan.queries import asked_columns, bases_of, rows_of, zone
from renjana.pengumpulan.reading import cells_of
from renjana.pengumpulan.views.isian import reach
from renjana.renja.values import RencanaValue


@require_http_methods(["POST"])
def sel(request: HttpRequest, tahun: int, bidang: str) -> JsonResponse:
    """Store the posted rows. A row that cannot be read, or that somebody else changed in the same cell, is held back; the others are stored."""
    run, own = reach(request, tahun, bidang)
    lines = grid.posted_lines(grid.numbered(request), {})
    told: dict[str, Any] = {"dasar": {}, "sel": {}, "galat": {}, "tahan": []}
    status, said = 200, ""
    for kode in dict.fromkeys(line.kode for line in lines):
        mine = [line for line in lines if line.kode == kode]
        try:
            mine = grid.with_fixed(mine, bases_of(own, grid.base_of(mine), rows_of(own)))
            sentence = _keep(request, run, own, mine, told)
        except Refused as fault:
            return JsonResponse(told | {"tahan": [*told["tahan"], kode], "pesan": str(fault)}, status=status_of(fault))
        if sentence:
            told["tahan"].append(kode)
            status, said = 409 if "Simpan isian" in sentence else 422, sentence
    if not said:
        said = f"Tersimpan {pukul(now_of(request), zone(run))}"
    return JsonResponse(told | {"pesan": said}, status=status)


def _keep(request: HttpRequest, run: Run, own: Isian, lines: list[grid.GridLine], told: dict[str, Any]) -> str:
    """Store one sub kegiatan; the sentence that says why it was held back, "" when it was stored."""
    keys = asked_columns(own)
    saved = actions.save_lines(own, grid.as_lines(lines, keys), base=grid.base_of(lines), by=person(request), now=now_of(request))
    if saved.clashes:
        who = "Anda sendiri dari halaman lain" if saved.who == person(request).nama else saved.who
        at = f" pukul {pukul(saved.at, zone(run))}" if saved.at else ""
        return f"{lines[0].kode} diubah {who}{at} pada sel yang sama. Tekan Simpan isian untuk memilih nilainya."
    if not saved.stored:
        told["galat"] |= {one.cell: one.message for one in saved.findings if one.blocking}
        count = len(told["galat"])
        return f"{count} sel perlu Anda perbaiki; baris lain tersimpan."
    row = next((row for row in rows_of(own) if row.kode == lines[0].kode), None)
    if row is not None:
        told["dasar"] |= marks_of([row])
        told["sel"] |= dict(_shown(row, lines, keys))
    return ""


def _shown(row: RencanaValue, lines: list[grid.GridLine], keys: Iterable[str]) -> Iterable[tuple[str, str]]:
    """Cells whose stored words differ from what was typed, by id of their input."""
    stored: tuple[Mapping[str, str], ...] = cells_of(row)
    if len(stored) != len(lines):
        return
    for line, cells in zip(lines, stored, strict=True):
        for column in only(list(keys)):
            if column.key != "kode" and cells[column.key] != line.cells[column.key]:
                yield grid.cell_id(line.number, column.key), cells[column.key]
