"""`renjana due`: when a standard time that starts at an hour is used up, on the agency's own calendar."""

from argparse import Namespace
from datetime import datetime

from renjana.cli.office import agency
from renjana.cli.sop_files import tell
from renjana.cli.status import GOOD
from renjana.organisasi.queries import kalender_around
from renjana.sop.waktu import Kalender, due


def run(words: Namespace) -> int:
    """Print the due time, one line in ISO form with its zone. A start without a zone is local to the agency."""
    try:
        kalender = kalender_around(agency(words.pd), words.start)
        print(due(in_zone(words.start, kalender), words.waktu, kalender).isoformat())
    except (LookupError, ValueError) as fault:
        return tell("due", fault)
    return GOOD


def in_zone(moment: datetime, kalender: Kalender) -> datetime:
    """The moment itself when it carries a zone, else as a clock of the agency shows it."""
    return moment if moment.tzinfo else moment.replace(tzinfo=kalender.zone)
