"""Step 6: remind, accept, return, waive, close the collection."""

from datetime import datetime

from django.db import transaction

from renjana.alur.actions import Done, Output, complete, notify, record
from renjana.alur.models import Run, Task
from renjana.alur.queries import authority_among, must_act, open_task, sop_of, task_for
from renjana.alur.rules import AlreadyDone, NotAllowed, Refused
from renjana.organisasi.models import Orang
from renjana.organisasi.queries import wewenang_in
from renjana.pengumpulan import rules
from renjana.pengumpulan.actions.lembar import take_over
from renjana.pengumpulan.actions.penyampaian import locked
from renjana.pengumpulan.books import XLSX
from renjana.pengumpulan.lembar_rows import lembar_of
from renjana.pengumpulan.models import Isian
from renjana.pengumpulan.queries import columns_of, contacts, format_of, isian_of, isian_url, rows_by_bidang, rows_of, said_at
from renjana.pengumpulan.recap import Part, make_recap
from renjana.sop.flow import step as langkah_of
from renjana.surat.actions import Paper, keep_files


def _gathering(isian: Isian, by: Orang, now: datetime) -> tuple[Isian, Task]:
    """The locked isian and the task that waits, for whoever gathers. Raises NotAllowed for others, AlreadyDone after the collection."""
    isian = locked(isian)
    run = isian.run
    task = open_task(run)
    sop = sop_of(run.sop)
    step = next(one for one in sop.langkah if one.kerja == rules.GATHER)
    kerja = langkah_of(sop, task.langkah).kerja if task else ""
    if task is None or kerja not in rules.COLLECTING:
        raise AlreadyDone("Pengumpulan tidak sedang berjalan; tidak ada yang diubah.")
    handed = task.ditugaskan_id if kerja == rules.GATHER else None
    own = by.perangkat_daerah_id == run.perangkat_daerah_id
    if not own or authority_among(wewenang_in(run.perangkat_daerah_id, now), step.pelaksana, by, handed) is None:
        names = {actor.id: actor.nama for actor in sop.pelaksana}
        raise NotAllowed(f"Isian dihimpun oleh {' dan '.join(names[actor] for actor in step.pelaksana)}, bukan oleh Anda.")
    return isian, task


def _decide(isian: Isian, status: Isian.Status, alasan: str, by: Orang, now: datetime) -> None:
    isian.status, isian.alasan, isian.diputuskan, isian.diputuskan_oleh = status, alasan, now, by
    isian.save(update_fields=["status", "alasan", "diputuskan", "diputuskan_oleh"])


@transaction.atomic
def accept_isian(isian: Isian, *, by: Orang, now: datetime) -> Isian:
    """Accept what a bidang sent. Raises Refused when it was not sent."""
    isian, task = _gathering(isian, by, now)
    if isian.status == Isian.Status.DISETUJUI:
        raise AlreadyDone(f"Isian {isian.bidang.nama} sudah diterima.")
    if isian.status != Isian.Status.DIKIRIM:
        raise Refused(f"Isian {isian.bidang.nama} belum dikirim, jadi belum dapat diterima.")
    _decide(isian, Isian.Status.DISETUJUI, "", by, now)
    take_over(isian, lembar_of(isian.run), by=by, now=now)
    rows = rows_of(isian)
    data = {"bidang": isian.bidang.kode, "sub_kegiatan": len(rows), "pagu": sum(row.pagu or 0 for row in rows)}
    record(isian.run, "isian-diterima", f"Isian {isian.bidang.nama} diterima: {len(rows)} sub kegiatan.", by=by, now=now, task=task, data=data)
    _tell(isian, now, "isian-diterima", f"Isian {isian.bidang.nama} diterima", "")
    return isian


@transaction.atomic
def return_isian(isian: Isian, alasan: str, *, by: Orang, now: datetime) -> Isian:
    """Give an isian back to its bidang with a reason: one that was sent or accepted, or one that was waived and is wanted after all."""
    isian, task = _gathering(isian, by, now)
    if not alasan.strip():
        raise Refused("Tuliskan alasan pengembalian, supaya bidang tahu apa yang harus diperbaiki.")
    if isian.status not in {Isian.Status.DIKIRIM, Isian.Status.DISETUJUI, Isian.Status.DILEWATI}:
        raise Refused(f"Isian {isian.bidang.nama} sedang di tangan bidang, jadi tidak perlu dikembalikan.")
    _decide(isian, Isian.Status.DIKEMBALIKAN, alasan.strip(), by, now)
    data = {"bidang": isian.bidang.kode, "alasan": isian.alasan}
    record(isian.run, "isian-dikembalikan", f"Isian {isian.bidang.nama} dikembalikan: {isian.alasan}", by=by, now=now, task=task, data=data)
    _tell(isian, now, "isian-dikembalikan", f"Isian {isian.bidang.nama} dikembalikan", isian.alasan)
    return isian


