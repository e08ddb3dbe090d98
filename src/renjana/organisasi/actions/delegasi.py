"""Plh. and Plt.: who acts for the holder of a jabatan, from when to when, by which SK."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db import transaction

from renjana.organisasi.actions.perubahan import locked, note, roles_of
from renjana.organisasi.dates import tanggal
from renjana.organisasi.models import Delegasi, Jabatan, Orang
from renjana.organisasi.queries import zone_of
from renjana.organisasi.refusal import NotAllowed, Refused
from renjana.organisasi.rules import delegate_fault
from renjana.organisasi.signatory import local_day


@transaction.atomic
def delegate(jabatan: Jabatan, orang: Orang, *, jenis: str, days: tuple[date, date], dasar: str, by: Orang, now: datetime) -> Delegasi:
    """Let a person act for the holder of a jabatan over these days, both inside. Raises Refused when the days or people do not fit."""
    kept = locked(jabatan.perangkat_daerah)
    if fault := delegate_fault(roles_of(by, now), jabatan.peran, own=orang.pk == by.pk):
        raise NotAllowed(fault)
    begin, end = days
    if orang.perangkat_daerah_id != kept.pk or not orang.is_active:
        raise Refused("Yang ditunjuk harus orang aktif dari perangkat daerah ini.")
    if end < begin:
        raise Refused("Hari terakhir tidak boleh sebelum hari pertama.")
    if end < local_day(kept, now):
        raise Refused("Masa penunjukan ini sudah lewat; pekerjaan yang sudah dilakukan tidak berubah penanda tangannya.")
    if not dasar.strip():
        raise Refused("Tuliskan SK atau surat perintah beserta nomornya; ia tercetak pada blok tanda tangan dan riwayat.")
    if jabatan.pemangku.filter(orang=orang, mulai__lte=end).exclude(selesai__lt=begin).exists():
        raise Refused(f"{orang.nama} memangku {jabatan.nama} sendiri pada masa itu; tidak perlu {jenis}")
    zone = ZoneInfo(zone_of(kept.pk))
    mulai, selesai = datetime.combine(begin, time.min, zone), datetime.combine(end, time(23, 59, 59), zone)
    rival = jabatan.delegasi.filter(mulai__lte=selesai, selesai__gte=mulai).select_related("orang").first()
    if rival is not None:
        until = tanggal(rival.selesai.astimezone(zone).date())
        raise Refused(f"{rival.orang.nama} sudah menjadi {rival.jenis} {jabatan.nama} sampai {until}. Akhiri dahulu, atau pilih hari lain.")
    note(kept, f"{orang.nama} menjadi {jenis} {jabatan.nama} {tanggal(begin)} sampai {tanggal(end)} ({dasar}).", by=by, now=now)
    return Delegasi.objects.create(jabatan=jabatan, orang=orang, jenis=jenis, mulai=mulai, selesai=selesai, dasar=dasar.strip())


@transaction.atomic
def end_delegation(entry: Delegasi, *, by: Orang, now: datetime) -> None:
    """End a Plh. or Plt. now, or drop one that has not begun. Raises Refused when it is over already."""
    kept = locked(entry.jabatan.perangkat_daerah)
    if fault := delegate_fault(roles_of(by, now), entry.jabatan.peran, own=False):
        raise NotAllowed(fault)
    if entry.selesai <= now:
        raise Refused("Penunjukan ini sudah berakhir.")
    note(kept, f"{entry.orang.nama} berhenti menjadi {entry.jenis} {entry.jabatan.nama}.", by=by, now=now)
    if entry.mulai >= now:
        entry.delete()
        return
    entry.selesai = now
    entry.save(update_fields=["selesai"])
