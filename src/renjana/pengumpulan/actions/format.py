"""Step 2: draw up the format, divide the sub kegiatan, prepare what is to be published."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from renjana.alur.models import Run
from renjana.alur.queries import must_act, task_for
from renjana.alur.rules import Refused
from renjana.organisasi.models import Bidang, Orang
from renjana.pengumpulan import rules
from renjana.pengumpulan.books import XLSX, Shelf, book_name, draft_of, packed
from renjana.pengumpulan.columns import chosen
from renjana.pengumpulan.lembar import LEMBAR, NARASI, REALISASI, asked
from renjana.pengumpulan.lembar_rows import Offer, figures_of
from renjana.pengumpulan.mark import format_mark
from renjana.pengumpulan.models import Format, Pengampu
from renjana.pengumpulan.planting import as_bytes, planting_of
from renjana.pengumpulan.queries import active_bidang, format_of, known_for, pengampu_of, planned_rows, renja_of, rows_by_bidang
from renjana.pengumpulan.rules import FormatDraft
from renjana.renja.queries import renstra_values
from renjana.renja.values import RencanaValue
from renjana.surat.actions import Paper, keep_files

BATCH = 500


@transaction.atomic
def save_draft(run: Run, draft: FormatDraft, pengampu: Mapping[str, str], *, by: Orang, now: datetime) -> Format:
    """Keep the format as far as it is drawn up, with who fills what; mandatory columns are always in.

    Raises AlreadyDone when it was published, Refused for an unknown bidang.
    """
    must_act(task_for(run, rules.FORMAT), by, now)
    kept = _keep(run, draft)
    _divide(run, active_bidang(run), pengampu)
    return kept


def format_values(draft: FormatDraft) -> dict[str, Any]:
    """A draft as the fields of the format; the mandatory columns are always in."""
    columns = chosen(draft.kolom)
    return {
        "kolom": [column.key for column in columns],
        "bagian": sorted({column.bagian for column in columns}),
        "petunjuk": {column.key: text for column in columns if (text := draft.petunjuk.get(column.key, "").strip())},
        "pengantar": draft.pengantar.strip(),
        "lembar": [one.key for one in LEMBAR if one.key in draft.lembar and one.key != NARASI],
        "pertanyaan": [words for one in draft.pertanyaan if (words := " ".join(one.split()))],
        "tenggat": draft.tenggat,
    }


@transaction.atomic
def assign(run: Run, pengampu: Mapping[str, str], *, by: Orang, now: datetime) -> int:
    """Say who fills which program, kegiatan or sub kegiatan, in place of what was said before; the number of assignments.

    `pengampu` gives Bidang.kode by code, rules.NOT_PLANNED for what the agency does not plan. Raises Refused for an unknown bidang.
    """
    must_act(task_for(run, rules.FORMAT), by, now)
    return _divide(run, active_bidang(run), pengampu)


def _divide(run: Run, people: Sequence[Bidang], pengampu: Mapping[str, str]) -> int:
    bidang = {one.kode: one for one in people}
    unknown = sorted({who for who in pengampu.values() if who and who != rules.NOT_PLANNED and who not in bidang})
    if unknown:
        raise Refused(f"Bidang {', '.join(unknown)} tidak ada atau tidak aktif; pilih bidang lain.")
    Pengampu.objects.filter(run=run).delete()
    rows = [Pengampu(run=run, kode=kode, bidang=bidang.get(who)) for kode, who in pengampu.items() if who]
    Pengampu.objects.bulk_create(rows, batch_size=BATCH)
    return len(rows)


def _keep(run: Run, draft: FormatDraft) -> Format:
    """The format of a run, made or changed; what was prepared from an earlier draft counts no longer. One query."""
    values = {**format_values(draft), "tanda": ""}
    [kept] = Format.objects.bulk_create([Format(run=run, **values)], update_conflicts=True, unique_fields=["run"], update_fields=[*values])
    return kept


@transaction.atomic
def prepare_format(run: Run, draft: FormatDraft | None = None, *, pengampu: Mapping[str, str] | None = None, by: Orang, now: datetime) -> Format:
    """Make ready what publishing will give out: the blank workbook, one for every bidang, and the rows that the plan begins with.

    Without a draft the saved one is taken, without `pengampu` divided as it was said before. Nothing reaches a bidang or the plan yet, and
    preparing again replaces what was prepared. Raises Refused with every reason why it could not be published.
    """
    must_act(task_for(run, rules.FORMAT), by, now)
    draft = draft or draft_of(format_of(run))
    people = active_bidang(run)
    if pengampu is not None:
        _divide(run, people, pengampu)
    kept = _keep(run, draft)
    tanda = format_mark(run)
    renja = renja_of(run)
    plan = renstra_values(renja.renstra) if renja.renstra else None
    known, existing, divided = known_for(renja, plan), rows_by_bidang(run), pengampu_of(run)
    planned = planned_rows(renja, known, plan)
    reasons = list(rules.format_faults(draft, [row.kode for row in planned if not rules.assigned(row.kode, divided)], now=now))
    if not people:
        reasons.append("Belum ada bidang yang aktif; minta Pengelola menambahkannya pada pengaturan.")
    if reasons:
        raise Refused(" ".join(reasons))
    fresh = {one.kode: _fresh(planned, divided, one.kode, existing.get(one.kode, ())) for one in people}
    planted = [planting_of(one, fresh[one.kode], existing.get(one.kode, ())) for one in people]
    shelf = Shelf(run, renja, known, draft, 1, now)
    books, blank = _books(shelf, people, {one.kode: [*existing.get(one.kode, ()), *fresh[one.kode]] for one in people})
    papers = [
        Paper(f"format-renja-{renja.tahun}.xlsx", blank, XLSX),
        Paper(f"format-renja-{renja.tahun}-bidang.zip", packed(books, now), "application/zip"),
        Paper(f"isi-awal-renja-{renja.tahun}.json", as_bytes(planted), "application/json"),
    ]
    kept.kosong, kept.tiap_bidang, kept.isi_awal = keep_files(run.perangkat_daerah, papers, by=by, now=now)
    kept.tanda, kept.disiapkan = tanda, now
    kept.save(update_fields=["tanda", "disiapkan", "kosong", "tiap_bidang", "isi_awal"])
    return kept


def _books(shelf: Shelf, people: Sequence[Bidang], rows: Mapping[str, Sequence[RencanaValue]]) -> tuple[list[tuple[str, bytes]], bytes]:
    """The workbook of each bidang with its name, and the blank one, each with every part of the format. At most one query."""
    asks = format_values(shelf.draft)
    parts, figures = asked(asks["lembar"], asks["pertanyaan"]), figures_of(shelf.run.tahap_id) if REALISASI in asks["lembar"] else ()
    offer = Offer(asks["pertanyaan"], figures, shelf.known.successors)
    made = ((one, rows[one.kode]) for one in people)
    books = [(book_name(shelf.renja.tahun, one.kode), shelf.workbook(one, own, parts=offer.sheets(parts, own))) for one, own in made]
    return books, shelf.workbook(None, (), parts=offer.sheets(parts, ()))


def _fresh(planned: Sequence[RencanaValue], pengampu: Mapping[str, str], kode: str, existing: Sequence[RencanaValue]) -> list[RencanaValue]:
    """What the Renstra gives a bidang and it does not have yet."""
    have = {row.kode for row in existing}
    return [row for row in planned if rules.assigned(row.kode, pengampu) == kode and row.kode not in have]
