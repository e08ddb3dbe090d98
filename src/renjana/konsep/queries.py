"""Reads for the document: its subbab, its text with the plan's data, its drafts and open corrections."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from renjana.alur.models import Run
from renjana.alur.queries import sop_of
from renjana.analisis.naskah import NaskahValue
from renjana.analisis.queries import asked_of, plan_of
from renjana.cetak.papers import Blok
from renjana.konsep.mark import document_mark
from renjana.konsep.models import Komentar, Subbab, Suntingan, VersiKonsep
from renjana.konsep.naskah import naskah_value
from renjana.konsep.plan import Cover, content_digest, cover_fields, document, section_blocks
from renjana.konsep.prepared import Material
from renjana.konsep.sistematika import Bagian, Sistematika, sistematika_of
from renjana.konsep.snapshot import Baris, Isi, from_bytes, official, snapshot
from renjana.organisasi.queries import zone_of
from renjana.organisasi.signatory import letterhead, local_day, signature
from renjana.rapat.models import KeputusanRapat
from renjana.renja.queries import last_year
from renjana.renja.values import PlanValues
from renjana.surat.queries import read_file

LOCAL = ("perda", "perbup", "peraturan daerah", "peraturan bupati", "peraturan wali kota", "peraturan gubernur")


def order_of(run: Run) -> Sistematika:
    """The order of chapters of this document."""
    return sistematika_of(run.tahap.renja.regulasi)


def rows_of(run: Run) -> QuerySet[Subbab]:
    """The subbab of the document's order of chapters; texts that wait under another order are left out."""
    return run.subbab.filter(sistematika=order_of(run).kode)


def subbab_of(run: Run) -> QuerySet[Subbab]:
    """Every subbab with the number of its open comments (`terbuka`), in order. One query."""
    return rows_of(run).annotate(terbuka=Count("komentar", filter=Q(komentar__status=Komentar.Status.TERBUKA))).select_related("diubah_oleh")


def around(run: Run, nomor: str) -> dict[str, Any]:
    """For a page of one subbab: all of them (`rows`), and the one before and after it. One query."""
    rows = list(subbab_of(run))
    place = next(place for place, other in enumerate(rows) if other.nomor == nomor)
    return {"rows": rows, "before": rows[place - 1] if place else None, "after": rows[place + 1] if place + 1 < len(rows) else None}


def writing(subbab: Subbab, since: datetime) -> list[Suntingan]:
    """Who has the subbab open for writing, heard of since that moment, and texts not saved yet whoever's. One query."""
    return list(subbab.suntingan.filter(Q(terakhir__gte=since) | Q(berisi=True)).select_related("oleh"))


def open_comments(run: Run) -> QuerySet[Komentar]:
    """Corrections still open, in the order of the document."""
    return (
        Komentar.objects.filter(subbab__run=run, status=Komentar.Status.TERBUKA)
        .select_related("subbab", "oleh")
        .order_by("subbab__urutan", "waktu", "id")
    )


def latest_version(run: Run) -> VersiKonsep | None:
    """The draft printed last. One query."""
    return version_and_comments(run)[0]


def version_and_comments(run: Run) -> tuple[VersiKonsep | None, int]:
    """The draft printed last, and how many corrections are still open. One query; two before there is a draft.

    The draft comes with `diperiksa`, the mark of the document that the gate looked at last.
    """
    waiting = Komentar.objects.filter(subbab__run=OuterRef("run"), status=Komentar.Status.TERBUKA).order_by()
    number = Coalesce(Subquery(waiting.values("subbab__run").annotate(n=Count("pk")).values("n")), 0)
    seen = Coalesce("run__analisis__tanda_naskah", Value(""))
    version = run.versi_konsep.select_related("pdf", "docx", "dibuat_oleh").annotate(terbuka=number, diperiksa=seen).order_by("-nomor").first()
    return (None, open_comments(run).count()) if version is None else (version, version.terbuka)


def material_of(run: Run) -> Material:
    """What the prepared texts are made of. A handful of queries."""
    values = plan_of(run)
    decided = _decisions(run)
    zone = ZoneInfo(zone_of(run.perangkat_daerah_id))
    return Material(values, order_of(run), citations(run), decided, last_year(run.tahap.renja), asked_of(run), zone)


def citations(run: Run) -> tuple[str, ...]:
    """Regulations that may be printed: those of the pinned SOP, local ones only for the Pemda that the SOP is of, and the chosen systematics."""
    sop, pemda = sop_of(run.sop), run.perangkat_daerah.pemda.nama
    named = [entry for entry in sop.dasar_hukum if pemda.lower() in entry.lower() or not entry.lower().startswith(LOCAL)]
    if run.tahap.renja.regulasi == "14_2026":
        named.append("Peraturan Menteri Dalam Negeri Nomor 14 Tahun 2026 tentang Pedoman Penyusunan Rencana Kerja Pemerintah Daerah Tahun 2027")
    return tuple(named)


