"""The document and Word: what goes out with changes and comments, and what a file that comes back proposes."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from renjana.alur.models import Run
from renjana.alur.printed import why_unprintable
from renjana.alur.rules import Refused
from renjana.cetak.docx import plan_docx
from renjana.cetak.papers import Blok
from renjana.konsep.anchors import SENTENCE, texts
from renjana.konsep.docx.changes import compare_files
from renjana.konsep.docx.child import read_content
from renjana.konsep.docx.file import WordFault, read_word
from renjana.konsep.docx.lines import mark_of
from renjana.konsep.docx.merge import TALK, Proposal, merged, remarked
from renjana.konsep.docx.tracked import Asked, with_changes, with_corrections
from renjana.konsep.docx.values import WordFile
from renjana.konsep.models import Komentar, VersiKonsep
from renjana.konsep.plan import section_blocks
from renjana.konsep.queries import content_of, order_of, rows_of, said_in
from renjana.surat.queries import read_file

OTHER = (
    "Berkas {nama} dibuat dari dokumen lain, bukan dari konsep Renja {tahun} instansi Anda. "
    "Unduh DOCX dari halaman ini, lalu ulangi perubahannya di sana."
)
REORDERED = "Sistematika dokumen diganti sesudah versi {nomor} disusun. Unduh DOCX versi terbaru, lalu ulangi perubahannya di sana."
NOT_KEPT = "Data versi {nomor} tidak tersimpan, karena disusun sebelum Renjana menyimpannya. Susun konsep lagi, lalu unduh."


@dataclass(frozen=True)
class Returned:
    """What a corrected file proposes. `tersirat` when it carries no mark of its version and was held against the latest; `sudah` counts what
    was proposed before; `seen` are the versions of the subbab that were looked at.
    """

    nama: str
    sha256: str
    versi: VersiKonsep
    tersirat: bool
    usulan: tuple[Proposal, ...]
    ditolak: tuple[str, ...]
    sudah: int
    seen: Mapping[str, int]


def read_return(run: Run, content: bytes, *, nama: str) -> Returned:
    """The file against the version that it was made of, and that against the text as it stands. Raises Refused with the reason.

    Nothing is stored.
    """
    try:
        given = read_word(content, name=nama)
    except WordFault as fault:
        raise Refused(str(fault)) from fault
    version, marked = _version_of(run, given, nama)
    base = read_content(read_file(version.docx))
    changes = compare_files(base, given, mark_of(given) or mark_of(base))
    now = _sections(run)
    known = list(_known(run))
    found: list[Proposal] = []
    repeated = 0
    for part in changes.bagian:
        if part.nomor in now:
            fresh = merged(part, now[part.nomor], [one for one in known if one.nomor == part.nomor])
            repeated += len(merged(part, now[part.nomor])) - len(fresh)
            found += fresh
    contents = {nomor: list(texts(blocks)) for nomor, blocks in now.items()}
    found += remarked(given.remarks, changes.parts, contents)
    asked = {_key(one) for one in known}
    wanted = sorted((one for one in found if _key(one) not in asked), key=lambda one: list(now).index(one.nomor))
    unshown = [f"Subbab {one.nomor}, “{one.usulan[:60]}”: {why_unprintable(one.usulan)}" for one in wanted if why_unprintable(one.usulan)]
    wanted = [one for one in wanted if not why_unprintable(one.usulan)]
    refused = (*changes.ditolak, *unshown)
    skipped = repeated + len(found) - len(wanted) - len(unshown)
    seen = dict(rows_of(run).values_list("nomor", "versi"))
    digest = hashlib.sha256(content).hexdigest()
    return Returned(nama, digest, version, not marked, tuple(wanted), refused, skipped, seen)


def _version_of(run: Run, given: WordFile, nama: str) -> tuple[VersiKonsep, bool]:
    mark = mark_of(given)
    versions = run.versi_konsep.select_related("docx", "isi")
    version = (versions.filter(sidik_isi__startswith=mark) if mark else versions).order_by("-nomor").first()
    if version is None:
        raise Refused(OTHER.format(nama=nama, tahun=run.tahap.renja.tahun) if mark else "Susun konsep dahulu; belum ada versi untuk dibandingkan.")
    said = said_in(version)
    if said is not None and said["sistematika"] != order_of(run).kode:
        raise Refused(REORDERED.format(nomor=version.nomor))
    return version, bool(mark)


def _sections(run: Run) -> dict[str, list[Blok]]:
    """The blocks of every subbab as they stand, by number."""
    content = content_of(run)
    return {
        entry.nomor: section_blocks(entry, content.material, content.written.get(entry.nomor, "")) for entry in content.material.sistematika.bagian
    }


def _known(run: Run) -> Sequence[Proposal]:
    """Corrections that were asked for already, as proposals."""
    rows = Komentar.objects.filter(subbab__in=rows_of(run)).select_related("subbab")
    waiting = [row for row in rows if row.status == Komentar.Status.TERBUKA or not row.tindakan]
    return [Proposal(row.subbab.nomor, row.tindakan or TALK, row.kutipan, row.usulan, row.isi) for row in waiting]


def _key(one: Proposal) -> tuple[str, ...]:
    """What makes two proposals the same: a comment by its words, a suggestion by what it does."""
    if one.tindakan == TALK:
        return (one.nomor, TALK, one.isi.rpartition("”: ")[2].partition("\nUsulan: ")[0])
    return (one.nomor, one.tindakan, one.kutipan, one.usulan)


def docx_with_corrections(run: Run, version: VersiKonsep) -> bytes:
    """A draft with the open corrections of the run: suggestions tracked, the rest as comments. Raises Refused for one without its data."""
    rows = Komentar.objects.filter(subbab__in=rows_of(run), status=Komentar.Status.TERBUKA).select_related("subbab", "oleh")
    asked = [_asked(row) for row in rows.order_by("subbab__urutan", "waktu", "pk")]
    return plan_docx(with_corrections(_data_of(version), asked), tanda=version.sidik_isi)


def _asked(row: Komentar) -> Asked:
    anchor = SENTENCE if row.tindakan else row.jangkar
    return Asked(
        row.subbab.nomor, anchor, row.kutipan, row.isi, row.tindakan, row.usulan, row.penulis or row.oleh.nama, _utc(row.ditulis or row.waktu)
    )


def docx_with_changes(old: VersiKonsep, new: VersiKonsep) -> bytes:
    """A draft in which every change of its prose since an older one is tracked, in the name of who made it."""
    data = with_changes(_data_of(new), _data_of(old), oleh=new.dibuat_oleh.nama, waktu=_utc(new.dibuat))
    return plan_docx(data, tanda=new.sidik_isi)


def _data_of(version: VersiKonsep) -> dict[str, Any]:
    if version.data is None:
        raise Refused(NOT_KEPT.format(nomor=version.nomor))
    kept: dict[str, Any] = json.loads(read_file(version.data))
    return kept


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
