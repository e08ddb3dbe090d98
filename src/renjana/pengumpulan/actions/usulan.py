"""Changes that the meeting decided on: written with its minutes, handed to the bidang when it closes, applied, answered or taken back."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.db.models import Case, TextField, Value, When
from django.urls import reverse

from renjana.alur.actions import notices, record
from renjana.alur.models import Pemberitahuan, Run
from renjana.alur.queries import open_task
from renjana.alur.rules import AlreadyDone, Refused
from renjana.organisasi.models import Orang
from renjana.pengumpulan import rules
from renjana.pengumpulan.actions.editing import authority, kerja_now, to_edit
from renjana.pengumpulan.actions.penyampaian import hold, locked
from renjana.pengumpulan.actions.storing import store_changes
from renjana.pengumpulan.known import Known, new_row
from renjana.pengumpulan.merging import Merged, changes, column_label, mark_of
from renjana.pengumpulan.models import Isian, UsulanRapat
from renjana.pengumpulan.queries import asked_columns, contacts, known_for, renja_of, rows_of
from renjana.pengumpulan.usulan import Perubahan, cell_of, check_change, superseded, told, with_cell
from renjana.pengumpulan.usulan_indikator import KOLOM as NEW_INDIKATOR
from renjana.pengumpulan.usulan_indikator import place_in
from renjana.pengumpulan.usulan_rows import Plan, change_of, plan_to_change
from renjana.renja.values import RencanaValue

Decided = tuple[int, str, Sequence[Perubahan]]
"""A decision of the meeting: its number, its words, its changes."""
SHORTEST = 5


def write_usulan(run: Run, decided: Sequence[Decided], plan: Plan | None = None, *, others: bool = True) -> list[UsulanRapat]:
    """Keep the changes of a meeting that is not closed, in place of those written before. Raises Refused with every fault.

    `plan` is the plan when the caller has read it; `others` tells whether any may have been written before. With no change, and none before,
    nothing is asked for.
    """
    wanted = [(nomor, isi, change) for nomor, isi, changes_ in decided for change in changes_]
    kept = _checked(run, wanted, plan or plan_to_change(run)) if wanted else []
    if others:
        UsulanRapat.objects.filter(run=run, diajukan__isnull=True).delete()
    return UsulanRapat.objects.bulk_create(kept) if kept else []


def _checked(run: Run, wanted: Sequence[tuple[int, str, Perubahan]], plan: Plan) -> list[UsulanRapat]:
    rows, known, units = plan.rows(), plan.known(), {one.kode: one for one in plan.bidang()}
    faults: list[str] = []
    kept: list[UsulanRapat] = []
    for order, (nomor, isi, given) in enumerate(wanted):
        change, found = check_change(given, rows, known)
        change = replace(change, nomor=change.nomor + _more_of(kept, change))
        faults += [f"Keputusan {nomor}: {fault.message}" for fault in found]
        if not found and change.bidang not in units:
            faults.append(f"Keputusan {nomor}: bidang {change.bidang} tidak aktif.")
        elif not found:
            place = {"bidang": units[change.bidang], "kode": change.kode, "kolom": change.kolom, "nomor": change.nomor}
            words = {"semula": change.semula, "menjadi": change.menjadi, "alasan": change.alasan}
            kept.append(UsulanRapat(run=run, keputusan=nomor, isi=isi, urutan=order, **place, **words))
    if faults:
        raise Refused(" ".join(faults))
    for one, gone in zip(kept, superseded([change_of(one) for one in kept]), strict=True):
        one.status = UsulanRapat.Status.DIGANTIKAN if gone else UsulanRapat.Status.MENUNGGU
    return kept


def _more_of(kept: Sequence[UsulanRapat], change: Perubahan) -> int:
    """How many new indicators these changes bring already to the sub kegiatan of a change that brings one."""
    if change.kolom != NEW_INDIKATOR:
        return 0
    place = (change.bidang, change.kode, change.kolom)
    return sum((one.bidang.kode, one.kode, one.kolom) == place and one.menjadi != change.menjadi for one in kept)


def written_usulan(run: Run) -> list[UsulanRapat]:
    """The changes written with the minutes of a meeting that is not closed. One query."""
    return list(UsulanRapat.objects.filter(run=run, diajukan__isnull=True).select_related("bidang"))


def submit_usulan(run: Run, found: Sequence[UsulanRapat], *, by: Orang, now: datetime) -> list[Pemberitahuan]:
    """Hand these changes to their bidang as the meeting closes: sent isian come back to them; the notices for the contacts.

    Nothing is asked for when there is none; else the same few queries for however many.
    """
    if not found:
        return []
    UsulanRapat.objects.filter(run=run, diajukan__isnull=True).update(diajukan=now)
    own: dict[int, list[UsulanRapat]] = {}
    for one in (one for one in found if one.is_waiting):
        own.setdefault(one.bidang_id, []).append(one)
    reasons = {
        unit: f"Rapat mengusulkan {len(changes_)} perubahan pada isian ini; terapkan, atau jawab dengan alasan." for unit, changes_ in own.items()
    }
    alasan = Case(*(When(bidang=unit, then=Value(reason)) for unit, reason in reasons.items()), output_field=TextField())
    settled = Isian.objects.filter(run=run, bidang__in=own, status__in=[Isian.Status.DIKIRIM, Isian.Status.DISETUJUI])
    settled.update(status=Isian.Status.DIKEMBALIKAN, alasan=alasan, diputuskan=now, diputuskan_oleh=by)
    people, tahun, ready = contacts(run, now), run.tahap.renja.tahun, []
    for unit, changes_ in own.items():
        bidang, told_to = changes_[0].bidang, [one.pk for one in people.get(unit, [])]
        address = reverse("pengumpulan:isian", kwargs={"tahun": tahun, "bidang": bidang.kode})
        text, title = "\n".join(sentence(one, tahun) for one in changes_), f"{len(changes_)} usulan rapat untuk isian Renja {tahun} {bidang.nama}"
        ready += notices(told_to, run, f"usulan-rapat-{unit}", title, now=now, isi=text, tautan=address)
    return ready


def sentence(usulan: UsulanRapat, tahun: int) -> str:
    """A kept change as one sentence."""
    return told(change_of(usulan), tahun)


@transaction.atomic
def apply_usulan(usulan: UsulanRapat, *, by: Orang, now: datetime, base: str | None = None) -> UsulanRapat:
    """Write a change of the meeting into the plan. `base` is the mark of its row (merging.mark_of) that the person saw; "" when there was none.

    Raises NotAllowed, Refused, and AlreadyDone when the row changed since or the change was applied before.
    """
    usulan, isian = _held(usulan, by, now)
    if usulan.status == UsulanRapat.Status.DITERAPKAN:
        raise AlreadyDone(f"Usulan ini sudah diterapkan {usulan.diputuskan_oleh}.")
    isian = to_edit(isian, by, now)
    stored, known = rows_of(isian), known_for(renja_of(isian.run))
    row = next((one for one in stored if one.kode == usulan.kode), None)
    if base is not None and base != (mark_of(row) if row else ""):
        raise AlreadyDone(f"Baris {usulan.kode} berubah sesudah Anda membukanya. Periksa isinya, lalu terapkan lagi.")
    here = row or new_row(usulan.kode, known, isian.bidang.kode)
    if usulan.kolom == NEW_INDIKATOR:
        usulan.nomor = place_in(here, usulan.menjadi)
    changed = _read(here, usulan, usulan.menjadi, known)
    usulan.sebelum, usulan.baris_baru = (cell_of(row, usulan.kolom, usulan.nomor) if row else ""), row is None
    usulan.tanda = mark_of(changed)
    rows = [changed if one is row else one for one in stored] + ([] if row else [changed])
    _put(isian, stored, rows, usulan, f"{_head(usulan)} diterapkan pada", by=by, now=now)
    return _decide(usulan, UsulanRapat.Status.DITERAPKAN, by, now)


@transaction.atomic
def undo_usulan(usulan: UsulanRapat, *, by: Orang, now: datetime) -> UsulanRapat:
    """Take an applied change back, as long as its cell still says what it wrote. Raises NotAllowed and Refused."""
    usulan, isian = _held(usulan, by, now)
    if usulan.status != UsulanRapat.Status.DITERAPKAN:
        raise AlreadyDone("Usulan ini belum diterapkan, jadi tidak ada yang diurungkan.")
    isian = to_edit(isian, by, now)
    stored, known = rows_of(isian), known_for(renja_of(isian.run))
    row = next((one for one in stored if one.kode == usulan.kode), None)
    same = row is not None and (mark_of(row) == usulan.tanda if usulan.baris_baru else cell_of(row, usulan.kolom, usulan.nomor) == usulan.menjadi)
    if row is None or not same:
        raise Refused(f"{usulan.kode} sudah diubah lagi sesudah usulan ini diterapkan; ubah pada halaman isian.")
    back = () if usulan.baris_baru else (_read(row, usulan, usulan.sebelum, known),)
    rows = [one for kept in stored for one in (back if kept is row else (kept,))]
    _put(isian, stored, rows, usulan, f"Penerapan {_head(usulan).lower()} diurungkan pada", by=by, now=now)
    return _decide(usulan, UsulanRapat.Status.MENUNGGU, by, now)


@transaction.atomic
def answer_usulan(usulan: UsulanRapat, jawaban: str, *, by: Orang, now: datetime) -> UsulanRapat:
    """Say why a change of the meeting is not applied; it is kept with it and in the history. Raises NotAllowed and Refused."""
    usulan, isian = _held(usulan, by, now)
    text = jawaban.strip()
    if len(text) < SHORTEST:
        raise Refused("Tuliskan alasannya, supaya perencana memahami mengapa usulan rapat ini tidak diterapkan.")
    if usulan.status == UsulanRapat.Status.DITERAPKAN:
        raise AlreadyDone("Usulan ini sudah diterapkan; urungkan dahulu bila memang tidak jadi.")
    usulan.jawaban = text
    _decide(usulan, UsulanRapat.Status.DIJAWAB, by, now)
    words = f"{_head(usulan)} tidak diterapkan pada {usulan.kode}: {text}"
    data = {"bidang": isian.bidang.kode, "keputusan": usulan.keputusan, "usulan": usulan.pk, "jawaban": text}
    record(isian.run, "usulan-dijawab", words, by=by, now=now, task=open_task(isian.run), data=data)
    return usulan


def _held(usulan: UsulanRapat, by: Orang, now: datetime) -> tuple[UsulanRapat, Isian]:
    """The change and its isian, the run held, for a person who may fill that isian, until the analysis is over."""
    hold(usulan.run_id)
    usulan = UsulanRapat.objects.select_related("bidang", "diputuskan_oleh").get(pk=usulan.pk)
    isian = Isian.objects.filter(run=usulan.run_id, bidang=usulan.bidang_id).first()
    if isian is None:
        raise Refused(f"Format belum diterbitkan untuk {usulan.bidang.nama}.")
    isian = locked(isian)
    authority(isian, by, now)
    if usulan.status == UsulanRapat.Status.DIGANTIKAN:
        raise Refused("Usulan ini digantikan usulan lain dari rapat yang sama untuk sel yang sama; tanggapi usulan yang terakhir.")
    if usulan.diajukan is None or kerja_now(isian) not in {rules.GATHER, rules.ANALYSE}:
        raise Refused("Usulan rapat ditanggapi sesudah rapat ditutup, sampai analisis selesai.")
    return usulan, isian


def _head(usulan: UsulanRapat) -> str:
    return f"Keputusan rapat no. {usulan.keputusan}"


def _read(row: RencanaValue, usulan: UsulanRapat, text: str, known: Known) -> RencanaValue:
    changed, faults = with_cell(row, usulan.kolom, usulan.nomor, text, known)
    if changed is None:
        raise Refused(" ".join(fault.message for fault in faults))
    return changed


def _put(
    isian: Isian, stored: Sequence[RencanaValue], rows: Sequence[RencanaValue], usulan: UsulanRapat, words: str, *, by: Orang, now: datetime
) -> None:
    """Store these rows with one line of history; where the cell says so already, only the line."""
    cells = changes(stored, rows, asked_columns(isian))
    text = f"{words} {usulan.kode}, {column_label(usulan.kolom, isian.run.tahap.renja.tahun, usulan.nomor)}"
    data = {"keputusan": usulan.keputusan, "usulan": usulan.pk}
    if not cells and usulan.sebelum == usulan.menjadi:
        told_data = data | {"bidang": isian.bidang.kode}
        record(isian.run, "usulan-diterapkan", f"{text}: isinya sudah sesuai.", by=by, now=now, task=open_task(isian.run), data=told_data)
        return
    gone = {one.kode for one in stored} - {one.kode for one in rows}
    merged = Merged(tuple(rows), frozenset({usulan.kode}) - gone, frozenset(gone))
    store_changes(isian, merged, cells, text, data, by=by, now=now)


def _decide(usulan: UsulanRapat, status: str, by: Orang, now: datetime) -> UsulanRapat:
    usulan.status, usulan.diputuskan, usulan.diputuskan_oleh = status, now, by
    usulan.save(update_fields=["status", "nomor", "jawaban", "diputuskan", "diputuskan_oleh", "sebelum", "tanda", "baris_baru"])
    return usulan
