"""Reminders that nobody has to think of: the worker tells a bidang before the deadline and after it, once each."""

from datetime import datetime

from django.db import transaction

from renjana.alur.actions import notify, record
from renjana.alur.queries import open_task, sop_of
from renjana.organisasi.queries import holders
from renjana.pengumpulan import rules
from renjana.pengumpulan.actions.penyampaian import locked
from renjana.pengumpulan.models import Isian
from renjana.pengumpulan.queries import contacts, current_kerja, format_of, isian_url, said_at


@transaction.atomic
def remind_by_itself(isian: Isian, stage: str, *, now: datetime) -> bool:
    """Tell the contacts of a bidang that the deadline is near (rules.NEAR) or past (rules.PAST); past it, those who gather are told too.

    Once for each deadline and stage, whoever asks and however often; False when there was nothing to tell any more.
    """
    isian = locked(isian)
    run, kept = isian.run, format_of(isian.run)
    if kept is None or kept.tenggat is None or isian.status not in rules.OPEN or current_kerja(run) not in rules.COLLECTING:
        return False
    key = rules.reminder_key(stage, kept.tenggat)
    if isian.pengingat == key:
        return False
    isian.pengingat, isian.diingatkan, isian.kali_diingatkan = key, now, isian.kali_diingatkan + 1
    isian.save(update_fields=["pengingat", "diingatkan", "kali_diingatkan"])
    bidang, tahun, until = isian.bidang.nama, run.tahap.renja.tahun, said_at(run, kept.tenggat)
    people = contacts(run, now).get(isian.bidang_id, [])
    title, text = rules.reminder_words(stage, bidang, tahun, until)
    notify([one.pk for one in people], run, f"{key}-{isian.pk}", title, now=now, isi=text, tautan=isian_url(isian))
    if stage == rules.PAST:
        actors = next(one for one in sop_of(run.sop).langkah if one.kerja == rules.GATHER).pelaksana
        gatherers = [entry.orang for entry in holders(run.perangkat_daerah_id, actors, now)]
        told = "Pesan WhatsApp siap kirim ada pada halaman pengumpulan."
        notify(gatherers, run, f"{key}-penghimpun-{isian.pk}", f"Isian {bidang} melewati tenggat", now=now, isi=told, tautan=isian_url(isian))
    data = {"bidang": isian.bidang.kode, "kali": isian.kali_diingatkan, "otomatis": stage, "kepada": [one.nama for one in people]}
    words = "sebelum tenggat" if stage == rules.NEAR else "sesudah tenggat"
    record(run, "isian-diingatkan", f"{bidang} diingatkan otomatis {words}.", by=None, now=now, task=open_task(run), data=data)
    return True