@transaction.atomic
def skip_isian(isian: Isian, alasan: str, *, by: Orang, now: datetime) -> Isian:
    """Go on without the isian of a bidang, with a reason. What it holds so far stays in the plan."""
    isian, task = _gathering(isian, by, now)
    if not alasan.strip():
        raise Refused("Tuliskan alasan mengapa isian bidang ini dilewati.")
    if isian.status in {Isian.Status.DIKIRIM, *rules.SETTLED}:
        raise Refused(f"Isian {isian.bidang.nama} berstatus {isian.get_status_display().lower()}, jadi tidak dapat dilewati.")
    _decide(isian, Isian.Status.DILEWATI, alasan.strip(), by, now)
    data = {"bidang": isian.bidang.kode, "alasan": isian.alasan}
    record(isian.run, "isian-dilewati", f"Isian {isian.bidang.nama} dilewati: {isian.alasan}", by=by, now=now, task=task, data=data)
    return isian


@transaction.atomic
def remind(isian: Isian, *, by: Orang, now: datetime) -> Isian:
    """Remind the contacts of a bidang, in the app and by e-mail. Raises Refused when nothing is awaited from it."""
    isian, task = _gathering(isian, by, now)
    if isian.status not in rules.OPEN:
        raise Refused(f"Isian {isian.bidang.nama} tidak sedang ditunggu.")
    isian.diingatkan, isian.kali_diingatkan = now, isian.kali_diingatkan + 1
    isian.save(update_fields=["diingatkan", "kali_diingatkan"])
    kept = format_of(isian.run)
    text = f"Isian belum dikirim. Tenggat pengisian {said_at(isian.run, kept.tenggat if kept else None)}."
    title = f"Pengingat: isian Renja {isian.run.tahap.renja.tahun} {isian.bidang.nama}"
    _tell(isian, now, f"isian-pengingat-{isian.kali_diingatkan}", title, text)
    data = {"bidang": isian.bidang.kode, "kali": isian.kali_diingatkan}
    record(isian.run, "isian-diingatkan", f"{isian.bidang.nama} diingatkan ({isian.kali_diingatkan} kali).", by=by, now=now, task=task, data=data)
    return isian


def _tell(isian: Isian, now: datetime, kunci: str, judul: str, isi: str) -> None:
    people = [one.pk for one in contacts(isian.run, now).get(isian.bidang_id, [])]
    notify(people, isian.run, f"{kunci}-{isian.pk}-{now:%Y%m%d%H%M%S}", judul, now=now, isi=isi, tautan=isian_url(isian))


def close_collection(run: Run, *, by: Orang, now: datetime) -> None:
    """Finish step 6: what was received is kept as a recapitulation. Raises Refused with every isian that is neither accepted nor waived.

    Whoever changes an isian leaves a line in the history, so that a history that has not moved proves that none has changed meanwhile.
    """
    task = task_for(run, rules.GATHER)
    must_act(task, by, now)
    entries, plans = isian_of(run), rows_by_bidang(run)
    standings = [rules.Standing(one.bidang.nama, one.status, len(plans.get(one.bidang.kode, ()))) for one in entries]
    if reasons := rules.closing_faults(standings):
        raise Refused(" ".join(reasons))
    tahun = run.tahap.renja.tahun
    parts = [
        Part(one.bidang.nama, one.get_status_display(), one.alasan or one.catatan, said_at(run, one.dikirim), plans.get(one.bidang.kode, ()))
        for one in entries
    ]
    content = make_recap(parts, columns_of(run), tahun=tahun, nama_pd=run.perangkat_daerah.nama, now=now)
    with transaction.atomic():
        [berkas] = keep_files(run.perangkat_daerah, [Paper(f"rekap-isian-renja-{tahun}.xlsx", content, XLSX)], by=by, now=now)
        waived = [one.bidang.kode for one in entries if one.status == Isian.Status.DILEWATI]
        count = sum(len(rows) for rows in plans.values())
        pagu = sum(row.pagu or 0 for rows in plans.values() for row in rows)
        text = f"Isian {len(entries) - len(waived)} dari {len(entries)} bidang dihimpun: {count} sub kegiatan."
        data = {"sub_kegiatan": count, "pagu": pagu, "dilewati": waived}
        complete(task, Done(text, data, outputs=[Output("rekap-isian", "Rekap isian bidang", berkas)], told=True), by=by, now=now)
