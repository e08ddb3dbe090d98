"""The isian of one bidang, steps 3 to 6: a workbook comes back, the grid is saved, a sub kegiatan is added, the isian is sent."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from renjana.alur.actions import notify, record
from renjana.alur.queries import open_task, sop_of
from renjana.alur.rules import AlreadyDone, Refused
from renjana.organisasi.models import Orang
from renjana.organisasi.queries import holders
from renjana.pengumpulan import rules
from renjana.pengumpulan.actions.editing import authority, kerja_now, received_by, to_edit
from renjana.pengumpulan.actions.lembar import save_lembar
from renjana.pengumpulan.actions.penyampaian import locked
from renjana.pengumpulan.actions.storing import store_changes
from renjana.pengumpulan.book_reading import Book
from renjana.pengumpulan.books import XLSX, Shelf, draft_of
from renjana.pengumpulan.doubts import NONE, Consent, Questioned, unanswered
from renjana.pengumpulan.intake import Received, read_isian, stored_reading
from renjana.pengumpulan.known import code_doubt, new_row
from renjana.pengumpulan.lembar_rows import lembar_states
from renjana.pengumpulan.merging import NOTHING, Change, Merged, Place, changes, marks_of, merge, state_of
from renjana.pengumpulan.models import Isian, UnggahanIsian
from renjana.pengumpulan.queries import asked_columns, bases_of, format_of, isian_url, known_for, renja_of, rows_of
from renjana.pengumpulan.reading import Finding, Line, read_lines
from renjana.renja.values import RencanaValue
from renjana.renstra.codes import normalize, resolve
from renjana.surat.actions import keep_file
from renjana.surat.queries import read_file


@dataclass(frozen=True)
class Saved:
    """What came of saving the grid: nothing is stored when there are faults, doubts that nobody said yes to (`asked`), or clashes. `who` and
    `at` tell who wrote what clashes.
    """

    findings: tuple[Finding, ...]
    asked: tuple[Finding, ...] = ()
    merged: Merged = NOTHING
    changed: int = 0
    removed: int = 0
    who: str = ""
    at: datetime | None = None

    @property
    def clashes(self) -> tuple[Change, ...]:
        """The cells that somebody else changed too."""
        return self.merged.clashes

    @property
    def stored(self) -> bool:
        """Whether everything was stored."""
        return not self.clashes and not self.asked and not any(one.blocking for one in self.findings)


def check_upload(isian: Isian, content: bytes, *, name: str, by: Orang, now: datetime) -> tuple[Received, UnggahanIsian | None]:
    """Read a workbook and keep the file to be looked over. With faults at cells a copy is kept in which they are marked; a file that cannot be
    read at all is not kept, and the upload is None.
    """
    with transaction.atomic():
        isian = to_edit(isian, by, now)
    received = read_isian(isian, content, name=name)
    if received.faults and received.book is None:
        return received, None
    if received.book is not None and received.faults:
        name, content = f"perbaiki-{name}", _marked(isian, received.book, received.findings, now)
    count = len({one.cell or one.row for one in received.faults})
    with transaction.atomic():
        berkas = keep_file(isian.run.perangkat_daerah, name, content, XLSX, by=by, now=now)
        kept = UnggahanIsian.objects.create(isian=isian, berkas=berkas, keadaan=received.keadaan, diunggah=now, diunggah_oleh=by, cacat=count)
    return received, kept


def _marked(isian: Isian, book: Book, findings: Sequence[Finding], now: datetime) -> bytes:
    run, renja, kept = isian.run, renja_of(isian.run), format_of(isian.run)
    draft = replace(draft_of(kept), kolom=asked_columns(isian))
    return Shelf(run, renja, known_for(renja), draft, kept.versi if kept else 1, now).marked(isian.bidang, book, findings)


def save_upload(unggahan: UnggahanIsian, *, by: Orang, now: datetime, chosen: Mapping[Place, str] | None = None) -> Received:
    """Store the rows of a workbook that was looked over. `chosen` is the side taken for each cell that two people changed.

    Raises Refused when the isian changed since it was compared, or when a choice is missing.
    """
    received = read_isian(unggahan.isian, read_file(unggahan.berkas), name=unggahan.berkas.nama, chosen=chosen)
    return _save_read(unggahan, received, by=by, now=now)


def _save_read(unggahan: UnggahanIsian, received: Received, *, by: Orang, now: datetime) -> Received:
    with transaction.atomic():
        isian = to_edit(unggahan.isian, by, now)
        if received.faults:
            raise Refused("Isi berkas tidak lagi dapat dibaca utuh; unggah lagi.")
        if clashes := received.clashes:
            codes = ", ".join(sorted({one.nama if ":" in one.kode else one.kode for one in clashes}))
            raise Refused(f"{len(clashes)} sel diubah orang lain sesudah buku kerja ini diunduh ({codes}). Pilih nilainya lebih dahulu.")
        if unggahan.disimpan is not None:
            raise AlreadyDone("Berkas ini sudah disimpan.")
        if state_of(rows_of(isian)) != unggahan.keadaan:
            raise AlreadyDone("Isian diubah orang lain sesudah berkas ini diperiksa. Periksa lagi perbandingannya, lalu simpan.")
        _store_received(isian, received, unggahan.berkas.nama, by, now)
        unggahan.disimpan = now
        unggahan.save(update_fields=["disimpan"])
    return received


def receive_workbook(isian: Isian, content: bytes, *, name: str, by: Orang, now: datetime) -> Received:
    """Read a workbook and store its rows in place of what the bidang planned, or store nothing and say why.

    Doubts are stored and given back; a fault stores nothing.
    """
    received, unggahan = check_upload(isian, content, name=name, by=by, now=now)
    return received if unggahan is None or unggahan.cacat else _save_read(unggahan, received, by=by, now=now)


def _store_received(isian: Isian, received: Received, name: str, by: Orang, now: datetime) -> None:
    if received.changes or not any(part.changes for part in received.parts):
        store_changes(isian, received.merged, received.changes, f"Isian {isian.bidang.nama} diisi dari {name}", {"berkas": name}, by=by, now=now)
    for part in received.parts:
        if save_lembar(isian, part.part, part.rows, base=part.base, by=by, now=now).clashes:
            raise AlreadyDone("Isian diubah orang lain sesudah berkas ini diperiksa. Periksa lagi perbandingannya, lalu simpan.")


def save_rows(
    isian: Isian,
    rows: Sequence[RencanaValue],
    *,
    by: Orang,
    now: datetime,
    base: Mapping[str, str] | None = None,
    dropped: Collection[str] = (),
) -> Saved:
    """Put these rows into the isian; rows that are not named stay as they are, those in `dropped` are taken out.

    `base` holds the mark (merging.mark_of) each row had when its editor began; a row that somebody else changed meanwhile clashes, and
    then nothing is stored. Without `base` the given rows win.
    """
    with transaction.atomic():
        isian = to_edit(isian, by, now)
        stored, keys = rows_of(isian), asked_columns(isian)
        merged = merge(stored, rows, bases_of(isian, marks_of(stored) if base is None else base, stored), keys, dropped)
        if merged.clashes:
            return _clashing(isian, merged)
        if merged.changed or merged.removed:
            told = changes(stored, merged.rows, keys)
            store_changes(isian, merged, told, f"Isian {isian.bidang.nama} disimpan", {}, by=by, now=now)
    return Saved((), changed=len(merged.changed), removed=len(merged.removed), merged=merged)


def _clashing(isian: Isian, merged: Merged) -> Saved:
    codes = {one.kode for one in merged.clashes}
    rows = isian.run.tahap.rencana.filter(bidang=isian.bidang_id, kode__in=codes).select_related("diubah_oleh").order_by("-diubah")
    latest = rows.first()
    who = latest.diubah_oleh.nama if latest and latest.diubah_oleh else "orang lain"
    return Saved((), merged=merged, who=who, at=latest.diubah if latest else None)


def save_lines(
    isian: Isian,
    lines: Sequence[Line],
    *,
    base: Mapping[str, str],
    dropped: Collection[str] = (),
    consent: Consent = NONE,
    by: Orang,
    now: datetime,
) -> Saved:
    """Save the grid: read its lines as the workbook's are read, then store them, or store nothing and say which cell is at fault or doubted."""
    reading = read_lines(lines, known=known_for(renja_of(isian.run)), bidang=isian.bidang.kode)
    asked = unanswered(reading.doubts, consent, stored_reading(isian).doubts) if reading.doubts else ()
    if reading.faults or asked:
        return Saved(reading.findings, asked)
    return replace(save_rows(isian, reading.rows, base=base, dropped=dropped, by=by, now=now), findings=reading.findings)


