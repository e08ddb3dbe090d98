"""`renjana verify`: is everything still as it was recorded? Chains of history, kept files, seals, archives."""

import json
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from renjana.alur.models import Run
from renjana.alur.queries import broken_link
from renjana.pengesahan.models import TandaTangan
from renjana.pengesahan.queries import history_fault, verdict_of
from renjana.pengiriman.models import Arsip
from renjana.pengiriman.queries import sound
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
    """Look at everything and name each fault."""
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
