"""The office's own calendar: closings, days worked in spite of the national calendar, Ramadan."""

from datetime import date, datetime

from django.db import transaction

from renjana.organisasi.actions.perubahan import locked, note
from renjana.organisasi.dates import tanggal
from renjana.organisasi.models import HariLibur, Orang, PerangkatDaerah, Ramadan
from renjana.organisasi.queries import national_holidays
from renjana.organisasi.refusal import Refused
from renjana.organisasi.rules import overlap

LONGEST_RAMADAN = 31


@transaction.atomic
def save_day(pd: PerangkatDaerah, day: date, sebab: str, *, masuk: bool, by: Orang, now: datetime) -> HariLibur:
    """Close the office on a day, or with `masuk` work on a day that the national calendar closes. Replaces what the agency said of that day."""
    kept = locked(pd)
    national = day in dict(national_holidays(day.year))
    common = HariLibur.objects.filter(pemda=kept.pemda_id, perangkat_daerah__isnull=True, tanggal=day, masuk=False).exists()
    if masuk and not national and not common:
        raise Refused(f"{tanggal(day)} bukan hari libur, jadi tidak perlu dicatat tetap masuk.")
    if not masuk and day.weekday() >= 5:
        raise Refused(f"{tanggal(day)} jatuh pada akhir pekan; kantor memang tutup.")
    if not sebab.strip():
        raise Refused("Tuliskan sebabnya, misalnya nomor surat edaran.")
    values = {"sebab": sebab.strip(), "masuk": masuk}
    entry, _ = HariLibur.objects.update_or_create(pemda=kept.pemda, perangkat_daerah=kept, tanggal=day, defaults=values)
    note(kept, f"{tanggal(day)} {'tetap masuk kerja' if masuk else 'libur'}: {entry.sebab}.", by=by, now=now)
    return entry


@transaction.atomic
def remove_day(entry: HariLibur, pd: PerangkatDaerah, *, by: Orang, now: datetime) -> None:
    """Take back what the agency said of a day; the national calendar holds again."""
    note(pd, f"Catatan {tanggal(entry.tanggal)} dihapus: {entry.sebab}.", by=by, now=now)
    entry.delete()


@transaction.atomic
def save_ramadan(pd: PerangkatDaerah, mulai: date, selesai: date, sumber: str, *, by: Orang, now: datetime) -> Ramadan:
    """Keep first and last day of Ramadan hours of a year for the whole Pemda. Replaces the stretch it meets."""
    kept = locked(pd)
    if selesai < mulai:
        raise Refused("Hari terakhir tidak boleh sebelum hari pertama.")
    if (selesai - mulai).days >= LONGEST_RAMADAN:
        raise Refused("Ramadan paling lama 30 hari. Periksa kedua tanggalnya.")
    for entry in Ramadan.objects.filter(pemda=kept.pemda_id):
        if overlap(mulai, selesai, [(entry.mulai, entry.selesai)]):
            entry.delete()
    note(kept, f"Jam kerja Ramadan {tanggal(mulai)} sampai {tanggal(selesai)}.", by=by, now=now)
    return Ramadan.objects.create(pemda=kept.pemda, mulai=mulai, selesai=selesai, sumber=sumber.strip())


@transaction.atomic
def remove_ramadan(entry: Ramadan, pd: PerangkatDaerah, *, by: Orang, now: datetime) -> None:
    """Strike a Ramadan range."""
    note(pd, f"Jam kerja Ramadan {tanggal(entry.mulai)} sampai {tanggal(entry.selesai)} dihapus.", by=by, now=now)
    entry.delete()
