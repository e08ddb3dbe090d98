"""Changes that the meeting decided on: written with its minutes, handed to the bidang when it closes, applied, answered or taken back."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.urls import reverse

from renjana.alur.actions import notify, record
from renjana.alur.models import Run
from renjana.alur.queries import open_task
from renjana.alur.rules import AlreadyDone, Refused
from renjana.organisasi.models import Bidang, Orang
from renjana.pengumpulan import rules
from renjana.pengumpulan.actions.editing import authority, kerja_now, to_edit
from renjana.pengumpulan.actions.penyampaian import hold, locked
from renjana.pengumpulan.actions.storing import store_changes
from renjana.pengumpulan.known import Known, new_row
from renjana.pengumpulan.merging import Merged, changes, column_label, mark_of
from renjana.pengumpulan.models import Isian, UsulanRapat
from renjana.pengumpulan.queries import asked_columns, change_of, contacts, known_for, renja_of, rows_by_bidang, rows_of
from renjana.pengumpulan.usulan import Perubahan, cell_of, check_change, told, with_cell
from renjana.renja.values import RencanaValue

Decided = tuple[int, str, Sequence[Perubahan]]
"""A decision of the meeting: its number, its words, its changes."""
SHORTEST = 5


def write_usulan(run: Run, decided: Sequence[Decided]) -> int:
    """Keep the changes of a meeting that is not closed, in place of those written before; how many. Raises Refused with every fault."""
    wanted = [(nomor, isi, change) for nomor, isi, changes_ in decided for change in changes_]
    kept = []
    if wanted:
        rows, known = rows_by_bidang(run), known_for(renja_of(run))
        units = {one.kode: one for one in Bidang.objects.filter(perangkat_daerah=run.perangkat_daerah_id, aktif=True)}
        faults = []
        for order, (nomor, isi, given) in enumerate(wanted):
            change, found = check_change(given, rows, known)
            faults += [f"Keputusan {nomor}: {fault.message}" for fault in found]
            if not found and change.bidang not in units:
                faults.append(f"Keputusan {nomor}: bidang {change.bidang} tidak aktif.")
            elif not found:
                place = {"bidang": units[change.bidang], "kode": change.kode, "kolom": change.kolom, "nomor": change.nomor}
                words = {"semula": change.semula, "menjadi": change.menjadi, "alasan": change.alasan}
                kept.append(UsulanRapat(run=run, keputusan=nomor, isi=isi, urutan=order, **place, **words))
        if faults:
            raise Refused(" ".join(faults))
    UsulanRapat.objects.filter(run=run, diajukan__isnull=True).delete()
    return len(UsulanRapat.objects.bulk_create(kept))


def submit_usulan(run: Run, *, by: Orang, now: datetime) -> list[str]:
    """Hand the changes of a meeting that closes to their bidang: sent isian come back to them, contacts are told; each change as a sentence."""
    found = list(UsulanRapat.objects.filter(run=run, diajukan__isnull=True).select_related("bidang"))
    if not found:
        return []
    UsulanRapat.objects.filter(pk__in=[one.pk for one in found]).update(diajukan=now)
    people, tahun = contacts(run, now), run.tahap.renja.tahun
    for unit in {one.bidang_id: one.bidang for one in found}.values():
        own = [one for one in found if one.bidang_id == unit.pk]
        settled = Isian.objects.filter(run=run, bidang=unit, status__in=[Isian.Status.DIKIRIM, Isian.Status.DISETUJUI])
        reason = f"Rapat mengusulkan {len(own)} perubahan pada isian ini; terapkan, atau jawab dengan alasan."
        settled.update(status=Isian.Status.DIKEMBALIKAN, alasan=reason, diputuskan=now, diputuskan_oleh=by)
        told_to = [one.pk for one in people.get(unit.pk, [])]
        address = reverse("pengumpulan:isian", kwargs={"tahun": tahun, "bidang": unit.kode})
        text = "\n".join(sentence(one, tahun) for one in own)
        title = f"{len(own)} usulan rapat untuk isian Renja {tahun} {unit.nama}"
        notify(told_to, run, f"usulan-rapat-{unit.pk}", title, now=now, isi=text, tautan=address)
    return [sentence(one, tahun) for one in found]


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
    changed = _read(row or new_row(usulan.kode, known, isian.bidang.kode), usulan, usulan.menjadi, known)
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
    usulan.save(update_fields=["status", "jawaban", "diputuskan", "diputuskan_oleh", "sebelum", "tanda", "baris_baru"])
    return usulan
