"""Step 9 and the answer in step 8: corrections asked for on a place of the text, suggestions applied, corrections closed and opened again."""

from datetime import datetime

from django.db import transaction

from renjana.alur.actions import record
from renjana.alur.models import Run, Task
from renjana.alur.queries import must_act, step_kerja, task_for, waiting_task
from renjana.alur.rules import AlreadyDone, Refused
from renjana.konsep.anchors import SENTENCE, Place, found
from renjana.konsep.figures import values_of
from renjana.konsep.models import Komentar, Subbab
from renjana.konsep.prepared import Material, prepared
from renjana.konsep.prose import as_prose
from renjana.konsep.queries import material_of, reading_of, rows_of
from renjana.konsep.suggestions import applied, followed
from renjana.organisasi.models import Orang

APPLIED = "Usulan diterapkan."
WORK = ("konsep.penyusunan", "konsep.koreksi")


@transaction.atomic
def comment(subbab: Subbab, isi: str, *, pada: Place | None = None, usulan: str = "", by: Orang, now: datetime) -> Komentar:
    """Ask for a correction of a subbab, in step 9: of the whole, or of a place in it, with the sentence as it should read.

    Raises AlreadyDone when the same person has asked for the same at the same place and it is still open.
    Raises Refused when there is nothing to correct, when the place is not there, and for a suggestion without a sentence.
    """
    run = subbab.run
    task = task_for(run, "konsep.koreksi")
    must_act(task, by, now)
    usulan = "" if pada and usulan.split() == pada.kutipan.split() else " ".join(usulan.split())
    if reasons := _faults(subbab, isi, pada, usulan):
        raise Refused(" ".join(reasons))
    said = {
        "jangkar": pada.jangkar if pada else Komentar.Jangkar.SUBBAB,
        "tempat": pada.tempat if pada else "",
        "kutipan": pada.kutipan if pada else "",
        "isi": isi.strip() or "Ganti kalimat menurut usulan.",
        "usulan": usulan,
        "tindakan": Komentar.Tindakan.GANTI if usulan else "",
    }
    if Komentar.objects.filter(subbab=subbab, oleh=by, status=Komentar.Status.TERBUKA, **said).exists():
        raise AlreadyDone(f"Koreksi ini sudah Anda catat pada {subbab.nomor}; tidak dicatat dua kali.")
    made = Komentar.objects.create(subbab=subbab, oleh=by, waktu=now, **said)
    record(run, "komentar", f"Koreksi diminta pada {subbab.nomor}: {made.isi}", by=by, now=now, task=task, data=_told(made))
    return made


def _faults(subbab: Subbab, isi: str, pada: Place | None, usulan: str) -> list[str]:
    reasons = []
    if not isi.strip() and not usulan:
        reasons.append("Tuliskan apa yang perlu dikoreksi.")
    if usulan and (pada is None or pada.jangkar != SENTENCE):
        reasons.append("Usulan kalimat memerlukan kutipan kalimat yang diganti.")
    if pada is not None:
        reading = reading_of(subbab.run, subbab)
        if not found(pada, reading.blocks, reading.rows):
            reasons.append("Bagian yang dikutip tidak ada pada subbab ini; pilih kalimat, grafik, atau baris tabel dari naskah.")
    return reasons


def _told(entry: Komentar) -> dict[str, str]:
    told = {"subbab": entry.subbab.nomor, "jangkar": entry.jangkar, "tempat": entry.tempat, "kutipan": entry.kutipan, "usulan": entry.usulan}
    return {key: value for key, value in told.items() if value}


@transaction.atomic
def apply_suggestion(komentar: Komentar, *, by: Orang, now: datetime) -> Komentar:
    """Put a suggestion into the text in step 8 and close its correction.

    Raises Refused when it was closed, has no suggestion, or its passage does not stand in the text exactly once.
    """
    run = komentar.subbab.run
    must_act(task_for(run, "konsep.penyusunan"), by, now)
    row = Subbab.objects.select_for_update().get(pk=komentar.subbab_id)
    entry = Komentar.objects.select_for_update().get(pk=komentar.pk)
    if entry.status != Komentar.Status.TERBUKA or not entry.tindakan:
        raise Refused("Usulan ini sudah ditangani; muat ulang halaman untuk melihat keadaannya.")
    if reason := _put_in(row, entry, material_of(run), by=by, now=now):
        raise Refused(reason)
    _keep_text(row, by=by, now=now)
    data = {"subbab": row.nomor, "tindakan": entry.tindakan, "semula": entry.kutipan, "menjadi": entry.usulan}
    record(run, "usulan-diterapkan", f"Usulan pada {row.nomor} diterapkan.", by=by, now=now, data=data)
    return entry


