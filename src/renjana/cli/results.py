"""What a rehearsal leaves behind, written whole or not at all. Source: the rehearsal contract (docs/rehearse.md)."""

import csv
import hashlib
import io
import json
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pikepdf

from renjana.alur.models import Keluaran, Run
from renjana.alur.queries import broken_link, pelaksana_names, sop_of
from renjana.analisis.models import Temuan
from renjana.analisis.queries import plan_of
from renjana.analisis.sheets import table_csv
from renjana.cli.results_names import PAPERS, known_names
from renjana.organisasi.signatory import local_iso
from renjana.pengesahan.queries import authority_path, signature_of, verdict_of
from renjana.pengiriman.actions import event_lines
from renjana.pengiriman.archive import history_lines
from renjana.renja.queries import plan_values
from renjana.renja.tables import official_table
from renjana.sop.flow import step as langkah_of
from renjana.surat.models import Surat
from renjana.surat.queries import read_file

TABLES = ("t-c-29", "t-c-30", "t-c-31", "t-c-32", "t-c-33")


def full(run: Run, workbooks: Mapping[str, bytes]) -> dict[str, bytes]:
    """Every file of a rehearsal that reached the archive. `workbooks` by Bidang.kode."""
    files = findings_and_tables(run)
    for output in Keluaran.objects.filter(task__run=run, jenis__in=PAPERS).select_related("berkas").order_by("pk"):
        files[PAPERS[output.jenis]] = read_file(output.berkas)
    files |= {f"format/{kode}.xlsx": content for kode, content in workbooks.items()}
    files["riwayat.jsonl"] = history_lines(event_lines(run))
    files["ca.pem"] = authority_path().read_bytes()
    files["ringkasan.json"] = as_json(summary(run, files))
    return files


def partial(run: Run) -> dict[str, bytes]:
    """What is left when step 7 found errors that nobody waived: the findings, and the summary up to there."""
    files = {"temuan.csv": findings_csv(run)}
    return files | {"ringkasan.json": as_json(summary(run, files))}


def findings_and_tables(run: Run) -> dict[str, bytes]:
    """Findings, and each official table that has data."""
    values = plan_of(run)
    files = {"temuan.csv": findings_csv(run)}
    for kode in TABLES:
        table = official_table(kode, values, units=False)
        if not table.empty:
            files[f"{kode}.csv"] = table_csv(official_table(kode, values, units=False)).encode()
    return files


def findings_csv(run: Run) -> bytes:
    """Every finding of step 7 with what became of it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["kode", "tingkat", "bidang", "objek", "pesan", "status", "alasan"])
    for row in _findings(run):
        writer.writerow([row.kode, row.tingkat, row.bidang, row.objek, row.pesan, row.status, row.alasan])
    return out.getvalue().encode()


def _findings(run: Run) -> list[Temuan]:
    return list(Temuan.objects.filter(run=run).exclude(status=Temuan.Status.SELESAI).order_by("kode", "objek", "pk"))


def summary(run: Run, files: Mapping[str, bytes]) -> dict[str, Any]:
    """`ringkasan.json` as the contract says."""
    run.refresh_from_db()
    values, pd = plan_values(run.tahap), run.perangkat_daerah
    found = _findings(run)
    waived = [row for row in found if row.status == Temuan.Status.DIABAIKAN]
    levels = Counter(row.tingkat for row in found if row.status != Temuan.Status.DIABAIKAN)
    signature = signature_of(run)
    return {
        "perangkat_daerah": pd.nama,
        "tahun": values.tahun,
        "sop": {"kode": run.sop.kode, "versi": run.sop.versi},
        "langkah": passages(run),
        "jumlah": {
            "program": len(values.programs),
            "kegiatan": len(values.kegiatan),
            "sub_kegiatan": len(values.sub_kegiatan),
            "indikator": values.indikator_count,
        },
        "pagu": {
            "n": values.total,
            "maju": values.total_maju,
            "indikatif": values.pagu_indikatif,
            "per_program": values.per_program,
            "per_bidang": values.per_bidang,
        },
        "temuan": {
            "error": levels["error"],
            "warning": levels["warning"],
            "info": levels["info"],
            "diabaikan": len(waived),
            "per_kode": dict(sorted(Counter(row.kode for row in found).items())),
        },
        "surat": [
            {"jenis": row.jenis, "nomor": row.nomor, "tanggal": row.tanggal.isoformat()}
            for row in Surat.objects.filter(perangkat_daerah=pd).order_by("tahun", "urut", "sisipan")
        ],
        "berkas": {name: facts(name, content) for name, content in sorted(files.items())},
        "tanda_tangan": {
            "sah": signature is not None and verdict_of(signature).sah,
            "oleh": signature.nama if signature else None,
            "bertindak_untuk": (signature.bertindak_untuk or None) if signature else None,
        },
        "rantai": {"peristiwa": run.peristiwa, "kepala": run.kepala, "utuh": broken_link(run) is None},
    }


def passages(run: Run) -> list[dict[str, Any]]:
    """Every visit of every step that has ended, in order."""
    sop, pd = sop_of(run.sop), run.perangkat_daerah
    return [
        {
            "nomor": task.langkah,
            "putaran": task.putaran,
            "pelaksana": pelaksana_names(sop, langkah_of(sop, task.langkah).pelaksana),
            "oleh": task.oleh.nama if task.oleh else None,
            "bertindak_untuk": task.bertindak_untuk or None,
            "mulai": local_iso(pd, task.mulai, seconds=True),
            "jatuh_tempo": local_iso(pd, task.jatuh_tempo, seconds=True),
            "selesai": local_iso(pd, task.selesai, seconds=True) if task.selesai else None,
            "hasil": task.status if task.selesai else None,
        }
        for task in run.task.filter(selesai__isnull=False).select_related("oleh").order_by("urutan")
    ]


def facts(name: str, content: bytes) -> dict[str, Any]:
    """Digest and size of a file, and the number of pages of a PDF."""
    known: dict[str, Any] = {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
    if name.endswith(".pdf"):
        with pikepdf.open(io.BytesIO(content)) as document:
            known["halaman"] = len(document.pages)
    return known


def as_json(data: Mapping[str, Any]) -> bytes:
    """Readable JSON."""
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def write(files: Mapping[str, bytes], out: Path) -> None:
    """Write everything beside DIR first, then move it in: a rehearsal that is stopped leaves DIR as it was."""
    out.parent.mkdir(parents=True, exist_ok=True)
    stage = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        for name, content in files.items():
            target = stage / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        if not out.exists():
            stage.chmod(0o755)
            stage.rename(out)
            return
        for name in known_names():
            old = out / name
            shutil.rmtree(old) if old.is_dir() else old.unlink(missing_ok=True)
        for entry in sorted(stage.iterdir()):
            os.replace(entry, out / entry.name)
    finally:
        shutil.rmtree(stage, ignore_errors=True)
