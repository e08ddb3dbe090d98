"""Whoever gets past the triggers and changes the history by hand is found out."""

import random
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction

from renjana.alur import actions
from renjana.alur.history import check
from renjana.alur.models import Event, Run
from renjana.alur.queries import broken_link
from renjana.alur.rules import plain
from renjana.surat.actions import keep_file
from renjana.surat.files import place_of
from tests.people import MONDAY, Dinas, a_run

FIELDS = ("waktu", "jenis", "langkah", "putaran", "oleh_id", "nama_oleh", "bertindak_untuk", "uraian", "data", "prev", "hash", "urutan")


@pytest.fixture
def run(dinas: Dinas) -> Run:
    """A finished run whose history lies open to any hand."""
    run = a_run(dinas, langkah=14)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER alur_event_update")
            cursor.execute("DROP TRIGGER alur_event_delete")
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("DROP TRIGGER alur_event_keep ON alur_event")
    assert broken_link(run) is None
    return run


def edit(run: Run, chance: random.Random) -> str:
    event, name = chance.choice(list(run.event.all())), chance.choice(FIELDS)
    value: Any = getattr(event, name)
    if name == "waktu":
        value += timedelta(microseconds=chance.choice([-1, 1, 60_000_000]))
    elif name == "data":
        value = {**value, "tambahan": 1}
    elif name in {"langkah", "putaran"}:
        value = (value or 0) + 1
    elif name == "urutan":
        value += 1000
    elif name == "oleh_id":
        value = run.dimulai_oleh_id if value != run.dimulai_oleh_id else None
    elif name in {"prev", "hash"}:
        value = ("0" if value[0] != "0" else "1") + value[1:]
    else:
        value += "."
    Event.objects.filter(pk=event.pk).update(**{name: value})
    return f"{name} of {event.urutan}"


def delete(run: Run, chance: random.Random) -> str:
    event = chance.choice(list(run.event.all()))
    Event.objects.filter(pk=event.pk).delete()
    return f"deleted {event.urutan}"


def insert(run: Run, chance: random.Random) -> str:
    event = chance.choice(list(run.event.all()))
    event.pk, event.urutan = None, run.peristiwa + 1
    event.save(force_insert=True)
    return "inserted at the end"


def reorder(run: Run, chance: random.Random) -> str:
    first, second = chance.sample(list(run.event.all()), 2)
    for pk, urutan in ((first.pk, 9999), (second.pk, first.urutan), (first.pk, second.urutan)):
        Event.objects.filter(pk=pk).update(urutan=urutan)
    return f"swapped {first.urutan} and {second.urutan}"


def test_two_hundred_changes_by_hand_are_all_found(run: Run) -> None:
    chance = random.Random(20270104)  # noqa: S311 - a fixed sequence, not a secret
    unseen = []
    for number in range(200):
        with transaction.atomic():
            told = (edit, delete, insert, reorder)[number % 4](run, chance)
            if broken_link(run) is None:
                unseen.append(told)
            transaction.set_rollback(True)
    assert unseen == []


def test_a_lost_tail_is_found(run: Run) -> None:
    run.event.filter(urutan__gt=20).delete()
    broken = broken_link(run)
    assert broken is not None
    assert broken.sebab == f"Riwayat berakhir pada peristiwa nomor 20, padahal {run.peristiwa} peristiwa pernah dicatat."


def test_a_history_wiped_out_is_found(run: Run) -> None:
    run.event.all().delete()
    broken = broken_link(run)
    assert broken is not None
    assert broken.urutan == 1


def test_the_sentence_names_the_first_event_that_does_not_hold(run: Run) -> None:
    Event.objects.filter(run=run, urutan=7).update(uraian="Langkah 3 tidak pernah terjadi.")
    broken = broken_link(run)
    assert broken is not None
    assert (broken.urutan, broken.sebab) == (7, "Isi peristiwa nomor 7 berubah sesudah dicatat.")


def test_an_old_run_object_does_not_raise_a_false_alarm(dinas: Dinas) -> None:
    old = a_run(dinas, langkah=2)
    actions.record(Run.objects.get(pk=old.pk), "catatan", "Baris baru.", by=dinas.staf, now=MONDAY)
    assert broken_link(old) is None


def test_outputs_are_compared_with_what_the_history_tells(dinas: Dinas) -> None:
    run = a_run(dinas, langkah=2)
    task = run.task.get(status="terbuka")
    berkas = keep_file(dinas.pd, "format.pdf", b"%PDF-1.7 isi", "application/pdf", by=dinas.perencana, now=MONDAY)
    actions.keep_output(task, actions.Output("format", "Format", berkas), by=dinas.perencana, now=MONDAY)
    assert (check(run).faults, check(run).outputs) == ((), 1)

    place = place_of(berkas.sha256)
    place.chmod(0o600)
    place.write_bytes(b"%PDF-1.7 lain")
    assert check(run).faults == ("Format: Isi berkas ini tidak lagi cocok dengan sidiknya; pulihkan dari cadangan.",)
    place.unlink()
    assert check(run).faults == ("Format: Isi berkas ini tidak ada di penyimpanan; pulihkan dari cadangan.",)


def test_an_output_slipped_in_beside_the_history_is_found(dinas: Dinas) -> None:
    run = a_run(dinas, langkah=2)
    berkas = keep_file(dinas.pd, "lain.pdf", b"lain", "application/pdf", by=dinas.perencana, now=MONDAY)
    run.task.get(status="terbuka").keluaran.create(jenis="format", judul="Format", berkas=berkas, dibuat=MONDAY)
    assert check(run).faults == ("Format tidak tercatat dalam riwayat.",)


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ({"a": 1.5, 2: "x", "waktu": MONDAY}, {"a": "1.5", "2": "x", "waktu": MONDAY.isoformat()}),
        ([1e16, -0.0, (1, 2), {"b"}], ["1e+16", "-0.0", [1, 2], ["b"]]),
        ("nol\x00", "nol"),
    ],
)
def test_what_a_database_might_change_is_kept_as_text(value: Any, kept: Any) -> None:
    assert plain(value) == kept


def test_odd_values_survive_the_database_with_their_digest(dinas: Dinas) -> None:
    run = a_run(dinas)
    data = {"besar": 10**15, "pecahan": 0.1, "é": "n̈ \u2028 😀", "dalam": [{"x": None, "y": True}]}
    actions.record(run, "catatan", "Uraian 😀 \u2028", by=dinas.staf, now=MONDAY, data=data)
    assert broken_link(Run.objects.get(pk=run.pk)) is None
