"""The mark of a document: whatever of its rows changes, by whatever hand, changes it, and nothing goes on under an old one."""

import re
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, models, transaction
from django.test.utils import CaptureQueriesContext

from renjana.alur.models import Keluaran, Run
from renjana.alur.queries import runs_of
from renjana.alur.rules import Refused
from renjana.analisis.actions.naskah import gate_values
from renjana.analisis.models import Analisis, FaktorCapaian, PrioritasSubKegiatan
from renjana.konsep import actions
from renjana.konsep.mark import document_mark, document_rows
from renjana.konsep.models import Subbab
from renjana.konsep.queries import content_of, naskah_of
from renjana.pengumpulan.models import Format, Isian
from renjana.renja.models import RencanaSubKegiatan
from renjana.renstra.models import VersiNomenklatur
from tests.people import MONDAY, Dinas, a_run
from tests.people_plan import a_plan

pytestmark = pytest.mark.django_db
LATER = MONDAY + timedelta(days=12)
PARTLY = {Isian, Format, Subbab, Keluaran, Analisis}
"""Of these only what the document takes from them is in the mark."""
OTHER: dict[type, Any] = {
    models.CharField: "9",
    models.TextField: "lain",
    models.BigIntegerField: 987_654,
    models.PositiveSmallIntegerField: 7,
    models.PositiveIntegerField: 7_777,
    models.DecimalField: Decimal("12.5"),
    models.BooleanField: True,
    models.JSONField: {"2027": 5},
    models.DateTimeField: LATER,
}


@pytest.fixture
def run(dinas: Dinas) -> Run:
    """An analysed run at step 8 with a small sound plan and its prepared texts."""
    run = a_run(dinas, langkah=8)
    a_plan(dinas, run.tahap)
    actions.open_document(run)
    Analisis.objects.create(run=run, waktu=MONDAY, oleh=dinas.staf, aturan=1)
    FaktorCapaian.objects.create(run=run, kode="2.16", indikator="Indeks", diubah=MONDAY)
    PrioritasSubKegiatan.objects.create(run=run, kode="2.16")
    return run


def tables(queries: CaptureQueriesContext) -> set[str]:
    return {name for query in queries for name in re.findall(r'(?:FROM|JOIN) "(\w+)"', query["sql"])}


def test_every_table_that_the_document_and_its_gate_read_is_in_the_mark_which_takes_one_query(dinas: Dinas, run: Run) -> None:
    with CaptureQueriesContext(connection) as reading:
        content = content_of(run)
        gate_values(run, naskah_of(run, content)[0], content.material.values)
    whole = runs_of(dinas.kadis).get(pk=run.pk)
    document_mark(whole)  # a process looks once what its database can do
    with CaptureQueriesContext(connection) as marking:
        document_mark(whole)

    assert len(marking) == 1, [query["sql"][:100] for query in marking]
    # an edition is replaced as a whole, and then dated anew; who analysed is read along and not used
    assert tables(reading) - tables(marking) == {"renstra_nomenklatur", "organisasi_orang"}


def changes(run: Run) -> Iterator[tuple[type[models.Model], Any, str, Any]]:
    """A column of one row of each table at a time, with another value."""
    for rows in document_rows(run):
        first = rows.values_list("pk", flat=True).first()
        for field in rows.model._meta.concrete_fields:
            kind = next((one for one in type(field).__mro__ if one in OTHER), None)
            if first is not None and kind is not None and not field.primary_key and rows.model not in PARTLY:
                yield rows.model, first, field.attname, OTHER[kind]


def test_whatever_column_of_whatever_row_changes_changes_the_mark(run: Run) -> None:
    before, tried = document_mark(run), set()

    for model, pk, column, value in changes(run):
        row = model._default_manager.filter(pk=pk)
        kept = row.values_list(column, flat=True).get()
        if kept == value:
            continue
        try:
            with transaction.atomic():
                row.update(**{column: value})
        except IntegrityError:
            continue
        assert document_mark(run) != before, (model, column)
        row.update(**{column: kept})
        tried.add((model, column))

    assert document_mark(run) == before
    assert len(tried) > 60


def test_rows_that_come_and_go_texts_proofs_and_a_new_content_of_the_edition_change_the_mark(dinas: Dinas, run: Run) -> None:
    marks = [document_mark(run)]
    FaktorCapaian.objects.create(run=run, kode="2.16", indikator="Lain", diubah=MONDAY)
    marks.append(document_mark(run))
    RencanaSubKegiatan.objects.filter(tahap=run.tahap).first().delete()  # type: ignore[union-attr]
    marks.append(document_mark(run))
    Subbab.objects.filter(run=run, nomor="2.3").update(isi="Isu baru.")
    marks.append(document_mark(run))
    Subbab.objects.filter(run=run, nomor="2.3").update(sistematika="14_2026")
    marks.append(document_mark(run))
    Analisis.objects.filter(run=run).update(waktu=LATER)
    marks.append(document_mark(run))
    VersiNomenklatur.objects.update(dibuat=LATER)
    marks.append(document_mark(run))

    assert len(set(marks)) == len(marks)


def test_a_draft_under_its_own_mark_goes_up_without_the_plan_being_read_again(dinas: Dinas, run: Run) -> None:
    actions.build_draft(run, by=dinas.perencana, now=LATER)

    with CaptureQueriesContext(connection) as queries:
        actions.finish_draft(run, by=dinas.perencana, now=LATER)

    assert not any('FROM "renja_rencanasubkegiatan"' in query["sql"] and "UNION" not in query["sql"] for query in queries)


def test_a_row_changed_by_hand_in_the_database_stops_the_draft(dinas: Dinas, run: Run) -> None:
    actions.build_draft(run, by=dinas.perencana, now=LATER)
    RencanaSubKegiatan.objects.filter(tahap=run.tahap).update(pagu=1)

    with pytest.raises(Refused, match="susun lagi"):
        actions.finish_draft(run, by=dinas.perencana, now=LATER)


def test_what_the_gate_saw_between_does_not_count_for_rows_that_were_put_back(dinas: Dinas, run: Run) -> None:
    version = actions.build_draft(run, by=dinas.perencana, now=LATER)
    row = RencanaSubKegiatan.objects.filter(tahap=run.tahap).order_by("pk")[:1]
    kept = RencanaSubKegiatan.objects.filter(pk__in=row.values("pk"))
    pagu = kept.values_list("pagu", flat=True).get()
    RencanaSubKegiatan.objects.filter(pk=kept.get().pk).update(pagu=1)
    with pytest.raises(Refused):
        actions.finish_draft(run, by=dinas.perencana, now=LATER)
    RencanaSubKegiatan.objects.filter(pk=kept.get().pk).update(pagu=pagu)

    assert version.tanda == document_mark(run) != Analisis.objects.get(run=run).tanda_naskah
    actions.finish_draft(run, by=dinas.perencana, now=LATER)
    assert Analisis.objects.get(run=run).tanda_naskah == version.tanda
