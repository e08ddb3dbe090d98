"""Steps 12 and 13: write the cover letter, prove the receipt, archive and end the run."""

from datetime import datetime
from typing import Any

from django.db import transaction

from renjana.alur.actions import Done, Output, complete, keep_output, record
from renjana.alur.models import Keluaran, Run
from renjana.alur.queries import must_act, task_for
from renjana.alur.rules import Refused
from renjana.cetak.pdf import compile_paper
from renjana.organisasi.models import Orang
from renjana.organisasi.signatory import local_day
from renjana.pengesahan.queries import signature_of
from renjana.pengiriman import archive, papers
from renjana.pengiriman.models import Arsip, Pengiriman, SuratPengantar
from renjana.pengiriman.queries import missing_proof, passages_of
from renjana.pengiriman.rules import KLASIFIKASI_RENJA, RETENSI, Bukti, Pengantar, letter_faults, proof_faults
from renjana.surat.actions import Paper, draw_number, keep_file, keep_files, store_issued
from renjana.surat.queries import read_file

PDF = "application/pdf"


@transaction.atomic
def write_letter(run: Run, pengantar: Pengantar, *, by: Orang, now: datetime) -> SuratPengantar:
    """Make the cover letter of step 12 with its number. Raises Refused with everything that is missing."""
    task = task_for(run, "pengiriman.surat_pengantar")
    if reasons := letter_faults(pengantar, signed=signature_of(run) is not None):
        raise Refused(" ".join(reasons))
    pd, tahun = run.perangkat_daerah, run.tahap.renja.tahun
    surat = draw_number(
        pd,
        jenis="pengantar",
        klasifikasi=KLASIFIKASI_RENJA,
        perihal=f"Pengantar Dokumen Renja Tahun {tahun}",
        kepada=pengantar.kepada,
        tanggal=local_day(pd, now),
        by=by,
        now=now,
    )
    letter = compile_paper("surat-pengantar", papers.cover_letter(run, pengantar, surat.nomor, by=by, now=now), timestamp=now)
    [berkas] = keep_files(pd, [Paper(f"surat-pengantar-renja-{tahun}.pdf", letter, PDF)], by=by, now=now)
    store_issued(surat, berkas)
    made = SuratPengantar.objects.create(
        run=run,
        surat=surat,
        kepada=pengantar.kepada,
        naskah=[[entry.nama, entry.banyaknya, entry.keterangan] for entry in pengantar.naskah],
        tembusan=list(pengantar.tembusan),
    )
    done = Done(
        f"Surat pengantar {surat.nomor} dibuat untuk {pengantar.kepada}.",
        {"nomor": surat.nomor, "kepada": pengantar.kepada},
        outputs=[Output("surat-pengantar", f"Surat pengantar {surat.nomor}", berkas)],
    )
    complete(task, done, by=by, now=now)
    return made


@transaction.atomic
def prove_receipt(run: Run, bukti: Bukti, *, by: Orang, now: datetime) -> Pengiriman:
    """Note that the document was received, with its proof: a signed scan, or a tanda terima printed for signing, which proves nothing yet.

    May be corrected until archived; a scan that is kept stays until another comes.
    """
    task = task_for(run, "pengiriman.pengiriman")
    must_act(task, by, now)
    if reasons := proof_faults(bukti, opened=task.mulai, now=now):
        raise Refused(" ".join(reasons))
    pd, tahun, signed = run.perangkat_daerah, run.tahap.renja.tahun, signature_of(run)
    scanned = Pengiriman.objects.filter(run=run, bukti_pindaian=True).select_related("bukti").first() if bukti.pindaian is None else None
    if scanned is not None:
        berkas = scanned.bukti
    elif bukti.pindaian is not None:
        name, content, kind = bukti.pindaian
        berkas = keep_file(pd, name, content, kind, by=by, now=now)
    else:
        surat, digest = run.surat_pengantar.surat, signed.berkas.sha256 if signed else ""
        content = compile_paper("tanda-terima", papers.receipt(run, surat, digest, bukti, by=by, now=now), timestamp=now)
        berkas = keep_file(pd, f"tanda-terima-renja-{tahun}.pdf", content, PDF, by=by, now=now)
    values = {
        "cara": bukti.cara,
        "penerima": bukti.penerima.strip(),
        "jabatan_penerima": bukti.jabatan_penerima.strip(),
        "diterima": bukti.diterima,
        "bukti": berkas,
        "bukti_pindaian": bukti.pindaian is not None or scanned is not None,
        "salinan": [copy.strip() for copy in bukti.salinan if copy.strip()],
    }
    pengiriman, _ = Pengiriman.objects.update_or_create(run=run, defaults=values)
    keep_output(task, Output("bukti-terima", "Bukti terima", berkas), by=by, now=now)
    record(run, "diterima", f"Dokumen diterima {pengiriman.penerima}.", by=by, now=now, task=task, data={"sha256": berkas.sha256})
    return pengiriman


