"""A draft is made of a version or of a file, and changed."""

from dataclasses import replace
from datetime import datetime

from django.db import IntegrityError, transaction

from renjana.alur.models import SopVersi
from renjana.alur.rules import AlreadyDone, Refused
from renjana.organisasi.models import Orang, PerangkatDaerah
from renjana.organisasi.signatory import local_day
from renjana.prosedur.actions.life import keep_text, locked, note
from renjana.prosedur.rules import DRAFT, change_words, next_version
from renjana.sop.bpmn.reading import Imported, read_bpmn
from renjana.sop.definition import load
from renjana.sop.model import Sop

MOST_BYTES = 2 * 1024 * 1024


@transaction.atomic
def start_draft(pd: PerangkatDaerah, sop: Sop, *, by: Orang, now: datetime, asal: SopVersi | None = None) -> SopVersi:
    """A revision of an SOP as a draft of the own agency, under the next free version number. What is printed of a ratification is blank again."""
    day = local_day(pd, now).isoformat()
    block = replace(sop.identitas, nomor="", tanggal_pengesahan="", disahkan_nama="", disahkan_nip="")
    block = replace(block, tanggal_revisi=day, tanggal_pembuatan=block.tanggal_pembuatan or day)
    known = set(SopVersi.objects.filter(perangkat_daerah=pd, kode=sop.kode).values_list("versi", flat=True)) | {sop.versi}
    draft = replace(sop, versi=next_version(known, sop.versi), identitas=block, status=DRAFT)
    kept = _kept(pd, draft, asal, now)
    note(kept, "draf", f"Draf {kept} dibuat dari versi {sop.versi}.", by=by, now=now)
    return kept


@transaction.atomic
def import_draft(pd: PerangkatDaerah, name: str, content: bytes, *, by: Orang, now: datetime) -> tuple[SopVersi, tuple[str, ...]]:
    """A draft from a TOML or BPMN file, with what its reader has to know. Raises DefinitionError naming every fault, Refused for another kind."""
    found = _read(pd, name, content)
    known = set(SopVersi.objects.filter(perangkat_daerah=pd, kode=found.sop.kode).values_list("versi", flat=True))
    versi = next_version(known, found.sop.versi) if found.sop.versi in known else found.sop.versi
    kept = _kept(pd, replace(found.sop, versi=versi, status=DRAFT), None, now)
    note(kept, "impor", f"{kept} diimpor dari berkas {name[:100]}.", by=by, now=now)
    return kept, found.notes


def _read(pd: PerangkatDaerah, name: str, content: bytes) -> Imported:
    if len(content) > MOST_BYTES:
        raise Refused("Berkas lebih besar dari 2 MB; SOP tidak sebesar itu.")
    if name.lower().endswith(".toml"):
        try:
            return Imported(load(content.decode("utf-8-sig")), ())
        except UnicodeDecodeError as fault:
            raise Refused("Berkas ini bukan teks UTF-8; simpan ulang sebagai UTF-8.") from fault
    if name.lower().endswith((".bpmn", ".xml")):
        return read_bpmn(content, pemda=f"Pemerintah {pd.pemda.nama}", perangkat_daerah=pd.nama)
    raise Refused("Pilih berkas .toml atau .bpmn.")


def _kept(pd: PerangkatDaerah, sop: Sop, asal: SopVersi | None, now: datetime) -> SopVersi:
    versi = SopVersi(perangkat_daerah=pd, kode=sop.kode, status=SopVersi.Status.DRAF, dibuat=now, asal=asal)
    keep_text(versi, sop)
    versi.save()
    return versi


@transaction.atomic
def save_draft(versi: SopVersi, sop: Sop, *, seen: str, by: Orang, now: datetime) -> str:
    """Keep a changed draft; gives what changed in words, empty when nothing did. `seen` is the digest of the text that was changed.

    Raises AlreadyDone when somebody else changed it meanwhile, DefinitionError when it is not sound, Refused for a version number in use.
    """
    locked(versi, SopVersi.Status.DRAF)
    if versi.sidik != seen:
        raise AlreadyDone("Draf ini sudah diubah dari halaman lain; muat ulang, lalu ulangi perubahan Anda.")
    before = load(versi.isi)
    keep_text(versi, sop)
    load(versi.isi)
    told = change_words(before, sop)
    if not told:
        return ""
    try:
        with transaction.atomic():
            versi.save(update_fields=["isi", "sidik", "nama", "versi"])
    except IntegrityError as fault:
        raise Refused(f"Versi {sop.versi} sudah ada; pilih nomor versi lain.") from fault
    note(versi, "ubah", f"{told[:1].upper()}{told[1:]}.", by=by, now=now)
    return told
