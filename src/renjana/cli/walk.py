"""A rehearsal: the whole SOP for one agency and one year, through the same actions as the pages, in simulated time.

Every step starts when the one before ends and takes exactly its standard. Source: the rehearsal contract (docs/rehearse.md).
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from renjana.alur.models import Run, Task
from renjana.alur.queries import authority_for, awaited_for, open_task, sop_of, step_kerja
from renjana.alur.rules import Refused
from renjana.analisis import actions as analisis
from renjana.analisis.actions.bahan import keep_reported_factors
from renjana.analisis.actions.naskah import check_document
from renjana.analisis.models import Temuan
from renjana.cli import results
from renjana.cli.agency import Agency, found_agency
from renjana.cli.faults import FolderFault
from renjana.cli.folder import Folder, read_folder
from renjana.cli.status import FAULTS, GOOD, tell
from renjana.disposisi import actions as disposisi
from renjana.disposisi.queries import recipients
from renjana.disposisi.rules import Perintah, default_instruction
from renjana.konsep import actions as konsep
from renjana.konsep.queries import content_of, naskah_of, open_comments, subbab_of
from renjana.organisasi.dates import tanggal_waktu
from renjana.organisasi.models import Orang
from renjana.organisasi.once import one_request
from renjana.organisasi.queries import kalender_around, zone_of
from renjana.pengesahan import actions as pengesahan
from renjana.pengiriman import actions as pengiriman
from renjana.pengiriman.rules import Bukti, NaskahDikirim, Pengantar
from renjana.pengumpulan import actions as pengumpulan
from renjana.pengumpulan.books import Shelf, draft_of
from renjana.pengumpulan.columns import KEYS
from renjana.pengumpulan.doubts import Consent
from renjana.pengumpulan.intake import stored_reading
from renjana.pengumpulan.queries import format_of, isian_of, known_for, planned_rows, renja_of, rows_of
from renjana.pengumpulan.rules import NOT_PLANNED, FormatDraft
from renjana.rapat import actions as rapat
from renjana.rapat.queries import guests, rapat_of
from renjana.rapat.rules import ACARA, Hadir, Keputusan, Notulen, Undangan
from renjana.renja.actions import import_realisasi, import_rkpd, import_usulan
from renjana.sop.definition import shipped
from renjana.sop.flow import step
from renjana.sop.waktu import due, parse
from renjana.surat.queries import read_file

IMPORTS = {"realisasi.csv": import_realisasi, "usulan.csv": import_usulan, "rkpd.csv": import_rkpd}


def take_list(run: Run, name: str, text: str) -> None:
    """Take a list of the folder into a run that has just begun."""
    IMPORTS[name](run.tahap, text)
    if name == "realisasi.csv":
        keep_reported_factors(run, text, by=run.dimulai_oleh, now=run.mulai)


class Blocked(Exception):
    """The analysis, with a look at the document to come, found errors that nobody waived; `run` stands at step 7."""

    def __init__(self, run: Run, findings: list[Temuan]) -> None:
        super().__init__("\n".join(f"{row.kode} {row.objek}: {row.pesan}" for row in findings))
        self.run = run
        self.findings = findings


def run(path: Path, out: Path, say: Callable[[str], None]) -> int:
    """Rehearse, tell every fault on standard error, and give the exit status."""
    try:
        rehearse(path, out, say)
    except FolderFault as fault:
        tell(f"Folder {path} belum dapat dipakai, {len(fault.faults)} hal perlu diperbaiki:\n{fault}")
    except Blocked as blocked:
        head = f"Langkah 7 menemukan {len(blocked.findings)} galat yang belum diabaikan:"
        tell(f"{head}\n{blocked}\nRinciannya pada {out / 'temuan.csv'}.")
    except Refused as refused:
        tell(f"Gladi berhenti: {refused}")
    else:
        return GOOD
    return FAULTS


def rehearse(path: Path, out: Path, say: Callable[[str], None]) -> None:
    """Walk the SOP and write DIR. Raises FolderFault for a faulty folder, Blocked for errors that were not waived (their files are written)."""
    folder = read_folder(path, tuple(actor.nama for actor in shipped().pelaksana))
    walk = Walk(folder, found_agency(folder), say)
    try:
        run = walk.to_the_archive()
    except Blocked as blocked:
        results.write(results.partial(blocked.run), out)
        raise
    results.write(results.full(run, walk.workbooks), out)


@dataclass
class Walk:
    """One rehearsal under way. `ways` are the ways back still to take."""

    folder: Folder
    agency: Agency
    say: Callable[[str], None]
    workbooks: dict[str, bytes] = field(default_factory=dict)
    ways: list[tuple[int, int, str]] = field(default_factory=list)

    def to_the_archive(self) -> Run:
        """Do what each open step asks for until none is open."""
        skenario = self.folder.skenario
        self.ways = [(way.langkah, way.ke, way.alasan) for way in skenario.kembalikan]
        run = disposisi.begin(
            self.agency.pd,
            skenario.tahun,
            versi=self.agency.versi,
            pagu_indikatif=skenario.pagu_indikatif,
            tenggat=skenario.mulai + timedelta(days=60),
            by=self.agency.starter(skenario.mulai),
            now=skenario.mulai,
        )
        for name, text in self.folder.lists.items():
            take_list(run, name, text)
        total, zone = len(sop_of(run.sop).langkah), ZoneInfo(zone_of(run.perangkat_daerah_id))
        while (task := open_task(run)) is not None:
            work, now = getattr(self, f"_{step_kerja(task).replace('.', '_')}"), task.jatuh_tempo
            with one_request():  # who holds which post and which days are free does not change within a visit
                work(run, task, self.actor(task), now)
            closed = Task.objects.select_related("oleh").get(pk=task.pk)
            acting = f" ({closed.bertindak_untuk})" if closed.bertindak_untuk else ""
            outcome = "selesai" if closed.status == Task.Status.SELESAI else f"dikembalikan ke langkah {closed.ke}"
            self.say(f"langkah {task.langkah} dari {total}, putaran {task.putaran}: {outcome}, {closed.oleh}{acting}, {tanggal_waktu(now, zone)}")
            run.refresh_from_db()
        return run

    def actor(self, task: Task) -> Orang:
        """Who acts on a task at its end: whoever stands for its actor at that hour."""
        people = awaited_for(task, task.jatuh_tempo)
        if not people:
            raise Refused(f"Tidak ada yang memegang jabatan pelaksana langkah {task.langkah} pada {task.jatuh_tempo:%d-%m-%Y %H.%M}.")
        return Orang.objects.get(pk=people[0].orang)

    def at_start(self, task: Task) -> tuple[Orang, datetime]:
        """Who works on a task from its beginning, and when: its end's actor, once that one may act."""
        by = self.actor(task)
        begin = task.mulai if authority_for(task, by, task.mulai) else task.jatuh_tempo
        return by, begin

    def way_back(self, task: Task) -> tuple[int, str] | None:
        """A way back to take at this step, taken off the list."""
        for entry in self.ways:
            if entry[0] == task.langkah:
                self.ways.remove(entry)
                return entry[1], entry[2]
        return None

    def _disposisi_perintah(self, run: Run, task: Task, by: Orang, now: datetime) -> None:
        pd, tahun = run.perangkat_daerah, run.tahap.renja.tahun
        posts = [post.pk for post in recipients(pd) if post.pelaksana and post.pelaksana != "kepala_dinas"]
        perintah = Perintah(
            surat_dari=f"Kepala {pd.nama}",
            nomor_surat="",
            tanggal_surat=None,
            tanggal_terima=now.date(),
            sifat="Segera",
            hal=f"Penyusunan Rencana Kerja (Renja) Tahun {tahun}",
            harap=("Proses lebih lanjut",),
            catatan=default_instruction(tahun, pd.nama),
            tenggat=run.tenggat or now + timedelta(days=60),
            penerima=tuple(posts),
        )
        disposisi.order(run, perintah, by=by, now=now)

    def _pengumpulan_format(self, run: Run, task: Task, by: Orang, now: datetime) -> None:
        renja = renja_of(run)
        pengampu = {row.kode: NOT_PLANNED for row in planned_rows(renja, known_for(renja))}
        pengampu |= {kode: bidang for bidang, codes in self.folder.codes.items() for kode in codes if kode in pengampu}
        pengumpulan.assign(run, pengampu, by=by, now=now)
        draft = FormatDraft(kolom=KEYS, tenggat=self.deadline(run, now))
        kept = pengumpulan.prepare_format(run, draft, by=by, now=now)
        pengumpulan.publish_format(kept, seen=kept.tanda, by=by, now=now)

    def deadline(self, run: Run, now: datetime) -> datetime:
        """When the bidang are to send: the standard times from here to the end of step 6, one after the other."""
        sop, moment = sop_of(run.sop), now
        for number in range(3, 7):
            moment = due(moment, parse(step(sop, number).waktu), kalender_around(run.perangkat_daerah, moment))
        return moment

    def _pengumpulan_penyampaian(self, run: Run, task: Task, by: Orang, now: datetime) -> None:
        hand, begin = self.at_start(task)
        for isian in isian_of(run):
            pengumpulan.hand_out(isian, by=hand, now=begin)
            pengumpulan.confirm_receipt(isian, by=self.agency.contact(isian.bidang) or hand, now=begin)
        pengumpulan.finish_hand_out(run, by=by, now=now)

    def _rapat_undangan(self, run: Run, task: Task, by: Orang, now: datetime) -> None:
        pd = run.perangkat_daerah
        length = parse(step(sop_of(run.sop), 5).waktu)
        undangan = Undangan(
            mulai=now, selesai=due(now, length, kalender_around(pd, now)), tempat=f"Ruang Rapat {pd.nama}", acara=ACARA, tamu=guests(pd, now)
        )
        rapat.invite(run, undangan, by=by, now=now)

    def _rapat_pelaksanaan(self, run: Run, task: Task, by: Orang, now: datetime) -> None:
        meeting = rapat_of(run)
        if meeting is None:
            raise Refused("Rapat belum diundang.")
        hand, begin = self.at_start(task)
        people = list(meeting.peserta.all())
        rapat.note_attendance(meeting, [Hadir(person.urutan, True, None) for person in people], by=hand, now=begin)
        chair = next((person.nama for person in people if "sekretaris" in person.jabatan.lower()), people[0].nama)
        notulen = Notulen(
            pimpinan=chair,
            pembukaan=f"Rapat dibuka oleh {chair}.",
            pembahasan="\n".join(
                f"{bidang.nama}: menyampaikan {len(self.folder.codes.get(bidang.kode, ()))} sub kegiatan." for bidang in self.agency.bidang.values()
            ),
            penutup="Rapat ditutup oleh pimpinan rapat.",
            keputusan=(Keputusan("Seluruh bidang melengkapi isian format sesuai tenggat.", "Semua bidang", self.meeting_deadline(task)),),
        )
        rapat.write_minutes(meeting, notulen, by=hand, now=begin)
        rapat.close_meeting(meeting, by=by, now=now)

    def meeting_deadline(self, task: Task) -> date:
        """The day by which the meeting wants the formats."""
        return task.jatuh_tempo.date() + timedelta(days=1)

    def _pengumpulan_penghimpunan(self, run: Run, task: Task, by: Orang, now: datetime) -> None:
        hand, begin = self.at_start(task)
        renja = renja_of(run)
        draft = draft_of(format_of(run))
        shelf = Shelf(run, renja, known_for(renja), draft, 1, begin)
        for isian in isian_of(run):
            kode = isian.bidang.kode
            sender = self.agency.contact(isian.bidang) or hand
            content = shelf.workbook(isian.bidang, rows_of(isian), filled=self.folder.isian.get(kode, ()))
            self.workbooks[kode] = content
            received = pengumpulan.receive_workbook(isian, content, name=f"{kode.lower()}.xlsx", by=sender, now=begin)
            if received.faults:
                raise Refused(f"Isian {isian.bidang.nama}: " + " ".join(f"{one.cell}: {one.message}" for one in received.faults))
            meant = Consent({one.tanda for one in stored_reading(isian).doubts})
            pengumpulan.send_isian(isian, by=sender, now=begin, alasan="Dikirim sesuai isian bidang.", consent=meant)
            pengumpulan.accept_isian(isian, by=hand, now=begin)
        pengumpulan.close_collection(run, by=by, now=now)

    def _analisis_analisis(self, run: Run, task: Task, by: Orang, now: datetime) -> None:
        hand, begin = self.at_start(task)
        analisis.analyse(run, by=hand, now=begin)
        self.look_ahead(run, begin)
        self.waive_or_stop(run, hand, begin)
        analisis.finish_analysis(run, by=by, now=now, catatan="Dibaca pada gladi; dijelaskan pada dokumen.")

    def look_ahead(self, run: Run, now: datetime) -> None:
        """Look at the document that these rows and texts will make, so that all of its errors are told with those of the rows, at step 7.

        Its texts are not stored yet, so the look stands under no mark and step 8 looks again. A text that the folder leaves blank is told as an
        empty subbab here; once that is waived, the prepared text stands in its place.
        """
        naskah, plan = naskah_of(run, replace(content_of(run), written=self.folder.narasi))
        blank = {nomor for nomor, text in self.folder.narasi.items() if not text.strip()}
        bagian = tuple(replace(one, teks="") if one.nomor in blank else one for one in naskah.bagian)
        check_document(run, replace(naskah, bagian=bagian), "", now=now, plan=plan)

    def waive_or_stop(self, run: Run, hand: Orang, now: datetime) -> None:
        """Waive what the scenario waives. Raises Blocked with the errors that are left."""
        reasons = self.folder.skenario.abaikan
        for row in Temuan.objects.filter(run=run, status=Temuan.Status.TERBUKA, kode__in=reasons):
            analisis.waive(row, reasons[row.kode], by=hand, now=now)
        errors = list(Temuan.objects.filter(run=run, status=Temuan.Status.TERBUKA, tingkat="error").order_by("kode", "objek", "pk"))
        if errors:
            raise Blocked(run, errors)

    def _konsep_penyusunan(self, run: Run, task: Task, by: Orang, now: datetime) -> None:
        hand, begin = self.at_start(task)
        konsep.open_document(run)
        if self.folder.narasi and task.putaran == 1:
            konsep.write_narrative(run, self.folder.narasi, by=hand, now=begin)
        for comment in open_comments(run):
            konsep.resolve(comment, "Sudah diperbaiki.", by=hand, now=begin)
        konsep.build_draft(run, by=by, now=now)
        konsep.finish_draft(run, by=by, now=now)

    def _konsep_koreksi(self, run: Run, task: Task, by: Orang, now: datetime) -> None:
        if way := self.way_back(task):
            konsep.comment(subbab_of(run)[0], way[1], by=by, now=now)
            konsep.return_correction(run, way[1], by=by, now=now)
        else:
            konsep.pass_correction(run, by=by, now=now)

    def _pengesahan_pengajuan(self, run: Run, task: Task, by: Orang, now: datetime) -> None:
        pengesahan.submit(run, "", by=by, now=now)

    def _pengesahan_penandatanganan(self, run: Run, task: Task, by: Orang, now: datetime) -> None:
        if way := self.way_back(task):
            pengesahan.return_document(run, way[0], way[1], by=by, now=now)
        else:
            pengesahan.approve(run, by=by, now=now)

    def _pengiriman_surat_pengantar(self, run: Run, task: Task, by: Orang, now: datetime) -> None:
        pd, tahun = run.perangkat_daerah, run.tahap.renja.tahun
        lines = (
            NaskahDikirim(f"Dokumen Rencana Kerja (Renja) {pd.nama} Tahun {tahun}", "2 (dua) eksemplar", "Disampaikan untuk bahan lebih lanjut."),
        )
        pengiriman.write_letter(run, Pengantar(f"Kepala Badan Perencanaan Pembangunan Daerah {pd.pemda.nama}", lines), by=by, now=now)

    def _pengiriman_pengiriman(self, run: Run, task: Task, by: Orang, now: datetime) -> None:
        copies = tuple(dict.fromkeys(("Kepala Dinas", "Sekretariat", *(bidang.nama for bidang in self.agency.bidang.values()))))
        proof = Bukti("diantar", "Petugas penerima Bappeda", "Bappeda", now, copies)
        printed = pengiriman.prove_receipt(run, proof, by=by, now=now).bukti
        signed = ("tanda-terima-bertanda-tangan.pdf", read_file(printed), printed.jenis)
        pengiriman.prove_receipt(run, replace(proof, pindaian=signed), by=by, now=now)
        pengiriman.archive_run(run, "Ruang arsip", by=by, now=now)
