"""Who may work on an isian now, and the note that somebody did."""

from datetime import datetime

from renjana.alur.queries import open_task, sop_of
from renjana.alur.rules import NotAllowed, Refused
from renjana.organisasi.models import Orang, Peran
from renjana.organisasi.queries import Wewenang, wewenang_of
from renjana.pengumpulan import rules
from renjana.pengumpulan.actions.penyampaian import locked, note_receipt
from renjana.pengumpulan.models import Isian
from renjana.pengumpulan.queries import HELPERS
from renjana.sop.flow import step as langkah_of


def authority(isian: Isian, by: Orang, now: datetime) -> tuple[Wewenang, ...]:
    """By what a person may fill this isian. Raises NotAllowed."""
    own = by.perangkat_daerah_id == isian.bidang.perangkat_daerah_id
    entries = tuple(entry for entry in wewenang_of(by, now) if own and entry.effective)
    fitting = tuple(one for one in entries if one.peran in HELPERS or (one.peran == Peran.BIDANG and one.bidang == isian.bidang_id))
    if not fitting:
        raise NotAllowed(f"Isian {isian.bidang.nama} diisi oleh penghubung bidang itu, bukan oleh Anda.")
    return fitting


def to_edit(isian: Isian, by: Orang, now: datetime) -> Isian:
    """The locked isian for a person who may change its rows now. Raises NotAllowed or Refused with the reason."""
    isian = locked(isian)
    fitting = authority(isian, by, now)
    corrector = any(one.peran in HELPERS for one in fitting)
    if reason := rules.why_not_edit(isian.status, kerja_now(isian), corrector=corrector):
        raise Refused(reason)
    return isian


def received_by(isian: Isian, by: Orang, now: datetime) -> None:
    """A contact who works on the format has received it, whether or not a receipt was given."""
    if isian.diterima is None and all(one.peran not in HELPERS for one in authority(isian, by, now)):
        note_receipt(isian, by=by, now=now)


def note_work(isian: Isian, by: Orang, now: datetime) -> None:
    """Note that somebody worked on an isian that is locked already."""
    received_by(isian, by, now)
    if isian.status in {Isian.Status.DISAMPAIKAN, Isian.Status.DITERIMA, Isian.Status.DIKEMBALIKAN}:
        isian.status = Isian.Status.DIISI
    isian.diisi, isian.diisi_oleh = now, by
    isian.save(update_fields=["status", "diisi", "diisi_oleh"])


def kerja_now(isian: Isian) -> str:
    """The work of the step at which the run of an isian stands."""
    task = open_task(isian.run)
    return "" if task is None else langkah_of(sop_of(isian.run.sop), task.langkah).kerja