def _decisions(run: Run) -> tuple[str, ...]:
    return tuple(KeputusanRapat.objects.filter(rapat__run=run).values_list("isi", flat=True))


@dataclass(frozen=True)
class Reading:
    """A subbab as it prints: its entry in the order of chapters, its blocks, and the rows of its official tables by code."""

    entry: Bagian
    material: Material
    blocks: Sequence[Blok]
    rows: Mapping[str, Sequence[Baris]]


def reading_of(run: Run, subbab: Subbab, written: str | None = None) -> Reading:
    """The subbab as it would print now; with `written` as it would with that text. What `material_of` asks."""
    material = material_of(run)
    entry = next(entry for entry in material.sistematika.bagian if entry.nomor == subbab.nomor)
    rows = {kode: official(kode, material.values)["baris"] for kode in entry.tabel}
    return Reading(entry, material, section_blocks(entry, material, subbab.isi if written is None else written), rows)


def versions_of(run: Run) -> QuerySet[VersiKonsep]:
    """Every draft of a run with its files, the newest first. One query."""
    return run.versi_konsep.select_related("pdf", "docx", "isi", "dibuat_oleh")


def said_in(version: VersiKonsep) -> Isi | None:
    """What a draft said; None for one that was printed before this was kept."""
    return from_bytes(read_file(version.isi)) if version.isi else None


def said_now(run: Run) -> Isi:
    """What the document says now, as a draft would keep it."""
    content = content_of(run)
    return snapshot(content.material, content.written)


def answered_between(run: Run, after: datetime, until: datetime | None) -> QuerySet[Komentar]:
    """Corrections that were closed after one moment and, when given, not after another; in the order of the document."""
    found = Komentar.objects.filter(subbab__run=run, status=Komentar.Status.SELESAI, dijawab__gt=after)
    return (found.filter(dijawab__lte=until) if until else found).select_related("subbab", "dijawab_oleh").order_by("subbab__urutan", "dijawab")


@dataclass(frozen=True)
class Content:
    """All that a document is made of besides its cover: the material of the prepared texts, and what people wrote, by number of subbab."""

    material: Material
    written: Mapping[str, str]


def content_of(run: Run) -> Content:
    """The content as it stands. What `material_of` asks and one query."""
    return Content(material_of(run), dict(rows_of(run).exclude(isi="").values_list("nomor", "isi")))


def plan_data(run: Run, now: datetime, *, content: Content | None = None, tte: dict[str, Any] | None = None) -> dict[str, Any]:
    """The whole document as the printers' data, as it stands at `now`; with `tte`, the panel of a signature, no longer a draft.

    `content` when the caller has read it already.
    """
    content = content or content_of(run)
    return document(content.material, content.written, _cover(run, now, tte))


def final_data(run: Run, version: VersiKonsep, now: datetime, tte: dict[str, Any]) -> dict[str, Any] | None:
    """The data of a draft under a new cover with the panel of a signature; None when the draft no longer says what the data say.

    While the mark of the rows is the one that the draft was made from, its own data are taken: one query. Else all is read once more.
    """
    if version.data is not None and version.tanda == document_mark(run):
        kept: dict[str, Any] = json.loads(read_file(version.data))
        return kept | cover_fields(_cover(run, now, tte))
    content = content_of(run)
    return plan_data(run, now, content=content, tte=tte) if is_current(run, version, content) else None


def _cover(run: Run, now: datetime, tte: dict[str, Any] | None) -> Cover:
    pd = run.perangkat_daerah
    block = signature(pd, "kepala_dinas", now)
    return Cover(
        instansi=letterhead(pd),
        kota=pd.pemda.ibu_kota,
        tanggal=local_day(pd, now).isoformat(),
        tahap=run.tahap.get_jenis_display(),
        ttd=block | ({"tte": tte} if tte else {}),
        konsep=tte is None,
        rekaan=run.tahap.renja.rekaan,
    )


def naskah_of(run: Run, content: Content | None = None) -> tuple[NaskahValue, PlanValues]:
    """The document as the checks see it, with the plan that it was made of."""
    found = content or content_of(run)
    return naskah_value(found.material, found.written), found.material.values


def is_current(run: Run, version: VersiKonsep, content: Content | None = None) -> bool:
    """Whether a draft of this run still says what the data say now."""
    return version.sidik_isi == content_digest(plan_data(run, version.dibuat, content=content))
