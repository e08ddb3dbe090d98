"""`renjana compare-sipd`: how an export of SIPD-RI differs from the plan, the same that its page shows."""

import json
import sys
from argparse import Namespace
from dataclasses import asdict

from renjana.cli.office import OfficeFault, agency, run_of
from renjana.organisasi.numerals import rupiah
from renjana.renja.queries import plan_values
from renjana.renja.sipd_compare import Comparison, as_sentences, compare_export
from renjana.renja.sipd_reading import read_export
from renjana.renstra.workbook import WorkbookFault


def run(words: Namespace) -> int:
    """Print every difference; 0 when there is none, 1 when there is one or the file cannot be read."""
    try:
        plan = plan_values(run_of(agency(words.pd), words.tahun).tahap)
        export = read_export(words.berkas.read_bytes(), name=words.berkas.name, main=plan.agency.main)
    except (OfficeFault, WorkbookFault) as fault:
        return _fail(str(fault))
    except OSError as fault:
        return _fail(f"{words.berkas} tidak dapat dibaca ({fault.strerror}).")
    found = compare_export(plan, export)
    print(json.dumps(as_data(found), ensure_ascii=False, indent=2) if words.json else as_text(found))
    return 0 if found.equal else 1


def as_data(found: Comparison) -> dict[str, object]:
    """The keys that docs/tabel.md names."""
    return {
        "sama": found.equal,
        "bentuk": found.bentuk,
        "sub_kegiatan_sama": found.sama,
        "pagu": {"renjana": found.jumlah_renjana, "sipd": found.jumlah_sipd},
        "perbedaan": [asdict(one) for one in found.differences],
        "tidak_terbaca": list(found.faults),
    }


def as_text(found: Comparison) -> str:
    """The same for a person."""
    head = f"Dibaca sebagai {found.bentuk}. Pagu Renjana {rupiah(found.jumlah_renjana)}, SIPD {rupiah(found.jumlah_sipd)}."
    unread = [f"Tidak terbaca: {one}" for one in found.faults]
    end = f"{len(found.differences)} perbedaan; {found.sama} sub kegiatan sama."
    return "\n".join([head, *as_sentences(found.differences), *unread, end])


def _fail(sentence: str) -> int:
    sys.stderr.write(f"renjana: {sentence}\n")
    return 1
