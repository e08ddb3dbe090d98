"""A contact person opens the own files and what is shared; nothing of another unit, nothing of another agency."""

from django.test import Client

from renjana.surat.actions import keep_file
from tests.people import MONDAY, Dinas


def opened(person: object, pk: int) -> int:
    client = Client()
    client.force_login(person)  # type: ignore[arg-type]
    return client.get(f"/berkas/{pk}/").status_code


def test_a_contact_person_does_not_open_another_units_file(dinas: Dinas, other_dinas: Dinas) -> None:
    own = keep_file(dinas.pd, "ikp.xlsx", b"isian ikp", "application/octet-stream", by=dinas.ikp, now=MONDAY)
    other = keep_file(dinas.pd, "aptika.xlsx", b"isian aptika", "application/octet-stream", by=dinas.aptika, now=MONDAY)
    foreign = keep_file(other_dinas.pd, "lain.xlsx", b"lain", "application/octet-stream", by=other_dinas.staf, now=MONDAY)
    assert [opened(dinas.ikp, file.pk) for file in (own, other, foreign)] == [200, 404, 404]
    assert [opened(dinas.staf, file.pk) for file in (own, other, foreign)] == [200, 200, 404]
