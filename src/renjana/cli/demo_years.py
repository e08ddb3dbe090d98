"""The two years of the demo, made through the same actions as the pages: one finished, one at step 6."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from renjana.alur.actions import pause, resume
from renjana.alur.models import Run, Task
from renjana.alur.queries import open_task, step_kerja
from renjana.cli.demo_clock import MEETING_LENGTH, Timetable, spread
from renjana.cli.demo_meeting import attendance, minutes
from renjana.cli.sample import isian_of as sample_isian
from renjana.cli.walk import Walk, take_list
from renjana.disposisi import actions as disposisi
from renjana.organisasi.models import Orang
from renjana.organisasi.queries import kalender_around
from renjana.pengumpulan import actions as pengumpulan
from renjana.pengumpulan.columns import KEYS
from renjana.pengumpulan.models import Isian
from renjana.pengumpulan.queries import isian_of, known_for, planned_rows, renja_of
from renjana.pengumpulan.rules import FormatDraft
from renjana.pengumpulan.usulan import Perubahan
from renjana.rapat import actions as rapat
from renjana.rapat.queries import guests
from renjana.rapat.rules import ACARA, Undangan
from renjana.renja.values import RencanaValue
from renjana.sop.waktu import worked

ACCEPTED, SENT, RETURNED, FILLING = "diterima", "dikirim", "dikembalikan", "diisi"
STANDING = {"SEKRETARIAT": ACCEPTED, "IKP": ACCEPTED, "APTIKA": SENT, "STATISTIK": RETURNED, "PERSANDIAN": FILLING}
WAITS_FOR = "Menunggu Kepala Dinas kembali dari perjalanan dinas, supaya dapat memimpin rapat."
LACKING = "Kelompok sasaran dua sub kegiatan menunggu keputusan bidang."
RETURN_REASON = "Kelompok sasaran belum diisi pada dua sub kegiatan; lengkapi, lalu kirim lagi."


@dataclass
class DemoWalk(Walk):
    """A walk by a timetable instead of the standards. `year` counts from the Renstra's first as 0, `changes` are what its meeting proposes."""

    table: Timetable = field(kw_only=True)
    year: int = field(kw_only=True)
    changes: tuple[Perubahan, ...] = field(default=(), kw_only=True)

    def begin(self, pagu_indikatif: int) -> Run:
        """Begin the year, with the lists that come beside the format."""
        skenario, now = self.folder.skenario, self.table.begin
        self.ways = [(way.langkah, way.ke, way.alasan) for way in skenario.kembalikan]
        run = disposisi.begin(
            self.agency.pd,
            skenario.tahun,
            versi=self.agency.versi,
            pagu_indikatif=pagu_indikatif,
            tenggat=None,
            by=self.agency.starter(now),
            now=now,
        )
        for name, text in self.folder.lists.items():
            take_list(run, name, text)
        return run

    def until(self, run: Run, last: int) -> None:
        """Do every visit of the timetable up to step `last`, each ending when the timetable says."""
        while (task := open_task(run)) is not None and task.langkah <= last:
            self.hold(task)
            # The steps read from the task when their work begins and ends; this copy alone is set to the timetable's hours.
            task.mulai = max(task.mulai, self.table.meeting) if task.langkah == 5 else task.mulai
            task.jatuh_tempo = self.table.ends[task.langkah, task.putaran]
            work: Callable[[Run, Task, Orang, datetime], None] = getattr(self, f"_{step_kerja(task).replace('.', '_')}")
            work(run, task, self.actor(task), task.jatuh_tempo)
            run.refresh_from_db()

    def hold(self, task: Task) -> None:
        """Stop the clock of step 5 while the meeting is days away."""
        meeting, opened = self.table.meeting, task.mulai.astimezone(self.table.meeting.tzinfo)
        if task.langkah != 5 or opened.date() == meeting.date():
            return
        noon = opened.replace(hour=13, minute=0)
        pause(task, WAITS_FOR, by=self.actor(task), now=noon)
        resume(task, by=self.actor(task), now=meeting)

    def _pengumpulan_format(self, run: Run, task: Task, by: Orang, now: datetime) -> None:
        owners = {row.kode: kode for kode in self.agency.bidang for row in sample_isian(self.year, kode)}
        renja = renja_of(run)
        asked = {row.kode: owners[row.kode] for row in planned_rows(renja, known_for(renja))}
        pengumpulan.assign(run, asked, by=by, now=now)
        letter = "Mohon diisi bersama seluruh pelaksana di bidang masing-masing. Tanyakan kepada Perencana bila ada yang belum jelas."
        draft = FormatDraft(KEYS, tenggat=self.table.deadline, pengantar=letter)
        kept = pengumpulan.prepare_format(run, draft, by=by, now=now)
        pengumpulan.publish_format(kept, seen=kept.tanda, by=by, now=now)

    def _pengumpulan_penyampaian(self, run: Run, task: Task, by: Orang, now: datetime) -> None:
        entries = isian_of(run)
        moments = self.moments(task, now, len(entries) * 2)
        for isian, given in zip(entries, moments, strict=False):
            channel = Isian.Saluran.WHATSAPP if isian.bidang.kode == "IKP" else Isian.Saluran.APLIKASI
            pengumpulan.hand_out(isian, by=by, now=given, saluran=channel)
        for isian, received in zip(entries, moments[len(entries) :], strict=True):
            pengumpulan.confirm_receipt(isian, by=self.contact(isian), now=received)
        pengumpulan.finish_hand_out(run, by=by, now=now)

    def _rapat_undangan(self, run: Run, task: Task, by: Orang, now: datetime) -> None:
        begin = self.table.meeting
        undangan = Undangan(
            mulai=begin, selesai=begin + MEETING_LENGTH, tempat="Ruang Rapat Dinas, lantai 2", acara=ACARA, tamu=guests(run.perangkat_daerah, now)
        )
        rapat.invite(run, undangan, by=by, now=now)

    def _rapat_pelaksanaan(self, run: Run, task: Task, by: Orang, now: datetime) -> None:
        meeting, begin = run.rapat, self.table.meeting
        people = list(meeting.peserta.all())
        rapat.note_attendance(meeting, attendance(people, begin), by=by, now=begin)
        written = minutes(run.tahap.renja.tahun, people[0].nama, begin, self.changes)
        rapat.write_minutes(meeting, written, by=by, now=begin + MEETING_LENGTH / 2)
        rapat.close_meeting(meeting, by=by, now=now)

    def _pengumpulan_penghimpunan(self, run: Run, task: Task, by: Orang, now: datetime) -> None:
        entries = isian_of(run)
        moments = self.moments(task, now, len(entries) * 2)
        for place, isian in enumerate(entries):
            self.fill(isian, sample_isian(self.year, isian.bidang.kode), moments[place * 2])
            pengumpulan.send_isian(isian, by=self.contact(isian), now=moments[place * 2])
            pengumpulan.accept_isian(isian, by=by, now=moments[place * 2 + 1])
        pengumpulan.close_collection(run, by=by, now=now)

    def gather_partly(self, run: Run, now: datetime) -> None:
        """Step 6 under way: two bidang accepted, one sent, one returned, one still filling."""
        task = open_task(run)
        if task is None:
            return
        task.jatuh_tempo = now
        by = self.actor(task)
        moments = self.moments(task, now, len(STANDING) * 2)
        for place, isian in enumerate(isian_of(run)):
            kode, sent, decided = isian.bidang.kode, moments[place * 2], moments[place * 2 + 1]
            standing = STANDING[kode]
            rows = sample_isian(self.year, kode)
            if standing == FILLING:
                self.fill(isian, rows[:1], sent)
                pengumpulan.remind(isian, by=by, now=decided)
                continue
            lacking = standing == RETURNED
            self.fill(isian, unaimed(rows) if lacking else rows, sent)
            pengumpulan.send_isian(isian, by=self.contact(isian), now=sent, alasan=LACKING if lacking else "")
            if standing == ACCEPTED:
                pengumpulan.accept_isian(isian, by=by, now=decided)
            elif lacking:
                pengumpulan.return_isian(isian, RETURN_REASON, by=by, now=decided)

    def fill(self, isian: Isian, rows: Sequence[RencanaValue], now: datetime) -> None:
        """The contact writes these rows into the isian."""
        pengumpulan.save_rows(isian, rows, by=self.contact(isian), now=now)

    def contact(self, isian: Isian) -> Orang:
        """Who fills the format of a bidang."""
        return self.agency.contacts[isian.bidang.kode]

    def moments(self, task: Task, now: datetime, count: int) -> list[datetime]:
        """Moments of work within a task, in order."""
        calendar = kalender_around(task.run.perangkat_daerah, task.mulai)
        return spread(task.mulai, worked(task.mulai, now, calendar), count, calendar)


def unaimed(rows: Sequence[RencanaValue]) -> tuple[RencanaValue, ...]:
    """The same rows, the last two without their kelompok sasaran."""
    return (*rows[:-2], *(replace(row, kelompok_sasaran="") for row in rows[-2:]))
