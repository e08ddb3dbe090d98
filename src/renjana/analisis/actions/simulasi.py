"""What if: rules gathered in a draft, applied to the plan as one act, taken back while nobody else edited."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.urls import reverse

from renjana.alur.actions import notices, record, send
from renjana.alur.models import Run, Task
from renjana.alur.queries import task_for
from renjana.alur.rules import AlreadyDone, NotAllowed, Refused
from renjana.analisis.findings import CheckValues
from renjana.analisis.models import Simulasi
from renjana.analisis.queries import check_values, row_state, state_key
from renjana.analisis.rules import KERJA
from renjana.analisis.simulation import Kaidah, changed_rows, kaidah_from, restored, row_key, simulate, words_of
from renjana.organisasi.models import Bidang, Orang
from renjana.organisasi.numerals import ribuan, rupiah
from renjana.organisasi.queries import wewenang_of
from renjana.pengumpulan.actions import hold, keep_versions
from renjana.pengumpulan.models import Isian
from renjana.pengumpulan.queries import HELPERS, contacts
from renjana.renja.actions import store_rows
from renjana.renja.models import RencanaSubKegiatan
from renjana.renja.queries import rencana_values
from renjana.renja.values import RencanaValue

MOST = 12
"""Rules of one draft."""


def _task(run: Run, by: Orang, now: datetime) -> Task:
    """The open analysis, for a Perencana or Staf of the agency. Raises NotAllowed and Refused."""
    task = task_for(run, KERJA)
    own = by.perangkat_daerah_id == run.perangkat_daerah_id
    if not own or not any(entry.effective and entry.peran in HELPERS for entry in wewenang_of(by, now)):
        raise NotAllowed("Simulasi pagu dikerjakan Perencana atau Staf, bukan oleh Anda.")
    return task


def draft_of(run: Run, orang: Orang) -> Simulasi | None:
    """The draft of a person; None while there is none. One query."""
    return Simulasi.objects.filter(run=run, oleh=orang, status=Simulasi.Status.DRAF).first()


def rules_of(simulasi: Simulasi | None) -> list[Kaidah]:
    """The rules of a draft, in order."""
    return [kaidah_from(one) for one in simulasi.kaidah] if simulasi else []


@transaction.atomic
def add_rule(run: Run, kaidah: Kaidah, *, by: Orang, now: datetime) -> Simulasi:
    """Put a rule behind those of the draft; nothing of the plan changes. Raises Refused when it cannot be followed."""
    _task(run, by, now)
    draft = draft_of(run, by) or Simulasi(run=run, oleh=by, dibuat=now)
    if len(draft.kaidah) >= MOST:
        raise Refused(f"Satu simulasi memuat paling banyak {MOST} kaidah; terapkan, atau hapus salah satunya.")
    simulate(check_values(run), [*rules_of(draft), kaidah])
    draft.kaidah = [*draft.kaidah, kaidah.as_json()]
    draft.save()
    return draft


@transaction.atomic
def drop_rule(run: Run, *, by: Orang, now: datetime) -> Simulasi | None:
    """Take the last rule out; the draft goes with its last one."""
    _task(run, by, now)
    draft = draft_of(run, by)
    if draft is None or len(draft.kaidah) <= 1:
        drop_draft(run, by=by)
        return None
    draft.kaidah = draft.kaidah[:-1]
    draft.save(update_fields=["kaidah"])
    return draft


def drop_draft(run: Run, *, by: Orang) -> None:
    """Throw the draft away; the plan never knew it."""
    Simulasi.objects.filter(run=run, oleh=by, status=Simulasi.Status.DRAF).delete()


@transaction.atomic
def apply_simulasi(run: Run, *, seen: str, by: Orang, now: datetime) -> Simulasi:
    """Write the draft into the plan, one act with one line of history; the contacts of the bidang are told.

    `seen` names the state of the rows that the person looked at (see queries.state_key). Raises NotAllowed, Refused, AlreadyDone when rows
    changed since.
    """
    hold(run.pk)
    task, draft = _task(run, by, now), draft_of(run, by)
    if draft is None:
        raise AlreadyDone("Tidak ada simulasi yang dapat diterapkan; susun dahulu kaidahnya.")
    if seen != state_key(row_state(run)):
        raise AlreadyDone("Rencana berubah sesudah simulasi ini dihitung. Periksa lagi hasilnya, lalu terapkan.")
    values, rules = check_values(run), rules_of(draft)
    after = simulate(values, rules)
    changed = changed_rows(values.plan.rows, after.plan.rows)
    if not changed:
        raise Refused("Simulasi ini tidak mengubah pagu satu pun.")
    versions = _write(run, values.plan.rows, after.plan.rows, by=by, now=now)
    draft.nomor = (Simulasi.objects.filter(run=run).aggregate(last=Max("nomor"))["last"] or 0) + 1
    draft.status, draft.diputuskan, draft.diputuskan_oleh = Simulasi.Status.DITERAPKAN, now, by
    draft.uraian = "; ".join(words_of(one, values.plan) for one in rules)
    draft.sebelum, draft.sesudah = values.plan.total, after.plan.total
    draft.perubahan = [vars(one) | {"versi": versions[one.bidang, one.kode]} for one in changed]
    draft.save()
    cells = [(one.bidang, [one.kode, 0, "pagu", _cell(one.pagu), _cell(one.menjadi)]) for one in changed]
    _tell(task, draft, f"{draft} diterapkan ({draft.uraian})", cells, (draft.sebelum, draft.sesudah), by=by, now=now)
    return draft


@transaction.atomic
def undo_simulasi(simulasi: Simulasi, *, by: Orang, now: datetime) -> Simulasi:
    """Give every row the money that it had before, as long as none of them changed since. Raises NotAllowed and Refused with those rows."""
    run = simulasi.run
    hold(run.pk)
    task = _task(run, by, now)
    simulasi = Simulasi.objects.get(pk=simulasi.pk)
    simulasi.run = run
    if simulasi.status != Simulasi.Status.DITERAPKAN:
        raise AlreadyDone("Simulasi ini tidak sedang diterapkan.")
    values, versions = check_values(run), _versions(run)
    edited = [one["kode"] for one in simulasi.perubahan if versions.get((one["bidang"], one["kode"])) != one["versi"]]
    if edited:
        named = ", ".join(edited[:5]) + (" dan lainnya" if len(edited) > 5 else "")
        raise Refused(f"{len(edited)} baris sudah diubah lagi sesudah simulasi diterapkan ({named}); ubah pagunya pada isian bidang.")
    kept = {(one["bidang"], one["kode"]): one for one in simulasi.perubahan}
    before = [_restored(row, kept.get((row.bidang, row.kode))) for row in values.plan.rows]
    _write(run, values.plan.rows, before, by=by, now=now)
    simulasi.status, simulasi.diputuskan, simulasi.diputuskan_oleh = Simulasi.Status.DIURUNGKAN, now, by
    simulasi.save(update_fields=["status", "diputuskan", "diputuskan_oleh"])
    cells = [(one["bidang"], [one["kode"], 0, "pagu", _cell(one["menjadi"]), _cell(one["pagu"])]) for one in simulasi.perubahan]
    sums = (values.plan.total, sum(row.pagu or 0 for row in before))
    _tell(task, simulasi, f"{simulasi} diurungkan", cells, sums, by=by, now=now)
    return simulasi


def _restored(row: RencanaValue, kept: dict[str, Any] | None) -> RencanaValue:
    return row if kept is None else restored(row, kept["pagu"], kept["sumber"])


def _cell(pagu: int | None) -> str:
    return "" if pagu is None else ribuan(pagu)


def _write(run: Run, before: Sequence[RencanaValue], after: Sequence[RencanaValue], *, by: Orang, now: datetime) -> dict[tuple[str, str], int]:
    """Store the rows that differ, bidang by bidang, how they stood before included; the versions of all rows afterwards."""
    units = {unit.kode: unit for unit in Bidang.objects.filter(perangkat_daerah=run.perangkat_daerah_id)}
    isian = {one.bidang_id: one for one in Isian.objects.filter(run=run)}
    changed = {row_key(new) for old, new in zip(before, after, strict=True) if old != new}
    stored = list(rencana_values(run.tahap_id))
    for bidang, rows in groupby(sorted(after, key=lambda row: row.bidang), key=lambda row: row.bidang):
        own = list(rows)
        codes = {row.kode for row in own if row_key(row) in changed}
        if not codes:
            continue
        if units[bidang].pk in isian:
            keep_versions(isian[units[bidang].pk], [row for row in stored if row.bidang == bidang], codes, now)
        store_rows(run.tahap, units[bidang], own, by=by, now=now, only=codes)
    return _versions(run)


def _versions(run: Run) -> dict[tuple[str, str], int]:
    rows = RencanaSubKegiatan.objects.filter(tahap=run.tahap_id).values_list("bidang__kode", "kode", "versi")
    return {(bidang, kode): versi for bidang, kode, versi in rows}


def _tell(
    task: Task, simulasi: Simulasi, head: str, cells: Sequence[tuple[str, list[Any]]], sums: tuple[int, int], *, by: Orang, now: datetime
) -> None:
    """One line of history with every cell by bidang; a notice to the contacts of each bidang."""
    run, tahun = simulasi.run, simulasi.run.tahap.renja.tahun
    told: dict[str, list[Any]] = {}
    for bidang, cell in cells:
        told.setdefault(bidang, []).append(cell)
    text = f"{head}: {len(cells)} sub kegiatan berubah, pagu {rupiah(sums[0])} menjadi {rupiah(sums[1])}."
    people, ready = contacts(run, now), []
    for unit in Bidang.objects.filter(perangkat_daerah=run.perangkat_daerah_id, kode__in=told):
        title = f"Pagu {len(told[unit.kode])} sub kegiatan {unit.nama} berubah oleh simulasi no. {simulasi.nomor}"
        address = reverse("pengumpulan:riwayat", kwargs={"tahun": tahun, "bidang": unit.kode})
        key = f"simulasi-{simulasi.pk}-{simulasi.status}-{unit.pk}"
        ready += notices([one.pk for one in people.get(unit.pk, [])], run, key, title, now=now, isi=text, tautan=address)
    send(ready)
    data = {"simulasi": simulasi.nomor, "baris": len(cells), "sebelum": sums[0], "sesudah": sums[1], "perubahan": told}
    record(run, "simulasi", text, by=by, now=now, task=task, data=data)


def simulated(run: Run, draft: Simulasi) -> tuple[CheckValues, CheckValues]:
    """The values as they stand and under the rules of a draft. Raises Refused when the plan no longer allows them."""
    values = check_values(run)
    return values, simulate(values, rules_of(draft))
