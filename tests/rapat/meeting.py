"""A run whose meeting is being held: every bidang has its format, the staf writes the minutes."""

from datetime import timedelta

from renjana.alur.queries import open_task
from renjana.pengumpulan import actions as pengumpulan
from renjana.pengumpulan.columns import KEYS
from renjana.pengumpulan.models import Format, Isian, UsulanRapat
from renjana.pengumpulan.queries import known_for, planned_rows
from renjana.pengumpulan.usulan import Perubahan
from renjana.rapat import actions
from renjana.rapat.models import PesertaRapat, Rapat
from renjana.rapat.rules import ACARA, Keputusan, Notulen
from renjana.renja.actions import store_rows
from renjana.surat.actions import reserve_number
from tests.pengumpulan.stage import DEADLINE, PLAN, Stage, a_renstra
from tests.people import Dinas, a_run, finish

CODE = "2.16.03.2.02.0040"
CUT = Perubahan("APTIKA", CODE, "pagu", "200 juta", "Menyesuaikan pagu indikatif")
TARGET = Perubahan("", "2.16.02.2.01.0014", "target", "24", "Dua kali setiap bulan")


def at_meeting(dinas: Dinas) -> Stage:
    """Step 5: the rows came from the Renstra, the people are there, nothing is written yet."""
    run = a_run(dinas, langkah=5)
    renja = run.tahap.renja
    a_renstra(renja)
    task = open_task(run)
    assert task is not None
    now = task.mulai
    Format.objects.create(run=run, kolom=list(KEYS), tenggat=DEADLINE, diterbitkan=now, diterbitkan_oleh=dinas.perencana)
    planned = planned_rows(renja, known_for(renja))
    for kode, unit in dinas.bidang.items():
        Isian.objects.create(run=run, bidang=unit, status=Isian.Status.DISAMPAIKAN, disampaikan=now, disampaikan_oleh=dinas.staf)
        store_rows(run.tahap, unit, [row for row in planned if PLAN[row.kode][0] == kode], by=dinas.perencana, now=now)
    letter = reserve_number(
        dinas.pd, jenis="undangan", klasifikasi="000.1.5", perihal="Rapat", kepada="Peserta rapat", tanggal=now.date(), by=dinas.staf, now=now
    )
    place = {"mulai": now, "selesai": now + timedelta(hours=2), "tempat": "Ruang Rapat", "acara": list(ACARA)}
    rapat = Rapat.objects.create(run=run, surat=letter, **place)
    PesertaRapat.objects.create(rapat=rapat, urutan=1, orang=dinas.sekretaris, nama=dinas.sekretaris.nama, jabatan="Sekretaris", hadir=True)
    return Stage(dinas, run, now)


def minutes(*decided: Keputusan) -> Notulen:
    return Notulen("Sri Wahyuningsih", "Dibuka.", "Sekretaris: pagu dibahas.", "Ditutup.", decided)


def decide(stage: Stage, *changes: Perubahan, papers: bool = False) -> list[UsulanRapat]:
    """Decision 1 changes nothing, decision 2 these cells; the meeting is over, with its papers when they are asked for; the changes."""
    rapat = Rapat.objects.select_related("run").get(run=stage.run)
    rapat.run = stage.run
    written = minutes(Keputusan("Isian dikirim tepat waktu."), Keputusan("Pagu disesuaikan dengan plafon.", "Aptika", perubahan=changes))
    actions.write_minutes(rapat, written, by=stage.dinas.staf, now=stage.now)
    stage.now += timedelta(hours=1)
    task = open_task(stage.run)
    assert task is not None
    if papers:
        actions.close_meeting(rapat, by=stage.dinas.staf, now=stage.now)
    else:
        pengumpulan.submit_usulan(stage.run, pengumpulan.written_usulan(stage.run), by=stage.dinas.staf, now=stage.now)
        finish(stage.dinas, task)
    task = open_task(stage.run)
    assert task is not None
    stage.now = task.mulai + timedelta(minutes=5)
    return list(UsulanRapat.objects.filter(run=stage.run).select_related("bidang"))
