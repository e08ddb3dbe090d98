"""`renjana sop import`: keep an SOP from a TOML or BPMN file as a version of an agency, as a proposal unless it is said to be in force."""

from argparse import Namespace
from dataclasses import replace

from django.db import transaction
from django.utils import timezone

from renjana.alur.actions import install_sop
from renjana.alur.models import SopVersi
from renjana.cli.office import agency
from renjana.cli.sop_files import SourceFault, from_file, tell
from renjana.cli.status import GOOD
from renjana.organisasi.models import PerangkatDaerah
from renjana.organisasi.refusal import Refused
from renjana.sop.definition import dump


def run(words: Namespace) -> int:
    """Store the version and say what the file leaves open; nothing is stored when anything is wrong."""
    try:
        office = agency(words.pd)
        found = from_file(words.berkas, pemda=f"Pemerintah {office.pemda.nama}", perangkat_daerah=office.nama)
        sop = replace(found.sop, **{key: getattr(words, key) for key in ("kode", "versi") if getattr(words, key)})
        own = words.berkas.suffix.lower() == ".toml" and sop == found.sop
        kept, made = _keep(words.berkas.read_text("utf-8-sig") if own else dump(sop), office, in_force=words.berlaku)
    except (SourceFault, LookupError, Refused, ValueError) as fault:
        return tell("sop import", fault)
    state = SopVersi.Status(kept.status).label.lower()
    print(f"{kept}: {len(sop.langkah)} langkah, {'disimpan' if made else 'sudah ada, tidak diubah'} untuk {office.nama} ({state}).")
    for note in found.notes:
        print(f"Catatan: {note}")
    return GOOD


@transaction.atomic
def _keep(text: str, office: PerangkatDaerah, *, in_force: bool) -> tuple[SopVersi, bool]:
    """The version and whether it is new. A version that is there already keeps its state."""
    now = timezone.now()
    kept = install_sop(text, now=now, perangkat_daerah=office)
    made = kept.dibuat == now
    if made and not in_force:
        kept.status = SopVersi.Status.USULAN
        kept.save(update_fields=["status"])
    return kept, made
