"""From draft to withdrawn: proposed, returned, in force from a day, withdrawn, discarded."""

import hashlib
from datetime import date, datetime

from django.db import transaction

from renjana.alur.actions import allow_runs
from renjana.alur.models import Run, SopVersi
from renjana.alur.rules import AlreadyDone, Refused
from renjana.organisasi.dates import tanggal
from renjana.organisasi.models import Orang
from renjana.organisasi.queries import wewenang_of
from renjana.organisasi.signatory import local_day
from renjana.prosedur.models import PeristiwaSop
from renjana.sop.definition import dump
from renjana.sop.model import Sop

Status = SopVersi.Status


def note(versi: SopVersi, jenis: str, uraian: str, *, by: Orang, now: datetime) -> PeristiwaSop:
    """Write a line of the version's history; within the caller's transaction."""
    acting = next((entry.acting_for for entry in wewenang_of(by, now) if entry.acting and entry.effective), "")
    return PeristiwaSop.objects.create(sop=versi, waktu=now, jenis=jenis, uraian=uraian, oleh=by, nama_oleh=by.nama, bertindak_untuk=acting)


def locked(versi: SopVersi, *states: str) -> SopVersi:
    """The version as it stands now, taken for a change. Raises AlreadyDone when it is in none of these states any more."""
    versi.refresh_from_db(fields=["status", "isi", "sidik", "versi", "nama"], from_queryset=SopVersi.objects.select_for_update())
    if versi.status not in states:
        raise AlreadyDone(f"{versi} sudah {versi.get_status_display().lower()}; muat ulang halamannya.")
    return versi


def keep_text(versi: SopVersi, sop: Sop) -> None:
    """Put a definition into the version; the caller saves it."""
    versi.isi, versi.nama, versi.versi = dump(sop), sop.nama, sop.versi
    versi.sidik = hashlib.sha256(versi.isi.encode()).hexdigest()


@transaction.atomic
def propose(versi: SopVersi, *, by: Orang, now: datetime) -> SopVersi:
    """Put a draft before the Kepala Dinas; nobody changes it meanwhile."""
    locked(versi, Status.DRAF).status = Status.USULAN
    versi.save(update_fields=["status"])
    note(versi, "usulkan", f"{versi} diusulkan untuk disahkan.", by=by, now=now)
    return versi


@transaction.atomic
def return_draft(versi: SopVersi, alasan: str, *, by: Orang, now: datetime) -> SopVersi:
    """Give a proposed version back to be changed, with a reason."""
    locked(versi, Status.USULAN)
    if not alasan.strip():
        raise Refused("Tuliskan apa yang perlu diperbaiki.")
    versi.status = Status.DRAF
    versi.save(update_fields=["status"])
    note(versi, "kembalikan", f"{versi} dikembalikan: {alasan.strip()}", by=by, now=now)
    return versi


@transaction.atomic
def discard(versi: SopVersi, alasan: str, *, by: Orang, now: datetime) -> SopVersi:
    """Give up a draft; its text and history stay."""
    locked(versi, Status.DRAF)
    return _ended(versi, "buang", f"Draf {versi} dibatalkan", alasan, by=by, now=now)


@transaction.atomic
def withdraw(versi: SopVersi, alasan: str, *, by: Orang, now: datetime) -> SopVersi:
    """Take a version out of force: nothing begins on it any more, what runs on it goes on to its end."""
    locked(versi, Status.BERLAKU)
    running = Run.objects.filter(sop=versi, status=Run.Status.BERJALAN).count()
    more = f" {running} penyusunan yang berjalan tetap memakainya sampai selesai." if running else ""
    return _ended(versi, "cabut", f"{versi} dicabut", alasan, by=by, now=now, more=more)


def _ended(versi: SopVersi, jenis: str, told: str, alasan: str, *, by: Orang, now: datetime, more: str = "") -> SopVersi:
    if not alasan.strip():
        raise Refused("Tuliskan alasannya; alasan itu tercatat dalam riwayat.")
    if versi.perangkat_daerah is None:
        raise Refused("SOP bawaan tidak dapat dicabut.")
    versi.status, versi.dicabut = Status.DICABUT, local_day(versi.perangkat_daerah, now)
    versi.save(update_fields=["status", "dicabut"])
    note(versi, jenis, f"{told}: {alasan.strip()}{more}", by=by, now=now)
    return versi


@transaction.atomic
def put_in_force(versi: SopVersi, sop: Sop, since: date, *, by: Orang, now: datetime) -> SopVersi:
    """Keep the ratified text, let runs begin on it from that day. Who ratifies and signs is `pengesahan`'s to say."""
    versi.transisi.all().delete()
    versi.pelaku.all().delete()
    keep_text(versi, sop)
    versi.status, versi.berlaku_sejak = Status.BERLAKU, since
    versi.save()
    allow_runs(versi, sop)
    note(versi, "sahkan", f"{versi} disahkan dengan nomor {sop.identitas.nomor}, berlaku sejak {tanggal(since)}.", by=by, now=now)
    return versi
