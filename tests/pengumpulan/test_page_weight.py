"""The grid page of 120 rows and all 13 columns fits a slow phone line, and its queries do not grow with the rows."""

import gzip
from decimal import Decimal

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from renjana.pengumpulan import actions
from renjana.renja.values import RencanaValue
from renjana.renstra.nomenklatur import Entry, shipped
from tests.pengumpulan.rows import a_row, an_indikator
from tests.pengumpulan.stage import at_gathering
from tests.pengumpulan.test_grid import contact
from tests.people import Dinas

PAGE = "/renja/2027/pengumpulan/APTIKA/"
KIB, ROWS = 14, 120


def load(client: Client) -> tuple[int, int]:
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(PAGE)
    return len(gzip.compress(answer.content, 6)), len(queries)


def real_row(entry: Entry, at: int) -> RencanaValue:
    """A row with the words of the nomenclature and amounts of its own."""
    indikator = (an_indikator(entry.indikator, satuan=entry.satuan, target=Decimal(at % 40 + 1), target_maju=Decimal(at % 40 + 2)),)
    money = {"pagu": 1_000_000 * (at * 7 + 13), "pagu_maju": 1_100_000 * (at * 7 + 13)}
    return a_row(entry.kode.replace("X.XX", "2.16"), nama=entry.nama, indikator=indikator, lokasi=f"Kecamatan {at % 28}", **money)


def test_a_grid_of_120_rows_weighs_at_most_14_kib(dinas: Dinas) -> None:
    stage = at_gathering(dinas)
    entries = [entry for entry in shipped() if entry.tingkat == "sub_kegiatan" and entry.indikator][:ROWS]
    assert len(entries) == ROWS
    client, rows = contact(stage), [real_row(entry, at) for at, entry in enumerate(entries)]
    actions.save_rows(stage.isian("APTIKA"), rows[:1], by=dinas.aptika, now=stage.now)
    client.get(PAGE)
    _, few = load(client)
    actions.save_rows(stage.isian("APTIKA"), rows, by=dinas.aptika, now=stage.now)
    weight, many = load(client)
    print(f"{weight / 1024:.1f} KiB")
    assert many <= few
    assert weight <= KIB * 1024
