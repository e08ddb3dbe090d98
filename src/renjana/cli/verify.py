"""`renjana verify`: is everything still as it was recorded? Chains of history, kept files, seals, archives; or one file that somebody has."""

import hashlib
import json
import sys
import zipfile
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from renjana.alur.models import Run
from renjana.alur.queries import broken_link
from renjana.pengesahan.models import TandaTangan
from renjana.pengesahan.queries import authority_path, history_fault, verdict_of
from renjana.pengesahan.rules import shown_code
from renjana.pengesahan.signing import judge
from renjana.pengiriman.models import Arsip
from renjana.pengiriman.queries import sound
from renjana.pengiriman.verify import checked
from renjana.surat.models import Berkas
from renjana.surat.queries import damaged_files

LABELS = {"riwayat": "Riwayat", "berkas": "Berkas", "tanda_tangan": "Tanda tangan", "arsip": "Arsip"}


@dataclass
class Part:
    """What was looked at and what is wrong; `faults` are (what, sentence)."""

    kind: str
    looked: int
    faults: list[tuple[str, str]]


def run(words: Namespace) -> int:
    """Look at everything, or at one file, and name each fault."""
    if words.berkas is not None:
        return one_file(words.berkas, as_data=words.json)
    parts = list(look())
    print(as_json(parts) if words.json else as_text(parts))
    return 1 if any(part.faults for part in parts) else 0


def look() -> Iterator[Part]:
    """Every part, in the order of LABELS."""
    yield _chains()
    yield Part("berkas", Berkas.objects.count(), [(f"{berkas.nama} ({berkas.sha256[:12]})", sentence) for berkas, sentence in damaged_files()])
    yield _seals()
    archives = list(Arsip.objects.select_related("berkas").order_by("pk"))
    yield Part("arsip", len(archives), [(arsip.nomor_berkas, sentence) for arsip in archives if (sentence := sound(arsip))])


def _chains() -> Part:
    part = Part("riwayat", 0, [])
    for run in Run.objects.select_related("tahap__renja", "perangkat_daerah").order_by("pk"):
        part.looked += 1
        if (link := broken_link(run)) is not None:
            part.faults.append((f"{run}, {run.perangkat_daerah}", f"peristiwa {link.urutan}: {link.sebab}"))
    return part


def _seals() -> Part:
    part = Part("tanda_tangan", 0, [])
    for signature in TandaTangan.objects.select_related("berkas").order_by("pk"):
        part.looked += 1
        verdict = verdict_of(signature)
        if not verdict.sah:
            part.faults.append((f"{signature.judul}, kode {signature.kode}", verdict.sebab))
        elif fault := history_fault(signature, verdict):
            part.faults.append((f"{signature.judul}, kode {signature.kode}", fault))
    return part


def as_text(parts: list[Part]) -> str:
    """A line a part, and below it a line a fault."""
    lines = []
    for part in parts:
        state = "utuh" if not part.faults else f"{len(part.faults)} RUSAK"
        lines.append(f"{LABELS[part.kind]:<13}{part.looked:>6} diperiksa, {state}")
        lines += [f"  - {what}: {sentence}" for what, sentence in part.faults]
    return "\n".join(lines)


def as_json(parts: list[Part]) -> str:
    """{"utuh", "<part>": {"diperiksa", "rusak": [{"apa", "sebab"}]}}."""
    result: dict[str, Any] = {"utuh": not any(part.faults for part in parts)}
    for part in parts:
        result[part.kind] = {"diperiksa": part.looked, "rusak": [{"apa": what, "sebab": sentence} for what, sentence in part.faults]}
    return json.dumps(result, ensure_ascii=False, indent=2)


def one_file(path: Path, *, as_data: bool) -> int:
    """A signed PDF or an archive from anywhere: what it is, by whom, and whether it is whole."""
    try:
        content = path.read_bytes()
        result = _archive(path) if zipfile.is_zipfile(path) else _signed(content)
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as fault:
        sys.stderr.write(f"renjana verify: {path} tidak dapat diperiksa: {fault}.\n")
        return 1
    result = {"berkas": path.name, "sha256": hashlib.sha256(content).hexdigest(), **result}
    if as_data:
        print(json.dumps(result, ensure_ascii=False, indent=2))
    else:
        print("\n".join(f"{name.replace('_', ' ').capitalize():<18}{_told(value)}" for name, value in result.items() if value not in (None, "", [])))
    return 0 if result["sah"] else 1


def _told(value: Any) -> str:
    if isinstance(value, bool):
        return "ya" if value else "TIDAK"
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)


UNKNOWN = "Sidik berkas ini bukan sidik dokumen mana pun yang disimpan di sini; berkasnya berubah, atau berasal dari pemasangan lain."


def _signed(content: bytes) -> dict[str, Any]:
    """A PDF judged from its bytes; what the register knows of these bytes beside it."""
    verdict = judge(content, authority_path())
    known = TandaTangan.objects.filter(berkas__sha256=hashlib.sha256(content).hexdigest()).select_related("berkas").first()
    fault = (history_fault(known, verdict) if known else UNKNOWN) if verdict.sah else ""
    return {
        "jenis": "pdf",
        "sah": verdict.sah and not fault,
        "sebab": fault or verdict.sebab,
        "penanda_tangan": verdict.oleh,
        "bertindak_untuk": known.bertindak_untuk if known else "",
        "jabatan": known.jabatan if known else "",
        "waktu": verdict.waktu.isoformat(timespec="seconds") if verdict.waktu else None,
        "kode": shown_code(known.kode) if known else None,
        "terdaftar": known is not None,
    }


def _archive(path: Path) -> dict[str, Any]:
    """An archive by its own manifest and chain, with the same code that goes along in it."""
    manifest, faults = checked(path)
    sentence = "Setiap berkas cocok dengan manifes dan rantai riwayatnya utuh." if not faults else f"{len(faults)} kerusakan."
    return {"jenis": "arsip", "sah": not faults, "sebab": sentence, "judul": manifest.get("judul"), "isi": len(manifest["berkas"]), "rusak": faults}
