"""Step 3: hand the format out to every bidang and the sekretariat, with a receipt from each."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from renjana.alur.actions import Done, Line, Output, complete, note_all, notices, record, send
from renjana.alur.models import Run, Task
from renjana.alur.queries import must_act, open_task, task_for
from renjana.alur.rules import AlreadyDone, NotAllowed, Refused
from renjana.cetak.pdf import compile_paper
from renjana.organisasi.models import Orang
from renjana.pengumpulan import rules
from renjana.pengumpulan.books import receipts
from renjana.pengumpulan.models import Isian
from renjana.pengumpulan.queries import contacts, format_of, isian_of, isian_url, may_fill, said_at
from renjana.surat.actions import Paper, keep_files


def hold(run: int) -> None:
    """Take the run before anything in it changes, so that of simultaneous requests one waits for the other. Inside a transaction."""
    Run.objects.select_for_update().values_list("pk").get(pk=run)


def locked(isian: Isian) -> Isian:
    """The isian as it stands now, its run held until the transaction ends. Two queries."""
    hold(isian.run_id)
    return Isian.objects.select_related("bidang", "run__tahap__renja", "run__sop", "run__perangkat_daerah").get(pk=isian.pk)


@transaction.atomic
def hand_out(isian: Isian, *, by: Orang, now: datetime, saluran: str = Isian.Saluran.APLIKASI) -> Isian:
    """Give the format to one bidang: it is noted how, and its contacts get a notice with the link. A second time changes nothing."""
    task = task_for(isian.run, rules.HAND_OUT)
    must_act(task, by, now)
    isian = locked(isian)
    if isian.status != Isian.Status.BELUM:
        return isian
    _give(task, [isian], saluran, by=by, now=now)
    return isian


@transaction.atomic
def hand_out_all(run: Run, *, by: Orang, now: datetime) -> int:
    """Give the format to every bidang that does not have it yet, through the app; how many were given. The same queries however many."""
    task = task_for(run, rules.HAND_OUT)
    must_act(task, by, now)
    hold(run.pk)
    waiting = [isian for isian in isian_of(run) if isian.status == Isian.Status.BELUM]
    if waiting:
        _give(task, waiting, Isian.Saluran.APLIKASI, by=by, now=now)
    return len(waiting)


def _give(task: Task, entries: Sequence[Isian], saluran: str, *, by: Orang, now: datetime) -> None:
    """Note the hand-out of several isian of a held run; their contacts get a notice, the history a line each."""
    run, people, kept = task.run, contacts(task.run, now), format_of(task.run)
    text = f"Mohon diisi paling lambat {said_at(run, kept.tenggat if kept else None)}."
    ready, lines = [], []
    for isian in entries:
        isian.run = run
        isian.status, isian.disampaikan, isian.disampaikan_oleh, isian.saluran = Isian.Status.DISAMPAIKAN, now, by, saluran
        told = people.get(isian.bidang_id, [])
        title = f"Format isian Renja {run.tahap.renja.tahun} untuk {isian.bidang.nama}"
        ready += notices([one.pk for one in told], run, f"format-{isian.pk}", title, now=now, isi=text, tautan=isian_url(isian))
        data = {"bidang": isian.bidang.kode, "saluran": saluran, "kepada": [one.nama for one in told]}
        lines.append(Line("format-disampaikan", f"Format disampaikan kepada {isian.bidang.nama}.", task, by, data=data))
    given = {"status": Isian.Status.DISAMPAIKAN, "disampaikan": now, "disampaikan_oleh": by, "saluran": saluran}
    Isian.objects.filter(pk__in=[isian.pk for isian in entries]).update(**given)
    send(ready)
    note_all(run, lines, now)


@transaction.atomic
def confirm_receipt(isian: Isian, *, by: Orang, now: datetime, penerima: str = "", nip: str = "") -> Isian:
    """Note that a bidang received its format. The contact confirms in person; the Staf names who received it.

    Raises Refused before the format was handed out, AlreadyDone when a receipt is there, NotAllowed for people of another bidang.
    """
    isian = locked(isian)
    if not may_fill(by, isian.bidang, now):
        raise NotAllowed(f"Tanda terima {isian.bidang.nama} dicatat oleh penghubung bidang itu atau oleh Staf.")
    if isian.status == Isian.Status.BELUM:
        raise Refused("Format belum disampaikan kepada bidang ini.")
    if isian.diterima is not None:
        raise AlreadyDone(f"Format sudah diterima {isian.penerima}.")
    note_receipt(isian, by=by, now=now, penerima=penerima, nip=nip)
    return isian


def note_receipt(isian: Isian, *, by: Orang, now: datetime, penerima: str = "", nip: str = "") -> None:
    """Write the receipt of an isian that is locked already, with its line of history."""
    isian.diterima, isian.diterima_dicatat = now, by
    isian.penerima, isian.penerima_nip = penerima.strip() or by.nama, nip or (by.nip or "" if not penerima.strip() else "")
    if isian.status == Isian.Status.DISAMPAIKAN:
        isian.status = Isian.Status.DITERIMA
    isian.save(update_fields=["diterima", "diterima_dicatat", "penerima", "penerima_nip", "status"])
    text = f"Format {isian.bidang.nama} diterima {isian.penerima}."
    data = {"bidang": isian.bidang.kode, "penerima": isian.penerima}
    record(isian.run, "format-diterima", text, by=by, now=now, task=open_task(isian.run), data=data)


def finish_hand_out(run: Run, *, by: Orang, now: datetime, alasan: str = "") -> None:
    """Finish step 3: the receipts are printed and kept. Raises Refused with every bidang that the format has not reached.

    Raises Unreceipted with every bidang whose receipt is missing, unless `alasan` says why; the history keeps it.
    """
    task = task_for(run, rules.HAND_OUT)
    must_act(task, by, now)
    entries = isian_of(run)
    if reasons := rules.hand_out_faults(rules.Standing(one.bidang.nama, one.status) for one in entries):
        raise Refused(" ".join(reasons))
    missing, alasan = [one.bidang.nama for one in entries if one.diterima is None], alasan.strip()
    if missing and len(alasan) < rules.SHORTEST:
        raise rules.Unreceipted(rules.unreceipted(missing))
    paper = compile_paper("tanda-terima", receipts(run, entries, by, now), timestamp=now)
    received = sum(1 for one in entries if one.diterima is not None)
    with transaction.atomic():
        name = f"tanda-terima-format-renja-{run.tahap.renja.tahun}.pdf"
        [berkas] = keep_files(run.perangkat_daerah, [Paper(name, paper, "application/pdf")], by=by, now=now)
        text = f"Format disampaikan kepada {len(entries)} bidang, {received} sudah menyatakan terima."
        data: dict[str, Any] = {"bidang": len(entries), "diterima": received}
        if missing:
            text = f"{text} Tanpa tanda terima {', '.join(missing)}: {alasan}"
            data |= {"tanpa_tanda_terima": missing, "alasan": alasan}
        outputs = [Output("tanda-terima", "Tanda terima format", berkas)]
        complete(task, Done(text, data, outputs), by=by, now=now)
