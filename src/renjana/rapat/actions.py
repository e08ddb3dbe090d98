"""Steps 4 and 5: invite, note who came, write the minutes, close the meeting."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from renjana.alur.actions import Done, Output, complete, notices, record
from renjana.alur.models import Run
from renjana.alur.queries import task_for
from renjana.alur.rules import Refused
from renjana.cetak.ics import invitation as ics_invitation
from renjana.cetak.pdf import compile_paper
from renjana.organisasi.models import Orang
from renjana.organisasi.signatory import local_day
from renjana.pengumpulan.actions import submit_usulan, write_usulan, written_usulan
from renjana.pengumpulan.models import UsulanRapat
from renjana.pengumpulan.usulan import told
from renjana.pengumpulan.usulan_rows import Plan, change_of
from renjana.rapat import papers
from renjana.rapat.models import KeputusanRapat, PesertaRapat, Rapat
from renjana.rapat.queries import addresses, held_on, minutes_of, people_of
from renjana.rapat.rules import KLASIFIKASI_UNDANGAN, Hadir, Notulen, Undangan, invitation_faults, is_early, minutes_faults
from renjana.surat.actions import Paper, draw_number, keep_files, store_issued

PDF = "application/pdf"


@transaction.atomic
def invite(run: Run, undangan: Undangan, *, by: Orang, now: datetime) -> Rapat:
    """Send the invitation of step 4: a number from the register, the letter, the calendar file, a notice to every guest."""
    task = task_for(run, "rapat.undangan")
    if reasons := invitation_faults(undangan, now=now):
        raise Refused(" ".join(reasons))
    pd, tahun = run.perangkat_daerah, run.tahap.renja.tahun
    surat = draw_number(
        pd,
        jenis="undangan",
        klasifikasi=KLASIFIKASI_UNDANGAN,
        perihal=f"Undangan Rapat Pembahasan Rencana Kerja Tahun {tahun}",
        kepada="Peserta rapat",
        tanggal=local_day(pd, now),
        by=by,
        now=now,
    )
    letter = compile_paper("surat-undangan", papers.invitation(pd, tahun, undangan, surat.nomor, by=by, now=now), timestamp=now)
    made = [
        Paper(f"undangan-rapat-renja-{tahun}.pdf", letter, PDF),
        Paper(f"undangan-rapat-renja-{tahun}.ics", _ics(run, undangan, surat.nomor, now), "text/calendar"),
    ]
    berkas, calendar = keep_files(pd, made, by=by, now=now)
    store_issued(surat, berkas)
    rapat = Rapat.objects.create(
        run=run, mulai=undangan.mulai, selesai=undangan.selesai, tempat=undangan.tempat, acara=list(undangan.acara), surat=surat
    )
    PesertaRapat.objects.bulk_create(
        PesertaRapat(rapat=rapat, urutan=number, orang_id=guest.orang, nama=guest.nama, jabatan=guest.jabatan, nip=guest.nip)
        for number, guest in enumerate(undangan.tamu, 1)
    )
    inside = [guest.orang for guest in undangan.tamu if guest.orang is not None and guest.orang != by.pk]
    title = f"Undangan rapat pembahasan Renja {tahun}"
    done = Done(
        f"Undangan {surat.nomor} dibuat untuk {len(undangan.tamu)} orang.",
        {"nomor": surat.nomor, "mulai": undangan.mulai.isoformat(), "tempat": undangan.tempat, "diundang": len(undangan.tamu)},
        outputs=[Output("undangan", f"Undangan {surat.nomor}", berkas), Output("undangan-ics", "Undangan kalender", calendar)],
        notices=notices(inside, run, f"rapat-{rapat.pk}", title, now=now, tautan=f"/renja/{tahun}/rapat/"),
    )
    complete(task, done, by=by, now=now)
    return rapat


def _ics(run: Run, undangan: Undangan, nomor: str, now: datetime) -> bytes:
    tahun = run.tahap.renja.tahun
    return ics_invitation(
        uid=f"rapat-renja-{run.pk}@renjana",
        title=f"Rapat Pembahasan Renja {tahun}",
        start=undangan.mulai,
        end=undangan.selesai,
        place=undangan.tempat,
        description=f"Undangan {nomor}. " + "; ".join(undangan.acara),
        attendees=addresses(run.perangkat_daerah, [guest.orang for guest in undangan.tamu if guest.orang is not None], now),
        stamp=now,
    )


@transaction.atomic
def note_attendance(rapat: Rapat, came: Sequence[Hadir], *, by: Orang, now: datetime) -> int:
    """Note who came; the number of people present. Raises Refused when the step is not open."""
    task = task_for(rapat.run, "rapat.pelaksanaan")
    known = {person.urutan: person for person in rapat.peserta.all()}
    for entry in came:
        if person := known.get(entry.urutan):
            person.hadir, person.pukul = entry.hadir, entry.pukul if entry.hadir else None
    PesertaRapat.objects.bulk_update(known.values(), ["hadir", "pukul"])
    present = sum(1 for person in known.values() if person.hadir)
    record(rapat.run, "kehadiran", f"Daftar hadir dicatat: {present} dari {len(known)} orang.", by=by, now=now, task=task)
    return present


@transaction.atomic
def add_guest(rapat: Rapat, nama: str, jabatan: str, *, by: Orang, now: datetime) -> PesertaRapat:
    """Add somebody who came without being invited."""
    task_for(rapat.run, "rapat.pelaksanaan")
    if not nama.strip():
        raise Refused("Tuliskan nama peserta yang ditambahkan.")
    number = (rapat.peserta.order_by("-urutan").values_list("urutan", flat=True).first() or 0) + 1
    return PesertaRapat.objects.create(rapat=rapat, urutan=number, nama=nama.strip(), jabatan=jabatan.strip() or "-", diundang=False, hadir=True)


@transaction.atomic
def write_minutes(rapat: Rapat, notulen: Notulen, *, by: Orang, now: datetime, plan: Plan | None = None) -> Rapat:
    """Keep the minutes as far as they are written; only the changes to rows are checked. Raises Refused with every fault of those.

    `plan` is the plan that the changes are held against, when the caller has read it.
    """
    task_for(rapat.run, "rapat.pelaksanaan")
    _keep_minutes(rapat, notulen, plan)
    return rapat


def _keep_minutes(rapat: Rapat, notulen: Notulen, plan: Plan | None) -> list[UsulanRapat]:
    """Put the minutes in place of those kept before; the changes that they make. Who saved in between may have written changes too."""
    said = {"pimpinan": notulen.pimpinan, "pembukaan": notulen.pembukaan, "pembahasan": notulen.pembahasan, "penutup": notulen.penutup}
    kept = Rapat.objects.filter(pk=rapat.pk)
    others = rapat.berusulan
    if not kept.filter(versi=rapat.versi).update(versi=rapat.versi + 1, **said):
        others = bool(kept.update(versi=F("versi") + 1, **said))
    rapat.versi += 1
    for name, text in said.items():
        setattr(rapat, name, text)
    rapat.keputusan.all().delete()
    decided = [entry for entry in notulen.keputusan if entry.isi.strip()]
    KeputusanRapat.objects.bulk_create(
        KeputusanRapat(rapat=rapat, nomor=number, isi=entry.isi.strip(), siapa=entry.siapa.strip(), tenggat=entry.tenggat)
        for number, entry in enumerate(decided, 1)
    )
    changes = [(number, entry.isi.strip(), entry.perubahan) for number, entry in enumerate(decided, 1)]
    found = write_usulan(rapat.run, changes, plan, others=others)
    rapat.berusulan = bool(found)
    return found


def close_meeting(
    rapat: Rapat,
    notulen: Notulen | None = None,
    *,
    by: Orang,
    now: datetime,
    people: Sequence[PesertaRapat] | None = None,
    plan: Plan | None = None,
) -> None:
    """Finish step 5: attendance list and minutes are printed and kept. Raises Refused with everything that is missing.

    With `notulen` these are the minutes, kept along; without, those kept before. `people` is `people_of(rapat)`, and `plan` what its changes
    are held against, when the caller has read them.
    """
    task = task_for(rapat.run, "rapat.pelaksanaan")
    people, fresh = people or people_of(rapat), notulen
    notulen = notulen or minutes_of(rapat)
    early, hari = is_early(rapat.mulai, now), held_on(rapat, now)
    if reasons := minutes_faults(notulen, sum(1 for person in people if person.hadir), hari=hari, early=early):
        raise Refused(" ".join(reasons))
    listed = compile_paper("daftar-hadir", papers.attendance(rapat, people, by=by, now=now), timestamp=now)
    written = compile_paper("notulen", papers.minutes(rapat, notulen, people, by=by, now=now), timestamp=now)
    pd, tahun = rapat.run.perangkat_daerah, rapat.run.tahap.renja.tahun
    printed = (("daftar-hadir", "Daftar hadir", listed), ("notulen", "Notulen", written))
    with transaction.atomic():
        proposed = written_usulan(rapat.run) if fresh is None else _keep_minutes(rapat, fresh, plan)
        kept = keep_files(pd, [Paper(f"{slug}-rapat-renja-{tahun}.pdf", content, PDF) for slug, _, content in printed], by=by, now=now)
        outputs = [Output(slug, title, berkas) for (slug, title, _), berkas in zip(printed, kept, strict=True)]
        data: dict[str, Any] = {"hadir": sum(1 for person in people if person.hadir), "keputusan": [entry.isi for entry in notulen.keputusan]}
        text = f"Rapat pembahasan selesai dengan {len(notulen.keputusan)} keputusan"
        if early:
            data["dimajukan"] = notulen.dimajukan.strip()
            text = f"Rapat dimajukan karena {data['dimajukan'].rstrip('.')}. {text}"
        if proposed:
            data["usulan"] = [told(change_of(one), tahun) for one in proposed]
            text = f"{text} dan {len(proposed)} usulan perubahan"
        complete(task, Done(f"{text}.", data, outputs, notices=submit_usulan(rapat.run, proposed, by=by, now=now)), by=by, now=now)
