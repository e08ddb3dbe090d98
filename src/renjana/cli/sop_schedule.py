"""`renjana sop schedule`: begin and due time of every step, forward from a start or back from a deadline, on the agency's calendar."""

import json
from argparse import Namespace
from datetime import datetime

from renjana.cli.due import in_zone
from renjana.cli.office import agency
from renjana.cli.sop_files import SourceFault, sop_from, tell
from renjana.cli.status import GOOD
from renjana.organisasi.queries import kalender_around
from renjana.sop.jadwal import Jadwal, as_json, back_from, forward
from renjana.sop.jadwal_svg import clock, dated, jadwal_svg


def run(words: Namespace) -> int:
    """Print the schedule as text, JSON or SVG."""
    try:
        made = _schedule(words)
    except (SourceFault, LookupError, ValueError) as fault:
        return tell("sop schedule", fault)
    forms = {
        "json": lambda: json.dumps(as_json(made), ensure_ascii=False, indent=2),
        "svg": lambda: jadwal_svg(made),
        "text": lambda: _text(made),
    }
    print(forms[words.format]())
    return GOOD


def _schedule(words: Namespace) -> Jadwal:
    sop = sop_from(words.kode)
    moment: datetime = words.start or words.deadline
    kalender = kalender_around(agency(words.pd), moment)
    return (forward if words.start else back_from)(sop, in_zone(moment, kalender), kalender)


def _text(made: Jadwal) -> str:
    """A row a step; waiting is the time in which the office is closed or nothing runs."""
    lines = [f"Jadwal SOP {made.sop.nama} versi {made.sop.versi}: {dated(made.mulai)} sampai {dated(made.selesai)}", ""]
    lines.append(f"{'No':>3}  {'Mulai':<19} {'Tenggat':<19} {'Waktu':<10} {'Menunggu':>9}  Uraian")
    for row in made.baris:
        waiting = f"{row.menunggu // 60}.{row.menunggu % 60:02d}" if row.menunggu else "-"
        words = " ".join(row.uraian.split())
        lines.append(f"{row.nomor:>3}  {clock(row.mulai):<19} {clock(row.tenggat):<19} {row.waktu:<10} {waiting:>9}  {words}")
    return "\n".join([*lines, "", "Tanpa pengembalian. Menunggu (jam.menit): kantor tutup, atau jeda sesudah langkah sebelumnya."])
