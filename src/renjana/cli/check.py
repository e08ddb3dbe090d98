"""`renjana check`: is this installation configured and well? Every part is looked at, whatever the others say."""

import json
import os
import stat
import tempfile
from argparse import Namespace
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings
from django.core.checks import run_checks
from django.core.checks.messages import WARNING
from django.db import Error

from renjana.alur.models import SopVersi
from renjana.cetak.characters import font_folder
from renjana.renstra.queries import current_edition
from renjana.web import health


@dataclass(frozen=True)
class Finding:
    """One part: whether it is well, and a sentence."""

    bagian: str
    baik: bool
    keterangan: str


def run(words: Namespace) -> int:
    """Look at every part; 1 when any is not well."""
    findings = look()
    well = all(finding.baik for finding in findings)
    if words.json:
        print(json.dumps({"baik": well, "bagian": [asdict(finding) for finding in findings]}, ensure_ascii=False, indent=2))
    else:
        for finding in findings:
            print(f"{'baik ' if finding.baik else 'SALAH'}  {finding.bagian:<13} {finding.keterangan}")
    return 0 if well else 1


def look() -> list[Finding]:
    """Every finding, in the order in which people would mend them."""
    findings = [_settings(), _folder("folder data", Path(settings.DATA)), _folder("folder berkas", Path(settings.FILES)), _keys(), _fonts()]
    parts = health.check()
    findings += [Finding(name, bool(part["baik"]), str(part["keterangan"])) for name, part in parts.items()]
    if all(part["baik"] for name, part in parts.items() if name != "disk"):
        findings.append(_contents())
    return findings


def _settings() -> Finding:
    """Django's own checks, those of a deployment included."""
    messages = [message for message in run_checks(include_deployment_checks=True) if message.level >= WARNING and not message.is_silenced()]
    if messages:
        return Finding("pengaturan", False, "; ".join(f"{message.id}: {message.msg}" for message in messages))
    safe = "https" if settings.SECURE else "http, hanya untuk satu mesin atau di balik peladen yang memakai https"
    return Finding("pengaturan", True, f"Pengaturan layak dipakai ({settings.BASE_URL}, {safe}).")


def _folder(label: str, path: Path) -> Finding:
    if not path.is_dir():
        return Finding(label, False, f"{path} tidak ada; jalankan renjana init.")
    try:
        with tempfile.TemporaryFile(dir=path) as probe:
            probe.write(b"renjana")
            probe.flush()
            os.fsync(probe.fileno())
    except OSError as fault:
        return Finding(label, False, f"{path} tidak dapat ditulisi ({fault.strerror}).")
    return Finding(label, True, f"{path} dapat ditulisi.")


def _keys() -> Finding:
    """Keys may be read by their owner alone."""
    folder = Path(settings.KEYS)
    if not folder.is_dir():
        return Finding("folder kunci", False, f"{folder} tidak ada; jalankan renjana init.")
    open_ones = [path.name or str(path) for path in (folder, *sorted(folder.iterdir())) if stat.S_IMODE(path.stat().st_mode) & 0o077]
    if open_ones:
        return Finding("folder kunci", False, f"Dapat dibaca orang lain: {', '.join(open_ones)}. Jalankan chmod -R go= {folder}.")
    return Finding("folder kunci", True, "Kunci hanya terbaca pemiliknya.")


def _fonts() -> Finding:
    try:
        faces = sorted(path.name for path in Path(font_folder()).rglob("*.ttf"))
    except (OSError, ImportError) as fault:
        return Finding("huruf cetak", False, f"Huruf untuk dokumen tidak ditemukan ({fault}); pasang ulang paketnya.")
    if not faces:
        return Finding("huruf cetak", False, "Huruf untuk dokumen tidak ditemukan; pasang ulang paketnya.")
    return Finding("huruf cetak", True, f"{len(faces)} huruf untuk dokumen tersedia.")


def _contents() -> Finding:
    """A run needs an SOP in force and a nomenclature."""
    try:
        missing = [name for name, there in (("SOP", SopVersi.objects.exists()), ("nomenklatur", current_edition() is not None)) if not there]
    except Error as fault:
        return Finding("isi awal", False, f"Isi database tidak dapat dibaca ({fault}).")
    if missing:
        return Finding("isi awal", False, f"Belum terpasang: {' dan '.join(missing)}; jalankan renjana init.")
    return Finding("isi awal", True, "SOP dan nomenklatur terpasang.")
