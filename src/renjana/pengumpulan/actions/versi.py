"""The format changes after it was handed out: a new version, and who has sent already is asked only for what is new."""

from datetime import datetime

from django.db import transaction

from renjana.alur.actions import notify, record
from renjana.alur.models import Run
from renjana.alur.queries import authority_among, open_task, sop_of
from renjana.alur.rules import NotAllowed, Refused
from renjana.organisasi.models import Orang
from renjana.organisasi.queries import wewenang_in
from renjana.pengumpulan import rules
from renjana.pengumpulan.actions.format import format_values
from renjana.pengumpulan.actions.penyampaian import hold
from renjana.pengumpulan.models import Format, Isian
from renjana.pengumpulan.queries import contacts, current_kerja, format_of, isian_of, isian_url, said_at


@transaction.atomic
def revise_format(run: Run, draft: rules.FormatDraft, *, by: Orang, now: datetime) -> Format:
    """Publish a new version of a format that is in people's hands. What was filled stays; an isian that was sent or accepted goes back to its
    bidang when something new is asked, and then shows only that.

    Raises Refused before the first version, after the collection, or when nothing changes; NotAllowed for anybody who does not make formats.
    """
    hold(run.pk)
    kept = format_of(run)
    if kept is None or kept.diterbitkan is None or current_kerja(run) not in rules.COLLECTING:
        raise Refused("Format hanya dapat diubah sesudah diterbitkan dan selama pengumpulan berjalan.")
    maker = next(one for one in sop_of(run.sop).langkah if one.kerja == rules.FORMAT)
    own = by.perangkat_daerah_id == run.perangkat_daerah_id
    if not own or authority_among(wewenang_in(run.perangkat_daerah_id, now), maker.pelaksana, by, None) is None:
        raise NotAllowed("Format diubah oleh Perencana, bukan oleh Anda.")
    if reasons := rules.format_faults(draft, (), now=now):
        raise Refused(" ".join(reasons))
    before = {name: getattr(kept, name) for name in ("kolom", "lembar", "pertanyaan", "petunjuk", "pengantar", "tenggat")}
    values = format_values(draft)
    if all(before[name] == values[name] for name in before):
        raise Refused("Tidak ada yang berubah; ubah kolom, bagian, pertanyaan, petunjuk, atau tenggatnya lebih dahulu.")
    new = rules.news(before, values)
    kept.riwayat = [*kept.riwayat, {"versi": kept.versi, **{name: before[name] for name in ("kolom", "lembar", "pertanyaan")}}]
    kept.versi += 1
    for name, value in values.items():
        setattr(kept, name, value)
    kept.save()
    data = {"versi": kept.versi, "baru": new, "tenggat": kept.tenggat}
    told = f" Baru: {', '.join(new)}." if new else ""
    record(run, "format-diubah", f"Format versi {kept.versi} diterbitkan.{told}", by=by, now=now, task=open_task(run), data=data)
    _tell(run, kept, new, by, now)
    return kept


def _tell(run: Run, kept: Format, new: list[str], by: Orang, now: datetime) -> None:
    """Give back what was sent when something new is asked, and tell every bidang that has the format."""
    people = contacts(run, now)
    asked = f"Format versi {kept.versi} menambah: {', '.join(new)}. Isian Anda yang lain tetap." if new else ""
    for isian in isian_of(run):
        isian.run = run
        if isian.status == Isian.Status.BELUM:
            continue
        if new and isian.status in {Isian.Status.DIKIRIM, Isian.Status.DISETUJUI}:
            isian.status, isian.alasan, isian.diputuskan, isian.diputuskan_oleh = Isian.Status.DIKEMBALIKAN, asked, now, by
            isian.save(update_fields=["status", "alasan", "diputuskan", "diputuskan_oleh"])
        text = f"{asked} Tenggat pengisian {said_at(run, kept.tenggat)}.".strip()
        title = f"Format isian Renja {run.tahap.renja.tahun} diubah menjadi versi {kept.versi}"
        notify(
            [one.pk for one in people.get(isian.bidang_id, [])],
            run,
            f"format-{kept.versi}-{isian.pk}",
            title,
            now=now,
            isi=text,
            tautan=isian_url(isian),
        )