def add_sub_kegiatan(isian: Isian, kode: str, *, by: Orang, now: datetime) -> RencanaValue:
    """Add a sub kegiatan of the nomenclature to an isian, with its indicator and unit. Raises Refused for a code that is not there."""
    known = known_for(renja_of(isian.run))
    code = resolve(normalize(kode), known.main)
    if not code:
        raise Refused("Pilih sub kegiatan dari daftar, atau tulis kodenya.")
    if sentence := code_doubt(code, known):
        raise Refused(sentence)
    with transaction.atomic():
        isian = to_edit(isian, by, now)
        stored = rows_of(isian)
        if any(row.kode == code for row in stored):
            raise AlreadyDone(f"Sub kegiatan {code} sudah ada pada isian ini.")
        row = new_row(code, known, isian.bidang.kode)
        told = changes(stored, [*stored, row], asked_columns(isian))
        merged = Merged((*stored, row), frozenset({code}), frozenset(), ())
        store_changes(isian, merged, told, f"{code} ditambahkan pada isian {isian.bidang.nama}", {}, by=by, now=now)
    return row


@transaction.atomic
def send_isian(isian: Isian, *, by: Orang, now: datetime, alasan: str = "", consent: Consent = NONE) -> Isian:
    """Send the isian to whoever gathers. Gaps need a reason, which goes with it; doubts need a yes and are told in the history.

    Raises Refused with what is missing, Questioned with the cells that are at fault, which no reason excuses, or doubted.
    """
    isian = to_edit(isian, by, now)
    if isian.status not in rules.OPEN:
        raise Refused(f"Isian {isian.bidang.nama} berstatus {isian.get_status_display().lower()}, jadi tidak dikirim lagi.")
    reading = stored_reading(isian)
    if standing := reading.faults or unanswered(reading.doubts, consent):
        raise Questioned(standing)
    rows, keys = rows_of(isian), asked_columns(isian)
    empty = rules.gaps(rows, keys, isian.run.tahap.renja.tahun)
    open_parts = [part.label for part, (done, total) in lembar_states(isian) if done < total]
    if reasons := rules.send_faults(rows, empty, alasan, open_parts):
        raise Refused(" ".join(reasons))
    received_by(isian, by, now)
    isian.status, isian.dikirim, isian.dikirim_oleh, isian.catatan = Isian.Status.DIKIRIM, now, by, alasan.strip()
    kept = format_of(isian.run)
    isian.versi_dikirim = kept.versi if kept else 1
    isian.save(update_fields=["status", "dikirim", "dikirim_oleh", "catatan", "versi_dikirim"])
    data = {"bidang": isian.bidang.kode, "sub_kegiatan": len(rows), "pagu": sum(row.pagu or 0 for row in rows), "kosong": len(empty)}
    if reading.doubts:
        data |= {"diragukan": [[one.kode, one.key, one.message] for one in reading.doubts]}
    note = f" Catatan: {isian.catatan}" if isian.catatan else ""
    text = f"Isian {isian.bidang.nama} dikirim: {len(rows)} sub kegiatan.{note}"
    record(isian.run, "isian-dikirim", text, by=by, now=now, task=open_task(isian.run), data=data | {"catatan": isian.catatan})
    _tell_gatherers(isian, by, now)
    return isian