def archive_run(run: Run, lokasi: str, *, by: Orang, now: datetime) -> Arsip:
    """Make the compliance sheet and the archive, finish step 13 and end the run. Raises Refused while the receipt is not proven."""
    task = task_for(run, "pengiriman.pengiriman")
    must_act(task, by, now)
    outputs = list(Keluaran.objects.filter(task__run=run).select_related("berkas", "task__run__pengiriman").order_by("task__urutan", "pk"))
    reasons = list(missing_proof(getattr(outputs[0].task.run, "pengiriman", None) if outputs else None))
    if not lokasi.strip():
        reasons.append("Lokasi simpan arsip belum diisi, misalnya Ruang arsip, rak 2, boks 5.")
    if reasons:
        raise Refused(" ".join(reasons))
    sheet = compile_paper("kepatuhan", papers.compliance(run, passages_of(run, now, ending=True), by=by, now=now), timestamp=now)
    pd, tahun = run.perangkat_daerah, run.tahap.renja.tahun
    compliance = Paper(f"kepatuhan-renja-{tahun}.pdf", sheet, PDF)
    contents = [(f"{entry.task.langkah:02d}/{entry.berkas.nama}", read_file(entry.berkas)) for entry in outputs]
    contents.append((f"{task.langkah:02d}/{compliance.nama}", sheet))
    contents.append((f"sop-{run.sop.kode}-{run.sop.versi}.toml", run.sop.isi.encode()))
    contents.append(("riwayat.jsonl", archive.history_lines(event_lines(run))))
    pack = Paper(f"arsip-renja-{tahun}.zip", archive.pack(contents, _about(run)), "application/zip", sealed=True)
    with transaction.atomic():
        berkas, packed = keep_files(pd, [compliance, pack], by=by, now=now)
        made = Arsip.objects.create(
            run=run,
            nomor_berkas=f"{KLASIFIKASI_RENJA}/{pd.singkatan}/{tahun}",
            klasifikasi=KLASIFIKASI_RENJA,
            uraian=f"Rencana Kerja (Renja) {pd.nama} Tahun {tahun}",
            kurun_waktu=str(tahun),
            jumlah=len(contents),
            lokasi=lokasi.strip(),
            retensi_aktif=RETENSI[0],
            retensi_inaktif=RETENSI[1],
            nasib_akhir=RETENSI[2],
            berkas=packed,
            dibuat=now,
        )
        data = {"nomor_berkas": made.nomor_berkas, "sha256": packed.sha256, "berkas": len(contents), "lokasi": made.lokasi}
        uraian = f"Dokumen Renja {tahun} dikirim, digandakan, dan diarsipkan."
        made_of = [Output("kepatuhan", "Lembar kepatuhan", berkas), Output("arsip", "Arsip lengkap", packed)]
        complete(task, Done(uraian, data, outputs=made_of, told=True), by=by, now=now)
    return made


def event_lines(run: Run) -> list[dict[str, Any]]:
    """The history as plain values, in order."""
    keys = ("urutan", "waktu", "jenis", "langkah", "putaran", "nama_oleh", "bertindak_untuk", "uraian", "data", "prev", "hash", "oleh_id")
    lines = []
    for event in run.event.order_by("urutan").values(*keys):
        event["waktu"] = event["waktu"].isoformat(timespec="microseconds")
        lines.append({**event, "oleh": event.pop("oleh_id"), "run": run.pk})
    return lines


def _about(run: Run) -> dict[str, Any]:
    return {
        "judul": f"Rencana Kerja (Renja) {run.perangkat_daerah.nama} Tahun {run.tahap.renja.tahun}",
        "perangkat_daerah": run.perangkat_daerah.kode,
        "sop": {"kode": run.sop.kode, "versi": run.sop.versi, "sha256": run.sop.sidik},
        "klasifikasi": KLASIFIKASI_RENJA,
        "kepala_riwayat": run.kepala,
    }
