"""Periksa arsip ini. Cukup Python 3.9 ke atas; tidak perlu Renjana, pustaka lain, atau sambungan internet.

    python verify.py                 memeriksa folder tempat berkas ini dibuka
    python verify.py arsip.zip       memeriksa arsip tanpa membukanya
    python verify.py --json          hasil untuk program lain

Yang diperiksa: SHA-256 setiap berkas terhadap manifes.json, berkas yang hilang atau ditambahkan, dan rantai riwayat (setiap peristiwa memuat sidik
peristiwa sebelumnya). Tanda tangan pada PDF diperiksa dengan pembaca PDF atau halaman verifikasi yang tercetak di dalamnya.
Status keluar: 0 utuh, 1 ada yang rusak, 2 bukan arsip.
"""

from __future__ import annotations

import hashlib
import json
import sys
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime, timezone
from functools import partial
from pathlib import Path
from typing import Any

OWN = {"manifes.json", "SHA256SUMS", "verify.py"}
KEYS = ("run", "urutan", "jenis", "langkah", "putaran", "oleh", "nama_oleh", "bertindak_untuk", "uraian", "data", "prev")


def opened(place: Path) -> dict[str, Callable[[], bytes]]:
    """The files of a folder or ZIP: {name: how to read it}."""
    if place.is_dir():
        return {str(file.relative_to(place)).replace("\\", "/"): file.read_bytes for file in place.rglob("*") if file.is_file()}
    archive = zipfile.ZipFile(str(place))
    return {name: partial(archive.read, name) for name in archive.namelist() if not name.endswith("/")}


def file_faults(files: dict[str, Callable[[], bytes]], manifest: dict[str, Any]) -> Iterator[str]:
    """A sentence for each file that changed, is missing or was added."""
    known = {entry["nama"]: entry["sha256"] for entry in manifest["berkas"]}
    for name, digest in sorted(known.items()):
        if name not in files:
            yield f"{name}: hilang dari arsip."
        elif hashlib.sha256(files[name]()).hexdigest() != digest:
            yield f"{name}: isinya berubah sesudah diarsipkan."
    for name in sorted(set(files) - set(known) - OWN):
        yield f"{name}: tidak ada pada manifes; ditambahkan kemudian."


def chain_faults(lines: list[str], head: str) -> Iterator[str]:
    """A sentence for the first event that does not follow from the one before, and for a chain whose end is another."""
    before = ""
    for line in lines:
        event = json.loads(line)
        body = {key: event[key] for key in KEYS}
        moment = datetime.fromisoformat(event["waktu"]).astimezone(timezone.utc)  # noqa: UP017 - runs on older Python too
        body["waktu"] = moment.isoformat(timespec="microseconds")
        text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        if hashlib.sha256(text.encode()).hexdigest() != event["hash"] or (before and event["prev"] != before):
            yield f"riwayat.jsonl: peristiwa {event['urutan']} tidak cocok dengan sidiknya."
            return
        before = event["hash"]
    if before != head:
        yield "riwayat.jsonl: peristiwa terakhirnya bukan yang tercatat pada manifes."


def checked(place: Path) -> tuple[dict[str, Any], list[str]]:
    """Everything that was looked at: the manifest and what is wrong."""
    files = opened(place)
    manifest = json.loads(files["manifes.json"]().decode("utf-8"))
    faults = list(file_faults(files, manifest))
    if "riwayat.jsonl" in files and not any(fault.startswith("riwayat.jsonl") for fault in faults):
        faults += chain_faults(files["riwayat.jsonl"]().decode("utf-8").splitlines(), manifest["kepala_riwayat"])
    return manifest, faults


def main(words: list[str]) -> int:
    """Look, print, and give the exit status."""
    places = [word for word in words if word != "--json"]
    place = Path(places[0]) if places else Path(__file__).resolve().parent
    try:
        manifest, faults = checked(place)
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as fault:
        sys.stderr.write(f"Bukan arsip Renjana yang dapat dibaca: {fault}\n")
        return 2
    if "--json" in words:
        result = {"utuh": not faults, "judul": manifest.get("judul"), "berkas": len(manifest["berkas"]), "rusak": faults}
        print(json.dumps(result, ensure_ascii=False, indent=2))
    else:
        print(manifest.get("judul", ""))
        state = f"{len(faults)} RUSAK" if faults else "semuanya utuh."
        print(f"{len(manifest['berkas'])} berkas diperiksa, {state}")
        for sentence in faults:
            print(f"  - {sentence}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