def _tell_gatherers(isian: Isian, by: Orang, now: datetime) -> None:
    run = isian.run
    step = next(one for one in sop_of(run.sop).langkah if one.kerja == rules.GATHER)
    people = [entry.orang for entry in holders(run.perangkat_daerah_id, step.pelaksana, now) if entry.orang != by.pk]
    title = f"Isian Renja {run.tahap.renja.tahun} {isian.bidang.nama} dikirim"
    notify(people, run, f"isian-dikirim-{isian.pk}-{now:%Y%m%d%H%M%S}", title, now=now, isi=isian.catatan, tautan=isian_url(isian))


@transaction.atomic
def take_back(isian: Isian, *, by: Orang, now: datetime) -> Isian:
    """Take a sent isian back before it is accepted, to change it. Raises Refused when it was not sent or is settled."""
    isian = locked(isian)
    authority(isian, by, now)
    if isian.status != Isian.Status.DIKIRIM or kerja_now(isian) not in rules.COLLECTING:
        raise Refused("Isian hanya dapat ditarik kembali selama menunggu diperiksa.")
    isian.status = Isian.Status.DIISI
    isian.save(update_fields=["status"])
    data = {"bidang": isian.bidang.kode}
    record(isian.run, "isian-ditarik", f"Isian {isian.bidang.nama} ditarik kembali.", by=by, now=now, task=open_task(isian.run), data=data)
    return isian