@transaction.atomic
def apply_all(run: Run, *, by: Orang, now: datetime) -> tuple[int, list[str]]:
    """Put every open suggestion of the document into its text in step 8, each where its passage stands once; how many, and a sentence for
    each that stays open. One line of history.
    """
    must_act(task_for(run, "konsep.penyusunan"), by, now)
    waiting = Komentar.objects.select_for_update(of=("self",)).filter(subbab__in=rows_of(run), status=Komentar.Status.TERBUKA)
    entries = list(waiting.exclude(tindakan="").order_by("subbab__urutan", "waktu", "pk"))
    material, done, left = material_of(run), list[Komentar](), list[str]()
    rows = Subbab.objects.select_for_update().in_bulk({entry.subbab_id for entry in entries})
    changed: dict[int, Subbab] = {}
    for entry in entries:
        row = rows[entry.subbab_id]
        if reason := _put_in(row, entry, material, by=by, now=now):
            left.append(reason)
        else:
            done.append(entry)
            changed[row.pk] = row
    for row in changed.values():
        _keep_text(row, by=by, now=now)
    if done:
        told = [{"subbab": rows[one.subbab_id].nomor, "tindakan": one.tindakan, "semula": one.kutipan, "menjadi": one.usulan} for one in done]
        record(run, "usulan-diterapkan", f"{len(done)} usulan diterapkan sekaligus.", by=by, now=now, data={"usulan": told})
    return len(done), left


def _put_in(row: Subbab, entry: Komentar, material: Material, *, by: Orang, now: datetime) -> str:
    """The suggestion into the text of the row, the prepared one while it has none, and its correction closed; the reason when it has no place."""
    waiting = Komentar.objects.filter(subbab=row.pk, status=Komentar.Status.TERBUKA, tindakan=Komentar.Tindakan.SISIP).exclude(pk=entry.pk)
    entry.refresh_from_db(fields=["kutipan"])
    before = row.isi or as_prose(prepared(row.nomor, material))
    text, count = applied(before, entry.tindakan, entry.kutipan, entry.usulan, values_of(material) if "{" in before else {})
    if count != 1:
        reason = "Kalimat yang diganti sudah berubah" if count == 0 else f"Kalimat itu berdiri {count} kali pada teks"
        return f"{reason}; sunting subbab {row.nomor} sendiri, lalu selesaikan koreksinya."
    row.isi = text
    for other in waiting if entry.tindakan == Komentar.Tindakan.GANTI else ():
        moved = followed(other.kutipan, entry.kutipan, entry.usulan)
        if moved != other.kutipan:
            Komentar.objects.filter(pk=other.pk).update(kutipan=moved)
    _close(entry, APPLIED, by=by, now=now)
    return ""


def _keep_text(row: Subbab, *, by: Orang, now: datetime) -> None:
    row.sumber, row.versi, row.diubah, row.diubah_oleh = Subbab.Sumber.DITULIS, row.versi + 1, now, by
    row.save(update_fields=["isi", "sumber", "versi", "diubah", "diubah_oleh"])


@transaction.atomic
def resolve(komentar: Komentar, jawaban: str, *, by: Orang, now: datetime) -> Komentar:
    """Close a correction in step 8 or 9, with what was done about it."""
    run = komentar.subbab.run
    must_act(open_work(run), by, now)
    entry = Komentar.objects.select_for_update(of=("self",)).select_related("subbab").get(pk=komentar.pk)
    if entry.status == Komentar.Status.TERBUKA:
        _close(entry, jawaban.strip(), by=by, now=now)
        record(run, "komentar-selesai", f"Koreksi pada {entry.subbab.nomor} diselesaikan.", by=by, now=now)
    return entry


def _close(entry: Komentar, jawaban: str, *, by: Orang, now: datetime) -> None:
    entry.status, entry.jawaban, entry.dijawab_oleh, entry.dijawab = Komentar.Status.SELESAI, jawaban, by, now
    entry.save(update_fields=["status", "jawaban", "dijawab_oleh", "dijawab"])


@transaction.atomic
def reopen(komentar: Komentar, *, by: Orang, now: datetime) -> Komentar:
    """Open a correction again, in step 8 or 9."""
    run = komentar.subbab.run
    must_act(open_work(run), by, now)
    changed = Komentar.objects.filter(pk=komentar.pk, status=Komentar.Status.SELESAI).update(status=Komentar.Status.TERBUKA)
    if changed:
        record(run, "komentar-dibuka", f"Koreksi pada {komentar.subbab.nomor} dibuka lagi.", by=by, now=now)
    return Komentar.objects.select_related("subbab").get(pk=komentar.pk)


def open_work(run: Run) -> Task:
    """The open task of step 8 or 9. Raises Refused when the run stands elsewhere."""
    task = waiting_task(run)
    if task is None or step_kerja(task) not in WORK:
        raise Refused("Koreksi ditangani selama dokumen ditulis atau dikoreksi (langkah 8 dan 9).")
    return task
