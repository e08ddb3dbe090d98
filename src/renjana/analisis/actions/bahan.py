"""What the analysis asks for beside the plan: factors of achievements, priorities and tags, the data of SIPD-RI."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Protocol

from django.db import transaction

from renjana.alur.actions import record
from renjana.alur.models import Run
from renjana.alur.queries import open_task
from renjana.alur.rules import NotAllowed, Refused
from renjana.analisis.lists import FAKTOR, read_factors, read_priorities, read_sipd
from renjana.analisis.models import Analisis, DataSipd, FaktorCapaian, PrioritasSubKegiatan
from renjana.organisasi.models import Orang
from renjana.renstra.faults import Fault, ImportFault

BATCH = 500


class Import(Protocol):
    """Takes a list of a run from its text; gives the number of rows. Raises ImportFault with every fault."""

    def __call__(self, run: Run, text: str, *, by: Orang, now: datetime) -> int: ...


def must_look_again(run: Run) -> None:
    """What the checks work on changed beside the rows: the latest analysis no longer counts as current."""
    Analisis.objects.filter(run=run).update(baris=0, diubah=None)


def main_of(run: Run) -> str:
    """The agency's main bidang urusan, for X.XX.01."""
    return next(iter(run.perangkat_daerah.bidang_urusan), "")


def import_priorities(run: Run, text: str, *, by: Orang, now: datetime) -> int:
    """Priorities and tags in place of what was there."""
    rows, faults = read_priorities(text, main=main_of(run))
    return _replace(PrioritasSubKegiatan, run, rows, "prioritas.csv", faults)


def import_sipd(run: Run, text: str, *, by: Orang, now: datetime) -> int:
    """What SIPD-RI holds, in place of what was there."""
    rows, faults = read_sipd(text, main=main_of(run))
    return _replace(DataSipd, run, rows, "sipd.csv", faults)


def import_factors(run: Run, text: str, *, by: Orang, now: datetime) -> int:
    """Factors of achievements in place of what was there."""
    rows, faults = read_factors(text, main=main_of(run))
    return _replace(FaktorCapaian, run, ({**row, "diubah": now, "diubah_oleh": by} for row in rows), "faktor.csv", faults)


def _replace(model: Any, run: Run, rows: Iterable[Mapping[str, Any]], file: str, faults: Iterable[Fault]) -> int:
    if found := list(faults):
        raise ImportFault(file, found)
    with transaction.atomic():
        model.objects.filter(run=run).delete()
        return len(model.objects.bulk_create([model(run=run, **row) for row in rows], batch_size=BATCH))


OWN: Mapping[str, Import] = {"faktor": import_factors, "prioritas": import_priorities, "sipd": import_sipd}


def keep_reported_factors(run: Run, text: str, *, by: Orang, now: datetime) -> int:
    """Factors that stand in further columns of realisasi.csv, in place of what was there; 0 when it has no such columns."""
    head = text.lstrip("\ufeff").partition("\n")[0].lower()
    if not any(column in head for column in FAKTOR[2:]):
        return 0
    return import_factors(run, text, by=by, now=now)


@transaction.atomic
def keep_factors(
    run: Run, given: Mapping[tuple[str, str], tuple[str, str]], *, bidang: frozenset[str] | None, owners: Mapping[str, str], by: Orang, now: datetime
) -> int:
    """Keep factors and follow-up by (code, indicator) as T-C.29 reports them; how many changed. `bidang` are the units whose indicators the
    person may explain, None for all; `owners` gives the unit of each code. Raises NotAllowed for others', Refused once the run has ended.
    """
    task = open_task(run)
    if task is None:
        raise Refused("Penyusunan ini sudah berakhir; faktor capaian tidak dapat diubah lagi.")
    foreign = [kode for kode, _ in given if bidang is not None and owners.get(kode, "") not in bidang]
    if foreign:
        raise NotAllowed(f"Capaian {foreign[0]} dijelaskan oleh bidang pengampunya, bukan oleh Anda.")
    kept = {(row.kode, row.indikator): row for row in FaktorCapaian.objects.select_for_update().filter(run=run)}
    changed = 0
    for (kode, indikator), (faktor, follow) in given.items():
        row = kept.get((kode, indikator)) or FaktorCapaian(run=run, kode=kode, indikator=indikator)
        if (row.faktor, row.tindak_lanjut) != (faktor, follow):
            row.faktor, row.tindak_lanjut, row.diubah, row.diubah_oleh = faktor, follow, now, by
            row.save()
            changed += 1
    if changed:
        must_look_again(run)
        record(run, "faktor", f"Faktor dan tindak lanjut {changed} capaian dicatat.", by=by, now=now, task=task, data={"capaian": changed})
    return changed
