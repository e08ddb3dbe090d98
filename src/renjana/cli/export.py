"""`renjana export`: an official table or the SIPD pack as a file, the same that its page gives."""

import sys
from argparse import Namespace
from pathlib import Path

from django.utils import timezone

from renjana.analisis.queries import evaluators, plan_of
from renjana.analisis.sheets import table_file
from renjana.cli.office import agency, run_of

STANDARD = Path("-")


def run(words: Namespace) -> int:
    """Write the file; 1 when there is no such agency or year, or the file cannot be written."""
    try:
        found = run_of(agency(words.pd), words.tahun)
    except LookupError as fault:
        sys.stderr.write(f"renjana export: {fault.args[0]}\n")
        return 1
    now = timezone.now()
    content = table_file(words.tabel, plan_of(found), words.format, rekaan=found.tahap.renja.rekaan, now=now, signers=evaluators(found, now))
    if words.out == STANDARD:
        sys.stdout.buffer.write(content)
        return 0
    try:
        words.out.write_bytes(content)
    except OSError as fault:
        sys.stderr.write(f"renjana export: {words.out} tidak dapat ditulis ({fault.strerror}).\n")
        return 1
    print(f"{words.out}: {len(content)} bita")
    return 0
