"""Walks the running year of a demo on, through the same actions as its pages. Loaded after Django is set up."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from renjana.alur.models import Run, Task
from renjana.alur.queries import open_task, step_kerja
from renjana.cli.agency import Agency
from renjana.cli.demo_make import sample_folder
from renjana.cli.sample import isian_of as sample_isian
from renjana.cli.walk import Walk
from renjana.konsep import actions as konsep
from renjana.konsep.queries import open_comments
from renjana.organisasi.models import Bidang, Orang, PemangkuJabatan, Peran
from renjana.pengumpulan import actions as pengumpulan
from renjana.pengumpulan.models import Isian
from renjana.pengumpulan.queries import isian_of

YEAR = 2
"""The running year of a demo counted from the first of its Renstra as 0."""
REMARK = "Sebutkan sumber angka capaian tahun lalu pada paragraf ini."


def go_on(langkah: int) -> int:
    """Do every step of the running year before `langkah`, each now by whoever may; the step that is open then. Step 9 gets a remark."""
    now = timezone.now()
    run = Run.objects.select_related("perangkat_daerah", "tahap__renja", "sop").get(status=Run.Status.BERJALAN)
    walk = Onward(sample_folder(run.tahap.renja.tahun, run.tahap.renja.tahun - YEAR, now), agency_of(run), _silent)
    while (task := open_task(run)) is not None and task.langkah < langkah:
        task.jatuh_tempo = max(now, task.mulai)
        getattr(walk, f"_{step_kerja(task).replace('.', '_')}")(run, task, walk.actor(task), task.jatuh_tempo)
        run.refresh_from_db()
    if task is not None and task.langkah == 9 and not run.subbab.filter(komentar__isnull=False).exists():
        konsep.comment(run.subbab.all()[2], REMARK, by=walk.actor(task), now=now)
    return 0 if task is None else task.langkah


def agency_of(run: Run) -> Agency:
    """The agency as the walk wants it, read from the database."""
    bidang = {one.kode: one for one in Bidang.objects.filter(perangkat_daerah=run.perangkat_daerah, aktif=True)}
    held = PemangkuJabatan.objects.filter(jabatan__bidang__in=bidang.values(), jabatan__peran=Peran.BIDANG).select_related("orang", "jabatan__bidang")
    contacts = {entry.jabatan.bidang.kode: entry.orang for entry in held if entry.jabatan.bidang}
    return Agency(run.perangkat_daerah, run.sop, bidang, contacts)


def _silent(line: str) -> None:
    """The steps are not told."""


@dataclass
class Onward(Walk):
    """The walk of a rehearsal, but the collection is already half done."""

    def _pengumpulan_penghimpunan(self, run: Run, task: Task, by: Orang, now: datetime) -> None:
        for isian in isian_of(run):
            contact = self.agency.contacts[isian.bidang.kode]
            if isian.status not in {Isian.Status.DISETUJUI, Isian.Status.DIKIRIM}:
                pengumpulan.save_rows(isian, sample_isian(YEAR, isian.bidang.kode), by=contact, now=now)
                pengumpulan.send_isian(isian, by=contact, now=now)
            if isian.status != Isian.Status.DISETUJUI:
                pengumpulan.accept_isian(isian, by=by, now=now)
        pengumpulan.close_collection(run, by=by, now=now)

    def _konsep_koreksi(self, run: Run, task: Task, by: Orang, now: datetime) -> None:
        if open_comments(run):
            konsep.return_correction(run, REMARK, by=by, now=now)
        else:
            konsep.pass_correction(run, by=by, now=now)
