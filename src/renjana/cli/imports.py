"""`renjana import`: a nomenclature or a Renstra from a file, by the same readers and actions as the pages."""

import json
import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.utils import timezone

from renjana.cli.office import agency
from renjana.cli.status import FAULTS, GOOD
from renjana.organisasi.models import PerangkatDaerah
from renjana.renstra.actions import import_nomenklatur, read_renstra_file, store_renstra
from renjana.renstra.faults import Fault, ImportFault, as_json
from renjana.renstra.models import Tingkat, VersiNomenklatur
from renjana.renstra.pemetaan import Pemetaan, PemetaanFault, parse
from renjana.renstra.plan import RenstraBaca, default_start
from renjana.renstra.workbook import MAX_BYTES

MAX_MAP = 64 * 1024


def run(words: Namespace) -> int:
    """Import what is asked for; 1 when the file has faults."""
    try:
        return nomenklatur(words) if words.action == "nomenklatur" else renstra(words)
    except ImportFault as fault:
        return _refuse(words, fault.file, fault.faults)


def nomenklatur(words: Namespace) -> int:
    """Take an edition; one of the same name gets the new content."""
    nama = " ".join(words.versi.split())
    if not 0 < len(nama) <= 120:
        raise ImportFault("--versi", [Fault(0, "", "Nama versi harus 1 sampai 120 huruf.")])
    content = _content(words.file)
    before = VersiNomenklatur.objects.filter(nama=nama).exists()
    versi = import_nomenklatur(content, nama, timezone.now(), file=words.file.name)
    counted = {tingkat: versi.isi.filter(tingkat=tingkat).count() for tingkat in LEVELS}
    if words.json:
        _print({"berkas": words.file.name, "versi": versi.nama, "diganti": before, "jumlah": counted, "kesalahan": []})
    else:
        verb = "diganti isinya" if before else "tersimpan"
        said = ", ".join(f"{count} {Tingkat(tingkat).label.lower()}" for tingkat, count in counted.items())
        print(f"Nomenklatur {versi.nama} {verb}: {said}.")
    return GOOD


LEVELS = (Tingkat.BIDANG_URUSAN, Tingkat.PROGRAM, Tingkat.KEGIATAN, Tingkat.SUB_KEGIATAN)


def renstra(words: Namespace) -> int:
    """Say what was understood with every doubt; store it unless --dry-run."""
    pd = _agency(words.pd)
    pemetaan = _mapping(words.map) if words.map else None
    told = pemetaan.tahun_awal if pemetaan else None
    start = words.tahun_awal or told or default_start(timezone.localdate().year + 1)
    found = read_renstra_file(pd, _content(words.file), tahun_awal=start, file=words.file.name, pemetaan=pemetaan)
    stored = None
    if not words.dry_run and not found.faults:
        dasar = f"Berkas {words.file.name}, dibaca {timezone.localdate():%d-%m-%Y}"
        stored = store_renstra(pd, found, dasar=dasar, as_perubahan=words.perubahan)
    if words.json:
        _print(_told(words.file.name, pd, found, str(stored) if stored else None))
    else:
        _say(found, str(stored) if stored else None)
    return FAULTS if found.faults else GOOD


def _agency(word: str | None) -> PerangkatDaerah:
    """The agency of the command. Raises ImportFault, so that it is told like every other fault."""
    try:
        return agency(word)
    except LookupError as fault:
        raise ImportFault("--pd", [Fault(0, "", f"{str(fault.args[0])[0].upper()}{str(fault.args[0])[1:]}")]) from fault


def _content(path: Path) -> bytes:
    """The bytes of a file. Raises ImportFault for one that cannot be read."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ImportFault(path.name, [Fault(0, "", f"Berkas lebih besar dari {MAX_BYTES // 1024 // 1024} MB.", kind="berkas")])
        return path.read_bytes()
    except OSError as fault:
        raise ImportFault(path.name, [Fault(0, "", f"Berkas tidak dapat dibaca ({fault.strerror}).", kind="berkas")]) from fault


def _mapping(path: Path) -> Pemetaan:
    try:
        content = path.read_bytes() if path.stat().st_size <= MAX_MAP else b""
        return parse(content.decode("utf-8-sig")) if content else Pemetaan()
    except OSError as fault:
        raise ImportFault(path.name, [Fault(0, "", f"Pemetaan tidak dapat dibaca ({fault.strerror}).", kind="pemetaan")]) from fault
    except (UnicodeDecodeError, PemetaanFault) as fault:
        said = str(fault).split("\n") if isinstance(fault, PemetaanFault) else ["Pemetaan bukan teks UTF-8."]
        raise ImportFault(path.name, [Fault(0, "", sentence, kind="pemetaan") for sentence in said]) from fault


def _told(file: str, pd: PerangkatDaerah, found: RenstraBaca, stored: str | None) -> dict[str, Any]:
    """What --json prints; see docs/impor.md."""
    years = range(found.tahun_awal, found.tahun_akhir + 1)
    return {
        "berkas": file,
        "perangkat_daerah": pd.kode,
        "lembar": found.lembar or None,
        "tahun_awal": found.tahun_awal,
        "tahun_akhir": found.tahun_akhir,
        "jumlah": {tingkat: found.count(tingkat) for tingkat, _ in Tingkat.choices} | {"tanpa_kode": len(found.without_code)},
        "pagu": {str(year): found.total(year) for year in years},
        "item": [
            {
                "baris": item.baris or None,
                "tingkat": item.tingkat,
                "kode": item.kode or None,
                "nama": item.nama,
                "induk": found.items[item.induk].kode or found.items[item.induk].nama if item.induk is not None else None,
                "pagu": {str(year): money for year, money in item.pagu.items()},
                "indikator": [
                    {
                        "uraian": one.uraian,
                        "satuan": one.satuan,
                        "tipe": one.tipe,
                        "capaian_awal": None if one.capaian_awal is None else str(one.capaian_awal),
                        "target": {str(year): str(number) for year, number in one.target.items()},
                        "target_akhir": None if one.target_akhir is None else str(one.target_akhir),
                    }
                    for one in item.indikator
                ],
            }
            for item in found.items
        ],
        "keraguan": [as_json(doubt) for doubt in found.doubts],
        "kesalahan": [as_json(fault) for fault in found.faults],
        "tersimpan": stored,
    }


def _say(found: RenstraBaca, stored: str | None) -> None:
    """The same for people: doubts and faults on standard error, the sum on standard output."""
    for doubt in found.doubts:
        sys.stderr.write(f"Perlu diperhatikan: {doubt}\n")
    for fault in found.faults:
        sys.stderr.write(f"Kesalahan: {fault}\n")
    counted = f"{found.count('program')} program, {found.count('kegiatan')} kegiatan, {found.count('sub_kegiatan')} sub kegiatan"
    print(f"Renstra {found.tahun_awal}-{found.tahun_akhir}: {counted}; {len(found.doubts)} hal perlu diperhatikan, {len(found.faults)} kesalahan.")
    print(f"{stored} tersimpan." if stored else "Tidak ada yang disimpan.")


def _refuse(words: Namespace, file: str, faults: Sequence[Fault]) -> int:
    if words.json:
        _print({"berkas": file, "kesalahan": [as_json(fault) for fault in faults], "tersimpan": None})
    else:
        for fault in faults:
            sys.stderr.write(f"{file}: {fault}\n")
    return FAULTS


def _print(told: dict[str, Any]) -> None:
    print(json.dumps(told, ensure_ascii=False, indent=2))
